# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths with their exact slashes, statuses, types, headers, keys and hosts."""

import email.utils
import json
import time

import sim

# method, path, body; each with the scope its key needs, None for none.
ROUTES = (
    ("GET", "/api/v0/users/current/", None, "user_read"),
    ("POST", "/api/v0/bundles/", {}, "misc"),
    ("GET", "/api/v0/bundles/", None, "misc"),
    ("PUT", "/api/v0/search/asks/", {"q": {}}, "misc"),
    ("PUT", "/api/v0/asks/1/", {}, "instance_write"),
    ("GET", "/api/v1/instances/", None, "instance_read"),
    ("GET", "/api/v0/instances/", None, "instance_read"),
    ("GET", "/api/v0/instances/1/", None, "instance_read"),
    ("GET", "/api/v0/instances/filters/", None, "instance_read"),
    ("PUT", "/api/v0/instances/1/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/", {}, "instance_write"),
    ("DELETE", "/api/v0/instances/1/", {}, "instance_write"),
    ("DELETE", "/api/v0/instances/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/reboot/1/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/recycle/1/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/update_template/1/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/bid_price/1/", {}, "instance_write"),
    ("PUT", "/api/v0/instances/request_logs/1/", {}, "instance_read"),
    ("GET", "/api/v0/ssh/", None, "user_read"),
    ("POST", "/api/v0/ssh/", {}, "user_write"),
    ("PUT", "/api/v0/ssh/1/", {}, "user_write"),
    ("DELETE", "/api/v0/ssh/1/", {}, "user_write"),
    ("GET", "/api/v0/instances/1/ssh/", None, "instance_read"),
    ("POST", "/api/v0/instances/1/ssh/", {}, "instance_write"),
    ("DELETE", "/api/v0/instances/1/ssh/1/", {}, "instance_write"),
    ("GET", "/api/v0/charges/", None, "billing_read"),
    ("GET", "/api/v1/invoices/", None, "billing_read"),
    ("GET", "/api/v0/template/", None, "user_read"),
    ("GET", "/api/v0/gpu_names/unique/", None, None),
    ("GET", "/api/v0/gpu_types/", None, None),
)


