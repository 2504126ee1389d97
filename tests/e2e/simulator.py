# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator as the one witness: what was asked of it, rented at it, and is billed by it."""

import http.client
import json
import os
import subprocess
import urllib.request
from pathlib import Path

import processes
from driver import Failure, wait_until

KEY = "demo-key"


class Simulator:
    """A simulator at an address, started here or found."""

    def __init__(self, url, process=None):
        self.url = url.rstrip("/")
        self.process = process

    @classmethod
    def start(cls, program, *arguments):
        """One of our own, on a free port."""
        process = subprocess.Popen([str(program), *arguments], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, text=True)
        url = process.stdout.readline().strip()
        if not url.startswith("http://127.0.0.1:"):
            process.kill()
            process.wait()
            raise Failure(f"the simulator said {url!r} instead of its address")
        return cls(url, process)

    @classmethod
    def below(cls, pid):
        """The one that a program has started for its demo, found by what it listens on."""
        return cls(wait_until("the demo's simulator", lambda: _find_address(pid)))

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def _ask(self, path, body=None, method=None, key=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        # No proxy of the surroundings is asked for a loopback address.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def control(self, path, body):
        """Posts to a control route, see CONTROL.md of the simulator."""
        return self._ask(path, body)

    def arm(self, *faults):
        """Arms faults, see CONTROL.md."""
        self._ask("/_sim/faults", list(faults))

    def disarm(self):
        self._ask("/_sim/faults", method="DELETE")

    def set(self, **orders):
        """Changes the world, see CONTROL.md."""
        self._ask("/_sim/set", orders)

    def await_requests(self, route, count=1):
        """Until the ledger has so many requests of the route."""
        self._ask("/_sim/await", {"route": route, "count": count})

    def release(self):
        """Lets the requests go on that a fault holds."""
        self._ask("/_sim/release", {})

    def attach_key(self, contract, public_key):
        """Through the API, as another client of the same account would."""
        self._ask(f"/api/v0/instances/{contract}/ssh/", {"ssh_key": public_key}, key=KEY)

    def account_keys(self):
        """The public SSH keys of the account, through the API."""
        return [key["public_key"] for key in self._ask("/api/v0/ssh/", key=KEY)]

    def offers(self, **query):
        """What a search finds now, through the API, see the service's query language."""
        return self._ask("/api/v0/bundles/", dict(query, limit=1000), key=KEY)["offers"]

    def links(self, contract):
        """With --sshd: whether its server listens, its host key, its ports."""
        return self._ask(f"/_sim/link?contract={contract}")

    def ledger(self):
        return self._ask("/_sim/ledger")

    # --- What the ledger says

    def rented(self):
        """Contracts that were rented through the API, gone ones too."""
        return [c for c in self.ledger()["contracts"] if not c["foreign"]]

    def billing(self):
        """Ids of the contracts that cost money now."""
        return [b["contract"] for b in self.ledger()["billing"]]


def _find_address(pid):
    """Of all that it listens on the one with controls: beside it are those of its instances."""
    for child in processes.children(pid):
        try:
            if os.path.basename(os.readlink(f"/proc/{child}/exe")) != "sublet-simulator":
                continue
            sockets = {os.readlink(fd) for fd in Path(f"/proc/{child}/fd").iterdir()}
            table = Path(f"/proc/{child}/net/tcp").read_text(encoding="ascii")
        except OSError:
            continue
        for line in table.splitlines()[1:]:
            fields = line.split()
            listens = fields[3] == "0A"
            if listens and f"socket:[{fields[9]}]" in sockets:
                url = f"http://127.0.0.1:{int(fields[1].split(':')[1], 16)}"
                if _has_controls(url):
                    return url
    return None


def _has_controls(url):
    try:
        Simulator(url).ledger()
    except (OSError, http.client.HTTPException, ValueError):
        return False
    return True
