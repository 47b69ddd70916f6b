"""Typing a stack of paper forms: fields in the order of the paper, Enter goes on, what was typed stays in sight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.report import Report
from cases.model.user import Right
from cases.rules.report_words import SOURCES
from cases.services import reports
from desktop import theme
from desktop.desk import Desk
from desktop.dialogs.merge import ask_merge
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.report_parts.entry_place import EntryPlace, Saved
from desktop.pages.report_parts.form import KEPT, ReportEntry
from desktop.widgets.basic import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_WIDTH, _FORM, _BESIDE = 380, 700, 960
"""Pixels of the list, of the form at most, and of a page from which both have room."""
_SENTENCE: Final = "Urutan isian sama dengan formulir. Enter ke isian berikutnya, Ctrl+Enter menyimpan"


@dataclass(frozen=True, slots=True)
class Typed:
    """A report of this sitting as its list shows it."""

    report: Report

    @property
    def id(self) -> str:
        """The report's identifier."""
        return self.report.id

    @property
    def names(self) -> str:
        """Who is accused."""
        return ", ".join(one.person.name for one in self.report.respondents) or "tanpa terlapor"


_COLUMNS: Final[tuple[Column[Typed], ...]] = (
    Column(
        key="number",
        title="Nomor",
        width=104,
        text=lambda line: line.report.number,
        face="tableStrong",
        filtered=False,
        sortable=False,
    ),
    Column(
        key="names",
        title="Terlapor",
        width=240,
        text=lambda line: line.names,
        second=lambda line: f"{SOURCES[line.report.source]} · {' '.join(line.report.narrative.split())}",
        tip=lambda line: line.report.narrative,
        stretch=True,
        filtered=False,
        sortable=False,
    ),
)


class QuickEntryPage(Page):
    """``open_page("quick-entry")``: a form beside the list of what was typed since log-in; any of it can be mended."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._typed: dict[str, Typed] = {}
        self.header = PageHeader("Ketik formulir kertas", _SENTENCE)
        self._open = button("Buka laporannya", on_click=self._open_mended, tip="Terlapor diperbaiki di halaman laporan")
        self.header.add_action(self._open)
        self.header.add_action(button("Selesai", icon="check", on_click=lambda: window.open_page("reports")))
        self.lines.addWidget(self.header)
        across = QHBoxLayout()
        across.setSpacing(theme.space("gapCards"))
        self.place = EntryPlace(desk, stays=True)
        self.place.begun.connect(self._begun)
        self.place.saved.connect(self._mended)
        self.place.opened.connect(lambda report_id: window.open_page("report", report_id=report_id))
        across.addWidget(self.place, 1)
        self.table: RecordTable[Typed] = RecordTable(
            _COLUMNS,
            sort="number",
            descending=True,
            empty=EmptyState("Belum ada yang diketik", "Yang disimpan muncul di sini."),
            hints=False,
            count_words=lambda loaded, _total: f"{loaded} laporan diketik sejak masuk",
        )
        self.table.set_note("Enter perbaiki")
        self.table.opened.connect(self.mend)
        self.table.setFixedWidth(_WIDTH)
        across.addWidget(self.table)
        self.lines.addLayout(across, 1)
        self._show_typed()

    # -- being shown

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Go on where it was left."""
        if not self._desk.may(Right.REGISTER_REPORT):
            self.place.hide()
        elif self.place.entry is None:
            self._begin()
        else:
            self.place.entry.focus_first()

    def on_changes(self, changes: ChangeSet) -> None:
        """Show the reports of this sitting as they are now; one that was discarded goes."""
        touched = {record_id for noun, record_id in changes.touched if noun == "report"}
        for report_id in touched & self._typed.keys():
            self._desk.ask(reports.report, report_id).then(self, self._keep, partial(self._forget, report_id))

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """Its list lasts as long as the sitting."""
        self.on_changes(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the form alone has room."""
        self.table.setVisible(event.size().width() >= _BESIDE)
        super().resizeEvent(event)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.place.draft is not None:
            self.place.draft.flush()
        return True

    def _keep(self, report: Report) -> None:
        self._typed[report.id] = Typed(report)
        self._show_typed()

    def _forget(self, report_id: str, _error: OfficeError) -> None:
        self._typed.pop(report_id, None)
        self._show_typed()

    def _show_typed(self) -> None:
        """The newest on top."""
        lines = sorted(self._typed.values(), key=lambda one: one.report.recorded_at, reverse=True)
        self.table.set_rows(lines, total=len(lines), more=False)

    # -- the form

    def _begin(self) -> None:
        self._put(ReportEntry(self._desk, self._leave, stacked=True), "quick-entry:new")
        self.header.set_title("Ketik formulir kertas")
        self.header.set_sentence(_SENTENCE)

    def mend(self, line: Typed) -> None:
        """Put one of the reports of this sitting back into the form."""
        self._put(ReportEntry(self._desk, self._begin, line.report, stacked=True), f"report:{line.report.id}")
        self.header.set_title(f"Perbaiki laporan {line.report.number}")
        self.header.set_sentence("Sesudah disimpan, formulir kosong untuk kertas berikutnya terbuka lagi")

    def _put(self, entry: ReportEntry, key: str) -> None:
        self._open.setVisible(bool(entry.report_id))
        if entry.report_id:
            entry.add_widget(label("Terlapor diperbaiki di halaman laporannya.", "help", wrap=True))
        entry.setMaximumWidth(_FORM)
        self.place.put(entry, key)
        entry.focus_first()

    def _leave(self) -> None:
        self._window.open_page("reports")

    def _open_mended(self) -> None:
        entry = self.place.entry
        if entry is not None and entry.report_id:
            self._window.open_page("report", report_id=entry.report_id)

    # -- saved

    def _begun(self, saved: Saved) -> None:
        """The next paper: the cursor goes where the papers begin to differ."""
        entry = self.place.entry
        if entry is not None and not entry.report_id:
            shown = (key for key in entry.values() if key not in KEPT and not entry.box(key).isHidden())
            first = next(shown, "")
            if first:
                entry.field(first).focus_target().setFocus()
        self._tell(saved)

    def _mended(self, saved: Saved) -> None:
        self._begin()
        self._tell(saved)

    def _tell(self, saved: Saved) -> None:
        report = saved.report
        self._keep(report)
        self._window.toast(saved.words)
        if saved.merge is not None:
            words = f"laporan {report.number}"
            ask_merge(
                self._desk, self, self._window, "report", report.id, words, "", lambda _kept: None, (saved.merge,)
            )
