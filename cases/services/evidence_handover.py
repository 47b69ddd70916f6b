"""Originals that leave the program: a copy of one, or a folder of many with what proves them unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import IO

from cases.errors import InvalidInput
from cases.handed_names import handed_ending, handed_name, plain_name
from cases.model.evidence import Evidence
from cases.model.handover import HandedItem, Handover
from cases.model.office import TimeZone
from cases.model.report import Report
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.reporter_cover import cover
from cases.rules.dates import long_date
from cases.rules.evidence_shown import of_case
from cases.services.access import service
from cases.services.evidence_redaction import REDACTED
from cases.services.settling import full_names, the_office

_NOBODY: Mapping[str, str] = {}


@service(Right.READ, Right.EXPORT)
def copy_evidence(work: UnitOfWork, actor: Actor, evidence_id: str, target: IO[bytes]) -> None:
    """Write the original into a file outside, a piece at a time; its record of custody says that it left the program.

    Raises DatabaseDamaged, NotFound, StorageError: what was written is to be thrown away then.
    """
    work.custody.copy(work.evidence.get(evidence_id), target, "export")


@service(Right.READ)
def proposed(work: UnitOfWork, actor: Actor, report_id: str, case_id: str) -> tuple[str, ...]:
    """Return the items that are handed over when nobody chooses: of a case what does not concern others alone."""
    return tuple(item.id for item in _proposed(work, report_id, case_id))


def _proposed(work: UnitOfWork, report_id: str, case_id: str) -> tuple[Evidence, ...]:
    items = work.evidence.of_report(report_id)
    if not case_id:
        return items
    respondent = work.cases.get(case_id).respondent
    return of_case(items, respondent.nip or respondent.name)


@service(Right.READ, Right.EXPORT)
def plan_handover(
    work: UnitOfWork,
    actor: Actor,
    report_id: str,
    evidence_ids: Sequence[str] = (),
    missing: Mapping[str, str] = _NOBODY,
    case_id: str = "",
) -> Handover:
    """Return what a folder with the evidence of a report or case holds, or with chosen items; nothing is read yet.

    ``missing`` says why an item has no file. The name and contact of who reported are put out of the words, as on
    every paper of evidence. Raises InvalidInput when there is nothing to hand over.
    """
    report, office = work.reports.get(report_id), the_office(work)
    items = work.evidence.of_report(report_id)
    wanted = evidence_ids or {item.id for item in _proposed(work, report_id, case_id)}
    chosen = [item for item in items if item.id in wanted]
    if not any(item.id not in missing for item in chosen):
        raise InvalidInput("Tidak ada bukti yang dapat diekspor; pilih sedikitnya satu yang utuh.")
    labels = {item.id: item.label for item in items}
    accused = {one.person.nip or one.person.name: one.person.name for one in report.respondents}
    names = full_names(work) | accused
    masked = cover((report.reporter_name, report.reporter_contact))
    now, zone = work.clock.now(), office.time_zone
    number = work.cases.get(case_id).number if case_id else _only_case(work, report)
    local = now.astimezone(zone.zone)
    return Handover(
        folder=f"Bukti {plain_name(number or report.number)} {local:%Y-%m-%d}",
        title=f"Perkara {number}, laporan {report.number}" if number else f"Laporan {report.number}",
        office=office.name,
        made_at=_moment(now, "", zone),
        made_by=actor.full_name or actor.name,
        head=work.audit.head().code,
        items=tuple(
            _handed(item, labels.get(item.derived_from or "", ""), missing.get(item.id, ""), names, zone, masked)
            for item in chosen
        ),
    )


@service(Right.READ, Right.EXPORT)
def hand_over(
    work: UnitOfWork, actor: Actor, evidence_id: str, target: IO[bytes], destination: str, fingerprint: str
) -> None:
    """Write one original of a folder; its record says to where, and the fingerprint of the folder's list of sums.

    Raises as ``copy_evidence`` does.
    """
    details = {"tujuan": destination, "sidik daftar": fingerprint}
    work.custody.copy(work.evidence.get(evidence_id), target, "export", details)


@service(Right.READ)
def take_back(work: UnitOfWork, actor: Actor, evidence_ids: Sequence[str], why: str) -> None:
    """Record that the copies of a folder that was not finished were deleted again."""
    for evidence_id in evidence_ids:
        work.audit.note("export", "evidence", evidence_id, {"hasil": "tidak jadi, salinannya dihapus", "sebab": why})


def _only_case(work: UnitOfWork, report: Report) -> str:
    """The number of the report's case, "" when it has none or several."""
    cases = work.cases.of_report(report.id)
    return cases[0].number if len(cases) == 1 else ""


def _handed(
    item: Evidence, made_from: str, missing: str, names: Mapping[str, str], zone: TimeZone, masked: Callable[[str], str]
) -> HandedItem:
    remark = f"tersunting dari {made_from}" if made_from else ""
    title = masked(item.title)
    facts = (
        ("Judul", title),
        ("Platform", masked(item.platform)),
        ("Akun", masked(item.account)),
        ("Nama profil", masked(item.profile_name)),
        ("URL", masked(item.url)),
        ("Waktu unggah", _moment(item.posted_at, item.posted_zone, zone)),
        ("Waktu tangkapan", _moment(item.captured_at, item.captured_zone, zone)),
        ("Ditangkap oleh", masked(item.captured_by)),
        ("Diperoleh", str(item.capture)),
        ("Menyangkut", "; ".join(names.get(key, key) for key in item.concerns)),
        ("Keterangan", masked(item.description)),
        ("Dicatat pada", _moment(item.added_at, "", zone)),
        ("Dicatat oleh", names.get(item.added_by, item.added_by)),
    )
    return HandedItem(
        evidence_id=item.id,
        label=item.label,
        name=handed_name(
            item.label,
            title.removesuffix(REDACTED) if remark else title,
            handed_ending(item.file_name, item.media_type),
            remark,
        ),
        media_type=item.media_type,
        size=item.size,
        sha256=item.sha256,
        facts=facts,
        made_from=made_from,
        missing=missing,
    )


def _moment(moment: datetime | None, stated: str, zone: TimeZone) -> str:
    """A moment in the zone that was stated for it, else in the office's ("28 September 2024, 19.42 WIB")."""
    if moment is None:
        return ""
    where = TimeZone(stated) if stated else zone
    local = moment.astimezone(where.zone)
    return f"{long_date(local.date())}, {local:%H.%M} {where}"
