"""The chart of a recap as Excel draws it: bars that begin at nought, with their figures, readable without colour."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.worksheet.worksheet import Worksheet

from cases.model.recap import RecapChart, RecapData
from reports.recap.cells import plain

_FILLS = ("0F665F", "7FB8B1", "4A5A57")
_WIDTH, _HEIGHT, _BAR, _LEAST, _TALLEST = 26.0, 12.0, 0.9, 9.0, 60.0
"""In centimetres; ``_BAR`` is what one lying bar takes."""


def add_chart(sheet: Worksheet, rows: Worksheet, recap: RecapData, chart: RecapChart, head_row: int) -> None:
    """Draw the chart on a sheet of its own, over the cells of the sheet of rows."""
    made = BarChart()
    made.type = "bar" if chart.lying else "col"
    made.grouping = "clustered"
    made.title = plain(chart.title)
    last = head_row + len(recap.lines)
    for place, column in enumerate(chart.figures):
        made.add_data(Reference(rows, min_col=column + 1, min_row=head_row, max_row=last), titles_from_data=True)
        made.series[place].graphicalProperties = GraphicalProperties(solidFill=_FILLS[place % len(_FILLS)])
    made.set_categories(Reference(rows, min_col=chart.words + 1, min_row=head_row + 1, max_row=last))
    made.y_axis.scaling.min = 0
    made.y_axis.number_format = "0"
    made.y_axis.majorGridlines = None
    made.x_axis.delete = made.y_axis.delete = False
    if chart.lying:
        made.x_axis.scaling.orientation = "maxMin"  # the first line stands on top
    made.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    if len(chart.figures) == 1:
        made.legend = None
    tall = _BAR * len(recap.lines) * len(chart.figures)
    made.width, made.height = _WIDTH, min(max(_LEAST, tall), _TALLEST) if chart.lying else _HEIGHT
    sheet.sheet_view.showGridLines = False
    sheet.add_chart(made, "A1")
