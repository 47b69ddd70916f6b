"""The settings of users: who works in the program, what each may do, and passwords; no account is ever deleted."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from cases.errors import InvalidInput, OfficeError
from cases.model.user import Right, User
from cases.services import users
from desktop import messages
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.case_tabs.words import moment
from desktop.pages.settings_people import ListAndForm, refused
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import Form
from desktop.widgets.pill import PillLook
from desktop.widgets.rights_form import ROLE_NAMES, ROLES, RightsFields, WhoMayWhat, single_rights
from desktop.widgets.table import RecordTable
from desktop.widgets.user_form import UserForm, add_new_password, new_password

_HANDED = "Beri tahu orangnya; saat pertama masuk ia memilih kata sandinya sendiri."
_PROGRAM = (
    "Catatan perubahan menyebut nama pengguna. Hak dijaga oleh program ini: siapa pun yang memakai akun komputer yang "
    "terdaftar dapat membaca semua data kantor."
)


def state_look(user: User) -> PillLook:
    """Whether an account is in use, and whether its password is still the admin's."""
    if not user.active:
        return PillLook("Nonaktif", "grey", "minus-circle")
    if user.must_change:
        return PillLook("Sandi sementara", "amber", "warning")
    return PillLook("Aktif", "green", "check-circle")


class UsersSection(Section):
    """Who works in the program."""

    title = "Pengguna"
    sentence = "Setiap orang memakai namanya sendiri."
    nouns = ("user",)
    right = Right.MANAGE_USERS
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._entered: dict[str, datetime] = {}
        self.table: RecordTable[User] = RecordTable(
            self._columns(), empty=EmptyState("Belum ada pengguna", ""), hints=False
        )
        self.pages = ListAndForm(self.table)
        self.lines.addWidget(self.pages, 1)
        self.lines.addWidget(label(_PROGRAM, "caption", wrap=True))
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        if not self.may_change:
            self.table.hide()
            self.lines.addStretch(1)
            return
        self.switch = button("Nonaktifkan", on_click=self._switch)
        self.buttons.addWidget(self.switch)
        self.buttons.addWidget(button("Kata sandi baru", on_click=self._new_password))
        self.buttons.addWidget(button("Siapa boleh apa", on_click=self.show_overview))
        self.buttons.addWidget(button("Ubah hak", on_click=self._change_rights))
        self.buttons.addWidget(button("Tambah", "primary", icon="plus", on_click=self._add))
        self.table.selected.connect(self._show_actions)
        self.table.opened.connect(lambda _user: self._change_rights())

    def _columns(self) -> list[Column[User]]:
        words = {role: told.partition(": ")[2] for role, told in ROLES}
        return [
            Column(
                key="full_name",
                title="Nama",
                width=190,
                text=lambda user: user.full_name,
                second=lambda user: user.username,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="role",
                title="Peran dan hak",
                width=260,
                text=lambda user: ROLE_NAMES.get(user.role.value, str(user.role)),
                second=lambda user: single_rights(user) or words.get(user.role.value, ""),
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="entered",
                title="Masuk terakhir",
                width=150,
                text=self._last,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="active",
                title="Keadaan",
                width=164,
                text=lambda user: state_look(user).text,
                pill=state_look,
                sortable=False,
                filtered=False,
            ),
        ]

    def _last(self, user: User) -> str:
        at = self._entered.get(user.id)
        if user.id == self.desk.actor.user_id:
            return "Sedang masuk"
        return "Belum pernah" if at is None else moment(at, self.desk.office.clock.time_zone.zone)

    def read(self) -> None:
        """Ask for the list; those who may not see it are told so."""
        if self.may_change:
            self.desk.ask(users.last_log_ins).then(self, self._know_entered)

    def _know_entered(self, entered: dict[str, datetime]) -> None:
        self._entered = entered
        self.desk.ask(users.users).then(self, self.table.set_rows)

    def _show_actions(self, user: User | None) -> None:
        self.switch.setEnabled(user is not None)
        self.switch.setText("Aktifkan" if user is not None and not user.active else "Nonaktifkan")

    def show_overview(self) -> None:
        """Show who may what."""
        self.desk.ask(users.users).then(self, self._show_overview)

    def _show_overview(self, found: tuple[User, ...]) -> None:
        form = Form(width=760)
        form.add_widget(WhoMayWhat(found))
        form.buttons("Kembali")
        form.submitted.connect(self.pages.close_form)
        self.pages.open_form("Siapa boleh apa", form)

    def _add(self) -> None:
        form = UserForm()
        rights = RightsFields(form)
        form.buttons("Tambah pengguna", cancel=self.pages.close_form)

        def save() -> None:
            try:
                user = form.user()
            except InvalidInput as error:
                form.show_failure(error)
                return
            form.set_busy(busy=True)
            self.desk.do(
                users.add_user,
                user.username,
                user.full_name,
                rights.chosen,
                user.password,
                more=rights.more,
                fewer=rights.fewer,
                must_change=True,
            ).then(form, lambda added: self._done(f"{added.full_name} ditambahkan"), partial(refused, form))

        form.submitted.connect(save)
        self.pages.open_form("Pengguna baru", form, label(_HANDED, "caption", wrap=True))

    def _change_rights(self) -> None:
        user = self.table.current()
        if user is None:
            return
        form = Form()
        rights = RightsFields(form, user)
        form.buttons("Simpan hak", cancel=self.pages.close_form)

        def save() -> None:
            form.set_busy(busy=True)
            self.desk.do(users.set_rights, user.id, rights.chosen, rights.more, rights.fewer).then(
                form, lambda _none: self._done(f"Hak {user.full_name} disimpan"), partial(refused, form)
            )

        form.submitted.connect(save)
        self.pages.open_form(f"Hak {user.full_name}", form)

    def _new_password(self) -> None:
        user = self.table.current()
        if user is None:
            return
        form = Form()
        add_new_password(form, f"Kata sandi sementara {user.full_name}", lambda: (user.username, user.full_name))
        form.buttons("Simpan kata sandi", cancel=self.pages.close_form)

        def save() -> None:
            try:
                password = new_password(form)
            except InvalidInput as error:
                form.show_failure(error)
                return
            form.set_busy(busy=True)
            own = user.id == self.desk.actor.user_id
            self.desk.do(users.set_password, user.id, password, must_change=not own).then(
                form, lambda _none: self._done(f"Kata sandi {user.full_name} diganti"), partial(refused, form)
            )

        form.submitted.connect(save)
        self.pages.open_form("Kata sandi baru", form, label(_HANDED, "caption", wrap=True))

    def _switch(self) -> None:
        user = self.table.current()
        if user is None:
            return
        done = "diaktifkan" if not user.active else "dinonaktifkan; catatannya tetap ada"
        self.desk.do(users.set_active, user.id, active=not user.active).then(
            self,
            lambda _none: self.saved(f"{user.full_name} {done}"),
            self._not_switched,
        )

    def _not_switched(self, error: OfficeError) -> None:
        messages.show_error(self, error)

    def _done(self, words: str) -> None:
        self.pages.close_form()
        self.saved(words)
