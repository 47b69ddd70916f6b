"""A form: labels above, one column or two related fields, help and errors in words under the field, Enter goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cases.errors import InvalidInput
from desktop import theme
from desktop.widgets.basic import button, label
from desktop.widgets.fields import Field, is_enter

F = TypeVar("F", bound=Field)
FORM_WIDTH: Final = 560
_AROUND: Final = 40
"""Pixels to be seen above and below what has the cursor."""
_ENTERING: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.Drop,
    }
)
"""By what a field is filled in."""
_MOVING: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})
_REQUIRED = "Isian ini wajib diisi."


class FieldBox(QWidget):
    """A field with its label above and its note, help and error beneath."""

    def __init__(self, title: str, field: Field, *, help_text: str, required: bool, marked: bool = True) -> None:
        super().__init__()
        self.field = field
        self.required = required
        self.title = title
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        head = label(f"{title} (boleh kosong)" if title and marked and not required else title, "label")
        if not title:
            head.hide()
        head.setBuddy(field.focus_target())
        self._head, self._marked = head, bool(title) and marked and not required
        self._note = label("", "good", wrap=True)
        self._help = label(help_text, "help", wrap=True)
        self._error = label("", "error", wrap=True)
        for part in (head, field, self._note, self._help, self._error):
            lines.addWidget(part)
        lines.addStretch(1)
        self._note.hide()
        self._error.hide()
        self._help.setVisible(bool(help_text))
        field.focus_target().setAccessibleName(title)
        field.focus_target().setAccessibleDescription(help_text)
        field.note_changed.connect(self._show_note)
        field.changed.connect(self.clear_error)

    def _show_note(self, note: str) -> None:
        theme.set_role(self._note, self.field.note_role)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_title(self, title: str) -> None:
        """Call the field by another name."""
        self.title = title
        self._head.setText(f"{title} (boleh kosong)" if self._marked else title)
        self.field.focus_target().setAccessibleName(title)

    def set_help(self, text: str) -> None:
        """Change the help."""
        self._help.setText(text)
        self._help.setVisible(bool(text))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong, in words, under the field."""
        self._error.setText(sentence)
        self._error.show()
        self._note.setVisible(self._note.text() not in ("", sentence))
        self.field.mark_wrong(wrong=True)

    @property
    def error(self) -> str:
        """The sentence that is shown, or ""."""
        return self._error.text() if not self._error.isHidden() else ""

    def clear_error(self) -> None:
        """Take the sentence away."""
        if not self._error.isHidden():
            self._error.hide()
            self._note.setVisible(bool(self._note.text()))
            self.field.mark_wrong(wrong=False)

    def problem(self) -> str:
        """What keeps this field from being taken, as one sentence, or ""."""
        if self.required and self.field.blank():
            return _REQUIRED
        try:
            self.field.value()
        except InvalidInput as error:
            return error.sentence
        return ""


