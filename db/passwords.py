"""Users' passwords: argon2id with the library's present defaults."""

from __future__ import annotations

from cases.errors import DatabaseDamaged


class Argon2Passwords:
    """Fulfils ``cases.ports.PasswordHasher``; about 0.1 s and 64 MB for each call, by design."""

    def hash(self, password: str) -> str:
        """Return the salted hash, with its parameters inside."""
        import argon2  # noqa: PLC0415  deferred: needed only after the log-in window shows

        return argon2.PasswordHasher().hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is right; an account without a hash has no right one.

        Raises DatabaseDamaged when the stored hash is none.
        """
        import argon2  # noqa: PLC0415  deferred, as above

        if not password_hash:
            self.hash(password)  # who has no account waits as long
            return False
        try:
            return argon2.PasswordHasher().verify(password_hash, password)
        except argon2.exceptions.VerifyMismatchError:
            return False
        except (argon2.exceptions.InvalidHashError, argon2.exceptions.VerificationError) as error:
            raise DatabaseDamaged(
                "Kata sandi akun ini rusak di basis data: minta admin membuat kata sandi baru.", detail=repr(error)
            ) from error

    def outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with other parameters than the library's present defaults."""
        import argon2  # noqa: PLC0415  deferred, as above

        try:
            return argon2.PasswordHasher().check_needs_rehash(password_hash)
        except argon2.exceptions.InvalidHashError:
            return False
