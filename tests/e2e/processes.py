# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has started whom."""

from pathlib import Path


def _parents():
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            found[int(entry.name)] = int(fields[1])
    return found


def children(pid):
    return [child for child, parent in _parents().items() if parent == pid]


def family(pid):
    """The process and all below it."""
    parents = _parents()
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found
