"""The law as forms and pages ask for it: forms of violation, sanctions, impacts, steps, and who compared them when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cases.model.case import Case, CaseFile, Level
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Person
from cases.model.steps import StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import (
    ArchiveCode,
    CircularPoint,
    DeadlineRule,
    Impact,
    Law,
    ModerateSetRule,
    Outcome,
    Recommender,
    Sanction,
    StepRule,
    StopReason,
    Violation,
)
from cases.rules import guards, lifecycle
from cases.rules.authority import Candidate, candidates
from cases.rules.deadlines import counts_of
from cases.rules.guards import Finding
from cases.rules.posts import post_of
from cases.rules.progress import Progress
from cases.services.access import service
from cases.services.settling import law_of, read_file, the_office
from cases.services.steps import CaseView, case_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Who compared a regulation with its official copy and when; both empty while nobody did."""

    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLaw:
    """The law of one case, by the versions that it is judged by.

    ``violations`` are those of the case, ``choices`` all of its track; ``sanctions`` are by level, under the office's
    moderate set and for officials of the respondent's kind, ``titles`` every type of sanction by its key, from light to
    heavy; ``verified`` is by the short title of a regulation; ``instruments`` are short titles by the name that is
    printed. ``stop_reasons`` are those that hold now, ``outcomes`` are by the step that says them, ``deadlines`` by
    key. ``gate`` is the last step to come that has conditions of its own, None when none is left, and ``conditions``
    what its guards find beforehand.
    """

    office: Office
    violations: tuple[Violation, ...]
    choices: tuple[Violation, ...]
    sanctions: dict[str, tuple[Sanction, ...]]
    titles: dict[str, Sanction]
    steps: dict[str, StepRule]
    verified: dict[str, Verified]
    instruments: dict[str, str]
    stop_reasons: tuple[StopReason, ...] = ()
    recommenders: tuple[Recommender, ...] = ()
    outcomes: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    archive_codes: tuple[ArchiveCode, ...] = ()
    deadlines: dict[str, DeadlineRule] = field(default_factory=dict)
    gate: StepRule | None = None
    conditions: tuple[Finding, ...] = ()

    def basis(self, violation: Violation) -> str:
        """Where a form of violation stands, in short titles ("SKB 2022; Pasal 5 huruf n angka 5 PP 94/2021")."""
        short = self.instruments.get(violation.instrument, violation.instrument)
        article = f"{violation.basis_pp or violation.article} {short}".strip()
        return f"{violation.regulation}; {article}" if violation.basis_skb else article

    def sanction(self, key: str) -> Sanction | None:
        """A type of sanction by its key, or None."""
        return self.titles.get(key)

    def outcome(self, key: str) -> Outcome | None:
        """How a remedy ended by the key of its outcome, or None."""
        return next((one for group in self.outcomes.values() for one in group if one.key == key), None)

    def heavier(self, key: str, other: str) -> bool:
        """Whether a type of sanction is heavier than another one."""
        places = tuple(self.titles)
        return key in self.titles and other in self.titles and places.index(key) > places.index(other)


@service(Right.READ)
def case_law(work: UnitOfWork, actor: Actor, case_id: str) -> CaseLaw:
    """Return the law that a case's page and its forms need; raises NotFound."""
    file = read_file(work, case_id)
    case = file.case
    law = work.law.as_judged(case.regulations)
    office = the_office(work)
    gate, conditions = _gate(file, law)
    return CaseLaw(
        office=office,
        violations=tuple(law.violation(code) for code in case.violation_codes),
        choices=law.violations(case.track),
        sanctions=_sanctions(law, office.moderate_set, case),
        titles={one.key: one for one in sorted(law.every_sanction(), key=lambda one: law.sanction_weight(one.key))},
        steps={rule.key: rule for rule in law.steps(case.track)},
        verified={
            pack.head.short: Verified(by=pack.head.verified_by, on=pack.head.verified_on)
            for pack in law.packs
            if pack.key in case.regulations or not pack.head.track
        },
        instruments={pack.head.title.partition(" tentang ")[0]: pack.head.short for pack in law.packs},
        stop_reasons=_stop_reasons(file, law),
        recommenders=law.every_recommender(),
        outcomes={rule.key: law.outcomes(rule.key) for rule in law.steps(case.track) if law.outcomes(rule.key)},
        archive_codes=law.archive_codes(),
        deadlines={rule.key: rule for rule in law.deadlines(case.track)},
        gate=gate,
        conditions=conditions,
    )


