"""How reports, their evidence and their letters are discarded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from cases.changes import Noun
from cases.errors import InvalidInput
from cases.model.evidence import Evidence
from cases.model.letter import Letter, LetterStatus
from cases.model.report import Report
from cases.model.steps import StepKey
from cases.ports import UnitOfWork
from cases.services.discard_kind import Kind, always
from cases.services.letter_asked import asked_for

_BINDING: Final = frozenset(
    {
        *(StepKey.EXAMINATION, StepKey.EXTRA_EXAMINATION, StepKey.STATEMENT, StepKey.FINDINGS, StepKey.STOPPED),
        *(StepKey.DECISION, StepKey.CLOSED, StepKey.ARCHIVED),
    }
)
"""Steps whose papers rest on the evidence that was there: what they saw stays."""
_UNDECIDED: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})


def letter_on_paper(letters: Iterable[Letter]) -> Letter | None:
    """Return the first letter that was issued or took a number: it can no longer be made undone."""
    return next((one for one in letters if one.status not in _UNDECIDED or one.number or one.blob), None)


def _report_refusal(work: UnitOfWork, report: Report) -> str:
    cases = work.cases.of_report(report.id)
    if cases or any(one.case_id for one in report.respondents):
        numbers = ", ".join(case.number for case in cases) or "yang tidak tampak bagi Anda"
        return (
            f"Laporan {report.number} sudah menjadi perkara {numbers}; hentikan perkaranya dengan alasan, atau "
            "gabungkan laporan ini bila tercatat dua kali."
        )
    issued = letter_on_paper(work.letters.of_report(report.id))
    if issued is not None:
        return (
            f"{issued.title} {issued.number or ''} laporan ini sudah diterbitkan, jadi laporannya tetap dalam "
            "register; verifikasi terlapornya “tidak memenuhi syarat”, atau gabungkan bila tercatat dua kali."
        ).replace("  ", " ")
    if merged := work.trash.merged_into(report.id):
        return f"{merged[0].title} sudah digabung ke laporan ini; batalkan dahulu penggabungannya."
    return ""


def _report_along(work: UnitOfWork, report: Report) -> Iterable[tuple[Noun, str]]:
    yield from (("evidence", item.id) for item in work.evidence.of_report(report.id))
    yield from (("letter", letter.id) for letter in work.letters.of_report(report.id))


def _report_back(work: UnitOfWork, report: Report) -> Report:
    """The report under its own number, or the next one where somebody has that by now."""
    if not work.reports.is_taken(report.number):
        return report
    ordinal = work.reports.last_ordinal(report.year) + 1
    head = report.number[: report.number.rindex("-") + 1]
    digits = len(report.number) - len(head)
    return replace(report, ordinal=ordinal, number=f"{head}{ordinal:0{digits}}")


# -- evidence


def _evidence_refusal(work: UnitOfWork, item: Evidence) -> str:
    if item.failure and not item.answer:
        return f"Pemeriksaan bukti {item.label} gagal dan belum dijawab; jawab dahulu, supaya jejaknya tidak hilang."
    for case in work.cases.of_report(item.report_id):
        for step in work.steps.of_case(case.id):
            if step.key in _BINDING and not step.withdrawn and step.recorded_at >= item.added_at:
                return (
                    f"Bukti {item.label} termasuk berkas perkara {case.number} yang pemeriksaannya sudah dicatat, jadi "
                    "tidak dapat dibuang; perbaiki keterangannya dengan alasan bila ada yang salah."
                )
    return ""


def _evidence_along(work: UnitOfWork, item: Evidence) -> Iterable[tuple[Noun, str]]:
    return (("evidence", one.id) for one in work.evidence.of_report(item.report_id) if one.derived_from == item.id)


def _evidence_back(work: UnitOfWork, item: Evidence) -> Evidence:
    report = work.reports.find(item.report_id)
    if report is None:
        entry = work.trash.of_record("report", item.report_id)
        report = work.reports.find(entry.into) if entry is not None and entry.into else None
    if report is None:
        raise InvalidInput(f"Laporan dari bukti {item.label} ada di Sampah; pulihkan laporannya dahulu.")
    present = work.evidence.of_report(report.id)
    same = next((one for one in present if one.sha256 == item.sha256), None)
    if same is not None:
        raise InvalidInput(f"Berkas ini sudah ada lagi dalam laporan {report.number} sebagai {same.label}.")
    if item.derived_from is not None and item.derived_from not in {one.id for one in present}:
        raise InvalidInput("Bukti aslinya ada di Sampah; pulihkan yang asli, salinan tersuntingnya menyusul.")
    ordinal = item.ordinal
    if ordinal in {one.ordinal for one in present}:
        ordinal = max(one.ordinal for one in present) + 1
    return replace(item, report_id=report.id, ordinal=ordinal)


def _report_number(work: UnitOfWork, report_id: str) -> str:
    report = work.reports.find(report_id)
    return f"Laporan {report.number}" if report is not None else "Laporan"


# -- letters


def _letter_refusal(work: UnitOfWork, letter: Letter) -> str:
    if letter.status is not LetterStatus.DRAFT or letter.number:
        return (
            f"{letter.title} {letter.number} sudah {letter.status}; surat yang terbit tidak dibuang. Batalkan suratnya "
            "dengan alasan, nomornya tetap tercatat."
        ).replace("  ", " ")
    if letter.replaces is not None:
        return "Konsep ini menggantikan surat lain; batalkan lewat “Batalkan surat”, surat lamanya lalu tetap berlaku."
    if not asked_for(work, letter):
        return (
            f"Konsep {letter.title} dibuat oleh tahap atau verifikasi; batalkan pencatatan tahapnya atau ulangi "
            "verifikasinya, konsepnya ikut batal."
        )
    return ""


def _letter_place(work: UnitOfWork, letter: Letter) -> str:
    case = work.cases.find(letter.case_id) if letter.case_id else None
    if case is not None:
        return f"Perkara {case.number}"
    return _report_number(work, letter.report_id) if letter.report_id else "Surat kantor"


def _letter_home(work: UnitOfWork, letter: Letter) -> str:
    return work.cases.get(letter.case_id).report_id if letter.case_id else letter.report_id or ""


def _letter_back(work: UnitOfWork, letter: Letter) -> Letter:
    if letter.report_id is not None and work.reports.find(letter.report_id) is None:
        entry = work.trash.of_record("report", letter.report_id)
        if entry is None or not entry.into:
            raise InvalidInput(f"Laporan dari {letter.title} ada di Sampah; pulihkan laporannya dahulu.")
        return replace(letter, report_id=entry.into)
    return letter


OF_REPORTS: Final[dict[str, Kind]] = {
    "report": Kind(
        words="Laporan",
        type=Report,
        store=lambda work: work.reports,
        title=lambda report: (
            f"Laporan {report.number}: "
            + (", ".join(one.person.name for one in report.respondents) or "tanpa terlapor")
        ),
        place=always("Register laporan"),
        refusal=_report_refusal,
        along=_report_along,
        back=_report_back,
        home=lambda _work, report: report.id,
    ),
    "evidence": Kind(
        words="Bukti",
        type=Evidence,
        store=lambda work: work.evidence,
        title=lambda item: f"Bukti {item.label}: {item.title}",
        place=lambda work, item: _report_number(work, item.report_id),
        refusal=_evidence_refusal,
        along=_evidence_along,
        back=_evidence_back,
        home=lambda _work, item: item.report_id,
    ),
    "letter": Kind(
        words="Konsep surat",
        type=Letter,
        store=lambda work: work.letters,
        title=lambda letter: f"Konsep {letter.title}",
        place=_letter_place,
        refusal=_letter_refusal,
        back=_letter_back,
        home=_letter_home,
    ),
}
"""Reports and what belongs to them."""
