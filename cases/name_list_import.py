"""A handed-in list of names, row by row: what each says, and a sentence with its cell for what it does not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from cases.errors import InvalidInput
from cases.model.cell_fault import CellFault
from cases.model.name_list import ListRow
from cases.rules.dates import short_date
from cases.rules.nip import read_nip
from cases.rules.plain import one_line
from cases.rules.sheet_headers import HeaderMap
from cases.sheet_cells import read_nik, read_past_day, says_nothing

TABLE: Final = "name_list"
"""The table of headers."""
_FIELDS: Final = (
    "name",
    "nik",
    "nip",
    "birth",
    "birth_place",
    "born_on",
    "address",
    "village",
    "district",
    "party",
    "role",
)
_DAY: Final = re.compile(r"[0-9].*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What would be taken in: ``faulty`` rows are left out, rows with ``warnings`` are taken without a cell."""

    rows: tuple[ListRow, ...]
    faulty: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...]


def plan_list(headers: HeaderMap, rows: Sequence[tuple[int, Sequence[str]]], today: date) -> ListPlan:
    """Return what the rows of a sheet say; rows in which no mapped column has a word are nothing at all.

    A row without a name is faulty. A number or a day that cannot be read is a warning, and the row is taken without it.
    """
    taken: list[ListRow] = []
    faulty: list[CellFault] = []
    warnings: list[CellFault] = []
    seen: dict[tuple[object, ...], int] = {}
    for number, cells in rows:
        warn = partial(_warn, warnings, headers, number)
        if not any(_text(headers, key, cells) for key in _FIELDS):
            continue
        name = _text(headers, "name", cells)
        if not any(sign.isalpha() for sign in name):
            problem = f"Nama “{name}” tidak berisi huruf" if name else "Nama kosong"
            cell = headers.address("name", number)
            faulty.append(
                CellFault(row=number, cell=cell, problem=f"{problem}; isi di berkas, atau baris ini tidak ikut.")
            )
            continue
        place, born_on = _birth(headers, cells, today, warn)
        row = ListRow(
            number=number,
            name=name,
            nik=_number("nik", read_nik, _text(headers, "nik", cells), warn),
            nip=_number("nip", lambda typed: read_nip(typed).nip, _text(headers, "nip", cells), warn),
            born_on=born_on,
            birth_place=place,
            address=", ".join(filter(None, (_text(headers, key, cells) for key in ("address", "village", "district")))),
            party=_text(headers, "party", cells),
            role=_role(headers, cells),
        )
        same = (row.nik,) if row.nik else (row.name.casefold(), row.born_on, row.address.casefold())
        if (first := seen.setdefault(same, number)) != number:
            warn("nik" if row.nik else "name", f"Orang yang sama sudah ada di baris {first}; keduanya dicocokkan.")
        taken.append(row)
    return ListPlan(rows=tuple(taken), faulty=tuple(faulty), warnings=tuple(warnings))


def _warn(warnings: list[CellFault], headers: HeaderMap, row: int, key: str, problem: str) -> None:
    warnings.append(CellFault(row=row, cell=headers.address(key, row), problem=problem))


def _text(headers: HeaderMap, key: str, cells: Sequence[str]) -> str:
    text = one_line(headers.cell(key, cells))
    return "" if says_nothing(text, crossed=True) else text


def _role(headers: HeaderMap, cells: Sequence[str]) -> str:
    """What he is on the list, with the number of his card and his work as the list tells them."""
    card, work = _text(headers, "card", cells), _text(headers, "work", cells)
    told = (_text(headers, "role", cells), card and f"KTA {card}", work and f"pekerjaan {work}")
    return "; ".join(filter(None, told))


def _number(key: str, read: Callable[[str], str], typed: str, warn: partial[None]) -> str:
    """A NIK or a NIP, empty where it cannot be read."""
    try:
        return read(typed) if typed else ""
    except InvalidInput as error:
        warn(key, f"{error.sentence.rstrip('.')}; baris ini dicocokkan tanpa {key.upper()}.")
        return ""


def _birth(headers: HeaderMap, cells: Sequence[str], today: date, warn: partial[None]) -> tuple[str, date | None]:
    """The place and the day of birth, from columns of their own or from the one that has both ("Melati, 12-3-1985")."""
    both, place, day = (_text(headers, key, cells) for key in ("birth", "birth_place", "born_on"))
    key = "born_on" if day else "birth"
    if both:
        found = _DAY.search(both)
        start = found.start() if found else len(both)
        place, day = place or both[:start].strip(" ,./-:;"), day or both[start:].strip()
    if not day:
        return place, None
    try:
        return place, _born(day, today)
    except InvalidInput as error:
        warn(key, f"{error.sentence.rstrip('.')}; baris ini dicocokkan tanpa tanggal lahir.")
        return place, None


def _born(text: str, today: date) -> date | None:
    born_on = read_past_day(text, today)
    if born_on is not None and born_on > today:
        raise InvalidInput(f"Tanggal lahir {short_date(born_on)} belum terjadi.")
    return born_on
