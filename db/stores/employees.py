"""The employee master: single rows, and imports of tens of thousands at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from cases.model.employee import Employee
from cases.model.listing import ListQuery, Page
from cases.model.staff import FIELDS, Row, Staff, row_of
from db.bulk import read_many, write_many
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.store import Store, Values
from db.tables import AccountRow, EmployeeRow, table_of

_employee, _account = table_of(EmployeeRow), table_of(AccountRow)
_BY = ("id", "nip", "name", "status", "grade", "position", "unit_1", "unit_2", "unit_3")
_LISTED = sa.case((_employee.c.gone_on.is_(None), "ada"), else_="keluar")
_TAKE_OUT = sa.delete(_employee).where(_employee.c.id == sa.bindparam("id_"))
_LIST = Listing(
    line=Employee,
    source=_employee,
    columns=listing_columns(Employee, _employee),
    by={name: _employee.c[name] for name in _BY} | {"listed": _LISTED},
    identity=_employee.c.id,
)
_COLUMNS = tuple(column.name for column in _employee.c)
_EVERYBODY = sa.select(*(_employee.c[name] for name in FIELDS)).order_by(_employee.c.nip)
_ADD = sa.insert(_employee)
_OVERWRITE = (
    sa.update(_employee)
    .where(_employee.c.id == sa.bindparam("id_"))
    .values({name: sa.bindparam(f"{name}_") for name in _COLUMNS if name != "id"})
)


@lru_cache(maxsize=10_000)
def _joined(between: str, *parts: str) -> str:
    """Posts and units are few, employees many."""
    return between.join(filter(None, parts))


_worded = itemgetter(*map(FIELDS.index, ("id", "name", "nip", "position", "unit_1", "unit_2", "unit_3")))


def _words(one: str, name: str, nip: str, position: str, *units: str) -> Words:
    """What search shall know of an employee."""
    return Words("employee", one, name, _joined(" · ", position, units[0]), nip, _joined(" ", position, *units))


def _columns(rows: Sequence[Row]) -> dict[str, Iterable[Any]]:
    """The columns of the table, each with the values of these rows, of which there is one."""
    columns: dict[str, Sequence[Any]] = dict(zip(FIELDS, zip(*rows, strict=True), strict=True))
    return {**columns, "active": [day is None for day in columns["gone_on"]]}


class EmployeeStore(Store[Employee, EmployeeRow]):
    """The employee master."""

    noun = "employee"
    missing = "Pegawai ini tidak ada lagi dalam daftar; muat ulang daftar."
    record = Employee
    row = EmployeeRow

    def repeated(self, record: Employee) -> Values:
        """Whether the office still has him."""
        return {"active": record.active}

    def words(self, record: Employee) -> Words:
        """Search finds an employee by name, NIP, position and unit."""
        return _words(*_worded(row_of(record)))

    def by_nip(self, nip: str) -> Employee | None:
        """Return the employee with this NIP."""
        return self.one(self.table.c.nip == nip)

    def of_nips(self, nips: Collection[str]) -> tuple[Employee, ...]:
        """Return those of the employees with these NIPs that there are."""
        return self.many(self.table.c.nip.in_(nips), order=[self.table.c.nip])

    def near(self, nips: Sequence[str], birth: str, nik: str) -> tuple[Employee, ...]:
        """Return those with one of these NIPs, with one that begins with these digits, or with this NIK if any."""
        nip = self.table.c.nip
        found = self.many(sa.or_(nip.in_(nips), nip.between(birth, f"{birth}~")), order=[nip])
        if nik:
            known = {employee.id for employee in found}
            found += tuple(one for one in self.many(self.table.c.nik == nik, order=[nip]) if one.id not in known)
        return found

    def all_by_nip(self) -> Staff:
        """Return every employee by NIP."""
        return Staff(read_many(self.connection, _EVERYBODY))

    def of_units(self, units: Collection[str], *, with_account: bool = False) -> tuple[Employee, ...]:
        """Return the active employees of these units, by name; or those alone who have an account."""
        asked = [self.table.c.active, self.table.c.unit_1.in_(units)]
        asked += [self.table.c.id.in_(sa.select(_account.c.employee_id))] if with_account else []
        return self.many(*asked, order=[self.table.c.name, self.table.c.id])

    def page(self, query: ListQuery) -> Page[Employee]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)

    def import_all(self, new: Staff, changed: Staff, digest: str) -> None:
        """Write an import in bulk, with one log row that carries ``digest`` and the counts."""
        self.desk.log.may_write()
        added, over = sorted(new.rows), list(changed.rows)  # by identifier, which suits the indexes
        if added:
            write_many(self.connection, _ADD, _columns(added))
        self._overwrite(over)
        changes = {"digest": ("", digest), "new": ("", str(len(added))), "changed": ("", str(len(over)))}
        self.desk.log.write("import", self.noun, "*", changes)
        self._index_all((*added, *over))

    def take_back(self, new: Iterable[str], held: Iterable[Employee]) -> None:
        """Undo an import in bulk: take out who came by it, write the others as they were; one log row for all."""
        self.desk.log.may_write()
        out, over = list(new), list(map(row_of, held))
        if out:
            self.connection.execute(_TAKE_OUT, [{"id_": one} for one in out])
            self.desk.search.drop(self.noun, out)
        self._overwrite(over)
        changes = {"new": (str(len(out)), ""), "changed": (str(len(over)), "")}
        self.desk.log.write("import", self.noun, "*", changes)
        self._index_all(over)

    def _overwrite(self, over: Sequence[Row]) -> None:
        if over:
            write_many(self.connection, _OVERWRITE, {f"{name}_": column for name, column in _columns(over).items()})

    def _index_all(self, rows: Iterable[Row]) -> None:
        self.desk.search.put(starmap(_words, map(_worded, rows)))
