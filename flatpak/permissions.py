# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed program may, as flatpak says, and what it sees, as it looks from inside.

permissions.py ID
permissions.py --self-test

The first runs in a desktop of its own, see ./make. Before it looks it opens the sandbox a little
and expects to see that: a look that finds nothing wrong proves something only then.
"""

import configparser
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ALLOWED = {
    "shared": {"network", "ipc"},
    "sockets": {"wayland", "fallback-x11"},
    "devices": {"dri"},
}

# Beside these only what the program is itself called.
NAMES = re.compile(r"^(:\d+\.\d+|org\.freedesktop\.DBus|org\.freedesktop\.portal\..+)$")

# What no sandbox needs, whatever the machine has: disks, input, other people's terminals.
DEVICES = re.compile(r"^(sd|vd|nvme|loop|input|kvm|fuse|mem|video|snd|hidraw|tty\d|uinput)")

# Prints a part for each question; run inside by the runtime's shell.
LOOK = r"""
echo "== info"; cat /.flatpak-info
echo "== names"; gdbus call --session --dest org.freedesktop.DBus --object-path / \
  --method org.freedesktop.DBus.ListNames
echo "== keyring"; gdbus call --session --timeout 5 --dest org.freedesktop.secrets \
  --object-path /org/freedesktop/secrets --method org.freedesktop.DBus.Peer.Ping 2>&1
echo "== planted"; cat "$1" 2>/dev/null
echo "== system-bus"; ls /run/dbus /var/run/dbus 2>/dev/null
echo "== devices"; ls /dev
echo "== end"
"""


def check_context(text, where):
    """The parts of a metadata file that grant something."""
    metadata = configparser.ConfigParser(interpolation=None, strict=False)
    metadata.optionxform = str
    metadata.read_string(text)
    context = dict(metadata["Context"]) if "Context" in metadata else {}
    for key, value in context.items():
        granted = {word for word in value.split(";") if word and not word.startswith("!")}
        if key == "sockets" and "fallback-x11" in granted:
            # flatpak writes both for the one, for its versions that know no fallback.
            granted.discard("x11")
        for word in sorted(granted - ALLOWED.get(key, set())):
            yield f"{where}: {key}={word} is granted"
    for key, words in ALLOWED.items():
        for word in sorted(words - set(context.get(key, "").split(";"))):
            yield f"{where}: {key}={word} is missing"
    for part in ("Session Bus Policy", "System Bus Policy"):
        for name in metadata[part] if part in metadata else ():
            yield f"{where}: {part} has {name}"


def check_inside(parts, application_id, secret):
    yield from check_context(parts["info"], "inside")
    names = re.findall(r"'([^']+)'", parts["names"])
    if "org.freedesktop.DBus" not in names:
        yield f"inside: the bus does not answer: {parts['names']}"
    for name in names:
        own = name == application_id or name.startswith(f"{application_id}.")
        if not own and not NAMES.match(name):
            yield f"inside: {name} is on the bus"
    if "()" in parts["keyring"]:
        yield "inside: the person's keyring answers"
    if secret in parts["planted"]:
        yield "inside: a file of the person's home can be read"
    if parts["system-bus"]:
        yield f"inside: the system's bus is there: {parts['system-bus']}"
    for device in parts["devices"].split():
        if DEVICES.match(device):
            yield f"inside: /dev/{device} is there"


def ask(*arguments):
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True).stdout


def look(application_id, planted, *options):
    text = ask("flatpak", "--user", "run", "--die-with-parent", "--command=sh", *options,
               application_id, "-c", LOOK, "look", planted)
    parts = dict(re.findall(r"^== (\S+)\n(.*?)(?=^== )", text, re.MULTILINE | re.DOTALL))
    return {name: words.strip() for name, words in parts.items()}


def self_test():
    fine = "[Context]\nshared=network;ipc;\nsockets=wayland;fallback-x11;\ndevices=dri;\n"
    parts = {"info": fine, "names": "(['org.freedesktop.DBus', ':1.2', 'a.b.C'],)", "planted": "",
             "keyring": "Error: no such name", "system-bus": "", "devices": "dri null"}
    assert not list(check_inside(parts, "a.b.C", "secret"))
    both = fine.replace("fallback-x11", "x11;fallback-x11")
    assert not list(check_inside(dict(parts, info=both), "a.b.C", "secret"))
    for key, text, words in (
        ("info", fine.replace("ipc;", ""), "shared=ipc is missing"),
        ("info", fine.replace("dri", "all"), "devices=all is granted"),
        ("info", fine.replace("fallback-", ""), "sockets=x11 is granted"),
        ("info", fine + "filesystems=home;\n", "filesystems=home is granted"),
        ("info", fine + "[Session Bus Policy]\norg.x=talk\n", "Policy has org.x"),
        ("info", "", "devices=dri is missing"),
        ("names", "", "does not answer"),
        ("names", "(['org.freedesktop.DBus', 'org.x'],)", "org.x is on the bus"),
        ("names", "(['org.freedesktop.DBus', 'a.b.Cat'],)", "a.b.Cat is on the bus"),
        ("planted", "a secret", "can be read"),
        ("keyring", "()", "keyring answers"),
        ("system-bus", "system_bus_socket", "system's bus"),
        ("devices", "dri kvm null", "/dev/kvm"),
    ):
        found = list(check_inside(dict(parts, **{key: text}), "a.b.C", "secret"))
        assert any(words in f for f in found), (words, found)


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return
    application_id = sys.argv[1]
    secret = "for nobody but the person"
    with tempfile.NamedTemporaryFile("w", dir=Path.home(), suffix=".txt") as file:
        file.write(f"{secret}\n")
        file.flush()

        opened = look(application_id, file.name, "--filesystem=home", "--device=all",
                      "--talk-name=org.freedesktop.secrets")
        seen = "\n".join(check_inside(opened, application_id, secret))
        for words in ("filesystems=home is granted", "devices=all is granted",
                      "Session Bus Policy has org.freedesktop.secrets",
                      "org.freedesktop.secrets is on the bus", "keyring answers",
                      "home can be read"):
            if words not in seen:
                sys.exit(f"an opened sandbox is taken for a closed one, no \"{words}\" in:\n{seen}")

        found = list(check_context(
            ask("flatpak", "--user", "info", "--show-permissions", application_id), "installed"))
        inside = look(application_id, file.name)
        found += check_inside(inside, application_id, secret)
    if found:
        sys.exit("\n".join(found))
    granted = "; ".join(f"{key}: {', '.join(sorted(words))}" for key, words in ALLOWED.items())
    print(f"exactly five permissions ({granted})")
    names = sorted(n for n in re.findall(r"'([^']+)'", inside["names"]) if n[0] != ":")
    print(f"on the bus: {', '.join(names)}")
    print(f"devices: {', '.join(inside['devices'].split())}")
    print(f"the person's home, keyring and system bus are out of reach; uid {os.getuid()}")


main()
