"""The register of reports."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery, Page, ReportLine
from cases.model.report import Report, ReportStatus
from cases.rules.report_state import ReportState, letter_kinds, state_of, traits_of, written
from db.merged import with_merged
from db.paging import Listing, listing_columns, page
from db.search import Words
from db.sight import whole
from db.store import Store, Values
from db.tables import CaseRow, DiscardedRow, DisposedRow, EvidenceRow, LetterRow, ReportRow, TraitRow, table_of
from db.tables.base import NO_CASE

_report, _disposed = table_of(ReportRow), table_of(DisposedRow)
_discarded = table_of(DiscardedRow)
_trait, _evidence, _letter, _case = table_of(TraitRow), table_of(EvidenceRow), table_of(LetterRow), table_of(CaseRow)
_LACKS: Final = "kurang"
_WHOLE: Final = "lengkap"
# Every change of a report asks these: made once, they need not be put together for each.
_STATE_OF: Final = sa.select(_report.c.missing, _report.c.forwarding, _report.c.answering).where(
    _report.c.id == sa.bindparam("id_")
)
_TRAITS_OF: Final = sa.select(_trait.c.kind, _trait.c.key).where(_trait.c.report_id == sa.bindparam("id_"))
_HAS_EVIDENCE: Final = sa.select(_evidence.c.id).where(_evidence.c.report_id == sa.bindparam("id_")).limit(1)
_LETTERS_OF: Final = sa.union_all(
    sa.select(_letter.c.kind, _letter.c.status).where(_letter.c.report_id == sa.bindparam("id_")),
    sa.select(_letter.c.kind, _letter.c.status)
    .join(_case, _case.c.id == _letter.c.case_id)
    .where(_case.c.report_id == sa.bindparam("id_")),
)
_MERGED_INTO: Final = sa.select(_discarded.c.parts).where(
    _discarded.c.into.in_(with_merged(sa.select(sa.bindparam("id_", type_=sa.Text()).label("id")))),
    _discarded.c.noun == "report",
)


def _sharing() -> sa.Select[str, str, str]:
    """Of each trait, and its first and last day or none, the newest reports as JSON: one statement for all traits."""
    wanted = sa.func.json_each(sa.bindparam("wanted_", type_=sa.Text())).table_valued("value")
    kind, key, first, last = (
        sa.type_coerce(sa.func.json_extract(wanted.c.value, f"$[{place}]"), sa.Text()) for place in range(4)
    )
    day = sa.type_coerce(_report.c.event_on, sa.Text())
    near = sa.exists().where(_report.c.id == _trait.c.report_id, sa.or_(day.is_(None), day.between(first, last)))
    newest = (
        sa.select(_trait.c.report_id)
        .where(_trait.c.kind == kind, _trait.c.key == key, sa.or_(first.is_(None), near))
        .order_by(_trait.c.report_id.desc())
        .limit(sa.bindparam("limit_", type_=sa.Integer()))
        .correlate(wanted)
        .subquery()
    )
    found = sa.select(sa.func.json_group_array(newest.c.report_id)).correlate(wanted).scalar_subquery()
    return sa.select(kind, key, found).select_from(wanted)


_SHARING: Final = _sharing()
_LIST = Listing(
    line=ReportLine,
    source=_report,
    columns=listing_columns(ReportLine, _report, respondents=_report.c.respondent_names),
    by={
        "respondents": _report.c.respondent_names,
        "lacks": sa.case((_report.c.status != ReportStatus.NEW, ""), (_report.c.missing != "", _LACKS), else_=_WHOLE),
        **{
            name: _report.c[name]
            for name in (
                *("number", "received_on", "source", "status", "narrative", "agency_number"),
                *("missing", "forwarding", "answering", "circular_points"),
            )
        },
    },
    identity=_report.c.id,
    received_on=_report.c.received_on,
)


def _gone(field: str) -> sa.ColumnElement[Any]:
    """A field of the report that an entry of Sampah begins with."""
    return sa.func.json_extract(sa.func.json_extract(_discarded.c.parts, "$[0].record"), f"$.{field}")


def _merged(field: str) -> sa.ColumnElement[Any]:
    """A field of the reports that were merged into others; of every other entry of Sampah it is NULL."""
    told = sa.func.json_extract(sa.func.json_extract(_discarded.c.parts, "$[0].record"), f"$.{field}")
    return sa.case((sa.and_(_discarded.c.noun == "report", _discarded.c.into != ""), told))


class ReportStore(Store[Report, ReportRow]):
    """Reports; the reporter is confidential, so search does not know him."""

    noun = "report"
    missing = "Laporan ini tidak ada lagi; muat ulang daftar."
    record = Report
    row = ReportRow

    def repeated(self, record: Report) -> Values:
        """Repeat the names of the accused."""
        return {"respondent_names": ", ".join(respondent.person.name for respondent in record.respondents)}

    def words(self, record: Report) -> Words:
        """Search finds a report by number, accused, narrative, place, account, address and other bodies' numbers."""
        return self.words_of(record, self._merged_into(record.id))

    @classmethod
    def words_of(cls, record: Report, merged: Iterable[Report] = ()) -> Words:
        """Return what ``words`` does; it is found by the numbers of those that were merged into it too."""
        people = [respondent.person for respondent in record.respondents]
        numbers = [text for one in merged for text in (one.number, one.agency_number)]
        parts = (record.narrative, record.event_place, record.platform, record.account, record.url)
        return Words(
            noun=cls.noun,
            record_id=record.id,
            title=record.number,
            subtitle=", ".join(person.name for person in people),
            codes=" ".join(filter(None, (*(one.nip for one in people), record.agency_number, *numbers))),
            body=" ".join(part for part in (*(person.name for person in people), *parts) if part),
        )

    def _merged_into(self, report_id: str) -> tuple[Report, ...]:
        """The reports that went into one, as they were."""
        parts = self.connection.execute(_MERGED_INTO, {"id_": report_id}).scalars()
        return tuple(msgspec.json.decode(one[0].record, type=Report) for one in parts)

    def forget_derived(self, record_id: str) -> None:
        """Forget what it may share with others."""
        self.connection.execute(sa.delete(_trait).where(_trait.c.report_id == record_id))

    def _index(self, record: Report) -> None:
        super()._index(record)
        self._write_traits(record)
        self._write_state(record)

    def follow(self, report_id: str) -> None:
        """Write anew what follows from a report's evidence and letters; nothing for one that is not there."""
        record = self.find(report_id)
        if record is not None:
            self._write_state(record)

    def lacks_evidence(self, report_id: str) -> bool:
        """Whether a report is marked as one without evidence."""
        stored = self.connection.execute(_STATE_OF, {"id_": report_id}).first()
        return stored is not None and " evidence " in stored.missing

    def state(self, report: Report) -> ReportState:
        """Return what follows from a report, its evidence and its letters now."""
        found = self.connection.execute(_HAS_EVIDENCE, {"id_": report.id}).first()
        wanted = letter_kinds()
        letters = self.connection.execute(_LETTERS_OF, {"id_": report.id})
        told = [(kind, LetterStatus(status)) for kind, status in letters if kind in wanted]
        return state_of(report, told, evidence=found is not None)

    def _write_state(self, record: Report) -> None:
        state = self.state(record)
        wanted = (f" {' '.join(state.missing)} " if state.missing else "", state.forwarding, state.answering)
        stored = self.connection.execute(_STATE_OF, {"id_": record.id}).one()
        if tuple(stored) != wanted:
            self.desk.log.touch(self.noun, record.id)
            values = dict(zip(("missing", "forwarding", "answering"), wanted, strict=True))
            self.connection.execute(sa.update(self.table).where(self.table.c.id == record.id), values)

    def _write_traits(self, record: Report) -> None:
        stored = {(row.kind, row.key) for row in self.connection.execute(_TRAITS_OF, {"id_": record.id})}
        wanted = traits_of(record).union(*map(traits_of, self._merged_into(record.id)))
        for kind, key in stored - wanted:
            one = (_trait.c.kind == kind, _trait.c.key == key, _trait.c.report_id == record.id)
            self.connection.execute(sa.delete(_trait).where(*one))
        if new := [{"kind": kind, "key": key, "report_id": record.id} for kind, key in sorted(wanted - stored)]:
            self.connection.execute(sa.insert(_trait), new)

    def index_missing(self, limit: int) -> int:
        """Give traits and state to reports that were written by other rules; return to how many."""
        self.desk.log.may_write()
        kind, key = written()
        same = (_trait.c.kind == kind, _trait.c.key == key, _trait.c.report_id == self.table.c.id)
        known = sa.exists().where(*same)
        found = self._records(self.connection.execute(whole(sa.select(self.table).where(~known).limit(limit))))
        for report in found:
            self._write_traits(report)
            self._write_state(report)
        return len(found)

    def sharing(
        self,
        traits: Collection[tuple[str, str]],
        limit: int,
        dated: Collection[tuple[str, str]] = (),
        days: tuple[date, date] | None = None,
    ) -> dict[str, frozenset[tuple[str, str]]]:
        """Return which of these traits reports have, by identifier; of each trait the newest reports.

        Of ``dated`` traits, with ``days``, only of events on one of them, or on a day that is not known.
        """
        between = (None, None) if days is None else tuple(map(str, days))
        wanted = [(*trait, None, None) for trait in traits] + [(*trait, *between) for trait in dated]
        values = {"wanted_": json.dumps(wanted), "limit_": limit}
        found: dict[str, set[tuple[str, str]]] = {}
        for kind, key, reports in self.connection.execute(_SHARING, values).all():
            for report_id in json.loads(reports):
                found.setdefault(report_id, set()).add((kind, key))
        return {report_id: frozenset(shared) for report_id, shared in found.items()}

    def reindex(self, report_id: str) -> None:
        """Write anew all that is derived from a report: another one went into it, or came out."""
        self._index(self.get(report_id))

    def split_off(self, report_id: str) -> tuple[Report, ...]:
        """Return the reports that were split off a report, in the order of their numbers."""
        return self.many(self.table.c.split_from == report_id, order=[self.table.c.year, self.table.c.ordinal])

    def last_ordinal(self, year: int) -> int:
        """Return the highest ordinal of a year; one that was merged into another or destroyed stays taken."""
        merged = sa.select(sa.func.max(_merged("ordinal"))).where(_merged("year") == year)
        gone = sa.select(sa.func.max(_disposed.c.report_ordinal)).where(_disposed.c.report_year == year)
        others = (self.connection.execute(whole(one)).scalar_one() or 0 for one in (merged, gone))
        return max(self.highest("ordinal", self.table.c.year == year), *others)

    def is_taken(self, number: str) -> bool:
        """Whether a report bears that number, also one that the actor does not see."""
        standing = sa.select(self.table.c.id).where(self.table.c.number == number)
        merged = sa.select(_discarded.c.record_id).where(_merged("number") == number)
        return self.connection.execute(whole(standing.union_all(merged))).first() is not None

    def reporters(self, bodies: Collection[str]) -> frozenset[str]:
        """Return the names and contacts of all people who ever reported, but not of ``bodies``; Sampah included."""
        people = self.table.c.source.not_in(bodies)
        told = (self.table.c.reporter_name, self.table.c.reporter_contact)
        standing = sa.select(*told).where(people)
        gone = sa.select(_gone("reporter_name"), _gone("reporter_contact")).where(
            _discarded.c.noun == "report", _gone("source").not_in(bodies)
        )
        found = self.connection.execute(whole(standing.union(gone)))
        return frozenset(text for row in found for text in row if text)

    def of_election(self, name: str) -> tuple[Report, ...]:
        """Return the reports that name this election, in the order of their numbers."""
        named = self.table.c.election.collate(NO_CASE) == name
        return self.many(named, order=[self.table.c.year, self.table.c.ordinal])

    def page(self, query: ListQuery) -> Page[ReportLine]:
        """Return one page of the list."""
        return page(self.connection, _LIST, query)
