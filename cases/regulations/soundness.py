"""Whether the parts of a pack fit together: every name that an entry mentions must be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from cases.model.case import CaseStatus, Level, Track
from cases.model.person import EmploymentStatus
from cases.model.steps import FACTS_OF, StepKey
from cases.regulations.entries import Pack, StepRule

FACT_WORDS = frozenset(
    {"proven", "not-proven", "dismissal", "changed", "annulled", "stands", "inadmissible", "timed", "pending"}
)
"""Words of a condition beside step keys and levels; what they mean stands in ``cases.rules.progress``."""

LEVEL_WORD = "level:"
"""What begins a word that names the expected level of a case; nothing after it means that none is known."""

STATUS_WORD = "status:"
"""What begins a word that names the respondent's kind of employment."""

BODY_WORD = "body:"
"""What begins a word that names the body of the last recommendation, a ``[[recommender]]`` of the same pack."""

FIRST_DATES = frozenset({"event", "received", "sanction.ends_on"})
"""Dates of a case that no single step gives, beside "<step>.date", "<step>.signed_on" and the dates of its facts."""

Mentions = Iterable[tuple[str, tuple[str, ...]]]


def faults(pack: Pack) -> Iterator[str]:
    """Yield a phrase in Indonesian for each fault, beginning with the place."""
    yield from _doubles(pack)
    yield from _dangling(pack)
    yield from _conditions(pack)
    yield from _dates(pack)


def _doubles(pack: Pack) -> Iterator[str]:
    for name, keys in {
        "violation": [entry.code for entry in pack.violations],
        "sanction": [entry.key for entry in pack.sanctions],
        "step": [entry.key for entry in pack.steps],
        "deadline": [entry.key for entry in pack.deadlines],
        "guard": [entry.key for entry in pack.guards],
        "post": [entry.key for entry in pack.posts],
        "rank": [entry.grade for entry in pack.ranks],
    }.items():
        yield from (f"{name} {key} tertulis lebih dari sekali" for key, count in Counter(keys).items() if count > 1)


def _dangling(pack: Pack) -> Iterator[str]:
    levels = {*Level}
    sets = {entry.key for entry in pack.moderate_sets} | {""}
    steps = {*StepKey, ""}
    deadlines = {entry.key for entry in pack.deadlines}
    posts = {entry.key for entry in pack.posts} or {
        key for entry in pack.authorities for key in (entry.official, *entry.subjects)
    }
    impacts = {entry.key for entry in pack.impacts}
    codes = {entry.code for entry in pack.violations}
    mentions: tuple[tuple[str, Mentions, set[str]], ...] = (
        ("sanction", [(entry.key, (entry.level,)) for entry in pack.sanctions], levels),
        ("sanction", [(entry.key, (entry.set,)) for entry in pack.sanctions], sets),
        ("violation", [(entry.code, entry.impacts) for entry in pack.violations], impacts),
        ("impact", [(entry.key, entry.codes) for entry in pack.impacts], codes),
        ("step", [(entry.key, (entry.key,)) for entry in pack.steps], set(StepKey)),
        ("step", [(entry.key, entry.clears) for entry in pack.steps], steps),
        ("step", [(entry.key, entry.tracks) for entry in pack.steps], set(Track)),
        ("step", [(entry.key, entry.deadline) for entry in pack.steps], deadlines),
        ("outcome", [(entry.key, entry.steps) for entry in pack.outcomes], steps),
        ("deadline", [(entry.key, (entry.step, entry.proposes)) for entry in pack.deadlines], steps),
        ("guard", [(entry.key, entry.steps) for entry in pack.guards], steps),
        ("guard", [(entry.key, entry.params.deadlines) for entry in pack.guards], deadlines),
        ("authority", [(entry.official, (entry.official, *entry.subjects)) for entry in pack.authorities], posts),
        ("status", [(entry.status, (entry.status,)) for entry in pack.statuses], set(CaseStatus)),
        ("region", [(entry.key, (entry.head,)) for entry in pack.regions], posts),
    )
    for name, entries, known in mentions:
        for key, words in entries:
            yield from (f"{name} {key} menyebut {word} yang tidak ada" for word in words if word not in known)


def _conditions(pack: Pack) -> Iterator[str]:
    known = {*StepKey} | FACT_WORDS
    known |= {LEVEL_WORD + level for level in Level}
    known |= {STATUS_WORD + status for status in EmploymentStatus}
    known |= {BODY_WORD + entry.key for entry in pack.recommenders}
    lines = [(f"step {entry.key}", _words_of(entry)) for entry in pack.steps]
    lines += [(f"status {entry.status}", entry.when.split()) for entry in pack.statuses]
    lines += [(f"deadline {entry.key}", " ".join(entry.when).split()) for entry in pack.deadlines]
    lines += [(f"guard {entry.key}", " ".join(entry.params.lines).split()) for entry in pack.guards]
    lines += [(f"stop_reason {entry.key}", " ".join(entry.when).split()) for entry in pack.stop_reasons]
    for place, words in lines:
        for word in words:
            if word.removeprefix("!") not in known:
                yield f"{place} bersyarat {word} yang tidak dikenal"


def _words_of(step: StepRule) -> list[str]:
    lines = (*step.after, *step.shown, *step.unless, *step.needed, *step.moot_after, step.missed_by)
    return [word for line in lines for word in line.split()]


def _dates(pack: Pack) -> Iterator[str]:
    known = set(FIRST_DATES)
    for key, facts in FACTS_OF.items():
        known |= {f"{key}.date", f"{key}.signed_on"}
        known |= {*(f"{key}.{field.name}" for field in fields(facts) if field.name.endswith(("_on", "_until")))}
    lines = [(f"step {entry.key}", entry.not_before) for entry in pack.steps]
    lines += [(f"deadline {entry.key}", (entry.from_, *entry.to)) for entry in pack.deadlines]
    lines += [(f"status {entry.status}", (entry.waits_from,)) for entry in pack.statuses if entry.waits_from]
    for place, names in lines:
        yield from (f"{place} menyebut tanggal {name} yang tidak dikenal" for name in names if name not in known)
