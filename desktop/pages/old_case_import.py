"""Importing old cases: an empty workbook to fill in, a filled one looked at row by row, and only then taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import BadFile, OfficeError
from cases.old_case_import import LISTS, old_case_words
from cases.rules.dates import short_date
from cases.services import old_case_import
from cases.services.old_case_import import OldCasePlan, OldCaseRow, RowState
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file, write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import grouped
from desktop.pages.local_table import LocalTable
from desktop.pages.old_case_parts.words import ARCHIVE
from desktop.preferences import Preferences
from desktop.saving import ask_open_path, ask_save_path, open_folder, tell_unsaved
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook
from desktop.widgets.tiles import Tile

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_FILES: Final = "Berkas Excel (*.xlsx *.xls);;Semua berkas (*)"
_BOOK: Final = "Perkara arsip.xlsx"
_SENTENCE: Final = "Perkara yang selesai sebelum program ini dipakai; yang tidak diketahui dibiarkan kosong"
_TABS: Final = ((RowState.FAULTY, "Bermasalah"), (RowState.NEW, "Baru"), (RowState.SAME, "Sama"))
_LOOKS: Final = {
    RowState.NEW: PillLook("Baru", "green", "plus-circle"),
    RowState.SAME: PillLook("Sama", "grey", "equals"),
    RowState.FAULTY: PillLook("Bermasalah", "red", "warning-circle"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read."""

    name: str
    sheet: HeadedSheet


def _told(line: OldCaseRow) -> str:
    """What would be written, in a line; or why not."""
    old = line.old
    if old is None:
        return line.problem
    day = short_date(old.decision_on) if old.decision_on else ""
    number = f"keputusan {old.decision_number}" if old.decision_number else ""
    parts = (old.number, str(old.year or ""), old.outcome, old.sanction_title or old.level, number, day, old.note)
    return " · ".join(part for part in parts if part)


_COLUMNS: Final[tuple[Column[OldCaseRow], ...]] = (
    Column(key="row", title="Baris", width=72, text=lambda line: str(line.row), right=True),
    Column(
        key="state", title="Keadaan", width=124, text=lambda line: str(line.state), pill=lambda line: _LOOKS[line.state]
    ),
    Column(key="cell", title="Sel", width=72, text=lambda line: line.cell or "–", face="tableStrong"),
    Column(key="name", title="Terlapor", width=210, text=lambda line: line.name or "–", face="tableStrong"),
    Column(key="told", title="Yang akan dicatat, atau masalahnya", width=480, text=_told, tip=_told, stretch=True),
)


