"""Sampah: what was discarded, by whom, when, why and from where, and the way back."""

from __future__ import annotations

from cases.model.user import Right
from cases.rules.dates import short_date
from cases.services import discarding
from cases.services.discarding import Restored, TrashLine
from desktop.desk import Desk
from desktop.dialogs.discard import restore
from desktop.dialogs.merge import take_apart
from desktop.full_names import full_name
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.pages.listing import arranged
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable

_EMPTY = "Yang dibuang dari laporan, bukti, pegawai, konsep surat, atau Pengaturan menunggu di sini."


def _reason(line: TrashLine) -> str:
    return line.reason


class TrashSection(Section):
    """Everything that was discarded, the newest first; Enter or the button puts it back."""

    title = "Sampah"
    sentence = "Tidak ada yang dihapus: yang dibuang tetap tersimpan utuh dan dapat dipulihkan."
    nouns = ("trash",)
    right = Right.DISCARD
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._zone = desk.office.clock.time_zone.zone
        self._lines: tuple[TrashLine, ...] = ()
        self._columns: list[Column[TrashLine]] = [
            Column(
                key="at",
                title="Dibuang",
                width=150,
                text=self._when,
                second=lambda line: f"oleh {full_name(line.by)}",
            ),
            Column(
                key="title",
                title="Catatan",
                width=240,
                text=lambda line: line.title,
                second=lambda line: f"{line.kind} · {line.place}",
                stretch=True,
                tip=lambda line: line.title,
            ),
            Column(
                key="reason", title="Alasan", width=220, text=lambda line: line.reason, tip=lambda line: line.reason
            ),
        ]
        self.table: RecordTable[TrashLine] = RecordTable(
            self._columns, sort="at", descending=True, empty=EmptyState("Sampah kosong", _EMPTY, icon="trash")
        )
        self.table.set_note("Enter pulihkan   Ctrl+F saring")
        self.restore = button("Pulihkan", "primary", icon="arrow-counter-clockwise", on_click=self._restore)
        self.restore.setEnabled(False)
        if self.may_change:
            self.buttons.addWidget(self.restore)
            self.table.opened.connect(lambda _line: self._restore())
        self.table.selected.connect(self._chosen)
        self.table.query_changed.connect(self._show)
        self.lines.addWidget(self.table, 1)

    def read(self) -> None:
        """Ask for the entries."""
        self.desk.ask(discarding.trash).then(self, self._take)

    def _take(self, lines: tuple[TrashLine, ...]) -> None:
        self._lines = lines
        self._show(self.table.query())

    def _show(self, query: TableQuery) -> None:
        keys = {"at": lambda line: line.at}
        self.table.set_rows(arranged(self._lines, query, self._columns, keys))

    def _when(self, line: TrashLine) -> str:
        local = line.at.astimezone(self._zone)
        return f"{short_date(local.date())} {local:%H.%M}"

    def _chosen(self, line: TrashLine | None) -> None:
        self.restore.setEnabled(line is not None and line.may_restore)
        merged = line is not None and line.merged
        self.restore.setText(" Batalkan penggabungan" if merged else " Pulihkan")

    def _restore(self) -> None:
        line = self.table.current()
        if line is None or not line.may_restore:
            return
        if line.merged:
            take_apart(self.desk, self, self.window_, line.id)
        else:
            restore(self.desk, self, self.window_, line.id, self._back)

    def _back(self, found: Restored) -> None:
        """What came back is not opened by itself: several may be put back one after the other."""
        self.table.setFocus()
