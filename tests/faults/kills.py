# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL at each step of the journal, one by one, and a new start on the same files.

`kills.py RUNNER SIMULATOR memory|disk` prints TAP. At each step the engine is killed before the
commit (nothing of it is on the disk), after it (all of it is, and the engine does not know), when its
request arrives, or between two lists. How many contracts are left is known for each; the ledger is
asked as in the campaign.
"""

import contextlib
import os
import shutil
import sqlite3
import sys
import traceback

import place
from verdict import Violation
from world import World

LOST = ("lost-reply", {"route": "create"})
NOTHING_DONE = ("reset-before", {"route": "create"})
TAKEN = ("no-such-ask", {"route": "create"})
TOO_FAST = ("429-plain", {"route": "create"})
ANY_PRICE = 10 ** 10
LEASE_S = 20


def commit(table, change, nth=1):
    """Both sides of a commit."""
    return [("before", table, change, nth), ("after", table, change, nth)]


def arrival(route, nth=1):
    return [("arrival", route, nth)]


# (step, faults, ceiling, until, kills, contracts that are left). `until`: what the engine waits for
# before the kill is armed. `left` for the kill before, and for the one after.
RENT = [
    ("intent", [], 0, None, commit("intents", "insert"), (0, 0)),
    ("request row", [], 0, None, commit("requests", "insert"), (0, 0)),
    ("request arrived, nothing done", [NOTHING_DONE], 0, None, arrival("create"), (0,)),
    ("request arrived, work done", [], 0, None, arrival("create"), (1,)),
    ("outcome: created", [], 0, None, commit("requests", "update"), (1, 1)),
    ("outcome: refused", [("json-error", {"route": "create", "status": 400})], 0, None,
     commit("requests", "update"), (0, 0)),
    ("outcome: unclear, rented", [LOST], 0, None, commit("requests", "update"), (1, 1)),
    ("outcome: unclear, not rented", [NOTHING_DONE], 0, None, commit("requests", "update"), (0, 0)),
    ("unclear, found by a list", [("late-contract", {"route": "create", "ms": 20000})], 0,
     "unclear", commit("events", "insert"), (1, 1)),
    ("unclear, first look over", [NOTHING_DONE], 0, "look-1", [None], (0,)),
    ("unclear, second look over", [NOTHING_DONE], 0, "look-2", [None], (0,)),
    ("unclear, first look over, late", [("late-contract", {"route": "create", "ms": 80000})], 0,
     "look-1", [None], (1,)),
    ("unclear, second look over, late", [("late-contract", {"route": "create", "ms": 110000})], 0,
     "look-2", [None], (1,)),
    ("unclear, third look", [NOTHING_DONE], 0, "look-2", commit("events", "insert"), (0, 0)),
    ("outcome: offer gone", [TAKEN], 0, None, commit("requests", "update"), (0, 0)),
    ("refused: too dear", [TAKEN], 0, None, commit("events", "insert", 3), (0, 0)),
    ("next candidate: intent", [TAKEN], ANY_PRICE, None, commit("intents", "insert", 2), (0, 0)),
    ("next candidate: request row", [TAKEN], ANY_PRICE, None, commit("requests", "insert", 2),
     (0, 0)),
    ("next candidate: request arrived", [TAKEN], ANY_PRICE, None, arrival("create", 2), (1,)),
    ("next candidate: outcome", [TAKEN], ANY_PRICE, None, commit("requests", "update", 3), (1, 1)),
    ("outcome: too fast", [TOO_FAST], 0, None, commit("requests", "update"), (0, 0)),
    ("second sending: row", [TOO_FAST], 0, None, commit("requests", "insert", 2), (0, 0)),
    ("second sending: arrived", [TOO_FAST], 0, None, arrival("create", 2), (1,)),
]

# (step, order, faults, until, kills, whether the order has to have been carried out). None: either,
# as long as the card says what the ledger says.
ORDERS = [
    ("destroy: order", "destroy", [], None, commit("orders", "insert"), (False, True)),
    ("destroy: arrived, nothing done", "destroy", [("reset-before", {"route": "destroy"})], None,
     arrival("destroy"), (True,)),
    ("destroy: arrived, work done", "destroy", [], None, arrival("destroy"), (True,)),
    ("destroy: accepted", "destroy", [], None, commit("orders", "update"), (True, True)),
    ("destroy: refused", "destroy", [("502-html", {"route": "destroy"})], None,
     commit("orders", "update"), (True, True)),
    ("destroy: first absence", "destroy", [], "absent", [None], (True,)),
    ("destroy: second absence", "destroy", [], "absent", commit("events", "insert"), (True, True)),
    ("stop: order", "stop", [], None, commit("orders", "insert"), (False, None)),
    ("stop: arrived", "stop", [], None, arrival("update"), (True,)),
    ("stop: accepted", "stop", [], None, commit("orders", "update"), (True, True)),
    ("stop: seen", "stop", [], None, commit("orders", "update", 2), (True, True)),
    ("start: order", "start", [], None, commit("orders", "insert"), (False, None)),
    ("start: arrived", "start", [], None, arrival("update"), (True,)),
    ("start: accepted", "start", [], None, commit("orders", "update"), (True, True)),
    ("start: seen", "start", [], None, commit("orders", "update", 2), (True, True)),
    ("reboot: order", "reboot", [], None, commit("orders", "insert"), (None, None)),
    ("reboot: arrived", "reboot", [], None, arrival("reboot"), (None,)),
    ("reboot: accepted", "reboot", [], None, commit("orders", "update"), (None, None)),
    ("recycle: order", "recycle", [], None, commit("orders", "insert"), (None, None)),
    ("recycle: arrived", "recycle", [], None, arrival("recycle"), (None,)),
    ("recycle: accepted", "recycle", [], None, commit("orders", "update"), (None, None)),
    ("label: arrived", "label", [], None, arrival("update"), (True,)),
    ("label: written", "label", [], None, commit("rentals", "update"), (True, True)),
]

# A lease that is set to end a little later, and what it orders then; as above.
LEASES = [
    ("lease: set", "lease-stop", [], None, commit("events", "insert"), (False, True)),
    ("lease: stop ordered", "lease-stop", [], None, commit("orders", "insert"), (True, True)),
    ("lease: stop arrived, nothing done", "lease-stop", [("reset-before", {"route": "update"})],
     None, arrival("update"), (True,)),
    ("lease: stop arrived, work done", "lease-stop", [], None, arrival("update"), (True,)),
    ("lease: stop accepted", "lease-stop", [], None, commit("orders", "update"), (True, True)),
    ("lease: stop refused", "lease-stop", [("json-error", {"route": "update", "status": 403})], None,
     commit("orders", "update"), (True, True)),
    ("lease: stop seen", "lease-stop", [], None, commit("orders", "update", 2), (True, True)),
    ("lease: destroy ordered", "lease-destroy", [], None, commit("orders", "insert"), (True, True)),
    ("lease: destroy arrived", "lease-destroy", [], None, arrival("destroy"), (True,)),
    ("lease: destroy accepted", "lease-destroy", [], None, commit("orders", "update"), (True, True)),
]

# Two of one wish, one after the other. (step, faults, kills, contracts that are left).
SEVERAL = [
    ("several: between two", [], commit("requests", "update"), (1, 1)),
    ("several: second intent", [], commit("intents", "insert", 2), (1, 1)),
    ("several: second request row", [], commit("requests", "insert", 2), (1, 1)),
    ("several: second arrived", [], arrival("create", 2), (2,)),
    ("several: first unclear", [LOST], commit("requests", "update"), (1, 1)),
]

# One that runs is ended, and the next candidate taken. (step, faults, kills, contracts that are
# left): the old one until its destroy is written, then none until the new one was asked for.
REPLACE = [
    ("replace: follower's intent", [], commit("intents", "insert"), (1, 1)),
    ("replace: destroy written", [], commit("orders", "insert"), (1, 0)),
    ("replace: destroy arrived, nothing done", [("reset-before", {"route": "destroy"})],
     arrival("destroy"), (0,)),
    ("replace: destroy arrived, work done", [], arrival("destroy"), (0,)),
    ("replace: destroy accepted", [], commit("orders", "update"), (0, 0)),
    ("replace: destroy refused", [("502-html", {"route": "destroy"})], commit("orders", "update"),
     (0, 0)),
    ("replace: request row", [], commit("requests", "insert"), (0, 0)),
    ("replace: create arrived, nothing done", [NOTHING_DONE], arrival("create"), (0,)),
    ("replace: create arrived, work done", [], arrival("create"), (1,)),
    # After the new one's intent, the destroy, and the request.
    ("replace: outcome", [], commit("events", "insert", 4), (1, 1)),
]

# A reserved one and its deposit. (step, faults, kills, deposits that are paid). What was in the journal
# and may have left is never sent again; what was not, or was not executed, is.
PREPAY = [
    ("deposit: order", [], commit("orders", "insert"), (1, 0)),
    ("deposit: arrived, nothing done", [("reset-before", {"route": "prepay"})],
     arrival("prepay"), (0,)),
    ("deposit: arrived, work done", [], arrival("prepay"), (1,)),
    ("deposit: paid", [], commit("orders", "update"), (1, 1)),
    ("deposit: refused", [("json-error", {"route": "prepay", "status": 411})],
     commit("orders", "update"), (0, 0)),
    ("deposit: unclear, paid", [("lost-reply", {"route": "prepay"})], commit("orders", "update"),
     (1, 1)),
    ("deposit: unclear, not paid", [("reset-before", {"route": "prepay"})],
     commit("orders", "update"), (0, 0)),
    ("deposit: not found", [("reset-before", {"route": "prepay"})], commit("orders", "update", 2),
     (0, 0)),
    ("deposit: too fast", [("429-plain", {"route": "prepay"})], commit("orders", "update"), (0, 1)),
    ("deposit: second sending: row", [("429-plain", {"route": "prepay"})],
     commit("orders", "insert", 2), (1, 0)),
]

# A host's price increase is accepted. (step, faults, kills, what the service has of it then). What was
# in the journal and may have left is never sent again.
INCREASE = [
    ("increase: order", [], commit("orders", "insert"), ("pending", "pending")),
    ("increase: arrived, nothing done", [("reset-before", {"route": "increase-accept"})],
     arrival("increase-accept"), ("pending",)),
    ("increase: arrived, work done", [], arrival("increase-accept"), ("accepted",)),
    ("increase: taken", [], commit("orders", "update"), ("accepted", "accepted")),
    ("increase: refused", [("json-error", {"route": "increase-accept"})],
     commit("orders", "update"), ("pending", "pending")),
    ("increase: unclear, accepted", [("lost-reply", {"route": "increase-accept"})],
     commit("orders", "update"), ("accepted", "accepted")),
    ("increase: unclear, not accepted", [("reset-before", {"route": "increase-accept"})],
     commit("orders", "update"), ("pending", "pending")),
    ("increase: seen to be accepted", [], commit("orders", "update", 2), ("accepted", "accepted")),
    ("increase: not seen", [("reset-before", {"route": "increase-accept"})],
     commit("orders", "update", 2), ("pending", "pending")),
    ("increase: too fast", [("429-plain", {"route": "increase-accept"})],
     commit("orders", "update"), ("pending", "pending")),
]

# Another bid for an interruptible one. (step, faults, kills, whether the service has it then). What was
# in the journal and may have left is never sent again.
BIDS = [
    ("bid: order", [], commit("orders", "insert"), (False, False)),
    ("bid: arrived, nothing done", [("reset-before", {"route": "bid"})], arrival("bid"), (False,)),
    ("bid: arrived, work done", [], arrival("bid"), (True,)),
    ("bid: taken", [], commit("orders", "update"), (True, True)),
    ("bid: refused", [("json-error", {"route": "bid"})], commit("orders", "update"), (False, False)),
    ("bid: unclear, taken", [("lost-reply", {"route": "bid"})], commit("orders", "update"),
     (True, True)),
    ("bid: unclear, not taken", [("reset-before", {"route": "bid"})], commit("orders", "update"),
     (False, False)),
    ("bid: seen", [], commit("orders", "update", 2), (True, True)),
    ("bid: not seen", [("reset-before", {"route": "bid"})], commit("orders", "update", 2),
     (False, False)),
    ("bid: too fast", [("429-plain", {"route": "bid"})], commit("orders", "update"), (False, False)),
]

# Other software for what runs; as above.
UPDATES = [
    ("update: order", [], commit("orders", "insert"), (False, None)),
    ("update: arrived, nothing done", [("reset-before", {"route": "update-template"})],
     arrival("update-template"), (False,)),
    ("update: arrived, work done", [], arrival("update-template"), (True,)),
    ("update: accepted", [], commit("orders", "update"), (True, True)),
    ("update: refused", [("json-error", {"route": "update-template"})], commit("orders", "update"),
     (False, False)),
    ("update: unclear, done", [("lost-reply", {"route": "update-template"})],
     commit("orders", "update"), (True, True)),
    ("update: unclear, not done", [("reset-before", {"route": "update-template"})],
     commit("orders", "update"), (False, False)),
    ("update: seen", [], commit("orders", "update", 2), (True, True)),
]

# A volume that nobody uses is deleted. (step, faults, kills, whether it is gone then, and the outcomes
# in the journal). What was in the journal and may have left is never sent again: lists tell.
VOLUMES = [
    ("volume: order", [], commit("volume_deletions", "insert"),
     ((False, []), (False, ["not-done"]))),
    ("volume: arrived, nothing done", [("reset-before", {"route": "volume-delete"})],
     arrival("volume-delete"), ((False, ["not-done"]),)),
    ("volume: arrived, work done", [], arrival("volume-delete"), ((True, ["gone"]),)),
    ("volume: seen to be gone", [], commit("volume_deletions", "update"),
     ((True, ["gone"]), (True, ["gone"]))),
]

# A machine whose journal is lost is taken back. (step, kills, whether it is ours afterwards).
ADOPT = [
    ("adopt: its row", commit("rentals", "insert"), (False, True)),
]


class Quiet:
    """A plan in which nothing happens by itself."""

    late = False
    dead_s = 0
    jump = 0

    def __init__(self, step):
        self.step = step

    def __str__(self):
        return self.step


class Steps:
    def __init__(self, world):
        self.world = world
        self.world.start()
        self.labels = 0
        self.counted = 0

    def arm(self, kill):
        """Before the step."""
        world = self.world
        world.killing = True
        if kill[0] == "arrival":
            world.simulator.order(f"kill {kill[1]} {kill[2]} {world.engine.pid}")
        else:
            assert world.ask("die", *kill) is not None

    def reach(self, until, kill):
        """The engine itself sees to it: on a busy machine an order comes a look too late."""
        self.world.killing = True
        reached = self.world.ask("until", until, 400, *(kill or ("at-once",)))
        assert reached is None or reached["so"], f"{until} never came"

    def play(self, act, faults, until, kill):
        """What is ordered meets its end at the step."""
        world = self.world
        deaths = world.deaths
        world.simulator.arm(faults, world.books.our_key)
        if until is None:
            self.arm(kill)
        act()
        if until is not None:
            self.reach(until, kill)
        # Whatever was on its way has come, and the engine is dead and born again.
        world.ask("pass", 400)
        assert world.deaths == deaths + 1, "the step never came"
        world.reconcile()
        world.ask("pass", 100)
        return world.judge()

    def rent(self, step, faults, ceiling, until, kill, left):
        world = self.world
        world.plan = Quiet(step)

        def act():
            world.asked += 1
            begun = world.ask("rent", ceiling, "demand", 0)
            if begun is not None and world.engine is not None:
                world.finish()

        living = self.play(act, faults, until, kill)
        assert len(living) == left, f"{len(living)} contracts instead of {left}"
        self.end(living)

    def prepay(self, step, faults, kill, paid):
        world = self.world
        world.plan = Quiet(step)

        def act():
            world.asked += 1
            world.ask("rent", 0, "reserved", 0)
            world.finish()
            world.ask("pass", 200)

        (contract,) = self.play(act, faults, None, kill)
        assert len(contract["deposits"]) == paid, f"{contract['deposits']} instead of {paid}"
        self.end([contract])

    def increase(self, step, faults, kill, real):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running()
        world.simulator.set(increase_price={"contract": contract, "gpu": 2})
        world.ask("pass", 400)

        def act():
            world.ask("increase", contract, "accept")
            world.ask("pass", 400)

        (entry,) = self.play(act, faults, None, kill)
        assert entry["increase"]["state"] == real, f"{entry['increase']} instead of {real}"
        sent = self.count_sent("increase-accept")
        assert sent <= 1, f"sent {sent} times"
        said = self.card(contract)["increase"]
        assert (said == "done") == (real == "accepted"), f"{said}, and it is {real}"
        self.end([entry])

    def bid(self, step, faults, kill, real):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running("bid")
        before = self.entry(contract)["gpu_per_hour"]
        wanted = round((before + 0.05) * 1000)

        def act():
            world.books.note_bid(contract, wanted * 10 ** 6)
            world.ask("bid", contract, wanted * 10 ** 6)
            world.ask("pass", 400)

        (entry,) = self.play(act, faults, None, kill)
        assert entry["gpu_per_hour"] == (wanted / 1000 if real else before), \
            f"{entry['gpu_per_hour']}, it was {before}"
        sent = self.count_sent("bid")
        assert sent <= 1, f"sent {sent} times"
        said = self.card(contract)["bid"]
        assert (said == "changed") == real, f"{said}, and it is {entry['gpu_per_hour']}"
        self.end([entry])

    def update(self, step, faults, kill, real):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running()
        before = self.entry(contract)["image"]
        wanted = f"debian:{self.counted}"

        def act():
            world.ask("update", contract, wanted)
            world.ask("pass", 400)

        (entry,) = self.play(act, faults, None, kill)
        if real is not None:
            assert entry["image"] == (wanted if real else before), entry["image"]
        sent = self.count_sent("update-template")
        assert sent <= 1, f"sent {sent} times"
        said = self.card(contract)["image"]
        assert said == entry["image"], f"{said}, and it is {entry['image']}"
        self.end([entry])

    def volume(self, step, faults, kill, expected):
        world = self.world
        world.plan = Quiet(step)
        gone, outcomes = expected
        volume = world.neighbour.leave_volume()
        world.ask("pass", 100)
        self.count_sent("volume-delete")

        def act():
            world.ask("delete-volume", volume)
            world.ask("pass", 400)

        assert not self.play(act, faults, None, kill)
        # Whoever looks at them has lists tell what became of it.
        world.ask("volumes")
        world.ask("pass", 400)
        self.check_volume(volume, gone, outcomes)
        sent = self.count_sent("volume-delete")
        assert sent <= 1, f"sent {sent} times"
        if not gone:
            # It can be ordered away again, by hand.
            assert world.ask("delete-volume", volume) == {}
            world.ask("pass", 100)
            self.check_volume(volume, True, outcomes + ["gone"])
            assert self.count_sent("volume-delete") == 1

    def check_volume(self, volume, gone, outcomes):
        """The service has it or not, and Sublet says so, and whether it failed."""
        there = volume in {v["id"] for v in self.world.neighbour.volumes()}
        assert there != gone, "gone" if not there else "still there"
        told = self.world.ask("volumes")
        shown = [v for v in told["volumes"] if v["id"] == volume]
        assert told["known"] and bool(shown) == there, told
        for one in shown:
            assert not one["deleting"] and one["failed"] == bool(outcomes), one
        found = read_outcomes(self.world.journal, volume)
        assert found == outcomes, found

    def several(self, step, faults, kill, left):
        world = self.world
        world.plan = Quiet(step)

        def act():
            world.asked += 2
            begun = world.ask("rent-several", 2, 0, "demand")
            if begun is not None and world.engine is not None:
                world.finish()

        living = self.play(act, faults, None, kill)
        assert len(living) == left, f"{len(living)} contracts instead of {left}"
        self.end(living)

    def replace(self, step, faults, kill, left):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running()
        world.asked += 1
        living = self.play(lambda: world.replace_one(contract), faults, None, kill)
        assert len(living) == left, f"{len(living)} contracts instead of {left}"
        self.end(living)

    def adopt(self, step, kill, ours):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running()
        world.kill()
        for name in ("rentals.db", "rentals.db-wal", "rentals.db-shm"):
            path = os.path.join(world.folder, name)
            if os.path.exists(path):
                os.unlink(path)
        world.revive()
        assert self.card(contract)["origin"] == "adoptable", self.card(contract)
        deaths = world.deaths
        self.arm(kill)
        world.ask("adopt", contract)
        world.ask("pass", 100)
        assert world.deaths == deaths + 1, "the step never came"
        assert (self.card(contract)["origin"] == "ours") == ours, self.card(contract)
        if not ours:
            world.ask("adopt", contract)
        world.reconcile()
        living = world.judge()
        assert [c["id"] for c in living] == [contract], living
        self.end(living)

    def end(self, living):
        for contract in living:
            self.world.order(contract["id"], "destroy")
        self.world.reconcile()
        assert not self.world.judge(), "ordered away, and still there"

    def count_sent(self, route):
        """Since it was asked last."""
        requests = self.world.simulator.ledger(0)["requests"]
        sent = sum(r["route"] == route for r in requests if r["number"] > self.counted)
        self.counted = requests[-1]["number"]
        return sent

    def entry(self, contract):
        return next(c for c in self.world.books.living if c["id"] == contract)

    def make_running(self, kind="demand"):
        world = self.world
        world.asked += 1
        world.ask("rent", 0, kind, 0)
        world.finish()
        world.ask("pass", 200)
        world.reconcile()
        (contract,) = world.judge()
        return contract["id"]

    def card(self, contract):
        return next(c for c in self.world.ask("status")["rentals"] if c["contract"] == contract)

    def order(self, step, order, faults, until, kill, done):
        world = self.world
        world.plan = Quiet(step)
        contract = self.make_running()
        if order == "start":
            world.order(contract, "stop")
            world.ask("pass", 100)
        self.labels += 1
        label = f"label-{self.labels}"

        def say():
            if order == "label":
                return world.ask("label", contract, label)
            if order.startswith("lease-"):
                return world.tell_lease(contract, LEASE_S, order.removeprefix("lease-"))
            return world.order(contract, order)

        living = self.play(say, faults, until, kill)
        self.check(order.removeprefix("lease-"), contract, label, done, living)
        self.end(world.books.living)

    def check(self, order, contract, label, done, living):
        """The ledger says whether it was done, and the card says what the ledger says."""
        if order == "destroy":
            assert bool(living) != done, "destroyed" if living == [] else "not destroyed"
            return
        (entry,) = living
        card = self.card(contract)
        stopped = entry["intended_status"] == "stopped"
        if done is not None and order == "label":
            assert entry["label"] == label, entry["label"]
        elif done is not None and order in ("stop", "start"):
            assert stopped == (order == ("stop" if done else "start")), entry["intended_status"]
        assert card["label"] == entry["label"], (card, entry["label"])
        assert (card["state"] == "stopped") == stopped, (card, entry["intended_status"])


def read_outcomes(journal, volume):
    """Of its deletions, the oldest first; None: lists have not told yet."""
    with contextlib.closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as db:
        return [outcome for (outcome,) in db.execute(
            "SELECT outcome FROM volume_deletions WHERE volume_id = ? ORDER BY written_us",
            (volume,))]


def cases():
    for step, faults, ceiling, until, kills, left in RENT:
        for kill, expected in zip(kills, left):
            yield "rent", step, (faults, ceiling, until, kill, expected)
    for step, order, faults, until, kills, done in ORDERS + LEASES:
        for kill, expected in zip(kills, done):
            yield "order", step, (order, faults, until, kill, expected)
    for kind, table in (("several", SEVERAL), ("replace", REPLACE)):
        for step, faults, kills, left in table:
            for kill, expected in zip(kills, left):
                yield kind, step, (faults, kill, expected)
    for step, faults, kills, paid in PREPAY:
        for kill, expected in zip(kills, paid):
            yield "prepay", step, (faults, kill, expected)
    for step, faults, kills, real in INCREASE:
        for kill, expected in zip(kills, real):
            yield "increase", step, (faults, kill, expected)
    for step, faults, kills, real in BIDS:
        for kill, expected in zip(kills, real):
            yield "bid", step, (faults, kill, expected)
    for step, faults, kills, real in UPDATES:
        for kill, expected in zip(kills, real):
            yield "update", step, (faults, kill, expected)
    for step, faults, kills, expected in VOLUMES:
        for kill, one in zip(kills, expected):
            yield "volume", step, (faults, kill, one)
    for step, kills, done in ADOPT:
        for kill, expected in zip(kills, done):
            yield "adopt", step, (kill, expected)


def name_of(step, kill):
    if kill is None:
        return step
    return f"{step}, at its arrival" if kill[0] == "arrival" else f"{step}, {kill[0]} the commit"


def empty(folder):
    """The folder itself may be where something is mounted."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def play(runner, simulator, folder):
    table = list(cases())
    failed = False
    print(f"1..{len(table)}")
    print(f"# on {place.kind_of(folder)}", flush=True)
    world = World((runner, simulator), 1, folder)
    try:
        steps = Steps(world)
        for number, (kind, step, arguments) in enumerate(table, 1):
            name = f"{number} {name_of(step, arguments[-2])}"
            try:
                getattr(steps, kind)(step, *arguments)
            except (AssertionError, Violation, KeyError, TypeError, ValueError):
                failed = True
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                world.tell()
                print(f"not ok {name}", flush=True)
                # One step's remains are not the next one's.
                world.stop()
                empty(folder)
                world = World((runner, simulator), 1, folder)
                steps = Steps(world)
            else:
                print(f"ok {name}", flush=True)
    finally:
        world.stop()
    sys.exit(1 if failed else 0)


def main():
    runner, simulator, where = (os.path.abspath(p) for p in sys.argv[1:4])
    if os.path.isdir(where):
        play(runner, simulator, where)
        return
    command = [sys.executable, os.path.abspath(__file__), runner, simulator]
    done = place.run(command, place.disk_of(runner) if sys.argv[3] == "disk" else None)
    print(done.stdout, end="")
    if done.returncode != 0:
        # The harness keeps what is told of a failed step to itself.
        print(*[line for line in done.stdout.splitlines() if not line.startswith("ok")],
              sep="\n", file=sys.stderr)
    sys.exit(done.returncode)


main()
