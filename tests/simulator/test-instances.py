# SPDX-License-Identifier: GPL-3.0-or-later
"""Contracts: their timeline, the list with its pages, single reads, orders and failures."""

import json

import sim


class Timeline(sim.Case):
    def walk(self, contract, seconds, step=0.5):
        """Every (actual_status, status_msg) on the way, once each."""
        seen = []
        for _ in range(round(seconds / step)):
            row = self.sim.single(contract)
            state = row and (row["actual_status"], row["status_msg"])
            if not seen or seen[-1] != state:
                seen.append(state)
            self.sim.advance(step)
        return seen

    def test_lag_of_reads(self):
        contract = self.sim.rent()
        self.assertIsNone(self.sim.single(contract))
        self.assertIsNone(self.sim.row(contract))
        self.sim.advance(1.9)
        self.assertIsNone(self.sim.single(contract))
        self.sim.advance(0.2)
        self.assertIsNotNone(self.sim.single(contract))
        self.assertIsNone(self.sim.row(contract))
        self.sim.advance(1)
        self.assertIsNotNone(self.sim.row(contract))

    def test_null_created_loading_running(self):
        for _ in range(3):
            states = self.walk(self.sim.rent(), 75)
            order = []
            for state in states:
                if state and state[0] not in order:
                    order.append(state[0])
            self.assertEqual(states[0], None)
            self.assertEqual(order, [None, "created", "loading", "running"])
            loading = [m for a, m in states[1:] if a == "loading"]
            self.assertGreater(len(loading), 5)
            self.assertTrue(loading[0].startswith("Pulling from pytorch/pytorch"))
            self.assertTrue(any("Downloading" in m for m in loading))
            self.assertTrue(all(m.endswith("\n") for m in loading))
            self.assertEqual(states[-1][1], "success, running pytorch/pytorch:latest/ssh\n")

    def test_takes_about_half_a_minute(self):
        for _ in range(5):
            contract = self.sim.rent()
            self.sim.advance(100)
            states = [c for c in self.sim.ledger()["contracts"]
                      if c["id"] == contract][0]["states"]
            running = next(s["since"] for s in states if s["actual"] == "running")
            self.assertTrue(20 < running - states[0]["since"] < 65)
            self.sim.destroy(contract)

    def test_gauges(self):
        contract = self.sim.rent()
        self.sim.advance(3.1)
        row = self.sim.row(contract)
        self.assertEqual((row["disk_usage"], row["disk_util"], row["gpu_util"]), (-1, -1, None))
        self.sim.advance(100)
        readings = set()
        for _ in range(6):
            row = self.sim.row(contract)
            readings.add(row["gpu_util"])
            self.assertTrue(0 <= row["gpu_util"] <= 100)
            self.assertTrue(0 < row["disk_usage"] < row["disk_space"])
            self.assertAlmostEqual(row["disk_util"], row["disk_usage"] / row["disk_space"], 4)
            self.assertGreater(row["mem_limit"], row["mem_usage"])
            self.sim.advance(10)
        self.assertGreater(len(readings), 3)
        self.assertGreater(row["uptime_mins"], 0.5)

    def test_ports_before_they_are_known(self):
        self.sim.set(credit={"usd": 100})
        spellings = set()
        for _ in range(6):
            contract = self.sim.rent()
            self.sim.advance(4)
            spellings.add(self.sim.row(contract).get("ports", "absent"))
        self.assertEqual(spellings, {None, "absent"})

    def test_failures_by_image(self):
        self.sim.set(credit={"usd": 100})
        for image, status, words in (("x:manifest-unknown", "loading", "manifest unknown"),
                                     ("x:no-space", "loading", "no space left"),
                                     ("x:pull-denied", "loading", "pull access denied"),
                                     ("x:registry-unauthorized", "loading", "unauthorized: "),
                                     ("x:unresolved", "loading", "failed to resolve reference"),
                                     ("x:oci-failure", "created", "OCI runtime create failed"),
                                     ("x:hang-loading", "loading", "Downloading"),
                                     ("x:never-reports", None, None),
                                     ("x:exit-at-once", "exited", "exited"),
                                     ("x:host-offline", "offline", None)):
            contract = self.sim.rent(image=image)
            self.sim.advance(130)
            row = self.sim.row(contract)
            with self.subTest(image):
                self.assertEqual((row["actual_status"], row["intended_status"]),
                                 (status, "running"))
                self.assertIn(words or "", row["status_msg"] or "")
                billing = {b["contract"]: b for b in self.sim.ledger()["billing"]}
                if status == "offline":
                    self.assertNotIn(contract, billing)
                else:
                    self.assertEqual(billing[contract]["gpu_per_hour"], 0)
                    self.assertGreater(billing[contract]["disk_per_hour"], 0)

    def test_slow_pull(self):
        contract = self.sim.rent(image="x:slow-pull")
        said = set()
        for _ in range(6):
            self.sim.advance(1500)
            row = self.sim.row(contract)
            self.assertEqual(row["actual_status"], "loading")
            said.add(row["status_msg"])
        self.assertEqual(len(said), 6)

    def test_exits_by_itself(self):
        contract = self.sim.rent_running()
        self.sim.set(exit_instance=contract)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["intended_status"], row["cur_state"]),
                         ("exited", "running", "running"))
        self.assertEqual(self.sim.ledger()["billing"][0]["gpu_per_hour"], 0)

    def test_gpu_load(self):
        contract = self.sim.rent_running()
        self.sim.set(gpu_load={"contract": contract, "percent": 2.5})
        for _ in range(5):
            self.sim.advance(30)
            self.assertEqual(self.sim.row(contract)["gpu_util"], 2.5)
        for wrong in ({"percnt": 2}, {"percent": "x"}, {"percent": 900}, {"percent": -1}):
            with self.subTest(wrong):
                self.sim.control("POST", "set", {"gpu_load": {"contract": contract, **wrong}},
                                 status=400)
        self.assertEqual(self.sim.row(contract)["gpu_util"], 2.5)
        self.sim.set(gpu_load={"contract": contract})
        seen = set()
        for _ in range(10):
            self.sim.advance(30)
            seen.add(self.sim.row(contract)["gpu_util"])
        self.assertGreater(len(seen), 5)

    def test_host_goes_and_comes_back(self):
        contract = self.sim.rent_running()
        machine = self.sim.row(contract)["machine_id"]
        self.sim.set(kill_host=machine)
        self.assertEqual(self.sim.row(contract)["actual_status"], "offline")
        self.assertEqual(self.sim.ledger()["billing"], [])
        self.assertEqual(self.sim.search(machine_id={"eq": machine}), [])
        self.sim.set(revive_host=machine)
        self.sim.advance(10)
        self.assertEqual(self.sim.row(contract)["actual_status"], "running")
        self.assertGreater(self.sim.ledger()["billing"][0]["gpu_per_hour"], 0)

    def test_end_of_term(self):
        offers = self.sim.search(limit=5000, order=[["duration", "asc"]], dph_total={"lt": 1})
        contract = self.sim.rent(offers[0]["id"])
        left = self.sim.search(limit=1) and offers[0]["duration"]
        self.sim.advance(left + 10)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["intended_status"]), ("exited", "stopped"))
        self.assertLess(row["duration"], 0)
        self.error(self.sim.put(contract, {"state": "running"}), 400, "invalid_request")


