"""The office and its signatories."""

from __future__ import annotations

from cases.model.office import Office, Signatory
from db.store import Store, Values
from db.tables import OfficeRow, SignatoryRow


class OfficeStore(Store[Office, OfficeRow]):
    """The one office of this database."""

    noun = "office"
    missing = "Data kantor belum ada; isi lebih dahulu di Pengaturan."
    record = Office
    row = OfficeRow

    def current(self) -> Office | None:
        """Return the office, or None before the first start ended."""
        return self.one()


class SignatoryStore(Store[Signatory, SignatoryRow]):
    """Officials whom the office picks as signers."""

    noun = "signatory"
    missing = "Penandatangan ini tidak ada lagi; muat ulang daftar."
    record = Signatory
    row = SignatoryRow

    def repeated(self, record: Signatory) -> Values:
        """Repeat the name."""
        return {"name": record.person.name}

    def all(self) -> tuple[Signatory, ...]:
        """Return every signatory, by name."""
        return self.many(order=[self.table.c.name, self.table.c.id])
