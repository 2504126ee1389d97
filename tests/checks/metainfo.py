# SPDX-License-Identifier: GPL-3.0-or-later
"""What appstreamcli does not look at in the metainfo: what software centres ask for and show."""

import colorsys
import datetime
import re
import struct
import textwrap
import xml.etree.ElementTree as ElementTree

from checks import LICENCE, main

METAINFO = "data/sublet.metainfo.xml.in"
BUILD = "data/meson.build"
ID = "@APPLICATION_ID@"

# What may be said of a program without asking anybody; the program's own licence is another matter.
METADATA_LICENCES = {"0BSD", "CC0-1.0", "FSFAP", "MIT"}
CONTROLS = {"keyboard", "pointing"}

# About what a line of a software centre holds.
LINE_LETTERS = 90
LINES = range(3, 7)

# The largest window that is shown without being made smaller.
WIDTH, HEIGHT = 1000, 700
PICTURES = "data/screenshots"
TAKEN_BY = "tests/shots/window.py"
PNG = b"\x89PNG\r\n\x1a\n"


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def check_identity(tree, build):
    if tree.findtext("id") != ID:
        yield "id is not the application's"
    if tree.findtext("launchable[@type='desktop-id']") != ID + ".desktop":
        yield "launchable is not the desktop file"
    for suffix in (".metainfo.xml", ".desktop", ".service", ".gschema.xml"):
        if f"  output: application_id + '{suffix}',\n" not in build:
            yield f"no file {ID}{suffix} comes of the build"
    developer = tree.find("developer")
    if developer is None or not developer.findtext("name"):
        yield "developer with a name is missing"
    elif not re.fullmatch(r"[a-z][\w-]*(\.[\w-]+)+", developer.get("id", "")):
        yield "developer has no id as of a host, the other way round"
    if tree.find("content_rating[@type='oars-1.1']") is None:
        yield "content rating is missing"
    if tree.findtext("metadata_license") not in METADATA_LICENCES:
        yield f"metadata_license is none of {', '.join(sorted(METADATA_LICENCES))}"
    if tree.findtext("project_license") != LICENCE.split()[-1]:
        yield "project_license is not that of the sources"


def check_addresses(tree):
    for kind in ("homepage", "bugtracker", "vcs-browser"):
        if not tree.findtext(f"url[@type='{kind}']"):
            yield f"{kind} address is missing"
    for url in tree.iter("url"):
        if not re.fullmatch(r"https://[\w.-]+(/\S*)?", url.text or ""):
            yield f"{url.get('type')} address is not one over https"


def check_words(tree):
    name, summary = tree.findtext("name") or "", tree.findtext("summary") or ""
    if not 1 <= len(name) <= 15:
        yield "name has more than 15 letters or is missing"
    if re.search(r"(?i)vast", name):
        yield "name has a vendor's in it"
    if not 10 <= len(summary) <= 35:
        yield f"summary has {len(summary)} letters, 10 to 35 are shown"
    if summary.endswith("."):
        yield "summary ends with a full stop"
    if re.match(r"(?i)(an?|the) ", summary):
        yield "summary begins with an article"
    if re.search(r"(?i)\b(apps?|applications?|gtk|gnome|libadwaita|vast)\b", summary):
        yield "summary names a toolkit, a vendor or calls itself an app"
    lines = sum(len(textwrap.wrap(words_of(part), LINE_LETTERS))
                for part in tree.iterfind("description//*") if part.tag in ("p", "li"))
    if lines not in LINES:
        yield f"description has {lines} lines, {LINES[0]} to {LINES[-1]} are read"


def check_display(tree):
    said = {c.text for kind in ("supports", "requires") for c in tree.iterfind(f"{kind}/control")}
    if not said >= CONTROLS:
        yield f"controls do not name {' and '.join(sorted(CONTROLS))}"
    if tree.find("requires/display_length") is None:
        yield "the display's length is missing"


def check_colors(tree):
    colors = {c.get("scheme_preference"): c.text or "" for c in tree.iterfind("branding/color")}
    if set(colors) != {"light", "dark"}:
        yield "brand colours for light and dark are needed"
        return
    if colors["light"].lower() == colors["dark"].lower():
        yield "brand colours are equal"
    for scheme, color in colors.items():
        if not re.fullmatch("#[0-9a-fA-F]{6}", color):
            yield f"brand colour for {scheme} is not written as #rrggbb"
            continue
        red, green, blue = (int(color[i:i + 2], 16) / 255 for i in (1, 3, 5))
        if colorsys.rgb_to_hsv(red, green, blue)[1] < 0.2:
            yield f"brand colour for {scheme} is grey"