class Speed(sim.Case):
    arguments = ("--speed", "10")

    def test_shortens_the_timeline_only(self):
        contract = self.sim.rent()
        self.sim.advance(0.31)
        self.assertIsNotNone(self.sim.row(contract))
        self.sim.advance(7)
        self.assertEqual(self.sim.row(contract)["actual_status"], "running")
        rate = self.sim.ledger()["billing"][0]["gpu_per_hour"]
        before = self.sim.ledger()["contracts"][0]["cost"]
        self.sim.advance(3600)
        disk = self.sim.ledger()["billing"][0]["disk_per_hour"]
        self.assertAlmostEqual(self.sim.ledger()["contracts"][0]["cost"] - before, rate + disk, 4)


class Orders(sim.Case):
    def setUp(self):
        super().setUp()
        self.sim.set(start_odds=1)
        self.contract = self.sim.rent_running()

    def states(self):
        row = self.sim.row(self.contract)
        return tuple(row[f] for f in ("actual_status", "intended_status", "cur_state",
                                      "next_state"))

    def test_stop(self):
        self.fine(self.sim.put(self.contract, {"state": "stopped"}))
        self.assertEqual(self.states(), ("running", "stopped", "running", "stopped"))
        self.sim.advance(3)
        self.assertEqual(self.states(), ("exited", "stopped", "stopped", "stopped"))
        billing = self.sim.ledger()["billing"][0]
        self.assertEqual(billing["gpu_per_hour"], 0)
        self.assertGreater(billing["disk_per_hour"], 0)
        self.assertIsNone(self.sim.row(self.contract).get("ports"))
        self.fine(self.sim.put(self.contract, {"state": "stopped"}))

    def test_stop_gives_the_gpu_away(self):
        offer = self.sim.ledger()["contracts"][0]
        machine = {"machine_id": {"eq": offer["machine"]}, "num_gpus": {"eq": 1},
                   "disable_bundling": True}
        before = len(self.sim.search(**machine))
        self.sim.put(self.contract, {"state": "stopped"})
        self.sim.advance(63)
        self.assertEqual(len(self.sim.search(**machine)), before + 1)

    def test_start_at_once(self):
        self.sim.put(self.contract, {"state": "stopped"})
        self.sim.advance(5)
        self.fine(self.sim.put(self.contract, {"state": "running"}))
        self.sim.advance(10)
        self.assertEqual(self.states(), ("running",) * 4)
        self.fine(self.sim.put(self.contract, {"state": "running"}))

    def queue(self):
        self.sim.set(start_odds=0)
        self.sim.put(self.contract, {"state": "stopped"})
        self.sim.advance(5)
        reply = self.sim.put(self.contract, {"state": "running"})
        self.assertEqual((reply.status, reply.json["success"]), (200, False))
        self.assertEqual(reply.json["msg"],
                         "Required resources are currently unavailable, state change queued.")
        self.assertEqual(self.states(), ("exited", "running", "stopped", "running"))

    def test_start_queued_happens_by_itself(self):
        self.queue()
        self.sim.advance(60)
        self.assertEqual(self.states(), ("running",) * 4)

    def test_queued_start_is_cancelled_by_stop(self):
        self.queue()
        self.fine(self.sim.put(self.contract, {"state": "stopped"}))
        self.sim.advance(200)
        self.assertEqual(self.states()[0:2], ("stopped", "stopped"))

    def test_start_waits_for_whoever_has_the_gpu(self):
        self.sim.put(self.contract, {"state": "stopped"})
        self.sim.advance(70)
        machine = self.sim.row(self.contract)["machine_id"]
        self.sim.set(credit={"usd": 1000})
        others = []
        for _ in range(20):
            offers = self.sim.search(machine_id={"eq": machine})
            if not offers:
                break
            others.append(self.sim.rent(offers[0]["id"]))
        reply = self.sim.put(self.contract, {"state": "running"})
        self.assertIs(reply.json["success"], False)
        self.sim.advance(300)
        self.assertEqual(self.states()[0], "exited")
        for other in others:
            self.sim.destroy(other)
        self.sim.advance(60)
        self.assertEqual(self.states(), ("running",) * 4)

    def test_one_start_in_five_is_queued(self):
        self.sim.set(start_odds=0.8)
        queued = 0
        for _ in range(40):
            self.sim.put(self.contract, {"state": "stopped"})
            self.sim.advance(5)
            queued += not self.sim.put(self.contract, {"state": "running"}).json["success"]
            self.sim.advance(100)
        self.assertTrue(2 <= queued <= 16, queued)

    def test_reboot(self):
        self.fine(self.sim.put(f"reboot/{self.contract}", {}))
        self.assertEqual(self.states()[0], "rebooting")
        self.assertGreater(self.sim.ledger()["billing"][0]["gpu_per_hour"], 0)
        self.sim.advance(5.1)
        self.assertEqual(self.states()[0], "running")

    def test_recycle(self):
        self.fine(self.sim.put(f"recycle/{self.contract}", {}))
        self.sim.advance(2)
        self.assertEqual(self.states()[0], "loading")
        self.sim.advance(10)
        self.assertEqual(self.states()[0], "running")

    def test_label(self):
        self.fine(self.sim.put(self.contract, {"label": "träin"}))
        self.assertEqual(self.sim.row(self.contract)["label"], "träin")
        self.fine(self.sim.put(self.contract, {"label": ""}))
        self.assertIsNone(self.sim.row(self.contract)["label"])
        self.error(self.sim.put(self.contract, {"label": "x" * 1025}), 400, "label_too_long")
        self.error(self.sim.put(self.contract, {"label": 3}), 400, "invalid_args")

    def test_destroy_lingers_then_is_gone(self):
        self.fine(self.sim.destroy(self.contract))
        self.assertEqual(self.sim.ledger()["billing"], [])
        self.assertEqual(self.states()[0], "running")
        self.assertIsNotNone(self.sim.single(self.contract))
        self.error(self.sim.destroy(self.contract), 404, "no_such_instance")
        self.sim.advance(5.1)
        self.assertIsNone(self.sim.row(self.contract))
        self.assertEqual(self.sim.ask("GET", f"/api/v0/instances/{self.contract}/").json,
                         {"instances": None})

    def test_unknown_instance(self):
        for call in (self.sim.put("5", {"state": "stopped"}), self.sim.put("reboot/5", {}),
                     self.sim.put("recycle/5", {}), self.sim.destroy(5)):
            self.error(call, 404, "no_such_instance")
        self.assertEqual(self.sim.ask("GET", "/api/v0/instances/5/").json, {"instances": None})

    def test_wrong_orders(self):
        self.error(self.sim.put(self.contract, {"state": "frozen"}), 400, "invalid_args")
        self.error(self.sim.put(self.contract, {}), 400, "invalid_args")
        self.sim.put(self.contract, {"state": "stopped"})
        self.sim.advance(5)
        self.error(self.sim.put(f"reboot/{self.contract}", {}), 400, "invalid_request")

    def test_several_at_once(self):
        other = self.sim.rent_running()
        both = [self.contract, other]
        self.fine(self.sim.ask("PUT", "/api/v0/instances/", {"state": "stopped", "ids": both}))
        self.sim.advance(5)
        self.assertEqual({self.sim.row(c)["actual_status"] for c in both}, {"exited"})
        self.fine(self.sim.ask("DELETE", "/api/v0/instances/", {"instance_ids": both}))
        self.assertEqual(self.sim.ledger()["billing"], [])
        self.error(self.sim.ask("DELETE", "/api/v0/instances/", {}), 400, "invalid_args")

    def test_destroyed_from_elsewhere(self):
        self.sim.set(destroy_instance=self.contract)
        self.sim.advance(6)
        self.assertIsNone(self.sim.row(self.contract))
        self.assertEqual(self.sim.ledger()["destroy_requests"], 0)

    def test_gauge_survives_the_container(self):
        self.sim.set(credit={"usd": 100})
        stale = set()
        for _ in range(8):
            contract = self.sim.rent_running()
            self.sim.put(contract, {"state": "stopped"})
            self.sim.advance(5)
            stale.add(self.sim.row(contract)["gpu_util"])
        self.assertEqual(stale, {None, 99.999908})


