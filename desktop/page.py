"""What every page is to the window: shown, told of changes, asked before it is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from desktop import theme


class Page(QWidget):
    """The base of pages: ``lines`` is its content with the page's padding.

    The window makes a page when it is first opened and keeps it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.lines = QVBoxLayout(self)
        edge = theme.space("pagePadding")
        self.lines.setContentsMargins(edge, theme.space("pageTop"), edge, theme.space("pageBottom"))
        self.lines.setSpacing(theme.space("gapCards"))

    @property
    def in_front(self) -> bool:
        """Whether the window shows it: only then may it go on to another page by itself, after a write for example."""
        pages = self.parentWidget()
        return not isinstance(pages, QStackedWidget) or pages.currentWidget() is self

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own
        """Called each time it comes to the front, with what ``open_page`` was given."""

    def on_changes(self, changes: ChangeSet) -> None:
        """Called after every committed change while it is in front; read again when ``changes.concerns`` you."""

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """Called instead while another page is in front; for what ``on_shown`` does not read anew anyway."""

    def may_leave(self) -> bool:
        """Whether the window may show another page; drafts make this True nearly always."""
        return True
