"""Importing a list of names: a file is read and looked at with its columns, and only then taken whole and matched."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.model.cell_fault import CellFault
from cases.model.name_list import ListRow
from cases.model.name_review import NameList
from cases.model.report import Source
from cases.name_list_import import TABLE
from cases.rules.dates import short_date
from cases.services import name_lists
from cases.services.name_lists import ListForm, ListReview
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.pages.import_parts.page import ImportPage, ImportWords
from desktop.pages.listing import arranged, grouped
from desktop.pages.local_table import LocalTable
from desktop.pages.report_parts.words import SOURCES, choices
from desktop.preferences import Preferences
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, column, label, row
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import CheckField, ChoiceField, TextField
from desktop.widgets.form import Form, scrolled

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor daftar",
    sentence="Daftar anggota, pengurus, atau calon sebagai berkas Excel atau CSV; satu baris satu orang.",
    ask="Pilih daftar nama",
    drop="Seret berkas daftar ke sini",
    under="atau klik untuk memilih berkas Excel atau CSV",
    one="Seret satu berkas saja; setiap berkas menjadi satu daftar.",
    leave=("name-lists", "semua daftar"),
    hints=(
        "Wajib ada kolom nama. NIK, NIP, tanggal lahir, dan alamat membuat pencocokan lebih pasti.",
        "Judul kolom dicari sendiri; kolom yang tidak dikenali dapat Anda pilih sebelum disimpan.",
        "Berkasnya disimpan terenkripsi sebagai asal bukti, dengan sidik jari SHA-256.",
        "Tidak ada yang diputuskan oleh pencocokan: Anda yang menyatakan siapa yang sama.",
    ),
)
ROWS, WARNED, FAULTY = "rows", "warned", "faulty"
_TABS: Final = ((ROWS, "Akan diambil"), (WARNED, "Perlu dilihat"), (FAULTY, "Tidak diambil"))
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
_FAULT_COLUMNS: Final[tuple[Column[CellFault], ...]] = (
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


def _parse(data: bytes, name: str) -> _Read:
    from reports.name_list_sheet import read_name_list_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    return _Read(name, data, hashlib.sha256(data).hexdigest(), read_name_list_sheet(data, name))


class NameListImportPage(ImportPage[_Read]):
    """The rows of a list, and beside them what the list is; taken whole and matched."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(desk, window, _WORDS, TABLE, _parse, preferences=preferences, parent=parent)
        self._review: ListReview | None = None
        self.twice = label("", "warnBox", wrap=True, selectable=True)
        self.again = CheckField("Impor sekali lagi")
        self.form = Form(width=_FORM_WIDTH)
        self.tabs = TabBar(_TABS)
        self.rows = _Rows(_ROW_COLUMNS, "number", EmptyState("Tidak ada baris yang dapat diambil", ""))
        nothing = "Tidak ada yang perlu dilihat"
        self.warned = LocalTable(_FAULT_COLUMNS, "row", EmptyState(nothing, "", icon="check-circle"))
        self.faulty = LocalTable(_FAULT_COLUMNS, "row", EmptyState("Semua baris diambil", "", icon="check-circle"))
        self._lists = QStackedWidget()
        for part in (self.rows, self.warned, self.faulty):
            self._lists.addWidget(part)
        self.tabs.chosen.connect(lambda key: self._lists.setCurrentIndex([one for one, _ in _TABS].index(key)))
        self.again.changed.connect(self._enable)
        self.lay(self._look_face(), self.rows)

    def _look_face(self) -> QWidget:
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
        over = row(self.tabs, None, self.change_columns)
        whole.addWidget(left)
        whole.addWidget(column(self.twice, self.again, over, self._lists, gap=theme.space("s")), 1)
        return made

    # -- comparing

    def _taken(self, file: _Read) -> None:
        self.form.set_values({"title": file.name.rpartition(".")[0].replace("_", " ")})
        self._compare(file)

    def _compare(self, file: _Read, columns: Mapping[str, int] | None = None) -> None:
        office, actor = self._desk.office, self._desk.actor
        self.compare(
            f"Memeriksa {grouped(len(file.sheet.rows))} baris …",
            lambda _tick: office.read(name_lists.review_sheet, actor, file.sheet, file.sha256, columns),
            lambda review: self._show(file, review),
        )

    def _columns(self) -> Mapping[str, int]:
        return self._review.columns if self._review else {}

    def _use_columns(self, columns: dict[str, int]) -> None:
        if self._file is not None:
            self._compare(self._file, columns)

    def _looked_at(self) -> bool:
        return self._review is not None and self._review.plan is not None

    def _forget(self) -> None:
        self._review = None

    # -- what is shown

    def _show(self, file: _Read, review: ListReview) -> None:
        first, self._review, plan = not self._looked_at(), review, review.plan
        if plan is None:
            self._choose_columns()
            return
        self.rows.show_all(plan.rows)
        self.warned.show_all(plan.warnings)
        self.faulty.show_all(plan.faulty)
        for key, count in ((ROWS, len(plan.rows)), (WARNED, len(plan.warnings)), (FAULTY, len(plan.faulty))):
            self.tabs.set_count(key, count)
        notes = " ".join(filter(None, (review.twice, *file.sheet.notes)))
        self.twice.setText(notes)
        self.twice.setVisible(bool(notes))
        self.again.setVisible(bool(review.twice))
        self._enable()
        self._show_look("; kolom seperti yang Anda pilih terakhir kali" if review.remembered else "")
        if first:
            self.tabs.choose(ROWS)
            self.form.focus_first()

    def _enable(self) -> None:
        review = self._review
        count = len(review.plan.rows) if review is not None and review.plan is not None else 0
        self._offer(
            f"Impor dan cocokkan {grouped(count)} baris" if count else "Tidak ada yang dapat diimpor",
            enabled=bool(count) and (review is None or not review.twice or self.again.value()),
        )

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
        office, actor, rows, again = self._desk.office, self._desk.actor, review.plan.rows, self.again.value()

        self.write(
            f"Menyimpan {grouped(len(rows))} baris …",
            lambda tick: office.write(name_lists.add_list, actor, told, file.data, rows, again=again, tick=tick),
            self._saved,
            self._not_saved,
        )

    def _not_saved(self, error: BaseException) -> None:
        if not self.form.show_failure(error):
            self._refuse(error)

    def _saved(self, listed: NameList) -> None:
        self._start_over()
        self.again.restore(False)
        self._window.toast(f"{grouped(listed.rows)} baris daftar “{listed.title}” disimpan")
        self._window.open_page("name-review", list_id=listed.id, match=True)
