"""Keeps one office's backups: makes, checks, thins and copies them where its plan says, and knows what is due."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from cases.errors import DatabaseBusy, InvalidInput, NotFound, OfficeError, Stopped, StorageError
from cases.model.backup import (
    BackupDone,
    BackupPlan,
    BackupReason,
    BackupSet,
    BackupState,
    BackupStatus,
    PlaceState,
)
from cases.model.listing import LogHead
from cases.rules.ages import is_old
from cases.rules.backups import newest_good
from db.backups.checking import check_set
from db.backups.layout import Place, has_spoilt_check, list_sets, make_place, marker_of, place_in, read_set, set_ids
from db.backups.making import GONE, Order, Progress, make_set, quiet
from db.backups.plan import first_folder, read_plan, write_plan
from db.backups.second import copy_set, find_place
from db.backups.thinning import remove_sets, to_thin
from db.home import OfficeHome
from db.keys import OpenKeys, RecipientKind
from db.locations import cloud_folder_warning, grant_account

REREAD = timedelta(days=30)
"""So old may the last reading of all vault files of a place's newest good set be."""
DAILY = timedelta(hours=20)
"""So old may the newest set be while the office is only looked at."""
_MAKING, _CHECKING = 0.4, 0.8
"""Up to where the making, and then the check, move the progress of a backup."""
_CLOUD = (
    "Folder ini disalin oleh program sinkronisasi awan: cadangan yang terenkripsi ikut terkirim ke luar kantor, dan "
    "yang terhapus di tempat lain terhapus juga di sini. Sebaiknya pilih folder lain."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The backups of an office that is open; ``zone`` is the office's, ``program`` the version of the program.

    ``note_removed`` hears of sets before they are taken away.
    """

    home: OfficeHome
    keys: OpenKeys
    code: str
    office_name: str
    program: str
    zone: tzinfo
    note_removed: Callable[[str, Sequence[BackupSet]], object]

    def plan(self) -> BackupPlan:
        """The plan as it is kept now."""
        return read_plan(self.home)

    def first(self) -> Place:
        """The first place, where it is now or where it should be."""
        plan = self.plan()
        folder = first_folder(self.home, plan)
        found = find_place(folder, self.code, plan.first_mark) if plan.first_mark else None
        return found or place_in(folder, self.code)

    def second(self) -> Place | None:
        """The second place where it is now, None when there is none or it is not plugged in."""
        plan = self.plan()
        return find_place(Path(plan.second), self.code, plan.second_mark) if plan.second else None

    def status(self) -> BackupStatus:
        """Everything that is known of the backups; raises StorageError when a drive cannot be read."""
        plan = self.plan()
        first, second = self.first(), self.second()
        there = second is not None
        return BackupStatus(
            plan=plan,
            first=self._state(first, first.folder.parent, there=self._is_first(first, plan)),
            second=self._state(second, Path(plan.second), there=there) if plan.second else None,
        )

    def due(self, head: LogHead, now: datetime, changed: Callable[[int], bool]) -> bool:
        """Whether something was changed since the newest set of the first place, or that one is bad.

        ``changed`` tells whether any row of the log after so many is about more than looking; rows about looking alone
        ask for a set once a day.
        """
        place = self.first()
        newest = set_ids(place)[:1]
        if not newest:
            return True
        try:
            last = read_set(place, newest[0], self.keys.vault_identities)
        except OfficeError:  # it cannot be read
            return True
        if last.state is BackupState.BAD or last.sheet != self.keys.sheet:
            return True
        return last.head != head and (changed(last.head.count) or is_old(last.made_at, now, DAILY))

    def back_up(self, reason: BackupReason, now: datetime, heard: Progress = quiet) -> BackupDone:
        """Thin the first place, make a set in it, check it, and copy it to the second place when that is there.

        What goes wrong with the first place is remembered until a set is made, and raised; what goes wrong with the
        second one is returned. ``heard`` may raise Stopped at any time: a set that was made stays, unchecked. Raises
        DatabaseBusy when another program works in the place, StorageError and its kinds.
        """
        unchecked = self.make(reason, now, _part(heard, 0.0, _MAKING))
        made = self.check(Path(unchecked.place), unchecked.id, now, heard=_part(heard, _MAKING, _CHECKING))
        if made.state is not BackupState.GOOD:
            return BackupDone(made=made)
        return self._copy(made, now, heard)

    def make(self, reason: BackupReason, now: datetime, heard: Progress = quiet) -> BackupSet:
        """Thin the first place and make a set in it, to be checked later; raises as ``back_up`` does."""
        place, plan = self.first(), self.plan()
        try:
            if not self._is_first(place, plan):
                if plan.first:  # a drive that is not there is not made up
                    raise StorageError(GONE.format(path=place.folder.parent), detail=str(place.folder))
                self._open_place(place)
            self._thin(place)
            order = Order(reason=reason, program=self.program, office_name=self.office_name, moment=now)
            made = make_set(place, self.home, self.keys, order, heard)
        except (Stopped, DatabaseBusy):
            raise
        except OfficeError as error:
            self._remember(problem=error.sentence)
            raise
        self._remember(problem="", first_mark=marker_of(place) if plan.first else "")
        return made

    def check(
        self, place: Path, set_id: str, now: datetime, *, every: bool = False, heard: Progress = quiet
    ) -> BackupSet:
        """Check a set of a place (its folder, as the list names it) by restoring it; return it as it is known then."""
        found = Place(place)
        identities = self.keys.vault_identities
        check_set(
            found, set_id, identities, now, vault=self.home.vault, scratch=self.home.path, every=every, heard=heard
        )
        made = read_set(found, set_id, identities)
        second = self.second()
        if second is not None and second.folder == place and made.state is BackupState.GOOD:
            self._remember_copy(made, now)
        return made

    def finish_checks(self, now: datetime, heard: Progress = quiet) -> tuple[BackupSet, ...]:
        """Check what was left unchecked, and read all files of a place again when that is long ago; return those sets.

        What goes wrong with the second place is remembered; raises as ``check`` does.
        """
        done = self._finish(self.first(), now, heard)
        second = self.second()
        if second is None:
            return tuple(done)
        try:
            return (*done, *self._finish(second, now, heard))
        except (Stopped, DatabaseBusy):
            raise
        except OfficeError as error:  # a stick that cannot be written any more keeps no backup from being made
            self._remember(second_problem=error.sentence)
            return tuple(done)

    def choose(self, folder: Path, *, second: bool) -> BackupPlan:
        """Take a folder as the first or second place, and make it one; raises InvalidInput, StorageError."""
        folder = folder.absolute()
        self._refuse(folder, second=second)
        place = place_in(folder, self.code)
        self._open_place(place)
        if second:
            good = newest_good(list_sets(place, self.keys.vault_identities))
            return self._remember(
                second=str(place.folder.parent),
                second_mark=marker_of(place),
                copied_at=good.made_at if good is not None else None,
                second_problem="",
            )
        return self._remember(first=str(place.folder.parent), first_mark=marker_of(place), problem="")

    def remove(self, place: Path, set_id: str) -> None:
        """Take a set of a place (its folder, as the list names it) away for good, also one that no key opens here.

        The newest good one of a place stays. Raises NotFound, InvalidInput, DatabaseBusy, StorageError.
        """
        found, identities = Place(place), self.keys.vault_identities
        sets = list_sets(found, identities)
        one = next((each for each in sets if each.id == set_id), None)
        if one is None:
            raise NotFound("Cadangan itu sudah tidak ada di tempatnya; muat ulang daftar.", detail=set_id)
        if one == newest_good(sets):
            raise InvalidInput("Cadangan baik yang terakhir tidak dihapus; buat yang baru lebih dahulu.")
        self.note_removed(str(place.parent), [one])
        remove_sets(found, [one], identities)

    def forget_second(self) -> BackupPlan:
        """Have no second place any more; what lies there stays."""
        return self._remember(second="", second_mark="", copied_at=None, second_problem="")

    def change(self, plan: BackupPlan) -> BackupPlan:
        """Take over how sets are thinned, how often they are made, and whether they are paused; not the places."""
        return self._remember(
            keep=plan.keep,
            every_minutes=plan.every_minutes,
            stale_days=plan.stale_days,
            second_days=plan.second_days,
            paused=plan.paused,
        )

    def _copy(self, made: BackupSet, now: datetime, heard: Progress) -> BackupDone:
        place = self.second()
        if place is None:
            return BackupDone(made=made)
        try:
            self._thin(place)
            copy_set(Place(Path(made.place)), place, made.id, self.keys.vault_identities, _part(heard, _CHECKING, 0.9))
            copied = self.check(place.folder, made.id, now, heard=_part(heard, 0.9, 1.0))
        except Stopped:
            raise
        except OfficeError as error:
            self._remember(second_problem=error.sentence)
            return BackupDone(made=made, second_problem=error.sentence)
        if copied.state is BackupState.GOOD:
            return BackupDone(made=made, copied=True)
        problem = "Salinannya rusak: periksa drive itu atau pakai drive lain, lalu buat cadangan lagi."
        self._remember(second_problem=problem)
        return BackupDone(made=made, second_problem=problem)

    def _is_first(self, place: Place, plan: BackupPlan) -> bool:
        """Whether the first place is there; a chosen one that was marked is, when it bears its mark."""
        if plan.first and plan.first_mark:
            return marker_of(place) == plan.first_mark
        return place.folder.is_dir()

    def _thin(self, place: Place) -> None:
        identities = self.keys.vault_identities
        going = to_thin(place, identities, self.plan().keep, self.zone)
        if going:
            self.note_removed(str(place.folder.parent), going)
            remove_sets(place, going, identities)

    def _finish(self, place: Place, now: datetime, heard: Progress) -> list[BackupSet]:
        return [
            self.check(place.folder, set_id, now, every=every, heard=heard)
            for set_id, every in self._unfinished(place, now)
        ]

    def _open_place(self, place: Place) -> None:
        make_place(place, self.office_name)
        for one in self.keys.recipients:
            if one.kind is RecipientKind.ACCOUNT:
                grant_account(place.folder, one.label)

    def _unfinished(self, place: Place, now: datetime) -> tuple[tuple[str, bool], ...]:
        sets = list_sets(place, self.keys.vault_identities)
        good = newest_good(sets)
        since = good.id if good is not None else ""
        open_ones = [
            one.id
            for one in sets
            if one.state is BackupState.UNCHECKED
            and (one.id > since or has_spoilt_check(place, one.id, self.keys.vault_identities))
        ]
        if open_ones:
            return tuple((set_id, False) for set_id in reversed(open_ones))
        read = max(
            (one.check.checked_at for one in sets if one.check is not None and one.check.files >= one.files),
            default=None,
        )
        old = good is not None and (read is None or is_old(read, now, REREAD))
        return ((good.id, True),) if old and good is not None else ()

    def _refuse(self, folder: Path, *, second: bool) -> None:
        home = self.home.path.resolve()
        if folder.resolve().is_relative_to(home):
            raise InvalidInput("Cadangan tidak disimpan di dalam folder kantor; pilih folder atau drive lain.")
        first = self.first().folder.parent.resolve()
        chosen = self.plan().second
        other = first if second else Path(chosen).resolve() if chosen else None
        if folder.resolve() == other:
            raise InvalidInput("Kedua tempat cadangan tidak boleh sama; pilih folder atau drive lain.")
        if not folder.is_dir():
            raise StorageError(f"Folder {folder} tidak ada; sambungkan drive-nya atau pilih folder lain.")

    def _state(self, place: Place | None, path: Path, *, there: bool) -> PlaceState:
        shown = path if place is None else place.folder.parent
        try:
            free = shutil.disk_usage(next(each for each in (shown, *shown.parents) if each.exists())).free
        except OSError:
            free = 0
        return PlaceState(
            path=str(shown),
            there=there,
            sets=list_sets(place, self.keys.vault_identities) if place is not None else (),
            free=free,
            warning=_CLOUD if cloud_folder_warning(shown) else "",
        )

    def _remember_copy(self, made: BackupSet, now: datetime) -> None:
        before = self.plan().copied_at
        if before is None or before > now or made.made_at >= before:
            self._remember(copied_at=made.made_at, second_problem="")

    def _remember(self, **changes: object) -> BackupPlan:
        plan = self.plan()
        changed = replace(plan, **changes)  # type: ignore[arg-type] # fields of the plan, each named by its caller
        if changed != plan:
            write_plan(self.home, changed)
        return changed


def _part(heard: Progress, begin: float, end: float) -> Progress:
    """The progress of one part of the whole."""
    return lambda fraction, words: heard(begin + (end - begin) * fraction, words)
