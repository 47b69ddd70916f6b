"""A wording as the list of its parts: each reads as it will be printed, and opens to be changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cases.letters.template_check import OF_OFFICE, Problem
from cases.letters.template_text import Part, Parts
from desktop import theme
from desktop.pages.wording_parts.fields import Colours, UndoKeys, share_undo
from desktop.pages.wording_parts.records import Choices, Maker, Record, RecordField
from desktop.pages.wording_parts.words import (
    COPIES,
    HEAD_ASKS,
    PARTS,
    Ask,
    condition_of,
    read_out,
    title_of,
)
from desktop.widgets.basic import Icon, button, icon_button, label
from desktop.widgets.fields import is_enter
from desktop.widgets.parting import part_with

HEAD: Final = -1
"""The place of the letter's head among its parts."""
_VERBS: Final = (
    ("add", "plus", "Tambah bagian di bawahnya"),
    ("up", "arrow-up", "Naikkan bagian"),
    ("down", "arrow-down", "Turunkan bagian"),
    ("remove", "trash", "Hapus bagian"),
    ("close", "caret-up", "Tutup bagian"),
)
_LAID_OUT_MS: Final = (60, 240)
_ACCESS: Final = Ask("access", "Tanda kerahasiaan", "line")


class PartCard(QFrame):
    """One part: closed it reads as a letter does, open it has its fields. ``asked`` gives what a button stands for."""

    asked = Signal(str)
    changed = Signal()

    def __init__(self, make: Callable[[Sequence[Ask]], RecordField]) -> None:
        super().__init__()
        self.setProperty("role", "cardHot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make = make
        self._part: Part = {}
        self._head: Part = {}
        self.field: RecordField | None = None
        self._editable = False
        self._icon = Icon("textbox", "muted")
        self._title = label("", "label")
        self._condition = label("", "small")
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        top = QHBoxLayout()
        top.setSpacing(theme.space("s"))
        top.addWidget(self._icon)
        top.addWidget(self._title)
        top.addWidget(self._condition, 1)
        self._tools = QWidget()
        self._tool_line = QHBoxLayout(self._tools)
        self._tool_line.setContentsMargins(0, 0, 0, 0)
        self._tool_line.setSpacing(0)
        top.addWidget(self._tools)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 6, 8, 8)
        self._lines.setSpacing(theme.space("xs"))
        self._lines.addLayout(top)
        self._lines.addWidget(self._problem)
        self._lines.addWidget(self._words)
        self._show_tools()

    def show_part(self, part: Part, head: Part, *, editable: bool) -> None:
        """Show a part; the fields of an open one follow what is not shown in them yet."""
        self._part, self._head, self._editable = part, head, editable
        words = PARTS.get(str(part.get("kind", "")))
        self._icon.show_icon(words.icon if words else "textbox" if part else "file-text", "muted")
        self._title.setText(title_of(part.get("kind")) if part else "Kepala naskah")
        self.setAccessibleName(self._title.text())
        if self.field is not None and self.field.draft() != self._record():
            self.field.restore(self._record())
        self._show_tools()

    def show_words(self, values: Mapping[str, str], meanings: Mapping[str, str]) -> None:
        """Read the part out with the values of the case."""
        self._condition.setText(condition_of(self._part, meanings))
        inks = (theme.color("accentText").name(), theme.color("muted").name())
        if self._part:
            words = read_out(self._part, self._head, values, meanings, inks)
        else:
            words = read_out({"kind": "paragraph", "text": str(self._head.get("title", ""))}, {}, {}, {}, inks)
        self._words.setText(words)
        self._words.setVisible(self.field is None and bool(words))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong in this part."""
        said = "\n".join(problem.sentence for problem in problems)
        self._problem.setText(said)
        self._problem.setVisible(bool(said))

    @property
    def problem(self) -> str:
        """What is said to be wrong here."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def words(self) -> str:
        """How the part reads, as HTML."""
        return self._words.text()

    # -- open and closed

    def open(self) -> None:
        """Show the fields."""
        if self.field is not None or not self._editable:
            return
        self.field = self._make(self._asks())
        self.field.restore(self._record())
        self.field.changed.connect(self.changed)
        self._lines.addWidget(self.field)
        self._words.hide()
        self._show_tools()

    def close_fields(self) -> None:
        """Read again."""
        if self.field is not None:
            self._lines.removeWidget(self.field)
            part_with(self.field)
            self.field = None
            self._words.show()
        self._show_tools()

    def given(self) -> tuple[Part, Part]:
        """The part and the head as the fields have them."""
        if self.field is None:
            return self._part, self._head
        record = self.field.draft()
        of_head = {name: value for name, value in record.items() if name in self._head_names()}
        head = {name: value for name, value in self._head.items() if name not in self._head_names()} | of_head
        head = {
            name: head[name]
            for name in (*(n for n in self._head if n in head), *(n for n in head if n not in self._head))
        }
        if not self._part:
            return {}, head
        return {name: value for name, value in record.items() if name not in of_head}, head

    def _asks(self) -> tuple[Ask, ...]:
        if not self._part:
            return HEAD_ASKS
        kind = self._part.get("kind")
        asks = PARTS[str(kind)].asks if str(kind) in PARTS else ()
        if kind == "copies":
            return (*asks[:1], COPIES, *asks[1:])
        return (_ACCESS, *asks) if kind == "access" else asks

    def _head_names(self) -> set[str]:
        """Fields of the head that are changed here."""
        kind = self._part.get("kind")
        if not self._part:
            return {ask.name for ask in HEAD_ASKS}
        return {"copies"} if kind == "copies" else {"access"} if kind == "access" else set()

    def _record(self) -> Record:
        if not self._part:
            return {name: value for name, value in self._head.items() if name in self._head_names()}
        own = {name: self._head[name] for name in self._head_names() if name in self._head}
        return self._part | own

    def _make_tools(self) -> None:
        """The buttons of a part, made when it is first opened."""
        verbs = _VERBS if self._part else _VERBS[-1:]
        for verb, icon, tip in verbs:
            self._tool_line.addWidget(icon_button(icon, tip, on_click=partial(self.asked.emit, verb)))

    def _show_tools(self) -> None:
        opened = self.field is not None
        if opened and not self._tool_line.count():
            self._make_tools()
        self._tools.setVisible(opened)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self._editable and not opened else Qt.CursorShape.ArrowCursor
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if self.field is None and self._editable:
            self.asked.emit("open")
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it."""
        if is_enter(event) and self.field is None and self._editable:
            self.asked.emit("open")
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour anew in another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for colours in self.findChildren(Colours):
                colours.rehighlight()


class PartsView(QWidget):
    """``changed`` gives the parts as they were changed here; ``undo_wanted`` and ``redo_wanted`` come from the keys."""

    changed = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts = Parts({})
        self._maker = Maker(Choices((), ()))
        self._values: Mapping[str, str] = {}
        self._meanings: Mapping[str, str] = {}
        self._editable = False
        self._head_free = False
        self._keys = UndoKeys(self, self.undo_wanted.emit, self.redo_wanted.emit)
        self.cards: list[PartCard] = []
        self.head_card = self._card()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(theme.space("s"))
        self._lines.addWidget(self.head_card)
        self.add_button = button("Tambah bagian", "link", icon="plus", on_click=lambda: self._ask_kind(len(self.cards)))
        self._lines.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)

    # -- showing

    def begin(self, choices: Choices, *, editable: bool, head_free: bool) -> None:
        """Get ready for another wording."""
        self._maker = Maker(choices, self._share)
        self._meanings = dict(choices.names)
        self._editable, self._head_free = editable, head_free
        self.head_card.close_fields()
        for card in self.cards:
            card.close_fields()
        self.add_button.setVisible(editable)
        area = self._area()
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def show_parts(self, parts: Parts) -> None:
        """Show parts; what did not change stays as it is, open or closed."""
        old, new = self._parts.blocks, parts.blocks
        first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        if len(old) != len(new) or len(self.cards) != len(new):
            last = 0
            while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
                last += 1
            for card in self.cards[first : len(self.cards) - last]:
                self._lines.removeWidget(card)
                part_with(card)
            kept = self.cards[len(self.cards) - last :] if last else []
            made = [self._card() for _ in new[first : len(new) - last]]
            for place, card in enumerate(made):
                self._lines.insertWidget(1 + first + place, card)
            self.cards = [*self.cards[:first], *made, *kept]
        self._parts = parts
        self.head_card.show_part({}, parts.head, editable=self._editable and self._head_free)
        for card, block in zip(self.cards, parts.blocks, strict=True):
            card.show_part(block, parts.head, editable=self._editable)
        self._read_out()

    def show_case(self, values: Mapping[str, str]) -> None:
        """Read the parts out with the values of a case."""
        if values != self._values:
            self._values = values
            self._read_out()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each part what is wrong there."""
        for place, card in enumerate(self.cards):
            card.show_problems([problem for problem in problems if problem.block == place])

    def _read_out(self) -> None:
        for card in (self.head_card, *self.cards):
            card.show_words(self._values, self._meanings)

    @property
    def parts(self) -> Parts:
        """The parts shown."""
        return self._parts

    # -- changing

    def open(self, place: int) -> None:
        """Open a part, and close the others."""
        chosen = self.head_card if place == HEAD else self.cards[place]
        for card in (self.head_card, *self.cards):
            if card is not chosen:
                card.close_fields()
        chosen.open()
        if chosen.field is not None:
            chosen.field.focus_target().setFocus()
            for wait in _LAID_OUT_MS:  # fields grow with their words once they know their width
                QTimer.singleShot(wait, chosen, lambda: self._show(chosen))

    def _show(self, card: PartCard) -> None:
        """Bring the head of a part into sight."""
        area = self._area()
        if area is not None:
            top = card.mapTo(self, QPoint(0, 0)).y()
            bar = area.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + area.viewport().height() // 2:
                bar.setValue(top - theme.space("s"))

    def _area(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def add(self, kind: str, place: int) -> None:
        """Put a new part at a place and open it."""
        blocks = list(self._parts.blocks)
        blocks.insert(place, dict(PARTS[kind].new))
        self._put(Parts(self._parts.head, blocks))
        self.open(place)

    def remove(self, place: int) -> None:
        """Take a part away; what is typed can be undone."""
        blocks = list(self._parts.blocks)
        del blocks[place]
        self._put(Parts(self._parts.head, blocks))

    def shift(self, place: int, by: int) -> None:
        """Put a part before or after its neighbour."""
        to = place + by
        if not 0 <= to < len(self._parts.blocks):
            return
        blocks = list(self._parts.blocks)
        blocks[place], blocks[to] = blocks[to], blocks[place]
        for card in self.cards:
            card.close_fields()
        self._put(Parts(self._parts.head, blocks))
        self.open(to)

    def _put(self, parts: Parts) -> None:
        self.show_parts(parts)
        self.changed.emit(parts)

    def _card(self) -> PartCard:
        card = PartCard(self._fields)
        card.asked.connect(lambda verb: self._do(card, verb))
        card.changed.connect(lambda: self._edited(card))
        return card

    def _fields(self, asks: Sequence[Ask]) -> RecordField:
        made = RecordField(asks, self._maker)
        self._share(made)
        made.changed.connect(lambda: self._share(made))  # rows may have come
        return made

    def _share(self, made: QWidget) -> None:
        share_undo(made, self._keys)

    def _edited(self, card: PartCard) -> None:
        part, head = card.given()
        blocks = [part if other is card else block for other, block in zip(self.cards, self._parts.blocks, strict=True)]
        self._put(Parts(head, blocks))

    def _do(self, card: PartCard, verb: str) -> None:
        place = HEAD if card is self.head_card else self.cards.index(card)
        if verb == "open":
            self.open(place)
        elif verb == "close":
            card.close_fields()
            card.setFocus()
            self._read_out()
        elif verb == "add":
            self._ask_kind(place + 1)
        elif verb == "remove":
            self.remove(place)
        else:
            self.shift(place, -1 if verb == "up" else 1)

    def _ask_kind(self, place: int) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in PARTS.items():
            menu.addAction(words.title, partial(self.add, kind, place))
        below = self.add_button if place == len(self.cards) else self.cards[place - 1]
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


assert {ask.name for ask in HEAD_ASKS} <= OF_OFFICE  # noqa: S101 - what is asked of the head may be changed
