"""Real files of every format that evidence may have, made here or tiny (``media/README.md``): name, bytes, type."""

from __future__ import annotations

import io
import wave
import zipfile
from functools import cache
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

MEDIA = Path(__file__).parent / "media"
HTML = b"<!DOCTYPE html>\n<html><body><p>Unggahan akun contoh</p><script>alert(1)</script></body></html>"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://contoh.invalid/1\r\nSubject: Unggahan\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----batas"\r\n\r\n'
    b"------batas\r\nContent-Type: text/html\r\n\r\n<html><body>Unggahan</body></html>\r\n------batas--\r\n"
)
AMR = b"#!AMR\n" + b"\x04" + bytes(12) * 5
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def drawn() -> Image.Image:
    """A made-up screenshot."""
    made = Image.new("RGB", (160, 120), "#f4f1ea")
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, 0, 160, 22), fill="#0e6660")
    draw.ellipse((12, 34, 52, 74), fill="#c0392b")
    draw.rectangle((64, 36, 148, 46), fill="#444444")
    return made


def picture(kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    drawn().save(target, kind, **how)
    return target.getvalue()


def paper() -> bytes:
    """A PDF of one page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(200, 200))
    canvas.drawString(20, 100, "Halaman contoh")
    canvas.save()
    return target.getvalue()


def archive(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()


def _document() -> bytes:
    target = io.BytesIO()
    made = Document()
    made.add_paragraph("Surat contoh")
    made.save(target)
    return target.getvalue()


def _workbook() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def _sound() -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(1)
        made.setframerate(8000)
        made.writeframes(bytes(range(256)) * 4)
    return target.getvalue()


@cache
def every_format() -> dict[str, tuple[bytes, str]]:
    """Bytes and media type by name."""
    made = {
        "layar.png": (picture("PNG"), "image/png"),
        "layar.jpg": (picture("JPEG"), "image/jpeg"),
        "layar.webp": (picture("WEBP"), "image/webp"),
        "layar.gif": (picture("GIF"), "image/gif"),
        "layar.tiff": (picture("TIFF"), "image/tiff"),
        "layar.bmp": (picture("BMP"), "image/bmp"),
        "layar.avif": (picture("AVIF"), "image/avif"),
        "surat.pdf": (paper(), "application/pdf"),
        "halaman.html": (HTML, "text/html"),
        "halaman.mhtml": (MHTML, "multipart/related"),
        "arsip.zip": (archive(a=b"isi arsip"), "application/zip"),
        "surat.docx": (_document(), WORD),
        "daftar.xlsx": (_workbook(), EXCEL),
        "rekaman.wav": (_sound(), "audio/wav"),
        "rekaman.amr": (AMR, "audio/amr"),
        "obrolan.txt": ("30/04/26 19.42 - Ratna: Ayo dukung 😀\n".encode(), "text/plain"),
    }
    kept = {
        "contoh.heic": "image/heic",
        "contoh.mp4": "video/mp4",
        "contoh.mov": "video/quicktime",
        "contoh.webm": "video/webm",
        "contoh.3gp": "video/3gpp",
        "contoh.mp3": "audio/mpeg",
        "tanpa-id3.mp3": "audio/mpeg",
        "contoh.m4a": "audio/mp4",
        "contoh.ogg": "audio/ogg",
    }
    return made | {name: ((MEDIA / name).read_bytes(), media_type) for name, media_type in kept.items()}
