"""A write that may take long: a strip tells how far it is, and "Batal" stops it as long as nothing is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from cases.changes import ChangeSet
from cases.errors import Stopped
from desktop.desk import Desk
from desktop.tasks import Task
from desktop.widgets.feedback import ProgressStrip

R = TypeVar("R")
Tick: TypeAlias = Callable[[float], object]
"""Takes how far it is (0 to 1), on any thread; raises Stopped once it shall end."""


def ticking(shown: Task, told: Task, stopped: str, words: str = "") -> Tick:
    """Return what tells ``told`` how far it is, until ``shown`` is cancelled; ``stopped`` says what that left."""

    def tick(fraction: float) -> None:
        if shown.cancelled:
            raise Stopped(stopped)
        told.report(fraction, words)

    return tick


def write_long(
    desk: Desk,
    owner: QObject,
    strip: ProgressStrip,
    write: Callable[[Tick], tuple[R, ChangeSet]],
    done: Callable[[R], object],
    failed: Callable[[BaseException], object],
    *,
    stopped: str,
    words: str = "",
) -> None:
    """Write on the writer, all or nothing, told in a strip that was started for it (its ``task`` is what "Batal" ends).

    What was committed is announced and told even when "Batal" came too late, and announced when ``owner`` is gone.
    ``failed`` hears of Stopped too.
    """
    telling = Task(strip.report)  # never cancelled itself

    def there() -> bool:
        return bool(shiboken6.isValid(owner))

    def committed(outcome: tuple[R, ChangeSet]) -> None:
        desk.announce(outcome[1])
        if there():
            done(outcome[0])

    def refused(error: BaseException) -> None:
        if there():
            failed(error)
        elif not isinstance(error, Stopped):
            desk.tell(error)

    tick = ticking(strip.task, telling, stopped, words)
    desk.tasks.submit_write(lambda: write(tick), owner=desk, task=telling, on_done=committed, on_error=refused)
