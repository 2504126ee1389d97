# SPDX-License-Identifier: GPL-3.0-or-later
"""Deposits: where the money goes, what it buys, and what comes back."""

import sim

DAY = 86400
EPOCH = 1786060800 - 1786060800 % DAY  # a midnight
CREDIT = 2000


class Prepay(sim.Case):
    scenario = {"clock": {"virtual": True, "epoch": EPOCH},
                "set": {"history": False, "credit": {"usd": CREDIT}}}

    def offer(self):
        """One with a discount to be had."""
        return next(o for o in self.sim.search(**sim.USUAL, type="reserved",
                                               gpu_name={"eq": "RTX 4090"}, num_gpus={"eq": 1})
                    if o["discount_rate"] > 0.1)

    def rent(self, **body):
        return self.sim.rent_running(offer=self.offer()["id"], **body)

    def prepay(self, contract, amount, **options):
        return self.sim.ask("PUT", f"/api/v0/instances/prepay/{contract}/", {"amount": amount},
                            **options)

    def balance(self, contract):
        return self.fine(self.sim.ask("GET", f"/api/v0/instances/balance/{contract}/"))

    def credit(self):
        return self.sim.ask("GET", "/api/v0/users/current/").json["credit"]

    def contract(self):
        return self.sim.ledger()["contracts"][-1]


class Paying(Prepay):
    def test_moves_credit_to_the_contract(self):
        contract = self.rent()
        before = self.credit()
        answer = self.fine(self.prepay(contract, 50))
        self.assertEqual(sorted(answer), ["discount_rate", "success", "timescale"])
        self.assertTrue(0 < answer["discount_rate"] < 0.5)
        self.assertTrue(0.1 < answer["timescale"] < 2)
        self.assertAlmostEqual(self.credit(), before - 50, 5)
        row = self.sim.row(contract)
        self.assertEqual(row["credit_balance"], 50)
        self.assertEqual((row["credit_discount"], row["discount_rate"]),
                         (answer["discount_rate"],) * 2)
        self.assertEqual([d["amount"] for d in self.contract()["deposits"]], [50])

    def test_none(self):
        contract = self.rent()
        row = self.sim.row(contract)
        self.assertEqual((row["credit_balance"], row["credit_discount"]), (0, None))
        self.assertTrue(0 < row["credit_discount_max"] <= 0.5)
        self.assertEqual(self.balance(contract),
                         {"success": True, "refundable_deposit": 0, "total_discount": 0,
                          "discount_months": 0})
        self.assertEqual(self.contract()["deposits"], [])

    def test_more_than_there_is(self):
        contract = self.rent()
        before = self.credit()
        self.error(self.prepay(contract, CREDIT), 411, "insufficient_credit")
        self.assertEqual((self.credit(), self.contract()["deposits"]), (before, []))

    def test_amounts(self):
        contract = self.rent()
        for amount in (0, -1, None, "much", [1]):
            self.error(self.prepay(contract, amount), 400, "invalid_args", "amount")
        self.assertEqual(self.contract()["deposits"], [])

    def test_whose_and_what(self):
        contract = self.rent()
        self.sim.set(add_account={"username": "bob", "key": "bobs", "credit": 500})
        self.sim.set(add_key={"key": "reader", "without": ["instance_write"]})
        self.error(self.prepay(contract, 5, key="bobs"), 404, "no_such_instance")
        self.error(self.prepay(contract, 5, key="reader"), 403, "permission_denied")
        self.error(self.prepay(contract + 1, 5), 404, "no_such_instance")
        own = self.contract()["instance_api_key"]
        self.error(self.prepay(contract, 5, key=own), 403, "permission_denied")
        bid = self.sim.rent_running(price=1.5)
        self.error(self.prepay(bid, 5), 400, "invalid_args", "interruptible")

    def test_an_invoice(self):
        contract = self.rent()
        self.prepay(contract, 50)
        rows = self.sim.ask("GET", "/api/v1/invoices/", query={"select_filters": {
            "when": {"gte": EPOCH, "lte": EPOCH + DAY},
            "service": {"in": ["instance_prepay"]}}}).json["results"]
        self.assertEqual([(r["type"], r["amount"]) for r in rows], [("reserved", 50)])

    def test_a_stale_list_knows_nothing_of_it(self):
        contract = self.rent()
        self.sim.advance(60)
        self.prepay(contract, 50)
        self.sim.advance(5)
        self.sim.arm("stale-list", ms=30000)
        row = self.sim.row(contract)
        self.assertEqual((row["credit_balance"], row["credit_discount"]), (0, None))
        self.assertGreater(self.sim.row(contract)["credit_balance"], 49)


