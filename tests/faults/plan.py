# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong in a round, all drawn from its seed before it begins."""

import random

import neighbour

# (fault, options). Any request can meet these.
ANYWHERE = [
    ("lost-reply", {}),
    ("lost-reply", {"how": "reset"}),
    ("reset-before", {}),
    ("reset-before", {"how": "close"}),
    ("early-close", {}),
    ("early-close", {"how": "reset"}),
    ("http-500-html", {}),
    ("502-html", {}),
    ("502-html", {"work": True}),
    ("503-html", {}),
    ("503-html", {"work": True}),
    ("empty-200", {}),
    ("empty-200", {"work": True}),
    ("cut-json", {}),
    ("cut-json", {"how": "short"}),
    ("cut-json", {"bytes": 1}),
    ("wrong-json", {}),
    ("wrong-json", {"work": True}),
    ("success-false", {}),
    ("success-false", {"work": True}),
    ("slow-bytes", {"bytes": 64, "ms": 500}),
    ("delay", {"ms": 5000}),
    ("delay", {"ms": 45000, "how": "after"}),
    ("delay", {"ms": 120000, "how": "after"}),
    ("429-plain", {}),
    ("429-detail", {}),
    ("429-json", {"ms": 20000}),
    ("redirect", {}),
    ("redirect", {"status": 307}),
    ("redirect", {"status": 308, "work": True}),
    ("auth-404", {}),
    ("auth-401", {}),
    ("json-error", {"status": 400, "error": "invalid_args", "msg": "no"}),
    ("json-error", {"status": 403, "error": "permission_denied", "msg": "no"}),
    ("json-error", {"status": 500, "error": "server_error", "msg": "no"}),
]

# A create meets these too. Late ones not to the last second of the settlement: a list may be a
# poll away from it.
CREATE = ANYWHERE + [
    ("success-false-rented", {"with_id": False}),
    ("success-false-rented", {"with_id": True}),
    ("no-such-ask", {"status": 400}),
    ("no-such-ask", {"status": 404}),
    ("no-such-ask", {"status": 409}),
    ("no-such-ask", {"status": 410}),
    ("late-contract", {"ms": 20000, "how": "lost"}),
    ("late-contract", {"ms": 60000, "how": "ok"}),
    ("late-contract", {"ms": 100000, "how": "502"}),
    ("late-contract", {"ms": 110000, "how": "lost"}),
    ("late-contract", {"ms": 110000, "how": "success-false"}),
    # Against every proof: what a list shows then is there all the same.
    ("late-contract", {"ms": 400000, "how": "lost"}),
    ("late-contract", {"ms": 50000, "how": "no-such-ask"}),
]

LIST = ANYWHERE + [
    ("incomplete-list", {"how": "total"}),
    ("incomplete-list", {"how": "total", "more": -1}),
    ("incomplete-list", {"how": "rows"}),
    ("incomplete-list", {"how": "rows", "more": 2}),
    ("stale-list", {"ms": 15000}),
    ("stale-list", {"ms": 25000}),
]

# So old that it shows nothing of this world: once, since two of them in a row would prove anything.
ANCIENT = ("stale-list", {"route": "list", "ms": 36000000})

# A fault of these is one no client could see through: the settlement has had its last look.
LATEST_MS = 110000

# A deposit meets these too; often those that pay it and do not say so.
PREPAY = ANYWHERE + [
    ("lost-reply", {}),
    ("lost-reply", {"how": "reset"}),
    ("502-html", {"work": True}),
    ("empty-200", {"work": True}),
    ("success-false", {"work": True}),
    ("success-false-rented", {}),
    ("json-error", {"status": 411, "error": "insufficient_credit", "msg": "no"}),
    ("json-error", {"status": 404, "error": "no_such_instance", "msg": "no"}),
    ("429-plain", {"times": 3}),
    ("429-json", {"times": 9}),
]

# Beside create and list: what the engine, its session and its keys ask.
OTHER_ROUTES = ["search", "user", "ssh-list", "ssh-add", "single", "update", "reboot", "recycle",
                "destroy", "list-filters", "*"]

# Not worth saying of a plan.
CHANCES = ("random", "bid_chances", "lease_chances")

JUMPS = [-30 * 86400, -3600, -90, 45, 200, 3600, 30 * 86400]


def is_late(fault):
    return fault[0] == "late-contract" and (
        fault[1]["ms"] > LATEST_MS or fault[1]["how"] == "no-such-ask")


