"""The book of letter numbers: what is taken, what comes next and what was left out; numbers used by hand, voided ones.

A letter takes its number as it is put up or signed (``letter_print.take_number``). Here are the numbers that an office
used without the program, typed one by one or read from Excel, and what everybody wants to see of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import Track
from cases.model.identity import new_id
from cases.model.letter import RegisterEntry
from cases.model.listing import ListQuery, Page, RegisterLine
from cases.model.office import NumberCounter, Office
from cases.model.user import Actor, Right
from cases.number_import import LONGEST, TABLE, NumberPlan, OutsideNumber, is_code, outside_text, plan_numbers
from cases.ports import HandedSheet, UnitOfWork
from cases.rules.numbering import (
    ONE_COUNTER,
    check_ordinal,
    counted,
    counter_of,
    holes,
    next_ordinal,
    read_number,
    spans,
)
from cases.rules.plain import one_line
from cases.rules.reference import date_words
from cases.rules.sheet_headers import checked, propose
from cases.services.access import service
from cases.services.letter_print import number_text
from cases.services.reporter_shown import told_lines
from cases.services.settling import refuse_future_day, the_office

MOST_AT_ONCE = 500
"""Numbers that one entry by hand may hold."""
_EXPORTED = 100_000
_TEXTS = ("words", "subject", "addressee")
"""The filters that look into what a letter is about and whom it goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Ordinals that were left out, first and last, and the days of the numbers around them where they are known."""

    counter: str
    classification: str
    year: int
    first: int
    last: int
    after_on: date | None
    before_on: date | None

    @property
    def words(self) -> str:
        """The ordinals as one reads them: "3", "7-9"."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def count(self) -> int:
        """How many ordinals were left out."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """One counter in a year; ``name`` is its classification or "", ``next_text`` the number that comes next today."""

    name: str
    title: str
    classification: str
    count: int
    last: int
    next_text: str
    holes: tuple[Hole, ...]

    @property
    def left_out(self) -> int:
        """How many ordinals were left out."""
        return sum(hole.count for hole in self.holes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """A year of the book: its counters, every year that has numbers, and the classifications (code, title)."""

    year: int
    years: tuple[int, ...]
    counters: tuple[Counting, ...]
    classifications: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandNumber:
    """Numbers used by hand as typed: ``number`` is an ordinal, a range of them ("14-20"), or a whole number."""

    number: str
    used_on: date
    subject: str
    addressee: str = ""
    classification: str = ""
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPlan:
    """What would be entered, and the ordinals that would then be left out below, as runs."""

    numbers: tuple[OutsideNumber, ...]
    skipped: tuple[tuple[int, int], ...]

    @property
    def left_out(self) -> int:
        """How many ordinals would be left out."""
        return sum(last - first + 1 for first, last in self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOffer:
    """The number that a letter would take on a day, and what was left out; ``text`` is of ``ordinal``."""

    ordinal: int
    text: str
    holes: tuple[Hole, ...]


@service(Right.READ)
def register_view(work: UnitOfWork, actor: Actor, year: int | None = None) -> RegisterView:
    """Return how the counters stand in a year, this one for None."""
    office, today = the_office(work), work.clock.today()
    year = year or today.year
    entries = work.register.of_year(ONE_COUNTER, year)
    codes = _classifications(work, entries)
    if office.number_counter is NumberCounter.ONE:
        names = [ONE_COUNTER]
    else:
        used = {entry.classification for entry in entries}
        names = [code for code, _ in codes if code in used] or [codes[0][0]]
    on = min(today, date(year, 12, 31)) if year <= today.year else date(year, 1, 1)
    return RegisterView(
        year=year,
        years=tuple(sorted({today.year, year, *work.register.years()}, reverse=True)),
        counters=tuple(_counting(office, name, entries, codes, on) for name in names),
        classifications=codes,
    )


@service(Right.READ)
def next_ordinals(work: UnitOfWork, actor: Actor) -> dict[str, int]:
    """Return the ordinal that would come next today: of the one counter (""), and of each classification of letters."""
    entries = work.register.of_year(ONE_COUNTER, work.clock.today().year)
    names = (ONE_COUNTER, *(code for code, _ in _classifications(work, entries)))
    return {name: next_ordinal(entry.ordinal for entry in counted(entries, name)) for name in names}


@service(Right.READ)
def register_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[RegisterLine]:
    """Return one page of the book; who may not see who reported finds no number by him, and all others on one page."""
    typed = _typed(query)
    if not typed or work.may(Right.SEE_REPORTER):
        return work.register.page(query)
    lines = register_lines(work, actor, query)
    return Page(rows=lines, next_after=None, total=len(lines))


@service(Right.READ)
def register_lines(work: UnitOfWork, actor: Actor, query: ListQuery) -> tuple[RegisterLine, ...]:
    """Return every number that a query matches, in its order; for the export."""
    lines = work.register.page(replace(query, after=None, limit=_EXPORTED)).rows
    return told_lines(work, lines, _typed(query))


def _typed(query: ListQuery) -> str:
    """What the texts of a letter are searched for, every column's words together."""
    found = (query.filters.get(name, "") for name in _TEXTS)
    return " ".join(one if isinstance(one, str) else " ".join(one) for one in found).strip()


