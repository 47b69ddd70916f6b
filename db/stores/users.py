"""Accounts of the program."""

from __future__ import annotations

from cases.model.user import User
from db.store import Desk, Store
from db.tables import UserRow


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
