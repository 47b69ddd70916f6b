"""Thinning: what no set needs goes, what one needs stays, even of a bad set or one that cannot be read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_office import KeptOffice, kept_office

from cases.model.backup import BackupCheck, BackupReason, BackupState, Keep
from cases.model.listing import LogHead
from cases.model.office import TimeZone
from db.backups import thinning
from db.backups.layout import (
    CheckRecord,
    Manifest,
    list_sets,
    make_place,
    new_id,
    place_in,
    read_manifest,
    seal_check,
    seal_manifest,
)
from db.backups.making import make_set
from db.backups.thinning import remove_sets, to_thin

ZONE = TimeZone.WIB.zone
NAMES = [f"{number:064x}" for number in range(8)]


@pytest.fixture
def office(tmp_path: Path, new_database: Path) -> Iterator[KeptOffice]:
    made = kept_office(tmp_path, new_database)
    yield made
    made.database.close()


def test_a_set_that_goes_takes_its_own_files_along(office: KeptOffice) -> None:
    shared = office.keep()
    old = make_set(office.place, office.home, office.keys, office.order())
    new = make_set(office.place, office.home, office.keys, office.order())
    only_old = office.place.blob("0" * 64)
    only_old.write_bytes(b"no set names it")
    remove_sets(office.place, [old], office.identities)
    assert [one.id for one in list_sets(office.place, office.identities)] == [new.id]
    assert {file.stem for file in office.place.pool.iterdir()} == {shared}


def test_nothing_leaves_the_pool_while_a_set_cannot_be_read(office: KeptOffice) -> None:
    office.keep()
    old = make_set(office.place, office.home, office.keys, office.order())
    unread = make_set(office.place, office.home, office.keys, office.order())
    (office.place.set_folder(unread.id) / "set.age").write_bytes(b"spoilt")
    stray = office.place.blob("0" * 64)
    stray.write_bytes(b"perhaps it needs this one")
    remove_sets(office.place, [old], office.identities)
    assert stray.exists()


@pytest.mark.parametrize("why", ["later keys", "a drive that hesitates"])
def test_a_set_that_cannot_be_read_now_is_not_thinned_away(
    office: KeptOffice, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an older state came back, the sets of later keys hold what was done since."""
    later = make_set(office.place, office.home, office.keys, office.order())
    if why == "later keys":
        stranger = str(pyrage.x25519.Identity.generate())
        manifest = read_manifest(office.place, later.id, office.identities)
        seal_manifest(office.place.set_folder(later.id), manifest, stranger)
    newest = make_set(office.place, office.home, office.keys, office.order())
    check = BackupCheck(checked_at=office.clock.now(), rows={}, files=0)
    seal_check(office.place, CheckRecord(id=newest.id, check=check), office.identities)
    if why == "a drive that hesitates":
        known = list_sets(office.place, office.identities)
        spoilt = [replace(one, schema="", check=replace(check, problems=("Drive gagal.",))) for one in known[1:]]
        monkeypatch.setattr(thinning, "list_sets", lambda *_: (known[0], *spoilt))
    assert to_thin(office.place, office.identities, Keep(), ZONE) == ()
    spoil = office.place.set_folder(later.id) / "set.age"
    spoil.write_bytes(b"spoilt")
    monkeypatch.undo()
    assert [one.id for one in to_thin(office.place, office.identities, Keep(), ZONE)] == [later.id]


def test_two_programs_may_thin_the_same_sets(office: KeptOffice) -> None:
    old = make_set(office.place, office.home, office.keys, office.order())
    new = make_set(office.place, office.home, office.keys, office.order())
    for _ in range(2):
        remove_sets(office.place, [old], office.identities)
    assert [one.id for one in list_sets(office.place, office.identities)] == [new.id]


drawn = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(BackupState), st.sets(st.sampled_from(NAMES))),
    max_size=8,
    unique_by=lambda each: each[0],
)
keeps = st.builds(Keep, recent=st.integers(0, 3), daily=st.integers(0, 3), weekly=st.integers(0, 3))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn, keeps)
def test_every_set_that_stays_keeps_every_file_it_needs(
    office: KeptOffice, have: list[tuple[int, BackupState, set[str]]], keep: Keep
) -> None:
    folder = Path(tempfile.mkdtemp(dir=office.home.path.parent))
    place = place_in(folder, "4be7d190")
    make_place(place, "Kantor rekaan")
    for name in NAMES:
        place.blob(name).write_bytes(name.encode())
    for age, state, blobs in have:
        moment = office.clock.now() - timedelta(hours=age)
        manifest = Manifest(
            id=new_id(moment),
            made_at=moment,
            reason=BackupReason.PERIODIC,
            program="1.0",
            schema="",
            sheet="",
            head=LogHead(count=age, hash=""),
            database_size=0,
            prints={},
            blobs=dict.fromkeys(blobs, 64),
        )
        place.set_folder(manifest.id).mkdir()
        seal_manifest(place.set_folder(manifest.id), manifest, office.keys.vault_identity)
        if state is not BackupState.UNCHECKED:
            problems = ("Rusak.",) if state is BackupState.BAD else ()
            check = BackupCheck(checked_at=moment, rows={}, files=0, problems=problems)
            seal_check(place, CheckRecord(id=manifest.id, check=check), office.identities)
    before = list_sets(place, office.identities)
    remove_sets(place, to_thin(place, office.identities, keep, ZONE), office.identities)
    after = list_sets(place, office.identities)
    needed = set()
    for one in after:
        needed |= read_manifest(place, one.id, office.identities).blobs.keys()
    assert {file.stem for file in place.pool.iterdir()} == needed
    good = [one for one in before if one.state is BackupState.GOOD]
    assert not good or good[0] in after
    shutil.rmtree(folder)
