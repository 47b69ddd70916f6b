"""Backups in words, for the page, the command line and the morning page alike; no Qt."""

from __future__ import annotations

from datetime import datetime

from cases.model.backup import BackupDone, BackupSet, BackupState, PlaceState
from cases.model.office import TimeZone
from cases.rules.backups import newest_good
from cases.rules.dates import long_date, short_date
from cases.sizes import size_words


def moment_words(moment: datetime, zone: TimeZone) -> str:
    """A moment at the office ("21 Nov 2026, 20.50")."""
    local = moment.astimezone(zone.zone)
    return f"{short_date(local.date())} {local.year}, {local:%H.%M}"


def content_words(one: BackupSet) -> str:
    """What a set holds, in one sentence."""
    return f"Basis data dan {one.files} berkas bukti dan surat, {size_words(one.size)}."


def check_words(one: BackupSet, zone: TimeZone) -> str:
    """What the last check of a set found, in one or two sentences."""
    check = one.check
    if check is None:
        return "Belum dipulihkan dan diperiksa."
    when = check.checked_at.astimezone(zone.zone)
    told = f"Diperiksa {long_date(when.date())} pukul {when:%H.%M}"
    if one.state is BackupState.BAD:
        return f"{told}: tidak dapat dipakai."
    rows = sum(check.rows.values())
    read = "semua" if check.files >= one.files else f"{check.files} baru dari {one.files}"
    files = f" dan {read} berkas dibaca" if one.files else ""
    lost = (
        f" {check.lost} berkas sudah rusak di brankas kantor saat dicadangkan: lihat Pengaturan, bagian Keutuhan."
        if check.lost
        else ""
    )
    return f"{told}: dipulihkan ke tempat sementara, {rows} baris{files}, utuh.{lost}"


def made_problems(done: BackupDone) -> tuple[str, ...]:
    """What is wrong with a backup that was made."""
    own = done.made.check.problems if done.made.check is not None else ()
    return (*own, done.second_problem) if done.second_problem else own


def second_words(second: PlaceState) -> str:
    """How it stands with the second place, in one sentence."""
    good = newest_good(second.sets)
    if not second.there:
        return "Tempat kedua tidak tersambung."
    return "Ada salinan yang baik di tempat kedua." if good is not None else "Belum ada salinan di tempat kedua."
