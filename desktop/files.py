"""Files that come from or go to a user's own folders: read or refused in a sentence, written whole or not at all.

Nothing is ever written into an office's own folder: a recap saved as ``office.db`` would be the end of the office.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from cases.errors import BadFile, InvalidInput, StorageError

_SHARED: Final = 32
"""What Windows says of a file that another program holds open (ERROR_SHARING_VIOLATION)."""
_SENTENCES: Final = {
    errno.ENOSPC: "Penyimpanan penuh; kosongkan ruang di drive itu, lalu simpan lagi.",
    errno.EDQUOT: "Jatah penyimpanan akun ini habis; kosongkan ruang, lalu simpan lagi.",
    errno.EROFS: "Folder itu hanya dapat dibaca; pilih folder lain.",
    errno.ENOENT: "Folder itu tidak ada lagi; pilih folder lain.",
    errno.ENOTDIR: "Folder itu tidak ada lagi; pilih folder lain.",
    errno.EFBIG: "Berkas terlalu besar untuk drive itu; pakai drive lain (exFAT atau NTFS), lalu ulangi.",
    errno.EIO: "Drive itu gagal menulis atau dicabut; sambungkan lagi atau pakai drive lain, lalu ulangi.",
    errno.ENODEV: "Drive itu tidak lagi tersambung; sambungkan lagi, lalu ulangi.",
    errno.ENXIO: "Drive itu tidak lagi tersambung; sambungkan lagi, lalu ulangi.",
    errno.ENAMETOOLONG: "Nama berkas itu terlalu panjang; persingkat, lalu simpan lagi.",
}
_UNFINISHED: Final = " (belum selesai)"
"""Ends the name of a folder that is not whole yet."""
_PART: Final = re.compile(r"\.[0-9a-f]{16}\.bagian")
"""The name of a file that is not whole yet."""
_DAY: Final = 86400.0
_MOST_TEXT: Final = 1_000_000
"""Bytes of the longest file of text that is read, a key, a password, a profile: more is another file by mistake."""
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_OFFICE_FILES: Final = ("office.db", "keys.age")
"""Each marks a folder as an office's own."""


def write_file(path: Path, data: bytes) -> Path:
    """Put ``data`` in the place of ``path`` in one step and return it; raises what ``writing`` raises."""
    with writing(path) as target:
        target.write(data)
    return path.resolve()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of ``path`` in one step when the block is left.

    When an error leaves the block nothing was written and an old file is as it was. An OSError of the block is taken
    for one of this file. Raises StorageError with what to do: open in another program, disk full, folder read-only or
    gone, no name, no plain file, or a place in an office's own folder.
    """
    path = _allowed(path)
    part = path.with_name(f".{secrets.token_hex(8)}.bagian")
    try:
        try:
            with part.open("wb") as target:
                yield target
                target.flush()
                os.fsync(target.fileno())
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        _sync(path.parent)
        _clear_parts(path.parent)
    except OSError as error:
        raise StorageError(_sentence(path, error), detail=str(error)) from error


def _clear_parts(folder: Path) -> None:
    """Take away what a killed program left half-written here."""
    yesterday = time.time() - _DAY
    with contextlib.suppress(OSError):
        for each in folder.glob(".*.bagian"):
            if _PART.fullmatch(each.name) and each.stat().st_mtime < yesterday:
                each.unlink()


@contextlib.contextmanager
def writing_folder(place: Path) -> Iterator[Path]:
    """Give a folder to write to that is named ``place`` in one step when the block is left.

    When an error leaves the block nothing stays; what a killed program left bears another name, and goes with the next
    one of that name. Raises StorageError with what to do: taken, disk full, folder read-only or gone, an office's own.
    """
    place = _free_place(place)
    part = place.with_name(f"{place.name}{_UNFINISHED}")
    try:
        try:
            if part.exists():
                shutil.rmtree(part)
            part.mkdir()
            yield part
            _sync(part)
            part.rename(place)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        _sync(place.parent)
    except OSError as error:
        raise StorageError(_sentence(place, error), detail=str(error)) from error


def read_file(path: Path, most: int = -1) -> bytes:
    """Return a file's bytes, with ``most`` no more of them than that; raises BadFile with what to do."""
    try:
        with path.open("rb") as opened:
            return opened.read(most)
    except FileNotFoundError as error:
        words = f"Berkas {path.name} tidak ada; periksa nama dan foldernya, lalu pilih lagi."
        raise BadFile(words, detail=str(error)) from error
    except OSError as error:
        raise BadFile(
            f"Berkas {path.name} tidak dapat dibaca; tutup di program lain atau salin ke folder Anda, lalu pilih lagi.",
            detail=str(error),
        ) from error


