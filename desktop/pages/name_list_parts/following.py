"""Confirming for a list what was decided in others: asked once, then written together, with progress in the strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from cases.errors import Stopped
from cases.services import name_review
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.long_writing import write_long
from desktop.navigation import Navigator
from desktop.widgets.feedback import BUSY, ProgressStrip

_WORDS: Final = "Menegaskan keputusan …"
_STOPPED: Final = "Dibatalkan; tidak ada keputusan yang disimpan."


class Following:
    """``over`` is told once it has ended, also when it was stopped or failed."""

    def __init__(
        self, page: QWidget, desk: Desk, window: Navigator, strip: ProgressStrip, over: Callable[[str], object]
    ) -> None:
        self._page, self._desk, self._window, self._strip, self._over = page, desk, window, strip, over

    def ask(self, list_id: str, count: int) -> None:
        """Ask whether ``count`` rows are decided as they were, and do it."""
        messages.ask(
            self._page,
            f"{grouped(count)} baris pernah Anda atau rekan Anda putuskan dalam daftar lain, untuk orang dan pegawai "
            "yang sama. Tegaskan semuanya untuk daftar ini, atas nama Anda?",
            "Tegaskan semua",
            lambda: self._start(list_id),
        )

    def _start(self, list_id: str) -> None:
        if self._strip.busy:
            self._window.toast(BUSY)
            return
        office, actor = self._desk.office, self._desk.actor

        def done(followed: int) -> None:
            self._strip.hide()
            self._window.toast(f"{grouped(followed)} keputusan lama ditegaskan untuk daftar ini")
            self._over(list_id)

        def failed(error: BaseException) -> None:
            self._strip.hide()
            self._over(list_id)
            if not isinstance(error, Stopped):
                messages.show_error(self._page, error)

        self._strip.start(_WORDS)
        write_long(
            self._desk,
            self._page,
            self._strip,
            lambda tick: office.write(name_review.follow_earlier, actor, list_id, tick),
            done,
            failed,
            stopped=_STOPPED,
            words=_WORDS,
        )
