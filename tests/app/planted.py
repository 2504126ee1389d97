# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaks of every kind, planted to see that the hunt finds them, and finds nothing without them."""

import base64
import os
import re
import secrets
import shutil
import signal
import string
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from driver import Failure, wait_until
from hunt import Hunt
from simulator import Simulator
from xserver import Server

# Characters that each encoding writes differently.
ALPHABET = string.ascii_letters + string.digits + "+/~-"

# Where a program may write: what of it is the person's own is for the caller to know.
FOLDERS = ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
           "XDG_DATA_HOME", "XDG_STATE_HOME")


def folders():
    """Each once, those that lie in another one left out."""
    all_of_them = {os.environ[name] for name in FOLDERS}
    return sorted(path for path in all_of_them
                  if not any(path.startswith(other + "/") for other in all_of_them))


def aside():
    """A folder that is not hunted, for what a test knows and the program should not leak."""
    return tempfile.mkdtemp(prefix="aside-", dir=Path(os.environ["TMPDIR"]).parent)


def make_key():
    return "+/" + "".join(secrets.choice(ALPHABET) for _ in range(46))


def make_ssh_key():
    """(the private half, 32 bytes; the text of an OpenSSH key file that holds it)."""
    folder = aside()
    path = Path(folder) / "key"
    try:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        text = path.read_text(encoding="ascii")
        public = base64.b64decode(path.with_suffix(".pub").read_text(encoding="ascii").split()[1])
    finally:
        shutil.rmtree(folder)
    blob = base64.b64decode("".join(text.splitlines()[1:-1]))
    # The private half and the public one, together 64 bytes (OpenSSH, PROTOCOL.key).
    at = blob.rindex(b"\0\0\0\x40", 0, blob.rindex(public[-32:]))
    half = blob[at + 4:at + 36]
    if blob[at + 36:at + 68] != public[-32:]:
        raise Failure("this is not how ssh-keygen writes a key")
    return half, text


class Place:
    """Where leaks are planted, and one look at all of it."""

    def __init__(self, simulator_program):
        self.log = Path(os.environ["TMPDIR"]) / "planted.log"
        self.simulator_program = simulator_program
        self.simulator = Simulator.start(simulator_program)
        self.server = Server()

    def end(self):
        self.server.close()
        self.simulator.stop()
        self.log.unlink(missing_ok=True)

    def look(self):
        hunt = Hunt(self.log)
        hunt.look_at_files(*folders())
        hunt.look_at_processes()
        hunt.look_at_windows(self.server)
        hunt.look_at_requests(self.simulator)
        return hunt

    def expect(self, what, where, secret, plant):
        """The leak is found where it is and nowhere else, and not before it is there."""
        before = self.look().search({"secret": secret})
        if before:
            raise Failure(f"{what}: found without a leak: {before}")
        undo = plant()
        try:
            found = self.look().search({"secret": secret})
        finally:
            if undo is not None:
                undo()
        if not found:
            raise Failure(f"{what}: the planted leak was not found")
        if not all(re.match(where, line) for line in found):
            raise Failure(f"{what}: it was found elsewhere: {found}")
        print(f"# planted and found: {what}")

    # --- The kinds; each gives what takes the leak away again

    def in_file(self, folder, content, name="leak"):
        path = Path(folder) / name
        path.write_bytes(b"x\0y=" + content + b"\n")
        return path.unlink

    def in_folder_name(self, text):
        path = Path(os.environ["TMPDIR"]) / urllib.parse.quote(text, safe="")[:250]
        path.mkdir()
        return path.rmdir

    def in_output(self, text):
        with open(self.log, "ab") as log:
            subprocess.run(["printf", "%s\n", "before"], stdout=log, check=True)
            subprocess.run(["cat"], input=text.encode(), stdout=log, check=True)
        return self.log.unlink

    def in_process(self, arguments, environment):
        process = subprocess.Popen(arguments, env=dict(os.environ, **environment),
                                   start_new_session=True)
        # Until it is the program and not a copy of ours.
        wait_until("the child", lambda: b"60" in Path(f"/proc/{process.pid}/cmdline").read_bytes())
        return lambda: _end_session(process)

    def in_grandchild(self, text):
        """Which has another home than the program, as in a sandbox."""
        process = subprocess.Popen(
            ["sh", "-c", 'read -r line; env -i HOME=/nowhere "NAME=$line" sleep 60 & wait'],
            stdin=subprocess.PIPE, text=True, start_new_session=True)
        process.stdin.write(text + "\n")
        process.stdin.close()
        wait_until("the grandchild", lambda: _has_child(process.pid, b"sleep\x0060"))
        return lambda: _end_session(process)

    def in_title(self, text):
        server = Server()
        server.make_window(text)
        return server.close

    def in_request(self, path, text):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        quoted = path.format(urllib.parse.quote(text, safe=""))
        try:
            opener.open(urllib.request.Request(self.simulator.url + quoted), timeout=10).close()
        except urllib.error.HTTPError:
            pass


