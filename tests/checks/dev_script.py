# SPDX-License-Identifier: GPL-3.0-or-later
"""When ./dev installs, when it asks, and when it stops.

Runs a copy of ./dev where dpkg-query, apt-get, sudo, id and clang-format-14 are stand-ins that
write down what they were asked.
"""

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STAND_INS = {
    "dpkg-query": 'while read -r package; do printf "ii  %s\\n" "$package"; done <"$STATE/installed"',
    "apt-get": """echo "apt-get $*" >>"$STATE/log"
case "$*" in *install*) echo clang-format-14 >>"$STATE/installed" ;; esac""",
    "sudo": 'echo "sudo $1" >>"$STATE/log"; exec "$@"',
    "id": 'cat "$STATE/uid"',
    "clang-format-14": 'echo "clang-format $*" >>"$STATE/log"',
}
NEEDED = ("basename cat cksum cut dirname env find fold grep head mkdir nproc printf read rm sed sh "
          "sort tail tr uname").split()


class Place:
    """A folder with ./dev and its stand-ins."""

    def __init__(self, folder, dev, uid=1000, debian=True):
        self.top = Path(folder) / f"{uid}-{debian}-{len(os.listdir(folder))}"
        self.state = self.top / "state"
        self.bin = self.top / "bin"
        for path in (self.state, self.bin, self.top / "src", self.top / "tests"):
            path.mkdir(parents=True)
        shutil.copy(dev, self.top / "dev")
        (self.top / "src" / "a.c").touch()
        (self.state / "installed").touch()
        (self.state / "log").touch()
        (self.state / "uid").write_text(f"{uid}\n")
        for name in NEEDED:
            found = shutil.which(name, path="/usr/bin:/bin")
            if found:
                (self.bin / name).symlink_to(found)
        for name, text in STAND_INS.items():
            if debian or name not in ("dpkg-query", "apt-get"):
                (self.bin / name).write_text(f"#!/bin/sh\n{text}\n")
                (self.bin / name).chmod(0o755)

    def run(self, *arguments, answer=None):
        """(exit status, what it printed); with an answer it has a terminal."""
        environment = {"PATH": str(self.bin), "STATE": str(self.state), "LC_ALL": "C"}
        command = [str(self.top / "dev"), *arguments]
        if answer is None:
            done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            return done.returncode, done.stdout
        master, slave = pty.openpty()
        child = subprocess.Popen(command, env=environment, stdin=slave, stdout=slave, stderr=slave)
        os.close(slave)
        os.write(master, (answer + "\n").encode())
        text = b""
        try:
            while piece := os.read(master, 4096):
                text += piece
        except OSError:
            pass  # the terminal's end
        os.close(master)
        return child.wait(), text.decode()

    def log(self):
        text = (self.state / "log").read_text()
        (self.state / "log").write_text("")
        return text


def check(dev, folder):
    def expect(what, holds):
        if not holds:
            wrong.append(what)

    wrong = []

    place = Place(folder, dev)
    status, text = place.run("format")
    expect("no terminal, not root: fails", status != 0)
    expect("no terminal, not root: prints the list", "clang-format-14" in text)
    expect("no terminal, not root: says how", "--yes" in text)
    expect("no terminal, not root: installs nothing", place.log() == "")

    status, text = place.run("format", answer="n")
    expect("answer no: fails", status != 0 and "Install" in text)
    expect("answer no: installs nothing", place.log() == "")
    status, text = place.run("format", answer="")
    expect("empty answer: installs nothing", status != 0 and place.log() == "")

    status, text = place.run("format", answer="y")
    log = place.log()
    expect("answer yes: goes on", status == 0 and "-i" in log)
    expect("answer yes: installs through sudo", "sudo apt-get" in log and "install" in log)
    status, text = place.run("format")
    log = place.log()
    expect("second call: works without asking", status == 0 and "apt-get" not in log)
    (place.bin / "dpkg-query").write_text('#!/bin/sh\necho "dpkg-query" >>"$STATE/log"\n')
    status, text = place.run("format", "--check")
    log = place.log()
    expect("second call: the stamp saves the question", "dpkg-query" not in log)
    expect("--check reaches the formatter", "--dry-run" in log)

    place = Place(folder, dev)
    status, text = place.run("format", "--yes")
    expect("--yes without a terminal: installs", status == 0 and "sudo apt-get" in place.log())

    place = Place(folder, dev, uid=0)
    status, text = place.run("format")
    log = place.log()
    expect("root: installs without sudo", status == 0 and "install" in log and "sudo" not in log)

    place = Place(folder, dev, debian=False)
    status, text = place.run("format", "--yes")
    expect("another system: stops, with the list", status != 0 and "clang-format-14" in text)
    expect("another system: says how to go on", "--no-install" in text)
    expect("another system: runs nothing", place.log() == "")
    status, text = place.run("format", "--no-install")
    expect("--no-install: goes on", status == 0 and "clang-format" in place.log())

    place = Place(folder, dev)
    status, text = place.run("deb", "--suite", "elsewhere")
    expect("deb: asks before it installs", status != 0 and "mmdebstrap" in text)
    expect("deb: installs nothing by itself", place.log() == "")
    status, text = place.run("deb", "--suite", "elsewhere", "--no-install")
    expect("deb for another release without root: stops", status != 0)
    expect("deb for another release without root: tells the next step",
           "sudo ./dev deb --suite elsewhere" in text)
    status, text = place.run("deb", "--suite", "../elsewhere")
    expect("deb: a release is a word", status != 0 and "names no release" in text)

    status, text = place.run("nonsense")
    expect("an unknown command fails and shows the help", status == 2 and "./dev test" in text)
    return wrong


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = check(sys.argv[1], folder)
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
