# SPDX-License-Identifier: GPL-3.0-or-later
"""The market looks like the real one, is the same for a seed, and is searched as the real one is."""

import collections
import json
import re
import urllib.parse

import sim

DAY = 86400


def every(sim_, **query):
    return sim_.search(limit=5000, **query)


def strip_times(offers):
    return [{k: v for k, v in o.items() if k not in ("end_date", "start_date", "duration")}
            for o in offers]


class Market(sim.SharedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offers = every(cls.sim)
        cls.all = every(cls.sim, rentable={"in": [True, False]})

    def values(self, field):
        return [o[field] for o in self.all if field in o]

    def test_size(self):
        self.assertGreaterEqual(len(self.offers), 2000)
        self.assertEqual(len({o["id"] for o in self.offers}), len(self.offers))
        self.assertGreaterEqual(len({o["gpu_name"] for o in self.offers}), 40)
        self.assertTrue(all(o["id"] == o["ask_contract_id"] for o in self.offers))

    def test_hosts_and_machines(self):
        machines = collections.defaultdict(set)
        for offer in self.offers:
            machines[offer["host_id"]].add(offer["machine_id"])
        self.assertGreater(sum(len(m) > 1 for m in machines.values()), 50)
        splits = collections.defaultdict(set)
        for offer in self.offers:
            splits[offer["machine_id"]].add(offer["num_gpus"])
        self.assertTrue({1, 2, 4, 8} in splits.values())
        self.assertEqual({1, 2, 4, 8} - set(self.values("num_gpus")), set())

    def test_rtx_4090_is_well_populated(self):
        good = [o for o in self.offers
                if o["gpu_name"] == "RTX 4090" and o["verification"] == "verified" and
                o["reliability"] > 0.98]
        self.assertGreater(len([o for o in self.offers if o["gpu_name"] == "RTX 4090"]), 100)
        cheap = [o for o in good if 0.28 < o["dph_base"] / o["num_gpus"] < 0.45]
        self.assertGreater(len(cheap), 50)
        self.assertGreater(len([o for o in cheap if o["num_gpus"] == 1]), 15)

    def test_names_are_wire_spelling(self):
        names = {o["gpu_name"] for o in self.all}
        for name in ("RTX 4090", "RTX 4070S Ti", "RTX 3060 Ti", "RTX 6000Ada", "RTX A6000",
                     "RTX PRO 6000 WS", "A100 PCIE", "A100 SXM4", "H100 PCIE", "H100 SXM",
                     "H100 NVL", "H200", "L40S", "Tesla T4", "Tesla V100"):
            self.assertIn(name, names)
        self.assertFalse([n for n in names if "_" in n or n != n.strip()])

    def test_numbers_and_types_mix(self):
        kinds = {f: {type(v) for v in self.values(f)}
                 for f in ("gpu_ram", "discounted_hourly", "discount_rate", "external", "rented",
                           "cpu_cores", "driver_vers", "is_vm_deverified", "cpu_ghz")}
        nothing = type(None)
        self.assertEqual(kinds["gpu_ram"], {int, float})
        self.assertEqual(kinds["discounted_hourly"], {int, float})
        self.assertEqual(kinds["discount_rate"], {nothing, float})
        self.assertEqual(kinds["external"], {nothing, bool, int})
        self.assertEqual(kinds["rented"], {nothing, bool})
        self.assertEqual(kinds["cpu_cores"], {nothing, int})
        self.assertEqual(kinds["driver_vers"], {nothing, int})
        self.assertEqual(kinds["is_vm_deverified"], {nothing, bool})
        self.assertEqual(kinds["cpu_ghz"], {nothing, float})
        missing = [o for o in self.all if "reliability2" not in o]
        self.assertTrue(0 < len(missing) < len(self.all) / 20)
        self.assertTrue(all(o["reliability2"] == o["reliability"] for o in self.all
                            if "reliability2" in o))
        self.assertTrue(any(v != int(v) for v in self.values("cpu_cores_effective")))

    def test_memory_does_not_follow_the_name(self):
        sizes = collections.defaultdict(set)
        for offer in self.all:
            sizes[offer["gpu_name"]].add(int(offer["gpu_ram"]))
            self.assertEqual(offer["gpu_total_ram"], int(offer["gpu_ram"]) * offer["num_gpus"])
        self.assertEqual(sizes["RTX 4090"], {24564, 23028, 49140})
        self.assertEqual(sizes["A100 SXM4"], {39936, 40960, 81920})

    def test_drivers_contradict(self):
        for offer in self.all:
            parts = [int(p) for p in offer["driver_version"].split(".")]
            self.assertIn(len(parts), (2, 3))
        self.assertTrue(any(o["driver_version"] == "610.43.03" and o["driver_vers"] == 580076005
                            for o in self.all))
        self.assertIn("595.84", self.values("driver_version"))
        self.assertTrue(all(isinstance(v, float) for v in self.values("cuda_max_good")))

    def test_traffic_is_priced_twice(self):
        for offer in self.all:
            for way in ("up", "down"):
                self.assertAlmostEqual(offer[f"inet_{way}_cost"] * 1024,
                                       offer[f"internet_{way}_cost_per_tb"])
        prices = self.values("internet_down_cost_per_tb")
        self.assertEqual((min(prices), max(prices)), (0.003, 20.0))

    def test_bids_over_the_price(self):
        over = [o for o in self.all if o["min_bid"] > o["dph_base"]]
        self.assertTrue(0 < len(over) < len(self.all) / 10)
        self.assertEqual(set(self.values("is_bid")), {False})

    def test_trust(self):
        self.assertEqual(set(self.values("verification")), {"verified", "unverified", "deverified"})
        self.assertEqual(set(self.values("vericode")), {0, 1, 2, 4, 8})
        self.assertEqual(set(self.values("hosting_type")), {0, 1})
        self.assertTrue(any(o["verification"] == "deverified" and o["rentable"] for o in self.all))
        self.assertTrue(any(o["rentable"] is False for o in self.all))
        self.assertTrue(all(0 < v <= 1 for v in self.values("reliability")))

    def test_places(self):
        places = set(self.values("geolocation"))
        for place in (", US", "United States, US", "The Netherlands, NL",
                      "Hafnarfjarðarkaupstaður, IS", "Bács-Kiskun, HU", "Norway", None):
            self.assertIn(place, places)

    def test_texts(self):
        cpus = set(self.values("cpu_name"))
        self.assertTrue({"Xeon® Gold 6148 ", "XEON® GOLD 6530", "Core™ Ultra 9 285K"} <= cpus)
        self.assertTrue({"QEMU HARDDISK", ""} <= set(self.values("disk_name")))
        self.assertTrue({"00WGD1", None} <= set(self.values("mobo_name")))
        addresses = self.values("public_ipaddr")
        self.assertTrue(any(a != a.strip() for a in addresses))
        self.assertTrue(all(re.fullmatch(r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+", a.strip())
                            for a in addresses))
        self.assertEqual(set(self.values("gpu_arch")), {"nvidia", "amd"})

    def test_measured_nonsense(self):
        self.assertEqual(min(self.values("gpu_max_temp")), 8)
        self.assertGreater(max(self.values("gpu_max_temp")), 95)
        self.assertLess(min(self.values("pcie_bw")), 3)
        self.assertIn(0, self.values("direct_port_count"))
        self.assertGreater(max(self.values("direct_port_count")), 100)

    def test_terms(self):
        hours = [d / 3600 for d in self.values("duration")]
        self.assertLess(min(hours), 9)
        self.assertGreater(max(hours), 24 * 200)
        fractions = collections.Counter(round(d % 1, 4) for d in self.values("duration"))
        self.assertGreater(fractions.most_common(1)[0][1], 300)

    def test_prices_add_up(self):
        offers = every(self.sim, allocated_storage=40)
        for offer in offers:
            disk = offer["storage_cost"] * 40 / 720
            self.assertAlmostEqual(offer["storage_total_cost"], disk)
            self.assertAlmostEqual(offer["dph_total"], offer["dph_base"] + disk)
            self.assertAlmostEqual(offer["search"]["totalHour"], offer["dph_total"])
            self.assertAlmostEqual(offer["instance"]["totalHour"], disk)
            self.assertGreaterEqual(offer["disk_space"], 40)


class Search(sim.SharedCase):
    arguments = ("--offers", "800")

    def problem(self, words, **query):
        self.error(self.sim.ask("POST", "/api/v0/bundles/", query), 400, "invalid_args", words)

    def test_default_page(self):
        reply = self.sim.ask("POST", "/api/v0/bundles/", {}).json
        self.assertEqual((len(reply["offers"]), reply["truncated"]), (64, True))
        scores = [o["score"] for o in reply["offers"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertTrue(all(o["rentable"] for o in reply["offers"]))

    def test_limit_and_cap(self):
        self.assertEqual(len(self.sim.search(limit=7)), 7)
        self.assertEqual(len(self.sim.search(limit=700)), 700)
        self.problem("limit: Input should be a valid integer", limit={"eq": 20})
        self.problem("limit", limit="20")
        self.sim.set(page_cap=64)
        self.assertEqual(len(self.sim.search(limit=700)), 64)
        self.sim.set(page_cap=5000)

    def test_equal_shares_are_one_row(self):
        shares = every(self.sim, disable_bundling=True)
        kinds = collections.Counter((o["machine_id"], o["num_gpus"]) for o in shares)
        rows = every(self.sim)
        self.assertLess(len(rows), len(shares))
        self.assertEqual(len(rows), len(kinds))
        for row in rows:
            count = kinds[row["machine_id"], row["num_gpus"]]
            self.assertEqual(row["bundled_results"], count if count > 1 else None)
        self.assertEqual({o["bundled_results"] for o in shares}, {None})

    def test_truncated(self):
        query = {"gpu_name": {"eq": "RTX 4090"}, "limit": 5000}
        reply = self.sim.ask("POST", "/api/v0/bundles/", query).json
        self.assertFalse(reply["truncated"])
        query["limit"] = len(reply["offers"]) - 1
        self.assertTrue(self.sim.ask("POST", "/api/v0/bundles/", query).json["truncated"])

    def test_operators(self):
        rows = every(self.sim)
        tests = {
            "eq": lambda v: v == 2, "neq": lambda v: v != 2, "gt": lambda v: v > 2,
            "gte": lambda v: v >= 2, "lt": lambda v: v < 2, "lte": lambda v: v <= 2,
        }
        for op, passes in tests.items():
            found = every(self.sim, num_gpus={op: 2})
            self.assertEqual(len(found), sum(passes(o["num_gpus"]) for o in rows), op)
        names = ["RTX 4090", "H200"]
        found = every(self.sim, gpu_name={"in": names})
        self.assertEqual({o["gpu_name"] for o in found}, set(names))
        rest = every(self.sim, gpu_name={"notin": names})
        self.assertEqual(len(found) + len(rest), len(rows))
        both = every(self.sim, num_gpus={"gte": 2, "lte": 4})
        self.assertEqual(len(both), sum(2 <= o["num_gpus"] <= 4 for o in rows))

    def test_wrong_queries(self):
        self.problem("xyz is not a valid search key", xyz={"eq": 1})
        self.problem("like is not a valid search op", gpu_name={"like": "RTX"})
        self.problem("nin is not a valid search op", gpu_name={"nin": ["RTX 4090"]})
        self.problem("0 is not a valid search op", num_gpus=[1])
        self.problem("valid search op", geolocation={"gt": "DE"})
        self.problem("wrong value", gpu_name={"in": "RTX 4090"})
        self.problem("wrong value", num_gpus={"eq": [1]})
        self.problem("xyz is not a valid search key", order=[["xyz", "asc"]])
        self.problem("order", order=[["score", "up"]])
        self.problem("order", order="score")
        self.problem("type", type="interruptible")
        self.problem("allocated_storage", allocated_storage="40")

    def test_names_that_mean_something_else(self):
        rows = every(self.sim)

        def count(passes):
            return sum(1 for o in rows if passes(o))

        found = every(self.sim, geolocation={"in": ["FI", "NL"]})
        self.assertEqual({o["geolocation"] for o in found},
                         {"Uusimaa, FI", "The Netherlands, NL"})
        no = every(self.sim, geolocation={"eq": "NO"})
        self.assertEqual({o["geolocation"] for o in no}, {"Norway, NO", "Norway"})
        self.assertNotIn(None, {o["geolocation"]
                                for o in every(self.sim, geolocation={"notin": ["US"]})})
        self.assertEqual(len(every(self.sim, datacenter={"eq": True})),
                         count(lambda o: o["hosting_type"] == 1))
        self.assertEqual(len(every(self.sim, verified={"eq": True})),
                         count(lambda o: o["verification"] == "verified"))
        self.assertEqual(len(every(self.sim, verified={"eq": False})),
                         count(lambda o: o["verification"] != "verified"))
        self.assertEqual(len(every(self.sim, external={"eq": False})), len(rows))
        self.assertEqual(len(every(self.sim, rented={"eq": True})), len(rows))
        self.assertEqual(len(every(self.sim, reliability2={"gte": 0.99})),
                         count(lambda o: o["reliability"] >= 0.99))
        self.assertEqual(len(every(self.sim, dphtotal={"lte": 0.3})),
                         count(lambda o: o["dph_total"] <= 0.3))
        self.assertEqual(len(every(self.sim, driver_version={"gte": "580.00.00"})),
                         count(lambda o: (o["driver_vers"] or 0) >= 580000000))
        self.assertEqual(len(every(self.sim, target_reliability={"gte": 0.98})),
                         count(lambda o: o["expected_reliability"] >= 0.98))
        week = every(self.sim, duration={"gte": 7 * DAY})
        self.assertEqual(len(week), count(lambda o: o["duration"] >= 7 * DAY))

    def test_traps(self):
        offer = self.sim.search(limit=1)[0]
        self.assertEqual(every(self.sim, id={"eq": offer["id"]}), [])
        self.assertEqual([o["id"] for o in every(self.sim, ask_contract_id={"eq": offer["id"]})],
                         [offer["id"]])
        self.assertEqual(every(self.sim, gpu_name={"eq": "RTX_4090"}), [])

    def test_order(self):
        rows = every(self.sim, order=[["num_gpus", "desc"], ["dph_total", "asc"]])
        keys = [(-o["num_gpus"], round(o["dph_total"], 8)) for o in rows]
        self.assertEqual(keys, sorted(keys))

    def test_kinds_of_price(self):
        demand = {o["id"]: o for o in every(self.sim, type="on-demand")}
        self.assertEqual(demand, {o["id"]: o for o in every(self.sim, type="ondemand")})
        for offer in every(self.sim, type="bid"):
            self.assertEqual(offer["dph_base"], offer["min_bid"])
            self.assertFalse(offer["is_bid"])
            self.assertEqual(offer["min_bid"], demand[offer["id"]]["min_bid"])
        reserved = every(self.sim, type="reserved")
        self.assertTrue(any(o["discounted_dph_total"] < o["dph_total"] for o in reserved))
        self.assertTrue(all(0 <= o["discount_rate"] <= 0.5 for o in reserved))

    def test_three_ways_to_ask(self):
        query = {"gpu_name": {"eq": "L40S"}, "limit": 9, "order": [["dph_total", "asc"]]}
        posted = self.sim.search(**query)
        text = urllib.parse.urlencode({"q": json.dumps(query)})
        self.assertEqual(self.sim.ask("GET", f"/api/v0/bundles/?{text}").json["offers"], posted)
        asked = self.sim.ask("PUT", "/api/v0/search/asks/", {"select_cols": ["*"], "q": query})
        self.assertEqual(asked.json["offers"], posted)
        self.assertEqual(len(self.sim.ask("GET", "/api/v0/bundles/").json["offers"]), 64)
        self.assertEqual(self.sim.ask("GET", "/api/v0/bundles/?q=x").status, 400)

    def test_ledger_knows_what_was_asked(self):
        before = self.sim.ledger()["requests"][-1]["number"]
        query = {"gpu_name": {"in": ["L40S", "H200"]}, "type": "bid", "limit": 9}
        self.sim.search(**query)
        text = urllib.parse.urlencode({"q": json.dumps(query), "api_key": sim.KEY})
        self.assertEqual(self.sim.ask("GET", f"/api/v0/bundles/?{text}", key=None).status, 200)
        self.sim.ask("PUT", "/api/v0/search/asks/", {"select_cols": ["*"], "q": query})
        self.sim.ask("GET", "/api/v0/bundles/")
        # Not understood, and so not kept, whatever is in it.
        refused = self.sim.ask("POST", "/api/v0/bundles/", dict(query, api_key=sim.KEY))
        self.assertEqual(refused.status, 400)

        requests = self.sim.control("GET", f"ledger?after={before}")["requests"]
        self.assertEqual([r.get("asked") for r in requests], [query, query, query, {}, None])
        self.assertNotIn(sim.KEY, json.dumps(requests))

    def test_catalogue(self):
        names = self.sim.ask("GET", "/api/v0/gpu_names/unique/", key=None).json["gpu_names"]
        self.assertEqual(names, sorted(names))
        self.assertTrue({o["gpu_name"] for o in every(self.sim)} <= set(names))
        types = self.sim.ask("GET", "/api/v0/gpu_types/", key=None).json["gpu_types"]
        self.assertEqual({t["canonical_name"] for t in types}, set(names))
        self.assertIn(None, [t["gpu_ram_mb"] for t in types])
        self.assertIn({"canonical_name": "RTX 4090", "gpu_ram_mb": 24564}, types)


class Switches(sim.Case):
    def test_empty_market(self):
        self.sim.set(market_empty=True)
        self.assertEqual(self.sim.ask("POST", "/api/v0/bundles/", {}).json,
                         {"offers": [], "truncated": False})

    def test_sloppy_filters(self):
        strict = {o["id"] for o in every(self.sim, dph_total={"lte": 0.4})}
        self.sim.set(sloppy_filters=True)
        loose = every(self.sim, dph_total={"lte": 0.4})
        extra = [o for o in loose if o["id"] not in strict]
        self.assertTrue(0 < len(extra) < len(strict) / 10)
        self.assertTrue(all(0.4 < o["dph_total"] <= 0.42 for o in extra))

    def test_text_as_escapes_or_utf8(self):
        query = {"geolocation": {"eq": "IS"}}
        escaped = self.sim.ask("POST", "/api/v0/bundles/", query)
        self.assertTrue(escaped.body.isascii())
        self.sim.set(utf8=True)
        plain = self.sim.ask("POST", "/api/v0/bundles/", query)
        self.assertIn("Hafnarfjarðarkaupstaður".encode(), plain.body)
        self.assertEqual(plain.json, escaped.json)

    def test_taken_offer(self):
        offer = self.sim.cheapest()["id"]
        self.sim.set(take_offer=offer)
        self.assertNotEqual(self.sim.cheapest()["id"], offer)
        self.assertIn(self.sim.create(offer).status, (400, 404, 410))

    def test_reprice(self):
        offer = self.sim.cheapest()
        self.sim.set(reprice={"machine": offer["machine_id"], "factor": 1.5})
        found = self.sim.search(ask_contract_id={"eq": offer["id"]})[0]
        self.assertAlmostEqual(found["dph_base"], offer["dph_base"] * 1.5, delta=0.01)

    def test_wrong_orders(self):
        for orders in ({"nonsense": 1}, {"take_offer": 1}, {"revoke_key": "x"}, {"page_cap": 0},
                       {"page_cap": "x"}, {"market_empty": 3}, {"add_account": {}}, 7,
                       {"credit": {"account": "nobody", "usd": 1}}, {"kill_host": 1},
                       {"speed": 0}, {"outbid": 1}):
            self.sim.control("POST", "set", orders, status=400)


class Seeds(sim.Case):
    offers = 600
    arguments = ("--offers", str(offers))
    scenario = {"clock": {"virtual": True, "epoch": 1786000000}}

    def other(self, *arguments):
        other = sim.Simulator(*(arguments or self.arguments), scenario=self.scenario)
        self.addCleanup(other.stop)
        return other

    def align(self, *simulators):
        """Each world's clock was stopped some microseconds after its start."""
        for simulator in simulators:
            elapsed = simulator.control("GET", "clock")["elapsed_us"]
            simulator.advance(10 - elapsed / 1e6)

    def test_one_seed_one_market(self):
        other = self.other()
        self.align(self.sim, other)
        for seconds in (0, 3600, 3 * DAY):
            self.sim.advance(seconds)
            other.advance(seconds)
            self.assertEqual(strip_times(every(self.sim)), strip_times(every(other)))

    def test_another_seed_another_market(self):
        other = self.other("--seed", "2", *self.arguments)
        ids = {o["id"] for o in every(other)}
        self.assertLess(len(ids & {o["id"] for o in every(self.sim)}), 10)
        self.assertGreaterEqual(len(ids), 0.98 * self.offers)

    def test_size_is_chosen(self):
        small = self.other("--offers", "50")
        self.assertTrue(50 <= len(every(small, rentable={"in": [True, False]})) < 100)
        empty = self.other("--offers", "0")
        self.assertEqual(every(empty), [])

    def test_evolution(self):
        before = {o["id"]: o for o in every(self.sim)}
        self.sim.advance(3600)
        after = {o["id"]: o for o in every(self.sim)}
        stayed = before.keys() & after.keys()
        self.assertTrue(0.85 * len(before) < len(stayed) < len(before))
        self.assertGreaterEqual(len(after), 0.97 * self.offers)
        changes = [abs(after[i]["dph_base"] / before[i]["dph_base"] - 1) for i in stayed]
        self.assertGreater(sum(c > 0 for c in changes), len(stayed) / 3)
        self.assertLess(max(changes), 0.1)
        self.assertAlmostEqual(after[next(iter(stayed))]["duration"],
                               before[next(iter(stayed))]["duration"] - 3600)
        for _ in range(10):
            self.sim.advance(2 * DAY)
            self.assertGreaterEqual(len(every(self.sim, rentable={"in": [True, False]})),
                                    0.97 * self.offers)
            self.assertGreater(min(o["duration"] for o in every(self.sim)), 3000)


sim.main()
