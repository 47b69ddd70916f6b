"""The form of a summons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.model.steps import AbsenceFacts, StepFacts, StepKey, SummonsFacts
from cases.rules.guards import Finding
from cases.services import steps
from desktop.pages.step_forms.body import LETTER_DAY, StepBody
from desktop.pages.step_forms.guards_side import FindingLine
from desktop.widgets.fields import TextField

_DAY_GUARD = "examination-day"


class SummonsBody(StepBody):
    """Summons I and II: the examination is proposed from the letter's date until the clerk sets a day himself.

    Nothing is proposed where neither the law of the track nor the office says when it should be.
    """

    def build(self) -> None:
        """Letter, examination, who calls."""
        self._proposed: date | None = None
        self._first: SummonsFacts | None = None
        second = self.scene.step.key is StepKey.SUMMONS_2
        before: SummonsFacts | None = self.scene.facts(StepKey.SUMMONS_1)
        missed: AbsenceFacts | None = self.scene.facts(StepKey.ABSENCE_1)
        superior = self.scene.case.superior
        self.section("Surat")
        self.add_day("on", "Tanggal surat", missed.missed_on if missed else self.scene.today, help_text=LETTER_DAY)
        self.section("Pemeriksaan", "Terlapor diminta hadir pada:")
        self.add_day("examine_on", "Tanggal pemeriksaan")
        self.add_clock("examine_at", "Pukul", before.examine_at if before else "09.00")
        self.day_line = FindingLine()
        self.add_widget(self.day_line)
        place = self.add("place", "Tempat", TextField(placeholder="mis. Ruang Rapat, alamat kantor"), required=True)
        place.restore(before.place if before else "")
        self.add_person(
            "report_to",
            "Menghadap kepada",
            before.report_to if before else self.scene.chair,
            help_text="Pejabat yang memeriksa: atasan langsung atau ketua tim.",
        )
        self.section("Penanda tangan")
        self.add_person(
            "signer",
            "Ditandatangani oleh",
            before.signer if second and before else superior,
            help_text="Panggilan dibuat oleh atasan langsung terlapor.",
        )
        self.field("on").changed.connect(self._ask_proposal)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Whether the day of the examination lies within its limit, under the day."""
        self.day_line.show_finding(next((one for one in findings if one.guard == _DAY_GUARD), None))

    def begin(self) -> None:
        """Ask for the day to propose; the form is ready once it is known."""
        self._ask_proposal()

    def _ask_proposal(self) -> None:
        box = self.box("on")
        letter_on = self.field("on").value() if not box.problem() else None
        if letter_on is None:
            self.ready.emit()
            return
        request = self.desk.ask(steps.propose_examination, self.scene.case.id, self.scene.step.key, letter_on)
        request.then(self, self._show_proposal)

    def _show_proposal(self, day: date | None) -> None:
        field = self.field("examine_on")
        own = not field.blank() and (self.box("examine_on").problem() or field.value() != self._proposed)
        self._proposed = day
        if not own and day is not None:
            field.restore(f"{day.day}/{day.month}/{day.year}")
        self.ready.emit()
        self.settled.emit()

    def facts(self) -> SummonsFacts:
        """When, where, before whom."""
        return SummonsFacts(
            examine_on=self.day("examine_on"),
            examine_at=self.clock("examine_at"),
            place=self.text("place"),
            report_to=self.person("report_to"),
            signer=self.person("signer"),
            first_number=self._first.first_number if self._first else "",
            first_on=self._first.first_on if self._first else None,
        )

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """The first letter is remembered, not asked."""
        self._first = facts if isinstance(facts, SummonsFacts) else None
        return {}
