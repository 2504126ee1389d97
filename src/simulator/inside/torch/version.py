# SPDX-License-Identifier: GPL-3.0-or-later
from .facts import FACTS

cuda = FACTS["cuda"]
hip = None
debug = False
__version__ = f"2.6.0+cu{cuda.replace('.', '')}"
