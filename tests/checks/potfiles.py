# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with translatable strings is in po/POTFILES.in, and nothing else is; no string that
a person reads was left without its mark."""

import re

from checks import files, main, relative, without_comments

IN_C = re.compile(r"(?<![A-Za-z0-9_])(?:_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2)[ \t]*\(")
IN_XML = re.compile(r'translatable="(?:yes|true)"')
# What a person reads or hears of a widget.
SHOWN = "|".join((
    "body", "description", "heading", "label", "placeholder-text", "subtitle", "text", "title",
    "tooltip-text"))
PLAIN_IN_XML = re.compile(
    rf'<(?:property|attribute) name="(?:{SHOWN})"(?![^>]*translatable=)[^>]*>([^<]*[A-Za-z][^<]*)<')
PLAIN_IN_C = re.compile(
    rf"\b(?:\w+_set_(?:{SHOWN.replace('-', '_')})|adw_toast_new|gtk_label_new|"
    r"gtk_button_new_with_label|g_menu_append|g_menu_item_new)[ \t]*"
    r'\((?:[^;()"]*,)?\s*"[^"]*[A-Za-z][^"]*"')


def find_plain(name, text):
    """Text for people that has no mark."""
    if name.endswith(".ui"):
        text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
        shown = [re.sub(r"&#?\w+;", "", m.group(1)) for m in PLAIN_IN_XML.finditer(text)]
        return [f"{name}: \"{s.strip()}\" is not translatable" for s in shown
                if re.search("[A-Za-z]", s)]
    return [f"{name}: {m.group(0)}) is not translatable"
            for m in PLAIN_IN_C.finditer(without_comments(text))]


def has_strings(path):
    # A picture is no text.
    if path.suffix == ".png":
        return False
    text = path.read_text(encoding="utf-8")
    if path.name.endswith((".c", ".h")):
        text = re.sub(r"^[ \t]*#[ \t]*define\b.*$", "", without_comments(text), flags=re.M)
        return IN_C.search(text) is not None
    if path.name.endswith(".ui"):
        return IN_XML.search(text) is not None
    return path.name.endswith((".desktop.in", ".gschema.xml.in", ".metainfo.xml.in"))


def find(root):
    listed = []
    for line in (root / "po" / "POTFILES.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            listed.append(line)

    found = []
    needed = {relative(root, p) for p in files(root, "src", "data") if has_strings(p)}
    found += [f"{n}: has translatable strings, is not in po/POTFILES.in"
              for n in sorted(needed - set(listed))]
    found += [f"{n}: is in po/POTFILES.in, has no translatable string"
              for n in sorted(set(listed) - needed)]
    found += [f"{n}: the core's text is technical and not translated"
              for n in sorted(needed) if n.startswith(("src/core/", "src/simulator/"))]
    for path in files(root, "src/app", "src/ui", suffixes=(".c", ".ui")):
        found += find_plain(relative(root, path), path.read_text(encoding="utf-8"))
    if listed != sorted(set(listed)):
        found.append("po/POTFILES.in: not sorted, or something is there twice")
    return found


UI = '<interface><property name="label" translatable="yes">Rent</property></interface>\n'
main(
    find,
    clean=[
        {
            "po/POTFILES.in": "# Sorted.\ndata/a.desktop.in\nsrc/app/b.c\nsrc/ui/a.ui\n",
            "data/a.desktop.in": "Name=A\n",
            "src/app/b.c": 'f (_("Text"));\n',
            "src/app/c.c": '/* _("Text") */\n#define _(text) text\nf_ ("x");\n',
            "src/ui/a.ui": UI,
            "src/ui/b.ui": '<property name="label">&#x200E;8+</property>\n'
                           '<property name="label" bind-source="A" bind-property="title"/>\n'
                           '<!-- <property name="label">x</property> -->\n',
            "src/ui/c.c": 'gtk_label_set_text (a, "–");\ngtk_label_set_text (a, text);\n'
                          '/* gtk_label_new ("x"); */\ng_log ("x");\n',
        }
    ],
    faulty=[
        ({"po/POTFILES.in": "", "src/ui/a.c": 'f (_("x"));'}, "src/ui/a.c: has"),
        ({"po/POTFILES.in": "", "src/ui/a.c": 'f (C_ ("c", "x"));'}, "src/ui/a.c: has"),
        ({"po/POTFILES.in": "", "src/ui/a.c": 'ngettext ("x", "y", 2);'}, "src/ui/a.c: has"),
        ({"po/POTFILES.in": "", "src/ui/a.ui": UI}, "src/ui/a.ui: has"),
        ({"po/POTFILES.in": "", "data/a.metainfo.xml.in": "<x/>"}, "metainfo.xml.in: has"),
        ({"po/POTFILES.in": "src/ui/gone.c\n"}, "src/ui/gone.c: is in"),
        ({"po/POTFILES.in": "src/ui/b.ui\nsrc/ui/a.ui\n", "src/ui/a.ui": UI, "src/ui/b.ui": UI},
         "not sorted"),
        ({"po/POTFILES.in": "src/core/a.c\n", "src/core/a.c": '_("x");'}, "technical"),
        ({"po/POTFILES.in": "", "src/ui/a.ui": UI.replace(' translatable="yes"', "")},
         "\"Rent\" is not translatable"),
        ({"po/POTFILES.in": "", "src/ui/a.c": 'gtk_label_set_text (self->a, "Rent");'},
         "is not translatable"),
        ({"po/POTFILES.in": "", "src/app/a.c": 'gtk_label_new ("Rent");'}, "is not translatable"),
    ],
)
