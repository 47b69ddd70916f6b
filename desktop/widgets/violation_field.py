"""A field for forms of violation: found by code or word in the catalogue, several of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.regulations import Violation
from desktop import icons, theme
from desktop.widgets.basic import icon_button, label
from desktop.widgets.fields import Field, is_enter
from desktop.widgets.palette import Find
from desktop.widgets.parting import part_with
from desktop.widgets.person_field import CandidateList


def basis_of(violation: Violation) -> str:
    """One line about a form of violation: its level and where it stands."""
    unsure = "" if violation.verified else "belum diverifikasi"
    level = f"tingkat {violation.level}" if violation.level else "tingkat menurut dampak" if violation.impacts else ""
    return " · ".join(part for part in (level, violation.place, unsure) if part)


class _Chosen(QFrame):
    """One form of violation that was picked."""

    def __init__(self, violation: Violation) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(f"{violation.code}  {violation.short or violation.text}", "event", wrap=True))
        words.addWidget(label(basis_of(violation), "help", wrap=True))
        self.setToolTip(violation.text)
        line.addLayout(words, 1)
        self.remove = icon_button("x", f"Hapus {violation.code}")
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)


class ViolationField(Field):
    """Picks forms of violation; ``value`` is their codes in the order of picking.

    ``set_choices`` gives the catalogue, before or after a draft was put back; codes that it lacks are left out of
    ``value``. The list opens while typing, or with the down arrow.
    """

    def __init__(self, placeholder: str = "Ketik kode atau kata, mis. D7 atau foto") -> None:
        super().__init__()
        self._choices: dict[str, Violation] = {}
        self._codes: list[str] = []
        self._rows: list[_Chosen] = []
        self._candidates: CandidateList | None = None
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(theme.space("xs"))
        self.lines.addLayout(self._chosen)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.addAction(QAction(icons.icon("magnifying-glass", "muted"), "", self.edit),
                            QLineEdit.ActionPosition.LeadingPosition)  # fmt: skip
        self.edit.textEdited.connect(lambda _text: self._offer())
        self.edit.installEventFilter(self)
        self.lines.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def set_choices(self, choices: Sequence[Violation]) -> None:
        """Offer these."""
        self._choices = {violation.code: violation for violation in choices}
        self._show_chosen()

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What was picked."""
        return tuple(self._choices[code] for code in self._codes if code in self._choices)

    # -- picking

    def add(self, code: str) -> None:
        """Pick a form of violation."""
        if code not in self._codes:
            self._codes.append(code)
        self._show_chosen()
        self.edit.clear()
        self.changed.emit()

    def _remove(self, code: str) -> None:
        self._codes.remove(code)
        self._show_chosen()
        self.edit.setFocus()
        self.changed.emit()

    def _show_chosen(self) -> None:
        for old in self._rows:
            part_with(old)
        self._rows = []
        for violation in self.violations:
            row = _Chosen(violation)
            row.remove.clicked.connect(lambda *_, code=violation.code: self._remove(code))
            self._rows.append(row)
            self._chosen.addWidget(row)

    def _offer(self) -> None:
        wanted = self.edit.text().strip().casefold().split()
        found = [
            Find(f"{one.code}  {one.short or one.text}", one.text if one.short else basis_of(one), "scales", one.code)
            for one in self._choices.values()
            if one.code not in self._codes and _matches(one, wanted)
        ]
        if self._candidates is None:
            self._candidates = CandidateList(self.edit)
            self._candidates.picked.connect(self._picked)
            self.destroyed.connect(self._candidates.deleteLater)
        self._candidates.show_finds(found, f"Tidak ada bentuk pelanggaran yang cocok dengan “{self.edit.text()}”.")

    def _picked(self, code: str) -> None:
        self._hide()
        self.add(code)

    def _hide(self) -> None:
        if self._candidates is not None:
            self._candidates.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work in the list while the cursor stays in the box."""
        if event.type() == QEvent.Type.FocusOut:
            self._hide()
        if event.type() == QEvent.Type.MouseButtonPress and not self._list_shown():
            self._offer()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._list_shown():
            if event.key() == Qt.Key.Key_Down:
                self._offer()
                return True
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._candidates is not None:
            self._candidates.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._hide()
            return True
        return is_enter(event) and self._candidates is not None and self._candidates.pick_marked()

    def _list_shown(self) -> bool:
        return self._candidates is not None and self._candidates.isVisible()

    # -- the field

    def takes_enter(self) -> bool:
        """While candidates are shown, Enter picks one."""
        return self._list_shown()

    def value(self) -> tuple[str, ...]:
        """The codes; raises InvalidInput for words that were typed and led to no pick."""
        if self.edit.text().strip():
            raise InvalidInput("Pilih bentuk pelanggaran dari daftar, atau kosongkan kotak pencarian.")
        return tuple(violation.code for violation in self.violations)

    def blank(self) -> bool:
        """Whether nothing was picked."""
        return not self.violations and not self.edit.text().strip()

    def draft(self) -> list[str]:
        """The codes."""
        return list(self._codes)

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Pick these and no others."""
        self._codes = [str(code) for code in draft or []]
        self.edit.clear()
        self._show_chosen()

    def focus_target(self) -> QWidget:
        """The box."""
        return self.edit


def _matches(violation: Violation, words: Sequence[str]) -> bool:
    """Whether every word begins the code or stands somewhere in the texts."""
    text = f"{violation.short} {violation.text}".casefold()
    return all(violation.code.casefold().startswith(word) or word in text for word in words)