def check_picture(path):
    """What software centres get of it, that is: of the file that its address ends with."""
    if not path.is_file():
        yield f"{path.name} is not in {PICTURES}"
        return
    head = path.read_bytes()[:24]
    if head[:8] != PNG or len(head) < 24:
        yield f"{path.name} is no PNG"
        return
    width, height = struct.unpack(">II", head[16:24])
    if width > WIDTH or height > HEIGHT:
        yield f"{path.name} is {width} × {height}, more than {WIDTH} × {HEIGHT}"


def check_screenshots(tree, root):
    shots = tree.findall("screenshots/screenshot")
    if not shots or shots[0].get("type") != "default":
        yield "the first screenshot is not the default one"
    if sum(s.get("type") == "default" for s in shots) > 1:
        yield "more than one screenshot is the default one"
    script = root / TAKEN_BY
    taken = script.read_text(encoding="utf-8") if script.is_file() else ""
    shown = set()
    for shot in shots:
        if not (shot.findtext("caption") or "").strip():
            yield "a screenshot without a caption"
        address = shot.findtext("image") or ""
        if not re.fullmatch(r"https://\S+/[\w-]+\.png", address):
            yield "a screenshot without an https address of a PNG"
            continue
        picture = root / PICTURES / address.rsplit("/", 1)[1]
        shown.add(picture.name)
        yield from check_picture(picture)
        if f'picture("{picture.stem}")' not in taken:
            yield f"{picture.name} is not taken by {TAKEN_BY}"
    for picture in sorted((root / PICTURES).glob("*")):
        if picture.name not in shown:
            yield f"{picture.name} in {PICTURES} is not shown"


def check_releases(tree, version, today):
    releases = tree.findall("releases/release")
    dates = [r.get("date", "") for r in releases]
    if not releases or releases[0].get("version") != version:
        yield f"newest release is not {version}, the build's version"
    if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in dates):
        yield "a release without a day"
    elif dates != sorted(dates, reverse=True):
        yield "releases are not newest first"
    if any(d > today for d in dates):
        yield "a release lies in the future"
    if not all(any(words_of(p) for p in r.iterfind("description/*")) for r in releases):
        yield "a release without notes"


def find(root):
    version = re.search(r"^  version: '([^']+)'", (root / "meson.build").read_text(), re.M)
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    tree = ElementTree.parse(root / METAINFO).getroot()
    found = [
        *check_identity(tree, (root / BUILD).read_text(encoding="utf-8")),
        *check_addresses(tree),
        *check_words(tree),
        *check_display(tree),
        *check_colors(tree),
        *check_screenshots(tree, root),
        *check_releases(tree, version.group(1), today),
    ]
    return [f"{METAINFO}: {f}" for f in found]


def png(width, height):
    return PNG + struct.pack(">I4sII", 13, b"IHDR", width, height)


TWO_LINES = "From here to there and back again. " * 4


def tree(*replacements, **pictures):
    """A tree without fault, but for the replacements, (old, new), and pictures of other sizes."""
    parts = {
        "meson.build": "project('sublet', 'c',\n  version: '1.0',\n)\n",
        METAINFO: f"""<component><id>{ID}</id><name>Sublet</name><summary>Rent by the hour</summary>
<metadata_license>CC0-1.0</metadata_license><project_license>GPL-3.0-or-later</project_license>
<description><p>{TWO_LINES}</p><ul><li>Two</li></ul></description>
<launchable type="desktop-id">{ID}.desktop</launchable>
<developer id="io.github.a_b"><name>We</name></developer><content_rating type="oars-1.1"/>
<url type="homepage">https://a</url><url type="bugtracker">https://b</url>
<url type="vcs-browser">https://c</url><url type="faq">https://d</url><branding>
<color scheme_preference="light">#80c0ff</color><color scheme_preference="dark">#104060</color>
</branding><requires><display_length>360</display_length></requires>
<supports><control>keyboard</control><control>pointing</control></supports><screenshots>
<screenshot type="default"><caption>One</caption><image>https://d/one.png</image></screenshot>
<screenshot><caption>Two</caption><image>https://d/two.png</image></screenshot>
</screenshots><releases><release version="1.0" date="2001-01-02"><description><p>New</p>
</description></release><release version="0.9" date="2001-01-01"><description><p>Old</p>
</description></release></releases></component>""",
        BUILD: "".join(f"  output: application_id + '{suffix}',\n" for suffix in (
            ".metainfo.xml", ".desktop", ".service", ".gschema.xml")),
        TAKEN_BY: 'picture("one")\npicture("two")\n',
    }
    for old, new in replacements:
        assert any(old in text for text in parts.values()), old
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    for name, picture in {"one": png(1000, 700), "two": png(600, 400), **pictures}.items():
        if picture is not None:
            parts[f"{PICTURES}/{name}.png"] = picture
    return parts


