"""The tab "Pemeriksaan": the record, the findings and the decision as they were written down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import Letter
from cases.model.person import Examiner
from cases.model.steps import CaseStep, DecisionFacts, ExaminationFacts, FindingsFacts, StepKey
from cases.rules.dates import long_date
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.pages.case_tabs.facts import FactGrid, clear
from desktop.pages.case_tabs.words import full_day, letter_line
from desktop.widgets.basic import Card, button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled


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
        steps = {step.key: step for step in file.steps}
        cards = [
            self._card(file, steps[key], title, facts)
            for key, title, facts in (
                (StepKey.EXAMINATION, "Berita acara pemeriksaan", _examination),
                (StepKey.FINDINGS, "Laporan hasil pemeriksaan", lambda facts: _findings(facts, law)),
                (StepKey.DECISION, "Keputusan", lambda facts: _decision(facts, law)),
            )
            if key in steps
        ]
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

    def _card(self, file: CaseFile, step: CaseStep, title: str, facts: Any) -> Card:  # noqa: ANN401 - a teller
        card = Card(title)
        letter = next((one for one in file.letters if one.id == step.letter_id), None)
        if letter is not None:
            card.head.addWidget(self._link(letter))
        grid = FactGrid()
        grid.show_facts([*facts(step.facts), ("Surat", letter_line(letter) if letter else "")])
        card.add(grid)
        if isinstance(step.facts, ExaminationFacts):
            card.add(_questions(step.facts))
        for override in step.overrides:
            card.add(label(f"Peringatan dilewati dengan alasan: {override.reason}", "warnBox", wrap=True))
        return card

    def _link(self, letter: Letter) -> QWidget:
        made = button(letter.title, "link", icon="file-text")
        made.clicked.connect(lambda _down: self.opened.emit(("letter", letter.id)))
        return made


def _team(examiners: tuple[Examiner, ...]) -> str:
    return "\n".join(f"{one.person.name}, {one.duty}" for one in examiners)


def _examination(facts: ExaminationFacts) -> list[tuple[str, str]]:
    refused = f"Menolak: {facts.refusal_note}" if facts.refused_to_sign else "Ditandatangani terlapor dan pemeriksa"
    return [
        ("Hari dan waktu", f"{full_day(facts.examined_on)} pukul {facts.examined_at}"),
        ("Tempat", f"{facts.place} ({facts.mode})"),
        ("Pemeriksa", _team(facts.examiners)),
        ("Tanda tangan BAP", refused),
    ]


def _findings(facts: FindingsFacts, law: CaseLaw) -> list[tuple[str, str]]:
    sanction = law.sanction(facts.sanction_key)
    pairs = [
        ("Kesimpulan", f"Terbukti, tingkat {facts.level}" if facts.proven else "Tidak terbukti"),
        ("Hukuman yang disarankan", sanction.title if sanction else ""),
        ("Bentuk pelanggaran", facts.form),
        ("Waktu", facts.time),
        ("Tempat", facts.place),
        ("Dampak", facts.impact),
        ("Memberatkan", facts.aggravating),
        ("Meringankan", facts.mitigating),
    ]
    return pairs if facts.proven else [pair for pair in pairs if pair[0] != "Hukuman yang disarankan"]


def _decision(facts: DecisionFacts, law: CaseLaw) -> list[tuple[str, str]]:
    sanction = law.sanction(facts.sanction_key)
    span = ""
    if facts.begins_on and facts.ends_on:
        span = f"{long_date(facts.begins_on)} sampai {long_date(facts.ends_on)}"
    pairs = [
        ("Hukuman", facts.dismissal_wording or (sanction.title if sanction else "")),
        ("Tingkat", facts.level.capitalize()),
        ("Pejabat", f"{facts.official.name}, {facts.official_post or facts.official.position}"),
        ("Perbuatan", facts.act),
        ("Masa hukuman", span),
        ("Jabatan selama hukuman", facts.new_position),
        ("Tunjangan kinerja", f"{facts.allowance_from} menjadi {facts.allowance_to}" if facts.allowance_to else ""),
    ]
    return [pair for pair in pairs if pair[1]]


def _questions(facts: ExaminationFacts) -> QWidget:
    """The questions with their answers, numbered."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, theme.space("s"), 0, 0)
    lines.setSpacing(theme.space("xs"))
    for number, one in enumerate(facts.questions, start=1):
        lines.addWidget(label(f"{number}. {one.question}", "strong", wrap=True, selectable=True))
        answer = label(one.answer, "body", wrap=True, selectable=True)
        answer.setContentsMargins(theme.space("l"), 0, 0, theme.space("xs"))
        lines.addWidget(answer)
    return made
