"""Tests of guards about what was before: earlier sanctions of the person, and the law in force at the event.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from cases.model.case import Case
from cases.model.earlier import Earlier
from cases.model.steps import DecisionFacts, StepKey
from cases.regulations import Law
from cases.rules.dates import long_date
from cases.rules.earlier import earlier_of
from cases.rules.verdicts import Asked, Standing, Verdict


def not_punished_before(standing: Standing) -> Verdict:
    """No earlier sanction of this person is for the same violation: the same act, and a form in common.

    An act is also the same where another track punished it as one before the candidates of an election were determined
    and this one would as one after, or the other way round: on one day it cannot have been both.
    """
    same = [
        other
        for other in _sanctioned(standing)
        if _same_act(other, standing.file.case) and (_shared(other, standing) or _contradicts(other, standing))
    ]
    return Verdict(not same, {"perkara": ", ".join(other.number for other in same)})


def act_not_punished(standing: Standing) -> Verdict:
    """No earlier sanction of this person is for the same act, under whatever form of violation."""
    same = [other for other in _sanctioned(standing) if _same_act(other, standing.file.case)]
    return Verdict(not same, {"perkara": ", ".join(other.number for other in same)})


def repeat_is_heavier(asked: Asked) -> Verdict | None:
    """A sanction for a repeat of the same form is heavier than the last one; other forms the user must judge."""
    if not isinstance(asked.facts, DecisionFacts):
        return None
    others = [other for other in _sanctioned(asked) if not _same_act(other, asked.file.case)]
    if not others:
        return Verdict(satisfied=True, values={"keterangan": "Belum pernah dihukum sebelumnya"})
    repeated = [other for other in others if _shared(other, asked)]
    last = max(repeated or others, key=lambda other: other.on)
    values = {"perkara": last.number, "hukuman": last.sanction_title or last.sanction_key}
    values["keterangan"] = f"Lebih berat dari hukuman dalam perkara {last.number}"
    if not repeated or not last.sanction_key:
        return Verdict(None, values)
    before = asked.law.sanction_weight(last.sanction_key)
    return Verdict(asked.law.sanction_weight(asked.facts.sanction_key) > before, values)


def after_earlier_sanction(asked: Asked) -> Verdict | None:
    """While another sanction is served, a heavier one ends it and any other begins after it."""
    facts = asked.facts
    if not isinstance(facts, DecisionFacts):
        return None
    serving = [(other, ends) for other in _sanctioned(asked) if (ends := other.ends_on) and ends >= asked.on]
    if not serving:
        return Verdict(satisfied=True, values={"keterangan": "Tidak ada hukuman lain yang sedang dijalani"})
    last, ends = max(serving, key=lambda pair: pair[1])
    values = {
        "perkara": last.number,
        "hukuman": last.sanction_title or last.sanction_key,
        "sampai": long_date(ends),
    }
    before = last.sanction_key
    if before and asked.law.sanction_weight(facts.sanction_key) > asked.law.sanction_weight(before):
        ended = f"Hukuman dalam perkara {last.number} berakhir saat hukuman yang lebih berat ini berlaku; catat di sana"
        return Verdict(satisfied=True, values=values | {"keterangan": ended})
    if facts.begins_on is None:
        return Verdict(None, values)
    later = f"Hukuman dimulai sesudah hukuman dalam perkara {last.number} selesai dijalani"
    return Verdict(facts.begins_on > ends, values | {"keterangan": later})


def older_matter(asked: Asked) -> Verdict | None:
    """An event before the law came into force passes over by the transition rules, which are told."""
    examination = asked.progress.done.get(StepKey.EXAMINATION)
    rules = asked.law.transitions_for(
        event_on=asked.file.case.event_on, on=asked.on, examined_on=examination.on if examination else None
    )
    if not rules:
        return None
    return Verdict(None, {"peralihan": " ".join(f"{rule.text} ({rule.article} {rule.regulation})." for rule in rules)})


def catalogue_in_force(asked: Asked) -> Verdict:
    """The forms of violation named stand in regulations that judge the case."""
    judging = asked.file.case.regulations
    packs = {code: asked.law.pack_of(code) for code in asked.codes}
    strange = {code: pack for code, pack in packs.items() if judging and pack.key not in judging}
    values = {
        "pelanggaran": ", ".join(strange),
        "peraturan": ", ".join(dict.fromkeys(pack.head.short for pack in strange.values())),
        "tanggal": long_date(asked.file.case.event_on),
    }
    return Verdict(not strange, values)


def _sanctioned(standing: Standing) -> tuple[Earlier, ...]:
    return tuple(other for other in earlier_of(standing.file) if other.sanctioned)


def _same_act(other: Earlier, case: Case) -> bool:
    return other.report_id == case.report_id or other.event_on == case.event_on


def _contradicts(other: Earlier, standing: Standing) -> bool:
    """Whether a case of another track puts the same day on the other side of the determination of the candidates."""
    case = standing.file.case
    elections = {one.election.strip().lower() for one in (other, case)}
    if other.track in {"", case.track} or other.event_on != case.event_on or len(elections) > 1:
        return False
    before, now = (
        {standing.law.violation(code).stage for code in codes} for codes in (other.violation_codes, standing.codes)
    )
    return before | now >= {"bakal", "calon"} and before.isdisjoint(now)


def _shared(other: Earlier, standing: Standing) -> bool:
    """Whether a case is about a form in common: the same code, or another that breaches the same article."""
    return not _forms(standing.law, other.violation_codes).isdisjoint(_forms(standing.law, standing.codes))


def _forms(law: Law, codes: Iterable[str]) -> set[tuple[str, str]]:
    forms = [law.violation(code) for code in codes]
    named = {("", form.code) for form in forms}
    return named | {(form.instrument, form.article) for form in forms if not form.article_unsure}
