"""Every place that names an employee, for two who become one: what moves to who stays is a line of ``PLACES``.

What tells how something was on its day stays: steps, letters, the lines of a form as printed, a list as handed in. What
moves is saved record by record, so a merge is taken apart by its rows of the log.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from cases.account_names import account_key
from cases.model.account import Account
from cases.model.case import Case
from cases.model.name_review import Decision, NameHit
from cases.model.office import Signatory
from cases.model.old_case import OldCase
from cases.model.person import Person
from cases.model.report import Report
from cases.model.two_people import TwoPeople
from cases.model.watch import FilledForm, Finding, WatchForm
from cases.model.work_unit import UnitHead
from cases.ports import Store, UnitOfWork
from cases.rules.same_person import look_of, set_apart

_EVERY: Final = sys.maxsize
"""As many of what search finds as there are."""
_WEIGHTS: Final = (Decision.OPEN, Decision.OTHER, Decision.UNSURE, Decision.SAME)
"""Which answer counts where two hits of one row become one person, the weightiest last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two who become one: the identifier that stays and the one that goes, the NIP not used any more, and the right."""

    kept_id: str
    gone_id: str
    wrong: str
    nip: str

    def person(self, one: Person) -> Person:
        """Return a person as he is known from now on; anybody else as he is."""
        if one.nip != self.wrong and one.employee_id != self.gone_id:
            return one
        return replace(one, nip=self.nip if one.nip == self.wrong else one.nip, employee_id=self.kept_id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where employees are named: the store, and its records with what is to be different (or is not)."""

    store: Callable[[UnitOfWork], Store[Any]]
    changed: Callable[[UnitOfWork, Two], Iterable[Any]]


def follow(work: UnitOfWork, two: Two, tick: Callable[[float], object]) -> None:
    """Save all that names the one who goes under the one who stays; ``tick`` as in ``merging.merge_employees``."""
    tick(0)
    for place in PLACES:
        store = place.store(work)
        for record in tuple(place.changed(work, two)):
            store.save(record)
    work.name_hits.save_all(tuple(_hits(work, two)), tick)


def reports_under(work: UnitOfWork, nip: str) -> tuple[Report, ...]:
    """Return the reports in which somebody is accused."""
    found = work.reports.of_ids(hit.id for hit in work.search.find(nip, _EVERY, "report"))
    return tuple(report for report in found if any(one.person.nip == nip for one in report.respondents))


def heads_under(work: UnitOfWork, nip: str) -> tuple[UnitHead, ...]:
    """Return the units of which a person said that somebody heads them."""
    return tuple(head for head in work.units.all() if head.nip == nip)


def _cases(work: UnitOfWork, two: Two) -> Iterator[Case]:
    for case in work.cases.naming(two.wrong, two.gone_id):
        yield replace(
            case,
            respondent=two.person(case.respondent),
            superior=two.person(case.superior) if case.superior is not None else None,
            examiners=tuple(replace(one, person=two.person(one.person)) for one in case.examiners),
            official=two.person(case.official) if case.official is not None else None,
        )


def _old_cases(work: UnitOfWork, two: Two) -> Iterator[OldCase]:
    for old in (*work.old_cases.of_nip(two.wrong), *work.old_cases.of_nip(two.nip)):
        yield replace(old, respondent=two.person(old.respondent))


def _reports(work: UnitOfWork, two: Two) -> Iterator[Report]:
    for report in (*reports_under(work, two.wrong), *reports_under(work, two.nip)):
        people = tuple(replace(one, person=two.person(one.person)) for one in report.respondents)
        yield replace(report, respondents=people)


def _accounts(work: UnitOfWork, two: Two) -> Iterator[Account]:
    """His accounts; one that the other has too stays behind and waits for a taking apart."""
    known = {account_key(one.platform, one.handle, one.url) for one in work.accounts.of_employee(two.kept_id)}
    for account in work.accounts.of_employee(two.gone_id):
        if account_key(account.platform, account.handle, account.url) not in known:
            yield replace(account, employee_id=two.kept_id)


