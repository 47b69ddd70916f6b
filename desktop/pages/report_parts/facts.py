"""The facts of a report as recorded, in two columns; the reporter stays covered until somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cases.model.report import Report
from cases.regulations import CircularPoint
from cases.rules.circular import point_words
from cases.rules.dates import long_date
from cases.rules.report_words import CHANNELS, SOURCES
from desktop import theme
from desktop.pages.report_parts.words import event_words
from desktop.widgets.basic import Card, column, icon_button, label, snug
from desktop.widgets.parting import part_with

_COVER = "••••••••"


class CoveredLine(QWidget):
    """Confidential words: covered, shown while the mouse rests on them or after its eye was pressed."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.shown = label(_COVER, selectable=True)
        self.shown.setAccessibleName("Identitas pelapor, tertutup")
        self._eye = icon_button("eye", "Tampilkan pelapor", checkable=True)
        self._eye.toggled.connect(lambda _on: self._show(hovered=False))
        line.addWidget(self.shown)
        line.addWidget(self._eye)
        line.addStretch(1)

    def _show(self, *, hovered: bool) -> None:
        self.shown.setText(self._words if hovered or self._eye.isChecked() else _COVER)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Uncover."""
        self._show(hovered=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Cover again."""
        self._show(hovered=False)


class FactsCard(Card):
    """What a report says, blank facts left out."""

    def __init__(self) -> None:
        super().__init__("Isi laporan")
        self._grid_holder: QWidget | None = None

    def show_report(
        self,
        report: Report,
        *,
        titles: Mapping[str, str],
        points: Sequence[CircularPoint],
        zone: str,
        masked: bool,
    ) -> None:
        """Show it; ``titles`` are the short titles of its violations by code."""
        if self._grid_holder is not None:
            part_with(self._grid_holder)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("s"))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._grid_holder = holder
        self.add(holder)
        grid.addWidget(_fact("Uraian kejadian", report.narrative), 0, 0, 1, 2)
        facts = [fact for fact in self._facts(report, titles, points, zone) if fact[1]]
        parts: list[QWidget] = [_fact(*fact) for fact in facts]
        reporter = ", ".join(dict.fromkeys(filter(None, (report.reporter_name, report.reporter_contact))))
        if reporter:
            shown = CoveredLine(reporter) if masked else snug(reporter, selectable=True)
            parts.append(column(label("Pelapor (rahasia)", "caption"), shown, gap=1))
        for place, part in enumerate(parts):
            grid.addWidget(part, 1 + place // 2, place % 2, Qt.AlignmentFlag.AlignTop)

    @staticmethod
    def _facts(
        report: Report, titles: Mapping[str, str], points: Sequence[CircularPoint], zone: str
    ) -> list[tuple[str, str]]:
        letter = report.origin_number
        if report.origin_on:
            letter = f"{letter or 'Tanpa nomor'}, {long_date(report.origin_on)}"
        named = point_words(points)
        checked = [named.get(value, value) for value in report.circular_points]
        codes = "\n".join(f"{code}: {titles.get(code, '')}" for code in report.violation_codes)
        online = ", ".join(part for part in (report.platform, report.account) if part)
        return [
            ("Waktu kejadian", event_words(report, zone) or "Belum diketahui"),
            ("Tempat", report.event_place),
            ("Cara dilakukan", CHANNELS.get(report.channel, "Belum diketahui")),
            ("Akun", online),
            ("Alamat unggahan", report.url),
            ("Pemilihan", report.election),
            ("Sumber", SOURCES[report.source]),
            ("Surat asal", letter),
            ("Dugaan pelanggaran", codes or "Belum ditentukan"),
            ("Edaran media sosial", "\n".join(checked)),
        ]


def _fact(title: str, words: str) -> QWidget:
    return column(label(title, "caption"), snug(words, selectable=True), gap=1)
