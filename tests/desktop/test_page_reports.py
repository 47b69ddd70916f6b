from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from samples import make_person

from cases.model.report import Channel, Source
from cases.model.user import Role
from cases.services import reports
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.pages.reports import ReportsPage
from desktop.tasks import Tasks

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto\nbersama calon.",
    respondents=(make_person(),),
)


@pytest.fixture
def trail() -> Trail:
    return Trail()


def shown(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> ReportsPage:
    page = ReportsPage(desk, trail)
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    return page


def test_an_empty_register_offers_the_first_report(qtbot, desk, tasks, trail) -> None:
    page = shown(qtbot, desk, tasks, trail)
    assert page.table.empty.isVisible()
    first = next(made for made in page.table.empty.findChildren(QPushButton) if "pertama" in made.text())
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert trail.opened == [("report", {})]


def test_it_lists_what_was_recorded_and_follows_changes(qtbot, desk, tasks, trail, do) -> None:
    first = do(reports.register_report, FORM)
    page = shown(qtbot, desk, tasks, trail)
    cells = [page.table.model.index(0, column).data() for column in range(page.table.model.columnCount())]
    assert cells[:5] == [first.number, "4 Mei 2026", "Bawaslu", "Ratna Kusumawardhani", "Memasang foto bersama calon."]
    columns = {column.key: column for column in page.table.model.columns}
    assert columns["status"].pill(page.table.model.record(0)).text == "Baru"
    assert columns["lacks"].text(page.table.model.record(0)).startswith("Kurang ")
    assert "Kurang: Bukti" in columns["lacks"].tip(page.table.model.record(0))
    desk.changed.connect(page.on_changes)
    desk.do(reports.register_report, replace(FORM, respondents=())).then(page, lambda _report: None)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 2)
    assert page.table.model.record(0).number > first.number, "newest first"
    assert page.table.model.index(0, 3).data() == "Belum ada terlapor"


def test_filters_and_pages_come_from_the_database(qtbot, desk, tasks, trail, do) -> None:
    for place in range(103):
        do(reports.register_report, replace(FORM, respondents=(), narrative=f"Uraian nomor {place:03d}"))
    page = shown(qtbot, desk, tasks, trail)
    assert len(page.table.model.rows) == 100
    page.table.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 103)
    page.table.set_filters({"narrative": "nomor 007"})
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    assert page.table.model.record(0).narrative == "Uraian nomor 007"


def test_enter_opens_and_ctrl_n_records(qtbot, desk, tasks, trail, do) -> None:
    report = do(reports.register_report, FORM)
    page = shown(qtbot, desk, tasks, trail)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("report", {"report_id": report.id})]
    button = next(made for made in page.header.findChildren(QPushButton) if "Catat laporan" in made.text())
    assert button.shortcut().toString() == "Ctrl+N"
    assert "Ctrl+N" in button.toolTip()


def test_a_leader_only_reads(qtbot, desk, tasks, trail, desk_of) -> None:
    leader = desk_of(Role.LEADER)
    page = shown(qtbot, leader, tasks, trail)
    assert not [made for made in page.findChildren(QPushButton) if "Catat laporan" in made.text()]
