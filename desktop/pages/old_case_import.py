"""Importing old cases: an empty workbook to fill in, a filled one looked at row by row, and only then taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from cases.model.sheet_row import RowState
from cases.old_case_import import LISTS, TABLE, old_case_words
from cases.rules.dates import short_date
from cases.services import old_case_import
from cases.services.old_case_import import OldCasePlan, OldCaseRow
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.files import write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Mending
from desktop.pages.import_parts.lines import CELL, FIRST, ROW, STATE, by_state, told_column
from desktop.pages.import_parts.page import ImportPage
from desktop.pages.old_case_parts.words import ARCHIVE
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, tell_unsaved
from desktop.widgets.basic import Card, button, label, row

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor perkara arsip",
    sentence="Perkara yang selesai sebelum program ini dipakai; yang tidak diketahui dibiarkan kosong",
    ask="Pilih berkas perkara arsip",
    drop="Seret berkas Excel atau CSV yang sudah diisi ke sini",
    leave=("old-cases", "daftar perkara arsip"),
    save="Simpan {} perkara arsip",
    hints=(
        "Hanya nama terlapor yang wajib; sel yang kosong berarti tidak diketahui.",
        "Berkas kantor sendiri juga dapat diimpor: kolom yang judulnya tidak dikenali Anda pilih sendiri.",
    ),
)
_BOOK: Final = "Perkara arsip.xlsx"


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.old_case_sheet import read_old_case_sheet  # noqa: PLC0415 - Excel is needed only here

    return read_old_case_sheet(data, name)


def _told(line: OldCaseRow) -> str:
    """What would be written, in a line; or why not."""
    old = line.old
    if old is None:
        return line.problem
    day = short_date(old.decision_on) if old.decision_on else ""
    number = f"keputusan {old.decision_number}" if old.decision_number else ""
    parts = (old.number, str(old.year or ""), old.outcome, old.sanction_title or old.level, number, day, old.note)
    return " · ".join(part for part in parts if part)


def _result(plan: OldCasePlan) -> str:
    new, faulty = len(plan.of(RowState.NEW)), len(plan.of(RowState.FAULTY))
    left = f", {grouped(faulty)} baris bermasalah tidak disimpan" if faulty else ""
    return f"{grouped(new)} perkara arsip disimpan{left}"


_COLUMNS: Final = (
    ROW,
    STATE,
    CELL,
    Column[OldCaseRow](key="name", title="Terlapor", width=210, text=lambda line: line.name or "–", face="tableStrong"),
    told_column("Yang akan dicatat, atau masalahnya", _told),
)


_KIND: Final = ImportKind[OldCasePlan, OldCasePlan](
    words=_WORDS,
    table=TABLE,
    read=_read,
    plan=lambda work, actor, file, tick: old_case_import.plan_old_cases(
        work, actor, file.mended, file.name, columns=file.columns, tick=tick
    ),
    save=lambda office, actor, file, tick: office.write(
        old_case_import.import_old_cases, actor, file.mended, file.name, columns=file.columns, tick=tick
    ),
    count=lambda plan: len(plan.of(RowState.NEW)),
    faulty=lambda plan: len(plan.of(RowState.FAULTY)),
    result=_result,
    segments=by_state(_COLUMNS),
    first=FIRST,
    mend=lambda one: Mending(
        row=one.row,
        title=f"Baris {one.row}, {one.name or 'tanpa nama'}: {_told(one) or one.state}",
        cell=one.cell,
    ),
)


class OldCaseImportPage(ImportPage[OldCasePlan, OldCasePlan]):
    """The empty workbook and a place for the filled one; then its rows, and the button that takes them."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        self.book = button("Simpan buku kerja kosong", icon="download-simple")
        card = Card("Buku kerja kosong")
        card.add(label("Berisi semua kolom dengan pilihan dan petunjuknya; satu baris satu orang.", "body", wrap=True))
        card.add(row(self.book, None))
        super().__init__(desk, window, _KIND, preferences=preferences, parent=parent, first=card)
        self.book.clicked.connect(self.ask_book)
        self.header.set_pills(ARCHIVE)

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
