"""Verifying an accused of a report: is he ours, is it he, is there evidence, is it no duplicate; and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cases.errors import InvalidInput
from cases.model.letter import Letter, LetterStatus
from cases.model.report import Report, Respondent, Verification, VerificationOutcome
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.rules.respondents import respondent_of, with_respondents
from cases.services.access import service
from cases.services.letter_asked import asked_for
from cases.services.letter_drafts import LETTERS_OF, report_letter
from cases.services.reports import standing
from cases.services.reports_alike import similar_to, typed_of

SHEET: Final = "verification-sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the data say of one question, None when they cannot tell, and why."""

    holds: bool | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another report, or the case that it led to, that may be about the same act; ``why`` says what they share."""

    report_id: str
    number: str
    why: str
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationProposal:
    """What the data already say of an accused; the clerk decides."""

    report: Report
    respondent: Respondent
    jurisdiction: Check
    identity: Check
    evidence: Check
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationForm:
    """What a clerk found of an accused; see ``cases.model.report.Verification`` for the fields."""

    verified_on: date
    outcome: VerificationOutcome
    jurisdiction: bool
    identity: bool
    evidence: bool
    duplicate_of: str = ""
    reason: str = ""
    forwarded_to: str = ""


@service(Right.READ)
def proposal(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str) -> VerificationProposal:
    """Return what is known of an accused, with the reports and cases that may be the same; raises NotFound."""
    report = work.reports.get(report_id)
    respondent = respondent_of(report, respondent_id)
    return VerificationProposal(
        report=report,
        respondent=respondent,
        jurisdiction=_jurisdiction(work, respondent),
        identity=_identity(work, respondent),
        evidence=_evidence(work, report),
        twins=tuple(_twins(work, report, respondent)),
    )


@service(Right.HANDLE_CASE)
def verify(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str, form: VerificationForm) -> Report:
    """Record the outcome of a verification and draft its letter; the log keeps an earlier outcome.

    Raises InvalidInput for what is missing, an acceptance that a check speaks against, another outcome without a
    reason, or an accused whose case is open.
    """
    report = work.reports.get(report_id)
    respondent = respondent_of(report, respondent_id)
    _check(work, report, respondent, form)
    _retire_letters(work, report, respondent, form.outcome)
    found = Verification(
        verified_on=form.verified_on,
        outcome=form.outcome,
        jurisdiction=form.jurisdiction,
        identity=form.identity,
        evidence=form.evidence,
        duplicate_of=form.duplicate_of.strip(),
        reason=form.reason.strip(),
        forwarded_to=form.forwarded_to.strip() if form.outcome is VerificationOutcome.FORWARDED else "",
        verified_by=actor.full_name or actor.name,
    )
    if form.outcome in LETTERS_OF:
        letter = report_letter(work, actor, report, respondent, found, LETTERS_OF[form.outcome])
        work.letters.add(letter)
        found = replace(found, letter_id=letter.id)
    report = _with(report, replace(respondent, verification=found))
    work.reports.save(report)
    return report


@service(Right.HANDLE_CASE)
def draft_sheet(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str) -> Letter:
    """Draft the sheet of a verification, whatever its outcome; raises InvalidInput before there is one."""
    report = work.reports.get(report_id)
    respondent = respondent_of(report, respondent_id)
    if respondent.verification is None:
        raise InvalidInput(f"Verifikasi dahulu {respondent.person.name}; lembarnya mencatat hasil itu.")
    letter = report_letter(work, actor, report, respondent, respondent.verification, SHEET)
    work.letters.add(letter)
    return letter


@service(Right.READ)
def letters_of_report(work: UnitOfWork, actor: Actor, report_id: str) -> tuple[tuple[str, Letter], ...]:
    """Return the letters of a report itself that are not void, each with the accused's id that it is about.

    For a report that was merged, those of the one that stayed; raises NotFound.
    """
    report = standing(work, report_id)
    letters = (letter for letter in work.letters.of_report(report.id) if letter.status is not LetterStatus.VOID)
    pairs = ((letter, _about(report, letter)) for letter in letters)
    return tuple((respondent.id, letter) for letter, respondent in pairs if respondent is not None)


def _with(report: Report, changed: Respondent) -> Report:
    return with_respondents(report, tuple(changed if one.id == changed.id else one for one in report.respondents))


# -- its letters


def _about(report: Report, letter: Letter) -> Respondent | None:
    """The accused whom a letter is about: by his verification, else by the name that it prints."""
    verified = ((one, one.verification) for one in report.respondents)
    named = (one for one in report.respondents if one.person.name == letter.content.values.get("terlapor.nama"))
    by_letter = (one for one, found in verified if found is not None and found.letter_id == letter.id)
    return next(by_letter, None) or next(named, None)


def _retire_letters(work: UnitOfWork, report: Report, respondent: Respondent, outcome: VerificationOutcome) -> None:
    """What an earlier verification has drafted is void; what is on paper already is marked."""
    if respondent.verification is None:
        return
    words = f"Verifikasi {respondent.person.name} diulang; hasilnya kini {outcome}."
    for letter in work.letters.of_report(report.id):
        about = _about(report, letter)
        of_him = about is not None and about.id == respondent.id
        if letter.status is LetterStatus.VOID or not of_him or asked_for(work, letter):
            continue
        if letter.status is LetterStatus.DRAFT:
            work.letters.save(replace(letter, status=LetterStatus.VOID, void_reason=words))
        else:
            work.letters.save(replace(letter, outdated=words))


# -- what the data say


def _jurisdiction(work: UnitOfWork, respondent: Respondent) -> Check:
    person = respondent.person
    if not person.nip:
        return Check(holds=None, words="Belum dicocokkan dengan data pegawai.")
    employee = work.employees.by_nip(person.nip)
    if employee is None:
        return Check(holds=None, words="NIP ini tidak ada dalam data pegawai kantor; periksa instansinya.")
    if not employee.active:
        return Check(holds=None, words="Dalam data pegawai tercatat tidak aktif lagi; periksa statusnya.")
    return Check(holds=True, words=f"{employee.status} pada {employee.unit_1}, menurut data pegawai.")


def _identity(work: UnitOfWork, respondent: Respondent) -> Check:
    person = respondent.person
    if not person.nip:
        return Check(holds=False, words="Belum ada NIP; cocokkan dahulu di halaman laporan.")
    employee = work.employees.by_nip(person.nip)
    if employee is not None and employee.name.casefold() != person.name.casefold():
        return Check(holds=None, words=f"NIP {show_nip(person.nip)} dalam data pegawai milik {employee.name}.")
    if employee is None:
        return Check(holds=None, words=f"NIP {show_nip(person.nip)} diketik; tidak ada dalam data pegawai.")
    return Check(holds=True, words=f"NIP {show_nip(person.nip)} dan nama sesuai data pegawai.")


def _evidence(work: UnitOfWork, report: Report) -> Check:
    count = len(work.evidence.of_report(report.id))
    if count:
        return Check(holds=True, words=f"{count} bukti tersimpan pada laporan ini.")
    if report.url:
        return Check(holds=False, words="Baru alamat unggahan; simpan tangkapan layarnya sebelum dihapus orang.")
    return Check(holds=False, words="Belum ada bukti tersimpan pada laporan ini.")


def _twins(work: UnitOfWork, report: Report, respondent: Respondent) -> Iterator[Twin]:
    """What resembles the report in this accused, in its address or in another body's number."""
    person = respondent.person
    for other in similar_to(work, replace(typed_of(report), people=((person.name, person.nip or ""),))):
        number = f"perkara {other.case_number}" if other.case_number else f"laporan {other.number}"
        yield Twin(report_id=other.report_id, number=number, why="; ".join(other.reasons), case_id=other.case_id)


