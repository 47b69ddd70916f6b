"""Charts, drawn once for paper and screen: a definition in, a drawing out, and where on it each bar lies."""

from reports.charts.bars import DARK, LIGHT, PAPER, ChartLook, Region, drawing
from reports.charts.page import chart_pdf

__all__ = ["DARK", "LIGHT", "PAPER", "ChartLook", "Region", "chart_pdf", "drawing"]
