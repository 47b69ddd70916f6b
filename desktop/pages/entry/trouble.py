"""When the office cannot be opened: what happened, what to do, and nothing written over what is there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from cases.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNewer,
    NetworkDrive,
    OfficeError,
    RegulationError,
    StorageError,
)
from desktop import theme
from desktop.guard import clipboard
from desktop.pages.entry.frame import EntryPage
from desktop.widgets.basic import Icon, button, label, row

_TITLES: Final[tuple[tuple[type[BaseException], str, str], ...]] = (
    (DatabaseBusy, "Kantor ini sudah terbuka", "browsers"),
    (DatabaseNewer, "Versi program ini terlalu lama", "arrow-circle-up"),
    (DatabaseDamaged, "Basis data tidak terbaca", "warning-octagon"),
    (NetworkDrive, "Folder kantor ada di drive jaringan", "network-slash"),
    (StorageError, "Folder kantor tidak dapat dipakai", "folder-simple-minus"),
    (RegulationError, "Paket aturan tidak dapat dibaca", "scales"),
    (OfficeError, "Kantor tidak dapat dibuka", "warning-circle"),
)
_DAMAGED: Final = (
    "Tidak ada yang ditulis ke basis data itu. Salin dahulu seluruh folder kantor ke tempat lain, lalu pulihkan "
    "cadangan terakhir ke folder kantor."
)
_MORE: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (DatabaseDamaged, _DAMAGED),
    (DatabaseNewer, "Tidak ada yang diubah pada basis data itu."),
)
_UNEXPECTED: Final = (
    "Terjadi kesalahan yang tidak terduga saat kantor dibuka. Tidak ada yang diubah. Coba lagi; bila terjadi lagi, "
    "kirimkan rinciannya kepada admin."
)


def _first(table: tuple[tuple[type[BaseException], str], ...], error: BaseException) -> str:
    return next((words for kind, words in table if isinstance(error, kind)), "")


def _helps(error: BaseException) -> bool:
    """Whether a backup may help: not where the office is in use, newer, or on a drive that it must leave."""
    return isinstance(error, StorageError) and not isinstance(error, DatabaseBusy | DatabaseNewer | NetworkDrive)


class TroublePage(EntryPage):
    """``again`` tries anew, ``quit_wanted`` ends the program, ``restore_wanted`` brings a backup back.

    ``report`` is what an unexpected error left behind.
    """

    again = Signal()
    restore_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, error: BaseException, *, place: str = "", report: str = "") -> None:
        super().__init__(width=560)
        known = isinstance(error, OfficeError)
        title, icon = next(
            ((words, name) for kind, words, name in _TITLES if isinstance(error, kind)),
            ("Kesalahan yang tidak terduga", "warning-circle"),
        )
        sentence = error.sentence if isinstance(error, OfficeError) else _UNEXPECTED
        detail = error.detail if isinstance(error, OfficeError) else report
        self.lines.addWidget(Icon(icon, "amberFg" if known else "redFg", 32), 0, Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(label(title, "title", wrap=True))
        self.sentence = self.say(sentence)
        more = _first(_MORE, error)
        if more:
            self.say(more)
        self.say(f"Folder kantor: {place}" if place else "", "caption").setVisible(bool(place))
        self._detail = QPlainTextEdit(f"{type(error).__name__}\n{detail}".strip())
        self._detail.setReadOnly(True)
        self._detail.setFixedHeight(120)
        self._detail.setAccessibleName("Rincian")
        self._detail.hide()
        self.lines.addWidget(self._detail)
        self.lines.addSpacing(theme.space("s"))
        self._more = button("Rincian", "link", on_click=self._toggle)
        self._copy = button("Salin", "link", on_click=self._copy_detail, tip="Salin rincian")
        self._copy.hide()
        self.again_button = button("Coba lagi", "primary", on_click=self.again.emit)
        self.restore = button("Pulihkan dari cadangan ...", on_click=self.restore_wanted.emit)
        self.restore.setVisible(_helps(error))
        leave = button("Keluar", on_click=self.quit_wanted.emit)
        buttons = row(self._more, self._copy, None, self.restore, leave, self.again_button)
        self.lines.addWidget(buttons)

    def focus_first(self) -> None:
        """Enter tries again."""
        self.again_button.setFocus()

    @property
    def detail(self) -> str:
        """What stands behind the button."""
        return self._detail.toPlainText()

    def _toggle(self) -> None:
        shown = self._detail.isHidden()
        self._detail.setVisible(shown)
        self._copy.setVisible(shown)
        self._more.setText("Sembunyikan rincian" if shown else "Rincian")

    def _copy_detail(self) -> None:
        clipboard.put_text(self.detail)
