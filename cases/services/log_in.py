"""Coming in and going: the one part without a gate, since nobody is there yet; slowed after failures, all of it logged.

``begin`` counts a try before the password is looked at, ``end`` forgets the failures or writes them down: whoever ends
the program in between has tried. The hash is checked outside both, for it takes its time and nobody else may wait.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

from cases.model.user import Actor, Failures, Role, User
from cases.ports import UnitOfWork
from cases.rules.log_in import delay_after, group_of, seconds_left, standing, wait_words
from cases.services.drafts import SESSION
from cases.services.users import OLD_WRONG, actor_of

REFUSED: Final = "Nama pengguna atau kata sandi salah; periksa huruf besar dan coba lagi."
UNKNOWN: Final = Actor(name="tidak dikenal", role=Role.SCHEDULE)
"""Who tried a name that no account has. The name stays out of the log: it may be a password in the wrong field."""
_OPERATION: Final = "log_in.end"
_OWN: Final = "log_in.prove"
Leaving = Literal["lock", "log-out", "close"]
_LEFT: Final[dict[Leaving, str]] = {"lock": "layar dikunci", "log-out": "keluar", "close": "program ditutup"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A try to log in that was counted, or one that has to wait so many seconds first."""

    name: str
    user: User | None = field(default=None, repr=False)
    wait: int = 0
    count: int = 0

    @property
    def password_hash(self) -> str:
        """What the password is checked against, "" for an unknown name."""
        return self.user.password_hash if self.user is not None else ""


def begin(work: UnitOfWork, username: str) -> Attempt:
    """Count a try as a failure beforehand, or return how long this name waits; needs a unit of work that writes."""
    name = username.strip().lower()
    user = work.users.by_username(name)
    key = user.username if user is not None else group_of(name)
    now = work.clock.now()
    failures = standing(work.failures.of_name(key), now)
    wait = seconds_left(failures, now)
    if failures is not None and wait:
        if now < failures.last_at:  # the clock was set back: the wait begins anew and does not last until it is there
            work.failures.put(key, replace(failures, last_at=now))
        return Attempt(name=key, wait=wait)
    count = (failures.count if failures is not None else 0) + 1
    work.failures.put(key, Failures(count=count, last_at=now))
    return Attempt(name=key, user=user, count=count)


def end(work: UnitOfWork, attempt: Attempt, *, right: bool, renewed: str = "") -> Actor | None:
    """Write down how a try ended; return who is in, or None. ``renewed`` is a stronger hash of the same password."""
    user = work.users.find(attempt.user.id) if attempt.user is not None else None
    if user is None or not user.active or not right:
        actor = UNKNOWN if user is None else actor_of(user)
        work.log_as(actor, _OPERATION)
        told = {"percobaan": str(attempt.count)} | ({"sebab": "akun nonaktif"} if right and user is not None else {})
        work.audit.note("refuse", "user", user.id if user is not None else "-", told)
        return None
    work.log_as(actor_of(user), _OPERATION)
    work.failures.drop(attempt.name)
    work.audit.note("enter", "user", user.id, {})
    if renewed:
        work.users.save(replace(user, password_hash=renewed))
    return actor_of(user)


def prove(work: UnitOfWork, actor: Actor, attempt: Attempt, *, right: bool) -> None:
    """Write down how somebody who is in gave his old password again: forget the failures, or log that it was wrong."""
    if right:
        work.failures.drop(attempt.name)
        return
    work.log_as(actor, _OWN)
    work.audit.note("refuse", "user", actor.user_id or "-", {"percobaan": str(attempt.count)})


def old_wrong_sentence(attempt: Attempt) -> str:
    """What is said of a wrong old password, with the wait that follows."""
    wait = delay_after(attempt.count)
    return f"{OLD_WRONG} Percobaan berikutnya dalam {wait_words(wait)}." if wait else OLD_WRONG


def left(work: UnitOfWork, actor: Actor, how: Leaving) -> None:
    """Write down that a session was locked or left."""
    if actor.user_id is not None:
        work.log_as(actor, "log_in.left")
        work.audit.note("leave", "user", actor.user_id, {"cara": _LEFT[how]})
        if how != "lock":
            work.drafts.drop(SESSION, actor.user_id)


def wait_sentence(attempt: Attempt) -> str:
    """What is said to who has to wait."""
    return f"Terlalu sering salah. Coba lagi dalam {wait_words(attempt.wait)}."


def refused_sentence(attempt: Attempt) -> str:
    """What is said of a wrong name or password, the same for both, with the wait that follows."""
    wait = delay_after(attempt.count)
    return f"{REFUSED} Percobaan berikutnya dalam {wait_words(wait)}." if wait else REFUSED
