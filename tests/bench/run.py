# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long Sublet takes, each figure beside a baseline measured in the same minutes.

run.py BUILD_FOLDER [ROW...] measures the rows whose name holds one of the words. It needs a
display; `./dev bench` gives it one of its own.
"""

import os
import select
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPETITIONS = 15
WARM_UPS = 2
TIMEOUT_S = 30


@dataclass
class Program:
    """How to start something, and the line of the probe that ends its time."""

    arguments: list
    event: str


@dataclass
class Row:
    name: str
    program: Program
    baseline: Program
    budget: float  # as a ratio to the baseline


EMPTY = Program(["tests/bench/empty-window"], "frame")
ROWS = (
    Row("start to first frame", Program(["src/app/sublet"], "frame"), EMPTY, 1.3),
    Row("start to table shown, demo", Program(["src/app/sublet", "--demo"], "rows"), EMPTY, 2.5),
)


def measure(build, program):
    """Milliseconds from the exec to the event."""
    reading, writing = os.pipe()
    environment = dict(
        os.environ, LD_PRELOAD=str(build / "tests/bench/probe.so"), SUBLET_BENCH_FD=str(writing))
    arguments = [str(build / program.arguments[0]), *program.arguments[1:]]
    started = time.monotonic_ns()
    child = subprocess.Popen(
        arguments, env=environment, pass_fds=(writing,), stdout=subprocess.DEVNULL)
    os.close(writing)
    try:
        return (wait_for(reading, program.event, started) * 1000 - started) / 1e6
    finally:
        child.kill()
        child.wait()
        os.close(reading)


def wait_for(reading, event, started):
    """The moment, in microseconds, that the probe reports."""
    text = ""
    while True:
        left = TIMEOUT_S - (time.monotonic_ns() - started) / 1e9
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            raise RuntimeError(f"no {event} within {TIMEOUT_S} s")
        piece = os.read(reading, 4096).decode()
        if not piece:
            raise RuntimeError(f"ended before its first {event}")
        text += piece
        for line in text.splitlines():
            if line.startswith(event + " ") and text.endswith("\n"):
                return int(line.split()[1])


def run_row(build, row):
    times, baseline = [], []
    for turn in range(WARM_UPS + REPETITIONS):
        # Interleaved, so that a busy minute slows both.
        pair = (measure(build, row.baseline), measure(build, row.program))
        if turn >= WARM_UPS:
            baseline.append(pair[0])
            times.append(pair[1])
    return times, baseline


def main():
    build = Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    rows = [r for r in ROWS if not words or any(w in r.name for w in words)]
    if not rows:
        sys.exit("no such row; there are: " + "; ".join(r.name for r in ROWS))

    print(f"{'':32}{'n':>4}{'median':>10}{'worst':>10}{'baseline':>10}{'worst':>10}{'ratio':>8}"
          f"{'budget':>8}")
    status = 0
    for row in rows:
        try:
            times, baseline = run_row(build, row)
        except RuntimeError as error:
            print(f"{row.name:32} {error}")
            status = 1
            continue
        ratio = statistics.median(times) / statistics.median(baseline)
        verdict = "" if ratio <= row.budget else "  over budget"
        print(f"{row.name:32}{len(times):>4}{statistics.median(times):>7.0f} ms{max(times):>7.0f} ms"
              f"{statistics.median(baseline):>7.0f} ms{max(baseline):>7.0f} ms{ratio:>8.2f}"
              f"{row.budget:>8.2f}{verdict}", flush=True)
        if verdict:
            status = 1
    return status


sys.exit(main())
