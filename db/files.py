"""Small files on disk: written whole or not at all, and a clear sentence when the disk says no."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from cases.errors import StorageError

TEMPORARY = ".tmp-"  # begins the name of a file that is not whole yet

_SENTENCES = {
    errno.ENOSPC: "Penyimpanan penuh: kosongkan ruang di drive ini, lalu ulangi.",
    errno.EDQUOT: "Jatah penyimpanan akun ini habis: kosongkan ruang, lalu ulangi.",
    errno.EFBIG: "Berkas terlalu besar untuk drive ini: kosongkan ruang atau pakai drive lain, lalu ulangi.",
    errno.EROFS: "Drive ini hanya dapat dibaca: buka kunci tulisnya atau pakai drive lain, lalu ulangi.",
    errno.EACCES: "Folder atau berkas ini tidak boleh ditulis oleh akun Anda: minta admin memberi hak, lalu ulangi.",
    errno.EPERM: "Folder atau berkas ini tidak boleh ditulis oleh akun Anda: minta admin memberi hak, lalu ulangi.",
    errno.EIO: "Drive gagal membaca atau menulis: periksa kabel atau drive, lalu pulihkan dari cadangan bila perlu.",
    errno.ECANCELED: "Dihentikan sebelum selesai.",
    errno.ENODEV: "Drive tidak lagi tersambung: sambungkan kembali, lalu ulangi.",
    errno.ENXIO: "Drive tidak lagi tersambung: sambungkan kembali, lalu ulangi.",
}


def storage_error(error: OSError) -> StorageError:
    """Turn what the operating system refused into a sentence for the user; ``detail`` keeps its own words."""
    fallback = "Berkas tidak dapat dibaca atau ditulis: periksa drive dan foldernya, lalu ulangi."
    return StorageError(_SENTENCES.get(error.errno or 0, fallback), detail=str(error))


@contextlib.contextmanager
def on_disk() -> Iterator[None]:
    """Turn what the operating system refuses into StorageError: even asking for a file may fail on a pulled drive."""
    try:
        yield
    except OSError as error:
        raise storage_error(error) from error


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put ``data`` in the place of ``path`` in one step: temporary file, fsync, rename, fsync of the folder.

    Readable by the owner alone. With ``durable=False`` nothing is fsynced: a reader still sees the old or the new
    file whole, but after a power cut it may be the old one. Raises StorageError; the old file then stays as it was.
    """
    temporary = path.with_name(f"{TEMPORARY}{path.name}.{os.getpid()}")
    try:
        try:
            with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last over a power cut; Windows knows no such call and does not need it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
