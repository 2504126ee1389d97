# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulator for a test, asked with raw HTTP: nothing here knows the application's client.

Each test program ends with `sim.main()`, which prints TAP.
"""

import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

KEY = "demo-key"
NO_BODY = object()
TIMEOUT_S = 60

# What the service's own client sends with every search.
USUAL = {"verified": {"eq": True}, "external": {"eq": False}, "rentable": {"eq": True}}


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self):
        return self.headers["Content-Type"]


class Simulator:
    """Runs until stop(); in virtual time unless told otherwise."""

    def __init__(self, *arguments, scenario=None, virtual=True, **popen):
        self.files = []
        arguments = list(arguments)
        if scenario is not None:
            arguments += ["--scenario", self.file(json.dumps(scenario))]
        self.process = subprocess.Popen(
            [os.environ["SUBLET_SIMULATOR"], *arguments],
            stdin=popen.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE, text=True,
            **popen)
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RuntimeError(f"the simulator ended with {self.process.wait(TIMEOUT_S)}")
        self.port = urllib.parse.urlsplit(self.url).port
        self.connection = None
        if virtual:
            self.control("POST", "clock", {"virtual": True})

    def file(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as stream:
            stream.write(text)
        self.files.append(stream.name)
        return stream.name

    def stop(self):
        self.close()
        self.process.terminate()
        status = self.process.wait(TIMEOUT_S)
        self.process.stdout.close()
        for name in self.files:
            os.unlink(name)
        return status

    # Asking.

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def send(self, connection, method, path, body=NO_BODY, key=KEY, headers=None):
        headers = dict(headers or {})
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        if body is NO_BODY:
            data = None
        elif isinstance(body, bytes):
            data = body
        else:
            data = json.dumps(body).encode()
        if data is not None:
            headers.setdefault("Content-Type", "application/json")
        connection.request(method, path, data, headers)

    def ask(self, method, path, body=NO_BODY, key=KEY, headers=None, query=None):
        """On a new connection, as the application's client does for writes."""
        if query:
            path += "?" + urllib.parse.urlencode(
                {n: v if isinstance(v, str) else json.dumps(v) for n, v in query.items()})
        connection = self.connect()
        try:
            self.send(connection, method, path, body, key, headers)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def control(self, method, name, body=NO_BODY, status=200):
        reply = self.ask(method, f"/_sim/{name}", body, key=None)
        if reply.status != status:
            raise AssertionError(f"{name}: {reply.status} {reply.body}")
        return reply.json

    # What tests often want.

    def advance(self, seconds):
        return self.control("POST", "clock", {"advance_ms": round(seconds * 1000)})

    def set(self, **orders):
        return self.control("POST", "set", orders)

    def arm(self, fault, **options):
        return self.control("POST", "faults", {"fault": fault, **options})

    def ledger(self):
        return self.control("GET", "ledger")

    def search(self, **query):
        reply = self.ask("POST", "/api/v0/bundles/", query)
        if reply.status != 200:
            raise AssertionError(f"search: {reply.status} {reply.body}")
        return reply.json["offers"]

    def cheapest(self, model="RTX 4090", **query):
        return self.search(**USUAL, gpu_name={"eq": model}, num_gpus={"eq": 1},
                           order=[["dph_total", "asc"]], limit=1, **query)[0]

    def create(self, offer, key=KEY, **body):
        body = {"client_id": "me", "image": "pytorch/pytorch:latest", "disk": 16,
                "runtype": "ssh_direct", **body}
        return self.ask("PUT", f"/api/v0/asks/{offer}/", body, key=key)

    def rent(self, offer=None, key=KEY, **body):
        reply = self.create(offer or self.cheapest()["id"], key=key, **body)
        if reply.status != 200:
            raise AssertionError(f"create: {reply.status} {reply.body}")
        return reply.json["new_contract"]

    def rent_running(self, **body):
        contract = self.rent(**body)
        self.advance(90)
        return contract

    def list(self, **query):
        reply = self.ask("GET", "/api/v1/instances/", query=query)
        if reply.status != 200:
            raise AssertionError(f"list: {reply.status} {reply.body}")
        return reply.json

    def row(self, contract):
        for row in self.list()["instances"]:
            if row["id"] == contract:
                return row
        return None

    def single(self, contract):
        return self.ask("GET", f"/api/v0/instances/{contract}/").json["instances"]

    def put(self, path, body):
        return self.ask("PUT", f"/api/v0/instances/{path}/", body)

    def destroy(self, contract, key=KEY):
        return self.ask("DELETE", f"/api/v0/instances/{contract}/", {}, key=key)


class Case(unittest.TestCase):
    """A test with a simulator of its own; subclasses say how it is started."""

    arguments = ()
    scenario = None
    virtual = True

    def setUp(self):
        self.sim = Simulator(*self.arguments, scenario=self.scenario, virtual=self.virtual)

    def tearDown(self):
        self.assertEqual(self.sim.stop(), 0)

    def error(self, reply, status, error, words=""):
        """The reply is that error; its words are in the message."""
        self.assertEqual(reply.status, status, reply.body)
        self.assertEqual(reply.type, "application/json")
        self.assertIs(reply.json["success"], False)
        self.assertEqual(reply.json["error"], error)
        self.assertIn(words, reply.json["msg"])

    def fine(self, reply):
        self.assertEqual((reply.status, reply.json.get("success")), (200, True), reply.body)
        return reply.json


class SharedCase(Case):
    """One simulator for all tests of the class: they only look."""

    @classmethod
    def setUpClass(cls):
        cls.sim = Simulator(*cls.arguments, scenario=cls.scenario, virtual=cls.virtual)

    @classmethod
    def tearDownClass(cls):
        if cls.sim.stop() != 0:
            raise AssertionError("the simulator did not end well")

    def setUp(self):
        pass

    def tearDown(self):
        pass


def read_all(connection):
    """Everything a socket still gives, and how it ended: closed or reset."""
    data = b""
    while True:
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            return data, "reset"
        if not piece:
            return data, "closed"
        data += piece


def raw(sim, text):
    """Sends bytes as they are; what came back and how it ended."""
    with socket.create_connection(("127.0.0.1", sim.port), TIMEOUT_S) as connection:
        connection.sendall(text if isinstance(text, bytes) else text.encode())
        return read_all(connection)


def hang_up(connection):
    """Closes at once, without the other side being asked."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def until(condition, seconds=TIMEOUT_S):
    """What the condition gives once it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.005)
    raise AssertionError("it did not happen in time")


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def line(self, word, test, note=""):
        self.count += 1
        print(f"{word} {self.count} - {test.id().removeprefix('__main__.')}{note}", flush=True)

    def addSuccess(self, test):
        self.line("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.complain(test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.complain(test, self.errors[-1][1])

    def addSkip(self, test, reason):
        self.line("ok", test, f" # SKIP {reason}")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            super().addSubTest(test, subtest, err)
            failed = issubclass(err[0], test.failureException)
            self.complain(subtest, (self.failures if failed else self.errors)[-1][1])

    def complain(self, test, text):
        self.line("not ok", test)
        for line in text.splitlines():
            print(f"# {line}", flush=True)


def main():
    names = sys.argv[1:] or None
    loader = unittest.defaultTestLoader
    module = sys.modules["__main__"]
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    result = TapResult()
    suite.run(result)
    print(f"1..{result.count}", flush=True)
    sys.exit(not result.wasSuccessful())
