"""Requests for letters whose every part is as long as a form allows."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from letter_entries import ENTRIES
from letter_facts import FACTS
from letter_samples import (
    AFTER_ABSENCE,
    asked_content,
    asked_file,
    letter_content,
    letter_file,
    letter_request,
    report_content,
    sample_report,
    track_case,
    track_of,
)
from samples import make_report

from cases.letters.asks import person_text
from cases.letters.content import REPORT_KINDS, REQUEST_KINDS
from cases.letters.templates import SHIPPED
from cases.model.identity import new_id
from cases.model.letter import LetterRequest
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.report import Respondent
from cases.model.steps import (
    StepFacts,
)
from cases.regulations import Law

LONG = Person(
    name="Prof. Dr. Ir. Raden Mas Haryo Pangestu Wirasanjaya Kartadipura Sastranegara, S.T., M.T., M.M., Ph.D., IPU",
    nip="196503121990031001",
    status=EmploymentStatus.PNS,
    grade="IV/e",
    rank="Pembina Utama",
    position="Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, Keuangan, Kepegawaian, dan Tata Usaha",
    position_kind="Struktural",
    unit="Unit Pelaksana Teknis Dinas Pengelolaan Persampahan dan Limbah Bahan Berbahaya dan Beracun Wilayah IV",
    work_unit="Dinas Perumahan Rakyat, Kawasan Permukiman, Pertanahan, dan Lingkungan Hidup",
)
_LONG_TEXT = (
    "Telah disampaikan keterangan yang panjang mengenai rangkaian perbuatan tersebut, termasuk waktu, tempat, dan "
    "pihak-pihak yang hadir, sebagaimana tercantum dalam berita acara dan bukti yang dilampirkan. "
) * 4
_FREE_TEXTS = {
    "reason", "note", "done", "act", "form", "aggravating", "mitigating", "impact", "administrative", "medium",
}  # fmt: skip


def extreme_request(kind: str, law: Law) -> LetterRequest:
    """A letter with the longest names, titles of four degrees, a dozen witnesses and texts of many lines."""
    if kind in REPORT_KINDS:
        report = make_report(narrative=_LONG_TEXT * 4, event_place=LONG.unit, reporter_name=LONG.name)
        content = report_content(kind, law, report=report, person=LONG, reason=_LONG_TEXT, forwarded_to=LONG.position)
        return letter_request(kind, content)
    track = track_of(kind)
    members = tuple(Examiner(person=replace(LONG, name=f"{LONG.name} {i}"), duty=TeamDuty.MEMBER) for i in range(7))
    case = track_case(track, respondent=LONG, superior=LONG, examiners=members)
    if kind in REQUEST_KINDS:
        long = _long_entries(kind)
        report = sample_report(
            narrative=_LONG_TEXT * 4,
            event_place=LONG.unit,
            respondents=tuple(Respondent(id=new_id(), person=LONG) for _ in range(4)),
        )
        return letter_request(kind, asked_content(kind, law, file=asked_file(kind, case), report=report, entries=long))
    file = letter_file(case, absent=kind in AFTER_ABSENCE)
    return letter_request(kind, letter_content(kind, law, file=file, facts=_stretched(FACTS[kind], members)))


def _long_entries(kind: str) -> dict[str, str]:
    """Entries with long people and texts of many lines; days, times and choices as they are."""
    usual = ENTRIES[kind]
    made: dict[str, str] = {}
    for entry in SHIPPED.of(kind, None).entries:
        match entry.kind:
            case "person":
                made[entry.key] = person_text(LONG)
            case "lines":
                made[entry.key] = "\n".join([_LONG_TEXT.strip()] * 8)
            case "text":
                made[entry.key] = _LONG_TEXT.strip()
            case _:
                made[entry.key] = usual.get(entry.key, "2024-11-01" if entry.kind == "date" else "")
    return made


def _stretched(facts: StepFacts, members: tuple[Examiner, ...]) -> StepFacts:
    """The facts with long people, many of them, and long texts."""
    long: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, Person):
            long[field.name] = LONG
        elif field.name in {"members", "examiners"}:
            long[field.name] = members
        elif field.name == "witnesses":
            long[field.name] = (LONG,) * 12
        elif field.name in _FREE_TEXTS:
            long[field.name] = _LONG_TEXT
    return replace(facts, **long)
