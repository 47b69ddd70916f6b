"""Importing old cases from a sheet: looked at first, then taken in one transaction that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from cases.errors import BadFile, InvalidInput
from cases.model.old_case import OldCase
from cases.model.sheet_row import RowState
from cases.model.user import Actor, Right
from cases.old_case_import import CELL_OF, TABLE, LawWords, read_row
from cases.ports import HandedSheet, UnitOfWork
from cases.rules.old_cases import Key, keys_of, same_people
from cases.rules.sheet_headers import HeaderMap, checked, fold_header, header_fields, propose
from cases.services.access import service
from cases.services.old_case_making import made
from cases.sheet_cells import BadCell

MOST_ROWS: Final = 5_000
"""Rows of one sheet; each is a record with its own row in the log."""
_NOT_SAID: Final = frozenset({"id", "taken_from", "recorded_at", "recorded_by"})


Tick = Callable[[float], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCaseRow:
    """A row looked at: ``old`` is what it would be written as, None where it is faulty by ``cell`` and ``problem``."""

    row: int
    state: RowState
    name: str
    cell: str = ""
    problem: str = ""
    old: OldCase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCasePlan:
    """A whole sheet looked at."""

    rows: tuple[OldCaseRow, ...]

    def of(self, state: RowState) -> tuple[OldCaseRow, ...]:
        """The rows of a state."""
        return tuple(row for row in self.rows if row.state is state)


@service(Right.REGISTER_REPORT)
def plan_old_cases(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    file: str,
    *,
    columns: Mapping[str, int] | None = None,
    tick: Tick = lambda _done: None,
) -> OldCasePlan:
    """Say what each row of a sheet would do; writes nothing. ``columns`` are a person's choice, else as proposed.

    ``tick`` hears how far it is (0 to 1) and may raise to stop. Raises BadFile for a sheet that is none of old cases.
    """
    return _plan(work, actor, sheet, file, columns, tick)


@service(Right.REGISTER_REPORT)
def import_old_cases(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    file: str,
    *,
    columns: Mapping[str, int] | None = None,
    tick: Tick = lambda _done: None,
) -> OldCasePlan:
    """Take the new rows of a sheet, all of them or none; faulty rows stay out and are named. Raises BadFile.

    ``columns`` and ``tick`` are as in ``plan_old_cases``.
    """
    plan = _plan(work, actor, sheet, file, columns, tick)
    new = [row.old for row in plan.of(RowState.NEW) if row.old is not None]
    for done, old in enumerate(new):
        tick(done / len(new))
        work.old_cases.add(old)
    tick(1.0)
    return plan


def _plan(
    work: UnitOfWork, actor: Actor, sheet: HandedSheet, file: str, chosen: Mapping[str, int] | None, tick: Tick
) -> OldCasePlan:
    proposed = propose(TABLE, sheet.headers).columns if chosen is None else chosen
    headers = checked(TABLE, sheet.headers, proposed)
    rows = [(number, cells) for number, cells in sheet.rows if any(cells)]
    if not rows:
        raise BadFile(f"Berkas {file} belum berisi perkara; isi di bawah judul kolomnya, simpan, lalu impor lagi.")
    if len(rows) > MOST_ROWS:
        raise BadFile(f"Berkas {file} berisi {len(rows)} baris; bagi menjadi paling banyak {MOST_ROWS} per berkas.")
    return OldCasePlan(rows=tuple(_looked_at(work, actor, headers, rows, file, tick)))


def _looked_at(
    work: UnitOfWork, actor: Actor, headers: HeaderMap, rows: list[tuple[int, tuple[str, ...]]], file: str, tick: Tick
) -> Iterator[OldCaseRow]:
    law = LawWords(
        sanctions={fold_header(one.title): one.key for one in work.law.every_sanction()},
        codes=frozenset(one.code for one in work.law.violations()),
    )
    known = _by_key(work.old_cases.all())
    seen: dict[Key, tuple[int, OldCase]] = {}
    today = work.clock.today()
    for done, (number, cells) in enumerate(rows):
        tick(done / len(rows))
        name = headers.cell("name", cells)
        try:
            old = made(work, actor, read_row(headers, cells, law, today))
        except BadCell as bad:
            yield _faulty(number, name, headers.address(bad.key, number), bad.sentence)
            continue
        except InvalidInput as error:
            key = CELL_OF.get(error.field, error.field)
            yield _faulty(number, name, headers.address(key, number), error.sentence)
            continue
        old = replace(old, taken_from=f"{file}, baris {number}")
        keys = keys_of(old)
        first = next((seen[key] for key in keys if key in seen and same_people(seen[key][1], old)), None)
        same = next((known[key] for key in keys if key in known and same_people(known[key], old)), None)
        address = headers.address("number" if old.number else "name", number)
        if first is not None:
            yield _faulty(
                number, name, address, f"Perkara yang sama sudah ada di baris {first[0]}; sisakan satu baris."
            )
        elif same is None:
            seen |= dict.fromkeys(keys, (number, old))
            yield OldCaseRow(row=number, state=RowState.NEW, name=old.respondent.name, old=old)
        elif differing := _differing(same, old):
            told = f"Sudah tercatat dengan isian lain ({', '.join(differing)}); ubah di halaman perkara arsipnya."
            yield _faulty(number, name, address, told)
        else:
            yield OldCaseRow(row=number, state=RowState.SAME, name=old.respondent.name, old=same)


def _faulty(row: int, name: str, cell: str, problem: str) -> OldCaseRow:
    return OldCaseRow(row=row, state=RowState.FAULTY, name=" ".join(name.split()), cell=cell, problem=problem)


def _by_key(olds: tuple[OldCase, ...]) -> dict[Key, OldCase]:
    return {key: old for old in olds for key in keys_of(old)}


def _differing(one: OldCase, other: OldCase) -> list[str]:
    """The titles of the fields in which two differ."""
    titles = {field.key: field.title.lower() for field in header_fields(TABLE)} | {"respondent": "terlapor"}
    names = (name.name for name in fields(OldCase) if name.name not in _NOT_SAID)
    differing = (titles.get(name, "hukuman") for name in names if getattr(one, name) != getattr(other, name))
    return list(dict.fromkeys(differing))
