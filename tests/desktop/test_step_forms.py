"""The parts of the step forms: rows of questions and people, reasons, guards, and what each form asks and proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from case_desk import AUDITOR, OPENED, SUPERIOR, TEAM, TODAY, House, fill, open_case, reasons_of, sign_all, stand_still
from PySide6.QtCore import Qt

from cases.errors import InvalidInput
from cases.model.person import Examiner, Person
from cases.model.steps import Override, Question, StepKey, SummonsFacts
from cases.rules.guards import Finding
from cases.services import case_files, drafts, office, steps
from cases.services.steps import StepForm
from desktop.pages.step_forms.guards_side import GuardList, basis_of, look_of
from desktop.pages.step_forms.people import PeopleField
from desktop.pages.step_forms.questions import QuestionsField
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.preferences import Preferences

FINDING = Finding(
    guard="day",
    title="Batas",
    strength="soft",
    satisfied=False,
    sentence="Lewat dari batas.",
    remedy="Tulis alasannya.",
    article="Pasal 26 ayat (2)",
    regulation="PP 94/2021",
    verified=False,
)


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def head(ask) -> Person:
    return ask(office.current_office).head


# -- questions


@pytest.fixture
def questions(qtbot) -> QuestionsField:
    field = QuestionsField()
    qtbot.addWidget(field)
    field.restore([])
    field.show()
    return field


def test_questions_are_typed_without_the_mouse(qtbot, questions) -> None:
    first = questions.rows[0]
    first.question.edit.setFocus()
    qtbot.keyClicks(first.question.edit, "Apakah Saudara sehat?")
    qtbot.keyClick(first.question.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(first.answer.edit.hasFocus)
    qtbot.keyClicks(first.answer.edit, "Sehat.")
    qtbot.keyClick(first.answer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(first.answer.edit, "Bersedia.")
    qtbot.keyClick(first.answer.edit, Qt.Key.Key_Return)
    assert len(questions.rows) == 2
    qtbot.waitUntil(questions.rows[1].question.edit.hasFocus)
    qtbot.keyClick(questions.rows[1].question.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(questions.rows) == 3
    assert questions.value() == (Question(question="Apakah Saudara sehat?", answer="Sehat.\nBersedia."),)


def test_half_a_question_is_named(questions) -> None:
    questions.restore([["Satu?", "Ya."], ["Dua?", ""]])
    with pytest.raises(InvalidInput, match="Jawaban atas pertanyaan 2"):
        questions.value()
    questions.restore([["", "Ya."]])
    with pytest.raises(InvalidInput, match="Pertanyaan 1 belum diisi"):
        questions.value()


def test_questions_survive_as_a_draft_and_leave_when_removed(questions) -> None:
    questions.restore([["Satu?", "Ya."], ["Dua?", "Tidak."]])
    assert questions.draft() == [["Satu?", "Ya."], ["Dua?", "Tidak."]]
    questions.rows[0].removed.emit()
    assert questions.draft() == [["Dua?", "Tidak."]]
    questions.rows[0].removed.emit()
    assert questions.blank()
    assert len(questions.rows) == 1


# -- people


def test_a_team_keeps_duty_and_element(qtbot) -> None:
    field = PeopleField(lambda _text, _give: None, add_words="Tambah", roles=True)
    qtbot.addWidget(field)
    field.set_examiners(TEAM)
    assert field.examiners() == TEAM
    again = PeopleField(lambda _text, _give: None, add_words="Tambah", roles=True)
    qtbot.addWidget(again)
    again.restore(field.draft())
    assert again.examiners() == TEAM
    again.rows[1].removed.emit()
    assert again.value() == (TEAM[0].person, TEAM[2].person)


def test_a_team_fits_a_small_window(qtbot) -> None:
    field = PeopleField(lambda _text, _give: None, add_words="Tambah", roles=True)
    qtbot.addWidget(field)
    row = field.add_row()
    field.show()

    def stands(width: int, *, below: bool) -> bool:
        duty, end = row.duty.mapTo(field, row.duty.rect().topLeft()), row.element.rect().bottomRight()
        person = row.person.mapTo(field, row.person.rect().bottomLeft())
        return row.element.mapTo(field, end).x() < width and (duty.y() > person.y()) is below

    for width, below in ((700, False), (400, True), (700, False)):
        field.resize(width, 300)
        qtbot.waitUntil(lambda width=width, below=below: stands(width, below=below))


def test_nobody_stands_in_a_team_twice(qtbot) -> None:
    field = PeopleField(lambda _text, _give: None, add_words="Tambah")
    qtbot.addWidget(field)
    field.set_examiners([Examiner(person=one) for one in (SUPERIOR, AUDITOR, SUPERIOR)])
    with pytest.raises(InvalidInput, match="dua kali"):
        field.value()


# -- reasons and guards


def test_each_warning_gets_its_reason_and_a_reason_comes_back_with_its_warning(qtbot) -> None:
    field = ReasonsField()
    qtbot.addWidget(field)
    field.show_warnings([("late", "Terlambat."), ("post", "Jabatan lebih rendah.")])
    assert field.missing() == ("late", "post")
    fill(reasons_of(field), {"late": "Cuti bersama."})
    assert field.value() == (Override(guard="late", reason="Cuti bersama."),)
    field.show_warnings([("post", "Jabatan lebih rendah.")])
    assert field.value() == ()
    field.show_warnings([("late", "Terlambat.")])
    assert field.value() == (Override(guard="late", reason="Cuti bersama."),)


@pytest.mark.parametrize(
    ("finding", "icon"),
    [
        (replace(FINDING, satisfied=True), "check-circle"),
        (replace(FINDING, satisfied=True, known=False), "question"),
        (FINDING, "warning"),
        (replace(FINDING, strength="hard"), "x-circle"),
    ],
)
def test_a_finding_is_told_by_an_icon_and_a_word(finding, icon) -> None:
    assert look_of(finding).icon == icon
    assert look_of(finding).word


def test_the_gravest_finding_comes_first_with_its_article(qtbot) -> None:
    guards = GuardList()
    qtbot.addWidget(guards)
    hard = replace(FINDING, guard="turn", strength="hard")
    guards.show_findings((replace(FINDING, satisfied=True), FINDING, hard))
    assert [(one.guard, one.satisfied) for one in guards.findings] == [("turn", False), ("day", False), ("day", True)]
    assert basis_of(FINDING) == "Pasal 26 ayat (2) PP 94/2021, belum diverifikasi"
    assert basis_of(replace(FINDING, verified=True)) == "Pasal 26 ayat (2) PP 94/2021"


# -- forms


def test_a_summons_follows_its_letter_until_a_day_is_set_by_hand(house, do, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    house.fill(on=date(2026, 7, 8))
    proposed = panel.body.day("examine_on")
    assert proposed == date(2026, 7, 20)
    house.fill(on=date(2026, 7, 9))
    assert panel.body.day("examine_on") == date(2026, 7, 21)
    house.fill(examine_on=date(2026, 7, 30))
    house.fill(on=date(2026, 7, 8))
    assert panel.body.day("examine_on") == date(2026, 7, 30)
    assert "lewat dari batas" in panel.body.day_line.words


def test_a_warning_wants_a_reason_before_the_step_is_recorded(house, do, ask, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    house.fill(on=date(2026, 7, 8), examine_on=date(2026, 7, 30), place="Ruang Rapat")
    assert panel.body.reasons.missing() == ("examination-day",)
    house.submit()
    assert house.case.panel is panel
    assert len(ask(case_files.case_file, case_id).steps) == 1
    fill(reasons_of(panel.body.reasons), {"examination-day": "Terlapor sakit."})
    house.submit()
    step = ask(case_files.case_file, case_id).steps[-1]
    assert step.key is StepKey.SUMMONS_1
    assert step.overrides == (Override(guard="examination-day", reason="Terlapor sakit."),)


def test_what_the_law_forbids_is_said_with_its_article(house, do, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    house.fill(on=date(2026, 6, 1), examine_on=date(2026, 6, 9), place="Ruang Rapat")
    assert next(one.guard for one in panel.guards.findings if not one.satisfied) == "dates-in-order"
    house.submit()
    assert house.case.panel is panel
    assert "Pasal" in panel.body._trouble.text()


def test_what_is_missing_is_said_under_its_field(house, do, ask, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    house.fill(place="", examine_at="25.99")
    house.submit()
    assert panel.body.box("place").error == "Isian ini wajib diisi."
    assert "bukan jam" in panel.body.box("examine_at").error
    assert len(ask(case_files.case_file, case_id).steps) == 1


def test_what_was_typed_comes_back_and_is_forgotten_once_recorded(house, do, ask, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    house.open_step(case_id, "summons-1")
    house.fill(on=date(2026, 7, 8), place="Aula Kecamatan")
    house.open_page("case", case_id=case_id)
    house.settle()
    assert house.case.panel is None
    assert f"step:{case_id}:summons-1" in ask(drafts.my_drafts)
    panel = house.open_step(case_id, "summons-1")
    house.settle()
    assert panel.body.text("place") == "Aula Kecamatan"
    assert panel.body.day("on") == date(2026, 7, 8)
    house.submit()
    assert house.case.panel is None
    assert ask(drafts.my_drafts) == {}


def test_escape_leaves_a_form(qtbot, house, do, head) -> None:
    case_id = open_case(do, head, code="n.2").case.id
    panel = house.open_step(case_id, "summons-1")
    qtbot.keyClick(panel.body.field("place").focus_target(), Qt.Key.Key_Escape)
    assert house.case.panel is None


def test_a_severe_case_asks_for_a_team_and_warns_of_a_missing_element(house, do, head) -> None:
    case_id = open_case(do, head).case.id
    panel = house.open_step(case_id, "team")
    assert panel.body.reasons.missing() == ()
    field = panel.body.field("members")
    assert isinstance(field, PeopleField)
    field.rows[1].removed.emit()
    house.settle()
    assert panel.body.reasons.missing() == ("team-elements",)


def test_the_appointed_team_examines(house, do, ask, head) -> None:
    case_id = open_case(do, head, examiners=()).case.id
    panel = house.open_step(case_id, "team")
    field = panel.body.field("members")
    assert isinstance(field, PeopleField)
    field.set_examiners(TEAM)
    house.fill(on=OPENED)
    house.submit()
    assert ask(case_files.case_file, case_id).case.examiners == TEAM


def decided(house: House, do, head: Person, level: str, sanction: str):
    """The decision's form, the case being examined and found proven."""
    file = open_case(do, head, code="n.2" if level == "sedang" else "D7")
    case_id = file.case.id
    if level == "berat":
        house.take(case_id, "team", on=OPENED)
        house.sign(OPENED)
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=1), examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR
    )
    sign_all(do, do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED)), OPENED)
    day = OPENED + timedelta(days=1)
    house.take(case_id, "examination", questions=[["Sehat?", "Sehat."]])
    house.sign(day)
    house.take(case_id, "findings", on=day, proven="terbukti", sanction_key=sanction)
    house.sign(day)
    return house.open_step(case_id, "decision").body


