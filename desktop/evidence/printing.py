"""The papers of evidence from the vault to a PDF, away from the UI thread: one original in memory at a time.

What only is looked at reads its originals as opened, what leaves as printed: each original once, and before anything
is on paper, so that a print that breaks off is on record too. A card whose original fails its check says so instead of
showing it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cases.errors import OfficeError
from cases.model.case import CaseFile
from cases.model.evidence_paper import EvidencePapers, ItemPictures, PaperItem, PaperOrder
from cases.model.packet import PacketPart, PartForm
from cases.model.user import Actor
from cases.services import evidence_papers
from desktop.threads import assert_not_ui_thread

if TYPE_CHECKING:
    from PIL import Image
    from PySide6.QtPdf import QPdfDocument

    from desktop.wiring import OpenOffice
    from reports.evidence.pictures import Room

PREVIEWED: Final = 12
"""So many cards are shown in a preview."""
_PREVIEW_DPI: Final = 96
_PART: Final = "Daftar dan Kartu Bukti"
_UNSHOWN: Final = "PDF ini tidak dapat dibuka untuk dicetak; lihat berkas aslinya."

Tick = Callable[[float, str], object]
Stop = Callable[[], bool]
Kept = dict[tuple[str, int, bool], ItemPictures]
"""Pictures that a preview has read already, by item, cards a page and whether further pages are wanted."""


@dataclass(frozen=True, slots=True)
class MadePapers:
    """Papers as bytes, how many pages they have, and what they say."""

    pdf: bytes
    pages: int
    papers: EvidencePapers


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose evidence goes on paper and how: of a report, or with ``case_id`` of a case that it has led to."""

    report_id: str
    order: PaperOrder
    case_id: str = ""


def _silent(_share: float, _words: str) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def printed(
    office: OpenOffice, actor: Actor, wanted: Wanted, tick: Tick = _silent, stop: Stop = _never
) -> MadePapers | None:
    """Return papers that leave the program; None when it was stopped. Raises OfficeError."""
    return _made(office, actor, wanted, None, tick, stop)


def previewed(
    office: OpenOffice, actor: Actor, wanted: Wanted, kept: Kept, tick: Tick = _silent, stop: Stop = _never
) -> MadePapers | None:
    """Return the same to be looked at, with the first cards alone; ``kept`` holds what was read before."""
    first = office.read(evidence_papers.papers, actor, wanted.report_id, wanted.order, wanted.case_id)
    few = replace(wanted.order, carded=tuple(item.id for item in first.carded[:PREVIEWED]))
    return _made(office, actor, replace(wanted, order=few), kept, tick, stop)


def evidence_part(
    office: OpenOffice, actor: Actor, file: CaseFile, tick: Tick = _silent, stop: Stop = _never
) -> PacketPart | None:
    """Return list and cards of a case's evidence as part of its packet; None without evidence, or when stopped."""
    order = office.read(evidence_papers.attachment, actor, file.case.id)
    if order is None:
        return None
    made = printed(office, actor, Wanted(report_id=file.report.id, order=order, case_id=file.case.id), tick, stop)
    if made is None:
        return None
    papers = made.papers
    return PacketPart(
        letter_id="",
        title=_PART,
        number="",
        letter_on=papers.as_of.astimezone(papers.zone.zone).date(),
        whose=papers.case_number,
        form=PartForm.ATTACHED,
        remark="",
        confidential=True,
        paper=papers.profile.paper,
        data=made.pdf,
        sha256=hashlib.sha256(made.pdf).hexdigest(),
    )


def _made(
    office: OpenOffice, actor: Actor, wanted: Wanted, kept: Kept | None, tick: Tick, stop: Stop
) -> MadePapers | None:
    assert_not_ui_thread()
    from reports.evidence import EvidencePdf  # noqa: PLC0415 - reportlab and Pillow are slow to load
    from reports.evidence.pictures import PRINT_DPI, Room  # noqa: PLC0415 - as above

    order = wanted.order
    dpi = PRINT_DPI if kept is None else _PREVIEW_DPI
    room = Room(order.per_page, dpi, every_page=order.every_page)

    def told() -> EvidencePapers:
        return office.read(evidence_papers.papers, actor, wanted.report_id, order, wanted.case_id)

    service = evidence_papers.print_original if kept is None else evidence_papers.preview_original
    pictures: dict[str, ItemPictures] = {}
    carded = told().carded
    for done, item in enumerate(carded):
        if stop():
            return None
        tick(done / (len(carded) + 1), f"Menyiapkan {item.label}…")
        key = (item.id, order.per_page, order.every_page)
        if kept is not None and key in kept:
            pictures[item.id] = kept[key]
            continue
        pictures[item.id] = _pictures(lambda one: office.read(service, actor, one.id), item, room)
        if kept is not None:
            kept[key] = pictures[item.id]
    tick(len(carded) / (len(carded) + 1), "Menyusun halaman…")
    papers = told()  # again: what was read is on record by now, and what failed is known
    made = EvidencePdf().render(papers, pictures, stop)
    return MadePapers(made.pdf, made.pages, papers) if made.pages else None


def _pictures(read: Callable[[PaperItem], bytes], item: PaperItem, room: Room) -> ItemPictures:
    """The pictures of one item; what keeps it from being shown is told on its card."""
    from reports.evidence.pictures import of_picture  # noqa: PLC0415 - as above

    if not item.pictured:
        return ItemPictures()
    try:
        data = read(item)
        return of_document(data, room) if item.media_type == "application/pdf" else of_picture(data, room)
    except OfficeError as error:
        return ItemPictures(problem=error.sentence)


def of_document(data: bytes, room: Room) -> ItemPictures:
    """Return the pages of a PDF as pictures: drawn, so that nothing that lies in it reaches the paper otherwise."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 - the command line has no Qt
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - as above

    from reports.evidence.pictures import of_pages  # noqa: PLC0415 - see _made

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        count = document.pageCount()
        if document.status() != QPdfDocument.Status.Ready or count < 1:
            return ItemPictures(problem=_UNSHOWN)
        return of_pages((_page(document, number, room) for number in range(min(count, room.pages))), count, room)
    finally:
        document.close()
        buffer.close()


def _page(document: QPdfDocument, number: int, room: Room) -> Image.Image:
    """One page, drawn on white as large as its card shows it."""
    from PIL import Image  # noqa: PLC0415 - see _made
    from PySide6.QtCore import QSize, Qt  # noqa: PLC0415 - see of_document
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - see of_document

    points = document.pagePointSize(number)
    wide, high = room.box
    scale = min(wide / max(points.width(), 1.0), high / max(points.height(), 1.0))
    size = QSize(max(round(points.width() * scale), 1), max(round(points.height() * scale), 1))
    paper = QImage(size, QImage.Format.Format_RGB888)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    lines = bytes(paper.constBits())
    return Image.frombuffer("RGB", (size.width(), size.height()), lines, "raw", "RGB", paper.bytesPerLine(), 1)
