"""Filled forms read back: what each file says, what cannot be read with its cell, which of two answers counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import Stopped
from cases.model.user import Right
from cases.model.watch import FilledForm, FormRead
from cases.services import watch_reading
from cases.services.watch_reading import KEEP, HandedForm
from cases.watch_understanding import UNANSWERED
from desktop import messages, theme
from desktop.desk import Desk
from desktop.intake.watch_files import form_files, read_forms
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.local_table import LocalTable
from desktop.pages.watch_parts.read_columns import (
    FILE_COLUMNS,
    TOLD_COLUMNS,
    TWICE_COLUMNS,
    FileRow,
    Told,
    Twice,
)
from desktop.preferences import Preferences
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.file_drop import FileDrop
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader

_FILTER: Final = "Formulir (*.xlsx *.xlsm *.xls *.csv);;Semua berkas (*)"
_FILES, _FAULTS, _TWICE = "files", "faults", "twice"
_TABS: Final = ((_FILES, "Berkas"), (_FAULTS, "Ditolak dan catatan"), (_TWICE, "Dijawab dua kali"))


class RoundReadPage(Page):
    """``open_page("round-read", round_id=..., paths=(...))``; nothing is kept before it was looked at."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._round_id = ""
        self._rows: tuple[FileRow, ...] = ()
        self._picks: dict[tuple[str, int], str] = {}
        self.header = PageHeader("Baca formulir", "Belum ada yang disimpan; semua diperiksa dahulu.")
        self.files_button = button("Pilih berkas", icon="upload-simple", on_click=self._choose_files)
        self.folder_button = button("Pilih folder", icon="folder-open", on_click=self._choose_folder)
        self.save = button("Simpan", "primary", icon="check", on_click=self._save)
        for act in (button("Kembali", on_click=self._leave), self.folder_button, self.files_button, self.save):
            self.header.add_action(act)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.drop = DropTile("Seret formulir yang kembali ke sini", "satu, beberapa, atau satu folder; urutan bebas")
        self.drop.clicked.connect(self._choose_files)
        self.drop.files_dropped.connect(self.read)
        self.tabs = TabBar(_TABS)
        self.files = LocalTable(FILE_COLUMNS, "name", EmptyState("Belum ada berkas", ""))
        self.faults = LocalTable(
            TOLD_COLUMNS, "file", EmptyState("Tidak ada yang ditolak atau dicatat", "", icon="check-circle")
        )
        self.twice = LocalTable(
            TWICE_COLUMNS, "unit", EmptyState("Tidak ada formulir yang dijawab dua kali", "", icon="check-circle")
        )
        self.first = button("Pakai jawaban pertama", shortcut="Ctrl+1", on_click=partial(self._pick, second=False))
        self.second = button("Pakai jawaban kedua", shortcut="Ctrl+2", on_click=partial(self._pick, second=True))
        self._faces, self._lists = QStackedWidget(), QStackedWidget()
        self._build()

    def _build(self) -> None:
        choose = QWidget()
        lines = QVBoxLayout(choose)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("gapCards"))
        lines.addWidget(self.drop)
        card = Card("Yang terjadi dengan berkas")
        for words in (
            "Folder yang sama boleh dibaca lagi: berkas yang sudah diterima dilewati.",
            "Setiap jawaban dikenali dari kodenya, sehingga baris boleh tertukar dan nama berkas boleh diganti.",
            "Yang ditolak disebut dengan selnya; berkas itu tidak disimpan sampai diperbaiki.",
            "Bila formulir yang sama kembali dua kali, Anda memilih per baris jawaban yang dipakai; keduanya disimpan.",
            "Berkas yang disimpan menjadi bukti: dienkripsi, beserta SHA-256-nya.",
        ):
            card.add(label(words, "body", wrap=True))
        lines.addWidget(card)
        lines.addStretch(1)
        look = QWidget()
        lines = QVBoxLayout(look)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.tabs)
        both = QWidget()
        inner = QVBoxLayout(both)
        inner.setContentsMargins(0, 0, 0, 0)
        pick_words = label("Jawaban kedua dipakai, kecuali Anda memilih yang pertama. Ctrl+A semua baris.", "sentence")
        inner.addWidget(row(pick_words, None, self.first, self.second))
        inner.addWidget(self.twice, 1)
        for part in (self.files, self.faults, both):
            self._lists.addWidget(part)
        lines.addWidget(self._lists, 1)
        for face in (scrolled(choose), look):
            self._faces.addWidget(face)
        self.tabs.chosen.connect(lambda key: self._lists.setCurrentIndex([one for one, _ in _TABS].index(key)))
        self.twice.selected.connect(self._can_pick)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self._faces, 1)
        drop = FileDrop(self, lambda: "Lepas untuk membaca formulir")
        drop.dropped.connect(self.read)
        drop.refused.connect(lambda words: messages.show_sentence(self, words))
        self._start_over()

    # -- the window's calls

    def on_shown(self, *, round_id: str = "", paths: Sequence[Path] = (), **_other: Any) -> None:  # noqa: ANN401
        """Begin with what was dropped on the round, or ask for files."""
        if round_id and round_id != self._round_id:
            self._round_id = round_id
            self._start_over()
        if paths:
            self.read(list(paths))
        else:
            (self.drop if not self._rows else self.files).setFocus()

    # -- choosing and reading

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, "Pilih formulir yang kembali", str(self._preferences.folder), _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Pilih folder formulir", str(self._preferences.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.filesSelected.connect(lambda names: self.read([Path(name) for name in names]))
        dialog.open()

    def read(self, paths: list[Path]) -> None:
        """Read files and folders away from the UI thread; they come to those that were read before.

        What was refused gives way to a file of its name.
        """
        before = self._rows
        task = self.strip.start("Membaca formulir …")
        self.strip.show()
        self.save.setEnabled(False)

        def work() -> tuple[HandedForm, ...]:
            return read_forms(form_files(paths), task.report, lambda: task.cancelled)

        def check(files: tuple[HandedForm, ...]) -> None:
            names = {one.name for one in files}
            kept = (one.file for one in before if one.good or one.file.name not in names)
            self._check((*kept, *files))

        self._desk.tasks.submit_free(
            work,
            owner=self,
            on_done=check,
            on_error=self._failed,
            task=task,
        )

    def _check(self, files: tuple[HandedForm, ...]) -> None:
        self._desk.ask(watch_reading.check_forms, files, self._round_id).then(
            self, partial(self._show, files), self._failed
        )

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        self._tell()
        if not isinstance(error, Stopped):
            messages.show_error(self, error)

    # -- what is shown

    def _start_over(self) -> None:
        self._rows, self._picks = (), {}
        self._faces.setCurrentIndex(0)
        self._tell()

    def _show(self, files: tuple[HandedForm, ...], reads: tuple[FormRead, ...]) -> None:
        self.strip.hide()
        self._rows = tuple(FileRow(place, *both) for place, both in enumerate(zip(files, reads, strict=True)))
        proposed: dict[tuple[str, int], str] = {}
        for one in self._doubles():
            for line in one.read.differs:
                told = line.now != UNANSWERED
                proposed[one.read.form_id, line.ordinal] = one.file.sha256 if told else self._before(one)
        self._picks = proposed | {line: pick for line, pick in self._picks.items() if line in proposed}
        self._faces.setCurrentIndex(1)
        self._fill()
        self.tabs.choose(_TWICE if self._doubles() else _FILES)

    def _fill(self) -> None:
        self.files.show_all(self._rows)
        told = [Told(one.file.name, remark, fault=True) for one in self._rows for remark in one.read.problems]
        told += [Told(one.file.name, remark, fault=False) for one in self._good() for remark in one.read.remarks]
        twice = tuple(
            Twice(one, line, self._before(one), one.file.sha256, self._picks[one.read.form_id, line.ordinal])
            for one in self._doubles()
            for line in one.read.differs
        )
        self.faults.show_all(tuple(told))
        self.twice.show_all(twice)
        for key, count in ((_FILES, len(self._rows)), (_FAULTS, len(told)), (_TWICE, len(twice))):
            self.tabs.set_count(key, count)
        self._can_pick(self.twice.current())
        self._tell()

    def _faulty(self) -> list[FileRow]:
        return [one for one in self._rows if one.read.problems]

    def _doubles(self) -> list[FileRow]:
        return [one for one in self._rows if one.good and one.read.differs]

    def _good(self) -> list[FileRow]:
        return [one for one in self._rows if one.good]

    def _tell(self) -> None:
        good, doubles = self._good(), len(self._picks)
        left = len(self._faulty())
        known = len(self._rows) - len(good) - left
        self.save.setText(f" Simpan {len(good)} formulir" if good else " Simpan")
        may = self._desk.may(Right.REGISTER_REPORT)
        self.save.setEnabled(bool(good) and may)
        parts = (
            f"{len(good)} dapat disimpan" if good else "",
            f"{left} ditolak" if left else "",
            f"{known} sudah diterima dan dilewati" if known else "",
            f"{doubles} baris dijawab dua kali" if doubles else "",
        )
        told = ", ".join(filter(None, parts))
        nothing = "Belum ada yang disimpan; semua diperiksa dahulu."
        waiting = "Belum ada yang disimpan." if good else "Perbaiki berkasnya, lalu pilih lagi." if left else ""
        self.header.set_sentence(f"{told}. {waiting}".rstrip() if told else nothing)

    # -- picking and keeping

    def _can_pick(self, one: Twice | None) -> None:
        for act in (self.first, self.second):
            act.setEnabled(one is not None)

    def _pick(self, *, second: bool) -> None:
        marked = self.twice.chosen()
        self._picks |= {one.line: one.second if second else one.first for one in marked}
        if marked:
            self._fill()

    def _save(self) -> None:
        self.save.setEnabled(False)
        files = tuple(one.file for one in self._good())
        done = self._desk.do(watch_reading.take_forms, files, self._picks, self._round_id)
        done.then(self, self._saved, self._not_saved)

    def _before(self, one: FileRow) -> str:
        """The pick for what came first: a file that is read together with it, else what counts already."""
        same = (other for other in self._rows if other.good and other.read.form_id == one.read.form_id)
        twin = next((other for other in same if other.place < one.place), None)
        return twin.file.sha256 if twin is not None else KEEP

    def _saved(self, kept: tuple[FilledForm, ...]) -> None:
        refused = self._faulty()
        self._window.toast(
            f"{len(kept)} formulir disimpan" + (f", {len(refused)} berkas ditolak tidak disimpan" if refused else "")
        )
        round_id = self._round_id
        if refused:
            self._rows, self._picks = tuple(refused), {}
            self._fill()
            self.tabs.choose(_FAULTS)
        else:
            self._start_over()
            self._window.open_page("round", round_id=round_id)

    def _not_saved(self, error: BaseException) -> None:
        self._tell()
        messages.show_error(self, error)

    def _leave(self) -> None:
        self._start_over()
        self._window.open_page("round", round_id=self._round_id)
