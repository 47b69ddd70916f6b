"""Looks at one item of evidence in full, or at two side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from cases.model.marks import Place
from desktop import theme
from desktop.evidence.opened_copies import may_be_opened
from desktop.tasks import Tasks
from desktop.widgets.basic import Elided, button, has_cursor, icon_button, label
from desktop.widgets.evidence_chooser import EvidenceChooser
from desktop.widgets.evidence_content import Content
from desktop.widgets.evidence_pane import EvidencePane
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice
from desktop.widgets.parting import part_with

_NARROW: Final = 780
"""Pixels below which the bar has no room for words."""


class EvidenceViewer(QWidget):
    """``show_item`` shows an item, ``show_second`` another beside it.

    ``left`` when it is to close, ``step_wanted`` with -1 or 1 for the neighbour, ``copy_wanted`` and ``play_wanted``
    with an item's id, ``compare_wanted`` before the list of others drops, ``full_wanted`` with whether it shall fill
    the screen.
    """

    left = Signal()
    copy_wanted = Signal(str)
    play_wanted = Signal(str)
    step_wanted = Signal(int)
    compare_wanted = Signal()
    full_wanted = Signal(bool)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._linking = False
        self.full = False
        self.notice, self.progress = Notice(), ProgressStrip()
        self.progress.hide()
        self.first = EvidencePane(tasks)
        self.second: EvidencePane | None = None
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.first)
        self._take_in(self.first)
        self._words = Elided("", "section")
        self._found = label("", "caption")
        self._build()
        self.chooser = EvidenceChooser(self)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.step_wanted.emit(step))
        self._tell()

    def _build(self) -> None:
        self.back = button("Kembali", icon="arrow-left", on_click=self.left.emit, tip="Kembali ke daftar bukti (Esc)")
        self.finding: tuple[QWidget, ...] = (
            self._found,
            icon_button("caret-up", "Temuan sebelumnya (Shift+F3)", on_click=lambda: self.first.next_place(-1)),
            icon_button("caret-down", "Temuan berikutnya (F3)", on_click=lambda: self.first.next_place(1)),
        )
        self.compare = button(
            "Bandingkan…",
            icon="columns",
            on_click=self.compare_wanted.emit,
            tip="Tampilkan bukti lain di sebelahnya (B)",
        )
        self.link = icon_button(
            "link", "Perbesaran dan geseran keduanya bersama (L)", on_click=self._tell, checkable=True
        )
        self.link.setChecked(True)
        self.alone = icon_button("x", "Tutup pembanding (Esc)", on_click=self.close_second)
        self.play = icon_button(
            "arrow-square-out",
            "Buka salinannya dengan program komputer (Ctrl+O)",
            on_click=lambda: self._emit(self.play_wanted),
        )
        self.compare.setAccessibleName("Bandingkan…")
        self.back.setAccessibleName("Kembali")
        bar = QHBoxLayout()
        bar.setSpacing(theme.space("xs"))
        parts: tuple[QWidget, ...] = (
            *self.finding,
            icon_button("caret-left", "Bukti sebelumnya (Ctrl+Page Up)", on_click=lambda: self.step_wanted.emit(-1)),
            icon_button("caret-right", "Bukti berikutnya (Ctrl+Page Down)", on_click=lambda: self.step_wanted.emit(1)),
            self.compare,
            self.link,
            self.alone,
            icon_button("frame-corners", "Layar penuh (F11)", on_click=lambda: self.full_wanted.emit(not self.full)),
            self.play,
            icon_button(
                "download-simple", "Simpan salinan… (Ctrl+Shift+S)", on_click=lambda: self._emit(self.copy_wanted)
            ),
        )
        bar.addWidget(self.back)
        bar.addSpacing(theme.space("xs"))
        bar.addWidget(self._words, 1)
        for part in parts:
            bar.addWidget(part)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        bar.setContentsMargins(0, 0, 0, 0)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        for made in (self._bar, self.notice, self.progress):
            lines.addWidget(made)
        lines.addWidget(self.split, 1)

    def _take_in(self, pane: EvidencePane) -> None:
        pane.passed.connect(self.step_wanted)
        pane.play_wanted.connect(self.play_wanted)
        pane.copy_wanted.connect(self.copy_wanted)
        pane.canvas.moved.connect(lambda: self._follow(pane))

    # -- what is shown

    @property
    def item(self) -> Evidence | None:
        """What is shown, at the left of two."""
        return self.first.item

    @property
    def active(self) -> EvidencePane:
        """The pane that has the cursor, else the first."""
        return self.second if self.second is not None and has_cursor(self.second) else self.first

    def show_item(self, item: Evidence, content: Content) -> None:
        """Show an item; what is beside it stays."""
        self._words.setText(f"{item.label}  {item.title}")
        self.first.show_content(item, content, item.label if self.second is not None else "")
        self._tell()
        self.first.setFocus()

    def show_second(self, item: Evidence, content: Content, name: str) -> None:
        """Show another item at the right; ``name`` says which."""
        if self.second is None:
            self.second = EvidencePane(self._tasks)
            self._take_in(self.second)
            self.second.passed.disconnect(self.step_wanted)  # it has no neighbours of its own
            self.split.addWidget(self.second)
        self.second.show()
        half = max(self.split.width() // 2, 1)
        self.split.setSizes([half, half])
        self.second.show_content(item, content, name)
        self._tell()
        self.second.setFocus()

    @property
    def compares(self) -> bool:
        """Whether two items are shown."""
        return self.second is not None and not self.second.isHidden()

    def close_second(self) -> None:
        """Show one item alone again."""
        if self.second is not None:
            second, self.second = self.second, None
            part_with(second)
        self._tell()
        self.first.setFocus()

    def highlight(self, places: Sequence[Place]) -> None:
        """Outline what was found in the first item, and go to the first of it."""
        self.first.highlight(places)
        self._tell()

    def set_full(self, *, full: bool) -> None:
        """Fill the screen, or be a page among others; the bar gives its room to the evidence."""
        self.full = full
        self._bar.setVisible(not full)
        self.active.setFocus()

    def say(self, *sentences: str, role: str = "goodBox") -> None:
        """Say something over the evidence."""
        self.notice.say(*sentences, role=role)

    def _tell(self) -> None:
        for part in self.finding:
            part.setVisible(self.first.found > 0)
        narrow = self.width() < _NARROW
        self._found.setText(f"{self.first.chosen + 1} dari {self.first.found}{'' if narrow else ' temuan'}")
        self.back.setText("" if narrow else " Kembali")
        self.compare.setText("" if narrow else " Bandingkan…")
        self.link.setVisible(self.compares)
        self.alone.setVisible(self.compares)
        item = self.item
        self.play.setVisible(item is not None and may_be_opened(item))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words that have no room; the icons stay."""
        super().resizeEvent(event)
        self._tell()

    # -- two at once

    def offer(self) -> None:
        """Drop the list of what may be shown beside it."""
        self.chooser.drop(self.compare if self.compare.isVisible() else self.first)

    def _follow(self, moved: EvidencePane) -> None:
        """Let the other pane look as this one does."""
        if self._linking or not self.compares or not self.link.isChecked():
            return
        other = self.second if moved is self.first else self.first
        if other is not None:
            self._linking = True
            other.canvas.follow(moved.canvas.sight())
            self._linking = False

    def _emit(self, signal: object) -> None:
        item = self.active.item
        if item is not None:
            signal.emit(item.id)  # type: ignore[attr-defined] # a bound signal

    def _other_pane(self) -> None:
        if self.second is not None:
            (self.first if self.active is self.second else self.second).setFocus()

    def _next_found(self, by: int) -> None:
        self.first.next_place(by)
        self._tell()

    def _leave(self) -> None:
        if self.full:
            self.full_wanted.emit(False)
        elif self.compares:
            self.close_second()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that the buttons do, and Escape."""
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        none = Qt.KeyboardModifier.NoModifier
        acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Escape, none): self._leave,
            (Qt.Key.Key_F11, none): lambda: self.full_wanted.emit(not self.full),
            (Qt.Key.Key_B, none): self.compare_wanted.emit,
            (Qt.Key.Key_L, none): self.link.toggle,
            (Qt.Key.Key_F6, none): self._other_pane,
            (Qt.Key.Key_F3, none): lambda: self._next_found(1),
            (Qt.Key.Key_F3, shift): lambda: self._next_found(-1),
            (Qt.Key.Key_O, control): lambda: self._emit(self.play_wanted),
            (Qt.Key.Key_S, control | shift): lambda: self._emit(self.copy_wanted),
            (Qt.Key.Key_PageUp, none): lambda: self.first.read_on(-1),
            (Qt.Key.Key_PageDown, none): lambda: self.first.read_on(1),
        }
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = acts.get((Qt.Key(event.key()), pressed))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)
