"""Two records of one person or one event become one: the older stays, the other goes into it and can be taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final, TypeVar

import msgspec

from cases.errors import InvalidInput
from cases.letters.builders.reports import without_reporter
from cases.model.discarded import Discarded
from cases.model.employee import Employee
from cases.model.listing import LogEntry
from cases.model.report import Channel, Report, Respondent
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.letter_chain import PRINTED
from cases.rules.nip import show_nip
from cases.rules.respondents import with_respondents
from cases.services.access import service
from cases.services.discard_kinds import KINDS
from cases.services.discarding import checked_reason, entry_of
from cases.services.merged_people import Two, follow, heads_under, reports_under
from cases.services.reporter_shown import TOLD_IN
from cases.services.settling import settle

Record = TypeVar("Record")

_LACKED: Final = {
    "waktu kejadian": ("event_on", "event_at"),
    "tempat kejadian": ("event_place",),
    "cara dilakukan": ("channel",),
    "akun dan unggahan": ("platform", "account", "url"),
    "pemilihan": ("election",),
    "dugaan pelanggaran": ("violation_codes",),
    "butir edaran": ("circular_points",),
    "nomor asal": ("agency_number",),
}
"""What a report takes over from one that goes into it, where it has nothing of it: the fields that belong together."""
_MADE_ANEW: Final = frozenset({"name_hit"})
"""Records that another act may have put others in the place of since: there is nothing to take back of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What a merge does: which record stays and which goes, what moves, what to mind, and why not (empty: it may)."""

    kept_id: str
    gone_id: str
    kept: str
    gone: str
    moves: tuple[str, ...]
    notes: tuple[str, ...]
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What was merged into a record: the entry of Sampah, its title, why, when and by whom, and a report as it was."""

    id: str
    title: str
    reason: str
    at: datetime
    by: str
    report: Report | None = None


@service(Right.READ)
def preview_reports(work: UnitOfWork, actor: Actor, one_id: str, other_id: str) -> MergePreview:
    """Say what merging two reports does; raises InvalidInput, NotFound."""
    kept, gone = _older_report(work, one_id, other_id)
    cases, letters = work.cases.of_report(gone.id), work.letters.of_report(gone.id)
    items = work.evidence.of_report(gone.id)
    present = {item.sha256 for item in work.evidence.of_report(kept.id)}
    people = [one.person.name for one in gone.respondents if _same(kept, one) is None]
    same = sum(item.sha256 in present for item in items)
    moves = (
        f"{len(people)} terlapor pindah: {', '.join(people)}" if people else "",
        _count(cases, "perkara", lambda case: f"{case.number} ({case.summary.sanction_title or case.respondent.name})"),
        f"{len(items)} bukti pindah dan diberi nomor sesudah yang ada" if items else "",
        f"{len(letters)} surat laporan pindah; nomor yang tercetak tetap" if letters else "",
        f"Laporan {kept.number} dilengkapi: {', '.join(taken)}" if (taken := tuple(_taken(kept, gone))) else "",
    )
    notes = (
        f"{same} bukti berisi byte yang sama dengan yang sudah ada; buang salah satunya sesudah digabung."
        if same
        else "",
        f"Uraian laporan {gone.number} tetap dapat dibaca di halaman laporan yang tetap.",
    )
    return _preview(kept, gone, "report", moves, notes, _report_obstacle(kept, gone))


