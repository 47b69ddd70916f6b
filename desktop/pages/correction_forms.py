"""Forms of corrections: of a step by its own form, of the case's own facts, and of a step that is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cases.errors import InvalidInput
from cases.model.case import CaseFile, Level
from cases.model.person import EmploymentStatus
from cases.model.report import Source
from cases.model.steps import CaseStep, OpenedFacts, StepKey
from cases.regulations import Violation
from cases.rules.letter_chain import before_step
from cases.rules.lifecycle import NextStep
from cases.rules.report_words import SOURCES
from cases.services.corrections import CaseCorrection, StepCorrection, StepWithdrawal
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop.desk import Desk
from desktop.pages.report_parts.election_field import ElectionField
from desktop.pages.step_forms import Scene, StepBody, form_of
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.violation_field import ViolationField

REASON = "correction_reason"
"""The field of the reason, in every form."""
_SIGNED_DAY = "Tanggal surat ditandatangani; ubah hanya bila tanggal itu salah dicatat."
_STATUSES = (EmploymentStatus.PNS, EmploymentStatus.CPNS, EmploymentStatus.PPPK)
_KINDS = ("Struktural", "Fungsional", "Pelaksana")
_PERSON = (
    ("name", "Nama", False),
    ("nip", "NIP", True),
    ("rank", "Pangkat", False),
    ("grade", "Golongan ruang", True),
    ("position", "Jabatan", False),
    ("unit", "Unit organisasi", False),
    ("work_unit", "Unit kerja", True),
)


def add_reason(form: Form, title: str = "Alasan koreksi") -> None:
    """Ask why; the reason stays with both versions."""
    form.section("Alasan")
    help_text = "Tercatat bersama nama Anda; versi lama tetap tersimpan."
    form.add(REASON, title, LongTextField(rows=2), help_text=help_text, required=True)


class OpenedBody(StepBody):
    """The opening of a case: its day and what the verification found."""

    def build(self) -> None:
        """Day, words."""
        self.section("Pembukaan perkara")
        self.add_day("on", "Tanggal dibuka", self.scene.case.opened_on)
        self.add("verification", "Hasil verifikasi", LongTextField(rows=3), required=True)

    def facts(self) -> OpenedFacts:
        """What the verification found."""
        return OpenedFacts(verification=self.text("verification"))


def step_body(desk: Desk, view: CaseView, law: CaseLaw, step: CaseStep, today: date) -> StepBody:
    """The step's own form as it stood when the step was recorded, filled with what was recorded."""
    rule = law.steps[step.key]
    asked = NextStep(
        key=step.key,
        title=rule.title,
        action="Simpan koreksi",
        why="",
        article=rule.article,
        regulation=rule.regulation,
        verified=rule.verified,
        note=rule.note,
    )
    scene = Scene(view=replace(view, file=before_step(view.file, step)), law=law, step=asked, today=today)
    body = OpenedBody(desk, scene) if step.key is StepKey.OPENED else form_of(desk, scene)
    fill(body, step)
    if rule.dated_by == "letter" and step.on is not None and body.has("on"):
        body.box("on").set_help(_SIGNED_DAY)
    add_reason(body)
    return body


def fill(body: StepBody, step: CaseStep) -> None:
    """Fill a form with a recorded step, its reasons for warnings among it."""
    body.reasons.restore({override.guard: override.reason for override in step.overrides})
    body.restore_facts(step.facts, step.on)


class CaseBody(Form):
    """The facts of the case itself."""

    def __init__(self, desk: Desk, file: CaseFile, violations: tuple[Violation, ...], today: date) -> None:
        super().__init__()
        self._case = file.case
        self._today = today
        self.reasons = ReasonsField()
        self._build_facts(desk, violations)
        self._build_person()
        self.add("reasons", "", self.reasons)
        add_reason(self)

    def _build_facts(self, desk: Desk, violations: tuple[Violation, ...]) -> None:
        case = self._case
        self.section("Peristiwa dan laporan")
        for key, title, beside in (
            ("event_on", "Tanggal kejadian", False),
            ("received_on", "Tanggal laporan diterima", True),
        ):
            field = self.add(key, title, DateField(lambda: self._today), required=True, beside=beside)
            field.set_date(getattr(case, key))
        codes = ViolationField()
        codes.set_choices(violations)
        codes.restore(list(case.violation_codes))
        self.add("violation_codes", "Bentuk pelanggaran", codes, required=True)
        levels = [(str(level), str(level).capitalize()) for level in Level if level]
        level = ChoiceField(levels, blank="Menurut bentuk pelanggarannya")
        help_text = "Tingkat bentuk pelanggaran yang terberat tetap menentukan."
        self.add("suspected_level", "Dugaan tingkat", level, help_text=help_text).restore(str(case.suspected_level))
        source = ChoiceField([(str(key), words) for key, words in SOURCES.items()])
        self.add("source", "Sumber laporan", source, required=True).restore(str(case.source))
        self.add("election", "Pemilihan", ElectionField(desk)).restore(case.election)

    def _build_person(self) -> None:
        person = self._case.respondent
        self.section("Terlapor pada saat perkara dibuka", "Kenaikan pangkat atau mutasi sesudah itu bukan koreksi.")
        for key, title, beside in _PERSON:
            field = self.add(key, title, TextField(), required=key in {"name", "nip"}, beside=beside)
            field.restore(getattr(person, key))
        status = ChoiceField([(str(one), str(one)) for one in _STATUSES], blank="Belum diketahui")
        self.add("status", "Status kepegawaian", status).restore(str(person.status))
        kind = ChoiceField([(one, one) for one in _KINDS], blank="Belum diketahui")
        self.add("position_kind", "Jenis jabatan", kind, beside=True).restore(person.position_kind)

    def correction(self) -> CaseCorrection:
        """The facts as they should read; raises InvalidInput for what is missing."""
        person: dict[str, Any] = {key: str(self.field(key).value()).strip() for key, *_ in _PERSON}
        return CaseCorrection(
            event_on=self._day("event_on"),
            received_on=self._day("received_on"),
            violation_codes=self.field("violation_codes").value(),
            suspected_level=self._level(),
            respondent=replace(
                self._case.respondent,
                **person,
                status=EmploymentStatus(self.field("status").value() or EmploymentStatus.UNKNOWN),
                position_kind=str(self.field("position_kind").value()),
            ),
            source=str(Source(self.field("source").value())),
            election=str(self.field("election").value()),
            overrides=self.reasons.value(),
        )

    def _level(self) -> Level:
        return Level(self.field("suspected_level").value() or "")

    def _day(self, key: str) -> date:
        found = self.field(key).value()
        if not isinstance(found, date):
            raise InvalidInput("Isi tanggalnya.", field=key)
        return found


class WithdrawalBody(Form):
    """Nothing but the reason for which a step is taken back."""

    def __init__(self) -> None:
        super().__init__()
        add_reason(self, "Mengapa tahap ini keliru dicatat")


def correction_of(body: Form, step: CaseStep | None) -> StepCorrection | StepWithdrawal | CaseCorrection:
    """What a form asks for; raises InvalidInput for what is missing."""
    if isinstance(body, StepBody) and step is not None:
        return StepCorrection(step_id=step.id, form=body.step_form())
    if isinstance(body, CaseBody):
        return body.correction()
    return StepWithdrawal(step_id=step.id if step else "")


def going(file: CaseFile) -> bool:
    """Whether more than the opening is recorded, so that the track stays."""
    return any(step.key not in {StepKey.OPENED, StepKey.CORRECTED} for step in file.steps)
