"""What may be discarded: of each noun its words, what goes along, what forbids it, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from cases.account_names import account_key, account_words
from cases.changes import Noun
from cases.errors import InvalidInput
from cases.model.account import Account
from cases.model.election import Election
from cases.model.electronic import TrustedFile
from cases.model.employee import Employee
from cases.model.evidence import Evidence
from cases.model.letter import Letter, LetterStatus
from cases.model.name_review import ListCounts, NameList
from cases.model.office import Signatory
from cases.model.old_case import OldCase
from cases.model.recap import SavedRecap
from cases.model.regulation import OfficePack, PackState, RuleMark
from cases.model.report import Report
from cases.model.steps import StepKey
from cases.model.user import Right
from cases.model.watch import Round, WatchForm
from cases.model.wording import OfficeTemplate, WordingState
from cases.model.work_unit import UnitHead
from cases.ports import UnitOfWork
from cases.rules.nip import show_nip
from cases.rules.numbering import register_number
from cases.services.letter_asked import asked_for
from cases.services.settling import the_office
from cases.services.watch_letters import letters_by_unit

_BINDING: Final = frozenset(
    {
        *(StepKey.EXAMINATION, StepKey.EXTRA_EXAMINATION, StepKey.STATEMENT, StepKey.FINDINGS, StepKey.STOPPED),
        *(StepKey.DECISION, StepKey.CLOSED, StepKey.ARCHIVED),
    }
)
"""Steps whose papers rest on the evidence that was there: what they saw stays."""
_UNDECIDED: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one noun is discarded.

    ``get`` raises NotFound; ``refusal`` is a sentence with the way that is right, empty where the record may go;
    ``along`` names what goes with it; ``back`` fits a record for its return, or raises InvalidInput.
    """

    words: str
    right: Right
    type: type[Any]
    get: Callable[[UnitOfWork, str], Any]
    title: Callable[[Any], str]
    place: Callable[[UnitOfWork, Any], str]
    refusal: Callable[[UnitOfWork, Any], str] = lambda _work, _record: ""
    along: Callable[[UnitOfWork, Any], Iterable[tuple[Noun, str]]] = lambda _work, _record: ()
    back: Callable[[UnitOfWork, Any], Any] = lambda _work, record: record
    home: Callable[[UnitOfWork, Any], str] = lambda _work, _record: ""


def letter_on_paper(letters: Iterable[Letter]) -> Letter | None:
    """Return the first letter that was issued or took a number: it can no longer be made undone."""
    return next((one for one in letters if one.status not in _UNDECIDED or one.number or one.blob), None)


# -- reports


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


# -- people


def _employee_refusal(work: UnitOfWork, employee: Employee) -> str:
    cases = work.cases.of_nip(employee.nip)
    if cases:
        return (
            f"Ada perkara {cases[0].number} atas NIP ini, jadi pegawainya tetap dalam daftar; bila ia tercatat dua "
            "kali, gabungkan dengan data yang benar."
        )
    if merged := work.trash.merged_into(employee.id):
        return f"{merged[0].title} sudah digabung ke pegawai ini; batalkan dahulu penggabungannya."
    return ""


def _employee_back(work: UnitOfWork, employee: Employee) -> Employee:
    if work.employees.by_nip(employee.nip) is not None:
        raise InvalidInput(
            f"NIP {show_nip(employee.nip)} sudah ada lagi dalam daftar pegawai; data yang ada itu yang dipakai."
        )
    return employee


def _name_list_refusal(work: UnitOfWork, listed: NameList) -> str:
    reported = work.name_lists.counts(listed.id).get(listed.id, ListCounts()).reported
    if reported:
        return (
            f"{reported} baris daftar “{listed.title}” sudah menjadi laporan, jadi daftarnya tetap ada sebagai asal "
            "buktinya; buang laporannya dahulu bila daftarnya keliru."
        )
    return ""


def _head_back(work: UnitOfWork, head: UnitHead) -> UnitHead:
    if work.units.of_unit(head.path) is not None:
        raise InvalidInput(f"Kepala {head.path.name} sudah ditetapkan lagi; ubah di Unit kerja.")
    return head


def _signatory_refusal(work: UnitOfWork, signatory: Signatory) -> str:
    if signatory.id in the_office(work).initials:
        return f"{signatory.person.name} masih tercantum sebagai pemaraf; keluarkan dahulu di bagian Kertas dan kop."
    return ""


def _employee_along(work: UnitOfWork, employee: Employee) -> Iterable[tuple[Noun, str]]:
    return (("account", account.id) for account in work.accounts.of_employee(employee.id))


# -- the watch


def _account_title(account: Account) -> str:
    return f"Akun {account_words(account.platform, account.handle, account.url)}"


def _account_place(work: UnitOfWork, account: Account) -> str:
    employee = work.employees.find(account.employee_id)
    return f"Akun pegawai, {employee.name}" if employee is not None else "Akun pegawai"


