"""The files of a selection, each with its title, what is known of it, and a tick that says whom the form is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cases.model.office import TimeZone
from cases.rules.dates import short_date
from cases.services.evidence_facts import SameBytes
from desktop import theme
from desktop.widgets.basic import Elided, button, icon_button, snug
from desktop.widgets.evidence_files import Candidate, size_words
from desktop.widgets.evidence_said import Said, in_short
from desktop.widgets.fields import is_enter
from desktop.widgets.parting import part_with

_WHY: Final = "Mungkin perbuatan yang sama: satu pelanggaran hanya dijatuhi satu hukuman."
_ONLY, _TOGGLE, _UP_TO = "only", "toggle", "up-to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that is offered: what is said of it, the sentence that keeps it out, and where its bytes lie already."""

    candidate: Candidate
    said: Said
    title: str = ""
    kept_out: str = ""
    elsewhere: tuple[SameBytes, ...] = ()


def kept_out(candidate: Candidate, found: Sequence[SameBytes], before: Sequence[Candidate], report_id: str) -> str:
    """The sentence that keeps a file out: what is wrong with it, or that the report or this selection has its bytes."""
    if candidate.problem:
        return candidate.problem
    for one in found:
        if one.item.report_id == report_id and one.item.sha256 == candidate.sha256:
            return f"Sudah ada dalam laporan ini sebagai {one.item.label}; tidak ditambahkan lagi."
    twin = next((one for one in before if one.sha256 == candidate.sha256 and not one.problem), None)
    return f"Isinya sama persis dengan {twin.name}; ditambahkan satu kali saja." if twin is not None else ""


