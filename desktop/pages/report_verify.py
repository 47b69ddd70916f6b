"""Verifying an accused of a report: four checks beside what the data say, the outcome, its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.report import Report, Verification, VerificationOutcome
from cases.rules.dates import long_date
from cases.rules.respondents import respondent_of
from cases.services import old_cases, verification
from cases.services.verification import Check, Twin, VerificationForm, VerificationProposal
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.report_parts.person_card import AccusedPerson
from desktop.pages.report_parts.words import OUTCOMES, choices, verification_line
from desktop.widgets.basic import Card, Icon, button, label, row, snug
from desktop.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from desktop.widgets.header import PageHeader
from desktop.widgets.page_form import PageForm
from desktop.widgets.parting import clear
from desktop.widgets.special_fields import TodayField

_FOLLOWS: Final = {
    VerificationOutcome.ACCEPTED: "Perkara dapat dibuka; hasil ini ikut ke berkasnya.",
    VerificationOutcome.REFUSED: "Konsep surat jawaban kepada pelapor dibuat.",
    VerificationOutcome.FORWARDED: "Konsep surat penerusan dibuat.",
}
_LOOKS: Final = {True: ("check-circle", "greenFg"), None: ("question", "greyFg"), False: ("warning", "amberFg")}


class TwinList(QWidget):
    """Reports and cases that may be the same, with why; ``report_wanted`` and ``case_wanted`` give the id of one."""

    report_wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(self, twins: Sequence[Twin]) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        if not twins:
            lines.addWidget(label("Tidak ditemukan laporan atau perkara yang mirip.", "green", wrap=True))
        for twin in twins:
            line = QHBoxLayout()
            line.addWidget(snug(f"{twin.number[:1].upper()}{twin.number[1:]}: {twin.why}", "amber"), 1)
            show = button("Lihat", "link")
            show.clicked.connect(lambda *_, twin=twin: self._show(twin))
            line.addWidget(show)
            lines.addLayout(line)

    def _show(self, twin: Twin) -> None:
        if twin.case_id:
            self.case_wanted.emit(twin.case_id)
        else:
            self.report_wanted.emit(twin.report_id)


class Verifying(PageForm):
    """The fields of a verification, begun with what the data say, or with the verification that there was."""

    marks_optional = False  # only the reason may stay blank, and not always

    def __init__(self, desk: Desk, shown: VerificationProposal, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._shown = desk, shown
        before = shown.respondent.verification
        self.section("Terlapor")
        self.accused = AccusedPerson(shown.respondent.person)
        self.add_widget(self.accused)
        self.section(
            "Laporan yang mungkin sama", "Terlapor yang sama pada hari yang berdekatan, atau unggahan yang sama."
        )
        self.twins = TwinList(shown.twins)
        self.add_widget(self.twins)
        if before is not None:
            self.section("Hasil sebelumnya", "Tetap tersimpan dalam riwayat; mengubahnya memerlukan alasan.")
            self.add_widget(snug(f"{str(before.outcome).capitalize()}. {verification_line(before)}", "body"))
        self.next_column()
        self._checks()
        self._outcome()
        self.next_column()
        self.buttons("Simpan verifikasi", icon="list-checks", cancel=cancel)
        self._begin(before)
        self.outcome.changed.connect(self._follow)
        self.single.changed.connect(self._follow)
        self._follow()
        if nip := shown.respondent.person.nip:
            desk.ask(old_cases.earlier_of_person, nip).then(
                self, lambda cases: self.accused.show_earlier(cases, shown.report.event_on)
            )

    # -- building

    def _checks(self) -> None:
        shown = self._shown
        self.section("Pemeriksaan")
        self.jurisdiction = self._check("jurisdiction", "Pegawai ASN instansi ini", shown.jurisdiction)
        self.identity = self._check("identity", "Identitasnya pasti", shown.identity)
        self.evidence = self._check("evidence", "Ada bukti yang memadai", shown.evidence)
        found = f"{len(shown.twins)} laporan atau perkara mungkin sama; lihat di kiri."
        twin = (
            Check(holds=False, words=found) if shown.twins else Check(holds=True, words="Tidak ditemukan yang mirip.")
        )
        self.single = self._check("single", "Bukan laporan ganda", twin)
        numbers = [(twin.number, twin.number) for twin in shown.twins]
        self.duplicate_of = self.add(
            "duplicate_of", "Sama dengan", ChoiceField(numbers, blank="", editable=True), required=True
        )

    def _check(self, key: str, words: str, check: Check) -> CheckField:
        field = self.add(key, "", CheckField(words))
        icon, ink = _LOOKS[check.holds]
        told = row(Icon(icon, ink, theme.size("iconSmall")), snug(check.words, "help"), gap=6, margins=(24, 0, 0, 0))
        self.box(key).layout().insertWidget(2, told)  # type: ignore[union-attr] # a box has its lines
        return field

    def _outcome(self) -> None:
        self.section("Hasil")
        clock = self._desk.office.clock
        self.outcome = self.add("outcome", "Hasil verifikasi", ChoiceField(choices(OUTCOMES)), required=True)
        self.forwarded_to = self.add(
            "forwarded_to",
            "Diteruskan kepada",
            TextField(placeholder="mis. Badan Kepegawaian Daerah Provinsi ...", limit=300),
            required=True,
        )
        self.reason = self.add(
            "reason",
            "Alasan",
            LongTextField(placeholder="mis. terlapor bukan pegawai pemerintah kabupaten ini", rows=2),
        )
        self.verified_on = self.add("verified_on", "Tanggal verifikasi", TodayField(clock.today), required=True)
        self.verified_on.set_date(clock.today())

    def _begin(self, before: Verification | None) -> None:
        shown = self._shown
        if before is None:
            held = [shown.jurisdiction.holds, shown.identity.holds, shown.evidence.holds, not shown.twins]
            for field, holds in zip((self.jurisdiction, self.identity, self.evidence, self.single), held, strict=True):
                field.restore(bool(holds))
            if all(held):
                self.outcome.restore(VerificationOutcome.ACCEPTED)
            return
        for key in ("jurisdiction", "identity", "evidence", "outcome", "forwarded_to", "duplicate_of"):
            self.field(key).restore(getattr(before, key))
        self.single.restore(not before.duplicate_of)

    def _follow(self) -> None:
        """Ask for what the outcome needs, and say what follows from it."""
        chosen = self.outcome.value()
        outcome = VerificationOutcome(chosen) if chosen else None
        self.show_field("duplicate_of", shown=not self.single.value())
        self.show_field("forwarded_to", shown=outcome is VerificationOutcome.FORWARDED)
        self.box("outcome").set_help(_FOLLOWS[outcome] if outcome else "")
        printed = outcome in {VerificationOutcome.REFUSED, VerificationOutcome.FORWARDED}
        self.box("reason").set_help(
            "Tercantum dalam surat sesudah kata “karena”." if printed else "Boleh kosong bila hasilnya tidak berubah."
        )
        self.box("reason").required = printed

    # -- values

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Put a draft back."""
        super().set_values(values)
        self._follow()

    def verification(self) -> VerificationForm:
        """Everything that the service needs. Call it when ``submitted``."""
        verified_on = self.verified_on.value()
        assert verified_on is not None  # noqa: S101 - required, and checked before "submitted"
        return VerificationForm(
            verified_on=verified_on,
            outcome=VerificationOutcome(self.outcome.value()),
            jurisdiction=self.jurisdiction.value(),
            identity=self.identity.value(),
            evidence=self.evidence.value(),
            duplicate_of="" if self.single.value() else self.duplicate_of.value(),
            reason=self.reason.value(),
            forwarded_to=self.forwarded_to.value(),
        )


