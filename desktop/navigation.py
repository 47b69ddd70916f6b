"""The way from one page to another, as pages know it; the window fulfils it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Navigator(Protocol):
    """Shows pages and says what was done."""

    def open_page(self, key: str, **args: Any) -> bool:  # noqa: ANN401 - each page names its own
        """Show a page; False when the page in front does not let go."""

    def back(self) -> None:
        """Show the page before, with what it was opened with."""

    def toast(self, words: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> object:
        """Say what was done."""

    def set_count(self, key: str, count: int, hue: str = "grey") -> None:
        """Show a count beside a page of the rail."""