class CandidateRow(QFrame):
    """One file. ``looked`` when it is to be seen, ``picked`` when a press chooses it ("only", "toggle", "up-to").

    ``ticked`` follows its tick, ``entered`` Enter in its title, ``report_wanted`` the link to where its bytes lie.
    """

    looked = Signal()
    picked = Signal(str)
    ticked = Signal()
    removed = Signal()
    entered = Signal()
    moved = Signal(int, bool)
    titled = Signal()
    report_wanted = Signal(str)

    def __init__(self, offered: Offered, zone: TimeZone) -> None:
        super().__init__()
        self.candidate, self.kept_out, self.said = offered.candidate, offered.kept_out, dict(offered.said)
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 6, 6, 6)
        name = self.candidate.name
        self.tick = QCheckBox()
        self.tick.setAccessibleName(f"Isian di kanan berlaku untuk {name}")
        self.tick.setToolTip("Isian di kanan berlaku untuk berkas ini (Spasi; panah dengan Shift untuk beberapa)")
        self.tick.clicked.connect(self.ticked)
        self.tick.installEventFilter(self)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Elided(_about(self.candidate, zone), "caption"))
        self.title = QLineEdit(offered.title or PurePath(name).stem)
        self.title.setAccessibleName(f"Judul {name}")
        self.title.setPlaceholderText("Judul, mis. Unggahan foto")
        self.title.setMaxLength(200)
        self.title.installEventFilter(self)
        self.title.textEdited.connect(lambda _text: self.titled.emit())
        self._short = Elided("", "help")
        self._short.hide()
        if self.kept_out:
            words.addWidget(snug(_breakable(self.kept_out), "error"))
            self.tick.setEnabled(False)
        else:
            words.addWidget(self.title)
            words.addWidget(self._short)
        if self.candidate.note and not self.kept_out:
            words.addWidget(snug(_breakable(self.candidate.note), "amber"))
        for one in offered.elsewhere:
            where = f"Sama persis dengan {one.item.label} di laporan {one.report_number}."
            words.addWidget(snug(f"{where} {_WHY}", "amber"))
            link = button(
                f"Lihat laporan {one.report_number}",
                "link",
                icon="arrow-square-out",
                on_click=partial(self.report_wanted.emit, one.item.report_id),
                tip="Isian di sini disimpan sebagai konsep",
            )
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        away = icon_button("x", f"Jangan tambahkan {name}", on_click=self.removed.emit)
        line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def chosen(self) -> bool:
        """Whether the form is about it."""
        return self.tick.isChecked() and not self.kept_out

    def choose(self, *, chosen: bool) -> None:
        """Tick it, or not."""
        self.tick.setChecked(chosen and not self.kept_out)

    def show_choice(self, *, several: bool, partly: bool) -> None:
        """Show the tick where there are several, and the mark where only some of them are chosen."""
        self.tick.setVisible(several)
        theme.set_role(self, "insetChosen" if partly and self.chosen else "inset")

    def show_short(self, *, shown: bool) -> None:
        """Show in a line what is said of it."""
        self._short.setText(in_short(self.said) or "belum diisi")
        self._short.setVisible(shown and not self.kept_out)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it: alone, with Ctrl besides the others, with Shift up to it."""
        keys = event.modifiers()
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        self.picked.emit(_UP_TO if keys & shift else _TOGGLE if keys & control else _ONLY)
        self.looked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what has the cursor; Enter in a title goes to the next, arrows on a tick to the one above or below."""
        if event.type() == QEvent.Type.FocusIn:
            self.looked.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if watched is self.tick and step:
                self.moved.emit(step, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if watched is self.title and is_enter(event) and not event.modifiers():
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


class CandidateRows(QWidget):
    """The rows under each other. ``changed`` when others are chosen or one went; ``emptied`` when none is left.

    ``titled`` when a title was typed or a file taken away, ``finished`` on Enter in the last title.
    """

    changed = Signal()
    emptied = Signal()
    looked = Signal(object)
    titled = Signal()
    finished = Signal()
    report_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CandidateRow] = []
        self._last: CandidateRow | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._lines.addStretch(1)

    @property
    def good(self) -> list[CandidateRow]:
        """Those that can go in."""
        return [row for row in self.rows if not row.kept_out]

    @property
    def chosen(self) -> list[CandidateRow]:
        """Those that the form is about."""
        return [row for row in self.rows if row.chosen]

    def clear(self) -> None:
        """Take all away."""
        for row in self.rows:
            part_with(row)
        self.rows, self._last = [], None

    def add(self, offers: Sequence[Offered], zone: TimeZone) -> list[CandidateRow]:
        """Put files beneath the others, chosen; ``choose`` says it, once all are there."""
        made = []
        for offered in offers:
            row = CandidateRow(offered, zone)
            row.choose(chosen=True)
            row.looked.connect(partial(self.looked.emit, row))
            row.picked.connect(partial(self._pick, row))
            row.ticked.connect(partial(self._ticked, row))
            row.removed.connect(partial(self._remove, row))
            row.entered.connect(partial(self._go_on, row))
            row.moved.connect(partial(self._move, row))
            row.titled.connect(self.titled)
            row.report_wanted.connect(self.report_wanted)
            self.rows.append(row)
            made.append(row)
            self._lines.insertWidget(len(self.rows) - 1, row)
        return made

    def choose(self, wanted: Sequence[CandidateRow]) -> None:
        """Choose these and no others."""
        for row in self.rows:
            row.choose(chosen=row in wanted)
        self.mark()
        self.changed.emit()

    def mark(self) -> None:
        """Show which are chosen, and what is said of each where that differs."""
        good = self.good
        partly = len(self.chosen) < len(good)
        differ = any(row.said != good[0].said for row in good[1:])
        for row in self.rows:
            row.show_choice(several=len(good) > 1, partly=partly)
            row.show_short(shown=differ)

    def _pick(self, row: CandidateRow, how: str) -> None:
        if row.kept_out:
            return
        if how == _UP_TO and self._last in self.rows:
            ends = sorted((self.rows.index(self._last), self.rows.index(row)))
            self.choose(self.rows[ends[0] : ends[1] + 1])
            return
        self._last = row
        if how == _TOGGLE:
            row.choose(chosen=not row.chosen)
            self._say()
        else:
            self.choose([row])

    def _ticked(self, row: CandidateRow) -> None:
        self._last = row
        self._say()

    def _say(self) -> None:
        self.mark()
        self.changed.emit()

    def _move(self, row: CandidateRow, step: int, extend: bool) -> None:  # noqa: FBT001 - a slot
        good = self.good
        there = good[min(max(good.index(row) + step, 0), len(good) - 1)]
        there.tick.setFocus(Qt.FocusReason.TabFocusReason)
        if extend:
            there.choose(chosen=row.chosen)
            self._ticked(there)

    def _go_on(self, row: CandidateRow) -> None:
        good = self.good
        place = good.index(row) + 1
        if place == len(good):
            self.finished.emit()
        else:
            good[place].title.setFocus(Qt.FocusReason.TabFocusReason)
            good[place].title.selectAll()

    def _remove(self, row: CandidateRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        part_with(row)
        if not self.rows:
            self.emptied.emit()
            return
        self.titled.emit()
        if not self.chosen:
            for other in self.good:
                other.choose(chosen=True)
        self._say()
        self.looked.emit(self.rows[min(place, len(self.rows) - 1)])


def _about(candidate: Candidate, zone: TimeZone) -> str:
    """Name, size, and what the file says of itself and of its time."""
    parts = [candidate.name, size_words(candidate.size)] if candidate.size else [candidate.name]
    if candidate.file_time is not None:
        local = candidate.file_time.astimezone(zone.zone)
        parts.append(f"waktu berkas {short_date(local.date())}, {local:%H.%M} {zone}")
    parts += [f"{name.lower()} {words}" for name, words in candidate.told.items()]
    return "; ".join(parts)


def _breakable(words: str) -> str:
    """Let a long name of a file break after its marks instead of widening the row."""
    return "".join(f"{letter}\u200b" if letter in "_-." else letter for letter in words)
