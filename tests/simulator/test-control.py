# SPDX-License-Identifier: GPL-3.0-or-later
"""CONTROL.md and the program say the same: routes, faults, orders, options, image words."""

import os
import pathlib
import re
import subprocess

import sim

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent / "src" / "simulator"
TEXT = (SOURCE / "CONTROL.md").read_text(encoding="utf-8")


def words(text):
    return re.findall(r"`([^`]+)`", text)


def first_column(heading):
    """The words in the first column of the table below a heading."""
    section = TEXT.split(heading, 1)[1].split("\n#", 1)[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.M)
    return {w for row in rows for w in words(row)}


def in_code(name, pattern):
    return set(re.findall(pattern, (SOURCE / name).read_text(encoding="utf-8")))


class Documented(sim.SharedCase):
    def test_faults(self):
        known = in_code("sim-faults.c", r'\[SIM_FAULT_\w+\]\s*=\s*\{\s*"([a-z0-9-]+)"')
        self.assertEqual(first_column("### Faults"), known)
        for name in known:
            self.sim.arm(name, route="*", times=1)
        self.sim.control("DELETE", "faults")

    def test_orders(self):
        known = in_code("sim-set.c", r'\{ "([a-z0-9_]+)", &options')
        known |= in_code("sim-set.c", r'g_str_equal \(name, "([a-z_]+)"\) && value')
        known |= set(re.findall(r'^  \{ "([a-z_]+)", ',
                                (SOURCE / "sim-orders.c").read_text(encoding="utf-8"), re.M))
        self.assertEqual(first_column("### Set"), known)

    def test_routes(self):
        named = set(words(TEXT.split("Routes: ", 1)[1].split("\n\n", 1)[0]))
        known = set()
        for path in SOURCE.glob("routes-*.c"):
            known |= set(re.findall(r'\{ "([a-z0-9-]+)",\s*"(?:GET|PUT|POST|DELETE)"',
                                    path.read_text(encoding="utf-8")))
        self.assertEqual(named, known)
        for name in known:
            self.sim.arm("502-html", route=name)
        self.sim.control("DELETE", "faults")

    def test_control_routes(self):
        known = set(in_code("sim-control.c", r'"/_sim/([a-z/]+)"'))
        section = TEXT.split("## Control routes", 1)[1].split("\n###", 1)[0]
        named = set()
        for row in re.findall(r"^\| (?:GET|POST).*?\|", section, re.M):
            named |= set(words(row))
        self.assertEqual(named, known)

    def test_image_words(self):
        known = in_code("sim-instance.c", r'\{ "([a-z-]+)", SIM_SCRIPT_')
        self.assertEqual(first_column("## Failures any client can ask for"), known)

    def test_options(self):
        printed = subprocess.run([os.environ["SUBLET_SIMULATOR"], "--help"], check=True,
                                 capture_output=True, text=True).stdout
        known = set(re.findall(r"^  (?:-., )?--([a-z-]+)", printed, re.M)) - {"help"}
        self.assertEqual(set(re.findall(r"^\| `--([a-z-]+)`", TEXT, re.M)), known)
        self.assertEqual(set(re.findall(r"\[--([a-z-]+)[ \[\]]", TEXT)), known)

    def test_ledger_members(self):
        self.sim.rent()
        ledger = self.sim.ledger()
        section = set(words(TEXT.split("### The ledger", 1)[1].split("\n###", 1)[0]))
        self.assertEqual(set(ledger) - {"now", "request_count"}, section & set(ledger) - {"now"})


sim.main()
