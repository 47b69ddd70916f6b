"""Questions and answers of an examination: as many rows as the examination had, typed without the mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cases.errors import InvalidInput
from cases.model.steps import Question
from desktop import theme
from desktop.widgets.basic import button, icon_button, label
from desktop.widgets.fields import Field, LongTextField, is_enter
from desktop.widgets.parting import part_with

_NUMBER_WIDTH = 24


class _Row(QWidget):
    """One question and its answer."""

    changed = Signal()
    passed = Signal()
    added = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self._number: QLabel = label("", "label")
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self._number.setContentsMargins(0, 8, 0, 0)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        self.question = LongTextField(rows=2, most_rows=10)
        self.answer = LongTextField(rows=2, most_rows=10)
        for field in (self.question, self.answer):
            field.changed.connect(self.changed)
            field.edit.installEventFilter(self)
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.remove = icon_button("trash", "Hapus pertanyaan ini", on_click=self.removed.emit)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_number(self, number: int) -> None:
        """Say which question it is."""
        self._number.setText(f"{number}.")
        self.question.edit.setAccessibleName(f"Pertanyaan {number}")
        self.answer.edit.setAccessibleName(f"Jawaban {number}")

    def typed(self) -> tuple[str, str]:
        """Question and answer without spaces around them."""
        return self.question.value(), self.answer.value()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Ctrl+Enter adds a row, Shift+Enter is a new line."""
        if event.type() != QEvent.Type.KeyPress or not is_enter(event) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.added.emit()
        elif watched is self.question.edit:
            self.answer.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.passed.emit()
        return True


class QuestionsField(Field):
    """Rows of questions and answers; ``value`` leaves blank rows out and wants an answer to every question."""

    def __init__(self) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(theme.space("s"))
        head.addSpacing(_NUMBER_WIDTH + theme.space("s"))
        for words in ("Pertanyaan", "Jawaban"):
            head.addWidget(label(words, "label"), 1)
        head.addSpacing(theme.size("button") + theme.space("xs"))
        self.lines.addLayout(head)
        self.rows: list[_Row] = []
        self._add = button(
            "Tambah pertanyaan", icon="plus", on_click=self.add_row, tip="Tambah pertanyaan (Ctrl+Enter)"
        )
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        foot.addWidget(label("Enter lanjut   Ctrl+Enter pertanyaan baru   Shift+Enter baris baru", "caption"))
        self.lines.addLayout(foot)

    def add_row(self, question: str = "", answer: str = "", *, after: _Row | None = None, quiet: bool = False) -> None:
        """Add a row, below ``after`` or last, and put the cursor into it."""
        row = _Row()
        row.question.restore(question)
        row.answer.restore(answer)
        place = self.rows.index(after) + 1 if after is not None else len(self.rows)
        self.rows.insert(place, row)
        self.lines.insertWidget(1 + place, row)
        row.changed.connect(self.changed)
        row.added.connect(lambda: self.add_row(after=row))
        row.passed.connect(lambda: self._pass(row))
        row.removed.connect(lambda: self._remove(row))
        self._renumber()
        if not quiet:
            row.question.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self.changed.emit()

    def _pass(self, row: _Row) -> None:
        """From an answer to the next question; from the last one to a new row, or out of an empty one."""
        place = self.rows.index(row) + 1
        if place < len(self.rows):
            self.rows[place].question.edit.setFocus(Qt.FocusReason.TabFocusReason)
        elif any(row.typed()):
            self.add_row()
        else:
            row.answer.edit.focusNextChild()

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        part_with(row)
        if not self.rows:
            self.add_row(quiet=True)
        self._renumber()
        self.changed.emit()

    def _renumber(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.show_number(number)

    def value(self) -> tuple[Question, ...]:
        """What was asked and answered; raises InvalidInput for a question without an answer or the other way round."""
        found = []
        for number, row in enumerate(self.rows, start=1):
            question, answer = row.typed()
            if question and not answer:
                raise InvalidInput(f"Jawaban atas pertanyaan {number} belum diisi.", field="questions")
            if answer and not question:
                raise InvalidInput(f"Pertanyaan {number} belum diisi.", field="questions")
            if question:
                found.append(Question(question=question, answer=answer))
        return tuple(found)

    def blank(self) -> bool:
        """Whether nothing was typed in any row."""
        return not any(any(row.typed()) for row in self.rows)

    def draft(self) -> list[list[str]]:
        """Every row as typed."""
        return [[row.question.draft(), row.answer.draft()] for row in self.rows]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put the rows back; one empty row when there are none."""
        for row in self.rows:
            part_with(row)
        self.rows = []
        for question, answer in draft or [["", ""]]:
            self.add_row(str(question), str(answer), quiet=True)

    def focus_target(self) -> QWidget:
        """The first question."""
        return self.rows[0].question.edit if self.rows else self._add

    def mark_wrong(self, *, wrong: bool) -> None:
        """Mark the rows of which one half is missing."""
        for row in self.rows:
            question, answer = row.typed()
            row.question.mark_wrong(wrong=wrong and not question and bool(answer))
            row.answer.mark_wrong(wrong=wrong and not answer and bool(question))
