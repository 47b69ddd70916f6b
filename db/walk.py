"""The walk along the log: every row hashed anew, its values too, and every head that paper carries looked up in it.

A million rows pass here, so they are read by the driver's own cursor as tuples, and what is wrong is put into words
only once it was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from cases.errors import InvalidInput
from cases.head_code import read_code
from cases.model.listing import LogHead, PaperAnchor
from db.chain import HASHED, START
from db.tables import LetterRow, LogRow, LogValuesRow, table_of

DISPOSED = "dispose"
"""The action of a row that says which records were lawfully emptied."""
SHOWN = 20
"""Problems of one kind that are named one by one; a broken chain breaks at one place, a lost vault at thousands."""

_log = table_of(LogRow)
_values = table_of(LogValuesRow)
_letter = table_of(LetterRow)
_columns = ", ".join(f"log.{name}" for name in (*HASHED, "hash"))
_ROWS = (
    f"SELECT {_columns}, log_values.salt, log_values.changes FROM log "  # noqa: S608 - names of columns
    "LEFT JOIN log_values ON log_values.sequence = log.sequence ORDER BY log.sequence"
)
_SIZE = len(HASHED)
_encode = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Walk:
    """Where the walk stands, and what it found; ``anchored`` is the last letter whose head the chain still holds."""

    rows: int = 0
    last: str = START
    anchored: PaperAnchor | None = None
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A head that a letter prints: the first digits of the hash of a row."""

    digits: str
    letter: PaperAnchor


def walk(connection: sa.Connection, known: LogHead | None) -> Walk:
    """Walk the whole log; ``known`` is a head kept elsewhere, whose hash may be the first digits only."""
    found = Walk()
    printed, unread = _printed(connection)
    disposed = _disposed(connection)
    cursor = connection.connection.cursor()
    at_known = START if known and known.count == 0 else ""
    broken = otherwise = ""
    try:
        for row in cursor.execute(_ROWS):
            sequence, digest = row[0], row[_SIZE]
            if not broken:
                broken = _fault(found, row, disposed)
            if sequence in printed:
                for head in printed.pop(sequence):
                    if str(digest).startswith(head.digits):
                        found.anchored = head.letter
                    else:
                        otherwise = otherwise or _differs(head.letter)
            if known and sequence == known.count:
                at_known = str(digest)
            found.rows, found.last = sequence, digest
    finally:
        cursor.close()
    told = (broken, otherwise, unread, _lost(printed, found.rows), _unknown(known, at_known, found.rows))
    found.problems = [*filter(None, told[:1]), *_strays(connection), *filter(None, told[1:])]
    return found


def _fault(found: Walk, row: tuple[Any, ...], disposed: frozenset[str]) -> str:
    """Say what is wrong with the row that comes next; after the first such row the others prove nothing any more."""
    sequence, previous, digest, salt = row[0], row[_SIZE - 1], row[_SIZE], row[_SIZE + 1]
    if sequence == found.rows + 1 and previous == found.last and _hash(row) == digest:
        if salt is None:
            return (
                ""
                if row[6] in disposed
                else f"Nilai lama/baru pada {_named(row)} hilang tanpa pemusnahan yang dicatat."
            )
        return "" if _values_hold(row) else f"Nilai lama/baru pada {_named(row)} diubah: sidik jarinya tidak cocok."
    if sequence != found.rows + 1:
        return f"Baris {found.rows + 1} catatan perubahan hilang: sesudahnya langsung {_named(row)}."
    if _hash(row) != digest:
        return f"Isi {_named(row)} diubah: sidik jarinya tidak cocok. Barisnya diganti atau disisipkan."
    return (
        f"Rantai putus pada {_named(row)}: baris itu tidak menyambung ke baris sebelumnya, "
        "yang diganti atau disisipkan."
    )


def _named(row: tuple[Any, ...]) -> str:
    minute = str(row[1])[:16].replace("T", " ")
    return f"baris {row[0]} catatan perubahan ({minute} UTC, {row[3]})"


def _hash(row: tuple[Any, ...]) -> str:
    """Return the chain's hash of a row, as ``chain.hash_of_row`` makes it."""
    return hashlib.sha256(_encode(row[:_SIZE])).hexdigest()


def _values_hold(row: tuple[Any, ...]) -> bool:
    salt, changes = row[_SIZE + 1], row[_SIZE + 2]
    if not isinstance(salt, bytes) or not isinstance(changes, str):  # SQLite keeps any type in any column
        return False
    return bool(hashlib.sha256(salt + changes.encode()).hexdigest() == row[8])


def _strays(connection: sa.Connection) -> Iterator[str]:
    stray = sa.select(_values.c.sequence).where(_values.c.sequence.not_in(sa.select(_log.c.sequence))).limit(SHOWN)
    for sequence in connection.execute(stray).scalars():
        yield f"Nilai lama/baru tanpa baris catatan perubahan: nomor {sequence}."


def _disposed(connection: sa.Connection) -> frozenset[str]:
    """The records that the log says were lawfully emptied; the rows that say so are hashed like all others."""
    rows = _log.join(_values, _values.c.sequence == _log.c.sequence)
    texts = connection.execute(sa.select(_values.c.changes).select_from(rows).where(_log.c.action == DISPOSED))
    named: set[str] = set()
    for text in texts.scalars():
        try:
            changes = msgspec.json.decode(text, type=dict[str, tuple[str, str]])
            named.update(msgspec.json.decode(changes["records"][1], type=tuple[str, ...]))
        except (msgspec.MsgspecError, KeyError, TypeError, UnicodeDecodeError):  # altered: the walk names its row
            continue
    return frozenset(named)


def _printed(connection: sa.Connection) -> tuple[dict[int, list[_Printed]], str]:
    """The heads that letters carry by their rows, and a sentence for the first letter whose code is none."""
    heads: dict[int, list[_Printed]] = {}
    unread = ""
    chosen = sa.select(_letter.c.title, _letter.c.number, _letter.c.letter_on, _letter.c.log_head)
    for title, number, letter_on, code in connection.execute(chosen.where(_letter.c.log_head != "")):
        try:
            row, digits = read_code(code)
        except InvalidInput:
            unread = unread or f"Kode kepala rantai pada {title} {number} bukan kode: “{code}”."
            continue
        letter = PaperAnchor(title=title, number=number, letter_on=letter_on, row=row)
        if row:
            heads.setdefault(row, []).append(_Printed(digits, letter))
    return heads, unread


def _differs(letter: PaperAnchor) -> str:
    return (
        f"Baris {letter.row} catatan perubahan bukan baris yang dicetak pada {letter.named}: "
        "catatan sampai surat itu ditulis ulang, atau kode pada surat itu diubah."
    )


def _lost(left: dict[int, list[_Printed]], rows: int) -> str:
    """Letters that carry a head beyond the end."""
    if not left:
        return ""
    letter = left[max(left)][0].letter
    return (
        f"Catatan perubahan terpotong: {letter.named} menyebut {letter.row} baris, yang ada {rows}; "
        f"baris {rows + 1} dan sesudahnya hilang."
    )


def _unknown(known: LogHead | None, at_known: str, rows: int) -> str:
    if known is None or (at_known and at_known.startswith(known.hash)):
        return ""
    if rows < known.count:
        return (
            f"Catatan perubahan terpotong: kepala yang dikenal menyebut {known.count} baris, "
            f"yang ada {rows}; baris {rows + 1} dan sesudahnya hilang."
        )
    return f"Baris {known.count} catatan perubahan bukan baris yang dikenal: kode kepala rantainya berbeda."
