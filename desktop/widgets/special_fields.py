"""Fields with a twist: a date with "Hari ini" beside it, a line that hides what it holds, platforms, several boxes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop import icons, theme
from desktop.widgets.basic import button
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, TextField

_PLATFORMS: Final = ("Facebook", "Instagram", "TikTok", "WhatsApp", "X", "YouTube", "Telegram", "Threads")


class TodayField(DateField):
    """A date that is often today: one button fills it in; left alone it stays blank."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(today)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("xs"))
        self.lines.removeWidget(self.edit)
        line.addWidget(self.edit, 1)
        self.fill = button("Hari ini", "link", on_click=self._fill, tip="Isi dengan tanggal hari ini")
        line.addWidget(self.fill)
        self.lines.addLayout(line)

    def _fill(self) -> None:
        self.set_date(self._today())
        self.changed.emit()
        self.edit.setFocus()


class MaskedField(TextField):
    """A confidential line: readable while the cursor is in it or its eye is open, dots otherwise."""

    def __init__(self, *, masked: bool = True, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self._masked = masked
        self._eye = QAction(icons.icon("eye"), "Tampilkan", self.edit)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(lambda _open: self._show(focused=self.edit.hasFocus()))
        self.edit.installEventFilter(self)
        if masked:
            self.edit.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show(focused=False)

    def _show(self, *, focused: bool) -> None:
        plain = not self._masked or self._eye.isChecked() or focused
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the cursor."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show(focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)


class PlatformField(ChoiceField):
    """A social medium: one of those that are known, or any other that is typed."""

    def __init__(self) -> None:
        super().__init__([(name, name) for name in _PLATFORMS], blank="", editable=True)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText("mis. Facebook")