class Wire(sim.SharedCase):
    def call(self, method, path, body, key=sim.KEY):
        return self.sim.ask(method, path, sim.NO_BODY if body is None else body, key=key)

    def test_every_route_answers_json_without_charset(self):
        for method, path, body, _ in ROUTES:
            with self.subTest(f"{method} {path}"):
                reply = self.call(method, path, body)
                self.assertEqual(reply.headers.get_all("Content-Type"), ["application/json"])
                self.assertNotIn(reply.status, (405, 500))
                reply.json

    def test_missing_slash(self):
        for method, path, body, _ in ROUTES:
            with self.subTest(f"{method} {path}"):
                reply = self.call(method, path.removesuffix("/"), body)
                if method == "GET":
                    self.assertEqual((reply.status, reply.type), (301, "text/html"))
                    self.assertEqual(reply.headers["Location"], path)
                else:
                    self.assertEqual(reply.status, 404)

    def test_redirect_keeps_the_query(self):
        reply = self.sim.ask("GET", "/api/v0/users/current?a=b%20c&d=1")
        self.assertEqual(reply.headers["Location"], "/api/v0/users/current/?a=b%20c&d=1")

    def test_unknown_path_and_method(self):
        for path in ("/", "/api/", "/api/v2/instances/", "/api/v0/users/current//",
                     "/api/v0/instances/x/", "/api/v0/instances/1/2/", "/api/v0/asks//"):
            self.assertEqual(self.sim.ask("GET", path).status, 404, path)
        self.assertEqual(self.sim.ask("POST", "/api/v0/asks/1/", {}).status, 405)
        self.assertEqual(self.sim.ask("DELETE", "/api/v0/users/current/").status, 405)

    def test_no_key(self):
        for method, path, body, scope in ROUTES:
            with self.subTest(f"{method} {path}"):
                reply = self.call(method, path, body, key=None)
                if scope in (None, "misc"):
                    self.assertEqual(reply.status, 200)
                else:
                    self.error(reply, 403, "auth_error", "This action requires login.")

    def test_unknown_key(self):
        for method, path, body, _ in ROUTES:
            with self.subTest(f"{method} {path}"):
                self.error(self.call(method, path, body, key="wrong"), 404, "auth_error",
                           "Invalid user key")

    def test_retired_key_parameter_works_and_is_noted(self):
        before = self.sim.ledger()["query_key_requests"]
        reply = self.sim.ask("GET", "/api/v0/users/current/", key=None, query={"api_key": sim.KEY})
        self.assertEqual(reply.status, 200)
        ledger = self.sim.ledger()
        self.assertEqual(ledger["query_key_requests"], before + 1)
        self.assertTrue(ledger["requests"][-1]["query_key"])
        self.assertNotIn(sim.KEY, json.dumps(ledger))

    def test_other_schemes_are_no_key(self):
        reply = self.sim.ask("GET", "/api/v0/users/current/", key=None,
                             headers={"Authorization": "Basic ZGVtbw=="})
        self.assertEqual(reply.status, 403)

    def test_broken_bodies(self):
        for body in (b"{", b"nonsense", b'{"a": "\xff"}', b"\x00"):
            reply = self.sim.ask("POST", "/api/v0/bundles/", body)
            self.error(reply, 400, "invalid_args")
        for body in ([], 3, "x", None):
            self.assertEqual(self.sim.ask("POST", "/api/v0/bundles/", body).status, 400)

    def test_odd_values_never_break_it(self):
        odd = [None, True, -1, 1e300, "", "x" * 300, [], [None, {}, []], {}, {"a": {"b": []}}]
        bodies = {
            "/api/v0/bundles/": ("type", "order", "limit", "allocated_storage", "gpu_name", "id"),
            "/api/v0/asks/3/": ("image", "disk", "price", "env", "label", "runtype", "onstart",
                                "target_state", "template_hash_id", "args", "vm"),
            "/api/v0/instances/3/": ("state", "label"),
            "/api/v0/instances/": ("ids", "state", "instance_ids"),
            "/api/v0/ssh/": ("ssh_key",),
        }
        for path, members in bodies.items():
            for member in members:
                for value in odd:
                    for method in ("POST", "PUT", "DELETE"):
                        body = {"image": "x", member: value}
                        self.assertLess(self.sim.ask(method, path, body).status, 500)
        for path in ("/api/v1/instances/", "/api/v0/charges/", "/api/v1/invoices/",
                     "/api/v0/template/"):
            for name in ("select_filters", "order_by", "limit", "after_token", "latest_first"):
                for value in [*odd, {"day": {"gte": [], "lte": {}}}, {"type": {"in": [{}, 1]}},
                              {"when": 3}, {"label": {"in": 3}}, {"label": {"eq": []}},
                              [{"col": [], "dir": {}}], "e", "%"]:
                    reply = self.sim.ask("GET", path, query={name: json.dumps(value)})
                    self.assertLess(reply.status, 500)

    def test_hosts(self):
        for host, status in (("localhost", 403), ("127.0.0.1", 403), ("[::1]:80", 403),
                             ("LOCALHOST:1", 403), ("example.org", 0), ("127.0.0.1.example.org", 0),
                             ("localhost.example.org:80", 0), ("", 0), ("a b", 0)):
            reply = self.sim.ask("GET", "/api/v0/users/current/", key=None, headers={"Host": host})
            with self.subTest(host):
                self.assertIn(reply.status, (403, 400))
                self.assertEqual(len(reply.body) > 0 and reply.type == "application/json",
                                 status == 403)

    def test_no_host_at_all(self):
        data, _ = sim.raw(self.sim, "GET /api/v0/users/current/ HTTP/1.0\r\n\r\n")
        self.assertRegex(data.decode(), r"^HTTP/1\.. 40[03] ")

    def test_control_is_not_for_browsers(self):
        for path in ("ledger", "clock"):
            reply = self.sim.ask("GET", f"/_sim/{path}", headers={"Origin": "http://localhost"})
            self.assertEqual(reply.status, 403)
        self.assertEqual(self.sim.ask("GET", "/_sim/nothing").status, 404)

    def test_keep_alive(self):
        connection = self.sim.connect()
        numbers = set()
        for count in range(1, 4):
            self.sim.send(connection, "GET", "/api/v0/users/current/")
            self.assertEqual(sim.Reply(connection.getresponse()).status, 200)
            record = self.sim.ledger()["requests"][-1]
            numbers.add(record["connection"])
            self.assertEqual(record["on_connection"], count)
        connection.close()
        self.assertEqual(len(numbers), 1)


class Date(sim.Case):
    virtual = False

    def date(self):
        reply = self.sim.ask("GET", "/api/v0/users/current/")
        self.assertEqual(len(reply.headers.get_all("Date")), 1)
        return email.utils.parsedate_to_datetime(reply.headers["Date"]).timestamp()

    def test_follows_the_simulators_clock(self):
        self.assertLess(abs(self.date() - time.time()), 3)
        self.sim.control("POST", "clock", {"epoch": 1786000000, "virtual": True})
        start = self.date()
        self.assertLess(abs(start - 1786000000), 10)
        self.sim.advance(86400)
        self.assertEqual(self.date(), start + 86400)
        for offset in (3600, -86400):
            self.sim.set(date_offset=offset)
            self.assertEqual(self.date(), start + 86400 + offset)
            self.assertLess(abs(self.sim.ledger()["now"] - start - 86400), 2)
        self.sim.control("POST", "set", {"date_offset": 400 * 86400}, status=400)


