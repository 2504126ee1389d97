# SPDX-License-Identifier: GPL-3.0-or-later
"""The rent window, all of it, as a person fills it: renting.py SUBLET SIMULATOR [NAME]

Under `ui-env a11y,keyring`. What was asked for is read from the simulator's ledger.
"""

import re
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from driver import Failure, click, press, set_text, set_value, wait_until
from scenes import SERVERS, play
from sublet import RENT_BUTTON, RENT_WINDOW, RUNS


def open_folds(app, window):
    """With the keyboard: from the image by Enter to the label, by Tab to the folded rows."""
    image = app.find("entry", re.compile("^Image"), window, large=True)
    wait_until("the focus in the image", lambda: app.is_focused(image))
    press("Return")
    press("Return")
    label = app.find("entry", re.compile("^Label"), window, large=True)
    wait_until("the focus in the label", lambda: app.is_focused(label))
    for _ in range(3):
        press("Tab")
    press("space")
    app.find("entry", re.compile("^User"), window, large=True)
    press("Shift_L", "Tab")
    press("space")
    app.find("entry", "On-start script", window, large=True)
    press("Shift_L", "Tab")
    press("space")
    app.find("button", "Add a Variable", window, large=True)


def fill(app, window, role, name, text):
    set_text(app.find(role, re.compile(name), window, large=True), text)


def advanced(scene):
    """Jupyter, a variable, a port, a script and a login: what is typed is what is asked for."""
    app = scene.start()
    scene.sign_in()
    window = app.open_rent()
    open_folds(app, window)

    click(app.find("button", "Jupyter", window, large=True))
    click(app.find("button", "Add a Variable", window, large=True))
    fill(app, window, "entry", "^Name of the variable", "MY VAR")
    fill(app, window, "entry", "^Value of", "s3cr3t-value")
    app.wait_text("A name has letters, digits and _", window, large=True)
    if app.find_now("button", RENT_BUTTON, window, enabled=True):
        raise Failure("a wrong name of a variable can be rented")
    fill(app, window, "entry", "^Name of the variable", "MY_VAR")
    click(app.find("button", "Add a Port", window, large=True))
    fill(app, window, "entry", "^Port inside the container", "7860")
    fill(app, window, "entry", "^On-start script", "echo s3cr3t-script\n")
    fill(app, window, "entry", "^Registry Server", "ghcr.io")
    fill(app, window, "entry", "^User", "ada")
    fill(app, window, "entry", "^Password", "s3cr3t-password")

    app.accept_rent(window)
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", RUNS)

    contract = scene.only_contract()
    asked = {name: contract.get(name) for name in ("runtype", "onstart", "image_login", "env")}
    if "jupyter" not in asked["runtype"]:
        raise Failure(f"not Jupyter: {asked['runtype']}")
    if asked["env"].get("MY_VAR") != "s3cr3t-value" or "-p 7860:7860" not in asked["env"]:
        raise Failure(f"not the environment: {sorted(asked['env'])}")
    if asked["onstart"] != "echo s3cr3t-script\n":
        raise Failure("not the script")
    if asked["image_login"] != "-u ada -p s3cr3t-password ghcr.io":
        raise Failure("not the login")


def again(scene):
    """From the card's menu: the window asks for what nobody kept, or goes without it."""
    app = scene.start()
    scene.sign_in()
    window = app.open_rent()
    open_folds(app, window)
    fill(app, window, "entry", "^On-start script", "echo s3cr3t-script\n")
    app.accept_rent(window)
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", RUNS)

    app.choose_action("ada-1", "Rent Again…", "instance.rent-again")
    window = app.window(RENT_WINDOW)
    app.wait_text("1 secret was not kept.", window, large=True)
    if app.find_now("button", RENT_BUTTON, window, enabled=True):
        raise Failure("without its script it can be rented")
    open_folds(app, window)
    click(app.find("button", "Rent without It", window, large=True))
    app.wait_text("1 warning to accept", window, large=True)
    press("Escape")
    app.wait_window_gone(RENT_WINDOW)
    if scene.simulator.ledger()["create_requests"] != 1:
        raise Failure("looking at it again has rented")


