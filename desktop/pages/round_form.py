"""A filled form as it was kept: what it answers of each employee and account, what came of it, and the file itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.user import Right
from cases.model.watch import FilledForm
from cases.rules.dates import long_date, short_date
from cases.rules.nip import show_nip
from cases.services import watch_copies
from cases.services.watch_copies import CopyLine, CopyView, Fate
from desktop import theme
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.local_table import LocalTable
from desktop.pages.watch_parts.copy_columns import ACCOUNT_COLUMNS, LINE_COLUMNS, REMARK_COLUMNS
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, tell_unsaved
from desktop.widgets.bars import SegmentBar, TabBar
from desktop.widgets.basic import button, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook

_LINES, _ACCOUNTS, _REMARKS = "lines", "accounts", "remarks"
_TABS: Final = ((_LINES, "Jawaban"), (_ACCOUNTS, "Akun baru"), (_REMARKS, "Catatan"))
_ALL, _FOUND, _LEFT = "all", "found", "left"
_SEGMENTS: Final = ((_ALL, "Semua"), (_FOUND, "Temuan"), (_LEFT, "Belum dijawab"))
_NOUNS: Final = ("watch_filled", "finding", "report", "account")


class RoundFormPage(Page):
    """``open_page("round-form", filled_id=..., cell="G12")``; the line of ``cell`` is marked."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._wanted, self._cell = "", ""
        self.seen: CopyView | None = None
        self.header = PageHeader("Formulir yang kembali")
        self.copies = button("Salinan lain", icon="copy", tip="Salinan lain formulir ini yang juga diterima")
        self.copies.setMenu(QMenu(self.copies))
        self.to_round = button("Buka ronde", icon="binoculars", on_click=self._to_round)
        self.save = button(
            "Simpan berkas …", icon="download-simple", on_click=self._ask_save,
            tip="Berkas seperti diterima; dicatat bahwa berkas ini keluar dari program",
        )  # fmt: skip
        self.save.setVisible(desk.may(Right.EXPORT) and desk.may(Right.RECAP))
        for act in (self.copies, self.to_round, self.save):
            self.header.add_action(act)
        self.tabs, self.segments = TabBar(_TABS), SegmentBar(_SEGMENTS)
        self.table = LocalTable(LINE_COLUMNS, "name", EmptyState("Tidak ada baris seperti itu", ""))
        self.table.set_note("Enter buka laporannya, atau pegawainya   Ctrl+F saring   Ctrl+C salin ke Excel")
        self.accounts = LocalTable(ACCOUNT_COLUMNS, "name", EmptyState("Formulir ini tidak menambah akun", ""))
        self.remarks = LocalTable(
            REMARK_COLUMNS, "cell", EmptyState("Tidak ada catatan saat dibaca", "", icon="check-circle")
        )
        self.to_report = button("Buka laporan", icon="tray", on_click=self._to_report)
        self.to_person = button("Buka pegawai", icon="user", on_click=self._to_person)
        self._stack = QStackedWidget()
        self._closed = EmptyState("Formulir ini tidak dapat dibuka", "", icon="lock")
        self._closed.hide()
        self._build()

    def _build(self) -> None:
        answers = QWidget()
        lines = QVBoxLayout(answers)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(row(self.segments, None, self.to_person, self.to_report))
        lines.addWidget(self.table, 1)
        for part in (answers, self.accounts, self.remarks):
            self._stack.addWidget(part)
        self.tabs.chosen.connect(lambda key: self._stack.setCurrentIndex([one for one, _ in _TABS].index(key)))
        self.segments.chosen.connect(lambda _key: self._fill())
        self.table.selected.connect(self._mark)
        self.table.opened.connect(self._open)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.tabs)
        self.lines.addWidget(self._stack, 1)
        self.lines.addWidget(self._closed, 1)
        self._mark(None)

    # -- the window's calls

    def on_shown(self, *, filled_id: str = "", cell: str = "", **_other: Any) -> None:  # noqa: ANN401
        """Show a copy."""
        if filled_id and filled_id != self._wanted:
            self._wanted, self.seen = filled_id, None
            self.segments.choose(_ALL)
            self.tabs.choose(_LINES)
        self._cell = cell
        self._look()
        self.table.view.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Look again when what came of it may have changed."""
        if self._wanted and changes.concerns(*_NOUNS):
            self._look()

    def _look(self) -> None:
        if self._wanted:
            self._desk.ask(watch_copies.copy_view, self._wanted).then(self, self._show, self._refused)

    def _refused(self, error: OfficeError) -> None:
        """Say why the copy is not opened in the place of its contents."""
        self.seen, self._wanted = None, ""
        self.header.set_title("Formulir yang kembali")
        self.header.set_sentence("")
        self.header.set_pills()
        self._closed.sentence.setText(error.sentence)
        self._closed.sentence.show()
        self._open_parts(opened=False)

    def _open_parts(self, *, opened: bool) -> None:
        self.tabs.setVisible(opened)
        self._stack.setVisible(opened)
        self._closed.setVisible(not opened)
        for act in (self.copies, self.to_round):
            act.setVisible(opened)
        self.save.setVisible(opened and self._desk.may(Right.EXPORT) and self._desk.may(Right.RECAP))

    # -- what is shown

    def _show(self, seen: CopyView) -> None:
        if seen.filled.id != self._wanted:
            return
        self.seen, one = seen, seen.filled
        self._open_parts(opened=True)
        self.header.set_title(seen.form.unit)
        who = f"diisi oleh {one.filled_by}" if one.filled_by else "pengisi tidak disebut"
        nip = f" ({show_nip(one.filled_nip)})" if one.filled_nip else ""
        on = f" pada {long_date(one.filled_on)}" if one.filled_on else ""
        self.header.set_sentence(f"{seen.round.number} · {who}{nip}{on} · {one.file_name}")
        self.header.set_pills(_standing(seen))
        self._fill()
        self.accounts.show_all(seen.accounts)
        self.remarks.show_all(one.remarks)
        for key, count in ((_LINES, len(seen.lines)), (_ACCOUNTS, len(seen.accounts)), (_REMARKS, len(one.remarks))):
            self.tabs.set_count(key, count)
        self._fill_copies(seen)

    def _fill(self) -> None:
        lines = self.seen.lines if self.seen is not None else ()
        parts = {
            _ALL: lines,
            _FOUND: tuple(one for one in lines if one.is_finding),
            _LEFT: tuple(one for one in lines if one.fate is Fate.UNANSWERED),
        }
        for key, part in parts.items():
            self.segments.set_count(key, len(part))
        self.table.show_all(parts[self.segments.current])
        if self._cell:
            rows = list(self.table.model.rows)
            place = next((place for place, one in enumerate(rows) if one.cell == self._cell), None)
            if place is not None:
                self.table.choose(place)
                self._cell = ""
        self._mark(self.table.current())

    def _fill_copies(self, seen: CopyView) -> None:
        menu, zone = self.copies.menu(), self._desk.office.clock.time_zone.zone
        menu.clear()
        for other in seen.others:
            if other.id != seen.filled.id:
                day = short_date(other.read_at.astimezone(zone).date())
                act = menu.addAction(f"{other.file_name}, diterima {day}" + (", dipakai" if other.standing else ""))
                act.triggered.connect(partial(self._go_to, other))
        self.copies.setVisible(not menu.isEmpty())

    def _mark(self, line: CopyLine | None) -> None:
        self.to_report.setEnabled(line is not None and bool(line.report_id))
        self.to_person.setEnabled(line is not None)

    # -- acts

    def _go_to(self, other: FilledForm) -> None:
        self._window.open_page("round-form", filled_id=other.id)

    def _to_round(self) -> None:
        if self.seen is not None:
            self._window.open_page("round", round_id=self.seen.round.id)

    def _open(self, line: CopyLine) -> None:
        if line.report_id:
            self._window.open_page("report", report_id=line.report_id)
        else:
            self._window.open_page("employee", employee_id=line.employee_id)

    def _to_report(self) -> None:
        line = self.table.current()
        if line is not None and line.report_id:
            self._open(line)

    def _to_person(self) -> None:
        line = self.table.current()
        if line is not None:
            self._window.open_page("employee", employee_id=line.employee_id)

    # -- the file

    def _ask_save(self) -> None:
        if self.seen is not None:
            name = Path(self.seen.filled.file_name)
            kind = ("Formulir seperti diterima", name.suffix.removeprefix(".").lower() or "xlsx")
            ask_save_path(self, "Simpan berkas formulir", name.name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the file as it came, whole or not at all; that it left the program is on record."""
        seen = self.seen
        if seen is None:
            return
        office, actor = self._desk.office, self._desk.actor

        def work() -> Path:
            one, data = office.read(watch_copies.filled_bytes, actor, seen.filled.id)
            what = f"{seen.round.number} {seen.form.unit}, {one.file_name}"
            return save_noted(office, actor, path, data, "formulir pemantauan", what, len(seen.lines))

        self._desk.tasks.submit_free(
            work,
            owner=self,
            on_done=lambda made: self._window.toast(
                f"Formulir disimpan: {made.name}", action="Buka folder", on_action=lambda: open_folder(made)
            ),
            on_error=lambda error: tell_unsaved(self, error, path, lambda other: self.save_to(path.with_name(other))),
        )


def _standing(seen: CopyView) -> PillLook:
    """Whether this copy counts: wholly, in some lines, or not at all."""
    told = [one for one in seen.lines if one.fate is not Fate.UNANSWERED]
    passed = sum(1 for one in told if one.fate is Fate.PASSED)
    if not passed:
        return PillLook("Dipakai", "green", "check-circle")
    if passed < len(told):
        return PillLook(f"Dipakai {len(told) - passed} dari {len(told)} jawaban", "amber", "circle-half")
    return PillLook("Salinan lain yang dipakai", "grey", "copy")
