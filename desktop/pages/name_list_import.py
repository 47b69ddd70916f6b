"""Importing a list of names: a file is read and looked at with its columns, and only then taken whole and matched."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import BadFile, OfficeError
from cases.model.name_list import ListRow
from cases.model.name_review import NameList
from cases.model.report import Source
from cases.name_list_import import ListFault
from cases.rules.dates import short_date
from cases.services import name_lists
from cases.services.name_lists import ListForm, ListReview
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import arranged, grouped
from desktop.pages.local_table import LocalTable
from desktop.pages.name_list_parts.columns import ColumnsView
from desktop.pages.report_parts.words import SOURCES, choices
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import CheckField, ChoiceField, TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_FILES: Final = "Daftar (*.xlsx *.xls *.csv *.txt);;Semua berkas (*)"
_SENTENCE: Final = "Daftar anggota, pengurus, atau calon sebagai berkas Excel atau CSV; satu baris satu orang."
ROWS, WARNED, FAULTY, COLUMNS = "rows", "warned", "faulty", "columns"
_TABS: Final = ((ROWS, "Akan diambil"), (WARNED, "Perlu dilihat"), (FAULTY, "Tidak diambil"), (COLUMNS, "Kolom"))
_FORM_WIDTH: Final = 320

_ROW_COLUMNS: Final[tuple[Column[ListRow], ...]] = (
    Column(key="number", title="Baris", width=72, text=lambda one: str(one.number), right=True, sortable=False),
    Column(key="name", title="Nama", width=150, text=lambda one: one.name, face="tableStrong", stretch=True),
    Column(key="nik", title="NIK", width=166, text=lambda one: one.nik or one.nip or "–"),
    Column(
        key="born_on",
        title="Lahir",
        width=104,
        text=lambda one: short_date(one.born_on) if one.born_on else "–",
        tip=lambda one: one.birth_place,
    ),
    Column(key="address", title="Alamat", width=96, text=lambda one: one.address or "–", tip=lambda one: one.address),
    Column(key="role", title="Kedudukan", width=100, text=lambda one: one.role or one.party or "–"),
)
_FAULT_COLUMNS: Final[tuple[Column[ListFault], ...]] = (
    Column(key="row", title="Baris", width=72, text=lambda fault: str(fault.row), right=True),
    Column(key="cell", title="Sel", width=84, text=lambda fault: fault.cell or "–", face="tableStrong"),
    Column(
        key="problem",
        title="Masalah",
        width=420,
        text=lambda fault: fault.problem,
        tip=lambda fault: fault.problem,
        stretch=True,
    ),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read."""

    name: str
    data: bytes
    sha256: str
    sheet: HeadedSheet


class _Rows(LocalTable):
    """Rows of the preview, in the order of the sheet until they are sorted."""

    def _arrange(self, asked: TableQuery) -> None:
        self.set_rows(arranged(self._all, asked, self.model.columns, {"number": None}))


