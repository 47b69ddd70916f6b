"""Identifiers of records: unique over all offices and ordered by the time of their making."""

from __future__ import annotations

import os
import time

_VERSION = 7
_VARIANT = 0b10


def new_id() -> str:
    """Return a new UUID version 7 as 32 lower-case hexadecimal digits (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    number = (milliseconds & (1 << 48) - 1) << 80
    number |= _VERSION << 76 | (random >> 68) << 64 | _VARIANT << 62 | random & (1 << 62) - 1
    return f"{number:032x}"
