"""Comparing a sheet of employees with the master: what is new, changed, the same or faulty. Pure; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.errors import BadFile, InvalidInput
from cases.model.employee import Employee, FaultyRow, ImportPlan
from cases.model.identity import new_id
from cases.model.person import EmploymentStatus
from cases.ports import EmployeeSheet
from cases.rules.employee_headers import HeaderMap, map_headers
from cases.rules.nip import NipReading, read_nip

_GRADE = re.compile(r"\b(IV|I{1,3})\s*[/.\-]?\s*([A-Ea-e])\b")
_CONTRACT_GRADE = re.compile(r"X?(?:IX|IV|V?I{0,3})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_UNITS = ("unit_1", "unit_2", "unit_3")


@dataclass(slots=True)
class _Plan:
    """The plan while the rows are walked; ``seen`` holds the row in which each NIP stood first."""

    new: list[Employee] = field(default_factory=list)
    changed: list[Employee] = field(default_factory=list)
    same: int = 0
    faulty: list[FaultyRow] = field(default_factory=list)
    warnings: list[FaultyRow] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


class _Refused(Exception):
    """This row cannot be taken: the field that is wrong and the sentence about it."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(problem)
        self.key = key
        self.problem = problem


def plan_import(sheet: EmployeeSheet, existing: Mapping[str, Employee]) -> ImportPlan:
    """Compare the rows of ``sheet`` with the employees by NIP and say what an import would do.

    A row counts when it has a sound NIP, a name, a post and at least one unit; otherwise it is faulty, with the address
    of its first bad cell. Whoever is not in the sheet stays as he is. Raises BadFile when a needed column is missing or
    no row holds anything.
    """
    headers = map_headers(sheet.headers)
    plan = _Plan()
    rows = [(number, cells) for number, cells in sheet.rows if any(cells)]
    if not rows:
        raise BadFile("Berkas Excel ini tidak berisi baris pegawai; periksa lembar yang diekspor lalu impor lagi.")
    for number, cells in rows:
        try:
            _take(number, cells, headers, existing, plan)
        except _Refused as refused:
            address = headers.address(refused.key, number)
            plan.faulty.append(FaultyRow(row=number, cell=address, problem=refused.problem))
    return ImportPlan(
        new=tuple(plan.new),
        changed=tuple(plan.changed),
        same=plan.same,
        faulty=tuple(plan.faulty),
        warnings=tuple(plan.warnings),
    )


def _take(row: int, cells: tuple[str, ...], headers: HeaderMap, existing: Mapping[str, Employee], plan: _Plan) -> None:
    """Read one row into the plan; raises _Refused."""
    try:
        reading = read_nip(headers.cell("nip", cells))
    except InvalidInput as error:
        raise _Refused("nip", error.sentence) from error
    first = plan.seen.setdefault(reading.nip, row)
    if first != row:
        raise _Refused("nip", f"NIP {reading.nip} sudah ada di baris {first}; sisakan satu baris.")
    doubts: list[tuple[str, str]] = [("nip", warning) for warning in reading.warnings]
    before = existing.get(reading.nip)
    employee = _employee(reading, cells, headers, before.id if before else new_id(), doubts)
    plan.warnings.extend(FaultyRow(row=row, cell=headers.address(key, row), problem=problem) for key, problem in doubts)
    if before is None:
        plan.new.append(employee)
    elif before == employee:
        plan.same += 1
    else:
        plan.changed.append(employee)


def _employee(
    reading: NipReading, cells: tuple[str, ...], headers: HeaderMap, record_id: str, doubts: list[tuple[str, str]]
) -> Employee:
    """Build the employee of a row; raises _Refused, and adds to ``doubts`` what is odd but taken."""

    def text(key: str) -> str:
        return " ".join(headers.cell(key, cells).split())

    name, position = _needed("name", text("name"), "Nama"), _needed("position", text("position"), "Jabatan")
    units = [unit for unit in map(text, _UNITS) if unit]
    _needed("unit_1", "".join(units), "Unit kerja (UNOR)")
    units.extend([""] * len(_UNITS))
    return Employee(
        id=record_id,
        nip=reading.nip,
        name=_with_titles(text("title_before"), name, text("title_after")),
        status=_status(text("status"), reading, doubts),
        grade=_grade(text("grade"), doubts),
        position_kind=text("position_kind"),
        position=position,
        position_since=_day(text("position_since"), doubts),
        unit_1=units[0],
        unit_2=units[1],
        unit_3=units[2],
    )


def _needed(key: str, text: str, word: str) -> str:
    if not text:
        raise _Refused(key, f"{word} kosong; lengkapi selnya lalu impor lagi.")
    return text


def _with_titles(before: str, name: str, after: str) -> str:
    """Join academic titles to a name as they are written: "Dr. Ani Lestari, S.E., M.M."."""
    named = f"{before} {name}" if before and before != "-" else name
    after = after.lstrip(", ")
    return f"{named}, {after}" if after and after != "-" else named


def _status(text: str, reading: NipReading, doubts: list[tuple[str, str]]) -> EmploymentStatus:
    """Read the status word; without one the NIP tells a PNS from a PPPK."""
    word = text.upper()
    if not word:
        return EmploymentStatus(reading.kind.value)
    for status in (EmploymentStatus.PPPK, EmploymentStatus.CPNS, EmploymentStatus.PNS):
        if status.value in word:
            return status
    doubts.append(("status", f"Status ASN “{text}” tidak dikenal; dicatat sebagai belum diketahui."))
    return EmploymentStatus.UNKNOWN


def _grade(text: str, doubts: list[tuple[str, str]]) -> str:
    """Read a golongan out of "III/d", "III/D" or "Penata Tingkat I (III/d)"; of a PPPK "IX"."""
    if not text or text == "-":
        return ""
    if found := _GRADE.search(text):
        return f"{found[1]}/{found[2].lower()}"
    if (found := _CONTRACT_GRADE.fullmatch(text.upper().removeprefix("GOLONGAN").strip())) and found[0]:
        return found[0]
    doubts.append(("grade", f"Golongan “{text}” tidak dikenal; dikosongkan."))
    return ""


def _day(text: str, doubts: list[tuple[str, str]]) -> date | None:
    """Read a date as the sheet gives it, ISO or day first with four digits of the year."""
    if not text or text == "-":
        return None
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        doubts.append(("position_since", f"TMT jabatan “{text}” bukan tanggal; dikosongkan."))
        return None
