# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person said of the end of a machine, and whether it came to be so.

No machine outlives its lease, and none is stopped or destroyed before somebody said so. Where the
engine was killed while it was told, the lease before may hold as well as the new one.
"""

import math

# Behind the end: ten minutes of doubt where two clocks differ, an answer of the last six, a poll,
# and what was refused is tried again with pauses.
GRACE_S = 1800

# The engine takes it down a little after it was told.
SLACK_S = 30


class Lease:
    def __init__(self, end, at_end):
        self.end = end
        self.at_end = at_end
        self.until = math.inf  # another one was told: what was on its way by then may be done
        self.loose = False  # it may end before: a clock was wrong while it ran

    def allows(self, at_end, at):
        return at_end == self.at_end and at <= self.until + SLACK_S and \
            (self.loose or at >= self.end - SLACK_S)

    def __str__(self):
        return f"{self.at_end} at {self.end:.0f}{', or before' if self.loose else ''}"


class Leases:
    def __init__(self):
        self.told = {}  # contract -> the leases of which one holds
        self.past = {}  # contract -> those that held before
        self.handed_on = []  # (since when, at_end): what took one's place has its lease
        self.stopped = set()  # contracts that a person stopped
        self.ended = set()  # contracts that a person destroyed
        self.judged = set()  # (contract, since): stops of earlier verdicts
        self.destroys = []  # (contract, at): asked for with our key since the last verdict

    def tell(self, contract, now, seconds, at_end, certain):
        lease = Lease(now + seconds, at_end)
        before = self.told.get(contract, [])
        if certain:
            for other in before:
                other.until = now
            self.past.setdefault(contract, []).extend(before)
            self.told[contract] = [lease]
        else:
            self.told[contract] = [*(before or [Lease(math.inf, "nothing")]), lease]

    def jump(self):
        for leases in self.told.values():
            for lease in leases:
                lease.loose = True

    def order(self, contract, word):
        """A person's order, whatever became of it."""
        if word == "destroy":
            self.ended.add(contract)
        elif word == "stop":
            self.stopped.add(contract)
        elif word == "start":
            # What is started again behind its end has another one, as long as the first.
            for lease in self.told.get(contract, []):
                lease.loose = True
                lease.end = math.inf

    def replace(self, contract, now):
        """Ended by a person; what is rented instead has a lease as long."""
        self.ended.add(contract)
        self.handed_on += [(now, lease.at_end) for lease in self.told.get(contract, [])]

    def note_destroy(self, contract, at):
        self.destroys.append((contract, at))

    def judge(self, contracts, now, blame):
        """contracts: ours, as the ledger has them when everything had time to settle."""
        self.created = {c["id"]: c["created"] for c in contracts}
        for contract, at in self.destroys:
            if contract not in self.ended and not self.allows(contract, "destroy", at):
                blame("ended-early", f"{contract} at {at:.0f}, {self.say(contract)}")
        self.destroys = []
        for contract in contracts:
            self.judge_stops(contract, blame)
            if not contract["destroyed"]:
                self.judge_living(contract, now, blame)

    def judge_stops(self, contract, blame):
        """Each by when it was; the service itself stops what is at the end of its term."""
        number = contract["id"]
        before = "running"
        for state in contract["states"]:
            at, intended = state["since"], state["intended"]
            stopped, before = intended == "stopped" != before, intended
            if not stopped or (number, at) in self.judged or at >= contract["ends"]:
                continue
            self.judged.add((number, at))
            if number not in self.stopped and not self.allows(number, "stop", at):
                blame("stopped-early", f"{number} at {at:.0f}, {self.say(number)}")

    def judge_living(self, contract, now, blame):
        number = contract["id"]
        stands = contract["intended_status"] == "stopped"
        leases = self.told.get(number, [])
        over = leases and all(lease.end + GRACE_S < now for lease in leases)
        if over and not (stands and any(lease.at_end == "stop" for lease in leases)):
            blame("outlived", f"{number} is still {contract['intended_status']} at {now:.0f},"
                              f" {self.say(number)}")

    def allows(self, contract, at_end, at):
        if contract in self.told:
            held = self.told[contract] + self.past.get(contract, [])
            return any(lease.allows(at_end, at) for lease in held)
        return any(at_end == handed and self.created.get(contract, 0) >= since
                   for since, handed in self.handed_on)

    def say(self, contract):
        return f"told: {', '.join(map(str, self.told.get(contract, []))) or 'nothing'}"
