"""The made-up office is sound: its people pass the import's own checks and its pictures open."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image

from cases.employee_import import plan_import
from cases.model.person import EmploymentStatus
from cases.rules.nip import read_nip
from desktop.sample.office import (
    employees_workbook,
    make_employees,
    make_screenshots,
    sample_emblem,
    sample_logo,
    sample_office,
    sample_signatories,
)
from reports.employee_sheet import read_employee_sheet


def test_the_workbook_imports_whole_and_without_a_doubt() -> None:
    plan = plan_import(read_employee_sheet(employees_workbook(300), "pegawai.xlsx"), {}, date(2026, 5, 4))
    assert (len(plan.new), plan.faulty, plan.warnings) == (300, (), ())
    written = {employee.nip: employee for employee in make_employees(300)}
    for employee in plan.new:
        made = written[employee.nip]
        assert (employee.name, employee.grade, employee.position_since) == (made.name, made.grade, made.position_since)


def test_people_are_the_same_each_time_and_stay_when_more_are_asked_for() -> None:
    assert make_employees(50) == make_employees(200)[:50]
    assert make_employees(50, seed=1) != make_employees(50, seed=2)


def test_every_nip_is_sound_its_own_and_of_a_serial_no_office_reaches() -> None:
    people = make_employees(2000)
    assert len({employee.nip for employee in people}) == len(people)
    for employee in people:
        reading = read_nip(employee.nip)
        assert reading.warnings == ()
        assert int(employee.nip[-3:]) >= 900
        expected = "PPPK" if employee.status is EmploymentStatus.PPPK else "PNS"
        assert reading.kind.value == expected


def test_the_posts_that_a_case_needs_are_filled() -> None:
    people = make_employees(60)
    posts = {(employee.unit_1, employee.position) for employee in people}
    office = sample_office()
    assert {("Sekretariat Daerah", "Sekretaris Daerah"), (office.name, f"Kepala {office.name}")} <= posts
    for unit in {employee.unit_1 for employee in people if employee.position.startswith(("Kepala Bidang", "Kepala S"))}:
        assert any(of == unit and post.startswith(("Kepala Dinas", "Camat")) for of, post in posts), unit


def test_two_known_people_lead_below_the_heads_of_different_units() -> None:
    people = sorted(make_employees(200), key=lambda employee: employee.nip)
    section = next(person for person in people if person.position.startswith("Kepala Seksi"))
    field = next(person for person in people if person.position.startswith(("Kepala Bidang", "Kepala Subbagian")))
    assert (section.name, field.name) == ("Rudi Hartawan Saputra, S.Sos.", "Bagus Prayitno Adiwangsa, S.Sos., M.A.P.")
    assert section.unit_1 != field.unit_1


def test_signatories_are_among_the_employees() -> None:
    people = {employee.nip: employee for employee in make_employees(10)}
    for signatory in sample_signatories():
        employee = people[signatory.person.nip]
        assert signatory.person.name == employee.name
        assert signatory.person.rank.startswith("Pembina")


def test_the_office_is_marked_as_a_sample() -> None:
    assert sample_office().sample
    assert sample_office().head.nip == ""


def test_screenshots_are_three_different_pictures_that_never_change() -> None:
    shots = make_screenshots()
    assert len(shots) == 3
    assert len({hashlib.sha256(data).digest() for _, data in shots}) == 3
    assert shots == make_screenshots()
    for name, data in shots:
        assert name.endswith(".png")
        with Image.open(io.BytesIO(data)) as picture:
            picture.verify()
            assert picture.size == (1080, 1920)


@pytest.mark.parametrize("make", [sample_logo, sample_emblem])
def test_arms_are_pictures_with_a_clear_ground(make: Callable[[], bytes]) -> None:
    with Image.open(io.BytesIO(make())) as picture:
        assert picture.convert("RGBA").getpixel((0, picture.height - 1))[3] == 0
