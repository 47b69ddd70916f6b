"""The result of a list as a recap, of which the workbook and the paper are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import tzinfo

from cases.model.figures import FigureQuery
from cases.model.name_review import Candidate, Decision, ListResult, ResultLine
from cases.model.recap import RecapData, RecapTotal, RecapValue
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.rules.recap_form import table_form
from cases.services.access import service
from cases.services.name_review import result_of
from cases.services.settling import the_office
from cases.services.table_recap import table_recap

_WORDS = {
    Decision.SAME: "Sama",
    Decision.UNSURE: "Ragu",
    Decision.OTHER: "Bukan",
    Decision.OPEN: "Belum diputuskan",
}
_ELSE = "Baris ini orang lain"
"""Of a candidate about whom nobody said anything, once the row is said to be another one."""


@service(Right.EXPORT)
def result_recap(
    work: UnitOfWork,
    actor: Actor,
    list_id: str,
    decisions: Collection[Decision] = tuple(Decision),
    *,
    for_paper: bool = False,
) -> RecapData:
    """Return the candidates of a list of which this was said, with how the whole list stands.

    ``for_paper`` has fewer and wider columns with the same words. Raises NotFound.
    """
    found, zone, form = result_of(work, actor, list_id), the_office(work).time_zone.zone, table_form("name_list")
    said = _said(found)
    chosen = [
        (line, candidate)
        for line in found.lines
        if (candidate := line.candidate) is not None and _weighed(candidate, said) in decisions
    ]
    today = found.made_at.astimezone(zone).date()
    return table_recap(
        work,
        actor,
        form,
        [
            _values(number, line, candidate, zone, said[candidate.hit.id])
            for number, (line, candidate) in enumerate(chosen, 1)
        ],
        query=FigureQuery(first=found.list.listed_on or today, last=today),
        told=_told(found, decisions, zone),
        totals=(_of_rows(found), _of_candidates(said)),
        columns=form.paper if for_paper else (),
    )


def _said(found: ListResult) -> dict[str, str]:
    """What was said of each candidate in words, by its hit; of the others of a row that is somebody, that it is he."""
    hits = [line.candidate.hit for line in found.lines if line.candidate is not None]
    taken = {hit.row for hit in hits if hit.decision is Decision.SAME}
    return {
        hit.id: _ELSE if hit.decision is Decision.OPEN and hit.row in taken else _WORDS[hit.decision] for hit in hits
    }


def _weighed(candidate: Candidate, said: dict[str, str]) -> Decision:
    """The decision that a candidate is chosen by: one whose row is somebody else is not open any more."""
    return Decision.OTHER if said[candidate.hit.id] == _ELSE else candidate.hit.decision


def _values(number: int, line: ResultLine, candidate: Candidate, zone: tzinfo, said: str) -> dict[str, RecapValue]:
    row, hit, employee = line.row, candidate.hit, candidate.employee
    post = _joined("; ", employee.position, employee.unit_1) if employee is not None else ""
    day = short_date(hit.decided_at.astimezone(zone).date()) if hit.decided_at else ""
    born = short_date(row.born_on) if row.born_on else ""
    role, decided = _joined("; ", row.party, row.role), _joined(", ", hit.decided_by, day)
    return {
        "number": number,
        "row": row.number,
        "name": row.name,
        "nik": row.nik,
        "born_on": row.born_on,
        "role": role,
        "listed": _joined("\n", row.name, row.nik and f"NIK {row.nik}", born and f"lahir {born}", role),
        "employee": hit.name,
        "nip": hit.nip,
        "post": post,
        "known": _joined("\n", hit.name, f"NIP {show_nip(hit.nip)}", post or "tidak ada lagi di data pegawai"),
        "score": round(hit.score),
        "reasons": "; ".join(hit.reasons),
        "decision": said,
        "decided": decided,
        "said": _joined("\n", said, decided),
        "report": candidate.report_number,
    }


def _joined(between: str, *parts: str) -> str:
    return between.join(filter(None, parts))


def _told(found: ListResult, decisions: Collection[Decision], zone: tzinfo) -> str:
    """Which list it is, and what of it stands here."""
    listed = found.list
    day = f" tertanggal {short_date(listed.listed_on)}" if listed.listed_on else ""
    given = f", dari {listed.handed_by}" if listed.handed_by else ""
    taken = short_date(listed.added_at.astimezone(zone).date())
    shown = [word.lower() for decision, word in _WORDS.items() if decision in decisions]
    only = "" if len(shown) == len(_WORDS) else f" Hanya yang {' dan '.join(shown)}."
    return (
        f"Daftar “{listed.title}”{day}{given}, berkas {listed.file_name}, diimpor {taken}, {listed.rows} baris.{only}"
    )


def _of_rows(found: ListResult) -> RecapTotal:
    counts = found.counts
    return RecapTotal(
        title="Baris daftar",
        definition="Setiap baris daftar dihitung sekali.",
        counts=(
            ("Tanpa calon", found.list.rows - counts.with_hits),
            ("Dinyatakan sama", counts.same),
            ("Ragu", counts.unsure),
            ("Bukan pegawai yang dicalonkan", counts.other),
            ("Belum diputuskan", counts.open),
            ("Tidak terbaca dan tidak diambil", found.list.left_out),
        ),
        of_cases=False,
    )


def _of_candidates(said: dict[str, str]) -> RecapTotal:
    told = Counter(said.values())
    return RecapTotal(
        title="Calon kecocokan",
        definition="Keputusan atas setiap calon kecocokan.",
        counts=tuple((word, told[word]) for word in (*_WORDS.values(), _ELSE)),
        of_cases=False,
    )
