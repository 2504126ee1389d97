# SPDX-License-Identifier: GPL-3.0-or-later
"""The market with the keyboard: market.py SUBLET SIMULATOR [NAME]

Names are read in the accessibility tree; what is done is done with keys.
"""

import re
import sys
import time

from driver import (Failure, click, is_checked, press, set_text, set_value, type_text, wait_until,
                    walk)
from roles import ROLES
from scenes import play
from sublet import ALL_OFFERS, FEW_OFFERS, RENT_BUTTON, RENT_WINDOW, RUNS

MODEL = "RTX 4090"
SAVE_WINDOW = "Save This Search"

# The job that is set where nobody has set another, and what its image needs.
HOURS, DISK_GB, DOWN_GB, UP_GB = 8, 64, 20, 2
CUDA = 12.4

# Of the search that every start begins with.
DEFAULT_DISK_GB = 200

# As many rows as are looked at, since the whole table is slow to read; and where in each it stands.
ROWS = 8
RELIABILITY = 5


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


def focus_search(app, name):
    """Ctrl+Shift+S, down to it; its row."""
    app.focus_window(re.compile("^Sublet"))
    press("Control_L", "Shift_L", "s")
    row = app.find("item", re.compile(f"^{re.escape(name)}\\b"), large=True)
    press_until(f"the search {name}", ["Down"], lambda: app.is_focused(row))
    return row


def open_search(app, name):
    """Down to it, Return."""
    focus_search(app, name)
    press("Return")
    app.find("button", f"Saved Searches: {name}")


def focused_name(app, within, roles):
    """Of what has the focus there, None when it is elsewhere."""
    for node, role in walk(within, large=True):
        if role in roles and app.is_focused(node):
            return node.get_name()
    return None


def open_menu(app, button, *keys):
    """Opens the menu of a button by its keys; what tells the name of the item with the focus."""
    app.focus_window(re.compile("^Sublet"))
    whole = app.find("button", button).get_parent()

    def focused():
        return focused_name(app, whole, {"menu item"})

    press(*keys)
    wait_until(f"the menu of {button}", focused)
    return focused


def sort_by(app, letter, column):
    """Sort, First By or Then By, down to the column, Return."""
    focused = open_menu(app, "Sort", "Control_L", "o")
    press(letter)
    press_until(f"the column {column}", ["Down"], lambda: focused() == column)
    press("Return")
    wait_until("the menu to close", lambda: focused() is None)


def top_reliabilities(app):
    """Of the first rows, as they are written."""
    table = app.find("table", re.compile("^Offers"))
    found = []
    for node, role in walk(table, large=True):
        cell = node.get_child_at_index(RELIABILITY) if role == "table row" else None
        text = cell.get_child_at_index(0).get_name() if cell else ""
        # The titles are a row too.
        if re.match(r"\d", text):
            found.append(text)
            if len(found) == ROWS:
                break
    return found


def find_offers(scene):
    """What the search finds, by the service's own list."""
    return scene.simulator.offers(gpu_name={"eq": MODEL}, allocated_storage=DISK_GB)


def sort_by_two(scene):
    """Little memory first, and of as much the most reliable first."""
    app = scene.app
    sort_by(app, "f", "VRAM GB")
    focused = open_menu(app, "Sort", "Control_L", "o")
    press("a")
    wait_until("the menu to close", lambda: focused() is None)
    sort_by(app, "t", "Rel. %")

    offers = find_offers(scene)
    offers.sort(key=lambda o: (o["gpu_ram"], -o["reliability2"]))
    expected = [f"{o['reliability2'] * 100:.2f}" for o in offers[:ROWS]]
    try:
        wait_until("the order", lambda: top_reliabilities(app) == expected)
    except Failure as failure:
        raise Failure(f"{failure}: {top_reliabilities(app)} instead of {expected}") from None
    # Another order is another search.
    app.find("button", "Saved Searches: Mine, changed")


def job_rate(offer):
    """Dollars per hour of the job: GPU, disk, traffic."""
    traffic = DOWN_GB * offer["inet_down_cost"] + UP_GB * offer["inet_up_cost"]
    return offer["dph_total"] + traffic / HOURS


def second_cheapest(scene):
    """Of those that nobody is warned off; and how many there are with the others."""
    offers = find_offers(scene)
    good = [o for o in offers
            if o["duration"] >= HOURS * 3600 and o["verification"] != "deverified"
            and o["cuda_max_good"] >= CUDA]
    if len(good) == len(offers):
        raise Failure("there is nothing to be passed over")
    return sorted(good, key=job_rate)[1], len(offers)


