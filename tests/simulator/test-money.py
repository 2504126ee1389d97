# SPDX-License-Identifier: GPL-3.0-or-later
"""What is billed: the ledger, the account's credit, charges and invoices say the same."""

import sim

DAY = 86400
EPOCH = 1786060800 - 1786060800 % DAY  # a midnight


class Money(sim.Case):
    scenario = {"clock": {"virtual": True, "epoch": EPOCH}, "set": {"history": False}}

    def charges(self, first=-1, last=40, status=200, **query):
        filters = {"day": {"gte": EPOCH + first * DAY, "lte": EPOCH + last * DAY}}
        filters.update(query.pop("filters", {}))
        reply = self.sim.ask("GET", "/api/v0/charges/", query={"select_filters": filters, **query})
        self.assertEqual(reply.status, status, reply.body)
        return reply.json

    def contract(self):
        return self.sim.ledger()["contracts"][-1]

    def credit(self):
        return self.sim.ask("GET", "/api/v0/users/current/").json["credit"]


class Accrual(Money):
    def test_gpu_by_the_second_disk_always(self):
        contract = self.sim.rent(disk=100)
        offer = self.contract()
        rates = [b for b in self.sim.ledger()["billing"] if b["contract"] == contract]
        self.assertEqual(rates[0]["gpu_per_hour"], 0)
        disk = rates[0]["disk_per_hour"]
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertAlmostEqual(disk, row["storage_cost"] * 100 / 720, 8)
        running = next(s["since"] for s in self.contract()["states"] if s["actual"] == "running")
        before = self.contract()
        self.sim.advance(3600)
        hour = self.contract()["cost"] - before["cost"]
        self.assertAlmostEqual(hour, row["dph_base"] + disk, 5)
        self.assertAlmostEqual(self.contract()["gpu_seconds"],
                               self.sim.ledger()["now"] - running, 2)
        self.sim.put(contract, {"state": "stopped"})
        self.sim.advance(10)
        before = self.contract()["cost"]
        self.sim.advance(3600)
        self.assertAlmostEqual(self.contract()["cost"] - before, disk, 5)
        self.sim.destroy(contract)
        before = self.contract()["cost"]
        self.sim.advance(30 * DAY)
        self.assertEqual(self.contract()["cost"], before)
        self.assertEqual(offer["gpu_per_hour"], row["dph_base"])

    def test_traffic_of_the_pull(self):
        contract = self.sim.rent()
        self.sim.advance(90)
        row = self.sim.row(contract)
        item = [i for i in self.charges()["results"][0]["items"] if i["type"] == "bwd"]
        tb = row["internet_down_cost_per_tb"]
        if tb > 0.01:
            self.assertTrue(2.5 * tb / 1024 - 0.001 < item[0]["amount"] < 9 * tb / 1024 + 0.001)

    def test_credit_goes_down_by_what_the_ledger_says(self):
        self.assertEqual(self.credit(), 41.37)
        for _ in range(3):
            self.sim.rent()
        self.sim.advance(5 * 3600)
        ledger = self.sim.ledger()
        spent = sum(c["cost"] for c in ledger["contracts"])
        self.assertGreater(spent, 1)
        self.assertAlmostEqual(ledger["accounts"][0]["spent"], spent, 5)
        self.assertAlmostEqual(self.credit(), 41.37 - spent, 5)

    def test_all_is_the_same_in_one_step_or_many(self):
        self.sim.rent()
        self.sim.advance(7200)
        once = self.contract()["cost"]
        self.sim.control("POST", "reset", {})
        self.sim.rent()
        for _ in range(72):
            self.sim.advance(100)
            self.sim.list()
        self.assertAlmostEqual(self.contract()["cost"], once, 5)

    def test_no_credit_stops_everything(self):
        contracts = [self.sim.rent_running() for _ in range(2)]
        self.sim.set(credit={"usd": 0.1})
        self.sim.advance(3600)
        for contract in contracts:
            row = self.sim.row(contract)
            self.assertEqual((row["actual_status"], row["intended_status"]),
                             ("exited", "stopped"))
        self.assertTrue(-0.05 < self.credit() < 0)
        ledger = self.sim.ledger()
        self.assertEqual({b["gpu_per_hour"] for b in ledger["billing"]}, {0})
        stops = {s["since"] for c in ledger["contracts"] for s in c["states"]
                 if s["actual"] == "exited"}
        self.assertEqual(len(stops), 1)

    def test_no_credit_left_stops_at_once(self):
        contract = self.sim.rent_running()
        self.sim.set(credit={"usd": 0})
        self.sim.advance(0.001)
        self.assertEqual(self.sim.row(contract)["actual_status"], "exited")

    def test_no_credit_when_the_container_starts(self):
        contract = self.sim.rent()
        self.sim.set(credit={"usd": -1})
        self.sim.advance(100)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["intended_status"]), ("exited", "stopped"))
        self.assertEqual(self.contract()["gpu_seconds"], 0)

    def test_no_credit_while_stopping(self):
        contract = self.sim.rent_running()
        self.sim.put(contract, {"state": "stopped"})
        self.sim.set(credit={"usd": 0.00001})
        self.sim.advance(60)
        self.assertEqual(self.sim.row(contract)["actual_status"], "exited")

    def test_billing_says_who_pays(self):
        self.sim.set(add_account={"username": "bob", "key": "bobs", "credit": 5})
        mine, his = self.sim.rent(), self.sim.rent(key="bobs")
        self.sim.advance(90)
        self.assertEqual({b["contract"]: b["account"] for b in self.sim.ledger()["billing"]},
                         {mine: 900, his: 901})

    def test_foreign_contract_is_billed_but_not_a_create(self):
        contract = self.sim.set(add_foreign_instance={"gpu_name": "RTX 3090", "label": "other"})
        self.sim.advance(3600)
        ledger = self.sim.ledger()
        self.assertEqual((ledger["create_requests"], ledger["creates_per_offer"]), (0, {}))
        self.assertEqual((ledger["contracts"][0]["id"], ledger["contracts"][0]["foreign"]),
                         (contract["contract"], True))
        self.assertGreater(ledger["contracts"][0]["cost"], 0.05)


