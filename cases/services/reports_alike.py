"""Reports and cases that may be about the same act, each with the reason: while one is typed, and once it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from cases.model.case import Case
from cases.model.report import Report, Source
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.reference import report_table
from cases.rules.report_state import address_traits, agency_of, agency_traits, name_key, person_traits
from cases.services.access import service
from cases.services.evidence_alike import alike_elsewhere

Trait = tuple[str, str]
_Found: TypeAlias = tuple[Report, Sequence[str], Collection[str]]
"""A report, what it has in common with another one, and the NIPs that are among it."""

_LOOKED_AT: Final = 50
"""How many reports of one trait are looked at, the newest first."""
_INDEXED_AT_ONCE: Final = 500
_ORDER: Final = ("agency", "url", "nip", "name")
"""What weighs most, first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What is known of a report so far; ``report_id`` is its own, if it has one; ``people`` are name and NIP or ""."""

    report_id: str = ""
    people: tuple[tuple[str, str], ...] = ()
    event_on: date | None = None
    url: str = ""
    narrative: str = ""
    source: Source | str = ""
    agency_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Another report that may be about the same act, with the case of the same person, or its first one.

    ``reasons`` are sentences without a full stop, the weightiest first.
    """

    report_id: str
    number: str
    received_on: date
    event_on: date | None
    names: str
    reasons: tuple[str, ...]
    case_id: str | None = None
    case_number: str = ""

    @property
    def title(self) -> str:
        """The report, and the case that it led to ("Laporan 2026/L-012, perkara 2026/037")."""
        return f"Laporan {self.number}" + (f", perkara {self.case_number}" if self.case_number else "")


@service(Right.READ)
def alike(work: UnitOfWork, actor: Actor, typed: Typed) -> tuple[Similar, ...]:
    """Return the reports that share a person and about the day, an address or another body's number, by weight."""
    return similar_to(work, typed)


@service(Right.READ)
def pictures_alike(work: UnitOfWork, actor: Actor, report_id: str) -> tuple[Similar, ...]:
    """Return the reports that have the same file or a picture that looks alike as evidence of this one."""
    items = {item.id: item for item in work.evidence.of_report(report_id)}
    said: dict[str, dict[str, str]] = {}  # of each report its items, with what is said of each
    for other in work.evidence.of_bytes([item.sha256 for item in items.values()]):
        if other.id not in items:
            own = next(item for item in items.values() if item.sha256 == other.sha256)
            words = f"berkas yang sama: {own.label} dan {other.label} di sana"
            said.setdefault(other.report_id, {})[other.id] = words
    for item_id, others in alike_elsewhere(work, actor, list(items)).items():
        for one in others:
            words = f"gambar yang mirip: {items[item_id].label} dan {one.item.label} di sana"
            said.setdefault(one.item.report_id, {}).setdefault(one.item.id, words)
    return _similar(work, [(one, list(said[one.id].values()), ()) for one in work.reports.of_ids(said)])


@service(Right.REGISTER_REPORT)
def index_missing(work: UnitOfWork, actor: Actor) -> int:
    """Let reports that an older version took in be found by what they share; return of how many, 0 at the end."""
    return work.reports.index_missing(_INDEXED_AT_ONCE)


def typed_of(report: Report) -> Typed:
    """Return what a report that stands would be compared by."""
    return Typed(
        report_id=report.id,
        people=tuple((one.person.name, one.person.nip or "") for one in report.respondents),
        event_on=report.event_on,
        url=report.url,
        narrative=report.narrative,
        source=report.source,
        agency_number=report.agency_number,
    )


def similar_to(work: UnitOfWork, typed: Typed) -> tuple[Similar, ...]:
    """Do what ``alike`` does, for other services too."""
    table = report_table()
    near = timedelta(days=table.nearby_days)
    days = None if typed.event_on is None else (typed.event_on - near, typed.event_on + near)
    certain = agency_traits(typed.source, typed.agency_number) | address_traits(typed.url, typed.narrative)
    shared = work.reports.sharing(sorted(certain), _LOOKED_AT, sorted(person_traits(typed.people)), days)
    shared.pop(typed.report_id, None)
    ranked = sorted(shared, reverse=True)
    ranked.sort(key=lambda one: _weight(shared[one]))
    own = work.reports.find(typed.report_id) if typed.report_id else None
    found: list[_Found] = []
    while ranked and len(found) < table.most_alike:
        some, ranked = ranked[: table.most_alike], ranked[table.most_alike :]
        for report in work.reports.of_ids(some):
            if own is not None and (report.split_from == own.id or report.id == own.split_from):
                continue  # they are linked, and somebody told them apart
            if reasons := _reasons(typed, report, shared[report.id]):
                found.append((report, reasons, [key for kind, key in shared[report.id] if kind == "nip"]))
    return _similar(work, found[: table.most_alike])


def _weight(traits: Iterable[Trait]) -> tuple[int, int]:
    kinds = {kind for kind, _ in traits}
    return min(_ORDER.index(kind) for kind in kinds), -len(kinds)


def _reasons(typed: Typed, report: Report, traits: frozenset[Trait]) -> list[str]:
    said = []
    kinds = {kind for kind, _ in traits}
    if "agency" in kinds:
        agency = agency_of(report.source)
        said.append(f"{agency.title if agency else 'Nomor asal'} yang sama: {typed.agency_number}")
    if "url" in kinds:
        said.append("alamat unggahan yang sama")
    keys = {key for kind, key in traits if kind == "nip"}
    known = {name_key(name) for name, nip in typed.people if nip}
    named = {key for kind, key in traits if kind == "name"}
    same = [one.person.name for one in report.respondents if one.person.nip in keys]
    also = [
        one.person.name
        for one in report.respondents
        if one.person.nip not in keys
        and (key := name_key(one.person.name)) in named
        and not (one.person.nip and key in known)  # two who have an NIP each are two persons
    ]
    for words, names in (("terlapor yang sama", same), ("nama terlapor yang sama", also)):
        if names:
            said.append(f"{words} ({', '.join(names)}), {_day(typed, report)}")
    return said


def _day(typed: Typed, report: Report) -> str:
    if report.event_on is None:
        return "tanggal kejadiannya belum diketahui"
    return f"kejadian {long_date(report.event_on)}" + ("" if typed.event_on else ", tanggal di sini belum diisi")


def _similar(work: UnitOfWork, found: Sequence[_Found]) -> tuple[Similar, ...]:
    led_to = {report.id: _case_of(report, nips) for report, _, nips in found}
    cases = {case.id: case for case in work.cases.of_ids(filter(None, led_to.values()))}
    return tuple(_shown(report, reasons, cases.get(led_to[report.id])) for report, reasons, _ in found)


def _case_of(report: Report, nips: Collection[str]) -> str:
    """The case of an accused with one of these NIPs, else the report's first one, "" when it led to none."""
    cases = [(one.case_id, one.person.nip in nips) for one in report.respondents if one.case_id]
    return next((case_id for case_id, same in cases if same), cases[0][0] if cases else "")


def _shown(report: Report, reasons: Sequence[str], case: Case | None) -> Similar:
    return Similar(
        report_id=report.id,
        number=report.number,
        received_on=report.received_on,
        event_on=report.event_on,
        names=", ".join(one.person.name for one in report.respondents),
        reasons=tuple(dict.fromkeys(reasons)),
        case_id=case.id if case else None,
        case_number=case.number if case else "",
    )
