# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped program as a person uses it, the wrong way too: person.py SUBLET SIMULATOR [NAME]

Under `ui-env a11y,keyring`: a real window, a real keyring daemon, real HTTP; the simulator's ledger
has the last word about money.
"""

import re
import sys
import time

from driver import Failure, click, is_enabled, press, wait_until
from main_job import Job
from scenes import PICTURES, play
from sublet import KNOWN, RENT_BUTTON, RENT_WINDOW, RUNS, UNKNOWN


def main_job(scene):
    """A key into the keyring, the whole job, and a second start that needs no key."""
    app = scene.start()
    scene.sign_in()
    Job(app, scene.simulator, PICTURES, lambda line: print(f"# {line}", flush=True)).all()
    app.quit()
    app.wait_ended()
    app.end()

    app = scene.start()
    app.wait_offers()
    if app.find_now("button", "Start"):
        raise Failure("the welcome page is shown to somebody who has a key")
    app.show_instances()
    app.wait_list(KNOWN)
    if app.cards():
        raise Failure(f"still shown after a destroy and a new start: {app.cards()}")


def bad_key(scene):
    """Wrong, in two words, empty: told at the field, and nothing is lost."""
    app = scene.start()
    button = app.find("button", "Check and Keep")
    if is_enabled(button):
        raise Failure("an empty field can be checked")
    app.paste_key("wrong-key")
    app.wait_text("Vast does not accept this key.")
    app.paste_key("two words")
    app.wait_text("A key is one word")
    scene.sign_in("  demo-key\t")


def key_revoked(scene):
    """In mid-work: what is rented stays on screen, and a new key brings it back."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    scene.simulator.set(revoke_key="demo-key")
    press("F5")
    app.wait_text("Vast does not accept this key.")
    app.wait_list(UNKNOWN)
    app.wait_card("ada-1", RUNS)
    scene.simulator.set(restore_key="demo-key")
    click(app.find("button", "Replace the Key…"))
    # A button acts a quarter of a second after it was pressed, and the page comes with an empty field.
    time.sleep(0.5)
    scene.sign_in()
    app.wait_list(KNOWN)
    app.wait_card("ada-1", RUNS)
    scene.only_contract()


def no_network(scene):
    """The service is gone: what is rented stays in sight as unknown, and nothing can be rented."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    scene.simulator.arm({"fault": "reset-before", "times": 0})
    press("F5")
    app.wait_text("No answer from Vast since")
    app.wait_list(UNKNOWN)
    app.wait_card("ada-1", RUNS)
    press("Control_L", "1")
    window = app.open_rent()
    app.wait_text("Sublet rents only when it sees what", window)
    app.find("button", RENT_BUTTON, window, enabled=False)
    press("Escape")
    app.wait_window_gone(RENT_WINDOW)
    app.quit()
    click(app.find("button", re.compile("Leave Them"), app.window("Close Sublet?")))
    app.wait_ended()
    app.end()

    app = scene.start()
    app.wait_text("Offers Are Not Known")
    app.show_instances()
    app.wait_list(UNKNOWN)
    app.wait_card("ada-1", RUNS)
    scene.simulator.disarm()
    click(app.find("button", "Try Again", enabled=True))
    app.wait_list(KNOWN)
    app.wait_card("ada-1", RUNS)
    scene.only_contract()


def guest_network(scene):
    """A café's page instead of every answer."""
    scene.simulator.arm({"fault": "wrong-json", "times": 0})
    app = scene.start()
    app.paste_key("demo-key")
    app.wait_text("sign-in page")
    if scene.simulator.ledger()["create_requests"]:
        raise Failure("rented in a café")
    scene.simulator.disarm()
    scene.sign_in()


def double_click(scene):
    """The blue button pressed four times rents once."""
    app = scene.start()
    scene.sign_in()
    scene.simulator.arm({"fault": "hold", "route": "create"})
    window = app.open_rent()
    button = app.find("button", RENT_BUTTON, window, enabled=True)
    actions = button.get_action_iface()
    for _ in range(4):
        try:
            actions.do_action(0)
        except Exception:  # the button may be gone by then
            pass
    press("Control_L", "Return")
    scene.simulator.await_requests("create")
    scene.simulator.release()
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", RUNS)
    scene.only_contract()


def closed_half_way(scene):
    """The rent window closed while Vast is asked: the work goes on, and a card says so."""
    app = scene.start()
    scene.sign_in()
    scene.simulator.arm({"fault": "hold", "route": "create"})
    app.accept_rent(app.open_rent())
    scene.simulator.await_requests("create")
    press("Escape")
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", "Renting")
    scene.simulator.release()
    app.wait_card("ada-1", RUNS)
    scene.only_contract()
    app.destroy("ada-1")
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


def changed_mind(scene):
    """Escape in the question, Escape in the rent window: nothing was rented, nothing destroyed."""
    app = scene.start()
    scene.sign_in()
    app.open_rent()
    press("Escape")
    app.wait_window_gone(RENT_WINDOW)
    if scene.simulator.ledger()["create_requests"]:
        raise Failure("Escape has rented")

    scene.rent()
    app.choose_action("ada-1", "Destroy…")
    app.window("Destroy ada-1?")
    press("Escape")
    app.wait_window_gone("Destroy ada-1?")
    if scene.simulator.ledger()["destroy_requests"]:
        raise Failure("Escape has destroyed")
    app.wait_card("ada-1", RUNS)


def started_twice(scene):
    """A second start shows the first one's window and ends."""
    app = scene.start()
    scene.sign_in()
    second = type(app)(scene.program, scene.home, VAST_URL=scene.simulator.url)
    if second.wait_ended() != 0:
        raise Failure(f"the second start ended with {second.process.returncode}{second.tail()}")
    second.end()
    app.find("tab", re.compile("Market"))


def killed_while_renting(scene):
    """SIGKILL before an answer that gets lost: the next start has one rental and a card for it."""
    app = scene.start()
    scene.sign_in()
    # Done, and then no answer ever.
    scene.simulator.arm({"fault": "hold", "how": "after", "route": "create"})
    app.accept_rent(app.open_rent())
    scene.simulator.await_requests("create")
    app.kill()
    app.end()
    scene.only_contract()

    app = scene.start()
    app.show_instances()
    app.wait_card("ada-1", RUNS)
    scene.only_contract()
    app.destroy("ada-1")
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


def killed_while_destroying(scene):
    """SIGKILL right after the yes: the next start goes on with it before anything else."""
    app = scene.start()
    scene.sign_in()
    scene.rent()
    scene.simulator.arm({"fault": "reset-before", "route": "destroy"})
    app.destroy("ada-1")
    scene.simulator.await_requests("destroy")
    app.kill()
    app.end()

    app = scene.start()
    wait_until("a second request to destroy",
               lambda: scene.simulator.ledger()["destroy_requests"] >= 2)
    app.show_instances()
    app.wait_gone_card("ada-1")
    scene.assert_nothing_bills()


if __name__ == "__main__":
    sys.exit(play([
        main_job, bad_key, key_revoked, no_network, guest_network, double_click, closed_half_way,
        changed_mind, started_twice, killed_while_renting, killed_while_destroying,
    ]))
