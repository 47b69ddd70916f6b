"""A recap for a period: its columns, one row for each case, the totals and what each figure means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from cases.model.figures import FigureQuery
from cases.model.office import Paper

RecapValue: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapColumn:
    """One column: ``key`` is the field of ``RecapRow`` or the measure that fills it; ``width`` in millimetres on paper.

    A "share" is a part of 1, shown in per cent. ``repeated`` columns come first and stand on every page of a print that
    is wider than one.
    """

    key: str
    title: str
    width: float
    kind: Literal["text", "number", "date", "share"]
    definition: str
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRow:
    """One case, or an old one, as the recap shows it; ``number`` counts the rows from 1.

    Empty text and None are blank cells.
    """

    case_id: str
    number: int
    case_number: str
    name: str
    nip: str
    rank: str
    position: str
    work_unit: str
    election: str
    received_on: date | None
    event_on: date | None
    source: str
    report_number: str = ""
    violations: str = ""
    basis: str = ""
    track: str = ""
    stage: str = ""
    status: str = ""
    due_on: date | None = None
    due_title: str = ""
    waiting_since: date | None = None
    sanction: str = ""
    level: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    recommendation_number: str = ""
    recommendation_on: date | None = None
    uploaded_on: date | None = None
    answered_on: date | None = None
    appeal: str = ""
    note: str = ""

    def value(self, column: RecapColumn) -> RecapValue:
        """Return what stands in a column."""
        found: RecapValue = getattr(self, column.key)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapTotal:
    """One breakdown: counts by word in the order they are shown.

    ``of_cases`` when every case is counted once, so that the counts add up to the rows.
    """

    title: str
    definition: str
    counts: tuple[tuple[str, int], ...]
    of_cases: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapLine:
    """A line of a recap: what stands in its columns, and the record that it tells of (a noun and its identifier).

    A line that tells of several records has ``words``, by which the recap's breakdown knows them.
    """

    values: tuple[RecapValue, ...]
    noun: Literal["case", "old_case", "report", "letter", ""] = ""
    target: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapChart:
    """A chart beside the lines: bars over ``figures``, by the words of ``words`` (places of columns, from 0).

    ``unit`` is what is counted, "" where the figures count different things.
    """

    title: str
    words: int
    figures: tuple[int, ...]
    lying: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapData:
    """All that a recap shows and prints; equal data give equal workbooks.

    ``name`` is the recap's key or that of the office's own, ``base`` the program's recap that it is made of, ``short``
    what a list calls it. ``query`` is what it was asked for, ``filter_text`` the same in words. ``counted`` names what
    a line is ("perkara"); ``sums`` stand under the columns, None where a column has none. ``as_of`` is aware and in the
    office's zone, ``log_head`` the log's head code, ``made_by`` who asked.
    """

    name: str
    base: str
    short: str
    title: str
    government: str
    source_office: str
    query: FigureQuery
    filter_text: str
    as_of: datetime
    made_by: str
    log_head: str
    paper: Paper
    counted: str
    columns: tuple[RecapColumn, ...]
    lines: tuple[RecapLine, ...]
    sums: tuple[RecapValue, ...] = ()
    totals: tuple[RecapTotal, ...] = ()
    chart: RecapChart | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRecap:
    """A recap of cases (``recap`` is its key) with the columns that the office wants, in their order, under a name."""

    id: str
    name: str
    recap: str
    columns: tuple[str, ...]
    saved_at: datetime
    saved_by: str
