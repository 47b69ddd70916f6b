"""Elections."""

from __future__ import annotations

from cases.model.election import Election
from db.store import Store
from db.tables import ElectionRow


class ElectionStore(Store[Election, ElectionRow]):
    """Elections with their stages."""

    noun = "election"
    missing = "Pemilihan ini tidak ada lagi; muat ulang daftar."
    record = Election
    row = ElectionRow

    def all(self) -> tuple[Election, ...]:
        """Return every election, the newest voting day first."""
        return self.many(order=[self.table.c.voting_on.desc().nulls_first(), self.table.c.name])

    def by_name(self, name: str) -> Election | None:
        """Return the election of that name, in any case of letters."""
        return self.one(self.table.c.name == name.strip())
