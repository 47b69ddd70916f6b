"""Work units: counted from the employees, with the heads that persons set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from cases.model.work_unit import Post, UnitHead, UnitPath
from db.store import Store
from db.tables import EmployeeRow, UnitHeadRow, table_of

_employee = table_of(EmployeeRow)
_UNITS: Final = (_employee.c.unit_1, _employee.c.unit_2, _employee.c.unit_3)
_OF_POST: Final = ("id", "nip", "name", "grade", "position")
_ALIKE: Final = ("position", "grade", "unit_1", "unit_2", "unit_3")
_FIRST: Final = sa.func.min(_employee.c.nip)
_AFTER: Final = "\U0010ffff"
"""Sorts after every text that goes on with letters."""


class UnitStore(Store[UnitHead, UnitHeadRow]):
    """Heads of work units; the units are those of the active employees."""

    noun = "unit"
    missing = "Unit ini tidak ada lagi; muat ulang daftar."
    record = UnitHead
    row = UnitHeadRow

    def all(self) -> tuple[UnitHead, ...]:
        """Return what persons said, by unit."""
        return self.many(order=[self.table.c.unit_1, self.table.c.unit_2, self.table.c.unit_3])

    def of_unit(self, path: UnitPath) -> UnitHead | None:
        """Return what a person said about this unit."""
        return self.one(*(self.table.c[name] == value for name, value in path._asdict().items()))

    def counts(self) -> dict[UnitPath, int]:
        """Return how many active employees are in each unit itself, by unit."""
        counted = sa.select(*_UNITS, sa.func.count()).where(_employee.c.active).group_by(*_UNITS).order_by(*_UNITS)
        return {UnitPath(*names): count for *names, count in self.connection.execute(counted)}

    def posts(self, beginnings: Iterable[str], unit_1: str = "") -> tuple[Post, ...]:
        """Return the active employees whose post begins with one of these words, of one OPD when it is named.

        Of those of one unit, post and grade only who has the lowest NIP: nobody else of them is ever chosen.
        """
        named = sa.or_(
            *(_employee.c.position.between(f"{word}", f"{word}{_AFTER}") for word in beginnings)
        )  # ranges of its index
        # beside min(), SQLite gives the other columns of the very row that has it
        chosen = (
            sa.select(*(_FIRST if name == "nip" else _employee.c[name] for name in _OF_POST), *_UNITS)
            .where(named, _employee.c.active)
            .group_by(*(_employee.c[name].collate("BINARY") for name in _ALIKE))
        )
        if unit_1:
            chosen = chosen.where(_employee.c.unit_1 == unit_1)
        return tuple(
            Post(employee_id=one, nip=nip, name=name, grade=grade, position=position, path=UnitPath(*names))
            for one, nip, name, grade, position, *names in self.connection.execute(chosen)
        )
