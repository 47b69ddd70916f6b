"""Tests of guards about people: who examines, who signs, who may decide.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty
from cases.model.steps import (
    AuthorityReportFacts,
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    StatementFacts,
    StepKey,
    SummonsFacts,
    SuspensionFacts,
    TeamFacts,
)
from cases.rules.authority import candidates, competent, unknown_post
from cases.rules.dates import long_date
from cases.rules.posts import acting_mark, at_least, same_name, same_person, with_mark
from cases.rules.verdicts import Asked, Verdict


def team_elements(asked: Asked) -> Verdict | None:
    """The team has a member for each element."""
    if not isinstance(asked.facts, TeamFacts):
        return None
    present = {member.element.value for member in asked.facts.members}
    lacking = [element for element in asked.params.elements if element not in present]
    return Verdict(not lacking, {"kurang": ", ".join(lacking)})


def signed_by_superior(asked: Asked) -> Verdict | None:
    """A summons is signed by the direct superior or the chair of the team."""
    if not isinstance(asked.facts, SummonsFacts):
        return None
    signer, superior = asked.facts.signer, asked.file.case.superior
    chairs = (member.person for member in _team(asked) if member.duty is TeamDuty.CHAIR)
    allowed = [person for person in (superior, *chairs) if person is not None]
    values = {"penanda": signer.name}
    if any(same_person(signer, person) for person in allowed):
        return Verdict(satisfied=True, values=values)
    return Verdict(None if superior is None else False, values)


def examiners_rank(asked: Asked) -> Verdict | None:
    """No examiner's post or grade is below the respondent's."""
    examiners = _examiners(asked)
    if not examiners:
        return None
    respondent = asked.file.case.respondent
    found = [(person.name, at_least(person, respondent, asked.office, asked.law)) for person in examiners]
    below = [name for name, enough in found if enough is False]
    untold = [name for name, enough in found if enough is None]
    if below:
        return Verdict(satisfied=False, values={"siapa": ", ".join(below)})
    return Verdict(None if untold else True, {"siapa": ", ".join(untold)})


def examiner_not_reporter(asked: Asked) -> Verdict | None:
    """No examiner bears the reporter's name."""
    examiners = _examiners(asked)
    if not examiners:
        return None
    reporter = asked.file.report.reporter_name.strip()
    same = [person.name for person in examiners if same_name(person.name, reporter)]
    if same:
        return Verdict(satisfied=False, values={"siapa": ", ".join(same)})
    return Verdict(satisfied=True if reporter else None)


def not_an_accused(asked: Asked) -> Verdict | None:
    """Nobody who calls, examines, reports or signs is himself accused in the same report."""
    facts = asked.facts
    acting = _examiners(asked)
    if isinstance(facts, SummonsFacts | FindingsFacts | SuspensionFacts | AuthorityReportFacts):
        acting = (*acting, facts.signer)
    if not acting:
        return None
    accused = [asked.file.case.respondent, *(one.person for one in asked.file.report.respondents)]
    involved = dict.fromkeys(person.name for person in acting if any(same_person(person, one) for one in accused))
    return Verdict(not involved, {"siapa": ", ".join(involved)})


def recording_agreed(asked: Asked) -> Verdict | None:
    """A virtual examination was taped only with the examinee's consent, given no later than it."""
    facts = asked.facts
    if not isinstance(facts, ExaminationFacts) or facts.mode is not ExaminationMode.VIRTUAL or not facts.recorded:
        return None
    values = {"tanggal": long_date(facts.consent_on) if facts.consent_on else "belum dicatat"}
    return Verdict(facts.consent_on is not None and facts.consent_on <= facts.examined_on, values)


def substitute_named(asked: Asked) -> Verdict | None:
    """Somebody else is named for the duties of the post meanwhile."""
    if not isinstance(asked.facts, SuspensionFacts):
        return None
    substitute = asked.facts.substitute
    himself = same_person(substitute, asked.file.case.respondent)
    return Verdict(bool(substitute.name.strip()) and not himself, {"siapa": substitute.name.strip()})


