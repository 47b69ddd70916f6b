from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from office_desk import ADMIN, LEADER, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import BadFile, NotAllowed
from cases.model.employee import Employee
from cases.services.employee_review import review_employee_import

HEADERS = ("No", "NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA",
           "TMT JABATAN", "UNOR 1", "UNOR 2")  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    headers: tuple[str, ...] = HEADERS


def sheet_of(*people: Employee) -> Sheet:
    rows = []
    for number, one in enumerate(people, start=2):
        since = one.position_since.isoformat() if one.position_since else ""
        cells = ("1", one.nip, one.name, str(one.status), one.grade, one.position_kind, one.position, since, one.unit_1)
        rows.append((number, (*cells, one.unit_2)))
    return Sheet(tuple(rows))


def test_it_says_which_column_is_what_and_what_changes_on_whom(office: OfficeAtWork) -> None:
    known, other = make_employee(nip=nip_of(1)), make_employee(nip=nip_of(2), name="Bagus Prayitno")
    office.add_employees(known, other)
    after = replace(known, name="Ratna K., S.H.", grade="IV/a", position_since=date(2026, 2, 1), unit_2="")
    new = make_employee(nip=nip_of(3))
    review = office.do_as(ADMIN, review_employee_import, sheet_of(after, other, new))
    assert [(one.key, one.letters, one.header) for one in review.columns][:3] == [
        ("nip", "B", "NIP BARU"),
        ("name", "C", "NAMA"),
        ("status", "D", "STATUS ASN"),
    ]
    assert (len(review.plan.new), len(review.plan.changed), review.plan.same) == (1, 1, 1)
    assert [change.employee.nip for change in review.changes] == [nip_of(1)]
    assert review.changes[0].changes == (
        ("name", "Ratna Kusumawardhani", "Ratna K., S.H."),
        ("grade", "III/d", "IV/a"),
        ("position_since", "2 Jan 2020", "1 Feb 2026"),
        ("unit_2", "Bidang Sejarah", ""),
    )


def test_looking_writes_nothing(office: OfficeAtWork) -> None:
    touched = office.changes_of(lambda work, _actor: review_employee_import(work, ADMIN, sheet_of(make_employee())))
    assert not touched.touched


def test_somebody_who_comes_back_is_active_again(office: OfficeAtWork) -> None:
    office.add_employees(make_employee(gone_on=date(2026, 3, 1)))
    review = office.do_as(ADMIN, review_employee_import, sheet_of(make_employee()))
    assert review.changes[0].changes == (("gone_on", "1 Mar 2026", ""),)


def test_it_asks_for_the_right_and_for_the_headers(office: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, review_employee_import, sheet_of(make_employee()))
    with pytest.raises(BadFile, match="JABATAN NAMA"):
        office.do_as(ADMIN, review_employee_import, Sheet(rows=((2, ("1",)),), headers=("NIP BARU", "NAMA")))
