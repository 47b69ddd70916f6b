"""The settings' list of restricted cases: numbers and names alone, so that none is lost when people leave."""

from __future__ import annotations

from typing import Final

from cases.errors import OfficeError
from cases.model.user import Right
from cases.services import restrictions
from cases.services.restrictions import Restriction
from desktop import messages
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import LongTextField
from desktop.widgets.form import Form
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_NOBODY: Final = PillLook("Tidak ada yang melihat", "red", "warning")


class RestrictionsSection(Section):
    """An admin sees no more of them than this, and may open one for all again with a reason."""

    title = "Perkara dibatasi"
    sentence = (
        "Perkara yang hanya dapat dilihat orang tertentu. Isinya tidak tampak di sini; bila mereka sudah pindah, "
        "buka batasannya, dan itu tercatat atas nama Anda."
    )
    nouns = ("case", "user")
    right = Right.MANAGE_USERS
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        columns: list[Column[Restriction]] = [
            Column(key="number", title="Perkara", width=110, text=lambda one: one.number, face="tableStrong",
                   sortable=False, filtered=False),
            Column(key="names", title="Yang boleh melihat", width=320, text=lambda one: ", ".join(one.names),
                   pill=lambda one: _NOBODY if one.nobody else None,
                   tip=lambda one: ", ".join(one.names), stretch=True, sortable=False, filtered=False),
        ]  # fmt: skip
        self.table: RecordTable[Restriction] = RecordTable(
            columns,
            sort="number",
            empty=EmptyState(
                "Tidak ada perkara yang dibatasi",
                "Perkara dibatasi dari halamannya, dengan tombol gembok di kanan atas.",
                icon="lock-simple-open",
            ),
        )
        self.lift = button("Buka untuk semua…", icon="lock-simple-open", on_click=self._ask_reason)
        self.lift.setEnabled(False)
        self.lift.setVisible(self.may_change)
        self.table.selected.connect(lambda record: self.lift.setEnabled(record is not None))
        self.buttons.addWidget(self.lift)
        self.place = ListAndForm(self.table)
        self.lines.addWidget(self.place, 1)

    def read(self) -> None:
        """Ask for the list; nobody else does."""
        if self.may_change:
            self.desk.ask(restrictions.restrictions).then(self, self._show)

    def _show(self, found: tuple[Restriction, ...]) -> None:
        self.table.set_rows(found, total=len(found), more=False)
        self.lift.setEnabled(self.table.current() is not None)

    def _ask_reason(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return
        form = Form()
        reason = form.add(
            "reason", "Alasan", LongTextField(rows=2), required=True, help_text="Masuk catatan perubahan."
        )
        form.buttons("Buka untuk semua", cancel=self._leave)

        def failed(error: OfficeError) -> None:
            form.set_busy(busy=False)
            if not form.show_failure(error):
                messages.show_error(self, error)

        def submit() -> None:
            form.set_busy(busy=True)
            self.desk.do(restrictions.lift, chosen.case_id, reason.value()).then(self, self._lifted, failed)

        form.submitted.connect(submit)
        self.show_buttons(shown=False)
        self.place.open_form(f"Buka perkara {chosen.number} untuk semua yang boleh membaca", form)

    def _lifted(self, cases: object) -> None:
        self._leave()
        self.saved("Batasan dibuka")

    def _leave(self) -> None:
        self.place.close_form()
        self.show_buttons(shown=True)