class Charges(Money):
    def test_range_is_required(self):
        for filters in (None, {}, {"day": {"gte": 1}}, {"day": {"lte": 1}}, {"day": 3}, [],
                        {"day": {"gte": 2, "lte": 1}}):
            reply = self.sim.ask("GET", "/api/v0/charges/",
                                 query={"select_filters": filters} if filters is not None else {})
            self.error(reply, 400, "invalid_request", "Must provide both 'day' gte and lte filters")

    def test_rows(self):
        contract = self.sim.rent(label="ada-1", disk=64)
        self.sim.advance(30 * 3600)
        self.sim.destroy(contract)
        self.sim.advance(10 * DAY)
        answer = self.charges()
        self.assertEqual((answer["count"], answer["total"], answer["next_token"]), (1, 1, None))
        row = answer["results"][0]
        self.assertEqual((row["start"], row["end"]), (EPOCH, EPOCH + 2 * DAY))
        self.assertEqual((row["type"], row["source"]), ("instance", f"instance-{contract}"))
        self.assertEqual(row["description"], f"Instance {contract} Charges - 2 days")
        self.assertEqual(row["metadata"], {"label": "ada-1"})
        self.assertAlmostEqual(row["amount"], self.contract()["cost"], 3)
        self.assertAlmostEqual(sum(i["amount"] for i in row["items"]), row["amount"], 2)
        self.assertEqual([i["type"] for i in row["items"]][:2], ["gpu", "disk"])
        self.assertRegex(row["items"][0]["description"], r"^\d+\.\d{3} hours at \$0\.\d{3}/hour$")
        self.assertTrue(all(round(i["amount"], 3) == i["amount"] for i in row["items"]))

    def test_days(self):
        self.sim.rent(disk=64)
        self.sim.advance(30 * 3600)
        first, second = self.charges(0, 0), self.charges(1, 1)
        both = self.charges(0, 1)["results"][0]["amount"]
        amounts = [a["results"][0]["amount"] for a in (first, second)]
        self.assertAlmostEqual(sum(amounts), both, 2)
        self.assertGreater(amounts[0], amounts[1])
        self.assertEqual(second["results"][0]["description"].split(" - ")[1], "1 day")
        self.assertEqual(self.charges(5, 9)["results"], [])
        self.assertEqual(self.charges(-9, -5)["results"], [])

    def test_pages_order_types_format(self):
        contracts = [self.sim.rent_running() for _ in range(5)]
        self.sim.advance(DAY)
        found, token = [], None
        while True:
            answer = self.charges(limit="2", latest_first="false",
                                  **({"after_token": token} if token else {}))
            found += [r["source"] for r in answer["results"]]
            self.assertEqual(answer["total"], 5)
            token = answer["next_token"]
            if token is None:
                break
        self.assertEqual(found, [f"instance-{c}" for c in contracts])
        latest = [r["source"] for r in self.charges()["results"]]
        self.assertEqual(latest, found[::-1])
        self.assertEqual(self.charges(filters={"type": {"in": ["volume"]}})["results"], [])
        self.assertEqual(len(self.charges(filters={"type": {"in": ["instance"]}})["results"]), 5)
        self.assertEqual(self.charges(format="tree"), self.charges(format="table"))
        self.charges(format="xml", status=400)
        self.charges(after_token="x", status=400)

    def test_somebody_elses_charges(self):
        self.sim.set(add_account={"username": "bob", "key": "bobs", "credit": 5})
        self.sim.rent(key="bobs")
        self.sim.advance(3600)
        self.assertEqual(self.charges()["results"], [])