@service(Right.READ)
def number_offer(
    work: UnitOfWork, actor: Actor, letter_id: str, letter_on: date, ordinal: int | None = None
) -> NumberOffer | None:
    """Return the number that a letter would take on a day, the next or the ordinal given; None if it carries none.

    Raises InvalidInput for an ordinal that is taken or none.
    """
    letter = work.letters.get(letter_id)
    if not letter.numbered:
        return None
    counter = counter_of(the_office(work), letter.classification)
    entries = work.register.of_year(ONE_COUNTER, letter_on.year)
    mine = counted(entries, counter)
    if ordinal is None:
        ordinal = next_ordinal(entry.ordinal for entry in mine)
    _check_free(mine, ordinal)
    return NumberOffer(
        ordinal=ordinal,
        text=number_text(work, letter, letter_on, ordinal),
        holes=_holes(entries, counter, letter.classification, letter_on.year),
    )


@service(Right.ISSUE)
def plan_by_hand(work: UnitOfWork, actor: Actor, typed: HandNumber) -> HandPlan:
    """Return what entering would do; raises InvalidInput for what cannot be entered."""
    return _plan(work, typed)


@service(Right.ISSUE)
def enter_by_hand(work: UnitOfWork, actor: Actor, typed: HandNumber) -> tuple[RegisterEntry, ...]:
    """Enter numbers that were used without the program, all or none; with ``void_reason`` as void from the start.

    Raises InvalidInput.
    """
    if not one_line(typed.subject):
        raise InvalidInput("Isi perihal: untuk apa nomor ini dipakai.", field="subject")
    return _take(work, _plan(work, typed).numbers, one_line(typed.void_reason))


@service(Right.VOID)
def void_number(work: UnitOfWork, actor: Actor, record_id: str, reason: str) -> RegisterEntry:
    """Mark a number that was used outside the program as void; it stays taken. Raises InvalidInput."""
    entry = work.register.get(record_id)
    if entry.letter_id:
        raise InvalidInput(f"Nomor {entry.text} milik sebuah surat; batalkan suratnya, nomornya ikut batal.")
    if entry.void_reason:
        raise InvalidInput(f"Nomor {entry.text} sudah batal; muat ulang daftar.")
    reason = one_line(reason)
    if not reason:
        raise InvalidInput("Isi alasan nomor ini batal.", field="reason")
    entry = replace(entry, void_reason=reason[:LONGEST])
    work.register.save(entry)
    return entry


@service(Right.ISSUE)
def plan_import(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    columns: Mapping[str, int] | None = None,
    classification: str = "",
) -> NumberPlan:
    """Return what a sheet would add to the book; raises BadFile.

    ``columns`` are a person's choice, else as its headers propose.
    """
    return _import_plan(work, sheet, columns, classification)


@service(Right.ISSUE)
def import_numbers(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    columns: Mapping[str, int] | None = None,
    classification: str = "",
    tick: Callable[[float], object] = lambda _done: None,
) -> NumberPlan:
    """Enter the new numbers of a sheet, all or none; ``tick`` may raise to stop. Raises BadFile, InvalidInput."""
    plan = _import_plan(work, sheet, columns, classification)
    _take(work, plan.new, "", tick)
    return plan


def _import_plan(
    work: UnitOfWork, sheet: HandedSheet, columns: Mapping[str, int] | None, classification: str
) -> NumberPlan:
    chosen = propose(TABLE, sheet.headers).columns if columns is None else columns
    headers = checked(TABLE, sheet.headers, chosen)
    known = [entry for year in work.register.years() for entry in work.register.of_year(ONE_COUNTER, year)]
    code = classification or _default_class(work)
    return plan_numbers(headers, sheet.rows, known, the_office(work), work.clock.today(), code)


def _plan(work: UnitOfWork, typed: HandNumber) -> HandPlan:
    office = the_office(work)
    refuse_future_day(work, typed.used_on, "used_on")
    if typed.used_on.year < date_words().earliest_year:
        raise InvalidInput(f"Tahun {typed.used_on.year} terlalu lama; periksa tanggalnya.", field="used_on")
    classification, year, first, last, written = _read(work, office, typed)
    counter = counter_of(office, classification)
    entries = work.register.of_year(ONE_COUNTER, year)
    mine = counted(entries, counter)
    for ordinal in range(first, last + 1):
        _check_free(mine, ordinal)
    numbers = tuple(
        OutsideNumber(
            classification=classification,
            year=year,
            ordinal=ordinal,
            text=written or outside_text(office, classification, ordinal, typed.used_on),
            used_on=typed.used_on,
            subject=one_line(typed.subject)[:LONGEST],
            addressee=one_line(typed.addressee)[:LONGEST],
        )
        for ordinal in range(first, last + 1)
    )
    following = next_ordinal(entry.ordinal for entry in mine)
    return HandPlan(numbers=numbers, skipped=((following, first - 1),) if first > following else ())


