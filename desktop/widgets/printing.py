"""Paper from a PDF at its true size, whatever margins the printer would like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cases.errors import BadFile, StorageError

_DPI: Final = 300
_POINTS: Final = 72
_MM: Final = 25.4


def print_pdf(
    data: bytes, parent: QWidget, *, printer_name: str = "", remember: Callable[[str], None] | None = None
) -> bool:
    """Ask for a printer, beginning with the one used last, and print; whether it was printed.

    ``remember`` gets the printer's name. Raises BadFile for what is no PDF, StorageError when the printer refuses.
    """
    document, buffer = _open(data)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if printer_name:
        printer.setPrinterName(printer_name)
    _set_page(printer, document, 0)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    paint_pages(document, printer)
    if remember is not None:
        remember(printer.printerName())
    buffer.close()
    return True


def paint_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Paint the chosen pages on the printer: a page of 215 x 330 mm stays 215 x 330 mm."""
    first = max(printer.fromPage(), 1) - 1
    last = printer.toPage() or document.pageCount()
    printer.setResolution(_DPI)
    _set_page(printer, document, first)
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError("Pencetak tidak siap; periksa pencetak lalu cetak lagi.")
    for page in range(first, min(last, document.pageCount())):
        if page > first:
            _set_page(printer, document, page)
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * _DPI / _POINTS), round(points.height() * _DPI / _POINTS))
        painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    painter.end()


def _set_page(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    wide = points.width() > points.height()
    sides = sorted(round(side * _MM / _POINTS) for side in (points.width(), points.height()))
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    paper = QPageSize(QSizeF(*sides), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _open(data: bytes) -> tuple[QPdfDocument, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise BadFile("Berkas ini tidak dapat dibuka sebagai PDF.", detail=document.error().name)
    return document, buffer
