"""The page of an employee: who he is, his posts over time, and all that the office has on him."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.model.account import KeptAccount
from cases.model.case import Case
from cases.model.employee import Employee
from cases.model.old_case import OldCase
from cases.model.report import Report
from cases.model.user import Actor, Right
from cases.model.work_unit import UnitPath
from cases.ports import UnitOfWork
from cases.rules.names import SplitName, split_name
from cases.rules.nip import NipReading, read_nip
from cases.services import accounts, merging, suspects, watch_findings
from cases.services.access import service
from cases.services.merged_people import reports_under
from cases.services.merging import Merged
from cases.services.reports import standing_id
from cases.services.settling import the_office
from cases.services.suspects import Suspect
from cases.services.watch_findings import FindingNote
from cases.services.work_units import headed_by

_OF_POST = ("position", "grade", "unit_1", "unit_2", "unit_3")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post as the master had it; ``until`` is the day of the import that changed it, None for the one of now.

    ``since`` is the TMT of the post, None where the file had none; ``source`` the file that changed it.
    """

    position: str
    grade: str
    path: UnitPath
    since: date | None
    until: date | None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeView:
    """All of an employee's page. What is hidden from who asks is not in it."""

    employee: Employee
    rank: str
    name: SplitName
    reading: NipReading
    posts: tuple[HeldPost, ...]
    heads: tuple[UnitPath, ...]
    cases: tuple[Case, ...]
    old_cases: tuple[OldCase, ...]
    reports: tuple[Report, ...]
    accounts: tuple[KeptAccount, ...]
    findings: tuple[FindingNote, ...]
    merged: tuple[Merged, ...]
    suspects: tuple[Suspect, ...]

    @property
    def sanctions(self) -> int:
        """How many sanctions he was given."""
        return len(self.sanctioned) + sum(old.sanctioned for old in self.old_cases)

    @property
    def sanctioned(self) -> tuple[Case, ...]:
        """The cases in which a sanction was decided."""
        return tuple(case for case in self.cases if case.summary.decision_on and case.summary.sanction_title)


@service(Right.READ)
def employee_view(work: UnitOfWork, actor: Actor, employee_id: str) -> EmployeeView:
    """Return an employee's page, for one who was merged the page of the one that stayed; raises NotFound."""
    one = work.employees.get(standing_id(work, "employee", employee_id))
    return EmployeeView(
        employee=one,
        rank=work.law.rank_of(one.grade),
        name=split_name(one.name),
        reading=read_nip(one.nip),
        posts=tuple(_posts(work, one)),
        heads=headed_by(work, one),
        cases=work.cases.of_nip(one.nip),
        old_cases=work.old_cases.of_nip(one.nip),
        reports=reports_under(work, one.nip),
        accounts=accounts.accounts_of(work, actor, one.id),
        findings=watch_findings.findings_of(work, actor, one.id),
        merged=merging.merged_into(work, actor, one.id),
        suspects=suspects.suspects_of(work, actor, one.id),
    )


def _posts(work: UnitOfWork, one: Employee) -> Iterator[HeldPost]:
    """The post of now, then those that imports changed, the newest first."""
    now = {name: str(getattr(one, name)) for name in _OF_POST} | {"position_since": _text(one.position_since)}
    until, source, zone = one.gone_on, "", the_office(work).time_zone.zone
    for run, change in work.imports.of_employee(one.id):
        if not set(_OF_POST) & change.before.keys():
            now |= {name: text for name, text in change.before.items() if name in now}
            continue
        yield _held(now, until, source)
        now |= {name: text for name, text in change.before.items() if name in now}
        until, source = run.at.astimezone(zone).date(), run.file_name
    yield _held(now, until, source)


def _held(now: dict[str, str], until: date | None, source: str) -> HeldPost:
    since = now["position_since"]
    return HeldPost(
        position=now["position"],
        grade=now["grade"],
        path=UnitPath(now["unit_1"], now["unit_2"], now["unit_3"]),
        since=date.fromisoformat(since) if since else None,
        until=until,
        source=source,
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
