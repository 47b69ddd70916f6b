"""The one gate in front of every service: a right from the table, and a name for the log."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from cases.errors import NotAllowed
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.rights import may

P = ParamSpec("P")
R = TypeVar("R")

Service = Callable[Concatenate[UnitOfWork, Actor, P], R]

RIGHT_OF: dict[str, Right] = {}
"""The right that each service asks for, by "module.function"; filled as the services are defined."""


def service(right: Right) -> Callable[[Service[P, R]], Service[P, R]]:
    """Make a function a service: it runs only for an actor with ``right``, and the log gets actor and function name.

    Raises NotAllowed otherwise, before the function is entered.
    """

    def guard(function: Service[P, R]) -> Service[P, R]:
        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        RIGHT_OF[name] = right

        @wraps(function)
        def guarded(work: UnitOfWork, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not may(actor, right):
                raise NotAllowed(f"Peran {actor.role} tidak berhak {right}; mintalah bantuan admin kantor Anda.")
            work.log_as(actor, name)
            return function(work, actor, *args, **kwargs)

        return guarded

    return guard
