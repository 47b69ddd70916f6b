"""Importing old cases: an empty workbook to fill in, a filled one looked at row by row, and only then taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from cases.old_case_import import LISTS, TABLE, old_case_words
from cases.rules.dates import short_date
from cases.rules.sheet_headers import faults
from cases.services import old_case_import
from cases.services.old_case_import import OldCasePlan, OldCaseRow, RowState
from desktop import theme
from desktop.desk import Desk
from desktop.files import write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.page import ImportPage, ImportWords
from desktop.pages.listing import grouped
from desktop.pages.local_table import LocalTable
from desktop.pages.old_case_parts.words import ARCHIVE
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, tell_unsaved
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, column, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import PillLook
from desktop.widgets.tiles import Tile

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor perkara arsip",
    sentence="Perkara yang selesai sebelum program ini dipakai; yang tidak diketahui dibiarkan kosong",
    ask="Pilih berkas perkara arsip",
    drop="Seret berkas Excel atau CSV yang sudah diisi ke sini",
    leave=("old-cases", "daftar perkara arsip"),
    hints=(
        "Hanya nama terlapor yang wajib; sel yang kosong berarti tidak diketahui.",
        "Berkas kantor sendiri juga dapat diimpor: kolom yang judulnya tidak dikenali Anda pilih sendiri.",
    ),
)
_BOOK: Final = "Perkara arsip.xlsx"
_TABS: Final = ((RowState.FAULTY, "Bermasalah"), (RowState.NEW, "Baru"), (RowState.SAME, "Sama"))
_LOOKS: Final = {
    RowState.NEW: PillLook("Baru", "green", "plus-circle"),
    RowState.SAME: PillLook("Sama", "grey", "equals"),
    RowState.FAULTY: PillLook("Bermasalah", "red", "warning-circle"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read, with which column holds what."""

    name: str
    sheet: HeadedSheet
    columns: Mapping[str, int] = field(default_factory=dict)


def _parse(data: bytes, name: str) -> _Read:
    from reports.old_case_sheet import read_old_case_sheet  # noqa: PLC0415 - Excel is needed only here

    return _Read(name, read_old_case_sheet(data, name))


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


class OldCaseImportPage(ImportPage[_Read]):
    """The empty workbook and a place for the filled one; then its rows, and the button that takes them."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(desk, window, _WORDS, TABLE, _parse, preferences=preferences, parent=parent)
        self._plan: OldCasePlan | None = None
        self.header.set_pills(ARCHIVE)
        self.book = button("Simpan buku kerja kosong", icon="download-simple", on_click=self.ask_book)
        self.found = label("", "caption", wrap=True, selectable=True)
        self.tiles = {
            RowState.NEW: Tile("plus-circle", "green", "Baru", clickable=True),
            RowState.SAME: Tile("equals", "grey", "Sama", clickable=True),
            RowState.FAULTY: Tile("warning-circle", "red", "Bermasalah", clickable=True),
        }
        self.tabs = TabBar([(str(key), words) for key, words in _TABS])
        self.table = LocalTable(_COLUMNS, "row", EmptyState("Tidak ada baris seperti ini", "", icon="check-circle"))
        self.tabs.chosen.connect(self._show_rows)
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda key=key: self.tabs.choose(str(key)))
        card = Card("Buku kerja kosong")
        card.add(label("Berisi semua kolom dengan pilihan dan petunjuknya; satu baris satu orang.", "body", wrap=True))
        card.add(row(self.book, None))
        gap = theme.space("gapCards")
        over = row(self.tabs, None, self.change_columns)
        tiles = row(*self.tiles.values(), gap=gap)
        tiles.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look = column(tiles, self.found, over, self.table, gap=gap)
        self.lay(look, self.table, above=card)

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
            self.book.setEnabled(True)
            self._window.toast(f"Tersimpan: {path.name}", action="Buka foldernya", on_action=lambda: open_folder(path))

        def failed(error: BaseException) -> None:
            self.book.setEnabled(True)
            tell_unsaved(self, error, path, self._ask_book)

        self.book.setEnabled(False)
        self._desk.tasks.submit_free(work, owner=self, on_done=done, on_error=failed)

    # -- a filled one

    def _taken(self, file: _Read) -> None:
        office, actor, headers = self._desk.office, self._desk.actor, file.sheet.headers
        self.compare(
            f"Membaca judul kolom {file.name} …",
            lambda _tick: office.read(old_case_import.old_case_columns, actor, headers),
            lambda columns: self._compare(replace(file, columns=columns)),
        )

    def _compare(self, file: _Read) -> None:
        if faults(TABLE, file.sheet.headers, file.columns):
            self._file = file
            self._choose_columns()
            return
        office, actor = self._desk.office, self._desk.actor
        self.compare(
            f"Memeriksa {grouped(len(file.sheet.rows))} baris …",
            lambda tick: office.read(
                old_case_import.plan_old_cases, actor, file.sheet, file.name, columns=file.columns, tick=tick
            ),
            lambda plan: self._show(file, plan),
        )

    def _columns(self) -> Mapping[str, int]:
        return self._file.columns if self._file else {}

    def _use_columns(self, columns: dict[str, int]) -> None:
        if self._file is not None:
            self._compare(replace(self._file, columns=columns))

    def _looked_at(self) -> bool:
        return self._plan is not None

    def _forget(self) -> None:
        self._plan = None

    def _show(self, file: _Read, plan: OldCasePlan) -> None:
        self._file, self._plan = file, plan
        new, same, faulty = (len(plan.of(state)) for state in (RowState.NEW, RowState.SAME, RowState.FAULTY))
        self.tiles[RowState.NEW].show_figure(new, "akan dicatat")
        self.tiles[RowState.SAME].show_figure(same, "sudah tercatat")
        self.tiles[RowState.FAULTY].show_figure(faulty, "tidak akan disimpan" if faulty else "semua terbaca")
        told = f"Kolom yang dikenali: {',  '.join(map(' '.join, plan.columns))}."
        if plan.ignored:
            told += f" Tidak dibaca: {',  '.join(map(' '.join, plan.ignored))}."
        self.found.setText(" ".join((told, *file.sheet.notes)))
        for state, _ in _TABS:
            self.tabs.set_count(str(state), len(plan.of(state)))
        self.tabs.choose(str(RowState.FAULTY if faulty else RowState.NEW if new else RowState.SAME))
        self._show_rows(self.tabs.current)
        self._offer(f"Simpan {grouped(new)} perkara arsip" if new else "Tidak ada yang baru", enabled=bool(new))
        self._show_look()
        self.save_button.setFocus()

    def _show_rows(self, key: str) -> None:
        if self._plan is not None:
            self.table.show_all(self._plan.of(RowState(key)))

    # -- saving

    def _save(self) -> None:
        file, office, actor = self._file, self._desk.office, self._desk.actor
        if file is not None:
            self.write(
                f"{self.save_button.text().strip()} …",
                lambda tick: office.write(
                    old_case_import.import_old_cases, actor, file.sheet, file.name, columns=file.columns, tick=tick
                ),
                self._saved,
            )

    def _saved(self, plan: OldCasePlan) -> None:
        self._start_over()
        new, faulty = len(plan.of(RowState.NEW)), len(plan.of(RowState.FAULTY))
        left = f", {grouped(faulty)} baris bermasalah tidak disimpan" if faulty else ""
        self._window.toast(f"{grouped(new)} perkara arsip disimpan{left}")
        self._leave()
