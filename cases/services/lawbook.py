"""The law as forms and pages ask for it: forms of violation, sanctions, impacts, steps, and who compared them when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.model.case import Level
from cases.model.office import Office
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import CircularPoint, Impact, Law, Sanction, StepRule, Violation
from cases.services.access import service
from cases.services.settling import the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Who compared a regulation with its official copy and when; both empty while nobody did."""

    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLaw:
    """The law of one case, by the versions that it is judged by.

    ``violations`` are those of the case, ``choices`` all of its track; ``sanctions`` are by level, under the office's
    moderate set; ``verified`` is by the short title of a regulation.
    """

    office: Office
    violations: tuple[Violation, ...]
    choices: tuple[Violation, ...]
    sanctions: dict[str, tuple[Sanction, ...]]
    steps: dict[str, StepRule]
    verified: dict[str, Verified]

    def sanction(self, key: str) -> Sanction | None:
        """A type of sanction by its key, or None."""
        return next((one for group in self.sanctions.values() for one in group if one.key == key), None)


@service(Right.READ)
def case_law(work: UnitOfWork, actor: Actor, case_id: str) -> CaseLaw:
    """Return the law that a case's page and its forms need; raises NotFound."""
    case = work.cases.get(case_id)
    law = work.law.as_judged(case.regulations)
    office = the_office(work)
    return CaseLaw(
        office=office,
        violations=tuple(law.violation(code) for code in case.violation_codes),
        choices=law.violations(case.track),
        sanctions=_sanctions(law, office.moderate_set),
        steps={rule.key: rule for rule in law.steps(case.track)},
        verified={
            pack.head.short: Verified(by=pack.head.verified_by, on=pack.head.verified_on)
            for pack in law.packs
            if pack.key in case.regulations or not pack.head.track
        },
    )


@service(Right.READ)
def violation_choices(work: UnitOfWork, actor: Actor, track: str | None = None) -> tuple[Violation, ...]:
    """Return the forms of violation to choose from, of one track or all, in the order of the packs."""
    return work.law.violations(track)


@service(Right.READ)
def violation_titles(work: UnitOfWork, actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """Return the short title of each code, its text where it has none; raises InvalidInput for an unknown code."""
    found = (work.law.violation(code) for code in codes)
    return {violation.code: violation.short or violation.text for violation in found}


@service(Right.READ)
def impact_choices(work: UnitOfWork, actor: Actor, code: str) -> tuple[Impact, ...]:
    """Return the impacts to choose from where a violation has no level of its own, else nothing."""
    return work.law.impacts(code)


@service(Right.READ)
def sanction_choices(work: UnitOfWork, actor: Actor, level: str) -> tuple[Sanction, ...]:
    """Return the types of sanction of a level under the office's moderate set, from light to heavy."""
    return work.law.sanctions(level, the_office(work).moderate_set)


@service(Right.READ)
def circular_points(work: UnitOfWork, actor: Actor) -> tuple[CircularPoint, ...]:
    """Return the points of the circular on social media."""
    return work.law.circular_points()


def _sanctions(law: Law, moderate_set: str) -> dict[str, tuple[Sanction, ...]]:
    return {str(level): law.sanctions(level, moderate_set) for level in Level if level}
