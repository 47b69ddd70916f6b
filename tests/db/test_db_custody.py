"""Originals of evidence leave a row whenever they are taken in, read or checked, whatever came of it."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import make_evidence, make_report

from cases.errors import DatabaseDamaged, NotFound, Stopped, StorageError
from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence
from cases.model.report import Report
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from db import files
from db.unit import OfficeDatabase
from db.vault import Vault

CLERK = Actor(name="petugas", role=Role.CLERK)
LEADER = Actor(name="pimpinan", role=Role.LEADER)
PICTURE = b"\x89PNG tangkapan layar" * 5000


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", str(pyrage.x25519.Identity.generate()))


@pytest.fixture
def safe(vault: Vault) -> Vault:
    return vault


@pytest.fixture
def database(office_db: OfficeDatabase) -> OfficeDatabase:
    return office_db


def taken(database: OfficeDatabase, safe: Vault, data: bytes = PICTURE) -> Evidence:
    """An item that was taken in by the clerk."""
    report: Report = make_report()
    with database.write() as work:
        work.log_as(CLERK, "evidence.add_evidence")
        work.reports.add(report)
        item = make_evidence(report)
        stored = work.custody.take(item.id, safe.stage(data))
        item = make_evidence(report, id=item.id, blob=stored.blob, sha256=stored.sha256, size=stored.size)
        work.evidence.add(item)
    return item


def acts(database: OfficeDatabase, item: Evidence) -> list[tuple[str, str, str]]:
    with database.read() as work:
        rows = work.audit.of_record([item.id])
    return [(row.action, row.actor, row.operation) for row in reversed(rows)]


def opened(unit: Callable[[], AbstractContextManager[UnitOfWork]], item: Evidence) -> bytes:
    """The leader opens an item."""
    with unit() as work:
        work.log_as(LEADER, "evidence.evidence_bytes")
        return work.custody.read(item, "open")


def spoil(safe: Vault, item: Evidence) -> None:
    file = safe._file(item.blob)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def test_taking_in_leaves_its_row_before_the_item_has_one(database, safe) -> None:
    item = taken(database, safe)
    assert item.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert [action for action, _, _ in acts(database, item)] == ["take", "add"]


def test_whoever_only_reads_is_on_record_before_he_has_the_bytes(database, safe) -> None:
    item = taken(database, safe)
    assert opened(database.read, item) == PICTURE
    assert acts(database, item)[-1] == ("open", "pimpinan", "evidence.evidence_bytes")


def test_nothing_is_given_out_when_the_row_cannot_be_written(database, safe, monkeypatch) -> None:
    item = taken(database, safe)
    monkeypatch.setattr(database, "_record", _refuse)
    with pytest.raises(StorageError):
        opened(database.read, item)


def _refuse(_unit: object) -> None:
    raise StorageError("Penyimpanan penuh.")


@pytest.mark.parametrize("writing", [False, True])
def test_a_failure_stays_on_the_item_though_the_unit_of_work_was_undone(database, safe, clock, writing) -> None:
    item = taken(database, safe)
    spoil(safe, item)
    clock.advance(hours=3)
    with pytest.raises(DatabaseDamaged):
        opened(database.write if writing else database.read, item)
    with database.read() as work:
        found = work.evidence.get(item.id)
        assert work.audit.of_record([item.id])[0].operation == "evidence.evidence_bytes"
    assert "rusak" in found.failure
    assert found.failed_at == clock.now()
    assert [action for action, _, _ in acts(database, item)] == ["take", "add", "open", "save"]


def test_a_check_finds_a_flipped_byte_and_a_lost_file_and_says_so(database, safe) -> None:
    item = taken(database, safe)

    def check() -> str:
        with database.read() as work:
            work.log_as(LEADER, "evidence.check_evidence")
            return work.custody.check(item)

    assert check() == ""
    spoil(safe, item)
    assert check().startswith("Bukti B-01 tidak lagi sama")
    safe._file(item.blob).unlink()
    assert check().startswith("Bukti B-01 tidak lagi sama")
    assert [action for action, _, _ in acts(database, item)] == ["take", "add", "check", "check", "save", "check"]


def test_other_bytes_under_the_same_name_are_found(database, safe) -> None:
    item = taken(database, safe)
    other = safe.take(safe.stage(b"lain"))
    safe._file(other.blob).replace(safe._file(item.blob))
    with pytest.raises(DatabaseDamaged):
        opened(database.read, item)


def test_a_run_over_everything_leaves_one_row_and_one_for_each_failure(database, safe, clock) -> None:
    item = taken(database, safe)

    def run() -> CheckRun:
        with database.read() as work:
            work.log_as(LEADER, "integrity.check_part")
            return work.custody.check_part(CheckRun(started=clock.now()), lambda _run: True)

    found = run()
    assert (found.checked, found.total, found.failed, found.ended) == (1, 1, 0, clock.now())
    spoil(safe, item)
    found = run()
    assert (found.checked, found.failed) == (1, 1)
    assert [one.partition(" tidak lagi sama")[0] for one in found.problems] == ["Laporan 2026/L-001: Bukti B-01"]
    with database.read() as work:
        runs = [row.changes for row in reversed(work.audit.of_record(["*"])) if row.action == "check"]
        assert work.evidence.get(item.id).failed_at == clock.now()
    assert [(run["diperiksa"][1], run["gagal"][1]) for run in runs] == [("1", "0"), ("1", "1")]
    assert [action for action, _, _ in acts(database, item)] == ["take", "add", "check", "save"]


def test_a_file_that_the_disk_no_longer_reads_fails_alone(database, safe, monkeypatch) -> None:
    item = taken(database, safe)
    report_id = item.report_id
    with database.write() as work:
        work.log_as(CLERK, "evidence.add_evidence")
        stored = work.custody.take("b" * 32, safe.stage(b"lain"))
        second = make_evidence(work.reports.get(report_id), 2, blob=stored.blob, sha256=stored.sha256)
        work.evidence.add(second)
    real = safe.check

    def check(blob: str) -> str:
        if blob == item.blob:
            raise StorageError("Drive gagal membaca.")
        return real(blob)

    monkeypatch.setattr(safe, "check", check)
    with database.read() as work:
        work.log_as(LEADER, "integrity.check_part")
        run = work.custody.check_part(CheckRun(started=work.clock.now()), lambda _run: True)
    assert (run.checked, run.failed) == (2, 1)
    with database.read() as work:
        work.log_as(LEADER, "evidence.check_evidence")
        assert work.custody.check(item) == "Drive gagal membaca."
    with database.read() as work:
        assert [one.id for one in work.evidence.failing(report_id)] == [item.id]


# -- the vault's streams


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.binary(max_size=200_000))
def test_what_is_staged_and_taken_comes_out(safe, data) -> None:
    staged = safe.stage(data)
    assert staged.blob not in set(safe.names()) or safe.get(staged.blob) == data
    stored = safe.take(staged)
    target = io.BytesIO()
    assert safe.copy(stored.blob, target) == stored.sha256 == safe.check(stored.blob)
    assert target.getvalue() == data == safe.get(stored.blob)
    assert stored.size == len(data)
    assert not staged.path.exists()


def test_a_file_is_read_once_and_gives_the_name_that_its_bytes_give(safe, tmp_path) -> None:
    source = tmp_path / "rekaman.mp4"
    source.write_bytes(PICTURE)
    stored = safe.take(safe.stage(source))
    assert stored.blob == safe.put(PICTURE)
    assert list(safe.names()) == [stored.blob]


def test_the_same_bytes_are_stored_once_and_a_spoilt_copy_is_replaced(database, safe) -> None:
    item = taken(database, safe)
    before = safe._file(item.blob).read_bytes()
    safe.take(safe.stage(PICTURE))
    assert safe._file(item.blob).read_bytes() == before
    spoil(safe, item)
    safe.take(safe.stage(PICTURE))
    assert safe.get(item.blob) == PICTURE


class _Pulled(io.RawIOBase):
    """A stick that is pulled after the first piece."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, size: int = -1) -> bytes:
        self.reads += 1
        if self.reads > 1:
            raise OSError(errno.EIO, "pulled")
        return b"x" * min(size, 8192)


