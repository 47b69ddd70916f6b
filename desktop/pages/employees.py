"""The office's employees as a list that is searched, and the tree of their work units; the way to their import."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cases.changes import ChangeSet
from cases.model.employee import Employee
from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.model.user import Right
from cases.model.work_unit import UnitPath
from cases.rules.nip import show_nip
from cases.services import employees
from desktop.counts import grouped
from desktop.desk import Desk, Request
from desktop.dialogs.discard import ask_discard
from desktop.dialogs.merge import ask_merge
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.employee_parts.units import UnitsTab, filters_of
from desktop.pages.employee_parts.words import STATUSES as _STATUSES
from desktop.pages.employee_parts.words import path_words, status_words
from desktop.pages.listing import Pager
from desktop.pages.people_tabs import LIST, UNITS, PeopleTabs
from desktop.preferences import Preferences
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import TextField
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_TABLE = "employees"
_PAUSE_MS = 200


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
    Column(key="name", title="Nama", width=214, text=lambda person: person.name, face="tableStrong", stretch=True),
    Column(
        key="status",
        title="Status",
        width=92,
        text=lambda person: _STATUSES.get(person.status, str(person.status)),
        choices=tuple((str(status), words) for status, words in _STATUSES.items()),
    ),
    Column(key="grade", title="Golongan", width=92, text=lambda person: person.grade or "–"),
    Column(key="position", title="Jabatan", width=210, text=lambda person: person.position),
    Column(
        key="listed",
        title="Keadaan",
        width=100,
        text=lambda person: "Keluar" if person.gone_on else "Terdaftar",
        pill=lambda person: PillLook("Keluar", "amber", "sign-out") if person.gone_on else None,
        tip=lambda person: status_words(person) if person.gone_on else "",
        sortable=False,
        choices=(("ada", "Terdaftar"), ("keluar", "Keluar")),
    ),
    Column(key="unit_1", title="Unit kerja", width=200, text=lambda person: person.unit_1, tip=_units),
)


class EmployeesPage(Page):
    """Everybody by name, or who is found by a part of one; Enter opens the marked person. ``tab="units"``: the tree."""

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
            "Lihat perkaranya", icon="folders", on_click=self._open_current, tip="Perkara pegawai yang dipilih"
        )
        acts = (("Gabungkan dengan pegawai yang sama…", self._merge), ("Buang pegawai yang keliru…", self._discard))
        self.more = more_button("Gabungkan atau buang pegawai yang dipilih", acts)
        self.more.setVisible(desk.may(Right.DISCARD))
        self.header.add_action(self.more)
        self.header.add_action(self.show_cases)
        empty = EmptyState(
            "Belum ada pegawai",
            "Ambil datanya dari berkas Excel SIASN atau SIMPEG; terlapor dan pejabat lalu dipilih dari sini.",
            icon="users",
        )
        if desk.may(Right.IMPORT_EMPLOYEES):
            self.header.add_action(
                button(
                    "Riwayat impor",
                    icon="clock-counter-clockwise",
                    on_click=lambda: window.open_page("employee-imports"),
                    tip="Impor yang sudah disimpan, dan mengurungkannya",
                )
            )
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
        self.table.set_note("Ctrl+F saring   Enter buka   Ctrl+C salin ke Excel")
        self.pager: Pager[Employee] = Pager(self, self.table, self._ask)
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._chosen)
        self.table.filters_cleared.connect(self._clear)
        self._build_search()
        self.units = UnitsTab(desk, window, kept)
        self.units.people_wanted.connect(self._narrow_to)
        self.units.person_wanted.connect(lambda employee_id: window.open_page("employee", employee_id=employee_id))
        self.tabs = PeopleTabs(window, LIST, UNITS)
        self.tabs.shown.connect(self._show_tab)
        self._contents = QStackedWidget()
        self._contents.addWidget(self.table)
        self._contents.addWidget(self.units)
        self._chosen(None)
        for part, stretch in ((self.header, 0), (self.tabs, 0), (self._contents, 1)):
            self.lines.addWidget(part, stretch)

    def _build_search(self) -> None:
        self._unit: UnitPath | None = None
        self.sought = TextField(placeholder="Cari nama (bagian mana pun, juga yang mirip) atau bagian NIP")
        self.of_unit = button("", "chip", icon="x", on_click=lambda: self._narrow_to(None), tip="Tampilkan semua unit")
        self.of_unit.hide()
        self.twice = button(
            "Mungkin orang yang sama",
            "link",
            icon="users",
            on_click=lambda: self._window.open_page("same-people"),
            shortcut="Ctrl+Shift+G",
            tip="Pegawai yang mungkin tercatat dua kali",
        )
        self.twice.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab leads from the search into the list
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._search)
        self.sought.changed.connect(self._soon.start)
        self.sought.edit.returnPressed.connect(self.table.setFocus)
        line = QHBoxLayout()
        line.setContentsMargins(12, 10, 12, 6)
        line.addWidget(self.sought, 1)
        line.addWidget(self.of_unit)
        line.addWidget(self.twice)
        self.table.top.addLayout(line)

    def _ask(self, query: ListQuery) -> Request[ListPage[Employee]]:
        """The list as it is asked for, within a unit, and of whom the search finds."""
        within = replace(query, filters=query.filters | (filters_of(self._unit) if self._unit else {}))
        text = self.sought.value().strip()
        if len(text) > 1:
            return self._desk.ask(employees.found_page, text, within)
        return self._desk.ask(employees.employee_page, within)

    def _search(self) -> None:
        self.table.set_narrowed(narrowed=bool(self.sought.value().strip()) or self._unit is not None)
        self.pager.read()

    def _clear(self) -> None:
        self.sought.restore("")
        self._narrow_to(None)

    def _narrow_to(self, unit: UnitPath | None) -> None:
        """Show the employees of a unit and of those below it, or all."""
        self._unit = unit
        self.of_unit.setText(path_words(unit) if unit else "")
        self.of_unit.setVisible(unit is not None)
        self.tabs.choose("list")
        self._search()

    def _show_tab(self, key: str) -> None:
        self._contents.setCurrentIndex(int(key == "units"))
        self._chosen(self.table.current())
        if key == "units":
            self.units.read()
            self.units.tree.setFocus()
        else:
            self.table.setFocus()

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read; ``tab`` is "list" or "units", ``unit`` a path whose employees are wanted."""
        if args.get("unit") is not None:
            self._narrow_to(args["unit"])
        elif args.get("tab"):
            self.tabs.choose(args["tab"])
        self.pager.read_again()
        self._count()
        if self.tabs.current == "units":
            self.units.read()
        else:
            self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when an employee changed."""
        if changes.concerns("employee"):
            self.pager.read_again()
            self._count()
        if changes.concerns("employee", "unit") and self.tabs.current == "units":
            self.units.read()

    def _count(self) -> None:
        self._desk.ask(employees.count_employees).then(self, self._show_count)

    def _show_count(self, counted: tuple[int, int]) -> None:
        here, gone = counted
        words = f"{grouped(here)} pegawai dalam daftar" if here or gone else ""
        self.header.set_sentence(f"{words}, {grouped(gone)} sudah keluar" if gone else words)

    def _chosen(self, person: Employee | None) -> None:
        for act in (self.more, self.show_cases):
            act.setEnabled(person is not None and self.tabs.current == "list")

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
            self._window.open_page("cases", filters={"nip": person.nip})

    def _open(self, person: Employee) -> None:
        self._window.open_page("employee", employee_id=person.id)

    def _import(self) -> None:
        self._window.open_page("employee-import")
