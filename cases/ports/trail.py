"""What was done, and what went: the chained log, Sampah and disposal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from cases.changes import Action, Noun
from cases.model.discarded import Discarded, Part
from cases.model.disposal import DisposedCase
from cases.model.listing import LogEntry, LogHead, Page, Verification
from cases.model.log import LogQuery


class Trash(Protocol):
    """What was taken out of the records, kept whole. Each record that goes or comes back has its row in the log."""

    def take_out(self, noun: Noun, record_id: str, reason: str) -> Part:
        """Take a record out and return it whole; raises NotFound."""

    def put_back(self, part: Part) -> None:
        """Write a record again as it was."""

    def keep(self, entry: Discarded) -> None:
        """Write an entry of Sampah for what was taken out."""

    def drop(self, entry_id: str) -> None:
        """Forget an entry of which everything was put back."""

    def get(self, record_id: str) -> Discarded:
        """An entry; raises NotFound."""

    def all(self) -> tuple[Discarded, ...]:
        """Every entry, the newest first."""

    def of_record(self, noun: str, record_id: str) -> Discarded | None:
        """The entry of a record that was taken out, None for one that was not."""

    def written_by(self, first: int, last: int) -> Discarded | None:
        """The entry that was written with these rows of the log, None for none."""

    def set_back(self, entries: Iterable[LogEntry], tick: Callable[[float], object] = lambda _fraction: None) -> None:
        """Give the fields that rows of the log changed their old values again, in the order of the rows given.

        Raises InvalidInput where somebody changed one of them since, or where the values were disposed of.
        """

    def merged_into(self, record_id: str) -> tuple[Discarded, ...]:
        """What was merged into a record, the newest first."""


class Disposals(Protocol):
    """Files that are destroyed by the archive schedule, and what stays of them."""

    def closed_before(self, day: date, limit: int) -> tuple[str, ...]:
        """The cases whose closing was recorded for a day until this one, the oldest first."""

    def all(self) -> tuple[DisposedCase, ...]:
        """What stays of every destroyed case, the newest disposal first."""

    def find(self, case_id: str) -> DisposedCase | None:
        """What stays of a case, None for one that was not destroyed."""

    def records_of(self, report_id: str) -> tuple[str, ...]:
        """The identifiers of a report and of all that belongs to it, what lies in Sampah included."""

    def destroy(self, report_id: str, stubs: Iterable[DisposedCase]) -> tuple[str, ...]:
        """Destroy a report with all its cases and keep these; return the blobs that they named.

        The caller names the ``records_of`` the report in a row of the log, or the check finds their values missing.
        """


class AuditLog(Protocol):
    """The chained log."""

    def head(self) -> LogHead:
        """The last row's count and hash."""

    def latest(self) -> datetime | None:
        """The latest moment among the last thousand rows, None in an empty log: the clock has been there."""

    def holds(self, head: LogHead) -> bool:
        """Whether the row of that count still has that hash, or one that begins with it."""

    def note(self, action: Action, noun: Noun, record_id: str, details: Mapping[str, str]) -> None:
        """Write a row about something that changed no field: a print, an export."""

    def of_record(self, record_ids: Iterable[str]) -> tuple[LogEntry, ...]:
        """Rows about these records, newest first, values included."""

    def page(self, query: LogQuery) -> Page[LogEntry]:
        """One page of the rows that a query chooses, newest first, values included; its place is the last sequence."""

    def actors(self) -> tuple[str, ...]:
        """Everybody who stands in the log, by name."""

    def rows(self, first: int, last: int) -> tuple[LogEntry, ...]:
        """The rows from one to another in their order, values included where they were not disposed of."""

    def changed_since(self, count: int, besides: Collection[Action]) -> bool:
        """Whether any row after the first ``count`` is about something else than these actions."""

    def last(self, action: Action, noun: Noun, record_id: str, *, by: str = "") -> LogEntry | None:
        """The newest row of an action on a record, ``by`` an account where it is named; None when there is none."""

    def last_times(self, record_ids: Iterable[str], actions: Collection[Action]) -> dict[str, datetime]:
        """When any of these actions was last done with each of these records."""

    def verify(self, known: LogHead | None = None) -> Verification:
        """Walk the chain and the office's papers; with ``known``, also check that the log holds that head."""
