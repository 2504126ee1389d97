# SPDX-License-Identifier: GPL-3.0-or-later
"""The time from `flatpak run` to the first frame, beside an empty window's in the same sandbox.

first_frame.py ID FOLDER, where FOLDER holds empty-window and probe.so, see ./frame-programs

It prints and judges nothing: the budget is for what `./dev bench` measures without a sandbox.
"""

import select
import statistics
import subprocess
import sys
import time

REPETITIONS = 9
WARM_UPS = 1
TIMEOUT_S = 60


def measure(application_id, folder, program):
    """Milliseconds; the probe tells the moment on the program's standard output."""
    command = ["flatpak", "--user", "run", "--die-with-parent", f"--filesystem={folder}:ro",
               f"--env=LD_PRELOAD={folder}/probe.so", "--env=SUBLET_BENCH_FD=1",
               f"--command={program}", application_id]
    started = time.monotonic_ns()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        while True:
            left = TIMEOUT_S - (time.monotonic_ns() - started) / 1e9
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                raise SystemExit(f"{program}: no frame within {TIMEOUT_S} s")
            line = child.stdout.readline().split()
            if not line:
                words = child.stderr.read().decode(errors="replace")
                raise SystemExit(f"{program} ended before its first frame: {words}")
            if line[0] == b"frame":
                return (int(line[1]) * 1000 - started) / 1e6
    finally:
        child.kill()
        child.wait()


def main():
    application_id, folder = sys.argv[1:]
    times = {"sublet": [], f"{folder}/empty-window": []}
    for turn in range(WARM_UPS + REPETITIONS):
        # Interleaved, so that a busy minute slows both.
        for program, measured in times.items():
            took = measure(application_id, folder, program)
            if turn >= WARM_UPS:
                measured.append(took)
    own, empty = (statistics.median(measured) for measured in times.values())
    print(f"first frame after {own:.0f} ms, an empty window's after {empty:.0f} ms, "
          f"medians of {REPETITIONS}: {own / empty:.2f}")


main()
