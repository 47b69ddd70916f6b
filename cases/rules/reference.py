"""The reference tables behind the pure rules: an NIP, the words of dates, when a due date is near, elections."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TypeVar

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.election import Election, ElectionKind, ElectionStage

Table = TypeVar("Table")


class NipLayout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The digits of an NIP; each slice is (first, end) counted from 0."""

    length: int
    birth: tuple[int, int]
    appointed_year: tuple[int, int]
    appointed_month: tuple[int, int]
    sex: tuple[int, int]
    serial: tuple[int, int]
    groups: tuple[int, ...]
    last_month: int
    pppk_from: int
    pppk_offset: int
    minimum_age: int
    spreadsheet_digits: int
    old_length: int
    sexes: dict[str, str]


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are typed and printed; lists of months begin with January, weekdays with Monday."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    roman_months: tuple[str, ...]
    month_aliases: dict[str, int]
    century: int
    years_ahead: int
    earliest_year: int
    short_length: int
    long_length: int
    year_digits: int
    short_year_digits: int
    shortest_month: int


class UrgencyTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working days left at which a due date is near, and the hour from which a day's note may be given."""

    soon: int
    note_hour: int


class _Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    begins_on: date
    ends_on: date | None = None


class _Election(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    key: str
    name: str
    kind: ElectionKind
    candidates_on: date | None = None
    voting_on: date | None = None
    stages: tuple[_Stage, ...] = ()
    source: str
    note: str


class _Elections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    election: tuple[_Election, ...]


class HolidayKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of day off and the words that tell it."""

    key: str
    words: tuple[str, ...]


class CalendarTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When next year's list of days off is missed, and the kinds of days off."""

    warn_month: int
    warn_day: int
    kind: tuple[HolidayKind, ...]


class RegisterTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The highest ordinal of a year."""

    most_ordinal: int


class NamedIssuer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issuer of certificates by the names it goes by, with the sentence that its signatures print."""

    names: tuple[str, ...]
    short: str
    sentence: str
    verified: bool


class ElectronicTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What electronic signatures print: the plain sentence, and those of issuers that have one of their own."""

    sentence: str
    issuer: tuple[NamedIssuer, ...]


class ShortAddress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A host whose addresses stand for longer ones: what follows it is the value of a field there."""

    host: str
    to: str
    path: str
    field: str


class AddressTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of an address that do not tell two pages apart."""

    prefixes: frozenset[str]
    noise: tuple[str, ...]
    noise_of: dict[str, tuple[str, ...]]
    same: dict[str, str]
    short: tuple[ShortAddress, ...]


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a report has to hold before it can become a case; see ``resources/reference/reports.toml``."""

    key: str
    title: str
    why: str
    any: tuple[str, ...]
    field: str
    when: dict[str, tuple[str, ...]] = {}
    blocks: bool = False


class AgencyNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the number is called that a source gave to a report, with a hint how it looks."""

    source: str
    title: str
    hint: str


class Sending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The letters by which a report is forwarded or answered, and when it is waited for."""

    way: str
    kinds: tuple[str, ...]
    after: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class ReportTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What reports need, what makes two of them alike, and where they are sent."""

    version: str
    nearby_days: int
    most_alike: int
    need: tuple[Need, ...]
    agency: tuple[AgencyNumber, ...]
    sending: tuple[Sending, ...]


def _read(name: str, kind: type[Table]) -> Table:
    try:
        return msgspec.toml.decode(resources.read_text(f"reference/{name}.toml"), type=kind)
    except msgspec.MsgspecError as error:
        raise RegulationError(f"Tabel acuan {name} tidak terbaca; pasang ulang program.", detail=str(error)) from error


@cache
def nip_layout() -> NipLayout:
    """Return the layout of an NIP."""
    return _read("nip", NipLayout)


@cache
def date_words() -> DateWords:
    """Return the words of dates."""
    return _read("dates", DateWords)


@cache
def urgency_table() -> UrgencyTable:
    """Return when a due date is near."""
    return _read("urgency", UrgencyTable)


@cache
def shipped_elections() -> tuple[Election, ...]:
    """Return the elections that the program brings along, none of them compared with the commission's decisions.

    Their ``id`` is the key in the table; an office that takes one over gives it an identifier of its own.
    """
    return tuple(
        Election(
            id=row.key,
            name=row.name,
            kind=row.kind,
            candidates_on=row.candidates_on,
            voting_on=row.voting_on,
            stages=tuple(
                ElectionStage(name=stage.name, begins_on=stage.begins_on, ends_on=stage.ends_on) for stage in row.stages
            ),
            source=row.source,
            note=row.note,
        )
        for row in _read("elections", _Elections).election
    )


@cache
def calendar_table() -> CalendarTable:
    """Return when a list of days off is missed and of which kinds they are."""
    return _read("calendar", CalendarTable)


@cache
def register_table() -> RegisterTable:
    """Return what holds for books of numbers."""
    return _read("register", RegisterTable)


@cache
def electronic_table() -> ElectronicTable:
    """Return what electronic signatures print."""
    return _read("electronic", ElectronicTable)


@cache
def address_table() -> AddressTable:
    """Return what does not tell two addresses apart."""
    return _read("addresses", AddressTable)


@cache
def report_table() -> ReportTable:
    """Return what reports need and share, and where they are sent."""
    return _read("reports", ReportTable)
