"""A check of all evidence, done a part at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """How far a check of all evidence is: ``checked`` of ``total`` items, ``failed`` of them.

    ``after`` is the last item that was read, by which the next part goes on; ``problems`` names the first failures of
    the parts that this run itself read; ``ended`` is set once every item was read.
    """

    started: datetime
    checked: int = 0
    failed: int = 0
    total: int = 0
    after: str = ""
    problems: tuple[str, ...] = ()
    ended: datetime | None = None
