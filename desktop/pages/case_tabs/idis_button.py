"""The button of a case that leads to its I'DIS pack or its reply to SBT, to their records, and to what still waits."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cases.model.figures import FigureQuery
from cases.model.idis_pack import PackTarget
from cases.model.steps import StepKey
from cases.model.user import Right
from cases.rules.idis_pack import targets_of, upload_rules
from cases.services.steps import CaseView
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.widgets.basic import button

_WORDS: Final = {
    PackTarget.IDIS: ("Siapkan paket I'DIS", "Catat unggahan", "Daftar yang belum diunggah"),
    PackTarget.SBT: ("Siapkan balasan SBT", "Catat balasan", "Daftar yang belum dijawab"),
}


class IdisButton(QWidget):
    """``show_case`` says of which case; it is there once a pack can be made of it."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._window = window
        self._may_pack, self._may_record = desk.may(Right.RECAP) and desk.may(Right.EXPORT), desk.may(Right.HANDLE_CASE)
        self._case_id = ""
        self._targets: tuple[PackTarget, ...] = ()
        self._recordable = False
        self.button = button(
            "", icon="package", on_click=self._pressed, tip="PDF dan isian untuk I'DIS, SIASN, atau SBT"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)

    def show_case(self, view: CaseView) -> None:
        """Offer the packs that can be made of a case."""
        self._case_id = view.file.case.id
        self._targets = targets_of(view.file.case)
        self._recordable = any(step.key is StepKey.DOCUMENTED for step in view.next_steps)
        self.setVisible(self._may_pack and bool(self._targets))
        if self._targets:
            self.button.setText(f" {upload_rules(self._targets[0]).pack.title}…")

    def menu(self) -> QMenu:
        """What it leads to."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for target in self._targets:
            if made.actions():
                made.addSeparator()
            prepare, record, waiting = _WORDS[target]
            made.addAction(prepare).triggered.connect(partial(self._open_pack, target))
            if self._recordable and self._may_record:
                made.addAction(record).triggered.connect(partial(self._record, target))
            made.addAction(waiting).triggered.connect(partial(self._open_list, target))
        return made

    def _open_pack(self, target: PackTarget) -> None:
        self._window.open_page("idis", case_id=self._case_id, target=target)

    def _record(self, target: PackTarget) -> None:
        system = upload_rules(target).pack.systems[0]
        self._window.open_page("case", case_id=self._case_id, step=str(StepKey.DOCUMENTED), system=system)

    def _open_list(self, target: PackTarget) -> None:
        self._window.open_page("recap", name=upload_rules(target).pack.waiting, query=FigureQuery())

    def _pressed(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