@service(Right.READ)
def case_scene(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[CaseView, CaseLaw]:
    """Return a case as its page shows it together with its law, from one snapshot; raises NotFound."""
    return case_view(work, actor, case_id), case_law(work, actor, case_id)


@service(Right.READ)
def violation_choices(work: UnitOfWork, actor: Actor, track: str | None = None) -> tuple[Violation, ...]:
    """Return the forms of violation to choose from, of one track or all, in the order of the packs."""
    return work.law.violations(track)


@service(Right.READ)
def openable_violations(work: UnitOfWork, actor: Actor) -> tuple[Violation, ...]:
    """Return the forms of violation for which a case can be opened: those of tracks that have steps."""
    return tuple(violation for violation in work.law.violations() if work.law.steps(violation.track))


@service(Right.READ)
def impact_choices(work: UnitOfWork, actor: Actor, code: str) -> tuple[Impact, ...]:
    """Return the impacts to choose from where a violation has no level of its own, else nothing."""
    return work.law.impacts(code)


@service(Right.READ)
def circular_points(work: UnitOfWork, actor: Actor) -> tuple[CircularPoint, ...]:
    """Return the points of the circular on social media."""
    return work.law.circular_points()


def _gate(file: CaseFile, law: Law) -> tuple[StepRule | None, tuple[Finding, ...]]:
    """The last step to come of the stage line that can be judged beforehand, and what its guards find.

    A step that a hard guard may hold up comes before one that is only warned of.
    """
    coming = {mark.key for mark in lifecycle.stage_line(file, law) if mark.state in {"now", "todo"}}
    rules = [rule for rule in reversed(law.steps(file.case.track)) if rule.key in coming]
    found = [(rule, findings) for rule in rules if (findings := guards.standing(file, StepKey(rule.key), law))]
    found.sort(key=lambda pair: not any(finding.strength == "hard" for finding in pair[1]))
    return found[0] if found else (None, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An official who may give a sanction, and who the office knows to hold that post, None when it knows nobody."""

    candidate: Candidate
    person: Person | None = None


@service(Right.READ)
def authority_candidates(
    work: UnitOfWork, actor: Actor, case_id: str, level: str, sanction_key: str = ""
) -> tuple[Proposed, ...]:
    """Return every official who may give the case's respondent a sanction, with why and what must be looked at."""
    file, office = read_file(work, case_id), the_office(work)
    law = law_of(work, file.case)
    signatories = (one.person for one in work.signatories.all() if one.active)
    known: dict[str, Person] = {}
    for person in (file.case.official, file.case.superior, office.head, *signatories):
        post = post_of(person, office, law) if person is not None and person.name else None
        if person is not None and post is not None:
            known.setdefault(post.key, person)
    found = candidates(file, law, level=level, sanction_key=sanction_key, office=office)
    return tuple(Proposed(candidate=one, person=known.get(one.official)) for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChoices:
    """What the law leaves to the office.

    ``moderate_sets`` are the sets of moderate sanctions, the lawful default first; ``summons_counts`` are the working
    days after which an examination is late, by the values of the office's setting.
    """

    moderate_sets: tuple[ModerateSetRule, ...]
    summons_counts: dict[str, int]


@service(Right.READ)
def open_choices(work: UnitOfWork, actor: Actor) -> OpenChoices:
    """Return between what the office chooses, by the law of today."""
    counts = counts_of("summons_count", work.law)
    return OpenChoices(moderate_sets=work.law.moderate_sets(), summons_counts=counts)


def _sanctions(law: Law, moderate_set: str, case: Case) -> dict[str, tuple[Sanction, ...]]:
    """The types by the levels that the case's track imposes; a level without any for such an official stays, empty."""
    status = "" if case.respondent.status is EmploymentStatus.UNKNOWN else str(case.respondent.status)
    found = {}
    for level in Level:
        own = [one for one in law.every_sanction() if one.level == level and one.track in {"", case.track}]
        if level and own:
            found[str(level)] = tuple(one for one in law.sanctions(level, moderate_set, status) if one in own)
    return found


def _stop_reasons(file: CaseFile, law: Law) -> tuple[StopReason, ...]:
    """The reasons whose conditions hold, those that have any first."""
    progress = Progress.of(file, law)
    reasons = [one for one in law.stop_reasons(file.case.track) if all(progress.holds(word) for word in one.when)]
    return tuple(sorted(reasons, key=lambda one: not one.when))
