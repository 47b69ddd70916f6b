"""Evidence to look at: pictures, frames and papers made on the spot."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cases.model.evidence import Evidence

ITEM = Evidence(
    id="e-1",
    report_id="r-1",
    ordinal=1,
    title="Unggahan",
    file_name="a.png",
    media_type="image/png",
    size=1000,
    sha256="0" * 64,
    blob="1" * 64,
    added_at=datetime(2026, 5, 4, tzinfo=UTC),
    added_by="admin",
)
PDF_ITEM = replace(ITEM, id="e-2", ordinal=2, title="Surat", file_name="surat.pdf", media_type="application/pdf")
HUES = ("#c00000", "#00c000", "#0000c0")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def frames(kind: str) -> bytes:
    """Three frames, red, green and blue."""
    first, *others = (Image.new("RGB", (60, 40), hue) for hue in HUES)
    return saved(first, kind, save_all=True, append_images=others)


def quarters() -> bytes:
    """A picture whose upper left quarter is red."""
    image = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 199, 99), fill="#c00000")
    return saved(image, "PNG")


def pdf(pages: int, password: str = "") -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400), encrypt=StandardEncryption(password) if password else None)
    for n in range(pages):
        canvas.setFillColor(HUES[n % 3])
        canvas.rect(0, 0, 300, 400, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
