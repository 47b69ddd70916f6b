"""The queue of rows that have candidates: narrowed by state and score, moved through by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.name_review import Candidate, Decision, QueueLine, RowReview, RowState
from desktop import theme
from desktop.models.table import Column, TableQuery
from desktop.pages.listing import arranged
from desktop.pages.name_list_parts.words import ALL, BANDS, EARLIER, FILTERS, STATE_LOOKS, STATES, UNREPORTED
from desktop.widgets.bars import SegmentBar
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable

_COLUMNS: Final[tuple[Column[QueueLine], ...]] = (
    Column(key="row", title="Baris", width=66, text=lambda line: str(line.row), right=True),
    Column(key="name", title="Nama dalam daftar", width=130, text=lambda line: line.name, stretch=True),
    Column(key="score", title="Nilai", width=76, text=lambda line: f"{line.score:.0f}", right=True, filtered=False),
    Column(
        key="state",
        title="Keputusan",
        width=96,
        text=lambda line: STATES[line.state],
        pill=lambda line: STATE_LOOKS[line.state],
        filtered=False,
    ),
)
_KEYS: Final = {"row": lambda line: line.row, "score": lambda line: line.score}


def line_of(review: RowReview, before: QueueLine) -> QueueLine:
    """Return a row's line as it stands after a decision."""
    decisions = {one.hit.decision for one in review.candidates}
    order = (
        (Decision.SAME, RowState.SAME),
        (Decision.OPEN, RowState.OPEN),
        (Decision.UNSURE, RowState.UNSURE),
    )
    state = next((state for decision, state in order if decision in decisions), RowState.OTHER)
    return QueueLine(
        row=before.row,
        name=before.name,
        score=before.score,
        hits=len(review.candidates),
        state=state,
        earlier=any(_proposed(one) for one in review.candidates),
        reported=any(one.report_number and one.hit.decision is Decision.SAME for one in review.candidates),
    )


def _proposed(candidate: Candidate) -> bool:
    return candidate.hit.decision is Decision.OPEN and candidate.earlier is not None


class Queue(QWidget):
    """``chosen`` says which row is to be shown, None when none is left."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, QueueLine] = {}
        self._shown: list[QueueLine] = []
        self._quiet = False
        self.states = SegmentBar([(key, words) for key, words, _ in FILTERS])
        self.bands = SegmentBar([(key, words) for key, words, *_ in BANDS])
        self.table: RecordTable[QueueLine] = RecordTable(
            _COLUMNS,
            sort="score",
            descending=True,
            hints=False,
            empty=EmptyState("Tidak ada baris di sini", "", icon="check-circle"),
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.table, 1)
        self.states.chosen.connect(lambda _key: self.show_again())
        self.bands.chosen.connect(lambda _key: self.show_again())
        self.table.query_changed.connect(lambda _query: self.show_again())
        self.table.selected.connect(self._selected)

    def set_lines(self, lines: Sequence[QueueLine]) -> None:
        """Take the rows of a list."""
        self._lines = {line.row: line for line in lines}
        self.show_again()

    def begin(self) -> None:
        """Be as at the beginning: no rows, those that are open asked for, of any score."""
        self._lines = {}
        self.states.choose(FILTERS[0][0])
        self.bands.choose(BANDS[0][0])
        self.show_again()

    def put(self, line: QueueLine) -> None:
        """Take a row as it stands now; it stays where it is shown until the queue is narrowed anew."""
        self._lines[line.row] = line
        for place, shown in enumerate(self._shown):
            if shown.row == line.row:
                self._shown[place] = line
                self._set_rows(line.row)
        self._count()

    def line(self, row: int) -> QueueLine | None:
        """The line of a row."""
        return self._lines.get(row)

    @property
    def lines(self) -> Sequence[QueueLine]:
        """All rows, however narrowed."""
        return tuple(self._lines.values())

    def show_again(self) -> None:
        """Narrow and sort anew; the row that was shown stays shown where it is still there."""
        current = self.table.current()
        keep = {key: test for key, _, test in FILTERS}[self.states.current]
        low, high = next((low, high) for key, _, low, high in BANDS if key == self.bands.current)
        kept = [line for line in self._lines.values() if keep(line) and low <= line.score < high]
        self._shown = arranged(kept, self._query(), self.table.model.columns, _KEYS)
        self._count()
        self._set_rows(current.row if current is not None else None)
        if self.table.current() is None:
            self.step(0)

    def step(self, by: int, *, still_open: bool = False) -> None:
        """Choose a row further down or up; with ``still_open`` the next that nobody has decided."""
        if not self._shown:
            self.chosen.emit(None)
            return
        place = self._place() + by
        if still_open:
            rows = range(place, len(self._shown))
            place = next((at for at in rows if self._shown[at].state is RowState.OPEN), place)
        place = max(0, min(place, len(self._shown) - 1))
        self.table.choose(place)
        self.chosen.emit(self._shown[place])

    def go_to(self, row: int) -> None:
        """Choose a row, also one that is narrowed away."""
        place = next((at for at, line in enumerate(self._shown) if line.row == row), None)
        if place is None:
            self.states.choose(ALL)
            self.bands.choose(ALL)
            self.show_again()
            place = next((at for at, line in enumerate(self._shown) if line.row == row), 0)
        if self._shown:
            self.table.choose(place)
            self.chosen.emit(self._shown[place])

    def _place(self) -> int:
        current = self.table.current()
        rows = (at for at, line in enumerate(self._shown) if current is not None and line.row == current.row)
        return next(rows, 0)

    def _query(self) -> TableQuery:
        return self.table.query()

    def _set_rows(self, row: int | None) -> None:
        self._quiet = True
        self.table.set_rows(self._shown)
        place = next((at for at, line in enumerate(self._shown) if line.row == row), None)
        if place is not None:
            self.table.choose(place)
        self._quiet = False

    def _selected(self, line: QueueLine | None) -> None:
        if line is not None and not self._quiet:
            self.chosen.emit(line)

    def _count(self) -> None:
        for key, _, test in FILTERS:
            count = sum(map(test, self._lines.values()))
            self.states.set_count(key, count)
            if key in (EARLIER, UNREPORTED):  # parts of others, for which there is little room
                self.states.set_shown(key, shown=bool(count))
