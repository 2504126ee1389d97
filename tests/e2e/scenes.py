# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenes of the end-to-end tests share: a simulator, a person's folders, and TAP."""

import os
import sys
import traceback
from pathlib import Path

from driver import Failure, click, screenshot
from simulator import KEY, Simulator
from sublet import RENT_WINDOW, RUNS, Home, Sublet

PICTURES = os.environ.get("SUBLET_E2E_PICTURES")

# The options of a simulator whose instances are real SSH servers.
SSHD = os.environ.get("SUBLET_SSHD", "")
SERVERS = (f"--sshd={SSHD}" if os.path.exists(SSHD) else "--sshd",)


class Scene:
    """One person at one computer, whose service is a simulator of our own.

    The keyring is the session's own daemon; it tells the servers apart, and each scene's simulator
    has another port, so no scene sees the key of another.
    """

    def __init__(self, program, simulator_program, *options):
        self.program = program
        self.simulator = Simulator.start(simulator_program, "--speed", "4", "--offers", "400",
                                         *options)
        self.home = Home()
        self.app = None
        self.parts = []  # of the desktop, which end after the program

    def start(self, *arguments, url=None, **environment):
        """Starts the program; there is one at a time."""
        self.app = Sublet(self.program, self.home, *arguments,
                          VAST_URL=url or self.simulator.url, **environment)
        return self.app

    def sign_in(self, key=KEY):
        """From the welcome page to the market, with the key kept in the keyring."""
        self.app.paste_key(key)
        click(self.app.find("button", "Start", enabled=True))
        self.app.wait_gone("button", "Start")
        self.app.wait_offers()

    def rent(self):
        """The cheapest, from the market to its card, until it runs."""
        self.app.accept_rent(self.app.open_rent())
        self.app.wait_window_gone(RENT_WINDOW)
        self.app.show_instances()
        self.app.wait_card("ada-1", RUNS)

    def only_contract(self):
        """The one contract that the account has rented so far, from exactly one request."""
        ledger = self.simulator.ledger()
        rented = [c for c in ledger["contracts"] if not c["foreign"]]
        if len(rented) != 1 or ledger["create_requests"] != 1:
            raise Failure(f"{ledger['create_requests']} requests rented {len(rented)} contracts")
        return rented[0]

    def assert_nothing_bills(self):
        if self.simulator.billing():
            raise Failure(f"still billed: {self.simulator.billing()}")

    def end(self):
        if self.app is not None:
            self.app.end()
        for part in self.parts:
            part.end()
        self.simulator.stop()
        self.home.remove()


def play(scenes):
    """Plays each function with a scene of its own; `FILE SUBLET SIMULATOR [NAME]` prints TAP.

    SUBLET is the path of a program or a command line. SUBLET_E2E_PICTURES names a folder for
    pictures of failures, and of the main job's steps.
    """
    program, simulator_program = sys.argv[1], os.path.abspath(sys.argv[2])
    wanted = sys.argv[3:] or [s.__name__ for s in scenes]
    scenes = [s for s in scenes if s.__name__ in wanted]
    failed = False

    print(f"1..{len(scenes)}", flush=True)
    for number, scene in enumerate(scenes, 1):
        name = scene.__name__.replace("_", "-")
        stage = Scene(program, simulator_program, *getattr(scene, "options", ()))
        try:
            scene(stage)
            if stage.app is not None:
                stage.app.check_output()
            print(f"ok {number} {name}", flush=True)
        except Exception as error:  # whatever went wrong is this scene's failure
            failed = True
            if PICTURES:
                screenshot(Path(PICTURES) / f"{name}.png")
            # Beside the TAP: of a failed test, its standard error is what is always shown.
            words = str(error) if isinstance(error, Failure) else traceback.format_exc()
            print(f"{name}: {words}", file=sys.stderr, flush=True)
            print(f"not ok {number} {name}", flush=True)
        finally:
            stage.end()

    return 1 if failed else 0
