"""Rows that are written in bulk lie in the database as those do that are written one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import samples
import sqlalchemy as sa
from samples import ADMIN

from cases.errors import InvalidInput
from cases.model.employee import Employee
from cases.model.person import EmploymentStatus
from cases.model.staff import Staff
from db.tables import EmployeeRow, table_of
from db.unit import OfficeDatabase, Unit

NIPS = ("197001011995031002", "198503122010011005")


def stored(work: Unit, employee: Employee) -> tuple[object, ...]:
    table = table_of(EmployeeRow)
    plain = (sa.type_coerce(column, sa.types.NullType()) for column in table.c if column.name not in {"id", "nip"})
    row = work._connection.execute(sa.select(*plain).where(table.c.id == employee.id)).one()
    return tuple(row)


def test_an_import_stores_what_adding_and_saving_store(office_db: OfficeDatabase) -> None:
    single, many = (samples.make_employee(nip=nip) for nip in NIPS)
    new = {
        "status": EmploymentStatus.PPPK,
        "position_since": None,
        "gone_on": date(2026, 5, 4),
        "born_on": date(1985, 3, 12),
    }
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.employees.add(single)
        work.employees.import_all(Staff.of([many]), Staff(), "d")
        assert stored(work, many) == stored(work, single)
        work.employees.save(replace(single, **new))
        work.employees.import_all(Staff(), Staff.of([replace(many, **new)]), "d")
        assert stored(work, many) == stored(work, single)
        assert work.employees.all_by_nip() == {one.nip: replace(one, **new) for one in (many, single)}


def test_half_a_character_is_refused_in_one_sentence_and_nothing_stays(office_db: OfficeDatabase) -> None:
    whole, broken = (
        samples.make_employee(nip=nip, name=name) for nip, name in zip(NIPS, ("Ani", "\ud83d"), strict=True)
    )

    def bring_in() -> None:
        with office_db.write() as work:
            work.log_as(ADMIN, "test.add")
            work.employees.import_all(Staff.of([whole, broken]), Staff(), "d")

    with pytest.raises(InvalidInput, match="tanda rusak"):
        bring_in()
    with office_db.read() as work:
        assert work.employees.all_by_nip() == {}
