"""The words of a restore: one line for each set, what the trial found, and what would be lost."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from cases.model.backup import BackupSet, BackupState
from cases.model.office import TimeZone
from cases.model.restore import Restored, SinceThen
from cases.rules.dates import long_date

_NAMED: Final = 8
"""Numbers that are named one by one; the rest is counted."""
_ICONS: Final = {
    BackupState.GOOD: ("check-circle", "greenFg"),
    BackupState.UNCHECKED: ("clock", "text2"),
    BackupState.BAD: ("warning-circle", "redFg"),
}


def state_icon(one: BackupSet) -> tuple[str, str]:
    """The icon of a set and its colour; the words stand in its line."""
    return _ICONS[one.state]


def set_line(one: BackupSet, office: str = "", zone: tzinfo | None = None) -> str:
    """A set in one line; ``office`` is named where several offices have backups in a place."""
    parts = (
        office,
        moment_words(one.made_at, zone),
        str(one.state),
        str(one.reason),
        _size(one.size),
        f"lembar {one.sheet}",
    )
    return "  ·  ".join(part for part in parts if part)


def moment_words(moment: datetime, zone: tzinfo | None = None) -> str:
    """A moment by the office's clock ("21 November 2026 20.50").

    While no office is open it is this computer's, which may stand elsewhere: then its zone is named beside it.
    """
    here = moment.astimezone(zone)
    return f"{long_date(here.date())} {here:%H.%M}" + ("" if zone is not None else f" {zone_name(here)}")


def zone_name(here: datetime) -> str:
    """The zone in which a moment stands, as Indonesia calls its own ("WIB"), others by their hours ("UTC+02:00")."""
    offset = here.utcoffset() or timedelta()
    return next((zone.value for zone in TimeZone if zone.zone.utcoffset(None) == offset), str(timezone(offset)))


def trial_words(one: BackupSet, restored: Restored, zone: tzinfo | None = None) -> str:
    """What reading the restored set found."""
    rows = restored.check.rows
    counted = ", ".join(
        f"{rows.get(table, 0)} {words}"
        for table, words in (("report", "laporan"), ("case", "perkara"), ("letter", "surat"), ("evidence", "bukti"))
    )
    head = f"Cadangan {moment_words(one.made_at, zone)}: {counted}."
    if restored.check.problems:
        return "\n".join((f"{head} Tidak pulih seluruhnya:", *restored.check.problems))
    before = f" {restored.check.lost} berkas sudah rusak saat cadangan dibuat." if restored.check.lost else ""
    return f"{head} Pulih seluruhnya dan sudah diperiksa.{before}"


def lost_lines(restored: Restored, zone: tzinfo | None = None) -> tuple[str, ...]:
    """What the present office has that this set has not, one line each."""
    since = restored.since
    if since is None:
        return (restored.unknown or "Di folder ini belum ada kantor; tidak ada yang hilang.",)
    if not since.rows and not _numbers(since):
        return ("Tidak ada perubahan sejak cadangan ini; tidak ada yang hilang.",)
    last = f", terakhir {moment_words(since.last_at, zone)}" if since.last_at is not None else ""
    return (f"Yang hilang: {since.rows} perubahan sejak cadangan ini{last}.", *_numbers(since))


def _numbers(since: SinceThen) -> tuple[str, ...]:
    named = (("Perkara", since.cases), ("Laporan", since.reports), ("Surat", since.letters))
    counted = (("Bukti", since.evidence), ("Pegawai", since.employees))
    return (
        *(f"{words} ({len(numbers)}): {_listed(numbers)}" for words, numbers in named if numbers),
        *(f"{words}: {count}" for words, count in counted if count),
    )


def _listed(numbers: tuple[str, ...]) -> str:
    more = len(numbers) - _NAMED
    return ", ".join(numbers[:_NAMED]) + (f" dan {more} lagi" if more > 0 else "")


def _size(size: int) -> str:
    return f"{max(size, 0) / 1_000_000:.1f} MB".replace(".", ",") if size else ""
