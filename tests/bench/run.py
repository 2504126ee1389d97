# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long Sublet takes, each figure beside a baseline measured in the same minutes.

run.py BUILD_FOLDER [--tree PATH] [WORD...] measures what has one of the words in its name. It needs
a display; `./dev bench` gives it one of its own. With the source tree of the service's own
command-line client its search is the baseline of ours.
"""

import argparse
import os
import select
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import official

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

SEARCH = "search to rows, beside the official client"
SEARCH_BUDGET = 8.0
SEARCH_REPETITIONS = 7

# They measure inside the process, on the libraries that the program is made of.
PROGRAMS = ("bench-market", "bench-market-page", "bench-market-wire", "bench-billing",
            "bench-day", "bench-decode", "bench-engine", "bench-journal", "bench-logs",
            "bench-poll", "bench-quiet", "bench-rent", "bench-ssh", "bench-terminal")

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


def take_turns(ours, theirs, repetitions=REPETITIONS):
    """Both lists of times, interleaved, so that a busy minute slows both."""
    times, baseline = [], []
    for turn in range(WARM_UPS + repetitions):
        pair = (theirs(), ours())
        if turn >= WARM_UPS:
            baseline.append(pair[0])
            times.append(pair[1])
    return times, baseline


def run_row(build, row):
    return take_turns(lambda: measure(build, row.program), lambda: measure(build, row.baseline))


def print_row(name, times, baseline, ratio, budget, kept):
    figures = "".join(f"{function(values):8.1f} ms" for values in (times, baseline)
                      for function in (statistics.median, max))
    verdict = "" if kept else "  over budget"
    print(f"{name:44}{len(times):4}{figures}{ratio:8.2f}{budget:>11}{verdict}", flush=True)


def run_search(build, tree):
    """Ours and the official client's search of the same server: the ratio is that of the rates."""
    with official.Search(build, tree) as search:
        times, baseline = take_turns(search.ours, search.theirs, SEARCH_REPETITIONS)
    ratio = statistics.median(baseline) / statistics.median(times)
    kept = ratio >= SEARCH_BUDGET
    print_row(SEARCH, times, baseline, ratio, f">= {SEARCH_BUDGET:.0f}", kept)
    return kept


def run_program(build, name):
    """A bench program prints its rows itself; what GTest says around them is left out."""
    done = subprocess.run([str(build / "tests/bench" / name)], stdout=subprocess.PIPE, text=True,
                          check=False)
    for line in done.stdout.splitlines():
        if line and not line.startswith("#") and line.split() != HEADER.split():
            print(line, flush=True)
    return done.returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("words", nargs="*")
    wish = parser.parse_intermixed_args()
    build = wish.build.resolve()

    def wanted(name):
        return not wish.words or any(w in name for w in wish.words)

    rows = [r for r in ROWS if wanted(r.name)]
    programs = [p for p in PROGRAMS if wanted(p)]
    searches = wish.tree is not None and wanted(SEARCH)
    if not rows and not programs and not searches:
        sys.exit("no such row; there are: "
                 + "; ".join([r.name for r in ROWS] + list(PROGRAMS) + [SEARCH + " (--tree)"]))

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
        kept = ratio <= row.budget
        print_row(row.name, times, baseline, ratio, f"{row.budget:.2f}", kept)
        if not kept:
            status = 1
    if searches and not run_search(build, wish.tree):
        status = 1
    for program in programs:
        if run_program(build, program) != 0:
            status = 1
    return status


sys.exit(main())
