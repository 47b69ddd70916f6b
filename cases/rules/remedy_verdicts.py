"""Tests of guards about remedies: in time, to whom, and what was decided on them.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from cases.model.steps import Addressee, CourtFacts, DecisionFacts, RemedyDecisionFacts, RemedyFacts, StepKey
from cases.rules.dates import long_date
from cases.rules.deadlines import setting_of
from cases.rules.posts import post_of, region_of
from cases.rules.verdicts import Asked, Verdict

_FILED = {StepKey.OBJECTION_DECISION: StepKey.OBJECTION, StepKey.APPEAL_DECISION: StepKey.APPEAL}


def addressed_rightly(asked: Asked) -> Verdict | None:
    """An appeal goes to the appeal board, an objection to the head who decided or the superior of who did."""
    if not isinstance(asked.facts, RemedyFacts):
        return None
    given = asked.facts.addressee
    decided = asked.progress.done.get(StepKey.DECISION)
    if asked.rule.key == StepKey.APPEAL:
        wanted: Addressee | None = Addressee.BPASN
    elif decided is None or not isinstance(decided.facts, DecisionFacts):
        wanted = None
    else:
        wanted = _addressee(asked, decided.facts)
    if wanted is None:
        return Verdict(None, {"kepada": given.value})
    return Verdict(given is wanted, {"kepada": given.value, "seharusnya": wanted.value})


def late_is_inadmissible(asked: Asked) -> Verdict | None:
    """A remedy filed late is decided to be inadmissible."""
    facts = asked.facts
    if not isinstance(facts, RemedyDecisionFacts):
        return None
    name = f"{_FILED[StepKey(asked.rule.key)]}.filed_on"
    filed = asked.progress.dates.get(name)
    for rule in asked.law.deadlines(asked.file.case.track):
        if filed is None or rule.key not in asked.params.deadlines or name not in rule.to:
            continue
        if rule.from_ not in asked.progress.dates:
            continue
        due = rule.due(asked.progress.dates[rule.from_], asked.calendar, setting_of(rule, asked.office))
        outcome = asked.law.outcome(facts.outcome)
        refused = outcome is not None and outcome.effect == "inadmissible"
        words = "Terlambat diajukan dan tidak dapat diterima" if filed > due else "Diajukan dalam tenggat"
        values = {"tanggal": long_date(filed), "batas": long_date(due), "keterangan": words}
        return Verdict(filed <= due or refused, values)
    return None


def outcome_known(asked: Asked) -> Verdict | None:
    """The outcome is one that this step may have, and a changed sanction is named."""
    facts = asked.facts
    if not isinstance(facts, RemedyDecisionFacts | CourtFacts) or (isinstance(facts, CourtFacts) and not facts.outcome):
        return None
    outcome = next((one for one in asked.law.outcomes(asked.rule.key) if one.key == facts.outcome), None)
    named = outcome is not None
    if outcome is not None and outcome.effect == "changed" and isinstance(facts, RemedyDecisionFacts):
        named = bool(facts.sanction_key and facts.level)
    return Verdict(named, {"amar": outcome.title if outcome else facts.outcome or "(kosong)"})


def changed_as_said(asked: Asked) -> Verdict | None:
    """A sanction put in the place of another is as much lighter or heavier as the outcome says."""
    facts, before = asked.facts, asked.progress.done.get(StepKey.DECISION)
    if not isinstance(facts, RemedyDecisionFacts) or not facts.sanction_key or before is None:
        return None
    outcome = asked.law.outcome(facts.outcome)
    if outcome is None or not outcome.direction or not isinstance(before.facts, DecisionFacts):
        return None
    new, old = (asked.law.sanction_weight(key) for key in (facts.sanction_key, before.facts.sanction_key))
    values = {"arah": asked.params.manners[outcome.direction], "amar": outcome.title}
    return Verdict(new > old if outcome.direction == "heavier" else new < old, values)


def _addressee(asked: Asked, facts: DecisionFacts) -> Addressee | None:
    post, region = post_of(facts.official, asked.office, asked.law), region_of(asked.office, asked.law)
    if post is None or region is None:
        return None
    return Addressee.PPK if post.key == region.head else Addressee.HIGHER_OFFICIAL
