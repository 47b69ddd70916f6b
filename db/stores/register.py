"""The register of letter numbers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cases.errors import InvalidInput
from cases.model.letter import LetterStatus, RegisterEntry
from cases.model.listing import ListQuery, Page, RegisterLine
from db.paging import Listing, listing_columns, page
from db.store import Store
from db.tables import CaseRow, LetterRow, RegisterRow, ReportRow, table_of

_letter = table_of(LetterRow)
_case = table_of(CaseRow)
_report = table_of(ReportRow)
_register = table_of(RegisterRow)
_OUTSIDE = "di luar program"
_HIDDEN = "dibatasi"
"""The letter of a number is of a case that is hidden from who acts."""


def _first(*columns: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """The first of these that holds anything, "" where none does."""
    return sa.func.coalesce(*(sa.func.nullif(column, "") for column in columns), "")


_shown: dict[str, sa.ColumnElement[Any]] = {
    "order": sa.func.printf("%04d %-24s %07d", _register.c.year, _register.c.counter, _register.c.ordinal),
    "case_id": _letter.c.case_id,
    "case_number": _first(_case.c.number, _report.c.number),
    "addressee": _first(_register.c.addressee, _case.c.respondent_name, _report.c.respondent_names),
    "void_reason": _first(_register.c.void_reason, _letter.c.void_reason),
    "status": sa.case(
        (_register.c.void_reason != "", LetterStatus.VOID.value),
        (sa.and_(_register.c.letter_id != "", _letter.c.id.is_(None)), _HIDDEN),
        else_=sa.func.coalesce(sa.type_coerce(_letter.c.status, sa.Text()), _OUTSIDE),
    ),
}
_words = _register.c.text + " " + _register.c.subject + " " + _shown["addressee"] + " " + _shown["void_reason"]
_by = {name: _register.c[name] for name in ("text", "used_on", "subject", "classification")}
_LIST = Listing(
    line=RegisterLine,
    source=_register.outerjoin(_letter, _letter.c.id == _register.c.letter_id)
    .outerjoin(_case, _case.c.id == _letter.c.case_id)
    .outerjoin(_report, _report.c.id == _letter.c.report_id),
    columns=listing_columns(RegisterLine, _register, **_shown),
    by=_shown | _by | {"words": _words, "year": sa.cast(_register.c.year, sa.Text())},
    identity=_register.c.id,
    always=frozenset({"order", "text", "subject", "classification", "year", "status", "addressee", "case_number"}),
)


class NumberRegister(Store[RegisterEntry, RegisterRow]):
    """The register of letter numbers; a number is taken in the one transaction that may write, so never twice."""

    noun = "register"
    missing = "Nomor ini tidak ada dalam buku agenda; muat ulang daftar."
    record = RegisterEntry
    row = RegisterRow

    def last_ordinal(self, counter: str, year: int) -> int:
        """Return the highest ordinal that a counter has to go on after."""
        return self.highest("ordinal", *self._counted(counter, year))

    def take(self, entry: RegisterEntry) -> None:
        """Enter a number; raises InvalidInput when its counter has it taken, or the year has its text."""
        self.desk.log.may_write()
        c = self.table.c
        counted = sa.and_(*self._counted(entry.counter, entry.year), c.ordinal == entry.ordinal)
        same = sa.and_(c.year == entry.year, c.text == entry.text)
        known = self.many(sa.or_(counted, same), order=[c.ordinal, c.id])
        if known:
            used = f" untuk {known[0].subject}" if known[0].subject else ""
            raise InvalidInput(f"Nomor {known[0].text} sudah dipakai{used}; pilih nomor urut lain.", field="ordinal")
        self.add(entry)

    def of_year(self, counter: str, year: int) -> tuple[RegisterEntry, ...]:
        """Return the numbers of a year that a counter counts, in their order."""
        return self.many(*self._counted(counter, year), order=[self.table.c.ordinal, self.table.c.id])

    def years(self) -> tuple[int, ...]:
        """Return the years that have numbers, the newest first."""
        chosen = sa.select(self.table.c.year).distinct().order_by(self.table.c.year.desc())
        return tuple(self.connection.execute(chosen).scalars())

    def page(self, query: ListQuery) -> Page[RegisterLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)

    def _counted(self, counter: str, year: int) -> tuple[sa.ColumnElement[bool], ...]:
        own = (self.table.c.classification == counter,) if counter else ()
        return (self.table.c.year == year, *own)
