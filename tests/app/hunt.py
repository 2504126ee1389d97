# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects what a program leaves where others can see it, and looks through it for secrets.

What is seen in passing is kept, for a secret may become known later than the moment of its leak.
"""

import base64
import os
import re
import threading
import time
import urllib.parse
from pathlib import Path

from driver import Failure, texts, walk
from xserver import Server

# How a line's end is written, and what else wraps a long word.
WRAPPING = re.compile(rb"(?:\\[nrt]|%0[aAdD]|\s)+")

SAMPLE_S = 0.05


def needles(secret):
    """Every form of some bytes that is looked for, by name."""
    forms = {"raw": secret, "reversed": secret[::-1]}
    for shift in range(3):
        # As a part of something longer: what its neighbours decide is left out.
        text = base64.b64encode(b"\0" * shift + secret)
        start = (0, 2, 3)[shift]
        middle = text[start:-4]
        forms[f"base64 at {shift}"] = middle
        forms[f"base64url at {shift}"] = middle.translate(bytes.maketrans(b"+/", b"-_"))
    forms["percent-encoded"] = urllib.parse.quote(secret, safe="").encode()
    forms["percent-encoded path"] = urllib.parse.quote(secret, safe="/").encode()
    forms["percent-encoded, lower"] = re.sub(
        rb"%[0-9A-F]{2}", lambda m: m.group(0).lower(), forms["percent-encoded"])
    forms["hexadecimal"] = secret.hex().encode()
    forms["hexadecimal, upper"] = secret.hex().upper().encode()
    return forms


class Hunt:
    """Where something was seen, and what."""

    def __init__(self, log=None):
        self.log = log
        self.seen_processes = set()
        self.evidence = set()
        self.problems = set()
        self._allowed = set()
        self._services = set()
        # Held while a process is started that is allowed its environment, and while one looks.
        self.looking = threading.Lock()
        self._stop = threading.Event()
        self._thread = None
        self._error = None

    def note(self, where, data):
        self.evidence.add((where, data))

    def search(self, secrets):
        """Sentences: which secret was where, in which form. Secrets are bytes by their names."""
        forms = [(name, form, needle) for name, secret in secrets.items()
                 for form, needle in needles(secret).items()]
        found = set(self.problems)
        for where, data in self.evidence:
            joined = WRAPPING.sub(b"", data)
            found |= {f"{where}: {name}, {form}" for name, form, needle in forms
                      if needle in data or needle in joined}
        return found

    # --- Files

    def look_at_files(self, *roots):
        """How many there were; what the program printed is one of them."""
        count = 0
        for root in roots:
            for folder, _, names in os.walk(root):
                self.note("the name of a folder", os.fsencode(folder))
                for name in names:
                    path = Path(folder) / name
                    self.note("the name of a file", os.fsencode(name))
                    if path.is_symlink() or not path.is_file():
                        continue
                    try:
                        self.note("output" if path == self.log else f"file {path}",
                                  path.read_bytes())
                        count += 1
                    except FileNotFoundError:
                        # It went while one looked.
                        continue
                    except OSError as error:
                        raise Failure(f"cannot look at {path}: {error}") from error
        return count

    # --- Processes

    def allow_environment(self, pid):
        """The process was given a secret there and has not had time to take it away."""
        self._allowed.add(pid)

    def forbid_environment(self, pid):
        self._allowed.discard(pid)

    def leave_out_below(self, pid):
        """What that one starts is the service's, not the program's."""
        self._services.add(pid)

    def look_at_processes(self):
        """Arguments and environment of each that has our home folder or was started by one that has.
        """
        mark = f"HOME={os.environ['HOME']}".encode()
        seen = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                found = _read_process(entry)
                if found is not None:
                    seen[int(entry.name)] = found
        for pid in _find_ours(seen, mark, self._services):
            _, cmdline, environ, name = seen[pid]
            self.seen_processes.add(name)
            self.note(f"arguments of {name}", cmdline)
            if pid not in self._allowed:
                self.note(f"environment of {name}", environ)

    # --- What a person or a neighbour sees

    def look_at_windows(self, server):
        """Titles, and whatever else a window tells everybody."""
        for text in server.texts():
            self.note("a window's property", text)

    def look_at_screen(self, program, within=None, fields=False):
        """Titles, names, labels and descriptions of every window. The fields are the person's own:
        GTK 4.8 gives the assistive technologies what is typed into a password field in clear."""
        for node, role in walk(within or program.root, large=True):
            for text in list(texts(node, role))[:None if fields else 1]:
                self.note(f"on screen in a {role}", text.encode())
            self.note(f"on screen in a {role}", (node.get_description() or "").encode())

    def look_at_requests(self, simulator):
        """How many there were."""
        requests = simulator.ledger()["requests"]
        for request in requests:
            line = f"{request['method']} {request['path']}".encode()
            self.note("a request line", line)
            self.note("a request line", urllib.parse.unquote_to_bytes(line))
            if request["query_key"]:
                self.problems.add("a request line: a key in its query")
        return len(requests)

    # --- Through the run

    def _sample(self):
        server = Server()
        while not self._stop.is_set():
            with self.looking:
                self.look_at_processes()
            self.look_at_windows(server)
            time.sleep(SAMPLE_S)
        server.close()

    def _run(self):
        try:
            self._sample()
        except Exception as error:  # told where the thread is waited for
            self._error = error

    def start(self):
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self):
        self._stop.set()
        self._thread.join()
        if self._error is not None:
            raise Failure(f"the hunt ended before its time: {self._error!r}")


def _read_process(entry):
    """(parent, arguments, environment, name), or None when it has ended or is not ours to see."""
    try:
        stat = (entry / "stat").read_text(errors="replace")
        return (int(stat.rpartition(")")[2].split()[1]), (entry / "cmdline").read_bytes(),
                (entry / "environ").read_bytes(), (entry / "comm").read_text().strip())
    except OSError:
        return None


def _find_ours(seen, mark, services):
    """Those with the mark in their environment, and what they have started, whatever its own is."""
    ours = {pid for pid, (_, _, environ, _) in seen.items() if mark in environ}
    added = ours
    while added:
        added = {pid for pid, (parent, _, _, _) in seen.items()
                 if parent in ours - services and pid not in ours}
        ours = ours | added
    return ours
