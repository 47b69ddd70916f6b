"""One account of an employee: entered or changed, with whoever else has the same one."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.account import Account, AccountKnown, AccountOwner, KeptAccount
from cases.model.employee import Employee
from cases.model.listing import ListQuery
from cases.model.listing import Page as ListPage
from cases.model.person import Person
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.services import accounts, employees
from cases.services.accounts import AccountForm
from desktop import messages, theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.step_forms.people import search_in
from desktop.pages.watch_parts.words import ACCOUNT_STATES, KNOWN
from desktop.widgets.basic import Card, column, label
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear
from desktop.widgets.person_field import PersonField
from desktop.widgets.pill import Pill

_SIDE: Final = 348
_NEW: Final = "Akun yang terbuka untuk umum. Cukup isi namanya atau alamat halamannya; bentuknya dirapikan sendiri."


class AccountPage(Page):
    """``open_page("account", account_id=...)``; without it a new one, of ``employee_id`` where that is given."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._account: Account | None = None
        self._turn = 0
        self.header = PageHeader("Akun baru", _NEW)
        self.form = Form()
        self.person = self.form.add(
            "person", "Pegawai", PersonField(search_in(desk, self), by_hand=False, needs_nip=True), required=True,
            help_text="Ketik nama atau NIP.",
        )  # fmt: skip
        self.platform = self.form.add(
            "platform", "Media", TextField(placeholder="Instagram, Facebook, TikTok, X …"),
            help_text="Boleh kosong bila alamat halamannya diisi.",
        )  # fmt: skip
        self.handle = self.form.add("handle", "Nama akun", TextField(placeholder="@nama"), beside=True)
        self.url = self.form.add("url", "Alamat halaman", TextField(placeholder="https://…", limit=2000))
        self.known = self.form.add(
            "known", "Diketahui dari",
            ChoiceField([(str(known), words) for known, words in KNOWN.items()], blank=""), required=True,
        )  # fmt: skip
        self.known_note = self.form.add(
            "known_note", "Keterangan asal", TextField(), help_text="Misalnya surat pernyataan atau unggahan mana."
        )
        self.note = self.form.add("note", "Catatan", LongTextField(rows=3))
        may = desk.may(Right.REGISTER_REPORT)
        if may:
            self.form.buttons("Simpan akun", cancel=self._leave)
        self.form.setEnabled(may)
        self.draft: FormDraft | None = None
        self._facts = Card("Keadaan")
        self.pill_place = QHBoxLayout()
        self._judged = label("", "sentence", wrap=True)
        self._facts.body.addLayout(self.pill_place)
        self._facts.add(self._judged)
        self._same = Card("Pegawai lain dengan akun ini")
        self._others = label("", "warnBox", wrap=True)
        self._same.add(self._others)
        self._build()
        self.form.submitted.connect(self._save)
        for field in (self.platform, self.handle, self.url):
            field.changed.connect(self._look_for_others)

    def _build(self) -> None:
        card = Card()
        card.add(scrolled(self.form), 1)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(card, 2)
        side = column(self._facts, self._same, gap=theme.space("m"))
        side.setMaximumWidth(_SIDE)
        side_lines = QVBoxLayout()
        side_lines.addWidget(side)
        side_lines.addStretch(1)
        across.addLayout(side_lines, 1)
        self.lines.addWidget(self.header)
        self.lines.addLayout(across, 1)

    # -- the window's calls

    def on_shown(self, *, account_id: str = "", employee_id: str = "", **_other: Any) -> None:  # noqa: ANN401
        """Show an account, or an empty form."""
        self._drop_draft()
        if account_id:
            self._desk.ask(accounts.account, account_id).then(self, self._show)
            return
        self._account = None
        self.header.set_title("Akun baru")
        self.header.set_sentence(_NEW)
        self.form.set_values({"known": str(AccountKnown.LOOKED)})
        self.person.setEnabled(True)
        self._facts.hide()
        self._tell_others(())
        if employee_id:
            self._desk.ask(employees.employee, employee_id).then(self, self._start_with)
        else:
            self.draft = FormDraft(self._desk, "account:new", self.form)
        self.form.focus_first()

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _drop_draft(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        self.draft = None

    def _start_with(self, employee: Employee) -> None:
        self.person.set_person(Person(name=employee.name, nip=employee.nip, position=employee.position))
        self.handle.focus_target().setFocus()

    # -- what is shown

    def _show(self, kept: KeptAccount) -> None:
        account = self._account = kept.account
        self.header.set_title(f"@{account.handle}" if account.handle else account.platform)
        self.header.set_sentence(account.platform)
        self.form.set_values(
            {
                "platform": account.platform,
                "handle": account.handle,
                "url": account.url,
                "known": str(account.known),
                "known_note": account.known_note,
                "note": account.note,
            }
        )
        self._desk.ask(employees.employee, account.employee_id).then(self, self._name)
        clear(self.pill_place)
        self.pill_place.addWidget(Pill(ACCOUNT_STATES[account.state]))
        self.pill_place.addStretch(1)
        by = f"Menurut {full_name(account.judged_by)}, {long_date(account.judged_on)}. " if account.judged_on else ""
        added_on = self._desk.office.clock.time_zone.day(account.added_at)
        self._judged.setText(f"{by}Dicatat {full_name(account.added_by)}, {long_date(added_on)}.")
        self._facts.show()
        self._tell_others(kept.others)

    def _name(self, employee: Employee) -> None:
        self.person.set_person(Person(name=employee.name, nip=employee.nip, position=employee.position))
        self.person.setEnabled(False)
        self.header.set_sentence(f"{employee.name}, {employee.unit_1}")

    def _look_for_others(self) -> None:
        """Say at once who has this account already."""
        self._turn += 1
        turn = self._turn
        own = self._account.employee_id if self._account is not None else ""

        def told(owners: tuple[AccountOwner, ...]) -> None:
            if turn == self._turn:
                self._tell_others(tuple(one for one in owners if one.employee_id != own))

        self._desk.ask(accounts.owners_of, self._entered()).then(self, told)

    def _tell_others(self, owners: tuple[AccountOwner, ...]) -> None:
        lines = [f"{one.name} ({show_nip(one.nip)}), {one.unit}: {one.state}." for one in owners]
        self._others.setText("\n".join(lines))
        self._same.setVisible(bool(lines))

    # -- saving

    def _entered(self) -> AccountForm:
        return AccountForm(
            platform=self.platform.value(),
            handle=self.handle.value(),
            url=self.url.value(),
            known=AccountKnown(self.known.value() or AccountKnown.LOOKED),
            known_note=self.known_note.value(),
            note=self.note.value(),
        )

    def _save(self) -> None:
        self.form.set_busy(busy=True)
        if self._account is not None:
            done = self._desk.do(accounts.change_account, self._account.id, self._entered())
            done.then(self, self._saved, self._refused)
            return
        person = self.person.value()
        nip = person.nip if person is not None else ""
        query = ListQuery(sort="nip", filters={"nip": nip}, limit=1)
        self._desk.ask(employees.employee_page, query).then(self, self._add, self._refused)

    def _add(self, found: ListPage[Employee]) -> None:
        if not found.rows:
            self._refused(InvalidInput("Pegawai ini tidak ada lagi; pilih dari daftar.", field="person"))
            return
        employee = found.rows[0]
        self._desk.do(accounts.add_account, employee.id, self._entered()).then(self, self._saved, self._refused)

    def _saved(self, kept: KeptAccount) -> None:
        self.form.set_busy(busy=False)
        if self.draft is not None:
            self.draft.drop()
            self.draft = None
        same = "; akun yang sama tercatat pula untuk pegawai lain" if kept.others else ""
        self._window.toast(f"Akun {kept.account.handle or kept.account.platform} disimpan{same}")
        self._leave()

    def _refused(self, error: BaseException) -> None:
        self.form.set_busy(busy=False)
        if not (isinstance(error, OfficeError) and self.form.show_failure(error)):
            messages.show_error(self, error)

    def _leave(self) -> None:
        self._window.back()
