"""Files on their way to become evidence: found, read once, fingerprinted and looked at away from the UI thread."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage

from cases.errors import BadFile, OfficeError, Stopped, StorageError
from cases.file_names import kept_name
from cases.model.evidence import Source
from cases.plain_file import opened
from cases.rules.media_types import note_on
from cases.services.evidence import Seen
from reports.pictures import PillowPictures

PREVIEW: Final = QSize(1400, 1000)
MOST_FILES: Final = 200
_IN_MEMORY: Final = 64_000_000
"""Up to this size a file is read once and looked at in memory; of a larger one only its ends are read a second time."""
_PIECE: Final = 1 << 20
_SYSTEM: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin"})
"""What systems put into folders by themselves; what begins with a dot or with "~$" besides."""
_HIDDEN: Final = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
_ELSEWHERE: Final = 0x00400000 | 0x00040000 | stat.FILE_ATTRIBUTE_OFFLINE
"""A file of which only the name is here (RECALL_ON_DATA_ACCESS, RECALL_ON_OPEN): reading it would fetch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that somebody wants to add.

    ``path`` names it on the disk, or ``data`` holds what was pasted; ``sha256`` is of the bytes that were looked at, so
    that nothing else goes in under their ``preview`` (a small picture, encoded; b"" for none). ``problem`` is the
    sentence that keeps it out, ``note`` one that does not (its name promises something else, it could run).
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    size: int = 0
    sha256: str = ""
    media_type: str = ""
    preview: bytes = b""
    told: Mapping[str, str] = field(default_factory=dict)
    file_time: datetime | None = None
    problem: str = ""
    note: str = ""

    @property
    def seen(self) -> Seen:
        """What ``evidence.stage`` need not find out again."""
        return Seen(media_type=self.media_type, sha256=self.sha256, told=self.told)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files among paths and inside folders, those of the system and hidden ones left out.

    Links to folders are not followed. Raises BadFile when there are too many, and for folders with nothing in them; of
    a whole drive no more than that is looked at.
    """
    found: list[Path] = []
    for path in paths:
        for one in _inside(path) if path.is_dir() else (path,):
            found.append(one)
            if len(found) > MOST_FILES:
                raise BadFile(f"Ada lebih dari {MOST_FILES} berkas; tambahkan paling banyak {MOST_FILES} sekaligus.")
    if not found:
        raise BadFile("Folder ini tidak berisi berkas yang dapat ditambahkan; pilih berkas atau folder lain.")
    return found


def look_at(paths: Sequence[Path], tick: Callable[[float, str], object], stop: Callable[[], bool]) -> list[Candidate]:
    """Read and check files one after another; ``tick`` hears how far it is, within a large file too."""
    files = files_in(paths)
    sizes = [max(_size(path), 1) for path in files]
    total, done = sum(sizes), 0
    seen: list[Candidate] = []
    for path, size in zip(files, sizes, strict=True):
        words = f"Membaca {kept_name(path.name)}"

        def heard(read: int, before: int = done, most: int = size, words: str = words) -> None:
            if stop():
                raise Stopped("Dibatalkan.")
            tick((before + min(read, most)) / total, words)

        try:
            heard(0)
            seen.append(_look(path, heard))
        except Stopped:
            break
        done += size
    return seen


def pasted(image: QImage, name: str) -> Candidate:
    """A picture from the clipboard as a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # Qt takes the format's name as text
        return Candidate(name=name, problem="Gambar dari papan klip tidak dapat dibaca; salin ulang gambarnya.")
    data = bytes(buffer.data().data())
    try:
        return _checked(name, None, data, hashlib.sha256(data).hexdigest(), len(data))
    except OfficeError as error:
        return Candidate(name=name, size=len(data), problem=error.sentence)


def source_of(candidate: Candidate) -> Source:
    """What to store: the file, or what was pasted."""
    return candidate.data if candidate.path is None else candidate.path


def size_words(size: int) -> str:
    """A size as people say it ("1,2 MB")."""
    if size < 1_000_000:
        return f"{max(size / 1000, 0.1):.0f} KB" if size >= 1000 else f"{size} byte"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders in the order of their names; a folder that cannot be read is its own."""
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not _left_out(Path(root) / name))
        yield from (path for path in (Path(root) / name for name in sorted(names)) if not _left_out(path))
    yield from closed


def _left_out(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith((".", "~$")) or name in _SYSTEM or bool(_attributes(path) & _HIDDEN)


def _attributes(path: Path) -> int:
    """What Windows says of a file, 0 elsewhere."""
    try:
        return getattr(path.lstat(), "st_file_attributes", 0)
    except OSError:
        return 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _look(path: Path, heard: Callable[[int], object]) -> Candidate:
    name = kept_name(path.name)
    try:
        if path.is_dir():
            raise BadFile(f"Folder {name} tidak dapat dibuka; mintalah haknya atau salin isinya ke folder Anda.")
        if path.exists() and not path.is_file():  # a pipe, a device: reading it might never end
            raise BadFile(f"{name} bukan berkas biasa; pilih berkas lain.")
        if _attributes(path) & _ELSEWHERE:
            raise BadFile(
                f"Berkas {name} hanya ada di OneDrive atau penyimpanan awan; klik kanan berkas itu, pilih “Selalu "
                "simpan di perangkat ini”, lalu tambahkan lagi."
            )
        data, sha256, size = _read(path, heard)
        return _checked(name, path, data, sha256, size)
    except Stopped:
        raise
    except OSError as error:
        return Candidate(name=name, path=path, problem=_unreadable(name, error).sentence)
    except OfficeError as error:
        return Candidate(name=name, path=path, problem=error.sentence)


def _read(path: Path, heard: Callable[[int], object]) -> tuple[bytes, str, int]:
    """A file's bytes, none of a large one, with the fingerprint and the size of all of them."""
    found, size, kept = hashlib.sha256(), 0, []
    with opened(path) as (file, expected):
        while piece := file.read(_PIECE):
            found.update(piece)
            size += len(piece)
            if size > expected:
                name = kept_name(path.name)
                raise StorageError(f"Berkas {name} sedang diubah program lain; tutup program itu, lalu tambahkan lagi.")
            if expected <= _IN_MEMORY:
                kept.append(piece)
            heard(size)
    return b"".join(kept), found.hexdigest(), size


def _checked(name: str, path: Path | None, data: bytes, sha256: str, size: int) -> Candidate:
    source = path if path is not None and size > _IN_MEMORY else data
    found = PillowPictures().examine(source, name, (PREVIEW.width(), PREVIEW.height()))
    return Candidate(
        name=name,
        path=path,
        data=data if path is None else b"",
        size=size,
        sha256=sha256,
        told=found.told,
        file_time=datetime.fromtimestamp(path.stat().st_mtime, UTC) if path is not None else None,
        media_type=found.media_type,
        preview=found.shown,
        note=note_on(found.media_type, name),
    )


def _unreadable(name: str, error: OSError) -> StorageError:
    return StorageError(
        f"Berkas {name} tidak dapat dibaca; periksa apakah masih ada dan tidak dipakai program lain.", str(error)
    )
