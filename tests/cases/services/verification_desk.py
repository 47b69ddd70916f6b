"""Outcomes of looking into a report, for tests of what follows."""

from __future__ import annotations

from dataclasses import replace

from office_desk import START, OfficeAtWork

from cases.model.report import Report, VerificationOutcome
from cases.services import verification
from cases.services.verification import VerificationForm

ACCEPTED = VerificationForm(
    verified_on=START, outcome=VerificationOutcome.ACCEPTED, jurisdiction=True, identity=True, evidence=True
)
REFUSED = replace(ACCEPTED, outcome=VerificationOutcome.REFUSED, jurisdiction=False, reason="Bukan pegawai daerah ini.")
FORWARDED = replace(
    REFUSED,
    outcome=VerificationOutcome.FORWARDED,
    forwarded_to="Badan Kepegawaian Provinsi",
    reason="Pegawai provinsi.",
)


def verified(office: OfficeAtWork, report: Report, form: VerificationForm = ACCEPTED, index: int = 0) -> Report:
    return office.do(verification.verify, report.id, report.respondents[index].id, form)
