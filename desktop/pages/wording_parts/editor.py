"""Where a wording is changed: its parts or its text in the middle, its placeholders left, the letter right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cases.letters.template_check import Problem
from cases.letters.template_text import Parts, read_parts, write_parts
from cases.letters.trial import ORDINARY
from cases.model.office import Paper
from cases.services import wordings
from cases.services.wording_lookup import WordingSheet
from cases.services.wordings import Preview
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.wording_parts.drawer import Drawer
from desktop.pages.wording_parts.parts_view import PartsView
from desktop.pages.wording_parts.preview import PagePreview
from desktop.pages.wording_parts.problems import ProblemStrip
from desktop.pages.wording_parts.records import Choices
from desktop.pages.wording_parts.text import WordingText
from desktop.pages.wording_parts.use_view import UseView
from desktop.widgets.bars import SegmentBar, TabBar
from desktop.widgets.basic import icon_button, label
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.parting import part_with

_TABS: Final = [("parts", "Bagian"), ("text", "Teks naskah"), ("use", "Uji dan pakai")]
_ANY_WIDTH: Final = 16_777_215
_WAIT_MS: Final = 60
_REST_MS: Final = 700
_SIDES: Final = (204, 440, 440)
_ROOM: Final = 780
"""Pixels from which the placeholders are shown beside the words."""
_STEP: Final = 1.2
_UNREADABLE = "Bagian-bagian tampil lagi setelah kesalahan penulisan diperbaiki di tab Teks naskah."
_CROSSED = "Naskah ini sudah diubah di tempat lain; menyimpan membuang perubahan itu."


class WordingEditor(Form):
    """``edited`` follows every change, ``tab_shown`` another tab; what is typed is kept until it is saved."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(width=_ANY_WIDTH)
        self._desk = desk
        self._sheet: WordingSheet | None = None
        self._editable = False
        self._typing_parts = False
        self._asking = False
        self._again = False
        self._target: QWidget | None = None
        self.kept: FormDraft | None = None
        self.problems: tuple[Problem, ...] = ()
        self.shown: Preview | None = None
        self.tabs = TabBar(_TABS)
        self.tabs.chosen.connect(self._show_tab)
        self.text = WordingText()
        self.text.changed.connect(self._text_changed)
        self.parts = PartsView()
        self.parts.changed.connect(self._parts_changed)
        self.parts.undo_wanted.connect(self.text.undo)
        self.parts.redo_wanted.connect(self.text.redo)
        self.use = UseView(desk.office.clock.time_zone)
        self.use.line_chosen.connect(self.go_to)
        self.drawer = Drawer()
        self.drawer.chosen.connect(self.insert)
        self.preview = PagePreview(desk.tasks)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._ask(whole=True))
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # -- building

    def _build(self) -> None:
        self._lines.setSpacing(theme.space("s"))
        self.undo_button = icon_button("arrow-counter-clockwise", "Urungkan (Ctrl+Z)", on_click=self.text.undo)
        self.redo_button = icon_button("arrow-clockwise", "Ulangi (Ctrl+Y)", on_click=self.text.redo)
        self.text.undoAvailable.connect(self.undo_button.setEnabled)
        self.text.redoAvailable.connect(self.redo_button.setEnabled)
        self.drawer_button = icon_button("brackets-curly", "Tampilkan isian surat", checkable=True)
        self.drawer_button.setChecked(True)
        self.drawer_button.toggled.connect(lambda _down: self._show_drawer())
        top = QHBoxLayout()
        top.setSpacing(theme.space("xs"))
        top.addWidget(self.tabs, 1)
        top.addWidget(self.drawer_button)
        top.addWidget(self.undo_button)
        top.addWidget(self.redo_button)
        self._lines.addLayout(top)
        self._stack = QStackedWidget()
        self._unreadable = label(_UNREADABLE, "warnBox", wrap=True)
        self._places: dict[str, QWidget] = {"parts": self._parts_page(), "text": self.text, "use": self.use}
        for page in self._places.values():
            self._stack.addWidget(page)
        middle = QWidget()
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.crossed = label(_CROSSED, "warnBox", wrap=True)
        self.crossed.hide()
        lines.addWidget(self.crossed)
        lines.addWidget(self._stack, 1)
        self._told = ProblemStrip()
        self._told.line_chosen.connect(self.go_to)
        lines.addWidget(self._told)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self.sides.setHandleWidth(theme.space("m"))
        for part in (self.drawer, middle, self._paper_side()):
            self.sides.addWidget(part)
        self.drawer.setMinimumWidth(140)
        middle.setMinimumWidth(356)
        self.sides.setSizes(list(_SIDES))
        for place, stretch in enumerate((0, 3, 2)):
            self.sides.setStretchFactor(place, stretch)
        self._lines.addWidget(self.sides, 1)

    def _parts_page(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._unreadable)
        lines.addWidget(scrolled(self.parts), 1)
        self._unreadable.hide()
        return made

    def _paper_side(self) -> QWidget:
        side = QFrame()
        side.setProperty("role", "desk")
        side.setMinimumWidth(280)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(1, 4, 1, 1)
        lines.setSpacing(theme.space("xs"))
        self.trial = ChoiceField(blank="")
        self.trial.box.setAccessibleName("Contoh pada pratinjau")
        self.trial.changed.connect(self._ask)
        self.paper = SegmentBar([(paper.value, paper.value) for paper in Paper])
        self.paper.chosen.connect(lambda _paper: self._ask())
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 4, 0)
        top.setSpacing(2)
        self.paper_words = label("", "caption")
        top.addWidget(self.trial, 1)
        top.addWidget(self.paper_words, 1)
        top.addWidget(self.paper)
        top.addWidget(
            icon_button("magnifying-glass-minus", "Perkecil", on_click=lambda: self.preview.zoom_by(1 / _STEP))
        )
        top.addWidget(icon_button("magnifying-glass-plus", "Perbesar", on_click=lambda: self.preview.zoom_by(_STEP)))
        lines.addLayout(top)
        lines.addWidget(self.preview, 1)
        self.pages_words = label("", "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 4)
        foot.addWidget(self.pages_words)
        lines.addLayout(foot)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the words where there is little of it."""
        super().resizeEvent(event)
        was, now = event.oldSize().width() >= _ROOM, event.size().width() >= _ROOM
        if was != now:
            self.drawer_button.setChecked(now)

    # -- showing

    def show_sheet(self, sheet: WordingSheet, *, may_change: bool) -> None:
        """Show a wording; what is being typed into the same one stays."""
        before, self._sheet = self._sheet, sheet
        self._editable = may_change and sheet.editable
        same = before is not None and _key(before) == _key(sheet) and before.editable == sheet.editable
        self.text.setReadOnly(not self._editable)
        for part in (self.undo_button, self.redo_button):
            part.setVisible(self._editable)
        if not same:
            self._begin(sheet)
        elif before is not None and self.text.text == before.text:
            self.text.put(sheet.text)
        elif before is not None and before.text != sheet.text:
            self.crossed.setVisible(self.unsaved)
        self.use.show_sheet(sheet, may_change=may_change, unsaved=self.unsaved)
        self._show_undo()
        self.edited.emit()

    def _begin(self, sheet: WordingSheet) -> None:
        if self.kept is not None:
            self.kept.flush()
            part_with(self.kept.line)
            self.kept.deleteLater()
            self.kept = None
        self.crossed.hide()
        self.preview.clear()
        self.shown, self.problems = None, ()
        self._target = None
        self.drawer.show_sheet(sheet)
        rows = tuple((rows.name, rows.meaning) for rows in sheet.rows)
        names = tuple((each.name, each.meaning) for each in sheet.placeholders)
        fields = frozenset(each.name for rows_named in sheet.rows for each in rows_named.fields)
        self.parts.begin(
            Choices(names, rows, fields), editable=self._editable, head_free=self._editable and sheet.letter is None
        )
        self.trial.set_choices(list(sheet.trials.items()))
        self.trial.restore(ORDINARY)
        self.trial.setVisible(sheet.letter is None)
        self.paper.setVisible(sheet.letter is None)
        self.paper_words.setVisible(sheet.letter is not None)
        self.paper_words.setText("Seperti yang akan dicetak")
        self.tabs.set_tabs(_TABS if sheet.line is not None else _TABS[:2])
        self.tabs.choose("parts")
        self._show_drawer()
        shown = self.text.text
        self.text.begin(sheet.text)
        if shown == sheet.text:  # the text itself said nothing
            self._text_changed()
        if self._editable:
            self.kept = FormDraft(self._desk, f"wording:{_key(sheet)}", self)
        self._ask()

    def _show_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self._places[key])
        self._show_drawer()

    def _show_drawer(self) -> None:
        """Placeholders are of use only where something can be typed."""
        typing = self._editable and self.tabs.current != "use"
        self.drawer_button.setVisible(typing)
        self.drawer.setVisible(typing and self.drawer_button.isChecked())

    def go_to(self, line: int) -> None:
        """Show a line of the text."""
        self.tabs.choose("text")
        self.text.go_to(line)
        self.text.setFocus()

    # -- what its draft asks of a form

    def values(self) -> dict[str, Any]:
        """The text."""
        return {"text": self.text.text}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put a text back; it can be undone."""
        self.text.put(str(values["text"]))

    def clear_errors(self) -> None:
        """There are no fields with errors of their own."""

    def focus_first(self) -> None:
        """Put the cursor into the list of parts."""
        self.parts.head_card.setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._sheet is not None and self.text.text != self._sheet.text

    def saved(self, sheet_text: str) -> None:
        """What is shown was saved."""
        if self._sheet is not None and self.text.text == sheet_text and self.kept is not None:
            self.kept.drop()

    # -- changing

    def insert(self, name: str) -> None:
        """Put a placeholder where the cursor is, or was last."""
        words = f"{{{name}}}"
        target = self._target
        if isinstance(target, QPlainTextEdit) and not target.isReadOnly():
            target.insertPlainText(words)
        elif isinstance(target, QLineEdit):
            target.insert(words)
            target.textEdited.emit(target.text())
        if target is not None:
            target.setFocus()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, QPlainTextEdit | QLineEdit) or now is self._target or now.isReadOnly():
            return
        if self._stack.isAncestorOf(now):
            self._target = now
            now.destroyed.connect(partial(self._forget, now))

    def _forget(self, gone: QWidget, *_args: object) -> None:
        if self._target is gone:
            self._target = None

    def _parts_changed(self, parts: Parts) -> None:
        self._typing_parts = True
        self.text.put(write_parts(parts))
        self._typing_parts = False

    def _text_changed(self) -> None:
        if not self._typing_parts:
            parts = read_parts(self.text.text)
            self._unreadable.setVisible(parts is None)
            self.parts.setEnabled(parts is not None)
            if parts is not None:
                self.parts.show_parts(parts)
        self._show_undo()
        self.use.show_state(unsaved=self.unsaved)
        if self.unsaved:
            self.changed.emit()
        self.edited.emit()
        self._rest.stop()
        self._wait.start()

    def _show_undo(self) -> None:
        self.undo_button.setEnabled(self.text.document().isUndoAvailable())
        self.redo_button.setEnabled(self.text.document().isRedoAvailable())

    # -- the letter beside it

    def _ask(self, *, whole: bool = False) -> None:
        """Ask for the letter as it would be now; one question at a time, the last one counts.

        Of a long letter the pages in sight come first, and the whole of it once nothing is typed for a moment.
        """
        sheet = self._sheet
        if sheet is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        key, text = _key(sheet), self.text.text
        letter_id = sheet.letter.id if sheet.letter is not None else ""
        paper = None if letter_id else Paper(self.paper.current)
        only = () if whole else self.preview.looked_at
        self._desk.ask(
            wordings.preview,
            text,
            sheet.name,
            letter_id=letter_id,
            trial_key=self.trial.value() or ORDINARY,
            paper=paper,
            only=only,
        ).then(self, lambda shown: self._take(key, shown, whole=not only), self._failed)

    def _failed(self, error: Any) -> None:  # noqa: ANN401 - the user's errors
        self._asking = False
        self._told.show_failure(error.sentence)

    def _take(self, key: str, shown: Preview, *, whole: bool) -> None:
        self._asking = False
        if self._sheet is None or _key(self._sheet) != key:
            self._ask()
            return
        self.shown, self.problems = shown, shown.problems
        self.drawer.show_values(shown.values)
        self.parts.show_case(shown.values)
        self.parts.show_problems(shown.problems)
        self.text.mark_lines(problem.line for problem in shown.problems)
        self.tabs.set_count("text", len(shown.problems) or None)
        self._told.show_problems(shown.problems)
        if shown.pdf is not None:
            self.preview.show_pdf(shown.pdf)
            self.pages_words.setText(f"{shown.pages} halaman")
        else:
            self.pages_words.setText("Pratinjau terakhir; perbaiki kesalahan untuk memperbarui")
        if self._again:
            self._ask()
        elif not whole and not self._wait.isActive():
            self._rest.start()


def _key(sheet: WordingSheet) -> str:
    """What is being changed: an edition, or one letter's text."""
    if sheet.letter is not None:
        return f"letter:{sheet.letter.id}"
    return sheet.line.id if sheet.line is not None else sheet.name
