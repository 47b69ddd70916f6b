"""One thing done to many records, one after the other off the UI thread; one that fails does not stop the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from cases.changes import ChangeSet
from cases.errors import OfficeError
from desktop import __version__
from desktop.crash import report_text
from desktop.desk import Desk

_UNEXPECTED: Final = "Kesalahan yang tidak terduga; ulangi, dan bila terjadi lagi hubungi admin."
_log = logging.getLogger("netralitas.batch")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item: whether it worked, and what to say of it."""

    item: Any
    good: bool
    words: str


class Batch(QObject):
    """Does ``work`` to each item on the writer; between two items others may write, and it can be stopped.

    ``work`` gives the words for a good end and what it touched. The changes are announced together at the end: a
    hundred letters read the list anew once. ``advanced`` comes before each item with how many are done and the item,
    ``ended`` after each with a ``Done``, ``finished`` with how many were not begun.
    """

    advanced = Signal(int, object)
    ended = Signal(object)
    finished = Signal(int)

    def __init__(
        self,
        desk: Desk,
        items: Sequence[Any],
        work: Callable[[Any], tuple[str, ChangeSet]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._items, self._work = desk, list(items), work
        self._place = 0
        self._stopped = False
        self._touched: set[Any] = set()
        self.running = False

    def start(self) -> None:
        """Begin."""
        self.running = True
        self._next()

    def stop(self) -> None:
        """Begin no further item; the one that is being done is done to its end."""
        self._stopped = True

    def _next(self) -> None:
        if self._stopped or self._place >= len(self._items) or self._desk.tasks.closed:
            self._finish()
            return
        item = self._items[self._place]
        self.advanced.emit(self._place, item)
        self._desk.tasks.submit_write(
            lambda: self._work(item),
            owner=self,
            on_done=lambda result: self._good(item, *result),
            on_error=lambda error: self._bad(item, error),
        )

    def _good(self, item: object, words: str, changes: ChangeSet) -> None:
        self._touched |= changes.touched
        self._tell(Done(item, good=True, words=words))

    def _bad(self, item: object, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            words = error.sentence
        else:
            words = _UNEXPECTED
            _log.error("an item of a batch failed\n%s", report_text(__version__, error))
        self._tell(Done(item, good=False, words=words))

    def _tell(self, done: Done) -> None:
        self._place += 1
        self.ended.emit(done)
        self._next()

    def _finish(self) -> None:
        self.running = False
        self._desk.announce(ChangeSet(frozenset(self._touched)))
        self.finished.emit(len(self._items) - self._place)
