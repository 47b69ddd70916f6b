"""What fills each letter: a case's file, the facts of the step and the office, as the placeholders of its template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from cases.errors import LetterError
from cases.letters.builders import (
    decision,
    dismissal,
    ethics,
    examination,
    findings,
    handover,
    notices,
    reports,
    summons,
    team,
)
from cases.letters.builders.reports import ReportScene, report_values
from cases.letters.scene import Builder, Scene, agency_signature
from cases.letters.templates import SHIPPED, Entry, Shelf, TemplateInfo
from cases.letters.wording import Values, acts, citations, kind_of, person_values, title_case
from cases.model.case import Case, CaseFile, Track
from cases.model.letter import LetterContent
from cases.model.office import Office, Signatory
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Report, Respondent, Verification
from cases.model.steps import StepFacts
from cases.regulations import Law
from cases.rules.dates import long_date, weekday_name

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
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
_BREACHES = {
    Track.DISCIPLINE: "pelanggaran disiplin",
    Track.ETHICS: "pelanggaran kode etik",
    Track.DISMISSAL: "pelanggaran netralitas",
}

LETTER_KINDS: tuple[str, ...] = tuple(_BUILDERS)
REPORT_KINDS: tuple[str, ...] = tuple(reports.REPORT_BUILDERS)


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
) -> LetterContent:
    """Build the content of a letter of ``kind`` from the facts of the step that it belongs to.

    ``on`` is the letter's date, None when it will be written by hand; of the office's ``signatories`` one signs where
    the facts name nobody. Raises LetterError for a kind that nothing fills or that has no template on that day.
    """
    if kind not in _BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat perkara.")
    info = shelf.of(kind, on)
    scene = Scene(file=file, office=office, law=law, info=info, on=on, signatories=tuple(signatories), shelf=shelf)
    values, rows, signatures = _BUILDERS[kind](scene, facts)
    everything = _office_values(office) | _case_values(scene) | values
    return LetterContent(values=everything, rows=rows, signatures=tuple(signatures), copies=_copies(info, everything))


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
) -> LetterContent:
    """Build the content of a letter of a report of which no case is made of this accused; raises LetterError."""
    if kind not in reports.REPORT_BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat laporan.")
    scene = ReportScene(
        report=report,
        respondent=respondent,
        verification=verification,
        office=office,
        law=law,
        info=shelf.of(kind, on),
        on=on,
        signatories=tuple(signatories),
    )
    values, rows, signatures = reports.REPORT_BUILDERS[kind](scene)
    everything = _office_values(office) | report_values(scene) | values
    copies = _copies(scene.info, everything)
    return LetterContent(values=everything, rows=rows, signatures=tuple(signatures), copies=copies)


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
    entries: Mapping[str, str],
) -> LetterContent:
    """Build the content of a letter that somebody asked for, from its entries and what it belongs to."""
    info = shelf.of(kind, on)
    values = _office_values(office)
    if file is not None:
        values |= _case_values(
            Scene(file=file, office=office, law=law, info=info, on=on, signatories=tuple(signatories), shelf=shelf)
        )
    if report is not None:
        values |= {"laporan.nomor": report.number, "laporan.diterima": long_date(report.received_on)}
    for entry in info.entries:
        values |= _entered(entry, entries.get(entry.key, ""))
    signature = agency_signature(office, signatories)
    return LetterContent(values=values, signatures=(signature,), copies=_copies(info, values))


def _entered(entry: Entry, text: str) -> Values:
    if entry.kind == "person":
        return person_values(entry.key, msgspec.json.decode(text, type=Person) if text else Person(name=""))
    return {entry.key: long_date(date.fromisoformat(text)) if entry.kind == "date" and text else text}


def classification(case: Case, law: Law) -> str:
    """The code of the archive classification under which a case's letters are numbered and filed."""
    return law.archive_code(case.track).code


def _office_values(office: Office) -> Values:
    return {
        "kantor.nama": office.name,
        "kantor.wilayah": office.region,
        "kantor.kepala": office.head_title,
        "kantor.lengkap": office.name if office.region in office.name else f"{office.name} {office.region}",
        "kop.instansi": "",
    }


def _case_values(scene: Scene) -> Values:
    case, person = scene.case, scene.case.respondent
    pppk = person.status is EmploymentStatus.PPPK
    return {
        "perkara.nomor": case.number,
        "peristiwa.hari": weekday_name(case.event_on),
        "peristiwa.tanggal": long_date(case.event_on),
        "pelanggaran.jenis": _BREACHES[case.track],
        "pelanggaran.jenis_judul": title_case(_BREACHES[case.track]),
        "pelanggaran.perbuatan": acts(scene.law, case.violation_codes),
        "pelanggaran.ketentuan": citations(scene.law, case.violation_codes),
        **person_values("terlapor", person),
        "terlapor.pegawai": kind_of(person),
        "berhenti.sebutan": "pemutusan hubungan perjanjian kerja" if pppk else "pemberhentian",
    }


def _copies(info: TemplateInfo, values: Values) -> tuple[str, ...]:
    level, form = values.get("sanksi.tingkat", ""), values.get("sanksi.bentuk", "")
    return tuple(
        _PLACEHOLDER.sub(lambda match: values[match[1]], line.text)
        for line in info.copies
        if (not line.levels or level in line.levels) and (not line.forms or form in line.forms)
    )
