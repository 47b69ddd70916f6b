"""The clerk's desk: how a page asks for something or does something, and hears what has changed.

``desk.ask(service, ...).then(page, show)`` runs a service on a snapshot, ``desk.do(service, ...).then(page, show)`` in
one transaction on the writer. Arguments are checked by the type checker against the service itself. What a ``do``
touched is announced by ``changed`` before its result is delivered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.errors import NotAllowed, NotFound, OfficeError
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.rights import may
from desktop.evidence.opened_copies import OpenedCopies
from desktop.tasks import Task, Tasks

if TYPE_CHECKING:  # wiring brings SQLAlchemy, which the log-in screen must not wait for
    from desktop.wiring import OpenOffice

_log = logging.getLogger("netralitas.desk")
P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[UnitOfWork, Actor, P], R]
Failed = Callable[[BaseException], object]
Start = Callable[[QObject | None, Callable[[R], object], Failed], Task]


class Request(Generic[R]):
    """A service about to be started; ``then`` starts it."""

    def __init__(self, start: Start[R], unheard: tuple[type[OfficeError], ...] = ()) -> None:
        self._start, self._unheard = start, unheard
        self._fallback: Failed = lambda _error: None

    def otherwise(self, fallback: Failed) -> Request[R]:
        """Set who hears of errors that ``then`` does not take; the desk does this."""
        self._fallback = fallback
        return self

    def then(
        self,
        owner: QObject | None,
        done: Callable[[R], object],
        failed: Callable[[OfficeError], object] | None = None,
    ) -> Task:
        """Start; ``done`` gets the result and ``failed`` the user's errors, both on the UI thread.

        When ``owner`` is gone by then, neither is called. Without ``failed``, for bugs, and when the session is over
        (which no page takes), the window's one error handler speaks; but not of a read that finds nothing any more
        for a page that was left meanwhile, as the page of a record is that was just discarded.
        """

        def on_error(error: BaseException) -> None:
            if failed is not None and isinstance(error, OfficeError):
                failed(error)
            elif isinstance(error, self._unheard) and isinstance(owner, QWidget) and not owner.isVisible():
                _log.info("a page that was left asked for what is gone: %s", type(error).__name__)
            else:
                self._fallback(error)

        return self._start(owner, done, on_error)


class Desk(QObject):
    """One logged-in user at an open office; ``copies`` takes decrypted copies for the computer's own programs."""

    changed = Signal(object)
    """A ChangeSet, after each committed unit of work."""
    saved = Signal()
    """Something was written; for the line "Tersimpan 10.42"."""

    def __init__(
        self,
        office: OpenOffice,
        actor: Actor,
        tasks: Tasks,
        on_error: Failed,
        parent: QObject | None = None,
        *,
        copies: OpenedCopies | None = None,
    ) -> None:
        super().__init__(parent)
        self.copies = copies or OpenedCopies()
        self.office = office
        self.actor = actor
        self.tasks = tasks
        self.tell = on_error
        """The window's one handler of errors that no page takes."""
        self.imports = 0
        """How many imports of evidence run; what can wait does not begin meanwhile."""

    def may(self, right: Right) -> bool:
        """Whether to offer an action at all; the service checks again."""
        return may(self.actor, right)

    def ask(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> Request[R]:
        """Prepare a read."""

        def start(owner: QObject | None, done: Callable[[R], object], on_error: Failed) -> Task:
            if self.tasks.closed:  # the last results may ask again while the window closes; nobody waits any more
                over = Task()
                over.cancel()
                return over
            return self.tasks.submit_read(
                lambda: self.office.read(service, self.actor, *args, **kwargs),
                owner=owner,
                on_done=done,
                on_error=on_error,
            )

        return Request(start, unheard=(NotFound, NotAllowed)).otherwise(self.tell)

    def do(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> Request[R]:
        """Prepare a write."""

        def start(owner: QObject | None, done: Callable[[R], object], on_error: Failed) -> Task:
            def deliver(outcome: tuple[R, ChangeSet]) -> None:
                # The change is announced even when the page that made it is gone.
                result, changes = outcome
                self.announce(changes)
                if owner is None or _alive(owner):
                    done(result)

            return self.tasks.submit_write(
                lambda: self.office.write(service, self.actor, *args, **kwargs),
                owner=self,
                on_done=deliver,
                on_error=lambda error: on_error(error) if owner is None or _alive(owner) else self.tell(error),
            )

        return Request(start).otherwise(self.tell)

    def announce(self, changes: ChangeSet) -> None:
        """Tell every page what was touched."""
        if changes.touched:
            self.saved.emit()
            self.changed.emit(changes)


def _alive(owner: QObject) -> bool:
    return bool(shiboken6.isValid(owner))
