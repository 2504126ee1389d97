# SPDX-License-Identifier: GPL-3.0-or-later
"""Renting: what is accepted, what is refused and how, and what the offer becomes."""

import json

import sim


class Refused(sim.SharedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offer = cls.sim.cheapest()["id"]

    def tearDown(self):
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def refused(self, words, error="invalid_args", **body):
        self.error(self.sim.create(self.offer, **body), 400, error, words)

    def test_image(self):
        self.refused("image", image=None)
        self.refused("image", image="")
        self.refused("image", image=3)
        self.refused("template", image=None, template_hash_id="nonsense")

    def test_disk(self):
        self.refused("disk", disk=7.9)
        self.refused("disk", disk="40")
        self.refused("disk", disk=1e6)

    def test_texts(self):
        self.refused("label", label="x" * 257)
        self.refused("label", label=["x"])
        self.refused("onstart", onstart="x" * 4049)
        self.refused("runtype", runtype="telnet")
        self.refused("target_state", target_state="paused")

    def test_price(self):
        self.refused("0.001", error="invalid_price", price=0)
        self.refused("128", error="invalid_price", price=128.5)
        self.refused("price", price="0.3")

    def test_env(self):
        self.refused("name", env={"N" * 257: "1"})
        self.refused("too long", env={"A": "x" * 32769})
        self.refused("ports", env={f"-p {n}:{n}": "1" for n in range(1000, 1065)})

    def test_env_names(self):
        for name in ("A B", " A", "9A", "A-B", "", "-p", "-p 80", "-p a:b", "-p 1:2/sctp", "-x 1",
                     "-v V.1:/a b", "Ä"):
            with self.subTest(name):
                self.refused("env", env={name: "1"})

    def test_args(self):
        self.refused("args", args_str="--x", runtype="ssh")
        self.refused("args", args=["--x"], runtype="jupyter_direct")
        self.refused("args", args=["--x", 3], runtype="args")
        self.refused("args", args_str=3, runtype="args")
        self.refused("too long", args_str="x" * 4097, runtype="args")
        self.refused("too long", args_str="x" * 100, onstart="y" * 3997, runtype="args")

    def test_jupyter(self):
        self.refused("jupyter_dir", jupyter_dir=3)
        self.refused("use_jupyter_lab", use_jupyter_lab="yes")

    def test_login(self):
        for login in (3, "ada", "-u ada", "-u ada -p planted a b", "-p planted -u ada"):
            with self.subTest(login):
                self.refused("image_login", image_login=login)
                self.assertNotIn("planted", self.sim.create(self.offer, image_login=login).json["msg"])

    def test_bid_below_the_floor(self):
        offer = self.sim.search(limit=1, type="bid", gpu_name={"eq": "RTX 4090"})[0]
        self.error(self.sim.create(offer["id"], price=offer["min_bid"] * 0.9), 400,
                   "invalid_price", "min_bid")

    def test_vm_without_key(self):
        self.refused("SSH key", error="no_ssh_key_for_vm", vm=True)

    def test_no_object(self):
        for body in ([], "x", 3):
            reply = self.sim.ask("PUT", f"/api/v0/asks/{self.offer}/", body)
            self.error(reply, 400, "invalid_args")
        self.assertEqual(self.sim.ask("PUT", f"/api/v0/asks/{self.offer}/").status, 400)

    def test_not_listed(self):
        for number, status, error in ((12, 404, "invalid_args"), (10, 410, "no_such_ask"),
                                      (11, 400, "no_such_ask")):
            reply = self.sim.create(number)
            self.error(reply, status, error, "no_such_ask")
            self.assertEqual(reply.json["ask_id"], number)
        self.assertIn("error 404/3603: no_such_ask Instance type by id 12 is not available.",
                      self.sim.create(12).json["msg"])

    def test_post_is_not_it(self):
        self.assertEqual(self.sim.ask("POST", f"/api/v0/asks/{self.offer}/", {}).status, 405)


class NoCredit(sim.Case):
    def test_create_and_start(self):
        contract = self.sim.rent_running()
        self.fine(self.sim.put(contract, {"state": "stopped"}))
        self.sim.set(credit={"usd": 0})
        self.error(self.sim.create(self.sim.cheapest()["id"]), 400, "insufficient_credit",
                   "insufficient credit")
        self.error(self.sim.put(contract, {"state": "running"}), 400, "missing_billing")


class Rented(sim.Case):
    def test_answer(self):
        reply = self.sim.create(self.sim.cheapest()["id"]).json
        self.assertEqual(set(reply), {"success", "new_contract", "instance_api_key"})
        self.assertIs(reply["success"], True)
        (contract,) = self.sim.ledger()["contracts"]
        self.assertEqual(contract["instance_api_key"], reply["instance_api_key"])
        self.sim.advance(90)
        self.assertEqual(contract["jupyter_token"],
                         self.sim.row(reply["new_contract"])["jupyter_token"])

    def test_nulls_as_the_official_client_sends_them(self):
        nulls = {n: None for n in ("template_hash_id", "price", "label", "extra", "onstart",
                                   "image_login", "python_utf8", "lang_utf8", "user", "args",
                                   "jupyter_dir", "volume_info", "target_state", "env")}
        self.sim.rent(use_jupyter_lab=False, force=False, cancel_unavail=False, **nulls)

    def test_once_only(self):
        offer = self.sim.cheapest()["id"]
        self.sim.rent(offer)
        self.assertIn(self.sim.create(offer).status, (400, 404, 410))
        self.assertEqual(self.sim.search(ask_contract_id={"eq": offer}), [])
        self.assertEqual(self.sim.ledger()["creates_per_offer"], {str(offer): 1})

    def test_gpus_are_shared_by_offers(self):
        offers = self.sim.search(limit=5000, disable_bundling=True)
        whole = next(o for o in offers if o["num_gpus"] == 8 and
                     sum(p["machine_id"] == o["machine_id"] for p in offers) > 5)
        self.sim.set(credit={"usd": 100})
        contract = self.sim.rent(whole["id"])
        machine = {"machine_id": {"eq": whole["machine_id"]}, "disable_bundling": True}
        self.assertEqual(self.sim.search(**machine), [])
        self.fine(self.sim.destroy(contract))
        back = self.sim.search(**machine)
        self.assertGreater(len(back), 3)
        self.assertNotIn(whole["id"], [o["id"] for o in back])

    def test_comes_back_under_a_new_number(self):
        offer = self.sim.cheapest()
        self.fine(self.sim.destroy(self.sim.rent(offer["id"])))
        self.sim.advance(61)
        self.assertEqual(self.sim.search(ask_contract_id={"eq": offer["id"]}), [])
        again = self.sim.search(machine_id={"eq": offer["machine_id"]}, num_gpus={"eq": 1})
        self.assertIn(offer["dph_base"], [o["dph_base"] for o in again])

    def test_env_object_comes_back_as_pairs(self):
        contract = self.sim.rent(env={"SUBLET_RENTAL": "a/b", "TZ": "UTC", "-p 7860:7860": "1"})
        self.sim.advance(5)
        pairs = [["SUBLET_RENTAL", "a/b"], ["TZ", "UTC"], ["-p 7860:7860", "1"]]
        self.assertEqual(self.sim.row(contract)["extra_env"], pairs)
        self.assertEqual(self.sim.single(contract)["extra_env"], pairs)
        self.assertEqual(self.sim.ledger()["contracts"][0]["env"]["SUBLET_RENTAL"], "a/b")

    def test_env_text_is_not_applied(self):
        contract = self.sim.rent(env="-e TZ=UTC")
        self.sim.advance(5)
        self.assertEqual(self.sim.row(contract)["extra_env"], [])

    def test_label_image_disk(self):
        contract = self.sim.rent(label="ada-1", image="pytorch/pytorch:2.6", disk=40, onstart="ls")
        self.sim.advance(5)
        row = self.sim.row(contract)
        self.assertEqual((row["label"], row["image_uuid"], row["disk_space"], row["onstart"]),
                         ("ada-1", "pytorch/pytorch:2.6", 40, "ls"))

    def test_template(self):
        templates = self.sim.ask("GET", "/api/v0/template/").json
        self.assertEqual(templates["templates_found"], len(templates["templates"]))
        template = templates["templates"][0]
        contract = self.sim.rent(image=None, template_hash_id=template["hash_id"])
        self.sim.advance(5)
        self.assertEqual(self.sim.row(contract)["image_uuid"], template["image"])
        named = self.sim.ask("GET", "/api/v0/template/",
                             query={"select_filters": {"name": {"eq": "vLLM"}}}).json
        self.assertEqual([t["name"] for t in named["templates"]], ["vLLM"])
        part = self.sim.ask("GET", "/api/v0/template/",
                            query={"select_filters": {"image": "vastai/"}}).json
        self.assertEqual(part["templates_found"], 2)

    def test_templates(self):
        def ask(**query):
            return self.sim.ask("GET", "/api/v0/template/", query=query).json

        own = ask(select_filters={"creator_id": {"in": [900]}})["templates"]
        self.assertEqual([t["name"] for t in own], ["My training"])
        self.assertEqual([t["private"] for t in own], [True])
        recommended = ask(select_filters={"recommended": {"eq": True}})
        self.assertEqual(recommended["templates_found"], 3)
        self.assertTrue(all(t["recommended"] for t in recommended["templates"]))
        few = ask(limit=2)
        self.assertEqual((len(few["templates"]), few["templates_found"]), (2, 5))

    def test_template_is_merged_and_the_request_wins(self):
        (template,) = self.sim.ask("GET", "/api/v0/template/", query={
            "select_filters": {"creator_id": {"in": [900]}}}).json["templates"]
        contract = self.sim.rent(image=None, runtype=None, template_hash_id=template["hash_id"],
                                 env={"HF_HOME": "/mine", "A": "1"})
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual(row["extra_env"],
                         [["HF_HOME", "/mine"], ["A", "1"], ["-p 6006:6006", "1"],
                          ["-p 9000:9000/udp", "1"], ["-h trainer", "1"]])
        self.assertEqual((row["onstart"], row["image_runtype"]),
                         (template["onstart"], "ssh ssh_direc ssh_proxy"))
        self.assertEqual((row["template_id"], row["template_name"]),
                         (template["id"], template["name"]))
        self.assertEqual(set(row["ports"]), {"22/tcp", "6006/tcp", "9000/udp"})

    def test_args(self):
        contract = self.sim.rent(runtype="args", args_str="--model 'a b' --port 80", onstart="ls")
        self.sim.advance(5)
        self.assertEqual(self.sim.row(contract)["image_args"], ["--model", "a b", "--port", "80"])
        other = self.sim.rent(runtype="args", args=["--model", "x"])
        self.sim.advance(5)
        self.assertEqual(self.sim.row(other)["image_args"], ["--model", "x"])

    def test_login_is_told_to_nobody(self):
        contract = self.sim.rent(image_login="-u ada -p planted registry.example")
        self.sim.advance(90)
        self.assertNotIn(b"planted", self.sim.ask("GET", "/api/v1/instances/").body)
        self.assertNotIn("planted", json.dumps(self.sim.single(contract)))
        self.assertEqual(self.sim.ledger()["contracts"][0]["image_login"],
                         "-u ada -p planted registry.example")

    def test_runtypes(self):
        expected = {
            "ssh": "ssh_proxy", "ssh_direct": "ssh ssh_direc ssh_proxy",
            "ssh_direc ssh_proxy": "ssh ssh_direc ssh_proxy",
            "jupyter_direct": "jupyter_direc ssh_direc ssh_proxy",
            "jupyter_direc ssh_direc ssh_proxy": "jupyter_direc ssh_direc ssh_proxy",
            "jupyter_proxy ssh_proxy": "jupyter_proxy ssh_proxy", "args": "args", None: "ssh_proxy",
        }
        self.sim.set(credit={"usd": 100})
        for sent, reported in expected.items():
            offer = self.sim.cheapest(direct_port_count={"gte": 8})["id"]
            contract = self.sim.rent(offer, runtype=sent)
            self.sim.advance(90)
            row = self.sim.row(contract)
            self.assertEqual(row["image_runtype"], reported)
            ports = set(row["ports"])
            self.assertEqual("22/tcp" in ports, "ssh_direc" in reported)
            self.assertEqual("8080/tcp" in ports, "jupyter_direc" in reported)
            self.assertEqual(row["ssh_host"] is not None, reported != "args")

    def test_ports(self):
        self.sim.set(credit={"usd": 100})
        shapes = set()
        for _ in range(16):
            offer = self.sim.cheapest(direct_port_count={"gte": 8})["id"]
            contract = self.sim.rent(offer, env={"-p 7860:7860": "1", "-p 9000:9000/udp": "1",
                                                 "-p 70001:70001": "1"})
            self.sim.advance(3.1)
            self.assertIsNone(self.sim.row(contract).get("ports"))
            self.sim.advance(90)
            ports = self.sim.row(contract)["ports"]
            self.assertEqual(set(ports), {"22/tcp", "7860/tcp", "9000/udp", "70001/tcp"})
            numbers = [int(p[0]["HostPort"]) for p in ports.values()]
            self.assertEqual(len(set(numbers)), 4)
            self.assertEqual(int(ports["70001/tcp"][0]["HostPort"]), 70001)
            entry = ports["22/tcp"]
            shapes.add((len(entry), type(entry[0]["HostPort"])))
            self.fine(self.sim.destroy(contract))
        self.assertIn((1, str), shapes)
        self.assertIn((2, str), shapes)
        self.assertIn(int, [kind for _, kind in shapes])

    def test_no_direct_ports(self):
        offers = self.sim.search(direct_port_count={"eq": 0}, dph_total={"lt": 2})
        contract = self.sim.rent(offers[0]["id"])
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["ports"]), ("running", {}))
        self.assertRegex(row["ssh_host"], r"^ssh\d\.vast\.invalid$")
        self.assertIsInstance(row["ssh_port"], int)

    def test_stopped_from_the_start(self):
        contract = self.sim.rent(target_state="stopped")
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["intended_status"]), ("created", "stopped"))
        self.assertEqual(self.sim.ledger()["contracts"][0]["gpu_seconds"], 0)
        self.sim.set(start_odds=1)
        self.fine(self.sim.put(contract, {"state": "running"}))
        self.sim.advance(10)
        self.assertEqual(self.sim.row(contract)["actual_status"], "running")

    def test_price_is_the_one_quoted(self):
        offer = self.sim.cheapest(allocated_storage=40)
        contract = self.sim.rent(offer["id"], disk=40)
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual(row["dph_total"], offer["dph_total"])
        self.assertEqual(row["search"]["totalHour"], row["dph_total"])
        self.assertEqual((row["is_bid"], row["gpu_totalram"]), (False, offer["gpu_total_ram"]))


