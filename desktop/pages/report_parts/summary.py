"""The first tab of a report: what it lacks, its facts, what may be the same; beside them the accused and sendings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cases.services.reports import ReportView
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.accused import AccusedCard
from desktop.pages.report_parts.facts import FactsCard
from desktop.pages.report_parts.similar_card import AlikeCard
from desktop.pages.report_parts.state import MissingCard, SendingCard
from desktop.widgets.form import scrolled

_ACCUSED_WIDTH = 420


class ReportSummary(QWidget):
    """The cards in two columns that scroll each for itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.missing, self.facts, self.alike = MissingCard(), FactsCard(), AlikeCard(desk)
        self.accused, self.sent = AccusedCard(desk), SendingCard(desk)
        self._areas: list[QScrollArea] = []
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        for cards, width in (
            ((self.missing, self.facts, self.alike), 0),
            ((self.accused, self.sent), _ACCUSED_WIDTH),
        ):
            holder = QWidget()
            under = QVBoxLayout(holder)
            under.setContentsMargins(0, 0, 0, 0)
            under.setSpacing(theme.space("gapCards"))
            for card in cards:
                under.addWidget(card)
            under.addStretch(1)
            area = scrolled(holder)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a narrow screen cuts nothing off
            if width:
                area.setFixedWidth(width)
            across.addWidget(area, 0 if width else 1)
            self._areas.append(area)

    def show_alike(self) -> None:
        """Bring what may be the same into sight."""
        self._areas[0].ensureWidgetVisible(self.alike)

    def show_view(self, view: ReportView) -> None:
        """Show what follows from a report; its facts and accused are shown by themselves."""
        self.missing.show_view(view)
        self.sent.show_view(view)
        self.alike.read(view.report)
