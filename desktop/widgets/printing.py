"""Paper from a PDF at its true size, whatever margins the printer would like.

``print_pages`` may run in a worker: Qt paints on printers and reads PDFs outside the UI thread. What is chosen in the
dialog of the system (tray, both sides) lives in its ``QPrinter`` alone; of it the name and the copies are remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from cases.errors import BadFile, OfficeError, StorageError

_DPI: Final = 300
_POINTS: Final = 72
_MM: Final = 25.4
_SAME: Final = 0.6
_CLOSE: Final = 3.0
"""Millimetres by which a printer's own size may differ: its Folio is 216 x 330.2, and F4 lies in its tray."""
_FOLIO: Final = (215.9, 330.2)
_UNREADY: Final = "Pencetak tidak siap; periksa pencetak lalu cetak lagi."


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """A printer by its name ("" for none yet) and how many copies."""

    printer: str = ""
    copies: int = 1


def is_known(name: str) -> bool:
    """Whether the computer has a printer of this name."""
    return bool(name) and not QPrinterInfo.printerInfo(name).isNull()


def printer_of(choice: PrintChoice) -> QPrinter:
    """Return a printer set to a choice."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice.printer:
        printer.setPrinterName(choice.printer)
    printer.setCopyCount(max(choice.copies, 1))
    printer.setCollateCopies(True)
    return printer


def ask_printer(
    data: bytes, parent: QWidget, choice: PrintChoice, on_chosen: Callable[[QPrinter], object]
) -> QPrintDialog:
    """Ask for a printer, beginning with the one used last; does not wait. Raises BadFile for what is no PDF."""
    document, buffer = _open(data)
    printer = printer_of(choice)
    _set_page(printer, document, 0)
    pages = document.pageCount()
    buffer.close()
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)

    def finished(code: int) -> None:
        if code == QDialog.DialogCode.Accepted:
            on_chosen(printer)
        dialog.deleteLater()

    dialog.finished.connect(finished)
    QDialog.open(dialog)  # its own wants a slot by name
    return dialog


def chosen_of(printer: QPrinter) -> PrintChoice:
    """Return what of a printer is remembered; printing into a file names none."""
    native = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    return PrintChoice(printer.printerName() if native else "", printer.copyCount())


def print_pages(
    data: bytes,
    printer: QPrinter,
    tick: Callable[[float], object] = lambda _share: None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Print a PDF; whether it was printed to its end. Raises BadFile, StorageError when the printer refuses."""
    document, buffer = _open(data)
    try:
        return paint_pages(document, printer, tick, stop)
    finally:
        document.close()
        buffer.close()


def print_pdf(data: bytes, parent: QWidget, failed: Callable[[OfficeError], object]) -> QPrintDialog:
    """Ask for a printer and print at once, for a page or two; ``failed`` hears of a printer that refuses.

    Raises BadFile for what is no PDF.
    """

    def go(printer: QPrinter) -> None:
        try:
            print_pages(data, printer)
        except OfficeError as error:
            failed(error)

    return ask_printer(data, parent, PrintChoice(), go)


def paint_pages(
    document: QPdfDocument,
    printer: QPrinter,
    tick: Callable[[float], object] = lambda _share: None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Paint the chosen pages on the printer: a page of 215 x 330 mm stays 215 x 330 mm, nothing is fitted.

    A printer that has another resolution than asked for gets as many dots as make the same millimetres.
    """
    first = max(printer.fromPage(), 1) - 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    printer.setResolution(_DPI)
    _set_page(printer, document, first)
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError(_UNREADY)
    try:
        for page in range(first, last):
            if stop():
                printer.abort()
                return False
            if page > first:
                _set_page(printer, document, page)
                if not printer.newPage():
                    raise StorageError(_UNREADY)
            points = document.pagePointSize(page)
            drawn, shown = (
                QSize(round(points.width() * dots / _POINTS), round(points.height() * dots / _POINTS))
                for dots in (_DPI, printer.resolution())
            )
            painter.drawImage(QRect(0, 0, shown.width(), shown.height()), document.render(page, drawn))
            tick((page - first + 1) / max(last - first, 1))
    finally:
        painter.end()
    return True


def _set_page(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    wide = points.width() > points.height()
    sides = sorted(round(side * _MM / _POINTS) for side in (points.width(), points.height()))
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    paper = _paper_of(printer, float(sides[0]), float(sides[1]))
    layout = QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)  # else a printer refuses it for margins that it cannot print on
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _paper_of(printer: QPrinter, width: float, height: float) -> QPageSize:
    """The printer's own size where it has that one, or no other than a close one; else exactly what is asked."""
    exact = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        return exact
    info = QPrinterInfo(printer)
    return nearest_paper(width, height, info.supportedPageSizes(), custom=info.supportsCustomPageSizes()) or exact


def true_size(size: QPageSize) -> tuple[float, float]:
    """Width and height in millimetres as offices know a printer's paper.

    Qt takes every Folio of a driver for 210 x 330 mm; what lies in that tray is 8.5 x 13 inches, on which F4 fits.
    """
    if size.id() is QPageSize.PageSizeId.Folio:
        return _FOLIO
    sides = size.size(QPageSize.Unit.Millimeter)
    return sides.width(), sides.height()


def nearest_paper(width: float, height: float, known: list[QPageSize], *, custom: bool) -> QPageSize | None:
    """Return which of a printer's sizes is meant, None where it takes the exact one or has none that is close."""

    def away(size: QPageSize) -> float:
        wide, high = true_size(size)
        return max(abs(wide - width), abs(high - height))

    nearest = min(known, key=away, default=None)
    if nearest is None:
        return None
    return nearest if away(nearest) <= (_SAME if custom else _CLOSE) else None


def _open(data: bytes) -> tuple[QPdfDocument, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise BadFile("Berkas ini tidak dapat dibuka sebagai PDF.", detail=document.error().name)
    return document, buffer
