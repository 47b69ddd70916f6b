"""The settings of people who sign letters, and the list with a form in its place that other sections share."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.office import Signatory
from cases.model.person import Person
from cases.rules.nip import show_nip
from cases.services import employees, office
from desktop import theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.drafting import FormDraft
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import Form, scrolled
from desktop.widgets.office_form import SignatoryForm
from desktop.widgets.parting import part_with
from desktop.widgets.person_field import PersonField
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable


def _active_look(active: bool) -> PillLook:  # noqa: FBT001 - one word of a record
    return PillLook("Aktif", "green", "check-circle") if active else PillLook("Nonaktif", "grey", "minus-circle")


class ListAndForm(QStackedWidget):
    """A list, and in its place a form while something is entered."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self._table = table
        self.form: Form | None = None
        self._holder: QWidget | None = None
        self.addWidget(table)

    def open_form(self, title: str, form: Form, *above: QWidget) -> None:
        """Show a form."""
        self.close_form()
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(title, "subsection"))
        for part in above:
            lines.addWidget(part)
        lines.addWidget(form)
        lines.addStretch(1)
        self.form, self._holder = form, scrolled(content)
        self.addWidget(self._holder)
        self.setCurrentWidget(self._holder)
        form.focus_first()

    def close_form(self) -> None:
        """Show the list again."""
        if self._holder is not None:
            self.removeWidget(self._holder)
            part_with(self._holder)
        self.form = self._holder = None
        self.setCurrentWidget(self._table)
        self._table.setFocus()


class SignatoriesSection(Section):
    """Who signs the office's letters."""

    title = "Penanda tangan"
    sentence = "Pejabat yang ditawarkan saat surat dibuat. Surat lama tetap seperti saat ditandatangani."
    nouns = ("signatory",)
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        columns: list[Column[Signatory]] = [
            Column(
                key="name",
                title="Nama",
                width=220,
                text=lambda one: one.person.name,
                second=lambda one: show_nip(one.person.nip) if one.person.nip else "tanpa NIP",
                copy=lambda one: one.person.name,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="post",
                title="Baris jabatan",
                width=260,
                text=lambda one: " ".join(one.post_line.splitlines()),
                second=lambda one: " ".join(part for part in (one.person.rank, one.person.grade) if part) or "–",
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="active",
                title="Keadaan",
                width=120,
                text=lambda one: "Aktif" if one.active else "Nonaktif",
                pill=lambda one: _active_look(one.active),
                sortable=False,
                filtered=False,
            ),
        ]
        empty = EmptyState("Belum ada penanda tangan", "Tanpa penanda tangan, surat tidak dapat diajukan.")
        self.table: RecordTable[Signatory] = RecordTable(columns, empty=empty, hints=False)
        self.pages = ListAndForm(self.table)
        self.lines.addWidget(self.pages, 1)
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        if self.may_change:
            self.discard = button(
                "Buang", icon="trash", on_click=self._discard, tip="Buang yang tercatat karena keliru"
            )
            self.retire = button("Nonaktifkan", on_click=self._retire)
            self.buttons.addWidget(self.discard)
            self.buttons.addWidget(self.retire)
            self.buttons.addWidget(button("Ubah", on_click=lambda: self._edit(self.table.current())))
            self.buttons.addWidget(button("Tambah", "primary", icon="plus", on_click=lambda: self._edit(None)))
            self.table.opened.connect(self._edit)
            self.table.selected.connect(self._show_actions)

    def read(self) -> None:
        """Ask for the list."""
        self.desk.ask(office.signatories).then(self, self.table.set_rows)

    def _show_actions(self, one: Signatory | None) -> None:
        self.retire.setEnabled(one is not None and one.active)
        self.discard.setEnabled(one is not None)

    def _edit(self, one: Signatory | None) -> None:
        form = SignatoryForm()
        if one is not None:
            form.show_person(one.person, one.post_line)
        base = [one.person if one is not None else None]

        def picked(person: Person) -> None:
            base[0] = person
            form.show_person(person, person.position)

        pick = Form()
        field = pick.add("person", "Ambil dari data pegawai", PersonField(self._search, by_hand=False))
        field.picked.connect(picked)
        form.buttons("Simpan penanda tangan", cancel=self.pages.close_form)
        record_id = one.id if one is not None else ""
        form.submitted.connect(lambda: self._save(form, base[0], record_id))
        self._draft = FormDraft(self.desk, f"signatory:{record_id or 'new'}", form)
        self.pages.open_form("Ubah penanda tangan" if one else "Penanda tangan baru", form, *([] if one else [pick]))

    def _search(self, text: str, give: object) -> None:
        if callable(give):
            self.desk.ask(employees.find_people, text).then(self, lambda found: give(list(found)))

    def _save(self, form: SignatoryForm, base: Person | None, record_id: str) -> None:
        try:
            person, post_line = form.signatory(base)
        except InvalidInput as error:
            form.show_failure(error)
            return
        form.set_busy(busy=True)
        self.desk.do(office.keep_signatory, person, post_line, record_id).then(form, self._kept, partial(refused, form))

    def _kept(self, kept: Signatory) -> None:
        self._draft.drop()
        self.pages.close_form()
        self.saved(f"{kept.person.name} disimpan")

    def _retire(self) -> None:
        one = self.table.current()
        if one is not None and one.active:
            self.desk.do(office.retire_signatory, one.id).then(
                self, lambda _none: self.saved(f"{one.person.name} tidak ditawarkan lagi")
            )

    def _discard(self) -> None:
        one = self.table.current()
        if one is not None:
            ask_reason(
                self.desk,
                self,
                self.window_,
                one.person.name,
                ("Surat yang ditandatanganinya tetap seperti adanya.",),
                lambda why: self.desk.do(office.discard_signatory, one.id, why),
            )


def refused(form: Form, error: OfficeError) -> None:
    """Let a form be typed in again and say under the field what will not do."""
    form.set_busy(busy=False)
    form.show_failure(error)
