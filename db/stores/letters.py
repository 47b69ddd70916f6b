"""Letters, and the register that their numbers come from."""

from __future__ import annotations

import sqlalchemy as sa

from cases.errors import InvalidInput
from cases.model.letter import Letter, RegisterEntry
from cases.model.listing import LetterLine, ListQuery, Page
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.store import Store, Values
from db.tables import CaseRow, LetterRest, LetterRow, RegisterRow, ReportRow, table_of
from db.tables.base import NO_CASE

_letter = table_of(LetterRow)
_case = table_of(CaseRow)
_report = table_of(ReportRow)
_whose = {
    "case_number": sa.func.coalesce(_case.c.number, _report.c.number),
    "respondent": sa.func.coalesce(_case.c.respondent_name, _report.c.respondent_names).collate(NO_CASE),
}
"""Whose letter it is: its case's, else its report's."""
_LIST = Listing(
    line=LetterLine,
    source=_letter.outerjoin(_case, _case.c.id == _letter.c.case_id).outerjoin(
        _report, _report.c.id == _letter.c.report_id
    ),
    columns=listing_columns(LetterLine, _letter, **_whose),
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
        whose = self.connection.execute(self._whose_of(record)).one_or_none()
        parts = (record.number, *(whose or ()))
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=record.title,
            subtitle=" · ".join(part for part in parts if part),
            codes=" ".join(part for part in (record.number, record.short_code) if part),
        )

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

    def page(self, query: ListQuery) -> Page[LetterLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)

    def by_short_code(self, short_code: str) -> Letter | None:
        """Return the letter that prints this code; a draft has none."""
        return self.one(self.table.c.short_code == short_code) if short_code else None


class NumberRegister(Store[RegisterEntry, RegisterRow]):
    """The register of letter numbers; the database itself refuses a number twice."""

    noun = "register"
    missing = "Nomor ini tidak ada dalam buku agenda; muat ulang daftar."
    record = RegisterEntry
    row = RegisterRow

    def last_ordinal(self, counter: str, year: int) -> int:
        """Return the highest ordinal taken."""
        return self.highest("ordinal", *self._within(counter, year))

    def take(self, entry: RegisterEntry) -> None:
        """Enter a number; raises InvalidInput when it is taken already."""
        self.desk.log.may_write()
        try:
            with self.connection.begin_nested():
                self.add(entry)
        except sa.exc.IntegrityError as error:
            raise InvalidInput(
                f"Nomor {entry.text} sudah dipakai; pilih nomor urut lain.", field="ordinal", detail=str(error.orig)
            ) from error

    def of_year(self, counter: str, year: int) -> tuple[RegisterEntry, ...]:
        """Return the numbers of a year in their order."""
        return self.many(*self._within(counter, year), order=[self.table.c.ordinal])

    def _within(self, counter: str, year: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
        return self.table.c.counter == counter, self.table.c.year == year