@service(Right.DISCARD)
def merge_reports(work: UnitOfWork, actor: Actor, one_id: str, other_id: str, reason: str) -> Discarded:
    """Put the younger of two reports into the older: its accused, cases, evidence and letters; its number stays taken.

    What the older has nothing of is taken over too (``_LACKED``).

    Raises InvalidInput without a reason, or where one person has a case in both.
    """
    reason = checked_reason(reason)
    kept, gone = _older_report(work, one_id, other_id)
    if why := _report_obstacle(kept, gone):
        raise InvalidInput(why)
    first = work.audit.head().count + 1
    cases = work.cases.of_report(gone.id)
    for case in cases:
        work.cases.save(replace(case, report_id=kept.id, report_number=kept.number))
    last = max((item.ordinal for item in work.evidence.of_report(kept.id)), default=0)
    for place, item in enumerate(work.evidence.of_report(gone.id), last + 1):
        work.evidence.save(replace(item, report_id=kept.id, ordinal=place))
    for letter in work.letters.of_report(gone.id):
        work.letters.save(replace(letter, report_id=kept.id))
    with work.as_program():  # or what was split off and is hidden would lead nowhere
        for part in work.reports.split_off(gone.id):
            work.reports.save(replace(part, split_from=kept.id))
    said = without_reporter(gone)  # letters about the one that stays cover its own reporter alone
    lacked: dict[str, Any] = {name: getattr(gone, name) for names in _taken(kept, gone).values() for name in names}
    lacked |= {name: said(lacked[name]) for name in TOLD_IN if name in lacked}
    both = replace(kept, sent=(*kept.sent, *gone.sent), **lacked)
    work.reports.save(with_respondents(both, _together(kept, gone)))
    return _close(work, actor, "report", (kept.id, gone.id), reason, first, tuple(case.id for case in cases))


def _taken(kept: Report, gone: Report) -> dict[str, tuple[str, ...]]:
    """What of ``_LACKED`` the one that stays has nothing of and the other has; of an account only when it is online."""

    def there(report: Report, names: tuple[str, ...]) -> bool:
        return any(getattr(report, name) for name in names)

    online = Channel.SOCIAL_MEDIA in {kept.channel, *(() if kept.channel else (gone.channel,))}
    return {
        title: names
        for title, names in _LACKED.items()
        if there(gone, names) and not there(kept, names) and (online or "url" not in names)
    }


@service(Right.READ)
def preview_employees(work: UnitOfWork, actor: Actor, one_id: str, other_id: str, nip: str) -> MergePreview:
    """Say what merging two employees does when ``nip`` (of one of them) is the right one; raises InvalidInput."""
    kept, gone, wrong = _older_employee(work, one_id, other_id, nip)
    cases, reports = work.cases.of_nip(wrong), reports_under(work, wrong)
    others = tuple(case for case in work.cases.naming(wrong, gone.id) if case.respondent.nip != wrong)
    printed = [letter.title for case in cases for letter in work.letters.of_case(case.id) if letter.status in PRINTED]
    right = kept if kept.nip == nip else gone
    moves = (
        f"NIP, nama, dan jabatan yang dipakai: {show_nip(nip)}, {right.name}, {right.position}",
        _count(
            cases, "perkara", lambda case: f"{case.number} ({case.summary.sanction_title or case.summary.stage_title})"
        ),
        _count(others, "perkara sebagai atasan, pemeriksa, atau pejabat", lambda case: case.number),
        _count(reports, "laporan", lambda report: report.number),
        _count(work.old_cases.of_nip(wrong), "perkara arsip", lambda old: old.named),
        _count(work.accounts.of_employee(gone.id), "akun", lambda account: account.handle or account.url),
        _count(heads_under(work, wrong), "unit yang dikepalainya", lambda head: head.path.name),
    )
    notes = (
        f"{len(printed)} surat yang sudah terbit tetap memuat NIP {show_nip(wrong)}; ganti suratnya bila perlu."
        if printed
        else "",
        "Impor berikutnya yang masih memuat NIP lama akan membuat pegawai itu lagi." if wrong else "",
    )
    return _preview(kept, gone, "employee", moves, notes, _employee_obstacle(work, wrong, nip))


@service(Right.DISCARD)
def merge_employees(
    work: UnitOfWork,
    actor: Actor,
    one_id: str,
    other_id: str,
    nip: str,
    reason: str,
    tick: Callable[[float], object] = lambda _fraction: None,
) -> Discarded:
    """Put the younger of two employees into the older, with the data of him whose ``nip`` is right.

    Reports and cases under the other NIP follow. ``tick`` hears how far it is with the hits of lists, of which there
    may be very many, and may raise to stop.

    Raises InvalidInput without a reason, or where the two stand beside each other in one report.
    """
    reason = checked_reason(reason)
    kept, gone, wrong = _older_employee(work, one_id, other_id, nip)
    if why := _employee_obstacle(work, wrong, nip):
        raise InvalidInput(why)
    first = work.audit.head().count + 1
    with work.as_program():  # what is hidden from who merges would keep the old NIP
        follow(work, Two(kept_id=kept.id, gone_id=gone.id, wrong=wrong, nip=nip), tick)
        ids = tuple(case.id for case in work.cases.of_nip(nip))
    kept_as = replace(kept if kept.nip == nip else gone, id=kept.id)
    return _close(work, actor, "employee", (kept.id, gone.id), reason, first, ids, kept_as=kept_as)


