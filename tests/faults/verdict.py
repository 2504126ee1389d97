# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the money, from the simulator's ledger; the engine is only asked what it shows."""

import re

from leases import Leases

# Routes that change a contract, or a key on it.
WRITES = {"destroy", "update", "reboot", "recycle", "bid", "instance-ssh-attach",
          "instance-ssh-detach", "prepay", "update-template"}

# An answer of these proves that nothing was rented, so that the rental may be asked for again.
PROOFS = {400, 404, 409, 410, 429}


class Violation(Exception):
    """kinds: what was broken, by name; texts: how."""

    def __init__(self, found):
        super().__init__("; ".join(f"{kind}: {text}" for kind, text in found))
        self.kinds = {kind for kind, _ in found}


def number(path):
    """The offer or contract that a request is about."""
    return int(re.search(r"/(\d+)/", path).group(1))


class Books:
    """The ledger, read on from where it was read last."""

    def __init__(self, simulator, our_key):
        self.simulator = simulator
        self.our_key = our_key
        self.after = 0
        self.asks = set()  # (offer, token) that our key asked for
        self.creates = {}  # token -> the numbers of its creates
        self.unjudged = []  # creates since the last verdict
        self.late = set()  # cards that were refused against every proof
        self.bids = {}  # contract -> what a person bid for it since, in nano-dollars
        self.bid_numbers = []  # requests that change a bid since the last verdict
        self.bid_sent = {}  # contract -> how many of them may have been carried out
        self.leases = Leases()
        self.found = []
        self.contracts = []
        self.billed = set()

    def read(self):
        """The ledger as it is now; what its new requests break is found."""
        ledger = self.simulator.ledger(self.after)
        self.contracts = ledger["contracts"]
        for request in ledger["requests"]:
            self.after = request["number"]
            self.take(request)
        self.billed = {b["contract"] for b in ledger["billing"]}
        return ledger

    @property
    def ours(self):
        return [c for c in self.contracts if self.is_ours(c)]

    def is_ours(self, contract):
        """Rented by our key: an offer's number and a token of ours came with one request."""
        return (contract["offer"], contract["env"].get("SUBLET_RENTAL")) in self.asks

    @property
    def living(self):
        return [c for c in self.ours if not c["destroyed"]]

    def blame(self, kind, text):
        self.found.append((kind, text))

    def take(self, request):
        route, note = request["route"], request.get("note", "")
        if request["key"] != self.our_key:
            return
        if note.startswith("unreadable"):
            self.blame("unreadable", f"{route} {request['path']}: {note}")
        if route == "create":
            self.take_create(request, note)
        elif route in WRITES and number(request["path"]) not in {c["id"] for c in self.ours}:
            self.blame("touched", f"{route} of {number(request['path'])}, which is not ours")
        if route == "bid":
            self.bid_numbers.append(request["number"])
        if route == "destroy":
            self.leases.note_destroy(number(request["path"]), request["at"])
        if note == "not-ordered" and not self.excused:
            self.blame("not-ordered", f"{route} {request['path']} without an order in the journal")

    # A disk that takes nothing: what ends the bill goes out all the same.
    excused = False

    def take_create(self, request, note):
        verdict, _, token = note.partition(" ")
        if verdict != "intended":
            self.blame("not-intended", f"{request['path']}: {note}")
        if not token:
            return
        self.asks.add((number(request["path"]), token))
        self.creates.setdefault(token, []).append(request["number"])
        self.unjudged.append(request["number"])

    def note_bid(self, contract, bid_nusd):
        self.bids.setdefault(contract, []).append(bid_nusd)

    def judge_bids(self):
        """Another bid is sent once, or again on proof that nothing was done."""
        if not self.bid_numbers:
            return
        ledger = self.simulator.ledger(min(self.bid_numbers) - 1)
        for request in ledger["requests"]:
            if request["number"] in self.bid_numbers and request["status"] != 429:
                contract = number(request["path"])
                self.bid_sent[contract] = self.bid_sent.get(contract, 0) + 1
        self.bid_numbers = []
        for contract, sent in self.bid_sent.items():
            if sent > len(self.bids.get(contract, [])):
                self.blame("repeated-bid", f"{sent} were sent for {contract}, "
                                           f"ordered {self.bids.get(contract)}")

    def judge_repeated(self):
        """Now that all answers are sent: a rental is asked for again only on proof."""
        if not self.unjudged:
            return
        ledger = self.simulator.ledger(min(self.unjudged) - 1)
        answers = {r["number"]: r for r in ledger["requests"]}
        self.unjudged = []
        for token, numbers in self.creates.items():
            for number_of_one in numbers[:-1]:
                answer = answers.get(number_of_one)
                if answer and (answer["status"] not in PROOFS or "contract" in answer):
                    self.blame("replaced", f"{token} was asked for again after"
                                           f" {answer['status']} {answer['fault']}")

    # After everything had time to settle.

    def judge(self, cards, asked, late=False):
        """late: one may have shown up after the settlement's last look."""
        self.read()
        self.judge_repeated()
        self.judge_bids()
        self.leases.judge(self.ours, self.simulator.now(), self.blame)
        ours, living = self.ours, self.living
        tokens = [c["env"].get("SUBLET_RENTAL") for c in ours]
        shown = {r["contract"]: r for r in cards["rentals"] if r["contract"]}

        if not cards["known"]:
            self.blame("unknown", "the list is not known")
        if len(set(tokens)) < len(tokens):
            self.blame("double-rent", f"one rental has two contracts: {sorted(tokens, key=str)}")
        if None in tokens:
            self.blame("no-token", "a contract without a token")
        if len(ours) > asked:
            self.blame("double-rent", f"{len(ours)} contracts for {asked} wishes of a person")
        for contract in ours:
            if len(contract["deposits"]) > 1:
                self.blame("double-deposit", f"contract {contract['id']} was prepaid"
                                             f" {len(contract['deposits'])} times")
        for contract in living:
            self.judge_living(contract, shown.get(contract["id"]), late)
        ids = {c["id"] for c in living}
        ours = {c["id"] for c in ours}
        for card in cards["rentals"]:
            if card["origin"] == "ours" and card["open"] and card["contract"] not in ids:
                self.blame("open", f"shown as open, and is not: {card}")
            if card["origin"] == "ours" and card["contract"] and \
                    card["contract"] not in ours:
                self.blame("claimed", f"somebody else's is shown as ours: {card}")
            if card["state"] == "gone" and card["contract"] in self.billed:
                self.blame("charge-after-gone", str(card))

        found, self.found = self.found, []
        if found:
            raise Violation(found)
        return living

    def judge_living(self, contract, card, late):
        if card is None:
            self.blame("lost-machine", f"no card for contract {contract['id']}")
        elif card["origin"] != "ours":
            self.blame("lost-machine", f"not known as ours: {card}")
        elif not card["open"]:
            self.blame("lost-machine", f"paid for, and said to be over: {card}")
        elif card["was-refused"] and late:
            self.late.add(card["id"])
        elif card["was-refused"] and card["id"] not in self.late:
            self.blame("refused-and-paid", str(card))
        elif card["was-gone"]:
            self.blame("gone-and-paid", str(card))
        else:
            self.judge_deposit(contract, card["deposit"])
            self.judge_bid(contract, card["bid"])

    def judge_bid(self, contract, said):
        """What a card says of the last one is so; here too a doubt is no lie."""
        bids = self.bids.get(contract["id"])
        if not bids:
            return
        stands = round(contract["gpu_per_hour"] * 10 ** 9) == bids[-1]
        if stands and said in ("none", "refused", "asked"):
            self.blame("lost-bid", f"{contract['id']} stands at {bids[-1]}, said is {said}")
        if not stands and said == "changed":
            self.blame("claimed-bid", f"{contract['id']} stands at {contract['gpu_per_hour']},"
                                      f" said is {said}")

    def judge_deposit(self, contract, said):
        """What a card says of it is so; a doubt that nothing can settle any more is no lie."""
        paid = bool(contract["deposits"])
        if paid and said not in ("paid", "unclear"):
            self.blame("lost-deposit", f"contract {contract['id']} was prepaid, said is {said}")
        if not paid and said == "paid":
            self.blame("claimed-deposit", f"contract {contract['id']} was not prepaid")
