# SPDX-License-Identifier: GPL-3.0-or-later
"""The service as it is reached from instances: by their own key, and nothing beside it."""

import json
import shlex
import urllib.parse

import servers
import sim

# What a script on an instance does with Python's own library: METHOD PATH [BODY [KEY]].
ASK = r"""
import json, os, sys, urllib.error, urllib.request
method, path, body, key = (sys.argv[1:] + ["", ""])[:4]
request = urllib.request.Request(os.environ["VAST_URL"] + path, body.encode() or None, method=method,
    headers={"Authorization": "Bearer " + (key or os.environ["CONTAINER_API_KEY"]),
             "Content-Type": "application/json"})
try:
    answer = urllib.request.urlopen(request, timeout=60)
except urllib.error.HTTPError as error:
    answer = error
print(json.dumps([answer.status, answer.read().decode()]))
"""

# As such a script is written for people: it ends its own machine.
ENDS_ITSELF = f"""
python3 -c {shlex.quote(ASK)} DELETE "/api/v0/instances/$CONTAINER_ID/" "{{}}"
"""


class Service(servers.Case):
    def ask(self, method, path, body=None, key=""):
        """(status, text) as it is answered inside."""
        words = [method, path, "" if body is None else json.dumps(body), key]
        return tuple(json.loads(self.out("python3 - " + shlex.join(words), text=ASK)))

    def one(self, contract=None):
        return f"/api/v0/instances/{contract or self.contract}/"

    def test_address(self):
        self.assertEqual(self.out("echo $VAST_URL"), self.sim.url + "\n")
        status, text = self.ask("GET", "/api/v0/users/current/", key=sim.KEY)
        self.assertEqual((status, json.loads(text)["username"]), (200, "ada"))

    def test_own_key(self):
        other = self.sim.rent()
        self.assertEqual(self.ask("PUT", self.one(), {"state": "running"})[0], 200)
        self.assertEqual(self.ask("PUT", self.one(), {"label": "mine"})[0], 403)
        self.assertEqual(self.ask("GET", "/api/v1/instances/")[0], 403)
        for method, body in (("PUT", {"state": "stopped"}), ("DELETE", {})):
            self.assertEqual(self.ask(method, self.one(other), body)[0], 404)
        self.assertEqual(self.ask("DELETE", self.one(), {}, key="nobody")[0], 404)
        self.assertIn(other, [b["contract"] for b in self.sim.ledger()["billing"]])
        self.sim.destroy(other)

    def test_stops_itself(self):
        contract = self.sim.rent_up(self.key)
        address = urllib.parse.urlsplit(self.sim.url)
        text = ('exec 3<>/dev/tcp/%s/%d; printf "PUT /api/v0/instances/$CONTAINER_ID/ HTTP/1.1\\r\\n'
                'Host: 127.0.0.1\\r\\nAuthorization: Bearer $CONTAINER_API_KEY\\r\\n'
                'Content-Length: 19\\r\\n\\r\\n{\\"state\\":\\"stopped\\"}" >&3; sleep 100'
                % (address.hostname, address.port))
        self.ssh(text, contract=contract)
        sim.until(lambda: self.sim.row(contract)["actual_status"] == "exited")
        self.assertEqual(self.sim.row(contract)["intended_status"], "stopped")
        self.sim.destroy(contract)

    def test_ends_itself_at_the_start(self):
        for runtype in ("ssh_direct", "jupyter_direct"):
            contract = self.sim.rent(onstart=ENDS_ITSELF, runtype=runtype)
            sim.until(lambda: any(c["id"] == contract and c["destroyed"]
                                  for c in self.sim.ledger()["contracts"]))
        self.assertNotIn(contract, [b["contract"] for b in self.sim.ledger()["billing"]])

    def test_no_controls(self):
        self.assertEqual(self.sim.control("GET", "clock")["virtual"], False)
        for method, path, body in (("GET", "ledger", None), ("GET", "clock", None),
                                   ("POST", "set", {"credit": {"usd": 1e6}}),
                                   ("POST", "reset", {})):
            self.assertEqual(self.ask(method, f"/_sim/{path}", body)[0], 403)

    def test_no_other_port(self):
        # What listens beside it outside: the way that instances come by, and those to other servers.
        other = self.sim.links(self.sim.rent_up(self.key))
        ports = {port for port in self.listening() if port != self.sim.port}
        self.assertLessEqual({other["direct"]["port"], other["proxy"]["port"]}, ports)
        for port in ports:
            self.assertNotEqual(self.ssh(f"exec 3<>/dev/tcp/127.0.0.1/{port}").returncode, 0)
        self.assertEqual(self.ssh(f"exec 3<>/dev/tcp/127.0.0.1/{self.sim.port}").returncode, 0)

    def listening(self):
        """Every TCP port of this computer on which somebody listens."""
        with open("/proc/net/tcp", encoding="ascii") as file:
            rows = [line.split() for line in list(file)[1:]]
        return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A"}

    def test_much_at_once(self):
        """Several side by side, with answers that are long."""
        self.out("cat >/root/ask", text=ASK)
        text = self.out("for n in $(seq 20); do python3 /root/ask POST /api/v0/bundles/ "
                        f"'{{\"limit\":200}}' {sim.KEY} >/tmp/$n & done; wait; cat /tmp/*")
        answers = [json.loads(line) for line in text.splitlines()]
        self.assertEqual([status for status, _ in answers], [200] * 20)
        self.assertTrue(all(len(json.loads(body)["offers"]) >= 100 for _, body in answers))

    def test_ports_of_others_are_free(self):
        """What somebody starts on an instance finds the usual ports free."""
        self.assertEqual(self.out("python3 -c 'import socket; socket.create_server((\"127.0.0.1\", 8080))"
                                  "; print(1)'"), "1\n")


sim.main()
