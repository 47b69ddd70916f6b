"""Sizes as people say them."""

from __future__ import annotations


def size_words(size: int) -> str:
    """Return bytes as the user reads them ("1,2 GB", "340 kB")."""
    for unit, whole in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= whole:
            return f"{size / whole:.1f} {unit}".replace(".", ",")
    return f"{-(-max(size, 0) // 1000)} kB"