class VerifyPage(Page):
    """``open_page("verify", report_id=..., respondent_id=...)``; goes back to the report."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._wanted = ("", "")
        self.form: Verifying | None = None
        self.draft: FormDraft | None = None
        self.header = PageHeader("Verifikasi")
        self.lines.addWidget(self.header)
        self._body = QVBoxLayout()
        self.lines.addLayout(self._body, 1)

    def on_shown(self, report_id: str = "", respondent_id: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base
        """Show the form for a respondent; what was typed for him before comes back."""
        self._wanted = (report_id, respondent_id)
        self._clear()
        self.header.set_title("Verifikasi")
        self.header.set_sentence("")
        self._desk.ask(verification.proposal, report_id, respondent_id).then(self, self._show, self._explain)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _show(self, shown: VerificationProposal) -> None:
        report, respondent = shown.report, shown.respondent
        if (report.id, respondent.id) != self._wanted or self.form is not None:
            return
        self.header.set_title(f"Verifikasi {respondent.person.name}")
        self.header.set_sentence(f"Laporan {report.number}, diterima {long_date(report.received_on)}")
        if respondent.case_id:
            self._explain(
                InvalidInput(f"Perkara {respondent.person.name} sudah dibuka; verifikasinya tidak diubah lagi.")
            )
            return
        self.form = Verifying(self._desk, shown, self._leave)
        self.form.accused.case_wanted.connect(self._show_case)
        self.form.twins.case_wanted.connect(self._show_case)
        self.form.twins.report_wanted.connect(lambda twin: self._window.open_page("report", report_id=twin))
        self.form.submitted.connect(self._save)
        self._body.addWidget(self.form)
        self.draft = FormDraft(self._desk, f"verify:{report.id}:{respondent.id}", self.form)
        self.form.focus_first()

    def _explain(self, error: OfficeError) -> None:
        card = Card("Tidak dapat diverifikasi")
        card.add(label(error.sentence, "body", wrap=True))
        card.add(button("Kembali ke laporan", icon="arrow-left", on_click=self._leave))
        self._body.addWidget(card)
        self._body.addStretch(1)

    def _clear(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        clear(self._body)
        self.form = self.draft = None

    def _show_case(self, case_id: str) -> None:
        self._window.open_page("case", case_id=case_id)

    def _leave(self) -> None:
        self._window.open_page("report", report_id=self._wanted[0])

    def _save(self) -> None:
        form = self.form
        if form is not None:
            form.set_busy(busy=True)
            asked = self._desk.do(verification.verify, *self._wanted, form.verification())
            asked.then(self, self._saved, self._refused)

    def _saved(self, report: Report) -> None:
        respondent_id = self._wanted[1]
        if self.draft is not None:
            self.draft.drop()
        self._clear()
        respondent = respondent_of(report, respondent_id)
        found = respondent.verification
        words = f"{respondent.person.name}: {found.outcome if found else ''}."
        self._window.open_page("report", report_id=report.id)
        if found is not None and found.letter_id:
            letter_id = found.letter_id
            self._window.toast(
                words, action="Buka surat", on_action=lambda: self._window.open_page("letter", letter_id=letter_id)
            )
        else:
            ids = (respondent_id,)
            self._window.toast(
                words,
                action="Buka perkara",
                on_action=lambda: self._window.open_page("open-case", report_id=report.id, respondent_ids=ids),
            )

    def _refused(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.show_failure(error)
