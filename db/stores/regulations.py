"""The office's own regulation packs and its marks, and how far they have changed."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cases.model.regulation import OfficePack, RuleMark
from db.store import Store
from db.tables import MarkRow, PackRow, table_of

_pack, _mark = table_of(PackRow), table_of(MarkRow)
# Every service that reads the law asks it: made once, it need not be put together for each.
_REVISION: Final = sa.union_all(
    sa.select(sa.cast(_pack.c.key, sa.Text) + _pack.c.state + sa.cast(_pack.c.changed_at, sa.Text)),
    sa.select(_mark.c.id + _mark.c.verified_by + sa.cast(_mark.c.verified_on, sa.Text)),
)


class PackStore(Store[OfficePack, PackRow]):
    """Regulation packs, whatever their state."""

    noun = "pack"
    missing = "Paket aturan ini tidak ada lagi; muat ulang daftar."
    record = OfficePack
    row = PackRow

    def all(self) -> tuple[OfficePack, ...]:
        """Return every pack, by key."""
        return self.many(order=[self.table.c.key])

    def by_key(self, key: str) -> OfficePack | None:
        """Return the pack of that key."""
        return self.one(self.table.c.key == key)


class MarkStore(Store[RuleMark, MarkRow]):
    """Who compared which rule with its official copy."""

    noun = "mark"
    missing = "Tanda verifikasi ini tidak ada lagi; muat ulang daftar."
    record = RuleMark
    row = MarkRow

    def all(self) -> tuple[RuleMark, ...]:
        """Return every mark, by pack and entry."""
        return self.many(order=[self.table.c.pack_key, self.table.c.entry])


def law_revision(connection: sa.Connection) -> tuple[str, ...]:
    """Return what changes whenever the law of the office does: the state of each pack, and every mark."""
    return tuple(sorted(map(str, connection.execute(_REVISION).scalars().all())))