def examined_by_team(asked: Asked) -> Verdict | None:
    """For levels that need a team, the examination is held by its members and not before it was formed."""
    team = asked.progress.done.get(StepKey.TEAM)
    examination = asked.progress.done.get(StepKey.EXAMINATION)
    facts = examination.facts if examination else asked.facts
    on = examination.on if examination else asked.on
    if asked.level not in asked.params.levels or team is None or team.on is None or on is None:
        return None
    if not isinstance(team.facts, TeamFacts) or not isinstance(facts, ExaminationFacts) or _not_proven(asked):
        return None
    faults = []
    if on < team.on:
        faults.append(f"pemeriksaan {long_date(on)} mendahului pembentukan tim pada {long_date(team.on)}")
    strangers = [
        examiner.person.name
        for examiner in facts.examiners
        if not any(same_person(examiner.person, member.person) for member in team.facts.members)
    ]
    if strangers:
        faults.append(f"{', '.join(strangers)} bukan anggota tim")
    return Verdict(not faults, {"tingkat": asked.level, "kurang": " dan ".join(faults)})


def status_covered(asked: Asked) -> Verdict | None:
    """The respondent is of a kind to whom the sanctions apply, or for whom some of the level are provided.

    Unknown where his kind is.
    """
    if _not_proven(asked):
        return None
    status = asked.file.case.respondent.status
    if status is EmploymentStatus.UNKNOWN:
        return Verdict(None)
    provided = asked.law.sanctions(asked.level, asked.office.moderate_set, status)
    covered = status in asked.params.statuses or any(status in sanction.statuses for sanction in provided)
    return Verdict(covered, {"status": status.value, "tingkat": asked.level or "itu"})


def official_has_authority(asked: Asked) -> Verdict | None:
    """The official is of a class that may give this sanction to a post of the respondent's class."""
    if not isinstance(asked.facts, DecisionFacts):
        return None
    law, office, facts = asked.law, asked.office, asked.facts
    proposed = candidates(asked.file, law, level=facts.level, sanction_key=facts.sanction_key, office=office)
    named = dict.fromkeys(f"{one.title} ({one.article})" for one in proposed if not one.stands_in)
    values = {"pejabat": with_mark(facts.official), "calon": "; ".join(named) or "belum dapat ditentukan"}
    if not proposed:
        return Verdict(None, values | {"sebab": unknown_post(asked.file, law, office)})
    satisfied, reason = competent(facts.official, proposed, law, office)
    return Verdict(satisfied, values | {"sebab": reason})


def acting_within_levels(asked: Asked) -> Verdict | None:
    """An official who only acts for another keeps to the levels that he may give."""
    if not isinstance(asked.facts, DecisionFacts):
        return None
    official = asked.facts.official
    acting = acting_mark(official) in asked.params.acting
    words = "Hukuman masih dalam batas pejabat pelaksana" if acting else "Pejabatnya definitif"
    values = {"pejabat": with_mark(official), "keterangan": words}
    return Verdict(not acting or asked.facts.level in asked.params.levels, values)


def _not_proven(asked: Asked) -> bool:
    return isinstance(asked.facts, FindingsFacts) and not asked.facts.proven


def _team(asked: Asked) -> tuple[Examiner, ...]:
    team = asked.progress.recorded.get(StepKey.TEAM)
    members = team.facts.members if team is not None and isinstance(team.facts, TeamFacts) else ()
    return (*members, *asked.file.case.examiners)


def _examiners(asked: Asked) -> tuple[Person, ...]:
    if isinstance(asked.facts, TeamFacts):
        return tuple(member.person for member in asked.facts.members)
    if isinstance(asked.facts, ExaminationFacts | StatementFacts):
        return tuple(member.person for member in asked.facts.examiners)
    return ()
