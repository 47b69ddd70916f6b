"""Which records were looked at in this session, told to the log beside the page and never in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject

from cases.errors import NotFound, OfficeError
from cases.services import looking
from cases.services.looking import ONE_EVERY, Seen
from desktop.desk import Desk

PAGES: Final[Mapping[str, tuple[Seen, str]]] = {
    "case": ("case", "case_id"),
    "report": ("report", "report_id"),
    "letter": ("letter", "letter_id"),
}
"""The pages that show personal data of one record, and the argument that names it."""


class Looking(QObject):
    """Writes a row for each record that is shown, once an hour; ``tell`` hears, once, why it could not be written.

    The page is a read on a snapshot and does not wait: the row is a small write behind it. It is no change that other
    pages would have to read again, so it is not announced.
    """

    def __init__(self, desk: Desk, tell: Callable[[str], object]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tell = tell
        self._noted: dict[tuple[Seen, str], Any] = {}
        self._told = False

    def shown(self, page: str, args: Mapping[str, Any]) -> None:
        """A page was opened with these arguments."""
        noun, name = PAGES.get(page, ("case", ""))
        record_id, tasks, now = args.get(name), self._desk.tasks, self._desk.office.clock.now()
        if not record_id or tasks.closed:
            return
        last = self._noted.get((noun, record_id))
        if last is not None and now - last < ONE_EVERY:
            return
        self._noted[noun, record_id] = now
        office, actor = self._desk.office, self._desk.actor
        tasks.submit_write(
            lambda: office.write(looking.note_view, actor, noun, record_id),
            owner=self,
            on_done=self._written,
            on_error=lambda error: self._refused((noun, record_id), error),
        )

    def _written(self, _outcome: object) -> None:
        self._told = False

    def _refused(self, key: tuple[Seen, str], error: BaseException) -> None:
        self._noted.pop(key, None)
        if isinstance(error, NotFound) or self._told:
            return
        if not isinstance(error, OfficeError):
            raise error
        self._told = True
        self._tell(f"Pembukaan berkas ini belum tercatat. {error.sentence}")
