"""Forms of the steps that call the respondent, and of his absence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.model.steps import AbsenceFacts, HandoverSummonsFacts, StepFacts, StepKey, SummonsFacts
from cases.rules.guards import Finding
from cases.services import steps
from desktop.pages.step_forms.body import StepBody
from desktop.pages.step_forms.guards_side import FindingLine
from desktop.pages.step_forms.people import PeopleField
from desktop.widgets.fields import TextField

_LETTER_DAY = "Tanggal yang direncanakan; dipastikan saat surat diajukan."
_DAY_GUARD = "examination-day"
_ABSENT = "tidak hadir tanpa keterangan"


class SummonsBody(StepBody):
    """Summons I and II: the examination is proposed from the letter's date until the clerk sets a day himself."""

    def build(self) -> None:
        """Letter, examination, who calls."""
        self._proposed: date | None = None
        self._first: SummonsFacts | None = None
        second = self.scene.step.key is StepKey.SUMMONS_2
        before: SummonsFacts | None = self.scene.facts(StepKey.SUMMONS_1)
        missed: AbsenceFacts | None = self.scene.facts(StepKey.ABSENCE_1)
        superior = self.scene.case.superior
        self.section("Surat")
        self.add_day("on", "Tanggal surat", missed.missed_on if missed else self.scene.today, help_text=_LETTER_DAY)
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

    def _show_proposal(self, day: date) -> None:
        field = self.field("examine_on")
        own = not field.blank() and (self.box("examine_on").problem() or field.value() != self._proposed)
        self._proposed = day
        if not own:
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


class AbsenceBody(StepBody):
    """He did not come: the day, the reason if one is known, who witnesses it."""

    def build(self) -> None:
        """Day, reason, witnesses."""
        first = self.scene.step.key is StepKey.ABSENCE_1
        summons: SummonsFacts | None = self.scene.facts(StepKey.SUMMONS_1 if first else StepKey.SUMMONS_2)
        self.section("Ketidakhadiran")
        self.add_day("missed_on", "Tidak hadir pada", summons.examine_on if summons else None)
        reason = self.add(
            "reason",
            "Keterangan",
            TextField(),
            help_text="Alasan yang disampaikan terlapor, atau bahwa tidak ada keterangan.",
            required=True,
        )
        reason.restore(_ABSENT)
        self.section("Saksi", "Mereka ikut menandatangani berita acara ketidakhadiran.")
        field = self.add("witnesses", "Saksi", PeopleField(self.search, add_words="Tambah saksi"))
        superior = self.scene.case.superior
        field.set_people([one.person for one in self.scene.case.examiners if one.person != superior])

    def on(self) -> date | None:
        """The day that he missed."""
        return self.day("missed_on")

    def facts(self) -> AbsenceFacts:
        """The missed day with its witnesses."""
        return AbsenceFacts(
            missed_on=self.day("missed_on"),
            reason=self.text("reason"),
            witnesses=self.field("witnesses").value(),
        )


class HandoverSummonsBody(StepBody):
    """The call to receive the decision."""

    def build(self) -> None:
        """Letter, meeting, who calls."""
        before: SummonsFacts | None = self.scene.facts(StepKey.SUMMONS_2, StepKey.SUMMONS_1)
        self.section("Surat")
        self.add_day("on", "Tanggal surat", self.scene.today, help_text=_LETTER_DAY)
        self.section("Pertemuan", "Terlapor diminta menerima keputusan pada:")
        self.add_day("meet_on", "Tanggal")
        self.add_clock("meet_at", "Pukul", "09.00")
        place = self.add("place", "Tempat", TextField(), required=True)
        place.restore(before.place if before else "")
        self.add_person("report_to", "Menghadap kepada", self.scene.case.superior)
        self.section("Penanda tangan")
        self.add_person(
            "signer",
            "Ditandatangani oleh",
            self.scene.case.superior,
            help_text="Pejabat yang berwenang atau pejabat yang ditunjuknya.",
        )

    def facts(self) -> HandoverSummonsFacts:
        """When, where, before whom."""
        return HandoverSummonsFacts(
            meet_on=self.day("meet_on"),
            meet_at=self.clock("meet_at"),
            place=self.text("place"),
            report_to=self.person("report_to"),
            signer=self.person("signer"),
        )
