"""The rows of a sheet of employees read column by column: each different cell once, whatever is odd left to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any

from cases.employee_cells import (
    BLANK,
    READERS,
    TITLES,
    TOGETHER,
    UNITS,
    Doubt,
    Value,
    checked_birth,
    one_line,
    read_cell,
    refuse_error,
    status_of,
    units_of,
    with_titles,
)
from cases.errors import InvalidInput
from cases.model.person import EmploymentStatus
from cases.model.staff import FIELDS, Row
from cases.rules.nip import NipKind, read_nip
from cases.sheet_cells import BadCell


class _Cells(dict[str, Any]):
    """What the cells of a column say, each read when it is first met; ``odd`` are those that need more care."""

    def __init__(self, key: str, today: date) -> None:
        super().__init__()
        self._key = key
        self._today = today
        self.odd: set[str] = set()

    def __missing__(self, raw: str) -> Any:  # noqa: ANN401 - a column has values of one type
        try:
            refuse_error(self._key, raw)
            value = read_cell(self._key, one_line(raw), self._today)
        except (BadCell, Doubt):
            self.odd.add(raw)
            value = ""
        self[raw] = value
        return value


class _Statuses(dict[tuple[str, NipKind], Any]):
    """What a status word and the kind of the NIP say together."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[tuple[str, NipKind]] = set()

    def __missing__(self, both: tuple[str, NipKind]) -> Any:  # noqa: ANN401 - see above
        try:
            value: Value = status_of(*both)
        except Doubt as doubt:
            self.odd.add(both)
            value = doubt.value
        self[both] = value
        return value


@dataclass(slots=True)
class Columns:
    """What the rows of a sheet say, row by row in its order.

    ``told`` holds a value for each of ``fields``, which are those of an employee that the sheet has columns
    for; the last is ``gone_on``: who is in the sheet is there. ``nips`` are empty for an NIP that cannot be read.
    ``people`` are the same as rows of ``staff``, each as if nobody knew him. ``odd`` are the places of rows with a cell
    that is refused or told of; what stands here for them is not to be used.
    """

    fields: tuple[str, ...]
    nips: list[str]
    told: list[tuple[Any, ...]]
    people: Iterator[Row]
    odd: set[int]


def read_columns(rows: Sequence[Sequence[str]], columns: Mapping[str, int], today: date) -> Columns:
    """Read the columns (from 0, by field) of all rows; a row may end before its last ones."""
    width = max(columns.values()) + 1
    padded = (cells if len(cells) >= width else (*cells, *repeat("", width - len(cells))) for cells in rows)
    raw = dict(zip(columns, zip(*map(itemgetter(*columns.values()), padded), strict=True), strict=True))
    nips, kinds, births, odd = _numbers(raw["nip"])

    def read(key: str) -> Sequence[Any]:
        if key not in columns:
            return [""] * len(rows)
        cells = _Cells(key, today)
        values = list(map(cells.__getitem__, raw[key]))
        odd.update(_places(raw[key], cells.odd))
        return values

    told: dict[str, Sequence[Any]] = {"name": _names(read, columns)}
    units = list(map(units_of, *map(read, UNITS)))
    odd.update(_places(units, {("", "", "")}))
    told |= zip(_compared_units(columns), zip(*units, strict=True), strict=False)
    if "status" in columns:
        words, statuses = read("status"), _Statuses()
        told["status"] = list(map(statuses.__getitem__, zip(words, kinds, strict=True)))
        odd.update(_places(zip(words, kinds, strict=True), statuses.odd))
    told |= {key: read(key) for key in READERS if key in columns and key not in TOGETHER}
    if "born_on" in told:
        odd.update(place for place, both in enumerate(zip(told["born_on"], births, strict=True)) if _differ(*both))
    told["gone_on"] = [None] * len(rows)
    return Columns(tuple(told), nips, list(zip(*told.values(), strict=True)), _people(nips, kinds, told), odd)


def _people(nips: list[str], kinds: list[NipKind], told: Mapping[str, Sequence[Any]]) -> Iterator[Row]:
    statuses = {kind: EmploymentStatus(kind.value) for kind in NipKind}
    known = {"nip": nips, "status": map(statuses.__getitem__, kinds), **told}
    return zip(*(known.get(name) or repeat(getattr(BLANK, name)) for name in FIELDS), strict=False)


def _compared_units(columns: Mapping[str, int]) -> tuple[str, ...]:
    """The units that are compared: those below the last column are as before while the ones above are the same."""
    there = [key in columns for key in UNITS]
    return UNITS[: there.count(True)] if there == sorted(there, reverse=True) else UNITS


def _numbers(texts: Sequence[str]) -> tuple[list[str], list[NipKind], list[date | None], set[int]]:
    """The NIPs, their kinds and days of birth, and the places of those that cannot be read or are to be told of."""
    nips: list[str] = []
    kinds: list[NipKind] = []
    births: list[date | None] = []
    odd: set[int] = set()
    for place, text in enumerate(texts):
        try:
            nip, kind, birth, *_, warnings = read_nip(text)
        except InvalidInput:
            nip, kind, birth, warnings = "", NipKind.UNKNOWN, None, ("",)
        if warnings:
            odd.add(place)
        nips.append(nip)
        kinds.append(kind)
        births.append(birth)
    return nips, kinds, births, odd


def _names(read: Callable[[str], Sequence[Any]], columns: Mapping[str, int]) -> Sequence[Any]:
    before, after = TITLES
    if before not in columns and after not in columns:
        return read("name")
    return list(map(with_titles, read(before), read("name"), read(after)))


def _places(values: Iterable[Any], odd: set[Any]) -> Iterable[int]:
    return (place for place, value in enumerate(values) if value in odd) if odd else ()


def _differ(born: Value, birth: date | None) -> bool:
    try:
        checked_birth(born, birth)
    except Doubt:
        return True
    return False
