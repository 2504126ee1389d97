# SPDX-License-Identifier: GPL-3.0-or-later
"""Rents thousands of times while everything goes wrong, and asks the ledger about the money.

`campaign.py RUNNER SIMULATOR [--seed N] [--runs N] [--jobs N]` prints TAP. A run is one rental that
a person asks for. They come in worlds of 25: a simulator, the engine's files and a neighbour on the
same account. A world has one seed, from which all that happens in it is drawn; that of a failure is
printed, and the same seed with the same number of runs plays it again. Worlds lie on a small file
system in memory that can really be full; every eighth lies on the disk.

Before them, engines that lack what the campaign is for: each must be found out.
"""

import argparse
import concurrent.futures
import json
import os
import resource
import sys
import time
import traceback

import place
from world import World

RUNS_OF_A_WORLD = 25

# The others lie in memory.
DISK_EVERY = 8

# What is switched off, what it must be found out by, and in which of these worlds at the latest.
TWINS = {
    "without-settlement": ("lost-machine", [1, 2, 3, 4, 5]),
    "without-single-put": ("double-rent", [4, 2, 1, 3, 5]),
    "without-leases": ("outlived", [1, 2, 3, 4, 5]),
    "without-journal": ("lost-machine", [1, 2, 3, 4, 5]),
    # What it takes meets least often.
    "without-single-deposit": ("double-deposit", [2, 3, 1, 4, 5, 6, 7, 8, 9, 10]),
}

RUNS_OF_A_TWIN = 60


def play_here(arguments, seed, runs):
    """One world, in the folder that is given; the last line is what became of it."""
    programs = (arguments.runner, arguments.simulator)
    options = [f"--{arguments.twin}"] if arguments.twin else []
    world = World(programs, seed, arguments.folder, options)
    try:
        if arguments.twin:
            kind = TWINS[arguments.twin][0]
            found = world.hunt(runs, kind)
            assert kind in found, f"{kind} was not found, only {sorted(found)}"
        else:
            world.play(runs)
    except Exception:
        for line in traceback.format_exc().splitlines():
            print(f"# {line}")
        sys.exit(1)
    print(json.dumps({"asked": world.asked, "deaths": world.deaths}))


def play(arguments, seed, runs, twin=None):
    """One world in a process of its own: whether it went well, and what it printed."""
    command = [sys.executable, os.path.abspath(__file__), arguments.runner, arguments.simulator,
               "--seed", str(seed), "--runs", str(runs)]
    if twin:
        command += ["--twin", twin]
    on_disk = seed % DISK_EVERY == 0
    done = place.run([*command, "--folder"], place.disk_of(arguments.runner) if on_disk else None)
    return done.returncode == 0, done.stdout.splitlines()


def find_out(arguments, twin):
    """Whether a twin is found out, and by what."""
    lines = []
    for seed in TWINS[twin][1]:
        fine, more = play(arguments, seed, RUNS_OF_A_TWIN, twin)
        lines += more
        if fine:
            return True, lines
    return False, lines


class Report:
    def __init__(self, planned):
        self.n = 0
        self.failed = False
        print(f"1..{planned}", flush=True)

    def case(self, fine, name, lines):
        self.n += 1
        self.failed = self.failed or not fine
        for line in lines:
            print(line if line.startswith("#") else f"# {line}")
        print(f"{'ok' if fine else 'not ok'} {self.n} {name}", flush=True)
        if not fine:
            # The harness keeps what is told of a failed case to itself.
            print(name, *lines, sep="\n", file=sys.stderr, flush=True)


def campaign(arguments):
    began = time.monotonic()
    runs = [RUNS_OF_A_WORLD] * (arguments.runs // RUNS_OF_A_WORLD)
    if arguments.runs % RUNS_OF_A_WORLD:
        runs.append(arguments.runs % RUNS_OF_A_WORLD)
    worlds = list(enumerate(runs, arguments.seed))
    report = Report(len(TWINS) + len(worlds))
    asked = deaths = 0

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        twins = [pool.submit(find_out, arguments, twin) for twin in TWINS]
        games = [pool.submit(play, arguments, seed, n) for seed, n in worlds]
        for name, twin in zip(TWINS, twins):
            fine, lines = twin.result()
            report.case(fine, f"{name}: a {TWINS[name][0]} is found", [] if fine else lines)
        for (seed, n), game in zip(worlds, games):
            fine, lines = game.result()
            if fine:
                played = json.loads(lines.pop())
                asked += played["asked"]
                deaths += played["deaths"]
            else:
                lines.append(f"# again: ./dev test faults --seed {seed} --runs {n}")
            report.case(fine, f"seed {seed}, {n} runs", lines)

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(f"# {asked} rentals asked for, the engine killed {deaths} times,"
          f" seeds {arguments.seed} to {arguments.seed + len(worlds) - 1}")
    print(f"# {cpu:.0f} s of CPU, {time.monotonic() - began:.0f} s by the clock,"
          f" {arguments.jobs} at a time", flush=True)
    sys.exit(1 if report.failed else 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("runner", type=os.path.abspath)
    parser.add_argument("simulator", type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    parser.add_argument("--twin", help=argparse.SUPPRESS)
    arguments = parser.parse_args()

    if arguments.folder:
        play_here(arguments, arguments.seed, arguments.runs)
    else:
        campaign(arguments)


main()
