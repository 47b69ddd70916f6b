"""The office, who works in it, and what he was typing."""

from __future__ import annotations

from typing import Protocol

from cases.model.office import Office, Signatory
from cases.model.user import Failures, User
from cases.ports.base import Store


class UserStore(Store[User], Protocol):
    """Accounts of the program."""

    def by_username(self, username: str) -> User | None:
        """The account of that name, in any case of letters."""

    def standing(self, user_id: str) -> User | None:
        """The account as this unit of work sees it, asked for once; for the gate."""

    def all(self) -> tuple[User, ...]:
        """Every account, by name."""


class FailureStore(Protocol):
    """How often logging in failed, by username or by the group of an unknown name; not logged."""

    def of_name(self, name: str) -> Failures | None:
        """The failures of a name since it last went well."""

    def put(self, name: str, failures: Failures) -> None:
        """Keep them."""

    def drop(self, name: str) -> None:
        """Forget them: it went well."""


class SignatoryStore(Store[Signatory], Protocol):
    """Officials the office picks as signers."""

    def all(self) -> tuple[Signatory, ...]:
        """Every signatory, by name."""


class OfficeStore(Store[Office], Protocol):
    """The one office of this database."""

    def current(self) -> Office | None:
        """The office, or None before the first start ended."""


class DraftStore(Protocol):
    """What was typed and not yet saved; inside the encrypted database, outside the log."""

    def get(self, key: str, user_id: str) -> str | None:
        """The JSON text of a draft, or None."""

    def put(self, key: str, user_id: str, text: str) -> None:
        """Keep a draft."""

    def drop(self, key: str, user_id: str) -> None:
        """Forget a draft; no error when there is none."""

    def of_user(self, user_id: str) -> dict[str, str]:
        """A user's drafts by key."""


class PasswordHasher(Protocol):
    """argon2id."""

    def hash(self, password: str) -> str:
        """Return the salted hash."""

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is right; an empty hash costs the same time and is never right."""

    def outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with weaker parameters than those of today."""
