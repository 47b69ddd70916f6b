"""Files on their way to become evidence: read, fingerprinted and looked at away from the UI thread."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage

from cases.errors import BadFile, BadPicture, OfficeError, StorageError
from cases.model.evidence import Source
from desktop.widgets.picture_view import decode
from reports.pictures import PillowPictures

PREVIEW: Final = QSize(1400, 1000)
MOST_FILES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that somebody wants to add.

    ``path`` names it on the disk, or ``data`` holds what was pasted; ``sha256`` is of the bytes that were looked at, so
    that nothing else goes in under their preview. ``problem`` is the sentence that keeps it out, "" for none.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    size: int = 0
    sha256: str = ""
    media_type: str = ""
    preview: QImage | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    file_time: datetime | None = None
    problem: str = ""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files among paths and inside folders, hidden ones left out.

    Raises BadFile when there are too many; of a whole drive no more than that is looked at.
    """
    found: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else iter([path])
        wanted = (one for one in inside if not one.is_dir() and not one.name.startswith("."))
        found += sorted(islice(wanted, MOST_FILES + 1 - len(found)))
    if len(found) > MOST_FILES:
        raise BadFile(f"Ada lebih dari {MOST_FILES} berkas; tambahkan paling banyak {MOST_FILES} sekaligus.")
    return found


def look_at(paths: Sequence[Path], tick: Callable[[float, str], object], stop: Callable[[], bool]) -> list[Candidate]:
    """Read and check files one after another; ``tick`` hears how far it is."""
    files = files_in(paths)
    seen: list[Candidate] = []
    for place, path in enumerate(files):
        if stop():
            break
        tick(place / len(files), f"Membaca {path.name}")
        seen.append(_look(path))
    return seen


def pasted(image: QImage, name: str) -> Candidate:
    """A picture from the clipboard as a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # Qt takes the format's name as text
        return Candidate(name=name, problem="Gambar dari papan klip tidak dapat dibaca; salin ulang gambarnya.")
    return _checked(name, bytes(buffer.data().data()))


def source_of(candidate: Candidate) -> Source:
    """What to store: the file, or what was pasted."""
    return candidate.data if candidate.path is None else candidate.path


def size_words(size: int) -> str:
    """A size as people say it ("1,2 MB")."""
    if size < 1_000_000:
        return f"{max(size / 1000, 0.1):.0f} KB" if size >= 1000 else f"{size} byte"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _look(path: Path) -> Candidate:
    try:
        if path.exists() and not path.is_file():  # a pipe, a device: reading it might never end
            raise BadFile(f"{path.name} bukan berkas biasa; pilih berkas lain.")
        return _checked(path.name, path)
    except OSError as error:
        return Candidate(name=path.name, path=path, problem=_unreadable(path, error).sentence)
    except OfficeError as error:
        return Candidate(name=path.name, path=path, problem=error.sentence)


def _checked(name: str, source: Source) -> Candidate:
    path, data = (None, source) if isinstance(source, bytes) else (source, b"")
    size = len(data) if path is None else path.stat().st_size
    pictures = PillowPictures()
    try:
        media_type = pictures.inspect(source, name)
    except OfficeError as error:
        return Candidate(name=name, path=path, size=size, problem=error.sentence)
    return Candidate(
        name=name,
        path=path,
        data=data,
        size=size,
        sha256=_fingerprint(source),
        told=pictures.told(source),
        file_time=datetime.fromtimestamp(path.stat().st_mtime, UTC) if path is not None else None,
        media_type=media_type,
        preview=_preview(source) if media_type.startswith("image/") else None,
    )


def _fingerprint(source: Source) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _preview(source: Source) -> QImage | None:
    try:
        return decode(source if isinstance(source, bytes) else source.read_bytes(), PREVIEW)
    except BadPicture:  # a format that Pillow reads and Qt does not: it goes in without a preview
        return None


def _unreadable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"Berkas {path.name} tidak dapat dibaca; periksa apakah masih ada dan tidak dipakai program lain.", str(error)
    )
