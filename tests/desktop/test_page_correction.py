"""The page of a correction and the tab that leads to it: real forms, real services, and what they move."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from case_desk import OPENED, SUPERIOR, TODAY, House, fill, open_case, sign_all, stand_still
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.person import Person
from cases.model.steps import ExaminationFacts, ExaminationMode, Question, StepKey, SummonsFacts
from cases.services import case_files, office, steps
from cases.services.steps import StepForm
from desktop.desk import Desk
from desktop.pages.correction import CorrectionPage
from desktop.pages.correction_forms import REASON
from desktop.pages.correction_impact import NOTHING
from desktop.preferences import Preferences
from desktop.tasks import Tasks

EXAMINED = OPENED + timedelta(days=10)


class Rooms(House):
    """The house with the page of corrections."""

    def __init__(self, qtbot: Any, desk: Desk, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(qtbot, desk, tasks, preferences)
        self.correction = CorrectionPage(desk, self)
        qtbot.addWidget(self.correction)
        self.correction.resize(1158, 642)
        desk.changed.connect(self.correction.on_changes)

    def open_page(self, key: str, **args: Any) -> bool:
        if key != "correction":
            self.correction.hide()
            return super().open_page(key, **args)
        self.opened.append((key, args))
        self.correction.show()
        self.correction.on_shown(**args)
        return True

    def _quiet(self) -> bool:
        return super()._quiet() and not self.correction.waits

    def correct(self, **values: Any) -> None:
        """Type into the open form."""
        assert self.correction.body is not None
        fill(self.correction.body.field, values)
        self.settle()

    def see(self, widget: QWidget, words: str) -> None:
        """Wait until words stand on a part; what is added to a visible one is shown by a queued call."""
        self.qtbot.waitUntil(lambda: any(words in one for one in words_of(widget)))

    def save(self) -> None:
        assert self.correction.body is not None
        self.correction.body.submit()
        self.settle()


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> Rooms:
    stand_still(desk, monkeypatch)
    return Rooms(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture(scope="module")
def past(make_past):
    return make_past(examination)


@pytest.fixture
def examined(past) -> CaseFile:
    """A case whose respondent came to his examination."""
    return past.told


def examination(do, ask, stand) -> CaseFile:
    stand(TODAY)
    case_id = open_case(do, ask(office.current_office).head, code="n.2").case.id
    summons = SummonsFacts(examine_on=EXAMINED, examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR)
    sign_all(do, do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=summons, on=OPENED)), OPENED)
    facts = ExaminationFacts(
        examined_on=EXAMINED,
        examined_at="09.00",
        place="Aula",
        mode=ExaminationMode.IN_PERSON,
        examiners=ask(case_files.case_file, case_id).case.examiners,
        questions=(Question(question="Sehat?", answer="Sehat."),),
    )
    file = do(steps.take_step, case_id, StepForm(key=StepKey.EXAMINATION, facts=facts, on=EXAMINED))
    sign_all(do, file, EXAMINED)
    return ask(case_files.case_file, case_id)


def words_of(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def links_of(widget, words: str) -> list[QPushButton]:
    return [one for one in widget.findChildren(QPushButton) if words in one.text() and not one.isHidden()]


def history(house: Rooms, file: CaseFile):
    house.open_page("case", case_id=file.case.id, tab="log")
    house.settle()
    return house.case.history


def test_every_step_can_be_corrected_and_all_but_the_opening_taken_back(house, examined) -> None:
    tab = history(house, examined)
    assert len(links_of(tab, "Koreksi…")) == 3
    assert len(links_of(tab, "Batalkan pencatatan…")) == 2
    links_of(tab, "Koreksi…")[0].click()
    house.settle()
    assert house.opened[-1] == ("correction", {"case_id": examined.case.id, "step_id": examined.steps[-1].id})
    assert house.correction.header is not None


def test_the_form_starts_from_what_was_recorded(house, examined) -> None:
    house.open_page("correction", case_id=examined.case.id, step_id=examined.steps[1].id)
    house.settle()
    body = house.correction.body
    assert body is not None
    assert body.facts() == examined.steps[1].facts
    assert body.on() == examined.steps[1].on
    house.see(house.correction.impact, "Belum ada yang berubah; perbaiki isian yang keliru.")


def test_what_moves_is_shown_before_it_is_saved(house, ask, examined) -> None:
    step = examined.steps[2]
    house.open_page("correction", case_id=examined.case.id, step_id=step.id)
    house.settle()
    day = EXAMINED - timedelta(days=1)
    house.correct(examined_on=day)
    house.see(house.correction.impact, "Berita Acara Pemeriksaan")
    house.see(house.correction.impact, "perlu diganti")
    house.save()
    assert house.correction.body.box(REASON).error == "Isian ini wajib diisi."
    house.correct(**{REASON: "Salah baca tanggal."})
    house.save()
    file = ask(case_files.case_file, examined.case.id)
    assert (file.steps[2].on, file.steps[2].correction_reason) == (day, "Salah baca tanggal.")
    assert house.said[-1] == "Koreksi disimpan"
    assert house.opened[-1] == ("case", {"case_id": examined.case.id, "tab": "log"})
    house.see(house.case.history, "Dikoreksi oleh")
    house.see(house.case.history, "Salah baca tanggal.")
    struck = [one for one in house.case.history.findChildren(QLabel) if one.font().strikeOut()]
    assert [one.text().partition(";")[0] for one in struck] == ["16 Juli 2026"]


def test_what_a_later_step_stands_against_is_told(house, examined) -> None:
    house.open_page("correction", case_id=examined.case.id, step_id=examined.steps[1].id)
    house.settle()
    house.correct(on=EXAMINED + timedelta(days=1), examine_on=EXAMINED + timedelta(days=2))
    assert house.correction.impact.impact is not None
    assert "sudah tercatat" in house.correction.impact.impact.refusal
    house.correct(**{REASON: "Uji."})
    house.save()
    assert house.opened[-1][0] == "correction"


def test_a_step_is_taken_back_with_a_reason(house, ask, examined) -> None:
    links = links_of(history(house, examined), "Batalkan pencatatan…")
    links[0].click()
    house.settle()
    house.see(house.correction.impact, "menjadi batal")
    house.correct(**{REASON: "Salah perkara."})
    house.save()
    file = ask(case_files.case_file, examined.case.id)
    assert [step.key for step in file.steps] == [StepKey.OPENED, StepKey.SUMMONS_1]
    assert file.letters[-1].status is LetterStatus.VOID
    house.see(house.case.history, "pencatatan dibatalkan")


def test_a_step_that_others_rest_on_says_so(house, examined) -> None:
    house.open_page("correction", case_id=examined.case.id, step_id=examined.steps[1].id, withdraw=True)
    house.settle()
    house.see(house.correction.impact, "bergantung padanya")


def test_the_facts_of_the_case_are_set_right(house, ask, examined) -> None:
    house.open_page("case", case_id=examined.case.id)
    house.settle()
    links_of(house.case.summary, "Koreksi…")[0].click()
    house.settle()
    day = examined.case.event_on - timedelta(days=1)
    house.correct(event_on=day, grade="IV/a", **{REASON: "Salah salin."})
    house.save()
    case = ask(case_files.case_file, examined.case.id).case
    assert (case.event_on, case.respondent.grade) == (day, "IV/a")
    assert case.respondent.nip == examined.case.respondent.nip
    house.case.tabs.choose("log")
    house.see(house.case.history, "Golongan ruang terlapor: III/d menjadi IV/a")


def test_nothing_moved_says_so(house, examined) -> None:
    house.open_page("correction", case_id=examined.case.id)
    house.settle()
    house.correct(election="Pemilihan Rekaan 2026")
    house.see(house.correction.impact, NOTHING)


def test_a_letter_made_wrong_leads_to_its_replacement(house, ask, examined) -> None:
    step = examined.steps[1]
    house.open_page("correction", case_id=examined.case.id, step_id=step.id)
    house.settle()
    house.correct(place="Ruang Rapat Besar", **{REASON: "Salah tempat."})
    house.save()
    house.open_page("case", case_id=examined.case.id, tab="letters")
    house.settle()
    house.see(house.case.letters, "tidak sesuai lagi")
    links_of(house.case.letters, "Ganti surat")[0].click()
    house.settle()
    page = house.letter
    house.see(page.notes, "tidak sesuai lagi")
    assert page.end is not None
    assert page.end.form is not None
    fill(page.end.form.field, {REASON: "Tempat dikoreksi."})
    page.end.form.submit()
    house.settle()
    new = house.opened[-1][1]["letter_id"]
    house.see(page.notes, "Menggantikan Surat Panggilan I Nomor")
    house.sign(TODAY)
    file = ask(case_files.case_file, examined.case.id)
    assert file.steps[1].letter_id == new
    assert file.steps[1].on == OPENED
    assert file.letters[0].status is LetterStatus.VOID


def test_a_letter_is_voided_with_a_reason(house, do, ask) -> None:
    head: Person = ask(office.current_office).head
    case_id = open_case(do, head, code="n.2").case.id
    facts = SummonsFacts(examine_on=EXAMINED, examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR)
    file = do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED))
    house.open_page("letter", letter_id=file.letters[0].id)
    house.settle()
    assert house.letter.end is not None
    assert house.letter.end.offers == ("void",)
    house.letter.end.ask("void")
    fill(house.letter.end.form.field, {REASON: "Salah orang."})
    house.letter.end.form.submit()
    house.settle()
    assert ask(case_files.case_file, case_id).letters[0].status is LetterStatus.VOID
    house.see(house.letter.side.life, "Batal: Salah orang.")


def test_the_days_of_a_letter_are_set_right(house, ask, examined) -> None:
    record = examined.letters[1]
    house.open_page("letter", letter_id=record.id)
    house.settle()
    assert house.letter.end is not None
    assert house.letter.end.offers == ("replace", "void", "days")
    house.letter.end.ask("days")
    assert house.letter.action is not None
    assert house.letter.action.isHidden()
    day = EXAMINED + timedelta(days=1)
    fill(house.letter.end.form.field, {"signed_on": day, REASON: "Ditandatangani esoknya."})
    house.letter.end.form.submit()
    house.settle()
    file = ask(case_files.case_file, examined.case.id)
    assert file.letters[1].signed_on == day
    assert file.steps[-1].key is StepKey.CORRECTED
    assert house.said[-1] == "Tanggal surat dikoreksi"


def test_the_day_of_a_summons_is_corrected_with_its_step(house, examined) -> None:
    house.open_page("letter", letter_id=examined.letters[0].id)
    house.settle()
    assert house.letter.end is not None
    assert house.letter.end.offers == ("replace", "void")


def test_days_are_told_in_order(house, examined) -> None:
    tab = history(house, examined)
    house.see(tab, "16 Juli 2026")
    days = [one for one in words_of(tab) if one in {"16 Juli 2026", "6 Juli 2026"}]
    assert days == ["16 Juli 2026", "6 Juli 2026", "6 Juli 2026"]
    assert date(2026, 7, 16) == EXAMINED
