"""Due dates for another calendar program: an iCalendar file (RFC 5545) of one case or of all that is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cases.model.listing import RunningDue
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.lifecycle import OURS
from cases.services.access import service
from cases.services.next_steps import case_by_number
from cases.services.settling import the_office

_LONGEST_LINE = 75
"""Bytes of a line; longer ones are folded."""
_ESCAPED = dict.fromkeys(range(32)) | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\x7f": None})
_MORNING = timedelta(hours=8)
"""When an alarm sounds: at eight, so many days before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IcsForm:
    """What to export: all that is open, or one case by its identifier or number; an alarm so many days before or none.

    Without ``names`` the events carry no more of a respondent than the number of the case.
    """

    case_id: str = ""
    case_number: str = ""
    names: bool = False
    alarm_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IcsFile:
    """The file: a name for it, its bytes, and how many due dates it holds."""

    name: str
    data: bytes
    count: int


@service(Right.RECAP, Right.EXPORT)
def export_ics(work: UnitOfWork, actor: Actor, form: IcsForm) -> IcsFile:
    """Return the open due dates as all-day events; raises NotFound for a case that is not there.

    The identifier of an event stays the same from export to export, so that a calendar moves it instead of showing it
    twice.
    """
    office = the_office(work)
    rows = work.deadlines.running()
    name = "tenggat-netralitas.ics"
    if form.case_id or form.case_number:
        case = work.cases.get(form.case_id or case_by_number(work, form.case_number))
        rows = tuple(row for row in rows if row.case_id == case.id)
        name = f"tenggat-{case.number.replace('/', '-')}.ics"
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Netralitas//Tenggat perkara//ID",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(f'Tenggat perkara netralitas {office.short_name}')}",
    ]
    events = (line for row in rows for line in _event(row, form, work.clock.now()))
    lines = [*head, *events, "END:VCALENDAR"]
    return IcsFile(name=name, data=b"".join(map(_folded, lines)), count=len(rows))


def _event(row: RunningDue, form: IcsForm, now: datetime) -> Iterator[str]:
    ours = row.party == OURS
    title = row.title if ours else f"Batas pihak lain: {row.title}"
    who = f" ({row.name})" if form.names else ""
    about = f"Dihitung sejak {long_date(row.starts_on)}. Buka perkara {row.case_number} di Netralitas."
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VEVENT"
    yield f"UID:{row.case_id}-{row.key}@netralitas"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(row.due_on)}"
    yield f"DTEND;VALUE=DATE:{_day(row.due_on + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'Perkara {row.case_number}{who}: {title}')}"
    yield f"DESCRIPTION:{_text(about)}"
    yield "CATEGORIES:Tenggat"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    if form.alarm_days is not None and ours:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(f'Perkara {row.case_number}: {title}')}"
        yield f"TRIGGER:{_before(form.alarm_days)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _before(days: int) -> str:
    """The time from the beginning of the day to eight in the morning, so many days before ("-PT16H" is one day)."""
    hours = round((_MORNING - timedelta(days=days)).total_seconds() / 3600)
    return f"{'-' if hours < 0 else ''}PT{abs(hours)}H"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, none of which breaks a letter; those that follow begin with a space."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > _LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
