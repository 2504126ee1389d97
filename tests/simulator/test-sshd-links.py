# SPDX-License-Identifier: GPL-3.0-or-later
"""Links to instances that are cut, slow or dead; servers that change their key or hang."""

import socket
import subprocess
import time

import servers
import sim


class Links(servers.Case):
    def port(self, route="direct"):
        return self.sim.links(self.contract)[route]["port"]

    def connect(self, route="direct", timeout=sim.TIMEOUT_S):
        return socket.create_connection(("127.0.0.1", self.port(route)), timeout)

    def tearDown(self):
        self.sim.link(self.contract, "ok")
        self.assertEqual(self.out("echo fine"), "fine\n")

    def greeted(self, route="direct"):
        connection = self.connect(route)
        self.addCleanup(connection.close)
        self.assertTrue(connection.recv(100).startswith(b"SSH-2.0-"))
        return connection

    def test_cut(self):
        direct, proxy = self.greeted(), self.greeted("proxy")
        self.sim.link(self.contract, "cut", route="direct")
        self.assertEqual(sim.read_all(direct), (b"", "reset"))
        with self.assertRaises(ConnectionResetError), self.connect() as fresh:
            fresh.recv(100)
        proxy.sendall(b"SSH-2.0-x\r\n")
        self.assertTrue(proxy.recv(100))
        self.assertEqual(self.out("echo in", route="proxy"), "in\n")

    def test_refuse(self):
        known = self.greeted()
        self.sim.link(self.contract, "refuse")
        for route in ("direct", "proxy"):
            with self.assertRaises(ConnectionRefusedError):
                self.connect(route)
        known.sendall(b"SSH-2.0-x\r\n")
        self.assertTrue(known.recv(100))

    def test_silent(self):
        self.sim.link(self.contract, "silent")
        with self.connect() as connection:
            connection.sendall(b"SSH-2.0-x\r\n")
            connection.settimeout(1)
            with self.assertRaises(TimeoutError):
                connection.recv(100)
            self.assertEqual(self.sim.links(self.contract)["direct"]["open"], 1)
        sim.until(lambda: self.sim.links(self.contract)["direct"]["open"] == 0)

    def test_blackhole(self):
        known = self.greeted()
        self.sim.link(self.contract, "blackhole")
        known.sendall(b"SSH-2.0-x\r\n")
        known.settimeout(1)
        with self.assertRaises(TimeoutError):
            known.recv(100)
        with self.assertRaises(TimeoutError):
            self.connect(timeout=1)
        # What was on its way arrives when the way is there again.
        self.sim.link(self.contract, "ok")
        known.settimeout(sim.TIMEOUT_S)
        self.assertTrue(known.recv(100))

    def test_slow(self):
        size = 600_000
        self.sim.link(self.contract, "slow", route="direct", bytes_per_second=size // 4)
        start = time.monotonic()
        self.assertEqual(len(self.out(f"head -c {size} /dev/zero")), size)
        down = time.monotonic()
        self.assertEqual(self.out("wc -c", text="x" * size), f"{size}\n")
        up = time.monotonic()
        self.assertEqual(len(self.out(f"head -c {size} /dev/zero", route="proxy")), size)
        other = time.monotonic()
        self.assertGreater(down - start, 3)
        self.assertGreater(up - down, 3)
        self.assertLess(other - up, 3)

    def test_connection_survives_a_change(self):
        arguments = self.arguments_for(self.contract, None)
        with subprocess.Popen([servers.need("ssh"), *arguments, "root@127.0.0.1", "cat"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as ssh:
            for how, options in (("ok", {}), ("slow", {"bytes_per_second": 100_000}), ("refuse", {}),
                                 ("silent", {}), ("ok", {})):
                self.sim.link(self.contract, how, **options)
                ssh.stdin.write(f"{how}\n")
                ssh.stdin.flush()
                self.assertEqual(ssh.stdout.readline(), f"{how}\n")
            ssh.stdin.close()
            self.assertEqual(ssh.wait(sim.TIMEOUT_S), 0)
        sim.until(lambda: self.sim.links(self.contract)["direct"]["open"] == 0)

    def test_knock_before_a_change(self):
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", self.port("direct")), sim.TIMEOUT_S) as knock:
                self.sim.link(self.contract, "ok")
                self.assertEqual(knock.recv(4), b"SSH-")

    def test_wrong_orders(self):
        fine = {"contract": self.contract, "how": "ok"}
        for wrong in ({"contract": 5}, {"how": "nonsense"}, {"how": None}, {"route": "other"},
                      {"how": "slow"}, {"how": "slow", "bytes_per_second": 0},
                      {"bytes_per_second": 5}):
            self.sim.control("POST", "link", {**fine, **wrong}, status=400)
        self.sim.control("POST", "link", [], status=400)
        self.sim.control("GET", "link?contract=5", status=400)
        self.assertEqual(self.sim.links(self.contract)["direct"]["how"], "ok")

    def test_link_that_is_shown(self):
        sim.until(lambda: self.sim.links(self.contract)["proxy"]["open"] == 0)
        shown = self.sim.link(self.contract, "slow", route="proxy", bytes_per_second=7)
        self.assertEqual(shown["proxy"], {"port": self.port("proxy"), "how": "slow",
                                          "bytes_per_second": 7, "open": 0})
        self.assertEqual(shown["direct"]["how"], "ok")


class Servers(servers.Case):
    def test_another_host_key(self):
        before = self.sim.links(self.contract)["host_key"]
        arguments = self.arguments_for(self.contract, None)
        self.sim.set(change_host_key=self.contract)
        self.assertNotEqual(self.sim.links(self.contract)["host_key"], before)
        done = subprocess.run([servers.need("ssh"), *arguments, "root@127.0.0.1", "true"],
                              capture_output=True, text=True, check=False, timeout=sim.TIMEOUT_S)
        self.assertEqual(done.returncode, 255)
        self.assertIn("Host key verification failed", done.stderr)
        self.assertEqual(self.out("echo in"), "in\n")

    def test_commands_hang(self):
        self.sim.set(hang_commands=self.contract)
        arguments = self.arguments_for(self.contract, None)
        with subprocess.Popen([servers.need("ssh"), *arguments, "root@127.0.0.1", "echo late"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as ssh:
            with self.assertRaises(subprocess.TimeoutExpired):
                ssh.wait(1.5)
            self.sim.set(end_hang_commands=self.contract)
            self.assertEqual(ssh.communicate(timeout=sim.TIMEOUT_S)[0], "late\n")
        self.assertEqual(self.out("echo in"), "in\n")

    def test_wrong_orders(self):
        for name in ("change_host_key", "hang_commands", "end_hang_commands"):
            self.sim.control("POST", "set", {name: 5}, status=400)


sim.main()
