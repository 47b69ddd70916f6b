"""A set restored as a whole office: its vault files decrypted one by one, what is lost named, the rest come back."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from kept_office import KeptOffice, kept_office
from memory_keyring import MemoryKeyring

from cases.errors import DatabaseBusy, InvalidInput, NotFound, WrongKey
from cases.model.backup import BackupCheck, BackupSet
from cases.model.listing import LogHead
from db.backups import restoring
from db.backups.checking import check_set
from db.backups.layout import list_sets, read_set
from db.backups.making import make_set
from db.backups.restoring import drill, find_set, identities_of, restore_set, since_then, try_restore
from db.backups.thinning import remove_sets
from db.home import OfficeHome
from db.keys import NewSheet, OpenKeys, change_keys, new_sheet
from db.recovery import identity_text, read_key
from db.rekey import finish_change
from db.secrets import SecretStore
from db.vault import Vault


@pytest.fixture
def office(tmp_path: Path, new_database: Path) -> Iterator[KeptOffice]:
    made = kept_office(tmp_path, new_database)
    yield made
    made.database.close()


def backed_up(office: KeptOffice) -> str:
    return make_set(office.place, office.home, office.keys, office.order()).id


def restored(office: KeptOffice, set_id: str, target: Path, vault: Path | None = None) -> tuple[OpenKeys, BackupCheck]:
    return restore_set(office.place, set_id, office.identities, target, office.clock.now(), vault=vault)


def test_every_file_comes_back(office: KeptOffice, tmp_path: Path) -> None:
    blobs = {office.keep() for _ in range(3)}
    keys, found = restored(office, backed_up(office), tmp_path / "baru")
    home = OfficeHome(tmp_path / "baru")
    vault = Vault(home.vault, *keys.vault_identities)
    assert set(vault.names()) == blobs
    assert all(vault.get(blob) == office.vault.get(blob) for blob in blobs)
    assert (found.problems, found.missing, found.files, found.rows["trust"]) == ((), 0, 3, 3)
    since = since_then(office.home.database, office.keys.db_key, home.database, keys.db_key)
    assert (since.rows, since.last_at) == (0, None)
    with pytest.raises(InvalidInput, match="sudah berisi"):
        restored(office, backed_up(office), tmp_path / "baru")


def test_a_lost_file_is_taken_from_the_office_or_named(office: KeptOffice, tmp_path: Path) -> None:
    gone, damaged, kept = (office.keep() for _ in range(3))
    set_id = backed_up(office)
    office.place.blob(gone).unlink()
    office.place.blob(damaged).write_bytes(office.place.blob(kept).read_bytes())
    _, found = restored(office, set_id, tmp_path / "satu", office.home.vault)
    assert (found.problems, found.missing) == ((), 0)
    keys, found = restored(office, set_id, tmp_path / "dua")
    assert (found.missing, found.files) == (2, 1)
    assert {name for name in (gone, damaged) if any(name[:12] in problem for problem in found.problems)} == {
        gone,
        damaged,
    }
    assert list(Vault(tmp_path / "dua" / "vault", *keys.vault_identities).names()) == [kept]


def test_a_trial_leaves_nothing(office: KeptOffice, tmp_path: Path) -> None:
    office.keep()
    scratch = tmp_path / "coba"
    scratch.mkdir()
    killed = scratch / ".tmp-periksa-lama"
    killed.mkdir()
    os.utime(killed, (0, 0))
    found = try_restore(office.place, backed_up(office), office.identities, office.clock.now(), scratch)
    assert found.problems == ()
    assert list(scratch.iterdir()) == []


def test_a_set_or_its_place_may_be_named(office: KeptOffice, tmp_path: Path) -> None:
    first, second = backed_up(office), backed_up(office)
    newest = max(first, second)
    for path, expected in (
        (office.place.folder.parent, newest),
        (office.place.folder, newest),
        (office.place.sets, newest),
        (office.place.set_folder(first), first),
    ):
        assert find_set(path) == (office.place, expected)
    with pytest.raises(NotFound, match="tidak ada cadangan"):
        find_set(tmp_path)


def test_after_keys_changed_the_old_sheet_opens_old_sets_only(office: KeptOffice, tmp_path: Path) -> None:
    sheet: NewSheet = new_sheet(office.clock.today())
    before = change_keys(office.home.keys, office.keys, sheet=sheet)
    office.database.close()
    none = SecretStore(None)
    first = finish_change(office.home, before, SecretStore(MemoryKeyring()))
    old = make_set(office.place, office.home, first, office.order()).id
    other = new_sheet(office.clock.today())
    second = finish_change(office.home, change_keys(office.home.keys, first, sheet=other), none)
    new = make_set(office.place, office.home, second, office.order()).id
    text = "\n".join(sheet.lines)
    assert identity_text(read_key(text))
    by_old = identities_of(office.place, none, text)
    keys, _ = restore_set(office.place, old, by_old, tmp_path / "lama", office.clock.now())
    assert keys.sheet == sheet.code
    with pytest.raises(Exception, match="tidak terbaca"):
        restore_set(office.place, new, by_old, tmp_path / "baru", office.clock.now())
    by_new = identities_of(office.place, none, "\n".join(other.lines))
    for number, set_id in enumerate((old, new)):
        restore_set(office.place, set_id, by_new, tmp_path / f"baru-{number}", office.clock.now())
    with pytest.raises(WrongKey):
        identities_of(office.place, none, "\n".join(new_sheet(office.clock.today()).lines))


def test_a_drill_finds_rows_an_end_and_files_that_differ(office: KeptOffice, tmp_path: Path) -> None:
    scratch = tmp_path / "coba"
    scratch.mkdir()
    blob = office.keep()
    set_id = backed_up(office)
    check_set(office.place, set_id, office.identities, office.clock.now())
    one = read_set(office.place, set_id, office.identities)
    assert one.check is not None

    def tried(known: BackupSet) -> tuple[str, ...]:
        return drill(office.place, known, office.identities, office.clock.now(), scratch).problems

    assert tried(one) == ()
    more = replace(one, check=replace(one.check, rows=one.check.rows | {"trust": 2}))
    assert "trust" in tried(more)[0]
    assert "tidak berakhir" in tried(replace(one, head=LogHead(count=7, hash="ab" * 32)))[0]
    office.place.blob(blob).write_bytes(b"")
    assert blob[:12] in tried(one)[0]
    assert list(scratch.iterdir()) == []


def test_a_bad_spot_in_the_pool_costs_one_file_and_not_the_office(
    office: KeptOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = office.keep(), office.keep()
    set_id = backed_up(office)
    real = restoring.copy_file

    def read(source: Path, target: Path) -> None:
        if source.stem == bad:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(source, target)

    monkeypatch.setattr(restoring, "copy_file", read)
    target = tmp_path / "pulih"
    _, found = restore_set(office.place, set_id, office.identities, target, office.clock.now())
    assert found.missing == 1
    assert [file.stem for file in (target / "vault").iterdir()] == [good]


def test_no_set_is_thinned_while_it_is_restored(office: KeptOffice, tmp_path: Path) -> None:
    set_id = backed_up(office)
    refused: list[str] = []

    def thin(_fraction: float, _words: str) -> None:
        with pytest.raises(DatabaseBusy) as caught:
            remove_sets(office.place, list_sets(office.place, office.identities), office.identities)
        refused.append(caught.value.sentence)

    found = try_restore(office.place, set_id, office.identities, office.clock.now(), tmp_path, thin)
    assert refused
    assert found.problems == ()
