"""Which sets of backups stay, and when the program speaks up because none is good or young enough."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import datetime, timedelta, tzinfo

from cases.model.backup import BackupSet, BackupState, BackupStatus, Keep

ELSEWHERE = " di Pengaturan, bagian Cadangan"
"""Where backups are made, for who reads of them on another page."""


def kept(sets: Collection[BackupSet], keep: Keep, zone: tzinfo) -> frozenset[str]:
    """Return the identifiers of the sets that stay: good ones by day, week and month, the others while they may matter.

    A set that is not good takes the place of no good one, and goes once a newer one is good. The newest good one stays
    whatever ``keep`` says; ``zone`` is the office's, by which days begin. Names tell the order: clocks are set back.
    """
    newest_first = sorted(sets, key=lambda one: one.id, reverse=True)
    good = [one for one in newest_first if one.state is BackupState.GOOD]
    since = good[0].id if good else ""
    open_ones = [one for one in newest_first if one.state is not BackupState.GOOD]
    open_ones = [one for one in open_ones if one.id >= since]
    recent = max(keep.recent, 1)

    def local(one: BackupSet) -> datetime:
        return one.made_at.astimezone(zone)

    stay = {one.id for one in (*good[:recent], *open_ones[:recent])}
    stay |= _newest_of(good, lambda one: local(one).date(), keep.daily)
    stay |= _newest_of(good, lambda one: local(one).strftime("%G-%V"), keep.weekly)
    stay |= _newest_of(good, lambda one: local(one).strftime("%Y-%m"), keep.monthly)
    return frozenset(stay)


def _newest_of(newest_first: Iterable[BackupSet], span: Callable[[BackupSet], Hashable], most: int) -> set[str]:
    """The newest set of each of the last ``most`` spans that have one."""
    found: dict[Hashable, str] = {}
    for one in newest_first:
        if span(one) not in found and len(found) >= most:
            break
        found.setdefault(span(one), one.id)
    return set(found.values())


def newest_good(sets: Iterable[BackupSet]) -> BackupSet | None:
    """The newest set that was restored and checked, None when there is none."""
    good = [one for one in sets if one.state is BackupState.GOOD]
    return max(good, key=lambda one: one.id, default=None)


def worry(status: BackupStatus, now: datetime, where: str = ELSEWHERE) -> str:
    """Return one sentence about what is wrong with the backups and what to do, "" when all is well.

    ``where`` follows what is to be done: empty on the page of backups itself. The newest good set is never too old
    while nothing was changed since.
    """
    return _first_worry(status, now, where) or _second_worry(status, now)


def _first_worry(status: BackupStatus, now: datetime, where: str) -> str:
    plan, sets = status.plan, status.first.sets
    good = newest_good(sets)
    looked_at = [one.state for one in sets if one.state is not BackupState.UNCHECKED]
    age = now - good.made_at if good is not None else timedelta()
    found = (
        (bool(plan.paused), f"Pencadangan berhenti sejak pemulihan: lanjutkan{where}."),
        (
            bool(plan.first) and not status.first.there,
            f"Tempat cadangan {status.first.path} tidak dapat dibuka: sambungkan drive-nya atau pilih tempat lain.",
        ),
        (bool(plan.problem), f"Cadangan terakhir tidak jadi dibuat. {plan.problem}"),
        (
            looked_at[:1] == [BackupState.BAD],
            f"Cadangan yang terakhir diperiksa rusak: buat lagi{where}.",
        ),
        (good is None, f"Belum ada cadangan yang diperiksa baik: buat sekarang{where}."),
        (
            status.changed and age > timedelta(days=plan.stale_days),
            f"Cadangan baik terakhir dibuat {_days(age)} yang lalu: buat sekarang{where}.",
        ),
    )
    return next((sentence for wrong, sentence in found if wrong), "")


def _second_worry(status: BackupStatus, now: datetime) -> str:
    if status.second is None:
        return ""
    plan = status.plan
    if plan.second_problem:
        return f"Cadangan belum tersalin ke tempat kedua. {plan.second_problem}"
    if plan.copied_at is None:
        return "Belum ada salinan cadangan di tempat kedua: sambungkan drive-nya, lalu buat cadangan."
    age = now - plan.copied_at
    if age > timedelta(days=plan.second_days):
        return f"Salinan terakhir di tempat kedua sudah {_days(age)}: sambungkan drive-nya, lalu buat cadangan."
    return ""


def _days(age: timedelta) -> str:
    return f"{age.days} hari"
