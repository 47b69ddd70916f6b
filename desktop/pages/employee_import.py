"""Importing employees: a file is read and compared, looked at row by row, and only then taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from cases.employee_import import HEADERS
from cases.model.employee_import import RowState
from cases.model.employee_plan import CHANGING, ImportOrder, ImportPlan, PlannedRow
from cases.rules.nip import show_nip
from cases.rules.sheet_headers import header_fields
from cases.services import employee_imports, employees
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Mending, Segment, SheetFile
from desktop.pages.import_parts.lines import ROW, STATE, look, told_column
from desktop.pages.import_parts.page import ImportPage
from desktop.preferences import Preferences
from desktop.widgets.basic import button, row
from desktop.widgets.fields import CheckField

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_NEEDED: Final = [field.names[0] for field in header_fields(HEADERS) if field.required]
_WORDS: Final = ImportWords(
    title="Impor pegawai",
    sentence="Ekspor data utama dari SIASN atau SIMPEG, sebagai berkas Excel atau CSV.",
    ask="Pilih ekspor pegawai",
    drop="Seret berkas Excel atau CSV ke sini",
    leave=("employees", "daftar pegawai"),
    save="Simpan {} baris",
    nothing="Tidak ada perubahan",
    hints=(
        f"Wajib ada: {', '.join(_NEEDED[:-1])}, dan {_NEEDED[-1]}; atau kolom lain yang Anda pilih sendiri.",
        "Urutan kolom dan huruf besar-kecil tidak berpengaruh; kolom lain diabaikan.",
        "NIP harus disimpan sebagai teks: Excel merusak bilangan sepanjang NIP, angka-angka terakhirnya menjadi nol.",
        "Setiap baris diperlihatkan dahulu sebelum disimpan, dan setiap impor dapat diurungkan dari riwayatnya.",
    ),
)


_TITLES: Final = {field.key: field.title for field in header_fields(HEADERS)} | {"gone_on": "Keluar"}
ALL, WARNED = "all", "warned"
_FIRST: Final = (RowState.FAULTY.value, RowState.CHANGED.value, RowState.NEW.value, ALL)


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.employee_sheet import read_employee_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    return read_employee_sheet(data, name)


def _order(file: SheetFile) -> ImportOrder:
    """How the file is to be taken; what was set right and left out is on record with the import."""
    return ImportOrder(
        file_name=file.name,
        sha256=file.sha256,
        columns=file.columns,
        fixes=file.fixes,
        skips=file.skips,
        whole=file.told["whole"],
    )


def _told(one: PlannedRow) -> str:
    """What is to be said of a row: why it cannot be taken, what is odd, what changes."""
    if one.reason:
        return f"{one.cell}: {one.reason}"
    if one.state is RowState.GONE:
        return "Tidak ada dalam berkas; ditandai keluar, tidak dihapus."
    changes = [f"{_TITLES.get(key, key)}: {old or 'kosong'} → {new or 'kosong'}" for key, old, new in one.changes]
    return "; ".join([*(f"{cell}: {doubt}" for cell, doubt in one.doubts), *changes])


def _mend(one: PlannedRow) -> Mending:
    return Mending(
        row=one.row,
        title=f"Baris {one.row}, {one.name or 'tanpa nama'}: {_told(one) or look(one.state).text}",
        cell=one.cell or (one.doubts[0][0] if one.doubts else ""),
        out=one.state is RowState.SKIPPED,
    )


_COLUMNS: Final = (
    ROW,
    STATE,
    Column[PlannedRow](
        key="nip",
        title="NIP",
        width=186,
        text=lambda one: show_nip(one.nip),
        copy=lambda one: one.nip,
        face="nipInTable",
    ),
    Column[PlannedRow](key="name", title="Nama", width=220, text=lambda one: one.name, face="tableStrong"),
    told_column("Keterangan", _told),
)


def _segment(title: str, *states: RowState, when_any: bool = False) -> Segment[ImportPlan]:
    return Segment(
        key=states[0].value,
        title=title,
        rows=lambda plan: plan.of(*states),
        columns=_COLUMNS,
        when_any=when_any,
    )


def _notes(plan: ImportPlan) -> Iterable[str]:
    if plan.tidied:
        yield f"{grouped(plan.tidied)} NIP dirapikan dari tanda petik atau spasi."


def _doubt(plan: ImportPlan) -> tuple[str, str] | None:
    gone = plan.count(RowState.GONE)
    sentence = (
        f"{grouped(gone)} pegawai tidak ada dalam berkas dan akan ditandai keluar. Data dan perkaranya tetap"
        " ada, dan ia kembali bila ada lagi dalam berkas berikutnya."
    )
    return (sentence, "Simpan dan tandai keluar") if gone else None


def _result(plan: ImportPlan) -> str:
    counts = (
        (plan.count(RowState.BACK), "kembali"),
        (plan.count(RowState.GONE), "ditandai keluar"),
        (plan.count(RowState.FAULTY, RowState.SKIPPED), "baris tidak ikut"),
    )
    new, changed = grouped(plan.count(RowState.NEW)), grouped(plan.count(RowState.CHANGED))
    words = f"{new} pegawai baru dan {changed} berubah disimpan"
    return ", ".join([words, *(f"{grouped(count)} {what}" for count, what in counts if count)])


_KIND: Final = ImportKind[ImportPlan, ImportPlan](
    words=_WORDS,
    table=HEADERS,
    read=_read,
    plan=lambda work, actor, file, tick: employee_imports.review_import(work, actor, file.sheet, _order(file), tick),
    save=lambda office, actor, file, tick: office.write(
        employees.import_employees, actor, file.sheet, _order(file), tick
    ),
    count=lambda plan: plan.count(RowState.NEW, *CHANGING),
    faulty=lambda plan: plan.count(RowState.FAULTY),
    result=_result,
    told={"whole": False},
    notes=_notes,
    doubt=_doubt,
    segments=(
        Segment(key=ALL, title="Semua", rows=lambda plan: plan.rows, columns=_COLUMNS),
        _segment("Baru", RowState.NEW),
        _segment("Berubah", RowState.CHANGED, RowState.BACK),
        _segment("Sama", RowState.SAME),
        _segment("Bermasalah", RowState.FAULTY),
        Segment(
            key=WARNED,
            title="Perlu dilihat",
            rows=lambda plan: [one for one in plan.rows if one.doubts],
            columns=_COLUMNS,
            when_any=True,
        ),
        _segment("Dilewati", RowState.SKIPPED, when_any=True),
        _segment("Keluar", RowState.GONE, when_any=True),
    ),
    first=_FIRST,
    mend=_mend,
)


class EmployeeImportPage(ImportPage[ImportPlan, ImportPlan]):
    """Every row with what it is to the master: set right in place, left out, or saved."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        self.whole = CheckField("Ini ekspor lengkap: yang tidak ada di dalamnya ditandai keluar")
        history = button("Riwayat impor", icon="clock-counter-clockwise")
        super().__init__(
            desk, window, _KIND, preferences=preferences, parent=parent, act=history, told=row(self.whole, None)
        )
        history.clicked.connect(self._history)
        self.whole.changed.connect(lambda: self.tell(whole=self.whole.value()))

    def _retell(self, told: Mapping[str, Any]) -> None:
        self.whole.restore(told["whole"])

    def _saved(self, saved: ImportPlan) -> None:
        self._window.toast(_result(saved), action="Riwayat impor", on_action=self._history)

    def _history(self) -> None:
        self._window.open_page("employee-imports")
