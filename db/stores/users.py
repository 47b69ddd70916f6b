"""Accounts of the program."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.model.user import Failures, User
from db.store import Desk, Store
from db.tables import LogInFailures, UserRow, table_of

_failures = table_of(LogInFailures)


class UserStore(Store[User, UserRow]):
    """Accounts; the log learns that a password changed, never its hash."""

    noun = "user"
    missing = "Akun ini tidak ada lagi; muat ulang daftar pengguna."
    record = User
    row = UserRow
    secret = frozenset({"password_hash"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing: dict[str, User | None] = {}

    def standing(self, user_id: str) -> User | None:
        """Return the account, read once in a unit of work; the gate asks before each service."""
        if user_id not in self._standing:
            self._standing[user_id] = self.find(user_id)
        return self._standing[user_id]

    def save(self, record: User) -> None:
        """Write the account over the stored one."""
        self._standing.clear()
        super().save(record)

    def by_username(self, username: str) -> User | None:
        """Return the account of that name, in any case of letters."""
        return self.one(self.table.c.username == username)

    def all(self) -> tuple[User, ...]:
        """Return every account, by name."""
        return self.many(order=[self.table.c.username])


class FailureStore:
    """How often logging in failed, outside the log: counting is no change of a record."""

    def __init__(self, desk: Desk) -> None:
        self._connection = desk.connection

    def of_name(self, name: str) -> Failures | None:
        """Return the failures of a name since it last went well."""
        chosen = sa.select(_failures.c.count, _failures.c.last_at).where(_failures.c.username == name)
        row = self._connection.execute(chosen).one_or_none()
        return None if row is None else Failures(count=row[0], last_at=row[1])

    def put(self, name: str, failures: Failures) -> None:
        """Keep them."""
        new = insert(_failures)
        told = {"count": new.excluded["count"], "last_at": new.excluded.last_at}
        self._connection.execute(
            new.on_conflict_do_update(index_elements=["username"], set_=told),
            {"username": name, "count": failures.count, "last_at": failures.last_at},
        )

    def drop(self, name: str) -> None:
        """Forget them."""
        self._connection.execute(sa.delete(_failures).where(_failures.c.username == name))
