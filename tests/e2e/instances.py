# SPDX-License-Identifier: GPL-3.0-or-later
"""One instance with its lease, and several at once with keyboard and bar: instances.py SUBLET SIMULATOR [NAME]"""

import re
import sys

from driver import Failure, click, press, set_value, wait_until
from scenes import play
from sublet import RENT_WINDOW, RUNS

LABELS = [f"ada-{n}" for n in range(1, 6)]


def rent_five(app):
    window = app.open_rent()
    set_value(app.find("spin", re.compile("^Count"), window, large=True), 5)
    click(app.find("button", re.compile(r"^Rent 5 · "), window, enabled=True))
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    for label in LABELS:
        app.wait_card(label, RUNS)


def select_all(app):
    """Ctrl+A, from wherever the focus is on the page."""
    def attempt():
        press("Control_L", "a")
        return app.find_now("label", re.compile(r"^5 selected, \$[\d.]+/h$"))

    wait_until("five selected", attempt)


def stops(scene):
    """The paths of the orders to stop: nothing else here updates an instance."""
    return [r["path"] for r in scene.simulator.ledger()["requests"] if r["route"] == "update"]


def ask_to_stop(app):
    app.choose_action("ada-1", "Stop…", "instance.stop")
    question = app.window("Stop ada-1?")
    app.wait_text(re.compile(r"^Its GPU goes back to the market\. Its \d+\WGB disk keeps costing "
                             r"\$[\d.]+ a day until you destroy it\."), question)
    return question


def stop_one(scene):
    """What goes on costing is said before; who thinks better of it then has stopped nothing."""
    app = scene.start()
    scene.sign_in()
    scene.rent()

    ask_to_stop(app)
    press("Escape")
    app.wait_window_gone("Stop ada-1?")
    app.wait_card("ada-1", RUNS)
    if stops(scene):
        raise Failure("Escape has stopped")

    click(app.find("button", "Stop ada-1", ask_to_stop(app), enabled=True))
    app.wait_card("ada-1", "Stopped")
    contract = scene.only_contract()
    if contract["intended_status"] != "stopped" or len(stops(scene)) != 1:
        raise Failure(f"{contract['intended_status']} after {len(stops(scene))} orders")


def ask_to_destroy(app):
    app.choose_action("ada-1", "Destroy…", "instance.destroy")
    question = app.window("Destroy ada-1?")
    app.wait_text(re.compile(r"\bdisk are lost for good, but for volumes\.|\bdisk are lost for good\.|"
                             r"\bdisk outside volumes is lost for good\."), question)
    app.wait_text(re.compile(r"Billing ends at (?:about|under) \$[\d.]+\."), question)
    return question


def destroy_one(scene):
    """What is lost and what it has cost is said before; it is sent once, when somebody says yes."""
    app = scene.start()
    scene.sign_in()
    scene.rent()

    ask_to_destroy(app)
    press("Escape")
    app.wait_window_gone("Destroy ada-1?")
    if scene.simulator.ledger()["destroy_requests"]:
        raise Failure("Escape has destroyed")

    click(app.find("button", "Destroy ada-1", ask_to_destroy(app), enabled=True))
    app.wait_gone_card("ada-1")
    requests = scene.simulator.ledger()["destroy_requests"]
    if requests != 1:
        raise Failure(f"{requests} requests to destroy one")
    scene.assert_nothing_bills()


LEFT = re.compile(r"(?:(\d+) h)? ?(?:(\d+) min)? left")


def wait_left(app, is_right):
    """Minutes of the lease that the card tells, once they are right."""
    def look():
        match = LEFT.search((app.card("ada-1") or "").replace("\u202f", " "))
        minutes = match and int(match[1] or 0) * 60 + int(match[2] or 0)
        return minutes if minutes is not None and is_right(minutes) else None

    try:
        return wait_until("the lease on the card", look)
    except Failure as failure:
        raise Failure(f"{failure}; the cards: {app.cards()}") from None


def extend(app):
    """By the key, on the card that has the focus; what the toast says of it, and its Undo."""
    app.show_instances()
    press("Control_L", "e")
    return app.wait_toast(re.compile(r"^ada-1 ends .+, about \$[\d.]+ more$"), "Undo")


def extend_lease(scene):
    """The card tells an hour more, the toast what it costs, or it is taken back; no order is sent."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    before = wait_left(app, lambda minutes: minutes > 400)
    sent = len(scene.simulator.ledger()["requests"])

    _, undo = extend(app)
    click(undo)
    left = wait_left(app, lambda minutes: minutes <= before)

    toast, _ = extend(app)
    after = wait_left(app, lambda minutes: minutes > left + 30)
    if after > before + 60:
        raise Failure(f"{before} min before, {after} min after an hour more")
    writes = [r for r in scene.simulator.ledger()["requests"][sent:] if r["method"] != "GET"]
    if writes:
        raise Failure(f"{toast}, and sent {writes}")


def act_on_five(scene):
    """They are stopped by one question, then destroyed by another; the ledger has each once."""
    app = scene.start()
    scene.sign_in()
    rent_five(app)

    select_all(app)
    # The bar's is the last one of the window: cards may have one of their own.
    click(app.find_all("button", "Stop…")[-1])
    question = app.window("Stop 5 instances?")
    app.wait_text(re.compile(r"^Their GPUs go back to the market: \$[\d.]+/h less\."), question)
    click(app.find("button", "Stop 5", question, enabled=True))
    app.wait_window_gone("Stop 5 instances?")
    for label in LABELS:
        app.wait_card(label, "Stopped")
    paths = stops(scene)
    if len(paths) != 5 or len(set(paths)) != 5:
        raise Failure(f"stopped by {paths}")

    select_all(app)
    press("Delete")
    question = app.window("Destroy 5 instances?")
    click(app.find("button", "Destroy 5", question, enabled=True))
    for label in LABELS:
        app.wait_gone_card(label)
    ledger = scene.simulator.ledger()
    if ledger["destroy_requests"] != 5:
        raise Failure(f"{ledger['destroy_requests']} requests to destroy")
    scene.assert_nothing_bills()


if __name__ == "__main__":
    sys.exit(play([stop_one, destroy_one, extend_lease, act_on_five]))
