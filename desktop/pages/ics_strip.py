"""Saving due dates as a calendar file: a strip with the choices, shown in a page when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cases.model.user import Right
from cases.services import ics, looking
from cases.services.ics import IcsFile, IcsForm
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.basic import Card, button, column, label, row
from desktop.widgets.fields import CheckField
from desktop.widgets.right_words import lacking

_KIND = ("Kalender", "ics")
_SENTENCE = "Untuk Outlook, Google Kalender, atau telepon. Tanpa pilihan, isinya nomor perkara saja, tanpa nama."


class IcsStrip(Card):
    """Hidden until ``open`` is called; ``case_id`` says of which case, "" for all that is open."""

    def __init__(
        self, desk: Desk, window: Navigator, preferences: Preferences, case_id: Callable[[], str] = lambda: ""
    ) -> None:
        super().__init__("Ekspor tenggat ke kalender", padding=theme.space("m"))
        self._desk, self._window, self._preferences, self._case_id = desk, window, preferences, case_id
        self.names = CheckField("Sertakan nama terlapor")
        self.names.setToolTip("Kalender lain sering tersalin ke server luar; sertakan nama hanya bila perlu.")
        self.alarm = CheckField("Ingatkan sehari sebelumnya, pukul 08.00")
        self.save_button = button("Simpan berkas .ics", "primary", icon="download-simple", on_click=self._make)
        self.add(label(_SENTENCE, "caption", wrap=True))
        if not desk.may(Right.EXPORT):
            self.save_button.setEnabled(False)
            self.add(label(lacking(Right.EXPORT), "caption", wrap=True))
        choices = column(self.names, self.alarm)
        self.add(row(choices, None, button("Batal", on_click=self.hide), self.save_button))
        self.hide()

    def open(self) -> None:
        """Show it with the names left out."""
        self.names.restore(draft=False)
        self.show()
        self.save_button.setFocus()

    def form(self) -> IcsForm:
        """What is chosen."""
        return IcsForm(case_id=self._case_id(), names=self.names.value(), alarm_days=1 if self.alarm.value() else None)

    def _make(self) -> None:
        self._desk.ask(ics.export_ics, self.form()).then(self, self._ask_where)

    def _ask_where(self, made: IcsFile) -> None:
        if not made.count:
            messages.show_sentence(self, "Belum ada tenggat yang berjalan; tidak ada yang diekspor.")
            return
        save = lambda path: self.save_to(path, made)  # noqa: E731 - one line beside its use
        ask_save_path(self, "Simpan tenggat", made.name, _KIND, self._preferences, save)

    def save_to(self, path: Path, made: IcsFile) -> None:
        """Write the file away from the UI thread."""

        def saved(path: Path) -> None:
            self.hide()
            self._desk.do(looking.note_list, "tenggat (ics)", self._case_id(), made.count).then(
                None, lambda _none: None
            )
            words = f"{made.count} tenggat disimpan: {path.name}"
            self._window.toast(words, action="Buka folder", on_action=lambda: open_folder(path))

        self._desk.tasks.submit_free(
            lambda: write_file(path, made.data),
            owner=self,
            on_done=saved,
            on_error=lambda error: messages.show_error(self, error),
        )
