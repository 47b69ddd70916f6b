"""Importing employees: a file is read and compared, looked at row by row, and only then taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QApplication, QWidget

from cases.employee_import import HEADERS
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportOrder, ImportPlan
from cases.model.user import Right
from cases.rules.sheet_headers import faults, header_fields, propose
from cases.services import employee_imports, employees
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.employee_import_parts.rows import RowsPanel
from desktop.pages.import_parts.page import ImportPage, ImportWords
from desktop.pages.listing import grouped
from desktop.preferences import Preferences
from desktop.widgets.basic import button, column, label, row
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
    hints=(
        f"Wajib ada: {', '.join(_NEEDED[:-1])}, dan {_NEEDED[-1]}; atau kolom lain yang Anda pilih sendiri.",
        "Urutan kolom dan huruf besar-kecil tidak berpengaruh; kolom lain diabaikan.",
        "NIP harus disimpan sebagai teks: Excel merusak bilangan sepanjang NIP, angka-angka terakhirnya menjadi nol.",
        "Setiap baris diperlihatkan dahulu sebelum disimpan, dan setiap impor dapat diurungkan dari riwayatnya.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read, with which column holds what."""

    sheet: HeadedSheet
    order: ImportOrder

    @property
    def name(self) -> str:
        """What it is called."""
        return self.order.file_name


def _parse(data: bytes, name: str) -> _Read:
    from reports.employee_sheet import read_employee_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    order = ImportOrder(file_name=name, sha256=sha256(data).hexdigest())
    return _Read(read_employee_sheet(data, name), order)


