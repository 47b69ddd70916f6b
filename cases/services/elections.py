"""The office's elections: their list, the ones that come along, and which open cases a changed day concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import Case
from cases.model.discarded import Discarded
from cases.model.election import Election, ElectionStage
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.reference import shipped_elections
from cases.services.access import service
from cases.services.discarding import put_away


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionChange:
    """An election as saved, and the open cases whose event now lies on the other side of *penetapan calon*."""

    election: Election
    crossed: tuple[Case, ...] = ()


@service(Right.READ)
def all_elections(work: UnitOfWork, actor: Actor) -> tuple[Election, ...]:
    """Return every election of the office, the newest voting day first."""
    return work.elections.all()


@service(Right.READ)
def cases_crossing(work: UnitOfWork, actor: Actor, election_id: str, candidates_on: date | None) -> tuple[Case, ...]:
    """Return the open cases that another day of *penetapan calon* would put on its other side; writes nothing."""
    stored = work.elections.find(election_id) if election_id else None
    return () if stored is None else _crossed(work, stored, candidates_on)


@service(Right.MANAGE_OFFICE)
def save_election(work: UnitOfWork, actor: Actor, election: Election) -> ElectionChange:
    """Add an election (its ``id`` empty) or change one; a new name is written into the reports and cases that name it.

    Raises InvalidInput for an empty or known name, days out of order, or half a verification.
    """
    election = _checked(work, election)
    stored = work.elections.find(election.id) if election.id else None
    if stored is None:
        election = replace(election, id=election.id or new_id())
        work.elections.add(election)
        return ElectionChange(election=election)
    crossed = _crossed(work, stored, election.candidates_on)
    work.elections.save(election)
    if stored.name != election.name:
        with work.as_program():  # or what is hidden from who renames it would keep the name
            for report in work.reports.of_election(stored.name):
                work.reports.save(replace(report, election=election.name))
            for case in work.cases.of_election(stored.name):
                work.cases.save(replace(case, election=election.name))
    return ElectionChange(election=election, crossed=crossed)


@service(Right.MANAGE_OFFICE)
def remove_election(work: UnitOfWork, actor: Actor, election_id: str, reason: str) -> Discarded:
    """Take an election off the list, into Sampah; reports and cases keep its name. Raises InvalidInput, NotFound."""
    return put_away(work, actor, "election", (election_id,), reason)


@service(Right.MANAGE_OFFICE)
def load_shipped(work: UnitOfWork, actor: Actor) -> tuple[Election, ...]:
    """Add the elections that come along and whose name the office does not have yet; return those added."""
    return add_shipped(work)


def add_shipped(work: UnitOfWork) -> tuple[Election, ...]:
    """Add the elections that come along, inside another service."""
    known = {election.name.casefold() for election in work.elections.all()}
    new = tuple(replace(one, id=new_id()) for one in shipped_elections() if one.name.casefold() not in known)
    for election in new:
        work.elections.add(election)
    return new


def _crossed(work: UnitOfWork, stored: Election, candidates_on: date | None) -> tuple[Case, ...]:
    before = stored.candidates_on
    if before == candidates_on:
        return ()
    running = set(work.cases.open_ids())
    named = (case for case in work.cases.of_election(stored.name) if case.id in running)
    return tuple(case for case in named if _side(case, before) != _side(case, candidates_on))


def _side(case: Case, candidates_on: date | None) -> bool | None:
    """Whether the event lies before the day, None while the day is unknown."""
    return None if candidates_on is None else case.event_on < candidates_on


def _checked(work: UnitOfWork, election: Election) -> Election:
    election = replace(
        election,
        name=" ".join(election.name.split()),
        source=election.source.strip(),
        note=election.note.strip(),
        verified_by=election.verified_by.strip(),
        stages=tuple(sorted(map(_checked_stage, election.stages), key=lambda stage: stage.begins_on)),
    )
    if not election.name:
        raise InvalidInput("Isi nama pemilihan.", field="name")
    twin = work.elections.by_name(election.name)
    if twin is not None and twin.id != election.id:
        raise InvalidInput(f"{twin.name} sudah ada dalam daftar; ubah yang sudah ada.", field="name")
    if election.candidates_on and election.voting_on and election.candidates_on >= election.voting_on:
        raise InvalidInput(
            f"Penetapan calon harus sebelum pemungutan suara ({long_date(election.voting_on)}); periksa kedua tanggal.",
            field="candidates_on",
        )
    _check_names(stage.name for stage in election.stages)
    if bool(election.verified_by) != bool(election.verified_on):
        raise InvalidInput(
            "Isi siapa yang mencocokkan dengan keputusan KPU dan tanggalnya, atau kosongkan keduanya.",
            field="verified_on" if election.verified_by else "verified_by",
        )
    if election.verified_on and election.verified_on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field="verified_on")
    return election


def _checked_stage(stage: ElectionStage) -> ElectionStage:
    name = " ".join(stage.name.split())
    if not name:
        raise InvalidInput("Isi nama setiap tahapan, atau hapus barisnya.", field="stages")
    if stage.ends_on and stage.ends_on < stage.begins_on:
        raise InvalidInput(f"Tahapan {name} berakhir sebelum dimulai; periksa kedua tanggalnya.", field="stages")
    return replace(stage, name=name)


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise InvalidInput(f"Tahapan {name} tercatat dua kali; hapus salah satunya.", field="stages")
        seen.add(name.casefold())
