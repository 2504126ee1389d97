# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogues of messages: extracted from the tree, and read."""

import ast
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

# What meson's preset for GLib gives xgettext, as far as it is used here. No network, no build
# folder. Every message is marked as C where it goes through a function that formats.
OPTIONS = [
    "--add-comments",
    "--add-location=file",
    "--flag=C_:2:pass-c-format",
    "--flag=N_:1:pass-c-format",
    "--flag=_:1:pass-c-format",
    "--flag=g_strdup_printf:1:c-format",
    "--flag=g_string_append_printf:2:c-format",
    "--flag=g_string_printf:2:c-format",
    "--flag=ngettext:1:pass-c-format",
    "--flag=ngettext:2:pass-c-format",
    "--from-code=UTF-8",
    "--keyword=C_:1c,2",
    "--keyword=N_",
    "--keyword=NC_:1c,2",
    "--keyword=_",
    "--keyword=g_dngettext:2,3",
    "--keyword=g_dpgettext2:2c,3",
    "--package-name=sublet",
]

# Of printf, with or without its place, in the strings of the C library's kind.
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?(?:hh|h|ll|l|j|z)?[A-Za-z%]")


@dataclass
class Message:
    """One message; `texts` has more than one translation where it has a plural."""

    context: str = None
    source: str = None
    plural: str = None
    notes: list = field(default_factory=list)
    files: list = field(default_factory=list)
    flags: set = field(default_factory=set)
    texts: list = field(default_factory=list)
    obsolete: bool = False

    @property
    def is_date(self):
        """A pattern of g_date_time_format(): its letters after % are the translator's to choose."""
        return any("g_date_time_format" in note for note in self.notes)


def listed(root):
    """What po/POTFILES.in lists."""
    lines = (Path(root) / "po" / "POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def extract(root, pot):
    """Writes the template; returns what was wrong."""
    root = Path(root).absolute()
    Path(pot).unlink(missing_ok=True)
    made = subprocess.run(
        ["xgettext", *OPTIONS, f"--directory={root}", "--files-from=po/POTFILES.in",
         f"--output={Path(pot).absolute()}"],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    wrong = [line for line in made.stdout.splitlines() if line]
    if made.returncode != 0:
        return wrong or ["xgettext failed and said nothing"]
    if not Path(pot).exists():
        return ["no translatable string was found"]
    return wrong


def unquoted(text):
    """A quoted string of a catalogue as it is meant: its escapes are those of C."""
    return ast.literal_eval(text)


def read(path):
    """The messages of a catalogue or template, without its head."""
    messages, message, append = [], Message(), None
    for line in [*Path(path).read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#~ "):
            message.obsolete, line = True, line[3:]
        word, _, rest = line.partition(" ")
        if not line:
            if message.source:
                messages.append(message)
            message = Message()
        elif line.startswith('"'):
            append(unquoted(line))
        elif word == "#.":
            message.notes.append(rest)
        elif word == "#:":
            message.files += [name.rsplit(":", 1)[0] if re.search(r":\d+$", name) else name
                              for name in rest.split()]
        elif word == "#,":
            message.flags |= {flag.strip() for flag in rest.split(",")}
        elif word in ("msgctxt", "msgid", "msgid_plural"):
            name = {"msgctxt": "context", "msgid": "source", "msgid_plural": "plural"}[word]
            setattr(message, name, unquoted(rest))

            def append(more, message=message, name=name):
                setattr(message, name, getattr(message, name) + more)
        elif word.startswith("msgstr"):
            message.texts.append(unquoted(rest))

            def append(more, texts=message.texts):
                texts[-1] += more
    return messages
