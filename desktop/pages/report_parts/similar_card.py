"""The card under a report's facts: which other reports and cases may be about the same act."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from cases.model.report import Report
from cases.model.user import Right
from cases.services import reports_alike
from cases.services.reports_alike import Similar, typed_of
from desktop.desk import Desk
from desktop.pages.report_parts.alike import AlikeList
from desktop.widgets.basic import Card


class AlikeCard(Card):
    """By person and day, address and number, and by evidence that looks alike; hidden while there is none.

    ``counted`` tells what was found.
    """

    counted = Signal(object)
    opened = Signal(str)
    merge_wanted = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Mungkin sama")
        self._desk = desk
        self._asked = ""
        self._by_words: tuple[Similar, ...] = ()
        self._by_pictures: tuple[Similar, ...] = ()
        self.list = AlikeList(desk, "Gabungkan…" if desk.may(Right.DISCARD) else "")
        self.list.opened.connect(self.opened)
        self.list.merge_wanted.connect(self.merge_wanted)
        self.add(self.list)
        self.hide()

    def read(self, report: Report) -> None:
        """Ask what may be the same as a report."""
        if report.id != self._asked:
            self._by_words = self._by_pictures = ()
        wanted = self._asked = report.id
        self._show()

        def words(found: tuple[Similar, ...]) -> None:
            if wanted == self._asked:
                self._by_words = found
                self._show()

        def pictures(found: tuple[Similar, ...]) -> None:
            if wanted == self._asked:
                self._by_pictures = found
                self._show()

        self._desk.ask(reports_alike.alike, typed_of(report)).then(self, words)
        self._desk.ask(reports_alike.pictures_alike, report.id).then(self, pictures)

    def _show(self) -> None:
        found = {one.report_id: one for one in self._by_words}
        for one in self._by_pictures:
            known = found.get(one.report_id)
            reasons = one.reasons if known is None else (*known.reasons, *one.reasons)
            found[one.report_id] = replace(known or one, reasons=reasons)
        self.list.show_found(tuple(found.values()))
        self.setVisible(bool(found))
        self.counted.emit(tuple(found.values()))
