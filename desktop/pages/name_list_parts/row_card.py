"""One row of a list beside its candidates: who is shown, what may be answered, and what else is to be done with it."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.name_review import Candidate, Decision, NameList, RowReview
from cases.rules.nip import show_nip
from desktop import theme
from desktop.models.table import Column
from desktop.pages.name_list_parts.pair import PairView
from desktop.pages.name_list_parts.words import DECISION_LOOKS
from desktop.widgets.basic import Card, Elided, button, icon_button, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled
from desktop.widgets.table import RecordTable

_CANDIDATES: Final = 152
_COLUMNS: Final[tuple[Column[Candidate], ...]] = (
    Column(
        key="name",
        title="Calon",
        width=200,
        text=lambda one: one.employee.name if one.employee else one.hit.name,
        face="tableStrong",
        stretch=True,
        sortable=False,
    ),
    Column(
        key="nip",
        title="NIP",
        width=178,
        text=lambda one: show_nip(one.employee.nip if one.employee else one.hit.nip),
        copy=lambda one: one.employee.nip if one.employee else one.hit.nip,
        face="nipInTable",
        sortable=False,
    ),
    Column(key="score", title="Nilai", width=58, text=lambda one: f"{one.hit.score:.0f}", right=True, sortable=False),
    Column(
        key="decision",
        title="Keputusan",
        width=96,
        text=lambda one: str(one.hit.decision) or "belum",
        pill=lambda one: DECISION_LOOKS[one.hit.decision],
        sortable=False,
    ),
)


class RowCard(Card):
    """Shows a review and says what its buttons ask for; it writes nothing itself."""

    answered = Signal(object)
    """A Decision for the candidate that is shown."""
    follow_wanted = Signal()
    follow_all_wanted = Signal()
    report_wanted = Signal()
    undo_wanted = Signal()
    step_wanted = Signal(int)
    """One row on or back."""

    def __init__(self, zone: tzinfo, *, may_answer: bool) -> None:
        super().__init__()
        self._may = may_answer
        self._list: NameList | None = None
        self.review: RowReview | None = None
        self.place = Elided("", "subsection")
        self.candidates: RecordTable[Candidate] = RecordTable(
            _COLUMNS, sort="score", descending=True, hints=False, empty=EmptyState("Tidak ada calon", "")
        )
        self.pair = PairView(zone)
        self.answers = {
            decision: button(words, icon=icon, on_click=partial(self.answered.emit, decision))
            for decision, words, icon in (
                (Decision.SAME, "Sama (S)", "check-circle"),
                (Decision.OTHER, "Bukan (B)", "x-circle"),
                (Decision.UNSURE, "Ragu (R)", "question"),
            )
        }
        self.follow = button("Tegaskan keputusan lama (E)", "link", on_click=self.follow_wanted.emit)
        self.follow_all = button(
            "Tegaskan semua",
            "link",
            on_click=self.follow_all_wanted.emit,
            tip="Tegaskan semua keputusan lama daftar ini",
        )
        self.report = button("Buat laporan dari baris ini", "link", icon="plus", on_click=self.report_wanted.emit)
        self.undo = button("Urungkan (U)", "link", icon="arrow-counter-clockwise", on_click=self.undo_wanted.emit)
        self.candidates.selected.connect(self._show_pair)
        self._lay()
        self.show_nothing("")

    def _lay(self) -> None:
        holder = QWidget()
        body = QVBoxLayout(holder)
        body.setSpacing(theme.space("s"))
        body.setContentsMargins(0, 0, 0, 0)
        self.candidates.setFixedHeight(_CANDIDATES)
        moves = (
            icon_button("arrow-left", "Baris sebelumnya (K)", on_click=lambda: self.step_wanted.emit(-1)),
            icon_button("arrow-right", "Baris berikutnya (N)", on_click=lambda: self.step_wanted.emit(1)),
        )
        body.addWidget(row(self.place, self.undo, *moves))
        body.addWidget(self.candidates)
        body.addWidget(scrolled(self.pair), 1)
        body.addWidget(row(self.follow, self.follow_all, self.report, None))
        body.addWidget(row(None, *self.answers.values(), None))
        self.add(holder, 1)

    def show_nothing(self, words: str) -> None:
        """Show no row, and say why."""
        self.review = None
        self.setEnabled(False)
        self.place.setText(words)
        self.candidates.set_rows(())
        for part in (self.candidates, self.pair, self.follow, self.follow_all, self.report, self.undo):
            part.hide()

    def show_review(self, listed: NameList, review: RowReview, *, undoable: bool) -> None:
        """Show a row of a list, the first candidate that is still open marked."""
        self._list, self.review = listed, review
        self.setEnabled(bool(review.candidates))
        self.undo.setVisible(undoable)
        self.pair.setVisible(bool(review.candidates))
        self.place.setText(f"Baris {review.row.number}: {review.row.name}")
        self.candidates.set_rows(review.candidates)
        self.candidates.setVisible(len(review.candidates) > 1)
        if review.candidates:
            still = (at for at, one in enumerate(review.candidates) if one.hit.decision is Decision.OPEN)
            at = next(still, 0)
            self.candidates.choose(at)
            self._show_pair(review.candidates[at])

    def _show_pair(self, candidate: Candidate | None) -> None:
        if candidate is None or self.review is None or self._list is None:
            return
        self.pair.show_pair(self._list, self.review.row, candidate)
        of = self.review.candidates
        self.place.setText(
            f"Baris {self.review.row.number}, calon {of.index(candidate) + 1} dari {len(of)}"
            + ("  (A dan D memilih calon)" if len(of) > 1 else "")
        )
        for answer in self.answers.values():
            answer.setEnabled(self._may and not candidate.report_number)
        for link in (self.follow, self.follow_all):
            link.setVisible(self._may and candidate.earlier is not None)
        same = candidate.hit.decision is Decision.SAME
        self.report.setVisible(self._may and same and not candidate.report_number)

    def candidate(self) -> Candidate | None:
        """The candidate that is shown."""
        return self.candidates.current() if self.review is not None else None

    def go_by(self, by: int) -> None:
        """Show another candidate of the row, so many further down."""
        if self.review is None or not self.review.candidates:
            return
        current = self.candidate()
        at = self.review.candidates.index(current) if current in self.review.candidates else 0
        self.candidates.choose(max(0, min(at + by, len(self.review.candidates) - 1)))
