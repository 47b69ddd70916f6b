"""The full names of those who use the program; records name them by the account that they log in with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cases.changes import ChangeSet
from cases.services import users

if TYPE_CHECKING:
    from desktop.desk import Desk

_NAMES: Final[dict[str, str]] = {}


def full_name(account: str) -> str:
    """Whose account it is; the words themselves where no account is called so."""
    return _NAMES.get(account, account)


def named(account: str) -> str:
    """Whose account it is, and the account; the words themselves where no account is called so."""
    name = full_name(account)
    return account if name == account else f"{name} ({account})"


def keep_names(desk: Desk) -> None:
    """Read them for a session, and again whenever an account changed."""

    def take(found: dict[str, str]) -> None:
        _NAMES.clear()
        _NAMES.update(found)

    def read(changes: ChangeSet | None = None) -> None:
        if changes is None or changes.concerns("user"):
            desk.ask(users.full_names).then(desk, take)

    desk.changed.connect(read)
    read()
