"""Recaps as Excel workbooks: dataclasses in, bytes out."""

from reports.recap.workbook import make_recap

__all__ = ["make_recap"]