class NameListImportPage(Page):
    """Three faces: choose a file; wait; look at the rows and columns, say what the list is, and take it."""

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
        self._review: ListReview | None = None
        self._turn = 0
        self.header = PageHeader("Impor daftar", _SENTENCE)
        self.other = button("Berkas lain", icon="upload-simple", on_click=self.choose_file)
        self.save = button("Impor", "primary", icon="check", on_click=self._save, shortcut="Ctrl+Return")
        back = button("Kembali", on_click=self._leave, tip="Kembali ke semua daftar (Alt+Kiri)")
        for action in (back, self.other, self.save):
            self.header.add_action(action)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.twice = label("", "warnBox", wrap=True, selectable=True)
        self.again = CheckField("Impor sekali lagi")
        self.drop = DropTile("Seret berkas daftar ke sini", "atau klik untuk memilih berkas Excel atau CSV")
        self.busy_words = label("", "section")
        self.form = Form(width=_FORM_WIDTH)
        self.tabs = TabBar(_TABS)
        self.rows = _Rows(_ROW_COLUMNS, "number", EmptyState("Tidak ada baris yang dapat diambil", ""))
        nothing = "Tidak ada yang perlu dilihat"
        self.warned = LocalTable(_FAULT_COLUMNS, "row", EmptyState(nothing, "", icon="check-circle"))
        self.faulty = LocalTable(_FAULT_COLUMNS, "row", EmptyState("Semua baris diambil", "", icon="check-circle"))
        self.columns = ColumnsView()
        self._faces, self._lists = QStackedWidget(), QStackedWidget()
        self._lay()
        self.drop.clicked.connect(self.choose_file)
        self.drop.files_dropped.connect(self._dropped)
        self.tabs.chosen.connect(self._show_tab)
        self.columns.changed.connect(self._columns_chosen)
        self.again.changed.connect(self._enable)
        self._start_over()

    # -- building

    def _lay(self) -> None:
        for face in (self._choose_face(), self._busy_face(), self._review_face()):
            self._faces.addWidget(face)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self._faces, 1)

    def _choose_face(self) -> QWidget:
        made, lines = _face()
        lines.addWidget(self.drop)
        card = Card("Yang dibaca dari berkas")
        for words in (
            "Wajib ada kolom nama. NIK, NIP, tanggal lahir, dan alamat membuat pencocokan lebih pasti.",
            "Judul kolom dicari sendiri; kolom yang tidak dikenali dapat Anda pilih sebelum disimpan.",
            "Berkasnya disimpan terenkripsi sebagai asal bukti, dengan sidik jari SHA-256.",
            "Tidak ada yang diputuskan oleh pencocokan: Anda yang menyatakan siapa yang sama.",
        ):
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
        made = QWidget()
        whole = QHBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("gapCards"))
        form = self.form
        form.add("title", "Nama daftar", TextField(placeholder="Anggota Partai X Kecamatan Y"), required=True)
        form.add("source", "Sumber", ChoiceField(choices(SOURCES)), required=True)
        form.add("party", "Partai", TextField(), help_text="Bila seluruh daftar satu partai.")
        form.add(
            "handed_by",
            "Lembaga yang menyerahkan",
            TextField(),
            help_text="Hanya lembaga, misalnya KPU; nama orang yang melapor dicatat pada laporannya.",
        )
        form.add("listed_on", "Tanggal daftar", DateField(self._desk.office.clock.today))
        left = Card()
        left.setFixedWidth(_FORM_WIDTH + 40)
        held = QWidget()
        top = QVBoxLayout(held)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(form)
        top.addStretch(1)
        left.add(scrolled(held), 1)
        right, lines = _face()
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.twice)
        lines.addWidget(self.again)
        lines.addWidget(self.tabs)
        for part in (self.rows, self.warned, self.faulty, self.columns):
            self._lists.addWidget(part)
        lines.addWidget(self._lists, 1)
        whole.addWidget(left)
        whole.addWidget(right, 1)
        return made

    # -- choosing

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin where it was left; the way in is the keyboard's too."""
        if self._file is None:
            self.drop.setFocus()

    def choose_file(self) -> None:
        """Ask for a file."""
        ask_open_path(self, "Pilih daftar nama", _FILES, self._preferences, self.read)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self._refuse(BadFile("Seret satu berkas saja; setiap berkas menjadi satu daftar."))
        elif paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file away from the UI thread, then look at its rows on a reader."""
        self._turn += 1
        turn = self._turn
        self._wait(f"Membaca {path.name} …")

        def work() -> _Read:
            from reports.name_list_sheet import read_name_list_sheet  # noqa: PLC0415 - the Excel reader, needed only here

            data = read_file(path)
            return _Read(path.name, data, hashlib.sha256(data).hexdigest(), read_name_list_sheet(data, path.name))

        def done(file: _Read) -> None:
            if turn == self._turn:
                self._file = file
                self.form.set_values({"title": path.stem.replace("_", " ")})
                self._look()

        self._desk.tasks.submit_free(work, owner=self, on_done=done, on_error=lambda error: self._failed(turn, error))

    def _look(self, columns: Mapping[str, int] | None = None) -> None:
        file, turn = self._file, self._turn
        if file is None:
            return
        asked = self._desk.ask(name_lists.review_sheet, file.sheet, file.sha256, columns)
        asked.then(
            self,
            lambda review: self._show(review) if turn == self._turn else None,
            lambda error: self._failed(turn, error),
        )

    def _columns_chosen(self, columns: dict[str, int]) -> None:
        self._look(columns)

    # -- what is shown

    def _wait(self, words: str) -> None:
        self.busy_words.setText(words)
        self.trouble.hide()
        for action in (self.other, self.save):
            action.setEnabled(False)
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
        self._file = self._review = None
        self.header.set_sentence(_SENTENCE)
        self.trouble.hide()
        self.other.hide()
        self.save.hide()
        self._faces.setCurrentIndex(0)

    def _show(self, review: ListReview) -> None:
        file = self._file
        if file is None:
            return
        first = self._faces.currentIndex() != 2
        self._review = review
        plan = review.plan
        self.columns.show_columns(file.sheet.headers, review.columns)
        self.rows.show_all(plan.rows if plan else ())
        self.warned.show_all(plan.warnings if plan else ())
        self.faulty.show_all(plan.faulty if plan else ())
        for key, count in (
            (ROWS, len(plan.rows) if plan else 0),
            (WARNED, len(plan.warnings) if plan else 0),
            (FAULTY, len(plan.faulty) if plan else 0),
            (COLUMNS, len(review.columns)),
        ):
            self.tabs.set_count(key, count)
        self.trouble.setText(" ".join(review.faults))
        self.trouble.setVisible(bool(review.faults))
        notes = " ".join(filter(None, (review.twice, *file.sheet.notes)))
        self.twice.setText(notes)
        self.twice.setVisible(bool(notes))
        self.again.setVisible(bool(review.twice))
        known = "; kolom seperti yang Anda pilih terakhir kali" if review.remembered else ""
        self.header.set_sentence(f"{file.name}: belum ada yang disimpan{known}.")
        for action in (self.other, self.save):
            action.show()
        self.other.setEnabled(True)
        self._enable()
        self._faces.setCurrentIndex(2)
        if first:
            self.tabs.choose(COLUMNS if review.faults else ROWS)
            self.form.focus_first()

    def _enable(self) -> None:
        review = self._review
        count = len(review.plan.rows) if review is not None and review.plan is not None else 0
        self.save.setText(f" Impor dan cocokkan {grouped(count)} baris" if count else " Tidak ada yang dapat diimpor")
        self.save.setEnabled(bool(count) and (review is None or not review.twice or self.again.value()))

    def _show_tab(self, key: str) -> None:
        parts = {ROWS: self.rows, WARNED: self.warned, FAULTY: self.faulty, COLUMNS: self.columns}
        self._lists.setCurrentWidget(parts[key])

    # -- saving

    def _save(self) -> None:
        file, review = self._file, self._review
        if file is None or review is None or review.plan is None or not self.form.check():
            return
        told = ListForm(
            title=self.form.field("title").value(),
            source=Source(self.form.field("source").value()),
            file_name=file.name,
            party=self.form.field("party").value(),
            handed_by=self.form.field("handed_by").value(),
            listed_on=self.form.field("listed_on").value(),
            headers=tuple(file.sheet.headers),
            columns=review.columns,
            left_out=len(review.plan.faulty),
        )
        self.save.setEnabled(False)
        self._desk.do(name_lists.add_list, told, file.data, review.plan.rows, again=bool(self.again.value())).then(
            self, self._saved, self._not_saved
        )

    def _not_saved(self, error: OfficeError) -> None:
        self._enable()
        if not self.form.show_failure(error):
            messages.show_error(self, error)

    def _saved(self, listed: NameList) -> None:
        self._start_over()
        self.again.restore(False)
        self._window.toast(f"{grouped(listed.rows)} baris daftar “{listed.title}” disimpan")
        self._window.open_page("name-review", list_id=listed.id, match=True)

    def _leave(self) -> None:
        self._window.open_page("name-lists")


def _face() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("gapCards"))
    return made, lines
