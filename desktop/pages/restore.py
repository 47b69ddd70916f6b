"""Restoring from the settings: the office of today is open, and what would be lost is counted against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from cases.model.user import Right
from desktop import messages
from desktop.backups.restoring import Restoring
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.restore_steps import RestoreSteps

if TYPE_CHECKING:
    from desktop.assembly import Run

_TAKING = "Memulihkan kantor ..."
_BACK = (
    "Kembali ke kantor sebelum pemulihan? Yang dikerjakan sejak itu disimpan utuh di folder kantor, dan kantor dibuka "
    "kembali seperti sebelum dipulihkan."
)


class RestoreOfficePage(Page):
    """``open_page("restore", folder=..., set_id=...)``; both may be left out."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: Run | None = None
        self.steps = RestoreSteps(desk.tasks, self._restoring, desk.actor, desk.office.clock.time_zone.zone)
        self.steps.left.connect(window.back)
        self.steps.taken.connect(lambda _key: self._begin_again())
        self.earlier = Card("Kembali ke sebelum pemulihan")
        self.earlier.add(label("Satu langkah kembali: kantor seperti sebelum pemulihan terakhir.", "body", wrap=True))
        self._name = ""
        self.back = button("Kembali ke kantor sebelum pemulihan ...", on_click=self._ask_back)
        self.earlier.add(row(self.back, None))
        self.earlier.hide()
        card = Card()
        card.add(self.steps)
        self.lines.addWidget(
            PageHeader(
                "Pulihkan dari cadangan",
                "Dipulihkan dahulu ke folder baru dan diperiksa, baru kemudian dijadikan kantor",
            )
        )
        content = Page()
        content.lines.setContentsMargins(0, 0, 0, 0)
        for each in (card, self.earlier):
            each.setMaximumWidth(820)
            content.lines.addWidget(each)
        content.lines.addStretch(1)
        self.lines.addWidget(scrolled(content), 1)

    def serve(self, run: Run) -> None:
        """Know the program that runs: it opens the restored office."""
        self._run = run

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show the backups of a place when one is named, and whether one step back is there."""
        may = self._desk.may(Right.RESTORE)
        self.steps.setEnabled(may)
        if not may:
            self.steps.refuse("Akun Anda tidak berhak memulihkan cadangan; mintalah bantuan admin kantor Anda.")
            return
        if args.get("folder"):
            self.steps.take(Path(str(args["folder"])), str(args.get("set_id", "")))
        else:
            self.steps.take_usual()
        restoring = self._restoring(None)
        self._desk.tasks.submit_free(restoring.earlier, owner=self, on_done=self._show_earlier)

    def may_leave(self) -> bool:
        """Nothing that was restored for a trial is left behind."""
        self.steps.give_up()
        return True

    def _restoring(self, recovery_text: str | None) -> Restoring:
        office = self._desk.office
        return Restoring(path=office.home.path, secrets=office.secrets, recovery_text=recovery_text, present=office)

    def _show_earlier(self, names: tuple[str, ...]) -> None:
        self._name = names[0] if names else ""
        self.earlier.setVisible(bool(names))

    def _ask_back(self) -> None:
        messages.ask(self, _BACK, "Kembali ke sana", self._step_back, danger=True)

    def _step_back(self) -> None:
        restoring, name, actor = self._restoring(None), self._name, self._desk.actor
        self._desk.tasks.submit_write(
            lambda: restoring.step_back(name, actor),
            owner=self,
            on_done=lambda _none: self._begin_again(),
            on_error=lambda error: messages.show_error(self, error),
        )

    def _begin_again(self) -> None:
        if self._run is not None:
            self._run.begin_again(_TAKING)
