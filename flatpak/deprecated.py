# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the deprecated calls that a compiler's log tells of, outside of the one place for them.

deprecated.py LOG       fails if there is one
deprecated.py --self-test
"""

import re
import sys
from pathlib import Path

WARNING = re.compile(r"^(?:\.\./)*(src/\S+?):(\d+):\d+: warning: (.*deprecated.*)$", re.IGNORECASE)
PLACE = "src/ui/compat/"

# What stands in the log when the program was compiled and not taken from a cache.
COMPILED = re.compile(r"^\[\d+/\d+\] Compiling C object src/ui/", re.MULTILINE)


def find(text):
    """(those outside the place, how many are in it)."""
    found = {match.groups() for match in map(WARNING.match, text.splitlines()) if match}
    outside = sorted((name, int(line), words) for name, line, words in found
                     if not name.startswith(PLACE))
    return outside, len(found) - len(outside)


def self_test():
    line = "../src/ui/{}.c:7:3: warning: ‘gtk_old’ is deprecated [-Wdeprecated-declarations]\n"
    assert find("")[0] == []
    assert find(line.format("compat/a")) == ([], 1)
    assert find("../src/ui/a.c:7:3: warning: unused variable ‘x’\n") == ([], 0)
    outside, inside = find(line.format("b") + line.format("a") + line.format("a"))
    assert [entry[:2] for entry in outside] == [("src/ui/a.c", 7), ("src/ui/b.c", 7)]
    assert inside == 0
    assert find("../src/ui/a.c:7:3: warning: Deprecated pre-processor symbol\n")[0]
    assert COMPILED.search("[1/2] Compiling C object src/ui/a.o") and not COMPILED.search("[1/2] x")
    return 0


def main():
    if sys.argv[1] == "--self-test":
        return self_test()
    text = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    if not COMPILED.search(text):
        print(f"{sys.argv[1]} tells of no compiling", file=sys.stderr)
        return 1
    outside, inside = find(text)
    for name, line, words in outside:
        print(f"{name}:{line}: {words}")
    print(f"deprecated calls: {len(outside)} outside {PLACE}, {inside} in it")
    return 1 if outside else 0


sys.exit(main())