class Billing(Prepay):
    def test_costs_less_and_comes_from_the_deposit(self):
        contract = self.rent()
        price = self.sim.row(contract)["dph_base"]
        disk = self.contract()["states"][-1]["disk_per_hour"]
        rate = self.fine(self.prepay(contract, 50))["discount_rate"]
        credit, cost = self.credit(), self.contract()["cost"]
        self.sim.advance(10 * 3600)
        ledger = self.contract()
        spent = ledger["cost"] - cost
        self.assertAlmostEqual(spent, 10 * (price * (1 - rate) + disk), 4)
        self.assertAlmostEqual(self.credit(), credit, 5)
        self.assertAlmostEqual(ledger["deposit_left"], 50 - spent, 4)
        self.assertAlmostEqual(self.sim.row(contract)["credit_balance"], 50 - spent, 4)
        self.assertAlmostEqual(ledger["saved"], 10 * price * rate, 4)
        told = self.balance(contract)
        self.assertAlmostEqual(told["total_discount"], ledger["saved"], 4)
        self.assertAlmostEqual(told["refundable_deposit"],
                               0.95 * ledger["deposit_left"] - ledger["saved"], 4)

    def test_more_buys_more(self):
        contract = self.rent()
        first = self.fine(self.prepay(contract, 50))
        self.sim.advance(3600)
        second = self.fine(self.prepay(contract, 100))
        self.assertGreater(second["discount_rate"], first["discount_rate"])
        self.assertGreater(second["timescale"], first["timescale"])
        self.assertEqual([d["amount"] for d in self.contract()["deposits"]], [50, 100])
        self.sim.advance(3600)
        ledger = self.sim.ledger()
        everything = ledger["contracts"][-1]
        self.assertAlmostEqual(ledger["accounts"][0]["credit"] + everything["cost"] +
                               everything["deposit_left"], CREDIT, 4)

    def test_no_more_than_the_offer_gives(self):
        offer = self.offer()
        contract = self.sim.rent_running(offer=offer["id"])
        self.assertEqual(self.fine(self.prepay(contract, 1900))["discount_rate"],
                         offer["discount_rate"])

    def test_full_price_when_it_is_used_up(self):
        contract = self.rent()
        price = self.sim.row(contract)["dph_base"]
        self.fine(self.prepay(contract, 1))
        self.sim.advance(DAY)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["credit_balance"], row["credit_discount"]),
                         ("running", 0, None))
        before, credit = self.contract()["cost"], self.credit()
        self.sim.advance(3600)
        hour = self.contract()["cost"] - before
        self.assertGreater(hour, price)
        self.assertAlmostEqual(credit - self.credit(), hour, 4)
        self.assertAlmostEqual(self.credit() + self.contract()["cost"], CREDIT, 4)

    def test_outlives_the_credit(self):
        contract = self.rent()
        self.fine(self.prepay(contract, 5))
        self.sim.set(credit={"usd": 0})
        self.sim.advance(3600)
        self.assertEqual(self.sim.row(contract)["actual_status"], "running")
        self.sim.advance(2 * DAY)
        self.assertEqual(self.sim.row(contract)["actual_status"], "exited")

    def test_destroyed_early(self):
        contract = self.rent()
        self.fine(self.prepay(contract, 100))
        self.sim.advance(10 * 3600)
        before = self.contract()
        credit = self.credit()
        refund = self.balance(contract)["refundable_deposit"]
        self.sim.destroy(contract)
        after = self.contract()
        self.assertAlmostEqual(after["refunded"],
                               0.95 * before["deposit_left"] - before["saved"], 4)
        self.assertAlmostEqual(after["refunded"], refund, 4)
        self.assertAlmostEqual(self.credit(), credit + refund, 4)
        self.assertEqual(after["deposit_left"], 0)
        self.sim.advance(DAY)
        self.assertAlmostEqual(self.credit(), credit + refund, 4)

    def test_stopped_and_started(self):
        contract = self.rent()
        rate = self.fine(self.prepay(contract, 50))["discount_rate"]
        price = self.sim.row(contract)["dph_base"]
        self.sim.set(start_odds=1)
        self.sim.put(contract, {"state": "stopped"})
        self.sim.advance(10)
        left = self.contract()["deposit_left"]
        self.sim.advance(3600)
        disk = self.contract()["states"][-1]["disk_per_hour"]
        self.assertAlmostEqual(left - self.contract()["deposit_left"], disk, 5)
        self.sim.put(contract, {"state": "running"})
        self.sim.advance(60)
        self.assertAlmostEqual(self.contract()["states"][-1]["gpu_per_hour"],
                               price * (1 - rate), 6)

    def test_while_it_comes_up(self):
        contract = self.sim.rent(offer=self.offer()["id"])
        self.sim.advance(6)
        rate = self.fine(self.prepay(contract, 50))["discount_rate"]
        self.sim.advance(90)
        self.assertAlmostEqual(self.contract()["states"][-1]["gpu_per_hour"],
                               self.sim.row(contract)["dph_base"] * (1 - rate), 6)


sim.main()
