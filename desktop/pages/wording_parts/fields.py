"""Fields for the parts of a wording: text with its placeholders in colour, lines, rows of two, lists of records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from cases.letters.blocks import PIECE
from desktop import theme
from desktop.pages.wording_parts.words import FORMS
from desktop.widgets.fields import ChoiceField, LongTextField, TextField

_LONG_ROWS: Final = 1
_MOST_ROWS: Final = 9
_LIMIT: Final = 2_000


class Colours(QSyntaxHighlighter):
    """Placeholders and marks of bold in colour; unknown placeholders in red."""

    def __init__(self, document: QTextDocument, known: Callable[[str], bool]) -> None:
        super().__init__(document)
        self._known = known

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        place = 0
        for piece in PIECE.findall(text):
            if piece == "**" or piece in "{}" or piece[0] == "{":
                form = QTextCharFormat()
                known = piece == "**" or (len(piece) > 1 and self._known(piece[1:-1]))
                form.setForeground(theme.color("accentText" if known else "redFg"))
                self.setFormat(place, len(piece), form)
            place += len(piece)


class UndoKeys(QObject):
    """Hands Ctrl+Z and Ctrl+Y of a field to the wording as a whole."""

    def __init__(self, parent: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            for key, act in ((QKeySequence.StandardKey.Undo, self._undo), (QKeySequence.StandardKey.Redo, self._redo)):
                if event.matches(key):  # type: ignore[attr-defined] # both kinds are key events
                    if event.type() == QEvent.Type.KeyPress:
                        act()
                    event.accept()
                    return True
        return False


def share_undo(part: QWidget, keys: UndoKeys) -> None:
    """Let the fields inside a part undo what the wording as a whole remembers."""
    for edit in part.findChildren(QPlainTextEdit):
        edit.setUndoRedoEnabled(False)
        edit.installEventFilter(keys)
    for line in part.findChildren(QLineEdit):
        line.installEventFilter(keys)


class TextBox(LongTextField):
    """Running text; a new line in it is a new line on paper."""

    def __init__(self, known: Callable[[str], bool]) -> None:
        super().__init__(rows=_LONG_ROWS, most_rows=_MOST_ROWS)
        self._colours = Colours(self.edit.document(), known)

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put a text in, and the cursor back where it was."""
        if str(draft or "") == self.edit.toPlainText():
            return
        place = self.edit.textCursor().position()
        super().restore(draft)
        cursor = self.edit.textCursor()
        cursor.setPosition(min(place, len(self.edit.toPlainText())))
        self.edit.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be high enough at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self.edit, self.edit.fit)


class LinesBox(TextBox):
    """Several lines, one an entry; with ``groups`` a blank line begins another group of lines."""

    def __init__(self, known: Callable[[str], bool], *, groups: bool = False) -> None:
        super().__init__(known)
        self._groups = groups

    def draft(self) -> Any:  # noqa: ANN401 - as the file has it
        """The lines, or the groups of lines."""
        text = self.edit.toPlainText()
        if not self._groups:
            return [line for line in text.split("\n") if line]
        groups = [[line for line in group.split("\n") if line] for group in text.split("\n\n")]
        return [group for group in groups if group]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Show lines; what is shown already stays as it is typed."""
        given = draft if isinstance(draft, list) else []
        if self.edit.toPlainText() and given == self.draft():
            return
        parts = ["\n".join(map(str, each)) if isinstance(each, list) else str(each) for each in given]
        super().restore(("\n\n" if self._groups else "\n").join(parts))


class NumberBox(TextField):
    """A number, whole where it is written so; what is none is kept as it is typed, and told so by the check."""

    def __init__(self) -> None:
        super().__init__(limit=8)
        self.edit.setMaximumWidth(90)

    def draft(self) -> Any:  # noqa: ANN401 - a number, or what was typed
        """The number."""
        text = self.edit.text().strip().replace(",", ".")
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
        return text or None

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - a number, or what was typed
        """Show a number."""
        if draft != self.draft():
            self.edit.setText("" if draft is None else str(draft))


class DayBox(TextField):
    """A day as the file writes it ("2026-01-31"); what is none is kept as it is typed, and told so by the check."""

    def __init__(self) -> None:
        super().__init__(limit=10)
        self.edit.setMaximumWidth(130)

    def draft(self) -> Any:  # noqa: ANN401 - a day, or what was typed
        """The day."""
        text = self.edit.text().strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return text

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - a day, or what was typed
        """Show a day."""
        if draft != self.draft():
            self.edit.setText("" if draft is None else str(draft))


class LineBox(TextField):
    """One line; a text of several that stands here stays as it is until it is changed."""

    def __init__(self) -> None:
        super().__init__(limit=_LIMIT)
        self._given = ""

    def draft(self) -> str:
        """The line, or the text as it was given."""
        text = self.edit.text()
        return self._given if text == _in_one_line(self._given) else text

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put a text in unless it is there."""
        given = str(draft or "")
        if given != self.draft():
            super().restore(_in_one_line(given))
        self._given = given


def _in_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


class FormsField(ChoiceField):
    """For which forms of sanction a dictum is; several that a text names stay together."""

    def __init__(self) -> None:
        super().__init__([(key, words.capitalize()) for key, words in FORMS.items()], blank="Semua hukuman")

    def draft(self) -> Any:  # noqa: ANN401 - as the file has it
        """The forms as a list."""
        value = self.value()
        return value.split(",") if value else []

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - as the file has it
        """Choose the forms; offer a set of several."""
        key = ",".join(map(str, draft)) if isinstance(draft, list) else str(draft or "")
        if key and self.box.findData(key) < 0:
            words = " atau ".join(FORMS.get(each, each) for each in key.split(","))
            self.box.addItem(words.capitalize(), key)
        super().restore(key)
