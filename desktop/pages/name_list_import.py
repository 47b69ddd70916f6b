"""Importing a list of names: a file is read and looked at with its columns, and only then taken whole and matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.model.cell_fault import CellFault
from cases.model.name_list import ListRow
from cases.model.name_review import NameList
from cases.model.report import Source
from cases.model.user import Actor
from cases.name_list_import import TABLE
from cases.rules.dates import short_date
from cases.rules.report_words import SOURCES
from cases.services import name_lists
from cases.services.name_lists import ListForm, ListReview
from desktop import theme
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.long_writing import Tick
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Segment, SheetFile
from desktop.pages.import_parts.lines import FAULTS
from desktop.pages.import_parts.page import ImportPage
from desktop.pages.report_parts.words import choices
from desktop.preferences import Preferences
from desktop.widgets.basic import Card
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import CheckField, ChoiceField, TextField
from desktop.widgets.form import Form, scrolled

if TYPE_CHECKING:
    from desktop.wiring import OpenOffice
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor daftar",
    sentence="Daftar anggota, pengurus, atau calon sebagai berkas Excel atau CSV; satu baris satu orang.",
    ask="Pilih daftar nama",
    drop="Seret berkas daftar ke sini",
    under="atau klik untuk memilih berkas Excel atau CSV",
    one="Seret satu berkas saja; setiap berkas menjadi satu daftar.",
    leave=("name-lists", "semua daftar"),
    save="Impor dan cocokkan {} baris",
    nothing="Tidak ada yang dapat diimpor",
    hints=(
        "Wajib ada kolom nama. NIK, NIP, tanggal lahir, dan alamat membuat pencocokan lebih pasti.",
        "Judul kolom dicari sendiri; kolom yang tidak dikenali dapat Anda pilih sebelum disimpan.",
        "Berkasnya disimpan terenkripsi sebagai asal bukti, dengan sidik jari SHA-256.",
        "Tidak ada yang diputuskan oleh pencocokan: Anda yang menyatakan siapa yang sama.",
    ),
)
ROWS, WARNED, FAULTY = "rows", "warned", "faulty"
_FORM_WIDTH: Final = 320

_COLUMNS: Final[tuple[Column[ListRow], ...]] = (
    Column(key="row", title="Baris", width=72, text=lambda one: str(one.number), right=True),
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


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.name_list_sheet import read_name_list_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    return read_name_list_sheet(data, name)


def _rows(review: ListReview) -> Sequence[ListRow]:
    return review.plan.rows if review.plan else ()


def _faulty(review: ListReview) -> Sequence[CellFault]:
    return review.plan.faulty if review.plan else ()


def _warned(review: ListReview) -> Sequence[CellFault]:
    return review.plan.warnings if review.plan else ()


def _notes(review: ListReview) -> Iterable[str]:
    return filter(None, [review.twice])


def _save(office: OpenOffice, actor: Actor, file: SheetFile, tick: Tick) -> tuple[NameList, ChangeSet]:
    form: ListForm = file.told["form"]
    return office.write(
        name_lists.add_list, actor, form, file.data, file.told["rows"], again=file.told["again"], tick=tick
    )


_KIND: Final = ImportKind[ListReview, NameList](
    words=_WORDS,
    table=TABLE,
    read=_read,
    plan=lambda work, actor, file, _tick: name_lists.review_sheet(work, actor, file.sheet, file.sha256, file.columns),
    save=_save,
    count=lambda review: len(_rows(review)),
    faulty=lambda review: len(_faulty(review)),
    result=lambda listed: f"{grouped(listed.rows)} baris daftar “{listed.title}” disimpan",
    notes=_notes,
    segments=(
        Segment(key=ROWS, title="Akan diambil", rows=_rows, columns=_COLUMNS),
        Segment(key=FAULTY, title="Bermasalah", rows=_faulty, columns=FAULTS),
        Segment(key=WARNED, title="Perlu dilihat", rows=_warned, columns=FAULTS),
    ),
    first=(ROWS,),
)


class NameListImportPage(ImportPage[ListReview, NameList]):
    """The rows of a list, and beside them what the list is; taken whole and matched."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        self.again = CheckField("Impor sekali lagi")
        self.form = Form(width=_FORM_WIDTH)
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
        form.add("listed_on", "Tanggal daftar", DateField(desk.office.clock.today))
        super().__init__(
            desk, window, _KIND, preferences=preferences, parent=parent, told=self.again, beside=self._beside_form
        )
        self.again.changed.connect(self._hold_back)

    def _beside_form(self, look: QWidget) -> QWidget:
        made = QWidget()
        whole = QHBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("gapCards"))
        left = Card()
        left.setFixedWidth(_FORM_WIDTH + 40)
        held = QWidget()
        top = QVBoxLayout(held)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.form)
        top.addStretch(1)
        left.add(scrolled(held), 1)
        whole.addWidget(left)
        whole.addWidget(look, 1)
        return made

    def _shown(self, file: SheetFile, plan: ListReview, *, first: bool) -> None:
        self.again.setVisible(bool(plan.twice))
        self._hold_back()
        if first:
            self.again.restore(False)
            self.form.set_values({"title": file.name.rpartition(".")[0].replace("_", " ")})
            self.form.focus_first()

    def _hold_back(self) -> None:
        """A file that was imported before is taken again only by somebody who says so."""
        self.offer(held=self._plan is not None and bool(self._plan.twice) and not self.again.value())

    # -- saving

    def _write(self) -> None:
        file, review = self._file, self._plan
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
        self._file = replace(file, told={"form": told, "rows": review.plan.rows, "again": self.again.value()})
        super()._write()

    def _refused(self, error: BaseException) -> None:
        if not self.form.show_failure(error):
            super()._refused(error)

    def _saved(self, saved: NameList) -> None:
        words = _KIND.result(saved)
        if self.in_front:
            self._window.toast(words)
        else:
            self._window.toast(words, action="Cocokkan", on_action=lambda: self._go_on(saved))

    def _go_on(self, saved: NameList) -> None:
        self._window.open_page("name-review", list_id=saved.id, match=True)
