"""The tab of work units: the tree, and beside it the marked unit with its head and who is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.employee import Employee
from cases.model.listing import ListQuery
from cases.model.user import Right
from cases.model.work_unit import HeadShown, UnitPath, WorkUnit
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.services import employees, looking, work_units
from desktop import messages, theme
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.dialogs.unit_head import ask_head
from desktop.files import write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.employee_parts.unit_tree import UnitTree
from desktop.pages.employee_parts.words import head_name, head_source, path_words
from desktop.pages.listing import Pager
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.basic import Card, Elided, button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import TextField
from desktop.widgets.table import RecordTable

_SIDE = 430
_PAUSE_MS = 200
_COLUMNS: tuple[Column[Employee], ...] = (
    Column(
        key="name",
        title="Nama",
        width=190,
        text=lambda person: person.name,
        second=lambda person: show_nip(person.nip),
        stretch=True,
    ),
    Column(key="position", title="Jabatan", width=190, text=lambda person: person.position),
)


class UnitsTab(QWidget):
    """``people_wanted`` gives the filters of the list for a unit's employees, ``person_wanted`` an employee's id."""

    people_wanted = Signal(object)
    person_wanted = Signal(str)

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences) -> None:
        super().__init__()
        self._desk, self._window, self._preferences = desk, window, preferences
        self._units: tuple[WorkUnit, ...] = ()
        self._may = desk.may(Right.IMPORT_EMPLOYEES)
        self.sought = TextField(placeholder="Cari unit atau kepalanya")
        self.save_button = button("Simpan ke Excel", icon="download-simple", on_click=self._save)
        self.tree = UnitTree()
        self.told = label("", "caption")
        tree = Card(padding=0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 4)
        top.addWidget(self.sought, 1)
        top.addWidget(self.save_button)
        tree.body.addLayout(top)
        tree.add(self.tree, 1)
        self.told.setContentsMargins(12, 4, 12, 8)
        tree.add(self.told)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        across.addWidget(tree, 1)
        across.addWidget(self._build_side())
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._narrow)
        self.sought.changed.connect(self._soon.start)
        self.tree.chosen.connect(self._show)
        self.tree.opened.connect(self._open)
        self.tree.itemDoubleClicked.connect(lambda *_: self._open(self.tree.current()))

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("gapCards"))
        card = Card()
        self.name = Elided("", "section")
        self.above = label("", "caption", wrap=True)
        self.head = label("", "strong", wrap=True, selectable=True)
        self.post = label("", "body", wrap=True, selectable=True)
        self.source = label("", "caption", wrap=True)
        for part in (self.name, self.above, self.head, self.post, self.source):
            card.add(part)
        self.confirm = button("Benar, tetapkan", icon="check", on_click=self._confirm)
        self.change = button("Ganti", icon="pencil-simple", on_click=self._change)
        self.vacant = button("Jabatan kosong", "link", on_click=self._vacate)
        self.guess = button("Kembali ke dugaan", "link", on_click=self._guess_again)
        acts = QHBoxLayout()
        for act in (self.confirm, self.change, self.vacant, self.guess):
            acts.addWidget(act)
        acts.addStretch(1)
        card.body.addLayout(acts)
        lines.addWidget(card)
        self.people: RecordTable[Employee] = RecordTable(
            _COLUMNS,
            sort="name",
            hints=False,
            empty=EmptyState("Tidak ada pegawai langsung di sini", "Pegawainya ada di unit di bawahnya.", icon="users"),
        )
        self.show_all = button("Buka dalam daftar", "link", on_click=lambda: self._open(self.tree.current()))
        self.people.counts.addWidget(self.show_all)
        self.people.opened.connect(lambda person: self.person_wanted.emit(person.id))
        self.pager: Pager[Employee] = Pager(
            self, self.people, lambda query: self._desk.ask(employees.employee_page, self._within(query))
        )
        lines.addWidget(self.people, 1)
        return side

    def read(self) -> None:
        """Read the tree."""
        self._desk.ask(work_units.tree).then(self, self._take)

    def _take(self, units: tuple[WorkUnit, ...]) -> None:
        self._units = units
        self.tree.show_units(units)
        self._narrow()

    def _narrow(self) -> None:
        fitting = self.tree.narrow(self.sought.value())
        known = sum(unit.head is not None and not unit.head.guessed for unit in self._units)
        guessed = sum(unit.head is not None and unit.head.guessed for unit in self._units)
        found = f"{grouped(fitting)} cocok dari " if self.sought.value().strip() else ""
        self.told.setText(
            f"{found}{grouped(len(self._units))} unit · {grouped(known)} kepala ditetapkan · {grouped(guessed)} dugaan"
            "   Panah bergerak   Enter daftar pegawainya"
        )

    def _within(self, query: ListQuery) -> ListQuery:
        unit = self.tree.current()
        filters = dict(query.filters) | (filters_of(unit.path, direct=True) if unit else {})
        return ListQuery(
            sort=query.sort, descending=query.descending, filters=filters, after=query.after, limit=query.limit
        )

    def _show(self, unit: WorkUnit | None) -> None:
        self.setProperty("unit", unit)
        head = unit.head if unit else None
        self.name.setText(unit.path.name if unit else "")
        above = path_words(unit.path.parent) if unit and unit.path.parent else ""
        count = f"{grouped(unit.total)} pegawai, {grouped(unit.direct)} langsung di unit ini" if unit else ""
        self.above.setText("\n".join(filter(None, (above, count))))
        self.head.setText(head_name(head) or "Kepala belum diketahui")
        post = head.post if head else None
        self.post.setText(f"{show_nip(post.nip)}\n{post.position}" if post else "")
        self.post.setVisible(post is not None)
        self.source.setText(head_source(head))
        theme.set_role(self.source, "amber" if head and head.guessed else "caption")
        self.confirm.setVisible(bool(self._may and head and head.guessed))
        self.change.setVisible(bool(self._may and unit))
        self.change.setText("Ganti" if post else "Tetapkan kepala")
        self.vacant.setVisible(bool(self._may and unit and (head is None or head.guessed)))
        self.guess.setVisible(bool(self._may and head and not head.guessed))
        if unit is not None:
            self.pager.read()

    def _open(self, unit: WorkUnit | None) -> None:
        if unit is not None:
            self.people_wanted.emit(unit.path)

    # -- the head

    def _confirm(self) -> None:
        unit = self.tree.current()
        if unit is not None and unit.head is not None and unit.head.post is not None:
            self._set(unit.path, unit.head.post.nip, acting=unit.head.acting)

    def _change(self) -> None:
        unit = self.tree.current()
        if unit is not None:
            ask_head(self._desk, self, unit, lambda nip, acting: self._set(unit.path, nip, acting=acting))

    def _vacate(self) -> None:
        if (unit := self.tree.current()) is not None:
            self._set(unit.path, vacant=True)

    def _guess_again(self) -> None:
        if (unit := self.tree.current()) is not None:
            self._set(unit.path)

    def _set(self, path: UnitPath, nip: str = "", *, acting: str = "", vacant: bool = False) -> None:
        def done(head: HeadShown | None) -> None:
            told = head_name(head) or "belum diketahui"
            self._window.toast(f"Kepala {path.name}: {told}.")

        self._desk.do(work_units.set_head, path, nip, acting=acting, vacant=vacant).then(self, done)

    # -- Excel

    def _save(self) -> None:
        today = self._desk.office.clock.today()
        name, kind = f"Unit kerja {today.isoformat()}.xlsx", ("Buku kerja Excel", "xlsx")
        ask_save_path(self, "Simpan unit kerja", name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the whole tree away from the UI thread."""
        units, today = self._units, self._desk.office.clock.today()

        def saved(path: Path) -> None:
            self._desk.do(looking.note_list, "unit kerja", "", len(units)).then(None, lambda _none: None)
            self._window.toast(
                f"Daftar disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path)
            )

        self._desk.tasks.submit_free(
            lambda: write_file(path, units_workbook(units, today)),
            owner=self,
            on_done=saved,
            on_error=lambda error: messages.show_error(self, error),
        )


