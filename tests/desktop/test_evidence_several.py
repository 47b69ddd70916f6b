"""Several files at once, and what was typed of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from evidence_desk import FORM, picture
from intake_desk import ACCUSED, SECOND, adding, drag, form_of, of_files, opened, paint, paste, store
from page_trail import Trail
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from cases.errors import StorageError
from cases.model.report import Report
from cases.services import drafts, evidence, reports
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.pages.report import ReportPage
from desktop.tasks import Tasks


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, ACCUSED)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, tasks: Tasks, trail: Trail, report: Report) -> Iterator[ReportPage]:
    yield opened(qtbot, desk, tasks, trail, report)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_some_files_can_be_told_apart_from_the_others(qtbot, page, tasks, tmp_path: Path, report, ask) -> None:
    drag(page, of_files(*(picture(tmp_path / f"{n}.png", hue=n * 50) for n in range(4))))
    confirm = form_of(qtbot, page, 4)
    assert len(confirm.files.chosen) == 4, "the form is about all at first"
    confirm.fields.profile_name.edit.setFocus()
    qtbot.keyClicks(confirm.fields.profile_name.edit, "Ratna K")
    qtbot.mouseClick(confirm.rows[2], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(confirm.rows[3], Qt.MouseButton.LeftButton, shift, pos=QPoint(4, 4))
    assert confirm.files.chosen == confirm.rows[2:]
    confirm.fields.account.edit.selectAll()
    qtbot.keyClicks(confirm.fields.account.edit, "akun.kedua")
    assert "2 dari 4" in confirm._about.text()
    confirm.every.click()
    assert confirm.files.chosen == confirm.rows
    assert (confirm.fields.account.value(), confirm.fields.profile_name.value()) == ("", "Ratna K")
    qtbot.keyClicks(confirm.fields.posted_on.edit, "30/4/26")
    qtbot.keyClicks(confirm.fields.posted_time.edit, "19.42")
    store(qtbot, page, tasks)
    items = ask(evidence.evidence_of_report, report.id)
    assert [item.account for item in items] == ["ratna.k", "ratna.k", "akun.kedua", "akun.kedua"]
    assert {item.profile_name for item in items} == {"Ratna K"}
    assert len({item.posted_at for item in items}) == 1


def test_what_is_kept_out_has_no_line_of_its_own_where_others_differ(qtbot, page, tmp_path: Path) -> None:
    good = [picture(tmp_path / f"{n}.png", hue=n * 50) for n in range(2)]
    broken = tmp_path / "rusak.png"
    broken.write_bytes(good[0].read_bytes()[:40])
    before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    drag(page, of_files(*good, broken))
    confirm = form_of(qtbot, page, 3)
    confirm.rows[1].tick.click()
    qtbot.keyClicks(confirm.fields.account.edit, ".lain")
    assert confirm.rows[2].kept_out
    qtbot.waitUntil(lambda: [row._short.isVisible() for row in confirm.rows] == [True, True, False])
    strays = {one for one in QApplication.topLevelWidgets() if one.isVisible()} - before
    assert not strays, "a window of its own would keep the program from ending"


def test_the_keyboard_chooses_files(qtbot, page, tmp_path: Path) -> None:
    drag(page, of_files(*(picture(tmp_path / f"{n}.png", hue=n * 50) for n in range(3))))
    confirm = form_of(qtbot, page, 3)
    page.activateWindow()
    qtbot.waitUntil(confirm.rows[0].title.hasFocus)
    qtbot.keyClicks(confirm.rows[0].title, "Unggahan")
    qtbot.keyClick(confirm.rows[0].title, Qt.Key.Key_Return)
    assert confirm.rows[1].title.hasFocus(), "Enter goes on to the next title"
    confirm.rows[0].tick.setFocus()
    qtbot.keyClick(confirm.rows[0].tick, Qt.Key.Key_Space)
    assert confirm.files.chosen == confirm.rows[1:]
    qtbot.keyClick(confirm.rows[0].tick, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert confirm.files.chosen == confirm.rows[2:]
    assert confirm.rows[1].tick.hasFocus()
    assert confirm.rows[0].title.text() == "Unggahan"


def test_a_file_that_is_said_wrong_is_brought_into_view(qtbot, page, tmp_path: Path) -> None:
    drag(page, of_files(*(picture(tmp_path / f"{n}.png", hue=n * 50) for n in range(2))))
    confirm = form_of(qtbot, page, 2)
    confirm.files.choose(confirm.rows[:1])
    qtbot.keyClicks(confirm.fields.posted_on.edit, "30/4/26")
    confirm.files.choose(confirm.rows[1:])
    confirm.form.submit()
    assert confirm.files.chosen == confirm.rows[:1]
    assert "jam diunggah" in confirm.form.box("posted_on").error


def test_whom_it_concerns_is_kept_for_the_next_file(qtbot, page, tasks, tmp_path: Path, report, ask) -> None:
    drag(page, of_files(picture(tmp_path / "a.png")))
    confirm = form_of(qtbot, page)
    assert confirm.form.box("concerns").isVisibleTo(confirm)
    confirm.fields.concerns.boxes[SECOND.nip].click()
    confirm.fields.capture.box.setCurrentIndex(confirm.fields.capture.box.findText("Pindaian"))
    confirm.fields.capture.changed.emit()
    store(qtbot, page, tasks)
    (item,) = ask(evidence.evidence_of_report, report.id)
    assert (item.concerns, str(item.capture)) == ((SECOND.nip,), "pindaian")
    drag(page, of_files(picture(tmp_path / "b.png", hue=90)))
    again = form_of(qtbot, page)
    assert again.fields.concerns.value() == (SECOND.nip,)
    assert again.fields.capture.value() == "pindaian"


def test_more_files_join_those_that_are_being_said_of(qtbot, page, tmp_path: Path) -> None:
    drag(page, of_files(picture(tmp_path / "a.png")))
    confirm = form_of(qtbot, page)
    qtbot.keyClicks(confirm.fields.profile_name.edit, "Ratna K")
    drag(page, of_files(picture(tmp_path / "b.png", hue=90), tmp_path / "a.png"))
    confirm = form_of(qtbot, page, 3)
    assert [row.said["profile_name"] for row in confirm.rows] == ["Ratna K", "Ratna K", "Ratna K"]
    assert confirm.files.chosen == [confirm.rows[1]]
    assert "sama persis dengan a.png" in confirm.rows[2].kept_out


def test_the_same_bytes_in_another_report_are_said_and_allowed(
    qtbot, page, tasks, tmp_path: Path, do, ask, report
) -> None:
    file = picture(tmp_path / "a.png")
    other = do(reports.register_report, FORM)
    do(evidence.add_evidence, other.id, file.read_bytes(), EvidenceForm(file_name="dulu.png"))
    drag(page, of_files(file))
    confirm = form_of(qtbot, page)
    (link,) = [one for one in confirm.rows[0].findChildren(QPushButton) if "Lihat laporan" in one.text()]
    assert other.number in link.text()
    with qtbot.waitSignal(page.panel.report_wanted) as wanted:
        link.click()
    assert wanted.args == [other.id]
    store(qtbot, page, tasks)
    assert len(ask(evidence.evidence_of_report, report.id)) == 1


def test_the_time_of_a_file_is_taken_over_by_one_press(qtbot, page, tmp_path: Path) -> None:
    file = picture(tmp_path / "a.png")
    os.utime(file, (1_777_552_920, 1_777_552_920))  # 30 April 2026, 19.42 WIB
    drag(page, of_files(file))
    confirm = form_of(qtbot, page)
    assert "30 Apr 2026, 19.42" in confirm.fields.file.text()
    assert confirm.fields.camera.isHidden()
    confirm.fields.file.click()
    assert (confirm.fields.captured_on.draft(), confirm.fields.captured_time.draft()) == ("30/4/2026", "19.42")
    assert confirm.fields.doubts == ""
    qtbot.keyClicks(confirm.fields.posted_on.edit, "1/5/26")
    qtbot.keyClicks(confirm.fields.posted_time.edit, "08.00")
    assert "mendahului unggahan" in confirm.fields.doubts


def test_what_was_typed_is_offered_again(qtbot, page, desk, tasks, trail, tmp_path: Path, report, ask) -> None:
    drag(page, of_files(picture(tmp_path / "a.png"), picture(tmp_path / "b.png", hue=90)))
    confirm = form_of(qtbot, page, 2)
    confirm.rows[1].title.setText("")
    qtbot.keyClicks(confirm.rows[1].title, "Komentar")
    qtbot.keyClicks(confirm.fields.profile_name.edit, "Ratna K")
    page.hide()
    qtbot.waitUntil(lambda: "Ratna K" in ask(drafts.my_drafts).get(f"evidence:{report.id}", ""))
    (tmp_path / "a.png").unlink()
    later = opened(qtbot, desk, tasks, trail, report)
    later.shown.tabs.choose("evidence")
    assert "Isian 2 berkas" in adding(later).line.words
    adding(later).line.take.click()
    again = form_of(qtbot, later, 2)
    assert "tidak dapat dibaca" in again.rows[0].kept_out
    assert (again.rows[1].title.text(), again.rows[1].said["profile_name"]) == ("Komentar", "Ratna K")
    store(qtbot, later, tasks)
    (item,) = ask(evidence.evidence_of_report, report.id)
    assert (item.title, item.profile_name) == ("Komentar", "Ratna K")


def test_leaving_keeps_what_was_typed_until_it_is_thrown_away(qtbot, page, tasks, report, ask) -> None:
    QGuiApplication.clipboard().setImage(paint(100))
    paste(qtbot, page)
    confirm = form_of(qtbot, page)
    qtbot.keyClicks(confirm.fields.profile_name.edit, "Ratna K")
    confirm.left.emit()
    assert "1 berkas belum ditambahkan" in adding(page).line.words
    adding(page).line.take.click()
    assert form_of(qtbot, page).fields.profile_name.value() == "Ratna K", "also of a picture that was pasted"
    confirm.left.emit()
    adding(page).line.decline.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}
    assert adding(page).line.words == ""


def test_nothing_typed_leaves_nothing(qtbot, page, tasks, tmp_path: Path, ask) -> None:
    drag(page, of_files(picture(tmp_path / "a.png")))
    confirm = form_of(qtbot, page)
    confirm.left.emit()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert adding(page).line.words == ""
    assert ask(drafts.my_drafts) == {}


def test_what_failed_is_tried_again_with_what_was_said(
    qtbot, page, tasks, tmp_path: Path, report, ask, monkeypatch
) -> None:
    drag(page, of_files(*(picture(tmp_path / f"{n}.png", hue=n * 50) for n in range(3))))
    confirm = form_of(qtbot, page, 3)
    qtbot.keyClicks(confirm.fields.profile_name.edit, "Ratna K")
    office, real = page._desk.office, type(page._desk.office).stage

    def stage(self: object, source: object, name: str, *rest: object) -> object:
        if name == "1.png":
            raise StorageError("Berkas 1.png tidak dapat dibaca; periksa stiknya.")
        return real(self, source, name, *rest)

    monkeypatch.setattr(type(office), "stage", stage)
    store(qtbot, page, tasks)
    assert "2 bukti ditambahkan." in page.panel.notice.words
    assert "periksa stiknya" in page.panel.notice.words
    assert adding(page).line.take.text().strip() == "Coba lagi 1 berkas"
    monkeypatch.undo()
    adding(page).line.take.click()
    assert form_of(qtbot, page).rows[0].said["profile_name"] == "Ratna K"
    store(qtbot, page, tasks)
    assert [item.title for item in ask(evidence.evidence_of_report, report.id)] == ["0", "2", "1"]
    assert adding(page).line.words == ""
    qtbot.waitUntil(lambda: ask(drafts.my_drafts) == {})


def test_two_hundred_files_are_shown_at_once(qtbot, page, tmp_path: Path) -> None:
    made: Callable[[int], Path] = lambda n: tmp_path / f"{n}.txt"  # noqa: E731
    for n in range(200):
        made(n).write_text(str(n))
    drag(page, of_files(*(made(n) for n in range(200))))
    confirm = form_of(qtbot, page, 200)
    assert "200 bukti" in confirm.add_button.text()
