# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for PyTorch: enough for a check of the machine, little to compute with."""

from . import cuda, version
from .tensor import full

__version__ = version.__version__
