"""A disciplinary case walked through the forms of the window, on a real office, to each of its ends."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from case_desk import OPENED, TODAY, House, open_case, stand_still
from PySide6.QtWidgets import QLabel, QPushButton

from cases.model.case import CaseStatus
from cases.model.letter import LetterStatus
from cases.model.person import Person
from cases.model.steps import DecisionFacts, ExaminationFacts, StepKey, StoppedFacts
from cases.rules.working_days import Calendar, add_working_days
from cases.services import calendar, case_files, office
from desktop.preferences import Preferences


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


QUESTIONS = [["Apakah Saudara sehat?", "Ya, sehat."], ["Benarkah itu unggahan Saudara?", "Benar."], ["", ""]]


def to_first_summons(house: House, case_id: str, on: date) -> date:
    """Appoint the team and call the respondent; the day of the examination is the one that the form proposes."""
    house.take(case_id, "team", on=on)
    house.sign(on)
    house.open_step(case_id, "summons-1")
    house.fill(on=on, place="Ruang Rapat BKPSDM")
    proposed = house.case.panel.body.day("examine_on")
    assert house.case.panel.body.day_line.words.startswith("Pemeriksaan")
    house.submit()
    house.sign(on)
    return proposed


def test_a_case_walks_from_the_team_to_the_decision_in_force(house, do, ask, days, head) -> None:
    case_id = open_case(do, head).case.id
    day = to_first_summons(house, case_id, OPENED + timedelta(days=1))
    assert day == add_working_days(OPENED + timedelta(days=1), 8, days)
    house.take(case_id, "absence-1", missed_on=day)
    house.sign(day)
    house.take(case_id, "summons-2", on=day)
    house.sign(day)
    day = add_working_days(day, 8, days)
    house.take(case_id, "examination", examined_on=day, questions=QUESTIONS)
    house.sign(day)
    day = add_working_days(day, 2, days)
    house.take(case_id, "findings", on=day, proven="terbukti", sanction_key="penurunan-jabatan")
    house.sign(day)
    day = add_working_days(day, 3, days)
    house.take(case_id, "decision", on=day, new_position="Analis Kebijakan Ahli Muda")
    house.sign(day)
    house.take(case_id, "handover-summons", on=day, meet_on=add_working_days(day, 2, days))
    house.sign(day)
    day = add_working_days(day, 2, days)
    house.take(case_id, "handover", received_on=day)
    house.sign(day)
    house.take(case_id, "in-force")

    file = ask(case_files.case_file, case_id)
    summary = file.case.summary
    assert summary.status is CaseStatus.SANCTIONED
    assert summary.effective_on == add_working_days(day, 15, days)
    facts = {step.key: step.facts for step in file.steps}
    asked = facts[StepKey.EXAMINATION]
    assert isinstance(asked, ExaminationFacts)
    assert [one.answer for one in asked.questions] == ["Ya, sehat.", "Benar."]
    decided = facts[StepKey.DECISION]
    assert isinstance(decided, DecisionFacts)
    assert decided.ends_on is not None
    assert decided.begins_on is not None
    assert decided.official.name == head.name
    assert decided.act == "memposting foto bersama calon / tim sukses dengan simbol keberpihakan / alat peraga"
    assert len(file.letters) == 9
    assert all(letter.status is LetterStatus.SIGNED for letter in file.letters)
    assert [mark.state for mark in house.case.stage_line.stages][:3] == ["done", "done", "missed"]
    assert {mark.title: mark.state for mark in house.case.stage_line.stages}["Berlaku"] == "done"


def test_a_case_is_closed_filed_and_says_what_is_left(house, do, ask, days, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    day = examined(house, case_id, days)
    house.open_step(case_id, "findings")
    house.fill(on=day, proven="tidak terbukti")
    house.submit()
    house.sign(day)
    house.take(case_id, "stopped", on=day)
    house.sign(day)
    house.open_page("case", case_id=case_id)
    house.settle()
    assert "Tutup perkara" in buttons_of(house.case.next)
    house.take(case_id, "closed", on=day, note="Selesai.")
    house.sign(day)
    house.open_page("case", case_id=case_id)
    house.settle()
    assert {"Perkara ini sudah berakhir", "Berkas belum diarsipkan"} <= words_of(house.case.next)
    assert "Catat pengarsipan" in buttons_of(house.case.next)
    panel = house.open_step(case_id, "archived")
    house.fill(on=day, shelf="Rak 3")
    assert panel.body.text("code") == "800.1.6.2"
    assert panel.body.day("active_until") == day.replace(year=day.year + 2)
    assert panel.body.day("inactive_until") == day.replace(year=day.year + 5)
    house.fill(code="800.1.13.1")
    assert panel.body.day("inactive_until") == day.replace(year=day.year + 10)
    house.fill(code="800.1.6.2")
    house.submit()
    house.settle()
    assert any(words.startswith("Diarsipkan 800.1.6.2, Rak 3; aktif s.d.") for words in words_of(house.case.next))
    house.case.next.beside.fold()
    assert "Buka kembali perkara" in buttons_of(house.case.next)
    facts = {step.key: step.facts for step in ask(case_files.case_file, case_id).steps}
    stopped = facts[StepKey.STOPPED]
    assert isinstance(stopped, StoppedFacts)
    assert stopped.reason_key == "tidak-terbukti"


def test_absent_twice_he_is_decided_on_the_evidence_at_hand(house, do, ask, days, head) -> None:
    case_id = open_case(do, head).case.id
    day = to_first_summons(house, case_id, OPENED)
    for absence, summons in (("absence-1", "summons-2"), ("absence-2", "")):
        house.take(case_id, absence, reason="tidak hadir tanpa keterangan")
        house.sign(day)
        if summons:
            house.take(case_id, summons)
            house.sign(day)
            day = add_working_days(day, 8, days)
    house.take(case_id, "findings", on=day, proven="terbukti")
    house.sign(day)
    house.open_step(case_id, "decision")
    assert "BAP" in " ".join(row.title for row in house.case.panel.guards.findings)
    house.fill(on=day, sanction_key="pembebasan-jabatan", new_position="Pengadministrasi")
    house.submit()
    house.sign(day)
    assert ask(case_files.case_file, case_id).case.summary.sanction_key == "pembebasan-jabatan"


def examined(house: House, case_id: str, days: Calendar) -> date:
    """Call the respondent and examine him; the day of the examination."""
    house.take(case_id, "summons-1", on=OPENED, place="Ruang Rapat")
    house.sign(OPENED)
    day = add_working_days(OPENED, 8, days)
    house.take(case_id, "examination", questions=QUESTIONS)
    house.sign(day)
    return day


def words_of(part) -> set[str]:
    return {one.text() for one in part.findChildren(QLabel) if one.text()}


def buttons_of(part) -> set[str]:
    return {one.text().strip() for one in part.findChildren(QPushButton) if one.text()}


def test_not_proven_ends_the_case(house, do, ask, days, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    day = examined(house, case_id, days)
    house.open_step(case_id, "findings")
    house.fill(on=day, proven="tidak terbukti")
    body = house.case.panel.body
    assert body.box("sanction_key").isHidden()
    house.submit()
    house.sign(day)
    house.open_page("case", case_id=case_id)
    house.settle()
    assert "Hentikan perkara" in buttons_of(house.case.next)
    house.take(case_id, "stopped", on=day)
    assert ask(case_files.case_file, case_id).case.summary.status is CaseStatus.NOT_PROVEN
    assert day < TODAY
