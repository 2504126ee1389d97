# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the shipped program as a person would: through its accessibility tree.

Needs the environment of `tests/support/ui-env a11y`. Everything is found by role and name, waits
have an end, and a failure says what was looked for and what was there.
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

import processes  # noqa: E402
import xserver  # noqa: E402
from roles import LARGE, ROLES  # noqa: E402
from xserver import press, type_text  # noqa: E402, F401 - a person's keys, for who imports this

# GTK 4.8 has no cache to be asked for, which libatspi tells every time.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

# Generous: the sanitizers' builds are several times slower.
TIMEOUT_S = float(os.environ.get("SUBLET_E2E_TIMEOUT_S", "60"))
POLL_S = 0.05


class Failure(Exception):
    """The program did not do what was expected."""


def _name(node):
    """As it is read out; GTK 4.8 says "_Cancel Cancel" where a mnemonic labels its own button."""
    name = (node.get_name() or "").replace("\u00a0", " ")
    half = len(name) // 2
    if "_" in name and name[:half + 1].replace("_", "").strip() == name[half + 1:].strip():
        return name[half + 1:].strip()
    return name


def _matches(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, re.Pattern):
        return pattern.search(text) is not None
    return pattern == text


def _children(node):
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def _is(node, state):
    try:
        return node.get_state_set().contains(state)
    except GLib.Error:
        return False


def walk(node, large=False):
    """(node, role) of the node and what is below it, parents first.

    GTK 4.8 tells nobody what is showing: the pages of a stack that are not seen are there too.
    """
    try:
        role = node.get_role_name()
    except GLib.Error:
        return
    yield node, role
    if large or role not in LARGE:
        for child in _children(node):
            yield from walk(child, large)


def near(node, depth):
    """The node and what is below it down to a depth: the whole tree takes seconds to read."""
    yield node
    if depth > 0:
        for child in _children(node):
            yield from near(child, depth - 1)


def wait_until(what, function, timeout=TIMEOUT_S):
    """The first result of function that is not None or False.

    What was found may be gone before it is asked: the next look tells.
    """
    end = time.monotonic() + timeout
    while True:
        try:
            result = function()
        except GLib.Error:
            result = None
        if result is not None and result is not False:
            return result
        if time.monotonic() > end:
            raise Failure(f"waited {timeout:.0f} s in vain for {what}")
        time.sleep(POLL_S)


