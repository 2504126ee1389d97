# SPDX-License-Identifier: GPL-3.0-or-later
"""What the validators of metainfo, desktop file, schema and icons do not look at."""

import colorsys
import datetime
import re
import xml.etree.ElementTree as ElementTree

from checks import files, main, relative

METAINFO = "data/sublet.metainfo.xml.in"
SCHEMA = "data/sublet.gschema.xml.in"
DESKTOP = "data/sublet.desktop.in"
SERVICE = "data/sublet.service.in"
ID = "@APPLICATION_ID@"


def check_summary(text):
    if not 10 <= len(text) <= 35:
        yield f"summary has {len(text)} letters, 10 to 35 are shown"
    if text.endswith("."):
        yield "summary ends with a full stop"
    if re.match(r"(?i)(an?|the) ", text):
        yield "summary begins with an article"
    if re.search(r"(?i)\b(app|application|gtk|gnome|libadwaita|vast)\b", text):
        yield "summary names a toolkit, a vendor or calls itself an app"


def check_colors(tree):
    colors = {c.get("scheme_preference"): c.text for c in tree.iterfind("branding/color")}
    if set(colors) != {"light", "dark"}:
        yield "brand colours for light and dark are needed"
        return
    if colors["light"] == colors["dark"]:
        yield "brand colours are equal"
    for scheme, color in colors.items():
        red, green, blue = (int(color[i:i + 2], 16) / 255 for i in (1, 3, 5))
        if colorsys.rgb_to_hsv(red, green, blue)[1] < 0.2:
            yield f"brand colour for {scheme} is grey"


def check_releases(tree, version, today):
    releases = tree.findall("releases/release")
    dates = [r.get("date", "") for r in releases]
    if not releases or releases[0].get("version") != version:
        yield f"newest release is not {version}, the build's version"
    if dates != sorted(dates, reverse=True):
        yield "releases are not newest first"
    if any(d > today for d in dates):
        yield "a release lies in the future"
    if any(r.find("description/*") is None for r in releases):
        yield "a release without notes"


def check_screenshots(tree):
    shots = tree.findall("screenshots/screenshot")
    if not shots or shots[0].get("type") != "default":
        yield "the first screenshot is not the default one"
    for shot in shots:
        if not shot.findtext("caption"):
            yield "a screenshot without a caption"
        if not (shot.findtext("image") or "").startswith("https://"):
            yield "a screenshot without an https address"


def check_metainfo(tree, version, today):
    if tree.findtext("id") != ID:
        yield "id is not the application's"
    if tree.findtext("launchable[@type='desktop-id']") != ID + ".desktop":
        yield "launchable is not the desktop file"
    if not tree.findtext("developer[@id]/name"):
        yield "developer with id and name is missing"
    if tree.find("content_rating[@type='oars-1.1']") is None:
        yield "content rating is missing"
    for tag in ("metadata_license", "project_license"):
        if not tree.findtext(tag):
            yield f"{tag} is missing"
    for kind in ("homepage", "bugtracker", "vcs-browser"):
        if not (tree.findtext(f"url[@type='{kind}']") or "").startswith("https://"):
            yield f"{kind} address over https is missing"
    if not 1 <= len(tree.findtext("name") or "") <= 15:
        yield "name has more than 15 letters or is missing"
    if tree.find("supports/control") is None or tree.find("requires/display_length") is None:
        yield "supported controls or the display's length are missing"
    yield from check_summary(tree.findtext("summary") or "")
    yield from check_colors(tree)
    yield from check_screenshots(tree)
    yield from check_releases(tree, version, today)


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
    version = re.search(r"^  version: '([^']+)'", (root / "meson.build").read_text(), re.M)
    today = datetime.date.today().isoformat()

    def parse(name):
        return ElementTree.parse(root / name).getroot()

    found = [f"{METAINFO}: {f}" for f in check_metainfo(parse(METAINFO), version.group(1), today)]
    found += [f"{SCHEMA}: {f}" for f in check_schema(parse(SCHEMA))]
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
        "meson.build": "project('sublet', 'c',\n  version: '1.0',\n)\n",
        METAINFO: f"""<component><id>{ID}</id><name>Sublet</name><summary>Rent by the hour</summary>
<metadata_license>CC0-1.0</metadata_license><project_license>X</project_license>
<launchable type="desktop-id">{ID}.desktop</launchable>
<developer id="a.b"><name>We</name></developer><content_rating type="oars-1.1"/>
<url type="homepage">https://a</url><url type="bugtracker">https://b</url>
<url type="vcs-browser">https://c</url><branding>
<color scheme_preference="light">#80c0ff</color><color scheme_preference="dark">#104060</color>
</branding><requires><display_length>360</display_length></requires>
<supports><control>keyboard</control></supports><screenshots>
<screenshot type="default"><caption>One</caption><image>https://d</image></screenshot>
</screenshots><releases><release version="1.0" date="2001-01-02"><description><p/></description>
</release><release version="0.9" date="2001-01-01"><description><p/></description></release>
</releases></component>""",
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
            ("Rent by the hour", "Rent", "letters, 10 to 35"),
            ("Rent by the hour", "Rent by the hour.", "full stop"),
            ("Rent by the hour", "A way to rent GPUs", "article"),
            ("Rent by the hour", "Rent with an app", "calls itself"),
            ("#104060", "#80c0ff", "equal"),
            ("#104060", "#404040", "dark is grey"),
            ('<color scheme_preference="dark">#104060</color>', "", "light and dark are needed"),
            ("version: '1.0'", "version: '1.1'", "newest release is not 1.1"),
            ("2001-01-01", "2001-02-01", "newest first"),
            ("2001-01-02", "9001-01-02", "future"),
            ("<description><p/></description>", "", "without notes"),
            ("<caption>One</caption>", "", "caption"),
            ("https://d", "http://d", "screenshot without an https"),
            (' type="default"', "", "default one"),
            ("https://c", "http://c", "vcs-browser"),
            ("<name>We</name>", "", "developer"),
            ("oars-1.1", "oars-1.0", "rating"),
            ("<metadata_license>CC0-1.0</metadata_license>", "", "metadata_license"),
            (f">{ID}.desktop", ">x.desktop", "launchable"),
            (f"<id>{ID}", "<id>a.b", "id is not"),
            ("<name>Sublet", "<name>Sublet, the GPU rental", "15 letters"),
            ("<control>keyboard</control>", "", "controls"),
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
