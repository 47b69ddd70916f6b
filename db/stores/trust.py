"""Certificates of issuers that the office trusts, and lists of revoked ones."""

from __future__ import annotations

from cases.model.electronic import TrustedFile
from db.store import Store
from db.tables import TrustRow


class TrustStore(Store[TrustedFile, TrustRow]):
    """What signatures are judged by."""

    noun = "trust"
    missing = "Sertifikat ini tidak ada lagi; muat ulang daftar."
    record = TrustedFile
    row = TrustRow

    def blobs_of(self, record: TrustedFile) -> tuple[str, ...]:
        """The certificate stays in the vault."""
        return (record.blob,)

    def all(self) -> tuple[TrustedFile, ...]:
        """Return every certificate and list, by kind and name."""
        return self.many(order=[self.table.c.kind, self.table.c.title, self.table.c.id])
