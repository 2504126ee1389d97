# SPDX-License-Identifier: GPL-3.0-or-later
"""SSH keys of the account and of instances; container logs."""

import json
import urllib.parse

import sim

ONE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOneOneOneOneOneOneOneOneOneOneOneOneOneO me@desk"
TWO = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITwoTwoTwoTwoTwoTwoTwoTwoTwoTwoTwoTwoTwoT you@lap"
RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ"


class Keys(sim.Case):
    def add(self, text, key=sim.KEY):
        return self.sim.ask("POST", "/api/v0/ssh/", {"ssh_key": text}, key=key)

    def listed(self):
        reply = self.sim.ask("GET", "/api/v0/ssh/")
        self.assertEqual(reply.status, 200)
        return reply.json

    def test_none_is_an_empty_array(self):
        self.assertEqual(self.listed(), [])

    def test_add_list_delete(self):
        key = self.fine(self.add(ONE + "\n"))["key"]
        self.assertEqual((key["public_key"], key["user_id"], key["deleted_at"]), (ONE, 900, None))
        self.assertEqual(self.listed(), [key])
        self.fine(self.sim.ask("DELETE", f"/api/v0/ssh/{key['id']}/", {}))
        self.assertEqual(self.listed(), [])
        self.error(self.sim.ask("DELETE", f"/api/v0/ssh/{key['id']}/", {}), 400, "no_ssh_key")

    def test_replace(self):
        key = self.add(ONE).json["key"]
        self.fine(self.sim.ask("PUT", f"/api/v0/ssh/{key['id']}/",
                               {"id": key["id"], "ssh_key": TWO}))
        self.assertEqual([k["public_key"] for k in self.listed()], [TWO])
        self.error(self.sim.ask("PUT", "/api/v0/ssh/5/", {"ssh_key": TWO}), 400, "no_ssh_key")

    def test_duplicate(self):
        self.add(ONE)
        self.error(self.add(ONE.replace("me@desk", "another comment")), 400, "duplicate_ssh_key",
                   "already exists")
        self.assertEqual(len(self.listed()), 1)

    def test_no_key_at_all(self):
        for text in ("", None, 3):
            self.error(self.add(text), 400, "no_ssh_key")
        for text in ("nonsense", "ssh-ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n",
                     ONE + "\n" + TWO):
            self.error(self.add(text), 400, "invalid_args")
        self.assertEqual(self.listed(), [])

    def test_rows_differ(self):
        for n in range(12):
            self.fine(self.add(f"{RSA}{n} k{n}"))
        rows = self.listed()
        self.assertEqual(sum("key" in r for r in rows), 1)
        self.assertEqual({type(r["created_at"]) for r in rows}, {str, float})
        self.assertTrue(all(("key" in r) != ("public_key" in r) for r in rows))

    def test_team(self):
        self.sim.set(add_key={"key": "team", "team": True})
        self.error(self.add(ONE, key="team"), 400, "team_ssh_keys_not_supported")
        key = self.add(ONE).json["key"]["id"]
        for method in ("PUT", "DELETE"):
            self.error(self.sim.ask(method, f"/api/v0/ssh/{key}/", {"ssh_key": TWO}, key="team"),
                       400, "team_ssh_keys_not_supported")


