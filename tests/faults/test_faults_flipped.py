"""Two hundred flipped bytes of database, vault and backup, each found (or mended from a healthy copy); lost tails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from acts import ADMIN, Place, report_form
from house import House
from shim import missing

from cases.errors import DatabaseDamaged, NotFound, OfficeError, WrongKey
from cases.model.backup import BackupReason, BackupState
from cases.services import reports
from db.backup import check_sound
from db.engine import connect
from db.failures import told
from desktop.backups.wiring import OfficeBackups
from desktop.wiring import TAIL_LOST, OpenOffice

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture
def place(house: House) -> Iterator[Place]:
    made = Place(house.fresh("full"), house.inputs)
    yield made
    shutil.rmtree(made.folder)


@contextmanager
def opened(place: Place) -> Iterator[OpenOffice]:
    office = place.open()
    try:
        yield office
    finally:
        office.close()


def enter(place: Place, count: int = 1) -> None:
    with opened(place) as office:
        for turn in range(count):
            office.write(reports.register_report, ADMIN, report_form(f"Uraian tambahan {turn}."))


def places(data: bytes, count: int) -> list[int]:
    """Where bytes are flipped, the first and the last of a file among them; the same in each run."""
    dice = Random(len(data))  # noqa: S311 - places
    return sorted({0, len(data) - 1, *(dice.randrange(len(data)) for _ in range(count - 2))})


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def is_sound(file: Path, key: bytes) -> bool:
    """Whether the program opens a database file and finds nothing wrong with its pages."""
    try:
        connection = connect(file, key)
    except (DatabaseDamaged, WrongKey):
        return False
    try:
        with told():
            check_sound(connection)
    except DatabaseDamaged:
        return False
    finally:
        connection.close()
    return True


def test_every_flipped_byte_of_the_database_is_found(place: Place, tmp_path: Path) -> None:
    with opened(place) as office:
        key = office.keys.db_key
    whole = place.home.joinpath("office.db").read_bytes()
    file = tmp_path / "office.db"
    file.write_bytes(whole)
    assert is_sound(file, key)
    for at in places(whole, 100):
        file.write_bytes(flipped(whole, at))
        assert not is_sound(file, key), f"byte {at} of {len(whole)}"


@pytest.mark.parametrize("pages", [0, 1, 5, 0.5, -1])
def test_a_database_cut_short_is_never_taken_for_whole(place: Place, pages: float) -> None:
    file = place.home / "office.db"
    whole = file.read_bytes()
    kept = {0.5: len(whole) // 8192, -1: len(whole) // 4096 - 1}.get(pages, int(pages))
    with opened(place) as office:
        key = office.keys.db_key
    file.write_bytes(whole[: kept * 4096])
    assert not is_sound(file, key)
    file.write_bytes(whole[: kept * 4096 + 100])
    with pytest.raises(DatabaseDamaged):
        place.open()


def test_every_flipped_byte_of_the_vault_is_found(place: Place) -> None:
    with opened(place) as office:
        names = sorted(office.vault.names())
        each = 60 // len(names)
        for name in names:
            file = place.home / "vault" / f"{name}.age"
            whole = file.read_bytes()
            for at in places(whole, each):
                file.write_bytes(flipped(whole, at))
                with pytest.raises((DatabaseDamaged, NotFound)):
                    office.vault.get(name)
            file.write_bytes(whole)
        assert office.verify(ADMIN).problems == ()


def test_every_flipped_byte_of_a_backup_is_found(place: Place) -> None:
    with opened(place) as office:
        backups = OfficeBackups(office)
        made = backups.back_up(ADMIN, BackupReason.BY_HAND).made
        assert made.state is BackupState.GOOD
        folder = Path(made.place)
        parts = [folder / "sets" / made.id / name for name in ("office.db", "keys.age", "anchor.json", "set.age")]
        for file in (*parts, *(folder / "pool").iterdir()):
            whole = file.read_bytes()
            for at in places(whole, 40 // (len(parts) + 2)):
                file.write_bytes(flipped(whole, at))
                try:
                    again = backups.check(ADMIN, made)
                except OfficeError:
                    pass
                else:
                    assert again.state is BackupState.BAD or file.read_bytes() == whole, f"{file.name} at {at}"
                file.write_bytes(whole)


def test_a_flipped_log_of_writes_loses_nothing_in_silence(place: Place, tmp_path: Path) -> None:
    """SQLite leaves out a frame of its -wal that does not add up and all after it: the kept head tells of it."""
    with opened(place) as office:
        for turn in range(3):
            office.write(reports.register_report, ADMIN, report_form(f"Uraian tambahan {turn}."))
        shutil.copytree(place.home, tmp_path / "cabut" / "kantor")
        with office.database.read() as work:
            head = work.audit.head()
    cut = Place(tmp_path / "cabut", place.inputs)
    wal = cut.home / "office.db-wal"
    whole, pages = wal.read_bytes(), (cut.home / "office.db").read_bytes()
    anchor = (cut.home / "anchor.json").read_bytes()
    lost = 0
    for at in places(whole, 40):
        wal.write_bytes(flipped(whole, at))
        (cut.home / "office.db").write_bytes(pages)
        (cut.home / "anchor.json").write_bytes(anchor)
        with opened(cut) as office, office.database.read() as work:
            assert (work.audit.head() == head) != (office.warning == TAIL_LOST), f"byte {at} of {len(whole)}"
            lost += office.warning == TAIL_LOST
    assert lost > 30


def test_an_older_copy_shows_as_a_missing_tail(place: Place) -> None:
    older = {name: (place.home / name).read_bytes() for name in ("office.db", "anchor.json")}
    enter(place)
    newer = (place.home / "anchor.json").read_bytes()
    (place.home / "office.db").write_bytes(older["office.db"])
    with opened(place) as office:
        assert office.warning == TAIL_LOST
        assert TAIL_LOST in office.verify(ADMIN).problems
    assert (place.home / "anchor.json").read_bytes() == newer, "it goes on showing"
