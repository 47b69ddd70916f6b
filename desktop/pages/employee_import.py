"""Importing employees: a file is read and compared, looked at, and only then taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import BadFile, OfficeError
from cases.model.employee import Employee, FaultyRow, ImportPlan
from cases.model.user import Right
from cases.ports import EmployeeSheet
from cases.rules.employee_headers import header_fields
from cases.rules.nip import show_nip
from cases.services import employee_review, employees
from cases.services.employee_review import EmployeeChange, ImportReview
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import arranged, grouped
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, label
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable
from desktop.widgets.tiles import Tile

_FILES = "Berkas Excel (*.xlsx *.xls);;Semua berkas (*)"
_SENTENCE = "Ekspor data utama dari SIASN atau SIMPEG, sebagai berkas Excel."
_FIELDS = {
    "nip": "NIP",
    "name": "nama",
    "title_before": "gelar depan",
    "title_after": "gelar belakang",
    "status": "status",
    "grade": "golongan",
    "position_kind": "jenis jabatan",
    "position": "jabatan",
    "position_since": "TMT jabatan",
    "unit_1": "unit kerja",
    "unit_2": "unit kerja tingkat 2",
    "unit_3": "unit kerja tingkat 3",
    "active": "keaktifan",
}
FAULTY, WARNED, CHANGED, NEW = "faulty", "warned", "changed", "new"
_TABS = ((FAULTY, "Bermasalah"), (WARNED, "Perlu dilihat"), (CHANGED, "Berubah"), (NEW, "Baru"))


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read and compared."""

    name: str
    sheet: EmployeeSheet


def _changes(change: EmployeeChange) -> str:
    return "; ".join(
        f"{_FIELDS[key]}: {before or 'kosong'} → {after or 'kosong'}" for key, before, after in change.changes
    )


_PROBLEM_COLUMNS: tuple[Column[FaultyRow], ...] = (
    Column(key="row", title="Baris", width=72, text=lambda fault: str(fault.row), right=True),
    Column(key="cell", title="Sel", width=88, text=lambda fault: fault.cell or "–", face="tableStrong"),
    Column(key="problem", title="Masalah", width=600, text=lambda fault: fault.problem, stretch=True),
)
_CHANGE_COLUMNS: tuple[Column[EmployeeChange], ...] = (
    Column(
        key="nip",
        title="NIP",
        width=178,
        text=lambda change: show_nip(change.employee.nip),
        copy=lambda change: change.employee.nip,
        face="nipInTable",
    ),
    Column(key="name", title="Nama", width=240, text=lambda change: change.employee.name, face="tableStrong"),
    Column(key="changes", title="Yang berubah", width=480, text=_changes, tip=_changes, stretch=True),
)
_NEW_COLUMNS: tuple[Column[Employee], ...] = (
    Column(
        key="nip",
        title="NIP",
        width=178,
        text=lambda person: show_nip(person.nip),
        copy=lambda person: person.nip,
        face="nipInTable",
    ),
    Column(key="name", title="Nama", width=240, text=lambda person: person.name, face="tableStrong", stretch=True),
    Column(key="grade", title="Golongan", width=92, text=lambda person: person.grade or "–"),
    Column(key="position", title="Jabatan", width=260, text=lambda person: person.position),
    Column(key="unit_1", title="Unit kerja", width=240, text=lambda person: person.unit_1),
)


class LocalTable(RecordTable[Any]):
    """A table whose rows are all in memory: it sorts and filters by itself."""

    def __init__(self, columns: tuple[Column[Any], ...], sort: str, empty: EmptyState) -> None:
        super().__init__(columns, sort=sort, empty=empty, hints=False)
        self._all: tuple[Any, ...] = ()
        self.set_note("Ctrl+F saring   Ctrl+C salin ke Excel")
        self.query_changed.connect(self._arrange)

    def show_all(self, rows: tuple[Any, ...]) -> None:
        """Show these."""
        self._all = rows
        self._arrange(self.query())

    def _arrange(self, asked: TableQuery) -> None:
        keys = {"row": lambda fault: fault.row}
        self.set_rows(arranged(self._all, asked, self.model.columns, keys))


