"""What kinds of files there are: their media types, their words, the endings of their names, and what a name promises.

The type itself is told by the bytes (``reports.file_kinds``); a name only promises one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind: how people call them and the endings of their names.

    ``told`` says whether the bytes alone prove the kind; of one that they do not prove, the name is believed.
    """

    words: str
    endings: tuple[str, ...]
    told: bool = True


_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"

KINDS: Final[dict[str, Kind]] = {
    "image/png": Kind("gambar PNG", ("png",)),
    "image/jpeg": Kind("gambar JPEG", ("jpg", "jpeg", "jpe", "jfif")),
    "image/gif": Kind("gambar GIF", ("gif",)),
    "image/webp": Kind("gambar WebP", ("webp",)),
    "image/bmp": Kind("gambar BMP", ("bmp", "dib")),
    "image/tiff": Kind("gambar TIFF", ("tif", "tiff")),
    "image/heic": Kind("gambar HEIC", ("heic", "heics")),
    "image/heif": Kind("gambar HEIF", ("heif", "heifs", "hif")),
    "image/avif": Kind("gambar AVIF", ("avif",)),
    "image/x-icon": Kind("ikon", ("ico",)),
    "image/svg+xml": Kind("gambar SVG", ("svg", "svgz")),
    "application/pdf": Kind("dokumen PDF", ("pdf",)),
    "video/mp4": Kind("video MP4", ("mp4", "m4v")),
    "video/quicktime": Kind("video MOV", ("mov", "qt")),
    "video/webm": Kind("video WebM", ("webm",)),
    "video/x-matroska": Kind("video MKV", ("mkv",)),
    "video/3gpp": Kind("video 3GP", ("3gp", "3g2")),
    "video/x-msvideo": Kind("video AVI", ("avi",)),
    "video/x-ms-wmv": Kind("video WMV", ("wmv", "asf", "wma")),
    "video/mpeg": Kind("video MPEG", ("mpg", "mpeg")),
    "video/ogg": Kind("video OGG", ("ogv",)),
    "audio/mpeg": Kind("rekaman suara MP3", ("mp3",)),
    "audio/mp4": Kind("rekaman suara M4A", ("m4a", "m4b")),
    "audio/ogg": Kind("rekaman suara OGG", ("ogg", "oga", "opus")),
    "audio/wav": Kind("rekaman suara WAV", ("wav",)),
    "audio/amr": Kind("rekaman suara AMR", ("amr", "awb")),
    "audio/aac": Kind("rekaman suara AAC", ("aac",)),
    "audio/flac": Kind("rekaman suara FLAC", ("flac",)),
    "text/html": Kind("halaman web", ("html", "htm", "xhtml"), told=False),
    "multipart/related": Kind("halaman web yang disimpan (MHTML)", ("mht", "mhtml"), told=False),
    "message/rfc822": Kind("surel", ("eml",), told=False),
    "text/plain": Kind("teks", ("txt", "log"), told=False),
    "text/csv": Kind("tabel CSV", ("csv",), told=False),
    "application/zip": Kind("arsip ZIP", ("zip",)),
    "application/vnd.rar": Kind("arsip RAR", ("rar",)),
    "application/x-7z-compressed": Kind("arsip 7z", ("7z",)),
    "application/gzip": Kind("arsip GZIP", ("gz", "tgz")),
    f"{_OOXML}.wordprocessingml.document": Kind("dokumen Word", ("docx",)),
    f"{_OOXML}.spreadsheetml.sheet": Kind("buku kerja Excel", ("xlsx",)),
    f"{_OOXML}.presentationml.presentation": Kind("presentasi PowerPoint", ("pptx",)),
    f"{_ODF}.text": Kind("dokumen OpenDocument", ("odt",)),
    f"{_ODF}.spreadsheet": Kind("buku kerja OpenDocument", ("ods",)),
    f"{_ODF}.presentation": Kind("presentasi OpenDocument", ("odp",)),
    "application/msword": Kind("dokumen Word lama", ("doc",)),
    "application/vnd.ms-excel": Kind("buku kerja Excel lama", ("xls",)),
    "application/vnd.ms-powerpoint": Kind("presentasi PowerPoint lama", ("ppt",)),
    "application/vnd.ms-outlook": Kind("surel Outlook", ("msg",)),
    "application/rtf": Kind("dokumen RTF", ("rtf",)),
}
"""Every kind that is known, by media type."""

OFFICE_ZIPS: Final = frozenset(kind for kind in KINDS if kind.startswith((_OOXML, _ODF)))
"""Office documents that are a ZIP inside."""
OFFICE_OLE: Final = frozenset(
    f"application/{name}" for name in ("msword", "vnd.ms-excel", "vnd.ms-powerpoint", "vnd.ms-outlook")
)
"""Office documents of the old form, which one signature begins."""
PROGRAM: Final = "application/x-executable"
"""What a computer would run, whatever it runs on."""
UNKNOWN: Final = "application/octet-stream"

_BY_ENDING: Final = {ending: media_type for media_type, kind in KINDS.items() for ending in kind.endings}
_RUN: Final = {
    *("apk", "appx", "bat", "cmd", "com", "cpl", "exe", "hta", "inf", "jar", "js", "jse", "lnk", "msc", "msi", "msix"),
    *("msp", "pif", "ps1", "psm1", "reg", "scr", "sct", "sh", "url", "vb", "vbe", "vbs", "ws", "wsc", "wsf", "wsh"),
}
"""Endings at which a double click runs something, or fetches."""
_SAME: Final = frozenset({("video/mp4", "audio/mp4"), ("image/heif", "image/heic"), ("video/3gpp", "audio/mp4")})
"""What is found, and what a name may promise of it all the same: one container holds both."""


def ending_of(file_name: str) -> str:
    """The ending of a file's name in small letters, without its dot; "" for none."""
    stem, dot, ending = file_name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def promised(file_name: str) -> str:
    """The media type that a name promises, "" where it promises none that is known."""
    return _BY_ENDING.get(ending_of(file_name), "")


def told_by_bytes(media_type: str) -> bool:
    """Whether a file of this type is known by its bytes, so that a name alone does not make one."""
    return media_type in KINDS and KINDS[media_type].told


def settled(found: str, file_name: str) -> str:
    """The media type of bytes of which one was found, where the name may decide between two of one container."""
    claimed = promised(file_name)
    return claimed if (found, claimed) in _SAME else found


def words_of(media_type: str) -> str:
    """How people call files of a type ("gambar JPEG")."""
    if media_type == PROGRAM:
        return "program komputer"
    kind = KINDS.get(media_type)
    return kind.words if kind is not None else "berkas"


def is_program(media_type: str, file_name: str) -> bool:
    """Whether opening the file outside would run something: it is kept and handed out, never opened from here."""
    return media_type == PROGRAM or ending_of(file_name) in _RUN


def note_on(media_type: str, file_name: str) -> str:
    """What must be known of a file before it goes in, one sentence; "" for nothing."""
    if is_program(media_type, file_name):
        return "Berkas ini dapat menjalankan program: disimpan apa adanya dan tidak pernah dibuka dari sini."
    claimed = promised(file_name)
    if claimed and claimed != media_type and told_by_bytes(media_type):
        ending, words = ending_of(file_name), words_of(media_type)
        return f"Namanya berakhir .{ending}, tetapi isinya {words}; disimpan sebagai {words}."
    return ""
