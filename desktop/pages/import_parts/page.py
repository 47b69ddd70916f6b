"""A page that takes in a file: choose it; wait, with a way out; look at every row before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cases.changes import ChangeSet
from cases.errors import BadFile, OfficeError, Stopped
from cases.ports import EmployeeSheet
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.import_parts.columns import ColumnsPanel
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.tasks import Task
from desktop.widgets.basic import Card, button, column, label
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.header import PageHeader

R = TypeVar("R")
Tick = Callable[[float], object]
CHOOSE, BUSY, LOOK, COLUMNS = range(4)
SHEETS: Final = "Excel atau CSV (*.xlsx *.xls *.csv *.txt);;Semua berkas (*)"
_SAVE: Final = "Ctrl+Return"
STOPPED: Final = "Impor dibatalkan; tidak ada yang disimpan."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """What such a page says; ``hints`` tell what is read, ``leave`` is the page that it belongs to and its name."""

    title: str
    sentence: str
    ask: str
    drop: str
    hints: tuple[str, ...]
    leave: tuple[str, str]
    under: str = "atau klik untuk memilih berkas"
    one: str = "Seret satu berkas saja."


class ReadFile(Protocol):
    """A file as read."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sheet(self) -> EmployeeSheet:
        """Its headers and rows."""


File = TypeVar("File", bound=ReadFile)


