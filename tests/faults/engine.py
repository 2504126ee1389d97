# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes of the campaign: the engine that is killed, and the simulator that sees it."""

import http.client
import json
import os
import select
import signal
import subprocess
import urllib.parse

TIMEOUT_S = 120
KEY = "demo-key"


class Dead(Exception):
    """The engine has ended; status as subprocess has it."""

    def __init__(self, status):
        super().__init__(f"the engine ended with {status}")
        self.status = status


class Lines:
    """The lines a process prints, with an end to the patience."""

    def __init__(self, stream):
        self.descriptor = stream.fileno()
        self.rest = b""

    def read(self):
        """A line, or None at the end."""
        while b"\n" not in self.rest:
            if not select.select([self.descriptor], [], [], TIMEOUT_S)[0]:
                raise AssertionError(f"no answer in {TIMEOUT_S} s")
            piece = os.read(self.descriptor, 65536)
            if not piece:
                return None
            self.rest += piece
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()


class Engine:
    """The shipped engine in a process of its own."""

    def __init__(self, runner, url, folder, options=()):
        self.process = subprocess.Popen(
            [runner, url, folder, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = Lines(self.process.stdout)
        self.read()

    @property
    def pid(self):
        return self.process.pid

    def read(self):
        line = self.lines.read()
        if line is None:
            raise Dead(self.close())
        try:
            return json.loads(line)
        except ValueError:
            raise AssertionError(f"the engine says: {line}") from None

    def send(self, *words):
        try:
            self.process.stdin.write((" ".join(str(w) for w in words) + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Dead(self.close()) from None

    def ask(self, *words):
        self.send(*words)
        return self.read()

    def kill(self):
        self.process.kill()
        return self.close()

    def quit(self):
        """As when the window is closed."""
        self.process.stdin.close()
        status = self.process.wait(TIMEOUT_S)
        self.process.stdout.close()
        if status != 0:
            raise Dead(status)

    def close(self):
        # It is dead, or about to be: not waited for in steps.
        status = self.process.wait()
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdout.close()
        return status


class Simulator:
    """The simulator with its witness (fault-simulator.c), asked on one connection."""

    def __init__(self, program, seed, journal, offers=300):
        self.process = subprocess.Popen(
            [program, str(seed), str(offers), journal],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = Lines(self.process.stdout)
        self.url = self.lines.read()
        if self.url is None:
            raise RuntimeError(f"the simulator ended with {self.process.wait(TIMEOUT_S)}")
        self.port = urllib.parse.urlsplit(self.url).port
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        self.connection.close()
        self.process.stdin.close()
        status = self.process.wait(TIMEOUT_S)
        self.process.stdout.close()
        if status != 0:
            raise RuntimeError(f"the simulator ended with {status}")

    def order(self, line):
        """To the witness."""
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        answer = self.lines.read()
        assert answer == "ok", answer

    def control(self, method, name, body=None):
        self.connection.request(
            method, f"/_sim/{name}", None if body is None else json.dumps(body),
            {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise AssertionError(f"{name}: {response.status} {text}")
        return json.loads(text)

    def set(self, **orders):
        return self.control("POST", "set", orders)

    def arm(self, faults, key):
        """Each (name, options); they strike requests with this key alone."""
        if faults:
            self.control("POST", "faults", [{"fault": f[0], "key": key, **f[1]} for f in faults])

    def advance(self, seconds):
        self.control("POST", "clock", {"advance_ms": round(seconds * 1000)})

    def now(self):
        """Seconds, as the ledger counts them."""
        return self.control("GET", "clock")["now"]

    def ledger(self, after=0):
        return self.control("GET", f"ledger?after={after}")

    def ask(self, method, path, body, key):
        """What the service answers to somebody else; None when that was lost."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        try:
            connection.request(
                method, path, json.dumps(body),
                {"Content-Type": "application/json", "Authorization": f"Bearer {key}"})
            return json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            connection.close()


def was_killed(death):
    return death.status == -signal.SIGKILL
