"""Identifiers of records: unique over all offices and ordered by the time of their making."""

from __future__ import annotations

import os
import time

_VERSION = 7
_VARIANTS = "89ab"
"""The first digit of what the RFC calls the variant: its first two bits are 10."""
_RANDOM_BYTES = 10
_DIGITS = 2 * _RANDOM_BYTES


def new_id() -> str:
    """Return a new UUID version 7 as 32 lower-case hexadecimal digits (RFC 9562)."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return so many new identifiers of this moment, in ascending order: rows of one act lie side by side."""
    moment = f"{time.time_ns() // 1_000_000 & (1 << 48) - 1:012x}{_VERSION:x}"
    random = os.urandom(count * _RANDOM_BYTES).hex()
    digits = (random[start : start + _DIGITS] for start in range(0, len(random), _DIGITS))
    return sorted([f"{moment}{one[:3]}{_VARIANTS[int(one[3], 16) % 4]}{one[4:19]}" for one in digits])
