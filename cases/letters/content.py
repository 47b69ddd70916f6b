"""What fills each letter: a case's file, the facts of the step and the office, as the placeholders of its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from cases.errors import LetterError
from cases.letters.builders import (
    archive,
    decision,
    dismissal,
    ethics,
    examination,
    findings,
    handover,
    intake,
    notices,
    outcomes,
    preparing,
    remedies,
    reports,
    summons,
    team,
)
from cases.letters.builders.intake import IntakeScene, intake_values
from cases.letters.builders.reports import ReportScene, report_values
from cases.letters.entered import entered_rows, entered_values
from cases.letters.scene import YES, Builder, Built, Scene
from cases.letters.templates import SHIPPED, Shelf, TemplateInfo
from cases.letters.wording import Values
from cases.model.case import CaseFile
from cases.model.letter import LetterContent, Signature
from cases.model.office import Office, Signatory
from cases.model.person import EmploymentStatus
from cases.model.report import Report, Respondent, Verification
from cases.model.steps import StepFacts
from cases.regulations import Law

_BUILDERS: dict[str, Builder] = {
    **team.BUILDERS,
    **summons.BUILDERS,
    **examination.BUILDERS,
    **findings.BUILDERS,
    **decision.BUILDERS,
    **handover.BUILDERS,
    **ethics.BUILDERS,
    **dismissal.BUILDERS,
    **notices.BUILDERS,
}
_ASKED: dict[str, Builder] = {
    **preparing.BUILDERS,
    **handover.ASKED,
    **ethics.ASKED,
    **outcomes.BUILDERS,
    **remedies.BUILDERS,
    **archive.BUILDERS,
}
_SIGNER: Final = "penandatangan"
"""The entry of any letter that names which of the office's signatories signs for the agency."""
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

LETTER_KINDS: tuple[str, ...] = tuple(_BUILDERS)
REPORT_KINDS: tuple[str, ...] = tuple(reports.REPORT_BUILDERS)
REQUEST_KINDS: tuple[str, ...] = (*_ASKED, *intake.INTAKE_BUILDERS, *intake.OFFICE_BUILDERS)
"""Letters that no step makes: somebody asks for them, for a case, for a report, or for the office."""


def content_for(
    kind: str,
    file: CaseFile,
    facts: StepFacts,
    office: Office,
    law: Law,
    on: date | None,
    *,
    signatories: Sequence[Signatory] = (),
    shelf: Shelf = SHIPPED,
    entries: Mapping[str, str] = _NOTHING,
) -> LetterContent:
    """Build the content of a letter of ``kind`` from the facts of the step that it belongs to.

    ``on`` is the letter's date, None when it will be written by hand; of the office's ``signatories`` one signs where
    the facts name nobody, whichever the entry "penandatangan" names. Raises LetterError for a kind that nothing fills
    or that has no template on that day.
    """
    if kind not in _BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat perkara.")
    info = shelf.of(kind, on)
    signers = _signers(signatories, entries)
    scene = Scene(
        file=file, office=office, law=law, info=info, on=on, signatories=signers, shelf=shelf, entries=entries
    )
    return _content(info, office, entries, scene.shared, _BUILDERS[kind](scene, facts))


def report_content_for(
    kind: str,
    report: Report,
    respondent: Respondent,
    verification: Verification,
    office: Office,
    law: Law,
    on: date | None,
    *,
    signatories: Sequence[Signatory] = (),
    shelf: Shelf = SHIPPED,
    entries: Mapping[str, str] = _NOTHING,
) -> LetterContent:
    """Build the content of a letter of a report of which no case is made of this accused; raises LetterError."""
    if kind not in reports.REPORT_BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat laporan.")
    info = shelf.of(kind, on)
    scene = ReportScene(
        report=report,
        respondent=respondent,
        verification=verification,
        office=office,
        law=law,
        info=info,
        on=on,
        signatories=_signers(signatories, entries),
    )
    return _content(info, office, entries, report_values(scene), reports.REPORT_BUILDERS[kind](scene))


def request_content(
    kind: str,
    *,
    file: CaseFile | None = None,
    report: Report | None = None,
    office: Office,
    law: Law,
    on: date | None,
    signatories: Sequence[Signatory] = (),
    shelf: Shelf = SHIPPED,
    entries: Mapping[str, str] = _NOTHING,
    recorder: str = "",
) -> LetterContent:
    """Build the content of a letter that somebody asked for, from its entries and what it belongs to.

    A letter of a case takes ``file``, one of a report ``report``, one of the office neither; raises LetterError for a
    kind that nobody asks for, or that is asked for without what it belongs to. ``recorder`` is the full name of who
    recorded the report; without it its user name is printed.
    """
    info = shelf.of(kind, on)
    signers = _signers(signatories, entries)
    if kind in _ASKED and file is not None:
        scene = Scene(
            file=file, office=office, law=law, info=info, on=on, signatories=signers, shelf=shelf, entries=entries
        )
        return _content(info, office, entries, scene.shared, _ASKED[kind](scene, None))
    told = {**intake.OFFICE_BUILDERS, **(intake.INTAKE_BUILDERS if report is not None else {})}
    if kind not in told:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal di sini; buat dari perkara atau laporannya.")
    asked = IntakeScene(
        report=report,
        office=office,
        law=law,
        info=info,
        on=on,
        entries=entries,
        signatories=signers,
        recorder=recorder,
    )
    return _content(info, office, entries, intake_values(asked), told[kind](asked))


def _content(
    info: TemplateInfo, office: Office, entries: Mapping[str, str], shared: Values, built: Built
) -> LetterContent:
    """What was built on top of what was entered, on top of what every letter knows."""
    values, rows, signatures = built
    everything = _office_values(office) | shared | entered_values(info, entries, office) | values
    everything |= _signer_values(info, office, signatures)
    return LetterContent(
        values=everything,
        rows=entered_rows(info, entries) | rows,
        signatures=tuple(signatures),
        copies=info.proposed_copies(everything),
    )


def _signer_values(info: TemplateInfo, office: Office, signatures: Sequence[Signature]) -> Values:
    """Whose head the letter stands on, and who gets no copy since he signs it; of several who sign, nobody."""
    if len(signatures) != 1:
        return {"kop.kepala": "", "kop.penanda": ""}
    person = signatures[0].person
    is_head = person.status is EmploymentStatus.ELECTED or person.position.casefold() == office.head_title.casefold()
    return {
        "kop.kepala": YES if is_head and info.family == "surat" else "",
        "kop.penanda": office.head_title if is_head else person.position,
    }


def _signers(signatories: Sequence[Signatory], entries: Mapping[str, str]) -> tuple[Signatory, ...]:
    """The signatory whom the entries name, else all of whom the office has; raises LetterError when he is gone."""
    named = entries.get(_SIGNER, "")
    chosen = tuple(one for one in signatories if not named or one.id == named)
    if named and not chosen:
        raise LetterError("Penanda tangan yang dipilih tidak ada lagi; pilih penanda tangan lain untuk surat ini.")
    return chosen


def _office_values(office: Office) -> Values:
    return {
        "kantor.nama": office.name,
        "kantor.wilayah": office.region,
        "kantor.kepala": office.head_title,
        "kantor.lengkap": office.name if office.region in office.name else f"{office.name} {office.region}",
        "kop.instansi": "",
    }
