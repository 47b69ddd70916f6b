"""The settings of keys: which accounts of which computers open the office, and who asks to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cases.model.user import Right
from cases.rules.dates import long_date
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.new_sheet import CHANGING
from desktop.pages.settings_section import Section
from desktop.pages.settings_sheet import SheetCard
from desktop.widgets.basic import Card, Icon, button, column, label
from desktop.widgets.parting import clear
from desktop.wiring import Recipient

if TYPE_CHECKING:
    from desktop.assembly import Run

_NO_KEYRING = (
    "Komputer ini tidak memiliki penyimpan kunci yang aman; kunci pemulihan diminta setiap kali Netralitas dibuka."
)

_LEAVING = (
    "Keluarkan akun {name}? Kantor mendapat kunci baru, dan akun itu tidak dapat membuka yang ditulis mulai sekarang. "
    "Salinan dan cadangan yang dibuat sebelumnya tetap terbaca olehnya bila ia menyimpannya. Kantor ditutup dan dibuka "
    "kembali, lalu Anda masuk lagi."
)


class AccountsSection(Section):
    """Accounts of the operating system that open the office without the recovery key."""

    title = "Akun komputer dan kunci"
    sentence = (
        "Kunci basis data hanya terbuka bagi akun komputer yang terdaftar dan bagi pemegang lembar pemulihan. "
        "Kata sandi Netralitas tetap diminta, tetapi siapa pun yang memakai akun yang terdaftar dapat membaca "
        "semuanya: peran dan hak dijaga oleh program."
    )
    right = Right.MANAGE_USERS

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._run: Run | None = None
        self.enrol_button = button("Daftarkan akun ini", "primary", on_click=self._enrol)
        self.state = label("", "body", wrap=True)
        here = Card("Akun yang sedang dipakai")
        here.add(self.state)
        here.add(self.enrol_button)
        self.known = Card("Dapat membuka kantor ini")
        self._known = QVBoxLayout()
        self.known.body.addLayout(self._known)
        self.asking = Card("Minta didaftarkan")
        self._asking = QVBoxLayout()
        self.asking.body.addLayout(self._asking)
        self.sheet = SheetCard(desk, self._tell)
        self.sheet.new_wanted.connect(lambda: window.open_page("new-sheet"))
        for card in (here, self.asking, self.known, self.sheet):
            card.setMaximumWidth(720)
            self.lines.addWidget(card)
        self.lines.addStretch(1)

    def serve(self, run: Run) -> None:
        """Know the program that runs: it opens the office anew when keys were changed."""
        self._run = run

    def read(self) -> None:
        """Show who is enrolled; ask for requests."""
        office = self.desk.office
        enrolled = office.enrolled
        self.enrol_button.setVisible(self.may_change and office.can_enrol and not enrolled)
        if enrolled:
            words = f"{office.account} terdaftar: kantor terbuka tanpa kunci pemulihan."
        elif office.can_enrol:
            words = f"{office.account} belum terdaftar: kantor dibuka dengan kunci pemulihan."
        else:
            words = f"{office.account}. {_NO_KEYRING}"
        self.state.setText(words)
        clear(self._known)
        for one in office.recipients:
            line = _row("key", one.label, f"{str(one.kind).capitalize()}, sejak {long_date(one.added_on)}")
            layout = line.layout()
            if layout is not None and self.may_change and one in office.accounts:
                layout.addWidget(button("Keluarkan", on_click=partial(self._ask_to_leave, one)))
            self._known.addWidget(line)
        self.sheet.read(may_change=self.may_change)
        self.asking.hide()
        if self.may_change:
            self.desk.tasks.submit_read(
                lambda: office.requests(self.desk.actor), owner=self, on_done=self._show_requests, on_error=self._tell
            )

    def _show_requests(self, requests: tuple[object, ...]) -> None:
        clear(self._asking)
        self.asking.setVisible(bool(requests))
        for request in requests:
            line = _row("user-plus", str(getattr(request, "account", "")), f"Kode {getattr(request, 'code', '')}")
            layout = line.layout()
            if layout is not None:
                layout.addWidget(button("Tolak", on_click=partial(self._answer, request, accept=False)))
                layout.addWidget(button("Kode cocok, daftarkan", on_click=partial(self._answer, request, accept=True)))
            self._asking.addWidget(line)

    def _answer(self, request: object, *, accept: bool) -> None:
        self.desk.tasks.submit_write(
            lambda: self.desk.office.answer_request(self.desk.actor, request, accept=accept),  # type: ignore[arg-type] # as it was given
            owner=self,
            on_done=lambda _none: self._done("Akun didaftarkan" if accept else "Permintaan ditolak"),
            on_error=self._tell,
        )

    def _enrol(self) -> None:
        self.desk.tasks.submit_write(
            lambda: self.desk.office.enrol_this_account(self.desk.actor),
            owner=self,
            on_done=lambda _none: self._done("Akun ini didaftarkan"),
            on_error=self._tell,
        )

    def _ask_to_leave(self, account: Recipient) -> None:
        messages.ask(
            self, _LEAVING.format(name=account.label), "Keluarkan akun", partial(self._leave, account), danger=True
        )

    def _leave(self, account: Recipient) -> None:
        self.desk.tasks.submit_write(
            lambda: self.desk.office.change_keys(self.desk.actor, leaving=(account,)),
            owner=self,
            on_done=lambda _none: self._begin_again(),
            on_error=self._tell,
        )

    def _begin_again(self) -> None:
        if self._run is not None:
            self._run.begin_again(CHANGING)

    def _done(self, words: str) -> None:
        self.saved(words)
        self.read()

    def _tell(self, error: BaseException) -> None:
        messages.show_error(self, error)


def _row(icon: str, title: str, about: str) -> QFrame:
    made = QFrame()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 4, 0, 4)
    line.setSpacing(theme.space("m"))
    line.addWidget(Icon(icon, "accentText"))
    line.addWidget(column(label(title, "strongLine"), label(about, "caption")), 1)
    return made
