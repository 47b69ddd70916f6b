"""Logging in: counted, checked, written into the log, beside one check of the password by argon2 alone."""

from __future__ import annotations

from db.passwords import Argon2Passwords
from tests.bench.filling import USER, Offices
from tests.bench.measure import Bound, Result, Timing, in_turns

_BOUND = Bound(ratio=1.3)
_RUNS = 25


def log_ins(offices: Offices) -> list[Result]:
    """Log in with the right password; the floor checks the same hash and writes nothing."""
    made = offices.empty
    office = made.open()
    try:
        with office.database.read() as work:
            user = work.users.by_username(USER.username)
        if user is None:
            raise LookupError("the office has no admin")
        passwords = Argon2Passwords()

        def ours() -> None:
            office.log_in(USER.username, USER.password)

        def floor() -> None:
            passwords.verify(user.password_hash, USER.password)

        taken = in_turns(ours, floor, runs=_RUNS, warm=2)
        name = "log in with the right password"
        return [Timing(area="log-in", name=name, ours=taken[0], floor=taken[1], bound=_BOUND)]
    finally:
        office.close()
