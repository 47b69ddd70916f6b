"""Cases that were over before the program came."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from cases.model.figures import FigureQuery
from cases.model.listing import ListQuery, Page
from cases.model.old_case import OldCase, OldCaseLine
from db.figures import behind
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.store import Store, Values
from db.tables import OldCaseRow, table_of

_table = table_of(OldCaseRow)
_LIST = Listing(
    line=OldCaseLine,
    source=_table,
    columns=listing_columns(OldCaseLine, _table),
    by={
        name: _table.c[name]
        for name in ("number", "year", "name", "nip", "work_unit", "outcome", "level", "sanction_title", "decision_on")
    },
    identity=_table.c.id,
)


class OldCaseStore(Store[OldCase, OldCaseRow]):
    """Old cases; several may bear one number, for paper did."""

    noun = "old_case"
    missing = "Perkara arsip ini tidak ada lagi; muat ulang daftar."
    record = OldCase
    row = OldCaseRow

    def repeated(self, record: OldCase) -> Values:
        """Repeat the person."""
        person = record.respondent
        return {"name": person.name, "nip": person.nip, "work_unit": person.work_unit, "post": person.position_kind}

    def words(self, record: OldCase) -> Words:
        """Search finds it by its numbers and its person, and by the words of the matter."""
        person = record.respondent
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=f"{record.named} · {person.name}",
            subtitle=" · ".join(part for part in ("Arsip", person.work_unit) if part),
            codes=person.nip,
            body=" ".join(part for part in (record.decision_number, record.narrative, record.note) if part),
        )

    def all(self) -> tuple[OldCase, ...]:
        """Return every one, by year and number."""
        return self.many(order=[self.table.c.year, self.table.c.number, self.table.c.id])

    def of_nip(self, nip: str) -> tuple[OldCase, ...]:
        """Return those of a person, the newest first; nobody is known by an empty NIP."""
        if not nip:
            return ()
        return self.many(self.table.c.nip == nip, order=[self.table.c.year.desc(), self.table.c.id.desc()])

    def alike(self, nip: str, name: str) -> tuple[OldCase, ...]:
        """Return those of a NIP or of a name, in any case of letters."""
        who = self.table.c.name == name if not nip else sa.or_(self.table.c.nip == nip, self.table.c.name == name)
        return self.many(who, order=[self.table.c.id])

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[OldCase, ...]:
        """Return those behind a figure that counts old cases, by year and number."""
        chosen = self.table.c.id.in_(behind(query, key, today))
        return self.many(chosen, order=[self.table.c.year, self.table.c.number, self.table.c.id])

    def page(self, query: ListQuery) -> Page[OldCaseLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)
