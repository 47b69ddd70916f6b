"""The tab "Pemeriksaan": records, findings and decisions as they were written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import Letter
from cases.model.person import Examiner
from cases.model.steps import (
    CaseStep,
    DecisionFacts,
    ExaminationFacts,
    FindingsFacts,
    Question,
    RemedyDecisionFacts,
    StatementFacts,
    StepFacts,
)
from cases.rules.dates import long_date
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.pages.case_tabs.facts import FactGrid
from desktop.pages.case_tabs.told import outcome_title, sanction_title
from desktop.pages.case_tabs.words import full_day, letter_line
from desktop.pages.step_forms.choices import Terms, terms_of
from desktop.widgets.basic import Card, button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear

Pairs: TypeAlias = list[tuple[str, str]]


class ExaminationTab(QWidget):
    """``opened`` gives ("letter", identifier)."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("gapCards"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inner))

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show a case."""
        clear(self._lines)
        file = view.file
        cards = [self._card(file, step, law) for step in file.steps if type(step.facts) in _TELLERS]
        for card in cards:
            self._lines.addWidget(card)
        if not cards:
            self._lines.addWidget(
                EmptyState(
                    "Belum ada pemeriksaan",
                    "Tanya jawab, LHP, dan keputusan tampil di sini setelah dicatat.",
                    icon="chat-text",
                )
            )
        self._lines.addStretch(1)

    def _card(self, file: CaseFile, step: CaseStep, law: CaseLaw) -> Card:
        rule = law.steps.get(step.key)
        card = Card(rule.title if rule else str(step.key))
        letter = next((one for one in file.letters if one.id == step.letter_id), None)
        if letter is not None:
            card.head.addWidget(self._link(letter))
        grid = FactGrid()
        pairs = _TELLERS[type(step.facts)](step.facts, law, terms_of(file.case.track))
        grid.show_facts([*(pair for pair in pairs if pair[1]), ("Surat", letter_line(letter) if letter else "")])
        card.add(grid)
        if isinstance(step.facts, ExaminationFacts | StatementFacts):
            card.add(_questions(step.facts.questions))
        for override in step.overrides:
            card.add(label(f"Peringatan dilewati dengan alasan: {override.reason}", "warnBox", wrap=True))
        return card

    def _link(self, letter: Letter) -> QWidget:
        made = button(letter.title, "link", icon="file-text")
        made.clicked.connect(lambda _down: self.opened.emit(("letter", letter.id)))
        return made


def _team(examiners: tuple[Examiner, ...]) -> str:
    return "\n".join(f"{one.person.name}, {one.duty}" for one in examiners)


def _examination(facts: ExaminationFacts, _law: CaseLaw, _terms: Terms) -> Pairs:
    refused = f"Menolak: {facts.refusal_note}" if facts.refused_to_sign else "Ditandatangani terlapor dan pemeriksa"
    taped = f"Dengan persetujuan {long_date(facts.consent_on)}" if facts.recorded and facts.consent_on else ""
    return [
        ("Hari dan waktu", f"{full_day(facts.examined_on)} pukul {facts.examined_at}"),
        ("Tempat", f"{facts.place} ({facts.mode})"),
        ("Rekaman", taped),
        ("Pemeriksa", _team(facts.examiners)),
        ("Tanda tangan BAP", refused),
    ]


def _statement(facts: StatementFacts, _law: CaseLaw, _terms: Terms) -> Pairs:
    return [
        ("Pemberi keterangan", f"{facts.witness.name}, {facts.witness.position}".rstrip(", ")),
        ("Hari dan waktu", f"{full_day(facts.given_on)} pukul {facts.given_at}"),
        ("Tempat", facts.place),
        ("Pemeriksa", _team(facts.examiners)),
        ("Tanda tangan", "Menolak" if facts.refused_to_sign else "Ditandatangani"),
    ]


def _findings(facts: FindingsFacts, law: CaseLaw, terms: Terms) -> Pairs:
    return [
        ("Kesimpulan", f"Terbukti, tingkat {facts.level}" if facts.proven else "Tidak terbukti"),
        (terms.recommended, sanction_title(facts.sanction_key, law) if facts.proven else ""),
        ("Tindakan administratif", facts.administrative),
        ("Bentuk pelanggaran", facts.form),
        ("Waktu", facts.time),
        ("Tempat", facts.place),
        ("Dampak", facts.impact),
        ("Memberatkan", facts.aggravating),
        ("Meringankan", facts.mitigating),
    ]


def _span(begins: date | None, ends: date | None) -> str:
    return f"{long_date(begins)} sampai {long_date(ends)}" if begins and ends else ""


def _decision(facts: DecisionFacts, law: CaseLaw, terms: Terms) -> Pairs:
    return [
        (terms.sanction, facts.dismissal_wording or sanction_title(facts.sanction_key, law)),
        ("Tingkat", facts.level.capitalize()),
        ("Pejabat", f"{facts.official.name}, {facts.official_post or facts.official.position}"),
        ("Perbuatan", facts.act),
        ("Masa hukuman", _span(facts.begins_on, facts.ends_on)),
        ("Jabatan selama hukuman", facts.new_position),
        ("Tunjangan kinerja", f"{facts.allowance_from} menjadi {facts.allowance_to}" if facts.allowance_to else ""),
        ("Tindakan administratif", facts.administrative),
    ]


def _remedy_decision(facts: RemedyDecisionFacts, law: CaseLaw, terms: Terms) -> Pairs:
    return [
        ("Hasil", outcome_title(facts.outcome, law).capitalize()),
        ("Diputus oleh", f"{facts.decided_by}, Nomor {facts.number}" if facts.number else facts.decided_by),
        (f"{terms.sanction} menjadi", sanction_title(facts.sanction_key, law)),
        ("Masa hukuman", _span(facts.begins_on, facts.ends_on)),
        ("Jabatan selama hukuman", facts.new_position),
        ("Berlaku pada", long_date(facts.effective_on) if facts.effective_on else ""),
        ("Catatan", facts.note),
    ]


_TELLERS: dict[type[StepFacts], Callable[[Any, CaseLaw, Terms], Pairs]] = {
    StatementFacts: _statement,
    ExaminationFacts: _examination,
    FindingsFacts: _findings,
    DecisionFacts: _decision,
    RemedyDecisionFacts: _remedy_decision,
}
"""What is shown here, in the order of recording."""


def _questions(questions: tuple[Question, ...]) -> QWidget:
    """The questions with their answers, numbered."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, theme.space("s"), 0, 0)
    lines.setSpacing(theme.space("xs"))
    for number, one in enumerate(questions, start=1):
        lines.addWidget(label(f"{number}. {one.question}", "strong", wrap=True, selectable=True))
        answer = label(one.answer, "body", wrap=True, selectable=True)
        answer.setContentsMargins(theme.space("l"), 0, 0, theme.space("xs"))
        lines.addWidget(answer)
    return made
