# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's side of two portals, played: portal_backend.py NAME

Owns NAME on the session's bus. It gives a sandbox the key of its own keyring as it is told, and lets
every program run in the background: who may not, the portal itself keeps.
"""

import os
import sys

from gi.repository import Gio, GLib

PATH = "/org/freedesktop/portal/desktop"

# Of a portal's requests.
DONE, REFUSED = 0, 1

# Of a program: it has a window that is in use. The portal kills those that have none and may not.
ACTIVE = 2

# Source: the portals' documentation, org.freedesktop.impl.portal.Secret and .Background.
INTERFACES = """
<node>
  <interface name="org.freedesktop.impl.portal.Secret">
    <method name="RetrieveSecret">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="h" direction="in"/>
      <arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.Background">
    <method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
    <method name="NotifyBackground">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="EnableAutostart">
      <arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
      <arg type="u" direction="in"/><arg type="b" direction="out"/>
    </method>
    <signal name="RunningApplicationsChanged"/>
  </interface>
  <interface name="io.github.sublet_app.Played">
    <method name="Answer"><arg type="s" direction="in"/></method>
    <method name="Show"><arg type="s" direction="in"/></method>
  </interface>
</node>
"""


class Backend:
    """What the person at this desktop would say, said by a test."""

    def __init__(self):
        self.answer = "give"
        self.shown = {}
        self.waiting = []

    def on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        if method == "RetrieveSecret":
            place = parameters.unpack()[2]
            fds = invocation.get_message().get_unix_fd_list()
            # A file descriptor of our own each time.
            self.waiting.append((invocation, fds.get(place)))
            self._answer_waiting()
        elif method == "Answer":
            self.answer = parameters.unpack()[0]
            invocation.return_value(None)
            self._answer_waiting()
        elif method == "Show":
            self.shown[parameters.unpack()[0]] = GLib.Variant("u", ACTIVE)
            invocation.return_value(None)
        elif method == "GetAppState":
            invocation.return_value(GLib.Variant("(a{sv})", (self.shown,)))
        elif method == "NotifyBackground":
            invocation.return_value(GLib.Variant("(ua{sv})", (DONE, {})))
        else:
            invocation.return_value(GLib.Variant("(b)", (True,)))

    def _answer_waiting(self):
        while self.waiting and self.answer != "wait":
            invocation, fd = self.waiting.pop()
            if self.answer == "give":
                os.write(fd, b"k" * 64)
            os.close(fd)
            invocation.return_value(GLib.Variant(
                "(ua{sv})", (DONE if self.answer == "give" else REFUSED, {})))


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    backend = Backend()
    for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
        bus.register_object(PATH, interface, backend.on_call, None, None)
    Gio.bus_own_name_on_connection(bus, sys.argv[1], Gio.BusNameOwnerFlags.NONE, None, None)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