class EmployeeImportPage(ImportPage[_Read]):
    """Every row with what it is to the master: set right in place, left out, or saved."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(desk, window, _WORDS, HEADERS, _parse, preferences=preferences, parent=parent)
        self._plan: ImportPlan | None = None
        self._back: QWidget | None = None
        self.history_button = button("Riwayat impor", icon="clock-counter-clockwise", on_click=self._history)
        self.notes = label("", "warnBox", wrap=True, selectable=True)
        self.found = label("", "caption", wrap=True, selectable=True)
        self.whole = CheckField("Ini ekspor lengkap: yang tidak ada di dalamnya ditandai keluar")
        self.rows = RowsPanel()
        self.whole.changed.connect(lambda: self._reorder(whole=self.whole.value()))
        self.rows.fixed.connect(self._fix)
        self.rows.skipped.connect(self._skip)
        top = row(self.whole, None, self.change_columns)
        look = column(top, self.found, self.notes, self.rows, gap=theme.space("gapCards"))
        self.lay(look, self.rows.table, act=self.history_button)

    # -- comparing

    def _taken(self, file: _Read) -> None:
        """Ask which column was what the last time."""
        office, actor, headers = self._desk.office, self._desk.actor, file.sheet.headers

        def known(columns: Mapping[str, int] | None) -> None:
            chosen = dict(columns or propose(HEADERS, headers).columns)
            self._file = replace(file, order=replace(file.order, columns=chosen))
            if faults(HEADERS, headers, chosen):
                self._choose_columns()
            else:
                self._compare(self._file)

        self.compare(
            f"Membaca judul kolom {file.name} …",
            lambda _tick: office.read(employee_imports.remembered_columns, actor, headers),
            known,
        )

    def _compare(self, file: _Read) -> None:
        """Say of every row what it is to the master; what was asked for holds once it is shown."""
        office, actor = self._desk.office, self._desk.actor
        self.compare(
            f"Membandingkan {grouped(len(file.sheet.rows))} baris dengan daftar pegawai …",
            lambda tick: office.read(employee_imports.review_import, actor, file.sheet, file.order, tick),
            lambda plan: self._show(file, plan),
        )

    def _looked_at(self) -> bool:
        return self._plan is not None

    def _forget(self) -> None:
        self._plan = None

    # -- what a person says to it

    def _reorder(self, **changes: Any) -> None:  # noqa: ANN401 - fields of ImportOrder
        if self._file is not None:
            focused = QApplication.focusWidget()
            self._back = focused if focused is not None and self.isAncestorOf(focused) else None
            self._compare(replace(self._file, order=replace(self._file.order, **changes)))

    def _fix(self, number: int, key: str, text: str) -> None:
        if self._file is not None:
            self._reorder(fixes={**self._file.order.fixes, (number, key): text})

    def _skip(self, number: int, leave_out: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._file is not None:
            skips = self._file.order.skips
            self._reorder(skips=skips | {number} if leave_out else skips - {number})

    def _columns(self) -> Mapping[str, int]:
        return (self._file.order.columns if self._file else None) or {}

    def _use_columns(self, columns: dict[str, int]) -> None:
        if self._file is not None and columns != self._file.order.columns:
            self._desk.do(employee_imports.remember_columns, self._file.sheet.headers, columns).then(
                self, lambda _nothing: None
            )
        self._reorder(columns=columns)

    # -- what is shown

    def _show_actions(self, *, looking: bool) -> None:
        super()._show_actions(looking=looking)
        self.history_button.setVisible(self._file is None)

    def _show(self, file: _Read, plan: ImportPlan) -> None:
        self._file, self._plan = file, plan
        self.found.setText(_columns_words(plan))
        tidied = f"{grouped(plan.tidied)} NIP dirapikan dari tanda petik atau spasi." if plan.tidied else ""
        notes = " ".join(filter(None, (*file.sheet.notes, tidied)))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.rows.show_plan(plan, file.sheet, file.order.fixes)
        taken = len(plan.new) + len(plan.changed)
        self._offer(
            f"Simpan {grouped(taken)} baris" if taken else "Tidak ada perubahan",
            enabled=bool(taken) and self._desk.may(Right.IMPORT_EMPLOYEES),
        )
        left = plan.count(RowState.FAULTY)
        self._show_look(f"; {grouped(left)} baris bermasalah tidak akan ikut" if left else "")
        self._point(faulty=bool(left))

    def _point(self, *, faulty: bool) -> None:
        """Put the cursor back where it was while rows are set right; a key too many must not save the rest."""
        was, self._back = self._back, None
        if was is None:
            (self.rows.table if faulty else self.save_button).setFocus()
        elif was is self.whole.box and self.isAncestorOf(was):
            was.setFocus()
        else:
            self.rows.point()

    def _look_again(self) -> None:
        super()._look_again()
        if self._file is not None:
            self.whole.restore(self._file.order.whole)

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
        file, office, actor = self._file, self._desk.office, self._desk.actor
        if file is not None and self._plan is not None:
            self.write(
                f"{self.save_button.text().strip()} …",
                lambda tick: office.write(employees.import_employees, actor, file.sheet, file.order, tick),
                self._saved,
            )

    def _saved(self, plan: ImportPlan) -> None:
        self._start_over()
        left = plan.count(RowState.FAULTY, RowState.SKIPPED)
        counts = (
            (plan.count(RowState.BACK), "kembali"),
            (plan.count(RowState.GONE), "ditandai keluar"),
            (left, "baris tidak ikut"),
        )
        words = f"{grouped(len(plan.new))} pegawai baru dan {grouped(plan.count(RowState.CHANGED))} berubah disimpan"
        self._window.toast(
            ", ".join([words, *(f"{grouped(count)} {what}" for count, what in counts if count)]),
            action="Riwayat impor",
            on_action=self._history,
        )
        self._leave()

    def _history(self) -> None:
        self._window.open_page("employee-imports")


def _columns_words(plan: ImportPlan) -> str:
    titles = {field.key: field.title for field in header_fields(HEADERS)}
    found = (f"{one.letters} {one.header} ({titles[one.key]})" for one in plan.columns)
    return f"Kolom yang dibaca: {',  '.join(found)}."
