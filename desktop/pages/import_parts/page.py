"""A page that takes in a file: choose it; wait, with a way out; look at every row before anything is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cases.errors import BadFile, OfficeError, Stopped
from cases.rules.sheet_headers import faults, propose
from cases.services import sheet_columns
from desktop import messages, theme
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.files import read_file
from desktop.long_writing import Tick, ticking, write_long
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.import_parts.columns import ColumnsPanel
from desktop.pages.import_parts.kind import SHEETS, ImportKind, Plan, Saved, SheetFile
from desktop.pages.import_parts.rows import RowsPanel
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.tasks import Task
from desktop.widgets.basic import Card, Elided, button, column, label, row
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader

R = TypeVar("R")
CHOOSE, BUSY, LOOK, COLUMNS = range(4)
_SAVE: Final = "Ctrl+Return"
STOPPED: Final = "Impor dibatalkan; tidak ada yang disimpan."


class ImportPage(Page, Generic[Plan, Saved]):
    """Four faces: choosing, waiting, looking, columns; what is particular to a kind of import is its ``ImportKind``.

    ``first`` stands over the place for files, ``act`` beside "Kembali", ``told`` over the rows; ``beside`` makes the
    face with the rows out of what shows them.
    """

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        kind: ImportKind[Plan, Saved],
        *,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
        first: QWidget | None = None,
        act: QWidget | None = None,
        told: QWidget | None = None,
        beside: Callable[[QWidget], QWidget] = lambda look: look,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window, self._kind, self._words = desk, window, kind, kind.words
        self._preferences = preferences or Preferences()
        self._file: SheetFile | None = None
        self._asked: SheetFile | None = None
        self._plan: Plan | None = None
        self._known = self._sentence = ""
        self._before: QWidget | None = None
        self._act = act
        words = kind.words
        self.header = PageHeader(words.title, words.sentence)
        self.back = button("Kembali", on_click=self._leave, tip=f"Ke {words.leave[1]} (Alt+Kiri)")
        self.other_button = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save, shortcut=_SAVE)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.drop = DropTile(words.drop, words.under)
        self.progress = ProgressStrip()
        self.change_columns = button("Ubah kolom", "link", icon="columns", on_click=self._choose_columns)
        self.columns = ColumnsPanel(kind.table)
        self.found = Elided("", "caption")
        self.notes = label("", "warnBox", wrap=True, selectable=True)
        self.left_out = label("", "caption")
        self._out = row(self.left_out, button("Ikutkan lagi semua", "link", on_click=self._take_again), None)
        self.rows: RowsPanel[Plan] = RowsPanel(kind)
        self._faces = QStackedWidget()
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.columns.used.connect(self._use_columns)
        self.columns.left.connect(self._leave_columns)
        self.rows.card.fixed.connect(self._fix)
        self.rows.card.skipped.connect(self._skip)
        self.rows.card.wanted.connect(self._take_again)
        self._lay(first, told, beside)
        self._start_over()

    def _lay(self, first: QWidget | None, told: QWidget | None, beside: Callable[[QWidget], QWidget]) -> None:
        gap = theme.space("gapCards")
        hints = Card("Yang dibaca dari berkas")
        for words in self._words.hints:
            hints.add(label(words, "body", wrap=True))
        choose = column(*((first,) if first else ()), self.drop, hints, None, gap=gap)
        which = row(self.found, self.change_columns, None)
        above = (*((told,) if told else ()), which, self.notes, self._out)
        look = beside(column(*above, self.rows, gap=theme.space("s")))
        for face in (scrolled(choose), column(self.progress, None), look, self.columns):
            self._faces.addWidget(face)
        for action in (self.back, self._act, self.other_button, self.save_button):
            if action is not None:
                self.header.add_action(action)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self._faces, 1)

    # -- what a page may say besides

    def _shown(self, file: SheetFile, plan: Plan, *, first: bool) -> None:
        """A plan is in sight; ``first``: the first one of its file."""

    def _retell(self, told: Mapping[str, Any]) -> None:
        """Show what holds of what was told; what was asked for and stopped does not."""

    def _saved(self, saved: Saved) -> None:
        """It was saved: say so."""
        self._window.toast(self._kind.result(saved))

    def _go_on(self, saved: Saved) -> None:
        """It was saved, and nobody went elsewhere meanwhile."""
        self._leave()

    def _refused(self, error: BaseException) -> None:
        """The saving was refused."""
        self._refuse(error)

    # -- choosing

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin where it was left; the way in is the keyboard's too."""
        self._point_at(self._faces.currentIndex())

    def choose_file(self) -> None:
        """Ask for a file."""
        ask_open_path(self, self._words.ask, SHEETS, self._preferences, self.read)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self._refuse(BadFile(self._words.one))
        elif paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file away from the UI thread, then look at its rows on a reader."""
        read, told = self._kind.read, self._told()

        def work() -> SheetFile:
            data = read_file(path)
            digest = hashlib.sha256(data).hexdigest()
            return SheetFile(name=path.name, data=data, sha256=digest, sheet=read(data, path.name), told=told)

        task = self._wait(f"Membaca {path.name} …")
        self._desk.tasks.submit_free(work, owner=self, task=task, on_done=self._hold, on_error=self._failed)

    def _told(self) -> Mapping[str, Any]:
        """What is told of a new file."""
        return self._kind.told

    def _hold(self, file: SheetFile) -> None:
        """Ask which column was what the last time; only now the file that was looked at before is let go."""
        office, actor, table, headers = self._desk.office, self._desk.actor, self._kind.table, file.sheet.headers

        def known(found: dict[str, int] | None) -> None:
            proposed = dict(propose(table, headers).columns)
            self._known = "; kolom seperti yang Anda pilih terakhir kali" if found and found != proposed else ""
            self._file, self._plan = replace(file, columns=found or proposed), None
            if faults(table, headers, self._file.columns):
                self._choose_columns()
            else:
                self._look(self._file)

        self._compare(
            f"Membaca judul kolom {file.name} …",
            lambda _tick: office.read(sheet_columns.known_columns, actor, table, headers),
            known,
        )

    def _look(self, file: SheetFile) -> None:
        """Say what each row would do; what was asked for holds once it is shown."""
        office, actor, plan = self._desk.office, self._desk.actor, self._kind.plan
        self._compare(
            f"Memeriksa {grouped(len(file.sheet.rows))} baris …",
            lambda tick: office.read(plan, actor, file, tick),
            partial(self._show, file),
            self._unplanned,
        )

    def _unplanned(self, error: BaseException) -> None:
        """Columns that say too little are chosen by a person before the file is given up."""
        if isinstance(error, BadFile) and self._plan is None:
            self._choose_columns()
            self._refuse(error)
        else:
            self._failed(error)

    def _compare(
        self,
        words: str,
        ask: Callable[[Tick], R],
        show: Callable[[R], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Ask something of a snapshot in a reader, which is given what tells how far it is; "Batal" ends it."""
        task = self._wait(words)
        self._desk.tasks.submit_read(
            lambda: ask(ticking(task, task, STOPPED)),
            owner=self,
            task=task,
            on_done=show,
            on_error=failed or self._failed,
        )

    # -- what a person says to it

    def tell(self, **told: Any) -> None:  # noqa: ANN401 - as the service has it
        """Look again with something else told."""
        if self._file is not None:
            self._reorder(replace(self._file, told={**self._file.told, **told}))

    def _reorder(self, file: SheetFile) -> None:
        """Look again; the cursor comes back to where it is now."""
        focused = QApplication.focusWidget()
        self._before = focused if focused is not None and self.isAncestorOf(focused) else None
        self._look(file)

    def _fix(self, number: int, key: str, text: str) -> None:
        if self._file is not None:
            self._reorder(replace(self._file, fixes={**self._file.fixes, (number, key): text}))

    def _skip(self, number: int) -> None:
        if self._file is not None:
            self._reorder(replace(self._file, skips=self._file.skips | {number}))

    def _take_again(self, *numbers: int) -> None:
        """Take rows after all that were left out, all of them where none is named."""
        if self._file is not None:
            left = self._file.skips.difference(numbers) if numbers else frozenset[int]()
            self._reorder(replace(self._file, skips=left))

    def _choose_columns(self) -> None:
        if self._file is not None:
            self.header.set_sentence(f"{self._file.name}: pilih kolomnya; belum ada yang disimpan.")
            self.columns.show_sheet(self._file.sheet, self._file.columns)
            self._asked = self._file
            self._show_actions(looking=False)
            self._turn_to(COLUMNS)

    def _use_columns(self, columns: dict[str, int]) -> None:
        file = self._file
        if file is None:
            return
        if columns != file.columns:
            kept = self._desk.do(sheet_columns.keep_columns, self._kind.table, file.sheet.headers, columns)
            kept.then(self, lambda _none: None)
        self._look(replace(file, columns=columns))

    def _go_back(self) -> None:
        """Back to where it was waited from: the rows, the columns as they were chosen, or the choice of a file."""
        if self._plan is None and self._file is not None and self._file is self._asked:
            self._turn_to(COLUMNS)
        else:
            self._leave_columns()

    def _leave_columns(self) -> None:
        if self._plan is not None:
            self._look_again()
        else:
            self._start_over()

    # -- what is shown

    def _turn_to(self, face: int) -> None:
        self._faces.setCurrentIndex(face)
        self._point_at(face)

    def _point_at(self, face: int) -> None:
        """Give a face the keyboard; what is waited for leaves it where it is."""
        first = {CHOOSE: self.drop, LOOK: self.rows, COLUMNS: self.columns}.get(face)
        if first is not None:
            first.setFocus()

    def _wait(self, words: str, cancelled: Callable[[], object] | None = None) -> Task:
        self.progress.task.cancel()
        self.trouble.hide()
        self._show_actions(looking=False)
        self._faces.setCurrentIndex(BUSY)
        return self.progress.start(words, cancelled or self._go_back)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            self._go_back()
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            self.trouble.setText(error.sentence)
            self.trouble.show()
        else:
            messages.show_error(self, error)

    def _start_over(self) -> None:
        self._file = self._plan = None
        self.header.set_sentence(self._words.sentence)
        self.trouble.hide()
        self._show_actions(looking=False)
        self._turn_to(CHOOSE)

    def _show_actions(self, *, looking: bool) -> None:
        for action in (self.other_button, self.save_button):
            action.setVisible(looking)
        if self._act is not None:
            self._act.setVisible(self._file is None)

    def _show(self, file: SheetFile, plan: Plan) -> None:
        first = self._plan is None
        self._file, self._plan = file, plan
        notes = " ".join(filter(None, (*file.sheet.notes, *self._kind.notes(plan))))
        self.found.setText(file.told_columns(self._kind.table))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.left_out.setText(f"{grouped(len(file.skips))} baris dilewati.")
        self._out.setVisible(bool(file.skips))
        self.rows.show_plan(plan, file)
        self.offer()
        faulty = self._kind.faulty(plan)
        left = f"; {grouped(faulty)} baris bermasalah tidak akan ikut" if faulty else ""
        self._sentence = f"{file.name}: belum ada yang disimpan{self._known}{left}."
        self._look_again()
        self._point(faulty=bool(faulty))
        self._shown(file, plan, first=first)

    def _point(self, *, faulty: bool) -> None:
        """Put the cursor back where it was while rows are set right; a key too many must not save the rest."""
        was, self._before = self._before, None
        if was is None:
            (self.rows if faulty else self.save_button).setFocus()
        elif was.isVisible() and not self.rows.isAncestorOf(was):
            was.setFocus()
        else:
            self.rows.point()

    def offer(self, *, held: bool = False) -> None:
        """Name the button that saves by what it would save, off while ``held``; a new text takes its shortcut away."""
        count = 0 if self._plan is None else self._kind.count(self._plan)
        self.save_button.setText(f" {self._words.save.format(grouped(count)) if count else self._words.nothing}")
        self.save_button.setShortcut(_SAVE)
        self.save_button.setEnabled(bool(count) and not held)

    def _look_again(self) -> None:
        self.header.set_sentence(self._sentence)
        if self._file is not None:
            self._retell(self._file.told)
        self._show_actions(looking=True)
        self._turn_to(LOOK)

    # -- saving

    def _save(self) -> None:
        doubt = None if self._plan is None else self._kind.doubt(self._plan)
        if doubt is None:
            self._write()
        else:
            sentence, verb = doubt
            messages.ask(self, sentence, verb, self._write)

    def _write(self) -> None:
        if self._file is None or self._plan is None:
            return
        file, save, office, actor = self._file, self._kind.save, self._desk.office, self._desk.actor

        def done(saved: Saved) -> None:
            here = self._file is file
            if here:
                self._start_over()
            self._saved(saved)
            if here and self.in_front:
                self._go_on(saved)

        def failed(error: BaseException) -> None:
            if not isinstance(error, Stopped):  # who stopped it looks at the rows again already
                self._look_again()
                self._refused(error)

        self._wait(f"{self.save_button.text().strip()} …", self._look_again)
        write_long(
            self._desk, self, self.progress, lambda tick: save(office, actor, file, tick), done, failed, stopped=STOPPED
        )

    def _leave(self) -> None:
        self._window.open_page(self._words.leave[0], **self._words.leave_to)
