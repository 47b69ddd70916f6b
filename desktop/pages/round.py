"""A round of the watch: how each unit stands, its forms and letters, what was found, what contradicts."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.model.listing import LetterLine
from cases.model.user import Right
from cases.model.watch import Round, RoundState
from cases.rules.dates import long_date, short_date
from cases.rules.watch_standing import UnitStanding
from cases.services import watch_board, watch_rounds
from cases.services.watch_board import BoardLine, RoundBoard
from cases.services.watch_letters import REMINDER, REQUEST
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.recap_saving import RecapSaving
from desktop.pages.watch_parts.doubts_tab import doubts_table
from desktop.pages.watch_parts.findings_tab import FindingsTab
from desktop.pages.watch_parts.handing_out import HandingOut
from desktop.pages.watch_parts.recap_out import recap_of
from desktop.pages.watch_parts.units_tab import units_table
from desktop.preferences import Preferences
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import button, row
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.file_drop import FileDrop
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook
from desktop.widgets.tiles import Tile

_LOW: Final = 480
_UNITS, _FINDINGS, _DOUBTS = "units", "findings", "doubts"
_TABS: Final = ((_UNITS, "Unit kerja"), (_FINDINGS, "Temuan"), (_DOUBTS, "Bertentangan"))
_NOUNS: Final = ("round", "watch_form", "watch_filled", "finding", "letter", "account", "report")


class RoundPage(Page):
    """``open_page("round", round_id=...)``; forms that are dropped on it are read."""

    def __init__(
        self, desk: Desk, window: Navigator, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        kept = preferences or Preferences()
        self._board: RoundBoard | None = None
        self._turn = 0
        self.header = PageHeader("Pemantauan")
        self.strip = ProgressStrip()
        self.strip.hide()
        self.tiles = {
            "answered": Tile("check-circle", "green", "Menjawab", clickable=False),
            "waiting": Tile("hourglass-medium", "amber", "Belum menjawab", clickable=False),
            "findings": Tile("binoculars", "accent", "Temuan"),
            "doubts": Tile("arrows-left-right", "amber", "Bertentangan"),
        }
        self.tabs = TabBar(_TABS)
        self.units = units_table()
        self.findings = FindingsTab(desk, window)
        self.doubts = doubts_table()
        self._stack = QStackedWidget()
        self.handing = HandingOut(desk, window, self.strip, kept, self, self._look_again)
        self.recap = RecapSaving(self, desk, window, self.strip, kept)
        self.write = button("Tulis formulir", icon="file-xls", on_click=self._write, tip="Satu berkas tiap unit kerja")
        self.letters = button("Surat", icon="envelope-simple", tip="Surat permintaan dan surat pengingat")
        self.read = button(
            "Baca formulir", "primary", icon="upload-simple", on_click=self._choose_files, shortcut="Ctrl+I",
            tip="Formulir yang kembali; dapat juga diseret ke halaman ini",
        )  # fmt: skip
        self.to_letter = button("Buka suratnya", icon="envelope-simple", on_click=self._to_letter)
        self.to_form = button("Buka formulir yang kembali", icon="file-xls", on_click=self._to_form)
        self.more = button("Lainnya", tip="Rekap, ubah, dan tutup ronde")
        self._build()

    def _build(self) -> None:
        self.letters.setMenu(self._letter_menu())
        self.more.setMenu(QMenu(self.more))
        for act in (self.more, self.letters, self.write, self.read):
            self.header.add_action(act)
        may = self._desk.may(Right.REGISTER_REPORT)
        self.write.setVisible(may and self._desk.may(Right.EXPORT))
        self.read.setVisible(may)
        self.letters.setVisible(self._desk.may(Right.MANAGE_LETTERS))
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.space("gapCards"))
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        units = QWidget()
        lines = QVBoxLayout(units)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(row(None, self.to_letter, self.to_form))
        lines.addWidget(self.units, 1)
        for part in (units, self.findings, self.doubts):
            self._stack.addWidget(part)
        self.tabs.chosen.connect(lambda key: self._stack.setCurrentIndex([one for one, _ in _TABS].index(key)))
        self.tiles["findings"].clicked.connect(lambda: self.tabs.choose(_FINDINGS))
        self.tiles["doubts"].clicked.connect(lambda: self.tabs.choose(_DOUBTS))
        self.units.opened.connect(self._open_form)
        self.units.selected.connect(self._mark)
        self.doubts.opened.connect(
            lambda one: self._window.open_page("round-form", filled_id=one.filled_id, cell=one.cell)
        )
        self._mark(None)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.strip)
        self.lines.addLayout(tiles)
        self.lines.addWidget(self.tabs)
        self.lines.addWidget(self._stack, 1)
        if may:
            drop = FileDrop(self, lambda: "Lepas untuk membaca formulir")
            drop.dropped.connect(self._read)
            drop.refused.connect(self._window.toast)

    # -- the window's calls

    def on_shown(self, *, round_id: str = "", tab: str = "", **_other: Any) -> None:  # noqa: ANN401
        """Show a round; one that was shown last stays where nothing else is asked for."""
        if round_id and (self._board is None or self._board.round.id != round_id):
            self._board = None
            self.tabs.choose(_UNITS)
        wanted = round_id or (self._board.round.id if self._board is not None else "")
        if wanted:
            self._look(wanted)
        if tab:
            self.tabs.choose(tab)
        {_UNITS: self.units, _FINDINGS: self.findings, _DOUBTS: self.doubts}[self.tabs.current].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of the tiles to the lists where the window is low; the tabs count too."""
        super().resizeEvent(event)
        for tile in self.tiles.values():
            tile.setVisible(self.height() >= _LOW)

    def on_changes(self, changes: ChangeSet) -> None:
        """Look again when something of a round changed."""
        if self._board is not None and changes.concerns(*_NOUNS):
            self._look(self._board.round.id)

    def _look_again(self) -> None:
        if self._board is not None:
            self._look(self._board.round.id)

    def _look(self, round_id: str) -> None:
        self._turn += 1
        turn = self._turn
        self._desk.ask(watch_board.round_board, round_id).then(
            self, lambda board: self._show(board) if turn == self._turn else None
        )
        self.findings.look(round_id)

    # -- what is shown

    def _show(self, board: RoundBoard) -> None:
        self._board, found = board, board.round
        self.header.set_title(f"{found.number}  {found.title}")
        period = f"{short_date(found.first_on)} s.d. {short_date(found.last_on)}"
        self.header.set_sentence(f"Masa {period}, dikembalikan paling lambat {long_date(found.due_on)}")
        self.header.set_pills(*([] if found.state is RoundState.RUNNING else [_round_pill(found)]))
        self.units.show_all(board.units)
        self.doubts.show_all(board.doubts)
        self._mark(self.units.current())
        self._show_tiles(board)
        self.tabs.set_count(_UNITS, len(board.units))
        self.tabs.set_count(_DOUBTS, len(board.doubts))
        self.tabs.set_count(_FINDINGS, sum(row.line.open_findings for row in board.units))
        for act in (self.write, self.read, self.letters):
            act.setEnabled(found.state is not RoundState.CLOSED)
        self._fill_menu(found)

    def _show_tiles(self, board: RoundBoard) -> None:
        rows, told = board.units, Counter(row.standing for row in board.units)
        came = sum(1 for row in rows if row.line.filled_id is not None)
        partly, no_form, late = (told[one] for one in (UnitStanding.PARTLY, UnitStanding.NO_FORM, UnitStanding.OVERDUE))
        self.tiles["answered"].show_figure(came, f"dari {len(rows)} unit" + (f", {partly} sebagian" if partly else ""))
        under = (f"{late} lewat batas" if late else "", f"{no_form} tanpa formulir" if no_form else "")
        self.tiles["waiting"].show_figure(len(rows) - came, ", ".join(filter(None, under)) or "belum lewat batas waktu")
        found = sum(row.line.found for row in rows)
        open_ones = sum(row.line.open_findings for row in rows)
        self.tiles["findings"].show_figure(found, f"{open_ones} belum diproses" if found else "belum ada")
        self.tiles["doubts"].show_figure(len(board.doubts), "perlu dilihat" if board.doubts else "tidak ada")

    # -- acts

    def _letter_menu(self) -> QMenu:
        menu = QMenu(self.letters)
        for words, kind in (("Surat permintaan kepada kepala unit …", REQUEST), ("Surat pengingat …", REMINDER)):
            menu.addAction(words).triggered.connect(partial(self._write_letters, kind))
        menu.addSeparator()
        menu.addAction("Kerjakan semua surat ronde ini").triggered.connect(self._all_letters)
        return menu

    def _fill_menu(self, found: Round) -> None:
        menu = self.more.menu()
        menu.clear()
        menu.addAction("Rekap ronde (Excel)").triggered.connect(lambda: self.recap.ask(recap_of(found), "xlsx"))
        menu.addAction("Rekap ronde (PDF)").triggered.connect(lambda: self.recap.ask(recap_of(found), "pdf"))
        if not self._desk.may(Right.REGISTER_REPORT):
            return
        menu.addSeparator()
        if found.state is RoundState.CLOSED:
            menu.addAction("Buka lagi ronde").triggered.connect(lambda: self._set_state(RoundState.RUNNING))
            return
        change = menu.addAction("Ubah ronde …")
        change.triggered.connect(lambda: self._window.open_page("round-edit", round_id=found.id))
        menu.addAction("Tutup ronde …").triggered.connect(self._ask_close)

    def _write(self) -> None:
        """Forms of what is chosen where several are, else of every unit."""
        if self._board is None:
            return
        chosen = self.units.chosen()
        units = tuple(row.line.unit for row in chosen) if len(chosen) > 1 else self._board.round.units
        self.handing.ask(self._board.round, units)

    def _write_letters(self, kind: str) -> None:
        if self._board is not None:
            self._window.open_page("round-letters", round_id=self._board.round.id, kind=kind)

    def _all_letters(self) -> None:
        lines: list[LetterLine] = []
        for one in self._board.units if self._board is not None else ():
            lines += [line for line in (one.request, *one.reminders) if line is not None]
        if lines:
            self._window.open_page("letter-batch", lines=tuple(lines))
        else:
            messages.show_sentence(self, "Ronde ini belum mempunyai surat; buat surat permintaannya dahulu.")

    def _mark(self, line: BoardLine | None) -> None:
        self.to_form.setEnabled(line is not None and line.line.filled_id is not None)
        self.to_letter.setEnabled(line is not None and line.request is not None)

    def _to_form(self) -> None:
        row = self.units.current()
        if row is not None:
            self._open_form(row)

    def _to_letter(self) -> None:
        row = self.units.current()
        if row is not None and row.request is not None:
            self._window.open_page("letter", letter_id=row.request.id)

    def _open_form(self, row: BoardLine) -> None:
        if row.line.filled_id is not None:
            self._window.open_page("round-form", filled_id=row.line.filled_id)
        elif row.request is not None:
            self._window.open_page("letter", letter_id=row.request.id)
        elif row.line.form_id is None:
            self._window.toast("Formulirnya belum dibuat; pilih Tulis formulir.")
        else:
            self._window.toast("Formulirnya belum kembali, dan belum ada surat kepada kepala unit ini.")

    def _choose_files(self) -> None:
        if self._board is not None:
            self._window.open_page("round-read", round_id=self._board.round.id)

    def _read(self, paths: list[Path]) -> None:
        if self._board is not None and self.read.isEnabled():
            self._window.open_page("round-read", round_id=self._board.round.id, paths=tuple(paths))

    def _ask_close(self) -> None:
        board = self._board
        if board is None:
            return
        missing = sum(1 for row in board.units if row.line.filled_id is None)
        open_ones = sum(row.line.open_findings for row in board.units)
        told = (
            f"{missing} unit kerja belum menjawab" if missing else "",
            f"{open_ones} temuan belum diproses" if open_ones else "",
        )
        still = " dan ".join(filter(None, told))
        sentence = f"Tutup ronde {board.round.number}?" + (f" Masih ada {still}." if still else "")
        messages.ask(
            self,
            f"{sentence} Formulir tidak dapat dibaca lagi sampai ronde dibuka kembali.",
            "Tutup ronde",
            partial(self._set_state, RoundState.CLOSED),
        )

    def _set_state(self, state: RoundState) -> None:
        if self._board is None:
            return
        words = "ditutup" if state is RoundState.CLOSED else "dibuka lagi"
        done = self._desk.do(watch_rounds.set_state, self._board.round.id, state)
        done.then(self, lambda found: self._window.toast(f"Ronde {found.number} {words}"))


def _round_pill(found: Round) -> PillLook:
    if found.state is RoundState.CLOSED:
        day = f" {short_date(found.closed_on)}" if found.closed_on else ""
        return PillLook(f"Ditutup{day}", "grey", "lock-simple")
    return PillLook("Disiapkan", "grey", "pencil-simple")
