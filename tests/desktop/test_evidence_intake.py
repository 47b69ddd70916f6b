"""What is dropped and pasted on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from case_desk import House, open_case, stand_still
from evidence_desk import picture
from intake_desk import ACCUSED, adding, drag, form_of, of_files, opened, paint, paste, store
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from cases.model.report import Report
from cases.model.user import Role
from cases.services import drafts, evidence, office, reports
from desktop.desk import Desk
from desktop.pages.report import ReportPage
from desktop.preferences import Preferences
from desktop.tasks import Tasks
from desktop.widgets.fields import LongTextField
from desktop.widgets.file_drop import dropped_files


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


def test_a_leader_drops_nothing(qtbot, tasks, trail, report, desk_of) -> None:
    page = opened(
        qtbot,
        desk_of(Role.LEADER),
        tasks,
        trail,
        report,
    )
    assert not page.acceptDrops()
    QGuiApplication.clipboard().setImage(paint(10))
    paste(qtbot, page)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert adding(page).confirm is None


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
