"""Where a file goes or comes from: asked in a dialog that remembers the folder, and shown in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cases.errors import StorageError
from desktop import messages
from desktop.preferences import Preferences

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST: Final = 150


def safe_name(words: str, ending: str) -> str:
    """A name for a file that every system takes: "Surat Panggilan I - 2026-001.pdf"."""
    return f"{_UNSAFE.sub('-', words)[:_LONGEST].strip(' .')}.{ending}"


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


def tell_unsaved(parent: QWidget, error: BaseException, path: Path, again: Callable[[str], object]) -> QMessageBox:
    """Tell that a file could not be written; where its place is at fault, ``again`` is offered with another name."""
    if not isinstance(error, StorageError):
        return messages.show_error(parent, error)
    ways = [("Simpan dengan nama lain…", lambda: again(another_name(path)))]
    return messages.choose(parent, error.sentence, ways, refuse="Tutup")


def another_name(path: Path) -> str:
    """A name like that of a file which nothing in its folder has ("Rekap (2).xlsx")."""
    names = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(name for name in names if not path.with_name(name).exists())


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


def ask_folder(
    parent: QWidget, title: str, preferences: Preferences, on_chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a folder to save several files to, beginning in the one saved to last; does not wait."""
    dialog = QFileDialog(parent, title, str(preferences.folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def chosen(folder: str) -> None:
        preferences.folder = Path(folder)
        on_chosen(preferences.folder)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def open_folder(path: Path) -> None:
    """Show the folder of a file in the computer's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