def read_text(path: Path) -> str:
    """Return a small text file, UTF-8 or what Windows calls Unicode; raises InvalidInput for one that is none.

    Raises BadFile for one that is not there or may not be read.
    """
    data = read_file(path, _MOST_TEXT + 1)
    try:
        if len(data) <= _MOST_TEXT:
            return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise InvalidInput(f"Berkas {path} bukan berkas teks seperti yang diminta; pilih berkas lain.")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, for the account alone and onto the disk; raises StorageError.

    What was begun and could not be finished is taken away again.
    """
    path = _allowed(path)
    made = False
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
            made = True
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        _sync(path.parent)
    except FileExistsError as error:
        raise StorageError(f"Berkas {path.name} sudah ada; pilih nama lain.", detail=str(error)) from error
    except OSError as error:
        if made:
            with contextlib.suppress(OSError):
                path.unlink()
        raise StorageError(_sentence(path, error), detail=str(error)) from error


def _allowed(path: Path) -> Path:
    """Return the place a file may be written to, links followed; raises StorageError."""
    try:
        place = path.resolve()
        taken = place.exists() and not place.is_file()
        office = any((folder / name).exists() for folder in place.parents for name in _OFFICE_FILES)
    except (OSError, ValueError, RuntimeError) as error:  # too long, a NUL in it, a ring of links
        words = _sentence(path, error) if isinstance(error, OSError) else "Nama berkas itu tidak dapat dipakai."
        raise StorageError(words, detail=repr(error)) from error
    if taken:
        raise StorageError(f"{path} bukan nama berkas biasa; tulis folder beserta nama berkasnya.")
    if office:
        raise StorageError("Folder itu milik basis data kantor, tidak untuk berkas lain; simpan di folder lain.")
    return place


def _free_place(path: Path) -> Path:
    """Return the place a new folder may take, links followed; raises StorageError."""
    try:
        place = path.resolve()
        taken = place.exists()
        office = any((folder / name).exists() for folder in place.parents for name in _OFFICE_FILES)
        gone = not place.parent.is_dir()
    except (OSError, ValueError, RuntimeError) as error:  # as in ``_allowed``
        raise StorageError("Nama folder itu tidak dapat dipakai; pilih folder lain.", detail=repr(error)) from error
    if gone:
        raise StorageError(_SENTENCES[errno.ENOENT], detail=str(place.parent))
    if office:
        raise StorageError("Folder itu milik basis data kantor, tidak untuk berkas lain; simpan di folder lain.")
    if taken:
        raise StorageError(f"Di sana sudah ada “{place.name}”; pindahkan yang lama atau pilih folder lain.")
    return place


def _sync(folder: Path) -> None:
    """Make a new name in a folder last over a power cut; Windows knows no such call, some sticks refuse it."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sentence(path: Path, error: OSError) -> str:
    held = getattr(error, "winerror", None) == _SHARED or (error.errno == errno.EACCES and os.access(path, os.F_OK))
    if held:
        return f"Berkas {path.name} sedang dibuka atau terkunci; tutup di Excel, atau simpan dengan nama lain."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "Anda tidak berhak menulis di folder itu; pilih folder lain."
    return _SENTENCES.get(error.errno or 0, f"Berkas {path.name} tidak dapat disimpan; pilih folder lain, lalu ulangi.")
