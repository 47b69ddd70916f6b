"""The one gate in front of every service: the account as it stands now, the rights it needs, and a name for the log."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from cases.errors import NotAllowed, PasswordDue, SessionOver
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.rights import RIGHTS, may, rights_with
from cases.services.reporter_shown import without_reporter

_inside: ContextVar[bool] = ContextVar("inside a service", default=False)
"""Whether a service runs already: what it asks of another is for itself and not shown yet."""
P = ParamSpec("P")
R = TypeVar("R")

Service = Callable[Concatenate[UnitOfWork, Actor, P], R]

RIGHT_OF: dict[str, tuple[Right, ...]] = {}
"""The rights that each service asks for, all of them, by "module.function"; filled as the services are defined."""

OWN_PASSWORD: Final = "users.change_own_password"  # noqa: S105 - the name of a service
"""The one service that is open to an account that has to choose its password first."""


def service(right: Right, *also: Right) -> Callable[[Service[P, R]], Service[P, R]]:
    """Make a function a service: it runs only for an actor with all these rights, as the account stands now.

    The log gets actor and function name, the function an actor with the account's present rights. Raises NotAllowed
    otherwise, before the function is entered: SessionOver for who was switched off or lost a right since he logged in,
    PasswordDue for who must choose a password first. Who may not see who reported gets the result without him.
    """
    rights = (right, *also)

    def guard(function: Service[P, R]) -> Service[P, R]:
        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        RIGHT_OF[name] = rights

        @wraps(function)
        def guarded(work: UnitOfWork, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            now = admitted(work, actor, *rights, due=name != OWN_PASSWORD)
            work.log_as(now, name)
            outermost = not _inside.get()
            entered = _inside.set(True)
            try:
                result = function(work, now, *args, **kwargs)
            finally:
                _inside.reset(entered)
            return without_reporter(work, result) if outermost and not may(now, Right.SEE_REPORTER) else result

        return guarded

    return guard


def admitted(work: UnitOfWork, actor: Actor, *rights: Right, due: bool = True) -> Actor:
    """Return the actor with the rights that his account has now; raises as ``service`` says when one is lacking.

    Who acts for the office without an account has those of his role. With ``due`` a password that is due stops him.
    """
    now = as_of_now(work, actor)
    if due and now.must_change:
        raise PasswordDue("Pilih dahulu kata sandi Anda sendiri: masuk lewat jendela program dan ikuti petunjuknya.")
    for right in rights:
        if may(actor, right) and not may(now, right):
            raise SessionOver(f"Hak akun Anda diubah dan kini tidak mencakup {right}; masuk lagi untuk melanjutkan.")
        require(now, right)
    return now


def as_of_now(work: UnitOfWork, actor: Actor) -> Actor:
    """Return the actor as his account stands in this unit of work; raises SessionOver when it was switched off."""
    if actor.user_id is None:
        return actor
    user = work.users.standing(actor.user_id)
    if user is None or not user.active:
        raise SessionOver("Akun Anda dinonaktifkan; mintalah admin kantor Anda mengaktifkannya lagi.")
    return replace(
        actor, role=user.role, rights=rights_with(user.role, user.more, user.fewer), must_change=user.must_change
    )


def require(actor: Actor, right: Right) -> None:
    """Ask for one more right where only the content of a call tells that it is needed; raises NotAllowed."""
    if not may(actor, right):
        who = "Akun Anda" if right in RIGHTS[actor.role] else f"Peran {actor.role}"
        raise NotAllowed(f"{who} tidak berhak {right}; mintalah bantuan admin kantor Anda.")
