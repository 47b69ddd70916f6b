"""Identifiers of records: unique over all offices, ordered by their making; a later one of a process sorts later."""

from __future__ import annotations

import os
import threading
import time
from itertools import accumulate
from typing import Final

_VERSION = 7
_VARIANT = 0b10 << 62
"""What the RFC calls the variant: the first two bits of the last 64."""
_FRONT_BITS = 12
"""Random bits behind the moment; they and the moment are the front, which identifiers of one moment share."""
_BACK_BITS = 62
_STEP_BYTES = 4


class IdMaker:
    """Makes the identifiers of a process; ``front`` and ``back`` are those of the last one."""

    def __init__(self, front: int = 0, back: int = 0) -> None:
        self._making = threading.Lock()
        self._last = front, back

    def make(self, count: int) -> list[str]:
        """Do what ``new_ids`` says."""
        steps = memoryview(os.urandom(count * _STEP_BYTES)).cast("I")
        drawn = int.from_bytes(os.urandom(10), "big")
        moment = time.time_ns() // 1_000_000 & (1 << 48) - 1
        with self._making:
            front, back = self._last
            if moment > front >> _FRONT_BITS:
                front = moment << _FRONT_BITS | drawn & (1 << _FRONT_BITS) - 1
                back = drawn >> (80 - _BACK_BITS + 1)
            elif back + (len(steps) << 8 * _STEP_BYTES) >> _BACK_BITS:  # no room left to count
                front, back = front + 1, drawn >> (80 - _BACK_BITS + 1)
            backs = list(accumulate(steps, lambda at, step: at + step + 1, initial=back))
            self._last = front, backs[-1]
        begin = f"{front >> _FRONT_BITS:012x}{_VERSION:x}{front & (1 << _FRONT_BITS) - 1:03x}"
        return [f"{begin}{_VARIANT | back:016x}" for back in backs[1:]]


_OF_THIS_PROCESS: Final = IdMaker()


def new_id() -> str:
    """Return a new UUID version 7 as 32 lower-case hexadecimal digits (RFC 9562)."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return so many new identifiers of this moment, in ascending order: rows of one act lie side by side.

    Within a moment they count on from the last by random steps, also while the clock stands still or goes back.
    """
    return _OF_THIS_PROCESS.make(count)