def filters_of(path: UnitPath, *, direct: bool = False) -> dict[str, str | tuple[str, ...]]:
    """The filters of the list of employees for a unit; ``direct`` leaves out those of the units below."""
    return {name: (value,) for name, value in path._asdict().items() if value or direct}


def units_workbook(units: tuple[WorkUnit, ...], today: date) -> bytes:
    """Return the tree as an Excel workbook, a row for each unit."""
    from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet  # noqa: PLC0415 - openpyxl is slow to load

    guessed = sum(unit.head is not None and unit.head.guessed for unit in units)
    table = TableSheet(
        name="Unit kerja",
        title="Unit kerja dan kepalanya",
        sentence=f"Keadaan {long_date(today)}: {grouped(len(units))} unit, {grouped(guessed)} kepala masih dugaan.",
        columns=(
            SheetColumn("Perangkat daerah", 56),
            SheetColumn("Unit 2", 48),
            SheetColumn("Unit 3", 48),
            SheetColumn("Pegawai langsung", 22, "number"),
            SheetColumn("Pegawai seluruhnya", 22, "number"),
            SheetColumn("Kepala", 48),
            SheetColumn("NIP kepala", 42),
            SheetColumn("Jabatan", 50),
            SheetColumn("Keterangan", 50),
        ),
        rows=[
            (
                *unit.path,
                unit.direct,
                unit.total,
                head_name(unit.head),
                unit.head.post.nip if unit.head and unit.head.post else "",
                unit.head.post.position if unit.head and unit.head.post else "",
                head_source(unit.head),
            )
            for unit in units
        ],
    )
    return make_table_sheet(table)
