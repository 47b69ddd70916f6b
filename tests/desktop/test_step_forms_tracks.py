"""A case of each other track walked through the forms of the window, on a real office, to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_desk import AUDITOR, CLERK, OPENED, SUPERIOR, House, open_case, stand_still
from samples import nip_of

from cases.model.case import CaseStatus, Track
from cases.model.person import Examiner, Person, TeamDuty
from cases.model.steps import DecisionFacts, DeclarationFacts, ExaminationFacts, StepKey
from cases.regulations import load_law
from cases.rules.working_days import Calendar, add_working_days
from cases.services import calendar, case_files, office
from desktop.pages.step_forms.people import PeopleField
from desktop.preferences import Preferences

QUESTIONS = [["Apakah Saudara sehat?", "Ya, sehat."]]
COUNCIL = (
    Examiner(person=AUDITOR, duty=TeamDuty.CHAIR),
    Examiner(person=CLERK, duty=TeamDuty.SECRETARY),
    *(Examiner(person=replace(SUPERIOR, name=f"Anggota Rekaan {n}", nip=nip_of(60 + n))) for n in range(3)),
)


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def days(ask) -> Calendar:
    return Calendar.of(ask(calendar.holidays), ask(office.current_office).work_week)


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


def code_of(track: Track) -> str:
    """The first form of violation of a track."""
    return load_law().violations(track)[0].code


def examined(house: House, case_id: str, days: Calendar, **values: object) -> date:
    """Call the respondent and examine him; the law of these tracks proposes no day for it."""
    day = add_working_days(OPENED, 8, days)
    panel = house.open_step(case_id, "summons-1")
    assert panel.body.field("examine_on").blank()
    house.take(case_id, "summons-1", on=OPENED, examine_on=day, place="Ruang Rapat")
    house.sign(OPENED)
    house.take(case_id, "examination", examined_on=day, questions=QUESTIONS, **values)
    house.sign(day)
    return day


def test_an_ethics_case_walks_to_its_declaration(house, do, ask, days, head) -> None:
    case_id = open_case(do, head, code=code_of(Track.ETHICS), examiners=()).case.id
    panel = house.open_step(case_id, "team")
    members = panel.body.field("members")
    assert isinstance(members, PeopleField)
    members.set_examiners(COUNCIL)
    assert all(row.element.isHidden() for row in members.rows)
    house.take(case_id, "team", on=OPENED, members=members.draft())
    house.sign(OPENED)
    day = examined(house, case_id, days, mode="virtual", recorded=True, consent_on=OPENED)
    house.take(case_id, "findings", on=day, proven="terbukti", sanction_key="moral-terbuka", administrative="Pembinaan")
    house.sign(day)
    panel = house.open_step(case_id, "decision")
    assert panel.body.text("administrative") == "Pembinaan"
    house.take(case_id, "decision", on=day)
    house.sign(day)
    house.take(case_id, "declaration", held_on=day, medium="upacara bendera", place="Halaman kantor")
    house.sign(day)
    file = ask(case_files.case_file, case_id)
    facts = {step.key: step.facts for step in file.steps}
    held, decided, stated = facts[StepKey.EXAMINATION], facts[StepKey.DECISION], facts[StepKey.DECLARATION]
    assert isinstance(held, ExaminationFacts)
    assert (held.recorded, held.consent_on) == (True, OPENED)
    assert isinstance(decided, DecisionFacts)
    assert (decided.level, decided.sanction_key, decided.administrative) == ("moral", "moral-terbuka", "Pembinaan")
    assert isinstance(stated, DeclarationFacts)
    assert stated.manner == "terbuka"
    assert file.case.summary.status is CaseStatus.SANCTIONED


def test_a_dismissal_walks_to_its_appeal(house, do, ask, days, head) -> None:
    case_id = open_case(do, head, code=code_of(Track.DISMISSAL)).case.id
    day = examined(house, case_id, days)
    panel = house.open_step(case_id, "findings")
    assert panel.body.box("level").isHidden()
    house.take(case_id, "findings", on=day, proven="terbukti", sanction_key=first_type(house))
    house.sign(day)
    house.take(case_id, "proposal", received_on=day)
    house.sign(day)
    house.take(case_id, "decision", on=day, begins_on=OPENED, dismissal_wording="diberhentikan dengan hormat")
    house.sign(day)
    house.take(case_id, "handover", received_on=day)
    house.sign(day)
    house.take(case_id, "appeal", filed_on=day, grounds="Bukan anggota.", number="1/B")
    panel = house.open_step(case_id, "appeal-decision")
    assert panel.body.text("decided_by") == "BPASN"
    house.take(case_id, "appeal-decision", decided_on=day, number="7/BPASN", outcome="membatalkan")
    house.take(case_id, "rehabilitation", restored_on=day)
    assert ask(case_files.case_file, case_id).case.summary.status is CaseStatus.ANNULLED


def first_type(house: House) -> str:
    """The lightest type that the form in front offers."""
    panel = house.case.panel
    assert panel is not None
    return next(types[0].key for types in panel.scene.law.sanctions.values() if types)
