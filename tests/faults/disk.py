# SPDX-License-Identifier: GPL-3.0-or-later
"""What a disk does to a journal: it is full, or somebody else reads from it."""

import contextlib
import os
import resource
import sqlite3
import threading
import time

# Longer than a commit takes, shorter than it waits; time goes on in hours meanwhile.
LOCKED_S = 0.05


def hold_lock(path):
    """As a backup program does that reads the journal while it is written."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED_S)
        connection.execute("ROLLBACK")


class Disk:
    def __init__(self, folder, journal):
        self.folder = folder
        self.journal = journal
        self.ballast = []
        self.holder = None

    @property
    def spoilt(self):
        return bool(self.ballast) or self.holder is not None

    def fill(self, pid):
        """No room from now on: really, where the folder is small; else by a limit of this user."""
        status = os.statvfs(self.folder)
        if status.f_blocks * status.f_frsize > 1 << 28:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
            self.ballast.append(None)
            return
        path = os.path.join(self.folder, f"ballast-{len(self.ballast)}")
        self.ballast.append(path)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        size = 1 << 20
        while size:
            try:
                os.write(descriptor, bytes(size))
            except OSError:
                size //= 2
        os.close(descriptor)

    def lock(self):
        if os.path.exists(self.journal):
            self.holder = threading.Thread(target=hold_lock, args=(self.journal,))
            self.holder.start()

    def mend(self, pid):
        """pid: None when the engine is dead, and its limit with it."""
        if self.holder is not None:
            self.holder.join()
            self.holder = None
        for path in self.ballast:
            if path is not None:
                os.unlink(path)
            elif pid is not None:
                resource.prlimit(pid, resource.RLIMIT_FSIZE,
                                 (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.ballast = []
