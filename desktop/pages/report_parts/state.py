"""What a report still lacks, where it was sent, and what it was split from: the cards beside its facts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from cases.model.report import Progress, ReportStatus, Sent, Way
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.reference import Need
from cases.rules.report_state import agency_of
from cases.services.reports import ReportView
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.words import PROGRESS, progress_look
from desktop.widgets.basic import Card, button, column, label, row, snug
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill

_ACROSS: Final = 2
_INDENT: Final = 34
_WAYS: Final = {
    Way.FORWARDED: ("Ke instansi lain", "Catat penerusan", "Diteruskan kepada"),
    Way.ANSWERED: ("Kepada pelapor", "Catat jawaban", "Dijawab kepada"),
}


def _top(part: QWidget, *aligned: QWidget) -> QWidget:
    """A row whose parts stand at its top."""
    layout = part.layout()
    if layout is not None:
        for one in aligned:
            layout.setAlignment(one, Qt.AlignmentFlag.AlignTop)
    return part


class MissingCard(Card):
    """What a report needs before it can become a case; ``wanted`` gives the field where it is typed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Yang masih kurang")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        for place in range(_ACROSS):
            self._grid.setColumnStretch(place, 1)
        self.body.addLayout(self._grid)
        self.links: dict[str, QPushButton] = {}
        self.hide()

    def show_view(self, view: ReportView) -> None:
        """Show what is missing; nothing for a report that does not wait any more."""
        clear(self._grid)
        self.links = {}
        for place, need in enumerate(view.missing):
            go = self.links[need.key] = button(_title(need, view), "link", icon="circle-dashed", tip="Isi sekarang")
            go.clicked.connect(lambda *_, field=need.field: self.wanted.emit(field))
            why = snug(need.why if need.blocks else f"{need.why} (Tidak menghalangi perkara.)", "caption")
            why.setContentsMargins(_INDENT, 0, 0, 0)
            words = column(row(go, None), why)
            self._grid.addWidget(words, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(view.missing) and view.report.status is ReportStatus.NEW)


def _title(need: Need, view: ReportView) -> str:
    """What a need is called; the number of another body by the name that this source gives it."""
    agency = agency_of(view.report.source) if need.field == "agency_number" else None
    return agency.title if agency else need.title


class SendingCard(Card):
    """Whether a report was forwarded and answered; ``wanted`` asks to write one down, ``removed`` to take one out."""

    wanted = Signal(str)
    removed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Penerusan dan jawaban")
        self._may = desk.may(Right.HANDLE_CASE)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        self.body.addLayout(self._lines)

    def show_view(self, view: ReportView) -> None:
        """Show both ways with what was written down by hand."""
        clear(self._lines)
        for way, progress in ((Way.FORWARDED, view.state.forwarding), (Way.ANSWERED, view.state.answering)):
            title, verb, begin = _WAYS[way]
            head: list[QWidget | None] = [label(title, "strongLine"), None]
            if self._may:
                add = button(verb, "link", icon="plus")
                add.clicked.connect(lambda *_, wanted=way: self.wanted.emit(str(wanted)))
                head.append(add)
            self._lines.addWidget(row(*head))
            if progress is not Progress.NONE:  # under the title: beside it the card would be wider than its place
                self._lines.addWidget(row(Pill(progress_look(way, progress)), None))
            sent = [(place, one) for place, one in enumerate(view.report.sent) if one.way is way]
            if not sent:
                self._lines.addWidget(snug(PROGRESS[way][progress], "caption"))
            for place, one in sent:
                self._lines.addWidget(self._sent(place, one, begin))

    def _sent(self, place: int, one: Sent, begin: str) -> QWidget:
        letter = f"surat {one.number}" if one.number else ""
        told = ", ".join(part for part in (letter, long_date(one.on), one.how) if part)
        words = snug(f"{begin} {one.to}: {told}", "body")
        if not self._may:
            return words
        away = button("Hapus", "link", tip="Keluarkan catatan ini; riwayat tetap menyimpannya")
        away.clicked.connect(lambda *_: self.removed.emit(place))
        return _top(row(words, away), away)


class KinLine(QWidget):
    """From which report this one was split off, and which were split off it; ``opened`` gives one of them."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.hide()

    def show_view(self, view: ReportView) -> None:
        """Show both ways."""
        clear(self._lines)
        kin = [("Dipisah dari laporan", view.origin)] if view.origin else []
        kin += [("Dipisah menjadi laporan", part) for part in view.parts]
        for words, other in kin:
            if other is not None:
                link = button(other.number, "link", icon="arrows-split")
                link.clicked.connect(lambda *_, wanted=other.id: self.opened.emit(wanted))
                names = ", ".join(one.person.name for one in other.respondents)
                self._lines.addWidget(row(label(words, "body"), link, label(names, "caption"), None))
        self.setVisible(bool(kin))
