"""The office's employees as a list; the way to their import."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.employee import Employee
from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.model.person import EmploymentStatus
from cases.model.user import Right
from cases.rules.nip import show_nip
from cases.services import employees
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.dialogs.merge import ask_merge
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import Pager, grouped
from desktop.preferences import Preferences
from desktop.widgets.basic import button, icon_button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_TABLE = "employees"
_STATUSES = {
    EmploymentStatus.PNS: "PNS",
    EmploymentStatus.CPNS: "CPNS",
    EmploymentStatus.PPPK: "PPPK",
    EmploymentStatus.UNKNOWN: "Belum diketahui",
}


def _units(person: Employee) -> str:
    return "\n".join(unit for unit in (person.unit_1, person.unit_2, person.unit_3) if unit)


_COLUMNS: tuple[Column[Employee], ...] = (
    Column(
        key="nip",
        title="NIP",
        width=178,
        text=lambda person: show_nip(person.nip),
        copy=lambda person: person.nip,
        face="nipInTable",
    ),
    Column(key="name", title="Nama", width=230, text=lambda person: person.name, face="tableStrong", stretch=True),
    Column(
        key="status",
        title="Status",
        width=92,
        text=lambda person: _STATUSES.get(person.status, str(person.status)),
        choices=tuple((str(status), words) for status, words in _STATUSES.items()),
    ),
    Column(key="grade", title="Golongan", width=92, text=lambda person: person.grade or "–"),
    Column(key="position", title="Jabatan", width=256, text=lambda person: person.position),
    Column(key="unit_1", title="Unit kerja", width=236, text=lambda person: person.unit_1, tip=_units),
)


class EmployeesPage(Page):
    """Everybody by name; Enter shows the cases of the marked person."""

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
        self.header = PageHeader("Pegawai")
        self.show_cases = button(
            "Lihat perkaranya", icon="folders", on_click=self._open_current, tip="Perkara pegawai yang dipilih (Enter)"
        )
        self.discard = icon_button("trash", "Buang pegawai yang tercatat karena keliru", on_click=self._discard)
        self.merge = icon_button("arrows-merge", "Gabungkan pegawai yang tercatat dua kali", on_click=self._merge)
        for act in (self.merge, self.discard):
            act.setVisible(desk.may(Right.DISCARD))
            self.header.add_action(act)
        self.header.add_action(self.show_cases)
        empty = EmptyState(
            "Belum ada pegawai",
            "Impor ekspor data utama dari SIASN atau SIMPEG; terlapor dan pejabat lalu dipilih dari sini.",
            icon="users",
        )
        if desk.may(Right.IMPORT_EMPLOYEES):
            self.header.add_action(
                button("Impor dari Excel", "primary", icon="upload-simple", on_click=self._import, shortcut="Ctrl+I")
            )
            empty.add(button("Impor dari Excel", icon="upload-simple", on_click=self._import))
        kept = preferences or Preferences()
        self.table: RecordTable[Employee] = RecordTable(
            _COLUMNS,
            sort="name",
            empty=empty,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )
        self.table.set_note("Ctrl+F saring   Enter lihat perkaranya   Ctrl+C salin ke Excel")
        self.pager: Pager[Employee] = Pager(self, self.table, lambda query: desk.ask(employees.employee_page, query))
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._chosen)
        self._chosen(None)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read; ``employee_id`` (from the search) narrows the list to that person."""
        employee_id = args.get("employee_id")
        if employee_id is not None:
            self._desk.ask(employees.employee, employee_id).then(
                self, lambda person: self.table.set_filters({"nip": person.nip})
            )
        else:
            self.pager.read_again()
        self._count()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when an employee changed."""
        if changes.concerns("employee"):
            self.pager.read_again()
            self._count()

    def _count(self) -> None:
        self._desk.ask(employees.employee_page, ListQuery(sort="nip", limit=1)).then(self, self._show_count)

    def _show_count(self, page: ListPage[Employee]) -> None:
        self.header.set_sentence(f"{grouped(page.total)} pegawai dalam daftar" if page.total else "")

    def _chosen(self, person: Employee | None) -> None:
        for act in (self.merge, self.discard, self.show_cases):
            act.setEnabled(person is not None)

    def _merge(self) -> None:
        person = self.table.current()
        if person is not None:
            ask_merge(
                self._desk,
                self,
                self._window,
                "employee",
                person.id,
                person.name,
                person.name,
                lambda _kept: self.pager.read_again(),
            )

    def _discard(self) -> None:
        person = self.table.current()
        if person is not None:
            ask_discard(self._desk, self, self._window, "employee", person.id)

    def _open_current(self) -> None:
        person = self.table.current()
        if person is not None:
            self._open(person)

    def _open(self, person: Employee) -> None:
        self._window.open_page("cases", filters={"nip": person.nip})

    def _import(self) -> None:
        self._window.open_page("employee-import")
