"""The button of a decided case that leads to its I'DIS pack, to its record of uploads, and to what still waits."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cases.model.figures import FigureQuery
from cases.model.steps import StepKey
from cases.model.user import Right
from cases.services.steps import CaseView
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.idis import WAITING_RECAP
from desktop.widgets.basic import button


class IdisButton(QWidget):
    """``show_case`` says of which case; it is there from a signed decision on."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._window = window
        self._may_pack, self._may_record = desk.may(Right.RECAP), desk.may(Right.HANDLE_CASE)
        self._case_id = ""
        self._recordable = False
        self.button = button(
            "Paket I'DIS…", icon="package", on_click=self._pressed, tip="PDF dan isian untuk I'DIS, SIASN, atau SBT"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)

    def show_case(self, view: CaseView) -> None:
        """Offer the pack of a case that is decided."""
        self._case_id = view.file.case.id
        self._recordable = any(step.key is StepKey.DOCUMENTED for step in view.next_steps)
        self.setVisible(self._may_pack and view.file.case.summary.decision_on is not None)

    def menu(self) -> QMenu:
        """What it leads to."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction("Siapkan paket").triggered.connect(self.open_pack)
        if self._recordable and self._may_record:
            made.addAction("Catat unggahan").triggered.connect(self._record)
        made.addAction("Daftar yang belum diunggah").triggered.connect(self._open_list)
        return made

    def open_pack(self) -> None:
        """Open the pack of the case."""
        self._window.open_page("idis", case_id=self._case_id)

    def _record(self) -> None:
        self._window.open_page("case", case_id=self._case_id, step=str(StepKey.DOCUMENTED))

    def _open_list(self) -> None:
        self._window.open_page("recap", name=WAITING_RECAP, query=FigureQuery())

    def _pressed(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
