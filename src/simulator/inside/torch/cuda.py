# SPDX-License-Identifier: GPL-3.0-or-later
from types import SimpleNamespace

from .facts import FACTS

_MIB = 1024 * 1024


def is_available():
    return device_count() > 0


def device_count():
    return int(FACTS["count"])


def current_device():
    return 0


def get_device_capability(device=None):
    major, minor = FACTS["compute_cap"].split(".")
    return int(major), int(minor)


def get_device_name(device=None):
    return FACTS["name"]


def get_device_properties(device=None):
    major, minor = get_device_capability()
    return SimpleNamespace(name=FACTS["name"], major=major, minor=minor,
                           total_memory=int(FACTS["memory_mib"]) * _MIB)


def mem_get_info(device=None):
    total = int(FACTS["memory_mib"]) * _MIB
    return total - _MIB, total