def _account_back(work: UnitOfWork, account: Account) -> Account:
    if work.employees.find(account.employee_id) is None:
        raise InvalidInput("Pegawai pemilik akun ini ada di Sampah; pulihkan pegawainya dahulu.")
    key = account_key(account.platform, account.handle, account.url)
    if any(one.employee_id == account.employee_id for one in work.accounts.of_key(key)):
        raise InvalidInput(f"{_account_title(account)} sudah tercatat lagi untuk pegawai ini; biarkan ini di Sampah.")
    return account


def _round_refusal(work: UnitOfWork, watch: Round) -> str:
    if work.filled.of_round(watch.id):
        return f"Ronde {watch.number} sudah punya formulir terisi yang disimpan sebagai bukti; tutup saja rondenya."
    if any(letters.request or letters.reminders for letters in letters_by_unit(work, watch).values()):
        return f"Ronde {watch.number} sudah punya surat; batalkan suratnya lalu tutup rondenya."
    return ""


def _round_along(work: UnitOfWork, watch: Round) -> Iterable[tuple[Noun, str]]:
    return (("watch_form", form.id) for form in work.forms.of_round(watch.id))


def _round_back(work: UnitOfWork, watch: Round) -> Round:
    if work.rounds.by_number(watch.number) is None:
        return watch
    ordinal = work.rounds.last_ordinal(watch.year) + 1
    return replace(watch, ordinal=ordinal, number=register_number(watch.year, ordinal, "P"))


# -- settings


def _named(find: Callable[[UnitOfWork, Any], Any], what: Callable[[Any], str]) -> Callable[[UnitOfWork, Any], Any]:
    """Refuse the return of a record whose name somebody else bears by now."""

    def back(work: UnitOfWork, record: Any) -> Any:  # noqa: ANN401 - whatever the kind's record is
        if find(work, record) is not None:
            raise InvalidInput(f"{what(record)} sudah ada lagi; ganti nama yang ada itu, atau biarkan ini di Sampah.")
        return record

    return back


def _same_mark(work: UnitOfWork, mark: RuleMark) -> RuleMark | None:
    found = (one for one in work.marks.all() if (one.pack_key, one.entry) == (mark.pack_key, mark.entry))
    return next(found, None)


def _same_trust(work: UnitOfWork, file: TrustedFile) -> TrustedFile | None:
    return next((one for one in work.trust.all() if one.sha256 == file.sha256), None)


def _settings(section: str) -> Callable[[UnitOfWork, Any], str]:
    return lambda _work, _record: f"Pengaturan, {section}"


