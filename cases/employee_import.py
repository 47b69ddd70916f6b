"""Comparing a sheet of employees with the master: what is new, changed, the same or faulty. Pure; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter

from cases.errors import BadFile, InvalidInput
from cases.model.employee import Employee
from cases.model.employee_import import RowState, UsedColumn
from cases.model.employee_plan import Difference, ImportOrder, ImportPlan, PlannedRow
from cases.model.identity import new_id
from cases.model.person import EmploymentStatus
from cases.ports import EmployeeSheet
from cases.rules.dates import short_date
from cases.rules.names import split_name
from cases.rules.nip import NipReading, read_nip
from cases.rules.sheet_headers import HeaderMap, checked, column_letters, propose
from cases.sheet_cells import BadCell, read_nik, read_past_day, says_nothing

HEADERS = "employee"
"""The table of headers, and the kind of sheet that mappings are remembered for."""
_GRADE = re.compile(r"\b(IV|I{1,3})\s*[/.\-]?\s*([A-Ea-e])\b")
_CONTRACT_GRADE = re.compile(r"X?(?:IX|IV|V?I{0,3})")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_UNITS = ("unit_1", "unit_2", "unit_3")
_NAMES = ("title_before", "name", "title_after")
_ALL_UNITS = frozenset(_UNITS)
_TITLES = frozenset({"title_before", "title_after"})
_TOLD_EVERY = 1000
_FIELDS = tuple(one.name for one in fields(Employee))
_NEVER_SHOWN = frozenset({"id", "nip"})


class _Lines(dict[str, str]):
    """Texts as one line each, made when first asked for."""

    def __missing__(self, text: str) -> str:
        line = self[text] = " ".join(text.split())
        return line


@dataclass(slots=True)
class _Plan:
    """The plan while the rows are walked; ``seen`` holds the row in which each NIP stood first.

    ``pick`` takes the cells of ``keys`` out of a row of at least ``width`` cells; ``fixes`` are the order's by row;
    ``lines`` are cells as one line, which most of them share with others.
    """

    headers: HeaderMap
    existing: Mapping[str, Employee]
    order: ImportOrder
    today: date
    keys: tuple[str, ...] = field(init=False)
    pick: Callable[[tuple[str, ...]], tuple[str, ...]] = field(init=False)
    width: int = field(init=False)
    fixes: dict[int, dict[str, str]] = field(init=False)
    lines: _Lines = field(default_factory=_Lines)
    rows: list[PlannedRow] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    tidied: int = 0

    def __post_init__(self) -> None:
        """Make what each row is read by; at least the fields that are needed have a column."""
        self.keys = tuple(self.headers.columns)
        self.pick = itemgetter(*self.headers.columns.values())
        self.width = max(self.headers.columns.values()) + 1
        self.fixes = {}
        for (row, key), text in self.order.fixes.items():
            self.fixes.setdefault(row, {})[key] = text


def plan_import(
    sheet: EmployeeSheet,
    existing: Mapping[str, Employee],
    today: date,
    order: ImportOrder | None = None,
    tick: Callable[[float], object] | None = None,
) -> ImportPlan:
    """Compare the rows of ``sheet`` with the employees by NIP and say what an import would do.

    A row counts when it has a sound NIP, a name, a post and at least one unit; otherwise it is faulty, with the address
    of its first bad cell. What the sheet has no column for stays as it is; so does whoever is not in it, unless it is a
    full export: then he is gone. ``tick`` is told the fraction that is done, and may raise to stop. Raises BadFile when
    a needed column is missing or no row holds anything.
    """
    order = order or ImportOrder()
    columns = propose(HEADERS, sheet.headers).columns if order.columns is None else order.columns
    plan = _Plan(checked(HEADERS, sheet.headers, columns), existing, order, today)
    rows = [(number, cells) for number, cells in sheet.rows if any(cells)]
    if not rows:
        raise BadFile("Berkas ini tidak berisi baris pegawai; periksa lembar yang diekspor lalu impor lagi.")
    for done, (number, cells) in enumerate(rows):
        if tick is not None and done % _TOLD_EVERY == 0:
            tick(done / len(rows))
        plan.rows.append(_planned(number, cells, plan))
    if order.whole:
        plan.rows.extend(_missing(plan))
    used = sorted(columns.items(), key=lambda item: item[1])
    return ImportPlan(
        rows=tuple(plan.rows),
        columns=tuple(
            UsedColumn(key=key, letters=column_letters(place), header=sheet.headers[place]) for key, place in used
        ),
        tidied=plan.tidied,
    )


def _planned(row: int, cells: tuple[str, ...], plan: _Plan) -> PlannedRow:
    """Say what a row is to the master."""
    reader = _Cells(row, cells, plan)
    if row in plan.order.skips:
        plan.unread.add(reader.folded_name())
        try:
            nip = read_nip(reader.text("nip")).nip
            plan.seen.setdefault(nip, row)
        except InvalidInput:
            nip = reader.text("nip")
        return PlannedRow(row=row, state=RowState.SKIPPED, nip=nip, name=reader.text("name"))
    try:
        return _taken(reader, plan)
    except BadCell as refused:
        if refused.key == "nip":
            plan.unread.add(reader.folded_name())
        return PlannedRow(
            row=row,
            state=RowState.FAULTY,
            nip=reader.text("nip"),
            name=reader.text("name"),
            key=refused.key,
            cell=plan.headers.address(refused.key, row),
            reason=refused.sentence,
        )


def _taken(reader: _Cells, plan: _Plan) -> PlannedRow:
    """Read a row and compare it; raises BadCell."""
    reading = reader.nip()
    first = plan.seen.setdefault(reading.nip, reader.row)
    if first != reader.row:
        raise BadCell("nip", f"NIP {reading.nip} sudah ada di baris {first}; sisakan satu baris.")
    before = plan.existing.get(reading.nip)
    employee = reader.employee(reading, before)
    doubts = tuple([(plan.headers.address(key, reader.row), problem) for key, problem in reader.doubts])
    state = RowState.NEW
    changes: tuple[Difference, ...] = ()
    if before is not None and before == employee:
        state = RowState.SAME
    elif before is not None:
        state = RowState.CHANGED if before.active else RowState.BACK
        changes = differences(before, employee)
    return PlannedRow(
        row=reader.row,
        state=state,
        nip=reading.nip,
        name=employee.name,
        doubts=doubts,
        employee=employee,
        changes=changes,
    )


def _missing(plan: _Plan) -> list[PlannedRow]:
    """Whom a full export lacks: gone, unless a row whose NIP cannot be read bears his name."""
    return [
        PlannedRow(
            row=0,
            state=RowState.GONE,
            nip=employee.nip,
            name=employee.name,
            employee=replace(employee, gone_on=plan.today),
            changes=(("gone_on", "", short_date(plan.today)),),
        )
        for nip, employee in plan.existing.items()
        if employee.active and nip not in plan.seen and _bare(employee.name) not in plan.unread
    ]


class _Cells:
    """One row while it is read; ``doubts`` collects (field, sentence) of what is odd but taken."""

    def __init__(self, row: int, cells: tuple[str, ...], plan: _Plan) -> None:
        self.row = row
        self.doubts: list[tuple[str, str]] = []
        self._plan = plan
        if len(cells) < plan.width:
            cells = (*cells, *[""] * (plan.width - len(cells)))
        self._raw = dict(zip(plan.keys, plan.pick(cells), strict=True))
        if row in plan.fixes:
            self._raw |= plan.fixes[row]
        self._text = dict(zip(self._raw, map(plan.lines.__getitem__, self._raw.values()), strict=True))

    def raw(self, key: str) -> str:
        """Return a cell as it stands in the sheet, or what a person put in its place."""
        return self._raw.get(key, "")

    def text(self, key: str) -> str:
        """Return a cell as one line."""
        return self._text.get(key, "")

    def folded_name(self) -> str:
        """Return the name as it is compared with those of people who are missing."""
        return _bare(_with_titles(self.text("title_before"), self.text("name"), self.text("title_after")))

    def nip(self) -> NipReading:
        """Read the NIP; raises BadCell."""
        typed = self.raw("nip")
        try:
            reading = read_nip(typed)
        except InvalidInput as error:
            raise BadCell("nip", error.sentence) from error
        self.doubts += [("nip", warning) for warning in reading.warnings]
        self._plan.tidied += typed != reading.nip
        return reading

    def employee(self, reading: NipReading, before: Employee | None) -> Employee:
        """Build the employee; fields without a column are as before. Raises BadCell."""
        if not _ERRORS.isdisjoint(self._raw.values()):
            key = next(key for key in self._raw if self.raw(key) in _ERRORS)
            raise BadCell(key, f"Sel ini berisi galat rumus {self.raw(key)}; perbaiki rumusnya atau isi nilainya.")
        name = self._needed("name", "Nama")
        units = self._within(_units_of(*map(self.text, _UNITS)), before)
        if not units[0]:
            raise BadCell("unit_1", "Unit kerja (UNOR) kosong; lengkapi selnya lalu impor lagi.")
        status = self._status(reading, before)
        return Employee(
            id=before.id if before else new_id(),
            nip=reading.nip,
            name=self._titled(name, before),
            status=status,
            grade=self._grade(),
            position=self._needed("position", "Jabatan"),
            position_since=self._day("position_since", before.position_since if before else None),
            unit_1=units[0],
            unit_2=units[1],
            unit_3=units[2],
            born_on=self._born(reading, before),
            nik=self._nik(before),
            position_kind=self._kept("position_kind", before),
            birth_place=self._kept("birth_place", before),
            address=self._kept("address", before),
        )

    def _needed(self, key: str, word: str) -> str:
        text = self.text(key)
        if says_nothing(text):
            raise BadCell(key, f"{word} kosong; lengkapi selnya lalu impor lagi.")
        return text

    def _titled(self, name: str, before: Employee | None) -> str:
        """The name with its degrees, which are as before where the sheet has them nowhere."""
        named = _with_titles(self.text("title_before"), name, self.text("title_after"))
        if before is None or named == before.name or not _TITLES.isdisjoint(self._plan.headers.columns):
            return named
        typed, held = split_name(named), split_name(before.name)
        return named if typed.before or typed.after else _with_titles(held.before, named, held.after)

    def _within(self, units: tuple[str, ...], before: Employee | None) -> tuple[str, ...]:
        """The units, those without a column as before while the ones above them are the same."""
        if before is None or self._plan.headers.columns.keys() >= _ALL_UNITS:
            return units
        held = (before.unit_1, before.unit_2, before.unit_3)
        for place, key in enumerate(_UNITS):
            if place and key not in self._plan.headers.columns and units[:place] == held[:place]:
                units = (*units[:place], *held[place : place + 1], *units[place + 1 :])
        return units

    def _kept(self, key: str, before: Employee | None) -> str:
        """A text, as before where the sheet has no column for it."""
        if key not in self._plan.headers.columns:
            return str(getattr(before, key)) if before else ""
        text = self.text(key)
        return "" if says_nothing(text) else text

    def _nik(self, before: Employee | None) -> str:
        if "nik" not in self._plan.headers.columns:
            return before.nik if before else ""
        try:
            return read_nik(self.raw("nik"))
        except InvalidInput as error:
            self.doubts.append(("nik", f"{error.sentence.rstrip('.')}; dikosongkan."))
            return ""

    def _born(self, reading: NipReading, before: Employee | None) -> date | None:
        born = self._day("born_on", before.born_on if before else None)
        if born and reading.birth and born != reading.birth and "born_on" in self._plan.headers.columns:
            told = f"{short_date(born)}, menurut NIP {short_date(reading.birth)}"
            self.doubts.append(("born_on", f"Tanggal lahir di sini {told}; periksa mana yang benar."))
        return born

    def _day(self, key: str, kept: date | None) -> date | None:
        if key not in self._plan.headers.columns:
            return kept
        text = self.text(key)
        try:
            return read_past_day(text, self._plan.today)
        except InvalidInput:
            self.doubts.append((key, f"“{text}” bukan tanggal; dikosongkan. Tulis seperti 4/10/1990."))
            return None

    def _status(self, reading: NipReading, before: Employee | None) -> EmploymentStatus:
        """Read the status word; without one the NIP tells a PNS from a PPPK."""
        word = self.text("status")
        if "status" not in self._plan.headers.columns and before is not None:
            return before.status
        if not word:
            return EmploymentStatus(reading.kind.value)
        status = _status_of(word)
        if status is EmploymentStatus.UNKNOWN:
            self.doubts.append(("status", f"Status ASN “{word}” tidak dikenal; dicatat sebagai belum diketahui."))
        elif (status is EmploymentStatus.PPPK) != (reading.contract is not None) and reading.kind.value != status.value:
            kind = "PPPK" if reading.contract is not None else "PNS"
            self.doubts.append(("status", f"Status {status.value}, tetapi susunan NIP-nya seperti {kind}; periksa."))
        return status

    def _grade(self) -> str:
        text = self.text("grade")
        found = _grade_of(text)
        if found is None:
            self.doubts.append(("grade", f"Golongan “{text}” tidak dikenal; dikosongkan."))
        return found or ""


def differences(before: Employee, after: Employee) -> tuple[Difference, ...]:
    """Return (field, before, after) as words for each field that differs; the name first when it is one of them."""
    keys = ["name", *(key for key in _FIELDS if key not in _NEVER_SHOWN and key != "name")]
    return tuple(
        (key, _words(old), _words(new)) for key in keys if (old := getattr(before, key)) != (new := getattr(after, key))
    )


def _words(value: object) -> str:
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)


def _bare(name: str) -> str:
    """A name without degrees, which not every file has, as letters and digits only."""
    return "".join(letter for letter in split_name(name).name.casefold() if letter.isalnum())


def _with_titles(before: str, name: str, after: str) -> str:
    """Join academic titles to a name as they are written: "Dr. Ani Lestari, S.E., M.M."."""
    named = f"{before} {name}" if not says_nothing(before) else name
    after = after.lstrip(", ")
    return f"{named}, {after}" if not says_nothing(after) else named


@lru_cache(maxsize=10_000)
def _units_of(*units: str) -> tuple[str, ...]:
    """The units that are there, the outermost first, then nothing in the place of the others."""
    there = [unit for unit in units if not says_nothing(unit)]
    return (*there, *[""] * (len(units) - len(there)))


@lru_cache(maxsize=1000)
def _status_of(word: str) -> EmploymentStatus:
    word = word.upper()
    for status in (EmploymentStatus.PPPK, EmploymentStatus.CPNS, EmploymentStatus.PNS):
        if status.value in word:
            return status
    return EmploymentStatus.UNKNOWN


@lru_cache(maxsize=1000)
def _grade_of(text: str) -> str | None:
    """Read a golongan out of "III/d", "III/D" or "Penata Tingkat I (III/d)"; of a PPPK "IX"; None for another word."""
    if says_nothing(text):
        return ""
    if found := _GRADE.search(text):
        return f"{found[1]}/{found[2].lower()}"
    if (found := _CONTRACT_GRADE.fullmatch(text.upper().removeprefix("GOLONGAN").strip())) and found[0]:
        return found[0]
    return None
