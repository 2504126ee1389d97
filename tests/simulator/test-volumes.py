# SPDX-License-Identifier: GPL-3.0-or-later
"""Local volumes: found, made and used with an instance; and the names of the account's secrets."""

import sim

GB_HOURS_PER_MONTH = 720


class Volumes(sim.Case):
    def volumes(self, **query):
        return self.sim.ask("GET", "/api/v0/volumes/",
                            query={"owner": "me", "type": "local_volume", **query}).json["volumes"]

    def offers(self, **body):
        return self.sim.ask("POST", "/api/v0/volumes/search/", body).json["offers"]

    def pair(self):
        """An offer and the volume offer of its machine."""
        for offer in self.sim.search(**sim.USUAL, num_gpus={"eq": 1}, limit=64,
                                     order=[["dph_total", "asc"]]):
            found = self.offers(machine_id={"eq": offer["machine_id"]})
            if found:
                return offer, found[0]
        raise AssertionError("no machine offers volumes")

    def info(self, offer, **other):
        return {"create_new": True, "volume_id": offer["id"], "size": 10, "mount_path": "/data",
                "name": "d1", **other}

    def test_search(self):
        found = self.offers(limit=5)
        self.assertEqual(len(found), 5)
        self.assertEqual(len({o["machine_id"] for o in found}), 5)
        self.assertTrue(all(o["disk_space"] > 0 and o["storage_cost"] > 0 for o in found))
        self.assertEqual(self.offers(machine_id={"eq": 5}), [])
        self.error(self.sim.ask("POST", "/api/v0/volumes/search/", []), 400, "invalid_args")
        self.error(self.sim.ask("POST", "/api/v0/volumes/search/", {"nonsense": {"eq": 1}}), 400,
                   "invalid_args")

    def test_made_used_and_kept(self):
        offer, volume_offer = self.pair()
        contract = self.sim.rent(offer["id"], volume_info=self.info(volume_offer))
        self.sim.advance(90)
        (volume,) = self.volumes()
        self.assertEqual((volume["label"], volume["disk_space"], volume["machine_id"]),
                         ("d1", 10, offer["machine_id"]))
        self.assertEqual(volume["instances"], [contract])
        self.assertAlmostEqual(volume["storage_total_cost"],
                               volume_offer["storage_cost"] * 10 / GB_HOURS_PER_MONTH)
        self.assertEqual(self.sim.row(contract)["volume_info"],
                         [{"id": volume["id"], "avail_space": 10, "total_space": 10}])
        left = self.offers(machine_id={"eq": offer["machine_id"]})[0]["disk_space"]
        self.assertEqual(left, volume_offer["disk_space"] - 10)

        # It outlives the instance, is billed on, and can be used again there alone.
        self.fine(self.sim.destroy(contract))
        self.sim.advance(600)
        spent = self.sim.ledger()["accounts"][0]["spent"]
        self.sim.advance(36000)
        self.assertEqual(self.volumes()[0]["instances"], [])
        self.assertAlmostEqual(self.sim.ledger()["accounts"][0]["spent"] - spent,
                               volume["storage_total_cost"] * 10, places=4)
        again = next(o for o in self.sim.search(machine_id={"eq": offer["machine_id"]}))
        use = {"create_new": False, "volume_id": volume["id"], "mount_path": "/data"}
        other = self.sim.rent(again["id"], volume_info=use)
        self.assertEqual(self.volumes()[0]["instances"], [other])
        self.assertEqual(self.volumes(type="network_volume"), [])

    def delete(self, body=sim.NO_BODY, **options):
        return self.sim.ask("DELETE", "/api/v0/volumes/", body, **options)

    def test_deleted(self):
        offer, volume_offer = self.pair()
        contract = self.sim.rent(offer["id"], volume_info=self.info(volume_offer))
        self.sim.advance(90)
        (volume,) = self.volumes()
        # Not while it is used, nor just afterwards.
        self.error(self.delete({"id": volume["id"]}), 400, "invalid_request", "in use")
        self.fine(self.sim.destroy(contract))
        self.sim.advance(20)
        self.error(self.delete({"id": volume["id"]}), 400, "invalid_request", "in use")
        self.sim.advance(600)
        self.fine(self.delete({"id": volume["id"]}))
        self.assertEqual(self.volumes(), [])
        spent = self.sim.ledger()["accounts"][0]["spent"]
        self.sim.advance(36000)
        self.assertEqual(self.sim.ledger()["accounts"][0]["spent"], spent)
        # Its room is free again, and its number names nothing.
        left = self.offers(machine_id={"eq": offer["machine_id"]})[0]["disk_space"]
        self.assertEqual(left, volume_offer["disk_space"])
        self.error(self.delete({"id": volume["id"]}), 404, "not_found")
        again = next(o for o in self.sim.search(machine_id={"eq": offer["machine_id"]}))
        self.error(self.sim.create(again["id"], volume_info={
            "create_new": False, "volume_id": volume["id"], "mount_path": "/data"}), 400,
            "invalid_args")

    def test_delete_as_the_official_client_does(self):
        offer, volume_offer = self.pair()
        contract = self.sim.rent(offer["id"], volume_info=self.info(volume_offer))
        self.fine(self.sim.destroy(contract))
        self.sim.advance(600)
        (volume,) = self.volumes()
        self.sim.set(add_account={"username": "bob", "email": "bob@example.org", "key": "bobs",
                                  "credit": 10})
        self.sim.set(add_key={"key": "reader", "without": ["instance_write"]})
        query = {"id": volume["id"]}
        self.error(self.delete(query=query, key="bobs"), 404, "not_found")
        self.error(self.delete(query=query, key="reader"), 403, "permission_denied")
        self.error(self.delete(), 404, "not_found")
        self.fine(self.delete(query=query))
        self.assertEqual(self.volumes(), [])

    def test_refused(self):
        offer, volume_offer = self.pair()
        elsewhere = next(o for o in self.offers(limit=64)
                         if o["machine_id"] != offer["machine_id"])
        for info in ("x", self.info(volume_offer, volume_id=0), self.info(elsewhere),
                     self.info(volume_offer, mount_path="data"), self.info(volume_offer, size=0),
                     self.info(volume_offer, size=1e6), self.info(volume_offer, mount_path=None),
                     {"create_new": False, "volume_id": 61, "mount_path": "/data"}):
            with self.subTest(info):
                self.error(self.sim.create(offer["id"], volume_info=info), 400, "invalid_args")
        self.assertEqual(self.volumes(), [])
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def test_another_account(self):
        offer, volume_offer = self.pair()
        self.sim.rent(offer["id"], volume_info=self.info(volume_offer))
        self.sim.set(add_account={"username": "bob", "email": "bob@example.org", "key": "bobs",
                                  "credit": 10})
        self.assertEqual(self.sim.ask("GET", "/api/v0/volumes/", key="bobs").json["volumes"], [])


class Secrets(sim.Case):
    def test_names_alone(self):
        reply = self.sim.ask("GET", "/api/v0/secrets/").json
        self.assertEqual(reply, {"success": True, "secrets": {"HF_TOKEN": "********"}})
        self.assertEqual(self.sim.ask("GET", "/api/v0/secrets/", key=None).status, 403)


sim.main()
