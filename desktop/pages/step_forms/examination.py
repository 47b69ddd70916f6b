"""Forms of the examination: who examines, what was asked and answered, what was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.errors import InvalidInput
from cases.model.case import Track
from cases.model.steps import (
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    StepFacts,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.rules.dates import long_date, weekday_name
from cases.rules.earlier import earlier_of
from desktop.pages.step_forms.body import LETTER_DAY, StepBody
from desktop.pages.step_forms.choices import SanctionBody, terms_of, violation_field
from desktop.pages.step_forms.people import PeopleField
from desktop.pages.step_forms.plain import WIDE
from desktop.pages.step_forms.questions import QuestionsField
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import CheckField, ChoiceField, LongTextField, TextField

_ADMINISTRATIVE = "Selain sanksi moral, bila direkomendasikan majelis."
_PROVEN, _NOT_PROVEN = "terbukti", "tidak terbukti"
_TABLE = (
    ("form", "Bentuk pelanggaran", "Perbuatan sebagaimana terbukti dalam pemeriksaan.", True),
    ("time", "Waktu", "", True),
    ("place", "Tempat", "Termasuk platform dan akun bila di media sosial.", True),
    ("aggravating", "Faktor yang memberatkan", "", False),
    ("mitigating", "Faktor yang meringankan", "", False),
    ("impact", "Dampak perbuatan", "Pada unit kerja, instansi, atau negara.", False),
)


_TEAM = ("Anggota tim", "Atasan langsung, unsur pengawasan, dan unsur kepegawaian; pejabat lain dapat ditambahkan.")
_COUNCIL = ("Anggota majelis", "Ketua dan sekretaris merangkap anggota, ditambah anggota.")


class TeamBody(StepBody):
    """The examination team, or the ethics council, and who appoints it."""

    width_wanted = WIDE

    def build(self) -> None:
        """Members, then the appointing official."""
        council = self.scene.case.track is Track.ETHICS
        self.section("Surat")
        self.add_day("on", "Tanggal surat", self.scene.today, help_text=LETTER_DAY)
        self.section(*(_COUNCIL if council else _TEAM))
        team = self.add(
            "members",
            "Anggota",
            PeopleField(self.search, add_words="Tambah anggota", roles=True, elements=self.scene.with_elements),
            required=True,
        )
        team.set_examiners(self.scene.case.examiners if council else self.scene.examiners)
        self.section("Penetapan")
        head = self.scene.law.office.head
        self.add_person(
            "appointed_by",
            "Ditetapkan oleh",
            head if head.name else None,
            help_text="PPK." if council else "PPK atau pejabat lain yang ditunjuknya.",
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

    width_wanted = WIDE

    def build(self) -> None:
        """When and by whom, the questions, the signature."""
        again = self.scene.step.key is not StepKey.EXAMINATION
        summons: SummonsFacts | None = None if again else self.scene.facts(StepKey.SUMMONS_2, StepKey.SUMMONS_1)
        self.section("Pelaksanaan")
        self.add_day("examined_on", "Tanggal", summons.examine_on if summons else None)
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
        self.add("recorded", "", CheckField("Direkam dengan persetujuan terlapor"))
        consent = DateField(lambda: self.scene.today)
        self.add("consent_on", "Disetujui pada", consent, required=True, beside=True)
        self.section("Pemeriksa")
        examiners = self.add(
            "examiners",
            "Pemeriksa",
            PeopleField(self.search, add_words="Tambah pemeriksa", roles=True, elements=self.scene.with_elements),
            required=True,
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
        for field in (refused, mode, self.field("recorded")):
            field.changed.connect(self._show_parts)
        self.settled.connect(self._show_parts)
        self._show_parts()

    @property
    def _recorded(self) -> bool:
        """Whether a virtual examination was taped."""
        return self.text("mode") == ExaminationMode.VIRTUAL and bool(self.field("recorded").value())

    def _show_parts(self) -> None:
        self.show_field("refusal_note", shown=bool(self.field("refused_to_sign").value()))
        self.show_field("recorded", shown=self.text("mode") == ExaminationMode.VIRTUAL)
        self.show_field("consent_on", shown=self._recorded)

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
            recorded=self._recorded,
            consent_on=self.day("consent_on") if self._recorded else None,
        )


class FindingsBody(SanctionBody):
    """The findings report: proven or not, the columns of its table, and when proven the sanction it recommends."""

    width_wanted = WIDE

    def build(self) -> None:
        """Conclusion, table, recommendation."""
        terms, council = terms_of(self.scene.case.track), self.scene.case.track is Track.ETHICS
        self.section("Surat")
        self.add_day("on", f"Tanggal {self.scene.step.title}", self.scene.today, help_text=LETTER_DAY)
        who = "Ketua majelis." if council else "Ketua tim atau atasan langsung."
        self.add_person("signer", "Ditandatangani oleh", self.scene.chair, help_text=who)
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
        self.add_sanction(str(self.scene.case.suspected_level), "", title=terms.recommended, required=False)
        if council:
            self.add("administrative", "Tindakan administratif", LongTextField(rows=1), help_text=_ADMINISTRATIVE)
        self.add_person("authority", terms.official, self.scene.case.official, required=False)
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
            "mitigating": "" if earlier_of(self.scene.file) else "Belum pernah dijatuhi hukuman disiplin",
        }

    def _show_recommendation(self) -> None:
        shown = self.text("proven") != _NOT_PROVEN
        self.show_sanction(shown=shown)
        for key in ("authority", "administrative"):
            if self.has(key):
                self.show_field(key, shown=shown)

    def facts(self) -> FindingsFacts:
        """The findings."""
        proven = self.text("proven")
        if not proven:
            raise InvalidInput("Pilih terbukti atau tidak terbukti.", field="proven")
        found = proven == _PROVEN
        if found and self.text("level") not in self.scene.law.sanctions:
            raise InvalidInput("Pilih tingkat pelanggaran.", field="level")
        return FindingsFacts(
            proven=found,
            violation_codes=self.field("violation_codes").value(),
            **{key: self.text(key) for key, *_ in _TABLE},
            level=self.text("level") if found else "",
            sanction_key=self.text("sanction_key") if found else "",
            authority=self.field("authority").value() if found else None,
            signer=self.person("signer"),
            administrative=self.text("administrative") if found and self.has("administrative") else "",
        )

    def drafts(self, facts: StepFacts) -> dict[str, Any]:
        """The conclusion is a choice."""
        found = isinstance(facts, FindingsFacts) and facts.proven
        return {"proven": _PROVEN if found else _NOT_PROVEN}


def _inner(text: str) -> str:
    """A text of the catalogue for the middle of a sentence; an abbreviation at its start stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
