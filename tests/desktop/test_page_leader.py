from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from case_desk import open_case, stand_still
from list_data import settle, show
from page_trail import Trail
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from cases.errors import InvalidInput
from cases.model.figures import FigureQuery
from cases.services import leader
from cases.services.office import current_office
from cases.services.recap import recap
from desktop.desk import Desk
from desktop.pages.leader import LeaderPageView
from desktop.preferences import Preferences
from desktop.widgets.chart_view import hint
from reports.leader_page import leader_pdf

TODAY = date(2026, 11, 20)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, tmp_path: Path, monkeypatch) -> LeaderPageView:
    stand_still(desk, monkeypatch, TODAY)
    return LeaderPageView(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def drawn(qtbot, tasks, page: LeaderPageView) -> None:
    qtbot.waitUntil(lambda: not tasks.busy and all(chart.drawn for chart in page.charts.values()))


def test_it_counts_what_the_lists_hold(qtbot, tasks, page, do, ask, trail) -> None:
    file = open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    drawn(qtbot, tasks, page)
    assert page.tiles["open"].figure == "1"
    for tile in page._page.tiles:
        found = ask(recap, tile.target.recap, tile.target.query)
        assert len(found.lines) == tile.figure, tile.key
    month = next(chart for chart in page._page.charts if chart.key == "month")
    assert sum(bar.figures[1] for bar in month.bars) == 1
    for chart in page._page.charts:
        for bar in chart.bars:
            assert len(ask(recap, bar.target.recap, bar.target.query).lines) == bar.figures[-1]
    for line in page._page.stages:
        assert len(ask(recap, line.target.recap, line.target.query).lines) == line.cases
        if line.late_target is not None:
            assert len(ask(recap, line.late_target.recap, line.late_target.query).lines) == line.late
    for group in page._page.waits:
        counted = len(ask(recap, group.target.recap, group.target.query).lines) if group.target else 0
        assert counted == group.cases
    for owed in page._page.owed:
        assert len(ask(recap, owed.target.recap, owed.target.query).lines) == owed.cases
    page.tiles["open"].clicked.emit()
    assert trail.opened[-1][0] == "recap"
    assert trail.opened[-1][1]["query"].filters == {"status": ("diproses", "menunggu PPK")}
    opens = next(
        made for made in page.findChildren(QPushButton) if made.text().strip() == file.case.summary.stage_title
    )
    opens.click()
    assert trail.opened[-1][1]["query"].filters["stage"] == (file.case.summary.stage,)


def test_a_chart_opens_its_lists_by_mouse_and_keys(qtbot, tasks, page, do, ask, trail) -> None:
    open_case(do, ask(current_office).head)
    page.resize(1110, 700)
    show(qtbot, tasks, page)
    drawn(qtbot, tasks, page)
    chart = page.charts["work_unit"]
    place = chart._places[0].center().toPoint()
    bar = chart.bar_at(place)
    assert hint(chart._chart, bar) == f"{bar.word}: 1 perkara"
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert trail.opened[-1] == ("recap", {"name": "register", "query": bar.target.query})
    assert chart.bar_at(QPoint(chart.width() - 1, chart.height() - 1)) is None
    trail.opened.clear()
    month = page.charts["month"]
    month.setFocus()
    for _ in range(2):
        qtbot.keyClick(month, Qt.Key.Key_Right)
    qtbot.keyClick(month, Qt.Key.Key_Return)
    query = trail.opened[-1][1]["query"]
    assert (query.first, query.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert "Jan 2025: 0 perkara" in month.accessibleName()


def test_an_office_without_cases_has_a_page_too(qtbot, tasks, page, ask) -> None:
    show(qtbot, tasks, page)
    drawn(qtbot, tasks, page)
    assert page.tiles["open"].figure == "0"
    assert page.tiles["proven"].figure == "0", "nothing is divided by nothing"
    assert page._page.stages == ()
    text = PdfReader(io.BytesIO(leader_pdf(page._page))).pages[0].extract_text()
    assert "Ringkasan Pimpinan" in text


def test_it_is_one_page_whatever_it_holds(qtbot, tasks, page, do, ask, tmp_path, trail) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.save_to(tmp_path / "ringkasan.pdf")
    settle(qtbot, tasks)
    assert trail.said == ["Ringkasan disimpan: ringkasan.pdf"]
    reader = PdfReader(tmp_path / "ringkasan.pdf")
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for words in ("RAHASIA", "Perkara berjalan", "Tunggakan menurut tahap", "Kepala rantai log", "Terbukti:"):
        assert words in text
    assert leader_pdf(page._page) == leader_pdf(page._page)


def test_a_year_is_chosen_and_one_that_has_not_begun_is_refused(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.year.choose("2025")
    settle(qtbot, tasks)
    assert page._page.year == 2025
    assert page._page.query == FigureQuery(first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert page.tiles["open"].figure == "1", "what runs, runs now"
    assert page._page.tiles[0].under == "0 perkara dari laporan tahun 2025"
    for year in (0, 2027, 10**6):
        with pytest.raises(InvalidInput, match=f"Tahun {year}"):
            ask(leader.leader_page, year)


def test_what_left_the_program_is_on_record(qtbot, tasks, page, do, ask, tmp_path, desk) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.save_to(tmp_path / "ringkasan.pdf")
    settle(qtbot, tasks)
    with desk.office.database.read() as work:
        (row,) = work.audit.of_record(["leader-page"])
    assert (row.action, row.operation) == ("export", "recap.note_recap")
    assert row.changes["penyaring"][1].startswith("Laporan diterima 1 Januari 2026")


def test_a_window_that_closes_draws_nothing_more(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    drawn(qtbot, tasks, page)
    chart = page.charts["month"]
    chart.show_chart(chart._chart)
    tasks.shutdown()
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: not chart._later.isActive())
    assert caught == []


def test_in_a_narrow_window_the_tables_stand_under_the_charts(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    drawn(qtbot, tasks, page)
    chart, tables = page.charts["month"], page.charts["work_unit"]
    assert tables.mapTo(page, QPoint(0, 0)).x() > chart.mapTo(page, QPoint(0, 0)).x()
    page.resize(660, 460)
    qtbot.waitUntil(lambda: tables.mapTo(page, QPoint(0, 0)).x() == chart.mapTo(page, QPoint(0, 0)).x())
    qtbot.waitUntil(lambda: chart.mapTo(page, QPoint(chart.width(), 0)).x() <= page.width())
