"""Tests of guards of the ethics track: the council, its ruling, and how a moral sanction is declared.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from cases.model.letter import LetterStatus
from cases.model.person import Person, TeamDuty
from cases.model.steps import DecisionFacts, DeclarationFacts, FindingsFacts, StepKey, TeamFacts
from cases.rules.posts import bare_position, post_of, region_of, with_mark
from cases.rules.verdicts import Asked, Standing, Verdict


def council_complete(asked: Asked) -> Verdict | None:
    """The council has one chair, one secretary and enough members, and is odd where it is large."""
    if not isinstance(asked.facts, TeamFacts):
        return None
    duties = [member.duty for member in asked.facts.members]
    faults = [
        f"{duty.value.lower()} berjumlah {duties.count(duty)} orang, seharusnya satu"
        for duty in (TeamDuty.CHAIR, TeamDuty.SECRETARY)
        if duties.count(duty) != 1
    ]
    plain = duties.count(TeamDuty.MEMBER)
    if plain < asked.params.least:
        faults.append(f"anggota berjumlah {plain} orang, seharusnya paling sedikit {asked.params.least}")
    if len(duties) > asked.params.odd_above and not len(duties) & 1:
        faults.append(f"jumlah seluruhnya {len(duties)} orang, seharusnya ganjil")
    return Verdict(not faults, {"kurang": "; ".join(faults), "jumlah": str(len(duties))})


def council_not_below(asked: Asked) -> Verdict | None:
    """No member's post and no member's grade is below the respondent's."""
    if not isinstance(asked.facts, TeamFacts):
        return None
    found = {member.person.name: _not_below(member.person, asked) for member in asked.facts.members}
    below = [name for name, enough in found.items() if enough is False]
    untold = [name for name, enough in found.items() if enough is None]
    if below:
        return Verdict(satisfied=False, values={"siapa": ", ".join(below)})
    return Verdict(None if untold else True, {"siapa": ", ".join(untold)})


def formed_by(asked: Asked) -> Verdict | None:
    """Who forms the council or team is of one of the classes named."""
    if not isinstance(asked.facts, TeamFacts):
        return None
    official = asked.facts.appointed_by
    post = post_of(official, asked.office, asked.law)
    return Verdict(post.key in asked.params.posts if post else None, {"pejabat": with_mark(official)})


def formed_above(asked: Asked) -> Verdict | None:
    """For a respondent in one of the posts named, the council is not formed by the head of his own region."""
    if not isinstance(asked.facts, TeamFacts) or not _holds(asked.file.case.respondent, asked.params.words):
        return None
    official = asked.facts.appointed_by
    values = {"pejabat": with_mark(official), "jabatan": asked.file.case.respondent.position}
    told, own = asked.law.region_of(bare_position(official)), region_of(asked.office, asked.law)
    if told is None or own is None:
        return Verdict(None, values)
    return Verdict(told != own, values)


def ruling_sent(standing: Standing) -> Verdict | None:
    """The ruling was sent to the official who sanctions."""
    findings = standing.progress.done.get(StepKey.FINDINGS)
    if findings is None or not isinstance(findings.facts, FindingsFacts):
        return None
    sent = {letter.id: letter.status for letter in standing.file.letters}.get(findings.letter_id or "")
    official = findings.facts.authority
    name = with_mark(official) if official else "pejabat yang berwenang"
    return Verdict(sent is LetterStatus.DELIVERED, {"pejabat": name})


def administrative_recommended(asked: Asked) -> Verdict | None:
    """An administrative action besides the sanction was recommended by the council."""
    if not isinstance(asked.facts, DecisionFacts) or not asked.facts.administrative.strip():
        return None
    findings = asked.progress.done.get(StepKey.FINDINGS)
    advised = findings.facts.administrative.strip() if findings and isinstance(findings.facts, FindingsFacts) else ""
    return Verdict(bool(advised), {"tindakan": asked.facts.administrative.strip(), "rekomendasi": advised})


def declared_as_decided(asked: Asked) -> Verdict | None:
    """The sanction is declared in the manner that was decided."""
    sanction = asked.progress.sanction
    if not isinstance(asked.facts, DeclarationFacts) or sanction is None:
        return None
    wanted = asked.params.manners.get(sanction.key)
    values = {"cara": asked.facts.manner.value, "putusan": sanction.title}
    return Verdict(asked.facts.manner.value == wanted if wanted else None, values)


def witnessed(asked: Asked) -> Verdict | None:
    """Enough witnesses are present when a sanction is declared."""
    if not isinstance(asked.facts, DeclarationFacts):
        return None
    names = [person.name for person in asked.facts.witnesses if person.name.strip()]
    return Verdict(len(names) >= asked.params.least, {"saksi": ", ".join(names)})


def _not_below(member: Person, asked: Asked) -> bool | None:
    """Whether both post and grade are at least the respondent's; None when one of them cannot be told."""
    respondent, law = asked.file.case.respondent, asked.law
    mine, theirs = post_of(member, asked.office, law), post_of(respondent, asked.office, law)
    posts = mine.order >= theirs.order if mine and theirs and mine.order and theirs.order else None
    place, other = law.grade_place(member.grade), law.grade_place(respondent.grade)
    grades = place[1] >= other[1] if place and other and place[0] == other[0] else None
    if posts is False or grades is False:
        return False
    return True if posts and grades else None


def _holds(person: Person, posts: tuple[str, ...]) -> bool:
    return any(bare_position(person).startswith(post.lower()) for post in posts)