def _end_session(process):
    """With all that it has started, or that would keep our output open."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _has_child(pid, words):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return any(words in Path(f"/proc/{child}/cmdline").read_bytes() for child in children)


def check_kinds(place, name, secret, text):
    """One leak of each kind; the text holds the secret."""
    data = text.encode()
    for variable in FOLDERS:
        place.expect(f"{name} in a file in {variable}", "file ", secret,
                     lambda folder=os.environ[variable]: place.in_file(folder, data))
    for what, where, plant in (
            ("in the output", "output: ", lambda: place.in_output(text)),
            ("in an argument", "arguments of ",
             lambda: place.in_process(["sh", "-c", "sleep 60; :", text], {})),
            ("in an environment", "environment of ",
             lambda: place.in_process(["sleep", "60"], {"SOME_NAME": text})),
            ("in a title", "a window's property: ", lambda: place.in_title(text)),
            ("in a request", "a request line: ",
             lambda: place.in_request("/api/v0/users/{}/", text))):
        place.expect(f"{name} {what}", where, secret, plant)


def check_forms(place, name, secret, texts):
    """One file for each way to write the secret."""
    for what, content in texts.items():
        place.expect(f"{name} {what}", "file ", secret,
                     lambda content=content: place.in_file(os.environ["HOME"], content))


def check_api_key(place):
    text = make_key()
    check_kinds(place, "the key", text.encode(), text)
    for shift in range(3):
        text = make_key()
        written = base64.b64encode(b"a" * shift + text.encode() + b"zz")
        check_forms(place, "the key", text.encode(),
                    {f"in base64, {shift} bytes behind something": written})
    text = make_key()
    written = base64.b64encode(text.encode())
    check_forms(place, "the key", text.encode(), {
        "in base64 for addresses": base64.urlsafe_b64encode(text.encode()),
        "in base64, in lines": b"\n".join(written[n:n + 7] for n in range(0, len(written), 7)),
        "percent-encoded": urllib.parse.quote(text, safe="").encode(),
        "hexadecimal": text.encode().hex().encode()})
    place.expect("the key in a folder's name", "the name of a folder: ", text.encode(),
                 lambda: place.in_folder_name(text))
    place.expect("the key in the environment of a child with another home", "environment of ",
                 text.encode(), lambda: place.in_grandchild(text))


def check_ssh_key(place):
    check_kinds(place, "the SSH key", *make_ssh_key())
    # Another, since what was asked stays asked.
    half, text = make_ssh_key()
    body = "".join(text.splitlines()[1:-1])
    check_forms(place, "the SSH key", half, {
        "raw": half, "in base64": base64.b64encode(half), "hexadecimal": half.hex().encode(),
        "in one line": body.encode(), "as JSON": text.replace("\n", "\\n").encode()})


def check_query(place):
    """Its text is not kept, only that there was one."""
    place.in_request("/api/v0/users/current/?api_key={}", make_key())
    if not place.look().search({}):
        raise Failure("the key in a query: the planted leak was not found")
    print("# planted and found: the key in a query")


def check_all(simulator_program):
    place = Place(simulator_program)
    try:
        check_api_key(place)
        check_ssh_key(place)
        check_query(place)
    finally:
        place.end()
