"""A report that was forwarded or answered by a letter that this program did not write, or in another body's system."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.report import Report, Sent
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.plain import one_line
from cases.rules.respondents import with_respondents
from cases.services.access import service


@service(Right.HANDLE_CASE)
def record_sent(work: UnitOfWork, actor: Actor, report_id: str, sent: Sent) -> Report:
    """Write down where a report was sent, with letter and day; raises InvalidInput with the field's name."""
    report = work.reports.get(report_id)
    made = replace(
        sent, to=one_line(sent.to), number=one_line(sent.number), how=one_line(sent.how), recorded_by=actor.name
    )
    if not made.to:
        raise InvalidInput("Isi kepada siapa laporan diteruskan atau dijawab.", field="to")
    if not made.number and not made.how:
        raise InvalidInput("Isi nomor suratnya, atau caranya bila tidak dengan surat.", field="number")
    if made.on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field="on")
    if made.on < report.received_on:
        raise InvalidInput(f"Laporan baru diterima {long_date(report.received_on)}; periksa tanggalnya.", field="on")
    if replace(made, recorded_by="") in {replace(one, recorded_by="") for one in report.sent}:
        raise InvalidInput("Pengiriman itu sudah tercatat.", field="number")
    return _save(work, replace(report, sent=(*report.sent, made)))


@service(Right.HANDLE_CASE)
def remove_sent(work: UnitOfWork, actor: Actor, report_id: str, place: int) -> Report:
    """Take out what was written down by mistake; ``place`` counts from 0. The log keeps it."""
    report = work.reports.get(report_id)
    if not 0 <= place < len(report.sent):
        raise InvalidInput("Catatan itu tidak ada lagi; muat ulang halaman.")
    return _save(work, replace(report, sent=(*report.sent[:place], *report.sent[place + 1 :])))


def _save(work: UnitOfWork, report: Report) -> Report:
    made = with_respondents(report, report.respondents)
    work.reports.save(made)
    return made
