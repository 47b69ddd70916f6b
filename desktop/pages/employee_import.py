"""Importing employees: a file is read and compared, looked at row by row, and only then taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.employee_import import HEADERS
from cases.errors import BadFile, OfficeError
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportOrder, ImportPlan
from cases.model.user import Right
from cases.ports import EmployeeSheet
from cases.rules.sheet_headers import faults, header_fields, propose
from cases.services import employee_imports, employees
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.employee_import_parts.columns import ColumnsPanel
from desktop.pages.employee_import_parts.rows import RowsPanel
from desktop.pages.listing import grouped
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.tasks import Task
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.fields import CheckField
from desktop.widgets.header import PageHeader

_FILES: Final = "Excel atau CSV (*.xlsx *.xls *.csv *.txt);;Semua berkas (*)"
_SENTENCE: Final = "Ekspor data utama dari SIASN atau SIMPEG, sebagai berkas Excel atau CSV."
CHOOSE, BUSY, LOOK, COLUMNS = range(4)


class _Stopped(Exception):
    """Somebody pressed "Batal"."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read, with which column holds what."""

    sheet: EmployeeSheet
    notes: tuple[str, ...]
    order: ImportOrder


class EmployeeImportPage(Page):
    """Four faces: choose a file; wait; look at every row and save; say which column is what."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._preferences = preferences or Preferences()
        self._file: _Read | None = None
        self._plan: ImportPlan | None = None
        self._turn = 0
        self.header = PageHeader("Impor pegawai", _SENTENCE)
        self.other_button = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.history_button = button("Riwayat impor", icon="clock-counter-clockwise", on_click=self._history)
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save)
        for action in (
            button("Kembali", on_click=self._leave, tip="Kembali ke daftar pegawai (Alt+Kiri)"),
            self.history_button,
            self.other_button,
            self.save_button,
        ):
            self.header.add_action(action)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.notes = label("", "warnBox", wrap=True, selectable=True)
        self.drop = DropTile("Seret berkas Excel atau CSV ke sini", "atau klik untuk memilih berkas")
        self.progress = ProgressStrip()
        self.found = label("", "caption", wrap=True, selectable=True)
        self.whole = CheckField("Ini ekspor lengkap: yang tidak ada di dalamnya ditandai keluar")
        self.change_columns = button("Ubah kolom", icon="columns", on_click=self._choose_columns)
        self.rows = RowsPanel()
        self.columns = ColumnsPanel()
        self._faces = QStackedWidget()
        self._lay()
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.whole.changed.connect(lambda: self._reorder(whole=self.whole.value()))
        self.rows.fixed.connect(self._fix)
        self.rows.skipped.connect(self._skip)
        self.columns.used.connect(self._use_columns)
        self.columns.left.connect(self._leave_columns)
        self._start_over()

    # -- building

    def _lay(self) -> None:
        for face in (self._choose_face(), self._busy_face(), self._look_face(), self.columns):
            self._faces.addWidget(face)
        self.trouble.hide()
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self._faces, 1)

    def _choose_face(self) -> QWidget:
        made, lines = _face()
        lines.addWidget(self.drop)
        card = Card("Yang dibaca dari berkas")
        for words in _hints():
            card.add(label(words, "body", wrap=True))
        lines.addWidget(card)
        lines.addStretch(1)
        return made

    def _busy_face(self) -> QWidget:
        made, lines = _face()
        lines.addWidget(self.progress)
        lines.addStretch(1)
        return made

    def _look_face(self) -> QWidget:
        made, lines = _face()
        lines.addWidget(row(self.whole, None, self.change_columns))
        lines.addWidget(self.found)
        lines.addWidget(self.notes)
        lines.addWidget(self.rows, 1)
        return made

    # -- choosing

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin where it was left; the way in is the keyboard's too."""
        (self.drop if self._file is None else self.rows.table).setFocus()

    def choose_file(self) -> None:
        """Ask for a file."""
        ask_open_path(self, "Pilih ekspor pegawai", _FILES, self._preferences, self.read)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self._refuse(BadFile("Seret satu berkas saja."))
        elif paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file away from the UI thread, then compare it with the list on a reader."""

        def work() -> tuple[EmployeeSheet, tuple[str, ...], str]:
            from reports.employee_sheet import read_employee_sheet  # noqa: PLC0415 - the Excel reader is needed only here

            data = read_file(path)
            sheet = read_employee_sheet(data, path.name)
            return sheet, sheet.notes, sha256(data).hexdigest()

        def done(turn: int, read: tuple[EmployeeSheet, tuple[str, ...], str]) -> None:
            sheet, notes, fingerprint = read
            self._remembered(turn, sheet, notes, ImportOrder(file_name=path.name, sha256=fingerprint))

        self._file = self._plan = None
        turn, task = self._wait(f"Membaca {path.name} …")
        self._desk.tasks.submit_free(
            work,
            owner=self,
            task=task,
            on_done=lambda read: done(turn, read),
            on_error=lambda error: self._failed(turn, error),
        )

    def _remembered(self, turn: int, sheet: EmployeeSheet, notes: tuple[str, ...], order: ImportOrder) -> None:
        """Ask which column was what the last time."""

        def known(columns: Mapping[str, int] | None) -> None:
            if turn != self._turn:
                return
            chosen = dict(columns or propose(HEADERS, sheet.headers).columns)
            self._file = _Read(sheet, notes, replace(order, columns=chosen))
            self.whole.restore(False)
            if faults(HEADERS, sheet.headers, chosen):
                self._choose_columns()
            else:
                self._compare()

        if turn == self._turn:
            self._desk.ask(employee_imports.remembered_columns, sheet.headers).then(
                self, known, lambda error: self._failed(turn, error)
            )

    def _compare(self) -> None:
        """Say of every row what it is to the master."""
        file = self._file
        if file is None:
            return
        turn, task = self._wait(f"Membandingkan {grouped(len(file.sheet.rows))} baris dengan daftar pegawai …")
        self._desk.tasks.submit_read(
            lambda: self._desk.office.read(
                employee_imports.review_import, self._desk.actor, file.sheet, file.order, _tick(task, task)
            ),
            owner=self,
            task=task,
            on_done=lambda plan: self._show(plan) if turn == self._turn else None,
            on_error=lambda error: self._failed(turn, error),
        )

    # -- what a person says to it

    def _reorder(self, **changes: Any) -> None:  # noqa: ANN401 - fields of ImportOrder
        if self._file is not None:
            self._file = replace(self._file, order=replace(self._file.order, **changes))
            self._compare()

    def _fix(self, number: int, key: str, text: str) -> None:
        if self._file is not None:
            self._reorder(fixes={**self._file.order.fixes, (number, key): text})

    def _skip(self, number: int, leave_out: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._file is not None:
            skips = self._file.order.skips
            self._reorder(skips=skips | {number} if leave_out else skips - {number})

    def _choose_columns(self) -> None:
        if self._file is not None:
            self.columns.show_sheet(self._file.sheet, self._file.order.columns or {})
            self._show_actions(looking=False)
            self._faces.setCurrentIndex(COLUMNS)

    def _use_columns(self, columns: dict[str, int]) -> None:
        if self._file is None:
            return
        if columns != self._file.order.columns:
            self._desk.do(employee_imports.remember_columns, self._file.sheet.headers, columns).then(
                self, lambda _nothing: None
            )
        self._reorder(columns=columns)

    def _leave_columns(self) -> None:
        if self._plan is None:
            self._start_over()
        else:
            self._show_actions(looking=True)
            self._faces.setCurrentIndex(LOOK)

    # -- what is shown

    def _wait(self, words: str, cancelled: Callable[[], object] | None = None) -> tuple[int, Task]:
        self._turn += 1
        self.trouble.hide()
        self._show_actions(looking=False)
        self._faces.setCurrentIndex(BUSY)
        return self._turn, self.progress.start(words, cancelled or self._cancelled)

    def _cancelled(self) -> None:
        self._turn += 1
        if self._plan is None:
            self._start_over()
        else:
            self._show(self._plan)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn or isinstance(error, _Stopped):
            return
        self._cancelled()
        if isinstance(error, OfficeError):
            self._refuse(error)
        else:
            messages.show_error(self, error)

    def _refuse(self, error: OfficeError) -> None:
        self.trouble.setText(error.sentence)
        self.trouble.show()

    def _start_over(self) -> None:
        self._file = self._plan = None
        self.header.set_sentence(_SENTENCE)
        self.trouble.hide()
        self._show_actions(looking=False)
        self._faces.setCurrentIndex(CHOOSE)

    def _show_actions(self, *, looking: bool) -> None:
        for action in (self.other_button, self.save_button):
            action.setVisible(looking)
        self.history_button.setVisible(self._file is None)

    def _show(self, plan: ImportPlan) -> None:
        file = self._file
        if file is None:
            return
        self._plan = plan
        taken = len(plan.new) + len(plan.changed)
        self.header.set_sentence(f"{file.order.file_name}: belum ada yang disimpan.")
        self.found.setText(_columns_words(plan))
        tidied = f"{grouped(plan.tidied)} NIP dirapikan dari tanda petik atau spasi." if plan.tidied else ""
        notes = " ".join(filter(None, (*file.notes, tidied)))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.rows.show_plan(plan, file.sheet)
        self._show_actions(looking=True)
        self.save_button.setText(f" Simpan {grouped(taken)} baris" if taken else " Tidak ada perubahan")
        self.save_button.setEnabled(bool(taken) and self._desk.may(Right.IMPORT_EMPLOYEES))
        self._faces.setCurrentIndex(LOOK)
        self.save_button.setFocus()

    # -- saving

    def _save(self) -> None:
        plan = self._plan
        if plan is None:
            return
        gone = plan.count(RowState.GONE)
        if gone:
            messages.ask(
                self,
                f"{grouped(gone)} pegawai tidak ada dalam berkas dan akan ditandai keluar. Data dan perkaranya tetap"
                " ada, dan ia kembali bila ada lagi dalam berkas berikutnya.",
                "Simpan dan tandai keluar",
                self._write,
            )
        else:
            self._write()

    def _write(self) -> None:
        file, plan = self._file, self._plan
        if file is None or plan is None:
            return
        shown = self._wait(f"{self.save_button.text().strip()} …", lambda: None)[1]
        task = Task(self.progress.report)  # never cancelled itself: what was committed is told, whatever was pressed

        def failed(error: BaseException) -> None:
            if isinstance(error, _Stopped):
                self._show(plan)
            else:
                self._failed(self._turn, error)

        def done(outcome: tuple[ImportPlan, ChangeSet]) -> None:
            self._desk.announce(outcome[1])
            self._saved(outcome[0])

        self._desk.tasks.submit_write(
            lambda: self._desk.office.write(
                employees.import_employees, self._desk.actor, file.sheet, file.order, _tick(task, shown)
            ),
            owner=self,
            task=task,
            on_done=done,
            on_error=failed,
        )

    def _saved(self, plan: ImportPlan) -> None:
        self._start_over()
        left = plan.count(RowState.FAULTY, RowState.SKIPPED)
        words = f"{grouped(len(plan.new))} pegawai baru dan {grouped(len(plan.changed))} berubah disimpan"
        self._window.toast(
            words + (f", {grouped(left)} baris tidak ikut" if left else ""),
            action="Riwayat impor",
            on_action=self._history,
        )
        self._window.open_page("employees")

    def _history(self) -> None:
        self._window.open_page("employee-imports")

    def _leave(self) -> None:
        self._window.open_page("employees")


def _tick(task: Task, shown: Task) -> Callable[[float], object]:
    """Tell a task how far it is; stops what runs once the one that is shown is cancelled."""

    def tick(fraction: float) -> None:
        if shown.cancelled:
            raise _Stopped
        task.report(fraction)

    return tick


def _columns_words(plan: ImportPlan) -> str:
    titles = {field.key: field.title for field in header_fields(HEADERS)}
    found = (f"{column.letters} {column.header} ({titles[column.key]})" for column in plan.columns)
    return f"Kolom yang dibaca: {',  '.join(found)}."


def _face() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("gapCards"))
    return made, lines


def _hints() -> tuple[str, ...]:
    *first, last = (field.names[0] for field in header_fields(HEADERS) if field.required)
    needed = f"Wajib ada: {', '.join(first)}, dan {last}; atau kolom lain yang Anda pilih sendiri."
    return (
        f"{needed} Urutan kolom dan huruf besar-kecil tidak berpengaruh; kolom lain diabaikan.",
        "NIP harus disimpan sebagai teks: Excel merusak bilangan sepanjang NIP, angka-angka terakhirnya menjadi nol.",
        "Setiap baris diperlihatkan dahulu sebelum disimpan, dan setiap impor dapat diurungkan dari riwayatnya.",
    )
