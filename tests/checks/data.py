# SPDX-License-Identifier: GPL-3.0-or-later
"""What the validators of desktop file, schema and icons do not look at."""

import xml.etree.ElementTree as ElementTree

from checks import files, main, relative

SCHEMA = "data/sublet.gschema.xml.in"
DESKTOP = "data/sublet.desktop.in"
SERVICE = "data/sublet.service.in"
ID = "@APPLICATION_ID@"


def check_schema(tree):
    for key in tree.iter("key"):
        name = key.get("name")
        if not key.findtext("summary") or not key.findtext("description"):
            yield f"{name}: summary or description is missing"
        if key.get("type") in ("i", "u", "d", "x", "t") and key.find("range") is None:
            yield f"{name}: a number without a range"


def check_icon(tree, symbolic):
    size = "16" if symbolic else "128"
    if (tree.get("width"), tree.get("height"), tree.get("viewBox")) != \
            (size, size, f"0 0 {size} {size}"):
        yield f"is not {size} pixels square"
    for element in tree.iter():
        tag = element.tag.split("}")[-1]
        if tag in ("image", "script", "style", "text", "filter", "foreignObject"):
            yield f"has a <{tag}>"
        if any(a.split("}")[-1] == "href" for a in element.attrib):
            yield "refers to something"


def find(root):
    def parse(name):
        return ElementTree.parse(root / name).getroot()

    found = [f"{SCHEMA}: {f}" for f in check_schema(parse(SCHEMA))]
    for path in files(root, "data/icons", suffixes=(".svg",)):
        symbolic = path.name.endswith("-symbolic.svg")
        found += [f"{relative(root, path)}: {f}"
                  for f in check_icon(ElementTree.parse(path).getroot(), symbolic)]
    for name, lines in (
        (DESKTOP, (f"Icon={ID}", "Exec=sublet", "DBusActivatable=true", "Terminal=false")),
        (SERVICE, (f"Name={ID}", "Exec=@BINDIR@/sublet --gapplication-service")),
    ):
        text = (root / name).read_text(encoding="utf-8").splitlines()
        found += [f"{name}: no line {line}" for line in lines if line not in text]
    return found


def tree(*replacements):
    """A tree without fault, but for the replacements: (old, new)."""
    parts = {
        SCHEMA: """<schemalist><schema><key name="a" type="i"><range min="0" max="1"/>
<summary>A</summary><description>B</description></key></schema></schemalist>""",
        DESKTOP: f"Icon={ID}\nExec=sublet\nDBusActivatable=true\nTerminal=false\n",
        SERVICE: f"Name={ID}\nExec=@BINDIR@/sublet --gapplication-service\n",
        "data/icons/a.svg": '<svg width="128" height="128" viewBox="0 0 128 128"><path/></svg>',
        "data/icons/a-symbolic.svg": '<svg width="16" height="16" viewBox="0 0 16 16"/>',
    }
    for old, new in replacements:
        assert any(old in text for text in parts.values()), old
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    return parts


main(
    find,
    clean=[tree()],
    faulty=[
        (tree((old, new)), words)
        for old, new, words in (
            ("<summary>A</summary>", "", "a: summary"),
            ('<range min="0" max="1"/>', "", "a: a number"),
            ("0 0 128 128", "0 0 128 100", "a.svg: is not 128"),
            ("<path/>", "<image/>", "<image>"),
            ("<path/>", '<use href="http://x"/>', "refers"),
            ('viewBox="0 0 16 16"', "", "symbolic.svg: is not 16"),
            ("DBusActivatable=true", "", "DBusActivatable"),
            ("--gapplication-service", "", "--gapplication-service"),
        )
    ],
)
