"""Importing a list of employees' accounts: every row is looked at, then what is new is taken, unconfirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from cases.account_import import TABLE
from cases.account_names import account_words
from cases.model.account import AccountPlan
from cases.model.cell_fault import CellFault
from cases.rules.sheet_headers import faults
from cases.services import accounts
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.page import ImportPage, ImportWords
from desktop.pages.listing import grouped
from desktop.pages.local_table import LocalTable
from desktop.preferences import Preferences
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import column, label, row
from desktop.widgets.empty import EmptyState

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor akun pegawai",
    sentence="Akun media sosial pegawai yang terbuka untuk umum; akun dari daftar masuk sebagai belum dipastikan",
    ask="Pilih daftar akun",
    drop="Seret daftar akun (Excel atau CSV) ke sini",
    leave=("accounts", "daftar akun"),
    hints=(
        "Pemiliknya dikenali dari NIP, atau dari nama yang hanya dimiliki satu pegawai.",
        "Satu akun per baris (media, nama akun, URL), atau satu kolom untuk tiap media.",
    ),
)
NEW, WARNED, FAULTY = "new", "warned", "faulty"
_TABS: Final = ((FAULTY, "Tidak diambil"), (WARNED, "Perlu dilihat"), (NEW, "Baru"))


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read, with which column holds what."""

    name: str
    sheet: HeadedSheet
    columns: Mapping[str, int] = field(default_factory=dict)


def _parse(data: bytes, name: str) -> _Read:
    from reports.headed_sheet import read_headed_sheet  # noqa: PLC0415 - Excel is needed only here

    return _Read(name, read_headed_sheet(data, name, TABLE))


_COLUMNS: Final[tuple[Column[CellFault], ...]] = (
    Column(key="row", title="Baris", width=72, text=lambda line: str(line.row), right=True),
    Column(key="cell", title="Sel", width=72, text=lambda line: line.cell or "–", face="tableStrong"),
    Column(
        key="problem", title="Yang akan dicatat, atau masalahnya", width=480, text=lambda line: line.problem,
        tip=lambda line: line.problem, stretch=True,
    ),
)  # fmt: skip


class AccountImportPage(ImportPage[_Read]):
    """A place for the list; then its rows, and the button that takes what is new."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(desk, window, _WORDS, TABLE, _parse, preferences=preferences, parent=parent)
        self._plan: AccountPlan | None = None
        self._rows: dict[str, tuple[CellFault, ...]] = {}
        self.found = label("", "caption", wrap=True, selectable=True)
        self.tabs = TabBar(list(_TABS))
        self.table = LocalTable(_COLUMNS, "row", EmptyState("Tidak ada baris seperti ini", "", icon="check-circle"))
        self.tabs.chosen.connect(lambda key: self.table.show_all(self._rows.get(key, ())))
        over = row(self.tabs, None, self.change_columns)
        self.lay(column(self.found, over, self.table, gap=theme.space("gapCards")), self.table)

    def _taken(self, file: _Read) -> None:
        office, actor, headers = self._desk.office, self._desk.actor, file.sheet.headers
        self.compare(
            f"Membaca judul kolom {file.name} …",
            lambda _tick: office.read(accounts.account_columns, actor, headers),
            lambda columns: self._compare(replace(file, columns=columns)),
        )

    def _compare(self, file: _Read) -> None:
        if faults(TABLE, file.sheet.headers, file.columns):
            self._file = file
            self._choose_columns()
            return
        office, actor = self._desk.office, self._desk.actor
        self.compare(
            f"Memeriksa {grouped(len(file.sheet.rows))} baris …",
            lambda _tick: office.read(accounts.plan_account_import, actor, file.sheet, file.name, file.columns),
            lambda plan: self._show(file, plan),
        )

    def _columns(self) -> Mapping[str, int]:
        return self._file.columns if self._file else {}

    def _use_columns(self, columns: dict[str, int]) -> None:
        if self._file is not None:
            self._compare(replace(self._file, columns=columns))

    def _looked_at(self) -> bool:
        return self._plan is not None

    def _forget(self) -> None:
        self._plan = None

    def _show(self, file: _Read, plan: AccountPlan) -> None:
        self._file, self._plan = file, plan
        new = tuple(
            CellFault(
                row=one.row,
                cell=one.cell,
                problem=f"{one.owner}: {account_words(one.account.platform, one.account.handle, one.account.url)}",
            )
            for one in plan.rows
        )
        self._rows = {NEW: new, WARNED: plan.warnings, FAULTY: plan.faulty}
        for key, lines in self._rows.items():
            self.tabs.set_count(key, len(lines))
        same = f"{grouped(plan.same)} akun sudah tercatat." if plan.same else ""
        self.found.setText(" ".join(filter(None, (same, *file.sheet.notes))))
        self.found.setVisible(bool(self.found.text()))
        shown = next((key for key, _ in _TABS if self._rows[key]), NEW)
        self.tabs.choose(shown)
        self.table.show_all(self._rows[shown])
        self._offer(f"Simpan {grouped(len(new))} akun" if new else "Tidak ada yang baru", enabled=bool(new))
        self._show_look()
        self.save_button.setFocus()

    def _save(self) -> None:
        file, office, actor = self._file, self._desk.office, self._desk.actor
        if file is not None:
            self.write(
                f"{self.save_button.text().strip()} …",
                lambda tick: office.write(accounts.import_accounts, actor, file.sheet, file.name, file.columns, tick),
                self._saved,
            )

    def _saved(self, plan: AccountPlan) -> None:
        self._start_over()
        left = f", {grouped(len(plan.faulty))} tidak diambil" if plan.faulty else ""
        self._window.toast(f"{grouped(len(plan.rows))} akun disimpan, belum dipastikan{left}")
        self._leave()
