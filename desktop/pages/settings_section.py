"""What the sections of the settings share: a heading, a column of parts, and who may change anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet, Noun
from cases.model.user import Right
from desktop import theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.widgets.basic import label
from desktop.widgets.form import Form, scrolled

if TYPE_CHECKING:
    from desktop.assembly import Run


class Section(QWidget):
    """One section; ``lines`` takes its parts. ``nouns`` are the records whose change makes it read again."""

    title: ClassVar[str]
    sentence: ClassVar[str] = ""
    nouns: ClassVar[tuple[Noun, ...]] = ()
    right: ClassVar[Right] = Right.MANAGE_OFFICE
    fills: ClassVar[bool] = False
    """Whether it fills the height by itself (a table); else it scrolls as a whole."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self.desk, self.window_ = desk, window
        self.may_change = desk.may(self.right)
        content = QWidget()
        self.lines = QVBoxLayout(content)
        self.lines.setContentsMargins(0, 0, 8, 0)
        self.lines.setSpacing(theme.space("s"))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.space("s"))
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.title, "section"))
        self._sentence = label(self.sentence, "sentence", wrap=True)
        self._sentence.setVisible(bool(self.sentence))
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addLayout(self.buttons)
        self.lines.addLayout(head)
        self.lines.addSpacing(theme.space("xs"))
        if not self.may_change:
            self.lines.addWidget(
                label(f"Bagian ini hanya dapat diubah oleh yang berhak {self.right}.", "infoBox", wrap=True)
            )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(content if self.fills else scrolled(content))

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide the buttons beside the heading: they belong to the list, not to a form in its place."""
        for place in range(self.buttons.count()):
            item = self.buttons.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(shown)

    def say(self, sentence: str) -> None:
        """Change the sentence under the heading."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def serve(self, run: Run) -> None:
        """Know the program that runs, for those sections that change how."""

    def read(self) -> None:
        """Ask for what is shown; called when it comes to the front and when its records changed."""

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when concerned."""
        if changes.concerns(*self.nouns):
            self.read()

    def saved(self, words: str) -> None:
        """Say what was done."""
        self.window_.toast(words)


def lock_form(form: Form) -> None:
    """Let a form be read and not changed."""
    for child in form.findChildren(QWidget):
        if child.focusPolicy() and not isinstance(child, QFrame):
            child.setEnabled(False)
