"""Forms of the decision: what it imposes, its handover, and the day it comes into force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cases.errors import InvalidInput
from cases.model.case import Level, Track
from cases.model.person import ActingMark, Person
from cases.model.steps import (
    DecisionFacts,
    FindingsFacts,
    HandoverFacts,
    InForceFacts,
    StepFacts,
    StepKey,
)
from cases.regulations import Sanction
from cases.rules.dates import add_months, long_date, weekday_name
from cases.rules.earlier import earlier_of
from cases.services import lawbook, steps
from cases.services.lawbook import Proposed
from desktop.pages.step_forms.authority import Candidates, EarlierSanctions
from desktop.pages.step_forms.body import LETTER_DAY, StepBody, draft_of
from desktop.pages.step_forms.choices import SanctionBody, terms_of, violation_field
from desktop.widgets.basic import label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField

_ONE_SANCTION = "Satu hukuman untuk seluruh pelanggaran, yang terberat."
_ONE_DAY = timedelta(days=1)
_ACTING = (
    (ActingMark.PLT, "Pelaksana tugas (Plt.)"),
    (ActingMark.PLH, "Pelaksana harian (Plh.)"),
    (ActingMark.PJ, "Penjabat (Pj.)"),
)
# The field of a decision -> the field of the form and its words; which of them a sanction fills is the law's to say.
_NEEDED = ("begins_on", "ends_on", "new_position", "allowance_from", "allowance_to", "dismissal_wording")


class DecisionBody(SanctionBody):
    """One sanction for the violations named; what else is asked follows from the type of sanction."""

    def build(self) -> None:
        """Letter, sanction, its particulars, official."""
        self._asked = 0
        findings: FindingsFacts | None = self.scene.facts(StepKey.FINDINGS)
        level = findings.level if findings and findings.level else str(self.scene.case.suspected_level)
        terms, council = terms_of(self.scene.case.track), self.scene.case.track is Track.ETHICS
        self.section("Keputusan")
        self.add_day("on", "Tanggal keputusan", self.scene.today, help_text=LETTER_DAY)
        codes = findings.violation_codes if findings else self.scene.case.violation_codes
        self.add(
            "violation_codes",
            "Pelanggaran yang disebut keputusan",
            violation_field(self.scene.law, codes),
            required=True,
        )
        act = self.add(
            "act",
            "Perbuatan",
            LongTextField(rows=2),
            help_text="Dicetak dalam keputusan sebagai uraian pelanggaran.",
            required=True,
        )
        act.restore(findings.form if findings else "")
        self.section("Hukuman sebelumnya")
        self.add_widget(EarlierSanctions(earlier_of(self.scene.file), self.scene.today))
        self.section(terms.sanction, _ONE_SANCTION if self.scene.case.track is Track.DISCIPLINE else "")
        self.add_sanction(level, findings.sanction_key if findings else "", title=terms.types, required=True)
        self._note = label("", "help", wrap=True)
        self.add_widget(self._note)
        self._build_particulars()
        if council:
            text = self.add("administrative", "Tindakan administratif", LongTextField(rows=1))
            text.restore(findings.administrative if findings else "")
        self.section(terms.official, "Yang berwenang menurut aturan, untuk jenis yang dipilih:")
        self.candidates = Candidates()
        self.add_widget(self.candidates)
        official = findings.authority if findings and findings.authority else self.scene.case.official
        self.add_person("official", "Ditetapkan oleh", official)
        post = self.add(
            "official_post",
            "Jabatan dalam keputusan",
            TextField(),
            help_text="mis. Bupati Tirta Kencana",
            required=True,
        )
        post.restore(self.scene.case.official_post or (official.position if official else ""))
        acting = self.add(
            "acting",
            "Kedudukan",
            ChoiceField([(str(k), w) for k, w in _ACTING], blank="Definitif"),
            required=False,
        )
        acting.restore(str(official.acting) if official else "")
        self.field("sanction_key").changed.connect(self.sanction_changed)
        self.field("official").changed.connect(self._mark_official)
        self.candidates.picked.connect(self._pick_official)
        self.field("begins_on").changed.connect(self._propose_end)
        self.settled.connect(self._show_settled)
        self.sanction_changed()

    def _build_particulars(self) -> None:
        """Fields that some sanctions fill."""
        today = lambda: self.scene.today  # noqa: E731 - a field asks for the day each time
        self.add("begins_on", "Terhitung mulai", DateField(today), required=True)
        self.add("ends_on", "Sampai dengan", DateField(today), required=True, beside=True)
        self.add("new_position", "Jabatan selama hukuman", TextField(), required=True)
        self.add("allowance_from", "Tunjangan kinerja semula", TextField(placeholder="mis. Rp4.000.000"), required=True)
        self.add("allowance_to", "Menjadi", TextField(placeholder="mis. Rp3.000.000"), required=True, beside=True)
        self.add(
            "dismissal_wording",
            "Bunyi pemberhentian dalam keputusan",
            LongTextField(rows=2),
            help_text="Bunyinya ditetapkan kantor; periksa peraturan yang berlaku pada tanggal keputusan.",
            required=True,
        )

    def sanction_changed(self) -> None:
        """Propose what the new type needs: the month after next begins it, its length ends it."""
        chosen = self.sanction
        if chosen is not None and chosen.months and self.field("begins_on").blank():
            self.field("begins_on").restore(_typed(self._first_day(chosen)))
        if chosen is not None and "dismissal_wording" in chosen.needs and self.field("dismissal_wording").blank():
            self.field("dismissal_wording").restore(chosen.title)
        self._propose_end()
        self._show_particulars()
        self._ask_candidates()

    def _first_day(self, chosen: Sanction) -> date:
        """The month after this one, or the day after a sanction that is being served and not lighter than this one."""
        first = add_months(self.scene.today.replace(day=1), 1)
        served = (
            case.ends_on + _ONE_DAY
            for case in earlier_of(self.scene.file)
            if case.ends_on and not (case.sanction_key and self.scene.law.heavier(chosen.key, case.sanction_key))
        )
        return max((first, *served))

    def _ask_candidates(self) -> None:
        """Ask who may give what is chosen; only the last answer counts."""
        self._asked += 1
        asked, level, key = self._asked, self.text("level"), self.text("sanction_key")

        def show(proposed: tuple[Proposed, ...]) -> None:
            if asked == self._asked:
                self.candidates.show_candidates(proposed, self._official())

        self.desk.ask(lawbook.authority_candidates, self.scene.case.id, level, key).then(self, show)

    def _official(self) -> Person | None:
        return None if self.box("official").problem() else self.field("official").value()

    def _mark_official(self) -> None:
        self.candidates.choose(self._official())

    def _pick_official(self, person: Person) -> None:
        """Put the person and the post he decides in into the form."""
        office = self.scene.law.office
        self.field("official").restore(draft_of(person))
        self.field("official_post").restore(office.head_title if person == office.head else person.position)
        self.field("acting").restore(str(person.acting))
        self._mark_official()
        self.field("official").changed.emit()

    def _propose_end(self) -> None:
        chosen = self.sanction
        begins = None if self.box("begins_on").problem() else self.field("begins_on").value()
        if chosen is not None and chosen.months and begins is not None:
            self.field("ends_on").restore(_typed(add_months(begins, chosen.months) - _ONE_DAY))

    def _show_settled(self) -> None:
        """A draft was put back."""
        self._show_particulars()
        self._ask_candidates()

    def _show_particulars(self) -> None:
        chosen = self.sanction
        needed = self._needed(chosen)
        for key in _NEEDED:
            self.show_field(key, shown=key in needed)
        about = f"{chosen.place}. {chosen.note}".strip() if chosen else ""
        self._note.setText(about)
        self._note.setVisible(bool(about))

    @staticmethod
    def _needed(chosen: Sanction | None) -> frozenset[str]:
        """The fields of a type; what has a length also has an end."""
        if chosen is None:
            return frozenset()
        return frozenset((*chosen.needs, *(("begins_on", "ends_on") if chosen.months else ())))

    def facts(self) -> DecisionFacts:
        """The decision; fields that the sanction does not fill stay empty."""
        chosen = self.sanction
        if chosen is None:
            raise InvalidInput("Pilih jenis hukuman.", field="sanction_key")
        needed = self._needed(chosen)
        days = {key: self.day(key) for key in ("begins_on", "ends_on") if key in needed}
        texts = {key: self.text(key) for key in _NEEDED if key in needed and key not in days}
        return DecisionFacts(
            sanction_key=chosen.key,
            level=str(Level(chosen.level)),
            violation_codes=self.field("violation_codes").value(),
            act=self.text("act"),
            official=replace(self.person("official"), acting=ActingMark(self.text("acting"))),
            official_post=self.text("official_post"),
            begins_on=days.get("begins_on"),
            ends_on=days.get("ends_on"),
            administrative=self.text("administrative") if self.has("administrative") else "",
            **texts,
        )

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """How the official holds his post is asked beside him."""
        return {"acting": facts.official.acting} if isinstance(facts, DecisionFacts) else {}


class InForceBody(StepBody):
    """The decision is in force: on the day that the law or the decision gives, or on another one with a reason."""

    def build(self) -> None:
        """The computed day, the day, the reason when they differ."""
        self._computed: date | None = None
        self.section("Mulai berlaku")
        self._words = label("Menghitung hari berlaku…", "infoBox", wrap=True)
        self.add_widget(self._words)
        self.add_day("effective_on", "Berlaku mulai")
        self.add(
            "manual_reason",
            "Alasan tanggal lain",
            LongTextField(rows=2),
            help_text="Wajib bila tanggalnya berbeda dari hasil hitungan, mis. putusan atas keberatan.",
            required=True,
        )
        self.show_field("manual_reason", shown=False)
        self.field("effective_on").changed.connect(self._show_reason)
        self.settled.connect(self._show_reason)

    def begin(self) -> None:
        """Have the day computed from the receipt, or from what was decided on a remedy."""
        receipt: HandoverFacts | None = self.scene.facts(StepKey.HANDOVER)
        if receipt is None:
            self.ready.emit()
            return
        case_id, received_on = self.scene.case.id, receipt.received_on
        self.desk.ask(steps.propose_effective, case_id, received_on).then(self, self._show_computed)

    def _show_computed(self, day: date | None) -> None:
        self._computed = day
        receipt: HandoverFacts | None = self.scene.facts(StepKey.HANDOVER)
        received = f"diterima {long_date(receipt.received_on)}" if receipt else "diterima"
        told = f"berlaku {weekday_name(day)}, {long_date(day)}" if day else "isi tanggal berlaku menurut keputusannya"
        self._words.setText(f"Keputusan {received}; {told}.")
        if day and self.field("effective_on").blank():
            self.field("effective_on").restore(_typed(day))
        self.ready.emit()
        self.settled.emit()

    def _show_reason(self) -> None:
        wrong = bool(self.box("effective_on").problem())
        other = not wrong and self._computed is not None and self.field("effective_on").value() != self._computed
        self.show_field("manual_reason", shown=other)

    def on(self) -> date | None:
        """The day it comes into force; one that lies before the receipt is known from the receipt on."""
        receipt: HandoverFacts | None = self.scene.facts(StepKey.HANDOVER)
        effective = self.day("effective_on")
        return max(effective, receipt.received_on) if receipt else effective

    def facts(self) -> InForceFacts:
        """The day, the computed one, and why they differ."""
        effective = self.day("effective_on")
        computed = self._computed or effective
        reason = self.text("manual_reason") if effective != computed else ""
        return InForceFacts(effective_on=effective, computed_on=computed, manual_reason=reason)

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """The computed day is remembered, not asked."""
        if isinstance(facts, InForceFacts):
            self._computed = facts.computed_on
        return {}


def _typed(day: date) -> str:
    """A date as its field holds it."""
    return f"{day.day}/{day.month}/{day.year}"
