"""Saying who heads a work unit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.person import Person
from cases.model.work_unit import WorkUnit
from cases.rules.unit_heads import head_words
from cases.services import employees
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.basic import label
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import Form
from desktop.widgets.person_field import PersonField

_WIDTH = 460


class HeadDialog(QDialog):
    """Asks for an employee and how he heads the unit; ``said`` hears NIP and way of acting."""

    def __init__(self, desk: Desk, parent: QWidget, unit: WorkUnit, said: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        self._said = said
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.space("s"))
        heading = label(f"Kepala {unit.path.name}", "section", wrap=True)
        heading.setFixedWidth(_WIDTH)
        whole.addWidget(heading)

        def search(text: str, give: Callable[[list[Person]], None]) -> None:
            desk.ask(employees.find_people, text).then(self, lambda found: give([one for one in found if one.nip]))

        self.form = Form(width=_WIDTH)
        self.person = self.form.add("head", "Pegawai", PersonField(search, by_hand=False), required=True)
        ways = [("", "Pejabat definitif"), *((way, way) for way in dict.fromkeys(head_words().acting.values()))]
        self.acting = self.form.add("acting", "Menjabat sebagai", ChoiceField(ways))
        self.form.buttons("Tetapkan", cancel=self.reject)
        self.form.submitted.connect(self._go)
        whole.addWidget(self.form)
        self.form.focus_first()

    def _go(self) -> None:
        person = self.person.value()
        if person is None:
            self.form.show_failure(InvalidInput("Pilih pegawai dari daftar.", field="head"))
            return
        self.accept()
        self._said(person.nip, self.acting.value())


def ask_head(desk: Desk, parent: QWidget, unit: WorkUnit, said: Callable[[str, str], object]) -> HeadDialog:
    """Open the dialog."""
    dialog = HeadDialog(desk, parent, unit, said)
    dialog.open()
    return dialog
