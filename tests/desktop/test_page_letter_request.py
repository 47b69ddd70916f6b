from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asked_letters import OF_CASE, OF_OFFICE, OF_REPORT, ONE, put_template
from case_desk import SUPERIOR, House, fill, open_case
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cases.letters.asks import SIGNER
from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.person import Person
from cases.model.user import Role
from cases.services import drafts, letter_requests, letter_view, letters
from cases.services.office import keep_signatory
from desktop.desk import Desk
from desktop.pages.case import CasePage
from desktop.pages.letter_parts.entries_form import EntriesForm
from desktop.pages.letter_request import LetterRequestPage
from desktop.pages.report import ReportPage
from desktop.preferences import Preferences
from desktop.tasks import Tasks


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def file(do: Callable[..., Any]) -> CaseFile:
    for kind, made, more in ((OF_REPORT, "report", ONE), (OF_OFFICE, "office", ONE)):
        do(put_template, kind, made, more)
    do(put_template, OF_CASE, "case")
    do(put_template, "statement-request", "case", f'after = ["opened"]\n{ONE}')
    return open_case(do, Person(name="H. Contoh Nama", position="Bupati Tirta Kencana"))


Show = Callable[..., LetterRequestPage]


@pytest.fixture
def show(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> Show:
    def make(**whose: str) -> LetterRequestPage:
        page = LetterRequestPage(desk, trail)
        qtbot.addWidget(page)
        page.resize(1158, 642)
        page.show()
        page.on_shown(**whose)
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    return make


def words(part: QWidget) -> str:
    return "\n".join(made.text() for made in part.findChildren(QLabel) if made.isVisibleTo(part))


def press(part: QWidget, verb: str) -> None:
    next(one for one in part.findChildren(QPushButton) if one.text().strip() == verb).click()


def headings(page: LetterRequestPage) -> list[str]:
    items = [page.list.item(place) for place in range(page.list.count())]
    return [item.text() for item in items if not item.flags() & Qt.ItemFlag.ItemIsSelectable]


def test_the_kinds_stand_in_groups_what_fits_the_stage_first(qtbot, show: Show, file: CaseFile) -> None:
    page = show(case_id=file.case.id)
    assert headings(page) == ["Untuk tahap ini", "Surat lain", "Belum waktunya"]
    page.list.choose("statement-request")
    assert page.form is not None
    page.list.choose("stop-report")
    assert page.form is None
    qtbot.waitUntil(lambda: "Belum waktunya. Sesudah tahap" in words(page))


def test_a_letter_is_written_with_keys_alone(
    qtbot, show: Show, file: CaseFile, tasks: Tasks, trail: Trail, ask: Callable[..., Any]
) -> None:
    page = show(case_id=file.case.id)
    qtbot.waitUntil(lambda: page.focusWidget() is page.list)
    page.list.choose(OF_CASE)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    form = page.form
    assert form is not None
    qtbot.waitUntil(lambda: page.focusWidget() is form.field("pokok").focus_target())
    assert form.values()["saksi"]["person"]["name"] == SUPERIOR.name
    pokok = form.field("pokok").focus_target()
    pokok.selectAll()
    qtbot.keyClick(pokok, Qt.Key.Key_Delete)
    assert page.state.text() == "Belum lengkap: Pokok surat."
    qtbot.keyClicks(pokok, "Undangan klarifikasi")
    assert page.state.text().startswith("Isian lengkap.")
    fill(form.field, {"pukul": "13.30"})
    qtbot.keyClick(pokok, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tasks.busy)
    (opened,) = trail.opened
    letter = ask(letters.letter, opened[1]["letter_id"])
    assert opened[0] == "letter"
    assert (letter.case_id, letter.entries["pokok"], letter.entries["pukul"]) == (
        file.case.id,
        "Undangan klarifikasi",
        "13.30",
    )
    assert trail.said == [f"Konsep Surat {OF_CASE} dibuat"]


def test_what_is_missing_is_told_at_its_field_and_nothing_is_made(
    show: Show, file: CaseFile, trail: Trail, ask: Callable[..., Any]
) -> None:
    page = show(report_id=file.report.id, kind=OF_REPORT)
    assert page.form is not None
    page.form.submit()
    assert page.form.box("pokok").error == "Isian ini wajib diisi."
    assert ask(letter_requests.letters_of_report, file.report.id) == ()
    assert trail.opened == []


def test_what_is_half_typed_comes_back(
    qtbot, show: Show, file: CaseFile, tasks: Tasks, trail: Trail, ask: Callable[..., Any]
) -> None:
    page = show(kind=OF_OFFICE)
    assert page.form is not None
    fill(page.form.field, {"pokok": "Rekap trib"})
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert trail.opened == [("letters", {})]
    assert page.may_leave()
    qtbot.waitUntil(lambda: not tasks.busy)
    again = show(kind=OF_OFFICE)
    assert again.form is not None
    assert again.form.values()["pokok"] == "Rekap trib"
    assert again.state.text().startswith("Isian lengkap.")
    again.form.submit()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}


def test_a_draft_that_is_there_already_is_shown_the_way(qtbot, do, show: Show, file: CaseFile, trail: Trail) -> None:
    letter = do(letter_requests.request, OF_OFFICE, entries={"pokok": "Ada"})
    page = show(kind=OF_OFFICE)
    qtbot.waitUntil(lambda: "Konsep surat ini sudah ada" in words(page))
    press(page, "Buka konsep")
    assert trail.opened == [("letter", {"letter_id": letter.id})]


