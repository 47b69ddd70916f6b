"""Cases and their steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from cases.model.case import Case, CaseStatus, CaseSummary
from cases.model.figures import FigureQuery
from cases.model.listing import CaseLine, ListQuery, OldestOfStage, Page
from cases.model.steps import FACTS_OF, CaseStep, StepKey
from db.figures import behind
from db.paging import Listing, count, listing_columns, page
from db.search import Words
from db.sight import RESTRICTED_CASE
from db.store import Store, Values
from db.tables import CaseRest, CaseRow, DeadlineRow, DisposedRow, StepRow, table_of
from db.tables.base import NO_CASE, json_has

_case, _rest = table_of(CaseRow), table_of(CaseRest)
_deadline = table_of(DeadlineRow)
_disposed = table_of(DisposedRow)
_people = {"name": _case.c.respondent_name, "nip": _case.c.respondent_nip}
_LIST = Listing(
    line=CaseLine,
    source=_case,
    columns=listing_columns(CaseLine, _case, restricted=RESTRICTED_CASE.label("restricted"), **_people),
    by=_people
    | {
        name: _case.c[name]
        for name in ("number", "work_unit", "track", "stage", "status", "received_on", "due_on", "level")
    },
    identity=_case.c.id,
    received_on=_case.c.received_on,
)
_SUMMARY = tuple(field.name for field in fields(CaseSummary))
_FACTS = {key: msgspec.json.Decoder(kind) for key, kind in FACTS_OF.items()}
_RUNNING = (CaseStatus.RUNNING, CaseStatus.WAITING_PPK)


class CaseStore(Store[Case, CaseRow]):
    """Cases; the summary's fields are columns of their own."""

    noun = "case"
    missing = "Perkara ini tidak ada lagi; muat ulang daftar."
    record = Case
    row = CaseRow
    rest = CaseRest

    def repeated(self, record: Case) -> Values:
        """Repeat the respondent."""
        person = record.respondent
        return {"respondent_name": person.name, "respondent_nip": person.nip, "work_unit": person.work_unit}

    def to_values(self, record: Case) -> Values:
        """Spread the summary."""
        values = super().to_values(record)
        summary = values.pop("summary")
        return values | {name: getattr(summary, name) for name in _SUMMARY}

    def from_row(self, row: Mapping[str, Any]) -> Case:
        """Gather the summary."""
        summary = CaseSummary(**{name: row[name] for name in _SUMMARY})
        return super().from_row({**row, "summary": summary})

    def words(self, record: Case) -> Words:
        """Search finds a case by its number and its respondent."""
        person = record.respondent
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=f"{record.number} · {person.name}",
            subtitle=" · ".join(part for part in (person.position, person.work_unit) if part),
            codes=person.nip,
        )

    def last_ordinal(self, year: int) -> int:
        """Return the highest ordinal of a year, also of one that was destroyed."""
        gone = sa.select(sa.func.max(_disposed.c.ordinal)).where(_disposed.c.year == year)
        there = self.highest("ordinal", self.table.c.year == year)
        return max(there, self.connection.execute(gone).scalar_one() or 0)

    def of_report(self, report_id: str) -> tuple[Case, ...]:
        """Return the cases a report has led to."""
        return self.many(self.table.c.report_id == report_id, order=[self.table.c.year, self.table.c.ordinal])

    def of_nip(self, nip: str) -> tuple[Case, ...]:
        """Return every case against this person, newest first; nobody is known by an empty NIP."""
        if not nip:
            return ()
        newest = [self.table.c.year.desc(), self.table.c.ordinal.desc()]
        return self.many(self.table.c.respondent_nip == nip, order=newest)

    def naming(self, nip: str, employee_id: str) -> tuple[Case, ...]:
        """Return every case in which somebody of this NIP or identifier is accused, superior, examiner or official."""
        people = (_rest.c[name] for name in ("respondent", "superior", "examiners", "official"))
        told = (json_has(column, word) for column in people for word in (nip, employee_id))
        return self.many(sa.or_(*told), order=[self.table.c.id])

    def of_election(self, name: str) -> tuple[Case, ...]:
        """Return the cases that name this election, in the order of their numbers."""
        named = self.table.c.election.collate(NO_CASE) == name
        return self.many(named, order=[self.table.c.year, self.table.c.ordinal])

    def open_ids(self) -> tuple[str, ...]:
        """Return the cases that still run, have a next step or a due date open: a decided one not yet closed."""
        due = sa.select(_deadline.c.case_id).where(_deadline.c.done_on.is_(None))
        open_ = (self.table.c.status.in_(_RUNNING), self.table.c.next_title != "", self.table.c.id.in_(due))
        chosen = sa.select(self.table.c.id).where(sa.or_(*open_))
        return tuple(self.connection.execute(chosen.order_by(self.table.c.id)).scalars())

    def page(self, query: ListQuery) -> Page[CaseLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)

    def count(self, query: ListQuery) -> int:
        """Return how many cases a list holds."""
        return count(self.connection, _LIST, query)

    def years(self) -> tuple[int, int] | None:
        """Return the first and the last year that has a case; each is the end of an index."""
        ends = [sa.select(find(self.table.c.year)).scalar_subquery() for find in (sa.func.min, sa.func.max)]
        first, last = self.connection.execute(sa.select(*ends)).one()
        return None if first is None else (first, last)

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[Case, ...]:
        """Return the cases behind a figure, in the order of their numbers."""
        chosen = self.table.c.id.in_(behind(query, key, today))
        return self.many(chosen, order=[self.table.c.year, self.table.c.ordinal])

    def oldest_by_stage(self) -> dict[str, OldestOfStage]:
        """Return of each stage at which running cases stand its title, the oldest opening and the earliest due date."""
        rows = self.connection.execute(
            sa.select(
                self.table.c.stage,
                sa.func.min(self.table.c.stage_title),
                sa.func.min(self.table.c.opened_on),
                sa.func.min(self.table.c.due_on),
            )
            .where(self.table.c.status.in_(_RUNNING))
            .group_by(self.table.c.stage)
        )
        return {stage: OldestOfStage(*rest) for stage, *rest in rows}

    def counts(self) -> dict[str, int]:
        """Return the count of cases by status; statuses without a case are left out."""
        status = sa.type_coerce(self.table.c.status, sa.Text())
        rows = self.connection.execute(sa.select(status, sa.func.count()).group_by(status)).all()
        return {row[0]: row[1] for row in rows}

    def restricted(self) -> tuple[Case, ...]:
        """Return the cases that only some may see, in the order of their numbers."""
        return self.many(RESTRICTED_CASE, order=[self.table.c.year, self.table.c.ordinal])


