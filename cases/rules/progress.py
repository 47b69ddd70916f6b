"""How far a case has come, in the words and dates that the packs' conditions speak of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.steps import (
    CaseStep,
    CourtFacts,
    DecisionFacts,
    DocumentedFacts,
    FindingsFacts,
    RecommendationFacts,
    RecordSystem,
    RemedyDecisionFacts,
    StepFacts,
    StepKey,
)
from cases.regulations import Law, Sanction, StepRule
from cases.rules.dates import add_months

_SIGNED = frozenset({LetterStatus.SIGNED, LetterStatus.DELIVERED})
EFFECTS = {"stands", "changed", "annulled", "inadmissible", "undecided"}
"""What a remedy does to the sanction; of several, the last one's effect holds."""

_REMEDIES = {StepKey.OBJECTION: StepKey.OBJECTION_DECISION, StepKey.APPEAL: StepKey.APPEAL_DECISION}
"""What decides a remedy that was filed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A case as its steps have made it.

    ``recorded`` has every step that counts, ``done`` those that have their day; a step that its letter dates counts
    no more once the letter is void, and one that a later step clears no more at all. ``words`` hold beside the keys of
    steps; ``docs/regulations.md`` lists them. ``dates`` are "event", "received", "<step>.date", the date fields of the
    facts of steps done, "<step>.signed_on", the day on which the letter of such a step was signed, and
    "sanction.ends_on". ``imposed`` are the facts that name the sanction as it now stands, ``sanction`` its type.
    ``over`` are the steps that a step which ends the case has put an end to.
    """

    recorded: dict[str, CaseStep]
    done: dict[str, CaseStep]
    words: frozenset[str]
    dates: dict[str, date]
    level: str
    imposed: DecisionFacts | RemedyDecisionFacts | None = None
    sanction: Sanction | None = None
    over: frozenset[str] = frozenset()

    @classmethod
    def of(cls, file: CaseFile, law: Law) -> Progress:
        """Read a file; the last record of a step is the one that counts."""
        letters = {letter.id: letter for letter in file.letters}
        rules = {rule.key: rule for rule in law.steps(file.case.track)}
        recorded = _recorded(file, rules, letters)
        done = {key: step for key, step in recorded.items() if step.on is not None}
        imposed = _imposed(done, law)
        sanction = law.sanction(imposed.sanction_key) if imposed else None
        level = _level(file, recorded, imposed)
        return cls(
            recorded=recorded,
            done=done,
            words=frozenset(_words(file, done, level, law, sanction)),
            dates=_dates(file, done, letters, imposed, sanction),
            level=level,
            imposed=imposed,
            sanction=sanction,
            over=_over(rules, recorded),
        )

    def holds(self, line: str) -> bool:
        """Whether every word of a line holds: a step is done, a word is true, "!" before a step: it is not recorded."""
        return all(self._holds(word) for word in line.split())

    def shows(self, line: str) -> bool:
        """Whether every word of a line holds, a recorded step counting like one that is done."""
        return all(self._holds(word) or word in self.recorded for word in line.split())

    def _holds(self, word: str) -> bool:
        if word.startswith("!"):
            return word[1:] not in self.recorded and word[1:] not in self.words
        return word in self.done or word in self.words

    def reached(self, rule: StepRule) -> bool:
        """Whether what must come before a step is done."""
        return not rule.after or any(self.holds(line) for line in rule.after)

    def barred(self, rule: StepRule, *, own: bool = True) -> bool:
        """Whether a step is no longer to be taken; its own record bars it too unless ``own`` is False."""
        return rule.key in self.over or any(self.shows(word) for word in rule.unless if own or word != rule.key)

    def open_for(self, rule: StepRule) -> bool:
        """Whether it is a step's turn."""
        return self.reached(rule) and not self.barred(rule)


def dates_of(key: str, on: date | None, facts: StepFacts | None) -> dict[str, date]:
    """Return the dates that a step gives: its own, and those among its facts."""
    found = {} if on is None else {f"{key}.date": on}
    for field in fields(facts) if facts is not None else ():
        value = getattr(facts, field.name)
        if isinstance(value, date):
            found[f"{key}.{field.name}"] = value
    return found


def is_signed(file: CaseFile, step: CaseStep) -> bool:
    """Whether a step's letter is signed; a step without a letter of ours has its paper elsewhere."""
    return step.letter_id is None or any(
        letter.id == step.letter_id and letter.status in _SIGNED for letter in file.letters
    )


def _recorded(file: CaseFile, rules: dict[str, StepRule], letters: dict[str, Letter]) -> dict[str, CaseStep]:
    """The steps that count, the last record of each key; one step may clear others that were recorded before it."""
    recorded: dict[str, CaseStep] = {}
    for step in file.steps:
        if not _counts(step, rules, letters):
            continue
        for key in (step.key, *(rules[step.key].clears if step.key in rules else ())):
            recorded.pop(key, None)
        recorded[step.key.value] = step
    return recorded


