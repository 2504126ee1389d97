# SPDX-License-Identifier: GPL-3.0-or-later
"""Sandboxes follow their contracts, and nothing of them is left: no process and no file."""

import os
import shutil
import socket
import stat
import subprocess
import tempfile

import servers
import sim


class Life(servers.Case):
    def setUp(self):
        self.contract = self.sim.rent_up(self.key)
        self.port = self.sim.links(self.contract)["direct"]["port"]
        self.host_key = self.sim.links(self.contract)["host_key"]
        self.assertEqual(self.out("echo mine >/root/mine; echo in"), "in\n")

    def tearDown(self):
        self.sim.destroy(self.contract)

    def gone(self, processes):
        """Its processes have ended and its port refuses."""
        sim.until(lambda: not servers.alive(processes))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port), sim.TIMEOUT_S)

    def running(self):
        """What runs below the simulator, with something that would like to stay."""
        self.ssh("setsid sleep 1000 >/dev/null 2>&1 & setsid bash -c 'trap : TERM HUP; sleep 1000' "
                 ">/dev/null 2>&1 &")
        found = servers.descendants(self.sim.process.pid)
        self.assertGreaterEqual(len(found), 5)
        return found

    def fresh(self):
        """It runs again under its old address and key, and has forgotten everything."""
        self.sim.wait_up(self.contract)
        links = self.sim.links(self.contract)
        self.assertEqual((links["direct"]["port"], links["host_key"]), (self.port, self.host_key))
        self.assertEqual(self.out("ls /root"), "")

    def started(self):
        """The first start whose GPUs are there."""
        self.sim.set(start_odds=1)
        reply = self.sim.put(self.contract, {"state": "running"})
        self.assertIs(reply.json["success"], True)

    def test_stop_and_start(self):
        connection = socket.create_connection(("127.0.0.1", self.port), sim.TIMEOUT_S)
        self.addCleanup(connection.close)
        self.assertTrue(connection.recv(100).startswith(b"SSH-2.0-"))
        before = set(servers.descendants(self.sim.process.pid))
        self.sim.put(self.contract, {"state": "stopped"})
        sim.until(lambda: self.sim.row(self.contract)["actual_status"] == "exited")
        # Of this one bubblewrap outside and inside, the helper, and the server of the connection.
        sim.until(lambda: len(before) - len(servers.alive(before)) >= 4)
        self.gone([])
        self.assertEqual(sim.read_all(connection), (b"", "reset"))
        self.started()
        self.fresh()

    def test_reboot(self):
        self.sim.put(f"reboot/{self.contract}", {})
        sim.until(lambda: self.ssh("test ! -e /root/mine").returncode == 0)
        self.fresh()

    def test_refuses_for_a_while(self):
        """It runs, and its server does not listen yet (fact sheet 11): five seconds at speed 1."""
        self.sim.put(f"reboot/{self.contract}", {})
        self.sim.set(speed=0.05)
        self.addCleanup(self.sim.set, speed=60)
        sim.until(lambda: self.sim.row(self.contract)["actual_status"] == "rebooting")
        sim.until(lambda: self.sim.row(self.contract)["actual_status"] == "running" and
                  self.sim.links(self.contract)["running"])
        self.gone([])
        self.assertFalse(self.sim.links(self.contract)["listening"])
        self.sim.set(speed=60)
        self.fresh()

    def test_exit(self):
        self.sim.set(exit_instance=self.contract)
        self.assertFalse(self.sim.links(self.contract)["running"])
        self.gone([])

    def test_helper_ends(self):
        self.ssh("kill -9 2")
        sim.until(lambda: self.sim.row(self.contract)["actual_status"] == "exited")
        self.gone([])

    def test_offline(self):
        machine = self.sim.row(self.contract)["machine_id"]
        self.sim.set(kill_host=machine)
        self.gone([])
        self.sim.set(revive_host=machine)
        self.fresh()

    def test_destroy(self):
        found = self.running()
        others = {c for c in os.listdir(self.place()) if c.isdigit()} - {str(self.contract)}
        self.sim.destroy(self.contract)
        self.assertEqual({c for c in os.listdir(self.place()) if c.isdigit()}, others)
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port), sim.TIMEOUT_S)
        sim.until(lambda: len(servers.alive(found)) < len(found) - 4)
        self.sim.control("GET", f"link?contract={self.contract}", status=400)

    def place(self):
        """The simulator's own folder."""
        (name,) = self.sim.left()
        return os.path.join(self.sim.runtime, name)

    def test_files_are_private(self):
        self.assertEqual(os.stat(self.place()).st_mode & 0o777, 0o700)
        for folder, _, names in os.walk(os.path.join(self.place(), str(self.contract))):
            for name in names:
                mode = os.stat(os.path.join(folder, name)).st_mode
                self.assertTrue(stat.S_ISSOCK(mode) or mode & 0o777 == 0o600, name)


