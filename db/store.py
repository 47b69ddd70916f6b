"""The store that every noun shares: frozen records in and out, one row each, every difference in the log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar, get_type_hints

import msgspec
import sqlalchemy as sa

from cases.changes import Change, Noun
from cases.errors import InvalidInput, NotAllowed, NotFound
from cases.model.discarded import Part
from db.audit import Changes, Log, as_text, from_text
from db.search import Search, Words
from db.sight import Sight, whole
from db.tables import Base, table_of

RESTRICTED = (
    "Perkara ini dibatasi untuk orang tertentu; mintalah mereka atau admin kantor Anda bila Anda perlu melihatnya."
)
"""What is said to whom it is hidden from."""
CHANGED_SINCE = "Isian itu sudah diubah lagi sesudahnya, jadi tidak diurungkan; ubah langsung di halamannya."
HIDDEN = "(rahasia)"
"""What the log shows in the place of a value that it must not know."""


@cache
def names_of(record: type[Any]) -> tuple[str, ...]:
    """Return the names of a record's fields."""
    return tuple(field.name for field in fields(record))


class HasId(Protocol):
    """A record with an identifier."""

    @property
    def id(self) -> str:
        """The identifier."""


Record = TypeVar("Record", bound=HasId)
Row = TypeVar("Row", bound=Base)
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the stores of one unit of work share."""

    connection: sa.Connection
    log: Log
    search: Search
    sight: Sight


class Store(Generic[Record, Row]):
    """Records of one noun. A column has the name of its field; some more repeat a part of one, for lists.

    ``rest`` is a second table under the same identifiers, for what lists never read: their scans stay short.
    """

    noun: ClassVar[Noun]
    missing: ClassVar[str]
    record: type[Record]
    row: type[Row]
    rest: ClassVar[type[Base] | None] = None
    secret: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.connection = desk.connection
        self.table = table_of(self.row)
        self._rest = None if self.rest is None else table_of(self.rest)

    # What a noun may do its own way

    def to_values(self, record: Record) -> Values:
        """Return the logged columns of a record."""
        return {name: getattr(record, name) for name in names_of(self.record)}

    def from_row(self, row: Mapping[str, Any]) -> Record:
        """Return the record of a row."""
        return self.record(**{name: row[name] for name in names_of(self.record)})

    def repeated(self, record: Record) -> Values:  # noqa: ARG002 - for those nouns that have some
        """Return the columns that repeat parts of the record for lists; they are not logged twice."""
        return {}

    def on_add(self, record: Record) -> Values:  # noqa: ARG002 - for those nouns that have some
        """Return further columns that a new row gets and keeps."""
        return {}

    def words(self, record: Record) -> Words | None:  # noqa: ARG002 - for those nouns that search finds
        """Return what search shall know of the record."""
        return None

    # What ``cases.ports.Store`` asks for

    def get(self, record_id: str) -> Record:
        """Return the record; raises NotFound, and NotAllowed for one that is hidden from who acts."""
        record = self.find(record_id)
        if record is None:
            self.refuse_hidden(self.table.c.id == record_id)
            raise NotFound(self.missing, record_id)
        return record

    def find(self, record_id: str) -> Record | None:
        """Return the record, or None."""
        found = self._records(self.connection.execute(_by_id(self.table, self._rest), {"id_": record_id}))
        return found[0] if found else None

    def of_ids(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Return those of these identifiers that are there, in this order."""
        wanted = list(ids)
        chosen = _by_ids(self.table, self._rest)
        found = {one.id: one for one in self._records(self.connection.execute(chosen, {"ids_": json.dumps(wanted)}))}
        return tuple(found[one] for one in wanted if one in found)

    def add(self, record: Record) -> None:
        """Write a new record."""
        self._insert(record, "add")

    def _insert(self, record: Record, action: Change) -> None:
        values = self.to_values(record)
        self.desk.log.may_write()
        columns = values | self.repeated(record) | self.on_add(record)
        for table in self._tables():
            self.connection.execute(_insert(table), _of_table(table, columns))
        changes = {name: ("", self._shown(name, value)) for name, value in values.items() if as_text(value)}
        self.desk.log.write(action, self.noun, record.id, changes)
        self._index(record)

    def save(self, record: Record) -> None:
        """Write the record over the stored one; without a difference nothing is written. Raises NotFound."""
        self.desk.log.may_write()
        stored = self.get(record.id)
        old, new = self.to_values(stored), self.to_values(record)
        differing = _difference(old, new)
        if not differing:
            return
        columns = differing | _difference(self.repeated(stored), self.repeated(record))
        for table in self._tables():
            if part := _of_table(table, columns):
                self.connection.execute(sa.update(table).where(table.c.id == record.id), part)
        changes = {name: (self._shown(name, old[name]), self._shown(name, new[name])) for name in differing}
        self.desk.log.write("save", self.noun, record.id, changes)
        self._index(record)

    # What ``cases.ports.Trash`` asks for

    def set_back(self, record_id: str, changes: Changes) -> None:
        """Give fields their old values again; raises InvalidInput where one of them is not what it was changed to."""
        stored = self.find(record_id)
        if stored is None:
            raise InvalidInput(CHANGED_SINCE)
        self.save(self.as_before(stored, changes))

    def set_back_all(self, rows: Sequence[tuple[str, Changes]], tick: Callable[[float], object]) -> None:
        """Do ``set_back`` for each of several records, in this order; ``tick`` hears how far it is, and may raise."""
        tick(0)
        for record_id, changes in rows:
            self.set_back(record_id, changes)

    def as_before(self, stored: Record, changes: Changes) -> Record:
        """Return a record with the values that changed fields had before; raises as ``set_back`` does."""
        values, kinds = self.to_values(stored), _kinds(self.record)
        back: Values = {}
        for name, (old, new) in changes.items():
            if name not in kinds:  # what follows from the others is computed again
                continue
            if name in self.secret or as_text(values[name]) != new:
                raise InvalidInput(CHANGED_SINCE, detail=name)
            back[name] = from_text(old, kinds[name])
        return self.from_row(values | back)

    def take_out(self, record_id: str, reason: str) -> Part:
        """Take a record out and return it whole; its last values and the reason stand in the log. Raises NotFound."""
        record = self.get(record_id)
        self.forget_derived(record_id)
        for table in reversed(self._tables()):
            self.connection.execute(sa.delete(table).where(table.c.id == record_id))
        self.desk.search.drop(self.noun, [record_id])
        changes = {name: (self._shown(name, value), "") for name, value in self.to_values(record).items()}
        self.desk.log.write("discard", self.noun, record_id, changes | {"reason": ("", reason)})
        whole = msgspec.json.encode(record).decode()
        return Part(noun=self.noun, record_id=record_id, record=whole, blobs=self.blobs_of(record))

    def put_back(self, part: Part) -> None:
        """Write a record that was taken out again."""
        self._insert(msgspec.json.decode(part.record, type=self.record), "recover")

    def blobs_of(self, record: Record) -> tuple[str, ...]:  # noqa: ARG002 - for those nouns that have some
        """Return the blobs of the vault that a record names."""
        return ()

    def forget_derived(self, record_id: str) -> None:
        """Delete what was derived from a record; it is derived again when the record comes back."""

    # For the queries of a noun

    def one(self, *conditions: sa.ColumnElement[bool]) -> Record | None:
        """Return the one record that meets the conditions, or None."""
        found = self.many(*conditions, order=())
        if len(found) > 1:
            raise LookupError(f"more than one {self.noun} where one was asked for")
        return found[0] if found else None

    def many(self, *conditions: sa.ColumnElement[bool], order: Iterable[sa.ColumnElement[Any]]) -> tuple[Record, ...]:
        """Return all records that meet the conditions, in order."""
        chosen = _select(self.table, self._rest).where(*conditions).order_by(*order)
        return self._records(self.connection.execute(chosen))

    def highest(self, column: str, *conditions: sa.ColumnElement[bool]) -> int:
        """Return the highest number in a column among the rows that meet the conditions, 0 when there is none.

        It is what the next number follows from, so it counts what is hidden from who acts too.
        """
        found = self.connection.execute(whole(sa.select(sa.func.max(self.table.c[column])).where(*conditions)))
        return found.scalar_one() or 0

    def refuse_hidden(self, condition: sa.ColumnElement[bool]) -> None:
        """Raise NotAllowed where a row that meets a condition is there, and hidden from who acts."""
        if self.desk.sight.hides(sa.select(self.table.c.id).where(condition)):
            raise NotAllowed(RESTRICTED)

    def _tables(self) -> tuple[sa.Table, ...]:
        return (self.table,) if self._rest is None else (self.table, self._rest)

    def _records(self, result: sa.CursorResult[Any]) -> tuple[Record, ...]:
        names = tuple(result.keys())
        return tuple(self.from_row(dict(zip(names, row, strict=True))) for row in result.all())

    def _shown(self, name: str, value: object) -> str:
        return HIDDEN if name in self.secret else as_text(value)

    def _index(self, record: Record) -> None:
        words = self.words(record)
        if words is not None:
            self.desk.search.put([words])