class OldCaseImportPage(Page):
    """Two faces: the empty workbook and a place for the filled one; then its rows, and the button that takes them."""

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
        self._preferences = preferences or Preferences()
        self._file: _Read | None = None
        self._plan: OldCasePlan | None = None
        self._turn = 0
        self.header = PageHeader("Impor perkara arsip", _SENTENCE)
        self.header.set_pills(ARCHIVE)
        self.other = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.save = button("Simpan", "primary", icon="check", on_click=self._save)
        back = button("Kembali", on_click=self._leave, tip="Ke daftar perkara arsip (Alt+Kiri)")
        for action in (back, self.other, self.save):
            self.header.add_action(action)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.strip = ProgressStrip()
        self.book = button("Simpan buku kerja kosong", icon="download-simple", on_click=self.ask_book)
        self.drop = DropTile("Seret berkas Excel yang sudah diisi ke sini", "atau klik untuk memilih berkas")
        self.found = label("", "caption", wrap=True, selectable=True)
        self.tiles = {
            RowState.NEW: Tile("plus-circle", "green", "Baru", clickable=True),
            RowState.SAME: Tile("equals", "grey", "Sama", clickable=True),
            RowState.FAULTY: Tile("warning-circle", "red", "Bermasalah", clickable=True),
        }
        self.tabs = TabBar([(str(key), words) for key, words in _TABS])
        self.table = LocalTable(_COLUMNS, "row", EmptyState("Tidak ada baris seperti ini", "", icon="check-circle"))
        self._faces = QStackedWidget()
        self._lay()
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.tabs.chosen.connect(self._show_rows)
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda key=key: self.tabs.choose(str(key)))
        self._start_over()

    def _lay(self) -> None:
        first, lines = _face()
        card = Card("Buku kerja kosong")
        for words in (
            "Berisi semua kolom dengan pilihan dan petunjuknya; satu baris satu orang. Hanya nama yang wajib diisi.",
            "Berkas Excel kantor sendiri juga dapat diimpor bila judul kolomnya dikenali.",
        ):
            card.add(label(words, "body", wrap=True))
        card.add(row(self.book, None))
        lines.addWidget(card)
        lines.addWidget(self.drop)
        lines.addStretch(1)
        self._faces.addWidget(first)
        second, lines = _face()
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.space("gapCards"))
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        lines.addLayout(tiles)
        lines.addWidget(self.found)
        lines.addWidget(self.tabs)
        lines.addWidget(self.table, 1)
        self._faces.addWidget(second)
        self.trouble.hide()
        self.strip.hide()
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self._faces, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin where it was left."""
        (self.drop if self._file is None else self.table).setFocus()

    # -- the empty workbook

    def ask_book(self) -> None:
        """Ask where the empty workbook goes."""
        self._ask_book(_BOOK)

    def _ask_book(self, name: str) -> None:
        ask_save_path(
            self, "Simpan buku kerja kosong", name, ("Buku kerja Excel", "xlsx"), self._preferences, self.write_book
        )

    def write_book(self, path: Path) -> None:
        """Write it in a worker; it holds nothing of any case."""
        words = old_case_words()
        choices = {key: words.offered(key) for key in LISTS}
        choices["sanction_title"] = tuple(dict.fromkeys(one.title for one in self._desk.office.law.every_sanction()))
        office = self._desk.office.name

        def work() -> None:
            from reports.old_case_sheet import make_old_case_book  # noqa: PLC0415 - Excel is needed only here

            write_file(path, make_old_case_book(office, words.hints, choices))

        def done(_none: None) -> None:
            self.strip.hide()
            self._window.toast(f"Tersimpan: {path.name}", action="Buka foldernya", on_action=lambda: open_folder(path))

        def failed(error: BaseException) -> None:
            self.strip.hide()
            tell_unsaved(self, error, path, self._ask_book)

        self.strip.show()
        task = self.strip.start("Menulis buku kerja…")
        self._desk.tasks.submit_free(work, owner=self, task=task, on_done=done, on_error=failed)

    # -- a filled one

    def choose_file(self) -> None:
        """Ask for a file."""
        ask_open_path(self, "Pilih berkas perkara arsip", _FILES, self._preferences, self.read)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self._refuse(BadFile("Seret satu berkas Excel saja."))
        elif paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file in a worker, then look at its rows on a reader."""
        self._turn += 1
        turn = self._turn

        def work() -> _Read:
            from reports.old_case_sheet import read_old_case_sheet  # noqa: PLC0415 - Excel is needed only here

            return _Read(path.name, read_old_case_sheet(read_file(path), path.name))

        self._wait(f"Membaca {path.name}…")
        self._desk.tasks.submit_free(
            work,
            owner=self,
            on_done=lambda file: self._compare(turn, file),
            on_error=lambda error: self._failed(turn, error),
        )

    def _compare(self, turn: int, file: _Read) -> None:
        if turn == self._turn:
            self._file = file
            asked = self._desk.ask(old_case_import.plan_old_cases, file.sheet, file.name)
            asked.then(
                self,
                lambda plan: self._show(plan) if turn == self._turn else None,
                lambda error: self._failed(turn, error),
            )

    def _wait(self, words: str) -> None:
        self.trouble.hide()
        self.save.setEnabled(False)
        self.strip.show()
        self.strip.start(words)

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
        self._file = self._plan = None
        self.header.set_sentence(_SENTENCE)
        for part in (self.trouble, self.strip, self.other, self.save):
            part.hide()
        self._faces.setCurrentIndex(0)

    def _show(self, plan: OldCasePlan) -> None:
        self._plan = plan
        self.strip.hide()
        name = self._file.name if self._file else ""
        self.header.set_sentence(f"{name}: belum ada yang disimpan")
        new, same, faulty = (len(plan.of(state)) for state in (RowState.NEW, RowState.SAME, RowState.FAULTY))
        self.tiles[RowState.NEW].show_figure(new, "akan dicatat")
        self.tiles[RowState.SAME].show_figure(same, "sudah tercatat")
        self.tiles[RowState.FAULTY].show_figure(faulty, "tidak akan disimpan" if faulty else "semua terbaca")
        told = f"Kolom yang dikenali: {',  '.join(map(' '.join, plan.columns))}."
        if plan.ignored:
            told += f" Tidak dibaca: {',  '.join(map(' '.join, plan.ignored))}."
        if self._file is not None:
            told = " ".join((told, *self._file.sheet.notes))
        self.found.setText(told)
        for state, _ in _TABS:
            self.tabs.set_count(str(state), len(plan.of(state)))
        self.tabs.choose(str(RowState.FAULTY if faulty else RowState.NEW if new else RowState.SAME))
        self._show_rows(self.tabs.current)
        self.save.setText(f" Simpan {grouped(new)} perkara arsip" if new else " Tidak ada yang baru")
        self.save.setEnabled(bool(new))
        for action in (self.other, self.save):
            action.show()
        self._faces.setCurrentIndex(1)
        self.save.setFocus()

    def _show_rows(self, key: str) -> None:
        if self._plan is not None:
            self.table.show_all(self._plan.of(RowState(key)))

    # -- saving

    def _save(self) -> None:
        file, turn = self._file, self._turn
        if file is None:
            return
        self._wait(f"{self.save.text().strip()}…")
        asked = self._desk.do(old_case_import.import_old_cases, file.sheet, file.name)
        asked.then(self, self._saved, lambda error: self._failed(turn, error))

    def _saved(self, plan: OldCasePlan) -> None:
        self._start_over()
        new, faulty = len(plan.of(RowState.NEW)), len(plan.of(RowState.FAULTY))
        left = f", {grouped(faulty)} baris bermasalah tidak disimpan" if faulty else ""
        self._window.toast(f"{grouped(new)} perkara arsip disimpan{left}")
        self._leave()

    def _leave(self) -> None:
        self._window.open_page("old-cases")


def _face() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("gapCards"))
    return made, lines
