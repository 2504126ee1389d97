# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what runs of `meson test` did, down to the single tests inside each program.

tally.py LOG... adds up what each testlog.json says.

Meson calls a program fine when a part of it was skipped; here a skip is never fine.
"""

import json
import re
import sys

LINE = re.compile(r"^[ \t]*(not )?ok\b([^\n]*)$", re.M)


def count(entry):
    """(passed, failed, skipped) of one program."""
    result = entry["result"]
    passed = failed = skipped = 0
    for broken, rest in LINE.findall(entry.get("stdout") or ""):
        if re.search(r"#[ \t]*(skip|todo)", rest, re.I):
            skipped += 1
        elif broken:
            failed += 1
        else:
            passed += 1

    if result == "SKIP":
        return passed, failed, max(skipped, 1)
    if result not in ("OK", "EXPECTEDFAIL"):
        return passed, max(failed, 1), skipped
    return (passed, failed, skipped) if passed + failed + skipped else (1, 0, 0)


def main():
    totals = [0, 0, 0]
    complete = True
    for name in sys.argv[1:]:
        try:
            with open(name, encoding="utf-8") as log:
                for line in log:
                    totals = [a + b for a, b in zip(totals, count(json.loads(line)))]
        except FileNotFoundError:
            print(f"no test was run: there is no {name}")
            complete = False

    passed, failed, skipped = totals
    print(f"skipped: {skipped}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if complete and passed and not failed and not skipped else 1


sys.exit(main())
