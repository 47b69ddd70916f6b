"""Files that come from or go to a user's own folders: read or refused in a sentence, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Final

from cases.errors import BadFile, StorageError

_SHARED: Final = 32
"""What Windows says of a file that another program holds open (ERROR_SHARING_VIOLATION)."""
_SENTENCES: Final = {
    errno.ENOSPC: "Penyimpanan penuh; kosongkan ruang di drive itu, lalu simpan lagi.",
    errno.EDQUOT: "Jatah penyimpanan akun ini habis; kosongkan ruang, lalu simpan lagi.",
    errno.EROFS: "Folder itu hanya dapat dibaca; pilih folder lain.",
    errno.ENOENT: "Folder itu tidak ada lagi; pilih folder lain.",
    errno.ENOTDIR: "Folder itu tidak ada lagi; pilih folder lain.",
}


def write_file(path: Path, data: bytes) -> Path:
    """Put ``data`` in the place of ``path`` in one step and return it; an old file stays as it was on failure.

    Raises StorageError with what to do: open in another program, disk full, folder read-only or gone.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.bagian")
    try:
        with part.open("wb") as written:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise StorageError(_sentence(path, error), detail=str(error)) from error
    return path


def read_file(path: Path) -> bytes:
    """Return a file's bytes; raises BadFile with what to do."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"Berkas {path.name} tidak dapat dibaca; tutup di program lain atau salin ke folder Anda, lalu pilih lagi.",
            detail=str(error),
        ) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; raises StorageError."""
    try:
        with path.open("xb") as target:
            target.write(data)
    except OSError as error:
        raise StorageError(_sentence(path, error), detail=str(error)) from error


def _sentence(path: Path, error: OSError) -> str:
    held = getattr(error, "winerror", None) == _SHARED or (error.errno == errno.EACCES and path.exists())
    if held:
        return f"Berkas {path.name} sedang dibuka atau terkunci; tutup di Excel, atau simpan dengan nama lain."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "Anda tidak berhak menulis di folder itu; pilih folder lain."
    return _SENTENCES.get(error.errno or 0, f"Berkas {path.name} tidak dapat disimpan; pilih folder lain, lalu ulangi.")
