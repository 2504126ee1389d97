# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of an instance does with the connection to it: page.py SUBLET SIMULATOR [NAME]

Under `ui-env a11y,keyring`, against a simulator whose instances are real SSH servers.
"""

import re
import sys

from driver import click, press
from market import focused_name, press_until
from roles import ROLES
from scenes import SERVERS, play
from terminal import rent_ready

PARTS = "Parts of This Instance"

# From the list of parts up to what the part that is shown stands in too.
PARTS_DEPTH = 4


def choose_part(app, parts, *keys):
    """With the keyboard: the focus is in the part that is shown, and the list stands before it."""
    press_until("the parts", ["Shift_L", "Tab"],
                lambda: focused_name(app, parts, ROLES["item"]) is not None)
    for key in keys:
        press(key)
    press("Return")


def open_part(app, label, *keys):
    """From a card to its page, and there with the keyboard to one of its parts.

    The list of parts, and what it stands in with the part: the market beside it is slow to read.
    """
    app.choose_action(label, "Open", "instance.open")
    parts = app.find("list", PARTS)
    app.focus_window(re.compile("^Sublet"))
    choose_part(app, parts, *keys)
    whole = parts
    for _ in range(PARTS_DEPTH):
        whole = whole.get_parent()
    return parts, whole


def checked_again(scene):
    """What the checks after the start found, and that they are made again at a click."""
    rent_ready(scene)
    app = scene.app
    app.wait_text(re.compile("Fit for work"), app.find("list", "Your instances"), large=True)
    _, page = open_part(app, "ada-1", "End")
    app.find("item", re.compile("^Fine: PyTorch [0-9.]+ multiplies on the GPU$"), page, large=True)
    again = app.find("button", "Run Again", page, enabled=True)
    click(again)
    # It stands there for as long as they take: read what is beside the button alone, not the page.
    app.wait_text("Checking Again…", again.get_parent())
    app.find("button", "Run Again", page, enabled=True)
    app.find("item", re.compile("^Fine: Python [0-9.]+$"), page, large=True)
    app.wait_text(re.compile("^Fit for work"), page)
    press("Escape")
    app.wait_card("ada-1", "Ready")


def ports_opened_and_closed(scene):
    """A tunnel at a click, counted beside the page's name; closed, it is gone from both."""
    rent_ready(scene)
    app = scene.app
    parts, page = open_part(app, "ada-1", "Home", "Down")
    app.find("label", "Tunnels to ada-1", page)
    click(app.find("button", "Open Port 8888", page))
    app.find("item", "Ports, 1 tunnel", parts, large=True)
    row = app.find("item", re.compile("^Port 8888, Jupyter, open"), page, large=True)
    press_until("the tunnel", ["Tab"],
                lambda: focused_name(app, row.get_parent(), ROLES["item"]) is not None)
    press("Delete")
    app.wait_toast(re.compile("^The tunnel to port 8888 is closed"), "Undo")
    app.wait_gone("item", "Ports, 1 tunnel", parts, large=True)
    press("Escape")
    app.wait_card("ada-1", "Ready")


SCENES = [checked_again, ports_opened_and_closed]
for scene_function in SCENES:
    scene_function.options = SERVERS


if __name__ == "__main__":
    sys.exit(play(SCENES))
