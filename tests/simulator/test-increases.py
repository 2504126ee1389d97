# SPDX-License-Identifier: GPL-3.0-or-later
"""Price increases: announced, answered, and what the contract costs from its end on."""

import sim

PATH = "/api/v0/instances/"
DAY = 86400


class Increases(sim.Case):
    scenario = {"clock": {"virtual": True}, "set": {"credit": {"usd": 2000}}}

    def announce(self, contract, **what):
        return self.sim.set(increase_price={"contract": contract, **what})["increase"]

    def pending(self, **options):
        return self.fine(self.sim.ask("GET", PATH + "pending-price-increases/", **options))

    def answer(self, word, body, **options):
        return self.sim.ask("PUT", f"{PATH}{word}-price-increase/", body, **options)

    def accept(self, increase, **options):
        return self.answer("accept", {"pending_price_increase_id": increase}, **options)

    def state(self):
        return self.sim.ledger()["contracts"][-1]["increase"]["state"]

    def test_none(self):
        self.sim.rent_running()
        self.assertEqual(self.pending(), {"success": True, "count": 0, "truncated": False,
                                          "pending_price_increases": []})
        self.assertIsNone(self.state())

    def test_listed(self):
        contract = self.sim.rent_running()
        row = self.sim.row(contract)
        increase = self.announce(contract, gpu=1.8, storage_cost=0.36)
        answer = self.pending()
        (pending,) = answer["pending_price_increases"]
        self.assertEqual((answer["count"], answer["truncated"]), (1, False))
        self.assertEqual((pending["pending_price_increase_id"], pending["contract_id"]),
                         (increase, contract))
        self.assertAlmostEqual(pending["old_gpu_costpersec"] * 3600, row["dph_base"])
        self.assertAlmostEqual(pending["new_gpu_costpersec"] * 3600, 1.8)
        self.assertAlmostEqual(pending["old_disk_ram_costpersec"] * 3600, row["storage_total_cost"])
        self.assertAlmostEqual(pending["new_disk_ram_costpersec"] * 3600, 0.36 * 16 / 720)
        self.assertAlmostEqual(pending["contract_end_date"], row["end_date"], 3)
        self.assertIsNone(pending["new_bwu_cost"])

    def test_decimals(self):
        self.announce(self.sim.rent_running(), gpu=1.8001, storage_cost=7.2, decimals=6)
        (pending,) = self.pending()["pending_price_increases"]
        self.assertEqual(pending["new_gpu_costpersec"], 0.0005)
        self.assertEqual(pending["new_disk_ram_costpersec"], 0.000044)

    def test_accepted_holds_from_the_contracts_end(self):
        contract = self.sim.rent_running()
        before = self.sim.row(contract)
        increase = self.announce(contract, gpu=1.8, storage_cost=7.2, ends_in=DAY)
        self.fine(self.accept(increase))
        self.assertEqual((self.state(), self.pending()["count"]), ("accepted", 0))
        self.sim.advance(DAY / 2)
        self.assertEqual(self.sim.row(contract)["dph_total"], before["dph_total"])
        self.sim.advance(DAY)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["dph_base"]), ("running", 1.8))
        self.assertAlmostEqual(row["dph_total"], 1.8 + 7.2 * 16 / 720)
        self.assertGreater(row["end_date"], before["start_date"] + 20 * DAY)
        billed = self.sim.ledger()["contracts"][-1]["states"][-1]
        self.assertEqual((billed["gpu_per_hour"], billed["disk_per_hour"]), (1.8, 0.16))
        self.assertEqual(self.state(), "applied")

    def test_rejected_or_unanswered_ends(self):
        for reject in (True, False):
            contract = self.sim.rent_running()
            increase = self.announce(contract, gpu=1.8, ends_in=DAY)
            if reject:
                self.fine(self.answer("reject", {"pending_price_increase_id": increase}))
            self.sim.advance(2 * DAY)
            row = self.sim.row(contract)
            self.assertEqual(row["intended_status"], "stopped")
            self.assertNotEqual(row["dph_base"], 1.8)
            self.assertEqual(self.state(), "rejected" if reject else "withdrawn")

    def test_stale(self):
        contract = self.sim.rent_running()
        increase = self.announce(contract, gpu=1.8)
        self.sim.set(withdraw_increase=contract)
        self.error(self.accept(increase), 404, "no_pending_price_increase")
        again = self.announce(contract, gpu=1.9)
        self.error(self.accept(increase), 404, "no_pending_price_increase")
        self.fine(self.accept(again))
        self.error(self.accept(again), 404, "no_pending_price_increase")

    def test_bodies(self):
        increase = self.announce(self.sim.rent_running(), gpu=1.8)
        for body in ({}, {"pending_price_increase_id": increase, "client_id": "me"}, [],
                     {"id": increase}, {"pending_price_increase_id": None}):
            self.error(self.answer("accept", body), 400, "invalid_args")
        self.assertEqual(self.state(), "pending")

    def test_whose(self):
        increase = self.announce(self.sim.rent_running(), gpu=1.8)
        self.sim.set(add_account={"username": "bob", "key": "bobs", "credit": 500})
        self.sim.set(add_key={"key": "reader", "without": ["instance_write"]})
        self.assertEqual(self.pending(key="bobs")["count"], 0)
        self.error(self.accept(increase, key="bobs"), 404, "no_pending_price_increase")
        self.error(self.accept(increase, key="reader"), 403, "permission_denied")

    def test_orders(self):
        contract = self.sim.rent_running()
        for order in ({"contract": contract}, {"contract": contract + 1, "gpu": 1},
                      {"contract": contract, "gpu": -1},
                      {"contract": contract, "gpu": 1, "ends_in": 0},
                      {"contract": contract, "gpu": 1, "decimals": -1},
                      {"contract": contract, "gpu": 1, "decimals": 16}):
            self.sim.control("POST", "set", {"increase_price": order}, status=400)
        self.sim.control("POST", "set", {"withdraw_increase": contract}, status=400)


sim.main()
