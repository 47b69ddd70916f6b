"""The register of reports."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from cases.model.listing import ListQuery, Page, ReportLine
from cases.model.report import Report
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.sight import whole
from db.store import Store, Values
from db.tables import DiscardedRow, DisposedRow, ReportRow, table_of
from db.tables.base import NO_CASE

_report, _disposed = table_of(ReportRow), table_of(DisposedRow)
_discarded = table_of(DiscardedRow)
_LIST = Listing(
    line=ReportLine,
    source=_report,
    columns=listing_columns(ReportLine, _report, respondents=_report.c.respondent_names),
    by={
        "respondents": _report.c.respondent_names,
        **{name: _report.c[name] for name in ("number", "received_on", "source", "status", "narrative")},
    },
    identity=_report.c.id,
    received_on=_report.c.received_on,
)


def _gone(field: str) -> sa.ColumnElement[Any]:
    """A field of the report that an entry of Sampah begins with."""
    return sa.func.json_extract(sa.func.json_extract(_discarded.c.parts, "$[0].record"), f"$.{field}")


def _merged(field: str) -> sa.ColumnElement[Any]:
    """A field of the reports that were merged into others; of every other entry of Sampah it is NULL."""
    told = sa.func.json_extract(sa.func.json_extract(_discarded.c.parts, "$[0].record"), f"$.{field}")
    return sa.case((sa.and_(_discarded.c.noun == "report", _discarded.c.into != ""), told))


class ReportStore(Store[Report, ReportRow]):
    """Reports; the reporter is confidential, so search does not know him."""

    noun = "report"
    missing = "Laporan ini tidak ada lagi; muat ulang daftar."
    record = Report
    row = ReportRow

    def repeated(self, record: Report) -> Values:
        """Repeat the names of the accused."""
        return {"respondent_names": ", ".join(respondent.person.name for respondent in record.respondents)}

    def words(self, record: Report) -> Words:
        """Search finds a report by number, accused, narrative, place, account and address."""
        people = [respondent.person for respondent in record.respondents]
        parts = (record.narrative, record.event_place, record.platform, record.account, record.url)
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=record.number,
            subtitle=", ".join(person.name for person in people),
            codes=" ".join(person.nip for person in people if person.nip),
            body=" ".join(part for part in (*(person.name for person in people), *parts) if part),
        )

    def last_ordinal(self, year: int) -> int:
        """Return the highest ordinal of a year; one that was merged into another or destroyed stays taken."""
        merged = sa.select(sa.func.max(_merged("ordinal"))).where(_merged("year") == year)
        gone = sa.select(sa.func.max(_disposed.c.report_ordinal)).where(_disposed.c.report_year == year)
        others = (self.connection.execute(whole(one)).scalar_one() or 0 for one in (merged, gone))
        return max(self.highest("ordinal", self.table.c.year == year), *others)

    def is_taken(self, number: str) -> bool:
        """Whether a report bears that number, also one that the actor does not see."""
        standing = sa.select(self.table.c.id).where(self.table.c.number == number)
        merged = sa.select(_discarded.c.record_id).where(_merged("number") == number)
        return self.connection.execute(whole(standing.union_all(merged))).first() is not None

    def reporters(self, bodies: Collection[str]) -> frozenset[str]:
        """Return the names and contacts of all people who ever reported, but not of ``bodies``; Sampah included."""
        people = self.table.c.source.not_in(bodies)
        told = (self.table.c.reporter_name, self.table.c.reporter_contact)
        standing = sa.select(*told).where(people)
        gone = sa.select(_gone("reporter_name"), _gone("reporter_contact")).where(
            _discarded.c.noun == "report", _gone("source").not_in(bodies)
        )
        found = self.connection.execute(whole(standing.union(gone)))
        return frozenset(text for row in found for text in row if text)

    def of_election(self, name: str) -> tuple[Report, ...]:
        """Return the reports that name this election, in the order of their numbers."""
        named = self.table.c.election.collate(NO_CASE) == name
        return self.many(named, order=[self.table.c.year, self.table.c.ordinal])

    def page(self, query: ListQuery) -> Page[ReportLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)
