"""What the viewer shows of an item: a picture's frames, a PDF's pages, a text's source, or why it shows nothing.

Reading is for a worker. Nothing inside a file is run or fetched: pictures are decoded, pages drawn, and everything that
could hold a command (HTML, SVG, letters of mail) is shown as the characters it consists of.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, TypeAlias

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from cases.errors import BadPicture
from cases.model.evidence import Evidence
from desktop.widgets.page_canvas import levels_of
from desktop.widgets.picture_view import decode, reading

MOST_PIXELS: Final = 40_000_000
"""A picture with more is shown smaller; its 100 % stays its own."""
MOST_LETTERS: Final = 1_000_000
MOST_LINES: Final = 20_000
"""More of either would be felt when a text is shown."""
_LONGEST_LINE: Final = 2_000
_MIB: Final = 1024 * 1024
_MOST_BYTES: Final = {"picture": 200 * _MIB, "paper": 200 * _MIB, "text": 50 * _MIB}
"""What is read into memory at all, of each kind."""

_DRAWINGS: Final = frozenset({"image/svg+xml"})
_TEXTS: Final = frozenset({
    "application/json", "application/xhtml+xml", "application/xml", "application/x-mimearchive", "message/rfc822",
    "multipart/related",
})  # fmt: skip
_TEXT_ENDINGS: Final = frozenset({
    ".csv", ".eml", ".htm", ".html", ".json", ".log", ".md", ".mht", ".mhtml", ".svg", ".txt", ".xhtml", ".xml",
})  # fmt: skip
_UNSHOWN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that a screen obeys instead of showing them."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of a picture: ``size`` large at 100 %, in several sizes."""

    size: QSizeF
    levels: tuple[QImage, ...]


@dataclass(frozen=True, slots=True)
class PictureContent:
    """A picture: its first frame, how many there are, and the bytes from which another is made."""

    data: bytes
    first: Frame
    frames: int


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A PDF."""

    data: bytes


@dataclass(frozen=True, slots=True)
class TextContent:
    """The source of a text; ``cut`` when it is only its beginning."""

    words: str
    cut: bool


@dataclass(frozen=True, slots=True)
class NoContent:
    """Nothing that is shown here, and why where its kind does not say so."""

    sentence: str


Content: TypeAlias = PictureContent | PaperContent | TextContent | NoContent


def kind_of_content(item: Evidence) -> str:
    """What an item would be shown as: "picture", "paper", "text", or "" for nothing that is shown here."""
    ending = PurePath(item.file_name).suffix.lower()
    if item.media_type == "application/pdf":
        return "paper"
    if item.media_type.startswith("image/") and item.media_type not in _DRAWINGS:
        return "picture"
    text = item.media_type.startswith("text/") or item.media_type in _TEXTS | _DRAWINGS or ending in _TEXT_ENDINGS
    return "text" if text else ""


def unread(item: Evidence) -> NoContent | None:
    """Why the bytes of an item are not even read; None when they are."""
    kind = kind_of_content(item)
    if not kind:
        return NoContent("")
    if item.size > _MOST_BYTES[kind]:
        return NoContent("Berkas ini terlalu besar untuk ditampilkan di sini.")
    return None


def read_content(item: Evidence, data: bytes) -> Content:
    """Make of the bytes what is shown; for a worker."""
    kind = kind_of_content(item)
    if kind == "paper":
        return PaperContent(data)
    if kind == "text":
        return _text(data)
    if kind != "picture":
        return NoContent("")
    try:
        return PictureContent(data, read_frame(data, 0), _count(data))
    except BadPicture as error:
        return NoContent(error.sentence)


def read_frame(data: bytes, number: int) -> Frame:
    """A frame of a picture, from 0; for a worker. Raises BadPicture."""
    if number == 0:
        try:
            return _by_qt(data)
        except BadPicture:  # of a kind that Qt does not read, or too much for it
            pass
    return _by_pillow(data, number)


def _by_qt(data: bytes) -> Frame:
    with reading(data) as reader:
        size = reader.size()
    pixels = max(size.width(), 0) * max(size.height(), 0)
    if pixels <= MOST_PIXELS:
        image = decode(data)
        return Frame(QSizeF(image.size()), levels_of(image))
    part = math.sqrt(MOST_PIXELS / pixels)
    image = decode(data, QSize(int(size.width() * part), int(size.height() * part)))
    turned = (image.width() > image.height()) != (size.width() > size.height())
    return Frame(QSizeF(size.transposed() if turned else size), levels_of(image))


def _by_pillow(data: bytes, number: int) -> Frame:
    from reports.picture_frames import plain_frame  # noqa: PLC0415 - Pillow, which only such a picture waits for

    plain = plain_frame(data, number, MOST_PIXELS)
    line = plain.width * 4
    image = QImage(plain.pixels, plain.width, plain.height, line, QImage.Format.Format_RGBA8888).copy()
    return Frame(QSizeF(plain.whole_width, plain.whole_height), levels_of(image))


def _count(data: bytes) -> int:
    from reports.picture_frames import count_frames  # noqa: PLC0415 - as above

    return count_frames(data)


def _text(data: bytes) -> TextContent:
    """The characters of a text, those that a screen cannot show replaced, lines without end broken."""
    beginning = data[: MOST_LETTERS * 4]
    named = next((name for mark, name in _MARKS if beginning.startswith(mark)), "utf-8")
    try:
        words = codecs.getincrementaldecoder(named)().decode(beginning)  # forgives a letter that is cut at the end
    except UnicodeDecodeError:
        words = beginning.decode("cp1252", "replace")
    cut = len(beginning) < len(data) or len(words) > MOST_LETTERS
    words = words[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n")
    lines = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", words).split("\n")
    if any(len(line) > _LONGEST_LINE for line in lines):
        lines = [
            line[start : start + _LONGEST_LINE]
            for line in lines
            for start in range(0, max(len(line), 1), _LONGEST_LINE)
        ]
    return TextContent("\n".join(lines[:MOST_LINES]), cut or len(lines) > MOST_LINES)