def save_recipe(app, window, name):
    app.choose_recipe(window, "Save as Recipe…", -1)
    question = app.window("Save as Recipe?")
    set_text(app.find("entry", "Name of the recipe", question, large=True), name)
    click(app.find("button", re.compile("^Save Recipe"), question, enabled=True))
    app.wait_window_gone("Save as Recipe?")


def recipe_of_two(scene):
    """Saved, then rented from: one offer is gone, the next is taken, both come up, both end."""
    app = scene.start()
    scene.sign_in()
    window = app.open_rent()
    set_value(app.find("spin", re.compile("^Count"), window, large=True), 2)
    ceiling = app.find("spin", re.compile("^If It Is Gone"), window, large=True)
    set_value(ceiling, 3)
    save_recipe(app, window, "Pair")
    press("Escape")
    app.wait_window_gone(RENT_WINDOW)

    window = app.open_rent()
    app.choose_recipe(window, "Pair", 0)
    both = app.find("button", re.compile(r"^Rent 2 · "), window, enabled=True)
    # The first of the two is taken by somebody else; the last waits, so that there is time to read.
    scene.simulator.arm({"fault": "no-such-ask", "route": "create"},
                        {"fault": "hold", "route": "create", "nth": 3})
    click(both)
    said = app.wait_text(re.compile(r"^ada-1: the first was taken, the next is \$[\d.]+/h"), window,
                         large=True)
    scene.simulator.await_requests("create", 3)
    scene.simulator.release()
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    for label in ("ada-1", "ada-2"):
        app.wait_card(label, "Ready")

    rented = scene.simulator.rented()
    next_one = next(c for c in rented if c["label"] == "ada-1")
    told = float(re.search(r"\$([\d.]+)", said).group(1))
    rate = next(b["gpu_per_hour"] + b["disk_per_hour"]
                for b in scene.simulator.ledger()["billing"] if b["contract"] == next_one["id"])
    if abs(rate - told) > 0.001:
        raise Failure(f"said ${told}/h, and it is billed at ${rate}/h")
    for label in ("ada-1", "ada-2"):
        app.destroy(label)
    for label in ("ada-1", "ada-2"):
        app.wait_gone_card(label)

    ledger = scene.simulator.ledger()
    creates = [r for r in ledger["requests"] if r["route"] == "create"]
    rented = scene.simulator.rented()
    if ledger["create_requests"] != 3 or [r["fault"] for r in creates].count("no-such-ask") != 1:
        raise Failure(f"{ledger['create_requests']} requests: {[r['status'] for r in creates]}")
    if len({r["path"] for r in creates}) != 3 or set(ledger["creates_per_offer"].values()) != {1}:
        raise Failure(f"not three offers: {[r['path'] for r in creates]}")
    if sorted(c["label"] for c in rented) != ["ada-1", "ada-2"]:
        raise Failure(f"labels {[c['label'] for c in rented]}")
    if not all(c["destroyed"] for c in rented):
        raise Failure("not destroyed")
    scene.assert_nothing_bills()


recipe_of_two.options = SERVERS


def end_lease(home):
    """As if it had been closed for hours: the journal is what knows when a lease ends."""
    (journal,) = Path(home.path).rglob("rentals.db")
    with closing(sqlite3.connect(journal)) as database, database:
        database.execute("UPDATE rentals SET lease_end_us = ?", (int((time.time() - 60) * 1e6),))


def lease(scene):
    """Put off on its card; then closed over its end, and stopped at the next start."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    app.wait_text(re.compile(r"^7\Wh 5\d\Wmin left"), large=True)
    click(app.find("button", "Extend the lease by an hour", large=True))
    app.wait_text(re.compile(r"^8\Wh 5\d\Wmin left"), large=True)
    app.kill()
    app.end()

    end_lease(scene.home)
    app = scene.start()
    app.show_instances()
    app.wait_card("ada-1", "Stopped")
    app.wait_text("Lease over", large=True)
    contract = scene.only_contract()
    stops = [r for r in scene.simulator.ledger()["requests"] if r["route"] == "update"]
    if contract["intended_status"] != "stopped" or len(stops) != 1:
        raise Failure(f"{contract['intended_status']} after {len(stops)} orders")


if __name__ == "__main__":
    sys.exit(play([advanced, again, recipe_of_two, lease]))
