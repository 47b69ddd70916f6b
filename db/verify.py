"""The check that nothing was changed behind the program's back: file, chain, values, vault. Names what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import sqlalchemy as sa

from cases.errors import OfficeError
from cases.model.listing import LogHead, Verification
from db.streams import nowhere
from db.tables import DiscardedRow, LetterRest, LetterRow, NameListRow, OfficeRow, TrustRow, table_of
from db.walk import SHOWN, walk

if TYPE_CHECKING:
    from cases.ports import EvidenceVault

_letter = table_of(LetterRow)
_rest = table_of(LetterRest)
_office = table_of(OfficeRow)
_trust = table_of(TrustRow)
_discarded = table_of(DiscardedRow)
_name_list = table_of(NameListRow)


def verify(connection: sa.Connection, vault: EvidenceVault, known: LogHead | None) -> Verification:
    """Check the file's pages, the log's chain and values, and every paper and picture of the office, in one snapshot.

    Evidence is checked by ``Custody.check_part``, which leaves its record.
    ``known`` is a head kept elsewhere; its hash may be the first digits only, as a letter prints it.
    """
    problems = list(file_problems(connection))
    chain = walk(connection, known)
    letters, letter_problems = _blobs(vault, connection, _letter_items())
    _, past_problems = _blobs(vault, connection, _past_items())
    _, picture_problems = _blobs(vault, connection, _picture_items())
    _, trust_problems = _blobs(vault, connection, _trust_items())
    _, list_problems = _blobs(vault, connection, _list_items())
    _, trash_problems = _blobs(vault, connection, _trash_items())
    return Verification(
        rows=chain.rows,
        head=LogHead(count=chain.rows, hash=chain.last),
        evidence_checked=0,
        letters_checked=letters,
        anchored=chain.anchored,
        problems=(
            *(*problems, *chain.problems, *letter_problems, *past_problems, *picture_problems),
            *(*trust_problems, *list_problems, *trash_problems),
        ),
    )


def file_problems(connection: sa.Connection) -> Iterator[str]:
    """Check the file's pages, its structure and the references between rows; a sentence for each that is broken."""
    _renew_index(connection)
    for pragma, what in (
        ("cipher_integrity_check", "Halaman terenkripsi basis data rusak"),
        ("integrity_check", "Susunan basis data rusak"),
        ("foreign_key_check", "Hubungan antardata terputus"),
    ):
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}").fetchmany(SHOWN)
        found = [" ".join(str(value) for value in row) for row in rows]
        if found and found != ["ok"]:
            yield f"{what}: {'; '.join(found)}. Pulihkan dari cadangan."


def _renew_index(connection: sa.Connection) -> None:
    """Read from the index of words in the snapshot that is checked.

    FTS5 keeps the outline of its index per connection and renews it when a cursor opens, which its integrity check does
    not: after a write elsewhere it would take a sound index for a broken one. A broken one is named by the check.
    """
    with suppress(sa.exc.DatabaseError):
        connection.exec_driver_sql("SELECT rowid FROM search LIMIT 1").fetchall()


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


def _list_items() -> sa.Select[str, str, str]:
    label = sa.literal("Daftar nama ") + _name_list.c.title
    return sa.select(label, _name_list.c.blob, _name_list.c.sha256)


def _trash_items() -> sa.Select[str, str, str | None]:
    """What discarded records name; a blob's name is the fingerprint of its bytes."""
    kept = sa.func.json_each(_discarded.c.blobs).table_valued("value")
    label = sa.literal("Di Sampah: ") + _discarded.c.title
    rows = _discarded.join(kept, sa.true())
    return sa.select(label, kept.c.value, sa.cast(sa.null(), sa.String)).select_from(rows)


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
