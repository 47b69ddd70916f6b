"""Reviewing a list: a row beside an employee, one key for each answer; nothing is decided by a score."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError, Stopped
from cases.model.name_list import Matched
from cases.model.name_review import Candidate, Decision, ListLine, MatchInput, NameHit, NameList, QueueLine, RowReview
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.services import name_lists, name_review
from desktop import messages, theme
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import grouped
from desktop.pages.name_list_parts.pair import PairView
from desktop.pages.name_list_parts.queue import Queue, line_of
from desktop.pages.name_list_parts.reporting import Reporting
from desktop.pages.name_list_parts.saving import KINDS, ResultSaving
from desktop.pages.name_list_parts.words import DECISION_LOOKS, NOTHING_BY_SCORE, list_sentence
from desktop.preferences import Preferences
from desktop.tasks import Task
from desktop.widgets.basic import Card, Elided, button, icon_button, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_ICONS: Final = {"xlsx": "xls", "pdf": "pdf"}
_QUEUE: Final = 400
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
        self._review: RowReview | None = None
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
        self.reporting = Reporting(self, desk, window, self.progress)
        self.saving = ResultSaving(self, desk, window, self.progress, preferences or Preferences())
        self.queue = Queue()
        self.pair = PairView()
        self.candidates: RecordTable[Candidate] = RecordTable(
            _COLUMNS, hints=False, empty=EmptyState("Tidak ada calon", "")
        )
        self.place = Elided("", "subsection")
        self.empty = EmptyState("Tidak ada baris untuk ditinjau", "", icon="check-circle")
        self.answers = {
            Decision.SAME: button("Sama (S)", icon="check-circle", on_click=lambda: self.decide(Decision.SAME)),
            Decision.OTHER: button("Bukan (B)", icon="x-circle", on_click=lambda: self.decide(Decision.OTHER)),
            Decision.UNSURE: button("Ragu (R)", icon="question", on_click=lambda: self.decide(Decision.UNSURE)),
        }
        self.follow = button("Tegaskan keputusan lama (E)", "link", on_click=self.follow_one)
        self.follow_all = button("Tegaskan semua keputusan lama", "link", on_click=self._follow_all)
        self.one_report = button("Buat laporan dari baris ini", "link", icon="plus", on_click=self._report_one)
        self.undo_button = button("Urungkan (U)", "link", icon="arrow-counter-clockwise", on_click=self.take_back)
        self._lay()
        self._keys()
        self.queue.chosen.connect(self._chosen)
        self.candidates.selected.connect(self._candidate_chosen)

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
        card = Card()
        body = QVBoxLayout()
        body.setSpacing(theme.space("s"))
        holder = QWidget()
        holder.setLayout(body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(row(self.place, self.undo_button))
        self.candidates.setFixedHeight(_CANDIDATES)
        body.addWidget(self.candidates)
        body.addWidget(scrolled(self.pair), 1)
        extras = row(self.follow, self.follow_all, self.one_report, None)
        body.addWidget(extras)
        moves = (
            button("Kembali (K)", icon="arrow-left", on_click=lambda: self.queue.step(-1)),
            None,
            *(self.answers[one] for one in (Decision.SAME, Decision.OTHER, Decision.UNSURE)),
            None,
            button("Berikutnya (N)", icon="arrow-right", on_click=lambda: self.queue.step(1)),
        )
        body.addWidget(row(*moves))
        card.add(holder, 1)
        self._card = card
        both = QHBoxLayout()
        both.setSpacing(theme.space("gapCards"))
        self.queue.setFixedWidth(_QUEUE)
        both.addWidget(self.queue)
        both.addWidget(card, 1)
        for part in (self.header, self.progress):
            self.lines.addWidget(part)
        self.lines.addWidget(row(self.queue.states, None))
        self.lines.addWidget(row(self.queue.bands, label(NOTHING_BY_SCORE, "caption"), None))
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
            "D": lambda: self._other_candidate(1),
            "A": lambda: self._other_candidate(-1),
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
        self._taken = [] if self._line is None or self._line.id != list_id else self._taken
        self._read(list_id, match=bool(args.get("match")))
        self.queue.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when somebody else, or an undo, changed a hit, a list, a report or an employee."""
        if self._line is None or not changes.concerns("name_hit", "name_list", "report", "employee"):
            return
        if self._own and changes.concerns("name_hit"):
            self._own -= 1
            return
        self._read(self._line.id)

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
        matched = f"dicocokkan {short_date(listed.matched_at.date())}" if listed.matched_at else "belum dicocokkan"
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
            self._review, self._row = None, 0
            self._show_nothing()
            return
        self._row = line.row
        turn = self._turn

        def show(review: RowReview) -> None:
            if turn == self._turn and review.row.number == self._row:
                self._show(review)

        self._desk.ask(name_review.row_review, self._line.id, line.row).then(self, show)

    def _show_nothing(self) -> None:
        self._card.setEnabled(False)
        matched = self._line is not None and self._line.list.matched_at is not None
        self.place.setText("Tidak ada baris di sini" if matched else "Daftar ini belum dicocokkan")
        self.candidates.set_rows(())

    def _show(self, review: RowReview, place: int | None = None) -> None:
        self._review = review
        self._card.setEnabled(bool(review.candidates))
        self.place.setText(f"Baris {review.row.number}: {review.row.name}")
        self.candidates.set_rows(review.candidates)
        self.candidates.setVisible(len(review.candidates) > 1)
        if not review.candidates:
            return
        still = (at for at, one in enumerate(review.candidates) if one.hit.decision is Decision.OPEN)
        at = next(still, 0) if place is None else place
        self.candidates.view.selectRow(at)
        self._show_pair(review.candidates[at])

    def _candidate_chosen(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self._show_pair(candidate)

    def _show_pair(self, candidate: Candidate) -> None:
        if self._review is None or self._line is None:
            return
        self.pair.show_pair(self._line.list, self._review.row, candidate)
        of = self._review.candidates
        self.place.setText(
            f"Baris {self._review.row.number}, calon {of.index(candidate) + 1} dari {len(of)}"
            + ("  (A dan D memilih calon)" if len(of) > 1 else "")
        )
        for button_ in self.answers.values():
            button_.setEnabled(self._may and not candidate.report_number)
        self.follow.setVisible(self._may and candidate.earlier is not None)
        self.follow_all.setVisible(self._may and candidate.earlier is not None)
        self.one_report.setVisible(
            self._may and candidate.hit.decision is Decision.SAME and not candidate.report_number
        )
        self.undo_button.setVisible(bool(self._taken))

    def _current(self) -> Candidate | None:
        return self.candidates.current() if self._review is not None else None

    def _other_candidate(self, by: int) -> None:
        if self._review is None or not self._review.candidates:
            return
        current = self._current()
        at = self._review.candidates.index(current) if current in self._review.candidates else 0
        at = max(0, min(at + by, len(self._review.candidates) - 1))
        self.candidates.view.selectRow(at)

    # -- deciding

    def decide(self, decision: Decision) -> None:
        """Answer for the candidate that is shown, and go on."""
        candidate = self._current()
        if candidate is None or not self._may or candidate.report_number:
            return
        before, row_ = candidate.hit.decision, self._row
        self._put(candidate.hit.id, row_, decision, lambda: self._taken.append((candidate.hit.id, row_, before)))

    def follow_one(self) -> None:
        """Confirm what was decided of the same person in another list."""
        candidate = self._current()
        if candidate is not None and candidate.earlier is not None:
            self.decide(candidate.earlier.decision)

    def take_back(self) -> None:
        """Take the last answer back and show its row again."""
        if not self._taken:
            return
        hit_id, row_, before = self._taken.pop()
        self._put(hit_id, row_, before, lambda: self.queue.go_to(row_), go_on=False)

    def _put(self, hit_id: str, row_: int, decision: Decision, done: Any, *, go_on: bool = True) -> None:  # noqa: ANN401 - a slot
        self._own += 1

        def written(_hit: NameHit) -> None:
            done()
            self._settle(row_, go_on=go_on)

        def failed(error: OfficeError) -> None:
            self._own = max(0, self._own - 1)
            messages.show_error(self, error)

        self._desk.do(name_review.decide, hit_id, decision).then(self, written, failed)

    def _settle(self, row_: int, *, go_on: bool) -> None:
        """Bring a row's line up to date, and go on to what is still open: in the row, else further down."""
        if self._line is None:
            return

        def show(review: RowReview) -> None:
            line = self.queue.line(row_)
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

        self._desk.ask(name_review.row_review, self._line.id, row_).then(self, show)

    def _follow_all(self) -> None:
        if self._line is None:
            return
        count = sum(1 for line in self.queue.lines if line.earlier)
        list_id = self._line.id

        def done(followed: int) -> None:
            self._window.toast(f"{grouped(followed)} keputusan lama ditegaskan untuk daftar ini")
            self._read(list_id)

        messages.ask(
            self,
            f"{grouped(count)} baris pernah Anda atau rekan Anda putuskan dalam daftar lain, untuk orang dan pegawai "
            "yang sama. Tegaskan semuanya untuk daftar ini, atas nama Anda?",
            "Tegaskan semua",
            lambda: self._desk.do(name_review.follow_earlier, list_id).then(self, done),
        )

    # -- matching

    def match(self) -> None:
        """Match the list with the employees; what was decided stays."""
        from desktop.name_matching import STOPPED, find_hits  # noqa: PLC0415 - wiring, which the window has loaded by now

        if self._line is None:
            return
        list_id, office, actor = self._line.id, self._desk.office, self._desk.actor
        task = self.progress.start("Mencocokkan …", self._matched)
        self.match_button.setEnabled(False)

        def keep(found: tuple[MatchInput, Matched]) -> None:
            saving = Task(self.progress.report)  # never cancelled itself: what was committed is told

            def tick(fraction: float) -> None:
                if task.cancelled:
                    raise Stopped(STOPPED)
                saving.report(fraction, "Menyimpan calon yang ditemukan …")

            self._desk.tasks.submit_write(
                lambda: office.write(name_lists.keep_hits, actor, *found, tick),
                owner=self,
                task=saving,
                on_done=kept,
                on_error=failed,
            )

        def kept(outcome: tuple[NameList, ChangeSet]) -> None:
            self._desk.announce(outcome[1])
            self._matched(list_id)

        def failed(error: BaseException) -> None:
            self._matched()
            if not isinstance(error, Stopped):
                messages.show_error(self, error)

        self._desk.tasks.submit_free(
            lambda: find_hits(office, actor, list_id, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=keep,
            on_error=failed,
        )

    def _report_all(self) -> None:
        if self._line is not None:
            self.reporting.all(self._line.id)

    def _report_one(self) -> None:
        candidate = self._current()
        if candidate is not None:
            self.reporting.one(candidate)

    def _save_result(self, ending: str) -> None:
        if self._line is not None:
            self.saving.ask(self._line.list, ending)

    def _matched(self, list_id: str = "") -> None:
        self.progress.hide()
        self.match_button.setEnabled(True)
        if list_id:
            self._read(list_id)
