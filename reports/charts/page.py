"""A chart as a PDF of its own, which the screen shows."""

from __future__ import annotations

import io

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas

from cases.model.leader import ChartData
from reports.charts.bars import ChartLook, Region, drawing
from reports.letters.fonts import SANS, register
from reports.letters.pdf import one_at_a_time


def chart_pdf(chart: ChartData, width: float, height: float, look: ChartLook) -> tuple[bytes, tuple[Region, ...]]:
    """Return a PDF of one page of this size (points) with the chart alone, and where its bars lie."""
    target = io.BytesIO()
    with one_at_a_time:
        register()
        canvas = Canvas(target, pagesize=(width, height), invariant=1, initialFontName=SANS.regular)
        drawn, regions = drawing(chart, width, height, look)
        renderPDF.draw(drawn, canvas, 0, 0)
        canvas.save()
    return target.getvalue(), regions