class Plan:
    """One round. Everything that is random in it comes from here."""

    def __init__(self, seed, number, most):
        self.random = r = random.Random(f"{seed}/{number}")
        self.count = min(r.choice([1, 1, 2, 3, 4]), most)
        self.bid = r.random() < 0.15
        self.offers = [r.randrange(6) for _ in range(self.count)]
        self.ceiling = r.choice([0, 10 ** 10])
        self.faults = self.draw_faults()
        self.late = any(is_late(f) for f in self.faults)
        if self.late and any(f[1].get("how") == "no-such-ask" for f in self.faults):
            self.ceiling = 0
        self.kill = self.draw_kill(["create"] * 4 + ["list", "search", "user", "ssh-list"])
        self.again = self.draw_kill(["list", "user", "destroy"]) if r.random() < 0.2 else None
        self.dead_s = r.choice([0, 0, 0, 20, 200, 5000])
        self.jump = r.choice(JUMPS) if r.random() < 0.25 else 0
        self.jump_at = r.choice(["rent", "asked"])
        self.wall = r.choice(JUMPS) if r.random() < 0.2 else 0
        self.disk = r.choice(["full", "full", "locked"]) if r.random() < 0.2 else None
        self.disk_at = r.choice(["rent", "asked", "ending"])
        self.deeds = r.choices(neighbour.DEEDS, k=r.choice([0, 0, 1, 2]))
        self.pause_s = r.choice([0, 0, 5, 40, 130])
        self.orders = [r.choice(["stop", "start", "reboot", "recycle", "label"])
                       for _ in range(r.choice([0, 0, 1, 2]))]
        self.order_faults = (self.few(ANYWHERE, r.choice(["update", "reboot", "recycle"]), 0, 1)
                             if self.orders else [])
        self.calm = r.random() < 0.3
        self.calm_faults = self.few(LIST, "list", 1, 6) + r.choice([[], [ANCIENT]])
        self.end_share = r.choice([0.5, 1, 1, 1])
        self.end_faults = self.few(ANYWHERE, "destroy", 0, 2) + self.few(LIST, "list", 0, 1)
        self.end_kill = self.draw_kill(["destroy"] * 3 + ["list"])
        # One after the other, as one wish; the second of them has its faults all the same.
        self.several = self.count > 1 and not self.bid and r.random() < 0.4
        self.replace = r.random() < 0.2
        self.draw_deposit(random.Random(f"{seed}/{number}/deposit"))
        self.draw_bid(random.Random(f"{seed}/{number}/bid"))
        self.draw_lease(random.Random(f"{seed}/{number}/lease"))

    def draw_deposit(self, r):
        """Its own chances: what else happens in the worlds that there were stays as it was."""
        self.reserved = not self.bid and r.random() < 0.5
        self.deposit_faults = []
        if not self.reserved:
            return
        for nth in range(1, self.count + 1):
            if r.random() < 0.8:
                name, options = r.choice(PREPAY)
                self.deposit_faults.append((name, {"route": "prepay", "nth": nth, **options}))
        if r.random() < 0.3:
            self.kill = ("arrival", "prepay", r.choice([1, 1, 2]))

    def draw_bid(self, r):
        """Another bid for one of them, by how many tenths of a cent; its own chances too."""
        self.bid_chances = r
        self.other_bid = r.choice([-20, 5, 50, 300]) if self.bid and r.random() < 0.7 else 0
        self.bid_faults = []
        self.bid_kill = None
        if not self.other_bid:
            return
        if r.random() < 0.8:
            name, options = r.choice(PREPAY)
            self.bid_faults.append((name, {"route": "bid", **options}))
        self.bid_kill = r.choice([None, ("arrival", "bid", 1),
                                  ("commit", r.choice(["before", "after"]), r.randint(1, 3))])

    def draw_lease(self, r):
        """An end for one of them, perhaps put off or hastened; chances of its own as well."""
        self.lease_chances = r
        self.lease = []
        self.lease_faults = []
        self.lease_kill = None
        if r.random() >= 0.35:
            return
        self.lease = [(r.choice([5, 60, 400, 1800]), r.choice(["stop", "destroy"]))
                      for _ in range(r.choice([1, 1, 2]))]
        route = "destroy" if self.lease[-1][1] == "destroy" else "update"
        if r.random() < 0.7:
            name, options = r.choice(ANYWHERE)
            self.lease_faults.append((name, {"route": route, "times": r.choice([1, 1, 3]), **options}))
        self.lease_kill = r.choice([None, ("arrival", route, 1),
                                    ("commit", r.choice(["before", "after"]), r.randint(1, 4))])
        # Is it awaited by who set it, or over while nobody is there?
        self.lease_pause_s = r.choice([0, 30, 600, 2400])

    def few(self, faults, route, least, most):
        r = self.random
        found = []
        for _ in range(r.randint(least, most)):
            name, options = r.choice(faults)
            found.append((name, {"route": route, "nth": r.choice([1, 1, 2]),
                                 "times": r.choice([1, 1, 1, 3]), **options}))
        return found

    def draw_faults(self):
        r = self.random
        found = []
        for nth in range(1, self.count + 1):
            if r.random() < 0.75:
                name, options = r.choice(CREATE)
                found.append((name, {"route": "create", "nth": nth, **options}))
        found += self.few(LIST, "list", 0, 2)
        if r.random() < 0.4:
            found += self.few(ANYWHERE, r.choice(OTHER_ROUTES), 1, 2)
        # That a key is refused is for a person to mend.
        return [f for f in found if not (
            f[1]["route"] in ("user", "*") and f[0].startswith("auth"))]

    def draw_kill(self, routes):
        """None, or at the arrival of a request, at a commit, or after some time."""
        r = self.random
        kind = r.choice(["arrival", "arrival", "commit", "commit", "soon", None, None])
        if kind == "arrival":
            return (kind, r.choice(routes), r.choice([1, 1, 2]))
        if kind == "commit":
            return (kind, r.choice(["before", "after"]), r.randint(1, 8))
        if kind == "soon":
            return (kind, r.uniform(0, 0.03))
        return None

    def __str__(self):
        return ", ".join(f"{name}: {value}" for name, value in vars(self).items()
                         if name not in CHANCES and value not in (None, 0, [], False))
