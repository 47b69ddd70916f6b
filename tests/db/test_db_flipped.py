"""One flipped byte in anything that is stored is found, and what it spoilt is named."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
import samples
from every_format import every_format
from open_db import KEY, open_office
from samples import ADMIN

from cases.errors import DatabaseDamaged, StorageError
from cases.model.electronic import TrustedFile, TrustKind
from cases.model.evidence import Evidence
from cases.model.identity import new_id
from cases.model.marks import SeenText
from cases.services import integrity
from db.engine import connect
from db.unit import OfficeDatabase
from db.vault import Vault


@dataclass
class Stored:
    """An office with something of every kind; ``names`` says what verification calls the blob of each."""

    path: Path
    vault: Vault
    database: OfficeDatabase
    items: list[Evidence]
    names: dict[str, str]

    def problems(self) -> tuple[str, ...]:
        with self.database.read() as work:
            return integrity.with_evidence(
                integrity.verify(work, ADMIN, None), integrity.check_part(work, ADMIN)
            ).problems

    def file(self, blob: str) -> Path:
        return self.vault._file(blob)


@pytest.fixture(scope="module")
def made(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    folder = tmp_path_factory.mktemp("kantor")
    path = folder / "office.db"
    path.write_bytes(new_database.read_bytes())
    vault = Vault(folder / "vault", str(pyrage.x25519.Identity.generate()))
    database = open_office(path, vault=vault)
    report = samples.make_report()
    case = samples.make_case(report)
    items: list[Evidence] = []
    names: dict[str, str] = {}

    def put(name: str) -> tuple[str, str]:
        data = f"isi {name} ".encode() * 40
        blob = vault.put(data)
        names[blob] = name
        return blob, hashlib.sha256(data).hexdigest()

    with database.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(report)
        work.cases.add(case)
        for ordinal, (name, (data, media_type)) in enumerate(every_format().items(), 1):
            staged = vault.stage(data)
            item_id = new_id()
            stored = work.custody.take(item_id, staged)
            item = samples.make_evidence(
                report, ordinal, id=item_id, title=name, file_name=name, media_type=media_type,
                blob=stored.blob, sha256=stored.sha256, size=stored.size,
            )  # fmt: skip
            work.evidence.add(item)
            work.evidence.set_thumbnail(item.id, random.Random(ordinal).randbytes(9000))  # noqa: S311 - a picture
            work.evidence.set_look(item.id, ordinal)
            work.evidence.set_text(item.id, SeenText(reader="uji"))
            items.append(item)
            names[item.blob] = f"Bukti {item.label} tidak lagi sama"
        blob, sha256 = put("Surat Panggilan I 7/V: ")
        final, final_sha256 = put("Bentuk akhir Surat Panggilan I 7/V: ")
        receipt, receipt_sha256 = put("Tanda terima Surat Panggilan I 7/V: ")
        past, _ = put("Pindaian terdahulu Surat Panggilan I 7/V: ")
        letter = samples.make_letter(case, blob=blob, sha256=sha256, number="7/V")
        letter = replace(
            letter, final_blob=final, final_sha256=final_sha256, receipt_blob=receipt, receipt_sha256=receipt_sha256,
            past_forms=(past,),
        )  # fmt: skip
        work.letters.add(letter)
        logo, second, head = (
            put(name)[0] for name in ("Lambang daerah: ", "Lambang kedua: ", "Lambang kepala daerah: ")
        )
        office = samples.make_office()
        work.office.add(replace(office, logo_blob=logo, second_logo_blob=second, head_emblem_blob=head))
        trust, trust_sha256 = put("Sertifikat tepercaya Contoh CA: ")
        work.trust.add(
            TrustedFile(
                id=new_id(), kind=next(iter(TrustKind)), title="Contoh CA", good_until=None, blob=trust,
                sha256=trust_sha256, added_at=datetime(2026, 5, 4, tzinfo=UTC), added_by="admin",
            )
        )  # fmt: skip
    yield Stored(path, vault, database, items, names)
    database.close()


def flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


def test_everything_is_sound_and_everything_is_read(made: Stored) -> None:
    assert made.problems() == ()
    assert set(made.names) == set(made.vault.names()), "every blob has a name by which it would be found"


def harm_all(made: Stored, harm: Callable[[Path], object]) -> None:
    """Harm every file and see each named; then make good again."""
    whole = {blob: made.file(blob).read_bytes() for blob in made.names}
    for blob in whole:
        harm(made.file(blob))
    try:
        with made.database.read() as work:
            papers = work.audit.verify().problems
            run = integrity.check_part(work, ADMIN)
    finally:
        for blob, data in whole.items():
            made.file(blob).write_bytes(data)
    evidence = {item.blob for item in made.items}
    assert len(papers) == len(made.names) - len(evidence)
    assert all(any(name in one for one in papers) for blob, name in made.names.items() if blob not in evidence)
    assert (run.failed, run.checked) == (len(evidence), len(evidence))
    assert all(
        f"Bukti {item.label} tidak lagi sama" in one for item, one in zip(made.items, run.problems, strict=False)
    )


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.999])
def test_a_flipped_byte_in_any_file_of_the_vault_is_found_and_named(made: Stored, part: float) -> None:
    harm_all(made, lambda file: file.write_bytes(flip(file.read_bytes(), int(file.stat().st_size * part))))


@pytest.mark.parametrize("which", [0, 11, -1, -4])
def test_one_flipped_byte_is_one_problem(made: Stored, which: int) -> None:
    blob = list(made.names)[which]
    whole = made.file(blob).read_bytes()
    made.file(blob).write_bytes(flip(whole, len(whole) // 2))
    (problem,) = made.problems()
    made.file(blob).write_bytes(whole)
    assert made.names[blob] in problem
    assert made.problems() == ()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("harm", [cut, empty, Path.unlink])
def test_what_is_cut_emptied_or_gone_is_found_and_named(made: Stored, harm: Callable[[Path], object]) -> None:
    harm_all(made, harm)


def test_those_that_changed_places_are_all_named(made: Stored) -> None:
    blobs = list(made.names)
    after = dict(zip(blobs, [*blobs[1:], blobs[0]], strict=True))
    whole = {blob: made.file(blob).read_bytes() for blob in blobs}
    harm_all(made, lambda file: file.write_bytes(whole[after[file.stem]]))


def test_two_that_changed_places_are_both_named(made: Stored) -> None:
    one, other = made.items[2].blob, list(made.names)[-1]
    first, second = made.file(one).read_bytes(), made.file(other).read_bytes()
    made.file(one).write_bytes(second)
    made.file(other).write_bytes(first)
    problems = made.problems()
    made.file(one).write_bytes(first)
    made.file(other).write_bytes(second)
    assert len(problems) == 2
    assert made.names[other] in problems[0]
    assert made.names[one] in problems[1]


def test_what_was_derived_and_every_other_row_lies_in_pages_that_cannot_be_changed(
    made: Stored, tmp_path: Path
) -> None:
    """Small pictures, looks and texts are in no log; the pages they lie in carry a code."""
    whole = whole_file(made)
    assert len(whole) > 200_000
    dice = random.Random(5)  # noqa: S311 - places
    for place in sorted(dice.sample(range(len(whole)), 6)):
        hurt = tmp_path / f"{place}.db"
        hurt.write_bytes(flip(whole, place))
        assert page_is_named(hurt, made.vault)


def whole_file(made: Stored) -> bytes:
    """The database's file once everything that was written is in it."""
    connection = connect(made.path, KEY)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return made.path.read_bytes()


