"""Accounts of the program."""

from __future__ import annotations

from cases.model.user import User
from db.store import Store
from db.tables import UserRow


class UserStore(Store[User, UserRow]):
    """Accounts; the log learns that a password changed, never its hash."""

    noun = "user"
    missing = "Akun ini tidak ada lagi; muat ulang daftar pengguna."
    record = User
    row = UserRow
    secret = frozenset({"password_hash"})

    def by_username(self, username: str) -> User | None:
        """Return the account of that name, in any case of letters."""
        return self.one(self.table.c.username == username)

    def all(self) -> tuple[User, ...]:
        """Return every account, by name."""
        return self.many(order=[self.table.c.username])
