"""A field for a person: found in the office's employees while typing, or filled in by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cases.errors import InvalidInput
from cases.model.person import Person
from cases.rules.nip import read_nip, show_nip
from desktop import icons, theme
from desktop.widgets.basic import button, column, label
from desktop.widgets.fields import Field, is_enter
from desktop.widgets.palette import Find, FindDelegate
from desktop.widgets.rail import Avatar

SearchPeople: TypeAlias = Callable[[str, Callable[[list[Person]], None]], None]
_PAUSE_MS: Final = 150
_MOST: Final = 6
_HAND: Final = (
    ("name", "Nama lengkap dengan gelar", 2),
    ("nip", "NIP (18 angka)", 1),
    ("grade", "Golongan, mis. III/d", 1),
    ("position", "Jabatan", 2),
    ("work_unit", "Perangkat daerah", 1),
    ("unit", "Unit di dalamnya", 1),
)


def describe(person: Person) -> str:
    """One line about a person: NIP, post, unit."""
    parts = (f"NIP {show_nip(person.nip)}" if person.nip else "tanpa NIP", person.position, person.work_unit)
    return " · ".join(part for part in parts if part)


class CandidateList(QFrame):
    """The list under the box; lies over the window, so that it is never cut by a scroll area."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.setProperty("role", "popup")
        self._anchor = anchor
        self.list = QListWidget()
        self.list.setItemDelegate(FindDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label("", "caption")
        self._none.setContentsMargins(12, 6, 12, 6)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 4, 1, 4)
        lines.addWidget(self.list)
        lines.addWidget(self._none)
        self.list.itemClicked.connect(lambda item: self.picked.emit(item.data(Qt.ItemDataRole.UserRole).target))
        self.hide()

    def show_people(self, people: Sequence[Person], none: str) -> None:
        """Show people under the box, or the words of ``none``."""
        self.show_finds([Find(person.name, describe(person), "user", person) for person in people], none)

    def show_finds(self, finds: Sequence[Find], none: str) -> None:
        """Show candidates under the box, or the words of ``none``."""
        self.list.clear()
        for find in finds:
            item = QListWidgetItem(find.title)
            item.setData(Qt.ItemDataRole.UserRole, find)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(finds))
        self._none.setText(none)
        self._none.setVisible(not finds)
        rows = min(len(finds), _MOST)
        height = rows * 48 + 12 if rows else 42
        if self.parentWidget() is not self._anchor.window():
            self.setParent(self._anchor.window())
        below = self._anchor.mapTo(self._anchor.window(), QPoint(0, self._anchor.height() + 2))
        if below.y() + height > self._anchor.window().height():
            below.setY(below.y() - self._anchor.height() - 4 - height)
        self.setGeometry(below.x(), below.y(), self._anchor.width(), height)
        self.show()
        self.raise_()

    def move_mark(self, step: int) -> None:
        """Mark the candidate above or below."""
        row = self.list.currentRow() + step
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))

    def pick_marked(self) -> bool:
        """Pick the marked candidate; False when there is none."""
        item = self.list.currentItem() if self.isVisible() else None
        if item is None:
            return False
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole).target)
        return True


