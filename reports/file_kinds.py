"""What a file is by its bytes, and whether its end is there; nothing in it is unpacked, run or fetched."""

# ruff: noqa: PLR2004 - the numbers are those of the formats
from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import IO, Final

from cases.rules.media_types import OFFICE_OLE, OFFICE_ZIPS, PROGRAM, promised

HEAD: Final = 4096
_TAIL: Final = 66_000
"""Where the directory of a ZIP begins at the latest, whose comment may have 65535 bytes."""
TEXT: Final = "text/plain"

_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"\0\0\x01\0", "image/x-icon"),
    (b"#!AMR", "audio/amr"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-wmv"),
    (b"\0\0\x01\xba", "video/mpeg"),
    (b"\0\0\x01\xb3", "video/mpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"PK\x07\x08", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\x4c\0\0\0\x01\x14\x02\0", PROGRAM),
    (b"#!", PROGRAM),
)
_BRANDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"avif", "image/avif"),
    (b"avis", "image/avif"),
    (b"heic", "image/heic"),
    (b"heix", "image/heic"),
    (b"heim", "image/heic"),
    (b"heis", "image/heic"),
    (b"hevc", "image/heic"),
    (b"hevx", "image/heic"),
    (b"mif1", "image/heif"),
    (b"msf1", "image/heif"),
    (b"M4A ", "audio/mp4"),
    (b"M4B ", "audio/mp4"),
    (b"qt  ", "video/quicktime"),
    (b"3gp", "video/3gpp"),
    (b"3g2", "video/3gpp"),
)
"""What the brands of an ISO media file say; any other is a video as MP4."""
_OLD_MOVIES: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""What a film of QuickTime begins with that has no brand."""
_RIFF: Final = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo", b"WEBP": "image/webp"}
_OGG_FILMS: Final = (b"\x80theora", b"fishead\0")
_ZIP_OFFICE: Final = re.compile(rb"(\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/|mimetype)")
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_PROLOGUE: Final = re.compile(r"(\s|<\?xml[^>]*>|<!--.*?-->|<!doctype svg[^>]*>)*", re.IGNORECASE | re.DOTALL)
_PAGE: Final = re.compile(r"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FIELD: Final = re.compile(r"[A-Za-z][A-Za-z-]*:\s")
_MIME: Final = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE: Final = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)

# Of a frame of MPEG sound: kilobits a second by version and layer III, and samples a second.
_BITS_1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITS_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES: Final = (44100, 48000, 32000)


def media_type_of(head: bytes, file_name: str = "") -> str:
    """The media type that the first bytes of a file tell (``HEAD`` of them), ``TEXT`` for any text, "" for unknown.

    The name only says which of two it is that begin alike: an office's document among ZIPs.
    """
    told = next((told for begins, told in _BEGINNINGS if head.startswith(begins)), "")
    if told == "application/zip":
        return _zipped(head, file_name)
    if told == "application/x-ole-storage":
        claimed = promised(file_name)
        return claimed if claimed in OFFICE_OLE else told
    if told == "image/x-icon" and not _icon(head):
        told = ""
    return told or next((told for look in _LOOKS if (told := look(head))), "")


def ends_early(file: IO[bytes], size: int, media_type: str) -> bool:
    """Whether a file breaks off, as far as its kind lets it be seen without decoding it."""
    look = _ENDS.get(media_type)
    return look is not None and look(file, size)


# -- by kind


def _icon(head: bytes) -> bool:
    """Four bytes alone are too few: what follows has to be the first entry of a directory that is not empty."""
    return len(head) >= 22 and head[4:6] != b"\0\0" and head[9] == 0


def _zipped(head: bytes, file_name: str) -> str:
    claimed = promised(file_name)
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return claimed if claimed in OFFICE_ZIPS and _ZIP_OFFICE.match(first) else "application/zip"


def _container(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[:4] == b"OggS":
        return "video/ogg" if any(mark in head for mark in _OGG_FILMS) else "audio/ogg"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "video/webm" if b"webm" in head[:80] else "video/x-matroska"
    return ""


def _bitmap(head: bytes) -> str:
    """Two letters alone are too few: the header that follows has one of few sizes."""
    return "image/bmp" if head[:2] == b"BM" and head[14:18] in _BMP_HEADERS else ""


_BMP_HEADERS: Final = frozenset(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))


def _pdf(head: bytes) -> str:
    """Programs read a PDF whose mark stands a little behind the beginning."""
    return "application/pdf" if b"%PDF-" in head[:1024] else ""


def _iso_media(head: bytes) -> str:
    if head[4:8] in _OLD_MOVIES:
        return "video/quicktime"
    if head[4:8] != b"ftyp":
        return ""
    length = min(max(int.from_bytes(head[:4], "big"), 16), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    main = next((told for begins, told in _BRANDS if brands[0].startswith(begins)), "video/mp4")
    if main == "image/heif":  # what only says that it is a picture says elsewhere how it is packed
        return next((told for begins, told in _BRANDS[:8] if begins in brands), main)
    return main


def _windows_program(head: bytes) -> str:
    return PROGRAM if head[:2] == b"MZ" and _NO_TEXT.search(head[:256]) else ""


def _sound(head: bytes) -> str:
    """Sound without a header of its own: two frames, the one behind the other."""
    for media_type, length_of in (("audio/mpeg", _mp3_frame), ("audio/aac", _aac_frame)):
        length = length_of(head)
        if length and length_of(head[length:]):
            return media_type
    return ""


def _mp3_frame(data: bytes) -> int:
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or bits in {0, 15} or rate == 3:
        return 0
    first = version == 3
    hertz = _RATES[rate] >> (0 if first else 1 if version == 2 else 2)
    return (144 if first else 72) * (_BITS_1 if first else _BITS_2)[bits] * 1000 // hertz + (data[2] >> 1 & 1)


def _aac_frame(data: bytes) -> int:
    if len(data) < 7 or data[0] != 0xFF or data[1] & 0xF6 != 0xF0:
        return 0
    length = (data[3] & 3) << 11 | data[4] << 3 | data[5] >> 5
    return length if length >= 7 else 0


def _text(head: bytes) -> str:
    words = _words(head)
    if words is None:
        return ""
    if words[_begin(words) :][:4].lower() == "<svg":
        return "image/svg+xml"
    if _FIELD.match(words) and _MIME.search(words):
        return "multipart/related" if _SAVED_PAGE.search(words) else "message/rfc822"
    return "text/html" if _PAGE.search(words) else TEXT


def _begin(words: str) -> int:
    match = _PROLOGUE.match(words)
    return match.end() if match else 0


def _words(head: bytes) -> str | None:
    """The beginning of a text in any of the usual codings, None for what is none."""
    for mark, coding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(coding, "replace")
    if not head or _NO_TEXT.search(head):
        return None
    return head.decode("utf-8", "replace")


_LOOKS: Final[tuple[Callable[[bytes], str], ...]] = (
    *(_container, _bitmap, _iso_media, _pdf),
    *(_windows_program, _sound, _text),
)


# -- ends


def _pdf_breaks_off(file: IO[bytes], size: int) -> bool:
    return b"%%EOF" not in _tail(file, size)


def _zip_breaks_off(file: IO[bytes], size: int) -> bool:
    tail = _tail(file, size)
    at = tail.rfind(b"PK\x05\x06")
    return at < 0 or at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") > len(tail)


def _tail(file: IO[bytes], size: int) -> bytes:
    file.seek(max(size - _TAIL, 0))
    return file.read(_TAIL)


def _boxes_break_off(file: IO[bytes], size: int) -> bool:
    """Walk along the outermost boxes: one that reaches behind the end, or nothing that says how to play them."""
    at, playable = 0, False
    for _ in range(_MOST_BOXES):
        if size - at < 8:
            break
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return True
        length, kind = struct.unpack(">I4s", header[:8])
        if length == 1 and len(header) == 16:
            length = int.from_bytes(header[8:], "big")
        playable = playable or kind in {b"moov", b"moof"}
        if length == 0:  # up to the end of the file
            break
        if length < 8 or (at + length > size):
            return bool(playable is False or kind in _BOXES)
        at += length
    return not playable


def _segment_breaks_off(file: IO[bytes], size: int) -> bool:
    """Compare the length that a film of Matroska states for all of itself; one that was streamed states none."""
    file.seek(0)
    head = file.read(HEAD)
    at = head.find(b"\x18\x53\x80\x67") + 4
    if at < 4 or at >= len(head) or not head[at]:
        return at < 4
    width = 9 - head[at].bit_length()
    stated = int.from_bytes(head[at : at + width], "big") & ((1 << 7 * width) - 1)
    return stated != (1 << 7 * width) - 1 and at + width + stated > size


def _riff_breaks_off(file: IO[bytes], size: int) -> bool:
    """Compare the length that is stated; a recorder that did not know it yet left nothing or everything there."""
    file.seek(4)
    stated = int.from_bytes(file.read(4), "little")
    return stated not in {0, 0xFFFFFFFF} and stated + 8 > size + 1


def _pages_break_off(file: IO[bytes], size: int) -> bool:
    """Go from the last mark of a page in the tail: its parts have to be there."""
    tail = _tail(file, size)
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    parts = tail[at + 27 : at + 27 + tail[at + 26]]
    return at + 27 + tail[at + 26] + sum(parts) > len(tail)


_MOST_BOXES: Final = 100_000
_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"moof"})
"""Boxes that must be whole; some cameras append something of their own that is no box."""
_ENDS: Final[dict[str, Callable[[IO[bytes], int], bool]]] = {
    "application/pdf": _pdf_breaks_off,
    **dict.fromkeys(("application/zip", *OFFICE_ZIPS), _zip_breaks_off),
    **dict.fromkeys(("video/webm", "video/x-matroska"), _segment_breaks_off),
    **dict.fromkeys(("audio/wav", "video/x-msvideo"), _riff_breaks_off),
    **dict.fromkeys(("audio/ogg", "video/ogg"), _pages_break_off),
    **dict.fromkeys(("video/mp4", "video/quicktime", "video/3gpp", "audio/mp4"), _boxes_break_off),
}
