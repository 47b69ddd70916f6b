"""The first tab of a report: what it lacks, its facts, what may be the same; beside them the accused and sendings.

Where there is no room beside, they stand under them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.services.reports import ReportView
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.accused import AccusedCard
from desktop.pages.report_parts.facts import FactsCard
from desktop.pages.report_parts.similar_card import AlikeCard
from desktop.pages.report_parts.state import MissingCard, SendingCard
from desktop.widgets.basic import column
from desktop.widgets.form import scrolled

_ACCUSED_WIDTH, _FACTS_LEAST = 420, 560
"""How wide the accused are beside the facts, and what the facts need there, in pixels."""


class ReportSummary(QWidget):
    """The cards in two columns that scroll each for itself, or in one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.missing, self.facts, self.alike = MissingCard(), FactsCard(), AlikeCard(desk)
        self.accused, self.sent = AccusedCard(desk), SendingCard(desk)
        gap = theme.space("gapCards")
        self._left = column(self.missing, self.facts, self.alike, None, gap=gap)
        self._right = column(self.accused, self.sent, None, gap=gap)
        self._areas = [scrolled(one) for one in (self._left, self._right)]
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(gap)
        for area in self._areas:
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a narrow screen cuts nothing off
        self._areas[1].setFixedWidth(_ACCUSED_WIDTH)
        across.addWidget(self._areas[0], 1)
        across.addWidget(self._areas[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the accused where there is room for them: beside the facts, or between what is missing and the facts."""
        super().resizeEvent(event)
        beside = self.width() >= _FACTS_LEAST + theme.space("gapCards") + _ACCUSED_WIDTH
        if beside == self._areas[1].isVisibleTo(self):
            return
        for place, card in enumerate((self.accused, self.sent)):
            into, at = (self._right, place) if beside else (self._left, 1 + place * 2)
            lines = into.layout()
            assert isinstance(lines, QVBoxLayout)  # noqa: S101 - made by column
            lines.insertWidget(at, card)
        self._areas[1].setVisible(beside)

    def show_alike(self) -> None:
        """Bring what may be the same into sight."""
        self._areas[0].ensureWidgetVisible(self.alike)

    def show_view(self, view: ReportView) -> None:
        """Show what follows from a report; its facts and accused are shown by themselves."""
        self.missing.show_view(view)
        self.sent.show_view(view)
        self.alike.read(view.report)
