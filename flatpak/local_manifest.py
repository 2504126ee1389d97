# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a manifest that builds this tree on a stand-in runtime: no network, nothing but files.

local_manifest.py MANIFEST OUT --branch BRANCH [--without NAME]... [--no-floor] [--no-catalogue]

What the stand-in has already is left out, the program comes from this tree instead of its tag, and
the modules' files are read in, so that the result can lie anywhere.
"""

import argparse
import json
import time
from pathlib import Path


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def localize(manifest, folder, options):
    manifest["runtime-version"] = options.branch
    modules = [read(folder / m) if isinstance(m, str) else m for m in manifest["modules"]]
    names = [m["name"] for m in modules]
    for name in options.without:
        if name not in names:
            raise SystemExit(f"local_manifest: there is no module {name}")
    manifest["modules"] = [m for m in modules if m["name"] not in options.without]

    # The Devel manifest knows which folders of the tree are no sources.
    own = manifest["modules"][-1]
    source = read(folder / f"{manifest['id'].removesuffix('.Devel')}.Devel.json")
    own["sources"] = source["modules"][-1]["sources"]
    for entry in own["sources"]:
        entry["path"] = str((folder / entry["path"]).resolve())
    if not options.floor:
        own["config-opts"].append("-Dfloor=false")
        # A module that is taken from the cache tells no warnings.
        own.setdefault("build-options", {})["env"] = {"SUBLET_BUILT_AT": str(time.time())}
    if not options.catalogue:
        manifest["appstream-compose"] = False
    return manifest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("manifest", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--branch", required=True)
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--no-floor", dest="floor", action="store_false")
    parser.add_argument("--no-catalogue", dest="catalogue", action="store_false")
    options = parser.parse_args()
    manifest = localize(read(options.manifest), options.manifest.parent, options)
    options.out.write_text(json.dumps(manifest, indent=4) + "\n", encoding="utf-8")


main()