class Lists(sim.Case):
    def setUp(self):
        super().setUp()
        self.sim.set(credit={"usd": 10000})
        self.contracts = sorted(
            self.sim.set(add_foreign_instance={"label": f"job-{n % 3}" if n % 4 else None,
                                               "gpu_name": "RTX 3060" if n % 2 else "RTX 3090"})
            ["contract"] for n in range(60))
        self.sim.advance(100)

    def pages(self, **query):
        found, token = [], None
        while True:
            answer = self.sim.list(**query, **({"after_token": token} if token else {}))
            self.assertEqual(answer["instances_found"], len(answer["instances"]))
            found.append([r["id"] for r in answer["instances"]])
            token = answer["next_token"]
            if token is None:
                return found, answer

    def test_pages(self):
        found, answer = self.pages()
        self.assertEqual([len(p) for p in found], [25, 25, 10])
        self.assertEqual([c for p in found for c in p], self.contracts)
        self.assertEqual(answer["total_instances"], 60)
        self.assertEqual([len(p) for p in self.pages(limit="100")[0]], [25, 25, 10])
        self.assertEqual([len(p) for p in self.pages(limit="24")[0]], [24, 24, 12])
        for limit in ("0", "-3"):
            self.assertEqual(len(self.sim.list(limit=limit)["instances"]), 5)

    def test_wrong_token(self):
        for token in ("nonsense", "25", "aW5zdGFuY2Vz"):
            self.error(self.sim.ask("GET", "/api/v1/instances/", query={"after_token": token}),
                       400, "invalid_token")
        self.assertNotIn("25", self.sim.list()["next_token"])

    def test_label_counts(self):
        counts = self.sim.list()["label_counts"]
        self.assertEqual(sum(counts.values()), 60)
        self.assertEqual(counts[""], 15)

    def test_filters(self):
        def total(**filters):
            return self.sim.list(select_filters=filters)["total_instances"]

        self.assertEqual(total(gpu_name={"in": ["RTX 3060"]}), 30)
        self.assertEqual(total(label={"in": [None]}), 15)
        self.assertEqual(total(label={"eq": "job-1"}), 15)
        self.assertEqual(total(actual_status={"in": ["running"]}), 60)
        self.assertEqual(total(actual_status={"eq": "loading"}), 0)
        self.assertEqual(total(id={"eq": self.contracts[3]}), 1)
        for filters in ({"dph_total": {"lt": 1}}, {"num_gpus": {"eq": 1}}, {"label": 3},
                        {"label": {"like": "x"}}, {"label": {"in": "x"}}, []):
            self.error(self.sim.ask("GET", "/api/v1/instances/", query={"select_filters": filters}),
                       400, "invalid_request")

    def test_order(self):
        found, _ = self.pages(order_by=[{"col": "id", "dir": "desc"}])
        self.assertEqual([c for p in found for c in p], self.contracts[::-1])
        for order in ([{"col": "dph_total", "dir": "asc"}], {}, [3]):
            self.error(self.sim.ask("GET", "/api/v1/instances/", query={"order_by": order}),
                       400, "invalid_request")

    def test_what_can_be_filtered(self):
        rows = self.sim.ask("GET", "/api/v0/instances/filters/").json["filters"]
        self.assertEqual({r["gpu_name"] for r in rows}, {"RTX 3060", "RTX 3090"})
        self.assertEqual(len(rows), len({json.dumps(r) for r in rows}))

    def test_old_list(self):
        self.error(self.sim.ask("GET", "/api/v0/instances/"), 410, "deprecated_endpoint",
                   "Use /api/v1/instances/ instead.")
        self.sim.set(old_list_works=True)
        self.assertEqual(len(self.sim.ask("GET", "/api/v0/instances/").json["instances"]), 60)

    def test_rows(self):
        rows = self.sim.list()["instances"]
        self.assertEqual({type(r["os_version"]) for r in rows}, {str, float})
        self.assertTrue(all(r["local_ipaddrs"].endswith(" \n") for r in rows))
        self.assertTrue(all(r["direct_port_start"] == -1 for r in rows))
        self.assertIn("volume_info", rows[0])
        single = self.sim.single(rows[0]["id"])
        self.assertNotIn("volume_info", single)
        self.assertEqual({k: v for k, v in rows[0].items() if k != "volume_info"}, single)
        self.assertNotIn("gpu_total_ram", rows[0])
        self.assertGreater(len({r["ssh_host"] for r in rows}), 4)


sim.main()
