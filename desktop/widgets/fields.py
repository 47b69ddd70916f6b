"""Fields of a form. Each gives a typed ``value`` and a ``draft`` that JSON can keep, even of what is half typed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import icons, theme


class Field(QWidget):
    """One field. ``changed`` follows every change by the user; ``note_changed`` a new line beneath (the date in full).

    ``value`` raises InvalidInput with one sentence for what cannot be understood; blank is never an error here.
    """

    changed = Signal()
    note_changed = Signal(str)
    note_role = "good"
    """How that line looks: good, or amber for what will not do yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)

    def value(self) -> Any:  # noqa: ANN401 - each field says its own type
        """What was entered, typed."""
        raise NotImplementedError

    def blank(self) -> bool:
        """Whether nothing was entered."""
        return not self.draft()

    def draft(self) -> Any:  # noqa: ANN401 - what JSON can hold
        """What was entered as JSON can keep it."""
        raise NotImplementedError

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put a draft back, without ``changed``."""
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """The widget that takes the cursor."""
        return self

    def takes_enter(self) -> bool:
        """Whether Enter means something inside the field now, and does not go on to the next."""
        return False

    def next_within(self, _here: QWidget) -> QWidget | None:
        """Where Enter goes from a part of the field that is not its last one; None to the next field."""
        return None

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show the border of an error."""
        target = self.focus_target()
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            theme.repolish(target)


class TextField(Field):
    """One line of text; ``value`` is stripped."""

    def __init__(self, *, placeholder: str = "", limit: int = 500, secret: bool = False) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(limit)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            self._add_eye()
        self.lines.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._secret = secret

    def _add_eye(self) -> None:
        shown = QAction(icons.icon("eye"), "Tampilkan kata sandi", self.edit)
        shown.setCheckable(True)
        shown.toggled.connect(self._show_secret)
        self.edit.addAction(shown, QLineEdit.ActionPosition.TrailingPosition)

    def _show_secret(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)

    def value(self) -> str:
        """The text without spaces around it (a password as it is)."""
        return self.edit.text() if self._secret else self.edit.text().strip()

    def draft(self) -> str:
        """The text; a password is never kept."""
        return "" if self._secret else self.edit.text()

    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.value()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put the text back."""
        self.edit.setText(str(draft or ""))
        self.edit.setCursorPosition(0)  # long words are read from their beginning

    def focus_target(self) -> QWidget:
        """The line."""
        return self.edit


class PasswordField(TextField):
    """A password, hidden, with an eye to look at it; never in a draft."""

    def __init__(self) -> None:
        super().__init__(secret=True, limit=200)


class _Lines(QPlainTextEdit):
    """Grows with its text between two heights; Tab leaves it, as in every other field."""

    def __init__(self, rows: int, most_rows: int) -> None:
        super().__init__()
        self._rows, self._most = rows, most_rows
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.fit)
        self.fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave files that are dropped to the page: nobody wants their addresses as text."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def fit(self) -> None:
        """Be as high as the text is at this width, within bounds."""
        line = ceil(QFontMetricsF(theme.font("base")).lineSpacing())  # a pixel too few, and it could be scrolled
        wanted = min(max(int(self.document().size().height()), self._rows), self._most)
        self.setFixedHeight(wanted * line + 22)


class LongTextField(Field):
    """Several lines; Enter makes a new line, Ctrl+Enter goes on."""

    def __init__(self, *, placeholder: str = "", rows: int = 3, most_rows: int = 12) -> None:
        super().__init__()
        self.edit = _Lines(rows, most_rows)
        self.edit.setPlaceholderText(placeholder)
        self._quiet = False
        self.edit.textChanged.connect(self._text_changed)
        self.lines.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def _text_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def value(self) -> str:
        """The text without blank lines around it."""
        return self.edit.toPlainText().strip()

    def draft(self) -> str:
        """The text as typed."""
        return self.edit.toPlainText()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put the text back."""
        self._quiet = True
        self.edit.setPlainText(str(draft or ""))
        self._quiet = False

    def focus_target(self) -> QWidget:
        """The text."""
        return self.edit


class _WheelGuard(QObject):
    """A wheel that scrolls the form never changes a choice on the way."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the wheel over a box without the cursor."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class ChoiceField(Field):
    """One of several; ``choices`` are (value, word) pairs. ``blank`` is the word of "none chosen", "" for no such."""

    def __init__(
        self, choices: Sequence[tuple[str, str]] = (), *, blank: str = "Pilih", editable: bool = False
    ) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setEditable(editable)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMaxVisibleItems(12)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.installEventFilter(_WheelGuard(self))
        self._blank = blank
        self._editable = editable
        self.set_choices(choices)
        self.box.activated.connect(lambda _index: self.changed.emit())
        line = self.box.lineEdit()
        if editable and line is not None:
            line.textEdited.connect(lambda _text: self.changed.emit())
        self.lines.addWidget(self.box)
        self.setFocusProxy(self.box)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; what was chosen stays when it is still there."""
        before = self.draft() if self.box.count() else ""
        self.box.clear()
        if self._blank:
            self.box.addItem(self._blank, "")
        for value, word in choices:
            self.box.addItem(word, value)
            self.box.setItemData(self.box.count() - 1, word, Qt.ItemDataRole.ToolTipRole)
        self.restore(before)

    def value(self) -> str:
        """The value chosen; "" for none. Of an editable box, the text when it is none of the words."""
        if self._editable and self.box.currentText() != self.box.itemText(self.box.currentIndex()):
            return self.box.currentText().strip()
        return str(self.box.currentData() or "")

    def draft(self) -> str:
        """The value."""
        return self.value()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Choose a value; an unknown one chooses nothing, or is written into an editable box."""
        place = self.box.findData(str(draft or ""))
        self.box.setCurrentIndex(max(place, 0))
        if self._editable and place < 0:
            self.box.setEditText(str(draft or ""))
        if (line := self.box.lineEdit()) is not None:
            line.setCursorPosition(0)  # long words are read from their beginning

    def focus_target(self) -> QWidget:
        """The box."""
        return self.box


class CheckField(Field):
    """A yes or no with its words beside it; ``value`` is a bool."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.box.clicked.connect(lambda _checked: self.changed.emit())
        line = QHBoxLayout()
        line.addWidget(self.box)
        line.addStretch(1)
        self.lines.addLayout(line)
        self.setFocusProxy(self.box)

    def value(self) -> bool:
        """Whether it is checked."""
        return self.box.isChecked()

    def draft(self) -> bool:
        """Whether it is checked."""
        return self.box.isChecked()

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Check it or not."""
        self.box.setChecked(bool(draft))

    def focus_target(self) -> QWidget:
        """The box."""
        return self.box


def is_enter(event: QEvent) -> bool:
    """Whether a key press is Enter."""
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
