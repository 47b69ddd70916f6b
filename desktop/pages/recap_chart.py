"""The chart of a recap in the window: the bars that its workbook draws, each opening its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QScrollArea

from cases.model.figures import FigureQuery
from cases.model.leader import Bar, ChartData, Target
from cases.model.recap import RecapData, RecapLine
from cases.rules.dates import add_months
from cases.rules.recap_form import recap_form
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.widgets.basic import Card, Elided, label, row
from desktop.widgets.chart_view import ChartView
from desktop.widgets.form import scrolled

LIST: Final = "register"
"""The recap that lists the cases behind a line of a breakdown."""
MOST_BARS: Final = 100
"""More bars nobody reads, and a picture of them would be too large."""
_DAYS: Final = ("month", "year")
_YEAR: Final = 12
_BAR, _EDGE = 28, 24
"""Pixels of a lying bar, and of what lies around it where it is brought into sight."""


def behind(data: RecapData, line: RecapLine) -> FigureQuery | None:
    """Return what the list behind a line of a breakdown is asked for; None for a line that has no such list."""
    breakdown = recap_form(data.base).breakdown
    if not line.words or (breakdown in _DAYS and not any(line.words)):
        return None
    if breakdown not in _DAYS:
        return replace(data.query, filters={**data.query.filters, breakdown: line.words})
    first, last = _span(line.words[0])
    asked = data.query
    return replace(asked, first=max(first, asked.first or first), last=min(last, asked.last or last))


def _span(word: str) -> tuple[date, date]:
    """The first and last day of a month ("2026-05") or a year ("2026")."""
    year, _, month = word.partition("-")
    first = date(int(year), int(month or 1), 1)
    return first, add_months(first, 1 if month else _YEAR) - timedelta(days=1)


def chart_of(data: RecapData) -> ChartData | None:
    """Return the chart of a recap over its lines as they stand, None where it has none."""
    chart = data.chart
    if chart is None:
        return None
    shown = data.lines[:MOST_BARS]
    return ChartData(
        key=data.name,
        title=chart.title,
        note="Tidak ada yang dihitung" if not shown else _note(len(shown), len(data.lines)),
        series=tuple(data.columns[place].title for place in chart.figures),
        bars=tuple(_bar(data, line, chart.words, chart.figures) for line in shown),
        lying=chart.lying,
        unit=chart.unit,
    )


def _bar(data: RecapData, line: RecapLine, words: int, figures: tuple[int, ...]) -> Bar:
    query = behind(data, line)
    return Bar(
        word=str(line.values[words]),
        figures=tuple(int(str(line.values[place] or 0)) for place in figures),
        target=None if query is None else Target(recap=LIST, query=query),
    )


def _note(shown: int, every: int) -> str:
    if shown < every:
        return f"{grouped(shown)} baris pertama dari {grouped(every)}; urutkan tabel untuk yang lain"
    return "Klik batang untuk membuka daftarnya"


class RecapChart(Card):
    """``opened`` gives the Target of the bar that was clicked or entered."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._title, self._note = Elided("", "section"), label("", "caption")
        self.view = ChartView(desk.tasks)
        self.view.opened.connect(lambda bar: self.opened.emit(bar.target))
        self.view.stood.connect(self._follow)
        self._area: QScrollArea = scrolled(self.view)
        self.add(row(self._title, None, self._note))
        self.add(self._area, 1)

    def show_chart(self, chart: ChartData) -> None:
        """Show another chart; lying bars that need more room than there is are scrolled."""
        named = f"{chart.title}: {chart.series[0].lower()}" if len(chart.series) == 1 else chart.title
        self._title.setText(named)
        self._note.setText(chart.note)
        self.view.setMinimumHeight(len(chart.bars) * _BAR if chart.lying else 0)
        self.view.show_chart(chart)

    def _follow(self, place: QRectF) -> None:
        middle = place.center().toPoint()
        self._area.ensureVisible(middle.x(), middle.y(), 0, _EDGE)
