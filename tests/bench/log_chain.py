"""Verifying a million rows of log, beside reading them and hashing them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec

from db.chain import HASHED, START, hash_of_row, hash_of_values
from db.engine import connect, keyed_engine
from db.upgrade import create_database
from db.walk import walk
from tests.bench.filling import Offices, say
from tests.bench.measure import Bound, Result, Timing, in_turns

ROWS: Final = 1_000_000
_BOUND: Final = Bound(ratio=2)
_RUNS: Final = 3
_PIECE: Final = 20_000
_KEY: Final = bytes(range(32))


def log_chain(_offices: Offices) -> list[Result]:
    """The whole walk (chain, values, heads of letters), beside a bare cursor over the same rows that hashes them."""
    with tempfile.TemporaryDirectory(prefix="netralitas-log-") as folder:
        path = Path(folder) / "office.db"
        create_database(path, _KEY)
        say(f"   {ROWS:,} rows of log")
        fill(path, ROWS)
        engine = keyed_engine(path, _KEY, "BEGIN DEFERRED")
        bare = connect(path, _KEY)
        try:
            with engine.connect() as connection:

                def ours() -> None:
                    found = walk(connection, None)
                    if found.problems or found.rows != ROWS:
                        raise RuntimeError(f"the log that was filled is not sound: {found.problems}")

                taken = in_turns(ours, lambda: _floor(bare), runs=_RUNS, warm=0)
        finally:
            bare.close()
            engine.dispose()
    return [Timing(area="log", name="a million rows verified", ours=taken[0], floor=taken[1], bound=_BOUND)]


def fill(path: Path, count: int) -> None:
    """Write so many rows that follow from each other."""
    connection = connect(path, _KEY)
    try:
        connection.execute("PRAGMA synchronous = OFF").fetchall()
        rows = _rows(count)
        while piece := list(islice(rows, _PIECE)):
            connection.execute("BEGIN")
            connection.executemany(
                f"INSERT INTO log VALUES ({', '.join('?' * (len(HASHED) + 1))})",  # noqa: S608 - question marks
                [row for row, _ in piece],
            )
            connection.executemany("INSERT INTO log_values VALUES (?, ?, ?)", [values for _, values in piece])
            connection.execute("COMMIT")
    finally:
        connection.close()


def _rows(count: int) -> Iterator[tuple[tuple[Any, ...], tuple[int, bytes, str]]]:
    previous = START
    for sequence in range(1, count + 1):
        salt = os.urandom(16)
        changes = {
            "narrative": (f"Uraian lama {sequence}", f"Uraian yang baru {sequence}"),
            "status": ("baru", "terbuka"),
        }
        text = msgspec.json.encode(changes).decode()
        row: dict[str, object] = {
            "sequence": sequence,
            "at": f"2026-05-04T02:04:00.{sequence % 1_000_000:06d}+00:00",
            "actor": f"petugas{sequence % 5}",
            "operation": "reports.change_report",
            "action": "save",
            "noun": "report",
            "record_id": f"{sequence % 50_000:032x}",
            "fields": '["narrative","status"]',
            "values_hash": hash_of_values(salt, text),
            "previous": previous,
        }
        previous = hash_of_row(row)
        yield (*row.values(), previous), (sequence, salt, text)


def _floor(bare: Any) -> None:
    encode, width = msgspec.json.Encoder().encode, len(HASHED)
    chosen = "SELECT log.*, salt, changes FROM log JOIN log_values USING (sequence) ORDER BY log.sequence"
    for row in bare.execute(chosen):
        hashlib.sha256(encode(row[:width])).hexdigest()
        hashlib.sha256(row[width + 1] + row[width + 2].encode()).hexdigest()
