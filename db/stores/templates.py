"""The office's own editions of letter templates, and how far they have changed."""

from __future__ import annotations

import sqlalchemy as sa

from cases.model.wording import OfficeTemplate
from db.store import Store
from db.tables import TemplateRow, table_of


class TemplateStore(Store[OfficeTemplate, TemplateRow]):
    """Editions of letter templates, whatever their state."""

    noun = "template"
    missing = "Naskah surat ini tidak ada lagi; muat ulang daftar."
    record = OfficeTemplate
    row = TemplateRow

    def all(self) -> tuple[OfficeTemplate, ...]:
        """Return every edition, by kind and in the order of making."""
        return self.many(order=[self.table.c.kind, self.table.c.made_at, self.table.c.id])

    def by_name(self, name: str) -> OfficeTemplate | None:
        """Return the edition of that name."""
        return self.one(self.table.c.name == name)


def shelf_revision(connection: sa.Connection) -> tuple[str, ...]:
    """Return what changes whenever an edition does."""
    template = table_of(TemplateRow)
    told = sa.cast(template.c.name, sa.Text) + sa.cast(template.c.state, sa.Text)
    rows = connection.execute(sa.select(told + sa.cast(template.c.changed_at, sa.Text)))
    return tuple(sorted(str(row[0]) for row in rows))
