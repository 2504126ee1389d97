# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the demo, step by step: filter, rent, run, destroy, and what it cost.

main_job.py SUBLET [--screenshots FOLDER]

Drives the program at SUBLET through its accessibility tree; the simulator's ledger has the last
word. `./dev run` does this where there is no display.
"""

import argparse
import sys
import time
from pathlib import Path

from driver import Failure, screenshot, wait_until
from simulator import Simulator
from sublet import RENT_WINDOW, RUNS, Home, Sublet

MODEL = "RTX 4090"


class Job:
    """The steps, each of which says what it saw."""

    def __init__(self, app, simulator, pictures=None, say=print):
        self.app = app
        self.simulator = simulator
        self.pictures = pictures
        self.say = say
        self.contract = None
        self.label = None
        self.before = set()

    def _rented(self):
        return [c for c in self.simulator.rented() if c["id"] not in self.before]

    def picture(self, name):
        if self.pictures:
            # A transition of the toolkit takes a quarter of a second.
            time.sleep(0.4)
            screenshot(Path(self.pictures) / f"{name}.png")

    def find(self):
        everything = self.app.wait_offers()[1]
        shown, _ = self.app.filter_model(MODEL)
        self.picture("1-found")
        self.say(f"found      {shown} offers of {MODEL} among {everything}")

    def rent(self):
        # The demo has a month behind it.
        self.before = {c["id"] for c in self.simulator.rented()}
        window = self.app.open_rent()
        self.app.find("image", "Fine", window)
        self.picture("2-rent")
        promise = self.app.accept_rent(window)
        self.contract = wait_until("a contract in the ledger", self._find_contract)
        self.app.wait_window_gone(RENT_WINDOW)
        self.label = self.contract["label"]
        self.say(f"rented     {self.label}, {promise}")

    def _find_contract(self):
        rented = self._rented()
        return rented[0] if rented else None

    def run(self):
        started = time.monotonic()
        self.app.show_instances()
        card = self.app.wait_card(self.label, RUNS)
        self.picture("3-running")
        self.say(f"running    after {time.monotonic() - started:.0f} s: {card}")

    def destroy(self):
        self.app.destroy(self.label)
        self.app.wait_gone_card(self.label)
        self.picture("4-destroyed")
        self.say(f"destroyed  {self.label}: seen absent twice")

    def settle(self):
        """What the ledger says: one contract, gone, and nothing billed any more."""
        ledger = self.simulator.ledger()
        mine = [c for c in ledger["contracts"] if c["id"] == self.contract["id"]]
        if ledger["create_requests"] != 1 or len(self._rented()) != 1:
            raise Failure(f"{ledger['create_requests']} requests rented "
                          f"{len(self._rented())} contracts")
        if not mine[0]["destroyed"] or self.simulator.billing():
            raise Failure(f"still billed: {self.simulator.billing()}")
        if mine[0]["gpu_name"] != MODEL:
            raise Failure(f"rented a {mine[0]['gpu_name']}")
        self.say(f"cost       ${mine[0]['cost']:.4f} by the market's ledger; nothing is billed now")

    def all(self):
        for step in (self.find, self.rent, self.run, self.destroy, self.settle):
            step()
        self.app.check_output()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sublet")
    parser.add_argument("--screenshots")
    options = parser.parse_args()

    home = Home()
    app = Sublet(options.sublet, home, "--demo")
    try:
        Job(app, Simulator.below(app.process.pid), options.screenshots,
            lambda line: print(line, flush=True)).all()
    except Failure as failure:
        print(f"failed     {failure}", file=sys.stderr)
        if options.screenshots and app.alive():
            screenshot(Path(options.screenshots) / "failed.png")
        return 1
    finally:
        app.end()
        home.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
