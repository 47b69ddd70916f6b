"""Evidence records and their thumbnails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.model.discarded import Part
from cases.model.evidence import Evidence
from cases.model.marks import WITHOUT_SCANS, SeenText
from db.search import Words
from db.store import Store
from db.stores.reports import ReportStore
from db.tables import EvidenceRow, EvidenceTextRow, LookRow, ReportRow, SearchRow, ThumbnailRow, table_of

_thumbnail = table_of(ThumbnailRow)
_report = table_of(ReportRow)
_look = table_of(LookRow)
_text = table_of(EvidenceTextRow)
_entry = table_of(SearchRow)
# Every change sends these: made once, they need not be put together for each.
_NUMBER_OF = sa.select(_report.c.number).where(_report.c.id == sa.bindparam("id_"))
_TEXT_OF = sa.select(_text).where(_text.c.evidence_id == sa.bindparam("id_"))
_NUMBER = "report_number"
_PIECE = 500
_ALL_BITS = (1 << 64) - 1
_NEAR = sa.select(_look.c.evidence_id, _look.c.hash).where(_look.c.hash.is_not(None), sa.func.is_near(_look.c.hash))


class EvidenceStore(Store[Evidence, EvidenceRow]):
    """Evidence; the originals lie in the vault."""

    noun = "evidence"
    missing = "Bukti ini tidak ada lagi; muat ulang laporan."
    record = Evidence
    row = EvidenceRow

    def words(self, record: Evidence) -> Words:
        """Search finds an item by its title, account, file, address, description and the text that was read in it.

        Who captured it or handed it over may be the reporter, whom search does not know.
        """
        number = self.connection.execute(_NUMBER_OF, {"id_": record.report_id}).scalar_one()
        seen = self.text(record.id)
        told = (record.platform, record.profile_name, record.url, record.file_name, record.description)
        return Words(
            noun=self.noun,
            record_id=record.id,
            title=record.title,
            subtitle=f"{record.label}, laporan {number}",
            codes=record.account,
            body=" ".join(part for part in (*told, seen.words if seen is not None else "") if part),
        )

    def add(self, record: Evidence) -> None:
        """Write a new item; a report that lacked evidence does so no longer."""
        super().add(record)
        self._follow(record.report_id)

    def save(self, record: Evidence) -> None:
        """Write an item over the stored one; one that moved is missed where it was."""
        before = self.get(record.id).report_id
        super().save(record)
        if before != record.report_id:
            ReportStore(self.desk).follow(before)
            self._follow(record.report_id)

    def take_out(self, record_id: str, reason: str) -> Part:
        """Take an item out; its report may lack evidence now."""
        report_id = self.get(record_id).report_id
        part = super().take_out(record_id, reason)
        ReportStore(self.desk).follow(report_id)
        return part

    def put_back(self, part: Part) -> None:
        """Write an item that was taken out again."""
        super().put_back(part)
        self._follow(self.get(part.record_id).report_id)

    def _follow(self, report_id: str) -> None:
        """Of many items that come at once only the first changes what the report lacks."""
        reports = ReportStore(self.desk)
        if reports.lacks_evidence(report_id):
            reports.follow(report_id)

    def blobs_of(self, record: Evidence) -> tuple[str, ...]:
        """The original stays in the vault."""
        return (record.blob,)

    def forget_derived(self, record_id: str) -> None:
        """Forget the small picture, the look and the text."""
        for table in (_thumbnail, _look, _text):
            self.connection.execute(sa.delete(table).where(table.c.evidence_id == record_id))

    def searchable(self, report_id: str) -> dict[str, str]:
        """All that search knows of each item of a report, by identifier."""
        known = sa.select(self.table.c.id, _entry.c.title, _entry.c.codes, _entry.c.body).join(
            _entry, sa.and_(_entry.c.noun == self.noun, _entry.c.record_id == self.table.c.id)
        )
        rows = self.connection.execute(known.where(self.table.c.report_id == report_id))
        return {evidence_id: " ".join(words) for evidence_id, *words in rows}

    def index_missing(self, limit: int) -> int:
        """Tell the search of items that it does not know yet; return of how many."""
        self.desk.log.may_write()
        known = sa.exists().where(_entry.c.noun == self.noun, _entry.c.record_id == self.table.c.id)
        found = self._records(self.connection.execute(sa.select(self.table).where(~known).limit(limit)))
        self.desk.search.put(self.words(item) for item in found)
        return len(found)

    def of_report(self, report_id: str) -> tuple[Evidence, ...]:
        """Return the evidence of a report in the order of entry."""
        return self.many(self.table.c.report_id == report_id, order=[self.table.c.ordinal])

    def count(self) -> int:
        """How many items there are."""
        return self.connection.execute(sa.select(sa.func.count()).select_from(self.table)).scalar_one()

    def failing(self, report_id: str = "") -> tuple[Evidence, ...]:
        """The items whose failed check nobody has answered yet, of one report or of all."""
        wanted = [self.table.c.failure != "", self.table.c.answer == ""]
        if report_id:
            wanted.append(self.table.c.report_id == report_id)
        return self.many(sa.and_(*wanted), order=[self.table.c.report_id, self.table.c.ordinal])

    def after(self, evidence_id: str) -> Iterator[tuple[Evidence, str]]:
        """The items that came after one, with the numbers of their reports, a piece of the list at a time."""
        chosen = sa.select(self.table, _report.c.number.label(_NUMBER)).join(
            _report, _report.c.id == self.table.c.report_id
        )
        ordered = chosen.where(self.table.c.id > evidence_id).order_by(self.table.c.id)
        for row in self.connection.execute(ordered).yield_per(_PIECE).mappings():
            yield self.from_row(dict(row)), row[_NUMBER]

    def set_look(self, evidence_id: str, look: int | None) -> None:
        """Keep how an item looks; not logged, for it follows from the original."""
        self.desk.log.touch(self.noun, evidence_id)
        new = insert(_look)
        self.connection.execute(
            new.on_conflict_do_update(index_elements=["evidence_id"], set_={"hash": new.excluded.hash}),
            {"evidence_id": evidence_id, "hash": None if look is None else _signed(look)},
        )

    def looks_of(self, evidence_ids: Collection[str]) -> dict[str, int | None]:
        """How these items look, None for one that shows nothing; one that was not looked at yet is left out."""
        wanted, found = list(evidence_ids), {}
        for start in range(0, len(wanted), _PIECE):
            chosen = sa.select(_look).where(_look.c.evidence_id.in_(wanted[start : start + _PIECE]))
            for evidence_id, look in self.connection.execute(chosen):
                found[evidence_id] = None if look is None else look & _ALL_BITS
        return found

    def looks_near(self, looks: Collection[int], most_bits: int) -> dict[str, int]:
        """How those items look that differ from any of these looks in so many bits at most, by identifier.

        SQLite asks Python about each look where it lies: that costs half of fetching them all.
        """
        if not looks:
            return {}
        driver = self.connection.connection.dbapi_connection
        if driver is None:
            raise RuntimeError("a store without a connection")
        driver.create_function("is_near", 1, _is_near(tuple(looks), most_bits), deterministic=True)
        found = self.connection.execute(_NEAR)
        return {evidence_id: look & _ALL_BITS for evidence_id, look in found}

    def unseen(self, limit: int) -> tuple[Evidence, ...]:
        """The items that nobody has looked at yet, the oldest first."""
        seen = sa.exists().where(_look.c.evidence_id == self.table.c.id)
        chosen = sa.select(self.table).where(~seen).order_by(self.table.c.added_at, self.table.c.id).limit(limit)
        return self._records(self.connection.execute(chosen))

    def text(self, evidence_id: str) -> SeenText | None:
        """Return what was read in an item, None while it waits."""
        row = self.connection.execute(_TEXT_OF, {"id_": evidence_id}).mappings().first()
        return None if row is None else SeenText(reader=row["reader"], pages=row["pages"])

    def set_text(self, evidence_id: str, seen: SeenText) -> None:
        """Keep what was read in an item; not logged, for it follows from the original."""
        self.desk.log.touch(self.noun, evidence_id)
        new = insert(_text)
        values = {"reader": new.excluded.reader, "pages": new.excluded.pages}
        self.connection.execute(
            new.on_conflict_do_update(index_elements=["evidence_id"], set_=values),
            {"evidence_id": evidence_id, "reader": seen.reader, "pages": seen.pages},
        )
        self._index(self.get(evidence_id))

    def unread(self, limit: int, *, pictures: bool = True) -> tuple[Evidence, ...]:
        """The items in which nobody has looked for text yet, the oldest first; see ``cases.ports``."""
        for_pictures, for_papers = self._unread()
        wanted = sa.or_(for_pictures, for_papers) if pictures else for_papers
        chosen = sa.select(self.table).where(wanted).order_by(self.table.c.added_at, self.table.c.id).limit(limit)
        return self._records(self.connection.execute(chosen))

    def count_unread(self) -> tuple[int, int]:
        """How many items wait for a reader of pictures, and how many only for their turn."""
        counted = (sa.select(sa.func.count()).select_from(self.table).where(wanted) for wanted in self._unread())
        pictures, papers = (self.connection.execute(each).scalar_one() for each in counted)
        return pictures, papers

    def _unread(self) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
        """What waits for a reader of pictures, and what can be read without one."""
        row = sa.exists().where(_text.c.evidence_id == self.table.c.id)
        half = row.where(_text.c.reader.startswith(WITHOUT_SCANS, autoescape=True))
        picture = self.table.c.media_type.startswith("image/", autoescape=True)
        return sa.or_(sa.and_(picture, ~row), half), sa.and_(self.table.c.media_type == "application/pdf", ~row)

    def of_bytes(self, sha256s: Collection[str]) -> tuple[Evidence, ...]:
        """The items of any report that have one of these fingerprints."""
        found: list[Evidence] = []
        wanted = sorted(set(sha256s))
        for start in range(0, len(wanted), _PIECE):
            found += self.many(self.table.c.sha256.in_(wanted[start : start + _PIECE]), order=[self.table.c.added_at])
        return tuple(found)

    def thumbnails(self, evidence_ids: Collection[str]) -> dict[str, bytes]:
        """Return the small pictures of those of these items that have one, by identifier."""
        found: dict[str, bytes] = {}
        wanted = list(evidence_ids)
        for start in range(0, len(wanted), _PIECE):
            piece = wanted[start : start + _PIECE]
            chosen = sa.select(_thumbnail.c.evidence_id, _thumbnail.c.picture)
            rows = self.connection.execute(chosen.where(_thumbnail.c.evidence_id.in_(piece)))
            found |= {row.evidence_id: row.picture for row in rows}
        return found

    def set_thumbnail(self, evidence_id: str, picture: bytes) -> None:
        """Keep the small picture; not logged, for it follows from the original."""
        self.desk.log.touch(self.noun, evidence_id)
        new = insert(_thumbnail)
        self.connection.execute(
            new.on_conflict_do_update(index_elements=["evidence_id"], set_={"picture": new.excluded.picture}),
            {"evidence_id": evidence_id, "picture": picture},
        )


def _is_near(looks: tuple[int, ...], most_bits: int) -> Callable[[int], bool]:
    """Whether a look as SQLite keeps it is near any of these; the one that is asked most often is quick."""
    if len(looks) == 1:
        (only,) = looks
        return lambda signed: (signed & _ALL_BITS ^ only).bit_count() <= most_bits

    def is_near(signed: int) -> bool:
        seen = signed & _ALL_BITS
        return any((seen ^ look).bit_count() <= most_bits for look in looks)

    return is_near


def _signed(look: int) -> int:
    return look - (1 << 64) if look >> 63 else look
