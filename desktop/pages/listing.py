"""What the pages with a list share: reading a list page by page, sorting and filtering rows that are all in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.ports import Clock
from desktop.desk import Request
from desktop.models.table import Column, TableQuery
from desktop.widgets.table import RecordTable

R = TypeVar("R")
After = tuple[str | int | None, str]
SortKey = Callable[[R], str | int]

PAGE = 100
_MOST_AGAIN = 1000
_MINUTE_MS = 60_000


class Pager(Generic[R]):
    """Reads a list into its table: the first page at once, the next when the view nears the end.

    ``query_of`` makes the database's question out of what the table and the page ask for. Answers to an older question
    are dropped. ``read_again`` reads as many rows as are shown, so that nothing jumps when something changed.
    """

    def __init__(
        self,
        owner: QObject,
        table: RecordTable[R],
        ask: Callable[[ListQuery], Request[ListPage[R]]],
        query_of: Callable[[TableQuery], ListQuery] | None = None,
    ) -> None:
        self._owner = owner
        self._table = table
        self._ask = ask
        self._query_of = query_of or query_as_asked
        self._next: After | None = None
        self._turn = 0
        table.query_changed.connect(lambda _query: self.read())
        table.more_wanted.connect(self._read_more)

    def read(self) -> None:
        """Ask for the first page."""
        self._read(PAGE)

    def read_again(self) -> None:
        """Ask for the rows that are shown, as they are now."""
        self._read(min(max(len(self._table.model.rows), PAGE), _MOST_AGAIN))

    def _read(self, limit: int) -> None:
        self._turn += 1
        turn = self._turn

        def show(page: ListPage[R]) -> None:
            if turn == self._turn:
                self._next = page.next_after
                self._table.set_rows(page.rows, total=page.total, more=page.next_after is not None)

        self._ask(self._question(limit, None)).then(self._owner, show)

    def _read_more(self) -> None:
        turn, after = self._turn, self._next
        if after is None:
            return

        def show(page: ListPage[R]) -> None:
            if turn == self._turn and after == self._next:
                self._next = page.next_after
                self._table.append_rows(page.rows, total=page.total, more=page.next_after is not None)

        self._ask(self._question(PAGE, after)).then(self._owner, show)

    def _question(self, limit: int, after: After | None) -> ListQuery:
        query = self._query_of(self._table.query())
        return ListQuery(
            sort=query.sort,
            descending=query.descending,
            filters=query.filters,
            between=query.between,
            after=after,
            limit=limit,
        )


def query_as_asked(asked: TableQuery) -> ListQuery:
    """The database's question when the table's columns are the database's."""
    return ListQuery(sort=asked.sort, descending=asked.descending, filters=asked.filters)


def arranged(
    rows: Sequence[R], asked: TableQuery, columns: Sequence[Column[R]], keys: Mapping[str, SortKey[R] | None]
) -> list[R]:
    """Rows that are all in memory, filtered by what their cells say and sorted by ``keys`` or else by their words.

    The key None stands for the order in which the rows come.
    """
    by_key = {column.key: column for column in columns}
    kept = list(rows)
    if asked.filters:
        kept = [row for row in rows if all(_matches(by_key[key], row, wanted) for key, wanted in asked.filters.items())]
    if asked.sort in keys and keys[asked.sort] is None:
        return kept[::-1] if asked.descending else kept
    words = by_key[asked.sort].text
    return sorted(kept, key=keys.get(asked.sort) or (lambda row: words(row).casefold()), reverse=asked.descending)


def _matches(column: Column[R], row: R, wanted: str | tuple[str, ...]) -> bool:
    cell = " ".join([column.text(row), column.second(row) if column.second else ""])
    if isinstance(wanted, tuple):
        return any(dict(column.choices)[value] in cell for value in wanted)
    plain = column.copy(row) if column.copy else ""
    folded = wanted.casefold()
    return folded in cell.casefold() or (bool(plain) and folded.replace(" ", "") in plain.casefold())


class DayWatch(QObject):
    """Says when another day has begun, also after the computer slept; looks once a minute."""

    new_day = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen = clock.today()
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare the calendar with the day seen last."""
        today = self._clock.today()
        if today != self._seen:
            self._seen = today
            self.new_day.emit()
