"""Fields that hold others: rows of two, records by their asks, lists of records, and what makes each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.wording_parts.fields import DayBox, FormsField, LineBox, LinesBox, NumberBox, TextBox
from desktop.pages.wording_parts.words import Ask
from desktop.widgets.basic import Elided, button, icon_button, label, row
from desktop.widgets.fields import CheckField, ChoiceField, Field
from desktop.widgets.parting import part_with

Record: TypeAlias = dict[str, Any]
_SELDOM: Final = frozenset({"names", "forms", "pairs", "lines", "more"})
"""Kinds of fields that a record in a list shows only when asked, but for its first."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a field of the letter may name: placeholders, lists of rows with their meanings, and fields of rows."""

    names: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str]]
    fields: frozenset[str] = frozenset()


class _Rows(Field):
    """Rows of fields with buttons to add, move and remove one; ``changed`` follows each."""

    def __init__(self, one: str) -> None:
        super().__init__()
        self.lines.setSpacing(theme.space("s"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("s"))
        self.lines.addLayout(self._rows)
        self.add_button = button(f"Tambah {one}", "link", icon="plus", on_click=self._add)
        self.lines.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._made: list[Field] = []
        self._holders: list[QWidget] = []

    def _new(self) -> Any:  # noqa: ANN401 - each kind's own
        raise NotImplementedError

    def _make(self) -> Field:
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """The first row, else the button that adds one."""
        return self._made[0].focus_target() if self._made else self.add_button

    def draft(self) -> Any:  # noqa: ANN401 - as the file has it
        """The rows."""
        return [each.draft() for each in self._made]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Show rows; those that are there already stay."""
        given = list(draft) if isinstance(draft, list) else []
        while len(self._made) > len(given):
            self._drop(len(self._made) - 1)
        while len(self._made) < len(given):
            self._append()
        for each, value in zip(self._made, given, strict=True):
            each.restore(value)

    def _append(self) -> None:
        field = self._make()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(field, 1)
        for icon, tip, act in (
            ("arrow-up", "Naikkan", lambda: self._move(field, -1)),
            ("arrow-down", "Turunkan", lambda: self._move(field, 1)),
            ("trash", "Hapus", lambda: self._remove(field)),
        ):
            line.addWidget(icon_button(icon, tip, on_click=act), 0, Qt.AlignmentFlag.AlignTop)
        field.changed.connect(self.changed)
        self._made.append(field)
        self._holders.append(holder)
        self._rows.addWidget(holder)

    def _drop(self, place: int) -> None:
        del self._made[place]
        holder = self._holders.pop(place)
        self._rows.removeWidget(holder)
        part_with(holder)

    def _add(self) -> None:
        self._append()
        self._made[-1].restore(self._new())
        self.changed.emit()
        self._made[-1].focus_target().setFocus()

    def _remove(self, field: Field) -> None:
        self._drop(self._made.index(field))
        self.changed.emit()

    def _move(self, field: Field, by: int) -> None:
        """Rows change places by what they say."""
        place = self._made.index(field)
        to = place + by
        if 0 <= to < len(self._made):
            first, second = self._made[place].draft(), self._made[to].draft()
            self._made[place].restore(second)
            self._made[to].restore(first)
            self.changed.emit()
            self._made[to].focus_target().setFocus()


class _Pair(Field):
    """A label and its text beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._label, self._text = LineBox(), LineBox()
        self._label.edit.setAccessibleName("Label")
        self._text.edit.setAccessibleName("Isi")
        grid = QGridLayout()
        grid.setSpacing(theme.space("xs"))
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._text, 0, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.lines.addLayout(grid)
        for each in (self._label, self._text):
            each.changed.connect(self.changed)

    def draft(self) -> list[str]:
        """Label and text."""
        return [self._label.draft(), self._text.draft()]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Show label and text."""
        given = [str(each) for each in draft][:2] if isinstance(draft, list) else []
        for field, words in zip((self._label, self._text), [*given, "", ""], strict=False):
            field.restore(words)

    def focus_target(self) -> QWidget:
        """The label."""
        return self._label.focus_target()


class PairsField(_Rows):
    """Rows of label and text."""

    def _new(self) -> list[str]:
        return ["", ""]

    def _make(self) -> Field:
        return _Pair()


class RecordField(Field):
    """One record by its asks; what it holds beyond them stays.

    With ``brief`` only what is nearly always changed has its fields at once; the rest comes when it is asked for.
    """

    def __init__(self, asks: Sequence[Ask], maker: Maker, *, brief: bool = False) -> None:
        super().__init__()
        self._asks, self._maker = asks, maker
        self._held: Record = {}
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("s"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._place = 0
        self._later = [ask for place, ask in enumerate(asks) if brief and place and ask.kind in _SELDOM]
        for ask in asks:
            if ask not in self._later:
                self._add(ask)
        self.lines.addLayout(self._grid)
        self.more = button("Rincian", "link", icon="caret-right", on_click=self.show_more)
        self._told = Elided("", "small")
        self._rest = row(self.more, self._told)
        self.lines.addWidget(self._rest)
        if not self._later:
            self._rest.hide()

    def _add(self, ask: Ask) -> None:
        field = self._fields[ask.name] = self._maker.make(ask)
        short = ask.kind not in {"text", "more", "lines", "groups", "pairs", "records"}
        self._place += 0 if short else self._place % 2
        self._grid.addWidget(_titled(ask, field), self._place // 2, self._place % 2, 1, 1 if short else 2)
        self._place += 1 if short else 2
        field.changed.connect(self.changed)

    def show_more(self) -> None:
        """Make the fields that are seldom changed."""
        later, self._later = self._later, []
        for ask in later:
            self._add(ask)
            self._fields[ask.name].restore(self._held.get(ask.name, ask.default))
        self._rest.hide()
        self._maker.made(self)

    def draft(self) -> Record:
        """The record: what is as it would be anyway is not written."""
        record = dict(self._held)
        for ask in self._asks:
            if ask.name not in self._fields:
                continue
            value = self._fields[ask.name].draft()
            if value == ask.default or (value is None and ask.default is None):
                record.pop(ask.name, None)
            else:
                record[ask.name] = value
        return record

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Show a record."""
        self._held = dict(draft) if isinstance(draft, Mapping) else {}
        for ask in self._asks:
            if ask.name in self._fields:
                self._fields[ask.name].restore(self._held.get(ask.name, ask.default))
        said = [ask.title.lower() for ask in self._later if self._held.get(ask.name)]
        self._told.setText("Ada: " + ", ".join(said) if said else "")

    def focus_target(self) -> QWidget:
        """Its first field."""
        return next(iter(self._fields.values())).focus_target() if self._fields else self


class RecordsField(_Rows):
    """A list of records, such as the items of "Menimbang"."""

    def __init__(self, ask: Ask, maker: Maker) -> None:
        super().__init__(ask.one)
        self._ask, self._maker = ask, maker

    def _new(self) -> Record:
        return {ask.name: "" for ask in self._ask.inner if ask.kind == "text" and ask.default == ""}

    def _make(self) -> Field:
        return RecordField(self._ask.inner, self._maker, brief=True)


def _titled(ask: Ask, field: Field) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    if ask.title and ask.kind != "check":
        head = label(ask.title, "label")
        head.setBuddy(field.focus_target())
        lines.addWidget(head)
    lines.addWidget(field)
    if ask.help:
        lines.addWidget(label(ask.help, "help", wrap=True))
    lines.addStretch(1)
    field.focus_target().setAccessibleName(ask.title or "Bunyi")
    return made


class Maker:
    """Makes the field of each ask, with what the letter may name; ``made`` hears of fields that come later."""

    def __init__(self, choices: Choices, made: Callable[[QWidget], object] = lambda _part: None) -> None:
        self._choices, self.made = choices, made
        self._known = {name for name, _ in choices.names} | choices.fields

    def known(self, name: str) -> bool:
        """Whether a placeholder is one of the letter's."""
        return name in self._known or not self._known

    def make(self, ask: Ask) -> Field:
        """A field for an ask."""
        made: dict[str, Callable[[], Field]] = {
            "text": lambda: TextBox(self.known),
            "more": lambda: TextBox(self.known),
            "line": LineBox,
            "number": NumberBox,
            "day": DayBox,
            "lines": lambda: LinesBox(self.known),
            "groups": lambda: LinesBox(self.known, groups=True),
            "check": lambda: CheckField(ask.title),
            "choice": lambda: ChoiceField(ask.choices, blank=""),
            "names": lambda: _Named(self._choices.names, "Selalu" if ask.name == "when" else "–"),
            "rows": lambda: _Named(self._choices.rows, "–"),
            "forms": FormsField,
            "pairs": lambda: PairsField(ask.one),
            "records": lambda: RecordsField(ask, self),
        }
        return made[ask.kind]()


class _Named(ChoiceField):
    """One of the letter's names; one that a text has and nobody knows is offered as it is."""

    def __init__(self, choices: Sequence[tuple[str, str]], blank: str) -> None:
        super().__init__([(name, words or name) for name, words in choices], blank=blank)

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Choose a name."""
        name = str(draft or "")
        if name and self.box.findData(name) < 0:
            self.box.addItem(name, name)
        super().restore(name)