def _over(rules: dict[str, StepRule], recorded: dict[str, CaseStep]) -> frozenset[str]:
    """The steps for which it is too late: the case has ended, and they do not come after the step that ended it."""
    last = [key for key in recorded if key in rules and rules[key].ends][-1:]
    return frozenset(
        key
        for end in last
        for key, rule in rules.items()
        if key != end and not any(end in line.split() for line in rule.after)
    )


def _counts(step: CaseStep, rules: dict[str, StepRule], letters: dict[str, Letter]) -> bool:
    letter = letters.get(step.letter_id or "")
    dated_by_letter = step.key in rules and rules[step.key].dated_by == "letter"
    return not (dated_by_letter and letter is not None and letter.status is LetterStatus.VOID)


def _dates(
    file: CaseFile,
    done: dict[str, CaseStep],
    letters: dict[str, Letter],
    imposed: DecisionFacts | RemedyDecisionFacts | None,
    sanction: Sanction | None,
) -> dict[str, date]:
    dates = {"event": file.case.event_on, "received": file.case.received_on}
    for key, step in done.items():
        dates |= dates_of(key, step.on, step.facts)
        letter = letters.get(step.letter_id or "")
        if letter is not None and letter.signed_on is not None and letter.status in _SIGNED:
            dates[f"{key}.signed_on"] = letter.signed_on
    ends = _ends_on(dates.get("in-force.effective_on"), imposed, sanction)
    return dates if ends is None else dates | {"sanction.ends_on": ends}


def _ends_on(
    effective: date | None, imposed: DecisionFacts | RemedyDecisionFacts | None, sanction: Sanction | None
) -> date | None:
    """The last day of a sanction: the one written, else counted from its first day, which is none before it holds."""
    if imposed is not None and imposed.ends_on is not None:
        return imposed.ends_on
    if effective is None or sanction is None or imposed is None:
        return None
    if sanction.months:
        return add_months(max(effective, imposed.begins_on or effective), sanction.months) - timedelta(days=1)
    return effective if sanction.immediate else None


def _imposed(done: dict[str, CaseStep], law: Law) -> DecisionFacts | RemedyDecisionFacts | None:
    """The facts that name the sanction: of the decision, or of the remedy that put another in its place."""
    decision = done.get(StepKey.DECISION)
    imposed: DecisionFacts | RemedyDecisionFacts | None = None
    if decision is not None and isinstance(decision.facts, DecisionFacts):
        imposed = decision.facts
    for step in done.values():
        facts = step.facts
        if isinstance(facts, RemedyDecisionFacts) and facts.sanction_key and _effect(facts, law) == "changed":
            imposed = facts
    return imposed


def _effect(facts: RemedyDecisionFacts | CourtFacts, law: Law) -> str:
    outcome = law.outcome(facts.outcome)
    return outcome.effect if outcome is not None else ""


def _level(file: CaseFile, recorded: dict[str, CaseStep], imposed: DecisionFacts | RemedyDecisionFacts | None) -> str:
    """The level of the sanction as it stands, else of the decision, of proven findings, else the suspected one."""
    if isinstance(imposed, RemedyDecisionFacts) and imposed.level:
        return imposed.level
    levels = {
        key: step.facts.level for key, step in recorded.items() if isinstance(step.facts, FindingsFacts | DecisionFacts)
    }
    return levels.get("decision") or levels.get("findings") or file.case.suspected_level.value


def _words(file: CaseFile, done: dict[str, CaseStep], level: str, law: Law, sanction: Sanction | None) -> set[str]:
    words = {f"level:{level}", f"status:{file.case.respondent.status}"}
    expected = sanction
    for step in done.values():
        if isinstance(step.facts, FindingsFacts):
            words.add("proven" if step.facts.proven else "not-proven")
            if expected is None and step.facts.proven and step.facts.sanction_key:
                expected = law.sanction(step.facts.sanction_key)
        elif isinstance(step.facts, RecommendationFacts):
            words.add(f"body:{step.facts.body}")
        elif isinstance(step.facts, RemedyDecisionFacts | CourtFacts):
            effect = _effect(step.facts, law)
            words = words - EFFECTS | {effect} if effect else words
    if any(filed in done and decided not in done for filed, decided in _REMEDIES.items()):
        words.add("pending")
    if expected is not None:
        words.add(f"sanction:{expected.key}")
    if expected is not None and expected.dictum == "dismissal":
        words.add("dismissal")
    if sanction is not None and sanction.months:
        words.add("timed")
    if any(isinstance(one.facts, DocumentedFacts) and one.facts.system is not RecordSystem.SBT for one in file.steps):
        words.add("uploaded")
    return words
