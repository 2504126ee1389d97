# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual time: it moves by request, or jumps when everybody waits."""

import threading

import sim


class Clock(sim.Case):
    def elapsed(self):
        return self.sim.control("GET", "clock")["elapsed_us"] / 1e6

    def wait(self, ms, client=None, done=None, early=False):
        """A wait on a thread of its own; what it gave is appended to done."""
        body = {"ms": ms} if client is None else {"ms": ms, "client": client}

        if early:
            body["early"] = True

        def run():
            answer = self.sim.control("POST", "clock/wait", body)
            done.append((client, answer["elapsed_us"] / 1e6))

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def waiting(self, count):
        sim.until(lambda: self.sim.control("GET", "clock")["waiting"] == count)


class Advance(Clock):
    def test_stands_still(self):
        self.assertEqual(self.elapsed(), self.elapsed())
        self.assertTrue(self.sim.control("GET", "clock")["virtual"])

    def test_moves_by_request(self):
        start = self.elapsed()
        self.assertAlmostEqual(self.sim.advance(12.5)["elapsed_us"] / 1e6, start + 12.5, 5)

    def test_waits_are_answered_on_the_way(self):
        start, done = self.elapsed(), []
        threads = [self.wait(ms, None, done) for ms in (3000, 1000, 2000)]
        self.waiting(3)
        self.assertEqual(self.sim.control("GET", "clock")["next_us"], 1000000)
        self.sim.advance(2.5)
        sim.until(lambda: len(done) == 2)
        self.sim.advance(1)
        for thread in threads:
            thread.join()
        self.assertEqual(len(done), 3)
        self.assertTrue(all(t >= start + 1 for _, t in done))

    def test_no_time_at_all(self):
        done = []
        self.wait(0, None, done).join()
        self.assertEqual(len(done), 1)

    def test_wrong(self):
        self.sim.control("POST", "clock/wait", {}, status=400)
        self.sim.control("POST", "clock/wait", {"ms": -1}, status=400)
        self.sim.rent()
        self.sim.control("POST", "clock", {"epoch": 1}, status=400)


class Jump(Clock):
    def test_one_client_never_really_waits(self):
        start, done = self.elapsed(), []
        for _ in range(20):
            self.wait(60000, "engine", done).join()
        self.assertAlmostEqual(self.elapsed() - start, 20 * 60, 3)

    def test_waits_for_everybody(self):
        for name in ("engine", "test"):
            self.sim.control("POST", "clock", {"register": {"client": name}})
        done, start = [], self.elapsed()
        engine = self.wait(5000, "engine", done)
        self.waiting(1)
        self.assertEqual(self.elapsed(), start)
        test = self.wait(2000, "test", done)
        test.join()
        self.assertEqual([d[0] for d in done], ["test"])
        self.assertAlmostEqual(self.elapsed(), start + 2, 4)
        self.sim.control("POST", "clock", {"unregister": "test"})
        engine.join()
        self.assertAlmostEqual(self.elapsed(), start + 5, 4)

    def test_a_client_with_several_waits(self):
        self.sim.control("POST", "clock", {"register": {"client": "engine", "waits": 2}})
        done, start = [], self.elapsed()
        first = self.wait(9000, "engine", done)
        self.waiting(1)
        self.assertEqual(self.elapsed(), start)
        second = self.wait(4000, "engine", done)
        second.join()
        self.assertAlmostEqual(self.elapsed(), start + 4, 4)
        self.sim.control("POST", "clock", {"register": {"client": "engine", "waits": 1}})
        first.join()
        self.assertAlmostEqual(self.elapsed(), start + 9, 4)

    def test_a_dead_client_no_longer_waits(self):
        self.sim.control("POST", "clock", {"register": {"client": "engine"}})
        self.sim.control("POST", "clock", {"register": {"client": "test"}})
        connection = self.sim.connect()
        self.sim.send(connection, "POST", "/_sim/clock/wait", {"ms": 1000, "client": "engine"},
                      key=None)
        self.waiting(1)
        sim.hang_up(connection.sock)
        self.waiting(0)
        done, start = [], self.elapsed()
        thread = self.wait(500, "test", done)
        self.waiting(1)
        self.assertEqual(self.elapsed(), start)
        self.sim.control("POST", "clock", {"unregister": "engine"})
        thread.join()

    def test_closed_in_order_counts_as_dead_too(self):
        connection = self.sim.connect()
        self.sim.control("POST", "clock", {"register": {"client": "other"}})
        self.sim.send(connection, "POST", "/_sim/clock/wait", {"ms": 1000, "client": "engine"},
                      key=None)
        self.waiting(1)
        connection.close()
        self.waiting(0)

    def test_a_held_request_keeps_no_time(self):
        self.sim.arm("hold", route="user")
        connection = self.sim.connect()
        self.sim.send(connection, "GET", "/api/v0/users/current/")
        self.sim.control("POST", "await", {"route": "user"})
        done = []
        self.wait(1000, "engine", done).join()
        self.sim.control("POST", "release", {})
        self.assertEqual(sim.Reply(connection.getresponse()).status, 200)
        connection.close()

    def test_a_delayed_answer_waits_with_the_rest(self):
        self.sim.arm("delay", route="user", ms=2000)
        connection = self.sim.connect()
        self.sim.send(connection, "GET", "/api/v0/users/current/")
        self.waiting(1)
        start, done = self.elapsed(), []
        thread = self.wait(5000, "engine", done)
        self.assertEqual(sim.Reply(connection.getresponse()).status, 200)
        thread.join()
        connection.close()
        self.assertAlmostEqual(self.elapsed() - start, 5, 4)

    def test_a_delayed_answer_wakes_who_may_be_woken(self):
        self.sim.arm("delay", route="user", ms=2000)
        connection = self.sim.connect()
        self.sim.send(connection, "GET", "/api/v0/users/current/")
        self.waiting(1)
        start, done = self.elapsed(), []
        self.wait(5000, "engine", done, early=True).join()
        self.assertAlmostEqual(done[0][1] - start, 2, 4)
        self.assertEqual(sim.Reply(connection.getresponse()).status, 200)
        self.assertAlmostEqual(self.elapsed() - start, 2, 4)
        connection.close()
        self.wait(5000, "engine", done, early=True).join()
        self.assertAlmostEqual(self.elapsed() - start, 7, 4)

    def test_contracts_live_on_meanwhile(self):
        contract = self.sim.rent()
        done = []
        self.wait(90000, "engine", done).join()
        self.assertEqual(self.sim.row(contract)["actual_status"], "running")


class Reset(Clock):
    scenario = {"clock": {"virtual": True, "epoch": 1786000000}}

    def test_everybody_is_answered_and_all_is_new(self):
        contract = self.sim.rent()
        done = []
        thread = self.wait(5000, None, done)
        self.waiting(1)
        self.sim.arm("502-html", route="user", times=0)
        self.sim.set(credit={"usd": 1})
        clock = self.sim.control("POST", "reset", {})
        thread.join()
        self.assertTrue(clock["virtual"])
        self.assertLess(abs(clock["now"] - 1786000000), 5)
        self.assertEqual(self.sim.ledger()["contracts"], [])
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").json["credit"], 41.37)
        self.assertIsNone(self.sim.row(contract))


class RealTime(Clock):
    virtual = False

    def test_waits_really(self):
        start, done = self.elapsed(), []
        self.wait(60, "engine", done).join()
        self.assertGreaterEqual(self.elapsed() - start, 0.055)
        self.sim.control("POST", "clock", {"advance_ms": 5}, status=400)


sim.main()
