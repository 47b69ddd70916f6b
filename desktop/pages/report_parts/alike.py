"""Reports and cases that may be the same, each with its reason: beside a form that is typed, and under a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.report import Report
from cases.rules.dates import long_date, short_date
from cases.rules.report_words import SOURCES
from cases.services import reports, reports_alike
from cases.services.reports_alike import Similar, Typed
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.words import STATUSES
from desktop.widgets.basic import Elided, Icon, button, column, icon_button, label, row, snug
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear

_PAUSE_MS: Final = 300


class SimilarCard(QFrame):
    """One report that may be the same: why, and what it says once somebody asks."""

    opened = Signal(str)
    merge_wanted = Signal(str, str)

    def __init__(self, desk: Desk, found: Similar, merge_verb: str) -> None:
        super().__init__()
        self._desk, self.found = desk, found
        self.setProperty("role", "inset")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(3)
        lines.addWidget(snug(found.title, "event"))
        when = f"kejadian {short_date(found.event_on)}" if found.event_on else "tanggal kejadian belum diketahui"
        told = (f"diterima {short_date(found.received_on)}", when, found.names or "belum ada terlapor")
        lines.addWidget(snug(" · ".join(told), "caption"))
        for reason in found.reasons:
            words = snug(f"{reason[:1].upper()}{reason[1:]}", "amber")
            icon = Icon("equals", "amberFg")
            line = row(icon, words)
            inside = line.layout()
            if inside is not None:
                inside.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(line)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme.space("xs"))
        lines.addLayout(self._inside)
        self.look = button("Lihat isinya", "link", icon="eye", on_click=self._look)
        acts: list[QWidget | None] = [
            self.look,
            button(
                "Buka halamannya", "link", icon="arrow-square-out", on_click=lambda: self.opened.emit(found.report_id)
            ),
        ]
        if merge_verb:
            merge = button(
                merge_verb, "link", icon="arrows-merge", tip="Menjadi satu laporan; nomor yang lebih lama tetap"
            )
            merge.clicked.connect(lambda *_: self.merge_wanted.emit(found.report_id, found.title))
            acts.append(merge)
        lines.addWidget(row(*acts, None))

    def _look(self) -> None:
        if self._inside.count():
            clear(self._inside)
            self.look.setText(" Lihat isinya")
        else:
            self._desk.ask(reports.report, self.found.report_id).then(self, self._show)

    def _show(self, report: Report) -> None:
        clear(self._inside)
        online = ", ".join(part for part in (report.platform, report.account, report.url) if part)
        day = long_date(report.event_on) if report.event_on else ""
        facts = (
            ("Uraian", report.narrative),
            ("Kejadian", ", ".join(part for part in (day, report.event_at, report.event_place) if part)),
            ("Akun dan alamat", online),
            ("Sumber", ", ".join(filter(None, (SOURCES[report.source], report.origin_number, report.agency_number)))),
            ("Status", STATUSES[report.status]),
        )
        for title, words in facts:
            if words:
                self._inside.addWidget(column(label(title, "caption"), snug(words, selectable=True), gap=1))
        self.look.setText(" Tutup isinya")


class AlikeList(QWidget):
    """What may be the same; ``opened`` asks for a page, ``merge_wanted`` gives the other report and its title."""

    opened = Signal(str)
    merge_wanted = Signal(str, str)

    def __init__(self, desk: Desk, merge_verb: str) -> None:
        super().__init__()
        self._desk, self._verb = desk, merge_verb
        self.cards: list[SimilarCard] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("s"))

    def show_found(self, found: Sequence[Similar]) -> None:
        """Show these; a card that says the same as before stays as it is, open or not."""
        if [card.found for card in self.cards] == list(found):
            return
        clear(self._lines)
        self.cards = [SimilarCard(self._desk, one, self._verb) for one in found]
        for card in self.cards:
            card.opened.connect(self.opened)
            card.merge_wanted.connect(self.merge_wanted)
            self._lines.addWidget(card)


class AlikeLine(QWidget):
    """The line beside a form's buttons that says how many may be the same; ``wanted`` asks to see them."""

    wanted = Signal()

    def __init__(self, shortcut: str = "F4") -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self._icon = Icon("warning-circle", "amberFg")
        self.words = Elided("", "amber")
        self.see = button("Lihat", icon="sidebar-simple", on_click=self.wanted.emit, shortcut=shortcut)
        line.addWidget(self._icon)
        line.addWidget(self.words, 1)
        line.addWidget(self.see)
        self.show_found(())

    def show_found(self, found: Sequence[Similar]) -> None:
        """Say it, with the weightiest reason; nothing where there is none."""
        for part in (self._icon, self.words, self.see):
            part.setVisible(bool(found))
        if found:
            more = f", dan {len(found) - 1} lainnya" if len(found) > 1 else ""
            self.words.setText(f"Mungkin sama: laporan {found[0].number} ({found[0].reasons[0]}){more}")


class AlikeSide(QFrame):
    """The sheet that lies over the right half of a form, so that its left half stays in sight."""

    closed = Signal()

    def __init__(self, content: QWidget, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "card")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 12, 8, 12)
        close = icon_button("x", "Tutup (Esc)", on_click=self.hide)
        lines.addWidget(row(label("Mungkin sama", "section"), None, close))
        lines.addWidget(snug("Isian Anda tetap; membuka halaman lain menyimpannya sebagai konsep.", "caption"))
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(content)
        inside.addStretch(1)
        lines.addWidget(scrolled(holder), 1)
        over.installEventFilter(self)
        self.hide()

    def lay(self) -> None:
        """Lie over the right half, above the buttons."""
        over = self.parentWidget()
        if over is not None:
            left = over.width() * 43 // 100
            self.setGeometry(left, 0, over.width() - left, over.height() - 56)
            self.raise_()

    def toggle(self) -> None:
        """Show it, or hide it again."""
        self.lay()
        self.setVisible(self.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the form's size."""
        if event.type() == QEvent.Type.Resize:
            self.lay()
        return super().eventFilter(watched, event)


class AlikeWatch(QObject):
    """Asks what may be the same a moment after the last key, and gives the answer to what was typed last."""

    found = Signal(object)

    def __init__(self, desk: Desk, typed: Callable[[], Typed], owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._typed = desk, typed
        self._asked: Typed | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._ask)

    def look(self) -> None:
        """Something was typed."""
        self._soon.start()

    def _ask(self) -> None:
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked = typed
        asked = self._desk.ask(reports_alike.alike, typed)
        asked.then(self, lambda found: self.found.emit(found) if typed == self._asked else None)
