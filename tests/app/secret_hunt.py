# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for a random key wherever the shipped program could leave it.

    secret_hunt.py PROGRAM SIMULATOR      under `ui-env a11y,keyring`

The program gets the key from its environment, from the keyring and by pasting, works with it, starts
its demo, and quits. The key is then looked for raw, in base64, percent-encoded and in hexadecimal: in
every file of its folders, in what it printed with all its debug output, in arguments and environment
of every process beside it through the run, in its titles and texts, and in the request lines that
the simulator saw. First of all a leak of each kind is planted and has to be found.
"""

import base64
import os
import re
import secrets
import signal
import string
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from driver import (  # noqa: E402
    Failure, Program, click, fail, set_text, texts, wait_until, walk,
)
from simulator import Simulator  # noqa: E402

# Everything that can be printed is, settings are files, and a warning is a failure.
SURROUNDINGS = {
    "G_MESSAGES_DEBUG": "all", "GSETTINGS_BACKEND": "keyfile",
}

# Characters that each encoding writes differently.
ALPHABET = string.ascii_letters + string.digits + "+/~-"


def make_key():
    return "+/" + "".join(secrets.choice(ALPHABET) for _ in range(46))


def needles(key):
    """Every form of the key that is looked for, by name."""
    raw = key.encode()
    forms = {"raw": raw, "reversed": raw[::-1]}
    for shift in range(3):
        # As a part of something longer: what its neighbours decide is left out.
        text = base64.b64encode(b"\0" * shift + raw)
        start = (0, 2, 3)[shift]
        middle = text[start:-4]
        forms[f"base64 at {shift}"] = middle
        forms[f"base64url at {shift}"] = middle.translate(bytes.maketrans(b"+/", b"-_"))
    forms["percent-encoded"] = urllib.parse.quote(key, safe="").encode()
    forms["percent-encoded path"] = urllib.parse.quote(key, safe="/").encode()
    forms["percent-encoded, lower"] = re.sub(
        rb"%[0-9A-F]{2}", lambda m: m.group(0).lower(), forms["percent-encoded"])
    forms["hexadecimal"] = raw.hex().encode()
    forms["hexadecimal, upper"] = raw.hex().upper().encode()
    return forms


class Hunt:
    """Looks for one key and remembers where it was."""

    def __init__(self, key):
        self.forms = needles(key)
        self.found = set()
        self.seen_processes = set()
        self._allowed = {}
        # Held while a process is started that is allowed its environment, and while one looks.
        self.looking = threading.Lock()
        self._stop = threading.Event()
        self._thread = None

    def look_at(self, where, data):
        for form, needle in self.forms.items():
            if needle in data:
                self.found.add(f"{where}: {form}")

    # --- Files

    def look_at_files(self, *roots):
        count = 0
        for root in roots:
            for folder, _, names in os.walk(root):
                self.look_at("the name of a folder", folder.encode())
                for name in names:
                    path = Path(folder) / name
                    self.look_at("the name of a file", name.encode())
                    if path.is_symlink() or not path.is_file():
                        continue
                    try:
                        self.look_at(f"file {path}", path.read_bytes())
                        count += 1
                    except OSError as error:
                        raise Failure(f"cannot look at {path}: {error}") from error
        return count

    # --- Processes

    def allow_environment(self, pid):
        """The process was given the key there and has not had time to take it away."""
        self._allowed[pid] = True

    def forbid_environment(self, pid):
        self._allowed.pop(pid, None)

    def look_at_processes(self):
        """Arguments and environment of every process that shares our home folder."""
        mark = f"HOME={os.environ['HOME']}".encode()
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            pid = int(entry.name)
            try:
                environ = (entry / "environ").read_bytes()
                if mark not in environ:
                    continue
                cmdline = (entry / "cmdline").read_bytes()
                name = (entry / "comm").read_text().strip()
            except OSError:
                continue
            self.seen_processes.add(name)
            self.look_at(f"arguments of {name}", cmdline)
            if pid not in self._allowed:
                self.look_at(f"environment of {name}", environ)

    def _sample(self):
        while not self._stop.is_set():
            with self.looking:
                self.look_at_processes()
            time.sleep(0.05)

    def start(self):
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self):
        self._stop.set()
        self._thread.join()

    # --- What a person or a neighbour sees

    def look_at_screen(self, program, within=None, fields=False):
        """Titles, names and labels of every window. The fields are the person's own: GTK 4.8 gives
        the assistive technologies what is typed into a password field in clear."""
        for node, role in walk(within or program.root, large=True):
            for text in list(texts(node, role))[:None if fields else 1]:
                self.look_at(f"on screen in a {role}", text.encode())

    def look_at_requests(self, simulator):
        ledger = simulator.ledger()
        for request in ledger["requests"]:
            line = f"{request['method']} {request['path']}".encode()
            self.look_at("a request line", line)
            self.look_at("a request line", urllib.parse.unquote_to_bytes(line))
            if request["query_key"]:
                self.found.add("a request line: a key in its query")
        return len(ledger["requests"])


# --- Every kind of leak is found


def expect(what, plant, look):
    """A leak that was planted is found; without it nothing is."""
    key = make_key()
    hunt = Hunt(key)
    with tempfile.TemporaryDirectory() as folder:
        look(hunt, Path(folder))
        if hunt.found:
            fail(f"{what}: found without a leak: {hunt.found}")
        undo = plant(key, Path(folder))
        try:
            look(hunt, Path(folder))
        finally:
            if undo is not None:
                undo()
    if not hunt.found:
        fail(f"{what}: the planted leak was not found")
    print(f"# planted and found: {what}")


def check_files():
    def write(encode):
        def plant(key, folder):
            (folder / "leak").write_bytes(b"x\0y=" + encode(key) + b"\n")
        return plant

    def look(hunt, folder):
        hunt.look_at_files(folder)

    expect("raw in a file", write(str.encode), look)
    for shift in range(3):
        expect(f"base64 in a file, {shift} bytes behind something",
               write(lambda key, n=shift: base64.b64encode(b"a" * n + key.encode() + b"zz")), look)
    expect("base64 for addresses in a file",
           write(lambda key: base64.urlsafe_b64encode(key.encode())), look)
    expect("percent-encoded in a file",
           write(lambda key: urllib.parse.quote(key, safe="").encode()), look)
    expect("hexadecimal in a file", write(lambda key: key.encode().hex().encode()), look)
    expect("in a folder's name",
           lambda key, folder: (folder / urllib.parse.quote(key, safe="")).mkdir(), look)


def check_processes():
    def spawn(arguments, environment):
        def plant(key, folder):
            process = subprocess.Popen([a.format(key=key) for a in arguments],
                                       env=dict(os.environ, **{k: v.format(key=key)
                                                               for k, v in environment.items()}))
            # Until it is the program and not a copy of ours.
            wait_until("the child", lambda: b"60" in Path(f"/proc/{process.pid}/cmdline").read_bytes())

            def undo():
                process.kill()
                process.wait()
            return undo
        return plant

    def look(hunt, folder):
        hunt.look_at_processes()

    expect("in an argument", spawn(["sh", "-c", "sleep 60; :", "{key}"], {}), look)
    expect("in a child's environment", spawn(["sleep", "60"], {"SOME_NAME": "{key}"}), look)


def check_requests(simulator_program):
    def ask(path):
        def plant(key, folder):
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            request = urllib.request.Request(simulator.url + path.format(
                key=urllib.parse.quote(key, safe="")))
            try:
                opener.open(request, timeout=10).close()
            except urllib.error.HTTPError:
                pass
        return plant

    for what, path in (("in a query", "/api/v0/users/current/?api_key={key}"),
                       ("in a path", "/api/v0/users/{key}/")):
        simulator = Simulator.start(simulator_program)
        try:
            expect(what, ask(path), lambda hunt, folder: hunt.look_at_requests(simulator))
        finally:
            simulator.stop()


def check_screen(program):
    """The key on the screen: in the one place where it may be."""
    key = make_key()
    hunt = Hunt(key)
    page = program.find("panel", "Welcome to Sublet")
    entry = program.find("entry", re.compile("API Key"), within=page, large=True)
    set_text(entry, key)
    hunt.look_at_screen(program, within=page)
    if hunt.found:
        fail(f"on screen: found without a leak: {hunt.found}")
    hunt.look_at_screen(program, within=page, fields=True)
    if not hunt.found:
        fail("on screen: the planted leak was not found")
    print("# planted and found: on screen")
    set_text(entry, "")


# --- The run


def start_simulator(program, key):
    """With its key through a pipe, so that it is no leak of its own."""
    read, write = os.pipe()
    os.write(write, key.encode() + b"\n")
    process = subprocess.Popen([program, f"--key-fd={read}", "--offers=20"], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, pass_fds=[read], text=True)
    os.close(read)
    url = process.stdout.readline().strip()
    simulator = Simulator(url, process)
    simulator.key_pipe = write
    return simulator


def quit_program(program, application_id):
    path = "/" + application_id.replace(".", "/")
    subprocess.run(["gdbus", "call", "--session", "--dest", application_id, "--object-path", path,
                    "--method", "org.gtk.Actions.Activate", "quit", "[]", "{}"],
                   check=True, stdout=subprocess.DEVNULL)
    program.wait_ended()


def find_processes(pattern):
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and re.search(pattern, (entry / "cmdline").read_bytes()) and \
                    f"HOME={os.environ['HOME']}".encode() in (entry / "environ").read_bytes():
                yield int(entry.name)
        except OSError:
            continue


def run_pasted(hunt, command, simulator, application_id, log):
    """First a wrong key, then the right one with blanks, which goes into the keyring."""
    program = Program([command], {"VAST_URL": simulator.url, **SURROUNDINGS}, log)
    try:
        check_screen(program)
        for text in ("wrong" + hunt.forms["raw"].decode(), f"  {hunt.forms['raw'].decode()} "):
            page = program.find("panel", "Welcome to Sublet")
            set_text(program.find("entry", re.compile("API Key"), within=page, large=True), text)
            click(program.find("button", "Check and Keep", enabled=True))
            program.wait_text("does not accept this key" if text.startswith("wrong") else "ada")
            hunt.look_at_screen(program, within=page)
        click(program.find("button", "Start"))
        program.find("tab", re.compile("Market"))
        quit_program(program, application_id)
    finally:
        program.end()


def run_with_keyring(hunt, command, simulator, application_id, log):
    program = Program([command], {"VAST_URL": simulator.url, **SURROUNDINGS}, log)
    try:
        program.find("tab", re.compile("Market"))
        hunt.look_at_screen(program)
        quit_program(program, application_id)
    finally:
        program.end()


def run_with_environment(hunt, command, simulator, application_id, log):
    """The key of the environment, for this session; then the demo beside it."""
    environment = {"VAST_API_KEY": hunt.forms["raw"].decode(), "VAST_URL": simulator.url,
                   **SURROUNDINGS}
    with hunt.looking:
        program = Program([command], environment, log)
        hunt.allow_environment(program.process.pid)
    try:
        page = program.find("panel", "Welcome to Sublet")
        button = program.find("button", "Use…", within=page, large=True)
        hunt.forbid_environment(program.process.pid)
        click(button)
        hunt.look_at_screen(program, within=program.find("dialog", re.compile("VAST_API_KEY")))
        # The name of an answer is its label and what the button holds, which is the same again.
        click(program.find("button", re.compile("^Use( Use)?$")))
        program.find("button", "Start")
        hunt.look_at_screen(program, within=page)
        click(program.find("button", "Explore the Demo"))
        wait_until("the demo's simulator", lambda: list(find_processes(rb"sublet-simulator\0--port=0")))
        wait_until("the demo", lambda: list(find_processes(rb"sublet\0--demo")))
        click(program.find("button", "Start"))
        program.find("tab", re.compile("Market"))
        wait_until("a search", lambda: any(r["route"] == "search"
                                           for r in simulator.ledger()["requests"]))
        wait_until("a list", lambda: any(r["route"] == "list"
                                         for r in simulator.ledger()["requests"]))
        hunt.look_at_screen(program)
        for pid in find_processes(rb"sublet\0--demo"):
            os.kill(pid, signal.SIGTERM)
        wait_until("the demo's end", lambda: not list(find_processes(rb"sublet-simulator\0--port=0")))
        quit_program(program, application_id)
    finally:
        program.end()


def main():
    command, simulator_program, application_id = sys.argv[1:]

    check_files()
    check_processes()
    check_requests(simulator_program)

    hunt = Hunt(make_key())
    simulators = [start_simulator(simulator_program, hunt.forms["raw"].decode()) for _ in range(2)]
    log = Path(os.environ["TMPDIR"]) / "output.log"
    hunt.start()
    try:
        run_pasted(hunt, command, simulators[0], application_id, log)
        run_with_keyring(hunt, command, simulators[0], application_id, log)
        run_with_environment(hunt, command, simulators[1], application_id, log)
        requests = sum(hunt.look_at_requests(s) for s in simulators)
    finally:
        hunt.stop()
        for simulator in simulators:
            simulator.stop()

    folders = [os.environ["HOME"], os.environ["TMPDIR"], os.environ["XDG_RUNTIME_DIR"]]
    files = hunt.look_at_files(*folders)
    size = log.stat().st_size
    if size < 1000 or b"sublet-" not in log.read_bytes():
        fail(f"the program printed no debug output: {size} bytes")
    if not {"sublet", "sublet-simulato"} <= hunt.seen_processes:
        fail(f"not every process was looked at: {sorted(hunt.seen_processes)}")
    print(f"# {files} files, {size} bytes of output, {requests} requests, "
          f"processes: {', '.join(sorted(hunt.seen_processes))}")
    if hunt.found:
        fail("the key was found in:\n" + "\n".join(f"    {f}" for f in sorted(hunt.found)))
    print("the key was found nowhere")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        fail(str(failure))