KINDS: Final[dict[str, Kind]] = {
    "report": Kind(
        words="Laporan",
        right=Right.DISCARD,
        type=Report,
        get=lambda work, record_id: work.reports.get(record_id),
        title=lambda report: (
            f"Laporan {report.number}: "
            + (", ".join(one.person.name for one in report.respondents) or "tanpa terlapor")
        ),
        place=lambda _work, _report: "Register laporan",
        refusal=_report_refusal,
        along=_report_along,
        back=_report_back,
        home=lambda _work, report: report.id,
    ),
    "old_case": Kind(
        words="Perkara arsip",
        right=Right.DISCARD,
        type=OldCase,
        get=lambda work, record_id: work.old_cases.get(record_id),
        title=lambda old: f"Perkara arsip {old.named}: {old.respondent.name}",
        place=lambda _work, _old: "Perkara arsip",
    ),
    "evidence": Kind(
        words="Bukti",
        right=Right.DISCARD,
        type=Evidence,
        get=lambda work, record_id: work.evidence.get(record_id),
        title=lambda item: f"Bukti {item.label}: {item.title}",
        place=lambda work, item: _report_number(work, item.report_id),
        refusal=_evidence_refusal,
        along=_evidence_along,
        back=_evidence_back,
        home=lambda _work, item: item.report_id,
    ),
    "letter": Kind(
        words="Konsep surat",
        right=Right.DISCARD,
        type=Letter,
        get=lambda work, record_id: work.letters.get(record_id),
        title=lambda letter: f"Konsep {letter.title}",
        place=_letter_place,
        refusal=_letter_refusal,
        back=_letter_back,
        home=_letter_home,
    ),
    "employee": Kind(
        words="Pegawai",
        right=Right.DISCARD,
        type=Employee,
        get=lambda work, record_id: work.employees.get(record_id),
        title=lambda employee: f"{employee.name}, NIP {show_nip(employee.nip)}",
        place=lambda _work, _employee: "Data pegawai",
        refusal=_employee_refusal,
        along=_employee_along,
        back=_employee_back,
    ),
    "account": Kind(
        words="Akun pegawai",
        right=Right.DISCARD,
        type=Account,
        get=lambda work, record_id: work.accounts.get(record_id),
        title=_account_title,
        place=_account_place,
        back=_account_back,
    ),
    "round": Kind(
        words="Ronde pemantauan",
        right=Right.DISCARD,
        type=Round,
        get=lambda work, record_id: work.rounds.get(record_id),
        title=lambda watch: f"Ronde {watch.number}",
        place=lambda _work, _watch: "Pemantauan akun",
        refusal=_round_refusal,
        along=_round_along,
        back=_round_back,
    ),
    "watch_form": Kind(
        words="Formulir pemantauan",
        right=Right.DISCARD,
        type=WatchForm,
        get=lambda work, record_id: work.forms.get(record_id),
        title=lambda form: f"Formulir {form.unit}",
        place=lambda _work, _form: "Pemantauan akun",
        refusal=lambda _work, form: f"Formulir {form.unit} dibuang bersama rondenya; buang rondenya.",
    ),
    "name_list": Kind(
        words="Daftar nama",
        right=Right.DISCARD,
        type=NameList,
        get=lambda work, record_id: work.name_lists.get(record_id),
        title=lambda listed: f"Daftar “{listed.title}”",
        place=lambda _work, _listed: "Pencocokan daftar",
        refusal=_name_list_refusal,
    ),
    "unit": Kind(
        words="Kepala unit",
        right=Right.IMPORT_EMPLOYEES,
        type=UnitHead,
        get=lambda work, record_id: work.units.get(record_id),
        title=lambda head: f"Kepala {head.path.name}",
        place=lambda _work, _head: "Unit kerja",
        back=_head_back,
    ),
    "election": Kind(
        words="Pemilihan",
        right=Right.MANAGE_OFFICE,
        type=Election,
        get=lambda work, record_id: work.elections.get(record_id),
        title=lambda election: election.name,
        place=_settings("Pemilihan"),
        back=_named(lambda work, one: work.elections.by_name(one.name), lambda one: one.name),
    ),
    "signatory": Kind(
        words="Penanda tangan",
        right=Right.MANAGE_OFFICE,
        type=Signatory,
        get=lambda work, record_id: work.signatories.get(record_id),
        title=lambda signatory: signatory.person.name,
        place=_settings("Penanda tangan"),
        refusal=_signatory_refusal,
    ),
    "trust": Kind(
        words="Sertifikat tepercaya",
        right=Right.MANAGE_OFFICE,
        type=TrustedFile,
        get=lambda work, record_id: work.trust.get(record_id),
        title=lambda file: file.title,
        place=_settings("Sertifikat tepercaya"),
        back=_named(_same_trust, lambda file: f"Sertifikat {file.title}"),
    ),
    "pack": Kind(
        words="Konsep peraturan",
        right=Right.MANAGE_RULES,
        type=OfficePack,
        get=lambda work, record_id: work.packs.get(record_id),
        title=lambda pack: f"Konsep {pack.key}",
        place=_settings("Peraturan"),
        refusal=lambda _work, pack: (
            ""
            if pack.state is PackState.DRAFT
            else f"Versi {pack.key} pernah dipakai, jadi tidak dibuang; akhiri pemakaiannya bila tidak berlaku lagi."
        ),
        back=_named(lambda work, one: work.packs.by_key(one.key), lambda one: f"Versi {one.key}"),
    ),
    "mark": Kind(
        words="Tanda verifikasi",
        right=Right.MANAGE_RULES,
        type=RuleMark,
        get=lambda work, record_id: work.marks.get(record_id),
        title=lambda mark: f"Tanda verifikasi {mark.pack_key}",
        place=_settings("Peraturan"),
        back=_named(_same_mark, lambda mark: f"Tanda verifikasi {mark.entry or mark.pack_key}"),
    ),
    "template": Kind(
        words="Konsep naskah surat",
        right=Right.MANAGE_RULES,
        type=OfficeTemplate,
        get=lambda work, record_id: work.templates.get(record_id),
        title=lambda template: f"Naskah {template.name}",
        place=_settings("Naskah surat"),
        refusal=lambda _work, template: (
            ""
            if template.state is WordingState.DRAFT
            else f"Naskah {template.name} pernah dipakai, jadi tidak dibuang; kembali ke naskah bawaan bila salah."
        ),
        back=_named(lambda work, one: work.templates.by_name(one.name), lambda one: f"Naskah {one.name}"),
    ),
    "recap": Kind(
        words="Rekap tersimpan",
        right=Right.RECAP,
        type=SavedRecap,
        get=lambda work, record_id: work.recaps.get(record_id),
        title=lambda recap: f"Rekap “{recap.name}”",
        place=lambda _work, _recap: "Rekap",
        back=_named(lambda work, one: work.recaps.by_name(one.name), lambda one: f"Rekap “{one.name}”"),
    ),
}
"""Every noun that can be discarded whole; an accused inside a report is discarded by ``discarding`` itself."""
