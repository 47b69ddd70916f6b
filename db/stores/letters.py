"""Letters of cases, of reports and of the office alone."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from cases.model.discarded import Part
from cases.model.letter import Letter
from cases.model.listing import LetterLine, ListQuery, Page
from cases.rules.report_state import letter_kinds
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.store import Store, Values
from db.stores.reports import ReportStore
from db.tables import CaseRow, LetterRest, LetterRow, ReportRow, table_of
from db.tables.base import NO_CASE

_letter = table_of(LetterRow)
_case = table_of(CaseRow)
_report = table_of(ReportRow)
OFFICE = "Surat kantor"
"""What stands in the place of a case's number where a letter belongs to the office alone."""
_whose = {
    "case_number": sa.func.coalesce(_case.c.number, _report.c.number, OFFICE),
    "respondent": sa.func.coalesce(_case.c.respondent_name, _report.c.respondent_names, "").collate(NO_CASE),
}
"""Whose letter it is: its case's, else its report's, else the office's."""
_rest = table_of(LetterRest)
_LIST = Listing(
    line=LetterLine,
    source=_letter.outerjoin(_case, _case.c.id == _letter.c.case_id).outerjoin(
        _report, _report.c.id == _letter.c.report_id
    ),
    columns=listing_columns(LetterLine, _letter, worded=sa.false(), **_whose),
    by=_whose | {name: _letter.c[name] for name in ("number", "kind", "title", "letter_on", "status")},
    identity=_letter.c.id,
)


class LetterStore(Store[Letter, LetterRow]):
    """Letters of cases, and of reports of which no case was made."""

    noun = "letter"
    missing = "Surat ini tidak ada lagi; muat ulang daftar."
    record = Letter
    row = LetterRow
    rest = LetterRest

    def on_add(self, record: Letter) -> Values:
        """Put the letter after the others of its case, or of its report."""
        of_case, of_report = self.table.c.case_id == record.case_id, self.table.c.report_id == record.report_id
        return {"position": self.highest("position", of_case, of_report) + 1}

    def words(self, record: Letter) -> Words:
        """Search finds a letter by its number and title; it shows whose it is."""
        whose = self.connection.execute(self._whose_of(record)).one_or_none() or (OFFICE,)
        parts = (record.number, *whose)
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=record.title,
            subtitle=" · ".join(part for part in parts if part),
            codes=" ".join(part for part in (record.number, record.short_code) if part),
        )

    def add(self, record: Letter) -> None:
        """Write a new letter."""
        super().add(record)
        self._follow(record)

    def save(self, record: Letter) -> None:
        """Write a letter over the stored one; one that moved is missed where it was."""
        before = self.get(record.id) if record.kind in letter_kinds() else record
        super().save(record)
        self._follow(record)
        if before.report_id != record.report_id:
            self._follow(before)

    def take_out(self, record_id: str, reason: str) -> Part:
        """Take a letter out."""
        record = self.get(record_id)
        part = super().take_out(record_id, reason)
        self._follow(record)
        return part

    def put_back(self, part: Part) -> None:
        """Write a letter that was taken out again."""
        super().put_back(part)
        self._follow(self.get(part.record_id))

    def _follow(self, record: Letter) -> None:
        """A letter by which a report is forwarded or answered tells how far that is."""
        if record.kind not in letter_kinds():
            return
        of_case = sa.select(_case.c.report_id).where(_case.c.id == record.case_id)
        report_id = record.report_id or self.connection.execute(of_case).scalar_one_or_none()
        if report_id is not None:
            ReportStore(self.desk).follow(report_id)

    @staticmethod
    def _whose_of(record: Letter) -> sa.Select[tuple[str, str]]:
        if record.case_id is None:
            return sa.select(_report.c.number, _report.c.respondent_names).where(_report.c.id == record.report_id)
        return sa.select(_case.c.number, _case.c.respondent_name).where(_case.c.id == record.case_id)

    def of_case(self, case_id: str) -> tuple[Letter, ...]:
        """Return the letters of a case in the order of making."""
        return self.many(self.table.c.case_id == case_id, order=[self.table.c.position])

    def of_report(self, report_id: str) -> tuple[Letter, ...]:
        """Return the letters of a report itself, in the order of making."""
        return self.many(self.table.c.report_id == report_id, order=[self.table.c.made_at, self.table.c.id])

    def of_office(self) -> tuple[Letter, ...]:
        """Return the letters of neither a case nor a report, in the order of making."""
        alone = (self.table.c.case_id.is_(None), self.table.c.report_id.is_(None))
        return self.many(*alone, order=[self.table.c.position])

    def page(self, query: ListQuery) -> Page[LetterLine]:
        """Return one page of the list; which letters have a text of their own is asked of these rows alone."""
        found = page(self.connection, _LIST, query)
        own = sa.select(_rest.c.id).where(_rest.c.id.in_([line.id for line in found.rows]), _rest.c.wording != "")
        worded = set(self.connection.execute(own).scalars())
        return replace(found, rows=tuple(replace(line, worded=line.id in worded) for line in found.rows))

    def by_short_code(self, short_code: str) -> Letter | None:
        """Return the letter that prints this code; a draft has none."""
        if not short_code:
            return None
        printed = self.table.c.short_code == short_code
        found = self.one(printed)
        if found is None:
            self.refuse_hidden(printed)
        return found

    def by_fingerprint(self, sha256: str) -> Letter | None:
        """Return the first letter of which these bytes are a form that the office holds; a scan may show several."""
        held = sa.or_(self.table.c.sha256 == sha256, self.table.c.final_sha256 == sha256)
        found = self.many(held, order=[self.table.c.id])
        if not found:
            self.refuse_hidden(held)
        return found[0] if found else None
