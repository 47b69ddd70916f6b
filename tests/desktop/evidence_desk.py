"""Evidence on a desk, for tests of the panel and of what is brought to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QLabel
from samples import make_person

from cases.model.report import Channel, Source
from cases.services.reports import ReportForm
from desktop.pages.evidence_panel import EvidencePanel

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
    platform="Facebook",
    account="ratna.k",
    url="https://contoh.invalid/1",
)


PDF = b"%PDF-1.4\n% rusak, tetapi tetap bukti\n%%EOF"


def paper(path: Path) -> bytes:
    """A PDF of one page."""
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    painter.drawLine(0, 0, 100, 100)
    painter.end()
    return path.read_bytes()


def picture(path: Path, hue: int = 10, width: int = 320, height: int = 200) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(hue % 360, 200, 200))
    assert image.save(str(path))
    return path


def words(panel: EvidencePanel) -> str:
    return "\n".join(made.text() for made in panel.detail.findChildren(QLabel) if made.isVisibleTo(panel.detail))
