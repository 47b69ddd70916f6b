"""Catatan perubahan: the whole log, narrowed by who, what, when and the kind of act, with the values beneath."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, Stopped
from cases.model.listing import ListQuery
from cases.model.log import LogLine, LogQuery
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.services import log_reading
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.exports.log import KINDS as FILES
from desktop.exports.log import export_log
from desktop.full_names import named
from desktop.models.table import Column, still
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import moment
from desktop.pages.listing import Pager
from desktop.pages.log_words import (
    KINDS,
    NOUNS,
    Values,
    action_words,
    fields_words,
    name_words,
    noun_words,
    operation_words,
)
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_TABLE: Final = "log"
_PAUSE_MS: Final = 300
_DETAIL: Final = 132
_SENTENCE: Final = "Siapa melakukan apa dan kapan; tidak dapat diubah atau dihapus."
_CHOOSE: Final = "Pilih baris untuk melihat nilainya."


class LogPage(Page):
    """``open_page("log")``; Enter opens the record of a row."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._zone: tzinfo = desk.office.clock.time_zone.zone
        self._say = Values.of(desk.office)
        self._records: tuple[str, ...] | None = None
        self._may = desk.may(Right.READ_LOG)
        self.exports = tuple(
            button(
                f"Ekspor {name}",
                icon="export",
                on_click=partial(self._ask_where, kind),
                tip=f"Simpan sebagai {kind[0]}",
            )
            for name, kind in zip(("CSV", "Excel"), reversed(FILES), strict=True)
        )
        self.header = PageHeader("Catatan perubahan", _SENTENCE, *self.exports)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Nomor atau nama")
        self.words.setToolTip("Perkara, laporan, surat, atau pegawai yang dicatat")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(176)
        self.actor = ChoiceChip("Oleh")
        self.kind = ChoiceChip("Jenis", list(KINDS.items()))
        self.noun = ChoiceChip("Catatan", list(NOUNS.items()))
        self.first = DateField(desk.office.clock.today, placeholder="dari tanggal")
        self.last = DateField(desk.office.clock.today, placeholder="sampai tanggal")
        for field in (self.first, self.last):
            field.setFixedWidth(128)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.table: RecordTable[LogLine] = RecordTable(
            self._columns(),
            sort="sequence",
            descending=True,
            empty=EmptyState("Belum ada catatan", "Setiap perubahan, cetakan, dan pembukaan berkas tercatat di sini."),
            widths=self._preferences.widths(_TABLE),
            keep_widths=lambda widths: self._preferences.keep_widths(_TABLE, widths),
        )
        self.pager: Pager[LogLine] = Pager(self, self.table, self._ask)
        self._values = label(_CHOOSE, "body", wrap=True, selectable=True)
        self._values.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail = Card("Nilai lama dan baru")
        self.detail.setFixedHeight(_DETAIL)
        self.detail.add(scrolled(self._values), 1)
        self.detail.setVisible(desk.may(Right.READ_LOG_VALUES))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()

    def _columns(self) -> tuple[Column[LogLine], ...]:
        return still(
            Column(key="sequence", title="Baris", width=76, text=lambda line: grouped(line.entry.sequence), right=True),
            Column(
                key="at",
                title="Waktu",
                width=152,
                text=lambda line: moment(datetime.fromisoformat(line.entry.at), self._zone),
            ),
            Column(
                key="actor",
                title="Oleh",
                width=190,
                text=lambda line: named(line.entry.actor),
                tip=lambda line: named(line.entry.actor),
            ),
            Column(
                key="operation",
                title="Tindakan",
                width=208,
                text=lambda line: operation_words(line.entry),
                face="tableStrong",
            ),
            Column(key="record", title="Catatan", width=268, text=_what),
            Column(key="fields", title="Isian", width=160, text=lambda line: fields_words(line.entry), stretch=True),
        )

    def _build(self) -> None:
        for each in self.exports:
            each.setVisible(self._desk.may(Right.EXPORT) and self._may)
        self.lines.addWidget(self.header)
        if not self._may:
            self.lines.addWidget(label("Peran Anda tidak berhak membaca catatan perubahan.", "infoBox", wrap=True))
            self.lines.addStretch(1)
            return
        self.lines.addWidget(row(self.words, self.actor, self.kind, self.noun, None, self.first, self.last))
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.table, 1)
        self.lines.addWidget(self.detail)
        self.table.set_note("Enter membuka catatannya")
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._show_values)
        self.table.filters_cleared.connect(self._clear)
        for chip in (self.actor, self.kind, self.noun):
            chip.chosen.connect(lambda _value: self.read())
        self.words.textChanged.connect(lambda _text: self._pause.start())
        for field in (self.first, self.last):
            field.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._look_up)

    # -- the window's calls

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front; ``words`` narrows it to a record."""
        if not self._may:
            return
        self._desk.ask(log_reading.log_actors).then(
            self, lambda names: self.actor.set_choices([(name, named(name)) for name in names])
        )
        if words := str(args.get("words", "")):
            self.words.setText(words)
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again: whatever changed has a new row."""
        if self._may and changes.touched:
            self.pager.read_again()

    def read(self) -> None:
        """Ask for the first rows."""
        self._values.setText(_CHOOSE)
        self.table.set_narrowed(narrowed=bool(self.which()))
        self.pager.read()

    # -- narrowing

    def query(self) -> LogQuery:
        """What is chosen."""
        first, last = _day(self.first), _day(self.last)
        return LogQuery(
            actor=self.actor.value,
            kind=self.kind.value,
            noun=self.noun.value,
            records=self._records,
            since=self._midnight(first) if first else None,
            until=self._midnight(last + timedelta(days=1)) if last else None,
        )

    def which(self) -> str:
        """What is chosen, in words; empty for everything."""
        first, last, words = _day(self.first), _day(self.last), self.words.text().strip()
        parts = (
            f"“{words}”" if words else "",
            f"oleh {named(self.actor.value)}" if self.actor.value else "",
            KINDS.get(self.kind.value, ""),
            NOUNS.get(self.noun.value, ""),
            f"dari {long_date(first)}" if first else "",
            f"sampai {long_date(last)}" if last else "",
        )
        return ", ".join(filter(None, parts))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)

    def _ask(self, asked: ListQuery) -> Any:  # noqa: ANN401 - a request of the desk
        chosen = self.query()
        before = int(asked.after[1]) if asked.after is not None else None
        query = LogQuery(
            **{name: getattr(chosen, name) for name in ("actor", "kind", "noun", "records", "since", "until")},
            before=before,
            limit=asked.limit,
        )
        return self._desk.ask(log_reading.log_page, query)

    def _look_up(self) -> None:
        """Ask which records are meant, then for their rows."""
        self._pause.stop()
        words = self.words.text().strip()
        if not words:
            self._records = None
            self.read()
            return

        def found(records: tuple[str, ...]) -> None:
            if self.words.text().strip() == words:
                self._records = records
                self.read()

        self._desk.ask(log_reading.log_records, words).then(self, found)

    def _clear(self) -> None:
        for chip in (self.actor, self.kind, self.noun):
            chip.restore("")
        for field in (self.first, self.last):
            field.set_date(None)
        self.words.clear()
        self._look_up()

    # -- one row

    def _open(self, line: LogLine) -> None:
        if line.page:
            self._window.open_page(line.page, **{f"{line.page}_id": line.target})
        else:
            self._window.toast("Catatan ini tidak mempunyai halaman sendiri, atau sudah tidak ada.")

    def _show_values(self, line: LogLine | None) -> None:
        self._values.setText(_CHOOSE if line is None else self._say.words(line.entry))

    # -- export

    def _ask_where(self, kind: tuple[str, str]) -> None:
        name = f"Catatan perubahan {self._desk.office.clock.today().isoformat()}.{kind[1]}"
        ask_save_path(self, "Simpan catatan perubahan", name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write every row that is chosen, away from the UI thread."""
        query, which = self.query(), self.which() or "semua"
        task = self.strip.start("Mengekspor…", on_cancel=lambda: None)
        self._allow(exporting=False)
        desk = self._desk
        desk.tasks.submit_free(
            lambda: export_log(desk.office, desk.actor, path, query, which, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=self._saved,
            on_error=self._failed,
        )

    def _saved(self, made: tuple[Path, int]) -> None:
        self._ended()
        path, count = made
        words = f"{grouped(count)} baris disimpan: {path.name}"
        self._window.toast(words, action="Buka folder", on_action=lambda: open_folder(path))
        self.pager.read_again()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if isinstance(error, Stopped):
            self._window.toast(error.sentence)
        else:
            messages.show_error(self, error)

    def _ended(self) -> None:
        self.strip.hide()
        self._allow(exporting=True)

    def _allow(self, *, exporting: bool) -> None:
        for each in self.exports:
            each.setEnabled(exporting)


def _what(line: LogLine) -> str:
    return f"{name_words(line) or noun_words(line.entry)} {action_words(line.entry)}"


def _day(field: DateField) -> date | None:
    """The day that was typed; half a date narrows nothing yet."""
    try:
        return field.value()
    except InvalidInput:
        return None
