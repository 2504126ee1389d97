# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong by order: each fault does what it says, and the ledger tells the truth."""

import http.client
import json
import socket
import threading
import time

import sim


def attempt(call):
    """The reply, or the name of what happened instead."""
    try:
        return call()
    except (http.client.RemoteDisconnected, http.client.IncompleteRead,
            ConnectionResetError) as error:
        return type(error).__name__


class Lost(sim.Case):
    def create(self):
        return attempt(lambda: self.sim.create(self.sim.cheapest()["id"], env={"T": "x"}))

    def contracts(self):
        return self.sim.ledger()["contracts"]

    def test_lost_reply_has_rented(self):
        self.sim.arm("lost-reply", route="create")
        self.assertEqual(self.create(), "RemoteDisconnected")
        self.assertEqual([c["env"] for c in self.contracts()], [{"T": "x"}])
        record = [r for r in self.sim.ledger()["requests"] if r["route"] == "create"][0]
        self.assertEqual((record["status"], record["worked"], record["fault"]),
                         (0, True, "lost-reply"))
        self.assertEqual(self.create().status, 200)

    def test_lost_reply_by_reset(self):
        self.sim.arm("lost-reply", route="create", how="reset")
        self.assertEqual(self.create(), "ConnectionResetError")
        self.assertEqual(len(self.contracts()), 1)

    def test_reset_before_has_not_rented(self):
        self.sim.arm("reset-before", route="create")
        self.assertEqual(self.create(), "ConnectionResetError")
        self.assertEqual(self.contracts(), [])

    def test_reset_before_by_close(self):
        self.sim.arm("reset-before", route="create", how="close")
        self.assertEqual(self.create(), "RemoteDisconnected")
        self.assertEqual(self.contracts(), [])

    def warm(self, method, path, body):
        """Two requests on one connection: a harmless one, then this."""
        connection = self.sim.connect()
        self.sim.send(connection, "GET", "/api/v0/users/current/")
        sim.Reply(connection.getresponse())
        self.sim.send(connection, method, path, body)
        result = attempt(lambda: sim.Reply(connection.getresponse()))
        connection.close()
        return result

    def test_early_close_strikes_warm_connections_only(self):
        offer = self.sim.cheapest()["id"]
        body = {"image": "x", "disk": 10}
        for work, rented in ((False, 0), (True, 1)):
            self.sim.arm("early-close", route="create", work=work)
            self.assertEqual(self.sim.create(2).status, 404)
            self.assertEqual(self.warm("PUT", f"/api/v0/asks/{offer}/", body),
                             "RemoteDisconnected")
            self.assertEqual(len(self.contracts()), rented)

    def test_late_contract(self):
        for how in ("lost", "ok", "502", "no-such-ask", "success-false"):
            self.sim.arm("late-contract", route="create", ms=60000, how=how)
            reply = self.create()
            contract = self.contracts()[-1]["id"]
            if how == "lost":
                self.assertEqual(reply, "RemoteDisconnected")
            elif how == "ok":
                self.assertEqual(reply.json["new_contract"], contract)
            elif how == "502":
                self.assertEqual((reply.status, reply.type), (502, "text/html"))
            elif how == "no-such-ask":
                self.error(reply, 404, "invalid_args", "no_such_ask")
            else:
                self.assertEqual((reply.status, reply.json["success"]), (200, False))
            self.sim.advance(59)
            self.assertIsNone(self.sim.row(contract))
            self.assertIsNone(self.sim.single(contract))
            self.sim.advance(2)
            self.assertIsNotNone(self.sim.row(contract))
            self.assertIsNotNone(self.sim.single(contract))

    def test_success_false_rented(self):
        for with_id in (False, True):
            self.sim.arm("success-false-rented", route="create", with_id=with_id)
            reply = self.create()
            self.assertEqual((reply.status, reply.json["success"]), (200, False))
            self.assertEqual(reply.json.get("new_contract"),
                             self.contracts()[-1]["id"] if with_id else None)
        self.assertEqual(len(self.contracts()), 2)

    def test_success_false_does_nothing(self):
        self.sim.arm("success-false", route="create")
        reply = self.create()
        self.assertEqual((reply.status, reply.json["success"]), (200, False))
        self.assertNotIn("new_contract", reply.json)
        self.assertEqual(self.contracts(), [])

    def test_no_such_ask_has_four_shapes(self):
        for status, error in ((404, "invalid_args"), (400, "no_such_ask"), (409, "no_such_ask"),
                              (410, "no_such_ask")):
            offer = self.sim.cheapest()["id"]
            self.sim.arm("no-such-ask", route="create", status=status)
            reply = self.sim.create(offer)
            self.error(reply, status, error, "no_such_ask")
            self.assertEqual(reply.json["ask_id"], offer)
        self.assertEqual(self.contracts(), [])


