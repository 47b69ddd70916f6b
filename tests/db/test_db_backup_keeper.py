"""The keeper of an office's backups: what is due, the second place found again, trouble remembered until it is over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from kept_office import KeptOffice, kept_office
from samples import ADMIN

from cases.errors import InvalidInput, NotFound, Stopped, StorageError
from cases.model.backup import BackupPlan, BackupReason, BackupSet, BackupState, Keep
from cases.model.office import TimeZone
from db.backups import keeper as keeper_module
from db.backups import second, thinning
from db.backups.keeper import REREAD, Keeper
from db.backups.layout import CHECKED, SEALED, Place, place_in, set_ids
from db.backups.second import find_place

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CODE = "4be7d190"


@pytest.fixture
def office(tmp_path: Path, new_database: Path) -> Iterator[KeptOffice]:
    made = kept_office(tmp_path, new_database)
    made.keep()
    yield made
    made.database.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "media" / "STIK"
    folder.mkdir(parents=True)
    return folder


def keeper_of(office: KeptOffice, removed: list[BackupSet] | None = None) -> Keeper:
    def note(_place: str, going: Sequence[BackupSet]) -> None:
        if removed is not None:
            removed.extend(going)

    return Keeper(
        home=office.home,
        keys=office.keys,
        code=CODE,
        office_name="Kantor rekaan",
        program="1.0",
        zone=TimeZone.WIB.zone,
        note_removed=note,
    )


def due(office: KeptOffice, keeper: Keeper, now: datetime = NOW) -> bool:
    with office.database.read() as work:
        return keeper.due(work.audit.head(), now, lambda count: work.audit.changed_since(count, {"view"}))


def test_a_backup_is_due_when_something_was_changed_since(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    assert due(office, keeper)
    done = keeper.back_up(BackupReason.PERIODIC, NOW)
    assert done.made.state is BackupState.GOOD
    assert not due(office, keeper)
    office.keep()
    assert due(office, keeper)


def test_who_only_looks_asks_for_a_backup_once_a_day(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    keeper.back_up(BackupReason.PERIODIC, NOW)
    assert not due(office, keeper, NOW + timedelta(days=9))
    with office.database.write() as work:
        work.log_as(ADMIN, "test.look")
        work.audit.note("view", "case", "1", {})
    assert not due(office, keeper, NOW + timedelta(hours=9))
    assert due(office, keeper, NOW + timedelta(days=1))


def test_the_first_place_lies_beside_the_office(office: KeptOffice, tmp_path: Path) -> None:
    keeper = keeper_of(office)
    keeper.back_up(BackupReason.CLOSING, NOW)
    state = keeper.status().first
    assert (state.path, state.there) == (str(tmp_path / "kantor-cadangan"), True)
    assert [one.reason for one in state.sets] == [BackupReason.CLOSING]
    assert state.free > 0


def test_what_was_left_unchecked_is_checked_later(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    asked = 0.0

    def stop_in_the_check(fraction: float, _words: str) -> None:
        nonlocal asked
        asked = fraction
        if fraction > 0.41:
            raise Stopped("Dihentikan.")

    with pytest.raises(Stopped):
        keeper.back_up(BackupReason.CLOSING, NOW, stop_in_the_check)
    assert asked > 0.41
    assert [one.state for one in keeper.status().first.sets] == [BackupState.UNCHECKED]
    assert keeper.plan().problem == ""
    assert [one.state for one in keeper.finish_checks(NOW)] == [BackupState.GOOD]
    assert keeper.finish_checks(NOW) == ()


def test_a_good_set_whose_check_was_spoilt_stays_and_is_checked_again(office: KeptOffice) -> None:
    removed: list[BackupSet] = []
    keeper = keeper_of(office, removed)
    old = keeper.back_up(BackupReason.PERIODIC, NOW).made
    for days in range(1, 4):
        keeper.back_up(BackupReason.PERIODIC, NOW + timedelta(days=days))
    (keeper.first().set_folder(old.id) / CHECKED).write_bytes(b"rusak")
    going = thinning.to_thin(keeper.first(), office.identities, Keep(recent=1, daily=4, weekly=0, monthly=0), UTC)
    assert old.id not in {one.id for one in going}
    assert [(one.id, one.state) for one in keeper.finish_checks(NOW)] == [(old.id, BackupState.GOOD)]
    assert old.id not in {one.id for one in keeper.finish_checks(NOW)}
    assert removed == []


def test_all_files_are_read_again_after_a_month(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    keeper.back_up(BackupReason.PERIODIC, NOW)
    assert keeper.finish_checks(NOW + REREAD) == ()
    again = keeper.finish_checks(NOW + REREAD + timedelta(days=1))
    assert [one.check.files for one in again if one.check is not None] == [1]
    assert keeper.finish_checks(NOW + REREAD + timedelta(days=2)) == ()


def test_old_sets_go_and_are_told_before(office: KeptOffice) -> None:
    removed: list[BackupSet] = []
    keeper = keeper_of(office, removed)
    keeper.change(replace(keeper.plan(), keep=Keep(recent=1, daily=1, weekly=0, monthly=0)))
    made = [keeper.back_up(BackupReason.PERIODIC, NOW + timedelta(minutes=minute)).made for minute in range(4)]
    assert [one.id for one in removed] == [one.id for one in made[:2]]
    assert set_ids(keeper.first()) == (made[3].id, made[2].id)


def test_a_copy_goes_to_the_second_place_when_it_is_there(office: KeptOffice, stick: Path) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=True)
    done = keeper.back_up(BackupReason.BY_HAND, NOW)
    assert done.copied
    there = keeper.status().second
    assert there is not None
    assert [(one.id, one.state) for one in there.sets] == [(done.made.id, BackupState.GOOD)]
    assert keeper.plan().copied_at == NOW
    shutil.move(stick, stick.with_name("di-laci"))
    later = keeper.back_up(BackupReason.BY_HAND, NOW + timedelta(hours=1))
    assert (later.copied, later.second_problem) == (False, "")
    gone = keeper.status().second
    assert gone is not None
    assert (gone.there, gone.path) == (False, str(stick))
    assert keeper.plan().copied_at == NOW


def test_the_stick_is_known_under_another_letter_and_no_other_is_taken_for_it(
    office: KeptOffice, stick: Path, tmp_path: Path
) -> None:
    keeper = keeper_of(office)
    chosen = stick / "cadangan kantor"
    chosen.mkdir()
    mark = keeper.choose(chosen, second=True).second_mark
    moved = tmp_path / "media" / "G"
    shutil.move(stick, moved)

    def roots() -> list[Path]:
        return [tmp_path / "media" / "F", moved]

    assert find_place(chosen, CODE, mark, roots) == place_in(moved / "cadangan kantor", CODE)
    keeper_of(office).choose(tmp_path / "media", second=False)  # one more place of the same office, on another drive
    other = stick / "cadangan kantor"
    other.mkdir(parents=True)
    shutil.copytree(keeper.first().folder, place_in(other, CODE).folder)
    assert find_place(chosen, CODE, mark, roots) == place_in(moved / "cadangan kantor", CODE)


def test_a_stick_pulled_out_midway_harms_nothing_and_goes_on_later(
    office: KeptOffice, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        office.keep()
    keeper = keeper_of(office)
    keeper.choose(stick, second=True)
    copied: list[Path] = []
    real = second.copy_file

    def pulled(source: Path, target: Path, **how: Path) -> None:
        if len(copied) == 2:
            raise OSError(19, "No such device")
        copied.append(target)
        real(source, target, **how)

    monkeypatch.setattr(second, "copy_file", pulled)
    done = keeper.back_up(BackupReason.BY_HAND, NOW)
    assert done.made.state is BackupState.GOOD
    assert (
        done.second_problem
        == keeper.plan().second_problem
        == "Drive tidak lagi tersambung: sambungkan kembali, lalu ulangi."
    )
    there = keeper.status().second
    assert there is not None
    assert there.sets == ()
    monkeypatch.undo()
    written = {file: file.stat().st_mtime_ns for file in copied}
    assert keeper.back_up(BackupReason.BY_HAND, NOW + timedelta(hours=1)).copied
    assert {file: file.stat().st_mtime_ns for file in copied} == written
    assert keeper.plan().second_problem == ""


def test_trouble_is_remembered_until_a_backup_was_made(office: KeptOffice, tmp_path: Path) -> None:
    keeper = keeper_of(office)
    disk = tmp_path / "disk"
    disk.mkdir()
    keeper.choose(disk, second=False)
    shutil.rmtree(disk)
    disk.write_bytes(b"no folder any more")
    with pytest.raises(StorageError):
        keeper.back_up(BackupReason.PERIODIC, NOW)
    assert keeper.plan().problem
    disk.unlink()
    disk.mkdir()
    keeper.choose(disk, second=False)
    keeper.back_up(BackupReason.PERIODIC, NOW)
    assert keeper.plan().problem == ""


@pytest.mark.parametrize("inside", [".", "vault"])
def test_no_place_lies_in_the_offices_folder(office: KeptOffice, inside: str) -> None:
    with pytest.raises(InvalidInput, match="di dalam folder kantor"):
        keeper_of(office).choose(office.home.path / inside, second=True)


def test_both_places_are_two(office: KeptOffice, stick: Path) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=False)
    with pytest.raises(InvalidInput, match="tidak boleh sama"):
        keeper.choose(stick, second=True)


def test_a_spoilt_plan_is_the_usual_one(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    (office.home.path / "cadangan.json").write_bytes(b"\xff{")
    assert keeper.plan() == BackupPlan()


def test_a_synced_folder_is_warned_of(office: KeptOffice, tmp_path: Path) -> None:
    cloud = tmp_path / "OneDrive" / "cadangan"
    cloud.mkdir(parents=True)
    keeper = keeper_of(office)
    keeper.choose(cloud, second=True)
    there = keeper.status().second
    assert there is not None
    assert "sinkronisasi awan" in there.warning


def test_a_stick_that_cannot_be_written_any_more_is_told_and_stops_nothing(
    office: KeptOffice, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=True)
    done = keeper.back_up(BackupReason.PERIODIC, NOW)
    copy = place_in(stick, CODE)
    (copy.set_folder(done.made.id) / "check.age").unlink()
    real = keeper_module.check_set

    def refuse(place: Place, *args: Any, **how: Any) -> object:
        if place == copy:
            raise StorageError("Drive ini hanya dapat dibaca: buka kunci tulisnya.")
        return real(place, *args, **how)

    monkeypatch.setattr(keeper_module, "check_set", refuse)
    assert keeper.finish_checks(NOW) == ()
    assert "hanya dapat dibaca" in keeper.plan().second_problem


def test_a_copy_made_while_the_clock_was_ahead_is_not_the_last_one_for_ever(office: KeptOffice, stick: Path) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=True)
    keeper.back_up(BackupReason.PERIODIC, NOW + timedelta(days=400))
    keeper.back_up(BackupReason.PERIODIC, NOW)
    assert keeper.plan().copied_at == NOW


def test_a_spoilt_marker_is_made_anew_when_the_place_is_chosen(office: KeptOffice, stick: Path) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=True)
    place_in(stick, CODE).marker.write_bytes(b"?")
    assert keeper.second() is None
    keeper.choose(stick, second=True)
    assert keeper.plan().second_mark
    assert keeper.second() == place_in(stick, CODE)


def test_a_set_goes_by_hand_but_never_the_last_good_one(office: KeptOffice) -> None:
    removed: list[BackupSet] = []
    keeper = keeper_of(office, removed)
    old = keeper.back_up(BackupReason.PERIODIC, NOW).made
    new = keeper.back_up(BackupReason.PERIODIC, NOW + timedelta(days=1)).made
    with pytest.raises(InvalidInput, match="terakhir tidak dihapus"):
        keeper.remove(Path(new.place), new.id)
    keeper.remove(Path(old.place), old.id)
    assert [one.id for one in removed] == [old.id]
    assert set_ids(keeper.first()) == (new.id,)
    with pytest.raises(NotFound, match="sudah tidak ada"):
        keeper.remove(Path(old.place), old.id)


def test_with_a_set_of_other_keys_gone_the_pool_is_collected_again(office: KeptOffice) -> None:
    keeper = keeper_of(office)
    other = keeper.back_up(BackupReason.PERIODIC, NOW).made
    keeper.back_up(BackupReason.PERIODIC, NOW + timedelta(days=1))
    place = keeper.first()
    stranger = pyrage.x25519.Identity.generate().to_public()
    (place.set_folder(other.id) / SEALED).write_bytes(pyrage.encrypt(b"{}", [stranger]))
    stray = place.pool / f"{'0' * 64}.age"
    stray.write_bytes(b"sisa")
    listed = next(one for one in keeper.status().first.sets if one.id == other.id)
    keeper.remove(Path(listed.place), listed.id)
    assert not stray.exists()


def test_an_empty_folder_where_the_drive_was_is_not_taken_for_the_first_place(office: KeptOffice, stick: Path) -> None:
    keeper = keeper_of(office)
    keeper.choose(stick, second=False)
    keeper.back_up(BackupReason.BY_HAND, NOW)
    away = stick.with_name("dicabut")
    stick.rename(away)
    stick.mkdir()
    assert not keeper.status().first.there
    with pytest.raises(StorageError, match="sambungkan drive"):
        keeper.back_up(BackupReason.BY_HAND, NOW + timedelta(hours=1))
    assert list(stick.iterdir()) == []
    stick.rmdir()
    away.rename(stick)
    assert keeper.back_up(BackupReason.BY_HAND, NOW + timedelta(hours=2)).made.state is BackupState.GOOD
