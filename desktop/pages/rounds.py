"""The rounds of the watch over accounts as a list."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.user import Right
from cases.model.watch import RoundLine
from cases.rules.dates import short_date
from cases.services import watch_rounds
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.local_table import LocalTable
from desktop.pages.people_tabs import PeopleTabs
from desktop.pages.watch_parts.words import period_words, round_look
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader

_COLUMNS: Final[tuple[Column[RoundLine], ...]] = (
    Column(key="number", title="Nomor", width=104, text=lambda line: line.round.number, face="tableStrong"),
    Column(
        key="title", title="Ronde", width=250, text=lambda line: line.round.title,
        second=lambda line: "; ".join(line.round.looks), tip=lambda line: "\n".join(line.round.looks), stretch=True,
    ),
    Column(key="period", title="Masa", width=196, text=period_words),
    Column(key="due", title="Batas waktu", width=112, text=lambda line: short_date(line.round.due_on)),
    Column(
        key="answered", title="Menjawab", width=130,
        text=lambda line: f"{line.answered} dari {len(line.round.units)} unit",
    ),
    Column(
        key="found", title="Temuan", width=150, text=lambda line: str(line.found) if line.found else "–",
        second=lambda line: f"{line.open_findings} belum diproses" if line.open_findings else "",
        hue=lambda line: "amber" if line.open_findings else "",
    ),
    Column(
        key="state", title="Keadaan", width=140, text=lambda line: round_look(line).text, pill=round_look,
    ),
)  # fmt: skip


class RoundsPage(Page):
    """The newest round first; Enter opens one, Ctrl+N begins another."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self.header = PageHeader("Pegawai")
        empty = EmptyState(
            "Belum ada ronde pemantauan",
            "Dalam satu ronde, kepala unit kerja diminta mengamati akun pegawainya dan mengembalikan formulir Excel.",
            icon="binoculars",
        )
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Ronde baru", "primary", icon="plus", on_click=self._begin, shortcut="Ctrl+N")
            )
            empty.add(button("Mulai ronde pertama", icon="plus", on_click=self._begin))
        self.table = LocalTable(_COLUMNS, "number", empty, descending=True)
        self.table.set_note("Enter buka   Ctrl+F saring   Ctrl+C salin ke Excel")
        self.table.opened.connect(lambda line: window.open_page("round", round_id=line.round.id))
        self.lines.addWidget(self.header)
        self.lines.addWidget(PeopleTabs(window, "rounds"))
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self._read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a round, its forms or its findings changed."""
        if changes.concerns("round", "watch_form", "watch_filled", "finding"):
            self._read()

    def _read(self) -> None:
        self._desk.ask(watch_rounds.rounds).then(self, self._show)

    def _show(self, lines: tuple[RoundLine, ...]) -> None:
        self.table.show_all(lines)
        waiting = sum(line.open_findings for line in lines)
        late = sum(line.overdue for line in lines)
        words = (
            f"{late} ronde lewat batas waktu" if late else "", f"{waiting} temuan belum diproses" if waiting else ""
        )  # fmt: skip
        self.header.set_sentence(", ".join(filter(None, words)))

    def _begin(self) -> None:
        self._window.open_page("round-edit")
