# SPDX-License-Identifier: GPL-3.0-or-later
"""What a neighbour of the program does on its X server: presses keys, and reads what windows say."""

import ctypes
import time

LIBRARIES = {"x": "libX11.so.6", "test": "libXtst.so.6"}

# How the functions are called that take or give more than an int.
DISPLAY = ctypes.c_void_p
WINDOW = ctypes.c_ulong
POINTER = ctypes.c_void_p
SIGNATURES = {
    "XOpenDisplay": (DISPLAY, ctypes.c_char_p),
    "XCloseDisplay": (ctypes.c_int, DISPLAY),
    "XStringToKeysym": (ctypes.c_ulong, ctypes.c_char_p),
    "XKeysymToKeycode": (ctypes.c_ubyte, DISPLAY, ctypes.c_ulong),
    "XKeycodeToKeysym": (ctypes.c_ulong, DISPLAY, ctypes.c_ubyte, ctypes.c_int),
    "XDefaultRootWindow": (WINDOW, DISPLAY),
    "XGetInputFocus": (ctypes.c_int, DISPLAY, POINTER, POINTER),
    "XSetInputFocus": (ctypes.c_int, DISPLAY, WINDOW, ctypes.c_int, ctypes.c_ulong),
    "XRaiseWindow": (ctypes.c_int, DISPLAY, WINDOW),
    "XQueryTree": (ctypes.c_int, DISPLAY, WINDOW, POINTER, POINTER, POINTER, POINTER),
    "XFetchName": (ctypes.c_int, DISPLAY, WINDOW, POINTER),
    "XGetWindowAttributes": (ctypes.c_int, DISPLAY, WINDOW, POINTER),
    "XInternAtom": (ctypes.c_ulong, DISPLAY, ctypes.c_char_p, ctypes.c_int),
    "XListProperties": (POINTER, DISPLAY, WINDOW, POINTER),
    "XGetWindowProperty": (ctypes.c_int, DISPLAY, WINDOW, ctypes.c_ulong, ctypes.c_long,
                           ctypes.c_long, ctypes.c_int, ctypes.c_ulong, POINTER, POINTER, POINTER,
                           POINTER, POINTER),
    "XCreateSimpleWindow": (WINDOW, DISPLAY, WINDOW, ctypes.c_int, ctypes.c_int, ctypes.c_uint,
                            ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_ulong),
    "XStoreName": (ctypes.c_int, DISPLAY, WINDOW, ctypes.c_char_p),
    "XFree": (ctypes.c_int, POINTER),
    "XSync": (ctypes.c_int, DISPLAY, ctypes.c_int),
    "XTestFakeKeyEvent": (ctypes.c_int, DISPLAY, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong),
}

# A window may go while it is asked about: Xlib would end this program.
HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
IGNORE = HANDLER(lambda display, error: 0)

# XWindowAttributes: 23 words of four bytes stand before map_state, whose 2 is IsViewable.
MAP_STATE = 23
IS_VIEWABLE = 2

# The keys of what has no name of its own in ASCII.
NAMES = {
    "\n": "Return", "\t": "Tab", " ": "space", "\x1b": "Escape", "!": "exclam", '"': "quotedbl",
    "#": "numbersign", "$": "dollar", "%": "percent", "&": "ampersand", "'": "apostrophe",
    "(": "parenleft", ")": "parenright", "*": "asterisk", "+": "plus", ",": "comma", "-": "minus",
    ".": "period", "/": "slash", ":": "colon", ";": "semicolon", "<": "less", "=": "equal",
    ">": "greater", "?": "question", "@": "at", "[": "bracketleft", "\\": "backslash",
    "]": "bracketright", "^": "asciicircum", "_": "underscore", "`": "grave", "{": "braceleft",
    "|": "bar", "}": "braceright", "~": "asciitilde",
}


class XError(Exception):
    """The X server cannot do it."""