class Past(sim.Case):
    scenario = {"clock": {"virtual": True, "epoch": EPOCH}}

    def ask(self, path, column, first=-60, last=0, **query):
        filters = {column: {"gte": EPOCH + first * DAY, "lte": EPOCH + last * DAY}}
        filters.update(query.pop("filters", {}))
        return self.sim.ask("GET", path, query={"select_filters": filters, **query}).json

    def test_charges_of_contracts_long_gone(self):
        answer = self.ask("/api/v0/charges/", "day")
        self.assertEqual(answer["total"], 7)
        self.assertTrue(all(r["amount"] > 0 for r in answer["results"]))
        self.assertEqual(self.sim.list()["instances"], [])
        ledger = self.sim.ledger()
        self.assertEqual((ledger["contracts"], ledger["billing"]), ([], []))
        self.assertEqual(ledger["accounts"][0], {"id": 900, "username": "ada", "credit": 41.37,
                                                 "spent": 0.0})

    def test_invoices(self):
        answer = self.ask("/api/v1/invoices/", "when")
        self.assertEqual((answer["success"], answer["count"], answer["total"]), (True, 4, 4))
        for row in answer["results"]:
            self.assertEqual(row["amount"] < 0, row["type"] == "credit")
        starts = [r["start"] for r in answer["results"]]
        self.assertEqual(starts, sorted(starts, reverse=True))
        cards = self.ask("/api/v1/invoices/", "when",
                         filters={"service": {"in": ["stripe_payments"]}})
        self.assertEqual({r["metadata"]["service"] for r in cards["results"]}, {"stripe_payments"})
        self.assertEqual(self.ask("/api/v1/invoices/", "when", first=-1)["results"], [])
        pages = self.ask("/api/v1/invoices/", "when", limit="3")
        self.assertEqual(len(pages["results"]), 3)
        rest = self.ask("/api/v1/invoices/", "when", limit="3", after_token=pages["next_token"])
        self.assertEqual(len(rest["results"]), 1)
        first = self.ask("/api/v1/invoices/", "when", latest_first="false")["results"]
        self.assertEqual(first, answer["results"][::-1])

    def test_invoices_without_range(self):
        for filters in ({}, {"when": {"gte": 1}}, {"when": {"gte": 2, "lte": 1}}):
            reply = self.sim.ask("GET", "/api/v1/invoices/", query={"select_filters": filters})
            self.assertEqual((reply.status, reply.json),
                             (200, {"success": False, "error": "Invalid date range", "count": 0,
                                    "total": 0, "results": [], "next_token": None}))

    def test_open_ends(self):
        answer = self.sim.ask("GET", "/api/v1/invoices/", query={
            "select_filters": {"when": {"gt": EPOCH - 26 * DAY, "lt": EPOCH}}}).json
        self.assertEqual(answer["total"], 2)

    def test_can_be_left_out(self):
        self.sim.set(history=False)
        self.assertEqual(self.ask("/api/v0/charges/", "day")["total"], 0)
        self.assertEqual(self.ask("/api/v1/invoices/", "when")["total"], 0)


