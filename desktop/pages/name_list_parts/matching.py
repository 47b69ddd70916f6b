"""Matching a list with the employees: found off the database, then kept, with progress in the page's strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cases.errors import Stopped
from cases.model.name_list import Matched
from cases.model.name_review import MatchInput
from cases.services import name_lists
from desktop import messages
from desktop.desk import Desk
from desktop.intake.name_matching import STOPPED, find_hits
from desktop.long_writing import write_long
from desktop.widgets.feedback import ProgressStrip


class Matching:
    """``over`` is told once it has ended: of the list that was matched, of "" when it was stopped or failed."""

    def __init__(self, page: QWidget, desk: Desk, strip: ProgressStrip, over: Callable[[str], object]) -> None:
        self._page, self._desk, self._strip, self._told = page, desk, strip, over
        self.running = False
        """Whether a list is being matched."""

    def start(self, list_id: str) -> None:
        """Match a list; what was decided stays."""
        office, actor = self._desk.office, self._desk.actor
        self.running = True
        task = self._strip.start("Mencocokkan …", lambda: self._over(""))
        self._desk.tasks.submit_free(
            lambda: find_hits(office, actor, list_id, task.report, lambda: task.cancelled),
            owner=self._page,
            task=task,
            on_done=lambda found: self._keep(list_id, found),
            on_error=self._failed,
        )

    def _keep(self, list_id: str, found: tuple[MatchInput, Matched]) -> None:
        office, actor = self._desk.office, self._desk.actor
        write_long(
            self._desk,
            self._page,
            self._strip,
            lambda tick: office.write(name_lists.keep_hits, actor, *found, tick),
            lambda _listed: self._over(list_id),
            self._failed,
            stopped=STOPPED,
            words="Menyimpan calon yang ditemukan …",
        )

    def _over(self, list_id: str) -> None:
        self.running = False
        self._told(list_id)

    def _failed(self, error: BaseException) -> None:
        self._over("")
        if not isinstance(error, Stopped):
            messages.show_error(self._page, error)
