# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message has what a translator needs, and every catalogue is whole.

The template is extracted afresh, so that a string added or changed without its translation is a
finding, and so is one that is translated but no longer there.
"""

import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from checks import main
from template import PLACEHOLDER, extract, read

MNEMONIC = re.compile(r"_(\w)")
# Their underscores are no mnemonics: variables, and the permissions of a key.
NAME = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b|\b[a-z]+_(?:read|write)\b")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
NO_BREAK = "\u00a0"


def placeholders(text):
    """In their order, or by their numbers; %1$s is %s where there is but one."""
    found = [p for p in PLACEHOLDER.findall(text) if p != "%%"]
    if len(found) == 1:
        return [re.sub(r"^%1\$", "%", found[0])]
    return sorted(found) if all("$" in p for p in found) else found


def mnemonic(text):
    """The letter behind the underscore, or None."""
    found = MNEMONIC.search(NAME.sub("", text))
    return found.group(1).lower() if found else None


def no_breaks(text):
    """How many placeholders a no-break space holds to their units."""
    return len(re.findall(f"{NO_BREAK}(?=%)|{NO_BREAK}(?=GB)", text))


def compare(message, text):
    """What a translation has not kept of its source."""
    sources = [s for s in (message.source, message.plural) if s]
    if not message.is_date:
        if placeholders(text) not in [placeholders(s) for s in sources]:
            yield "other placeholders"
    if [text.count(c) for c in "\n"] != [message.source.count(c) for c in "\n"]:
        yield "other lines"
    if (text[:1].isspace(), text[-1:].isspace()) != (
            message.source[:1].isspace(), message.source[-1:].isspace()):
        yield "other blanks at its ends"
    if text.endswith("…") != message.source.endswith("…"):
        yield "an ellipsis more or less"
    if "..." in text:
        yield "three dots for an ellipsis"
    if Counter(TAG.findall(text)) != Counter(TAG.findall(message.source)):
        yield "other markup"
    if (mnemonic(text) is None) != (mnemonic(message.source) is None):
        yield "a mnemonic more or less"
    if no_breaks(text) < min(no_breaks(s) for s in sources):
        yield "a no-break space less"


def find_notes(template):
    """Messages that a translator cannot understand alone."""
    for message in template:
        if message.is_date or message.notes:
            continue
        sources = [s for s in (message.source, message.plural) if s]
        if any(placeholders(s) for s in sources):
            yield f"{message.files[0]}: \"{message.source}\": a placeholder without a note"
        elif re.fullmatch(r"\W*", message.source):
            yield f"{message.files[0]}: \"{message.source}\": signs without a note"


def find_twins(name, words):
    """Two mnemonics with one letter in one .ui file; pairs of a message and what stands there."""
    seen = {}
    for message, text in words:
        for file in message.files:
            letter = mnemonic(text)
            # In a .c file the strings of several dialogs stand side by side.
            if letter is None or not file.endswith(".ui"):
                continue
            other = seen.setdefault((file, letter), text)
            if other != text:
                yield f"{name}: \"{text}\" has the mnemonic of \"{other}\" in {file}"


def find_in_catalogue(root, name, template):
    path = root / "po" / name
    checked = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if checked.returncode != 0:
        yield f"{name}: msgfmt: {checked.stdout.strip()}"
        return

    messages = read(path)
    known = {(m.context, m.source, m.plural): m for m in messages if not m.obsolete}
    needed = {(m.context, m.source, m.plural): m for m in template}
    for key in sorted(needed.keys() - known.keys(), key=str):
        yield f"{name}: \"{key[1]}\" is missing"
    for key in sorted(known.keys() - needed.keys(), key=str):
        yield f"{name}: \"{key[1]}\" is no longer in the program"
    for message in messages:
        if message.obsolete:
            yield f"{name}: \"{message.source}\" is obsolete"
    for key in sorted(known.keys() & needed.keys(), key=str):
        message = known[key]
        message.notes, message.files = needed[key].notes, needed[key].files
        if "fuzzy" in message.flags:
            yield f"{name}: \"{message.source}\" is fuzzy"
        elif not all(message.texts):
            yield f"{name}: \"{message.source}\" is not translated"
        else:
            for text in message.texts:
                for wrong in compare(needed[key], text):
                    yield f"{name}: \"{message.source}\": \"{text}\" has {wrong}"
    translated = [known[key] for key in needed if key in known and all(known[key].texts)]
    yield from find_twins(name, [(message, message.texts[0]) for message in translated])


def find(root):
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "sublet.pot"
        found = [f"xgettext: {line}" for line in extract(root, pot)]
        if not pot.exists():
            return found
        template = read(pot)

    found += find_notes(template)
    found += find_twins("the program", [(message, message.source) for message in template])
    lines = (root / "po" / "LINGUAS").read_text(encoding="utf-8").splitlines()
    languages = [line for line in lines if line and not line.startswith("#")]
    present = sorted(p.stem for p in (root / "po").glob("*.po"))
    found += [f"po/LINGUAS: {n} has no catalogue" for n in sorted(set(languages) - set(present))]
    found += [f"po/LINGUAS: {n} is missing" for n in sorted(set(present) - set(languages))]
    if languages != sorted(set(languages)):
        found.append("po/LINGUAS: not sorted, or something is there twice")
    for language in present:
        found += find_in_catalogue(root, f"{language}.po", template)
    return found


HEAD = ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n'
        '"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
        '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')


def tree(source, *pairs, languages="de\n", name="src/a.c", tail=""):
    """A tree with one source file and a catalogue of the pairs."""
    po = HEAD + "".join(f'msgid "{a}"\nmsgstr "{b}"\n\n' for a, b in pairs) + tail
    return {"po/POTFILES.in": f"{name}\n", "po/LINGUAS": languages, "po/de.po": po, name: source}


def ui(*labels):
    return "<interface>" + "".join(
        f'<property name="label" translatable="yes">{label}</property>' for label in labels
    ) + "</interface>"


NOTED = "/* TRANSLATORS: %s is a name */\n"
PLURAL = 'msgid "%u disk"\nmsgid_plural "%u disks"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
IN_PLURAL = '/* TRANSLATORS: %u is a number */\nngettext ("%u disk", "%u disks", n);'

main(
    find,
    clean=[
        tree('_("Rent");', ("Rent", "Mieten")),
        tree(NOTED + '_("%s…");', ("%s…", "%s…")),
        tree('/* TRANSLATORS: see g_date_time_format() */\n_("%d %b");', ("%d %b", "%-d. %b")),
        tree(IN_PLURAL, tail=PLURAL.format("%u Platte", "%u Platten")),
        tree(NOTED + '_("%1$s: %2$s");', ("%1$s: %2$s", "%2$s: %1$s")),
        tree('_("It lacks user_read.");', ("It lacks user_read.", "Es fehlt user_read.")),
        tree('_("Re_label");', ("Re_label", "_Umbenennen")),
        tree(ui("_Rent", "_Stop"), ("_Rent", "_Mieten"), ("_Stop", "_Stoppen"), name="src/a.ui"),
        tree(ui("_Rent", "_Stop", "_Rent"), ("_Rent", "_Mieten"), ("_Stop", "_Stoppen"),
             name="src/a.ui"),
    ],
    faulty=[
        (tree("int a;"), "no translatable string"),
        (tree('_("Rent"); _("Stop");', ("Rent", "Mieten")), '"Stop" is missing'),
        (tree('_("Rent");', ("Rent", "Mieten"), ("Stop", "Halt")), "no longer in"),
        (tree('_("Rent");', ("Rent", "")), "not translated"),
        (tree('C_ ("x", "Rent");', ("Rent", "Mieten")), '"Rent" is missing'),
        (tree('_("Rent");', tail='#, fuzzy\nmsgid "Rent"\nmsgstr "Mieten"\n'), "is fuzzy"),
        (tree('_("Rent");', ("Rent", "Mieten"), tail='#~ msgid "Stop"\n#~ msgstr "Halt"\n'),
         "is obsolete"),
        (tree(IN_PLURAL, tail=PLURAL.format("%u Platte", "")), "not translated"),
        (tree(IN_PLURAL, tail=PLURAL.format("%u Platte", "Platten")), "placeholders"),
        (tree('_("Rent");', tail='msgid "Rent"\nmsgstr "Mieten\n'), "msgfmt: "),
        (tree('_("Rent");', tail='#, c-format\nmsgid "%s"\nmsgstr "%d"\n'), "msgfmt: "),
        (tree('_("%s");', ("%s", "%s")), "a placeholder without a note"),
        (tree('_(", ");', (", ", ", ")), "signs without a note"),
        (tree(NOTED + '_("%s is %d");', ("%s is %d", "%d ist %s")), "placeholders"),
        (tree(NOTED + '_("at %s");', ("at %s", "um")), "placeholders"),
        (tree('_("a\\nb");', ("a\\nb", "a b")), "other lines"),
        (tree('_("a ");', ("a ", "b")), "other blanks"),
        (tree('_("Rent…");', ("Rent…", "Mieten")), "an ellipsis"),
        (tree('_("Rent…");', ("Rent…", "Mieten...")), "three dots"),
        (tree('_("<b>a</b>");', ("<b>a</b>", "<b>b<b>")), "other markup"),
        (tree('_("_Rent");', ("_Rent", "Mieten")), "a mnemonic"),
        (tree('_("Re_label");', ("Re_label", "Umbenennen")), "a mnemonic"),
        (tree(NOTED + '_("%s\u00a0GB");', ("%s\u00a0GB", "%s GB")), "no-break space"),
        (tree(ui("_Rent", "_Stop"), ("_Rent", "_Mieten"), ("_Stop", "_Meiden"), name="src/a.ui"),
         "de.po: \"_Meiden\" has the mnemonic of"),
        (tree(ui("_Rent", "_Run"), ("_Rent", "_Mieten"), ("_Run", "_Starten"), name="src/a.ui"),
         "the program: \"_Run\" has the mnemonic of"),
        (tree('_("Rent");', ("Rent", "Mieten"), languages=""), "de is missing"),
        (tree('_("Rent");', ("Rent", "Mieten"), languages="de\nfr\n"), "fr has no catalogue"),
        (tree('_("Rent");', ("Rent", "Mieten"), languages="de\nde\n"), "not sorted"),
        (tree('_("Rent");', ("Rent", "Mieten"), name="src/b.c") | {
            "po/POTFILES.in": "src/b.c\nsrc/gone.c\n"}, "xgettext: "),
    ],
)
