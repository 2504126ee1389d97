# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulator whose instances are real SSH servers, and the system's ssh to reach them."""

import os
import shutil
import signal
import subprocess
import tempfile

import sim

SSHD = os.environ["SUBLET_SSHD"]
USUAL = ("-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none",
         "-o", "StrictHostKeyChecking=yes", "-o", "GlobalKnownHostsFile=none",
         "-o", "ConnectTimeout=20", "-o", "LogLevel=ERROR")


def need(program):
    path = shutil.which(program)
    if path is None:
        raise RuntimeError(f"{program} is missing: ./dev installs it")
    return path


def sshd_option():
    """The server that ./dev unpacks, else the system's; without either the simulator says so."""
    return f"--sshd={SSHD}" if os.path.exists(SSHD) else "--sshd"


def descendants(pid):
    """(pid, when it began) of every process below that one."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            stat = read_stat(name)
            if stat is not None:
                parents.setdefault(int(stat[1]), []).append((int(name), stat[19]))
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += [child for child, _ in below]
    return found


def read_stat(pid):
    """What follows the name: state, parent, …"""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def alive(processes):
    """Those that are still there, zombies not counted."""
    found = []
    for pid, began in processes:
        stat = read_stat(pid)
        if stat is not None and stat[19] == began and stat[0] not in "ZX":
            found.append(pid)
    return found


class Simulator(sim.Simulator):
    """In real time, sixty times as fast, with a folder of its own for what it writes."""

    def __init__(self, *arguments, runtime=None, option=None, scenario=None, **environment):
        self.runtime = runtime or tempfile.mkdtemp(prefix="sublet-test-")
        environment = {**os.environ, "XDG_RUNTIME_DIR": self.runtime, "VAST_API_KEY": "not-for-inside",
                       **environment}
        super().__init__(option or sshd_option(), "--speed", "60", "--offers", "200", *arguments,
                         scenario=scenario, virtual=False, env=environment)

    def left(self):
        return os.listdir(self.runtime)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(sim.TIMEOUT_S)
        self.process.stdout.close()

    def rent_up(self, key=None, **body):
        """A running contract with direct ports; the key is attached to it."""
        offer = self.cheapest(direct_port_count={"gte": 4}, rented={"eq": False})
        contract = self.rent(offer["id"], **body)
        if key is not None:
            self.attach(contract, key)
        self.wait_up(contract)
        return contract

    def wait_up(self, contract):
        """Until it runs and its server no longer refuses."""
        return sim.until(lambda: self.links(contract).get("listening") and
                         (self.row(contract) or {}).get("actual_status") == "running")

    def keys_path(self, contract):
        return f"/api/v0/instances/{contract}/ssh/"

    def attach(self, contract, key):
        reply = self.ask("POST", self.keys_path(contract), {"ssh_key": key.public})
        assert reply.status == 200, reply.body

    def detach(self, contract, key):
        """The reply; None when it is not attached."""
        path = self.keys_path(contract)
        rows = sim.json.loads(self.ask("GET", path).json["ssh_keys"])
        numbers = [r["id"] for r in rows if r["public_key"] == key.public]
        return self.ask("DELETE", f"{path}{numbers[0]}/", {}) if numbers else None

    def links(self, contract):
        reply = self.ask("GET", f"/_sim/link?contract={contract}", key=None)
        return reply.json if reply.status == 200 else {"running": False}

    def link(self, contract, how, **options):
        return self.control("POST", "link", {"contract": contract, "how": how, **options})


class Key:
    """A key pair of the renter's."""

    def __init__(self, folder, name):
        self.path = os.path.join(folder, name)
        subprocess.run([need("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", name,
                        "-f", self.path], check=True)
        with open(self.path + ".pub", encoding="ascii") as file:
            self.public = file.read().strip()


class Case(sim.Case):
    """One simulator for the class, with one running instance that lets `self.key` in."""

    body = {}

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sublet-test-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.key = Key(cls.folder, "attached")
        cls.sim = Simulator()
        cls.addClassCleanup(shutil.rmtree, cls.sim.runtime)
        cls.addClassCleanup(lambda: cls.sim.process.poll() is None and cls.sim.kill())
        cls.contract = cls.sim.rent_up(cls.key, **cls.body)

    @classmethod
    def tearDownClass(cls):
        status = cls.sim.stop()
        left = cls.sim.left()
        if status != 0 or left:
            raise AssertionError(f"the simulator ended with {status} and left {left}")

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def arguments_for(self, contract, key, route="direct"):
        """Only the host key that the simulator says it has is taken."""
        links = self.sim.links(contract)
        port = links[route]["port"]
        known = os.path.join(self.folder, f"known-{port}")
        with open(known, "w", encoding="ascii") as file:
            file.write(f"[127.0.0.1]:{port} {links['host_key']}\n")
        return [*USUAL, "-o", f"UserKnownHostsFile={known}", "-i", (key or self.key).path,
                "-o", f"Port={port}"]

    def ssh(self, *command, contract=None, key=None, route="direct", options=(), text=None):
        """What ssh did; text goes to the command's input."""
        arguments = self.arguments_for(contract or self.contract, key, route)
        return subprocess.run([need("ssh"), *arguments, *options, "root@127.0.0.1", *command],
                              input=text or "", capture_output=True, text=True, check=False,
                              timeout=sim.TIMEOUT_S)

    def out(self, *command, **options):
        """What a command that worked wrote."""
        done = self.ssh(*command, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def refused(self, done):
        self.assertEqual(done.returncode, 255, done.stdout)
        self.assertIn("Permission denied (publickey)", done.stderr)
