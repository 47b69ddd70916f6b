"""What fills each letter: a case's file, the facts of the step and the office, as the placeholders of its template."""

from __future__ import annotations

import re
from datetime import date

from cases.errors import LetterError
from cases.letters.builders import decision, examination, findings, handover, summons, team
from cases.letters.scene import Builder, Scene
from cases.letters.templates import template_of
from cases.letters.wording import Values, acts, citations, kind_of, person_values
from cases.model.case import Case, CaseFile
from cases.model.letter import LetterContent
from cases.model.office import Office
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
}

LETTER_KINDS: tuple[str, ...] = tuple(_BUILDERS)


def content_for(
    kind: str, file: CaseFile, facts: StepFacts, office: Office, law: Law, on: date | None
) -> LetterContent:
    """Build the content of a letter of ``kind`` from the facts of the step that it belongs to.

    ``on`` is the letter's date, None when it will be written by hand. Raises LetterError for a kind that
    nothing fills or that has no template on that day.
    """
    if kind not in _BUILDERS:
        raise LetterError(f"Jenis surat “{kind}” tidak dikenal; pilih dari daftar surat perkara.")
    scene = Scene(file=file, office=office, law=law, info=template_of(kind, on), on=on)
    values, rows, signatures = _BUILDERS[kind](scene, facts)
    everything = _case_values(scene) | values
    return LetterContent(values=everything, rows=rows, signatures=tuple(signatures), copies=_copies(scene, everything))


def classification(case: Case, law: Law) -> str:
    """The code of the archive classification under which a case's letters are numbered and filed."""
    return law.archive_code(case.track).code


def _case_values(scene: Scene) -> Values:
    case, office = scene.case, scene.office
    return {
        "kantor.nama": office.name,
        "kantor.wilayah": office.region,
        "kantor.kepala": office.head_title,
        "kantor.lengkap": office.name if office.region in office.name else f"{office.name} {office.region}",
        "kop.instansi": "",
        "perkara.nomor": case.number,
        "peristiwa.hari": weekday_name(case.event_on),
        "peristiwa.tanggal": long_date(case.event_on),
        "pelanggaran.perbuatan": acts(scene.law, case.violation_codes),
        "pelanggaran.ketentuan": citations(scene.law, case.violation_codes),
        **person_values("terlapor", case.respondent),
        "terlapor.pegawai": kind_of(case.respondent),
    }


def _copies(scene: Scene, values: Values) -> tuple[str, ...]:
    level, form = values.get("sanksi.tingkat", ""), values.get("sanksi.bentuk", "")
    return tuple(
        _PLACEHOLDER.sub(lambda match: values[match[1]], line.text)
        for line in scene.info.copies
        if (not line.levels or level in line.levels) and (not line.forms or form in line.forms)
    )
