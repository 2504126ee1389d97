# SPDX-License-Identifier: GPL-3.0-or-later
"""What the offer said."""

with open("/etc/sim/gpu", encoding="utf-8") as _lines:
    FACTS = dict(_line.rstrip("\n").split("=", 1) for _line in _lines)
