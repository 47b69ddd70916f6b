"""Which thread draws the window; knows no Qt, so that the command line may ask too."""

from __future__ import annotations

import threading


class _Marked:
    ui: int | None = None


def mark_ui_thread() -> None:
    """Say that the calling thread draws the window; the command line never calls this."""
    _Marked.ui = threading.get_ident()


def assert_not_ui_thread() -> None:
    """Refuse to go on in the thread that draws: whoever touches the database or the vault calls this first."""
    if _Marked.ui == threading.get_ident():
        message = "the database is never touched on the thread that draws the window"
        raise AssertionError(message)
