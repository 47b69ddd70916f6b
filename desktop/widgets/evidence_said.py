"""What a clerk says of files, by the fields of the form, as the form keeps it: shared, taken over, read.

A ``Said`` is the JSON of the fields (``Form.values``), of one file; nothing here knows a widget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

from cases.errors import InvalidInput
from cases.model.evidence import Capture, Evidence
from cases.model.office import TimeZone
from cases.rules.dates import read_date
from cases.services.evidence import EvidenceForm
from desktop.widgets.date_fields import read_time

Said: TypeAlias = dict[str, Any]

WORDS: Final = ("platform", "account", "url", "profile_name", "captured_by", "capture", "description")
MOMENTS: Final = (("posted", "diunggah"), ("captured", "ditangkap"))
FIELDS: Final = (*WORDS, *(f"{name}_{part}" for name, _ in MOMENTS for part in ("on", "time", "zone")), "concerns")
_CAMERA: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?\s*([+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Days:
    """By what typed times are read: the office's day and zone, and the moment that none may lie behind."""

    today: Callable[[], date]
    now: Callable[[], datetime]
    zone: TimeZone


def nothing_said(zone: TimeZone) -> Said:
    """Blank fields."""
    blank: Said = dict.fromkeys(FIELDS, "")
    return blank | {"posted_zone": zone.value, "captured_zone": zone.value, "concerns": []}


def said_of(item: Evidence, zone: TimeZone) -> Said:
    """What was said of an item."""
    said = nothing_said(zone) | {name: str(getattr(item, name)) for name in WORDS}
    said["concerns"] = list(item.concerns)
    for name, moment, stated in (
        ("posted", item.posted_at, item.posted_zone),
        ("captured", item.captured_at, item.captured_zone),
    ):
        said |= moment_said(name, moment, TimeZone(stated or zone))
    return said


def moment_said(name: str, moment: datetime | None, zone: TimeZone) -> Said:
    """The fields of a moment ("posted", "captured")."""
    local = moment.astimezone(zone.zone) if moment is not None else None
    return {
        f"{name}_on": f"{local.day}/{local.month}/{local.year}" if local else "",
        f"{name}_time": f"{local:%H.%M}" if local else "",
        f"{name}_zone": zone.value,
    }


def shared(saids: Sequence[Said]) -> tuple[Said, frozenset[str]]:
    """What all of them say, blank where they differ, and the fields in which they do."""
    first = saids[0]
    differing = frozenset(key for key in FIELDS if any(said[key] != first[key] for said in saids))
    return {key: _blank(key) if key in differing else first[key] for key in FIELDS}, differing


def moments(said: Said, days: Days) -> tuple[datetime | None, datetime | None]:
    """When it was posted and when captured; raises InvalidInput with the field."""
    posted, captured = (_moment(said, name, verb, days) for name, verb in MOMENTS)
    return posted, captured


def form_of(said: Said, file_name: str, title: str, days: Days) -> EvidenceForm:
    """What the record keeps; raises InvalidInput with the field."""
    posted_at, captured_at = moments(said, days)
    return EvidenceForm(
        file_name=file_name,
        title=title.strip(),
        **{name: str(said[name]).strip() for name in WORDS if name != "capture"},
        capture=Capture(said["capture"]),
        posted_at=posted_at,
        captured_at=captured_at,
        posted_zone=said["posted_zone"] if posted_at else "",
        captured_zone=said["captured_zone"] if captured_at else "",
        concerns=tuple(said["concerns"]),
    )


def camera_time(told: Mapping[str, str], zone: TimeZone) -> datetime | None:
    """When the camera says it took a picture, in the zone it names or else in this one; None when it says nothing."""
    found = _CAMERA.match(told.get("Waktu kamera", ""))
    if found is None:
        return None
    try:
        if found[6]:
            digits = found[6].replace(":", "")
            aware = f"{found[1]}-{found[2]}-{found[3]}T{found[4]}:{found[5]}{digits[:3]}:{digits[3:]}"
            return datetime.fromisoformat(aware)
        return datetime(*(int(found[n]) for n in range(1, 6)), tzinfo=zone.zone)  # type: ignore[misc, arg-type] # five numbers
    except ValueError:  # a camera whose clock was never set
        return None


def in_short(said: Said) -> str:
    """What is said of a file, for one line ("Facebook, ratna.k, diunggah 30/4/2026 19.42")."""
    parts = [said["platform"], said["account"] or said["profile_name"], said["url"]]
    for name, verb in MOMENTS:
        when = f"{said[f'{name}_on']} {said[f'{name}_time']}".strip()
        parts.append(f"{verb} {when}" if when else "")
    return ", ".join(part for part in parts if part)


def _blank(key: str) -> Any:  # noqa: ANN401 - what the field keeps
    return [] if key == "concerns" else ""


def _moment(said: Said, name: str, verb: str, days: Days) -> datetime | None:
    key = f"{name}_on"
    day: date | None = read_date(said[key], days.today(), key)
    try:
        clock: time | None = read_time(said[f"{name}_time"])
    except InvalidInput as error:
        raise InvalidInput(error.sentence, field=f"{name}_time") from error
    if day is None and clock is None:
        return None
    if clock is None:
        raise InvalidInput(f"Isi juga jam {verb}, atau kosongkan keduanya dan tulis di Keterangan.", field=key)
    if day is None:
        raise InvalidInput(f"Isi juga tanggal {verb}, atau kosongkan keduanya.", field=key)
    moment = datetime.combine(day, clock, TimeZone(said[f"{name}_zone"] or days.zone).zone)
    if moment > days.now():
        raise InvalidInput(f"Waktu {verb} belum terjadi; periksa tanggal dan jamnya.", field=key)
    return moment
