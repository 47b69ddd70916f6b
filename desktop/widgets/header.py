"""The head of a page: title, pills, one sentence, and at the right its actions, the primary one last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import Elided
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill, PillLook


class PageHeader(QWidget):
    """Every page begins with one."""

    def __init__(self, title: str, sentence: str = "", *actions: QWidget) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        whole = QHBoxLayout()
        whole.setSpacing(theme.space("s"))
        lines.addLayout(whole)
        left = self._left = QVBoxLayout()
        left.setSpacing(1)
        self._lines = lines
        self._first = QHBoxLayout()
        self._first.setSpacing(theme.space("s"))
        self._pills = QHBoxLayout()
        self._pills.setSpacing(theme.space("s"))
        self._title = Elided(title, "title")
        self._sentence = Elided(sentence, "sentence")
        policy = self._sentence.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # its words often come later: the page below must not jump
        self._sentence.setSizePolicy(policy)
        self._first.addWidget(self._title)
        self._first.addLayout(self._pills)
        self._first.addStretch(1)
        left.addLayout(self._first)
        left.addWidget(self._sentence)
        whole.addLayout(left, 1)
        self._whole: dict[QWidget, tuple[str, int]] = {}
        """Words and width of the actions that show their icon alone at times."""
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.space("s"))
        whole.addLayout(self._actions)
        whole.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self._sentence.setVisible(bool(sentence))
        for action in actions:
            self.add_action(action)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence or count."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._place()

    def set_pills(self, *looks: PillLook) -> None:
        """Show these pills beside the title."""
        clear(self._pills)
        for look in looks:
            self._pills.addWidget(Pill(look))

    def add_action(self, action: QWidget) -> None:
        """Put an action at the right end."""
        self._actions.addWidget(action)

    def event(self, event: QEvent) -> bool:
        """Find the sentence its place again when the width or an action changed."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        """Put the sentence beside the actions, or beneath them where it would be cut."""
        self._shorten()
        taken = self._actions.sizeHint().width()
        room = self.width() - (taken + theme.space("s") if taken else 0)
        wanted = self._lines if _width(self._sentence) > room and taken else self._left
        if wanted.indexOf(self._sentence) < 0:
            wanted.addWidget(self._sentence)  # which takes it out of where it was

    def _shorten(self) -> None:
        """Leave of the other actions the icon alone, from the left, as far as the title needs their room."""
        items = (self._actions.itemAt(place) for place in range(self._actions.count()))
        parts = (item.widget() for item in items if item is not None)
        actions = [one for one in parts if one is not None and not one.isHidden()]
        gap = theme.space("s")
        over = _width(self._title) + self._pills.sizeHint().width() + gap - self.width()
        over += sum(max(self._whole.get(one, ("", 0))[1], one.sizeHint().width()) + gap for one in actions)
        for one in actions:
            if isinstance(one, QPushButton) and not one.icon().isNull() and one.property("role") == "secondary":
                over -= self._show_words(one, whole=over <= 0)

    def _show_words(self, one: QPushButton, *, whole: bool) -> int:
        """Show an action with its words, or its icon alone; return how much room that saves."""
        words, width = self._whole.get(one, ("", 0))
        keys = one.shortcut()  # which a new text would take away
        if whole and words and not one.text():
            one.setText(words)
        elif not whole and one.text():
            words, width = self._whole[one] = one.text(), one.sizeHint().width()
            one.setAccessibleName(words.strip())
            one.setToolTip(one.toolTip() or words.strip())
            one.setText("")
        one.setShortcut(keys)
        return 0 if whole else width - one.sizeHint().width()


def _width(part: Elided) -> int:
    return part.fontMetrics().horizontalAdvance(part.text())