class StepStore(Store[CaseStep, StepRow]):
    """Steps of cases; the type of a step's facts follows from its key."""

    noun = "step"
    missing = "Tahap ini tidak ada lagi; muat ulang perkara."
    record = CaseStep
    row = StepRow

    def to_values(self, record: CaseStep) -> Values:
        """Write the facts as JSON."""
        return super().to_values(record) | {"facts": msgspec.json.encode(record.facts).decode()}

    def from_row(self, row: Mapping[str, Any]) -> CaseStep:
        """Read the facts as the type that the key says."""
        return super().from_row({**row, "facts": _FACTS[row["key"]].decode(row["facts"])})

    def on_add(self, record: CaseStep) -> Values:
        """Put the step after the others of its case."""
        return {"position": self.highest("position", self.table.c.case_id == record.case_id) + 1}

    def of_case(self, case_id: str) -> tuple[CaseStep, ...]:
        """Return the steps of a case in the order of recording."""
        return self.many(self.table.c.case_id == case_id, order=[self.table.c.position])

    def of_figure(self, query: FigureQuery, key: str, keys: Collection[StepKey], today: date) -> tuple[CaseStep, ...]:
        """Return the steps of these keys that count in the cases behind a figure, by case in the order of recording."""
        later = sa.alias(self.table)
        replaced = sa.exists().where(later.c.case_id == self.table.c.case_id, later.c.corrects == self.table.c.id)
        return self.many(
            self.table.c.case_id.in_(behind(query, key, today)),
            self.table.c.key.in_(keys),
            self.table.c.withdrawn.is_(False),
            ~replaced,
            order=[self.table.c.case_id, self.table.c.position],
        )
