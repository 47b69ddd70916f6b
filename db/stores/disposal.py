"""Destroys the files of cases by the archive schedule: the records and their values, never the chain of the log.

Nothing of a person stays: the records leave their tables, their values and salts leave the log, numbers in the register
lose what they were used for. Deleted text is overwritten in the pages that it lay in, and the search is merged anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cases.model.disposal import DisposedCase
from cases.model.steps import StepKey
from db.blobs import blobs_of
from db.merged import with_merged
from db.store import Desk, Store
from db.tables import (
    CaseRest,
    CaseRow,
    DeadlineRow,
    DiscardedRow,
    DisposedRow,
    DraftRow,
    EvidenceRow,
    EvidenceTextRow,
    FindingRow,
    LetterRest,
    LetterRow,
    LogRow,
    LogValuesRow,
    LookRow,
    NameHitRow,
    RegisterRow,
    ReportRow,
    SearchRow,
    StepRow,
    ThumbnailRow,
    TraitRow,
    table_of,
)

DESTROYED: Final = "(dimusnahkan)"
"""What stands in the register in the place of what a number was used for."""
_MANY: Final = 500

_case, _rest, _step, _due = (table_of(row) for row in (CaseRow, CaseRest, StepRow, DeadlineRow))
_letter, _letter_rest, _register = (table_of(row) for row in (LetterRow, LetterRest, RegisterRow))
_item, _text, _look, _thumbnail = (table_of(row) for row in (EvidenceRow, EvidenceTextRow, LookRow, ThumbnailRow))
_report, _discarded, _draft, _search = (table_of(row) for row in (ReportRow, DiscardedRow, DraftRow, SearchRow))
_trait = table_of(TraitRow)
_log, _values, _stub = table_of(LogRow), table_of(LogValuesRow), table_of(DisposedRow)
_hit, _finding = table_of(NameHitRow), table_of(FindingRow)


class _Stubs(Store[DisposedCase, DisposedRow]):
    noun = "case"
    missing = "Perkara ini tidak ada dalam daftar yang dimusnahkan; muat ulang halaman."
    record = DisposedCase
    row = DisposedRow


class Disposals:
    """Fulfils ``cases.ports.Disposals``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection
        self._stubs = _Stubs(desk)

    def closed_before(self, day: date, limit: int) -> tuple[str, ...]:
        """Return the cases whose closing was recorded for a day until this one, the oldest first."""
        chosen = (
            sa.select(_step.c.case_id)
            .where(_step.c.key == StepKey.CLOSED, _step.c.on <= day, _step.c.withdrawn.is_(False))
            .group_by(_step.c.case_id)
            .order_by(sa.func.max(_step.c.on), _step.c.case_id)
            .limit(limit)
        )
        return tuple(self._connection.execute(chosen).scalars())

    def all(self) -> tuple[DisposedCase, ...]:
        """Return every stub, the newest disposal first."""
        return self._stubs.many(order=[_stub.c.at.desc(), _stub.c.year.desc(), _stub.c.ordinal.desc()])

    def find(self, case_id: str) -> DisposedCase | None:
        """Return the stub of a case, None for one that was not destroyed."""
        return self._stubs.find(case_id)

    def destroy(self, report_id: str, stubs: Iterable[DisposedCase]) -> tuple[str, ...]:
        """Destroy a report with all its cases, keep these stubs, and return the blobs that nobody names by it any more.

        The caller writes the row of the log that names ``records``; see ``records_of``.
        """
        self._desk.log.may_write()
        secure = self._connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
        self._connection.exec_driver_sql("PRAGMA secure_delete = ON")
        try:
            blobs = self._destroy(report_id)
        finally:
            self._connection.exec_driver_sql(f"PRAGMA secure_delete = {int(secure)}")
        rows = [self._stubs.to_values(stub) for stub in stubs]
        self._connection.execute(sa.insert(_stub), rows)
        return blobs

    def records_of(self, report_id: str) -> tuple[str, ...]:
        """Return the identifiers of a report and of all that belongs to it, what lies in Sampah included."""
        cases = sa.select(_case.c.id).where(_case.c.report_id == report_id)
        letters = self._letters(report_id)
        chosen = sa.union(
            sa.select(sa.literal(report_id)),
            cases,
            sa.select(_step.c.id).where(_step.c.case_id.in_(cases)),
            letters,
            sa.select(_item.c.id).where(_item.c.report_id == report_id),
            sa.select(_register.c.id).where(_register.c.letter_id.in_(letters)),
            sa.select(_hit.c.id).where(_hit.c.report_id.in_(self._homes(report_id))),
            sa.select(_finding.c.id).where(_finding.c.report_id.in_(self._homes(report_id))),
        )
        found = dict.fromkeys(self._connection.execute(chosen).scalars())
        for parts in self._connection.execute(sa.select(_discarded.c.parts).where(self._trash(report_id))).scalars():
            found |= dict.fromkeys(part.record_id for part in parts)
        return tuple(found)

    def _letters(self, report_id: str) -> sa.Select[Any]:
        cases = sa.select(_case.c.id).where(_case.c.report_id == report_id)
        return sa.select(_letter.c.id).where(sa.or_(_letter.c.case_id.in_(cases), _letter.c.report_id == report_id))

    def _trash(self, report_id: str) -> sa.ColumnElement[bool]:
        """What lies in Sampah of a report, and of those that were merged into it."""
        homes = self._homes(report_id)
        return sa.or_(_discarded.c.home.in_(homes), _discarded.c.into.in_(homes))

    def _homes(self, report_id: str) -> tuple[str, ...]:
        """A report and those that were merged into it."""
        return self._ids(with_merged(sa.select(sa.literal(report_id).label("id"))))

    def _destroy(self, report_id: str) -> tuple[str, ...]:
        records = self.records_of(report_id)
        ids = {
            "case": self._ids(sa.select(_case.c.id).where(_case.c.report_id == report_id)),
            "letter": self._ids(self._letters(report_id)),
            "evidence": self._ids(sa.select(_item.c.id).where(_item.c.report_id == report_id)),
        }
        blobs = blobs_of(self._connection, ids["letter"], ids["evidence"], self._trash(report_id))
        self._empty_register(ids["letter"])
        for table, column, chosen in (
            *((table, "evidence_id", ids["evidence"]) for table in (_text, _look, _thumbnail)),
            (_item, "id", ids["evidence"]),
            *((table, "case_id", ids["case"]) for table in (_due, _step)),
            *((table, "id", ids["letter"]) for table in (_letter_rest, _letter)),
            *((table, "id", ids["case"]) for table in (_rest, _case)),
            (_hit, "report_id", self._homes(report_id)),
            (_finding, "report_id", self._homes(report_id)),
            (_trait, "report_id", (report_id,)),
            (_report, "id", (report_id,)),
            (_search, "record_id", records),
        ):
            self._delete(table, table.c[column], chosen)
        self._connection.execute(sa.delete(_discarded).where(self._trash(report_id)))
        for record_id in records:
            self._connection.execute(sa.delete(_draft).where(_draft.c.key.contains(record_id, autoescape=True)))
        for start in range(0, len(records), _MANY):
            rows = sa.select(_log.c.sequence).where(_log.c.record_id.in_(records[start : start + _MANY]))
            self._connection.execute(sa.delete(_values).where(_values.c.sequence.in_(rows)))
        self._connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
        for noun, named in ids.items():
            for record_id in named:
                self._desk.log.touch(noun, record_id)  # type: ignore[arg-type] # the three nouns above
        self._desk.log.touch("report", report_id)
        return blobs

    def _ids(self, chosen: sa.Select[Any]) -> tuple[str, ...]:
        return tuple(self._connection.execute(chosen).scalars())

    def _delete(self, table: sa.Table, column: sa.ColumnElement[Any], chosen: tuple[str, ...]) -> None:
        for start in range(0, len(chosen), _MANY):
            self._connection.execute(sa.delete(table).where(column.in_(chosen[start : start + _MANY])))

    def _empty_register(self, letters: tuple[str, ...]) -> None:
        """Every number stays taken; what it was used for goes, and an empty text stays empty."""
        for start in range(0, len(letters), _MANY):
            mine = _register.c.letter_id.in_(letters[start : start + _MANY])
            emptied = {
                name: sa.case((_register.c[name] == "", ""), else_=DESTROYED)
                for name in ("subject", "addressee", "void_reason")
            }
            self._connection.execute(sa.update(_register).where(mine).values(**emptied, letter_id=""))
