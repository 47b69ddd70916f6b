"""What was taken out of the office's records with a reason, kept whole, and can be put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.changes import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record as it was (``record`` is its JSON), with the blobs of the vault that it names."""

    noun: Noun | str
    record_id: str
    record: str
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """One entry of Sampah: what was taken out at once, the record itself first, then what went along.

    ``noun`` is the record's, or "respondent" for an accused inside a report. ``place`` says where it stood, ``home`` is
    the report that it belongs to. ``into`` is the record that it was merged into, empty for a discarded one; ``first``
    and ``last`` are the rows of the log that were written with it.
    """

    id: str
    noun: str
    record_id: str
    title: str
    place: str
    home: str = ""
    reason: str
    at: datetime
    by: str
    into: str = ""
    first: int = 0
    last: int = 0
    parts: tuple[Part, ...]