@service(Right.READ)
def merged_into(work: UnitOfWork, actor: Actor, record_id: str) -> tuple[Merged, ...]:
    """Return what was merged into a record, the newest first."""
    return tuple(
        Merged(
            id=one.id,
            title=one.title,
            reason=one.reason,
            at=one.at,
            by=one.by,
            report=report_of(one) if one.noun == "report" else None,
        )
        for one in work.trash.merged_into(record_id)
    )


@service(Right.DISCARD)
def take_apart(
    work: UnitOfWork, actor: Actor, entry_id: str, tick: Callable[[float], object] = lambda _fraction: None
) -> str:
    """Undo a merge while nothing else was built on it; return the title of what stands by itself again.

    ``tick`` as in ``merge_employees``.

    Raises InvalidInput where something that moved was changed since.
    """
    return unmerge(work, work.trash.get(entry_id), tick)


def unmerge(work: UnitOfWork, entry: Discarded, tick: Callable[[float], object] = lambda _fraction: None) -> str:
    """Do what ``take_apart`` does, for undoing too."""
    if not entry.into:
        raise InvalidInput(f"{entry.title} dibuang, bukan digabung; pulihkan dari Sampah.")
    with work.as_program():  # what is hidden from who takes apart moved too
        rows = work.audit.rows(entry.first, entry.last)
        try:
            _take_back(work, entry, rows, tick)
        except InvalidInput as error:
            raise InvalidInput(
                "Sesudah penggabungan ada yang diubah pada catatan yang pindah, jadi penggabungan tidak dapat "
                "dibatalkan; urungkan perubahan itu dahulu.",
                detail=error.detail,
            ) from error
        work.trash.drop(entry.id)
        if entry.noun == "report":
            work.reports.reindex(entry.into)
        for case_id in {row.record_id for row in rows if row.noun == "case"}:
            settle(work, case_id)
    return entry.title


def _take_back(work: UnitOfWork, entry: Discarded, rows: tuple[LogEntry, ...], tick: Callable[[float], object]) -> None:
    anew = [row.record_id for row in rows if row.noun in _MADE_ANEW]
    there = {hit.id for hit in work.name_hits.of_ids(anew)}
    for action, several in groupby(reversed(rows), key=lambda row: row.action):
        if action == "discard":
            for part in entry.parts:
                work.trash.put_back(part)
        elif action == "save":
            standing = (row for row in several if row.noun not in _MADE_ANEW or row.record_id in there)
            work.trash.set_back(standing, tick)


# -- parts


def report_of(entry: Discarded) -> Report:
    """Return the report that lies in an entry of Sampah, as it was when it went there."""
    return msgspec.json.decode(entry.parts[0].record, type=Report)


def _close(
    work: UnitOfWork,
    actor: Actor,
    noun: str,
    ids: tuple[str, str],
    reason: str,
    first: int,
    cases: Iterable[str],
    *,
    kept_as: Employee | None = None,
) -> Discarded:
    """Take the record that goes out, link it with the one that stays, and settle the cases."""
    kept_id, gone_id = ids
    kind = KINDS[noun]
    gone = kind.get(work, gone_id)
    part = work.trash.take_out("report" if noun == "report" else "employee", gone_id, reason)
    if kept_as is not None:
        work.employees.save(kept_as)
    work.audit.note(
        "explain", "report" if noun == "report" else "employee", gone_id, {"reason": reason, "into": kept_id}
    )
    entry = replace(
        entry_of(work, actor, noun, gone_id, reason, (part,)),
        title=kind.title(gone),
        place=f"Digabung ke {kind.title(kind.get(work, kept_id))}",
        home=kept_id if noun == "report" else "",
        into=kept_id,
        first=first,
    )
    work.trash.keep(entry)
    if noun == "report":
        work.reports.reindex(kept_id)  # it is found by what the other one was known by
    with work.as_program():
        for case_id in cases:
            settle(work, case_id)
    return entry