def rent_second_cheapest(scene, label):
    """The menu beside Rent Cheapest, the window's fields, Ctrl+Return."""
    app = scene.app
    offer, n_offers = second_cheapest(scene)
    open_menu(app, "Rent Cheapest", "Control_L", "Shift_L", "n")
    press("s")
    window = app.window(RENT_WINDOW)
    image = app.find("entry", re.compile("^Image"), window, large=True)
    entry = app.find("entry", re.compile("^Label"), window, large=True)
    wait_until("the focus in the image", lambda: app.is_focused(image))
    press_until("the label", ["Return"], lambda: app.is_focused(entry), times=3)
    press("Control_L", "a")
    type_text(label)
    # The keys of the blue button do nothing before the offer was looked at.
    app.find("button", RENT_BUTTON, window, enabled=True)
    press("Control_L", "Return")
    app.wait_window_gone(RENT_WINDOW)
    app.wait_text(f"The second cheapest of {n_offers} offers for this job.")
    app.find("button", "Rent Second Cheapest")

    contract = scene.only_contract()
    if contract["offer"] != offer["id"] or contract["label"] != label:
        raise Failure(f"rented {contract['offer']} as {contract['label']}, not {offer['id']}")


def destroy(app, label):
    """Delete on its card, Tab to the red button, Return."""
    app.show_instances()
    app.wait_card(label, RUNS)
    instances = app.find("list", "Your instances")
    press_until(f"the card {label}", ["F6"],
                lambda: focused_name(app, instances, ROLES["item"]) is not None, times=6)
    press("Delete")
    question = app.window(f"Destroy {label}?")
    button = app.find("button", f"Destroy {label}", question)
    press_until("the button that destroys", ["Tab"], lambda: app.is_focused(button), times=6)
    press("Return")
    app.wait_gone_card(label)


def restart(scene):
    scene.app.quit()
    scene.app.wait_ended()
    scene.app.end()
    scene.start()


def saved_search(scene):
    """Saved, and in another start opened, sorted and rented from."""
    app = scene.start()
    scene.sign_in()
    shown, _ = app.filter_model(MODEL)
    save(app, "Mine")
    # Something else, which the button tells. What was set last is not kept here, the search is.
    press("space")
    app.wait_offers(ALL_OFFERS)
    app.find("button", "Saved Searches: Mine, changed")
    restart(scene)
    app = scene.app
    if app.wait_offers()[0] == shown:
        raise Failure(f"the start shows {shown} offers, as the search would")
    open_search(app, "Mine")
    wait_until(f"{shown} offers", lambda: app.wait_offers(FEW_OFFERS)[0] == shown)
    sort_by_two(scene)
    rent_second_cheapest(scene, "second")
    destroy(app, "second")
    scene.only_contract()
    scene.assert_nothing_bills()


def make_default(app, name):
    """Down to it, Shift+F10, D."""
    row = focus_search(app, name)
    press("Shift_L", "F10")
    wait_until("its menu", lambda: focused_name(app, row, {"menu item"}))
    press("d")
    default = re.compile(f"^{re.escape(name)}\\b.*Default")
    app.find("item", default, large=True)
    press_until("the list to close", ["Escape"],
                lambda: app.find_now("item", default, large=True) is None, times=6)


def first_search(scene, after):
    """What the market asked first on the wire, of the requests after a number.

    A search for a single offer only tries what a key may do.
    """
    for request in scene.simulator.ledger()["requests"]:
        asked = request.get("asked")
        if request["number"] > after and asked and asked["limit"] > 1:
            return asked
    raise Failure("nothing was searched for")


def default_search(scene):
    """A start asks for what the default search asks for, and for nothing before it."""
    app = scene.start()
    scene.sign_in()
    usual = first_search(scene, 0)
    kind = app.find("button", "Interruptible")
    click(kind)
    wait_until("the other kind of price", lambda: is_checked(kind))
    set_value(app.find("spin", "Disk GB"), DEFAULT_DISK_GB)
    app.wait_offers()
    save(app, "Ours")
    make_default(app, "Ours")
    before = scene.simulator.ledger()["requests"][-1]["number"]
    restart(scene)
    scene.app.wait_offers()
    scene.app.find("button", "Saved Searches: Ours")

    asked = first_search(scene, before)
    expected = dict(usual, type="bid", allocated_storage=DEFAULT_DISK_GB)
    if usual["type"] == "bid" or asked != expected:
        raise Failure(f"the start asked {asked}, not {expected}")


if __name__ == "__main__":
    sys.exit(play([saved_search, default_search]))
