"""What a cell of a sheet of employees says of its field; what several cells say together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeAlias

from cases.errors import InvalidInput
from cases.model.employee import Employee
from cases.model.person import EmploymentStatus
from cases.rules.dates import short_date
from cases.rules.nip import NipKind
from cases.sheet_cells import BadCell, read_nik, read_past_day, says_nothing

Value: TypeAlias = str | date | None

UNITS: Final = ("unit_1", "unit_2", "unit_3")
TITLES: Final = ("title_before", "title_after")
TOGETHER: Final = frozenset({"name", "status", *TITLES, *UNITS})
"""Columns whose cells say something only together with others."""
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_GRADE: Final = re.compile(r"\b(IV|I{1,3})\s*[/.\-]?\s*([A-Ea-e])\b")
_CONTRACT_GRADE: Final = re.compile(r"X?(?:IX|IV|V?I{0,3})")
BLANK: Final = Employee(
    id="",
    nip="",
    name="",
    status=EmploymentStatus.UNKNOWN,
    grade="",
    position_kind="",
    position="",
    position_since=None,
    unit_1="",
)
"""What a newcomer has where the sheet has no column for it."""


class Doubt(Exception):
    """A cell that is odd but taken: the value that stands for it, and the sentence about it."""

    def __init__(self, value: Value, sentence: str) -> None:
        super().__init__(sentence)
        self.value = value
        self.sentence = sentence


def refuse_error(key: str, raw: str) -> None:
    """Raise BadCell for the error of a formula."""
    if raw in _ERRORS:
        raise BadCell(key, f"Sel ini berisi galat rumus {raw}; perbaiki rumusnya atau isi nilainya.")


def one_line(raw: str) -> str:
    """Return a cell as one line."""
    return " ".join(raw.split())


def read_cell(key: str, line: str, today: date) -> Value:
    """Return what a cell, as one line, says of a field; raises BadCell, or Doubt with what stands in its place."""
    return READERS[key](key, line, today)


def _needed(word: str) -> Callable[[str, str, date], Value]:
    def read(key: str, line: str, _today: date) -> Value:
        if says_nothing(line):
            raise BadCell(key, f"{word} kosong; isi selnya atau lewati baris ini.")
        return line

    return read


def _text(_key: str, line: str, _today: date) -> Value:
    return "" if says_nothing(line) else line


def _as_it_is(_key: str, line: str, _today: date) -> Value:
    return line


def _nik(_key: str, line: str, _today: date) -> Value:
    try:
        return read_nik(line)
    except InvalidInput as error:
        raise Doubt("", f"{error.sentence.rstrip('.')}; dikosongkan.") from error


def _day(_key: str, line: str, today: date) -> Value:
    try:
        return read_past_day(line, today)
    except InvalidInput as error:
        raise Doubt(None, f"“{line}” bukan tanggal; dikosongkan. Tulis seperti 4/10/1990.") from error


def _grade(_key: str, line: str, _today: date) -> Value:
    """Read a golongan out of "III/d", "III/D" or "Penata Tingkat I (III/d)"; of a PPPK "IX"."""
    if says_nothing(line):
        return ""
    if found := _GRADE.search(line):
        return f"{found[1]}/{found[2].lower()}"
    contract = _CONTRACT_GRADE.fullmatch(line.upper().removeprefix("GOLONGAN").strip())
    if contract and contract[0]:
        return contract[0]
    raise Doubt("", f"Golongan “{line}” tidak dikenal; dikosongkan.")


READERS: Final[Mapping[str, Callable[[str, str, date], Value]]] = {
    "name": _needed("Nama"),
    "title_before": _as_it_is,
    "title_after": _as_it_is,
    "status": _as_it_is,
    "grade": _grade,
    "position": _needed("Jabatan"),
    "position_since": _day,
    "born_on": _day,
    "nik": _nik,
    "position_kind": _text,
    "birth_place": _text,
    "address": _text,
    **dict.fromkeys(UNITS, _text),
}
"""How the cells of each column but the NIP are read, in the order in which what is wrong with a row is told."""


def with_titles(before: str, name: str, after: str) -> str:
    """Join academic titles to a name as they are written: "Dr. Ani Lestari, S.E., M.M."."""
    named = f"{before} {name}" if not says_nothing(before) else name
    after = after.lstrip(", ")
    return f"{named}, {after}" if not says_nothing(after) else named


@lru_cache(maxsize=10_000)
def units_of(*units: str) -> tuple[str, ...]:
    """Return the units that are there, the outermost first, then nothing in the place of the others."""
    there = [unit for unit in units if unit]
    return (*there, *[""] * (len(units) - len(there)))


def status_of(word: str, kind: NipKind) -> EmploymentStatus:
    """Read the status word; without one the NIP tells a PNS from a PPPK. Raises Doubt."""
    if not word:
        return EmploymentStatus(kind.value)
    status = _known_status(word)
    if status is EmploymentStatus.UNKNOWN:
        raise Doubt(status, f"Status ASN “{word}” tidak dikenal; dicatat sebagai belum diketahui.")
    contract = kind is NipKind.PPPK
    if (status is EmploymentStatus.PPPK) != contract and kind.value != status.value:
        told = "PPPK" if contract else "PNS"
        raise Doubt(status, f"Status {status.value}, tetapi susunan NIP-nya seperti {told}; periksa.")
    return status


def _known_status(word: str) -> EmploymentStatus:
    word = word.upper()
    for status in (EmploymentStatus.PPPK, EmploymentStatus.CPNS, EmploymentStatus.PNS):
        if status.value in word:
            return status
    return EmploymentStatus.UNKNOWN


def checked_birth(born: Value, birth: date | None) -> Value:
    """Return a day of birth; raises Doubt where it is another one than that of the NIP."""
    if isinstance(born, date) and birth and born != birth:
        told = f"{short_date(born)}, menurut NIP {short_date(birth)}"
        raise Doubt(born, f"Tanggal lahir di sini {told}; periksa mana yang benar.")
    return born


def employee_of(nip: str, kind: NipKind, before: Employee | None, values: Mapping[str, Any]) -> Employee:
    """Return an employee with what a row says of him; all else is as before, and he is there.

    Of somebody whom the master lacks, the NIP tells the status where no column does.
    """
    if before is not None:
        return replace(before, **{**values, "gone_on": None})
    return replace(BLANK, **{"status": EmploymentStatus(kind.value), **values, "nip": nip})