class PersonField(Field):
    """Picks a person.

    ``search(text, give)`` looks for candidates and calls ``give`` with them on the UI thread, now or later. By hand,
    a name is enough; an NIP is checked when there is one, and always asked for with ``needs_nip``.
    """

    picked = Signal(object)

    def __init__(self, search: SearchPeople, *, by_hand: bool = True, needs_nip: bool = False) -> None:
        super().__init__()
        self._search, self._needs_nip = search, needs_nip
        self._person: Person | None = None
        self._manual = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Ketik nama atau NIP")
        self.edit.addAction(QAction(icons.icon("magnifying-glass", "muted"), "", self.edit),
                            QLineEdit.ActionPosition.LeadingPosition)  # fmt: skip
        self.edit.textEdited.connect(lambda _text: self._pause.start())
        self.edit.installEventFilter(self)
        self._candidates: CandidateList | None = None
        self._hand: dict[str, QLineEdit] = {}
        self._search_part = column(self.edit, gap=2)
        self._hand_part = self._build_hand()
        self._card, self._name, self._about, self._avatar = self._build_card()
        for part in (self._search_part, self._hand_part, self._card):
            self.lines.addWidget(part)
        self._switch = button("Isi sendiri", "link", on_click=self._toggle_manual)
        self._by_hand = by_hand
        self.lines.addWidget(self._switch)
        self._show_state()

    def _build_hand(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space("s"))
        row = place = 0
        for key, words, wide in _HAND:
            edit = QLineEdit()
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
            edit.textEdited.connect(lambda _text: self.changed.emit())
            self._hand[key] = edit
            grid.addWidget(edit, row, place, 1, wide)
            place += wide
            if place > 1:
                row, place = row + 1, 0
        return made

    def _build_card(self) -> tuple[QFrame, Any, Any, Avatar]:
        card = QFrame()
        card.setProperty("role", "inset")
        line = QHBoxLayout(card)
        line.setContentsMargins(12, 8, 8, 8)
        avatar, name, about = Avatar(), label("", "event", wrap=True), label("", "caption", wrap=True)
        line.addWidget(avatar)
        line.addWidget(column(name, about), 1)
        self._change = button("Ganti", "link", on_click=self._ask_again)
        line.addWidget(self._change)
        return card, name, about, avatar

    # -- state

    def _show_state(self) -> None:
        picked = self._person is not None
        self._card.setVisible(picked)
        self._search_part.setVisible(not picked and not self._manual)
        self._hand_part.setVisible(not picked and self._manual)
        self._switch.setVisible(self._by_hand and not picked)
        self._switch.setText("Cari di data pegawai" if self._manual else "Isi sendiri")
        if self._person is not None:
            self._name.setText(self._person.name)
            self._about.setText(describe(self._person))
            self._avatar.set_name(self._person.name)
        self.setFocusProxy(self.focus_target())

    def _toggle_manual(self) -> None:
        self._manual = not self._manual
        if self._manual and not self._hand["name"].text():
            self._hand["name"].setText(self.edit.text())
        self._show_state()
        self.focus_target().setFocus()
        self.changed.emit()

    def _ask_again(self) -> None:
        self._person = None
        self._manual = False
        self.edit.clear()
        self._show_state()
        self.edit.setFocus()
        self.changed.emit()

    def set_person(self, person: Person | None) -> None:
        """Show a person as picked, or nobody."""
        self._person = person
        self._hide_candidates()
        self._show_state()

    def _pick(self, person: Person) -> None:
        self.set_person(person)
        self.changed.emit()
        self.picked.emit(person)
        self._change.setFocus()

    # -- searching

    def _ask(self) -> None:
        text = self.edit.text().strip()
        if len(text) < len("ab"):
            self._hide_candidates()
            return

        def give(people: list[Person]) -> None:
            if text == self.edit.text().strip() and self._person is None and self.edit.hasFocus():
                self._shown_list().show_people(people, f"Tidak ada pegawai yang cocok dengan “{text}”.")

        self._search(text, give)

    def _shown_list(self) -> CandidateList:
        if self._candidates is None:
            self._candidates = CandidateList(self.edit)
            self._candidates.picked.connect(self._pick)
            self.destroyed.connect(self._candidates.deleteLater)
        return self._candidates

    def _hide_candidates(self) -> None:
        if self._candidates is not None:
            self._candidates.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work in the list while the cursor stays in the box."""
        if event.type() == QEvent.Type.FocusOut:
            self._hide_candidates()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._candidates is None:
            return False
        if not self._candidates.isVisible():
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._candidates.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._hide_candidates()
            return True
        return is_enter(event) and self._candidates.pick_marked()

    # -- the field

    def takes_enter(self) -> bool:
        """While candidates are listed, Enter picks the marked one."""
        return self._candidates is not None and self._candidates.isVisible()

    def next_within(self, here: QWidget) -> QWidget | None:
        """By hand: the next of its boxes."""
        return next((after for before, after in pairwise(self._hand.values()) if before is here), None)

    def value(self) -> Person | None:
        """The person, None when nobody was picked or typed; raises InvalidInput for an NIP that is none."""
        if self._person is not None:
            return self._person
        if not self._manual:
            if self.edit.text().strip():
                raise InvalidInput("Pilih orang dari daftar, atau tekan Isi sendiri.")
            return None
        typed = {key: edit.text().strip() for key, edit in self._hand.items()}
        if not any(typed.values()):
            return None
        if not typed["name"]:
            raise InvalidInput("Isi nama orang ini.")
        if typed["nip"] or self._needs_nip:
            typed["nip"] = read_nip(typed["nip"]).nip
        return msgspec.convert(typed, Person)

    def draft(self) -> dict[str, Any]:
        """The person picked, or what was typed; empty when there is nothing."""
        if self._person is not None:
            return {"person": msgspec.to_builtins(self._person)}
        typed = {key: edit.text() for key, edit in self._hand.items() if edit.text()}
        if self._manual and typed:
            return {"typed": typed}
        return {"sought": self.edit.text()} if self.edit.text() else {}

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put a draft back."""
        kept: dict[str, Any] = draft or {}
        self._person = msgspec.convert(kept["person"], Person) if "person" in kept else None
        self._manual = "typed" in kept
        self.edit.setText(str(kept.get("sought", "")))
        for key, edit in self._hand.items():
            edit.setText(str(kept.get("typed", {}).get(key, "")))
        self._show_state()

    def focus_target(self) -> QWidget:
        """The box, the first line by hand, or the button that changes the person."""
        if self._person is not None:
            return self._change
        return self._hand["name"] if self._manual else self.edit
