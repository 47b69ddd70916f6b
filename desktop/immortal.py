"""Keeps Python 3.11 alive under PySide6 6.12.

The wheels of PySide6 6.12.0 hand out None and True without counting the reference (every call of a void method and
every emitted signal takes one away), which is right from Python 3.12 on, where these objects are immortal. On
Python 3.11 their count would reach nought after some thousand calls and end the process: "none_dealloc: deallocating
None". Here they get what Python 3.12 gives them. Called by ``theme.install`` and once on import;
to be dropped with Python 3.11.
"""

from __future__ import annotations

import sys

_COUNT = sys.maxsize >> 2


def make_immortal() -> None:
    """Give the constants that Qt's bindings return a count that no program uses up; nothing on Python 3.12."""
    if sys.version_info >= (3, 12):
        return
    import ctypes  # noqa: PLC0415 - a start-up cost that only Python 3.11 pays

    for constant in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(constant))  # the first field of every object in CPython 3.11
        count.value = max(count.value, _COUNT)


make_immortal()
