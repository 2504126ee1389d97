# SPDX-License-Identifier: GPL-3.0-or-later
"""The Debian package: its version, what it is built with, and what it cannot do without."""

import re

from checks import main

# By the name that the build knows a library by.
LIBRARIES = {
    "gio-2.0": "libglib2.0-dev",
    "gio-unix-2.0": "libglib2.0-dev",
    "glib-2.0": "libglib2.0-dev",
    "gtk4": "libgtk-4-dev",
    "json-glib-1.0": "libjson-glib-dev",
    "libadwaita-1": "libadwaita-1-dev",
    "libcrypto": "libssl-dev",
    "libsecret-1": "libsecret-1-dev",
    "libsoup-3.0": "libsoup-3.0-dev",
    "libssh2": "libssh2-1-dev",
    "sqlite3": "libsqlite3-dev",
    "vte-2.91-gtk4": "libvte-2.91-gtk4-dev",
}
# Loaded while the program runs: no build can tell.
LOADED = {"adwaita-icon-theme", "ca-certificates", "glib-networking", "librsvg2-common"}
DEPENDENCY = re.compile(r"dependency\('([^']+)'(?:, version: '>= ([\d.]+)')?")


def field(text, name):
    """{package: version or ""} of a field; of alternatives the first."""
    match = re.search(rf"^{name}:((?:.*\n)(?:[ #].*\n)*)", text, re.M)
    if not match:
        return {}
    words = re.sub(r"^#.*\n", "", match.group(1), flags=re.M)
    found = re.findall(r"(?:^|,)\s*([a-z0-9$][^\s,|]*)(?:\s*\(>= ([^)]+)\))?", words)
    return dict(found)


def check_build(control, build, dev):
    needed = field(control, "Build-Depends")
    libraries = {}
    for name, version in DEPENDENCY.findall(build):
        package = LIBRARIES.get(name)
        if package is None:
            yield f"tests/checks/debian.py does not know the package of {name}"
            continue
        libraries[package] = version
    meson = re.search(r"meson_version: '>= ([\d.]+)'", build)
    libraries["meson"] = meson.group(1) if meson else ""
    for package, version in sorted(libraries.items()):
        if package not in needed:
            yield f"Build-Depends: {package} is missing"
        elif needed[package] != version:
            yield f"Build-Depends: {package} is {needed[package]}, the build wants {version}"

    match = re.search(r"^build_packages='([^']*)'", dev, re.M)
    listed = set(match.group(1).split()) if match else set()
    for package in sorted(needed.keys() - listed - {"debhelper-compat"}):
        yield f"Build-Depends: {package} is not among ./dev's build_packages"
    for package in sorted(p for p in listed if p.endswith("-dev") and p != "libc6-dev"):
        if package not in needed:
            yield f"Build-Depends: {package} of ./dev is missing"


def find(root):
    def read(name):
        return (root / name).read_text(encoding="utf-8")

    found = []
    build = read("meson.build")
    version = re.search(r"^  version: '([^']+)'", build, re.M).group(1)
    head = re.match(r"sublet \(([^)]+)\)", read("debian/changelog"))
    if not head or head.group(1) != version:
        found.append(f"debian/changelog: the newest entry is not {version}, the build's version")
    control = read("debian/control")
    found += [f"debian/control: {f}" for f in check_build(control, build, read("dev"))]
    missing = LOADED - field(control, "Depends").keys()
    found += [f"debian/control: Depends: {p} is missing" for p in sorted(missing)]
    if "hardening=+all" not in read("debian/rules"):
        found.append("debian/rules: not hardened")
    return found


def tree(*replacements):
    """A package without fault, but for the replacements: (old, new)."""
    parts = {
        "meson.build": "project('sublet', 'c',\n  version: '1.0',\n  meson_version: '>= 1.0.0',\n)\n"
        "a = dependency('gtk4', version: '>= 4.8')\n",
        "dev": "build_packages='\n  libc6-dev libgtk-4-dev meson'\n",
        "debian/changelog": "sublet (1.0) unstable; urgency=medium\n",
        "debian/rules": "DEB_BUILD_MAINT_OPTIONS = hardening=+all\n",
        "debian/control": """Source: sublet
Build-Depends:
 debhelper-compat (= 13),
 libgtk-4-dev (>= 4.8),
 meson (>= 1.0.0),
Homepage: x

Package: sublet
Depends:
 ${misc:Depends},
# Loaded.
 adwaita-icon-theme, ca-certificates,
 glib-networking, librsvg2-common,
Recommends: a | b
""",
    }
    for old, new in replacements:
        assert any(old in text for text in parts.values()), old
        parts = {name: text.replace(old, new, 1) for name, text in parts.items()}
    return parts


main(
    find,
    clean=[tree()],
    faulty=[(tree((old, new)), words) for old, new, words in (
        ("version: '1.0'", "version: '1.1'", "newest entry is not 1.1"),
        ("sublet (1.0)", "sublet (1.0-1)", "newest entry is not 1.0"),
        ("version: '>= 4.8'", "version: '>= 4.10'", "libgtk-4-dev is 4.8, the build wants 4.10"),
        ("meson_version: '>= 1.0.0'", "meson_version: '>= 1.1.0'", "meson is 1.0.0, the build"),
        (" libgtk-4-dev (>= 4.8),\n", "", "Build-Depends: libgtk-4-dev is missing"),
        ("'gtk4'", "'gtk5'", "does not know the package of gtk5"),
        (" meson (>=", " ninja (>= 1),\n meson (>=", "ninja is not among"),
        ("libc6-dev libgtk", "libc6-dev liba-dev libgtk", "liba-dev of ./dev is missing"),
        (" librsvg2-common", "", "Depends: librsvg2-common is missing"),
        ("\n adwaita-icon-theme", "\n# adwaita-icon-theme", "adwaita-icon-theme is missing"),
        ("hardening=+all", "hardening=-all", "not hardened"),
    )],
)
