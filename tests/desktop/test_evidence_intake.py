"""What is dropped and pasted on a page, and the form by which files are told apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from case_desk import House, open_case, stand_still
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from samples import make_person, nip_of
from test_evidence_panel import FORM, picture

from cases.errors import StorageError
from cases.model.report import Report
from cases.model.user import Role
from cases.services import drafts, evidence, office, reports
from cases.services.evidence import EvidenceForm
from desktop.desk import Desk
from desktop.pages.evidence_parts.adding import Adding
from desktop.pages.report import ReportPage
from desktop.preferences import Preferences
from desktop.tasks import Tasks
from desktop.widgets.evidence_confirm import EvidenceConfirm
from desktop.widgets.fields import LongTextField
from desktop.widgets.file_drop import dropped_files

FIRST, SECOND = make_person(), make_person(name="Bagus Prayitno", nip=nip_of(2))
ACCUSED = replace(FORM, respondents=(FIRST, SECOND))


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


def opened(qtbot, desk: Desk, tasks: Tasks, trail: Trail, report: Report) -> ReportPage:
    made = ReportPage(desk, trail)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1158, 640)
    made.show()
    made.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: made.panel is not None and not tasks.busy)
    return made


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(target: Any, data: QMimeData) -> bool:
    """Drag over a widget and let go, as Qt does; whether it was let in."""
    where, copy = target.rect().center(), Qt.DropAction.CopyAction
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(where, copy, data, *keys)
    QApplication.sendEvent(target, entered)
    if entered.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(where), copy, data, *keys))
    return entered.isAccepted()


def adding(page: ReportPage) -> Adding:
    assert page.panel is not None
    return page.panel.adding


def form_of(qtbot, page: ReportPage, count: int = 1) -> EvidenceConfirm:
    def shown() -> bool:
        confirm = adding(page).confirm
        return confirm is not None and confirm.isVisible() and len(confirm.rows) == count

    qtbot.waitUntil(shown)
    confirm = adding(page).confirm
    assert confirm is not None
    return confirm


def paint(hue: int) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(hue, 200, 200))
    return image


def paste(qtbot, page: ReportPage) -> None:
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def store(qtbot, page: ReportPage, tasks: Tasks) -> None:
    confirm = adding(page).confirm
    assert confirm is not None
    confirm.form.submit()
    qtbot.waitUntil(lambda: not adding(page).importer.runs and not tasks.busy)


# -- drops


def test_files_dropped_on_another_tab_bring_the_evidence(qtbot, page, tmp_path: Path, report, ask) -> None:
    assert page.shown.tabs.current == "facts"
    assert drag(page, of_files(picture(tmp_path / "a.png"), picture(tmp_path / "b.png", hue=90)))
    form_of(qtbot, page, 2)
    assert page.shown.tabs.current == "evidence"
    assert ask(evidence.evidence_of_report, report.id) == ()


def test_a_cue_is_there_while_files_are_dragged(qtbot, page, tmp_path: Path) -> None:
    data, cue = of_files(tmp_path / "a.png"), page.intake.drop.cue
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *keys))
    assert cue.isVisible()
    assert "bukti" in cue.words
    assert cue.size() == page.size()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *keys))
    assert not cue.isVisible()


def mime(text: str = "", *, url: str = "", kind: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if url:
        data.setUrls([QUrl(url)])
    if kind:
        data.setData(kind, b"x")
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (mime("hanya teks"), "teks, bukan berkas"),
        (mime(url="https://contoh.invalid/a.png"), "alamat, bukan berkas"),
        (mime("https://contoh.invalid/a.png"), "alamat, bukan berkas"),
        (
            mime(url="https://contoh.invalid/a", kind='application/x-qt-windows-mime;value="FileGroupDescriptorW"'),
            "simpan dahulu ke sebuah folder",
        ),
    ],
)
def test_what_is_no_file_is_said_in_a_sentence(qtbot, page, trail, data: QMimeData, words: str) -> None:
    assert drag(page, data)
    assert words in trail.said[-1]
    assert adding(page).confirm is None


def test_files_among_addresses_are_taken_and_the_rest_is_said(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://contoh.invalid/a"), QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    assert dropped_files(data) == ([tmp_path / "a.png"], "1 dari yang diseret bukan berkas dan dilewati.")


def test_an_empty_folder_is_said(qtbot, page, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    drag(page, of_files(tmp_path / "kosong"))
    qtbot.waitUntil(lambda: "tidak berisi berkas" in page.panel.notice.words)


def test_a_new_report_has_no_evidence_yet(qtbot, page, trail, tasks, tmp_path: Path) -> None:
    page.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    drag(page, of_files(picture(tmp_path / "a.png")))
    assert trail.said[-1].startswith("Simpan laporan ini dahulu")
    assert page.entry is not None


def test_a_report_being_changed_stays_a_draft(qtbot, page, trail, tasks, tmp_path: Path, ask, report) -> None:
    page._edit()
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.keyClicks(page.entry.narrative.edit, "Lanjutan.")
    drag(page, of_files(picture(tmp_path / "a.png")))
    form_of(qtbot, page)
    qtbot.waitUntil(lambda: "Lanjutan." in ask(drafts.my_drafts).get(f"report:{report.id}", ""))
    trail.actions["Kembali ke isian"]()
    qtbot.waitUntil(lambda: "Lanjutan." in page.entry.narrative.value())


def test_a_file_is_not_text_for_a_field_of_several_lines(qtbot, tmp_path: Path) -> None:
    field = LongTextField()
    qtbot.addWidget(field)
    assert not field.edit.canInsertFromMimeData(of_files(tmp_path / "a.png"))
    assert field.edit.canInsertFromMimeData(mime("teks"))


def test_a_leader_drops_nothing(qtbot, office, admin, tasks, trail, report, stray_errors) -> None:
    page = opened(
        qtbot,
        Desk(office, replace(admin, user_id=None, role=Role.LEADER, rights=None), tasks, stray_errors.append),
        tasks,
        trail,
        report,
    )
    assert not page.acceptDrops()
    QGuiApplication.clipboard().setImage(paint(10))
    paste(qtbot, page)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert adding(page).confirm is None
    assert stray_errors == []


# -- pastes


def test_a_pasted_picture_is_confirmed_first_on_any_tab(qtbot, page, tasks, report, ask) -> None:
    QGuiApplication.clipboard().setImage(paint(180))
    paste(qtbot, page)
    form_of(qtbot, page)
    assert page.shown.tabs.current == "evidence"
    assert ask(evidence.evidence_of_report, report.id) == ()
    store(qtbot, page, tasks)
    (item,) = ask(evidence.evidence_of_report, report.id)
    assert item.media_type == "image/png"
    stored = QImage.fromData(ask(evidence.evidence_bytes, item.id))
    assert stored.size() == paint(180).size()
    assert stored.pixelColor(3, 3) == paint(180).pixelColor(3, 3)


def test_files_copied_in_a_folder_can_be_pasted(qtbot, page, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setMimeData(of_files(picture(tmp_path / "a.png")))
    paste(qtbot, page)
    form_of(qtbot, page)


def test_pasting_into_a_text_field_uploads_nothing(qtbot, page, tasks) -> None:
    QGuiApplication.clipboard().setImage(paint(1))
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert adding(page).confirm is None


def test_text_is_said_beside_the_evidence_and_nowhere_else(qtbot, page, trail) -> None:
    QGuiApplication.clipboard().setText("hanya teks")
    paste(qtbot, page)
    assert trail.said == []
    assert page.shown.tabs.current == "facts"
    page.shown.tabs.choose("evidence")
    paste(qtbot, page)
    assert "tidak berisi gambar" in page.panel.notice.words


def test_a_picture_of_cells_is_no_evidence_on_another_tab(qtbot, page, tasks) -> None:
    data = mime("sel\tsel")
    data.setImageData(paint(1))
    QGuiApplication.clipboard().setMimeData(data)
    paste(qtbot, page)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert adding(page).confirm is None


# -- several files


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


# -- what is typed is kept


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


# -- a case


def test_a_form_of_a_case_stays_a_draft_when_files_are_dropped(
    qtbot, desk, tasks, do, ask, tmp_path: Path, monkeypatch
) -> None:
    stand_still(desk, monkeypatch)
    house = House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))
    file = open_case(do, ask(office.current_office).head)
    house.open_page("case", case_id=file.case.id)
    house.settle()
    case = house.case
    case._open_officials()
    house.settle()
    qtbot.keyClicks(case.panel.post.edit, "Bupati Baru")
    drag(case, of_files(picture(tmp_path / "a.png")))
    qtbot.waitUntil(lambda: case.evidence.adding.confirm is not None and case.evidence.adding.confirm.isVisible())
    assert case.tabs.current == "evidence"
    assert case.panel is None
    assert house.said[-1] == "Isian formulir disimpan sebagai konsep."
    qtbot.waitUntil(lambda: "Bupati Baru" in ask(drafts.my_drafts).get(f"officials:{file.case.id}", ""))
    house.settle()
