# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the engine at seeded moments and asks the simulator's ledger what became of the money.

`campaign.py RUNNER [--seed N] [--rentals N]` prints TAP. Each rental meets a fault, a kill, or both;
the engine is started again on the same files and told to settle. Then, from the ledger alone: no
double rent, no rental without a card, no destroy of what is not ours, no charge after gone. The seed
of a failure is printed; the same seed plays the same faults and kills again.
"""

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "simulator"))

from sim import Simulator  # noqa: E402

TIMEOUT_S = 60

# (fault, options): what the create meets. The last is fine.
CREATE_FAULTS = [
    ("lost-reply", {}),
    ("lost-reply", {"how": "reset"}),
    ("reset-before", {}),
    ("cut-json", {}),
    ("502-html", {}),
    ("502-html", {"work": True}),
    ("503-html", {"work": True}),
    ("success-false", {}),
    ("success-false-rented", {"with_id": False}),
    ("success-false-rented", {"with_id": True}),
    ("empty-200", {}),
    ("empty-200", {"work": True}),
    ("wrong-json", {"work": True}),
    ("redirect", {}),
    ("no-such-ask", {"status": 404}),
    ("no-such-ask", {"status": 410}),
    ("429-plain", {}),
    ("429-json", {"ms": 20000}),
    ("late-contract", {"ms": 20000, "how": "lost"}),
    ("late-contract", {"ms": 100000, "how": "502"}),
    # Not to the last second: under load the simulator takes a slow disk for sleep and jumps ahead
    # to the next poll, a minute at most.
    ("late-contract", {"ms": 110000, "how": "lost"}),
    ("late-contract", {"ms": 400000, "how": "lost"}),
    ("late-contract", {"ms": 60000, "how": "ok"}),
    None,
]

LIST_FAULTS = [
    ("incomplete-list", {"how": "total", "times": 3}),
    ("incomplete-list", {"how": "rows", "times": 2}),
    ("stale-list", {"ms": 15000, "times": 3}),
    ("502-html", {"times": 3}),
    None,
    None,
    None,
]

# While it runs and nothing is ordered.
CALM_FAULTS = [
    ("stale-list", {"ms": 36000000, "times": 1}),
    ("incomplete-list", {"how": "rows", "more": 1, "times": 3}),
    ("502-html", {"times": 6}),
    None,
]

DESTROY_FAULTS = [
    ("lost-reply", {}),
    ("reset-before", {}),
    ("502-html", {}),
    ("429-json", {}),
    ("success-false", {}),
    None,
    None,
]

KILLS = ["at-arrival", "after-work", "soon", "soon", "while-settling", None]
DESTROY_KILLS = ["at-arrival", "after-work", "soon", None, None]


def number(path):
    """The offer or contract that a request is about."""
    return int(re.search(r"/(\d+)/$", path).group(1))


class Dead(Exception):
    """The engine ended by itself."""


class Engine:
    """The process that is killed."""

    def __init__(self, runner, url, folder, *options):
        self.process = subprocess.Popen(
            [runner, url, folder, *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise Dead(f"the engine ended with {self.process.wait(TIMEOUT_S)}")
        return json.loads(line)

    def send(self, *words):
        self.process.stdin.write(" ".join(str(w) for w in words) + "\n")
        self.process.stdin.flush()

    def ask(self, *words):
        self.send(*words)
        return self.read()

    def kill(self):
        self.process.kill()
        self.close()

    def quit(self):
        self.process.stdin.close()
        status = self.process.wait(TIMEOUT_S)
        self.process.stdout.close()
        if status != 0:
            raise Dead(f"the engine ended with {status}")

    def close(self):
        self.process.wait(TIMEOUT_S)
        self.process.stdin.close()
        self.process.stdout.close()


class Campaign:
    def __init__(self, runner, seed, *options):
        self.runner = runner
        self.options = options
        self.random = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="sublet-faults-")
        self.simulator = Simulator("--offers", "600", "--seed", str(seed % 1000 + 1))
        self.simulator.set(credit={"account": "ada", "usd": 100000}, start_odds=1)
        # Somebody else's: whatever happens, it is left alone.
        self.foreign = self.simulator.control(
            "POST", "set", {"add_foreign_instance": {"gpu_name": "RTX 3090"}})
        self.engine = None
        self.asked = 0

    def start(self):
        self.engine = Engine(self.runner, self.simulator.url, self.folder, *self.options)
        self.engine.ask("key", "demo-key")

    def stop(self):
        try:
            if self.engine is not None:
                self.engine.quit()
        finally:
            self.simulator.stop()
            shutil.rmtree(self.folder)

    def restart(self):
        self.engine.kill()
        self.start()

    def arm(self, route, fault):
        if fault is not None:
            self.simulator.arm(fault[0], route=route, **fault[1])

    def count(self, route):
        return sum(r["route"] == route for r in self.simulator.ledger()["requests"])

    def await_route(self, route):
        """A function that waits for one more request of the route than there are now; false when
        the engine decided otherwise, as when a list failed in between."""
        before = self.count(route)

        def arrived(rental=None):
            deadline = time.monotonic() + TIMEOUT_S
            while time.monotonic() < deadline:
                if self.count(route) > before:
                    return True
                cards = self.engine.ask("status")["rentals"]
                if any(c["id"] == rental and c["state"] == "refused" for c in cards):
                    return False
            raise AssertionError(f"no {route} came")

        return arrived

    def disarm(self):
        self.simulator.control("DELETE", "faults")
        self.simulator.control("POST", "release", {})

    # What the journal holds when a request is on the wire.

    def check_intent(self):
        path = os.path.join(self.folder, "rentals.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as journal:
            rows = journal.execute(
                "SELECT intents.offer_id FROM requests JOIN intents"
                "  ON intents.id = requests.intent_id"
                "  WHERE requests.outcome IS NULL").fetchall()
        offers = [number(r["path"]) for r in self.simulator.ledger()["requests"]
                  if r["route"] == "create"]
        assert rows and offers and (offers[-1],) in rows, \
            f"on the wire: {offers[-1:]}, in the journal: {rows}"

    def check_order(self, contract):
        path = os.path.join(self.folder, "rentals.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as journal:
            # Closed ones too: done by the service, it may have been seen gone twice by now.
            rows = journal.execute(
                "SELECT contract_id FROM orders WHERE kind = 'destroy'").fetchall()
        assert (contract,) in rows, f"{contract} is destroyed without an order: {rows}"

    # One rental.

    def rent(self, fault, list_fault, kill):
        """The fault strikes the create; the kill comes when it is said to."""
        engine = self.engine
        if kill in ("at-arrival", "after-work"):
            fault = None
            self.simulator.arm(
                "hold", route="create", how="before" if kill == "at-arrival" else "after")
        self.arm("create", fault)
        self.arm("list", list_fault)
        arrived = self.await_route("create")
        ceiling = self.random.choice([0, 10 ** 10])
        if fault is not None and fault[1].get("how") == "no-such-ask":
            ceiling = 0

        begun = engine.ask("rent", self.random.randrange(6), ceiling)
        if "error" in begun:
            # The market or the list did not answer: nothing was asked for.
            return
        self.asked += 1
        if kill == "soon":
            time.sleep(self.random.uniform(0, 0.03))
            self.restart()
            return
        answer = engine.read()
        if "error" in answer:
            return
        if kill in ("at-arrival", "after-work"):
            if arrived(answer["rental"]):
                self.check_intent()
            self.engine.kill()
            self.simulator.control("POST", "release", {})
            self.start()
        elif kill == "while-settling":
            engine.ask("pass", self.random.randrange(1, 120))
            self.restart()

    def destroy(self, contract, fault, kill):
        engine = self.engine
        if kill in ("at-arrival", "after-work"):
            fault = None
            self.simulator.arm(
                "hold", route="destroy", how="before" if kill == "at-arrival" else "after")
        self.arm("destroy", fault)
        arrived = self.await_route("destroy")
        engine.send("destroy", contract)
        if kill == "soon":
            time.sleep(self.random.uniform(0, 0.01))
            self.restart()
            return
        answer = engine.read()
        assert "error" not in answer, answer
        if kill in ("at-arrival", "after-work"):
            assert arrived(), "the order did not go out"
            self.check_order(contract)
            self.engine.kill()
            self.simulator.control("POST", "release", {})
            self.start()

    # The verdict.

    def ours(self, ledger):
        return [c for c in ledger["contracts"] if not c["foreign"]]

    def judge(self, late=False):
        """late: a contract may have shown up after the settlement's last look."""
        ledger = self.simulator.ledger()
        status = self.engine.ask("status")
        contracts = self.ours(ledger)
        alive = [c for c in contracts if not c["destroyed"]]
        tokens = [c["env"].get("SUBLET_RENTAL") for c in contracts]
        cards = {r["contract"]: r for r in status["rentals"] if r["contract"]}

        assert status["known"], "the list is not known"
        assert None not in tokens, "a contract without a token"
        assert len(set(tokens)) == len(tokens), f"rented twice: {sorted(tokens)}"
        assert len(contracts) <= self.asked, \
            f"{len(contracts)} contracts for {self.asked} requests of a person"
        for contract in alive:
            card = cards.get(contract["id"])
            assert card is not None, f"no card for contract {contract['id']}"
            assert card["origin"] == "ours", f"not known as ours: {card}"
            assert card["open"], f"paid for, and said to be over: {card}"
            assert late or not card["was-refused"], f"was refused while it was paid for: {card}"
            assert not card["was-gone"], f"was said to be gone while it was paid for: {card}"
        living = {c["id"] for c in alive}
        for card in status["rentals"]:
            if card["origin"] == "ours" and card["open"]:
                assert card["contract"] in living, f"shown as open, and is not: {card}"
        billed = {b["contract"] for b in ledger["billing"]}
        for card in status["rentals"]:
            assert card["state"] != "gone" or card["contract"] not in billed, \
                f"a charge after gone: {card}"

        foreign = [c for c in ledger["contracts"] if c["foreign"]]
        assert len(foreign) == 1 and not foreign[0]["destroyed"], "what is not ours was destroyed"
        touched = [r for r in ledger["requests"]
                   if r["route"] in ("destroy", "update", "reboot")
                   and number(r["path"]) == foreign[0]["id"]]
        assert not touched, f"what is not ours was touched: {touched}"
        return alive

    def tell(self):
        """What a person needs who replays a failure."""
        print(f"# {self.story}")
        for request in self.simulator.ledger()["requests"][-25:]:
            print(f"# {request['at']:.3f} {request['route']} {request['path']}"
                  f" {request['status']} {request['fault']}")
        path = os.path.join(self.folder, "rentals.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as journal:
            for table in ("requests", "events", "orders"):
                for row in journal.execute(
                        f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 8").fetchall()[::-1]:
                    print(f"# {table}: {row}")
        sys.stdout.flush()

    def round(self):
        fault = self.random.choice(CREATE_FAULTS)
        list_fault = self.random.choice(LIST_FAULTS)
        kill = self.random.choice(KILLS)
        self.story = f"create meets {fault}, lists {list_fault}, kill {kill}"
        self.rent(fault, list_fault, kill)
        self.engine.ask("settle", 600)
        self.disarm()
        late = fault is not None and fault[1].get("ms", 0) > 110000
        if late:
            self.engine.ask("pass", 420)
        self.engine.ask("settle", 600)
        self.judge(late)
        calm = self.random.choice(CALM_FAULTS)
        self.story += f"; lists {calm}"
        self.arm("list", calm)
        self.engine.ask("pass", 200)
        self.disarm()
        self.engine.ask("settle", 600)
        for contract in self.judge(late):
            fault = self.random.choice(DESTROY_FAULTS)
            kill = self.random.choice(DESTROY_KILLS)
            self.story += f"; destroy meets {fault}, kill {kill}"
            self.destroy(contract["id"], fault, kill)
            self.engine.ask("settle", 900)
            self.disarm()
            for left in self.judge(late):
                # Killed before the order was written: then the card is there to order it again.
                assert kill == "soon", f"ordered away, and still there: {left['id']}"
                self.engine.ask("destroy", left["id"])
                self.engine.ask("settle", 900)
            assert not self.judge(late), "ordered away, and still there"


def play_many(runner, seed, rentals):
    """Many in one world, on one set of files."""
    campaign = Campaign(runner, seed)
    done = 0
    try:
        campaign.start()
        for done in range(rentals):
            campaign.story = ""
            try:
                campaign.round()
            except Exception:
                print(f"# rental {done}")
                campaign.tell()
                raise
    finally:
        campaign.stop()


def kill_while_reply_is_lost(runner, *options):
    """The promise itself: SIGKILL during a create whose reply is lost, then a new start."""
    campaign = Campaign(runner, 1, *options)
    try:
        campaign.start()
        campaign.simulator.arm("hold", route="create", how="after")
        arrived = campaign.await_route("create")
        campaign.asked = 1
        campaign.engine.ask("rent", 0, 0)
        campaign.engine.read()
        assert arrived()
        campaign.check_intent()
        campaign.engine.kill()
        campaign.simulator.control("POST", "release", {})
        campaign.start()
        campaign.engine.ask("settle", 900)
        alive = campaign.judge()
        assert len(alive) == 1, f"{len(alive)} contracts in the ledger"
    finally:
        campaign.stop()


class Report:
    def __init__(self, planned):
        self.n = 0
        self.failed = False
        print(f"1..{planned}", flush=True)

    def case(self, name, function, *arguments):
        self.n += 1
        try:
            function(*arguments)
        except Exception:
            self.failed = True
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {self.n} {name}", flush=True)
        else:
            print(f"ok {self.n} {name}", flush=True)


def must_fail(function, *arguments):
    """A check that cannot fail proves nothing."""
    try:
        function(*arguments)
    except AssertionError as found:
        print(f"# found, as it must be: {found}")
        return
    raise AssertionError("the check did not notice that the settlement is off")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("runner")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SUBLET_TEST_SEED", "1")))
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--rentals", type=int, default=8)
    arguments = parser.parse_args()
    if os.environ.get("SUBLET_TEST_LONG"):
        arguments.worlds = max(arguments.worlds, 20)
        arguments.rentals = max(arguments.rentals, 25)

    runner = os.path.abspath(arguments.runner)
    report = Report(2 + arguments.worlds)
    report.case("killed while the reply is lost", kill_while_reply_is_lost, runner)
    report.case("the same without settlement is found out",
                must_fail, kill_while_reply_is_lost, runner, "--without-settlement")
    for seed in range(arguments.seed, arguments.seed + arguments.worlds):
        report.case(f"seed {seed}, {arguments.rentals} rentals",
                    play_many, runner, seed, arguments.rentals)
    sys.exit(1 if report.failed else 0)


main()
