"""Employees who look like one and are two."""

from __future__ import annotations

from cases.model.two_people import TwoPeople
from db.store import Store
from db.tables import TwoPeopleRow


class TwoPeopleStore(Store[TwoPeople, TwoPeopleRow]):
    """Fulfils ``cases.ports.TwoPeopleStore`` within one unit of work."""

    noun = "two_people"
    missing = "Catatan bahwa keduanya dua orang tidak ada lagi; buka lagi halaman ini."
    record = TwoPeople
    row = TwoPeopleRow

    def all(self) -> tuple[TwoPeople, ...]:
        """Return what persons said, the newest last."""
        return self.many(order=[self.table.c.id])

    def of_pair(self, one_id: str, other_id: str) -> TwoPeople | None:
        """Return what a person said of two employees, whichever is named first."""
        one_id, other_id = sorted((one_id, other_id))
        return self.one(self.table.c.one_id == one_id, self.table.c.other_id == other_id)