class Bodies(sim.Case):
    user = "/api/v0/users/current/"

    def test_html_errors(self):
        for fault, status in (("http-500-html", 500), ("502-html", 502), ("503-html", 503)):
            self.sim.arm(fault, route="user")
            reply = self.sim.ask("GET", self.user)
            self.assertEqual((reply.status, reply.type), (status, "text/html"))
            self.assertIn(str(status), reply.body.decode())
        self.assertEqual(self.sim.ask("GET", self.user).status, 200)

    def test_html_error_after_the_work(self):
        self.sim.arm("502-html", route="create", work=True)
        self.assertEqual(self.sim.create(self.sim.cheapest()["id"]).status, 502)
        self.assertEqual(len(self.sim.ledger()["contracts"]), 1)

    def test_empty(self):
        self.sim.arm("empty-200", route="user")
        reply = self.sim.ask("GET", self.user)
        self.assertEqual((reply.status, reply.body), (200, b""))

    def test_captive_portal(self):
        self.sim.arm("wrong-json", route="user")
        reply = self.sim.ask("GET", self.user)
        self.assertEqual((reply.status, reply.type), (200, "text/html; charset=utf-8"))
        self.assertIn(b"<html>", reply.body)

    def test_cut_and_closed(self):
        self.sim.arm("cut-json", route="user", bytes=40)
        self.assertEqual(attempt(lambda: self.sim.ask("GET", self.user)), "IncompleteRead")
        self.sim.arm("cut-json", route="user", bytes=40)
        data, _ = sim.raw(self.sim, f"GET {self.user} HTTP/1.1\r\nHost: localhost\r\n"
                          f"Authorization: Bearer {sim.KEY}\r\n\r\n")
        head, body = data.split(b"\r\n\r\n")
        self.assertEqual(len(body), 40)
        self.assertIn(b"Content-Type: application/json\r\n", head)
        self.assertGreater(int(head.split(b"Content-Length: ")[1].split(b"\r")[0]), 500)

    def test_cut_with_honest_length(self):
        self.sim.arm("cut-json", route="user", how="short")
        reply = self.sim.ask("GET", self.user)
        self.assertEqual(reply.status, 200)
        with self.assertRaises(json.JSONDecodeError):
            reply.json

    def test_any_error(self):
        self.sim.arm("json-error", route="create", status=402, error="insufficient_credit",
                     msg="add credit")
        self.error(self.sim.create(self.sim.cheapest()["id"]), 402, "insufficient_credit",
                   "add credit")
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def test_too_fast_in_three_shapes(self):
        self.sim.arm("429-plain", route="user")
        self.sim.arm("429-detail", route="user")
        self.sim.arm("429-json", route="user", ms=7000)
        plain, detail, whole = (self.sim.ask("GET", self.user) for _ in range(3))
        self.assertEqual([r.status for r in (plain, detail, whole)], [429] * 3)
        self.assertEqual(plain.type, "text/plain; charset=utf-8")
        self.assertEqual(list(detail.json), ["detail"])
        self.assertIsNone(detail.headers["Retry-After"])
        self.assertEqual(whole.json, {"error": "HTTPTooManyRequests", "retry_after": 7,
                                      "msg": "API requests too frequent", "limit": 5.0,
                                      "remaining": 0})
        self.assertEqual(whole.headers["Retry-After"], "7")
        self.assertEqual(whole.headers["X-RateLimit-Remaining"], "0")

    def test_too_fast_has_not_rented(self):
        self.sim.arm("429-plain", route="create")
        self.assertEqual(self.sim.create(self.sim.cheapest()["id"]).status, 429)
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def test_redirects(self):
        for status in (301, 302, 307, 308):
            self.sim.arm("redirect", route="create", status=status, location="http://127.0.0.1:9/x")
            reply = self.sim.create(self.sim.cheapest()["id"])
            self.assertEqual((reply.status, reply.type), (status, "text/html"))
            self.assertEqual(reply.headers["Location"], "http://127.0.0.1:9/x")
        self.sim.arm("redirect", route="user")
        self.assertEqual(self.sim.ask("GET", self.user + "?a=b").headers["Location"],
                         self.sim.url + self.user + "?a=b")
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def test_bad_key_in_both_statuses(self):
        self.sim.arm("auth-404", route="user")
        self.error(self.sim.ask("GET", self.user), 404, "auth_error", "Invalid user key")
        self.sim.arm("auth-401", route="user")
        self.error(self.sim.ask("GET", self.user), 401, "auth_error", "Invalid user key")
        self.assertEqual(self.sim.ask("GET", self.user).status, 200)


