"""The register of employees' public accounts as a list."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.account import AccountLine, AccountState, KeptAccount
from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.services import accounts
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.full_names import full_name
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import Pager
from desktop.pages.people_tabs import PeopleTabs
from desktop.pages.watch_parts.words import ACCOUNT_STATES
from desktop.preferences import Preferences
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button
from desktop.widgets.table import RecordTable

_TABLE: Final = "accounts"
_SHARED: Final = "Juga tercatat untuk pegawai lain"


def _account(line: AccountLine) -> str:
    return f"@{line.handle}" if line.handle else line.url


def _page(line: AccountLine) -> str:
    return line.url.removeprefix("https://") if line.handle else ""


def _judged(line: AccountLine) -> str:
    return f"{full_name(line.judged_by)}, {short_date(line.judged_on)}" if line.judged_on else ""


_COLUMNS: Final[tuple[Column[AccountLine], ...]] = (
    Column(
        key="name", title="Pegawai", width=160, text=lambda line: line.name, face="tableStrong", stretch=True,
    ),
    Column(
        key="nip", title="NIP", width=178, text=lambda line: show_nip(line.nip), copy=lambda line: line.nip,
        face="nipInTable",
    ),
    Column(key="unit", title="Unit kerja", width=130, text=lambda line: line.unit, tip=lambda line: line.unit),
    Column(key="platform", title="Media", width=96, text=lambda line: line.platform),
    Column(
        key="handle", title="Akun", width=168, text=_account,
        second=lambda line: _SHARED if line.shared else _page(line), tip=lambda line: line.url,
        hue=lambda line: "amber" if line.shared else "",
    ),
    Column(
        key="state", title="Keadaan", width=180, text=lambda line: ACCOUNT_STATES[AccountState(line.state)].text,
        pill=lambda line: ACCOUNT_STATES[AccountState(line.state)], tip=_judged,
        choices=tuple((str(state), look.text) for state, look in ACCOUNT_STATES.items()),
    ),
    Column(key="known", title="Diketahui dari", width=132, text=lambda line: line.known.capitalize(), filtered=False),
)  # fmt: skip


class AccountsPage(Page):
    """Every account by its employee; Enter opens one, the buttons say whether it is his."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        kept = preferences or Preferences()
        self.header = PageHeader("Pegawai")
        empty = EmptyState(
            "Belum ada akun",
            "Catat akun media sosial pegawai yang terbuka untuk umum; akun yang ditulis unit kerja dalam formulir "
            "pemantauan masuk ke sini juga.",
            icon="at",
        )
        self.confirm = button(
            "Pastikan", icon="check-circle", on_click=partial(self._judge, AccountState.CONFIRMED),
            tip="Akun ini sudah dipastikan milik pegawai itu",
        )  # fmt: skip
        self.deny = button(
            "Bukan miliknya", icon="x-circle", on_click=partial(self._judge, AccountState.NOT_HIS),
            tip="Akun ini ternyata bukan milik pegawai itu",
        )  # fmt: skip
        self.more = more_button("Buang akun yang tercatat karena keliru", [("Buang akun ini…", self._discard)])
        self.more.setVisible(desk.may(Right.DISCARD))
        self.header.add_action(self.more)
        if desk.may(Right.IMPORT_EMPLOYEES):
            self.header.add_action(button("Impor daftar", icon="upload-simple", on_click=self._import))
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(self.deny)
            self.header.add_action(self.confirm)
            self.header.add_action(
                button("Catat akun", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
            empty.add(button("Catat akun pertama", icon="plus", on_click=self._record))
        self.table: RecordTable[AccountLine] = RecordTable(
            _COLUMNS, sort="name", empty=empty, widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )  # fmt: skip
        self.table.set_note("Ctrl+F saring   Enter buka   Ctrl+C salin ke Excel")
        self.pager: Pager[AccountLine] = Pager(self, self.table, lambda query: desk.ask(accounts.account_page, query))
        self.table.opened.connect(lambda line: window.open_page("account", account_id=line.id))
        self.table.selected.connect(self._chosen)
        self._chosen(None)
        self.lines.addWidget(self.header)
        self.lines.addWidget(PeopleTabs(window, "accounts"))
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read; ``nip`` narrows the list to that person's accounts."""
        if nip := args.get("nip"):
            self.table.set_filters({"nip": nip})
        else:
            self.pager.read_again()
        self._count()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when an account or its employee changed."""
        if changes.concerns("account", "employee"):
            self.pager.read_again()
            self._count()

    def _import(self) -> None:
        self._window.open_page("account-import")

    def _count(self) -> None:
        query = ListQuery(sort="name", filters={"state": (str(AccountState.UNCONFIRMED),)}, limit=1)
        self._desk.ask(accounts.account_page, query).then(self, self._show_count)

    def _show_count(self, page: ListPage[AccountLine]) -> None:
        self.header.set_sentence(f"{grouped(page.total)} akun belum dipastikan" if page.total else "")

    def _chosen(self, line: AccountLine | None) -> None:
        for act in (self.confirm, self.deny, self.more):
            act.setEnabled(line is not None)
        if line is not None:
            self.confirm.setEnabled(line.state != str(AccountState.CONFIRMED))
            self.deny.setEnabled(line.state != str(AccountState.NOT_HIS))

    def _judge(self, state: AccountState) -> None:
        line = self.table.current()
        if line is None:
            return

        def told(kept: KeptAccount) -> None:
            words = ACCOUNT_STATES[kept.account.state].text.lower()
            self._window.toast(
                f"Akun {_account(line)} {words}",
                action="Batalkan",
                on_action=lambda: self._say_again(line),
            )

        self._desk.do(accounts.judge_account, line.id, state).then(self, told)

    def _say_again(self, line: AccountLine) -> None:
        done = self._desk.do(accounts.judge_account, line.id, AccountState(line.state))
        done.then(self, lambda _kept: self.pager.read_again())

    def _discard(self) -> None:
        line = self.table.current()
        if line is not None:
            ask_discard(self._desk, self, self._window, "account", line.id)

    def _record(self) -> None:
        self._window.open_page("account")
