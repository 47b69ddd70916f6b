"""Reviewing a list: a row beside an employee, one key for each answer; nothing is decided by a score."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.name_review import Decision, ListLine, NameHit, QueueLine, RowReview
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.services import name_lists, name_review
from desktop import messages, theme
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.name_list_parts.following import Following
from desktop.pages.name_list_parts.matching import Matching
from desktop.pages.name_list_parts.queue import Queue, line_of
from desktop.pages.name_list_parts.reporting import Reporting
from desktop.pages.name_list_parts.row_card import RowCard
from desktop.pages.name_list_parts.saving import result_of
from desktop.pages.name_list_parts.words import NOTHING_BY_SCORE, list_sentence
from desktop.pages.recap_saving import KINDS, RecapSaving
from desktop.preferences import Preferences
from desktop.widgets.basic import Elided, button, icon_button, row
from desktop.widgets.feedback import BUSY, ProgressStrip
from desktop.widgets.header import PageHeader

_ICONS: Final = {"xlsx": "xls", "pdf": "pdf"}
_QUEUE: Final = (240, 400)
"""The least and the most width of the queue; the rest is the card's, whose answers must fit."""


class NameReviewPage(Page):
    """A list's queue at the left, the pair at the right; S, B, R answer, N and K move, U takes back, E follows."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._line: ListLine | None = None
        self._row = 0
        self._turn = 0
        self._own = 0
        self._taken: list[tuple[str, int, Decision]] = []
        self._may = desk.may(Right.REGISTER_REPORT)
        self.header = PageHeader("Pencocokan daftar")
        self.match_button = button("Cocokkan ulang", icon="arrows-clockwise", on_click=self.match)
        self.report_button = button("Buat laporan", "primary", icon="plus", on_click=self._report_all)
        self.progress = ProgressStrip()
        self.progress.hide()
        self.following = Following(self, desk, window, self.progress, self._read_again)
        self.reporting = Reporting(self, desk, window, self.progress)
        self.saving = RecapSaving(self, desk, window, self.progress, preferences or Preferences())
        self.matching = Matching(self, desk, self.progress, self._matched)
        self.queue = Queue()
        self.card = RowCard(desk.office.clock.time_zone.zone, may_answer=self._may)
        self._lay()
        self._keys()
        self.queue.chosen.connect(self._chosen)
        self.card.answered.connect(self.decide)
        self.card.follow_wanted.connect(self.follow_one)
        self.card.follow_all_wanted.connect(self._follow_all)
        self.card.report_wanted.connect(self._report_one)
        self.card.undo_wanted.connect(self.take_back)
        self.card.step_wanted.connect(self.queue.step)

    # -- building

    def _lay(self) -> None:
        self.header.add_action(button("Semua daftar", on_click=lambda: self._window.open_page("name-lists")))
        if self._desk.may(Right.EXPORT):
            for ending, words in KINDS.items():
                tip = f"Simpan hasil pencocokan sebagai {words}"
                made = icon_button(f"file-{_ICONS[ending]}", tip, on_click=partial(self._save_result, ending))
                self.header.add_action(made)
        if self._may:
            self.header.add_action(self.match_button)
            self.header.add_action(self.report_button)
        both = QHBoxLayout()
        both.setSpacing(theme.space("gapCards"))
        least, most = _QUEUE
        self.queue.setMinimumWidth(least)
        self.queue.setMaximumWidth(most)
        both.addWidget(self.queue, 2)
        both.addWidget(self.card, 3)
        for part in (self.header, self.progress):
            self.lines.addWidget(part)
        self.lines.addWidget(row(self.queue.states, None))
        self.lines.addWidget(row(self.queue.bands, Elided(NOTHING_BY_SCORE, "caption")))
        self.lines.addLayout(both, 1)

    def _keys(self) -> None:
        acts = {
            "S": lambda: self.decide(Decision.SAME),
            "B": lambda: self.decide(Decision.OTHER),
            "R": lambda: self.decide(Decision.UNSURE),
            "N": lambda: self.queue.step(1),
            "K": lambda: self.queue.step(-1),
            "U": self.take_back,
            "E": self.follow_one,
            "D": lambda: self.card.go_by(1),
            "A": lambda: self.card.go_by(-1),
        }
        for key, act in acts.items():
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # -- reading

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a list (``list_id``); with ``match`` it is matched at once."""
        list_id = str(args.get("list_id") or (self._line.id if self._line else ""))
        if not list_id:
            self._window.open_page("name-lists")
            return
        if self._line is None or self._line.id != list_id:
            self._begin()
        self._read(list_id, match=bool(args.get("match")))
        self.queue.table.setFocus()

    def _begin(self) -> None:
        """Let go of the list that was shown: nothing of it may be decided under the name of another."""
        self._line, self._taken = None, []
        self.header.set_title("Pencocokan daftar")
        self.header.set_sentence("")
        self.queue.begin()
        self.card.show_nothing("")

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when somebody else, or an undo, changed a hit, a list, a report or an employee."""
        if self._own and changes.concerns("name_hit"):
            self._own -= 1
        elif self._line is not None and changes.concerns("name_hit", "name_list", "report", "employee"):
            self._read(self._line.id)

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """It tells its own decisions from those of others."""
        self.on_changes(changes)

    def _read_again(self, list_id: str) -> None:
        """Read a list again of which something has ended, unless another one is shown by now."""
        if self._shows(list_id):
            self._read(list_id)

    def _shows(self, list_id: str) -> bool:
        return self._line is not None and self._line.id == list_id

    def _read(self, list_id: str, *, match: bool = False) -> None:
        self._turn += 1
        turn = self._turn

        def show(line: ListLine) -> None:
            if turn != self._turn:
                return
            self._line = line
            self._head()
            if match:
                self.match()

        def fill(lines: tuple[QueueLine, ...]) -> None:
            if turn == self._turn:
                self.queue.set_lines(lines)
                self._head()
                self.queue.step(0)

        self._desk.ask(name_lists.name_list, list_id).then(self, show, self._gone)
        self._desk.ask(name_review.queue, list_id).then(self, fill, lambda _error: None)

    def _gone(self, error: OfficeError) -> None:
        self._line = None
        self._window.toast(error.sentence)
        self._window.open_page("name-lists")

    def _head(self) -> None:
        if self._line is None:
            return
        listed = self._line.list
        lines = self.queue.lines
        left = sum(1 for line in lines if not line.reported and line.state.value == "same")
        self.header.set_title(listed.title)
        zone = self._desk.office.clock.time_zone.zone
        matched = (
            f"dicocokkan {short_date(listed.matched_at.astimezone(zone).date())}"
            if listed.matched_at
            else "belum dicocokkan"
        )
        told = [list_sentence(listed), matched, f"{grouped(len(lines))} dari {grouped(listed.rows)} baris punya calon"]
        if listed.cut_rows:
            told.append(f"{grouped(listed.cut_rows)} baris punya calon lebih banyak daripada yang ditampilkan")
        self.header.set_sentence(" · ".join(told))
        self.match_button.setText(" Cocokkan ulang" if listed.matched_at else " Cocokkan")
        self.report_button.setText(f" Buat {grouped(left)} laporan" if left else " Buat laporan")
        self.report_button.setEnabled(bool(left) and self._desk.may(Right.MANAGE_EVIDENCE))

    # -- one row

    def _chosen(self, line: QueueLine | None) -> None:
        if line is None or self._line is None:
            self._row = 0
            matched = self._line is not None and self._line.list.matched_at is not None
            self.card.show_nothing("Tidak ada baris di sini" if matched else "Daftar ini belum dicocokkan")
            return
        self._row = line.row
        turn = self._turn

        def show(review: RowReview) -> None:
            if turn == self._turn and review.row.number == self._row:
                self._show(review)

        self._desk.ask(name_review.row_review, self._line.id, line.row).then(self, show)

    def _show(self, review: RowReview) -> None:
        if self._line is not None:
            self.card.show_review(self._line.list, review, undoable=bool(self._taken))

    # -- deciding

    def decide(self, decision: Decision) -> None:
        """Answer for the candidate that is shown, and go on."""
        candidate = self.card.candidate()
        if candidate is None or not self._may or candidate.report_number:
            return
        before, row_ = candidate.hit.decision, self._row
        self._put(candidate.hit.id, row_, decision, lambda: self._taken.append((candidate.hit.id, row_, before)))

    def follow_one(self) -> None:
        """Confirm what was decided of the same person in another list."""
        candidate = self.card.candidate()
        if candidate is not None and candidate.earlier is not None:
            self.decide(candidate.earlier.decision)

    def take_back(self) -> None:
        """Take the last answer back and show its row again."""
        if not self._taken:
            return
        hit_id, row_, before = self._taken.pop()
        self._put(hit_id, row_, before, lambda: self.queue.go_to(row_), go_on=False)

    def _put(
        self, hit_id: str, row_: int, decision: Decision, done: Callable[[], object], *, go_on: bool = True
    ) -> None:
        self._own += 1

        def written(hit: NameHit) -> None:
            if self._shows(hit.list_id):
                done()
                self._settle(hit.list_id, row_, go_on=go_on)

        def failed(error: OfficeError) -> None:
            self._own = max(0, self._own - 1)
            messages.show_error(self, error)

        self._desk.do(name_review.decide, hit_id, decision).then(self, written, failed)

    def _settle(self, list_id: str, row_: int, *, go_on: bool) -> None:
        """Bring a row's line up to date, and go on to what is still open: in the row, else further down."""

        def show(review: RowReview) -> None:
            line = self.queue.line(row_) if self._shows(list_id) else None
            if line is None:
                return
            now = line_of(review, line)
            self.queue.put(now)
            self._head()
            if row_ != self._row:
                return
            if go_on and now.state.value != "open":
                self.queue.step(1, still_open=True)
            else:
                self._show(review)

        self._desk.ask(name_review.row_review, list_id, row_).then(self, show)

    def _follow_all(self) -> None:
        if self._line is None:
            return
        count = sum(1 for line in self.queue.lines if line.earlier)
        self.following.ask(self._line.id, count)

    # -- matching, reporting, saving

    def match(self) -> None:
        """Match the list with the employees; what was decided stays."""
        if self._line is None:
            return
        if self.matching.running or self.progress.busy:
            self._window.toast(BUSY)
            return
        self.match_button.setEnabled(False)
        self.matching.start(self._line.id)

    def _matched(self, list_id: str) -> None:
        self.progress.hide()
        self.match_button.setEnabled(True)
        self._read_again(list_id)

    def _report_all(self) -> None:
        if self._line is not None:
            self.reporting.all(self._line.id)

    def _report_one(self) -> None:
        candidate = self.card.candidate()
        if candidate is not None:
            self.reporting.one(candidate)

    def _save_result(self, ending: str) -> None:
        if self._line is not None:
            self.saving.ask(result_of(self._line.list), ending)
