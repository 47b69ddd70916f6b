"""Discarding, merging and undoing as somebody at the window does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from cases.model.person import Person
from cases.model.report import Channel, Report, Source
from cases.services import discarding, reports
from desktop.assembly import fill
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.dialogs.merge import MergeDialog
from desktop.edits import Edits
from desktop.main_window import MainWindow
from desktop.pages.settings_trash import TrashSection


def form(office: Any, name: str = "Sukma Rekaan", **parts: Any) -> reports.ReportForm:
    values: dict[str, Any] = {
        "received_on": office.clock.today(),
        "source": Source.PUBLIC,
        "narrative": "Kaus tim dipakai di lapangan.",
        "channel": Channel.ACTIVITY,
        "respondents": (Person(name=name),),
    }
    return reports.ReportForm(**(values | parts))


@pytest.fixture
def window(qtbot, desk: Desk) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    fill(made, desk)
    made.show()
    return made


@pytest.fixture
def still(qtbot, desk: Desk) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_a_report_is_discarded_seen_in_sampah_and_put_back(qtbot, office, window, desk, do, ask, still) -> None:
    report: Report = do(reports.register_report, form(office))
    window.open_page("report", report_id=report.id)
    still()
    page: Any = window.page("report")
    page.acts.discard()
    qtbot.waitUntil(lambda: bool(page.findChildren(ReasonDialog)))
    (dialog,) = page.findChildren(ReasonDialog)
    dialog.form.submit()
    assert dialog.isVisible()
    dialog.reason.restore("Keliru.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: window.current_key == "reports")
    section = TrashSection(desk, Trail())
    qtbot.addWidget(section)
    section.read()
    qtbot.waitUntil(lambda: section.table.view.model().rowCount() == 1)
    section.table.choose(0)
    section.restore.click()
    qtbot.waitUntil(lambda: ask(discarding.trash) == ())
    assert ask(reports.report, report.id) == report


def test_what_must_stay_is_said_before_a_reason_is_typed(qtbot, office, window, do, ask, still) -> None:
    kept, gone = (do(reports.register_report, form(office)) for _ in range(2))
    window.open_page("report", report_id=gone.id)
    still()
    page: Any = window.page("report")
    page.acts.merge()
    (dialog,) = page.findChildren(MergeDialog)
    still()
    dialog.look_for("tiada seorang pun")
    qtbot.waitUntil(lambda: dialog.said.text() == "Tidak ada laporan lain yang cocok; ubah kata pencarian.")
    dialog.look_for("Sukma Rekaan")
    qtbot.waitUntil(lambda: dialog.said.text() == "1 laporan ditemukan; pilih yang sama di bawah.")
    dialog.other.restore(kept.id)
    dialog._chosen()
    qtbot.waitUntil(lambda: f"Tetap: Laporan {kept.number}" in dialog.said.text())
    dialog.reason.restore("Sama.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: page._wanted == kept.id and not page.shown.merged.isHidden())
    still()
    page.acts.discard()
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    (box,) = page.findChildren(QMessageBox)
    assert "batalkan dahulu penggabungannya" in box.text()
    box.close()


def test_a_change_is_undone_and_done_again_by_its_name(qtbot, office, window, desk, do, ask, still) -> None:
    edits = window.findChildren(Edits)[0]
    report: Report = do(reports.register_report, form(office))
    desk.do(reports.change_report, report.id, form(office, event_place="Aula")).then(None, lambda _done: None)
    qtbot.waitUntil(lambda: len(edits.done) == 1)
    first = edits.menu(window).actions()[0].text()
    assert first.startswith(f"Urungkan: ubah laporan: tempat kejadian (Laporan {report.number}")
    window.activateWindow()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(edits.undone) == 1)
    assert ask(reports.report, report.id).event_place == ""
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not edits.undone)
    assert ask(reports.report, report.id).event_place == "Aula"
    still()


def test_a_text_field_keeps_its_own_undo(qtbot, office, window, desk, do, ask, still) -> None:
    edits = window.findChildren(Edits)[0]
    report: Report = do(reports.register_report, form(office))
    desk.do(reports.change_report, report.id, form(office, event_place="Aula")).then(None, lambda _done: None)
    qtbot.waitUntil(lambda: len(edits.done) == 1)
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    qtbot.keyClicks(line, "abc")
    QApplication.processEvents()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    still()
    assert line.text() == ""
    assert ask(reports.report, report.id).event_place == "Aula"


def test_a_numbered_report_is_not_undone_and_says_the_way(qtbot, office, window, desk, still) -> None:
    edits = window.findChildren(Edits)[0]
    desk.do(reports.register_report, form(office)).then(None, lambda _done: None)
    qtbot.waitUntil(lambda: len(edits.done) == 1)
    edits.undo()
    (box,) = window.findChildren(QMessageBox)
    assert "buang dengan alasan di halaman laporan" in box.text()
    box.close()
    still()
