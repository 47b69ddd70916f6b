"""Name lists with their rows, and the hits in which a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from cases.errors import InvalidInput, NotFound
from cases.model.name_list import ListRow
from cases.model.name_review import Decision, Earlier, ListCounts, NameHit, NameList, QueueLine, RowState
from db.audit import Changes, as_text
from db.sight import whole
from db.store import CHANGED_SINCE, Store, Values, names_of
from db.tables import DiscardedRow, ListedRow, NameHitRow, NameListRow, ReportRow, table_of

_list, _row, _hit = table_of(NameListRow), table_of(ListedRow), table_of(NameHitRow)
_report, _discarded = table_of(ReportRow), table_of(DiscardedRow)
_AT_ONCE: Final = 2_000
"""So many hits go in between two looks whether somebody pressed cancel."""
_ROW_FIELDS: Final = names_of(ListRow)


def _any(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.max(sa.case((condition, 1), else_=0))


def _seen() -> sa.ColumnElement[bool]:
    """Whether a hit is shown: not that of somebody who was merged, where his row has a hit of who stayed."""
    merged = sa.select(_discarded.c.record_id).where(_discarded.c.noun == "employee", _discarded.c.into != "")
    return _hit.c.employee_id.not_in(merged)


def _reported() -> sa.ColumnElement[bool]:
    """Whether the report of a hit is there, or was merged into another."""
    standing = sa.exists().where(_report.c.id == _hit.c.report_id)
    merged = sa.exists().where(
        _discarded.c.noun == "report", _discarded.c.record_id == _hit.c.report_id, _discarded.c.into != ""
    )
    return sa.and_(_hit.c.report_id != "", sa.or_(standing, merged))


def _decided_elsewhere() -> sa.ColumnElement[bool]:
    """Whether somebody decided about the same person and employee in another list that still stands."""
    other = sa.alias(_hit)
    lists = sa.alias(_list)
    return sa.exists(
        sa.select(other.c.id)
        .join(lists, lists.c.id == other.c.list_id)
        .where(
            other.c.identity == _hit.c.identity,
            other.c.employee_id == _hit.c.employee_id,
            other.c.list_id != _hit.c.list_id,
            other.c.decision != Decision.OPEN,
        )
    )


def _by_row() -> sa.Select[Any]:
    """Each row with candidates: its best score, how many they are, and where it stands."""
    same, open_ = _any(_hit.c.decision == Decision.SAME), _any(_hit.c.decision == Decision.OPEN)
    unsure = _any(_hit.c.decision == Decision.UNSURE)
    state = sa.case(
        (same == 1, RowState.SAME.value),
        (open_ == 1, RowState.OPEN.value),
        (unsure == 1, RowState.UNSURE.value),
        else_=RowState.OTHER.value,
    )
    remembered = sa.and_(_hit.c.decision == Decision.OPEN, _hit.c.identity != "", _decided_elsewhere())
    return (
        sa.select(
            _hit.c.list_id,
            _hit.c.row,
            sa.func.max(_hit.c.score).label("score"),
            sa.func.count().label("hits"),
            state.label("state"),
            _any(remembered).label("earlier"),
            _any(sa.and_(_hit.c.decision == Decision.SAME, _reported())).label("reported"),
        )
        .where(_seen())
        .group_by(_hit.c.list_id, _hit.c.row)
    )


class NameListStore(Store[NameList, NameListRow]):
    """Lists and their rows."""

    noun = "name_list"
    missing = "Daftar ini tidak ada lagi; muat ulang halaman."
    record = NameList
    row = NameListRow

    def blobs_of(self, record: NameList) -> tuple[str, ...]:
        """The file as it was handed in stays in the vault."""
        return (record.blob,)

    def all(self) -> tuple[NameList, ...]:
        """Return every list, the newest first."""
        return self.many(order=[self.table.c.added_at.desc(), self.table.c.id.desc()])

    def of_file(self, sha256: str) -> tuple[NameList, ...]:
        """Return the lists that were made of a file with this fingerprint, the oldest first."""
        return self.many(self.table.c.sha256 == sha256, order=[self.table.c.added_at])

    def add_rows(self, list_id: str, rows: Iterable[ListRow]) -> None:
        """Write the rows of a list; they follow from its file, whose fingerprint is in the log."""
        self.desk.log.may_write()
        values = [{"list_id": list_id} | {name: getattr(row, name) for name in _ROW_FIELDS} for row in rows]
        if values:
            self.connection.execute(sa.insert(_row), values)

    def rows_of(self, list_id: str, numbers: Sequence[int] | None = None) -> tuple[ListRow, ...]:
        """Return the rows of a list in their order, or those of these numbers."""
        chosen = sa.select(*(_row.c[name] for name in _ROW_FIELDS)).where(_row.c.list_id == list_id)
        if numbers is not None:
            chosen = chosen.where(_row.c.number.in_(numbers))
        found = self.connection.execute(chosen.order_by(_row.c.number))
        return tuple(ListRow(**dict(zip(_ROW_FIELDS, row, strict=True))) for row in found)

    def counts(self, list_id: str = "") -> dict[str, ListCounts]:
        """Return how each list stands, or the one; a list without candidates is left out."""
        rows = _by_row().where(_hit.c.list_id == list_id) if list_id else _by_row()
        by_row = rows.subquery()
        is_ = {state: by_row.c.state == state.value for state in RowState}
        counted = {
            "with_hits": sa.true(),
            **{state.value: condition for state, condition in is_.items()},
            "earlier": sa.and_(is_[RowState.OPEN], by_row.c.earlier == 1),
            "reported": sa.and_(is_[RowState.SAME], by_row.c.reported == 1),
            "unreported": sa.and_(is_[RowState.SAME], by_row.c.reported == 0),
        }
        chosen = sa.select(
            by_row.c.list_id, *(sa.func.sum(sa.case((condition, 1), else_=0)) for condition in counted.values())
        ).group_by(by_row.c.list_id)
        return {
            list_: ListCounts(**dict(zip(counted, numbers, strict=True)))
            for list_, *numbers in self.connection.execute(chosen)
        }

    def queue(self, list_id: str) -> tuple[QueueLine, ...]:
        """Return the rows of a list that have candidates, the likeliest first."""
        by_row = _by_row().where(_hit.c.list_id == list_id).subquery()
        chosen = (
            sa.select(
                by_row.c.row, _row.c.name, by_row.c.score, by_row.c.hits, by_row.c.state, by_row.c.earlier,
                by_row.c.reported,
            )
            .join(_row, sa.and_(_row.c.list_id == by_row.c.list_id, _row.c.number == by_row.c.row))
            .order_by(by_row.c.score.desc(), by_row.c.row)
        )  # fmt: skip
        return tuple(
            QueueLine(
                row=number,
                name=name,
                score=score,
                hits=hits,
                state=RowState(state),
                earlier=bool(earlier),
                reported=bool(reported),
            )
            for number, name, score, hits, state, earlier, reported in self.connection.execute(chosen)
        )


class NameHitStore(Store[NameHit, NameHitRow]):
    """Hits; each decision is a row of the log."""

    noun = "name_hit"
    missing = "Kecocokan ini tidak ada lagi, mungkin karena daftarnya dicocokkan ulang; muat ulang halaman."
    record = NameHit
    row = NameHitRow

    def of_row(self, list_id: str, row: int) -> tuple[NameHit, ...]:
        """Return the candidates of a row, the likeliest first."""
        here = (self.table.c.list_id == list_id, self.table.c.row == row, _seen())
        return self.many(*here, order=[self.table.c.score.desc(), self.table.c.name, self.table.c.id])

    def of_list(self, list_id: str, decision: Decision | None = None) -> tuple[NameHit, ...]:
        """Return the hits of a list by row, or those of one decision."""
        wanted = [self.table.c.list_id == list_id, _seen()]
        wanted += [self.table.c.decision == decision] if decision is not None else []
        return self.many(*wanted, order=[self.table.c.row, self.table.c.score.desc(), self.table.c.id])

    def proposed(self, list_id: str) -> tuple[NameHit, ...]:
        """Return the open hits of a list about whose person and employee somebody decided in another list."""
        here = (self.table.c.list_id == list_id, self.table.c.decision == Decision.OPEN, self.table.c.identity != "")
        return self.many(*here, _seen(), _decided_elsewhere(), order=[self.table.c.row, self.table.c.id])

    def reported_of(self, employee_id: str) -> tuple[NameHit, ...]:
        """Return the hits of an employee that are reports now, the oldest decision first."""
        # by the index of the few that are reports, not by that of his hits, which may be as many as rows of lists
        his = self.table.c.employee_id.concat("") == employee_id
        made = self.table.c.report_id > ""
        return self.many(his, made, _reported(), order=[self.table.c.decided_at, self.table.c.id])

    def of_employee(self, employee_id: str) -> tuple[NameHit, ...]:
        """Return every hit of an employee, by list and row, also those that wait for a merge to be taken apart."""
        return self.many(self.table.c.employee_id == employee_id, order=[self.table.c.list_id, self.table.c.row])

    def save_all(self, hits: Sequence[NameHit], tick: Callable[[float], object] = lambda _fraction: None) -> None:
        """Save many, each with its row of the log, and each field in one statement for all; raises as ``save``."""
        self.desk.log.may_write()
        for place in range(0, len(hits), _AT_ONCE):
            tick(place / len(hits))
            some = hits[place : place + _AT_ONCE]
            stored = {one.id: self.to_values(one) for one in self.of_ids(one.id for one in some)}
            fields: dict[tuple[str, ...], list[Values]] = {}
            rows: list[tuple[str, Changes]] = []
            for hit in some:
                if hit.id not in stored:
                    raise NotFound(self.missing, hit.id)
                old, new = stored[hit.id], self.to_values(hit)
                differing = tuple(name for name in new if new[name] != old[name])
                if differing:
                    fields.setdefault(differing, []).append({"id_": hit.id} | {name: new[name] for name in differing})
                    rows.append((hit.id, {name: (as_text(old[name]), as_text(new[name])) for name in differing}))
            for names, values in fields.items():
                change = sa.update(self.table).where(self.table.c.id == sa.bindparam("id_"))
                self.connection.execute(change.values({name: sa.bindparam(name) for name in names}), values)
            self.desk.log.write_many("save", self.noun, rows)

    def set_back_all(self, rows: Sequence[tuple[str, Changes]], tick: Callable[[float], object]) -> None:
        """Give hits their old values again, however many, in one ``save_all``."""
        tick(0)
        found = {hit.id: hit for hit in self.of_ids(dict.fromkeys(hit_id for hit_id, _ in rows))}
        for hit_id, changes in rows:
            if hit_id not in found:
                raise InvalidInput(CHANGED_SINCE)
            found[hit_id] = self.as_before(found[hit_id], changes)
        self.save_all(tuple(found.values()), tick)

    def decided_before(self, list_id: str) -> dict[tuple[str, str], Decision]:
        """Return what was last decided elsewhere about who is open in a list, by identity and employee."""
        open_ = sa.alias(_hit)
        chosen = (
            sa.select(_hit.c.identity, _hit.c.employee_id, _hit.c.decision)
            .join(_list, _list.c.id == _hit.c.list_id)
            .join(open_, sa.and_(open_.c.identity == _hit.c.identity, open_.c.employee_id == _hit.c.employee_id))
            .where(
                open_.c.list_id == list_id,
                open_.c.decision == Decision.OPEN,
                open_.c.identity != "",
                _hit.c.list_id != list_id,
                _hit.c.decision != Decision.OPEN,
            )
            .order_by(_hit.c.decided_at)
        )
        return {(who, employee): decision for who, employee, decision in self.connection.execute(chosen)}

    def earlier(self, hit: NameHit) -> Earlier | None:
        """Return what was last decided about the same person and employee in another list."""
        if not hit.identity:
            return None
        chosen = (
            sa.select(_hit.c.decision, _hit.c.decided_at, _hit.c.decided_by, _list.c.title, _list.c.listed_on)
            .join(_list, _list.c.id == _hit.c.list_id)
            .where(
                _hit.c.identity == hit.identity,
                _hit.c.employee_id == hit.employee_id,
                _hit.c.list_id != hit.list_id,
                _hit.c.decision != Decision.OPEN,
            )
            .order_by(_hit.c.decided_at.desc())
            .limit(1)
        )
        found = self.connection.execute(chosen).first()
        if found is None:
            return None
        return Earlier(
            decision=found.decision,
            decided_at=found.decided_at,
            decided_by=found.decided_by,
            list_title=found.title,
            listed_on=found.listed_on,
        )

    def replace_open(self, list_id: str, hits: Sequence[NameHit], digest: str, tick: Callable[[float], object]) -> int:
        """Put these in the place of the undecided hits of a list, with one row of the log; return how many went in.

        A row and an employee about whom somebody decided keep that decision, also where who acts does not see it.
        """
        self.desk.log.may_write()
        here = self.table.c.list_id == list_id
        self.connection.execute(sa.delete(self.table).where(here, self.table.c.decision == Decision.OPEN))
        pairs = whole(sa.select(self.table.c.row, self.table.c.employee_id).where(here))
        kept = {(row, employee_id) for row, employee_id in self.connection.execute(pairs)}
        new = [hit for hit in hits if (hit.row, hit.employee_id) not in kept]
        for place in range(0, len(new), _AT_ONCE):
            tick(place / len(new))
            values = [self.to_values(hit) for hit in new[place : place + _AT_ONCE]]
            self.connection.execute(sa.insert(self.table), values)
        self.desk.log.write("import", "name_list", list_id, {"digest": ("", digest), "hits": ("", str(len(new)))})
        return len(new)
