# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the engine's files lie: on a small file system in memory, which can really be full, or on
the disk."""

import os
import shutil
import subprocess
import tempfile

# A journal of one world takes a sixth of it.
ROOM = 24 << 20


def kind_of(folder):
    """tmpfs, ext2/ext3, overlayfs …"""
    return subprocess.run(["stat", "-f", "-c", "%T", folder], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.strip()


def run(command, disk=None):
    """Runs the command and a folder's path, which is thrown away; on a disk below a folder, else in
    memory that is nobody else's. What it printed and its status, as subprocess has them."""
    folder = tempfile.mkdtemp(prefix="sublet-faults-", dir=disk)
    command = [*command, folder]
    if disk is None:
        command = ["bwrap", "--die-with-parent", "--dev-bind", "/", "/", "--size", str(ROOM),
                   "--tmpfs", folder, *command]
    elif kind_of(disk) == "tmpfs":
        raise AssertionError(f"{disk} lies in memory: there is no disk to write to")
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def disk_of(program):
    """A folder on the disk that a test may use: where it was built."""
    return os.path.dirname(os.path.abspath(program))