class Program:
    """A started program and its accessibility tree."""

    def __init__(self, arguments, environment=None, log=None):
        self.arguments = [str(a) for a in arguments]
        self.log_path = Path(log) if log else None
        self._log = open(self.log_path, "ab") if log else None
        surroundings = {**os.environ, **(environment or {})}
        self._proxies = processes.proxies()
        self.process = subprocess.Popen(
            self.arguments, env={k: v for k, v in surroundings.items() if v is not None},
            stdin=subprocess.DEVNULL, stdout=self._log or None, stderr=self._log or None)
        self._root = None

    # --- Its life

    @property
    def root(self):
        if self._root is None:
            self._root = wait_until(f"{self.arguments[0]} on the accessibility bus", self._find_root)
        return self._root

    def _find_root(self):
        if self.process.poll() is not None:
            raise Failure(f"{self.arguments[0]} ended with {self.process.returncode}{self.tail()}")
        for child in _children(Atspi.get_desktop(0)):
            try:
                # Nothing here runs a main loop that would keep a cache true. Nor may there be one from
                # before: GTK 4.8 names itself as what went when one of its windows comes, and with a
                # cache libatspi takes the whole program for gone then, without a way back.
                child.set_cache_mask(Atspi.Cache.NONE)
                child.clear_cache()
                pid = child.get_process_id()
                if pid == self.process.pid or pid in processes.proxies() - self._proxies:
                    return child
            except GLib.Error:
                continue
        return None

    def tail(self):
        """The end of what it printed, for messages."""
        if self.log_path is None:
            return ""
        lines = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return "".join(f"\n    {line}" for line in lines)

    def alive(self):
        return self.process.poll() is None

    def kill(self):
        """SIGKILL: as when the computer loses power."""
        if self.alive():
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        """For the end of a test, however it went."""
        self.kill()
        if self._log:
            self._log.close()
            self._log = None

    def wait_ended(self, timeout=TIMEOUT_S):
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise Failure(f"still runs after {timeout:.0f} s") from None

    # --- Looking

    def find_now(self, role, name=None, within=None, large=False, enabled=None):
        """The first match, or None."""
        roles = ROLES.get(role, {role})
        for node, its_role in walk(within or self.root, large):
            try:
                if its_role not in roles or not _matches(name, _name(node)):
                    continue
            except GLib.Error:
                continue
            if enabled is None or _is(node, Atspi.StateType.SENSITIVE) == enabled:
                return node
        return None

    def find(self, role, name=None, within=None, timeout=TIMEOUT_S, large=False, enabled=None):
        """The first match, waited for."""

        def look():
            if not self.alive():
                raise Failure(f"ended with {self.process.returncode}{self.tail()}")
            return self.find_now(role, name, within, large, enabled)

        try:
            return wait_until(f"{role} {_words(name)}", look, timeout)
        except Failure as failure:
            raise Failure(f"{failure}; there was:\n{self.outline(within)}{self.tail()}") from None

    def window_now(self, title):
        """A window by its title, or None; an AdwWindow has no role to look for."""
        for child in _children(self.root):
            try:
                if _matches(title, _name(child)):
                    return child
            except GLib.Error:
                continue
        # From libadwaita 1.5 on a question is in the window that it belongs to.
        return self.find_now("dialog", title)

    def window(self, title, timeout=TIMEOUT_S):
        def look():
            if not self.alive():
                raise Failure(f"ended with {self.process.returncode}{self.tail()}")
            return self.window_now(title)

        return wait_until(f"a window {_words(title)}", look, timeout)

    def focus_window(self, title, timeout=TIMEOUT_S):
        """The window with the title, on top of the others and with the keyboard's focus."""
        window = self.window(title, timeout)
        pattern = title if isinstance(title, re.Pattern) else re.compile(f"^{re.escape(title)}$")
        wait_until(f"the window {_words(title)} on the screen",
                   lambda: xserver.focus_window(pattern), timeout)
        return window

    def wait_window_gone(self, title, timeout=TIMEOUT_S):
        wait_until(f"the window {_words(title)} to go", lambda: self.window_now(title) is None,
                   timeout)

    def is_focused(self, node):
        return _is(node, Atspi.StateType.FOCUSED)

    def find_all(self, role, name=None, within=None, large=False):
        roles = ROLES.get(role, {role})
        found = []
        for node, its_role in walk(within or self.root, large):
            try:
                if its_role in roles and _matches(name, _name(node)):
                    found.append(node)
            except GLib.Error:
                continue
        return found

    def wait_gone(self, role, name=None, within=None, timeout=TIMEOUT_S, large=False):
        wait_until(f"{role} {_words(name)} to go",
                   lambda: self.find_now(role, name, within, large) is None, timeout)

    def wait_text(self, pattern, within=None, timeout=TIMEOUT_S, large=False):
        """The text of the first node, whatever its role, that matches."""
        if isinstance(pattern, str):
            pattern = re.compile(re.escape(pattern))

        def look():
            if not self.alive():
                raise Failure(f"ended with {self.process.returncode}{self.tail()}")
            for node, role in walk(within or self.root, large):
                for text in texts(node, role):
                    if pattern.search(text):
                        return text
            return None

        try:
            return wait_until(f"text {_words(pattern)}", look, timeout)
        except Failure as failure:
            raise Failure(f"{failure}; there was:\n{self.outline(within)}{self.tail()}") from None

    def wait_description(self, pattern, within=None, timeout=TIMEOUT_S, large=False):
        """The first description that matches: what is said of a node beside its name."""

        def look():
            if not self.alive():
                raise Failure(f"ended with {self.process.returncode}{self.tail()}")
            for node, _ in walk(within or self.root, large):
                text = description(node)
                if _matches(pattern, text):
                    return text
            return None

        return wait_until(f"a description {_words(pattern)}", look, timeout)

    def outline(self, within=None, large=False):
        """What a failure shows: the visible tree, a line for each node that says something."""
        lines = []

        def add(node, depth):
            try:
                role, name = node.get_role_name(), _name(node)
            except GLib.Error:
                return
            # A node without a name of its own goes by its type's.
            if not re.match("(Gtk|Adw|Sublet)[A-Z]|$", name) or role in ROLES["entry"]:
                off = "" if _is(node, Atspi.StateType.SENSITIVE) else " (off)"
                lines.append(f"    {'  ' * min(depth, 12)}{role}: {name[:120]}{off}")
            if role in LARGE and not large:
                return
            for child in _children(node):
                add(child, depth + 1)

        if self.alive():
            add(within or self.root, 0)
        return "\n".join(lines[:200])


def texts(node, role):
    """The name, and the content where that differs."""
    try:
        yield _name(node)
        if role in ROLES["entry"]:
            text = node.get_text_iface()
            if text is not None:
                # Newer bindings have another method of the name, from before the interfaces.
                yield Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
    except GLib.Error:
        return


def description(node):
    """What is said of it beside its name: a terminal without a text of its own says its lines."""
    try:
        return node.get_description() or ""
    except GLib.Error:
        return ""


def _words(name):
    return f"/{name.pattern}/" if isinstance(name, re.Pattern) else f"\"{name}\""


def announce_assistive():
    """Says on the session's bus that assistive technology is in use, as a screen reader does."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
                  GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled",
                                         GLib.Variant("b", True))),
                  None, Gio.DBusCallFlags.NONE, int(TIMEOUT_S * 1000), None)


# --- Doing


def click(node, action=0):
    """What a click on it does, or its action of another number or name."""
    if not _is(node, Atspi.StateType.SENSITIVE):
        raise Failure(f"{node.get_role_name()} \"{_name(node)}\" is off")
    actions = node.get_action_iface()
    if actions is not None and isinstance(action, str):
        count = Atspi.Action.get_n_actions(actions)
        names = [Atspi.Action.get_action_name(actions, i) for i in range(count)]
        action = names.index(action)
    if actions is None or not Atspi.Action.do_action(actions, action):
        raise Failure(f"{node.get_role_name()} \"{_name(node)}\" cannot be clicked")


def set_text(node, text):
    editable = node.get_editable_text_iface()
    if editable is None or not Atspi.EditableText.set_text_contents(editable, text):
        raise Failure(f"{node.get_role_name()} \"{_name(node)}\" takes no text")


def set_value(node, number):
    value = node.get_value_iface()
    if value is None or not Atspi.Value.set_current_value(value, number):
        raise Failure(f"{node.get_role_name()} \"{_name(node)}\" takes no number")


def is_checked(node):
    return any(_is(node, state) for state in (
        Atspi.StateType.CHECKED, Atspi.StateType.PRESSED, Atspi.StateType.SELECTED))


def is_enabled(node):
    return _is(node, Atspi.StateType.SENSITIVE)


def screenshot(path):
    """The whole screen, as a person would see it."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if os.path.getsize(path) < 1000:
        raise Failure(f"{path} is empty")


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)