class InstanceKeys(sim.Case):
    def path(self, contract):
        return f"/api/v0/instances/{contract}/ssh/"

    def attached(self, contract):
        reply = self.fine(self.sim.ask("GET", self.path(contract)))
        self.assertIsInstance(reply["ssh_keys"], str)
        return json.loads(reply["ssh_keys"])

    def attach(self, contract, text):
        return self.sim.ask("POST", self.path(contract), {"ssh_key": text})

    def test_account_keys_go_to_new_contracts_only(self):
        old = self.sim.rent()
        key = self.sim.ask("POST", "/api/v0/ssh/", {"ssh_key": ONE}).json["key"]
        new = self.sim.rent()
        self.assertEqual(self.attached(old), [])
        self.assertEqual(self.attached(new),
                         [{"id": key["id"], "name": "me@desk", "public_key": ONE}])
        self.assertEqual([c["ssh_keys"] for c in self.sim.ledger()["contracts"]], [[], [ONE]])

    def test_attach_and_detach(self):
        contract = self.sim.rent()
        self.fine(self.attach(contract, ONE))
        self.fine(self.attach(contract, TWO))
        keys = self.attached(contract)
        self.assertEqual([k["public_key"] for k in keys], [ONE, TWO])
        self.error(self.attach(contract, ONE + "2"), 400, "invalid_args", "already associated")
        self.fine(self.sim.ask("DELETE", f"{self.path(contract)}{keys[0]['id']}/", {}))
        self.assertEqual([k["public_key"] for k in self.attached(contract)], [TWO])
        self.error(self.sim.ask("DELETE", f"{self.path(contract)}{keys[0]['id']}/", {}), 404,
                   "no_such_ssh_key")

    def test_wrong(self):
        contract = self.sim.rent()
        self.error(self.attach(contract, "7"), 400, "invalid_args")
        self.error(self.attach(contract, ""), 400, "no_ssh_key")
        for reply in (self.attach(5, ONE), self.sim.ask("GET", self.path(5)),
                      self.sim.ask("DELETE", self.path(5) + "1/", {})):
            self.error(reply, 404, "no_such_instance")


class Logs(sim.Case):
    def setUp(self):
        super().setUp()
        self.contract = self.sim.rent_running()

    def request(self, **body):
        reply = self.sim.put(f"request_logs/{self.contract}", body)
        return urllib.parse.urlsplit(self.fine(reply)["result_url"])

    def fetch(self, url, key=None):
        return self.sim.ask("GET", f"{url.path}?{url.query}", key=key)

    def test_appears_after_a_while(self):
        url = self.request(tail="500")
        self.assertEqual(url.netloc, f"127.0.0.1:{self.sim.port}")
        self.assertEqual(self.fetch(url).status, 404)
        self.sim.advance(2.1)
        reply = self.fetch(url)
        self.assertEqual((reply.status, reply.type), (200, "binary/octet-stream"))
        self.assertIn(b"\x1b[32m", reply.body)
        with self.assertRaises(UnicodeDecodeError):
            reply.body.decode()

    def test_refuses_the_key(self):
        url = self.request()
        self.sim.advance(3)
        reply = self.fetch(url, key=sim.KEY)
        self.assertEqual((reply.status, reply.type), (400, "application/xml"))

    def test_signature(self):
        url = self.request()
        self.sim.advance(3)
        self.assertEqual(self.sim.ask("GET", url.path, key=None).status, 403)
        self.assertEqual(self.fetch(url._replace(query=url.query + "0")).status, 403)

    def test_tail_filter_daemon(self):
        urls = self.request(tail="2"), self.request(filter="ready"), self.request(daemon_logs="true")
        self.sim.advance(3)
        tail, found, daemon = (self.fetch(u).body for u in urls)
        self.assertEqual(len(tail.splitlines()), 2)
        self.assertEqual(found, b"ready\n")
        self.assertIn(b"kaalia", daemon)

    def read(self, **body):
        url = self.request(**body)
        self.sim.advance(2.1)
        return self.fetch(url).body

    def test_grows_while_it_runs(self):
        before = self.read()
        self.sim.advance(60)
        after = self.read()
        self.assertTrue(after.startswith(before))
        grown = after[len(before):].splitlines()
        self.assertGreaterEqual(len(grown), 10)
        for line in grown:
            self.assertRegex(line, rb"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (epoch \d+  loss|WARNING:)")

    def test_of_one_that_exited(self):
        self.sim.set(exit_instance=self.contract)
        self.sim.advance(1)
        self.assertIn(b"RuntimeError: CUDA out of memory", self.read())

    def test_offline_host_never_answers(self):
        self.sim.set(kill_host=self.sim.row(self.contract)["machine_id"])
        url = self.request()
        self.sim.advance(60)
        self.assertEqual(self.fetch(url).status, 404)

    def test_unknown(self):
        self.error(self.sim.put("request_logs/5", {}), 404, "no_such_instance")


sim.main()