# Statements that every change sends are made once: putting them together costs more than running them.


@cache
def _select(table: sa.Table, rest: sa.Table | None) -> sa.Select[Any]:
    if rest is None:
        return sa.select(table)
    others = [column for column in rest.c if column.name != "id"]
    return sa.select(table, *others).join(rest, rest.c.id == table.c.id)


@cache
def _by_id(table: sa.Table, rest: sa.Table | None) -> sa.Select[Any]:
    return _select(table, rest).where(table.c.id == sa.bindparam("id_"))


@cache
def _by_ids(table: sa.Table, rest: sa.Table | None) -> sa.Select[Any]:
    wanted = sa.func.json_each(sa.bindparam("ids_", type_=sa.Text())).table_valued("value")
    return _select(table, rest).where(table.c.id.in_(sa.select(wanted.c.value)))


@cache
def _kinds(record: type[Any]) -> dict[str, Any]:
    """The types of a record's fields."""
    return get_type_hints(record)


@cache
def _insert(table: sa.Table) -> sa.Insert:
    return sa.insert(table)


def _difference(old: Values, new: Values) -> Values:
    return {name: value for name, value in new.items() if value != old[name]}


def _of_table(table: sa.Table, values: Values) -> Values:
    return {name: value for name, value in values.items() if name in table.c}
