# SPDX-License-Identifier: GPL-3.0-or-later
"""The market with the keyboard: market.py SUBLET SIMULATOR [NAME]

Names are read in the accessibility tree; what is done is done with keys.
"""

import re
import sys
import time

from driver import Failure, press, set_text, wait_until
from scenes import play
from sublet import ALL_OFFERS, FEW_OFFERS

MODEL = "RTX 4090"
SAVE_WINDOW = "Save This Search"


def press_until(what, keys, holds, times=60):
    """Presses keys until something holds: as somebody does who looks where the focus is."""
    for _ in range(times):
        if holds():
            return
        press(*keys)
        time.sleep(0.1)
    raise Failure(f"pressed {'+'.join(keys)} {times} times in vain for {what}")


def save(app, name):
    """Ctrl+S, a name, Return."""
    press("Control_L", "s")
    window = app.window(SAVE_WINDOW)
    entry = app.find("entry", re.compile("Name of the search"), window)
    wait_until("the focus in the name", lambda: app.is_focused(entry))
    set_text(entry, name)
    press("Return")
    app.wait_window_gone(SAVE_WINDOW)
    app.find("button", f"Saved Searches: {name}")


def open_search(app, name):
    """Ctrl+Shift+S, down to it, Return."""
    app.focus_window(re.compile("^Sublet"))
    press("Control_L", "Shift_L", "s")
    row = app.find("item", re.compile(f"^{re.escape(name)}\\b"), large=True)
    press_until(f"the search {name}", ["Down"], lambda: app.is_focused(row))
    press("Return")
    app.find("button", f"Saved Searches: {name}")


def saved_search(scene):
    """Saved, changed, and in another start of the program opened again."""
    app = scene.start()
    scene.sign_in()
    shown, _ = app.filter_model(MODEL)
    save(app, "Mine")
    # Something else, which the button tells. What was set last is not kept here, the search is.
    press("space")
    app.wait_offers(ALL_OFFERS)
    app.find("button", "Saved Searches: Mine, changed")
    app.quit()
    app.wait_ended()
    app.end()

    app = scene.start()
    if app.wait_offers()[0] == shown:
        raise Failure(f"the start shows {shown} offers, as the search would")
    open_search(app, "Mine")
    wait_until(f"{shown} offers", lambda: app.wait_offers(FEW_OFFERS)[0] == shown)


if __name__ == "__main__":
    sys.exit(play([saved_search]))
