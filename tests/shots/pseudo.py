# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogues in languages that nobody speaks, to see what a translation does to the screens.

`PSEUDO ROOT DEPFILE en_XA.mo ar_XB.mo` makes both from a fresh template of the tree at ROOT; DEPFILE
tells ninja what they were made of. `PSEUDO --self-test` proves what they promise.

In en_XA a text is about 40 % longer, its letters have accents and brackets stand around it: text
without them was never marked for translation, and where a bracket is missing it is cut. ar_XB is
the same and runs from right to left, Latin letters included.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

# pylint: disable=wrong-import-position
from template import PLACEHOLDER, Message, extract, listed, read  # noqa: E402

LONGER = 1.4
# Units and the like, as in "%s h", stand inside of other texts, which have brackets of their own.
UNIT_LETTERS = 3

ACCENTS = str.maketrans("AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz",
                        "ÁáÇçĎďÉéĞğĤĥÍíĴĵĶķĽľÑñÖöŔŕŠšŢţÜüŴŵÝýŽž")
VOWELS = "AaEeIiOoUu"
# Kept as it is: what printf and markup read, addresses, names of variables, and ends of paragraphs,
# for each paragraph has a direction of its own.
KEPT = re.compile(rf"{PLACEHOLDER.pattern}|</?[A-Za-z][^<>]*>|&\w+;|https?://\S+|"
                  r"\b[A-Z]+(?:_[A-Z]+)+\b|\n+")
# From right to left: a mark for a paragraph, and what stands around Latin letters.
MARK = "\u200f"
OVERRIDE = "\u202e"
OVERRIDE_END = "\u202c"


def split(text):
    """The pieces of a text: what is spoken, what is kept, what is spoken, ..."""
    pieces, end = [], 0
    for match in KEPT.finditer(text):
        pieces += [text[end:match.start()], match.group(0)]
        end = match.end()
    return [*pieces, text[end:]]


def lengthen(pieces, missing):
    """Says vowels twice, three times, ... until the spoken pieces are longer by so much."""
    if not any(vowel in piece for piece in pieces[::2] for vowel in VOWELS):
        return pieces
    longer, times, extra = pieces, 1, 0
    while extra < missing:
        times += 1
        extra = 0
        longer = list(pieces)
        for i in range(0, len(pieces), 2):
            letters = []
            for letter in pieces[i]:
                more = times - 1 if letter in VOWELS and extra < missing else 0
                letters.append(letter + letter.lower() * more)
                extra += more
            longer[i] = "".join(letters)
    return longer


def pseudo(message, text, mirrored):
    """One text in the language that nobody speaks."""
    pieces = split(text)
    letters = sum(letter.isalpha() for piece in pieces[::2] for letter in piece)
    if message.is_date or letters == 0:
        return text
    is_unit = len(pieces) > 1 and letters <= UNIT_LETTERS
    if not is_unit:
        spoken = sum(len(piece) for piece in pieces[::2])
        pieces = lengthen(pieces, round(spoken * (LONGER - 1)) - 2)
    for i in range(0, len(pieces), 2):
        pieces[i] = pieces[i].translate(ACCENTS)
        spoken = pieces[i].strip(" ")
        if mirrored and spoken:
            # Blanks stay outside, or they would change sides.
            pieces[i] = pieces[i].replace(spoken, f"{OVERRIDE}{spoken}{OVERRIDE_END}")
    made = "".join(pieces)
    if is_unit:
        return made
    # A paragraph runs as its first letter does, and a Latin one counts as what it is.
    if mirrored:
        made = MARK + "[" + re.sub(r"(\n+)", rf"\1{MARK}", made)
        return made + "]"
    return f"[{made}]"


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def catalogue(messages, language, mirrored):
    lines = ['msgid ""', 'msgstr ""', quoted(f"Language: {language}\n"),
             '"Content-Type: text/plain; charset=UTF-8\\n"',
             '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"', ""]
    for message in messages:
        if message.flags:
            lines.append("#, " + ", ".join(sorted(message.flags)))
        if message.context is not None:
            lines.append("msgctxt " + quoted(message.context))
        lines.append("msgid " + quoted(message.source))
        one = quoted(pseudo(message, message.source, mirrored))
        if message.plural is None:
            lines.append("msgstr " + one)
        else:
            lines.append("msgid_plural " + quoted(message.plural))
            lines.append("msgstr[0] " + one)
            lines.append("msgstr[1] " + quoted(pseudo(message, message.plural, mirrored)))
        lines.append("")
    return "\n".join(lines)


def make(root, depfile, straight, mirrored):
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "sublet.pot"
        wrong = extract(root, pot)
        if not pot.exists():
            sys.exit("\n".join(wrong))
        messages = read(pot)
        for target, language, is_mirrored in ((straight, "en_XA", False), (mirrored, "ar_XB", True)):
            po = Path(folder) / f"{language}.po"
            po.write_text(catalogue(messages, language, is_mirrored), encoding="utf-8")
            # Placeholders that do not agree would end the program.
            subprocess.run(["msgfmt", "--check-format", f"--output-file={target}", str(po)],
                           check=True)
    needed = ["po/POTFILES.in", *listed(root)]
    Path(depfile).write_text(f"{straight} {mirrored}: " + " ".join(
        str(Path(root) / name).replace(" ", "\\ ") for name in needed) + "\n", encoding="utf-8")


def self_test():
    plain = Message()
    for text, wanted in (
        ("Rent", "[Ŕéñţ]"),
        ("%s/h", "%s/ĥ"),
        ("$%s", "$%s"),
        ("%d\u00a0min", "%d\u00a0míñ"),
        ("From VAST_API_KEY", "[Fŕöm VAST_API_KEY]"),
        ("_Rent…", "[_Ŕéñţ…]"),
    ):
        found = pseudo(plain, text, False)
        assert found == wanted, found
    for text in ("Its GPU goes back to the market.", "%1$s from now; credit then lasts %2$s.",
                 "<b>Nothing</b> is rented &amp; billed.", "It is gone.\n\nNothing bills any more.",
                 "New Terminal on the Same Instance"):
        for mirrored in (False, True):
            found = pseudo(plain, text, mirrored)
            assert KEPT.findall(found) == KEPT.findall(text), found
            shown = re.sub(f"[{MARK}{OVERRIDE}{OVERRIDE_END}]", "", found)
            assert 1.25 <= len(shown) / len(text) <= 1.5, found
            assert shown[0] == "[" and shown[-1] == "]", found
            assert (MARK in found and OVERRIDE in found) == mirrored, found
    assert pseudo(Message(notes=["see g_date_time_format()"]), "today %H", False) == "today %H"


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 5:
        make(*sys.argv[1:])
    else:
        sys.exit(f"usage: {sys.argv[0]} ROOT DEPFILE EN_XA.MO AR_XB.MO | --self-test")
