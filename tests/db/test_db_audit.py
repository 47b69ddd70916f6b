"""Nothing can be taken out of the log, or out of the vault, without being found and named."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import samples
from fakes import FakeClock, FakeVault
from hypothesis import given
from hypothesis import strategies as st
from open_db import KEY, open_office
from samples import ADMIN

from cases.model.listing import LogHead, Verification
from cases.model.staff import Staff
from cases.services import integrity
from db.audit import as_text
from db.chain import START, hash_of_row, hash_of_values
from db.engine import connect
from db.unit import OfficeDatabase

ROWS = 5


@pytest.fixture
def filled(office_db: OfficeDatabase, clock: FakeClock) -> OfficeDatabase:
    """Five rows of log: one report, saved four times."""
    report = samples.make_report()
    with office_db.write() as work:
        work.log_as(ADMIN, "reports.register_report")
        work.reports.add(report)
    for turn in range(1, ROWS):
        clock.advance(minutes=1)
        with office_db.write() as work:
            work.log_as(ADMIN, "reports.change_report")
            work.reports.save(replace(report, narrative=f"Uraian {turn}"))
    return office_db


@pytest.fixture
def burglar(filled: OfficeDatabase, office_path: Path) -> Iterator[Any]:
    """A connection of somebody who has the key and drops the triggers first."""
    connection = connect(office_path, KEY)
    for trigger in ("log_no_update", "log_no_delete", "log_in_order", "log_values_no_update"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA foreign_keys = OFF")
    yield connection
    connection.close()


def verify(database: OfficeDatabase, known: LogHead | None = None) -> Verification:
    with database.read() as work:
        return work.audit.verify(known)


def verify_all(database: OfficeDatabase) -> Verification:
    """With the evidence, which leaves its row."""
    with database.read() as work:
        return integrity.with_evidence(integrity.verify(work, ADMIN, None), integrity.check_part(work, ADMIN))


def head_of(database: OfficeDatabase) -> LogHead:
    with database.read() as work:
        return work.audit.head()


def test_a_sound_log(filled: OfficeDatabase) -> None:
    head = head_of(filled)
    printed = integrity.read_head_code(head.code)
    early = integrity.read_head_code(f"{head.count}-{head.hash[:8]}-{head.hash[8:16]}")
    for known in (None, head, printed, early, LogHead(count=0, hash=START)):
        found = verify(filled, known)
        assert found.problems == ()
        assert found.rows == ROWS
        assert found.head == head


def test_an_empty_log(office_db: OfficeDatabase) -> None:
    assert verify(office_db, LogHead(count=0, hash=START)).problems == ()


def test_an_index_that_grew_since_a_reader_searched_is_sound(office_db: OfficeDatabase, office_path: Path) -> None:
    report = samples.make_report()
    with office_db.write() as work:
        work.log_as(ADMIN, "reports.register_report")
        work.reports.add(report)
    with office_db.read() as work:
        assert work.search.find("2026/L-001", 1)
    for turn in range(ROWS):
        with office_db.write() as work:
            work.log_as(ADMIN, "reports.change_report")
            work.reports.save(replace(report, narrative=f"Uraian {turn}"))
    connection = connect(office_path, KEY)
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.commit()
    connection.close()
    assert verify(office_db).problems == ()


def test_of_record_newest_first_with_values(filled: OfficeDatabase) -> None:
    with filled.read() as work:
        report_id = work.search.find("2026/L-001", 1)[0].id
        entries = work.audit.of_record([report_id, report_id, "unknown"])
    assert [entry.sequence for entry in entries] == [5, 4, 3, 2, 1]
    assert entries[0].changes == {"narrative": ("Uraian 3", "Uraian 4")}
    assert entries[0].action == "save"
    assert entries[0].actor == "admin"
    assert entries[0].operation == "reports.change_report"
    assert entries[0].at == "2026-05-04T02:04:00.000000+00:00"
    assert entries[-1].action == "add"
    assert entries[-1].changes["number"] == ("", "2026/L-001")
    assert "event_place" not in entries[-1].fields


@pytest.mark.parametrize("column", ["at", "actor", "operation", "action", "record_id", "fields", "values_hash", "hash"])
def test_any_altered_column_is_found_and_its_row_named(filled: OfficeDatabase, burglar: Any, column: str) -> None:
    burglar.execute(f"UPDATE log SET {column} = {column} || ' ' WHERE sequence = 3")  # noqa: S608 - names above
    (problem,) = verify(filled).problems
    assert "baris 3 " in problem


@pytest.mark.parametrize(
    ("tampering", "row"),
    [
        ("DELETE FROM log WHERE sequence = 2", "Baris 2 "),
        ("DELETE FROM log WHERE sequence = 1", "Baris 1 "),
        ("DELETE FROM log WHERE sequence = 2; UPDATE log SET sequence = sequence - 1 WHERE sequence > 2", "baris 2 "),
        ("UPDATE log SET sequence = -sequence; UPDATE log SET sequence = 5 - (-sequence) + 1", "baris 1 "),
        ("UPDATE log_values SET changes = replace(changes, 'Uraian 2', 'Uraian 9') WHERE sequence = 3", "baris 3 "),
        ("UPDATE log_values SET salt = x'00' WHERE sequence = 4", "baris 4 "),
        ("UPDATE log_values SET salt = 'garam' WHERE sequence = 4", "baris 4 "),
        ("UPDATE log_values SET changes = x'ff00' WHERE sequence = 4", "baris 4 "),
        ("INSERT INTO log_values VALUES (77, x'00', '{}')", "nomor 77"),
    ],
)
def test_tampering_is_found_and_the_first_row_named(
    filled: OfficeDatabase, burglar: Any, tampering: str, row: str
) -> None:
    for statement in tampering.split(";"):
        burglar.execute(statement)
    problems = verify(filled).problems
    assert any(row in problem for problem in problems), problems


def test_a_lost_tail_shows_against_a_known_head_only(filled: OfficeDatabase, burglar: Any) -> None:
    head = head_of(filled)
    burglar.execute("DELETE FROM log_values WHERE sequence > 3")
    burglar.execute("DELETE FROM log WHERE sequence > 3")
    assert verify(filled).problems == ()
    (problem,) = verify(filled, head).problems
    assert "baris 4 dan sesudahnya hilang" in problem


def test_a_commit_lost_with_one_bit_of_the_wal_shows_against_a_known_head(
    filled: OfficeDatabase, office_path: Path, tmp_path: Path
) -> None:
    """SQLite drops a frame whose checksum fails, and all after it, without a word."""
    head = head_of(filled)
    hurt = tmp_path / "hurt"
    hurt.mkdir()
    shutil.copy(office_path, hurt)
    wal = bytearray(office_path.with_name("office.db-wal").read_bytes())
    wal[-100] ^= 1
    (hurt / "office.db-wal").write_bytes(wal)
    database = open_office(hurt / "office.db")
    assert verify(database).problems == ()
    (problem,) = verify(database, head).problems
    assert "baris 5 dan sesudahnya hilang" in problem
    database.close()


def test_a_log_that_went_on_elsewhere(filled: OfficeDatabase) -> None:
    for count in (0, 3, ROWS):
        (problem,) = verify(filled, LogHead(count=count, hash="ab" * 8)).problems
        assert f"Baris {count} " in problem


def forge(burglar: Any) -> None:
    """Write the whole chain anew, as somebody with the key can, with another actor in row 2."""
    names = [column[1] for column in burglar.execute("PRAGMA table_info(log)")]
    previous = START
    for values in burglar.execute("SELECT * FROM log ORDER BY sequence").fetchall():
        row = dict(zip(names, values, strict=True)) | {"previous": previous}
        row["actor"] = "orang lain" if row["sequence"] == 2 else row["actor"]
        previous = hash_of_row(row)
        burglar.execute(
            "UPDATE log SET actor = ?, previous = ?, hash = ? WHERE sequence = ?",
            (row["actor"], row["previous"], previous, row["sequence"]),
        )


def test_a_whole_forged_chain_shows_against_a_printed_head(filled: OfficeDatabase, burglar: Any) -> None:
    printed = integrity.read_head_code(head_of(filled).code)
    forge(burglar)
    assert verify(filled).problems == ()
    assert "Baris 5 " in verify(filled, printed).problems[0]


def print_head(database: OfficeDatabase, code: str) -> None:
    """A letter of the office that carries this head."""
    with database.write() as work:
        work.log_as(ADMIN, "letters.put_up")
        letter = samples.make_letter(samples.make_case(samples.make_report()), case_id=None, log_head=code)
        work.letters.add(replace(letter, number="800/1/2026", letter_on=date(2026, 5, 4)))


def test_the_last_letter_that_prints_a_head_anchors_the_log_on_paper(filled: OfficeDatabase) -> None:
    assert verify(filled).anchored is None
    print_head(filled, head_of(filled).code)
    found = verify(filled)
    assert found.problems == ()
    assert integrity.anchored_words(found) == "Terjangkar pada surat 800/1/2026 tanggal 4 Mei 2026, baris 5."
    known = LogHead(count=2, hash="")
    assert integrity.anchored_words(found, known).endswith("Kode yang diketik cocok dengan baris 2.")


def test_a_whole_forged_chain_shows_against_the_letters_of_the_office(filled: OfficeDatabase, burglar: Any) -> None:
    print_head(filled, head_of(filled).code)
    forge(burglar)
    found = verify(filled)
    assert "Baris 5 catatan perubahan bukan baris yang dicetak pada surat 800/1/2026" in " ".join(found.problems)
    assert found.anchored is None


def test_a_letter_beyond_the_end_of_the_log_shows_a_lost_tail(filled: OfficeDatabase, burglar: Any) -> None:
    print_head(filled, head_of(filled).code)
    burglar.execute("DELETE FROM log_values WHERE sequence > 3")
    burglar.execute("DELETE FROM log WHERE sequence > 3")
    (problem,) = verify(filled).problems
    assert "surat 800/1/2026 tanggal 4 Mei 2026 menyebut 5 baris, yang ada 3" in problem


def test_values_may_be_disposed_of_when_the_log_says_so(filled: OfficeDatabase, office_path: Path) -> None:
    with filled.read() as work:
        report_id = work.search.find("2026/L-001", 1)[0].id
    connection = connect(office_path, KEY)
    connection.execute("DELETE FROM log_values WHERE sequence <= 3")
    connection.close()
    (problem,) = verify(filled).problems
    assert "baris 1 catatan perubahan" in problem
    assert "tanpa pemusnahan yang dicatat" in problem
    with filled.write() as work:
        work.log_as(ADMIN, "disposal.dispose")
        work.audit.note("dispose", "case", "case-1", {"records": as_text((report_id,))})
    found = verify(filled, head_of(filled))
    assert found.problems == ()
    with filled.read() as work:
        entries = work.audit.of_record([work.search.find("2026/L-001", 1)[0].id])
    assert [bool(entry.changes) for entry in entries] == [True, True, False, False, False]
    assert entries[2].fields == ("narrative",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET actor = 'x' WHERE sequence = 1",
        "DELETE FROM log WHERE sequence = 5",
        "INSERT INTO log VALUES (9, '', '', '', '', '', '', '', '', '', '')",
        "INSERT OR REPLACE INTO log SELECT * FROM log WHERE sequence = 5",
        "UPDATE log_values SET changes = '{}'",
    ],
)
def test_the_log_only_grows(filled: OfficeDatabase, office_path: Path, statement: str) -> None:
    connection = connect(office_path, KEY)
    with pytest.raises(Exception, match=r"log"):
        connection.execute(statement)
    connection.close()
    assert verify(filled, head_of(filled)).problems == ()


def test_an_import_is_one_row_with_its_digest(office_db: OfficeDatabase) -> None:
    employees = [samples.make_employee(nip=samples.nip_of(n), name=f"Nama {n}") for n in range(50)]
    with office_db.write() as work:
        work.log_as(ADMIN, "employees.import")
        work.employees.import_all(Staff.of(employees[:40]), Staff(), "a" * 64)
        work.employees.import_all(
            Staff.of(employees[40:]), Staff.of([replace(employees[0], name="Nama Baru")]), "b" * 64
        )
        assert work.employees.by_nip(employees[0].nip) == replace(employees[0], name="Nama Baru")
        assert work.employees.all_by_nip().keys() == {employee.nip for employee in employees}
        first, second = reversed(work.audit.of_record(["*"]))
    assert first.action == "import"
    assert second.changes == {"digest": ("", "b" * 64), "new": ("", "10"), "changed": ("", "1")}
    assert verify(office_db).rows == 2


def test_the_vault_is_read_back(office_db: OfficeDatabase, vault: FakeVault) -> None:
    report = samples.make_report()
    case = samples.make_case(report)
    contents = [b"layar satu", b"layar dua", b"layar tiga"]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        for ordinal, data in enumerate(contents, 1):
            blob = work.vault.put(data)
            digest = hashlib.sha256(data).hexdigest()
            work.evidence.add(
                samples.make_evidence(
                    report, ordinal, title=f"Layar {ordinal}", blob=blob, sha256=digest, size=len(data)
                )
            )
        pdf = work.vault.put(b"%PDF")
        work.letters.add(samples.make_letter(case, blob=pdf, sha256=hashlib.sha256(b"%PDF").hexdigest(), number="7/V"))
        work.letters.add(samples.make_letter(case))
    found = verify_all(office_db)
    assert (found.problems, found.evidence_checked, found.letters_checked) == ((), 3, 1)
    names = [hashlib.sha256(data).hexdigest() for data in contents]
    vault.blobs[names[0]] = b"layar Satu"
    del vault.blobs[names[1]]
    vault.blobs[pdf] = b"%PdF"
    problems = verify_all(office_db).problems
    assert len(problems) == 3
    assert "Surat Panggilan I 7/V" in problems[0]
    assert problems[1].startswith("Laporan 2026/L-001: Bukti B-01 tidak lagi sama")
    assert problems[2].startswith("Laporan 2026/L-001: Bukti B-02 tidak lagi sama")


def test_the_offices_pictures_are_read_back_too(office_db: OfficeDatabase, vault: FakeVault) -> None:
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        logo = work.vault.put(b"lambang")
        work.office.add(replace(samples.make_office(), logo_blob=logo))
    assert verify(office_db).problems == ()
    del vault.blobs[logo]
    (problem,) = verify(office_db).problems
    assert problem.startswith("Lambang daerah: ")


def test_a_record_whose_fingerprint_was_altered(office_db: OfficeDatabase, office_path: Path) -> None:
    report = samples.make_report()
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        blob = work.vault.put(b"layar")
        work.evidence.add(samples.make_evidence(report, blob=blob, sha256=blob, size=5))
    assert verify_all(office_db).problems == ()
    connection = connect(office_path, KEY)
    connection.execute("UPDATE evidence SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z')")
    connection.close()
    assert "Bukti B-01 tidak lagi sama" in verify_all(office_db).problems[0]


@given(st.binary(min_size=16, max_size=16), st.text())
def test_the_hash_of_values_depends_on_salt_and_values(salt: bytes, changes: str) -> None:
    assert hash_of_values(salt, changes) != hash_of_values(salt + b"x", changes)
    assert hash_of_values(salt, changes) != hash_of_values(salt, changes + "x")


def test_values_as_text() -> None:
    person = samples.make_person(name="Ratna")
    assert as_text(None) == as_text("") == as_text(()) == ""
    assert as_text(samples.NOW.date()) == "2026-05-04"
    assert as_text(value=True) == "true"
    assert as_text(("D6",)) == '["D6"]'
    assert as_text(person.status) == "PNS"
    assert '"name":"Ratna"' in as_text(person)
