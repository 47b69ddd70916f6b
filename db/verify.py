"""The check that nothing was changed behind the program's back: file, chain, values, vault. Names what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlalchemy as sa

from cases.errors import OfficeError
from cases.model.listing import LogHead, Verification
from db.chain import START, hash_of_row, hash_of_values
from db.streams import nowhere
from db.tables import LetterRest, LetterRow, LogRow, LogValuesRow, OfficeRow, TrustRow, table_of

if TYPE_CHECKING:
    from cases.ports import EvidenceVault

_log = table_of(LogRow)
_values = table_of(LogValuesRow)
_letter = table_of(LetterRow)
_rest = table_of(LetterRest)
_office = table_of(OfficeRow)
_trust = table_of(TrustRow)
SHOWN = 20
"""Problems of one kind that are named one by one; a broken chain breaks at one place, a lost vault at thousands."""


@dataclass
class _Chain:
    """The walk along the log: where it stands, and what it found."""

    rows: int = 0
    last: str = START
    problems: list[str] = field(default_factory=list)


def verify(connection: sa.Connection, vault: EvidenceVault, known: LogHead | None) -> Verification:
    """Check the file's pages, the log's chain and values, and every paper and picture of the office, in one snapshot.

    Evidence is checked by ``Custody.check_part``, which leaves its record.
    ``known`` is a head kept elsewhere; its hash may be the first digits only, as a letter prints it.
    """
    problems = list(_file_problems(connection))
    chain = _walk(connection, known)
    letters, letter_problems = _blobs(vault, connection, _letter_items())
    _, past_problems = _blobs(vault, connection, _past_items())
    _, picture_problems = _blobs(vault, connection, _picture_items())
    _, trust_problems = _blobs(vault, connection, _trust_items())
    return Verification(
        rows=chain.rows,
        head=LogHead(count=chain.rows, hash=chain.last),
        evidence_checked=0,
        letters_checked=letters,
        problems=(*problems, *chain.problems, *letter_problems, *past_problems, *picture_problems, *trust_problems),
    )


def _file_problems(connection: sa.Connection) -> Iterator[str]:
    for pragma, what in (
        ("cipher_integrity_check", "Halaman terenkripsi basis data rusak"),
        ("integrity_check", "Susunan basis data rusak"),
        ("foreign_key_check", "Hubungan antardata terputus"),
    ):
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}").fetchmany(SHOWN)
        found = [" ".join(str(value) for value in row) for row in rows]
        if found and found != ["ok"]:
            yield f"{what}: {'; '.join(found)}. Pulihkan dari cadangan."


def _walk(connection: sa.Connection, known: LogHead | None) -> _Chain:
    chain = _Chain()
    rows = connection.execution_options(yield_per=1000).execute(
        sa.select(_log, _values.c.salt, _values.c.changes)
        .outerjoin(_values, _values.c.sequence == _log.c.sequence)
        .order_by(_log.c.sequence)
    )
    at_known = START if known and known.count == 0 else ""
    for row in rows.mappings():
        if not chain.problems:
            _check_row(chain, row)
        if known and row["sequence"] == known.count:
            at_known = row["hash"]
        chain.rows = row["sequence"]
        chain.last = row["hash"]
    chain.problems += _strays(connection)
    if known and chain.rows < known.count:
        chain.problems.append(
            f"Catatan perubahan terpotong: kepala yang dikenal menyebut {known.count} baris, "
            f"yang ada {chain.rows}; baris {chain.rows + 1} dan sesudahnya hilang."
        )
    elif known and not (at_known and at_known.startswith(known.hash)):
        chain.problems.append(
            f"Baris {known.count} catatan perubahan bukan baris yang dikenal: kode kepala rantainya berbeda."
        )
    return chain


def _check_row(chain: _Chain, row: sa.RowMapping) -> None:
    """Name the first row that does not follow from the one before; what comes after it proves nothing any more."""
    sequence = row["sequence"]
    when = f"baris {sequence} catatan perubahan ({row['at']}, {row['operation']})"
    if sequence != chain.rows + 1:
        chain.problems.append(f"Baris {chain.rows + 1} catatan perubahan hilang: sesudahnya langsung {when}.")
    elif row["previous"] != chain.last:
        chain.problems.append(f"Rantai putus pada {when}: baris itu tidak menyambung ke baris sebelumnya.")
    elif hash_of_row(dict(row)) != row["hash"]:
        chain.problems.append(f"Isi {when} diubah: sidik jarinya tidak cocok.")
    elif row["salt"] is not None and not _values_hold(row):
        chain.problems.append(f"Nilai lama/baru pada {when} diubah: sidik jarinya tidak cocok.")


def _values_hold(row: sa.RowMapping) -> bool:
    salt, changes = row["salt"], row["changes"]
    if not isinstance(salt, bytes) or not isinstance(changes, str):  # SQLite keeps any type in any column
        return False
    return bool(hash_of_values(salt, changes) == row["values_hash"])


def _strays(connection: sa.Connection) -> list[str]:
    stray = sa.select(_values.c.sequence).where(_values.c.sequence.not_in(sa.select(_log.c.sequence))).limit(SHOWN)
    return [
        f"Nilai lama/baru tanpa baris catatan perubahan: nomor {sequence}."
        for sequence in connection.execute(stray).scalars()
    ]


def _letter_items() -> sa.CompoundSelect[str, str, str | None]:
    """What was put up, the signed form, and the proof of delivery."""
    whose = _letter.c.title + sa.literal(" ") + _letter.c.number
    return sa.union_all(
        *(
            sa.select(sa.func.trim(sa.literal(part) + whose), blob, sha256).where(blob != "")
            for part, blob, sha256 in (
                ("", _letter.c.blob, _letter.c.sha256),
                ("Bentuk akhir ", _letter.c.final_blob, _letter.c.final_sha256),
                ("Tanda terima ", _letter.c.receipt_blob, _letter.c.receipt_sha256),
            )
        )
    )


def _past_items() -> sa.Select[str, str, str | None]:
    """Scans whose place a later one took; their name in the vault is their fingerprint."""
    past = sa.func.json_each(_rest.c.past_forms).table_valued("value")
    label = sa.func.trim(sa.literal("Pindaian terdahulu ") + _letter.c.title + sa.literal(" ") + _letter.c.number)
    kept = _rest.join(_letter, _letter.c.id == _rest.c.id).join(past, sa.true())
    return sa.select(label, past.c.value, sa.cast(sa.null(), sa.String)).select_from(kept)


def _picture_items() -> sa.CompoundSelect[str, str, str | None]:
    """The office's pictures have no fingerprint of their own: their name in the vault is one."""
    nothing = sa.cast(sa.null(), sa.String)
    return sa.union_all(
        *(
            sa.select(sa.literal(label), blob, nothing).where(blob != "")
            for label, blob in (
                ("Lambang daerah", _office.c.logo_blob),
                ("Lambang kedua", _office.c.second_logo_blob),
                ("Lambang kepala daerah", _office.c.head_emblem_blob),
            )
        )
    )


def _trust_items() -> sa.Select[str, str, str]:
    label = sa.literal("Sertifikat tepercaya ") + _trust.c.title
    return sa.select(label, _trust.c.blob, _trust.c.sha256)


def _blobs(
    vault: EvidenceVault,
    connection: sa.Connection,
    items: sa.Select[str, str, str | None] | sa.CompoundSelect[str, str, str | None],
) -> tuple[int, list[str]]:
    """Read every blob back; return how many were looked at and a sentence for each that is not as it was."""
    count = 0
    problems: list[str] = []
    for label, blob, sha256 in connection.execute(items).all():
        count += 1
        try:
            found = vault.copy(blob, nowhere())
        except OfficeError as error:
            problems.append(f"{label}: {error.sentence}")
            continue
        if sha256 not in {None, found}:
            problems.append(f"{label}: isinya tidak lagi sama dengan sidik jari yang dicatat.")
    return count, _shortened(problems)


def _shortened(problems: list[str]) -> list[str]:
    """The first problems of one kind, and how many there are besides."""
    more = len(problems) - SHOWN
    return problems if more <= 0 else [*problems[:SHOWN], f"... dan {more} berkas lain."]
