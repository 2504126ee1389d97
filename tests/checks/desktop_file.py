# SPDX-License-Identifier: GPL-3.0-or-later
"""desktop-file-validate, to which a warning is no failure; here it is one.

desktop_file.py VALIDATOR FILE
desktop_file.py VALIDATOR --self-test
"""

import subprocess
import sys
import tempfile
from pathlib import Path

FINE = """[Desktop Entry]
Type=Application
Name=A
Exec=a
Categories=Network;
"""


def find(validator, path):
    said = subprocess.run([validator, path], capture_output=True, text=True, check=False)
    lines = [line for line in (said.stdout + said.stderr).splitlines()
             if "error:" in line or "warning:" in line]
    return lines or ([f"{validator} ended with {said.returncode}"] if said.returncode else [])


def self_test(validator):
    wrong = []
    for more, words in (("", None), ("Encoding=UTF-8\n", "warning:"), ("Foo=1\n", "error:")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.desktop"
            path.write_text(FINE + more, encoding="utf-8")
            found = find(validator, path)
        if words is None:
            wrong += [f"blamed without reason: {line}" for line in found]
        elif not any(words in line for line in found):
            wrong.append(f"not found: {more.strip()}")
    return wrong


def main():
    validator, what = sys.argv[1:]
    wrong = self_test(validator) if what == "--self-test" else find(validator, what)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


sys.exit(main())
