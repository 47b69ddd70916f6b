"""Where a letter stands and what may be done with it now; one form at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.letter import LetterStatus
from cases.model.user import Right
from cases.services.letter_view import LetterView
from desktop import theme
from desktop.desk import Desk
from desktop.pages.letter_parts.action import LetterAction
from desktop.pages.letter_parts.electronic import ElectronicSign, SignatureFacts
from desktop.pages.letter_parts.end import LetterEnd
from desktop.pages.letter_parts.filing import Filing
from desktop.pages.letter_parts.initials import InitialsList
from desktop.pages.letter_parts.life import LifeLine
from desktop.preferences import Preferences
from desktop.widgets.basic import has_cursor, label
from desktop.widgets.parting import clear
from desktop.widgets.right_words import lacking

_ISSUING = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})
"""What comes next gives the letter its number or its signature."""
_ACTS = _ISSUING | {LetterStatus.SIGNED}


class LetterSide(QWidget):
    """``done`` gives the letter as it then stands and a sentence; the others as ``LetterEnd`` has them."""

    done = Signal(object, str)
    replaced = Signal(object)
    voided = Signal(object)
    corrected = Signal()

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences
        self._may, self._may_issue = desk.may(Right.MANAGE_LETTERS), desk.may(Right.ISSUE)
        self.life = LifeLine()
        self.signatures = SignatureFacts(desk)
        self.initials: InitialsList | None = None
        self.action: LetterAction | None = None
        self.electronic: ElectronicSign | None = None
        self.filing: Filing | None = None
        self.end: LetterEnd | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        lines.addWidget(self.life)
        lines.addWidget(self.signatures)
        self._places = {name: QVBoxLayout() for name in ("initials", "action", "electronic", "filing", "end")}
        for place in self._places.values():
            lines.addLayout(place)
        lines.addStretch(1)

    def show_letter(self, view: LetterView, planned: date | None, *, replace: bool) -> None:
        """Show a letter; ``planned`` is the day meant for a draft, ``replace`` asks for the reason of a replacement."""
        self.life.show_letter(view.letter)
        self._show_initials(view)
        self.signatures.show_letter(view)
        self._show_action(view, planned)
        self._show_electronic(view)
        self._show_filing(view)
        self._show_end(view, replace=replace)
        if self.initials is not None and self.initials.asks:  # what was made anew stands back, too
            self._make_room("initials", asking=True)

    def take_scan(self, paths: Sequence[Path]) -> bool:
        """Take files that were dropped on the page to where the letter waits for them; False where it waits for none.

        A signed letter without its scan waits for that first, then for its receipt.
        """
        if not paths or not self._may:
            return False
        missing = self.filing.missing if self.filing is not None else ""
        if missing and self.filing is not None:
            self.filing.ask(missing).take_files(paths)
            return True
        field = self.action.scan if self.action is not None else None
        if field is None:
            return False
        field.take_files(paths)
        return True

    # -- the parts

    def _show_initials(self, view: LetterView) -> None:
        if self.initials is not None and self.initials.view.letter.id == view.letter.id:
            same = self.initials.view.letter.status == view.letter.status
            if same and self.initials.view.letter.initials == view.letter.initials:
                self.initials.view = view
                return
            if same:
                self.initials.take(view)
                return
        clear(self._places["initials"])
        self.initials = InitialsList(self._desk, view, may_change=self._may)
        self.initials.done.connect(self.done)
        self.initials.asking.connect(lambda asking: self._make_room("initials", asking=asking))
        self._places["initials"].addWidget(self.initials)

    def _show_action(self, view: LetterView, planned: date | None) -> None:
        if self.action is not None and self.action.serves(view):
            return  # what is typed there stays
        had_cursor = has_cursor(self.action)
        if had_cursor:
            self.setFocus()
        clear(self._places["action"])
        self.action = None
        if view.letter.status not in _ACTS:
            return
        if view.letter.status in _ISSUING and not self._may_issue:
            if self._may:
                self._places["action"].addWidget(label(lacking(Right.ISSUE), "caption", wrap=True))
            return
        if view.letter.status not in _ISSUING and not self._may:
            return
        self.action = LetterAction(self._desk, view, planned, self._preferences)
        self.action.done.connect(self.done)
        self._places["action"].addWidget(self.action)
        if had_cursor:  # the next act goes on where this one ended
            QTimer.singleShot(0, self.action.form, self.action.form.focus_first)

    def _show_electronic(self, view: LetterView) -> None:
        if self.electronic is not None and self.electronic.view == view:
            return
        clear(self._places["electronic"])
        self.electronic = None
        if self._may_issue:
            self.electronic = ElectronicSign(self._desk, view, self._preferences)
            self.electronic.done.connect(self.done)
            self.electronic.asking.connect(lambda asking: self._make_room("electronic", asking=asking))
            self._places["electronic"].addWidget(self.electronic)

    def _show_filing(self, view: LetterView) -> None:
        if self.filing is not None and self.filing.view == view:
            return
        clear(self._places["filing"])
        self.filing = None
        if self._may:
            self.filing = Filing(self._desk, view, self._preferences)
            self.filing.done.connect(self.done)
            self.filing.asking.connect(lambda asking: self._make_room("filing", asking=asking))
            self._places["filing"].addWidget(self.filing)

    def _show_end(self, view: LetterView, *, replace: bool) -> None:
        if self.end is not None and self.end.view == view and not replace:
            return
        clear(self._places["end"])
        self.end = None
        if self._may or self._desk.may(Right.VOID):
            self.end = LetterEnd(self._desk, view)
            self.end.replaced.connect(self.replaced)
            self.end.voided.connect(self.voided)
            self.end.corrected.connect(self.corrected)
            self.end.asking.connect(lambda asking: self._make_room("end", asking=asking))
            self._places["end"].addWidget(self.end)
            self._make_room("end", asking=False)
            if replace and view.replaceable:
                self.end.ask("replace")

    def _make_room(self, by: str, *, asking: bool) -> None:
        """Hide what else could be done while a form is open."""
        others = {
            "initials": self.initials,
            "action": self.action,
            "electronic": self.electronic,
            "filing": self.filing,
            "end": self.end,
        }
        for name, part in others.items():
            if name != by and part is not None:
                part.setVisible(not asking and part.says)