def _findings(work: UnitOfWork, two: Two) -> Iterator[Finding]:
    for finding in work.findings.of_employee(two.gone_id):
        yield replace(finding, employee_id=two.kept_id)


def _forms(work: UnitOfWork, two: Two) -> Iterator[WatchForm]:
    """Forms with a line of his: whom it means changes, not what was printed, by which a filled one is known."""
    for form in work.forms.of_employee(two.gone_id):
        yield replace(form, lines=tuple(_his(one, two) for one in form.lines))


def _filled(work: UnitOfWork, two: Two) -> Iterator[FilledForm]:
    for filled in work.filled.of_employee(two.gone_id):
        yield replace(filled, accounts=tuple(_his(one, two) for one in filled.accounts))


def _heads(work: UnitOfWork, two: Two) -> Iterator[UnitHead]:
    for head in heads_under(work, two.wrong):
        yield replace(head, nip=two.nip)


def _signatories(work: UnitOfWork, two: Two) -> Iterator[Signatory]:
    for one in work.signatories.all():
        yield replace(one, person=two.person(one.person))


def _set_apart(work: UnitOfWork, two: Two) -> Iterator[TwoPeople]:
    """What was said of either and a third, and still holds: from now on it holds of who stays, as he is known then.

    What was said of the two, and of a third who was set apart from both, stays behind and waits for a taking apart.
    """
    was = {one.id: one for one in (work.employees.get(two.kept_id), work.employees.get(two.gone_id))}
    now = replace(next(one for one in was.values() if one.nip == two.nip), id=two.kept_id)
    said: dict[str, dict[str, TwoPeople]] = {}
    for note in work.two_people.all():
        for his, other in ((note.one_id, note.other_id), (note.other_id, note.one_id)):
            if his in was and other not in was:
                said.setdefault(other, {})[his] = note
    for third_id, notes in said.items():
        third = work.employees.find(third_id)
        if third is None:
            continue
        held = next((note for his, note in notes.items() if note.seen == look_of(was[his], third)), None)
        if held is not None:
            stays = notes.get(two.kept_id, held)
            yield set_apart(now, third, stays.id, held.set_by, held.set_on)


PLACES: Final[tuple[Place, ...]] = (
    Place(lambda work: work.cases, _cases),
    Place(lambda work: work.old_cases, _old_cases),
    Place(lambda work: work.reports, _reports),
    Place(lambda work: work.accounts, _accounts),
    Place(lambda work: work.findings, _findings),
    Place(lambda work: work.forms, _forms),
    Place(lambda work: work.filled, _filled),
    Place(lambda work: work.units, _heads),
    Place(lambda work: work.signatories, _signatories),
    Place(lambda work: work.two_people, _set_apart),
)
"""Where employees are named, besides the hits of lists, of which there may be as many as rows."""


def _hits(work: UnitOfWork, two: Two) -> Iterator[NameHit]:
    """His hits; where a row has the other one too, that hit takes the weightier answer, and his waits unseen."""
    there = {(hit.list_id, hit.row): hit for hit in work.name_hits.of_employee(two.kept_id)}
    for hit in work.name_hits.of_employee(two.gone_id):
        same = there.get((hit.list_id, hit.row))
        if same is None:
            yield replace(hit, employee_id=two.kept_id)
        elif _weight(hit) > _weight(same):
            yield replace(
                same,
                decision=hit.decision,
                decided_at=hit.decided_at,
                decided_by=hit.decided_by,
                report_id=hit.report_id,
            )


def _weight(hit: NameHit) -> tuple[bool, int]:
    return bool(hit.report_id), _WEIGHTS.index(hit.decision)


def _his(line: Any, two: Two) -> Any:  # noqa: ANN401 - a part of a form with its employee
    return replace(line, employee_id=two.kept_id) if line.employee_id == two.gone_id else line
