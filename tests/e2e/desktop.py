# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop sees of Sublet and does with it: desktop.py SUBLET SIMULATOR APPLICATION_ID [NAME]

Under `ui-env a11y,keyring`. The desktop is played here: it shows notifications, and what is pressed
on them it sends to the program, which the bus starts if it does not run.
"""

import os
import re
import select
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path

from gi.repository import Gio, GLib

from driver import Failure, click, is_checked, wait_until
from scenes import play
from simulator import KEY
from sublet import RUNS, Sublet

APPLICATION_ID = sys.argv.pop(3)
OBJECT_PATH = "/" + APPLICATION_ID.replace(".", "/")

# Source: GLib, gio/gnotificationbackend.c and the shell's side of it.
INTERFACE = """
<node>
  <interface name="org.gtk.Notifications">
    <method name="AddNotification">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    </method>
    <method name="RemoveNotification">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
    </method>
  </interface>
</node>
"""


class Notification:
    """What stands on the desktop."""

    def __init__(self, details):
        self.title = details["title"]
        self.body = details.get("body", "")
        self.priority = details.get("priority")
        # Without one, a click brings the program's window.
        self.default = (details.get("default-action"), details.get("default-action-target"))
        self.buttons = {b["label"]: (b["action"], b.get("target"))
                        for b in details.get("buttons", ())}


class Desktop:
    """The server for notifications, on a thread of its own."""

    def __init__(self):
        self.notifications = {}
        self._context = GLib.MainContext.new()
        self._loop = GLib.MainLoop.new(self._context, False)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise Failure("the notifications' server did not start")

    def _run(self):
        self._context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
        self.bus.register_object("/org/gtk/Notifications", node.interfaces[0], self._on_call,
                                 None, None)
        # Each scene has its own, which takes the name from the last one's.
        self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                   "RequestName", GLib.Variant("(su)", ("org.gtk.Notifications", 7)))
        self._ready.set()
        self._loop.run()

    def _call(self, name, path, interface, method, parameters):
        return self.bus.call_sync(name, path, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, 30000, None)

    def _on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        values = parameters.unpack()
        key = values[:2]
        if method == "AddNotification":
            self.notifications[key] = Notification(values[2])
        else:
            self.notifications.pop(key, None)
        invocation.return_value(None)

    def find(self, title):
        for (application, _), notification in list(self.notifications.items()):
            if application == APPLICATION_ID and notification.title == title:
                return notification
        return None

    def wait(self, title):
        return wait_until(f"the notification {title!r}", lambda: self.find(title))

    def press(self, action):
        """As a click on a notification or one of its buttons."""
        name, target = action
        if not name.startswith("app."):
            raise Failure(f"an action of nobody: {name}")
        self.activate(name[4:], *([] if target is None else [GLib.Variant("s", target)]))

    def activate(self, name, *parameter):
        self._call(APPLICATION_ID, OBJECT_PATH, "org.freedesktop.Application", "ActivateAction",
                   GLib.Variant("(sava{sv})", (name, list(parameter), {})))

    def process_id(self):
        """Of the program that has the name; the bus starts none for this."""
        return self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetConnectionUnixProcessID",
                          GLib.Variant("(s)", (APPLICATION_ID,))).unpack()[0]

    def install(self, program, scene):
        """As a package does: the bus knows how to start the program."""
        home = scene.home
        start = Path(home.path) / "start"
        # The bus began before there was a display.
        environment = dict(os.environ, **home.environment(), VAST_URL=scene.simulator.url)
        words = shlex.join(["env", *(f"{k}={v}" for k, v in environment.items()),
                            str(program), "--gapplication-service"])
        log = shlex.quote(f"{home.path}/output.log")
        start.write_text(f"#!/bin/sh\nexec {words} >>{log} 2>&1\n", encoding="utf-8")
        start.chmod(0o700)
        service = Path(os.environ["SUBLET_UI_SERVICES"]) / f"{APPLICATION_ID}.service"
        service.write_text(f"[D-BUS Service]\nName={APPLICATION_ID}\nExec={start}\n",
                           encoding="ascii")
        self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                   "ReloadConfig", None)


class Process:
    """One that somebody else started, with what is needed of subprocess.Popen."""

    def __init__(self, pid):
        self.pid = pid
        self.returncode = None
        self._fd = os.pidfd_open(pid)

    def poll(self):
        if self.returncode is None and select.select([self._fd], [], [], 0)[0]:
            self.returncode = 0  # whose it is not is not told
        return self.returncode

    def send_signal(self, number):
        signal.pidfd_send_signal(self._fd, number)

    def wait(self, timeout=None):
        if not select.select([self._fd], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return self.poll()


class Woken(Sublet):
    """The program that the bus has started."""

    def __init__(self, program, home, pid):  # pylint: disable=super-init-not-called
        self.arguments = [program]
        self.log_path = Path(home.path) / "output.log"
        self._log = None
        self._root = None
        self.process = Process(pid)


def woken(desktop, scene):
    scene.app = Woken(scene.program, scene.home, desktop.process_id())
    return scene.app


def told_and_woken(scene):
    """An instance ends while Sublet is open; its notification wakes the closed program."""
    desktop = Desktop()
    desktop.install(scene.program, scene)
    app = scene.start()
    scene.sign_in()
    scene.rent()
    scene.simulator.set(exit_instance=scene.only_contract()["id"])
    notification = desktop.wait("ada-1 has stopped working")
    if not re.search(r"\$\d", notification.body) or notification.priority != "urgent":
        raise Failure(f"says {notification.body!r}, {notification.priority}")
    if list(notification.buttons) != ["Try Another…", "Destroy…"]:
        raise Failure(f"has the buttons {list(notification.buttons)}")

    app.quit()
    click(app.find("button", re.compile("Leave Them"), app.window("Close Sublet?")))
    app.wait_ended()
    app.check_output()
    app.end()

    # It is true all the same, and a click on it starts the program on the card.
    desktop.press(desktop.wait("ada-1 has stopped working").default)
    app = woken(desktop, scene)
    app.wait_card("ada-1", "Exited")
    wait_until("the page of instances",
               lambda: is_checked(app.find("tab", re.compile("Instances"))))
    desktop.press(notification.buttons["Try Another…"])
    question = app.window("Destroy ada-1 and take another one?")
    click(app.find("button", "Cancel", question))
    if scene.simulator.ledger()["destroy_requests"]:
        raise Failure("destroyed although the person did not want another one")
    desktop.press(notification.buttons["Destroy…"])
    question = app.window("Destroy ada-1?")
    if scene.simulator.ledger()["destroy_requests"]:
        raise Failure("destroyed without an answer to its question")
    click(app.find("button", "Destroy ada-1", question))
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()
    wait_until("the notification is taken back",
               lambda: desktop.find("ada-1 has stopped working") is None)


def pages(scene):
    """The desktop file's actions, on a program that runs and on one that does not."""
    desktop = Desktop()
    desktop.install(scene.program, scene)
    desktop.activate("billing")
    app = woken(desktop, scene)
    app.paste_key(KEY)
    click(app.find("button", "Start", enabled=True))
    app.wait_text("Spending now", large=True)

    subprocess.run([scene.program, "--page=market"], check=True, timeout=30,
                   env=dict(os.environ, **scene.home.environment()))
    app.wait_offers()
    desktop.activate("instances")
    app.wait_text("Nothing Is Rented", large=True)
    wrong = subprocess.run([scene.program, "--page=moon"], check=False, timeout=30,
                           capture_output=True, text=True,
                           env=dict(os.environ, **scene.home.environment()))
    if wrong.returncode == 0 or "moon" not in wrong.stderr:
        raise Failure(f"{wrong.returncode}: {wrong.stderr!r}")