class Scopes(sim.Case):
    def test_each_scope(self):
        for scope in sorted({s for *_, s in ROUTES if s}):
            for status in (401, 403):
                key = f"no-{scope}-{status}"
                self.sim.set(add_key={"key": key, "without": [scope], "refusal_status": status})
                for method, path, body, needed in ROUTES:
                    reply = self.sim.ask(method, path, sim.NO_BODY if body is None else body,
                                         key=key)
                    if needed == scope:
                        self.error(reply, status, "permission_denied")
                    else:
                        self.assertNotEqual(reply.json.get("error")
                                            if isinstance(reply.json, dict) else None,
                                            "permission_denied")

    def test_listed_scopes_only(self):
        self.sim.set(add_key={"key": "reader", "scopes": ["instance_read"]})
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/", key="reader").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/", key="reader").status, 403)

    def test_revoked_in_mid_work(self):
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)
        self.sim.set(revoke_key=sim.KEY)
        self.error(self.sim.ask("GET", "/api/v1/instances/"), 404, "auth_error", "Invalid user key")
        self.sim.set(restore_key=sim.KEY)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)

    def test_key_of_one_contract(self):
        offer = self.sim.cheapest()["id"]
        created = self.sim.create(offer).json
        other = self.sim.rent()
        key, contract = created["instance_api_key"], created["new_contract"]
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/", key=key).status, 403)
        self.assertEqual(self.sim.ask("PUT", f"/api/v0/instances/{other}/", {"state": "stopped"},
                                      key=key).status, 404)
        self.fine(self.sim.ask("PUT", f"/api/v0/instances/{contract}/", {"state": "stopped"},
                               key=key))
        self.assertEqual(self.sim.destroy(other, key=key).status, 404)
        one, own = f"/api/v0/instances/{contract}/", [contract]
        for method, path, body in (
                ("PUT", one, {"label": "other"}), ("PUT", "/api/v0/asks/5/", {}),
                ("PUT", f"/api/v0/instances/reboot/{contract}/", {}),
                ("PUT", f"/api/v0/instances/bid_price/{contract}/", {"price": 1}),
                ("POST", one + "ssh/", {"ssh_key": "ssh-ed25519 AAAA x"}),
                ("GET", one, sim.NO_BODY), ("GET", one + "ssh/", sim.NO_BODY)):
            self.error(self.sim.ask(method, path, body, key=key), 403, "permission_denied")
        self.fine(self.sim.ask("PUT", "/api/v0/instances/", {"state": "stopped", "ids": own},
                               key=key))
        self.assertEqual(self.sim.ask("DELETE", "/api/v0/instances/", {"instance_ids": [other]},
                                      key=key).status, 404)
        self.fine(self.sim.destroy(contract, key=key))
        self.error(self.sim.destroy(contract, key=key), 404, "auth_error")

    def test_search_with_key_only(self):
        self.sim.set(keyless_search=False)
        self.assertEqual(self.sim.ask("POST", "/api/v0/bundles/", {}, key=None).status, 403)
        self.assertEqual(self.sim.ask("POST", "/api/v0/bundles/", {}).status, 200)


class Account(sim.Case):
    def test_user(self):
        user = self.sim.ask("GET", "/api/v0/users/current/").json
        self.assertEqual((user["id"], user["username"], user["email"], user["credit"]),
                         (900, "ada", "ada@example.org", 41.37))
        self.assertEqual(user["balance"], 0)
        self.assertNotIn("nickname", user)
        self.assertIn("api_key", user)

    def test_two_accounts(self):
        self.sim.set(add_account={"username": "bob", "email": "bob@example.org", "key": "bobs",
                                  "credit": 3.5})
        user = self.sim.ask("GET", "/api/v0/users/current/", key="bobs").json
        self.assertEqual((user["id"], user["credit"]), (901, 3.5))
        contract = self.sim.rent(key="bobs")
        self.sim.advance(60)
        self.assertIsNone(self.sim.row(contract))
        self.assertIsNone(self.sim.single(contract))
        self.assertEqual(self.sim.destroy(contract).status, 404)
        self.fine(self.sim.destroy(contract, key="bobs"))


sim.main()