# -- what the clerk says


def _check(work: UnitOfWork, report: Report, respondent: Respondent, form: VerificationForm) -> None:
    name = respondent.person.name
    if respondent.case_id:
        raise InvalidInput(f"Perkara {name} atas laporan ini sudah dibuka; verifikasinya tidak dapat diubah lagi.")
    if form.verified_on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field="verified_on")
    if form.verified_on < report.received_on:
        raise InvalidInput(
            f"Verifikasi tidak mungkin sebelum laporan diterima ({long_date(report.received_on)}).", field="verified_on"
        )
    if form.outcome is VerificationOutcome.ACCEPTED:
        _check_acceptance(respondent, form)
    elif not form.reason.strip():
        raise InvalidInput("Isi alasannya; alasan itu tercantum dalam surat.", field="reason")
    if form.outcome is VerificationOutcome.FORWARDED and not form.forwarded_to.strip():
        raise InvalidInput("Isi instansi yang menerima penerusan.", field="forwarded_to")
    earlier = respondent.verification
    if earlier is not None and earlier.outcome is not form.outcome and not form.reason.strip():
        raise InvalidInput(f"Hasil sebelumnya “{earlier.outcome}”; isi alasan perubahannya.", field="reason")


def _check_acceptance(respondent: Respondent, form: VerificationForm) -> None:
    if not respondent.person.nip:
        raise InvalidInput(
            f"Cocokkan {respondent.person.name} dengan NIP dalam data pegawai sebelum dinyatakan memenuhi syarat.",
            field="identity",
        )
    missing = [
        (field, words)
        for field, words, holds in (
            ("jurisdiction", "terlapor bukan pegawai instansi ini", form.jurisdiction),
            ("identity", "identitasnya belum pasti", form.identity),
            ("evidence", "bukti belum ada", form.evidence),
            ("duplicate_of", "laporan ini ganda", not form.duplicate_of.strip()),
        )
        if not holds
    ]
    if missing:
        told = ", ".join(words for _, words in missing)
        raise InvalidInput(
            f"Belum memenuhi syarat: {told}. Lengkapi dahulu, atau pilih hasil lain.", field=missing[0][0]
        )
