"""Importing a list of employees' accounts: every row is looked at, then what is new is taken, unconfirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from cases.account_import import TABLE
from cases.account_names import account_words
from cases.model.account import AccountPlan
from cases.model.cell_fault import CellFault
from cases.services import accounts
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Segment
from desktop.pages.import_parts.lines import CELL, ROW, mend_fault, told_column
from desktop.pages.import_parts.page import ImportPage
from desktop.preferences import Preferences

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor akun pegawai",
    sentence="Akun media sosial pegawai yang terbuka untuk umum; akun dari daftar masuk sebagai belum dipastikan",
    ask="Pilih daftar akun",
    drop="Seret daftar akun (Excel atau CSV) ke sini",
    leave=("accounts", "daftar akun"),
    save="Simpan {} akun",
    hints=(
        "Pemiliknya dikenali dari NIP, atau dari nama yang hanya dimiliki satu pegawai.",
        "Satu akun per baris (media, nama akun, URL), atau satu kolom untuk tiap media.",
    ),
)
NEW, WARNED, FAULTY = "new", "warned", "faulty"
_COLUMNS: Final = (ROW, CELL, told_column("Yang akan dicatat, atau masalahnya", lambda line: line.problem))


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.headed_sheet import read_headed_sheet  # noqa: PLC0415 - Excel is needed only here

    return read_headed_sheet(data, name, TABLE)


def _new(plan: AccountPlan) -> Sequence[CellFault]:
    return [
        CellFault(
            row=one.row,
            cell=one.cell,
            problem=f"{one.owner}: {account_words(one.account.platform, one.account.handle, one.account.url)}",
        )
        for one in plan.rows
    ]


def _result(plan: AccountPlan) -> str:
    left = f", {grouped(len(plan.faulty))} tidak diambil" if plan.faulty else ""
    return f"{grouped(len(plan.rows))} akun disimpan, belum dipastikan{left}"


_KIND: Final = ImportKind[AccountPlan, AccountPlan](
    words=_WORDS,
    table=TABLE,
    read=_read,
    plan=lambda work, actor, file, _tick: accounts.plan_account_import(
        work, actor, file.mended, file.name, file.columns
    ),
    save=lambda office, actor, file, tick: office.write(
        accounts.import_accounts, actor, file.mended, file.name, file.columns, tick
    ),
    count=lambda plan: len(plan.rows),
    faulty=lambda plan: len(plan.faulty),
    result=_result,
    notes=lambda plan: [f"{grouped(plan.same)} akun sudah tercatat."] if plan.same else [],
    segments=(
        Segment(key=NEW, title="Baru", rows=_new, columns=_COLUMNS),
        Segment(key=FAULTY, title="Bermasalah", rows=lambda plan: plan.faulty, columns=_COLUMNS),
        Segment(key=WARNED, title="Perlu dilihat", rows=lambda plan: plan.warnings, columns=_COLUMNS, when_any=True),
    ),
    first=(FAULTY, WARNED, NEW),
    mend=mend_fault,
)


class AccountImportPage(ImportPage[AccountPlan, AccountPlan]):
    """A place for the list; then its rows, and the button that takes what is new."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(desk, window, _KIND, preferences=preferences, parent=parent)
