# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: five permissions, sources that cannot change, keys in one order."""

import json
import re

from checks import main

PERMISSIONS = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}
KEYS = ["id", "runtime", "runtime-version", "sdk", "command", "finish-args", "cleanup",
        "build-options", "modules"]
MODULE_KEYS = ["//", "name", "buildsystem", "builddir", "config-opts", "build-options",
               "post-install", "cleanup", "sources"]
MODULES = ["fast_float", "simdutf", "vte", "libssh2", "sublet"]
OWN_REPOSITORY = "https://github.com/sublet-app/Sublet.git"


def without_twins(pairs):
    keys = [key for key, _ in pairs]
    twins = {key for key in keys if keys.count(key) > 1}
    if twins:
        raise ValueError(f"key twice: {', '.join(sorted(twins))}")
    return dict(pairs)


def check_order(keys, order, where):
    for key in keys:
        if key not in order:
            yield f"{where}: key \"{key}\" has no place here"
    known = [key for key in keys if key in order]
    if known != sorted(known, key=order.index):
        yield f"{where}: keys are not in the order {', '.join(order)}"


def check_source(source, where):
    kind = source.get("type")
    if not source.get("url", "").startswith("https://"):
        yield f"{where}: source without an https address"
    if "branch" in source:
        yield f"{where}: a branch moves"
    if kind == "archive":
        if not re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")):
            yield f"{where}: archive without sha256"
    elif kind == "git":
        if not source.get("tag"):
            yield f"{where}: git source without a tag"
        # A commit cannot hold its own name: that of a release is added once its tag is made.
        waits = source.get("url") == OWN_REPOSITORY and source.get("//")
        if not re.fullmatch("[0-9a-f]{40}", source.get("commit", "")) and not waits:
            yield f"{where}: git source without a commit"
    else:
        yield f"{where}: a source of type {kind}"


def check(manifest, application_id):
    yield from check_order(manifest, KEYS, "manifest")
    if manifest.get("id") != application_id:
        yield f"id is not {application_id}"
    if manifest.get("runtime") != "org.gnome.Platform" or manifest.get("sdk") != "org.gnome.Sdk":
        yield "runtime or sdk is not GNOME's"
    if manifest.get("command") != "sublet":
        yield "command is not sublet"
    permissions = manifest.get("finish-args", [])
    for extra in sorted(set(permissions) - PERMISSIONS):
        yield f"permission {extra} is not among the five"
    for missing in sorted(PERMISSIONS - set(permissions)):
        yield f"permission {missing} is missing"
    if len(permissions) != len(set(permissions)):
        yield "a permission is there twice"

    modules = manifest.get("modules", [])
    if [m.get("name") for m in modules] != MODULES:
        yield f"modules are not {', '.join(MODULES)}"
    for module in modules:
        where = module.get("name", "?")
        yield from check_order(module, MODULE_KEYS, where)
        if "--share=network" in str(module.get("build-options", "")):
            yield f"{where}: builds with the network"
        for source in module.get("sources", []):
            yield from check_source(source, where)
    if not any("share/licenses/" in line for m in modules[-1:] for line in m.get("post-install", [])):
        yield "the licence is not installed"


def find(root):
    name = re.search(r"^base_application_id = '([^']+)'", (root / "meson.build").read_text(), re.M)
    application_id = name.group(1)
    path = root / "flatpak" / f"{application_id}.json"
    if not path.exists():
        return [f"flatpak/{path.name}: missing"]
    try:
        text = path.read_text(encoding="utf-8")
        manifest = json.loads(text, object_pairs_hook=without_twins)
    except ValueError as error:
        return [f"flatpak/{path.name}: {error}"]
    return [f"flatpak/{path.name}: {f}" for f in check(manifest, application_id)]


def tree(*replacements):
    """A manifest without fault, but for the replacements in its text: (old, new)."""
    git = {"type": "git", "url": "https://a/b.git", "tag": "v1", "commit": "a" * 40}
    archive = {"type": "archive", "url": "https://a/b.tar.gz", "sha256": "b" * 64}
    own = {"//": "later", "type": "git", "url": OWN_REPOSITORY, "tag": "v1"}
    modules = [{"name": n, "buildsystem": "meson", "sources": [git]} for n in MODULES[:3]]
    modules += [{"name": "libssh2", "buildsystem": "meson", "sources": [archive]}]
    modules += [{"name": "sublet", "post-install": ["install LICENSE share/licenses/x"],
                 "sources": [own]}]
    text = json.dumps({
        "id": "a.b.C", "runtime": "org.gnome.Platform", "runtime-version": "50",
        "sdk": "org.gnome.Sdk", "command": "sublet", "finish-args": sorted(PERMISSIONS),
        "modules": modules})
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {"meson.build": "base_application_id = 'a.b.C'\n", "flatpak/a.b.C.json": text}


main(
    find,
    clean=[tree()],
    faulty=[(tree((old, new)), words) for old, new, words in (
        ('"id"', '"id', "Expecting"),
        ('"command"', '"id": "a.b.C", "command"', "key twice: id"),
        ('"id": "a.b.C", "runtime": "org.gnome.Platform"',
         '"runtime": "org.gnome.Platform", "id": "a.b.C"', "not in the order"),
        ('"command"', '"tags": [], "command"', '"tags" has no place'),
        ("a.b.C", "a.b.D", "id is not a.b.C"),
        ("org.gnome.Sdk", "org.kde.Sdk", "not GNOME's"),
        ('"--device=dri"', '"--device=all"', "--device=all is not among"),
        ('"--device=dri", ', "", "--device=dri is missing"),
        ('"--device=dri"', '"--device=dri", "--device=dri"', "twice"),
        ('"--device=dri"', '"--device=dri", "--filesystem=home"', "--filesystem=home is not"),
        ('"simdutf"', '"simdjson"', "modules are not"),
        ('"commit": "' + "a" * 40, '"commit": "' + "a" * 39, "without a commit"),
        ('"tag": "v1", "commit"', '"branch": "main", "commit"', "a branch moves"),
        ('"tag": "v1", "commit"', '"branch": "main", "commit"', "without a tag"),
        ("b" * 64, "b" * 63, "without sha256"),
        ("https://a/b.tar.gz", "http://a/b.tar.gz", "https address"),
        ('"type": "archive"', '"type": "dir"', "type dir"),
        ('"//": "later", ', "", "sublet: git source without a commit"),
        ("share/licenses", "share", "licence"),
        ('"buildsystem": "meson", "sources"',
         '"buildsystem": "meson", "build-options": {"build-args": ["--share=network"]}, "sources"',
         "with the network"),
    )],
)