def _read(work: UnitOfWork, office: Office, typed: HandNumber) -> tuple[str, int, int, int, str]:
    """The classification, year, first and last ordinal of what was typed, and the number as written or ""."""
    classification = typed.classification.strip() or _default_class(work)
    if not is_code(classification):
        raise InvalidInput("Pilih klasifikasi dari daftar.", field="classification")
    number = one_line(typed.number)
    if len(number) > LONGEST:
        raise InvalidInput("Nomor itu terlalu panjang; isi nomor urutnya saja, misalnya 14.", field="number")
    ends = [read_number(part, ()) for part in re.split("[-–—]", number)]
    if len(ends) == 1 and ends[0] is None:
        told = read_number(number, (office.number_pattern, office.decision_pattern))
        if told is None:
            raise InvalidInput(
                "Isi nomor urut (14), rentang (14-20), atau nomor lengkap menurut pola kantor.", field="number"
            )
        year = told.year or typed.used_on.year
        if year != typed.used_on.year:
            raise InvalidInput(f"Nomor itu dari tahun {year}; samakan dengan tanggalnya.", field="used_on")
        return told.classification or classification, year, told.ordinal, told.ordinal, number
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > len(("first", "last")) or last.ordinal < first.ordinal:
        raise InvalidInput("Isi rentang dari yang kecil ke yang besar, misalnya 14-20.", field="number")
    if last.ordinal - first.ordinal >= MOST_AT_ONCE:
        raise InvalidInput(f"Paling banyak {MOST_AT_ONCE} nomor sekali catat; bagi rentangnya.", field="number")
    return classification, typed.used_on.year, first.ordinal, last.ordinal, ""


def _check_free(entries: Sequence[RegisterEntry], ordinal: int) -> None:
    check_ordinal(ordinal, "number")
    used = next((entry for entry in entries if entry.ordinal == ordinal), None)
    if used is not None:
        told = f" untuk {used.subject}" if used.subject else ""
        raise InvalidInput(f"Nomor urut {ordinal} sudah dipakai {used.text}{told}; pilih yang lain.", field="number")


def _take(
    work: UnitOfWork,
    numbers: Sequence[OutsideNumber],
    void_reason: str,
    tick: Callable[[float], object] = lambda _done: None,
) -> tuple[RegisterEntry, ...]:
    office, now = the_office(work), work.clock.now()
    entries = tuple(
        RegisterEntry(
            id=new_id(),
            classification=number.classification,
            counter=counter_of(office, number.classification),
            year=number.year,
            ordinal=number.ordinal,
            text=number.text,
            letter_id="",
            taken_at=now,
            used_on=number.used_on,
            subject=number.subject,
            addressee=number.addressee,
            void_reason=void_reason[:LONGEST],
        )
        for number in numbers
    )
    for done, entry in enumerate(entries, start=1):
        work.register.take(entry)
        tick(done / len(entries))
    return entries


def _counting(
    office: Office, name: str, entries: Sequence[RegisterEntry], codes: tuple[tuple[str, str], ...], on: date
) -> Counting:
    mine = counted(entries, name)
    classification = name or codes[0][0]
    following = next_ordinal(entry.ordinal for entry in mine)
    return Counting(
        name=name,
        title=dict(codes).get(name, "") if name else "Semua klasifikasi",
        classification=classification,
        count=len(mine),
        last=following - 1,
        next_text=outside_text(office, classification, following, on),
        holes=_holes(entries, name, classification, on.year),
    )


def _holes(entries: Sequence[RegisterEntry], counter: str, classification: str, year: int) -> tuple[Hole, ...]:
    days = {entry.ordinal: entry.used_on for entry in counted(entries, counter)}
    return tuple(
        Hole(
            counter=counter,
            classification=classification,
            year=year,
            first=first,
            last=last,
            after_on=days.get(first - 1),
            before_on=days.get(last + 1),
        )
        for first, last in spans(holes(entries, counter))
    )


def _classifications(work: UnitOfWork, entries: Sequence[RegisterEntry]) -> tuple[tuple[str, str], ...]:
    """The codes under which letters are filed, that of discipline first, then others that numbers were taken of."""
    first = _default_class(work)
    known = sorted(work.law.archive_codes(), key=lambda code: (code.code != first, not code.tracks, code.code))
    titles = {code.code: code.title for code in known}
    others = sorted({entry.classification for entry in entries} - titles.keys())
    return (*titles.items(), *((code, "") for code in others if code))


def _default_class(work: UnitOfWork) -> str:
    return work.law.archive_code(Track.DISCIPLINE).code
