"""The office's own recaps."""

from __future__ import annotations

from cases.model.recap import SavedRecap
from db.store import Store
from db.tables import SavedRecapRow


class SavedRecapStore(Store[SavedRecap, SavedRecapRow]):
    """Recaps with the columns that the office has chosen."""

    noun = "recap"
    missing = "Rekap tersimpan ini tidak ada lagi; muat ulang halaman."
    record = SavedRecap
    row = SavedRecapRow

    def all(self) -> tuple[SavedRecap, ...]:
        """Return every one, by name."""
        return self.many(order=[self.table.c.name, self.table.c.id])

    def by_name(self, name: str) -> SavedRecap | None:
        """Return the one of a name, in any case of letters."""
        found = self.many(self.table.c.name == name, order=[self.table.c.id])
        return found[0] if found else None
