"""Tests of guards about the course of a case: conditions in words, why it stops, what ends it, where it is filed.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from cases.model.letter import LetterStatus
from cases.model.steps import ArchivedFacts, FollowUpFacts, RecommendationFacts, ServedFacts, StoppedFacts
from cases.rules.dates import long_date
from cases.rules.verdicts import Asked, Standing, Verdict

_UNSIGNED = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})


def words_hold(standing: Standing) -> Verdict:
    """One of the guard's lines of words holds."""
    return Verdict(any(standing.progress.holds(line) for line in standing.params.lines))


def letters_signed(standing: Standing) -> Verdict:
    """No letter of a step that counts waits for its signature."""
    counting = {step.letter_id for step in standing.progress.recorded.values()}
    waiting = [one.title for one in standing.file.letters if one.status in _UNSIGNED and one.id in counting]
    return Verdict(not waiting, {"surat": ", ".join(waiting)})


def stop_reason_fits(asked: Asked) -> Verdict | None:
    """The reason is one of the law's whose conditions hold; the findings may say it by themselves."""
    if not isinstance(asked.facts, StoppedFacts):
        return None
    reasons = asked.law.stop_reasons(asked.file.case.track)
    fitting = [one for one in reasons if all(asked.progress.holds(word) for word in one.when)]
    chosen = asked.facts.reason_key
    said = [one for one in fitting if (one.key == chosen if chosen else one.when)]
    title = next((one.title for one in reasons if one.key == chosen), asked.facts.reason.strip() or "belum dipilih")
    return Verdict(bool(said), {"alasan": title[:1].lower() + title[1:]})


def served_in_full(asked: Asked) -> Verdict | None:
    """A sanction of some months was served to its last day."""
    if not isinstance(asked.facts, ServedFacts):
        return None
    last = asked.progress.dates.get("sanction.ends_on")
    if last is None:
        return Verdict(None)
    values = {"tanggal": long_date(asked.facts.ended_on), "batas": long_date(last)}
    return Verdict(asked.facts.ended_on >= last, values)


def retention_fits(asked: Asked) -> Verdict | None:
    """The file is kept as long as its code of the archive classification says, counted from the closing."""
    facts = asked.facts
    if not isinstance(facts, ArchivedFacts):
        return None
    values = {"kode": facts.code}
    code = next((one for one in asked.law.archive_codes() if one.code == facts.code), None)
    kept = code.kept_until(asked.progress.dates.get("closed.date", asked.on)) if code else None
    if facts.inactive_until < facts.active_until:
        return Verdict(satisfied=False, values=values | {"kurang": "inaktif berakhir sebelum masa aktif"})
    if kept is None:
        return Verdict(None, values)
    pairs = (("aktif", facts.active_until, kept[0]), ("inaktif", facts.inactive_until, kept[1]))
    short = [f"{name} {long_date(day)} kurang dari {long_date(due)}" for name, day, due in pairs if day < due]
    return Verdict(not short, values | {"kurang": " dan ".join(short)})


def recommender_in_office(asked: Asked) -> Verdict | None:
    """The body gave recommendations on the day of its letter, or does so on the day on which one is written to it."""
    facts = asked.facts
    if not isinstance(facts, RecommendationFacts | FollowUpFacts):
        return None
    on = facts.letter_on if isinstance(facts, RecommendationFacts) else asked.on
    body = asked.law.recommender(facts.body)
    values = {"badan": body.title if body else facts.body, "tanggal": long_date(on)}
    return Verdict(body is not None and body in asked.law.recommenders(on), values)
