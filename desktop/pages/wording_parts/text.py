"""The text of a wording: what both ways of changing it share, with one memory for undoing."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from desktop import theme
from desktop.pages.regulation_parts.text_editor import TomlEditor

_TOKENS = re.compile(
    r"(?P<table>^\s*\[\[?[^\]]*\]\]?\s*$)|(?P<key>^\s*[\w.-]+(?=\s*=))|(?P<comment>#.*$)|"
    r'(?P<text>"(?:\\.|[^"\\])*"?)|(?P<other>\b(?:true|false|\d[\d.:-]*)\b)'
)
_MARKS = re.compile(r"\{[a-z0-9_.]*\}|\*\*")
_INKS = {"table": "accentText", "key": "text2", "comment": "muted", "text": "text", "other": "amberFg"}


class TomlColours(QSyntaxHighlighter):
    """Colours TOML: tables, names, texts, and the placeholders in texts."""

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for found in _TOKENS.finditer(text):
            kind = str(found.lastgroup)
            self._paint(found.start(), found.end(), _INKS[kind], bold=kind == "table")
            if kind == "text":
                for mark in _MARKS.finditer(found[0]):
                    self._paint(found.start() + mark.start(), found.start() + mark.end(), "greenFg", bold=False)

    def _paint(self, start: int, end: int, ink: str, *, bold: bool) -> None:
        form = QTextCharFormat()
        form.setForeground(theme.color(ink))
        if bold:
            form.setFontWeight(600)
        self.setFormat(start, end - start, form)


class WordingText(TomlEditor):
    """The raw text in its editor. ``changed`` follows every change; ``put`` changes only what differs, undoably."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Teks naskah")
        self._colours = TomlColours(self.document())
        self._said = ""
        self.textChanged.connect(self._tell)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._said

    def begin(self, text: str) -> None:
        """Show another text; there is nothing to undo."""
        self.setPlainText(text)
        self.document().clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)

    def put(self, text: str) -> None:
        """Put a text in the place of this one: what is equal at both ends stays untouched."""
        old = self._said
        if text == old:
            return
        first = next((i for i, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
        last = 0
        while last < min(len(old), len(text)) - first and old[-1 - last] == text[-1 - last]:
            last += 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:first]))
        cursor.setPosition(_units(old[: len(old) - last]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[first : len(text) - last])

    def _tell(self) -> None:
        text = self.toPlainText()
        if text != self._said:
            self._said = text
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Colour anew in another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and isinstance(getattr(self, "_colours", None), QObject):
            self._colours.rehighlight()


def _units(text: str) -> int:
    """How far Qt counts to the end of a text: a sign outside the first plane is two to it."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)
