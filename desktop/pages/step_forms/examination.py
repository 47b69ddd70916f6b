"""Forms of the examination: who examines, what was asked and answered, what was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.errors import InvalidInput
from cases.model.case import Level
from cases.model.steps import (
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    TeamFacts,
)
from cases.rules.dates import long_date, weekday_name
from desktop.pages.step_forms.body import StepBody
from desktop.pages.step_forms.choices import SanctionBody, violation_field
from desktop.pages.step_forms.people import PeopleField
from desktop.pages.step_forms.questions import QuestionsField
from desktop.widgets.fields import CheckField, ChoiceField, LongTextField, TextField

_WIDE = 720
_LETTER_DAY = "Tanggal yang direncanakan; dipastikan saat surat diajukan."
_PROVEN, _NOT_PROVEN = "terbukti", "tidak terbukti"
_TABLE = (
    ("form", "Bentuk pelanggaran", "Perbuatan sebagaimana terbukti dalam pemeriksaan.", True),
    ("time", "Waktu", "", True),
    ("place", "Tempat", "Termasuk platform dan akun bila di media sosial.", True),
    ("aggravating", "Faktor yang memberatkan", "", False),
    ("mitigating", "Faktor yang meringankan", "", False),
    ("impact", "Dampak perbuatan", "Pada unit kerja, instansi, atau negara.", False),
)


class TeamBody(StepBody):
    """The examination team and who appoints it."""

    width_wanted = _WIDE

    def build(self) -> None:
        """Members, then the appointing official."""
        self.section("Surat")
        self.add_day("on", "Tanggal surat", self.scene.today, help_text=_LETTER_DAY)
        self.section(
            "Anggota tim", "Atasan langsung, unsur pengawasan, dan unsur kepegawaian; pejabat lain dapat ditambahkan."
        )
        team = self.add(
            "members", "Anggota", PeopleField(self.search, add_words="Tambah anggota", roles=True), required=True
        )
        team.set_examiners(self.scene.examiners)
        self.section("Penetapan")
        head = self.scene.law.office.head
        self.add_person(
            "appointed_by",
            "Ditetapkan oleh",
            head if head.name else None,
            help_text="PPK atau pejabat lain yang ditunjuknya.",
        )

    def facts(self) -> TeamFacts:
        """The team."""
        field = self.field("members")
        members = field.examiners() if isinstance(field, PeopleField) else ()
        if not members:
            raise InvalidInput("Tambahkan anggota tim.", field="members")
        return TeamFacts(members=members, appointed_by=self.person("appointed_by"))


class ExaminationBody(StepBody):
    """The examination and its record, question by question."""

    width_wanted = _WIDE

    def build(self) -> None:
        """When and by whom, the questions, the signature."""
        summons: SummonsFacts | None = self.scene.facts(StepKey.SUMMONS_2, StepKey.SUMMONS_1)
        self.section("Pelaksanaan")
        self.add_day("examined_on", "Tanggal pemeriksaan", summons.examine_on if summons else None)
        self.add_clock("examined_at", "Pukul", summons.examine_at if summons else "")
        place = self.add("place", "Tempat", TextField(), required=True)
        place.restore(summons.place if summons else "")
        mode = self.add(
            "mode",
            "Cara",
            ChoiceField([(str(one), str(one).capitalize()) for one in ExaminationMode], blank=""),
            required=True,
        )
        mode.restore(ExaminationMode.IN_PERSON)
        self.section("Pemeriksa")
        examiners = self.add(
            "examiners", "Pemeriksa", PeopleField(self.search, add_words="Tambah pemeriksa", roles=True), required=True
        )
        team: TeamFacts | None = self.scene.facts(StepKey.TEAM)
        examiners.set_examiners(team.members if team else self.scene.examiners)
        self.section("Tanya jawab", "Dicetak dalam BAP dengan urutan ini.")
        self.add("questions", "", QuestionsField(), required=True).restore([])
        self.section("Tanda tangan terlapor")
        refused = self.add("refused_to_sign", "", CheckField("Terlapor menolak menandatangani BAP"))
        self.add(
            "refusal_note",
            "Catatan penolakan",
            LongTextField(rows=2),
            help_text="BAP tetap menjadi dasar; penolakan dicatat di dalamnya.",
        )
        self.show_field("refusal_note", shown=False)
        refused.changed.connect(self._show_refusal)
        self.settled.connect(self._show_refusal)

    def _show_refusal(self) -> None:
        self.show_field("refusal_note", shown=bool(self.field("refused_to_sign").value()))

    def on(self) -> date | None:
        """The day of the examination."""
        return self.day("examined_on")

    def facts(self) -> ExaminationFacts:
        """The examination."""
        field = self.field("examiners")
        refused = bool(self.field("refused_to_sign").value())
        return ExaminationFacts(
            examined_on=self.day("examined_on"),
            examined_at=self.clock("examined_at"),
            place=self.text("place"),
            mode=ExaminationMode(self.text("mode")),
            examiners=field.examiners() if isinstance(field, PeopleField) else (),
            questions=self.field("questions").value(),
            refused_to_sign=refused,
            refusal_note=self.text("refusal_note") if refused else "",
        )


class FindingsBody(SanctionBody):
    """The findings report: proven or not, the columns of its table, and when proven the sanction it recommends."""

    width_wanted = _WIDE

    def build(self) -> None:
        """Conclusion, table, recommendation."""
        self.section("Surat")
        self.add_day("on", "Tanggal LHP", self.scene.today, help_text=_LETTER_DAY)
        self.add_person("signer", "Ditandatangani oleh", self.scene.chair, help_text="Ketua tim atau atasan langsung.")
        self.section("Kesimpulan")
        proven = self.add(
            "proven",
            "Pelanggaran",
            ChoiceField([(_PROVEN, "Terbukti"), (_NOT_PROVEN, "Tidak terbukti")]),
            required=True,
        )
        codes = violation_field(self.scene.law, self.scene.case.violation_codes)
        self.add("violation_codes", "Bentuk pelanggaran menurut katalog", codes, required=True)
        self.section("Uraian")
        proposals = self._proposals()
        for key, title, help_text, required in _TABLE:
            field = self.add(key, title, LongTextField(rows=1, most_rows=6), help_text=help_text, required=required)
            field.restore(proposals.get(key, ""))
        self.section("Rekomendasi")
        self.add_sanction(str(self.scene.case.suspected_level), "", title="Hukuman yang disarankan", required=False)
        self.add_person("authority", "Pejabat yang berwenang menghukum", self.scene.case.official, required=False)
        proven.changed.connect(self._show_recommendation)
        self.settled.connect(self._show_recommendation)
        self._show_recommendation()

    def _proposals(self) -> dict[str, str]:
        case, report = self.scene.case, self.scene.file.report
        at = f" pukul {report.event_at} {self.scene.law.office.time_zone}" if report.event_at else ""
        media = " ".join(part for part in (report.platform, report.account and f"akun {report.account}") if part)
        return {
            "form": "; ".join(_inner(one.text) for one in self.scene.law.violations),
            "time": f"{weekday_name(case.event_on)}, {long_date(case.event_on)}{at}",
            "place": ", ".join(part for part in (report.event_place, media) if part),
            "mitigating": "" if self.scene.file.earlier_cases else "Belum pernah dijatuhi hukuman disiplin",
        }

    def _show_recommendation(self) -> None:
        shown = self.text("proven") != _NOT_PROVEN
        for key in ("level", "sanction_key", "authority"):
            self.show_field(key, shown=shown)

    def facts(self) -> FindingsFacts:
        """The findings."""
        proven = self.text("proven")
        if not proven:
            raise InvalidInput("Pilih terbukti atau tidak terbukti.", field="proven")
        found = proven == _PROVEN
        if found and self.text("level") not in {str(level) for level in Level if level}:
            raise InvalidInput("Pilih tingkat pelanggaran.", field="level")
        return FindingsFacts(
            proven=found,
            violation_codes=self.field("violation_codes").value(),
            **{key: self.text(key) for key, *_ in _TABLE},
            level=self.text("level") if found else "",
            sanction_key=self.text("sanction_key") if found else "",
            authority=self.field("authority").value() if found else None,
            signer=self.person("signer"),
        )

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """The conclusion is a choice."""
        found = isinstance(facts, FindingsFacts) and facts.proven
        return {"proven": _PROVEN if found else _NOT_PROVEN}


def _inner(text: str) -> str:
    """A text of the catalogue for the middle of a sentence; an abbreviation at its start stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class StoppedBody(StepBody):
    """The case ends without a sanction."""

    def build(self) -> None:
        """Day and reason."""
        self.section("Penghentian")
        self.add_day("on", "Tanggal dihentikan", self.scene.today)
        findings: FindingsFacts | None = self.scene.facts(StepKey.FINDINGS)
        reason = self.add("reason", "Alasan", LongTextField(), required=True)
        if findings is not None and not findings.proven:
            reason.restore("LHP menyatakan pelanggaran tidak terbukti.")

    def facts(self) -> StoppedFacts:
        """Why it ends."""
        return StoppedFacts(reason=self.text("reason"))