class ImportPage(Page, Generic[File]):
    """Four faces; a page of this kind says how a file is read (``parse``, in a worker), looked at and saved.

    ``table`` is the table of headers whose columns a person can choose.
    """

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        words: ImportWords,
        table: str,
        parse: Callable[[bytes, str], File],
        *,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window, self._words, self._parse = desk, window, words, parse
        self._preferences = preferences or Preferences()
        self._file: File | None = None
        self.header = PageHeader(words.title, words.sentence)
        self.back = button("Kembali", on_click=self._leave, tip=f"Ke {words.leave[1]} (Alt+Kiri)")
        self.other_button = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save, shortcut=_SAVE)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.drop = DropTile(words.drop, words.under)
        self.progress = ProgressStrip()
        self.change_columns = button("Ubah kolom", icon="columns", on_click=self._choose_columns)
        self.columns = ColumnsPanel(table)
        self._faces = QStackedWidget()
        self._first: QWidget = self.drop
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.columns.used.connect(self._use_columns)
        self.columns.left.connect(self._leave_columns)

    def lay(self, look: QWidget, first: QWidget, *, above: QWidget | None = None, act: QWidget | None = None) -> None:
        """Put it together: ``look`` is the face with the rows, ``first`` has the keyboard there.

        ``above`` stands over the place for files, ``act`` beside "Kembali".
        """
        self._first = first
        gap = theme.space("gapCards")
        hints = Card("Yang dibaca dari berkas")
        for words in self._words.hints:
            hints.add(label(words, "body", wrap=True))
        choose = column(*((above,) if above else ()), self.drop, hints, None, gap=gap)
        for face in (choose, column(self.progress, None), look, self.columns):
            self._faces.addWidget(face)
        for action in (self.back, act, self.other_button, self.save_button):
            if action is not None:
                self.header.add_action(action)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self._faces, 1)
        self._start_over()

    # -- what each page says for itself

    def _taken(self, file: File) -> None:
        """A file was read: compare it, then ``_show_look``."""
        raise NotImplementedError

    def _columns(self) -> Mapping[str, int]:
        """Which columns are read now."""
        raise NotImplementedError

    def _use_columns(self, columns: dict[str, int]) -> None:
        """Somebody chose others."""
        raise NotImplementedError

    def _save(self) -> None:
        """Take what is shown."""
        raise NotImplementedError

    def _looked_at(self) -> bool:
        """Whether there is something to look at, to which one may come back."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Let go of what was compared."""
        raise NotImplementedError

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
        parse = self._parse
        self._let_go()
        task = self._wait(f"Membaca {path.name} …")
        self._desk.tasks.submit_free(
            lambda: parse(read_file(path), path.name), owner=self, task=task, on_done=self._hold, on_error=self._failed
        )

    def _hold(self, file: File) -> None:
        self._file = file
        self._taken(file)

    def compare(self, words: str, ask: Callable[[Tick], R], show: Callable[[R], object]) -> None:
        """Ask something of a snapshot in a reader, which is given what tells how far it is; "Batal" ends it."""
        task = self._wait(words)
        self._desk.tasks.submit_read(
            lambda: ask(_tick(task, task)), owner=self, task=task, on_done=show, on_error=self._failed
        )

    # -- columns

    def _choose_columns(self) -> None:
        if self._file is not None:
            self.header.set_sentence(f"{self._file.name}: pilih kolomnya; belum ada yang disimpan.")
            self.columns.show_sheet(self._file.sheet, self._columns())
            self._show_actions(looking=False)
            self._turn_to(COLUMNS)

    def _leave_columns(self) -> None:
        if self._looked_at():
            self._look_again()
        else:
            self._start_over()

    # -- what is shown

    def _turn_to(self, face: int) -> None:
        self._faces.setCurrentIndex(face)
        self._point_at(face)

    def _point_at(self, face: int) -> None:
        """Give a face the keyboard; what is waited for leaves it where it is."""
        first = {CHOOSE: self.drop, LOOK: self._first, COLUMNS: self.columns}.get(face)
        if first is not None:
            first.setFocus()

    def _wait(self, words: str, cancelled: Callable[[], object] | None = None) -> Task:
        self.progress.task.cancel()
        self.trouble.hide()
        self._show_actions(looking=False)
        self._faces.setCurrentIndex(BUSY)
        return self.progress.start(words, cancelled or self._leave_columns)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            self._leave_columns()
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            self.trouble.setText(error.sentence)
            self.trouble.show()
        else:
            messages.show_error(self, error)

    def _let_go(self) -> None:
        self._file = None
        self._forget()

    def _start_over(self) -> None:
        self._let_go()
        self.header.set_sentence(self._words.sentence)
        self.trouble.hide()
        self._show_actions(looking=False)
        self._turn_to(CHOOSE)

    def _show_actions(self, *, looking: bool) -> None:
        for action in (self.other_button, self.save_button):
            action.setVisible(looking)

    def _show_look(self, told: str = "") -> None:
        if self._file is not None:
            self.header.set_sentence(f"{self._file.name}: belum ada yang disimpan{told}.")
            self._look_again()

    def _offer(self, words: str, *, enabled: bool) -> None:
        """Name the button that saves by what it would save; a new text takes a button's shortcut away."""
        self.save_button.setText(f" {words}")
        self.save_button.setShortcut(_SAVE)
        self.save_button.setEnabled(enabled)

    def _look_again(self) -> None:
        self._show_actions(looking=True)
        self._turn_to(LOOK)

    # -- saving

    def write(
        self,
        words: str,
        write: Callable[[Tick], tuple[R, ChangeSet]],
        saved: Callable[[R], object],
        refused: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Write on the writer, all or nothing; ``write`` is given what tells how far it is, and raises once stopped.

        What was committed is told as saved even when somebody pressed "Batal" too late.
        """
        shown = self._wait(words, lambda: None)
        task = Task(self.progress.report)  # never cancelled itself

        def done(outcome: tuple[R, ChangeSet]) -> None:
            self._desk.announce(outcome[1])
            saved(outcome[0])

        def failed(error: BaseException) -> None:
            self._look_again()
            if not isinstance(error, Stopped):
                (refused or self._refuse)(error)

        self._desk.tasks.submit_write(
            lambda: write(_tick(task, shown)), owner=self, task=task, on_done=done, on_error=failed
        )

    def _leave(self) -> None:
        self._window.open_page(self._words.leave[0])


def _tick(task: Task, shown: Task) -> Tick:
    """Tell a task how far it is; stops what runs once the one that is shown is cancelled."""

    def tick(fraction: float) -> None:
        if shown.cancelled:
            raise Stopped(STOPPED)
        task.report(fraction)

    return tick