class EmployeeImportPage(Page):
    """Three faces: choose a file; wait; look at what it would do and save."""

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
        self._turn = 0
        self.header = PageHeader("Impor pegawai", _SENTENCE)
        self.other_button = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save)
        for action in (
            button("Kembali", on_click=self._leave, tip="Kembali ke daftar pegawai (Alt+Kiri)"),
            self.other_button,
            self.save_button,
        ):
            self.header.add_action(action)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.drop = DropTile("Seret berkas Excel ke sini", "atau klik untuk memilih berkas")
        self.busy_words = label("", "section")
        self.found = label("", "caption", wrap=True, selectable=True)
        self.tiles = {
            NEW: Tile("plus-circle", "green", "Baru", clickable=True),
            CHANGED: Tile("pencil-simple", "accent", "Berubah", clickable=True),
            "same": Tile("equals", "grey", "Sama", clickable=False),
            FAULTY: Tile("warning-circle", "red", "Bermasalah", clickable=True),
        }
        self.tabs = TabBar(_TABS)
        self.tables = {
            FAULTY: LocalTable(_PROBLEM_COLUMNS, "row", _nothing("Semua baris dapat dibaca")),
            WARNED: LocalTable(_PROBLEM_COLUMNS, "row", _nothing("Tidak ada yang meragukan")),
            CHANGED: LocalTable(_CHANGE_COLUMNS, "name", _nothing("Tidak ada pegawai yang berubah")),
            NEW: LocalTable(_NEW_COLUMNS, "name", _nothing("Tidak ada pegawai baru")),
        }
        self._faces = QStackedWidget()
        self._lists = QStackedWidget()
        self._lay()
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.tabs.chosen.connect(lambda key: self._lists.setCurrentWidget(self.tables[key]))
        for key in (NEW, CHANGED, FAULTY):
            self.tiles[key].clicked.connect(lambda key=key: self.tabs.choose(key))
        self._start_over()

    # -- building

    def _lay(self) -> None:
        for face in (self._choose_face(), self._busy_face(), self._review_face()):
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
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        card = Card()
        card.add(self.busy_words)
        card.add(bar)
        lines.addWidget(card)
        lines.addStretch(1)
        return made

    def _review_face(self) -> QWidget:
        made, lines = _face()
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.space("gapCards"))
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        lines.addLayout(tiles)
        lines.addWidget(self.found)
        lines.addWidget(self.tabs)
        for table in self.tables.values():
            self._lists.addWidget(table)
        lines.addWidget(self._lists, 1)
        return made

    # -- choosing

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin where it was left; the way in is the keyboard's too."""
        (self.drop if self._file is None else self.tables[self.tabs.current]).setFocus()

    def choose_file(self) -> None:
        """Ask for a file."""
        ask_open_path(self, "Pilih ekspor pegawai", _FILES, self._preferences, self.read)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self._refuse(BadFile("Seret satu berkas Excel saja."))
        elif paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file away from the UI thread, then compare it with the list on a reader."""
        self._turn += 1
        turn = self._turn
        self._wait(f"Membaca {path.name} …")

        def work() -> _Read:
            from reports.employee_sheet import read_employee_sheet  # noqa: PLC0415 - the Excel reader is needed only here

            return _Read(path.name, read_employee_sheet(read_file(path), path.name))

        self._desk.tasks.submit_free(
            work,
            owner=self,
            on_done=lambda file: self._compare(turn, file),
            on_error=lambda error: self._failed(turn, error),
        )

    def _compare(self, turn: int, file: _Read) -> None:
        if turn != self._turn:
            return
        self._file = file
        self._wait(f"Membandingkan {grouped(len(file.sheet.rows))} baris dengan daftar pegawai …")
        self._desk.ask(employee_review.review_employee_import, file.sheet).then(
            self,
            lambda review: self._show(review) if turn == self._turn else None,
            lambda error: self._failed(turn, error),
        )

    # -- what is shown

    def _wait(self, words: str) -> None:
        self.busy_words.setText(words)
        self.trouble.hide()
        self.other_button.setEnabled(False)
        self.save_button.setEnabled(False)
        self._faces.setCurrentIndex(1)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self._start_over()
        if isinstance(error, OfficeError):
            self._refuse(error)
        else:
            messages.show_error(self, error)

    def _refuse(self, error: OfficeError) -> None:
        self.trouble.setText(error.sentence)
        self.trouble.show()

    def _start_over(self) -> None:
        self._file = None
        self.header.set_sentence(_SENTENCE)
        self.trouble.hide()
        self.other_button.hide()
        self.save_button.hide()
        self._faces.setCurrentIndex(0)

    def _show(self, review: ImportReview) -> None:
        plan = review.plan
        taken = len(plan.new) + len(plan.changed)
        name = self._file.name if self._file else ""
        self.header.set_sentence(f"{name}: belum ada yang disimpan.")
        self.tiles[NEW].show_figure(len(plan.new), "belum ada dalam daftar")
        self.tiles[CHANGED].show_figure(len(plan.changed), "isi barisnya berbeda")
        self.tiles["same"].show_figure(plan.same, "tidak disentuh")
        self.tiles[FAULTY].show_figure(len(plan.faulty), "tidak akan disimpan" if plan.faulty else "semua terbaca")
        found = (f"{column.letters} {column.header} ({_FIELDS[column.key]})" for column in review.columns)
        self.found.setText(f"Kolom yang dikenali: {',  '.join(found)}.")
        rows: dict[str, tuple[Any, ...]] = {
            FAULTY: plan.faulty,
            WARNED: plan.warnings,
            CHANGED: review.changes,
            NEW: plan.new,
        }
        for key, shown in rows.items():
            self.tables[key].show_all(shown)
            self.tabs.set_count(key, len(shown))
        self.tabs.choose(next((key for key in (FAULTY, CHANGED, NEW) if rows[key]), NEW))
        self.save_button.setText(f" Simpan {grouped(taken)} baris" if taken else " Tidak ada perubahan")
        self.save_button.setEnabled(bool(taken) and self._desk.may(Right.IMPORT_EMPLOYEES))
        self.other_button.setEnabled(True)
        for action in (self.other_button, self.save_button):
            action.show()
        self._faces.setCurrentIndex(2)
        self.save_button.setFocus()

    # -- saving

    def _save(self) -> None:
        file = self._file
        if file is None:
            return
        turn = self._turn
        self._wait(f"{self.save_button.text().strip()} …")
        self._desk.do(employees.import_employees, file.sheet).then(
            self, self._saved, lambda error: self._failed(turn, error)
        )

    def _saved(self, plan: ImportPlan) -> None:
        self._start_over()
        left = f", {grouped(len(plan.faulty))} baris bermasalah tidak disimpan" if plan.faulty else ""
        self._window.toast(
            f"{grouped(len(plan.new))} pegawai baru dan {grouped(len(plan.changed))} berubah disimpan{left}"
        )
        self._window.open_page("employees")

    def _leave(self) -> None:
        self._window.open_page("employees")


def _face() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("gapCards"))
    return made, lines


def _hints() -> tuple[str, ...]:
    *first, last = (field.names[0] for field in header_fields() if field.required)
    needed = f"Wajib ada: {', '.join(first)}, dan {last}; atau nama yang lazim di SIMPEG."
    return (
        f"{needed} Urutan kolom dan huruf besar-kecil tidak berpengaruh; kolom lain diabaikan.",
        "NIP harus disimpan sebagai teks: Excel merusak bilangan sepanjang NIP, angka-angka terakhirnya menjadi nol.",
        "Pegawai yang tidak ada dalam berkas tetap seperti sekarang. Semua diperiksa dahulu sebelum disimpan.",
    )


def _nothing(title: str) -> EmptyState:
    return EmptyState(title, "", icon="check-circle")
