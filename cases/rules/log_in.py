"""How logging in is slowed: who waits how long after which failure. The figures are data (``log_in.toml``)."""

from __future__ import annotations

import hashlib
import math
from datetime import datetime, timedelta
from functools import cache

import msgspec

import resources
from cases.model.user import Failures


class PasswordRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a password easy to guess."""

    shortest: int
    enough: int
    strong: int
    run: int
    name: int
    rows: tuple[str, ...]
    look_alikes: str
    common: tuple[str, ...]
    dates: str


class LogInRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How logging in is guarded; ``delays`` are pairs of failures in a row and seconds, rising."""

    delays: tuple[tuple[int, int], ...]
    forgotten_after_hours: int
    unknown_groups: int
    password: PasswordRules


@cache
def log_in_rules() -> LogInRules:
    """Return the shipped figures, read once."""
    return msgspec.toml.decode(resources.read_text("reference/log_in.toml"), type=LogInRules)


def delay_after(count: int) -> int:
    """Seconds to wait after so many failures in a row."""
    return max((seconds for failures, seconds in log_in_rules().delays if count >= failures), default=0)


def standing(failures: Failures | None, now: datetime) -> Failures | None:
    """Return the failures that still count at a moment, None when there are none."""
    if failures is None or now - failures.last_at > timedelta(hours=log_in_rules().forgotten_after_hours):
        return None
    return failures


def seconds_left(failures: Failures | None, now: datetime) -> int:
    """Return how many seconds a name has to wait; a clock that was set back counts from where it stands now."""
    if failures is None:
        return 0
    passed = max((now - failures.last_at).total_seconds(), 0)
    return max(math.ceil(delay_after(failures.count) - passed), 0)


def group_of(name: str) -> str:
    """Return under what failures with a name are counted that no account has; the name cannot be told from it."""
    digest = hashlib.sha256(name.encode()).digest()
    return f"?{int.from_bytes(digest) % log_in_rules().unknown_groups}"


def wait_words(seconds: int) -> str:
    """Say a wait: "30 detik", "2 menit"."""
    whole = timedelta(seconds=seconds)
    minute = timedelta(minutes=1)
    return f"{math.ceil(whole / minute)} menit" if whole > minute else f"{seconds} detik"
