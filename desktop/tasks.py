"""Work off the UI thread: one writer, two readers, a free pool; results come back on the UI thread.

Nothing is lost: a result whose owner is gone is dropped on purpose, and an error that nobody takes goes to the one
handler that the window gives.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from cases.errors import SessionOver
from desktop.collecting import Collector
from desktop.threads import assert_not_ui_thread, mark_ui_thread

__all__ = ["Task", "Tasks", "assert_not_ui_thread"]

T = TypeVar("T")
_log = logging.getLogger("netralitas.tasks")
READERS: Final = 2
FREE: Final = 3


class Task:
    """The handle of one piece of work: cancel it, or let it tell how far it is.

    Work that takes long is given its task (``lambda: export(task)``), calls ``report`` and looks at ``cancelled``.
    A cancelled task calls nobody back.
    """

    def __init__(self, on_progress: Callable[[float, str], None] | None = None) -> None:
        self._on_progress = on_progress
        self._cancelled = threading.Event()
        self._post: Callable[[Callable[[], None]], None] | None = None
        self._future: Future[None] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the user wants it to stop."""
        return self._cancelled.is_set()

    @property
    def finished(self) -> bool:
        """Whether the work itself has ended; its callbacks may still be on their way to the UI thread."""
        return self._future is not None and self._future.done()

    def cancel(self) -> None:
        """Stop: work that has not begun never begins, work that runs sees ``cancelled``."""
        self._cancelled.set()
        if self._future is not None:
            self._future.cancel()

    def report(self, fraction: float, words: str = "") -> None:
        """Tell how far it is (0 to 1) from any thread; ``on_progress`` hears it on the UI thread."""
        post, hear = self._post, self._on_progress
        if post is None or hear is None:
            return
        post(lambda: None if self.cancelled else hear(fraction, words))


class _Job:
    """What a piece of work holds, widgets among it: let go on the UI thread, since the worker may be last to know it.

    See ``desktop.collecting`` for what dies on a worker.
    """

    def __init__(
        self, work: Callable[[], T], succeed: Callable[[T], None], fail: Callable[[BaseException], None]
    ) -> None:
        self.work: Callable[[], Any] = work
        self.succeed: Callable[[Any], None] = succeed
        self.fail = fail

    def let_go(self) -> None:
        """Forget everything."""
        self.work = self.succeed = self.fail = _nothing


def _nothing(*_told: object) -> None:
    """In the place of what was let go."""


class Tasks(QObject):
    """The pools. Make one on the UI thread; ``on_error`` gets every error that its submitter does not take.

    ``owner`` is the widget that asked: when it is gone, its callbacks are not called. That a session is over is no
    page's matter: ``on_error`` gets it whoever asked.
    """

    _posted = Signal(object)
    idle = Signal()

    def __init__(self, on_error: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        mark_ui_thread()
        self._on_error = on_error
        self._collector = Collector(self)
        self._pending: dict[Future[None], _Job] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = tuple(ThreadPoolExecutor(1, "reader") for _ in range(READERS))
        self._askers: tuple[dict[Future[None], QObject | None], ...] = tuple({} for _ in range(READERS))
        self._free = ThreadPoolExecutor(FREE, "free")
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit_write(
        self,
        work: Callable[[], T],
        *,
        owner: QObject | None = None,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        task: Task | None = None,
    ) -> Task:
        """Run on the writer: writes follow each other in the order of their submission."""
        return self._submit(self._writer, work, owner, on_done, on_error, task or Task())

    def submit_read(
        self,
        work: Callable[[], T],
        *,
        owner: QObject | None = None,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        task: Task | None = None,
    ) -> Task:
        """Run on one of the readers, each of which sees a snapshot of its own.

        Answers to one owner come in the order of its questions: an older snapshot never takes the place of a newer one.
        """
        place = self._reader_of(owner)
        return self._submit(self._readers[place], work, owner, on_done, on_error, task or Task(), self._askers[place])

    def _reader_of(self, owner: QObject | None) -> int:
        """The reader at which an owner still waits, else the one with the fewest questions."""
        with self._lock:
            for place, askers in enumerate(self._askers):
                if owner is not None and any(asker is owner for asker in askers.values()):
                    return place
            return min(range(READERS), key=lambda place: len(self._askers[place]))

    def submit_free(
        self,
        work: Callable[[], T],
        *,
        owner: QObject | None = None,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        task: Task | None = None,
    ) -> Task:
        """Run beside the database: reports, pictures, files.

        While the window closes the last results may ask for more, for which nobody waits any more: it is cancelled.
        """
        if self._closed:
            over = task or Task()
            over.cancel()
            return over
        return self._submit(self._free, work, owner, on_done, on_error, task or Task())

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits, or a result has not been delivered yet."""
        with self._lock:
            return bool(self._pending)

    @property
    def closed(self) -> bool:
        """Whether no work is taken any more."""
        return self._closed

    def shutdown(self) -> None:
        """Take no more, wait for everything that was submitted, and deliver its results and errors."""
        with self._lock:
            self._closed = True
            left = set(self._pending)
        wait(left)
        for pool in (*self._readers, self._free, self._writer):
            pool.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self)
        self._collector.stop()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        owner: QObject | None,
        on_done: Callable[[T], object] | None,
        on_error: Callable[[BaseException], object] | None,
        task: Task,
        askers: dict[Future[None], QObject | None] | None = None,
    ) -> Task:
        def alive() -> bool:
            return not task.cancelled and (owner is None or shiboken6.isValid(owner))

        def succeed(result: T) -> None:
            if on_done is not None and alive():
                on_done(result)

        def fail(error: BaseException) -> None:
            if on_error is not None and alive() and not isinstance(error, SessionOver):
                on_error(error)
            elif task.cancelled:
                _log.info("a cancelled task ended with %s", type(error).__name__)
            else:
                self._on_error(error)

        job = _Job(work, succeed, fail)

        def run() -> None:
            try:
                result = job.work()
            except BaseException as error:  # noqa: BLE001 - every failure reaches the handler on the UI thread
                failure = error
                self._post(lambda: job.fail(failure))
            else:
                self._post(lambda: job.succeed(result))

        task._post = self._post  # noqa: SLF001 - a task is this module's own
        with self._lock:
            if self._closed:
                message = "the window is closing; no work is taken any more"
                raise RuntimeError(message)
            future = pool.submit(run)
            self._pending[future] = job
            if askers is not None:
                askers[future] = owner
        task._future = future  # noqa: SLF001 - the same
        future.add_done_callback(lambda done: self._post(lambda: self._forget(done)))
        return task

    def _post(self, call: Callable[[], None]) -> None:
        """Hand a call to the UI thread, in order."""
        if shiboken6.isValid(self):
            self._posted.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def _forget(self, future: Future[None]) -> None:
        with self._lock:
            job = self._pending.pop(future, None)
            for askers in self._askers:
                askers.pop(future, None)
            quiet = not self._pending
        if job is not None:
            job.let_go()
        if quiet:
            self.idle.emit()
