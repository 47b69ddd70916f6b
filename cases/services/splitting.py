"""Some of the accused, the evidence or the events of a report become a report of their own, linked both ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.evidence import Evidence
from cases.model.identity import new_id
from cases.model.report import Report, Respondent
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.numbering import register_number
from cases.rules.plain import one_line
from cases.rules.respondents import with_respondents
from cases.services import verification
from cases.services.access import service
from cases.services.discard_kinds import KINDS
from cases.services.discarding import checked_reason
from cases.services.reporter_shown import kept_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitForm:
    """What becomes a report of its own, by identifiers: ``moved`` leave the first report, ``shared`` stand in both.

    The event is the new report's; its narrative is the first one's unless another is given.
    """

    reason: str
    moved: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    moved_evidence: tuple[str, ...] = ()
    shared_evidence: tuple[str, ...] = ()
    event_on: date | None = None
    event_at: str = ""
    event_place: str = ""
    narrative: str = ""


@service(Right.REGISTER_REPORT, Right.MANAGE_EVIDENCE)
def split_report(work: UnitOfWork, actor: Actor, report_id: str, form: SplitForm) -> Report:
    """Make a report of a part of another one under the next number of its year; return the new one.

    Raises InvalidInput where nothing is split off, nothing would stay, or what is moved belongs to a case already.
    """
    reason = checked_reason(form.reason)
    report = work.reports.get(report_id)
    _check(work, report, form)
    ordinal = work.reports.last_ordinal(report.year) + 1
    made = replace(
        report,
        id=new_id(),
        number=register_number(report.year, ordinal, "L"),
        ordinal=ordinal,
        event_on=form.event_on,
        event_at=form.event_at,
        event_place=kept_words(work, report.event_place, one_line(form.event_place), "event_place", whole=False),
        narrative=kept_words(
            work, report.narrative, form.narrative.strip() or report.narrative, "narrative", whole=False
        ),
        split_from=report.id,
        sent=(),
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )
    made = with_respondents(made, _accused(report, form))
    letters = dict(_letters_about(work, actor, report, form.moved))
    work.reports.add(made)
    stay = tuple(one for one in report.respondents if one.id not in form.moved)
    work.reports.save(with_respondents(report, stay))
    for letter_id in letters:
        work.letters.save(replace(work.letters.get(letter_id), report_id=made.id))
    for place, item in enumerate(_chosen(work, report, (*form.moved_evidence, *form.shared_evidence)), 1):
        if item.id in form.moved_evidence:
            work.evidence.save(replace(item, report_id=made.id, ordinal=place))
        else:
            work.evidence.add(replace(item, id=new_id(), report_id=made.id, ordinal=place, derived_from=None))
    told = {"reason": reason, "split_from": report.number}
    work.audit.note("explain", "report", made.id, told)
    work.audit.note("explain", "report", report.id, {"reason": reason, "split_off": made.number})
    return work.reports.get(made.id)


def _accused(report: Report, form: SplitForm) -> tuple[Respondent, ...]:
    """Those who move as they are, and those who stand in both, of whom nothing is found in the new report yet."""
    return tuple(
        one if one.id in form.moved else Respondent(id=new_id(), person=one.person)
        for one in report.respondents
        if one.id in {*form.moved, *form.shared}
    )


def _letters_about(
    work: UnitOfWork, actor: Actor, report: Report, moved: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """The letters about those who move, by identifier, each with whom it is about."""
    found = verification.letters_of_report(work, actor, report.id)
    return tuple((letter.id, about) for about, letter in found if about in moved)


def _chosen(work: UnitOfWork, report: Report, wanted: Collection[str]) -> tuple[Evidence, ...]:
    return tuple(item for item in work.evidence.of_report(report.id) if item.id in wanted)


def _check(work: UnitOfWork, report: Report, form: SplitForm) -> None:
    people, items = {*form.moved, *form.shared}, {*form.moved_evidence, *form.shared_evidence}
    if any(case.restricted_to for case in work.cases.of_report(report.id)):
        raise InvalidInput("Perkara dari laporan ini dibatasi; cabut dahulu pembatasannya, lalu pisahkan laporannya.")
    if not people and not items:
        raise InvalidInput("Pilih terlapor atau bukti yang menjadi laporan tersendiri.", field="respondents")
    if people - {one.id for one in report.respondents} or items - {one.id for one in _chosen(work, report, items)}:
        raise InvalidInput("Laporan ini sudah berubah; muat ulang halaman.")
    same_event = (form.event_on, form.event_at, form.event_place) == (
        report.event_on,
        report.event_at,
        report.event_place,
    )
    if set(form.moved) == {one.id for one in report.respondents} and report.respondents and same_event:
        raise InvalidInput(
            "Semua terlapor pindah dan kejadiannya sama, jadi tidak ada yang dipisahkan; sisakan sebagian, atau isi "
            "kejadian yang lain.",
            field="respondents",
        )
    for one in report.respondents:
        if one.id in form.moved and one.case_id:
            raise InvalidInput(
                f"Perkara {one.person.name} atas laporan ini sudah dibuka; pilih “di keduanya” untuk perbuatan yang "
                "lain.",
                field="respondents",
            )
    if form.event_on is not None and form.event_on > report.received_on:
        raise InvalidInput("Kejadian tidak mungkin sesudah laporan diterima; periksa tanggalnya.", field="event_on")
    for item in _chosen(work, report, form.moved_evidence):
        if KINDS["evidence"].refusal(work, item):
            raise InvalidInput(
                f"{item.label} menjadi dasar surat atau tahap perkara; pilih “di keduanya”, yang asli tetap di sini.",
                field="evidence",
            )