class Lists(sim.Case):
    def setUp(self):
        super().setUp()
        self.sim.set(credit={"usd": 500})
        self.contracts = [self.sim.rent_running() for _ in range(3)]

    def test_total_says_more(self):
        self.sim.arm("incomplete-list", route="list", more=2)
        answer = self.sim.list()
        self.assertEqual((answer["total_instances"], len(answer["instances"])), (5, 3))
        self.assertIsNone(answer["next_token"])
        self.assertEqual(self.sim.list()["total_instances"], 3)

    def test_row_left_out(self):
        self.sim.arm("incomplete-list", route="list", how="rows")
        answer = self.sim.list()
        self.assertEqual((answer["total_instances"], len(answer["instances"])), (3, 2))

    def test_rows_spoiled(self):
        self.sim.arm("incomplete-list", route="search", how="spoiled", more=2)
        offers = self.sim.search()
        self.assertEqual(["id" in offer for offer in offers[:3]], [False, False, True])
        self.assertTrue(all("id" in offer for offer in self.sim.search()))

    def test_second_page_fails(self):
        self.sim.arm("incomplete-list", route="list", how="second-page")
        answer = self.sim.list(limit="2")
        self.assertEqual(len(answer["instances"]), 2)
        reply = self.sim.ask("GET", "/api/v1/instances/",
                             query={"after_token": answer["next_token"]})
        self.assertEqual((reply.status, reply.type), (502, "text/html"))

    def test_stale(self):
        self.sim.put(self.contracts[0], {"state": "stopped"})
        self.sim.destroy(self.contracts[1])
        self.sim.advance(8)
        new = self.sim.rent()
        self.sim.advance(4)
        self.assertEqual({r["id"] for r in self.sim.list()["instances"]},
                         {self.contracts[0], self.contracts[2], new})
        self.sim.arm("stale-list", route="list", ms=20000)
        rows = {r["id"]: r for r in self.sim.list()["instances"]}
        self.assertEqual(set(rows), set(self.contracts))
        self.assertEqual(rows[self.contracts[0]]["intended_status"], "running")
        self.assertEqual(self.sim.row(self.contracts[0])["actual_status"], "exited")


class Times(sim.Case):
    user = "/api/v0/users/current/"

    def in_thread(self, call):
        result = []
        thread = threading.Thread(target=lambda: result.append(attempt(call)))
        thread.start()
        return thread, result

    def delayed(self, how):
        offer = self.sim.cheapest()["id"]
        self.sim.arm("delay", route="create", ms=15000, how=how)
        thread, result = self.in_thread(lambda: self.sim.create(offer))
        sim.until(lambda: self.sim.control("GET", "clock")["waiting"] == 1)
        before = len(self.sim.ledger()["contracts"])
        self.sim.advance(14.9)
        self.assertEqual(result, [])
        self.sim.advance(0.2)
        thread.join()
        self.assertEqual(result[0].status, 200)
        return before

    def test_delay_before_and_after_the_work(self):
        self.assertEqual(self.delayed("before"), 0)
        self.assertEqual(self.delayed("after"), 2)

    def test_delay_outlives_the_client(self):
        offer = self.sim.cheapest()["id"]
        self.sim.arm("delay", route="create", ms=5000)
        connection = self.sim.connect()
        self.sim.send(connection, "PUT", f"/api/v0/asks/{offer}/", {"image": "x", "disk": 10})
        sim.until(lambda: self.sim.control("GET", "clock")["waiting"] == 1)
        sim.hang_up(connection.sock)
        self.sim.advance(6)
        self.assertEqual(len(self.sim.ledger()["contracts"]), 1)

    def test_hold_until_released(self):
        for how, rented in (("before", 0), ("after", 2)):
            offer = self.sim.cheapest()["id"]
            self.sim.arm("hold", route="create", how=how)
            thread, result = self.in_thread(lambda offer=offer: self.sim.create(offer))
            sim.until(lambda: self.sim.control("GET", "faults")["held"] == 1)
            self.assertEqual(len(self.sim.ledger()["contracts"]), rented)
            self.assertEqual(self.sim.control("POST", "release", {}), {"released": 1})
            thread.join()
            self.assertEqual(result[0].status, 200)

    def test_held_and_not_worked(self):
        self.sim.arm("hold", route="create", work=False)
        connection = self.sim.connect()
        offer = self.sim.cheapest()["id"]
        self.sim.send(connection, "PUT", f"/api/v0/asks/{offer}/", {"image": "x", "disk": 10})
        self.sim.control("POST", "await", {"route": "create"})
        sim.hang_up(connection.sock)
        self.sim.control("POST", "release", {})
        self.assertEqual(self.sim.ledger()["contracts"], [])

    def test_await_counts_requests(self):
        thread, result = self.in_thread(
            lambda: self.sim.control("POST", "await", {"route": "user", "count": 2}))
        self.sim.ask("GET", self.user)
        time.sleep(0.05)
        self.assertEqual(result, [])
        self.sim.ask("GET", self.user)
        thread.join()
        self.assertTrue(result[0]["virtual"])


