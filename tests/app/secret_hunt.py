# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets wherever the shipped program could leave them.

    secret_hunt.py PROGRAM SIMULATOR APPLICATION-ID      under `ui-env a11y,keyring`

The program gets a random key from its environment, from the keyring and by pasting, works with it,
rents an instance that is a real SSH server, types into a shell on it, opens the page of another
one's Jupyter server in a browser, starts its demo, and quits.
The key, the private half of the program's own SSH key, and the instance's secrets are then looked
for, raw, in base64, percent-encoded and in hexadecimal: in every file of its folders, in what it
printed with all its debug output, in arguments and environment of every process beside it through
the run, in its titles and texts, and in the request lines that the simulator saw. First of all a
leak of each kind is planted and has to be found.
"""

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from driver import (Failure, announce_assistive, click, fail, press, set_text,  # noqa: E402
                    type_text, wait_until)
from hunt import Hunt  # noqa: E402
from page import choose_part, open_part  # noqa: E402
from planted import aside, check_all, folders, make_key  # noqa: E402
from simulator import Simulator  # noqa: E402
from sublet import RENT_WINDOW, Sublet  # noqa: E402
from terminal import open_terminal  # noqa: E402

# Everything that can be printed is, settings are files, and a warning is a failure.
SURROUNDINGS = {
    "G_MESSAGES_DEBUG": "all", "GSETTINGS_BACKEND": "keyfile",
}

# Of an Ed25519 key's private half in base64, with which the keyring's text ends.
HALF_CHARS = 44


class Person:
    """Whose folders the surroundings say already."""

    path = os.environ["HOME"]

    def environment(self):
        return {}


class Run:
    """One life of the program after the other, beside a hunt for one API key."""

    def __init__(self, command, simulator_program, application_id):
        self.command = command
        self.simulator_program = simulator_program
        self.application_id = application_id
        self.key = make_key()
        # Where Sublet's own helper for tests has it too.
        self.log = Path(Person.path) / "output.log"
        self.hunt = Hunt(self.log)
        self.aside = aside()
        self.simulators = []

    # --- The service

    def start_simulator(self):
        """With the key through a pipe, so that it is no leak of its own; what it writes and starts
        is the service's."""
        read, write = os.pipe()
        os.write(write, self.key.encode() + b"\n")
        process = subprocess.Popen(
            [self.simulator_program, f"--key-fd={read}", "--offers=400", "--speed=8", "--sshd"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, pass_fds=[read], text=True,
            env=dict(os.environ, XDG_RUNTIME_DIR=self.aside))
        os.close(read)
        self.hunt.leave_out_below(process.pid)
        simulator = Simulator(process.stdout.readline().strip(), process)
        simulator.key_pipe = write
        self.simulators.append(simulator)
        return simulator

    def end(self):
        for simulator in self.simulators:
            simulator.stop()
        shutil.rmtree(self.aside)

    # --- The program

    def start(self, simulator, **environment):
        return Sublet(self.command, Person(), VAST_URL=simulator.url, **SURROUNDINGS, **environment)

    def quit(self, program, something_runs=False):
        path = "/" + self.application_id.replace(".", "/")
        done = subprocess.run(["gdbus", "call", "--session", "--dest", self.application_id,
                               "--object-path", path, "--method", "org.gtk.Actions.Activate",
                               "quit", "[]", "{}"], check=False, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            fail(f"it cannot be told to quit, and ended with {program.process.poll()}"
                 f"{program.tail()}")
        if something_runs:
            click(program.find("button", re.compile("Leave Them"), program.window("Close Sublet?")))
        program.wait_ended()

    def check_screen(self, program):
        """A leak on the screen: in the one place where the key may be."""
        key = make_key()
        page = program.find("panel", "Welcome to Sublet")
        entry = program.find("entry", re.compile("API Key"), within=page, large=True)
        set_text(entry, key)
        for fields in (False, True):
            hunt = Hunt()
            hunt.look_at_screen(program, within=page, fields=fields)
            found = hunt.search({"key": key.encode()})
            if bool(found) != fields:
                fail(f"on screen, with fields: {fields}: {found}")
        print("# planted and found: the key on screen")
        set_text(entry, "")

    def paste(self, simulator):
        """First a wrong key, then the right one with blanks, which goes into the keyring."""
        program = self.start(simulator)
        try:
            self.check_screen(program)
            for text in ("wrong" + self.key, f"  {self.key} "):
                page = program.find("panel", "Welcome to Sublet")
                program.paste_key(text)
                program.wait_text("does not accept this key" if text.startswith("wrong") else "ada")
                self.hunt.look_at_screen(program, within=page)
            click(program.find("button", "Start"))
            program.find("tab", re.compile("Market"))
            self.quit(program)
        finally:
            program.end()

    def rent(self, simulator):
        """With the key from the keyring; from the market to a shell on it, and it is destroyed."""
        announce_assistive()
        program = self.start(simulator)
        try:
            program.wait_offers()
            self.hunt.look_at_screen(program)
            window = program.open_rent()
            program.find("image", "Fine", window)
            self.hunt.look_at_screen(program, within=window)
            program.accept_rent(window)
            program.wait_window_gone(RENT_WINDOW)
            program.show_instances()
            program.wait_card("ada-1", "Ready")
            self.hunt.look_at_screen(program)
            window = open_terminal(program)
            type_text("echo $((6*7))\n")
            program.wait_description(re.compile(r"^42\s*$", re.M), window)
            self.hunt.look_at_screen(program, within=window)
            type_text("exit\n")
            program.wait_text(re.compile("shell ended", re.I), window)
            press("Control_L", "Shift_L", "w")
            program.wait_window_gone("ada-1")
            program.focus_window(re.compile("^Sublet"))
            program.destroy("ada-1")
            program.wait_gone_card("ada-1")
            self.hunt.look_at_screen(program)
            self.quit(program)
        finally:
            program.end()

    def install_browser(self):
        """What the desktop has for pages: it goes where it is sent, as a browser does."""
        applications = Path(os.environ["XDG_DATA_HOME"]) / "applications"
        applications.mkdir(parents=True, exist_ok=True)
        browser = Path(self.aside) / "browser"
        browser.write_text("#!/bin/sh\nexec curl --silent --location --cookie '' "
                           f"--output '{self.aside}/page' \"$1\"\n", encoding="utf-8")
        browser.chmod(0o700)
        (applications / "browser.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Browser\nMimeType=x-scheme-handler/http;\n"
            f"Exec={browser} %u\n", encoding="utf-8")
        (applications / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=browser.desktop\n", encoding="utf-8")

    def open_page(self, simulator):
        """Of a Jupyter server, through a tunnel: nobody types its token."""
        simulator.set(add_foreign_instance={"account": "ada", "gpu_name": "RTX 4090",
                                            "label": "notebook", "jupyter": True})
        self.install_browser()
        announce_assistive()
        program = self.start(simulator)
        try:
            program.show_instances()
            program.wait_card("notebook", "Running")
            # It was rented elsewhere: nobody has seen its host key.
            parts, page = open_part(program, "notebook", "Home", "Down", "Down", "Down")
            click(program.find("button", "Check Now", page, enabled=True))
            click(program.find("button", re.compile("^Trust This Key"), page, large=True,
                               enabled=True))
            question = program.find("dialog", re.compile("^Trust the Host Key of notebook"))
            click(program.find("button", re.compile("^Trust( Trust)?$"), question))
            program.wait_gone("dialog", re.compile("^Trust the Host Key of notebook"))
            choose_part(program, parts, "Home", "Down")
            program.find("label", "Tunnels to notebook", page)
            click(program.find("button", "Open Port 8888", page))
            click(program.find("button", re.compile("^Open 8888 · Jupyter in the browser"), page,
                               large=True, enabled=True))
            answer = Path(self.aside) / "page"
            wait_until("the page", lambda: answer.exists() and
                       answer.read_text(encoding="utf-8") == "Jupyter, signed in\n")
            self.hunt.look_at_screen(program)
            self.quit(program, something_runs=True)
        finally:
            program.end()

    def use_environment(self, simulator):
        """The key of the environment, for this session; then the demo beside it."""
        with self.hunt.looking:
            program = self.start(simulator, VAST_API_KEY=self.key)
            self.hunt.allow_environment(program.process.pid)
        try:
            page = program.find("panel", "Welcome to Sublet")
            button = program.find("button", "Use…", within=page, large=True)
            self.hunt.forbid_environment(program.process.pid)
            click(button)
            self.hunt.look_at_screen(program, within=program.find("dialog", re.compile("VAST_API_KEY")))
            # The name of an answer is its label and what the button holds, which is the same again.
            click(program.find("button", re.compile("^Use( Use)?$")))
            program.find("button", "Start")
            self.hunt.look_at_screen(program, within=page)
            click(program.find("button", "Explore the Demo"))
            wait_until("the demo's simulator", lambda: find_processes(DEMO_SIMULATOR))
            wait_until("the demo", lambda: find_processes(DEMO))
            click(program.find("button", "Start"))
            program.find("tab", re.compile("Market"))
            for route in ("search", "list"):
                simulator.await_requests(route)
            self.hunt.look_at_screen(program)
            for pid in find_processes(DEMO):
                os.kill(pid, signal.SIGTERM)
            wait_until("the demo's end", lambda: not find_processes(DEMO_SIMULATOR))
            self.quit(program)
        finally:
            program.end()

    # --- What is looked for

    def find_ssh_keys(self):
        """The private halves that the program has put into the keyring, where they may be."""
        done = subprocess.run(["secret-tool", "search", "--all", "xdg:schema",
                               f"{self.application_id}.SshKey"], capture_output=True, text=True,
                              check=False)
        halves = [base64.b64decode(text[-HALF_CHARS:], validate=True)
                  for text in re.findall(r"^secret = (.*)$", done.stdout, re.MULTILINE)]
        if not all(len(half) == 32 for half in halves):
            fail("the keyring has what is no private half of an SSH key")
        return halves

    def secrets(self):
        found = {"the API key": self.key.encode()}
        for number, half in enumerate(self.find_ssh_keys(), 1):
            found[f"the private half of SSH key {number}"] = half
        for simulator in self.simulators:
            for contract in simulator.ledger()["contracts"]:
                for name in ("instance_api_key", "jupyter_token"):
                    found[f"{name} of {contract['id']}"] = contract[name].encode()
        if not any(r["route"] == "ssh-add" and r["worked"]
                   for r in self.simulators[0].ledger()["requests"]):
            fail("the program registered no SSH key")
        if not any("SSH" in name for name in found):
            fail("an SSH key was registered, and the keyring has no private half")
        return found


# Of processes, by their arguments.
DEMO = rb"sublet\0--demo"
DEMO_SIMULATOR = rb"sublet-simulator\0--port=0"


def find_processes(pattern):
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and re.search(pattern, (entry / "cmdline").read_bytes()) and \
                    f"HOME={os.environ['HOME']}".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def check_hunt(hunt, log):
    """It has seen what there was to see."""
    size = log.stat().st_size
    if size < 1000 or b"sublet-" not in log.read_bytes():
        fail(f"the program printed no debug output: {size} bytes")
    if not {"sublet", "sublet-simulato"} <= hunt.seen_processes:
        fail(f"not every process was looked at: {sorted(hunt.seen_processes)}")
    if ("a window's property", b"Sublet") not in hunt.evidence:
        fail("no title of a window was seen")
    return size


def main():
    check_all(sys.argv[2])

    run = Run(*sys.argv[1:])
    hunt = run.hunt
    try:
        for_keyring, for_session = run.start_simulator(), run.start_simulator()
        hunt.start()
        try:
            run.paste(for_keyring)
            run.rent(for_keyring)
            run.open_page(for_keyring)
            run.use_environment(for_session)
        finally:
            hunt.stop()
        requests = sum(hunt.look_at_requests(s) for s in run.simulators)
        secrets = run.secrets()
    finally:
        run.end()

    files = hunt.look_at_files(*folders())
    size = check_hunt(hunt, run.log)
    print(f"# {files} files, {size} bytes of output, {requests} requests, "
          f"processes: {', '.join(sorted(hunt.seen_processes))}")
    print(f"# looked for: {', '.join(secrets)}")
    found = hunt.search(secrets)
    if found:
        fail("found:\n" + "\n".join(f"    {f}" for f in sorted(found)))
    print("none of it was found anywhere")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        fail(str(failure))
