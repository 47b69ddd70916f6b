"""What becomes of the accused of a report, and what their verification says in words."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.report import Report, ReportStatus, Respondent, Verification, VerificationOutcome, Way
from cases.rules.dates import long_date

_ENDED = {
    VerificationOutcome.REFUSED: ReportStatus.REFUSED,
    VerificationOutcome.FORWARDED: ReportStatus.FORWARDED,
}


def respondent_of(report: Report, respondent_id: str) -> Respondent:
    """Return an accused of a report; raises InvalidInput when he stands in it no more."""
    for respondent in report.respondents:
        if respondent.id == respondent_id:
            return respondent
    raise InvalidInput("Terlapor tidak ada lagi dalam laporan ini; muat ulang halaman.", field="respondents")


def with_respondents(report: Report, respondents: tuple[Respondent, ...]) -> Report:
    """Return the report with these accused and the status that follows from all of them."""
    sent = any(one.way is Way.FORWARDED for one in report.sent)
    return replace(report, respondents=respondents, status=_status(respondents, forwarded=sent))


def waits(respondent: Respondent) -> bool:
    """Whether it is not yet known what becomes of an accused: neither a case, nor refused, nor forwarded."""
    return respondent.case_id is None and ended(respondent) is None


def ended(respondent: Respondent) -> Verification | None:
    """Return the verification that ended the matter of an accused without a case, None when none has."""
    verification = respondent.verification
    return verification if verification is not None and verification.outcome in _ENDED else None


def obstacle(respondent: Respondent) -> str:
    """Say in a sentence what stands in the way of a case against an accused; empty when nothing does."""
    name = respondent.person.name
    if respondent.case_id:
        return f"Perkara {name} atas laporan ini sudah dibuka."
    if (verification := ended(respondent)) is not None:
        return (
            f"Hasil verifikasi {name}: {verification.outcome}. Verifikasi ulang di halaman laporan bila ternyata "
            "memenuhi syarat."
        )
    if not respondent.person.nip:
        return f"Cocokkan {name} dengan NIP dalam data pegawai di halaman laporan sebelum perkara dibuka."
    return ""


def verification_words(verification: Verification | None) -> str:
    """Say in words what an accepted verification found, for the file of the case; empty when there is none."""
    if verification is None or verification.outcome is not VerificationOutcome.ACCEPTED:
        return ""
    checks = "Terlapor pegawai instansi ini, identitasnya cocok, bukti ada, dan bukan laporan ganda"
    by = f" oleh {verification.verified_by}" if verification.verified_by else ""
    found = f"{checks} (diverifikasi {long_date(verification.verified_on)}{by})."
    return f"{found} {verification.reason}".strip()


def _status(respondents: tuple[Respondent, ...], *, forwarded: bool) -> ReportStatus:
    """New while somebody waits; else what weighs most: a case, then a forwarding, then a refusal.

    One that names nobody is forwarded once it was sent on as a whole.
    """
    if not respondents:
        return ReportStatus.FORWARDED if forwarded else ReportStatus.NEW
    if any(waits(respondent) for respondent in respondents):
        return ReportStatus.NEW
    if any(respondent.case_id for respondent in respondents):
        return ReportStatus.OPENED
    outcomes = {_ENDED[one.outcome] for one in map(ended, respondents) if one is not None}
    return ReportStatus.FORWARDED if ReportStatus.FORWARDED in outcomes else ReportStatus.REFUSED
