"""The tab "Ringkasan": what he is accused of, who decides and examines, and what was done so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import Case, CaseFile
from cases.model.person import Person, TeamDuty
from cases.model.report import Source
from cases.regulations import Violation
from cases.rules.dates import long_date
from cases.rules.earlier import earlier_of
from cases.rules.report_words import SOURCES
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.pages.case_tabs.circumstances import circumstances, due_dates
from desktop.pages.case_tabs.facts import FactGrid
from desktop.pages.case_tabs.history import timeline
from desktop.pages.case_tabs.words import full_day
from desktop.pages.step_forms.authority import earlier_sanctions
from desktop.pages.step_forms.guards_side import UNVERIFIED
from desktop.widgets.basic import Card, Elided, Icon, button, row
from desktop.widgets.form import scrolled
from desktop.widgets.timeline import Timeline


class SummaryTab(QWidget):
    """``opened`` gives ("letter" | "report", identifier); the others ask for a form or for the calculator."""

    opened = Signal(object)
    officials_wanted = Signal()
    correction_wanted = Signal()
    count_wanted = Signal()

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self._accused = FactGrid()
        self._officials = FactGrid(3)
        self.timeline = Timeline()
        self.timeline.opened.connect(self.opened)
        self._earlier_icon = Icon("check-circle", "greenFg", theme.size("iconSmall"))
        self._earlier = Elided("", "green")
        accused = Card("Dugaan pelanggaran")
        if may_edit:
            correct = button("Koreksi…", "link", icon="pencil-simple", tip="Koreksi data perkara")
            correct.clicked.connect(lambda _down: self.correction_wanted.emit())
            accused.head.addWidget(correct)
        accused.add(row(self._earlier_icon, self._earlier))
        accused.add(self._accused)
        officials = Card(padding=theme.space("m"))
        across = QHBoxLayout()
        across.setContentsMargins(4, 2, 0, 0)
        across.addWidget(self._officials, 1)
        if may_edit:
            edit = button("Ubah", "link", icon="pencil-simple", tip="Tunjuk atau ubah pejabat perkara ini")
            edit.clicked.connect(lambda _down: self.officials_wanted.emit())
            across.addWidget(edit)
        officials.body.addLayout(across)
        self._due_card, self._due = Card("Tenggat"), FactGrid()
        count = button("Hitung", "link", icon="calculator", tip="Hitung tenggat bila tanggalnya lain, atau ekspor .ics")
        count.clicked.connect(lambda _down: self.count_wanted.emit())
        self._due_card.head.addWidget(count)
        self._due_card.add(self._due)
        self._beside_card, self._beside = Card("Hal lain dalam perkara ini"), FactGrid()
        self._beside_card.add(self._beside)
        history = Card("Linimasa")
        history.add(self.timeline)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("gapCards"))
        for card in (accused, officials, self._due_card, self._beside_card, history):
            lines.addWidget(card)
        lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a timeline's links keep their words
        whole.addWidget(area)

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show a case."""
        file = view.file
        self._accused.show_facts(_accused(file, law))
        self._officials.show_facts(_officials(file.case))
        self._show_earlier(file)
        for card, grid, pairs in (
            (self._due_card, self._due, due_dates(file, law)),
            (self._beside_card, self._beside, circumstances(file, law)),
        ):
            grid.show_facts(pairs)
            card.setVisible(bool(pairs))
        self.timeline.show_entries(timeline(file, law, law.office.time_zone.zone))

    def _show_earlier(self, file: CaseFile) -> None:
        earlier = earlier_of(file)
        punished = [one for one in earlier if one.sanction_title]
        words, hue, icon = "Tidak ada hukuman disiplin sebelumnya", "green", "check-circle"
        if punished:
            last = punished[0]
            words, hue, icon = f"Pernah dihukum {last.sanction_title} ({last.number})", "amber", "warning"
            told = (words for words, _serving in earlier_sanctions(punished, file.case.opened_on))
            self._earlier.setToolTip("\n".join(told))
        elif earlier:
            numbers = ", ".join(one.number for one in earlier)
            words, hue, icon = f"Ada perkara lain: {numbers}", "amber", "warning"
        self._earlier.setText(words)
        theme.set_role(self._earlier, hue)
        self._earlier_icon.show_icon(icon, f"{hue}Fg")


def _accused(file: CaseFile, law: CaseLaw) -> list[tuple[str, str]]:
    case, report = file.case, file.report
    forms = "\n".join(f"{one.code}: {one.text}" for one in law.violations)
    bases = "\n".join(dict.fromkeys(_basis(one, law) for one in law.violations))
    at = f", {report.event_at} {law.office.time_zone}" if report.event_at else ""
    media = ", ".join(part for part in (report.platform, report.account, report.event_place) if part)
    source = f"{SOURCES[Source(case.source)]}, {long_date(case.received_on)}"
    origin = f"Surat {report.origin_number}" if report.origin_number else ""
    return [
        ("Bentuk pelanggaran", forms),
        ("Dasar", bases),
        ("Waktu dan media", f"{full_day(case.event_on)}{at}" + (f"\n{media}" if media else "")),
        ("Sumber laporan", "\n".join(part for part in (source, origin) if part)),
    ]


def _basis(violation: Violation, law: CaseLaw) -> str:
    """Where a form of violation stands, and what is doubtful about that."""
    if violation.verified:
        return law.basis(violation)
    return f"{law.basis(violation)}, {UNVERIFIED}" + (f"\n{violation.note}" if violation.note else "")


def _officials(case: Case) -> list[tuple[str, str]]:
    return [
        ("Atasan langsung", _named(case.superior)),
        ("Pemeriksa", _examiners(case)),
        ("Pejabat berwenang menghukum", case.official_post or _named(case.official)),
    ]


def _named(person: Person | None) -> str:
    return person.name if person is not None else "Belum ditunjuk"


def _examiners(case: Case) -> str:
    """Who leads, and how many more there are."""
    if not case.examiners:
        return "Atasan langsung" if case.superior else "Belum ditunjuk"
    chair = next((one for one in case.examiners if one.duty is TeamDuty.CHAIR), case.examiners[0])
    others = len(case.examiners) - 1
    return f"{chair.person.name} dan {others} anggota" if others else chair.person.name
