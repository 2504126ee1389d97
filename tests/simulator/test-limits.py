# SPDX-License-Identifier: GPL-3.0-or-later
"""The rate limiter, and how the program starts and ends."""

import http.client
import os
import re
import signal
import subprocess
import sys

import sim


class Limits(sim.Case):
    arguments = ("--rate-scale", "1")

    def test_gap_per_endpoint(self):
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 429)
        self.assertEqual(self.sim.ask("GET", "/api/v0/ssh/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v0/users/current/").status, 200)
        self.sim.advance(1)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)

    def test_shapes_take_turns(self):
        replies = [self.sim.ask("GET", "/api/v1/instances/") for _ in range(4)][1:]
        self.assertEqual([r.status for r in replies], [429] * 3)
        self.assertEqual([r.type for r in replies],
                         ["text/plain; charset=utf-8", "application/json", "application/json"])
        self.assertEqual(list(replies[1].json), ["detail"])
        self.assertEqual(replies[2].headers["Retry-After"], "1")

    def test_another_key_has_its_own_time(self):
        self.sim.set(add_key={"key": "second"})
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/", key="second").status, 200)

    def test_searches_come_in_bursts(self):
        statuses = [self.sim.ask("POST", "/api/v0/bundles/", {"limit": 1}).status
                    for _ in range(11)]
        self.assertEqual(statuses, [200] * 10 + [429])
        self.sim.advance(60)
        self.assertEqual(self.sim.ask("POST", "/api/v0/bundles/", {"limit": 1}).status, 200)

    def test_create_has_a_penalty(self):
        offers = [o["id"] for o in self.sim.search(limit=5, dph_total={"lt": 1})]
        self.assertEqual(self.sim.create(offers[0]).status, 200)
        self.sim.advance(3)
        self.assertEqual(self.sim.create(offers[1]).status, 429)
        self.assertEqual(len(self.sim.ledger()["contracts"]), 1)
        self.sim.advance(11)
        self.assertEqual(self.sim.create(offers[1]).status, 429)
        self.sim.advance(12.1)
        self.assertEqual(self.sim.create(offers[1]).status, 200)

    def test_scale(self):
        self.sim.set(rate_scale=10)
        self.sim.ask("GET", "/api/v1/instances/")
        self.sim.advance(9)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 429)
        self.sim.set(rate_scale=0)
        self.assertEqual(self.sim.ask("GET", "/api/v1/instances/").status, 200)


class Unlimited(sim.Case):
    def test_off_unless_asked_for(self):
        self.assertEqual({self.sim.ask("GET", "/api/v1/instances/").status for _ in range(20)},
                         {200})


