"""How counts are written for people to read."""

from __future__ import annotations

from cases.model.office import SummonsCount


def grouped(count: int) -> str:
    """A count with its thousands apart ("12.400")."""
    return f"{count:,}".replace(",", ".")


def count_words(value: str, count: int) -> str:
    """Return what a value of the setting for summonses means under the law's count of working days."""
    if value == SummonsCount.SEVENTH_DAY.value:
        return f"Pada hari kerja ke-{count}"
    if value == SummonsCount.CLEAR_DAYS.value:
        return f"Sesudah {count - 1} hari kerja penuh"
    return value