def page_is_named(path: Path, vault: Vault) -> bool:
    """Whether the program refuses the file, or says that a page is damaged."""
    try:
        database = open_office(path, vault=vault)
    except StorageError:
        return True
    try:
        with database.read() as work:
            return any("Halaman terenkripsi" in problem for problem in work.audit.verify().problems)
    except DatabaseDamaged:
        return True
    finally:
        database.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE log SET actor = 'orang lain' WHERE action = 'take' AND record_id = ?", "diubah: sidik jarinya"),
        (
            "UPDATE log_values AS v SET changes = changes || ' ' FROM log AS l "  # noqa: ISC004 - one statement
            "WHERE l.sequence = v.sequence AND l.action = 'take' AND l.record_id = ?",
            "Nilai lama/baru pada baris",
        ),
        ("DELETE FROM log WHERE action = 'take' AND record_id = ?", "hilang"),
    ],
)  # fmt: skip
def test_a_record_of_custody_that_was_changed_is_found(made: Stored, tmp_path: Path, statement: str, said: str) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(whole_file(made))
    connection = connect(path, KEY)
    for trigger in ("log_no_update", "log_no_delete", "log_in_order", "log_values_no_update"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement, (made.items[3].id,))
    connection.close()
    database = open_office(path, vault=made.vault)
    with database.read() as work:
        problems = work.audit.verify().problems
    database.close()
    assert any(said in problem for problem in problems)
