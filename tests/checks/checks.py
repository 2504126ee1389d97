# SPDX-License-Identifier: GPL-3.0-or-later
"""What every check of the tree has in common.

A check is a function from a root folder to a list of findings, and cases of trees it must find
fault with. `CHECK ROOT` prints the findings and fails if there are any; `CHECK --self-test` builds
each case and fails when a fault goes unfound or a clean tree is blamed.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def files(root, *folders, suffixes=None):
    """Files below the folders, sorted; those of build and hidden folders are left out."""
    for folder in folders:
        for path, names, leaves in os.walk(Path(root) / folder):
            names[:] = sorted(n for n in names if n != "__pycache__" and not n.startswith("."))
            for leaf in sorted(leaves):
                if suffixes is None or leaf.endswith(tuple(suffixes)):
                    yield Path(path) / leaf


def relative(root, path):
    return path.relative_to(root).as_posix()


def without_comments(text):
    """C text with comments blanked, lines kept; strings stay as they are."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', re.S)

    def blank(match):
        found = match.group(0)
        return found if found.startswith('"') else re.sub(r"[^\n]", " ", found)

    return pattern.sub(blank, text)


def run_case(find, tree):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in tree.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return find(Path(folder))


def main(find, clean, faulty):
    """clean: trees without fault; faulty: (tree, words that a finding must hold)."""
    if sys.argv[1:] == ["--self-test"]:
        wrong = []
        for tree in clean:
            wrong += [f"blamed without reason: {f}" for f in run_case(find, tree)]
        for tree, words in faulty:
            if not any(words in f for f in run_case(find, tree)):
                wrong.append(f"not found: {words}")
    elif len(sys.argv) == 2:
        wrong = find(Path(sys.argv[1]))
    else:
        sys.exit(f"usage: {sys.argv[0]} ROOT | --self-test")

    for line in wrong:
        print(line)
    sys.exit(1 if wrong else 0)
