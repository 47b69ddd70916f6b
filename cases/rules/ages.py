"""How long ago something was, where the clock of a computer may have been set back since."""

from __future__ import annotations

from datetime import datetime, timedelta


def is_old(at: datetime, now: datetime, most: timedelta) -> bool:
    """Whether a moment is longer ago than ``most``; one that has yet to come says nothing, and counts as old."""
    return not timedelta() <= now - at <= most