main(
    find,
    clean=[tree(), tree(("<control>pointing</control></supports>", "</supports>"),
                        ("<requires>", "<requires><control>pointing</control>"))],
    faulty=[(tree((old, new)), words) for old, new, words in (
        (f"<id>{ID}", "<id>a.b", "id is not"),
        (f">{ID}.desktop", ">x.desktop", "launchable"),
        ("application_id + '.metainfo.xml'", "'sublet.metainfo.xml'", f"{ID}.metainfo.xml comes"),
        ("application_id + '.desktop'", "'sublet.desktop'", f"{ID}.desktop comes"),
        ("application_id + '.service'", "'sublet.service'", f"{ID}.service comes"),
        ("application_id + '.gschema.xml'", "'a.gschema.xml'", f"{ID}.gschema.xml comes"),
        ("<name>We</name>", "", "developer with a name"),
        (' id="io.github.a_b"', "", "developer has no id"),
        ("io.github.a_b", "We", "developer has no id"),
        ("oars-1.1", "oars-1.0", "rating"),
        ("CC0-1.0", "GPL-3.0-or-later", "metadata_license"),
        ("<metadata_license>CC0-1.0</metadata_license>", "", "metadata_license"),
        (">GPL-3.0-or-later", ">MIT", "project_license"),
        ('<url type="homepage">https://a</url>', "", "homepage address is missing"),
        ('<url type="bugtracker">https://b</url>', "", "bugtracker address is missing"),
        ('<url type="vcs-browser">https://c</url>', "", "vcs-browser address is missing"),
        ("https://c", "http://c", "vcs-browser address is not"),
        ('type="faq">https:', 'type="faq">http:', "faq address is not"),
        ("<name>Sublet", "<name>Sublet, the GPU rental", "15 letters"),
        ("<name>Sublet", "<name>Vast Sublet", "vendor's"),
        ("Rent by the hour", "Rent", "letters, 10 to 35"),
        ("Rent by the hour", "Rent by the hour, the day, the week or the month", "10 to 35"),
        ("Rent by the hour", "Rent by the hour.", "full stop"),
        ("Rent by the hour", "A way to rent GPUs", "article"),
        ("Rent by the hour", "Rent with an app", "calls itself"),
        ("Rent by the hour", "Rent with libadwaita", "names a toolkit"),
        ("<ul><li>Two</li></ul>", "", "description has 2 lines"),
        ("<li>Two</li>", "<li>Two</li>" * 5, "description has 7 lines"),
        ("<control>keyboard</control>", "", "controls"),
        ("<display_length>360</display_length>", "", "display's length"),
        ("#104060", "#80C0FF", "equal"),
        ("#104060", "#404040", "dark is grey"),
        ("#104060", "blue", "as #rrggbb"),
        ('<color scheme_preference="dark">#104060</color>', "", "light and dark are needed"),
        (' type="default"', "", "default one"),
        ("<screenshot>", '<screenshot type="default">', "more than one"),
        ("<caption>Two</caption>", "", "caption"),
        ("https://d/two.png", "http://d/two.png", "https address of a PNG"),
        ("https://d/two.png", "https://d/two.svg", "https address of a PNG"),
        ("https://d/two.png", "https://d/three.png", "three.png is not in"),
        ("https://d/two.png", "https://d/one.png", "two.png in data/screenshots is not shown"),
        ('picture("two")', "", "two.png is not taken"),
        ("version: '1.0'", "version: '1.1'", "newest release is not 1.1"),
        ("2001-01-01", "2001-02-01", "newest first"),
        (' date="2001-01-01"', "", "without a day"),
        ("2001-01-02", "9001-01-02", "future"),
        ("<p>Old</p>", "", "without notes"),
        ("<p>Old</p>", "<p> </p>", "without notes"),
    )] + [(tree(two=picture), words) for picture, words in (
        (None, "two.png is not in"),
        (b"GIF89a", "two.png is no PNG"),
        (png(1001, 700), "1001 × 700, more than"),
        (png(1000, 701), "1000 × 701, more than"),
    )],
)
