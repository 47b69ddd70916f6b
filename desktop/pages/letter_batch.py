"""Many letters at once: put up, printed, saved, bound into a packet; each by itself, with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.letter import LetterStatus
from cases.model.listing import LetterLine
from cases.model.user import Right
from cases.services import letter_batch, letters
from cases.services.letter_batch import BatchCheck
from desktop import messages, theme
from desktop.batching import Batch, Done
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages import letter_batch_acts as acts
from desktop.pages.letter_batch_panels import Act, ActPanel, PutUpPanel
from desktop.pages.letter_batch_rows import BAD, COLUMNS, GOOD, LEFT, WAITS, BatchRow, numbered, reasons
from desktop.pages.letter_parts.paper import paper_warning
from desktop.preferences import Preferences
from desktop.saving import ask_folder, ask_save_path, open_folder, safe_name
from desktop.widgets.bars import SegmentBar, TabBar
from desktop.widgets.basic import Card, button, column, label
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.printing import PrintChoice, ask_printer, chosen_of, is_known
from desktop.widgets.table import RecordTable

Told: TypeAlias = Callable[[str], object]
"""Takes the sentence that ends a run."""

_PDF: Final = ("Dokumen PDF", "pdf")
_SIDE: Final = 352
_LEAST_WIDE: Final = 880
"""Px of the page from which list and side stand beside each other."""
_ANY_WIDTH: Final = 16_777_215
_ACT, _LIST = "act", "list"
_NO_ORDER: Final = "none"
"""The letters stand in the order in which they are worked on."""
_TO_FILE: Final = "Cetak ke berkas tidak dapat dipakai untuk banyak surat; pakai Simpan PDF."


class LetterBatchPage(Page):
    """``open_page("letter-batch", lines=(LetterLine, ...), act="put-up")``; the acts are those of ``Act``."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._rows: list[BatchRow] = []
        self._check: BatchCheck | None = None
        self.batch: Batch | None = None
        self.header = PageHeader("Beberapa surat")
        self.table: RecordTable[BatchRow] = RecordTable(
            COLUMNS, sort=_NO_ORDER, hints=False, count_words=lambda loaded, _total: f"{loaded} surat"
        )
        self.table.set_note("Enter buka surat")
        self.table.opened.connect(lambda row: window.open_page("letter", letter_id=row.id))
        may = desk.may(Right.ISSUE)
        self._acts = {act.key: act.title for act in Act if may or act is not Act.PUT_UP}
        self.segments = SegmentBar(list(self._acts.items()))
        self.segments.chosen.connect(self._show_act)
        self.put_up = PutUpPanel(desk.office.clock.today)
        self.put_up.changed.connect(self._look)
        self.put_up.go.connect(self._put_up)
        self.panels: dict[Act, PutUpPanel | ActPanel] = {
            Act.PUT_UP: self.put_up,
            Act.PRINT: ActPanel(Act.PRINT, self._ask_printer),
            Act.SAVE: ActPanel(Act.SAVE, self._ask_folder),
            Act.PACKET: ActPanel(Act.PACKET, self._ask_packet),
        }
        self.strip = ProgressStrip(on_cancel=self._stop)
        self.summary = label("", "infoBox", wrap=True)
        self._stack = QStackedWidget()
        self._side = Card()
        self.tabs = TabBar([(_ACT, "Kerjakan"), (_LIST, "Daftar")])
        self._again = button("Ulangi yang gagal", on_click=self._keep_failed)
        self._build()

    def _build(self) -> None:
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.tabs)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(self.table, 1)
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        parts = column(self.strip, self.summary, self._again, self._stack, gap=theme.space("s"))
        self._side.add(self.segments)
        self._side.add(scrolled(parts), 1)
        across.addWidget(self._side)
        self.lines.addLayout(across, 1)
        self.tabs.chosen.connect(lambda _key: self._fit())
        self._show_act(self.segments.current)
        self._forget()
        self._fit()

    # -- the window's calls

    def on_shown(self, *, lines: Sequence[LetterLine] = (), act: str = "", **_other: Any) -> None:  # noqa: ANN401
        """Show letters; those that were shown last keep what became of them."""
        if [line.id for line in lines] != [row.id for row in self._rows] and not self.running and lines:
            self._rows = [
                BatchRow(line, place, LetterStatus(line.status), line.number) for place, line in enumerate(lines, 1)
            ]
            self._check = None
            self._forget()
        if act in self._acts:
            self.segments.choose(act)
        self._show_rows()
        self._look()
        self._focus_list()

    def on_changes(self, changes: ChangeSet) -> None:
        """Look again when a letter changed, but not between two of the batch."""
        if self._rows and not self.running and changes.concerns("letter", "case", "office"):
            self._look()

    @property
    def running(self) -> bool:
        """Whether letters are being worked on."""
        return self.batch is not None and self.batch.running

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the list and what is done to it are tabs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= _LEAST_WIDE
        self.tabs.setVisible(not wide)
        self.table.setVisible(wide or self.tabs.current == _LIST)
        self._side.setVisible(wide or self.tabs.current != _LIST)
        self._side.setMinimumWidth(_SIDE)
        self._side.setMaximumWidth(_SIDE if wide else _ANY_WIDTH)

    # -- what there is

    def _look(self) -> None:
        """Ask how the letters stand, and what must be allowed for the day that is typed."""
        day = self.put_up.day() or self._desk.office.clock.today()
        ids = tuple(row.id for row in self._rows)
        if ids:
            self._desk.ask(letter_batch.check_batch, ids, day).then(self, self._take)

    def _take(self, check: BatchCheck) -> None:
        if self.running or set(check.standing) != {row.id for row in self._rows}:
            return
        self._check = check
        self._rows = [
            replace(row, status=check.standing[row.id][0], told=numbered(check, row.id)) for row in self._rows
        ]
        self._show_rows()
        files = sorted({row.line.case_number for row in self._rows})
        self.header.set_title(f"{len(self._rows)} surat")
        one = f"Semua dari {files[0]}" if files[0] else ""
        self.header.set_sentence(f"Dari {len(files)} berkas" if len(files) > 1 else one)
        self.tabs.set_count(_LIST, len(self._rows))
        self.put_up.show_check(check)
        for panel in self.panels.values():
            if isinstance(panel, ActPanel):
                panel.show_count(len(self._rows))

    def _show_rows(self) -> None:
        self.table.set_rows(self._rows)

    def _focus_list(self) -> None:
        """Let the keyboard move along the list; on a small screen, to its tab."""
        (self.table if self.table.isVisible() else self.tabs).setFocus()

    def _show_act(self, key: str) -> None:
        self._stack.setCurrentIndex(list(self.panels).index(Act.of(key)))
        self._forget()

    def _forget(self) -> None:
        for part in (self.strip, self.summary, self._again):
            part.hide()

    # -- putting up

    def _put_up(self) -> None:
        if self._check is None:
            return
        work = acts.put_up(self._desk, self._check.days)
        self._allow(list(self.put_up.allowed()), partial(self._run, Act.PUT_UP, work, self._drafts()))

    def _allow(self, kinds: list[str], then: Callable[[], object]) -> None:
        """Allow what was ticked, one kind after the other, then begin."""
        if not kinds:
            then()
            return
        done = self._desk.do(letters.allow_unverified, kinds[0])
        done.then(self, lambda _none: self._allow(kinds[1:], then), lambda error: messages.show_error(self, error))

    def _drafts(self) -> list[BatchRow]:
        days = self._check.days if self._check is not None else {}
        return [row for row in self._rows if row.id in days]

    # -- the other acts

    def _ask_folder(self) -> None:
        ask_folder(self, "Simpan surat ke folder", self._preferences, self.save_to)

    def save_to(self, folder: Path) -> None:
        """Write each letter to a file in a folder."""
        self._run(Act.SAVE, acts.save_to(self._desk, folder), self._rows, folder=folder / "surat")

    def _ask_packet(self) -> None:
        name = safe_name(f"Paket {len(self._rows)} surat - {self._desk.office.clock.today():%Y-%m-%d}", "pdf")
        ask_save_path(self, "Simpan paket surat", name, _PDF, self._preferences, self.pack_to)

    def pack_to(self, path: Path) -> None:
        """Bind the letters into one file."""
        packing = acts.Packing(self._desk)
        self._run(Act.PACKET, packing.take, self._rows, at_end=partial(self._bind, packing, path))

    def _ask_printer(self) -> None:
        """Ask for the printer once, with the first letter's paper."""
        name = self._preferences.printer
        choice = PrintChoice(name if is_known(name) else "", 1)

        def ask(data: bytes) -> None:
            try:
                ask_printer(data, self.window(), choice, self.print_on)
            except OfficeError as error:
                messages.show_error(self, error)

        self._desk.ask(letters.letter_bytes, self._rows[0].id).then(self, ask)

    def print_on(self, printer: QPrinter) -> None:
        """Print each letter; what the printer cannot is said before the first."""
        name = chosen_of(printer).printer
        if not name:
            messages.show_error(self, InvalidInput(_TO_FILE))
            return
        self._preferences.printer = name
        go = partial(self._run, Act.PRINT, acts.print_on(self._desk, printer), self._rows)
        papers = self._check.papers if self._check is not None else ()
        warning = next(filter(None, (paper_warning(paper, name) for paper in papers)), "")
        if warning:
            messages.ask(self, warning, "Tetap cetak", go)
        else:
            go()

    # -- the run

    def _run(
        self,
        act: Act,
        work: acts.Work,
        rows: Sequence[BatchRow],
        *,
        folder: Path | None = None,
        at_end: Callable[[Told], object] | None = None,
    ) -> None:
        if self.running or not rows:
            return
        self._rows = [replace(row, state=WAITS, words="") for row in self._rows]
        self._forget()
        lines = [row.line for row in rows]
        self.batch = Batch(self._desk, lines, work, self)
        self.batch.advanced.connect(partial(self._advanced, act, len(rows)))
        self.batch.ended.connect(self._ended)
        self.batch.finished.connect(partial(self._finished, act, lines, folder, at_end))
        self._focus_list()  # what was pressed is out of reach from here on
        self._set_busy(busy=True)
        self.strip.start(f"{act.doing}…")
        self.batch.start()

    def _stop(self) -> None:
        if self.batch is not None:
            self.batch.stop()

    def _advanced(self, act: Act, count: int, place: int, line: LetterLine) -> None:
        self.strip.report(place / count, f"{act.doing} {place + 1} dari {count}")
        self._mark(line.id)

    def _mark(self, letter_id: str) -> None:
        """Let the table follow the letter that is being worked on."""
        place = next(n for n, row in enumerate(self._rows) if row.id == letter_id)
        self.table.choose(place)

    def _ended(self, done: Done) -> None:
        state = GOOD if done.good else BAD
        self._rows = [
            replace(row, state=state, words=done.words) if row.id == done.item.id else row for row in self._rows
        ]
        self._show_rows()

    def _finished(
        self,
        act: Act,
        lines: Sequence[LetterLine],
        folder: Path | None,
        at_end: Callable[[Told], object] | None,
        left: int,
    ) -> None:
        not_begun = {line.id for line in lines[len(lines) - left :]}
        self._rows = [replace(row, state=LEFT) if row.id in not_begun else row for row in self._rows]
        self._show_rows()
        good = sum(row.state == GOOD for row in self._rows)
        if at_end is not None and good and not left:
            at_end(partial(self._tell, act))
            return
        self._tell(act, "" if at_end is None else "Paket tidak dibuat.")
        if folder is not None and good:
            self._window.toast(f"{good} berkas disimpan", action="Buka folder", on_action=lambda: open_folder(folder))

    def _bind(self, packing: acts.Packing, path: Path, tell: Told) -> None:
        """Bind what could be read, once everything was."""

        def done(result: tuple[Path, ChangeSet]) -> None:
            saved, changes = result
            self._desk.announce(changes)
            tell(f"Paket {packing.count} surat disimpan: {saved.name}.")
            self._window.toast(
                f"Paket disimpan: {saved.name}", action="Buka folder", on_action=lambda: open_folder(saved)
            )

        def failed(error: BaseException) -> None:
            tell("Paket tidak dibuat.")
            messages.show_error(self, error)

        self.strip.report(1.0, "Menyusun paket…")
        self._desk.tasks.submit_write(lambda: packing.write(path), owner=self, on_done=done, on_error=failed)

    def _tell(self, act: Act, words: str) -> None:
        """Say what became of all of them."""
        self._set_busy(busy=False)
        self.strip.hide()
        good, bad, left = (sum(row.state == state for row in self._rows) for state in (GOOD, BAD, LEFT))
        parts = [f"{good} {act.done}" if good else "", f"{bad} gagal" if bad else ""]
        parts.append(f"{left} tidak dikerjakan" if left else "")
        told = ", ".join(filter(None, parts))
        self.summary.setText("\n".join(filter(None, (f"{told}." if told else "", words, *reasons(self._rows)))))
        theme.set_role(self.summary, "warnBox" if bad or left else "goodBox")
        self.summary.show()
        self._again.setVisible(bool(bad and good))
        self._look()

    def _keep_failed(self) -> None:
        """Leave only those that failed, to try again."""
        failed = [row for row in self._rows if row.state == BAD]
        self._rows = [replace(row, place=place) for place, row in enumerate(failed, 1)]
        self._forget()
        self._show_rows()
        self._look()

    def _set_busy(self, *, busy: bool) -> None:
        self.segments.setEnabled(not busy)
        self._stack.setEnabled(not busy)