class Month(sim.Case):
    """A past month: forty rentals, what the bill says of them, and what it says later."""

    scenario = {"clock": {"virtual": True, "epoch": EPOCH},
                "set": {"history": False, "month": "ada"}}

    def rows(self, first=-31, last=0, **query):
        filters = {"day": {"gte": EPOCH + first * DAY, "lte": EPOCH + last * DAY}}
        found, token = [], None
        while True:
            page = self.sim.ask("GET", "/api/v0/charges/", query={
                "select_filters": filters, "limit": 500, **query,
                **({"after_token": token} if token else {})}).json
            found += page["results"]
            token = page["next_token"]
            if token is None:
                self.assertEqual(len(found), page["total"])
                return found

    def test_forty_rentals_and_two_volumes(self):
        rows = self.rows()
        sources = {r["source"] for r in rows}
        self.assertEqual(sum(s.startswith("instance-") for s in sources), 40)
        self.assertEqual(sum(s.startswith("volume-") for s in sources), 2)
        self.assertEqual(len(rows), 42)
        spent = self.sim.ledger()["accounts"][0]["spent"]
        self.assertLessEqual(abs(sum(r["amount"] for r in rows) - spent), 0.0005 * len(rows))
        planted = [c["planted"] for c in self.sim.ledger()["contracts"]]
        for cause in ("traffic", "price", "loading"):
            self.assertEqual(planted.count(cause), 5)
        self.assertAlmostEqual(self.sim.ask("GET", "/api/v0/users/current/").json["credit"],
                               41.37, 2)

    def test_days_one_by_one(self):
        spent = self.sim.ledger()["accounts"][0]["spent"]
        rows = [r for day in range(-31, 1) for r in self.rows(day, day)]
        self.assertGreater(len(rows), 60)
        self.assertLessEqual(abs(sum(r["amount"] for r in rows) - spent), 0.0005 * len(rows))
        for row in rows:
            self.assertEqual(row["end"] - row["start"], DAY)

    def test_pages(self):
        whole = self.rows()
        self.sim.control("POST", "set", {"charge_rows": 4})
        self.assertEqual(self.rows(), whole)

    def test_volume_is_disk(self):
        row = next(r for r in self.rows() if r["type"] == "volume")
        self.assertEqual([i["type"] for i in row["items"]], ["disk"])
        filters = {"day": {"gte": EPOCH - 31 * DAY, "lte": EPOCH}, "type": {"in": ["volume"]}}
        reply = self.sim.ask("GET", "/api/v0/charges/", query={"select_filters": filters})
        self.assertEqual(reply.json["total"], 2)

    def test_a_charge_changes(self):
        row = next(r for r in self.rows(-5, -5) if r["type"] == "instance")
        contract = int(row["source"].split("-")[1])
        spent = self.sim.ledger()["accounts"][0]["spent"]
        self.sim.control("POST", "set", {"change_charge": {
            "contract": contract, "day": EPOCH - 5 * DAY, "usd": 0.25}})
        after = next(r for r in self.rows(-5, -5) if r["source"] == row["source"])
        self.assertAlmostEqual(after["amount"] - row["amount"], 0.25, 6)
        self.assertAlmostEqual(self.sim.ledger()["accounts"][0]["spent"] - spent, 0.25, 6)


class LivedMonth(sim.Case):
    """What the demo shows: one person's month, which was paid for, with few surprises."""

    arguments = ("--month",)
    virtual = False

    def test_month(self):
        ledger = self.sim.ledger()
        contracts = ledger["contracts"]
        spent = ledger["accounts"][0]["spent"]
        self.assertEqual(len(contracts), 40)
        self.assertTrue(all(0 < c["destroyed"] <= ledger["now"] for c in contracts))
        self.assertTrue(all(c["gpu_per_hour"] <= 0.9 for c in contracts))
        self.assertFalse(any((c["label"] or "").startswith("month-") for c in contracts))
        self.assertGreater(spent, 50)
        self.assertLess(spent, 400)
        # Of what is a surprise nobody is told at each start: it was some time ago.
        surprises = [c for c in contracts if c["planted"]]
        self.assertEqual(sorted(c["planted"] for c in surprises), ["loading", "price", "traffic"])
        self.assertTrue(all(c["destroyed"] < ledger["now"] - 8 * DAY for c in surprises))

        self.assertEqual(ledger["billing"], [])
        self.assertEqual(self.sim.ask("GET", "/api/v0/volumes/", query={
            "owner": "me", "type": "local_volume"}).json["volumes"], [])

        # The payments were enough for it, and the credit is what it is without a month.
        now = int(ledger["now"])
        paid = self.sim.ask("GET", "/api/v1/invoices/", query={"select_filters": {
            "when": {"gte": now - 365 * DAY, "lte": now}}, "limit": 100}).json["results"]
        self.assertGreater(sum(-r["amount"] for r in paid), spent)
        self.assertAlmostEqual(self.sim.ask("GET", "/api/v0/users/current/").json["credit"],
                               41.37, 1)

    def test_every_day_has_a_charge(self):
        now = int(self.sim.ledger()["now"])
        for day in range(-24, -6):
            filters = {"day": {"gte": now + day * DAY, "lte": now + day * DAY}}
            reply = self.sim.ask("GET", "/api/v0/charges/", query={"select_filters": filters})
            self.assertGreater(reply.json["total"], 0)


sim.main()
