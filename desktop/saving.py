"""Files that leave the program: asked where, written whole or not at all, and shown in their folder."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cases.errors import BadFile, StorageError
from desktop.preferences import Preferences

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


def ask_save_path(
    parent: QWidget,
    title: str,
    name: str,
    kind: tuple[str, str],
    preferences: Preferences,
    on_chosen: Callable[[Path], object],
) -> QFileDialog:
    """Ask where to save, beginning in the folder saved to last, which is remembered; does not wait.

    ``kind`` is the words and the ending ("Buku kerja Excel", "xlsx").
    """
    words, ending = kind
    dialog = QFileDialog(parent, title, str(preferences.folder), f"{words} (*.{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(name)

    def chosen(file: str) -> None:
        path = Path(file)
        preferences.folder = path.parent
        on_chosen(path)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def ask_open_path(
    parent: QWidget, title: str, filters: str, preferences: Preferences, on_chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for one file that is there, beginning in the same folder; does not wait."""
    dialog = QFileDialog(parent, title, str(preferences.folder), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: on_chosen(Path(file)))
    dialog.open()
    return dialog


def open_folder(path: Path) -> None:
    """Show the folder of a file in the computer's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _sentence(path: Path, error: OSError) -> str:
    held = getattr(error, "winerror", None) == _SHARED or (error.errno == errno.EACCES and path.exists())
    if held:
        return f"Berkas {path.name} sedang dibuka atau terkunci; tutup di Excel, atau simpan dengan nama lain."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "Anda tidak berhak menulis di folder itu; pilih folder lain."
    return _SENTENCES.get(error.errno or 0, f"Berkas {path.name} tidak dapat disimpan; pilih folder lain, lalu ulangi.")