def test_a_stick_pulled_half_way_leaves_nothing(safe, monkeypatch, tmp_path) -> None:
    @contextmanager
    def pulled(_source: object) -> Iterator[tuple[IO[bytes], int]]:
        yield _Pulled(), 20_000  # type: ignore[misc] # as much of a file as is asked of

    monkeypatch.setattr("db.vault.opened", pulled)
    with pytest.raises(StorageError, match="kabel atau drive asalnya"):
        safe.stage(tmp_path / "stik.mp4")
    assert list(safe._folder.iterdir()) == []


def test_a_full_disk_leaves_nothing(safe) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
    try:
        with pytest.raises(StorageError, match="ulangi"):
            safe.stage(os.urandom(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert list(safe._folder.iterdir()) == []


@pytest.mark.parametrize(("stated", "given"), [(4000, 5000), (6000, 5000)])
def test_a_file_that_grows_or_shrinks_while_it_is_read_is_refused(safe, monkeypatch, tmp_path, stated, given) -> None:
    @contextmanager
    def changing(_source: object) -> Iterator[tuple[IO[bytes], int]]:
        yield io.BytesIO(bytes(given)), stated

    monkeypatch.setattr("db.vault.opened", changing)
    with pytest.raises(StorageError, match="sedang diubah program lain"):
        safe.stage(tmp_path / "catatan.log")
    assert list(safe._folder.iterdir()) == []


def test_a_pipe_is_not_waited_for(safe, tmp_path) -> None:
    os.mkfifo(tmp_path / "pipa.png")
    with pytest.raises(StorageError, match="tidak dapat dibaca sampai habis"):
        safe.stage(tmp_path / "pipa.png")


def test_reading_is_heard_of_and_stopped_by_whoever_hears(safe) -> None:
    heard: list[int] = []
    safe.stage(PICTURE, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == len(PICTURE)
    before = list(safe._folder.iterdir())

    def stop(read: int) -> None:
        if read > len(PICTURE) // 2:
            raise Stopped("Dibatalkan.")

    with pytest.raises(Stopped):
        safe.stage(PICTURE, stop)
    assert list(safe._folder.iterdir()) == before


def test_a_name_that_cannot_be_given_leaves_nothing(safe, monkeypatch) -> None:
    staged = safe.stage(PICTURE)

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageError, match="Penyimpanan penuh"):
        safe.take(staged)
    assert list(safe._folder.iterdir()) == []


def test_names_last_before_their_rows_are_committed(database, safe, monkeypatch) -> None:
    seen: list[int] = []
    real = safe.sync

    def sync() -> None:
        with database.read() as work:
            seen.append(work.evidence.count())
        real()

    monkeypatch.setattr(safe, "sync", sync)
    taken(database, safe)
    assert seen == [0], "once, and nobody else saw the row yet"
    with database.write() as work:
        work.log_as(CLERK, "test.nothing")
    assert seen == [0], "a unit that takes nothing in waits for no disk"


def test_a_source_that_is_gone_is_told(safe, tmp_path) -> None:
    with pytest.raises(StorageError, match="tambahkan sekali lagi"):
        safe.stage(tmp_path / "hilang.png")
    with pytest.raises(NotFound):
        safe.copy("0" * 64, io.BytesIO())
    assert safe.check("0" * 64) == ""


def test_what_was_staged_and_never_taken_is_collected(safe, clock) -> None:
    staged = safe.stage(PICTURE)
    assert staged.path.name.startswith(files.TEMPORARY)
    safe.collect_orphans((), clock.now() - clock.now())
    assert not staged.path.exists()


def test_a_target_that_cannot_be_written_is_told(safe) -> None:
    stored = safe.take(safe.stage(PICTURE))

    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(StorageError, match="Penyimpanan penuh"):
        safe.copy(stored.blob, Full())