class Bids(sim.Case):
    def rent_bid(self, factor, **body):
        self.sim.set(low_bids=factor < 1)
        offer = next(o for o in self.sim.search(limit=500, type="bid", gpu_name={"eq": "RTX 4090"})
                     if o["num_gpus"] == 1)
        return self.sim.rent(offer["id"], price=offer["min_bid"] * factor, **body)

    def state(self, contract):
        row = self.sim.row(contract)
        return row["actual_status"], row["intended_status"]

    def test_runs_at_its_own_price(self):
        contract = self.rent_bid(1.1)
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["is_bid"]), ("running", True))
        self.assertAlmostEqual(row["dph_base"], row["min_bid"] * 1.1)
        self.assertAlmostEqual(self.sim.ledger()["billing"][0]["gpu_per_hour"], row["dph_base"])

    def test_under_the_floor_stays_stopped_until_raised(self):
        contract = self.rent_bid(0.5)
        self.sim.advance(90)
        self.assertEqual(self.state(contract), ("stopped", "running"))
        ledger = self.sim.ledger()
        self.assertEqual(ledger["billing"][0]["gpu_per_hour"], 0)
        self.assertGreater(ledger["billing"][0]["disk_per_hour"], 0)
        floor = self.sim.row(contract)["min_bid"]
        self.fine(self.sim.put(f"bid_price/{contract}", {"client_id": "me", "price": floor}))
        self.sim.advance(90)
        self.assertEqual(self.state(contract), ("running", "running"))

    def test_no_price_is_the_one_that_wins(self):
        contract = self.rent_bid(0.5)
        self.sim.advance(5)
        self.fine(self.sim.put(f"bid_price/{contract}", {"client_id": "me", "price": None}))
        self.sim.advance(90)
        row = self.sim.row(contract)
        self.assertEqual((row["actual_status"], row["dph_base"]), ("running", row["min_bid"]))

    def test_outbid_and_back(self):
        contract = self.rent_bid(1.1)
        self.sim.advance(90)
        self.sim.set(outbid=contract)
        self.assertEqual(self.state(contract), ("exited", "running"))
        self.assertEqual(self.sim.ledger()["billing"][0]["gpu_per_hour"], 0)
        self.sim.set(end_outbid=contract)
        self.sim.advance(90)
        self.assertEqual(self.state(contract), ("running", "running"))

    def test_changed_while_running(self):
        contract = self.rent_bid(1.1)
        self.sim.advance(90)
        price = self.sim.row(contract)["min_bid"] * 1.3
        self.fine(self.sim.put(f"bid_price/{contract}", {"price": price}))
        self.assertEqual(self.state(contract), ("running", "running"))
        self.assertAlmostEqual(self.sim.ledger()["billing"][0]["gpu_per_hour"], price)

    def test_refused(self):
        contract = self.rent_bid(1.1)
        for price in (0, 33, "x"):
            self.error(self.sim.put(f"bid_price/{contract}", {"price": price}), 400, "invalid_args")
        self.error(self.sim.put("bid_price/5", {"price": 1}), 404, "no_such_instance")
        on_demand = self.sim.rent()
        self.error(self.sim.put(f"bid_price/{on_demand}", {"price": 1}), 400, "invalid_args")


sim.main()
