# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's own command-line client, searching the same server as we do."""

import http.server
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "simulator"))
sys.dont_write_bytecode = True

import sim  # noqa: E402

KEY = "bench-key-0123456789"
OFFERS = 5000
TIMEOUT_S = 60

# The client is installed as a console script; this is what such a script does.
LAUNCH = "import sys; sys.argv[0] = 'vastai'; from vastai.cli.main import main; sys.exit(main())"


class Replay(http.server.ThreadingHTTPServer):
    """Answers what it was asked before with the simulator's answer of then.

    To make thousands of offers takes the simulator longer than either client to read them, which
    would hide both.
    """

    daemon_threads = True

    def __init__(self, url):
        super().__init__(("127.0.0.1", 0), ReplayHandler)
        self.origin = url
        self.answers = {}
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, path, body, key):
        question = (path, body)
        if question not in self.answers:
            request = urllib.request.Request(
                self.origin + path, data=body,
                headers={"Authorization": key, "Content-Type": "application/json"})
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(request, timeout=TIMEOUT_S) as reply:
                self.answers[question] = reply.read()
        return self.answers[question]


class ReplayHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = self.server.answer(self.path, body, self.headers["Authorization"])
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *unused):
        pass


class Search:
    """One server, and who searches it: each returns the milliseconds from exec to exit."""

    def __init__(self, build, tree):
        self.build = build
        self.tree = tree

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory()
        self.simulator = sim.Simulator(
            "--key", KEY, "--offers", str(OFFERS), "--page-cap", str(OFFERS), virtual=False)
        self.replay = Replay(self.simulator.url)
        # Nothing may leave this computer, whatever the client looks for beside the service.
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": self.home.name, "VAST_API_KEY": KEY,
            "PYTHONPATH": str(self.tree), "PYTHONDONTWRITEBYTECODE": "1",
            "VAST_URL": self.replay.url, "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "200",
            "TERM": "dumb", "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9",
            "NO_PROXY": "127.0.0.1,localhost",
        }
        return self

    def __exit__(self, *unused):
        self.replay.shutdown()
        self.replay.server_close()
        self.simulator.stop()
        self.home.cleanup()

    def ours(self):
        return self.run([str(self.build / "tests/bench/bench-search"), self.replay.url,
                         str(OFFERS)])

    def theirs(self):
        return self.run([sys.executable, "-c", LAUNCH, "search", "offers", "--no-default",
                         "--limit", str(OFFERS), "rentable=true external=false"])

    def run(self, command):
        started = time.monotonic_ns()
        done = subprocess.run(command, cwd=self.home.name, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=TIMEOUT_S, check=False)
        elapsed_ms = (time.monotonic_ns() - started) / 1e6
        rows = self.count(done.stdout)
        if done.returncode != 0 or rows < OFFERS * 9 // 10:
            raise RuntimeError(f"{command[0]}: {rows} rows\n{done.stderr[-2000:]}")
        return elapsed_ms

    @staticmethod
    def count(text):
        """Ours says how many; the client prints a line each, below a head."""
        first = text.split(maxsplit=2)[:2]
        if first[:1] == ["rows"]:
            return int(first[1])
        return text.count("\n") - 1
