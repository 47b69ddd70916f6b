"""Due dates as rows: what is due, by when, why, and whether it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Urgency(StrEnum):
    """How a deadline stands on a day; always shown with its word."""

    LATE = "lewat"
    SOON = "segera"
    SAFE = "aman"
    WAITING = "menunggu"
    DONE = "selesai"
    NONE = "netral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date of a case.

    ``key`` is the pack's deadline, ``starts_on`` the day it counts from, ``due_on`` the last day; ``done_on`` is the
    day that met it, or None while it is open; ``title`` says what must be done, ``party`` who has to do it ("kantor",
    "terlapor", "lain").
    """

    id: str
    case_id: str
    key: str
    title: str
    starts_on: date
    due_on: date
    done_on: date | None
    article: str
    regulation: str
    strength: str
    verified: bool
    party: str = "kantor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which no office works; ``kind`` is "libur nasional", "cuti bersama" or "daerah"."""

    on: date
    name: str
    kind: str
    source: str
