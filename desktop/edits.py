"""What was changed since log-in: undone and done again by name (Ctrl+Z, Ctrl+Y), or from a list of the last ones."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.services import undoing
from cases.services.undo_words import UNDOABLE
from cases.services.undoing import Edit
from desktop import messages
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.pages.case_tabs.words import OPERATIONS
from desktop.pages.log_words import field_words
from desktop.widgets.basic import icon_button

MOST: Final = 30
"""So many changes are remembered."""
_LISTED: Final = 10
_FIELDS: Final = 2
"""How many fields a change is named by."""
_OWN: Final = frozenset({"undoing.undo", "undoing.redo"})


def words_of(edit: Edit) -> str:
    """Name a change: what was done, which fields, of what."""
    done = UNDOABLE.get(edit.operation) or OPERATIONS.get(edit.operation, "perubahan").lower()
    names = list(dict.fromkeys(map(field_words, edit.fields)))
    fields = ", ".join(names[:_FIELDS]) + (" …" if len(names) > _FIELDS else "")
    what = f"{done}: {fields}" if fields else done
    return f"{what} ({edit.title})" if edit.title else what


class Edits(QObject):
    """The changes of one user in one session, the last one at the end; ``button`` shows them as a menu."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._announced = ChangeSet()
        self._running = False
        self.done: list[Edit] = []
        self.undone: list[Edit] = []
        self.button: QPushButton = icon_button("clock-counter-clockwise", "", on_click=self._show)
        window.add_tool(self.button)
        window.add_shortcut("Ctrl+Z", "Urungkan perubahan terakhir (di luar isian teks)", self.undo)
        window.add_shortcut("Ctrl+Y", "Ulangi yang diurungkan", self.redo)
        desk.changed.connect(self._changed)
        self._tell()

    # -- what happened

    def _changed(self, changes: object) -> None:
        if not isinstance(changes, ChangeSet) or not changes.last:
            return
        self._announced = changes
        if not self._running:
            self._desk.ask(undoing.edit, changes.first, changes.last).then(self, self._remember)

    def _remember(self, edit: Edit | None) -> None:
        if edit is None or edit.operation in _OWN:
            return
        self.done = [*self.done, edit][-MOST:]
        self.undone = []
        self._tell()

    def _tell(self) -> None:
        last = self.done[-1] if self.done else None
        words = f"Urungkan: {words_of(last)} (Ctrl+Z)" if last is not None and not last.why_not else ""
        self.button.setToolTip(words or "Perubahan Anda sejak masuk")
        self.button.setAccessibleName("Urungkan atau ulangi perubahan")

    # -- undoing and doing again

    def undo(self) -> None:
        """Undo the last change, or say why that is not the way."""
        if self.done:
            self.undo_one(self.done[-1])
        else:
            self._window.toast("Belum ada perubahan sejak Anda masuk.")

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.undone:
            self._run(undoing.redo, self.undone[-1], self.undone, self.done, "Diulangi")
        else:
            self._window.toast("Tidak ada yang dapat diulangi.")

    def undo_one(self, edit: Edit) -> None:
        """Undo one of the last changes; what others or later changes made of the same fields stops it."""
        if edit.why_not:
            messages.show_sentence(self._window, edit.why_not)
            return
        self._run(undoing.undo, edit, self.done, self.undone, "Diurungkan")

    def _run(self, service: Any, edit: Edit, of: list[Edit], to: list[Edit], said: str) -> None:  # noqa: ANN401 - one of two
        if self._running:
            return
        self._running = True

        def done(_none: object) -> None:
            self._running = False
            rows = self._announced
            if edit in of:
                of.remove(edit)
            to.append(
                Edit(
                    first=rows.first,
                    last=rows.last,
                    operation=edit.operation,
                    fields=edit.fields,
                    title=edit.title,
                )
            )
            self._tell()
            self._window.toast(f"{said}: {words_of(edit)}")

        def failed(error: OfficeError) -> None:
            self._running = False
            messages.show_error(self._window, error)

        self._desk.do(service, edit.first, edit.last).then(self, done, failed)

    # -- the menu

    def menu(self, parent: QWidget) -> QMenu:
        """What can be undone and done again, and the last changes, each with its way."""
        made = QMenu(parent)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = self.done[-1] if self.done else None
        next_ = self.undone[-1] if self.undone else None
        undo = made.addAction(f"Urungkan: {words_of(last)}\tCtrl+Z" if last else "Urungkan\tCtrl+Z")
        undo.triggered.connect(lambda _on: self.undo())
        undo.setEnabled(last is not None)
        redo = made.addAction(f"Ulangi: {words_of(next_)}\tCtrl+Y" if next_ else "Ulangi\tCtrl+Y")
        redo.triggered.connect(lambda _on: self.redo())
        redo.setEnabled(next_ is not None)
        earlier = list(reversed(self.done[:-1]))[:_LISTED]
        if earlier:
            made.addSection("Sebelumnya, sejak Anda masuk")
        for edit in earlier:
            words = f"Urungkan: {words_of(edit)}" if not edit.why_not else f"{words_of(edit)} – mengapa tidak?"
            made.addAction(words).triggered.connect(partial(self._chosen, edit))
        return made

    def _chosen(self, edit: Edit, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.undo_one(edit)

    def _show(self) -> None:
        self.menu(self.button).popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))
