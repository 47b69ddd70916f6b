"""Imports are looked at, saved, kept and undone as one step."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from office_desk import ADMIN, LEADER, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import BadFile, InvalidInput, NotAllowed
from cases.model.employee import Employee
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportOrder
from cases.model.person import EmploymentStatus
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.services import discarding, employee_imports, employees, merging, suspects
from cases.services.employee_imports import review_import
from reports.headed_sheet import HeadedSheet

HEADERS = ("No", "NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA",
           "TMT JABATAN", "UNOR 1", "UNOR 2")  # fmt: skip


def sheet_of(*people: Employee) -> HeadedSheet:
    rows = []
    for number, one in enumerate(people, start=2):
        since = one.position_since.isoformat() if one.position_since else ""
        cells = ("1", one.nip, one.name, str(one.status), one.grade, one.position_kind, one.position, since, one.unit_1)
        rows.append((number, (*cells, one.unit_2)))
    return HeadedSheet(HEADERS, tuple(rows))


def everybody(office: OfficeAtWork) -> dict[str, Employee]:
    return office.do_as(ADMIN, lambda work, _actor: work.employees.all_by_nip())


def test_it_says_which_column_is_what_and_what_changes_on_whom(office: OfficeAtWork) -> None:
    known, other = make_employee(nip=nip_of(1)), make_employee(nip=nip_of(2), name="Bagus Prayitno")
    office.add_employees(known, other)
    after = replace(known, name="Ratna K., S.H.", grade="IV/a", position_since=date(2026, 2, 1), unit_2="")
    new = make_employee(nip=nip_of(3))
    plan = office.do_as(ADMIN, review_import, sheet_of(after, other, new))
    assert [(one.key, one.letters, one.header) for one in plan.columns][:3] == [
        ("nip", "B", "NIP BARU"),
        ("name", "C", "NAMA"),
        ("status", "D", "STATUS ASN"),
    ]
    assert [row.state for row in plan.rows] == [RowState.CHANGED, RowState.SAME, RowState.NEW]
    assert plan.rows[0].changes == (
        ("name", "Ratna Kusumawardhani", "Ratna K., S.H."),
        ("grade", "III/d", "IV/a"),
        ("position_since", "2 Jan 2020", "1 Feb 2026"),
        ("unit_2", "Bidang Sejarah", ""),
    )


def test_looking_writes_nothing(office: OfficeAtWork) -> None:
    touched = office.changes_of(lambda work, _actor: review_import(work, ADMIN, sheet_of(make_employee())))
    assert not touched.touched


def test_somebody_who_comes_back_is_active_again(office: OfficeAtWork) -> None:
    office.add_employees(make_employee(gone_on=date(2026, 3, 1)))
    plan = office.do_as(ADMIN, review_import, sheet_of(make_employee()))
    assert plan.rows[0].changes == (("gone_on", "1 Mar 2026", ""),)


def test_it_asks_for_the_right_and_for_the_headers(office: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, review_import, sheet_of(make_employee()))
    with pytest.raises(BadFile, match="JABATAN NAMA"):
        office.do_as(ADMIN, review_import, HeadedSheet(rows=((2, ("1",)),), headers=("NIP BARU", "NAMA")))


def imported(office: OfficeAtWork, *people: Employee, whole: bool = False) -> str:
    order = ImportOrder(file_name="pegawai.xlsx", sha256="ab" * 32, whole=whole)
    office.do_as(ADMIN, employees.import_employees, sheet_of(*people), order)
    return office.do_as(ADMIN, employee_imports.import_history)[0].id


def test_an_import_is_kept_and_undone_as_one_step(office: OfficeAtWork) -> None:
    stays, moves, leaves = (make_employee(nip=nip_of(number), name=f"Orang {number}") for number in (1, 2, 3))
    office.add_employees(stays, moves, leaves)
    before = everybody(office)
    moved = replace(moves, position="Camat", position_since=None, unit_2="")
    came = make_employee(nip=nip_of(4), name="Cahya Rekaan")
    made = imported(office, stays, moved, came, whole=True)
    now = everybody(office)
    assert now[moves.nip].position == "Camat"
    assert (now[leaves.nip].active, now[came.nip].name) == (False, "Cahya Rekaan")
    (kept,) = office.do_as(ADMIN, employee_imports.import_history)
    assert (kept.file_name, kept.whole, kept.new, kept.changed, kept.same, kept.gone) == (
        *("pegawai.xlsx", True, 1, 1, 1, 1),
    )
    undone = office.do_as(ADMIN, employee_imports.undo_import, made)
    assert (undone.undone_at is not None, undone.undone_by) == (True, ADMIN.name)
    assert everybody(office) == before
    assert office.ask(employees.find_people, "Cahya Rek") == ()
    with pytest.raises(InvalidInput, match="sudah diurungkan"):
        office.do_as(ADMIN, employee_imports.undo_import, made)


def test_newcomers_have_identifiers_of_one_range_ascending_by_unit_and_name(office: OfficeAtWork) -> None:
    known = make_employee(nip=nip_of(1))
    first = imported(office, known)
    told = (("Badan", "Zaenal"), ("Dinas", "Ani"), ("Dinas", "Rahmat"))
    new = [make_employee(nip=nip_of(n), unit_1=unit, name=name) for n, (unit, name) in enumerate(told, 2)]
    second = imported(office, *new[::-1], replace(known, position="Camat"))
    now = everybody(office)
    came = [now[one.nip].id for one in new]
    assert came == sorted(came)
    assert all(re.fullmatch("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", one) for one in came)
    runs = {run.id: (run.first_new, run.last_new) for run in office.do_as(ADMIN, employee_imports.import_history)}
    assert runs == {first: (now[known.nip].id,) * 2, second: (came[0], came[-1])}
    office.do_as(ADMIN, employee_imports.undo_import, second)
    assert everybody(office) == {known.nip: replace(known, id=now[known.nip].id)}


def test_an_import_of_whom_somebody_was_edited_or_discarded_is_not_undone(office: OfficeAtWork) -> None:
    made = imported(office, *(make_employee(nip=nip_of(n), name=f"Orang {n}") for n in (1, 2)))
    one, other = everybody(office).values()
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.edit")
        work.employees.save(replace(one, position="Camat"))
        work.trash.take_out("employee", other.id, "tertukar")
    with pytest.raises(InvalidInput, match="Orang 1 dan 1 pegawai lain sudah diubah lagi"):
        office.do_as(ADMIN, employee_imports.undo_import, made)


def test_an_import_after_which_somebody_was_changed_is_not_undone(office: OfficeAtWork) -> None:
    one = make_employee(nip=nip_of(1))
    first = imported(office, one)
    second = imported(office, replace(one, position="Camat"))
    with pytest.raises(InvalidInput, match="impor yang lebih baru"):
        office.do_as(ADMIN, employee_imports.undo_import, first)
    office.do_as(ADMIN, employee_imports.undo_import, second)
    assert everybody(office)[one.nip].position == one.position
    office.do_as(ADMIN, employee_imports.undo_import, first)
    assert everybody(office) == {}


def test_who_stands_in_a_report_keeps_the_import(office: OfficeAtWork) -> None:
    made = imported(office, make_employee(nip=nip_of(1), name="Ani Lestari"))
    person = office.ask(employees.find_people, "Ani Lestari")[0]
    office.report(person)
    with pytest.raises(InvalidInput, match="Ani Lestari sudah tercatat dalam laporan"):
        office.do_as(ADMIN, employee_imports.undo_import, made)
    assert len(everybody(office)) == 1


def test_an_import_that_is_stopped_writes_nothing(office: OfficeAtWork) -> None:
    class Stopped(Exception):
        pass

    def stop(_fraction: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        office.do_as(ADMIN, employees.import_employees, sheet_of(make_employee()), ImportOrder(), stop)
    assert everybody(office) == {}
    assert office.do_as(ADMIN, employee_imports.import_history) == ()


def test_an_import_without_news_leaves_no_trace(office: OfficeAtWork) -> None:
    imported(office, make_employee())
    touched = office.changes_of(lambda work, _actor: employees.import_employees(work, ADMIN, sheet_of(make_employee())))
    assert not touched.touched


_EDITS: tuple[tuple[str, Any], ...] = (
    *(("name", "Lain"), ("grade", "IV/a"), ("unit_1", "Dinas Lain"), ("unit_2", ""), ("position", "Camat")),
    *(("position_since", None), ("gone_on", date(2026, 1, 1)), ("status", EmploymentStatus.CPNS)),
)


def save(work: UnitOfWork, actor: Actor, employee: Employee) -> None:
    work.log_as(actor, "test.save")
    work.employees.save(employee)


def seen(office: OfficeAtWork, *people: Employee) -> list[RowState]:
    return [row.state for row in office.do_as(ADMIN, review_import, sheet_of(*people)).rows]


def test_an_identical_file_sees_whoever_was_changed_since_by_hand_and_by_undoing(office: OfficeAtWork) -> None:
    one, other = make_employee(nip=nip_of(1)), make_employee(nip=nip_of(2))
    imported(office, one, other)
    assert seen(office, one, other) == [RowState.SAME, RowState.SAME]
    stored = everybody(office)[one.nip]
    office.add_employees(make_employee(nip=nip_of(3)))
    for field, value in _EDITS:
        office.do_as(ADMIN, save, replace(stored, **{field: value}))
        came = RowState.BACK if field == "gone_on" else RowState.CHANGED
        assert seen(office, one, other) == [came, RowState.SAME], field
        office.do_as(ADMIN, save, stored)
    assert seen(office, one, other) == [RowState.SAME, RowState.SAME]
    later = imported(office, replace(one, grade="IV/b"), other)
    assert seen(office, one, other) == [RowState.CHANGED, RowState.SAME]
    office.do_as(ADMIN, employee_imports.undo_import, later)
    assert seen(office, one, other) == [RowState.SAME, RowState.SAME]
    assert seen(office, replace(one, grade="IV/b"), other) == [RowState.CHANGED, RowState.SAME]


def test_an_identical_file_sees_who_was_merged_and_who_came_back(office: OfficeAtWork) -> None:
    one, typo = make_employee(nip=nip_of(1)), make_employee(nip=nip_of(2), position="Camat")
    imported(office, one, typo)
    ids = [everybody(office)[person.nip].id for person in (one, typo)]
    gone = office.do(merging.merge_employees, *ids, typo.nip, "orang yang sama")
    assert seen(office, one, typo) == [RowState.NEW, RowState.SAME]
    office.do(merging.take_apart, gone.id)
    assert seen(office, one, typo) == [RowState.SAME, RowState.SAME]


def test_what_was_said_of_who_leaves_by_an_undo_leaves_too(office: OfficeAtWork) -> None:
    there, other, comes = (make_employee(nip=nip_of(number), name="Sri Wahyuni") for number in (1, 2, 3))
    office.add_employees(there, other)
    stays = office.do(suspects.set_apart, there.id, other.id)
    done = imported(office, comes)
    office.do(suspects.set_apart, there.id, everybody(office)[comes.nip].id)
    office.do_as(ADMIN, employee_imports.undo_import, done)
    assert office.ask(suspects.two_people) == (stays,)
    (entry,) = office.ask(discarding.trash)
    assert (entry.noun, entry.reason) == ("two_people", "Impor pegawainya diurungkan.")
    with pytest.raises(InvalidInput, match="tidak ada lagi dalam data pegawai"):
        office.do(discarding.restore, entry.id)