def test_who_may_not_write_letters_sees_no_form(qtbot, tasks: Tasks, trail: Trail, file: CaseFile, desk_of) -> None:
    leader = desk_of(Role.LEADER)
    page = LetterRequestPage(leader, trail)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(case_id=file.case.id)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.form is None


def test_the_report_lists_its_letters_and_leads_to_a_new_one(
    qtbot, do, desk: Desk, tasks: Tasks, trail: Trail, file: CaseFile
) -> None:
    letter = do(letter_requests.request, OF_REPORT, report_id=file.report.id, entries={"pokok": "Klarifikasi"})
    page = ReportPage(desk, trail)
    qtbot.addWidget(page)
    page.resize(1120, 640)
    page.show()
    page.on_shown(report_id=file.report.id, tab="letters")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [row.id for row in page.shown.letters.table.model.rows] == [letter.id]
    press(page.header, "Buat surat")
    assert trail.opened == [("letter-request", {"report_id": file.report.id})]


def test_the_case_offers_what_fits_and_shows_where_each_letter_comes_from(
    qtbot, do, desk: Desk, tasks: Tasks, trail: Trail, file: CaseFile
) -> None:
    do(letter_requests.request, "statement-request", case_id=file.case.id, entries={"pokok": "Awal"})
    page = CasePage(desk, trail)
    qtbot.addWidget(page)
    page.show()
    page.on_shown(case_id=file.case.id, tab="letters")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.next.letters is not None
    press(page.next.letters, "Surat statement-request")
    press(page.letters, "Buat surat")
    assert trail.opened == [
        ("letter-request", {"case_id": file.case.id, "kind": "statement-request"}),
        ("letter-request", {"case_id": file.case.id}),
    ]
    step = next(column for column in page.letters.table.model.columns if column.key == "step")
    assert [step.text(row) for row in page.letters.table.model.rows] == ["Atas permintaan"]


def entries_form(qtbot, desk: Desk, tasks: Tasks, ask, letter_id: str) -> tuple[EntriesForm, list[tuple[Any, str]]]:
    form = EntriesForm(desk, ask(letter_view.letter_view, letter_id))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: not tasks.busy)
    heard: list[tuple[Any, str]] = []
    form.done.connect(lambda letter, sentence: heard.append((letter, sentence)))
    return form, heard


def test_entries_of_a_draft_are_changed_beside_it(qtbot, do, ask, desk: Desk, tasks: Tasks, file: CaseFile) -> None:
    made = {"pokok": "Awal", "hari": "2026-11-23", "pukul": "09.00", "sifat": "biasa", "saksi": '{"name": "Ani"}'}
    letter = do(letter_requests.request, OF_CASE, case_id=file.case.id, entries=made)
    form, heard = entries_form(qtbot, desk, tasks, ask, letter.id)
    assert form.form.isHidden()
    press(form, "Ubah isian surat")
    assert form.form.values()["hari"] == "23/11/2026"
    fill(form.form.field, {"pokok": "Akhir"})
    form.form.submit()
    qtbot.waitUntil(lambda: bool(heard))
    assert (heard[0][0].entries["pokok"], heard[0][1]) == ("Akhir", "Isian surat disimpan")


def test_the_signer_alone_is_one_field(qtbot, do, ask, desk: Desk, tasks: Tasks, file: CaseFile) -> None:
    head = do(keep_signatory, Person(name="Dewi Contoh", position="Kepala Badan"), "Kepala Badan")
    other = do(
        keep_signatory, Person(name="Tono Contoh", position="Sekretaris Badan"), "a.n. Kepala Badan,\nSekretaris,"
    )
    do(put_template, "clarification-request", "report", "")
    letter = do(letter_requests.request, "clarification-request", report_id=file.report.id, entries={SIGNER: head.id})
    form, heard = entries_form(qtbot, desk, tasks, ask, letter.id)
    save = next(one for one in form.findChildren(QPushButton) if one.text().strip() == "Simpan isian")
    assert not form.form.isHidden()
    assert save.isHidden()
    fill(form.form.field, {SIGNER: other.id})
    assert not save.isHidden()
    save.click()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][0].content.signatures[0].person == other.person
    assert heard[0][0].status is LetterStatus.DRAFT


def test_the_page_of_a_draft_changes_its_own_letter(
    qtbot, do, ask, desk: Desk, tasks: Tasks, tmp_path: Path, file: CaseFile
) -> None:
    first, second = (do(letter_requests.request, OF_OFFICE, entries={"pokok": "Sama"}) for _ in range(2))
    house = House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))
    for letter in (first, second):
        house.open_page("letter", letter_id=letter.id)
        house.settle()
    assert house.letter.entries is not None
    before = ask(letters.letter_bytes, second.id)
    fill(house.letter.entries.form.field, {"pokok": "Lain"})
    house.letter.entries.form.submit()
    house.settle()
    assert [ask(letters.letter, one.id).entries["pokok"] for one in (first, second)] == ["Sama", "Lain"]
    assert house.letter.entries.view.letter.entries["pokok"] == "Lain"
    assert ask(letters.letter_bytes, second.id) != before
