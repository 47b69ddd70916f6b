"""Backups in words, for the page, the command line and the morning page alike; no Qt."""

from __future__ import annotations

from datetime import datetime

from cases.model.backup import BackupDone, BackupSet, BackupState, BackupStatus, PlaceState
from cases.model.office import TimeZone
from cases.model.restore import Drill
from cases.rules.backups import newest_good, worry
from cases.rules.dates import long_date, short_date
from cases.services.restores import DRILL_OLD
from cases.sizes import size_words


def moment_words(moment: datetime, zone: TimeZone) -> str:
    """A moment at the office ("21 Nov 2026, 20.50")."""
    local = moment.astimezone(zone.zone)
    return f"{short_date(local.date())}, {local:%H.%M}"


STATES: dict[BackupState, tuple[str, str, str]] = {
    BackupState.GOOD: ("Baik", "green", "check-circle"),
    BackupState.UNCHECKED: ("Belum diperiksa", "amber", "hourglass-medium"),
    BackupState.BAD: ("Rusak", "red", "warning-octagon"),
}
"""The word, the hue and the icon of each state."""
READ_IN_FULL = "dipulihkan dan dibaca, utuh"


def verdict(status: BackupStatus, now: datetime, zone: TimeZone) -> tuple[str, str]:
    """How it stands with the backups in one sentence, and the role of its box."""
    wrong = worry(status, now, "")
    if wrong:
        bad = not status.plan.paused and newest_good(status.first.sets) is None
        return wrong, "errorBox" if bad else "warnBox"
    good = newest_good(status.first.sets)
    when = moment_words(good.made_at, zone) if good is not None else ""
    return f"Cadangan baik terakhir: {when}. Setiap cadangan dipulihkan dan dibaca sebelum disebut baik.", "goodBox"


def place_words(place: PlaceState, copied_at: datetime | None, now: datetime, zone: TimeZone) -> str:
    """How it stands with one place, in one line; ``copied_at`` is told of a place that is not there."""
    if place.there:
        count = f"{len(place.sets)} cadangan" if place.sets else "Belum ada cadangan"
        return f"{count}, ruang kosong {size_words(place.free)}."
    if copied_at is None:
        return "Tidak tersambung, dan belum pernah disalin ke sana."
    days = (now.astimezone(zone.zone).date() - copied_at.astimezone(zone.zone).date()).days
    age = {0: "hari ini", 1: "kemarin"}.get(days, f"{days} hari yang lalu")
    return f"Tidak tersambung. Salinan terakhir {age}, {moment_words(copied_at, zone)}."


def short_check(one: BackupSet, zone: TimeZone) -> tuple[str, str]:
    """When a set was checked and what came of it, as two short lines of a table."""
    check = one.check
    if check is None:
        return "–", "belum dipulihkan dan dibaca"
    when = moment_words(check.checked_at, zone)
    if check.problems:
        return when, check.problems[0]
    return when, f"{READ_IN_FULL}; {check.lost} berkas sudah rusak di kantor" if check.lost else READ_IN_FULL


def files_words(one: BackupSet) -> str:
    """How many files of the vault a set needs."""
    return f"{one.files} berkas" if one.files else "tanpa berkas"


def content_words(one: BackupSet) -> str:
    """What a set holds, in one sentence."""
    files = f" dan {one.files} berkas bukti dan surat" if one.files else ""
    return f"Basis data{files}, {size_words(one.size)}."


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


def drill_words(drill: Drill | None, now: datetime, zone: TimeZone) -> tuple[str, str]:
    """What the last restore drill found, in one sentence; its hue: red for a failure, amber for none or an old one."""
    if drill is None:
        return "Latihan pemulihan belum pernah dijalankan; program menjalankannya sendiri setiap minggu.", "amber"
    when = long_date(drill.at.astimezone(zone.zone).date())
    if drill.problems:
        return f"Latihan pemulihan {when} GAGAL: {drill.problems[0]}", "red"
    made = moment_words(drill.made_at, zone)
    words = f"Latihan pemulihan {when}: cadangan {made} pulih utuh, {drill.rows} baris dan {drill.files} berkas cocok."
    if now - drill.at > DRILL_OLD:
        return f"{words} Sudah lama: biarkan program terbuka sampai latihan berikutnya selesai.", "amber"
    return words, "green"


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
