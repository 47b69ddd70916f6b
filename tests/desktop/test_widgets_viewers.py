from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from cases.errors import BadFile, BadPicture, StorageError
from desktop.preferences import Preferences
from desktop.widgets import printing
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.picture_field import read_picture
from desktop.widgets.picture_view import PictureView, decode
from desktop.widgets.printing import PrintChoice

MM = 72 / 25.4
F4 = (215 * MM, 330 * MM)


def make_pdf(*sizes: tuple[float, float]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(20 * MM, 20 * MM, 100 * MM, 50 * MM, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def make_png(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


def test_letter_is_shown_with_its_pages(qtbot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    qtbot.waitExposed(view)
    view.show_pdf(make_pdf(F4, F4, F4), "Konsep")
    assert view.words == "Konsep, halaman 1 dari 3"
    view.view.pageNavigator().jump(2, QPointF())
    assert view.words == "Konsep, halaman 3 dari 3"
    view.show_pdf(make_pdf(F4))
    assert view.words == "halaman 1 dari 1"
    view.clear()
    assert view.words == ""


def test_letter_is_zoomed_from_the_width_of_the_view(qtbot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show_pdf(make_pdf(F4))
    view.show()
    qtbot.waitExposed(view)
    assert view.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    fitted = view.view.viewport().width() / (F4[0] / 72 * view.view.logicalDpiX())
    view.zoom_by(1.2)
    assert view.view.zoomFactor() == pytest.approx(fitted * 1.2, rel=0.05)
    for _ in range(50):
        view.zoom_by(1.2)
    assert view.view.zoomFactor() == pytest.approx(6.0)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.view.zoomMode() is QPdfView.ZoomMode.FitToWidth


def test_a_page_of_many_is_gone_to(qtbot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show_pdf(make_pdf(*[F4] * 60), "Konsep")
    view.show()
    qtbot.waitExposed(view)
    assert view.words == "Konsep, halaman 1 dari 60"
    qtbot.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert view.focusWidget() is view.jump
    qtbot.keyClicks(view.jump, "41")
    qtbot.keyClick(view.jump, Qt.Key.Key_Return)
    assert (view.page, view.words) == (40, "Konsep, halaman 41 dari 60")
    for typed, page in (("900", 59), ("0", 0), ("dua", 0)):
        view.jump.setText(typed)
        view.jump.editingFinished.emit()
        assert view.page == page
    view.show_pdf(make_pdf(F4))
    assert view.jump.isHidden()
    assert view.words == "halaman 1 dari 1"


def test_what_is_no_pdf_is_refused(qtbot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    with pytest.raises(BadFile, match="PDF"):
        view.show_pdf(b"bukan pdf")
    view.show_pdf(make_pdf(F4))
    assert view.words == "halaman 1 dari 1"


@pytest.mark.parametrize(
    "sizes",
    [(F4,), (F4, F4), ((210 * MM, 297 * MM),), ((330 * MM, 215 * MM),)],
    ids=["f4", "two pages", "a4", "landscape"],
)
def test_paper_has_the_true_size(qapp, tmp_path: Path, sizes: tuple[tuple[float, float], ...]) -> None:
    document, buffer = printing._open(make_pdf(*sizes))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.paint_pages(document, printer)
    buffer.close()
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == len(sizes)
    for page, (width, height) in zip(pages, sizes, strict=True):
        shown = (float(page.mediabox.width), float(page.mediabox.height))
        if page.rotation in (90, 270):
            shown = shown[::-1]
        assert shown == pytest.approx((width, height), abs=1.0)


def test_ink_stands_where_it_stood(qapp, tmp_path: Path) -> None:
    document, buffer = printing._open(make_pdf(F4))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.paint_pages(document, printer)
    buffer.close()
    printed, again = printing._open((tmp_path / "out.pdf").read_bytes())
    image = printed.render(0, QSize(430, 660))  # two pixels for a millimetre
    again.close()
    ground = QImage(image.size(), QImage.Format.Format_Grayscale8)
    ground.fill(255)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    lines = [bytes(ground.constScanLine(y))[:430] for y in range(660)]
    rows = [y for y, line in enumerate(lines) if min(line) < 100]
    inked = [x for x, grey in enumerate(lines[(rows[0] + rows[-1]) // 2]) if grey < 100]
    assert (inked[0] / 2, inked[-1] / 2) == pytest.approx((20, 120), abs=1)
    assert (rows[0] / 2, rows[-1] / 2) == pytest.approx((330 - 70, 330 - 20), abs=1)


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_worker_prints_the_pages_that_were_chosen_and_says_how_far_it_is(qapp, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    told: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(printing.print_pages, make_pdf(*[F4] * 4), printer, told.append).result()
    assert told == [0.5, 1.0]
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_a_print_that_is_stopped_says_so(qapp, tmp_path: Path) -> None:
    told: list[float] = []
    printer = pdf_printer(tmp_path / "out.pdf")
    assert not printing.print_pages(make_pdf(*[F4] * 4), printer, told.append, lambda: len(told) == 2)
    assert told == [0.25, 0.5]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_write_says_so(qapp, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Pencetak tidak siap"):
        printing.print_pages(make_pdf(F4), pdf_printer(tmp_path / "tiada" / "out.pdf"))


def test_the_paper_of_the_printer_is_used_where_it_is_the_one_that_is_meant() -> None:
    def size(width: float, height: float) -> QPageSize:
        match = QPageSize.SizeMatchPolicy.ExactMatch
        return QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, f"{width:g}", match)

    a4, folio, f4 = size(210, 297), size(215.9, 330.2), size(215, 330)
    nearest = printing.nearest_paper
    assert nearest(215, 330, [a4, folio, f4], custom=False) == f4
    assert nearest(215, 330, [a4, folio], custom=False) == folio
    assert nearest(215, 330, [a4, folio], custom=True) is None  # it takes the exact size
    assert nearest(215, 330, [a4], custom=False) is None
    assert nearest(215, 330, [a4, QPageSize(QPageSize.PageSizeId.Folio)], custom=False) is not None
    assert nearest(210, 297, [a4, folio], custom=True) == a4
    assert nearest(210, 297, [], custom=True) is None


def test_the_copies_of_a_kind_are_remembered(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "tampilan.ini")
    assert kept.copies("decision") == 1
    kept.keep_copies("decision", 3)
    assert (Preferences(tmp_path / "tampilan.ini").copies("decision"), kept.copies("summons-1")) == (3, 1)
    kept._kept.setValue("copies/decision", "banyak")
    assert kept.copies("decision") == 1
    choice = PrintChoice("", 3)
    assert printing.printer_of(choice).copyCount() == 3
    assert printing.chosen_of(pdf_printer(tmp_path / "out.pdf")).printer == ""
    assert not printing.is_known("tiada")


def test_printing_what_is_no_pdf_is_refused(qapp) -> None:
    with pytest.raises(BadFile):
        printing._open(b"")


def test_picture_is_fitted_and_zoomed(qtbot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.show_image(decode(make_png(2000, 1000)))
    assert view.words == "2000 x 1000 piksel"
    assert view.canvas.zoom == pytest.approx((view.canvas.viewport().width() - 16) / 2000, rel=0.02)
    before = view.canvas.zoom
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by place
    )  # fmt: skip
    QApplication.sendEvent(view.canvas.viewport(), wheel)
    assert view.canvas.zoom > before
    qtbot.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.zoom == pytest.approx(before)
    view.resize(900, 700)
    qtbot.waitUntil(lambda: view.canvas.zoom > before)


def test_small_picture_is_not_blown_up(qtbot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_image(QImage(40, 30, QImage.Format.Format_RGB32), "B-01")
    assert view.canvas.zoom == 1.0
    assert view.words == "B-01"


def test_picture_is_read_small() -> None:
    image = decode(make_png(2000, 1000), QSize(200, 200))
    assert (image.width(), image.height()) == (200, 100)


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp", "webp", "tiff"])
def test_every_kind_is_read_again_and_again(kind: str) -> None:
    """The reader of TIFF once looked at bytes that were gone."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(300, 200, QImage.Format.Format_RGB32).save(buffer, kind)
    data = bytes(buffer.data().data())
    for _ in range(5):
        assert decode(data, QSize(100, 100)).width() == 100
        with contextlib.suppress(BadPicture):
            read_picture(data)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>'


@pytest.mark.parametrize("data", [b"", b"bukan gambar", make_png(10, 10)[:40], SVG])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadPicture):
        decode(data)


def test_giant_picture_is_refused_before_it_is_read() -> None:
    data = bytearray(make_png(10, 10))
    data[16:24] = (40_000).to_bytes(4, "big") * 2  # the header alone says how large it is
    data[29:33] = crc32(bytes(data[12:29])).to_bytes(4, "big")
    with pytest.raises(BadPicture, match="terlalu besar"):
        decode(bytes(data))
