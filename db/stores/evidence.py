"""Evidence records and their thumbnails."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.model.evidence import Evidence
from db.store import Store
from db.tables import EvidenceRow, ReportRow, ThumbnailRow, table_of

_thumbnail = table_of(ThumbnailRow)
_report = table_of(ReportRow)
_NUMBER = "report_number"
_PIECE = 500


class EvidenceStore(Store[Evidence, EvidenceRow]):
    """Evidence; the originals lie in the vault."""

    noun = "evidence"
    missing = "Bukti ini tidak ada lagi; muat ulang laporan."
    record = Evidence
    row = EvidenceRow

    def of_report(self, report_id: str) -> tuple[Evidence, ...]:
        """Return the evidence of a report in the order of entry."""
        return self.many(self.table.c.report_id == report_id, order=[self.table.c.ordinal])

    def every(self) -> Iterator[tuple[Evidence, str]]:
        """Every item with the number of its report, by report, a piece of the list at a time."""
        chosen = sa.select(self.table, _report.c.number.label(_NUMBER)).join(
            _report, _report.c.id == self.table.c.report_id
        )
        ordered = chosen.order_by(_report.c.number, self.table.c.ordinal)
        for row in self.connection.execute(ordered).yield_per(_PIECE).mappings():
            yield self.from_row(dict(row)), row[_NUMBER]

    def thumbnail(self, evidence_id: str) -> bytes | None:
        """Return the small picture, None when there is none yet."""
        chosen = sa.select(_thumbnail.c.picture).where(_thumbnail.c.evidence_id == evidence_id)
        return self.connection.execute(chosen).scalar_one_or_none()

    def set_thumbnail(self, evidence_id: str, picture: bytes) -> None:
        """Keep the small picture; not logged, for it follows from the original."""
        self.desk.log.touch(self.noun, evidence_id)
        new = insert(_thumbnail)
        self.connection.execute(
            new.on_conflict_do_update(index_elements=["evidence_id"], set_={"picture": new.excluded.picture}),
            {"evidence_id": evidence_id, "picture": picture},
        )
