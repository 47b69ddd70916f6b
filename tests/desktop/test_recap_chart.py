"""The chart of a recap: its bars, its keys, its sums."""

from __future__ import annotations

from dataclasses import replace

from case_desk import open_case
from list_data import settle, show
from PySide6.QtCore import Qt
from recap_desk import TODAY, kept, page, trail

from cases.model.figures import FigureQuery
from cases.services.office import current_office
from cases.services.recap import recap
from desktop.pages.recap_chart import MOST_BARS, chart_of

__all__ = ["kept", "page", "trail"]


def test_a_breakdown_says_its_sums(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page)
    page.chooser.recaps.restore("election-stage")
    page.chooser._another()
    settle(qtbot, tasks)
    assert "Seluruhnya: Dilaporkan 1, Perkara 1" in page.table._note.text()
    assert page.table.model.rows[0].values[0] == "(di luar tahapan)"


def test_the_chart_shows_the_lines_and_its_bars_open_their_lists(qtbot, tasks, page, do, ask) -> None:
    file = open_case(do, ask(current_office).head)
    query = FigureQuery(first=file.case.received_on, last=TODAY)
    show(qtbot, tasks, page, name="month", query=query)
    assert [word for _, word in page.tabs.tabs] == ["Baris", "Bagan", "Jumlah dan definisi"]
    page.tabs.choose("chart")
    qtbot.waitUntil(lambda: not tasks.busy and page.chart.view.drawn)
    assert page.chart.isVisible()
    chart, data = chart_of(page._data), page._data
    assert chart.series == tuple(data.columns[place].title for place in data.chart.figures)
    assert [(bar.word, *bar.figures) for bar in chart.bars] == [
        (line.values[0], *(line.values[place] for place in data.chart.figures)) for line in data.lines
    ]
    place = page.chart.view._places[0].center().toPoint()
    qtbot.mouseClick(page.chart.view, Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, tasks)
    assert (page._data.base, len(page._data.lines)) == ("register", chart.bars[0].figures[0])
    assert page._data.query.first == file.case.received_on  # the month begins before the period does
    assert [word for _, word in page.tabs.tabs] == ["Baris", "Jumlah dan definisi"]
    assert page.table.isVisible()


def test_the_chart_is_walked_with_the_keys(qtbot, tasks, page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    show(qtbot, tasks, page, name="violation", query=FigureQuery())
    page.tabs.choose("chart")
    qtbot.waitUntil(lambda: not tasks.busy and page.chart.view.drawn)
    view = page.chart.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.toolTip().endswith(": 1 perkara")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert (page._data.base, len(page._data.lines)) == ("register", 1)


def test_a_chart_of_many_lines_shows_the_first_and_says_so(page, do, ask) -> None:
    open_case(do, ask(current_office).head)
    data = ask(recap, "work-unit", FigureQuery())
    many = replace(data, lines=data.lines * (MOST_BARS + 1))
    chart = chart_of(many)
    assert len(chart.bars) == MOST_BARS
    assert chart.note.startswith(f"{MOST_BARS} baris pertama dari {MOST_BARS + 1};")
    assert chart_of(ask(recap, "ministry", FigureQuery())) is None
    assert chart_of(ask(recap, "funnel", FigureQuery())).unit == ""
    assert chart_of(ask(recap, "category", FigureQuery())).unit == "laporan"
