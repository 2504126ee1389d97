# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's keyring, in a state of a test's choice, and the person whom it asks to open it."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from gi.repository import Gio, GLib

import xserver
from driver import Failure, wait_until

PASSWORD = "correct horse"
SECRETS = "org.freedesktop.secrets"
PROMPTER = "org.gnome.keyring.SystemPrompter"
PROMPT = re.compile("Keyring", re.IGNORECASE)


def call(name, path, interface, method, parameters=None):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    return bus.call_sync(name, path, interface, method, parameters, None,
                         Gio.DBusCallFlags.NONE, 30000, None).unpack()


def _call_bus(method, parameters=None):
    return call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                parameters)


class Keyring:
    """gnome-keyring-daemon with a folder of its own; one at a time has the name on the bus."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sublet-e2e-"))
        self._process = None

    def start(self, unlocked=True):
        """As a session does that knows the person's password, or as one that does not."""
        words = ["gnome-keyring-daemon", "--foreground", "--components=secrets",
                 f"--control-directory={self.folder}/control"]
        self._process = subprocess.Popen(
            [*words, "--unlock"] if unlocked else words, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(os.environ, XDG_DATA_HOME=str(self.folder)))
        if unlocked:
            self._process.stdin.write(PASSWORD.encode())
        self._process.stdin.close()
        wait_until("the keyring on the bus", lambda: self._has_name(SECRETS))

    @staticmethod
    def _has_name(name):
        return _call_bus("NameHasOwner", GLib.Variant("(s)", (name,)))[0]

    def stop(self):
        if self._process is not None:
            # It does not end while it asks the person.
            self._process.kill()
            self._process.wait()
            self._process = None
            wait_until("the keyring to leave the bus", lambda: not self._has_name(SECRETS))

    def restart(self, unlocked=True):
        self.stop()
        self.start(unlocked)

    def lose(self):
        """What it held is gone, as with a home folder that was copied without it."""
        self.stop()
        (self.folder / "keyrings" / "login.keyring").unlink()
        self.start()

    def install_prompter(self):
        """From now on there is who asks the person; the bus starts it, on this display."""
        installed = Path(f"/usr/share/dbus-1/services/{PROMPTER}.service")
        text = installed.read_text(encoding="ascii")
        service = Path(os.environ["SUBLET_UI_SERVICES"]) / installed.name
        service.write_text(re.sub("^Exec=", f"Exec=/usr/bin/env DISPLAY={os.environ['DISPLAY']} ",
                                  text, flags=re.M), encoding="ascii")
        _call_bus("ReloadConfig")

    @staticmethod
    def wait_prompt():
        wait_until("the question for the keyring's password", lambda: xserver.focus_window(PROMPT))

    def answer_prompt(self, text):
        self.wait_prompt()
        xserver.type_text(text)

    def end(self):
        self.stop()
        service = Path(os.environ["SUBLET_UI_SERVICES"]) / f"{PROMPTER}.service"
        service.unlink(missing_ok=True)
        _call_bus("ReloadConfig")
        shutil.rmtree(self.folder, ignore_errors=True)


def _play(method, word):
    call("org.freedesktop.impl.portal.desktop.played", "/org/freedesktop/portal/desktop",
         "io.github.sublet_app.Played", method, GLib.Variant("(s)", (word,)))


def play_secret(answer):
    """What the played desktop says when a sandbox wants its key: give, refuse or wait."""
    _play("Answer", answer)


def set_background(application_id, allowed):
    """What the person has said in the desktop's settings, of a program with a window."""
    _play("Show", application_id)
    call("org.freedesktop.impl.portal.PermissionStore",
         "/org/freedesktop/impl/portal/PermissionStore",
         "org.freedesktop.impl.portal.PermissionStore", "SetPermission",
         GLib.Variant("(sbssas)", ("background", True, "background", application_id,
                                   ["yes" if allowed else "no"])))
