"""Comparing a sheet of employees with the master: what is new, changed, the same or faulty. Pure; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from cases.employee_cells import (
    READERS,
    TITLES,
    TOGETHER,
    UNITS,
    Doubt,
    Value,
    checked_birth,
    employee_of,
    one_line,
    read_cell,
    refuse_error,
    status_of,
    units_of,
    with_titles,
)
from cases.employee_columns import read_columns
from cases.errors import BadFile, InvalidInput
from cases.model.employee import Employee
from cases.model.employee_import import RowState, UsedColumn
from cases.model.employee_plan import Difference, ImportOrder, ImportPlan, PlannedRow
from cases.model.staff import FIELDS, Row, Staff, row_of
from cases.ports import HandedSheet
from cases.rules.dates import short_date
from cases.rules.names import split_name
from cases.rules.nip import NipReading, read_nip
from cases.rules.sheet_headers import HeaderMap, checked, column_letters, propose
from cases.sheet_cells import BadCell

HEADERS = "employee"
"""The table of headers, and the kind of sheet that mappings are remembered for."""
_TOLD_EVERY = 1000
_NIP, _NAME, _GONE = map(FIELDS.index, ("nip", "name", "gone_on"))
_SHOWN = (_NAME, *(place for place, key in enumerate(FIELDS) if key not in {"id", "nip", "name"}))
_Tick = Callable[[float], object]


@dataclass(slots=True)
class _Plan:
    """The plan while the rows are walked; ``seen`` holds the row in which each NIP stood first.

    ``fixes`` are the order's by row; ``unread`` are names of people whose rows could not be read.
    """

    headers: HeaderMap
    staff: Staff
    order: ImportOrder
    today: date
    fixes: dict[int, dict[str, str]] = field(init=False)
    rows: list[PlannedRow] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    tidied: int = 0

    def __post_init__(self) -> None:
        self.fixes = {}
        for (row, key), text in self.order.fixes.items():
            self.fixes.setdefault(row, {})[key] = text


def plan_import(
    sheet: HandedSheet,
    existing: Mapping[str, Employee],
    today: date,
    order: ImportOrder | None = None,
    tick: _Tick | None = None,
) -> ImportPlan:
    """Compare the rows of ``sheet`` with the employees by NIP and say what an import would do.

    A row counts when it has a sound NIP, a name, a post and at least one unit; otherwise it is faulty, with the address
    of its first bad cell. What the sheet has no column for stays as it is; so does whoever is not in it, unless it is a
    full export: then he is gone. ``tick`` is told the fraction that is done, and may raise to stop. Raises BadFile when
    a needed column is missing or no row holds anything.
    """
    order = order or ImportOrder()
    columns = propose(HEADERS, sheet.headers).columns if order.columns is None else order.columns
    staff = existing if isinstance(existing, Staff) else Staff.of(existing.values())
    plan = _Plan(checked(HEADERS, sheet.headers, columns), staff, order, today)
    rows = [row for row in sheet.rows if any(row[1])]
    if not rows:
        raise BadFile("Berkas ini tidak berisi baris pegawai; periksa lembar yang diekspor lalu impor lagi.")
    _walk(rows, plan, tick)
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


def _walk(rows: list[tuple[int, tuple[str, ...]]], plan: _Plan, tick: _Tick | None) -> None:
    """Compare every row by its columns; those with odd cells are read one by one, and those without degrees or units.

    What is kept of a name or of units that the sheet has no column for is told by ``_Row``.
    """
    if tick is not None:
        tick(0.0)
    columns = plan.headers.columns
    read = read_columns([cells for _, cells in rows], columns, plan.today)
    nip_column, same, new = columns["nip"], RowState.SAME, RowState.NEW
    known = plan.staff.told(read.nips, read.fields)
    titled, full = not columns.keys().isdisjoint(TITLES), columns.keys() >= {*UNITS}
    touched = plan.order.skips | plan.fixes.keys()
    add, first = plan.rows.append, plan.seen.setdefault
    all_of_them = zip(rows, read.nips, read.told, known, read.people, strict=False)
    for place, ((number, cells), nip, told, was, person) in enumerate(all_of_them):
        if tick is not None and place % _TOLD_EVERY == 0:
            tick(place / len(rows))
        care = place in read.odd or number in touched or first(nip, number) != number
        if care or not (was is None or was == told or (full and (titled or was[0] == told[0]))):
            add(_planned(number, cells, plan))
            continue
        if cells[nip_column] != nip:
            plan.tidied += 1
        if was is None:
            add(PlannedRow(number, new, nip, told[0], person))
        elif was == told:
            add(PlannedRow(number, same, nip, told[0]))
        else:
            before = plan.staff.row(nip)
            now = dict(zip(FIELDS, before, strict=True)) | dict(zip(read.fields, told, strict=True))
            add(_compared(number, before, tuple(now.values())))


def _planned(row: int, cells: tuple[str, ...], plan: _Plan) -> PlannedRow:
    """Say what a row is to the master."""
    reader = _Row(row, cells, plan)
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


def _taken(reader: _Row, plan: _Plan) -> PlannedRow:
    """Read a row and compare it; raises BadCell."""
    reading = reader.nip()
    first = plan.seen.setdefault(reading.nip, reader.row)
    if first != reader.row:
        raise BadCell("nip", f"NIP {reading.nip} sudah ada di baris {first}; sisakan satu baris.")
    before = plan.staff.get(reading.nip)
    employee = reader.employee(reading, before)
    doubts = tuple([(plan.headers.address(key, reader.row), problem) for key, problem in reader.doubts])
    return _compared(reader.row, None if before is None else row_of(before), row_of(employee), doubts)


def _compared(row: int, before: Row | None, person: Row, doubts: tuple[tuple[str, str], ...] = ()) -> PlannedRow:
    """What a row that is taken does to the master."""
    state = RowState.NEW
    changes: tuple[Difference, ...] = ()
    if before is not None and before == person:
        state = RowState.SAME
    elif before is not None:
        state = RowState.CHANGED if before[_GONE] is None else RowState.BACK
        changes = differences(before, person)
    return PlannedRow(row, state, person[_NIP], person[_NAME], person, doubts=doubts, changes=changes)


def _missing(plan: _Plan) -> Iterator[PlannedRow]:
    """Whom a full export lacks: gone, unless a row whose NIP cannot be read bears his name."""
    for employee in (plan.staff[nip] for nip in plan.staff if nip not in plan.seen):
        if employee.active and _bare(employee.name) not in plan.unread:
            yield PlannedRow(
                row=0,
                state=RowState.GONE,
                nip=employee.nip,
                name=employee.name,
                person=row_of(replace(employee, gone_on=plan.today)),
                changes=(("gone_on", "", short_date(plan.today)),),
            )


class _Row:
    """One row while it is read with care; ``doubts`` collects (field, sentence) of what is odd but taken."""

    def __init__(self, row: int, cells: tuple[str, ...], plan: _Plan) -> None:
        self.row = row
        self.doubts: list[tuple[str, str]] = []
        self._plan = plan
        self._columns = plan.headers.columns
        self._raw = {key: plan.headers.cell(key, cells) for key in self._columns} | plan.fixes.get(row, {})

    def text(self, key: str) -> str:
        """Return a cell as one line, as it stands in the sheet or as a person put it in its place."""
        return one_line(self._raw.get(key, ""))

    def folded_name(self) -> str:
        """Return the name as it is compared with those of people who are missing."""
        return _bare(self._titled(self.text("name"), None))

    def _titled(self, name: str, before: Employee | None) -> str:
        """The name with its degrees, which are as before where the sheet has them nowhere."""
        named = with_titles(self.text("title_before"), name, self.text("title_after"))
        if before is None or named == before.name or not self._columns.keys().isdisjoint(TITLES):
            return named
        typed, held = split_name(named), split_name(before.name)
        return named if typed.before or typed.after else with_titles(held.before, named, held.after)

    def _within(self, units: tuple[str, ...], before: Employee | None) -> tuple[str, ...]:
        """The units, those without a column as before while the ones above them are the same."""
        if before is None:
            return units
        held = (before.unit_1, before.unit_2, before.unit_3)
        for place, key in enumerate(UNITS):
            if place and key not in self._columns and units[:place] == held[:place]:
                units = (*units[:place], *held[place : place + 1], *units[place + 1 :])
        return units

    def nip(self) -> NipReading:
        """Read the NIP; raises BadCell."""
        typed = self._raw["nip"]
        try:
            reading = read_nip(typed)
        except InvalidInput as error:
            raise BadCell("nip", error.sentence) from error
        self.doubts += [("nip", warning) for warning in reading.warnings]
        self._plan.tidied += typed != reading.nip
        return reading

    def employee(self, reading: NipReading, before: Employee | None) -> Employee:
        """Build the employee; fields without a column are as before. Raises BadCell."""
        for key, raw in self._raw.items():
            refuse_error(key, raw)
        values: dict[str, Value] = {"name": self._titled(str(self._read("name")), before)}
        units = self._within(units_of(*(str(self._read(key)) for key in UNITS)), before)
        if not units[0]:
            raise BadCell("unit_1", "Unit kerja (UNOR) kosong; isi selnya atau lewati baris ini.")
        values |= zip(UNITS, units, strict=True)
        if "status" in self._columns:
            values["status"] = self._taken("status", lambda: status_of(self.text("status"), reading.kind))
        for key in READERS:
            if key in self._columns and key not in TOGETHER:
                values[key] = self._read(key)
                if key == "born_on":
                    self._taken(key, partial(checked_birth, values[key], reading.birth))
        return employee_of(reading.nip, reading.kind, before, values)

    def _read(self, key: str) -> Value:
        return self._taken(key, lambda: read_cell(key, self.text(key), self._plan.today))

    def _taken(self, key: str, read: Callable[[], Value]) -> Value:
        """What is read, or what stands for it where it is odd."""
        try:
            return read()
        except Doubt as doubt:
            self.doubts.append((key, doubt.sentence))
            return doubt.value


def differences(before: Row, after: Row) -> tuple[Difference, ...]:
    """Return (field, before, after) as words for each field that differs; the name first when it is one of them."""
    return tuple(
        (FIELDS[place], _words(before[place]), _words(after[place]))
        for place in _SHOWN
        if before[place] != after[place]
    )


def _words(value: object) -> str:
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)


def _bare(name: str) -> str:
    """A name without degrees, which not every file has, as letters and digits only."""
    return "".join(letter for letter in split_name(name).name.casefold() if letter.isalnum())
