"""What the morning page says of the rounds of the watch that wait for answers."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.rules.dates import long_date
from cases.services import watch_board
from cases.services.watch_board import RoundDue
from desktop import theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.widgets.basic import button, label

NOUNS: Final = ("round", "watch_filled")


class DueLine(QWidget):
    """Names the round that is due first, with the way to it; hidden while none waits."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._due: tuple[RoundDue, ...] = ()
        self.words = label("", "infoBox", wrap=True)
        self.open = button("Buka ronde", on_click=self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(self.words, 1)
        line.addWidget(self.open)
        self.hide()

    def read(self) -> None:
        """Ask which rounds wait."""
        self._desk.ask(watch_board.rounds_due).then(self, self._show)

    def _show(self, due: tuple[RoundDue, ...]) -> None:
        self._due = due
        self.setVisible(bool(due))
        if not due:
            return
        first, late = due[0], due[0].round.due_on < self._desk.office.clock.today()
        more = f" Ada {len(due) - 1} ronde lain yang berjalan." if len(due) > 1 else ""
        when = "lewat batas" if late else "batas"
        self.words.setText(
            f"Pemantauan akun {first.round.number}: {first.missing} unit kerja belum menjawab, "
            f"{when} {long_date(first.round.due_on)}.{more}"
        )
        theme.set_role(self.words, "warnBox" if late else "infoBox")

    def _open(self) -> None:
        if len(self._due) == 1:
            self._window.open_page("round", round_id=self._due[0].round.id)
        else:
            self._window.open_page("rounds")
