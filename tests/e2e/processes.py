# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes of the machine: who has started whom, and who goes by a name."""

from pathlib import Path


def _stats():
    """(id, name, id of the parent) of each."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                head, tail = (entry / "stat").read_text().rsplit(")", 1)
                yield int(entry.name), head.split("(", 1)[1], int(tail.split()[1])
            except (OSError, IndexError):
                continue


def children(pid):
    return [child for child, _, parent in _stats() if parent == pid]


def proxies():
    """Those that speak to a bus in the place of a sandboxed program; they are nobody's children."""
    return {pid for pid, name, _ in _stats() if name == "xdg-dbus-proxy"}
