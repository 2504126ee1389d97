# SPDX-License-Identifier: GPL-3.0-or-later
"""The rent window, all of it, as a person fills it: renting.py SUBLET SIMULATOR [NAME]

Under `ui-env a11y,keyring`. What was asked for is read from the simulator's ledger.
"""

import re
import sys

from driver import Failure, click, press, set_text, wait_until
from scenes import play
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


if __name__ == "__main__":
    sys.exit(play([advanced, again]))
