# SPDX-License-Identifier: GPL-3.0-or-later
"""A second client on the same account, with a key of its own, that minds its own business.

Whether ours minds its own, the ledger tells: no request of our key may touch what this one rented.
"""

KEY = "the-neighbours"

USUAL = {"verified": {"eq": True}, "external": {"eq": False}, "rentable": {"eq": True},
         "num_gpus": {"eq": 1}, "order": [["dph_total", "asc"]]}

DEEDS = ["rent", "rent-same-machine", "rent-same-token", "destroy", "relabel", "stop", "start"]


class Neighbour:
    def __init__(self, simulator):
        self.simulator = simulator
        simulator.set(add_key={"account": "ada", "key": KEY})
        self.contracts = []

    def search(self, **query):
        answer = self.simulator.ask("POST", "/api/v0/bundles/", {**USUAL, **query, "limit": 8}, KEY)
        return (answer or {}).get("offers") or []

    def rent(self, random, env, **query):
        offers = self.search(**query)
        if not offers:
            return
        # As others do: the environment is never empty, so that it tells whose it is.
        answer = self.simulator.ask(
            "PUT", f"/api/v0/asks/{random.choice(offers)['id']}/",
            {"client_id": "me", "image": "ubuntu:24.04", "disk": 16, "runtype": "ssh",
             "env": {"TZ": "UTC", **env}, "label": "the-neighbours"}, KEY)
        if answer and answer.get("new_contract"):
            self.contracts.append(answer["new_contract"])

    def leave_volume(self):
        """A volume that nobody uses: its instance is destroyed. Returns its number."""
        known = {v["id"] for v in self.volumes()}
        for offer in self.search(gpu_name={"eq": "RTX 4090"}):
            found = self.simulator.ask(
                "POST", "/api/v0/volumes/search/",
                {"machine_id": {"eq": offer["machine_id"]}, "limit": 1}, KEY)["offers"]
            answer = found and self.simulator.ask(
                "PUT", f"/api/v0/asks/{offer['id']}/",
                {"client_id": "me", "image": "ubuntu:24.04", "disk": 16, "runtype": "ssh",
                 "env": {"TZ": "UTC"}, "label": "the-neighbours",
                 "volume_info": {"create_new": True, "volume_id": found[0]["id"], "size": 10,
                                 "mount_path": "/data", "name": "left"}}, KEY)
            if answer and answer.get("new_contract"):
                contract = answer["new_contract"]
                self.simulator.ask("DELETE", f"/api/v0/instances/{contract}/", {}, KEY)
                (made,) = {v["id"] for v in self.volumes()} - known
                return made
        raise AssertionError("no machine has room for a volume")

    def volumes(self):
        """Of the account, ours too."""
        return self.simulator.ask("GET", "/api/v0/volumes/", None, KEY)["volumes"]

    def put(self, contract, body):
        self.simulator.ask("PUT", f"/api/v0/instances/{contract}/", body, KEY)

    def act(self, deed, random, ours):
        """ours: contracts of the engine, as the ledger has them."""
        if deed == "rent":
            self.rent(random, {}, gpu_name={"eq": "RTX 4090"})
        elif deed == "rent-same-machine" and ours:
            self.rent(random, {}, machine_id={"eq": random.choice(ours)["machine"]})
        elif deed == "rent-same-token" and ours:
            token = random.choice(ours)["env"].get("SUBLET_RENTAL", "")
            self.rent(random, {"SUBLET_RENTAL": token}, gpu_name={"eq": "RTX 3090"})
        elif self.contracts:
            contract = random.choice(self.contracts)
            if deed == "destroy":
                self.contracts.remove(contract)
                self.simulator.ask("DELETE", f"/api/v0/instances/{contract}/", {}, KEY)
            elif deed == "relabel":
                self.put(contract, {"label": f"other-{random.randrange(100)}"})
            elif deed == "stop":
                self.put(contract, {"state": "stopped"})
            elif deed == "start":
                self.put(contract, {"state": "running"})
