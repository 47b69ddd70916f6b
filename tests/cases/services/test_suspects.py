from __future__ import annotations

from dataclasses import replace

import pytest
from office_desk import ADMIN, LEADER, OfficeAtWork
from samples import make_employee

from cases.errors import InvalidInput, NotAllowed
from cases.model.employee import Employee
from cases.services import discarding, suspects, undoing

ONE = make_employee(nip="198503122010011005", name="Ratna Kusumawardhani")
OTHER = make_employee(nip="198503122010011006", name="RATNA KUSUMAWARDANI")


@pytest.fixture
def filled(office: OfficeAtWork) -> OfficeAtWork:
    office.add_employees(ONE, OTHER)
    return office


def found(office: OfficeAtWork, of: Employee = ONE) -> list[str]:
    return [one.employee.id for one in office.ask(suspects.suspects_of, of.id)]


def change(office: OfficeAtWork, employee: Employee) -> None:
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.change")
        work.employees.save(employee)


def test_two_who_were_set_apart_are_suggested_again_once_one_of_them_changes(filled: OfficeAtWork) -> None:
    assert found(filled) == [OTHER.id]
    two = filled.do(suspects.set_apart, OTHER.id, ONE.id)
    assert "Ratna" in two.one + two.other
    assert (found(filled), found(filled, OTHER)) == ([], [])
    change(filled, replace(OTHER, unit_1="Dinas Lain", position="Camat"))
    assert found(filled) == [], "a post tells nothing of who somebody is"
    change(filled, replace(OTHER, name="Ratna Kusumawardhani"))
    assert found(filled) == [OTHER.id]
    again = filled.do(suspects.set_apart, ONE.id, OTHER.id)
    assert again.id == two.id
    assert filled.ask(suspects.two_people) == (again,)
    assert found(filled) == []


def test_setting_apart_and_suspecting_again_are_undone(filled: OfficeAtWork) -> None:
    noted = filled.changes_of(suspects.set_apart, ONE.id, OTHER.id)
    undone = filled.changes_of(undoing.undo, noted.first, noted.last)
    assert found(filled) == [OTHER.id]
    filled.do(undoing.redo, undone.first, undone.last)
    assert found(filled) == []
    (two,) = filled.ask(suspects.two_people)
    lifted = filled.changes_of(suspects.suspect_again, two.id)
    assert found(filled) == [OTHER.id]
    filled.do(undoing.undo, lifted.first, lifted.last)
    assert found(filled) == []


def test_what_lies_in_the_bin_does_not_come_back_beside_a_newer_note(filled: OfficeAtWork) -> None:
    two = filled.do(suspects.set_apart, ONE.id, OTHER.id)
    filled.do(suspects.suspect_again, two.id)
    filled.do(suspects.set_apart, ONE.id, OTHER.id)
    entry = next(one for one in filled.ask(discarding.trash) if one.noun == "two_people")
    with pytest.raises(InvalidInput, match="sudah dicatat lagi"):
        filled.do(discarding.restore, entry.id)


def test_one_alone_is_refused_and_who_only_reads_may_not(filled: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput, match="dua pegawai"):
        filled.do(suspects.set_apart, ONE.id, ONE.id)
    with pytest.raises(NotAllowed):
        filled.do_as(LEADER, suspects.set_apart, ONE.id, OTHER.id)
