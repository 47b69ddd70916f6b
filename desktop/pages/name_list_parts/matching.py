"""Matching a list with the employees: found off the database, then kept, with progress in the page's strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.errors import Stopped
from cases.model.name_list import Matched
from cases.model.name_review import MatchInput, NameList
from cases.services import name_lists
from desktop import messages
from desktop.desk import Desk
from desktop.intake.name_matching import STOPPED, find_hits
from desktop.tasks import Task
from desktop.widgets.feedback import ProgressStrip


class Matching:
    """``over`` is told once it has ended: of the list that was matched, of "" when it was stopped or failed."""

    def __init__(self, page: QWidget, desk: Desk, strip: ProgressStrip, over: Callable[[str], object]) -> None:
        self._page, self._desk, self._strip, self._over = page, desk, strip, over

    def start(self, list_id: str) -> None:
        """Match a list; what was decided stays."""
        office, actor = self._desk.office, self._desk.actor
        task = self._strip.start("Mencocokkan …", lambda: self._over(""))
        self._desk.tasks.submit_free(
            lambda: find_hits(office, actor, list_id, task.report, lambda: task.cancelled),
            owner=self._page,
            task=task,
            on_done=lambda found: self._keep(list_id, task, found),
            on_error=self._failed,
        )

    def _keep(self, list_id: str, task: Task, found: tuple[MatchInput, Matched]) -> None:
        office, actor = self._desk.office, self._desk.actor
        saving = Task(self._strip.report)  # never cancelled itself: what was committed is told

        def tick(fraction: float) -> None:
            if task.cancelled:
                raise Stopped(STOPPED)
            saving.report(fraction, "Menyimpan calon yang ditemukan …")

        def kept(outcome: tuple[NameList, ChangeSet]) -> None:
            self._desk.announce(outcome[1])
            self._over(list_id)

        self._desk.tasks.submit_write(
            lambda: office.write(name_lists.keep_hits, actor, *found, tick),
            owner=self._page,
            task=saving,
            on_done=kept,
            on_error=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._over("")
        if not isinstance(error, Stopped):
            messages.show_error(self._page, error)
