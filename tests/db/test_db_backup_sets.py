"""Sets over a pool: made while the office is written to, restored and read before they count, never half there."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from kept_office import NOBODY, KeptOffice, kept_office, reopened
from open_db import open_office

from cases.errors import DatabaseBusy, NotFound, Stopped, StorageError
from cases.model.backup import BackupReason, BackupSet, BackupState
from cases.rules.backups import newest_good
from db.backups import making
from db.backups.checking import check_set, lay_out
from db.backups.layout import id_after, list_sets, new_id, places_below, read_manifest, set_ids, sheet_of
from db.backups.making import held, held_to_read, make_set
from db.home import OfficeHome
from db.keys import change_keys, new_sheet
from db.rekey import finish_change
from db.upgrade import NEWEST
from db.vault import Vault


@pytest.fixture
def office(tmp_path: Path, new_database: Path) -> Iterator[KeptOffice]:
    made = kept_office(tmp_path, new_database)
    yield made
    made.database.close()


def backed_up(office: KeptOffice) -> BackupSet:
    return make_set(office.place, office.home, office.keys, office.order())


def checked(office: KeptOffice, one: BackupSet, *, every: bool = False, here: bool = True) -> BackupSet:
    """The set after its check; without ``here`` on a computer that has no vault of this office."""
    vault = office.home.vault if here else None
    check_set(office.place, one.id, office.identities, office.clock.now(), vault=vault, every=every)
    return next(each for each in list_sets(office.place, office.identities) if each.id == one.id)


def copies(office: KeptOffice) -> set[str]:
    return {file.stem for file in office.place.pool.iterdir()}


def test_a_set_is_unchecked_until_it_was_restored_and_read(office: KeptOffice) -> None:
    blobs = {office.keep() for _ in range(3)}
    one = backed_up(office)
    with office.database.read() as work:
        head = work.audit.head()
    assert one.state is BackupState.UNCHECKED
    assert (one.head, one.files, one.schema) == (head, 3, NEWEST)
    assert one.reason is BackupReason.BY_HAND
    assert one.sheet == office.keys.sheet == sheet_of(office.place, one.id)
    assert copies(office) == blobs
    good = checked(office, one)
    assert good.state is BackupState.GOOD
    assert good.check is not None
    assert good.check.files == 3
    assert good.check.rows["trust"] == 3
    assert list_sets(office.place, office.identities) == (good,)
    assert places_below(office.place.folder.parent) == (office.place,)


def test_only_new_files_are_copied_and_read(office: KeptOffice) -> None:
    first = office.keep()
    checked(office, backed_up(office))
    written = office.place.blob(first).stat().st_mtime_ns
    office.keep()
    second = checked(office, backed_up(office))
    assert second.check is not None
    assert (second.files, second.check.files) == (2, 1)
    assert office.place.blob(first).stat().st_mtime_ns == written
    again = checked(office, second, every=True)
    assert again.check is not None
    assert again.check.files == 2


def test_what_is_written_meanwhile_is_in_the_next_set(office: KeptOffice) -> None:
    office.keep()
    heard: list[float] = []

    def write_on(fraction: float, _words: str) -> None:
        if not heard:
            office.keep()
        heard.append(fraction)

    one = make_set(office.place, office.home, office.keys, office.order(), write_on)
    assert heard
    assert one.files == 1
    assert checked(office, one).state is BackupState.GOOD
    assert backed_up(office).files == 2


def test_a_set_restored_elsewhere_is_the_office_of_that_moment(office: KeptOffice, tmp_path: Path) -> None:
    data = b"isi bukti"
    blob = office.keep(data)
    one = backed_up(office)
    office.keep()
    elsewhere = OfficeHome(tmp_path / "lain")
    elsewhere.path.mkdir()
    keys = lay_out(office.place, read_manifest(office.place, one.id, office.identities), elsewhere, office.identities)
    assert keys == office.keys
    assert elsewhere.anchor.exists()
    database = open_office(elsewhere.database)
    with database.read() as work:
        assert [each.blob for each in work.trust.all()] == [blob]
        assert work.audit.head() == one.head
    database.close()
    assert Vault(office.place.pool, *keys.vault_identities).get(blob) == data


def test_every_flipped_byte_of_a_set_is_found(office: KeptOffice) -> None:
    office.keep()
    office.keep()
    one = checked(office, backed_up(office))
    folder = office.place.set_folder(one.id)
    dice = random.Random()  # noqa: S311 - other places in each run
    files = [folder / name for name in ("office.db", "keys.age", "anchor.json", "set.age")]
    for file in [*files, *office.place.pool.iterdir()]:
        whole = file.read_bytes()
        for _ in range(3):
            place = dice.randrange(len(whole))
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :])
            try:
                found = checked(office, one, every=True, here=False)
            except StorageError:  # nothing of it can be read
                found = list_sets(office.place, office.identities)[0]
            assert found.state is BackupState.BAD, (file.name, place)
            assert found.check is not None
            assert found.check.problems
        file.write_bytes(whole)
    assert checked(office, one, every=True, here=False).state is BackupState.GOOD


def test_an_older_database_in_a_newer_set_is_found(office: KeptOffice) -> None:
    office.keep()
    old = backed_up(office)
    office.keep()
    new = backed_up(office)
    database = office.place.set_folder(old.id) / "office.db"
    (office.place.set_folder(new.id) / "office.db").write_bytes(database.read_bytes())
    assert checked(office, new).state is BackupState.BAD


def test_one_set_does_not_stand_in_for_another(office: KeptOffice) -> None:
    old, new = backed_up(office), backed_up(office)
    checked(office, old)
    for name in ("set.age", "check.age"):
        sealed = (office.place.set_folder(old.id) / name).read_bytes()
        whole = office.place.set_folder(new.id) / name
        kept = whole.read_bytes() if whole.exists() else b""
        whole.write_bytes(sealed)
        state = next(each.state for each in list_sets(office.place, office.identities) if each.id == new.id)
        assert state is (BackupState.BAD if name == "set.age" else BackupState.UNCHECKED)
        whole.write_bytes(kept)


def test_a_missing_file_makes_the_set_bad_where_no_vault_is(office: KeptOffice) -> None:
    blob = office.keep()
    one = checked(office, backed_up(office))
    office.place.blob(blob).unlink()
    bad = checked(office, one, here=False)
    assert bad.state is BackupState.BAD
    assert bad.check is not None
    assert bad.check.missing == 1


def test_a_damaged_copy_is_mended_from_the_vault(office: KeptOffice) -> None:
    blob = office.keep()
    one = checked(office, backed_up(office))
    whole = office.place.blob(blob).read_bytes()
    office.place.blob(blob).write_bytes(whole[:-1] + b"?")
    assert checked(office, one, every=True).state is BackupState.GOOD
    assert office.place.blob(blob).read_bytes() == whole


def test_what_the_vault_itself_has_lost_is_said_and_not_held_against_the_set(office: KeptOffice) -> None:
    gone, broken, whole = office.keep(), office.keep(), office.keep()
    (office.home.vault / f"{gone}.age").unlink()
    damaged = office.home.vault / f"{broken}.age"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    one = checked(office, backed_up(office))
    assert one.state is BackupState.GOOD
    assert one.check is not None
    assert one.check.lost == 2
    assert whole in copies(office)
    assert gone not in copies(office)
    two = checked(office, backed_up(office))  # and again, the next time
    assert two.state is BackupState.GOOD
    assert two.check is not None
    assert two.check.lost == 2
    assert checked(office, two, here=False).state is BackupState.GOOD


def test_a_copy_of_the_wrong_size_is_copied_anew(office: KeptOffice) -> None:
    blob = office.keep()
    one = backed_up(office)
    whole = office.place.blob(blob).read_bytes()
    office.place.blob(blob).write_bytes(whole[:100])
    backed_up(office)
    assert office.place.blob(blob).read_bytes() == whole
    assert checked(office, one).state is BackupState.GOOD


def test_a_file_that_was_cut_short_in_the_vault_replaces_no_sound_copy(office: KeptOffice) -> None:
    blob = office.keep()
    one = checked(office, backed_up(office))
    whole = office.place.blob(blob).read_bytes()
    (office.home.vault / f"{blob}.age").write_bytes(whole[:100])
    two = checked(office, backed_up(office))
    assert office.place.blob(blob).read_bytes() == whole
    assert two.check is not None
    assert (two.state, two.check.lost) == (BackupState.GOOD, 0)
    assert checked(office, one, every=True, here=False).state is BackupState.GOOD


def test_a_set_made_after_the_clock_was_set_back_is_the_newest(office: KeptOffice) -> None:
    office.keep()
    ahead = checked(office, backed_up(office))
    office.clock.advance(days=-400)
    made = [checked(office, backed_up(office)) for _ in range(2)]
    assert set_ids(office.place) == (made[1].id, made[0].id, ahead.id)
    assert made[1].made_at == office.clock.now()
    newest = newest_good(list_sets(office.place, office.identities))
    assert newest is not None
    assert newest.id == made[1].id


@pytest.mark.parametrize("last", ["20261121-235959-ffff", "20269999-000000-0000", "99991231-235959-ffff", ""])
def test_a_name_comes_after_the_last_one_that_is_a_moment(last: str) -> None:
    moment = datetime(2026, 5, 4, tzinfo=UTC)
    expected = {"20261121-235959-ffff": "20261122-000000-0000"}
    assert id_after(last, moment) == expected.get(last, new_id(moment))


def test_keys_that_are_changed_meanwhile_leave_no_set_that_names_the_old_sheet(office: KeptOffice) -> None:
    kept = office.keys
    changed = change_keys(office.home.keys, kept, sheet=new_sheet(date(2026, 5, 4)))
    with pytest.raises(DatabaseBusy, match="diganti selagi"):
        make_set(office.place, office.home, kept, office.order())
    assert list(office.place.sets.iterdir()) == []
    assert make_set(office.place, office.home, changed, office.order()).sheet == changed.sheet != kept.sheet


@pytest.mark.parametrize("at", [0.0, 0.1, 0.5, 1.0])
def test_a_backup_that_is_stopped_leaves_nothing(office: KeptOffice, at: float) -> None:
    office.keep()
    before = checked(office, backed_up(office))
    office.keep()

    def stop(fraction: float, _words: str) -> None:
        if fraction >= at:
            raise Stopped("Dihentikan.")

    with pytest.raises(Stopped):
        make_set(office.place, office.home, office.keys, office.order(), stop)
    assert list_sets(office.place, office.identities) == (before,)
    assert [file.name for file in office.place.sets.iterdir()] == [before.id]
    assert checked(office, backed_up(office)).state is BackupState.GOOD


def test_a_full_drive_says_how_much_is_needed(office: KeptOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    office.keep()
    usage = making.shutil.disk_usage(office.home.path)

    def almost_none(_path: object) -> object:
        return type(usage)(usage.total, usage.total - 1_000_000, 1_000_000)

    monkeypatch.setattr(making.shutil, "disk_usage", almost_none)
    with pytest.raises(StorageError, match=r"penuh: perlu \d+,\d MB, yang kosong 1,0 MB"):
        backed_up(office)
    assert set_ids(office.place) == ()


def test_two_programs_do_not_work_in_one_place(office: KeptOffice) -> None:
    backed_up(office)
    with held(office.place), pytest.raises(DatabaseBusy, match="sedang dibuat"):
        backed_up(office)


def test_a_place_that_cannot_be_written_is_read_and_not_changed(
    office: KeptOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(office)

    def refuse(_path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(making, "FileLock", refuse)
    with pytest.raises(StorageError, match="hanya dapat dibaca"), held(office.place):
        pass
    with held_to_read(office.place):
        assert set_ids(office.place)


def test_a_place_that_went_away_is_said(office: KeptOffice, tmp_path: Path) -> None:
    one = backed_up(office)
    (tmp_path / "cadangan").rename(tmp_path / "dicabut")
    with pytest.raises(StorageError, match="tidak dapat dibuka: sambungkan"):
        checked(office, one)
    assert list_sets(office.place, office.identities) == ()


def test_no_set_is_read_with_another_offices_keys(office: KeptOffice, tmp_path: Path, new_database: Path) -> None:
    backed_up(office)
    other = kept_office(tmp_path / "kedua", new_database)
    other.database.close()
    listed = list_sets(office.place, other.identities)
    assert [one.state for one in listed] == [BackupState.BAD]
    with pytest.raises((StorageError, NotFound)):
        read_manifest(office.place, listed[0].id, other.identities)


@pytest.mark.parametrize("name", ["20261341-999999-3f2a", "20261121-205012-3f2a"])
def test_an_empty_folder_with_a_sets_name_is_a_bad_set(office: KeptOffice, name: str) -> None:
    one = backed_up(office)
    (office.place.sets / name).mkdir()
    states = {each.id: each.state for each in list_sets(office.place, office.identities)}
    assert states == {one.id: BackupState.UNCHECKED, name: BackupState.BAD}


def test_sets_made_before_keys_were_changed_are_still_checked(office: KeptOffice) -> None:
    office.keep()
    old, kept = backed_up(office), office.keys
    office.database.close()
    changed = change_keys(office.home.keys, kept, sheet=new_sheet(date(2026, 5, 4)))
    during = reopened(office.home, changed, office.place.folder.parents[1])
    during.keep()
    under_way = backed_up(during)
    assert checked(during, under_way).state is BackupState.GOOD
    during.database.close()
    after = reopened(office.home, finish_change(office.home, changed, NOBODY), office.place.folder.parents[1])
    after.keep()
    new = backed_up(after)
    assert checked(after, new).state is BackupState.GOOD
    assert checked(after, old).state is BackupState.GOOD
    assert new.sheet != old.sheet
    states = {one.id: one.state for one in list_sets(office.place, kept.vault_identities)}  # with the old sheet
    assert states == {
        old.id: BackupState.GOOD,
        under_way.id: BackupState.BAD,
        new.id: BackupState.BAD,
    }
    after.database.close()