class Form(QWidget):
    """Fields under each other, by key.

    ``values`` and ``set_values`` carry drafts (JSON); ``changed`` follows the user; ``submitted`` comes from the
    primary button or Ctrl+Enter, and only when every field can be taken.
    """

    changed = Signal()
    submitted = Signal()
    marks_optional = True
    """Whether a field that may stay blank says so; off where none is required and a sentence says it once."""

    def __init__(self, *, width: int = FORM_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, FieldBox] = {}
        self._last_row: QHBoxLayout | None = None
        self._primary: QPushButton | None = None
        self._busy = False
        self.setMaximumWidth(width)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("m"))
        self._trouble = label("", "errorBox", wrap=True)
        self._trouble.hide()

    # -- building

    def section(self, title: str, sentence: str = "") -> None:
        """Begin a section with a heading."""
        if self._boxes:
            self._lines.addSpacing(theme.space("s"))
        self._lines.addWidget(label(title, "section"))
        if sentence:
            self._lines.addWidget(label(sentence, "sentence", wrap=True))
        self._last_row = None

    def add(
        self, key: str, title: str, field: F, *, help_text: str = "", required: bool = False, beside: bool = False
    ) -> F:
        """Add a field and give it back; ``beside`` puts it at the right of the one before."""
        box = FieldBox(title, field, help_text=help_text, required=required, marked=self.marks_optional)
        self._boxes[key] = box
        if beside and self._last_row is not None:
            self._last_row.addWidget(box, 1)
        else:
            self._last_row = QHBoxLayout()
            self._last_row.setSpacing(theme.space("m"))
            self._last_row.addWidget(box, 1)
            self._lines.addLayout(self._last_row)
        field.changed.connect(self.changed)
        for widget in (field.focus_target(), *field.findChildren(QWidget)):
            widget.installEventFilter(self)
        return field

    def add_widget(self, part: QWidget) -> None:
        """Add something that is no field."""
        self._lines.addWidget(part)
        self._last_row = None

    def buttons(self, primary: str, *, icon: str = "", cancel: Callable[[], object] | None = None) -> QPushButton:
        """End the form: the primary button at the lower right, "Batal" beside it when ``cancel`` is given."""
        self._lines.addWidget(self._trouble)
        line = QHBoxLayout()
        line.setSpacing(theme.space("s"))
        line.addStretch(1)
        if cancel is not None:
            line.addWidget(button("Batal", on_click=cancel))
        self._primary = button(primary, "primary", icon=icon, on_click=self.submit, tip=f"{primary} (Ctrl+Enter)")
        line.addWidget(self._primary)
        self._lines.addSpacing(theme.space("xs"))
        self._lines.addLayout(line)
        self._lines.addStretch(1)
        return self._primary

    # -- values

    def values(self) -> dict[str, Any]:
        """Everything that was entered, as JSON can keep it."""
        return {key: box.field.draft() for key, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put back what ``values`` gave; keys that do not exist any more are left out."""
        for key, value in values.items():
            if key in self._boxes:
                self._boxes[key].field.restore(value)

    def field(self, key: str) -> Field:
        """A field by its key."""
        return self._boxes[key].field

    def box(self, key: str) -> FieldBox:
        """A field's box: its title, help and error."""
        return self._boxes[key]

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a field; a hidden one is not checked."""
        self._boxes[key].setVisible(shown)

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while the work of the primary button runs: what is typed then is lost with what is saved."""
        self._busy = busy
        if self._primary is not None:
            if busy and self._primary.hasFocus():
                self.setFocus()  # Qt would hand the cursor to whatever comes next, the lock for one
            self._primary.setEnabled(not busy)

    # -- errors

    def check(self) -> bool:
        """Show what keeps each field from being taken; put the cursor into the first; whether all can be taken."""
        self.clear_errors()
        first: FieldBox | None = None
        for box in self._boxes.values():
            problem = "" if box.isHidden() else box.problem()
            if problem:
                box.show_error(problem)
                first = first or box
        if first is not None:
            self._go_to(first)
        return first is None

    def show_error(self, key: str, sentence: str) -> None:
        """Show a sentence under a field, or above the buttons when the key names none."""
        box = self._boxes.get(key)
        if box is None:
            self._trouble.setText(sentence)
            self._trouble.show()
            return
        box.show_error(sentence)
        self._go_to(box)

    def show_failure(self, error: BaseException) -> bool:
        """Show an OfficeError where it belongs; False when it is none and must go elsewhere."""
        sentence = getattr(error, "sentence", "")
        if sentence:
            self.show_error(getattr(error, "field", ""), sentence)
        return bool(sentence)

    def clear_errors(self) -> None:
        """Take all sentences away."""
        self._trouble.hide()
        for box in self._boxes.values():
            box.clear_error()

    def submit(self) -> None:
        """Check, and say ``submitted`` when all can be taken; nothing while the last one is under way."""
        busy = self._primary is not None and not self._primary.isEnabled()
        if not busy and self.check():
            self.submitted.emit()

    # -- moving

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for box in self._boxes.values():
            if not box.isHidden():
                box.field.focus_target().setFocus()
                return

    def _go_to(self, box: FieldBox) -> None:
        box.field.focus_target().setFocus()
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            scroll = area
            QTimer.singleShot(0, box, lambda: scroll.ensureWidgetVisible(box, 0, _AROUND))

    def event(self, event: QEvent) -> bool:
        """Let Tab follow the eye: what was added later (a reason, another question) comes where it stands."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.order_stops()
        return done

    def order_stops(self) -> None:
        """Let Tab stop at everything in the order in which it stands."""
        for before, after in pairwise(tab_stops(self)):
            QWidget.setTabOrder(before, after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, Ctrl+Enter submits; in several lines Enter stays a new line."""
        if self._busy and event.type() in _ENTERING:
            return not (isinstance(event, QKeyEvent) and event.key() in _MOVING)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submit()
                return True
            if isinstance(watched, QWidget) and not self._needs_enter(watched):
                self._next_from(watched)
                return True
        return super().eventFilter(watched, event)

    def _needs_enter(self, widget: QWidget) -> bool:
        """Whether Enter means something to the widget itself: a new line, a press, a pick from a list."""
        if isinstance(widget, QComboBox):
            return widget.view().isVisible()
        if isinstance(widget, QPlainTextEdit | QPushButton | QAbstractScrollArea):
            return True
        return any(box.field.takes_enter() for box in self._boxes.values() if box.isAncestorOf(widget))

    def _next_from(self, widget: QWidget) -> None:
        boxes = [box for box in self._boxes.values() if not box.isHidden()]
        for place, box in enumerate(boxes):
            if box.field is widget or box.field.isAncestorOf(widget):
                within = box.field.next_within(widget)
                if within is not None:
                    within.setFocus(Qt.FocusReason.TabFocusReason)
                elif place + 1 < len(boxes):
                    boxes[place + 1].field.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                elif self._primary is not None:
                    self._primary.setFocus(Qt.FocusReason.TabFocusReason)
                return


def tab_stops(part: QWidget | QLayout) -> Iterator[QWidget]:
    """What Tab can stop at inside a part, in the order in which it is laid out."""
    if isinstance(part, QLayout):
        for place in range(part.count()):
            item = part.itemAt(place)
            inner = item.widget() or item.layout() if item is not None else None
            if inner is not None:
                yield from tab_stops(inner)
        return
    if part.focusProxy() is None and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    inside = part.widget() if isinstance(part, QScrollArea) else part.layout()
    if inside is not None:
        yield from tab_stops(inside)


class Follower(QScrollArea):
    """Brings what gets the cursor into sight, also when it was not reached by Tab (a new row, an error).

    What has it stays in sight while something above it grows. Not while the mouse is pressed: what is clicked must not
    move away before the button is let go.
    """

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        inner, pressed = self.widget(), QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and inner is not None and inner.isAncestorOf(new) and not pressed:
            QTimer.singleShot(0, new, lambda: self._bring(new))  # once a new row has its place

    def _bring(self, here: QWidget) -> None:
        """Show all of a field with what stands beneath it, where that fits; Qt alone is content with its cursor."""
        inner = self.widget()
        whole: QWidget | None = here
        while whole is not None and whole is not inner and not isinstance(whole, FieldBox):
            whole = whole.parentWidget()
        inner, room = self.widget(), self.viewport().height() - 2 * _AROUND
        for one in (whole, here):
            if inner is not None and one is not None and one.height() <= room:
                top = one.mapTo(inner, QPoint(0, 0)).y()
                self.ensureVisible(0, top + one.height(), 0, _AROUND)
                self.ensureVisible(0, top, 0, _AROUND)
                return
        self.ensureWidgetVisible(here, 0, _AROUND)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something in it changes its size: whoever saw the cursor before sees it after."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self.widget():
            here = QApplication.focusWidget()
            if here is not None and not here.visibleRegion().isEmpty():
                self._follow(None, here)
        return super().eventFilter(watched, event)


def scrolled(content: QWidget, *, padding: int = 0) -> QScrollArea:
    """Content in a scroll area without a frame, at the left, on the ground of the page; it follows the cursor."""
    area = Follower()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    holder.setProperty("role", "scrolled")
    line = QHBoxLayout(holder)
    line.setContentsMargins(padding, padding, padding, padding)
    line.addWidget(content, 1000)  # as wide as it may be; the rest stays empty at the right
    line.addStretch(1)
    area.setWidget(holder)
    return area
