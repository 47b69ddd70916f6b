"""Before a calendar or a way of counting is saved: which open due dates move, and from which day to which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.rules.dates import short_date, weekday_name
from cases.services.recount import Moved
from desktop import theme
from desktop.counts import grouped
from desktop.models.table import Column
from desktop.widgets.basic import button, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable

_LEAST = 130


def _day(on: date | None) -> str:
    return f"{weekday_name(on)[:3]}, {short_date(on)}" if on else "–"


def _shift(one: Moved) -> str:
    if one.before is None:
        return "muncul"
    if one.after is None:
        return "hilang"
    days = (one.after - one.before).days
    return f"{abs(days)} hari {'mundur' if days > 0 else 'maju'}"


COLUMNS: tuple[Column[Moved], ...] = (
    Column(
        key="case",
        title="Perkara",
        width=84,
        text=lambda one: one.case_number,
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="title",
        title="Tenggat",
        width=180,
        text=lambda one: one.title,
        second=lambda one: one.name,
        stretch=True,
        sortable=False,
        filtered=False,
    ),
    Column(key="before", title="Semula", width=130, text=lambda one: _day(one.before), sortable=False, filtered=False),
    Column(
        key="after",
        title="Menjadi",
        width=130,
        text=lambda one: _day(one.after),
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
    Column(key="shift", title="Selisih", width=104, text=_shift, sortable=False, filtered=False),
)


def moves_table() -> RecordTable[Moved]:
    """Make the table of due dates that move."""
    return RecordTable(
        COLUMNS,
        sort="-",  # they come in their own order
        hints=False,
        count_words=lambda loaded, _total: f"{grouped(loaded)} tenggat bergeser" if loaded else "",
        empty=EmptyState("Tidak ada tenggat yang bergeser", "", icon="check-circle"),
    )


class MovesView(QWidget):
    """Stands in the place of what was being changed until it is saved or given up; hidden until ``ask``.

    Whoever asked takes it away when the saving ended, well or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self._save: Callable[[], object] = lambda: None
        self._leave: Callable[[], object] = lambda: None
        self.title = label("", "subsection")
        self.table = moves_table()
        self.table.setMinimumHeight(_LEAST)
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._saved)
        self.cancel_button = button("Batal", on_click=self._left)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.title)
        lines.addWidget(
            label(
                "Belum ada yang disimpan. Periksa dahulu, lalu simpan: tenggat ini dihitung ulang.",
                "caption",
                wrap=True,
            )
        )
        lines.addWidget(self.table, 1)
        lines.addWidget(row(None, self.cancel_button, self.save_button))
        self.hide()

    def ask(self, what: str, moves: Sequence[Moved], save: Callable[[], object], leave: Callable[[], object]) -> None:
        """Show what moves; one of ``save`` and ``leave`` is called in the end."""
        self._save, self._leave = save, leave
        self._set_busy(busy=False)
        cases = len({one.case_id for one in moves})
        self.title.setText(f"{what}: {grouped(len(moves))} tenggat pada {grouped(cases)} perkara bergeser")
        self.table.set_rows(moves)
        self.show()
        self.save_button.setFocus()

    def _saved(self) -> None:
        """Thousands of due dates take a while: what was decided stays in sight until the page shows what came of it."""
        self._set_busy(busy=True)
        self.title.setText("Menyimpan dan menghitung ulang …")
        self._save()

    def _set_busy(self, *, busy: bool) -> None:
        for made in (self.save_button, self.cancel_button):
            made.setEnabled(not busy)

    def _left(self) -> None:
        self.hide()
        self._leave()
