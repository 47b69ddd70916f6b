from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_desk import TODAY, open_case, stand_still
from list_data import put, settle, show
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from samples import make_deadline, make_person

from cases.model.case import Track
from desktop.assembly import find_pages
from desktop.desk import Desk
from desktop.pages.case import CasePage
from desktop.pages.what_if import WhatIfPage, begins_words
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, monkeypatch, tmp_path: Path) -> WhatIfPage:
    stand_still(desk, monkeypatch, TODAY)
    return WhatIfPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def choose(qtbot, tasks, page: WhatIfPage, key: str, start: date | None = None) -> None:
    page.track.restore(str(Track.DISCIPLINE))
    page._offer(key)
    if start is not None:
        page.start.set_date(start)
        page.count()
    settle(qtbot, tasks)


def test_every_step_of_a_count_is_told(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    choose(qtbot, tasks, page, "examination-1", date(2022, 10, 5))
    assert page.result.day.text() == "Senin, 17 Oktober 2022"
    assert page.result.words.text().startswith("8 hari kerja sesudah Rabu, 5 Oktober 2022")
    assert page.result.basis.text() == "Pasal 26 ayat (2) PP 94/2021"
    assert "14 Okt 2022" in page.result.setting.text()
    days = page.result.table.model
    assert [days.index(row, 2).data() for row in (2, 3)] == ["dilewati: Sabtu", "dilewati: Minggu"]
    assert days.index(len(days.rows) - 1, 0).data() == "8"
    assert page.result.table._note.text() == "8 hari dihitung, 4 hari dilewati"


def test_the_answer_follows_what_is_typed(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    choose(qtbot, tasks, page, "in-force")
    page.start.edit.clear()
    qtbot.keyClicks(page.start.edit, "14/7/2026")
    settle(qtbot, tasks)
    assert page.result.day.text() == "Selasa, 4 Agustus 2026"
    page.week.restore("6")
    page.week.changed.emit()
    settle(qtbot, tasks)
    assert page.answer.due_on < date(2026, 8, 4)
    qtbot.keyClicks(page.start.edit, "x")
    settle(qtbot, tasks)
    assert page.answer is None
    assert page.result.empty.isVisible()
    assert not page.result.found.isVisible()


def test_a_missing_list_of_days_off_is_a_caution(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    choose(qtbot, tasks, page, "in-force", date(2031, 12, 20))
    assert "Daftar libur 2031 dan 2032 belum ada" in page.result.warning.text()


def test_a_count_that_the_law_leaves_open_asks_for_a_target(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    choose(qtbot, tasks, page, "decision-target", date(2026, 5, 4))
    assert page.answer is None
    assert not page.form.box("target").isHidden()
    qtbot.keyClicks(page.target.edit, "5")
    settle(qtbot, tasks)
    assert page.answer.count == 5
    page.target.edit.clear()
    qtbot.keyClicks(page.target.edit, "lima")
    settle(qtbot, tasks)
    assert page.answer is None


def test_of_a_case_it_begins_with_what_runs(qtbot, tasks, page, do, trail) -> None:
    file = open_case(do, make_person())

    def summon(work, actor) -> None:
        put(work, actor, [])
        due = make_deadline(file.case, "examination-1", due_on=date(2026, 12, 1))
        work.deadlines.replace(file.case.id, [due])

    do(summon)
    show(qtbot, tasks, page, case_id=file.case.id)
    assert file.case.number in page.header._sentence.text()
    assert page.rule.value() == "examination-1"
    assert page.rule.box.currentText().endswith("(berjalan)")
    assert page.form.box("track").isHidden()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert trail.opened == [("case", {"case_id": file.case.id})]
    qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    assert page.strip.form().case_id == file.case.id
    show(qtbot, tasks, page)
    assert page.back.isHidden()
    assert page.strip.isHidden()


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (("Panggilan I", "date"), "tanggal Panggilan I"),
        (("", "event"), "tanggal peristiwa"),
        (("", "ends_on"), "tanggal berakhirnya hukuman"),
        (("Penyampaian", "received_on"), "tanggal diterima (Penyampaian)"),
        (("Tahap baru", "new_on"), "tanggal pada Tahap baru"),
    ],
)
def test_what_a_count_begins_with_has_words(begins: tuple[str, str], words: str) -> None:
    assert begins_words(*begins) == words


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("hitung", ["what-if"]),
        ("kalku", ["what-if"]),
        ("hitung teng", ["what-if"]),
        ("tunggakan", ["waiting"]),
        ("kalender", ["calendar"]),
        ("pengat", ["settings"]),
        ("buka perkara", []),
        ("  ", []),
    ],
)
def test_pages_are_found_by_what_they_are_known_as(typed: str, keys: list[str]) -> None:
    assert [find.target.key for find in find_pages(typed)] == keys


def test_the_calculator_needs_nothing_of_a_case(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    for track in Track:
        page.track.restore(str(track))
        page._offer()
        for place in range(page.rule.box.count()):
            page.rule.box.setCurrentIndex(place)
            page._begin()
            settle(qtbot, tasks)
            assert page.answer is not None or page.chosen.rule.open_ended


def test_the_page_of_a_case_leads_to_it(qtbot, tasks, desk, do, trail, monkeypatch) -> None:
    stand_still(desk, monkeypatch, TODAY)
    file = open_case(do, make_person())

    def let_run(work, actor) -> None:
        put(work, actor, [])
        work.deadlines.replace(file.case.id, [make_deadline(file.case, "examination-1", due_on=date(2026, 12, 1))])

    do(let_run)
    case_page = CasePage(desk, trail)
    show(qtbot, tasks, case_page, case_id=file.case.id)
    made = next(one for one in case_page.summary.findChildren(QPushButton) if one.text().strip() == "Hitung")
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert trail.opened == [("what-if", {"case_id": file.case.id})]
