"""How counts are written for people to read."""

from __future__ import annotations


def grouped(count: int) -> str:
    """A count with its thousands apart ("12.400")."""
    return f"{count:,}".replace(",", ".")
