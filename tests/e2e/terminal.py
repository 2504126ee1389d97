# SPDX-License-Identifier: GPL-3.0-or-later
"""From running to a prompt and back to nothing: terminal.py SUBLET SIMULATOR [NAME]

Under `ui-env a11y,keyring`, against a simulator whose instances are real SSH servers.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from driver import (Failure, announce_assistive, click, press, screenshot, type_text,
                    wait_until, walk)
from scenes import SERVERS, play
from sublet import RENT_WINDOW

COMMAND = "echo $((6*7)) > /workspace/answer; cat /workspace/answer"


class Witness:
    """A neighbour with a key of his own, who looks into the instance's files with OpenSSH."""

    def __init__(self, scene, contract):
        self.folder = tempfile.TemporaryDirectory(prefix="sublet-e2e-")
        self.key = Path(self.folder.name) / "key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.key)],
                       check=True)
        public = self.key.with_suffix(".pub").read_text(encoding="ascii").strip()
        scene.simulator.attach_key(contract, public)
        self.port = scene.simulator.links(contract)["direct"]["port"]

    def run(self, command):
        done = subprocess.run(
            ["ssh", "-F", "none", "-i", str(self.key), "-o", "IdentitiesOnly=yes",
             "-o", "IdentityAgent=none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
             "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-p", str(self.port),
             "root@127.0.0.1", command],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60)
        return done.stdout if done.returncode == 0 else None

    def leave(self):
        self.folder.cleanup()


def rent_ready(scene):
    """The cheapest, until a command has answered on it."""
    announce_assistive()
    app = scene.start()
    scene.sign_in()
    app.accept_rent(app.open_rent())
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", "Ready")
    return scene.only_contract()["id"]


def show_terminal(app):
    """By the card's button; the window that comes, once it hears the keyboard."""
    instances = app.find("list", "Your instances")
    click(app.find("button", "Terminal", instances, large=True, enabled=True))
    window = app.focus_window("ada-1")
    wait_until("the focus in the terminal",
               lambda: any(app.is_focused(node) for node, _ in walk(window)))
    return window


def open_terminal(app):
    """The same, once there is a prompt."""
    window = show_terminal(app)
    app.wait_description(re.compile(r"[#$] ?$", re.M), window)
    return window


def close_terminal(app):
    press("Control_L", "Shift_L", "w")
    app.wait_window_gone("ada-1")


def whole_job(scene):
    """Ready, a prompt, 42 in the tree and in the instance's own file, destroyed, nothing billed."""
    contract = rent_ready(scene)
    app = scene.app
    app.wait_text(re.compile("Fit for work"), large=True)
    window = open_terminal(app)
    type_text(f"{COMMAND}\n")
    app.wait_description(re.compile(r"^42\s*$", re.M), window)
    pictures = os.environ.get("SUBLET_E2E_PICTURES")
    if pictures:
        screenshot(Path(pictures) / "terminal.png")
    witness = Witness(scene, contract)
    try:
        answer = wait_until("the file in the instance",
                            lambda: witness.run("cat /workspace/answer"))
    finally:
        witness.leave()
    if answer.strip() != "42":
        raise Failure(f"the instance's file says {answer!r}")

    type_text("exit\n")
    app.wait_text(re.compile("shell ended", re.I), window)
    close_terminal(app)
    app.focus_window(re.compile("^Sublet"))
    app.destroy("ada-1")
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


def closed_while_connecting(scene):
    """The terminal is closed before there is a prompt: nothing else is harmed."""
    contract = rent_ready(scene)
    app = scene.app
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "cut"})
    app.wait_card("ada-1", "Connecting")
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "silent"})
    window = show_terminal(app)
    app.wait_text(re.compile("^Connecting to ada-1"), window)
    close_terminal(app)
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "ok"})
    app.focus_window(re.compile("^Sublet"))
    app.wait_card("ada-1", "Ready")
    open_terminal(app)
    app.focus_window(re.compile("^Sublet"))
    app.destroy("ada-1")
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


def lost_and_found(scene):
    """The link is cut in mid-session: the tab keeps its text, and connects again where it stands."""
    contract = rent_ready(scene)
    app = scene.app
    window = open_terminal(app)
    type_text("echo before-$((40+2))\n")
    app.wait_description(re.compile("^before-42", re.M), window)
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "cut"})
    app.wait_text(re.compile("^Connection Lost at"), window)
    app.wait_text("ada-1 is still running and billing.", window)
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "ok"})
    click(app.find("button", "Reconnect", window, enabled=True))
    app.focus_window("ada-1")

    def answers():
        # What is typed before there is a shell reaches nobody, as with a person who is too fast.
        type_text("echo after-$((40+3))\n")
        try:
            return app.wait_description(re.compile("^after-43", re.M), window, timeout=5)
        except Failure:
            return None

    wait_until("an answer after the loss", answers)


def stays_without_its_window(scene):
    """The main window goes and Sublet watches on: the shell stays, and is the next window's."""
    rent_ready(scene)
    app = scene.app
    window = open_terminal(app)
    app.close_and_watch()
    app.focus_window("ada-1")
    type_text("echo still-$((40+4))\n")
    app.wait_description(re.compile("^still-44", re.M), window)
    subprocess.run([scene.program], check=True, timeout=60,
                   env=dict(os.environ, **scene.home.environment()))
    app.window(re.compile("^Sublet"))
    app.destroy("ada-1")
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


def find_the_cause(scene):
    """No port answers any more: the page of the instance says so, and when it is mended."""
    contract = rent_ready(scene)
    app = scene.app
    window = open_terminal(app)
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "cut"})
    app.wait_text(re.compile("^Connection Lost at"), window)
    scene.simulator.control("/_sim/link", {"contract": contract, "how": "refuse"})
    click(app.find("button", "Find the Cause", window, enabled=True))
    app.focus_window(re.compile("^Sublet"))
    # By itself or not, as the connection stands: it is looked at once more.
    check = re.compile("^Check (Now|Again)$")
    click(app.find("button", check, large=True, enabled=True))
    app.wait_text("No port of ada-1 answers", large=True)
    app.find("button", "Reboot…", large=True, enabled=True)

    scene.simulator.control("/_sim/link", {"contract": contract, "how": "ok"})
    click(app.find("button", check, large=True, enabled=True))
    app.wait_text("The connection to ada-1 holds", large=True)
    # Back to the card that was left, which Enter opens again.
    press("Escape")
    app.wait_card("ada-1", "Ready")
    press("Return")
    app.wait_text("Addresses", large=True)
    press("Escape")
    app.wait_card("ada-1", "Ready")


SCENES = [whole_job, closed_while_connecting, lost_and_found, stays_without_its_window,
          find_the_cause]
for scene_function in SCENES:
    scene_function.options = SERVERS


if __name__ == "__main__":
    sys.exit(play(SCENES))
