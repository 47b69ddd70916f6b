"""An earlier matter of a person: a case of the register or an old one, as whoever judges him anew looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier matter; ``id`` is of its case, or of its old case with ``archive``.

    ``said`` is what became of it in words. Of an old one a day, the track and the ``violation_codes`` may be unknown.
    """

    id: str
    archive: bool
    number: str
    report_id: str
    track: str
    election: str
    violation_codes: tuple[str, ...]
    event_on: date | None
    on: date
    sanctioned: bool
    said: str
    level: str
    sanction_key: str
    sanction_title: str
    decision_on: date | None
    ends_on: date | None
