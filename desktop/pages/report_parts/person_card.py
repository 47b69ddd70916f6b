"""An accused as a form shows him: who he is, and which cases there were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.earlier import Earlier
from cases.model.person import EmploymentStatus, Person
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from desktop import theme
from desktop.widgets.basic import button, label, snug
from desktop.widgets.rail import Avatar


class AccusedPerson(QWidget):
    """An accused as recorded, with his earlier cases. ``case_wanted`` gives the id of one."""

    case_wanted = Signal(str)

    def __init__(self, person: Person) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("m"))
        line.addWidget(Avatar(person.name, 36), 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        kind = "" if person.status is EmploymentStatus.UNKNOWN else str(person.status)
        rank = " ".join(part for part in (kind, person.rank, f"({person.grade})" if person.grade else "") if part)
        self._lines.addWidget(snug(person.name, "subsection"))
        number = f"NIP {show_nip(person.nip)}" if person.nip else "Tanpa NIP"
        self._lines.addWidget(label(number, "body", selectable=True))
        post = " · ".join(part for part in (rank, person.position) if part)
        unit = ", ".join(part for part in (person.unit, person.work_unit) if part)
        for words, role in ((post, "body"), (unit, "caption")):
            if words:
                self._lines.addWidget(snug(words, role))
        line.addLayout(self._lines, 1)

    def show_earlier(self, cases: Sequence[Earlier], event_on: date | None) -> None:
        """Tell his earlier cases; one about the same day may be a duplicate."""
        if not cases:
            self._lines.addWidget(snug("Belum pernah diproses dalam perkara lain.", "green"))
            return
        twins = [case.number for case in cases if event_on is not None and case.event_on == event_on]
        if twins:
            words = f"Perkara {', '.join(twins)} tentang kejadian pada tanggal yang sama; pastikan bukan perkara ganda."
            self._lines.addWidget(snug(words, "warnBox"))
        for case in cases:
            row = QHBoxLayout()
            when = f"Kejadian {long_date(case.event_on)}" if case.event_on else "Tanggal kejadian tidak diketahui"
            row.addWidget(snug(f"{when}: {case.said}", "amber"), 1)
            if case.archive:
                row.addWidget(label(case.number.capitalize(), "caption"))
            else:
                show = button(f"Lihat {case.number}", "link")
                show.clicked.connect(lambda *_, case_id=case.id: self.case_wanted.emit(case_id))
                row.addWidget(show)
            self._lines.addLayout(row)
