"""What becomes of who was confirmed: a report whose narrative tells of the list, with the row's card as evidence."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput, OfficeError
from cases.model.evidence import Capture
from cases.model.name_review import Decision, HitCard, NameHit
from cases.model.office import TimeZone
from cases.model.report import Channel, Report
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.plain import one_line
from cases.services.access import service
from cases.services.evidence import EvidenceForm, StagedFile, enter, throw_away
from cases.services.list_people import other_reports, report_number_of, report_numbers, standing_employee
from cases.services.reports import ReportForm, register_report
from cases.services.settling import the_office


@service(Right.READ)
def card(work: UnitOfWork, actor: Actor, hit_id: str) -> HitCard:
    """Return what the card of a confirmed hit prints; raises InvalidInput for one of whom nobody said that he is it."""
    hit = work.name_hits.get(hit_id)
    if hit.decision is not Decision.SAME:
        raise InvalidInput(f"Baris {hit.row} belum dinyatakan sama dengan {hit.name}; putuskan dahulu.")
    employee = standing_employee(work, hit.employee_id)
    if employee is None:
        raise InvalidInput(
            f"{hit.name} tidak ada lagi dalam data pegawai; pulihkan dari Sampah atau impor datanya, lalu ulangi."
        )
    rows = work.name_lists.rows_of(hit.list_id, [hit.row])
    return HitCard(list=work.name_lists.get(hit.list_id), row=rows[0], hit=hit, employee=employee)


@service(Right.READ)
def unreported(work: UnitOfWork, actor: Actor, list_id: str) -> tuple[NameHit, ...]:
    """Return the confirmed hits of a list that are no report, in the order of its rows."""
    same = work.name_hits.of_list(list_id, Decision.SAME)
    numbers = report_numbers(work, same)
    return tuple(hit for hit in same if hit.id not in numbers)


@service(Right.REGISTER_REPORT, Right.MANAGE_EVIDENCE)
def report_hit(work: UnitOfWork, actor: Actor, hit_id: str, file: StagedFile, *, again: bool = False) -> Report:
    """Enter a confirmed hit as a report with its card as evidence.

    Raises InvalidInput for a hit that is a report already, for an employee of whom another row of a list is one unless
    it is wanted ``again``, and as ``card`` does; what was staged is thrown away then.
    """
    try:
        told = card(work, actor, hit_id)
        if number := report_number_of(work, told.hit):
            raise InvalidInput(f"Baris {told.row.number} sudah menjadi laporan {number}; buka laporan itu.")
        if not again and (others := other_reports(work, told.hit)):
            raise InvalidInput(
                f"{told.employee.name} sudah terlapor dari daftar nama dalam laporan {', '.join(others)}; buka laporan "
                "itu, atau buat laporan tersendiri dari barisnya."
            )
        rank = work.law.rank_of(told.employee.grade)
        form = ReportForm(
            received_on=work.clock.today(),
            source=told.list.source,
            narrative=narrative_of(told, the_office(work).time_zone),
            channel=Channel.UNKNOWN,
            respondents=(told.employee.snapshot(work.clock.today(), rank),),
            election=told.list.election,
            origin_on=told.list.listed_on,
        )
        report = register_report(work, actor, form)
    except OfficeError:
        throw_away([file])
        raise
    evidence = EvidenceForm(
        file_name=file.name,
        title=f"Baris {told.row.number} daftar {told.list.title}",
        captured_by=told.list.added_by,
        captured_at=told.list.added_at,
        description=f"Kartu baris daftar nama; berkas daftar {told.list.file_name}, SHA-256 {told.list.sha256}.",
        capture=Capture.LIST,
    )
    enter(work, actor, report.id, file, evidence)
    work.name_hits.save(replace(told.hit, report_id=report.id))
    return report


def narrative_of(told: HitCard, zone: TimeZone) -> str:
    """Return the narrative that a report begins with: what the list says, and who found that it is the employee."""
    row, listed = told.row, told.list
    party = row.party or listed.party
    of = f" {party}" if party else ""
    as_ = f" sebagai {row.role}" if row.role else ""
    day = f" tertanggal {long_date(listed.listed_on)}" if listed.listed_on is not None else ""
    given = f", yang diserahkan oleh {listed.handed_by}" if listed.handed_by else ""
    reasons = "; ".join(told.hit.reasons)
    who = f"{told.hit.decided_by} pada {long_date(zone.day(told.hit.decided_at))}" if told.hit.decided_at else ""
    return one_line(
        f"Nama {row.name} tercantum{as_}{of} pada baris {row.number} daftar “{listed.title}”{day}{given}. "
        f"Baris itu dicocokkan dengan data pegawai ({reasons}) dan dinyatakan orang yang sama oleh {who}. "
        f"Berkas daftar: {listed.file_name}, SHA-256 {listed.sha256}."
    )