class RealTimes(sim.Case):
    virtual = False

    def test_slow_bytes(self):
        self.sim.arm("slow-bytes", route="user", bytes=100, ms=20)
        start = time.monotonic()
        reply = self.sim.ask("GET", "/api/v0/users/current/")
        self.assertGreater(time.monotonic() - start, 0.1)
        self.assertEqual(reply.json["username"], "ada")

    def test_slow_bytes_to_nobody(self):
        self.sim.arm("slow-bytes", route="user", bytes=1, ms=1)
        connection = self.sim.connect()
        self.sim.send(connection, "GET", "/api/v0/users/current/")
        connection.sock.recv(10)
        sim.hang_up(connection.sock)
        time.sleep(0.05)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 200)


class Arming(sim.Case):
    user = "/api/v0/users/current/"

    def statuses(self, count):
        return [self.sim.ask("GET", self.user).status for _ in range(count)]

    def test_nth_and_times(self):
        self.sim.arm("502-html", route="user", nth=2, times=2)
        self.assertEqual(self.statuses(5), [200, 502, 502, 200, 200])

    def test_always_until_cleared(self):
        self.sim.arm("503-html", route="user", times=0)
        self.assertEqual(self.statuses(3), [503] * 3)
        self.assertEqual(self.sim.control("GET", "faults")["faults"][0]["hits"], 3)
        self.assertEqual(self.sim.control("DELETE", "faults")["faults"], [])
        self.assertEqual(self.statuses(1), [200])

    def test_any_route_and_one_path(self):
        self.sim.arm("502-html", route="single", id=7, times=0)
        self.assertEqual(self.sim.ask("GET", "/api/v0/instances/8/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v0/instances/7/").status, 502)
        self.sim.arm("503-html", route="*")
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 503)

    def test_one_key(self):
        self.sim.set(add_key={"key": "another"})
        self.sim.ask("GET", "/api/v0/users/current/", key="another")
        number = self.sim.ledger()["requests"][-1]["key"]
        self.sim.arm("502-html", route="user", key=number, times=0)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/", key="another").status, 502)
        # Whose it is stands in the ledger, though nothing was done.
        record = self.sim.ledger()["requests"][-1]
        self.assertEqual((record["key"], record["worked"]), (number, False))

    def test_many_at_once(self):
        self.sim.control("POST", "faults", [{"fault": "502-html", "route": "user"},
                                            {"fault": "503-html", "route": "user"}])
        self.assertEqual(self.statuses(3), [502, 503, 200])

    def test_misspelt(self):
        for fault in ({"fault": "lost"}, {}, 3, {"fault": "502-html", "route": "users"},
                      {"fault": "502-html", "count": 2}, {"fault": "delay", "how": "later"},
                      {"fault": "502-html", "how": "close"}, {"fault": "502-html", "nth": 0}):
            self.sim.control("POST", "faults", fault, status=400)
        self.assertEqual(self.sim.control("GET", "faults")["faults"], [])


class Scenario(sim.Case):
    scenario = {"faults": [{"fault": "502-html", "route": "user"}]}

    def test_armed_from_the_start_and_after_reset(self):
        for _ in range(2):
            self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 502)
            self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 200)
            self.sim.control("POST", "reset", {})


sim.main()