class Start(sim.Case):
    def setUp(self):
        self.program = os.environ["SUBLET_SIMULATOR"]

    def tearDown(self):
        pass

    def test_one_line_and_a_clean_end(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process = subprocess.Popen([self.program], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            self.assertRegex(process.stdout.readline().decode(),
                             re.compile(r"^http://127\.0\.0\.1:\d+\n$"))
            process.send_signal(number)
            out, err = process.communicate(timeout=sim.TIMEOUT_S)
            self.assertEqual((process.returncode, out, err), (0, b"", b""))

    def test_chosen_port_and_key(self):
        first = sim.Simulator("--key", "mine")
        self.addCleanup(first.stop)
        self.assertEqual(first.ask("GET", "/api/v0/users/current/", key="mine").status, 200)
        self.assertEqual(first.ask("GET", "/api/v0/users/current/").status, 404)
        taken = subprocess.run([self.program, "--port", str(first.port)], capture_output=True,
                               timeout=sim.TIMEOUT_S, check=False)
        self.assertNotEqual(taken.returncode, 0)
        self.assertEqual(taken.stdout, b"")
        self.assertIn(b"sublet-simulator: ", taken.stderr)

    def test_loopback_only(self):
        simulator = sim.Simulator()
        self.addCleanup(simulator.stop)
        with open(f"/proc/{simulator.process.pid}/net/tcp", encoding="ascii") as table:
            rows = [line.split() for line in table][1:]
        port = f"{simulator.port:04X}"
        listening = [r[1] for r in rows if r[3] == "0A" and r[1].endswith(f":{port}")]
        self.assertEqual(listening, [f"0100007F:{port}"])

    def test_wrong_arguments(self):
        for arguments in (["--port", "70000"], ["--port", "x"], ["--speed", "0"], ["--offers", "-1"],
                          ["--page-cap", "0"], ["--rate-scale", "-1"], ["more"], ["--nonsense"],
                          ["--scenario", "/nonexistent"], ["--key-fd", "77"]):
            done = subprocess.run([self.program, *arguments], capture_output=True, check=False,
                                  timeout=sim.TIMEOUT_S, env={**os.environ, "G_DEBUG": ""})
            with self.subTest(arguments):
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"sublet-simulator: ", done.stderr)

    def test_wrong_scenario(self):
        for text in ("", "[]", "{", '{"nonsense": 1}', '{"faults": [{"fault": "x"}]}',
                     '{"set": {"x": 1}}'):
            with self.assertRaises(RuntimeError):
                simulator = sim.Simulator.__new__(sim.Simulator)
                simulator.files = []
                path = simulator.file(text)
                self.addCleanup(os.unlink, path)
                sim.Simulator("--scenario", path)

    def start_with_pipe(self):
        reading, writing = os.pipe()
        simulator = sim.Simulator.__new__(sim.Simulator)
        os.write(writing, b"secret-key\n")
        sim.Simulator.__init__(simulator, "--key-fd", str(reading), pass_fds=(reading,))
        os.close(reading)
        return simulator, writing

    def test_key_from_a_descriptor(self):
        simulator, writing = self.start_with_pipe()
        self.assertEqual(simulator.ask("GET", "/api/v0/users/current/", key="secret-key").status,
                         200)
        with open(f"/proc/{simulator.process.pid}/cmdline", "rb") as line:
            self.assertNotIn(b"secret-key", line.read())
        with open(f"/proc/{simulator.process.pid}/environ", "rb") as environment:
            self.assertNotIn(b"secret-key", environment.read())
        os.close(writing)
        self.assertEqual(simulator.process.wait(sim.TIMEOUT_S), 0)
        simulator.process.stdout.close()

    def test_key_on_standard_input(self):
        process = subprocess.Popen([self.program, "--key-fd", "0"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        process.stdin.write(b"k\n")
        process.stdin.flush()
        self.assertTrue(process.stdout.readline().startswith(b"http://"))
        process.stdin.close()
        self.assertEqual(process.wait(sim.TIMEOUT_S), 0)
        process.stdout.close()

    def test_empty_key(self):
        done = subprocess.run([self.program, "--key-fd", "0"], input=b"\n", capture_output=True,
                              timeout=sim.TIMEOUT_S, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, b""))

    def test_dies_with_its_parent(self):
        script = (
            "import os, subprocess, sys, time\n"
            "reading, writing = os.pipe()\n"
            "os.write(writing, b'k\\n')\n"
            "os.set_inheritable(writing, True)\n"
            f"p = subprocess.Popen([{self.program!r}, '--key-fd', str(reading)],\n"
            "                     pass_fds=(reading, writing), stdout=subprocess.PIPE)\n"
            "p.stdout.readline()\n"
            "print(p.pid, flush=True)\n"
            "time.sleep(60)\n")
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait(sim.TIMEOUT_S)
        parent.stdout.close()
        sim.until(lambda: not self.runs(child))

    @staticmethod
    def runs(pid):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
                return stat.read().rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False

    def test_connections_are_given_back(self):
        simulator = sim.Simulator()
        self.addCleanup(simulator.stop)

        def count():
            return len(os.listdir(f"/proc/{simulator.process.pid}/fd"))

        before = count()
        for n in range(60):
            if n % 3 == 0:
                simulator.arm(("lost-reply", "cut-json")[n % 2], route="user")
            try:
                simulator.ask("GET", "/api/v0/users/current/")
            except (OSError, http.client.HTTPException):
                pass
        sim.until(lambda: count() <= before)

    def test_big_market(self):
        simulator = sim.Simulator("--offers", "20000", "--page-cap", "25000")
        self.addCleanup(simulator.stop)
        self.assertGreaterEqual(len(simulator.search(limit=25000)), 19800)


sim.main()