class Ends(sim.unittest.TestCase):
    """How the simulator itself ends, and how it starts after a bad end."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sublet-test-")
        self.addCleanup(shutil.rmtree, self.folder)

    def start(self):
        simulator = servers.Simulator(runtime=self.folder)
        self.addCleanup(lambda: simulator.process.poll() is None and simulator.stop())
        for _ in range(2):
            simulator.rent_up(servers.Key(tempfile.mkdtemp(dir=self.folder, prefix="key-"), "key"))
        # Of each bubblewrap outside and inside, and the helper.
        sim.until(lambda: len(servers.descendants(simulator.process.pid)) >= 6)
        return simulator

    def left(self):
        return [name for name in os.listdir(self.folder) if not name.startswith("key-")]

    def test_told_to_end(self):
        simulator = self.start()
        found = servers.descendants(simulator.process.pid)
        self.assertEqual(simulator.stop(), 0)
        self.assertEqual(self.left(), [])
        sim.until(lambda: not servers.alive(found))

    def test_killed(self):
        simulator = self.start()
        found = servers.descendants(simulator.process.pid)
        simulator.kill()
        sim.until(lambda: not servers.alive(found))
        self.assertEqual(len(self.left()), 1)
        # Who lives keeps what is its own; what the dead one left goes.
        other = servers.Simulator(runtime=self.folder)
        third = servers.Simulator(runtime=self.folder)
        self.assertEqual(len(self.left()), 2)
        third.stop()
        self.assertEqual(len(self.left()), 1)
        other.stop()
        self.assertEqual(self.left(), [])

    def test_reset(self):
        simulator = self.start()
        found = servers.descendants(simulator.process.pid)
        simulator.control("POST", "reset")
        sim.until(lambda: not servers.alive(found))
        self.assertEqual(simulator.stop(), 0)

    def fails(self, *arguments, **environment):
        done = subprocess.run([os.environ["SUBLET_SIMULATOR"], *arguments], capture_output=True,
                              check=False, text=True, timeout=sim.TIMEOUT_S,
                              env={**os.environ, "XDG_RUNTIME_DIR": self.folder, **environment})
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(self.left(), [])
        return done.stderr

    def test_what_is_missing_is_named(self):
        self.assertIn("bubblewrap", self.fails(servers.sshd_option(), PATH="/nonexistent"))
        self.assertIn("/nonexistent/sshd", self.fails("--sshd=/nonexistent/sshd"))

    def tried(self, **environment):
        """The second line with --try-sshd, what a contract's row says, and how it ended."""
        simulator = servers.Simulator(runtime=self.folder, option="--try-sshd", **environment)
        self.addCleanup(lambda: simulator.process.poll() is None and simulator.stop())
        line = simulator.process.stdout.readline().strip()
        contract = simulator.rent()
        row = sim.until(lambda: simulator.row(contract))
        self.assertEqual(simulator.stop(), 0)
        return line, row["ssh_host"]

    def test_tried(self):
        path = os.path.dirname(servers.SSHD) + ":" + os.environ["PATH"]
        self.assertEqual(self.tried(PATH=path), ("ssh: ready", "127.0.0.1"))
        line, host = self.tried(PATH="/nonexistent")
        self.assertEqual(line, "ssh: no-bubblewrap")
        self.assertTrue(host.endswith(".vast.invalid"))
        self.assertEqual(self.tried(PATH=self.broken_server())[0], "ssh: no-sandbox")
        if not os.path.exists("/usr/sbin/sshd"):
            only = tempfile.mkdtemp(dir=self.folder, prefix="key-")
            os.symlink(servers.need("bwrap"), os.path.join(only, "bwrap"))
            self.assertEqual(self.tried(PATH=only)[0], "ssh: no-server")

    def broken_server(self):
        """A PATH where bubblewrap is right and the server is not."""
        folder = tempfile.mkdtemp(dir=self.folder, prefix="key-")
        os.symlink(servers.need("bwrap"), os.path.join(folder, "bwrap"))
        with open(os.path.join(folder, "sshd"), "w", encoding="ascii") as file:
            file.write("#!/bin/sh\nexit 1\n")
        os.chmod(file.name, 0o755)
        return folder

    def test_a_server_that_does_not_run(self):
        wrong = os.path.join(tempfile.mkdtemp(dir=self.folder, prefix="key-"), "sshd")
        with open(wrong, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\necho it is broken >&2\nexit 1\n")
        os.chmod(wrong, 0o755)
        self.assertIn("it is broken", self.fails(f"--sshd={wrong}"))

    def test_no_virtual_time(self):
        simulator = servers.Simulator(runtime=self.folder)
        reply = simulator.control("POST", "clock", {"virtual": True}, status=400)
        self.assertIn("--sshd", reply["error"])
        simulator.stop()
        scenario = os.path.join(tempfile.mkdtemp(dir=self.folder, prefix="key-"), "scenario")
        with open(scenario, "w", encoding="ascii") as file:
            file.write('{"clock": {"virtual": true}}')
        self.assertIn("--sshd", self.fails(servers.sshd_option(), "--scenario", scenario))

    def test_scenario(self):
        scenario = {"set": {"add_foreign_instance": {"gpu_name": "RTX 4090"}}}
        simulator = servers.Simulator(runtime=self.folder, scenario=scenario)
        (row,) = simulator.list()["instances"]
        self.assertEqual((row["public_ipaddr"], row["ssh_host"]), ("127.0.0.1", "127.0.0.1"))
        self.assertEqual(simulator.links(row["id"])["proxy"]["port"], row["ssh_port"])
        self.assertEqual(simulator.stop(), 0)


class Without(sim.Case):
    """Without --sshd nothing of it is there."""

    def test_nothing(self):
        contract = self.sim.rent_running()
        row = self.sim.row(contract)
        self.assertTrue(row["ssh_host"].endswith(".vast.invalid"))
        self.assertNotEqual(row["public_ipaddr"].strip(), "127.0.0.1")
        self.sim.control("GET", f"link?contract={contract}", status=400)
        self.sim.control("POST", "link", {"contract": contract, "how": "ok"}, status=400)
        for name in ("change_host_key", "hang_commands", "end_hang_commands"):
            self.sim.control("POST", "set", {name: contract}, status=400)
        self.assertEqual(servers.descendants(self.sim.process.pid), [])


sim.main()
