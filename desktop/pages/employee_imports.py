"""The history of imports of employees: what each changed, and undoing one as one step."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.employee_import import EmployeeImport
from cases.services import employee_imports
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.full_names import full_name
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import moment
from desktop.pages.listing import arranged
from desktop.preferences import Preferences
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable


def _left(one: EmployeeImport) -> str:
    words = ((one.gone, "keluar"), (one.back, "kembali"), (one.left_out, "tidak ikut"))
    return ", ".join(f"{grouped(count)} {word}" for count, word in words if count) or "–"


def _look(one: EmployeeImport) -> PillLook:
    if one.undone_at is not None:
        return PillLook("Diurungkan", "grey", "arrow-u-up-left")
    return PillLook("Berlaku", "green", "check-circle")


_COLUMNS: Final[tuple[Column[EmployeeImport], ...]] = (
    Column(key="state", title="Keadaan", width=130, text=lambda one: _look(one).text, pill=_look, filtered=False),
    Column(key="file_name", title="Berkas", width=170, text=lambda one: one.file_name or "–", stretch=True),
    Column(key="whole", title="Ekspor", width=88, text=lambda one: "lengkap" if one.whole else "sebagian"),
    Column(key="new", title="Baru", width=84, text=lambda one: grouped(one.new), right=True, filtered=False),
    Column(key="changed", title="Berubah", width=92, text=lambda one: grouped(one.changed), right=True, filtered=False),
    Column(key="same", title="Sama", width=84, text=lambda one: grouped(one.same), right=True, filtered=False),
    Column(key="left_out", title="Lainnya", width=160, text=_left, filtered=False),
    Column(key="by", title="Oleh", width=130, text=lambda one: full_name(one.by)),
)


class EmployeeImportsPage(Page):
    """Every import that was saved, the newest first."""

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
        self._zone = desk.office.clock.time_zone.zone
        self._all: tuple[EmployeeImport, ...] = ()
        self.undo = button("Urungkan impor ini", icon="arrow-u-up-left", on_click=self._ask)
        self.header = PageHeader(
            "Riwayat impor pegawai",
            "Impor dapat diurungkan sekaligus selama pegawainya belum diubah lagi atau tercatat di tempat lain.",
            button(
                "Kembali", on_click=lambda: window.open_page("employees"), tip="Kembali ke daftar pegawai (Alt+Kiri)"
            ),
            self.undo,
            button("Impor berkas", "primary", icon="upload-simple", on_click=self._import),
        )
        when = Column[EmployeeImport](key="at", title="Saat", width=152, text=self._moment, face="tableStrong")
        self.table: RecordTable[EmployeeImport] = RecordTable(
            (when, *_COLUMNS),
            sort="at",
            descending=True,
            empty=EmptyState("Belum ada impor", "Impor pertama akan tercatat di sini.", icon="clock-counter-clockwise"),
        )
        self.table.query_changed.connect(self._arrange)
        self.table.selected.connect(self._chosen)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)
        self._chosen(None)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read."""
        self._read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again after another import."""
        if changes.concerns("import"):
            self._read()

    def _moment(self, one: EmployeeImport) -> str:
        return moment(one.at, self._zone)

    def _read(self) -> None:
        self._desk.ask(employee_imports.import_history).then(self, self._show)

    def _show(self, imports: tuple[EmployeeImport, ...]) -> None:
        self._all = imports
        self._arrange(self.table.query())

    def _arrange(self, asked: TableQuery) -> None:
        keys = {name: lambda one, name=name: getattr(one, name) for name in ("at", "new", "changed", "same")}
        rows = arranged(self._all, asked, self.table.model.columns, keys)
        self.table.set_rows(rows)
        self._chosen(self.table.current())

    def _chosen(self, one: EmployeeImport | None) -> None:
        self.undo.setEnabled(one is not None and one.undone_at is None)

    def _ask(self) -> None:
        one = self.table.current()
        if one is None or one.undone_at is not None:
            return
        parts = (
            (one.new, "keluar lagi dari daftar"),
            (one.changed + one.gone + one.back, "kembali seperti sebelumnya"),
        )
        told = " dan ".join(f"{grouped(count)} pegawai {words}" for count, words in parts if count)
        messages.ask(self, f"Urungkan impor {one.file_name} dari {self._moment(one)}? {told}.", "Urungkan", self._undo)

    def _undo(self) -> None:
        one = self.table.current()
        if one is None:
            return
        self.undo.setEnabled(False)
        self._desk.do(employee_imports.undo_import, one.id).then(self, self._undone, self._failed)

    def _undone(self, one: EmployeeImport) -> None:
        self._window.toast(f"Impor {one.file_name} diurungkan")
        self._read()

    def _failed(self, error: BaseException) -> None:
        messages.show_error(self, error)
        self._chosen(self.table.current())

    def _import(self) -> None:
        self._window.open_page("employee-import")
