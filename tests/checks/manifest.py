# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifests: five permissions, sources that cannot change, keys in one order.

The one of a release and the one for development differ in the id, the profile and the source.
"""

import json
import re
from pathlib import Path

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
METAINFO = "data/sublet.metainfo.xml.in"


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


def own_repository(application_id):
    """Whose it is, as the id says: a host of code, an owner and a repository."""
    parts = application_id.split(".")
    if len(parts) != 4 or parts[:2] != ["io", "github"]:
        return None
    return f"https://github.com/{parts[2].replace('_', '-')}/{parts[3]}.git"


def check_source(source, where, own):
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
        waits = source.get("url") == own and source.get("//")
        if not re.fullmatch("[0-9a-f]{40}", source.get("commit", "")) and not waits:
            yield f"{where}: git source without a commit"
    else:
        yield f"{where}: a source of type {kind}"


def check(manifest, application_id):
    own = own_repository(application_id)
    if own is None:
        yield f"{application_id} is not io.github, an owner and a repository"
    yield from check_order(manifest, KEYS, "manifest")
    if manifest.get("id") != application_id:
        yield f"id is not {application_id}"
    if manifest.get("runtime") != "org.gnome.Platform" or manifest.get("sdk") != "org.gnome.Sdk":
        yield "runtime or sdk is not GNOME's"
    if not re.fullmatch("[0-9]{2}", manifest.get("runtime-version", "")):
        yield "runtime-version is no published branch"
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
            yield from check_source(source, where, own)
    if modules and [s.get("url") for s in modules[-1].get("sources", [])] != [own]:
        yield f"the program does not come from {own}"
    if not any("share/licenses/" in line for m in modules[-1:] for line in m.get("post-install", [])):
        yield "the licence is not installed"


def check_twin(twin, manifest):
    """What the manifest for development may have of its own."""
    for key in sorted(set(twin) | set(manifest)):
        if key not in ("id", "modules") and twin.get(key) != manifest.get(key):
            yield f"{key} is not the release's"
    if twin.get("id") != manifest.get("id", "") + ".Devel":
        yield "id is not the release's with .Devel"
    if twin["modules"][:-1] != manifest["modules"][:-1]:
        yield "modules are not the release's"
    own, others = twin["modules"][-1], manifest["modules"][-1]
    if own.get("config-opts") != ["-Dprofile=devel", *others.get("config-opts", [])]:
        yield "config-opts are not the release's with the profile"
    if own.get("post-install") != others.get("post-install"):
        yield "post-install is not the release's"
    if [(s.get("type"), s.get("path")) for s in own.get("sources", [])] != [("dir", "..")]:
        yield "the program does not come from this tree"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_twins)


def find(root):
    name = re.search(r"^base_application_id = '([^']+)'", (root / "meson.build").read_text(), re.M)
    application_id = name.group(1)
    folder = root / "flatpak"
    manifests, found = [], []
    for path in (folder / f"{application_id}.json", folder / f"{application_id}.Devel.json"):
        try:
            manifest = read(path)
            manifest["modules"] = [
                read(folder / m) if isinstance(m, str) else m for m in manifest.get("modules", [])]
            manifests.append(manifest)
        except OSError as error:
            found.append(f"flatpak/{path.name}: {Path(error.filename).name} is missing")
        except ValueError as error:
            found.append(f"flatpak/{path.name}: {error}")
    if found:
        return found

    release, twin = manifests
    found = [f"flatpak/{application_id}.json: {f}" for f in check(release, application_id)]
    found += [f"flatpak/{application_id}.Devel.json: {f}" for f in check_twin(twin, release)]
    repository = (own_repository(application_id) or "").removesuffix(".git")
    if f'<url type="vcs-browser">{repository}<' not in (root / METAINFO).read_text(encoding="utf-8"):
        found.append(f"{METAINFO}: vcs-browser is not the repository that the id names")
    return found


ID = "io.github.a_b.C"
RELEASE = f"flatpak/{ID}.json"
DEVEL = f"flatpak/{ID}.Devel.json"


def tree(*replacements):
    """A tree without fault, but for the replacements in its files: (file, old, new)."""
    git = {"type": "git", "url": "https://a/b.git", "tag": "v1", "commit": "a" * 40}
    archive = {"type": "archive", "url": "https://a/b.tar.gz", "sha256": "b" * 64}
    own = {"//": "later", "type": "git", "url": "https://github.com/a-b/C.git", "tag": "v1"}
    modules = [{"name": n, "buildsystem": "meson", "sources": [git]} for n in MODULES[:2]]
    modules += ["modules/vte.json"]
    modules += [{"name": "libssh2", "buildsystem": "meson", "sources": [archive]}]
    program = {"name": "sublet", "config-opts": ["-Dtests=false"],
               "post-install": ["install LICENSE share/licenses/x"]}
    manifest = {
        "id": ID, "runtime": "org.gnome.Platform", "runtime-version": "50",
        "sdk": "org.gnome.Sdk", "command": "sublet", "finish-args": sorted(PERMISSIONS),
        "modules": [*modules, dict(program, sources=[own])]}
    program["config-opts"] = ["-Dprofile=devel", "-Dtests=false"]
    twin = dict(manifest, id=f"{ID}.Devel", modules=[
        *modules, dict(program, sources=[{"type": "dir", "path": ".."}])])
    parts = {
        "meson.build": f"base_application_id = '{ID}'\n",
        METAINFO: '<url type="vcs-browser">https://github.com/a-b/C</url>',
        "flatpak/modules/vte.json": json.dumps(
            {"name": "vte", "buildsystem": "meson", "sources": [git]}),
        f"flatpak/{ID}.json": json.dumps(manifest),
        f"flatpak/{ID}.Devel.json": json.dumps(twin),
    }
    for where, old, new in replacements:
        assert old in parts[where], old
        parts[where] = parts[where].replace(old, new, 1)
    return parts


def both(old, new):
    """A replacement in the manifests of release and development."""
    return tree((RELEASE, old, new), (DEVEL, old, new))


main(
    find,
    clean=[tree()],
    faulty=[(both(old, new), words) for old, new, words in (
        ('"id"', '"id', "Expecting"),
        ('"command"', '"id": "x", "command"', "key twice: id"),
        ('"sdk": "org.gnome.Sdk", "command": "sublet"',
         '"command": "sublet", "sdk": "org.gnome.Sdk"', "not in the order"),
        ('"command"', '"tags": [], "command"', '"tags" has no place'),
        (ID, "io.github.a_b.D", f"id is not {ID}"),
        ('"50"', '"master"', "no published branch"),
        ("modules/vte.json", "modules/tve.json", "tve.json is missing"),
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
        ("share/licenses", "share", "licence"),
        ('"buildsystem": "meson", "sources"',
         '"buildsystem": "meson", "build-options": {"build-args": ["--share=network"]}, "sources"',
         "with the network"),
    )] + [(tree((where, old, new)), words) for where, old, new, words in (
        (RELEASE, '"//": "later", ', "", "sublet: git source without a commit"),
        (RELEASE, "a-b/C.git", "a-b/D.git", "does not come from https://github.com/a-b/C.git"),
        (RELEASE, '"--device=dri", ', "", "Devel.json: finish-args is not the release's"),
        (DEVEL, ".Devel", ".Test", "with .Devel"),
        (DEVEL, '"50"', '"51"', "runtime-version is not"),
        (DEVEL, "b" * 64, "c" * 64, "modules are not the release's"),
        (DEVEL, "-Dtests=false", "-Dtests=true", "with the profile"),
        (DEVEL, "LICENSE", "NEWS", "post-install"),
        (DEVEL, '".."', '"."', "not come from this tree"),
        ("flatpak/modules/vte.json", '"v1"', '""', "vte: git source without a tag"),
        (METAINFO, "a-b/C", "a-b/D", "vcs-browser is not"),
        ("meson.build", "io.github.a_b.C", "a.b.C", "a.b.C.json is missing"),
    )],
)