def watched_unseen(scene):
    """The window is closed and Sublet goes on; it comes back, and ends when nothing is left."""
    desktop = Desktop()
    app = scene.start()
    scene.sign_in()
    scene.rent()

    app.close_and_watch()
    notification = desktop.wait("Watching 1 Instance")
    if not re.search(r"\$\d", notification.body):
        raise Failure(f"says {notification.body!r}")
    if list(notification.buttons) != ["Quit Sublet"]:
        raise Failure(f"has the buttons {list(notification.buttons)}")

    desktop.press(notification.buttons["Quit Sublet"])
    app.wait_ended()
    app.check_output()
    wait_until("the notification of the ended program is taken back",
               lambda: desktop.find("Watching 1 Instance") is None)
    if len(scene.simulator.billing()) != 1:
        raise Failure("quitting has ended what was watched")

    app = scene.start()
    app.show_instances()
    app.wait_card("ada-1", RUNS)
    app.close_and_watch()
    desktop.wait("Watching 1 Instance")
    subprocess.run([scene.program], check=True, timeout=30,
                   env=dict(os.environ, **scene.home.environment()))
    app.wait_card("ada-1", RUNS)
    wait_until("the notification is taken back",
               lambda: desktop.find("Watching 1 Instance") is None)

    # Not gone before the window is: else nothing would be left to watch.
    scene.simulator.arm({"fault": "hold", "route": "destroy"})
    app.destroy("ada-1")
    app.close_and_watch()
    scene.simulator.release()
    app.wait_ended()
    scene.assert_nothing_bills()
    if desktop.find("Watching 1 Instance"):
        raise Failure("the notification outlives what it tells of")


if __name__ == "__main__":
    sys.exit(play([told_and_woken, pages, watched_unseen]))
