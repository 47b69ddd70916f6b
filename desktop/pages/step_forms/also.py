"""For whom else a step is recorded: the other accused of the report whose turn it is too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import Case
from desktop import theme
from desktop.widgets.basic import Card, button, column, label
from desktop.widgets.form import scrolled

_MOST_HEIGHT = 190


class _Row(QWidget):
    """One person with his post; a click anywhere ticks him."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self.box = QCheckBox()
        self.box.setAccessibleName(case.respondent.name)
        self.box.setAccessibleDescription(case.respondent.position)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        about = f"{case.respondent.position}, perkara {case.number}"
        line.addWidget(column(label(case.respondent.name, "event", wrap=True), label(about, "help", wrap=True)), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or untick."""
        self.box.click()
        event.accept()


class AlsoCard(Card):
    """The other cases, none ticked at first; hidden while there are none. ``changed`` follows each tick."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Berlaku juga untuk")
        self.boxes: dict[str, QCheckBox] = {}
        self.all = button("Semua", "link", on_click=self.tick_all, tip="Centang semua terlapor lain")
        self.head.addWidget(self.all)
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("xs"))
        self._area = scrolled(self._inner)
        self.add(self._area)
        self.hide()

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Offer these."""
        for case in cases:
            one = _Row(case)
            one.box.clicked.connect(lambda _down: self._ticked())
            self.boxes[case.id] = one.box
            self._lines.addWidget(one)
        self._lines.addStretch(1)
        self._area.setFixedHeight(min(self._inner.sizeHint().height() + theme.space("s"), _MOST_HEIGHT))
        self.setVisible(bool(cases))

    def chosen(self) -> tuple[str, ...]:
        """The cases that are ticked."""
        return tuple(case_id for case_id, box in self.boxes.items() if box.isChecked())

    def tick_all(self) -> None:
        """Tick all, or none when all are ticked."""
        every = len(self.chosen()) == len(self.boxes)
        for box in self.boxes.values():
            box.setChecked(not every)
        self._ticked()

    def _ticked(self) -> None:
        every = len(self.chosen()) == len(self.boxes)
        self.all.setText("Tidak satu pun" if every else "Semua")
        self.changed.emit()
