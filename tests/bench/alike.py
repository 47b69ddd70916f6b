"""Look-alikes among 100,000 pictures, to a bare scan of what they look like."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from cases.model.evidence import Evidence
from cases.model.identity import new_id
from cases.model.listing import ListQuery
from cases.services import evidence_alike, reports
from db.audit import Log
from db.engine import keyed_engine
from db.search import Search
from db.sight import Sight
from db.store import Desk
from db.stores.evidence import EvidenceStore
from db.tables import EvidenceRow, LookRow, table_of
from desktop.world import OfficeClock
from tests.bench.bare import bare_connection
from tests.bench.filling import Made, Offices
from tests.bench.measure import Bound, Result, Timing, in_turns

_ITEMS = 100_000
_EACH = 500
_NEAR = 4
"""So many of them look like the one that is asked about."""
_BOUND = Bound(ratio=1.5)
_RUNS = 15
_SCAN = "SELECT evidence_id, hash FROM look WHERE hash IS NOT NULL"
_ALL_BITS = (1 << 64) - 1


def alike(offices: Offices) -> list[Result]:
    """One item, over all reports."""
    made = offices.pictured
    asked, look = _fill(made)
    office = made.open()
    try:
        with bare_connection(office) as bare:

            def floor() -> None:
                rows = bare.execute(_SCAN).fetchall()
                near = [one for one, seen in rows if (seen & _ALL_BITS ^ look).bit_count() <= evidence_alike.MOST_BITS]
                if len(near) != _NEAR + 1:
                    raise RuntimeError(f"{len(near)} look like it")

            ours = partial(office.read, evidence_alike.alike, made.actor, asked)
            if len(ours()) != _NEAR:
                raise RuntimeError("others were found than those that were put there")
            taken = in_turns(ours, floor, runs=_RUNS, warm=2)
        return [Timing(area="alike", name="look-alikes among 100,000", ours=taken[0], floor=taken[1], bound=_BOUND)]
    finally:
        office.close()


def _fill(made: Made) -> tuple[str, int]:
    """Put 100,000 looked-at pictures into an office; return one of them, and how it looks."""
    office = made.open()
    try:
        key, path = office.keys.db_key, office.home.database
        lines = office.read(reports.report_page, made.actor, ListQuery(sort="number", limit=200)).rows
    finally:
        office.close()
    engine = keyed_engine(path, key, "BEGIN IMMEDIATE")
    items, looks = table_of(EvidenceRow), table_of(LookRow)
    dice = random.Random(7)  # noqa: S311 - made-up looks
    asked = dice.getrandbits(63)
    try:
        with engine.begin() as connection:
            log = Log(connection, OfficeClock(), None, writable=True)  # type: ignore[arg-type]  # it logs nothing here
            sight = Sight(connection)
            store = EvidenceStore(Desk(connection, log, Search(connection, sight), sight))
            first = ""
            for batch in _batches([line.id for line in lines]):
                connection.execute(sa.insert(items), [store.to_values(one) for one in batch])
                seen = [dice.getrandbits(63) for _ in batch]
                if not first:
                    first = batch[0].id
                    seen[: _NEAR + 1] = [asked ^ ((1 << bits) - 1) for bits in range(_NEAR + 1)]
                rows: list[dict[str, Any]] = [
                    {"evidence_id": one.id, "hash": look} for one, look in zip(batch, seen, strict=True)
                ]
                connection.execute(sa.insert(looks), rows)
    finally:
        engine.dispose()
    return first, asked


def _batches(report_ids: list[str]) -> Iterator[list[Evidence]]:
    now = datetime(2026, 1, 5, 8, tzinfo=UTC)
    bare = Evidence(
        id="",
        report_id="",
        ordinal=1,
        title="Tangkapan layar",
        file_name="layar.png",
        media_type="image/png",
        size=90_000,
        sha256="",
        blob="",
        added_at=now,
        added_by="admin",
    )
    for start in range(0, _ITEMS, _EACH):
        report_id = report_ids[start // _EACH % len(report_ids)]
        yield [
            replace(
                bare,
                id=new_id(),
                report_id=report_id,
                ordinal=1000 + start + number,
                sha256=f"{start + number:064x}",
                blob=f"{start + number:064x}",
            )
            for number in range(_EACH)
        ]