SHOWN = ("begins_on", "ends_on", "new_position", "allowance_from", "allowance_to", "dismissal_wording")


def test_a_moderate_decision_asks_for_its_span_and_proposes_its_end(house, do, head) -> None:
    body = decided(house, do, head, "sedang", "penundaan-kgb")
    assert [key for key in SHOWN if not body.box(key).isHidden()] == ["begins_on", "ends_on"]
    fill(body.field, {"begins_on": date(2026, 9, 1)})
    assert body.day("ends_on") == date(2027, 8, 31)
    fill(body.field, {"level": "ringan"})
    assert body.text("sanction_key") == ""
    fill(body.field, {"sanction_key": "teguran-tertulis"})
    assert [key for key in SHOWN if not body.box(key).isHidden()] == []
    facts = body.facts()
    assert (facts.level, facts.begins_on, facts.ends_on) == ("ringan", None, None)


def test_a_severe_decision_asks_for_the_new_position_or_the_wording(house, do, head) -> None:
    body = decided(house, do, head, "berat", "pdhtaps")
    assert [key for key in SHOWN if not body.box(key).isHidden()] == ["dismissal_wording"]
    assert "UU 20/2023" in body._note.text()
    fill(body.field, {"sanction_key": "penurunan-jabatan"})
    assert [key for key in SHOWN if not body.box(key).isHidden()] == ["begins_on", "ends_on", "new_position"]
    fill(body.field, {"acting": "Plt."})
    assert body.facts().official.acting == "Plt."
    assert body.scene.today == TODAY
