"""The window: rail, top bar, pages, toasts, shortcuts. It knows no office and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from desktop import icons, theme
from desktop.page import Page
from desktop.widgets.basic import Elided, Icon, icon_button, label, row
from desktop.widgets.feedback import SavedLine, Toast, Toasts
from desktop.widgets.palette import Palette, Search
from desktop.widgets.rail import Rail
from desktop.widgets.shortcut_sheet import GENERAL, ShortcutSheet

Place: TypeAlias = Literal["upper", "lower", "hidden"]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that can be opened: made when first shown."""

    key: str
    title: str
    factory: Callable[[], Page]


class MainWindow(QMainWindow):
    """Shows pages. Signals: ``lock_wanted``, ``mode_changed`` (light or dark), ``find_chosen``, ``closing``."""

    lock_wanted = Signal()
    privacy_wanted = Signal()
    save_wanted = Signal()
    mode_changed = Signal(str)
    find_chosen = Signal(object)
    page_shown = Signal(str)
    record_shown = Signal(str, object)
    """The key of a page, and what it was opened with."""
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Netralitas")
        self.setMinimumSize(880, 480)  # 1366 x 768 at 150 %
        self.resize(1366, 768)
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._history: list[tuple[str, dict[str, Any]]] = []
        self._shortcuts: list[tuple[str, str]] = list(GENERAL)
        self._palette: Palette | None = None
        self._centre = QWidget()
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.saved_line = SavedLine()
        self._left_out = row(Icon("lock-simple", "muted"), Elided("", "caption"), gap=4)
        self.search_box = QPushButton()
        self._tools = QHBoxLayout()
        self._mode_button = icon_button("moon", "Tampilan gelap", on_click=self._toggle_mode)
        self._build()
        self._toasts = Toasts(self._centre)
        self._wire()

    # -- what the composition root calls

    def add_page(self, key: str, title: str, icon: str, factory: Callable[[], Page], *, place: Place = "upper") -> None:
        """Register a page; those in the rail get Alt+1, Alt+2 ... in their order."""
        self._specs[key] = PageSpec(key, title, factory)
        if place == "hidden":
            return
        number = 1 + sum(spec[1].startswith("Buka ") and spec[0].startswith("Alt+") for spec in self._shortcuts)
        keys = f"Alt+{number}" if number < 10 else ""
        self.rail.add(key, title, icon, lower=place == "lower", tip=f"{title} ({keys})" if keys else title)
        if keys:
            self.add_shortcut(keys, f"Buka {title}", lambda: self.open_page(key))

    def add_shortcut(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """A shortcut of the whole window, listed on the sheet."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)
        self._shortcuts.append((keys, words))

    def add_tool(self, tool: QWidget) -> None:
        """Put a button into the bar at the top."""
        self._tools.addWidget(tool)

    def set_search(self, search: Search) -> None:
        """Where Ctrl+K asks; it may answer later."""
        self._palette = Palette(search, self._centre)
        self._palette.chosen.connect(self.find_chosen)

    # -- pages

    def open_page(self, key: str, **args: Any) -> bool:  # noqa: ANN401 - each page names its own
        """Show a page, made now if it is the first time; False when the page in front does not let go."""
        if not self._may_leave():
            self.rail.show_chosen(self.current_key)
            return False
        self._history.append((key, args))
        self._show(key, args)
        return True

    def back(self) -> None:
        """Show the page before, with what it was opened with."""
        if len(self._history) > 1 and self._may_leave():
            self._history.pop()
            self._show(*self._history[-1])

    @property
    def current_key(self) -> str:
        """The key of the page in front, or ""."""
        return self._history[-1][0] if self._history else ""

    def page(self, key: str) -> Page:
        """A page, made now if need be."""
        if key not in self._pages:
            made = self._specs[key].factory()
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def announce(self, changes: ChangeSet) -> None:
        """Tell every page that exists what a committed operation touched; those behind read when they are shown."""
        for key, page in self._pages.items():
            tell = page.on_changes if key == self.current_key else page.on_changes_behind
            tell(changes)

    def _may_leave(self) -> bool:
        return not self._history or self._pages[self.current_key].may_leave()

    def _show(self, key: str, args: dict[str, Any]) -> None:
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        page.setFocus()  # Qt would give it to the first button; Tab begins there instead
        self.rail.show_chosen(key)
        self.setWindowTitle(f"{self._specs[key].title} – Netralitas")
        page.on_shown(**args)
        self.page_shown.emit(key)
        self.record_shown.emit(key, args)

    # -- saying things

    def toast(self, words: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> Toast:
        """Say what was done; ``action`` is "Batalkan" where it can be undone."""
        return self._toasts.show(words, action=action, on_action=on_action)

    def saved(self, at: time) -> None:
        """Show "Tersimpan 10.42"."""
        self.saved_line.saved(at)

    def say_left_out(self, words: str) -> None:
        """Say beside the search what the lists leave out, nothing for ""."""
        self._left_out.findChildren(Elided)[0].setText(words)
        self._left_out.setVisible(bool(words))

    def set_count(self, key: str, count: int, hue: str = "grey") -> None:
        """Show a count beside a page of the rail."""
        self.rail.button(key).set_count(count, hue)

    def open_search(self) -> None:
        """Ctrl+K."""
        if self._palette is not None:
            self._palette.open()

    def show_shortcuts(self) -> None:
        """F1."""
        ShortcutSheet(self._shortcuts, self).open()

    # -- building

    def _build(self) -> None:
        self._centre.setProperty("role", "canvas")
        across = QHBoxLayout(self._centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top_bar())
        right.addWidget(self.stack, 1)
        across.addLayout(right, 1)
        self.setCentralWidget(self._centre)

    def _top_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "topbar")
        bar.setFixedHeight(theme.size("topbar"))
        line = QHBoxLayout(bar)
        line.setContentsMargins(24, 0, 18, 0)
        line.setSpacing(theme.space("s"))
        self.search_box.setProperty("role", "search")
        self.search_box.setText("  Cari nama, NIP, nomor, isi laporan atau bukti")
        self.search_box.setIcon(icons.icon("magnifying-glass", "muted"))
        self.search_box.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self.search_box.setMinimumWidth(theme.size("search") - theme.space("pagePadding"))
        self.search_box.setMaximumWidth(theme.size("search"))
        self.search_box.setCursor(Qt.CursorShape.IBeamCursor)
        self.search_box.setAccessibleName("Cari (Ctrl+K)")
        keys = QHBoxLayout(self.search_box)
        keys.setContentsMargins(0, 0, 7, 0)
        keys.addStretch(1)
        keys.addWidget(label("Ctrl+K", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.search_box, 1000)  # as wide as it may be
        line.addWidget(self._left_out)
        line.addStretch(1)
        line.addWidget(self.saved_line)
        self.say_left_out("")
        line.addSpacing(theme.space("s"))
        line.addLayout(self._tools)
        line.addWidget(self._mode_button)
        line.addWidget(icon_button("question", "Bantuan dan pintasan (F1)", on_click=self.show_shortcuts))
        self.show_mode()
        return bar

    def _wire(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.rail.privacy_wanted.connect(self.privacy_wanted)
        self.search_box.clicked.connect(lambda _down: self.open_search())
        for keys, act in (
            ("Ctrl+K", self.open_search),
            ("Alt+Left", self.back),
            ("F1", self.show_shortcuts),
            ("Ctrl+L", self.lock_wanted.emit),
            ("F8", self.privacy_wanted.emit),
            ("Ctrl+S", self.save_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _toggle_mode(self) -> None:
        mode = theme.Mode.LIGHT if theme.mode() is theme.Mode.DARK else theme.Mode.DARK
        theme.set_mode(mode)
        self.show_mode()
        self.mode_changed.emit(str(mode))

    def show_mode(self) -> None:
        """Let the button offer the other look."""
        dark = theme.mode() is theme.Mode.DARK
        self._mode_button.setIcon(icons.icon("sun" if dark else "moon"))
        words = "Tampilan terang" if dark else "Tampilan gelap"
        self._mode_button.setToolTip(words)
        self._mode_button.setAccessibleName(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the page in front, then say that the window closes."""
        if self._history and not self._pages[self.current_key].may_leave():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
