# SPDX-License-Identifier: GPL-3.0-or-later
"""One world: a simulator, the engine on its files, a neighbour, and what happens to them."""

import os
import sqlite3
import sys
import time

from disk import Disk
from engine import KEY, Dead, Engine, Simulator, was_killed
from leases import GRACE_S
from neighbour import Neighbour
from plan import Plan
from verdict import Books, Violation

# So many of ours at once.
MOST = 4

# Longer than the longest settlement, and than the slowest destroy.
SETTLE_S = 1500

# Of an engine that may never settle.
SETTLE_TWIN_S = 400


class World:
    def __init__(self, programs, seed, folder, options=()):
        self.runner, simulator = programs
        self.seed = seed
        self.folder = folder
        self.options = options
        self.patience_s = SETTLE_TWIN_S if options else SETTLE_S
        self.journal = os.path.join(folder, "rentals.db")
        self.simulator = Simulator(simulator, seed, self.journal)
        self.simulator.set(credit={"account": "ada", "usd": 1000000})
        self.neighbour = Neighbour(self.simulator)
        # The first key of the first account is ours, as the first request shows.
        self.books = None
        self.asked = 0
        self.rounds = 0
        self.deaths = 0
        self.wall = 0
        self.disk = Disk(folder, self.journal)
        self.killing = False
        self.again = None
        self.plan = None
        self.engine = None

    # Life and death of the engine.

    def start(self):
        while True:
            try:
                self.engine = Engine(
                    self.runner, self.simulator.url, self.folder,
                    [*self.options, "--wall", str(self.wall), "--peer", str(self.simulator.pid)])
                break
            except Dead:
                # A journal that cannot be opened is said, and tried again with room for it.
                if not self.disk.spoilt:
                    raise
                self.mend_disk()
        self.engine.ask("key", KEY)
        if self.books is None:
            first = self.simulator.ledger()["requests"]
            self.books = Books(self.simulator, next(r["key"] for r in first if r["key"]))

    def stop(self):
        if self.engine is not None:
            try:
                self.engine.quit()
            except Dead:
                pass
        self.mend_disk()
        self.simulator.stop()

    def note_death(self, death):
        """Only who was to be killed may die."""
        if not was_killed(death) or not self.killing:
            raise AssertionError(f"{death}, and nobody killed it")
        self.deaths += 1
        self.killing = False
        self.simulator.order("spare")
        self.engine = None

    def revive(self):
        """Starts it again on the same files, some time later; again if it is killed then."""
        if self.plan is not None and self.plan.dead_s:
            self.simulator.advance(self.plan.dead_s)
        while self.engine is None:
            try:
                self.start()
            except Dead as death:
                self.note_death(death)
        # Sometimes it dies of its new start.
        again, self.again = self.again, None
        self.arm_kill(again)

    def ask(self, *words):
        """None when it died meanwhile; it lives again then."""
        try:
            return self.engine.ask(*words)
        except Dead as death:
            self.note_death(death)
            self.revive()
            return None

    def kill(self):
        self.engine.kill()
        self.deaths += 1
        self.engine = None

    def arm_kill(self, kill):
        if kill is None or kill[0] == "soon":
            return
        self.killing = True
        if kill[0] == "arrival":
            self.simulator.order(f"kill {kill[1]} {kill[2]} {self.engine.pid}")
        else:
            self.ask("die", kill[1], "*", "*", kill[2])

    # The disk.

    def spoil_disk(self, moment):
        if self.plan.disk is None or self.plan.disk_at != moment:
            return
        self.books.read()
        self.books.excused = True
        if self.plan.disk == "full":
            self.disk.fill(self.engine.pid)
        else:
            self.disk.lock()

    def mend_disk(self):
        self.disk.mend(None if self.engine is None else self.engine.pid)

    # One round.

    def jump(self, moment):
        if self.plan.jump_at != moment:
            return
        if self.plan.jump or self.plan.wall:
            self.books.leases.jump()
        if self.plan.jump:
            self.simulator.set(date_offset=self.plan.jump)
        if self.plan.wall:
            self.wall = self.plan.wall
            self.ask("wall", self.wall)

    def rent(self):
        plan = self.plan
        # Each may come to be a contract, whatever becomes of the engine.
        self.asked += plan.count
        if plan.several:
            begun = self.ask("rent-several", plan.count, plan.ceiling, self.kind)
        else:
            begun = self.ask("rent", plan.ceiling, self.kind, *plan.offers)
        if begun is None or "error" in begun:
            # Killed, or the market did not answer: nothing was asked for.
            return
        if plan.kill is not None and plan.kill[0] == "soon":
            time.sleep(plan.kill[1])
            self.kill()
            self.revive()
            return
        self.finish()

    @property
    def kind(self):
        return "bid" if self.plan.bid else "reserved" if self.plan.reserved else "demand"

    def finish(self):
        """The second answer to a rent."""
        try:
            self.engine.read()
        except Dead as death:
            self.note_death(death)
            self.revive()

    # What a person says about one machine. The books hear of it first: an order may be carried out
    # though the engine dies of it.

    def order(self, contract, word):
        self.books.leases.order(contract, word)
        return self.ask("order", contract, word)

    def replace_one(self, contract):
        self.books.leases.replace(contract, self.simulator.now())
        return self.ask("replace", contract)

    def tell_lease(self, contract, seconds, at_end):
        # A process that begins later has what was written by a clock that was ahead.
        now = self.simulator.now() + max(0, self.plan.jump)
        answer = self.ask("lease", contract, seconds, at_end)
        if answer is None or "error" not in answer:
            self.books.leases.tell(contract, now, seconds, at_end, answer is not None)
        return answer

    def held_cards(self):
        status = self.ask("status")
        return [c for c in (status or {"rentals": []})["rentals"]
                if c["origin"] == "ours" and c["contract"] and c["open"]]

    def replace(self):
        """One of ours is ended, and the next candidate taken for it: one more wish."""
        cards = self.held_cards()
        if cards:
            self.asked += 1
            self.replace_one(self.plan.random.choice(cards)["contract"])

    def order_about(self):
        """Starts and stops of ours; what a person may not do now is refused."""
        self.simulator.arm(self.plan.order_faults, self.books.our_key)
        for word in self.plan.orders:
            cards = self.held_cards()
            if not cards:
                continue
            contract = self.plan.random.choice(cards)["contract"]
            if word == "label":
                self.ask("label", contract, f"relabelled-{self.plan.random.randrange(100)}")
            else:
                self.order(contract, word)

    def bid_again(self):
        """Another bid for one of ours."""
        plan = self.plan
        if not plan.other_bid:
            return
        # Not while it comes up.
        self.ask("pass", 90)
        cards = self.held_cards()
        self.books.read()
        held = {c["contract"] for c in cards}
        bids = [c for c in self.books.living if c["bid"] and c["id"] in held]
        if not bids:
            return
        contract = plan.bid_chances.choice(bids)
        bid_nusd = (round(contract["gpu_per_hour"] * 1000) * 10 + plan.other_bid) * 10 ** 5
        self.simulator.arm(plan.bid_faults, self.books.our_key)
        self.books.note_bid(contract["id"], bid_nusd)
        self.arm_kill(plan.bid_kill)
        self.ask("bid", contract["id"], bid_nusd)
        self.ask("pass", plan.pause_s)

    def lease_out(self):
        """An end for one of ours, whatever comes up or stands still by then."""
        plan = self.plan
        cards = self.held_cards() if plan.lease else []
        if not cards:
            return
        contract = plan.lease_chances.choice(cards)["contract"]
        self.simulator.arm(plan.lease_faults, self.books.our_key)
        self.arm_kill(plan.lease_kill)
        for seconds, at_end in plan.lease:
            self.tell_lease(contract, seconds, at_end)
            if plan.jump or plan.wall:
                self.books.leases.jump()
            self.ask("pass", plan.lease_pause_s)

    def outlast(self):
        """Nobody is asked any more: what was told must have come."""
        if self.plan.lease:
            self.ask("pass", GRACE_S + max(seconds for seconds, _ in self.plan.lease))
            self.ask("settle", self.patience_s)

    def let_neighbour(self):
        for deed in self.plan.deeds:
            self.books.read()
            self.neighbour.act(deed, self.plan.random, self.books.ours)

    def reconcile(self):
        """Everything works again: what is shown must come to be what is."""
        self.again = None
        self.simulator.control("DELETE", "faults")
        self.simulator.control("POST", "release", {})
        self.simulator.set(date_offset=0)
        self.mend_disk()
        self.simulator.order("spare")
        if self.killing:
            self.ask("die", "after", "no-table", "*", 1)
            self.killing = False
        if self.wall:
            self.wall = 0
            self.ask("wall", 0)
        if self.plan.late:
            # As late as it can be, from when it was asked for: that may be still to come.
            self.ask("settle", self.patience_s)
            self.ask("pass", 420)
        settled = self.ask("settle", self.patience_s)
        if not settled["settled"]:
            # A person would start it again.
            self.kill()
            self.start()
            settled = self.ask("settle", self.patience_s)
        self.books.read()
        self.books.excused = False
        if not settled["settled"]:
            self.books.blame("unsettled", str(self.ask("status")))
            return
        if self.has_ghosts():
            # Destroyed by an order that could not be written: a row lingers for two minutes.
            self.ask("pass", 180)
            self.ask("settle", self.patience_s)

    def has_ghosts(self):
        living = {c["id"] for c in self.books.living}
        return any(c["origin"] == "ours" and c["open"] and c["contract"] not in living
                   for c in self.ask("status")["rentals"])

    def judge(self):
        return self.books.judge(self.ask("status"), self.asked, self.plan.late)

    def end(self, living):
        plan = self.plan
        chosen = [c for c in living if plan.random.random() < plan.end_share]
        self.simulator.arm(plan.end_faults, self.books.our_key)
        self.spoil_disk("ending")
        self.arm_kill(plan.end_kill)
        for contract in chosen:
            answer = self.order(contract["id"], "destroy")
            assert answer is None or "error" not in answer, answer
        if plan.end_kill is not None and plan.end_kill[0] == "soon":
            time.sleep(plan.end_kill[1])
            self.kill()
            self.revive()
        self.let_neighbour()
        self.reconcile()
        left = {c["id"] for c in self.judge()} & {c["id"] for c in chosen}
        if not left:
            return
        # Killed before the order was written, or with a disk that took nothing: the card is there.
        assert plan.end_kill is not None or plan.disk is not None, f"still there: {left}"
        for contract in left:
            self.order(contract, "destroy")
        self.reconcile()
        left &= {c["id"] for c in self.judge()}
        assert not left, f"ordered away, and still there: {left}"

    def round(self):
        """Asks for some rentals; how many there were."""
        living = 0 if self.books is None else len(self.books.living) if self.rounds else 0
        self.plan = plan = Plan(self.seed, self.rounds, max(1, MOST - living))
        self.again = plan.again
        self.rounds += 1
        if self.engine is None:
            self.revive()
        self.simulator.arm(plan.faults + plan.deposit_faults, self.books.our_key)
        self.jump("rent")
        self.spoil_disk("rent")
        self.arm_kill(plan.kill)
        self.rent()
        self.jump("asked")
        self.spoil_disk("asked")
        self.let_neighbour()
        self.ask("pass", plan.pause_s)
        self.order_about()
        self.bid_again()
        self.lease_out()
        if plan.replace:
            self.replace()
        self.reconcile()
        self.outlast()
        living = self.judge()
        if plan.calm:
            self.simulator.arm(plan.calm_faults, self.books.our_key)
            self.ask("pass", 200)
            self.reconcile()
            living = self.judge()
        if living:
            self.end(living)
        return plan.count

    def hunt(self, runs, kind):
        """Rounds until that kind of violation is found; the kinds that were."""
        found = set()
        try:
            self.start()
            while self.asked < runs and kind not in found:
                try:
                    self.round()
                except Violation as violation:
                    found |= violation.kinds
        finally:
            self.stop()
        return found

    def play(self, runs):
        """Rounds until so many rentals were asked for."""
        try:
            self.start()
            while self.asked < runs:
                self.round()
            # Nothing is on its way: it ends well, and a sanitizer has nothing to say.
            self.engine.quit()
            self.engine = None
        except Exception:
            self.tell()
            raise
        finally:
            self.stop()

    def tell(self):
        """What a person needs who replays a failure."""
        print(f"# round {self.rounds - 1}: {self.plan}")
        for request in self.simulator.ledger()["requests"][-40:]:
            print(f"# {request['at']:.3f} {request['route']} {request['path']} key"
                  f" {request['key']}: {request['status']} {request['fault']}"
                  f" {request.get('note', '')}")
        try:
            with sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True) as journal:
                for table in ("requests", "events", "orders", "volume_deletions"):
                    for row in journal.execute(
                            f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 10").fetchall()[::-1]:
                        print(f"# {table}: {row}")
        except sqlite3.Error as error:
            print(f"# the journal: {error}")
        sys.stdout.flush()
