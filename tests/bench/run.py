# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long Sublet takes, each figure beside a baseline measured in the same minutes.

run.py BUILD_FOLDER [WORD...] measures what has one of the words in its name. It needs a
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

# They measure inside the process, on the libraries that the program is made of.
PROGRAMS = ("bench-market", "bench-decode", "bench-engine", "bench-journal", "bench-ssh",
            "bench-terminal")

HEADER = (f"{'':44}{'n':>4}{'median':>11}{'worst':>11}{'baseline':>11}{'worst':>11}{'ratio':>8}"
          f"{'budget':>11}")


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


def run_program(build, name):
    """A bench program prints its rows itself; what GTest says around them is left out."""
    done = subprocess.run([str(build / "tests/bench" / name)], stdout=subprocess.PIPE, text=True,
                          check=False)
    for line in done.stdout.splitlines():
        if line and not line.startswith("#") and line.split() != HEADER.split():
            print(line, flush=True)
    return done.returncode


def main():
    build = Path(sys.argv[1]).resolve()
    words = sys.argv[2:]

    def wanted(name):
        return not words or any(w in name for w in words)

    rows = [r for r in ROWS if wanted(r.name)]
    programs = [p for p in PROGRAMS if wanted(p)]
    if not rows and not programs:
        sys.exit("no such row; there are: " + "; ".join([r.name for r in ROWS] + list(PROGRAMS)))

    print(HEADER)
    status = 0
    for row in rows:
        try:
            times, baseline = run_row(build, row)
        except RuntimeError as error:
            print(f"{row.name:44} {error}")
            status = 1
            continue
        ratio = statistics.median(times) / statistics.median(baseline)
        verdict = "" if ratio <= row.budget else "  over budget"
        figures = "".join(f"{function(values):8.1f} ms" for values in (times, baseline)
                          for function in (statistics.median, max))
        print(f"{row.name:44}{len(times):4}{figures}{ratio:8.2f}{row.budget:11.2f}{verdict}",
              flush=True)
        if verdict:
            status = 1
    for program in programs:
        if run_program(build, program) != 0:
            status = 1
    return status


sys.exit(main())