def _preview(
    kept: Report | Employee,
    gone: Report | Employee,
    noun: str,
    moves: Iterable[str],
    notes: Iterable[str],
    refusal: str,
) -> MergePreview:
    title = KINDS[noun].title
    return MergePreview(
        kept_id=kept.id,
        gone_id=gone.id,
        kept=title(kept),
        gone=title(gone),
        moves=tuple(filter(None, moves)),
        notes=tuple(filter(None, notes)),
        refusal=refusal,
    )


def _older_report(work: UnitOfWork, one_id: str, other_id: str) -> tuple[Report, Report]:
    if one_id == other_id:
        raise InvalidInput("Pilih laporan lain; laporan tidak digabung dengan dirinya sendiri.")
    one, other = sorted(
        (work.reports.get(one_id), work.reports.get(other_id)), key=lambda report: (report.year, report.ordinal)
    )
    return one, other


def _same(report: Report, respondent: Respondent) -> Respondent | None:
    """The same person in another report: by NIP, one without an NIP by his name."""
    key = _key(respondent)
    return next((one for one in report.respondents if _key(one) == key), None)


def _key(respondent: Respondent) -> str:
    return respondent.person.nip or respondent.person.name.casefold()


def _report_obstacle(kept: Report, gone: Report) -> str:
    for one in gone.respondents:
        same = _same(kept, one)
        if same is not None and same.case_id and one.case_id:
            return (
                f"{one.person.name} mempunyai perkara dari kedua laporan; satu perbuatan diproses sekali: hentikan "
                "salah satu perkaranya dengan alasan, kedua laporan tetap berdiri sendiri."
            )
    return ""


def _together(kept: Report, gone: Report) -> tuple[Respondent, ...]:
    """The accused of both, each once: he who has a case or a verification stands for himself in the other report."""

    def weight(one: Respondent) -> tuple[bool, bool]:
        return bool(one.case_id), one.verification is not None

    found = {_key(one): one for one in kept.respondents}
    for one in gone.respondents:
        same = found.get(_key(one))
        if same is None or weight(one) > weight(same):
            found[_key(one)] = one
    return tuple(found.values())


def _older_employee(work: UnitOfWork, one_id: str, other_id: str, nip: str) -> tuple[Employee, Employee, str]:
    """The one that stays, the one that goes, and the NIP that is not used any more."""
    if one_id == other_id:
        raise InvalidInput("Pilih pegawai lain; seorang pegawai tidak digabung dengan dirinya sendiri.")
    kept, gone = sorted((work.employees.get(one_id), work.employees.get(other_id)), key=lambda employee: employee.id)
    if nip not in {kept.nip, gone.nip}:
        raise InvalidInput("Pilih NIP yang benar dari kedua data itu.", field="nip")
    return kept, gone, gone.nip if nip == kept.nip else kept.nip


def _employee_obstacle(work: UnitOfWork, wrong: str, nip: str) -> str:
    """Why two are not merged; a report that is hidden from who asks is not named."""
    with work.as_program():
        both = [one for one in reports_under(work, wrong) if any(each.person.nip == nip for each in one.respondents)]
    if not both:
        return ""
    told = next((one.number for one in both if work.reports.find(one.id) is not None), "")
    if not told:
        return (
            "Keduanya tercatat dalam catatan yang tidak dapat diubah dari sini, jadi tidak digabung; mintalah bantuan "
            "admin kantor Anda."
        )
    return f"Keduanya terlapor dalam laporan {told}; buang salah satunya dari laporan itu dahulu."


def _count(records: tuple[Record, ...], noun: str, words: Callable[[Record], str]) -> str:
    """How many move, and which; empty for none."""
    return f"{len(records)} {noun} pindah: {', '.join(map(words, records))}" if records else ""
