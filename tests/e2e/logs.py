# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of a running instance, with the keyboard alone: logs.py SUBLET SIMULATOR [NAME]"""

import re
import sys

from driver import Failure, press, set_text, wait_until
from scenes import play

WINDOW = "Log of ada-1"


def open_log(app):
    """Ctrl+L on the card that has the focus; the window that comes."""
    def attempt():
        press("Control_L", "l")
        try:
            return app.window(WINDOW, timeout=5)
        except Failure:
            press("Tab")
            return None

    return wait_until("the window of the log", attempt)


def read_and_search(scene):
    """It arrives, grows, says what sounds bad, is searched, and goes with Escape."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    open_log(app)
    window = app.focus_window(WINDOW)
    app.wait_text(re.compile(r"^ +Server listening on 0\.0\.0\.0 port 22\.$", re.M), window)
    # Neither escapes nor what was written over; what is no UTF-8 is marked.
    app.wait_text(re.compile(r"^ +INFO onstart script found$", re.M), window)
    app.wait_text(re.compile(r"^ +downloading model: 100% done$", re.M), window)
    app.wait_text(re.compile("not UTF-8: \ufffd{3}$", re.M), window)
    app.wait_text(re.compile(r"^[\d,]+ lines · known at \d+:\d\d"), window)
    app.wait_text(re.compile(r"^\d\d:\d\d:\d\d ⚠ WARNING: low on shared memory", re.M), window)

    press("Control_L", "f")
    entry = app.find("entry", "Find in the Log", window)
    wait_until("the focus in the search", lambda: app.is_focused(entry))
    set_text(entry, "SERVER LISTENING")
    app.wait_text("1 of 1", window)
    press("Escape")
    wait_until("the focus in the text", lambda: not app.is_focused(entry))
    press("Escape")
    app.wait_window_gone(WINDOW)


if __name__ == "__main__":
    sys.exit(play([read_and_search]))
