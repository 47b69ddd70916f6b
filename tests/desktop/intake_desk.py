"""Files and pictures brought to the page of a report, and the form by which they are told apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence_desk import FORM
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from samples import make_person, nip_of

from cases.model.report import Report
from desktop.desk import Desk
from desktop.pages.evidence_parts.adding import Adding
from desktop.pages.report import ReportPage
from desktop.tasks import Tasks
from desktop.widgets.evidence_confirm import EvidenceConfirm

FIRST, SECOND = make_person(), make_person(name="Bagus Prayitno", nip=nip_of(2))
ACCUSED = replace(FORM, respondents=(FIRST, SECOND))


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
