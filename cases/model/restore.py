"""A restore: what came back, and what the present office has that the restored one lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.model.backup import BackupCheck
from cases.model.listing import LogHead


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceThen:
    """What the present office has that a set has not: numbers of records, and how many log rows stand behind it.

    ``head`` is the end of the present log. ``letters`` are numbers, or titles of those that have none yet; ``evidence``
    counts items, ``employees`` people. ``rows`` counts all changes since the set was made, and ``last_at`` is the last.
    """

    head: LogHead
    cases: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    evidence: int = 0
    employees: int = 0
    rows: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A set that was laid out as an office: what reading it found, and what would be lost.

    ``since`` is None where no present office could be opened, ``unknown`` says why; "" where there is none.
    """

    set_id: str
    made_at: datetime
    head: LogHead
    check: BackupCheck
    since: SinceThen | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A restore that nobody needed: a set laid out whole in a temporary place and compared, then thrown away.

    ``files`` counts the vault files that were restored and compared; ``problems`` are Indonesian sentences.
    """

    at: datetime
    set_id: str
    made_at: datetime
    rows: int
    files: int
    problems: tuple[str, ...] = ()