class Server:
    """A connection of our own; for one thread."""

    def __init__(self):
        self._x = ctypes.CDLL(LIBRARIES["x"])
        self._test = ctypes.CDLL(LIBRARIES["test"])
        for name, (result, *arguments) in SIGNATURES.items():
            function = getattr(self._test if name.startswith("XTest") else self._x, name)
            function.restype, function.argtypes = result, arguments
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            raise XError("no display")
        self._x.XSetErrorHandler(IGNORE)

    def close(self):
        self._x.XCloseDisplay(self._display)
        self._display = None

    # --- Windows

    def windows(self, of=None):
        """Those of a window or of the screen, the lowest first."""
        root, parent = WINDOW(), WINDOW()
        children, count = ctypes.POINTER(WINDOW)(), ctypes.c_uint()
        if not self._x.XQueryTree(self._display, of or self._x.XDefaultRootWindow(self._display),
                                  ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children),
                                  ctypes.byref(count)):
            return []
        found = [children[i] for i in range(count.value)]
        if children:
            self._x.XFree(children)
        return found

    def title(self, window):
        """Beyond Latin only the newer of the two properties has it."""
        title = self._property(window, self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0))
        if title:
            return title.decode(errors="replace")
        name = ctypes.c_char_p()
        if not self._x.XFetchName(self._display, window, ctypes.byref(name)) or not name.value:
            return None
        title = name.value.decode(errors="replace")
        self._x.XFree(name)
        return title

    def is_shown(self, window):
        attributes = (ctypes.c_int * 128)()
        return bool(self._x.XGetWindowAttributes(self._display, window, attributes)) and \
            attributes[MAP_STATE] == IS_VIEWABLE

    def properties(self, window):
        """What anybody can read of a window, its titles among it."""
        count = ctypes.c_int()
        atoms = self._x.XListProperties(self._display, window, ctypes.byref(count))
        if not atoms:
            return []
        array = ctypes.cast(atoms, ctypes.POINTER(ctypes.c_ulong))
        found = [self._property(window, array[i]) for i in range(count.value)]
        self._x.XFree(atoms)
        return found

    def _property(self, window, atom):
        kind, size = ctypes.c_ulong(), ctypes.c_int()
        items, left, data = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        failed = self._x.XGetWindowProperty(
            self._display, window, atom, 0, 1 << 20, 0, 0, ctypes.byref(kind), ctypes.byref(size),
            ctypes.byref(items), ctypes.byref(left), ctypes.byref(data))
        if failed or not data:
            return b""
        # What is no text comes in other units; of icons and numbers nothing is wanted.
        value = ctypes.string_at(data, items.value) if size.value == 8 else b""
        self._x.XFree(data)
        return value

    def texts(self):
        """Every text of every window, at any depth."""
        found, todo = [], self.windows()
        while todo:
            window = todo.pop()
            found += [text for text in self.properties(window) if text]
            todo += self.windows(window)
        return found

    def make_window(self, title):
        """One of our own, which nobody sees; it goes with the connection."""
        window = self._x.XCreateSimpleWindow(
            self._display, self._x.XDefaultRootWindow(self._display), 0, 0, 1, 1, 0, 0, 0)
        self._x.XStoreName(self._display, window, title.encode())
        self._x.XSync(self._display, 0)
        return window

    # --- The focus, as a window manager gives it

    def focus(self, title=None):
        """Gives it to the topmost window, or to the topmost one with the title, a pattern.

        When a dialog went with the focus, nobody has it. Returns whether there is such a window.
        """
        held, revert = WINDOW(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(held), ctypes.byref(revert))
        windows = self.windows()
        if title is None and held.value in windows:
            return True
        for window in reversed(windows):
            # Shown and with a title: not a popover, not one of the toolkit's own.
            name = self.title(window) if self.is_shown(window) else None
            if name and (title is None or title.search(name)):
                self._x.XRaiseWindow(self._display, window)
                self._x.XSetInputFocus(self._display, window, 2, 0)
                self._x.XSync(self._display, 0)
                return True
        return False

    # --- Keys

    def _code(self, name):
        """(code of the key, whether it wants Shift)."""
        symbol = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._display, symbol)
        if code == 0:
            raise XError(f"no key for {name}")
        return code, self._x.XKeycodeToKeysym(self._display, code, 0) != symbol and \
            self._x.XKeycodeToKeysym(self._display, code, 1) == symbol

    def press(self, names):
        """Presses keys together, by their X names."""
        codes = [self._code(name)[0] for name in names]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XSync(self._display, 0)

    def type(self, text, pause_s):
        """Types text of ASCII and line ends, where the focus is."""
        for character in text:
            name = NAMES.get(character, character)
            self.press(["Shift_L", name] if self._code(name)[1] else [name])
            time.sleep(pause_s)


_server = None


def server():
    """The one that the main thread uses."""
    global _server
    _server = _server or Server()
    return _server


def press(*names):
    """Presses keys together, by their X names: press("Control_L", "q")."""
    server().focus()
    server().press(names)


def type_text(text, pause_s=0.002):
    """Types as a person does, into what has the focus; for what takes no text through the tree."""
    server().focus()
    server().type(text, pause_s)


def focus_window(title):
    """The window whose title matches the pattern has the focus then; False when there is none."""
    return server().focus(title)
