"""Restoring before anybody is in: on a new computer, or where the office no longer opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.pages.entry.frame import EntryPage
from desktop.tasks import Tasks
from desktop.widgets.basic import label
from desktop.widgets.restore_steps import RestoreSteps

if TYPE_CHECKING:
    from desktop.backups.restoring import Restoring


class RestorePage(EntryPage):
    """``steps`` says when it is done and when the user goes back."""

    def __init__(self, tasks: Tasks, restoring: Callable[[str | None], Restoring], place: str) -> None:
        super().__init__(width=760)
        self.lines.addWidget(label("Pulihkan dari cadangan", "title"))
        self.say(
            "Cadangan dipulihkan dahulu ke folder baru dan diperiksa. Baru setelah Anda melihat hasilnya, ia dijadikan "
            "kantor."
        )
        self.steps = RestoreSteps(tasks, restoring)
        self.lines.addWidget(self.steps)
        self.under_card(label(f"Folder kantor: {place}", "small"))

    def focus_first(self) -> None:
        """Choose the place."""
        self.steps.focus_first()

    def refuse(self, sentence: str) -> None:
        """Say what did not work."""
        self.steps.setEnabled(True)
        self.steps.refuse(sentence)

    def set_busy(self, *, busy: bool) -> None:
        """Wait for the office to open."""
        self.steps.setEnabled(not busy)
