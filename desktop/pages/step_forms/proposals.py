"""What the sheets' fields propose and offer, from the case, its law and what is typed above them."""

from __future__ import annotations

from datetime import date, timedelta

from cases.model.case import Track
from cases.model.person import Examiner, Person
from cases.model.steps import (
    Addressee,
    ArchivedFacts,
    DecisionFacts,
    DeclarationManner,
    DocumentedFacts,
    FindingsFacts,
    HandoverSummonsFacts,
    RecommendationFacts,
    RecordSystem,
    RemedyFacts,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.regulations import ArchiveCode, Entry
from cases.rules.dates import add_months
from cases.rules.idis_pack import targets_of, upload_rules
from desktop.pages.step_forms.choices import level_choices, sanction_choices
from desktop.pages.step_forms.plain import Choices, PlainBody

_YEAR = 12
_ONE_DAY = timedelta(days=1)
_OBJECTION = frozenset({StepKey.OBJECTION, StepKey.OBJECTION_RESPONSE, StepKey.OBJECTION_DECISION})


def last_summons(body: PlainBody) -> SummonsFacts | None:
    """The summons that called last; of an absence, the one that was missed."""
    key = body.scene.step.key
    keys = {
        StepKey.ABSENCE_1: (StepKey.SUMMONS_1,),
        StepKey.ABSENCE_2: (StepKey.SUMMONS_2,),
    }.get(key, (StepKey.SUMMONS_2, StepKey.SUMMONS_1))
    found = body.scene.facts(*keys)
    return found if isinstance(found, SummonsFacts) else None


def missed(body: PlainBody) -> date | None:
    """The day on which he was called and did not come."""
    summons = last_summons(body)
    return summons.examine_on if summons else None


def place(body: PlainBody) -> str:
    """Where the last summons called him."""
    summons = last_summons(body)
    return summons.place if summons else ""


def witnesses(body: PlainBody) -> tuple[Person, ...]:
    """The examiners who are not his superior."""
    case = body.scene.case
    return tuple(one.person for one in case.examiners if one.person != case.superior)


def call(body: PlainBody) -> HandoverSummonsFacts | None:
    """The call to receive the decision."""
    found = body.scene.facts(StepKey.HANDOVER_SUMMONS)
    return found if isinstance(found, HandoverSummonsFacts) else None


def today(body: PlainBody) -> date:
    """Today."""
    return body.scene.today


def superior(body: PlainBody) -> Person | None:
    """The direct superior."""
    return body.scene.case.superior


def official(body: PlainBody) -> Person | None:
    """Who decided, else who is to decide."""
    decided: DecisionFacts | None = body.scene.facts(StepKey.DECISION)
    return decided.official if decided else body.scene.case.official


def team(body: PlainBody) -> tuple[Examiner, ...]:
    """The team as appointed, else who examines."""
    team: TeamFacts | None = body.scene.facts(StepKey.TEAM)
    return team.members if team else body.scene.examiners


# -- the law's choices


def reasons(body: PlainBody) -> Choices:
    """The law's reasons to stop that hold now."""
    return [(one.key, one.title) for one in body.scene.law.stop_reasons]


def stop_reason(body: PlainBody) -> str:
    """The reason that follows from what was found."""
    findings: FindingsFacts | None = body.scene.facts(StepKey.FINDINGS)
    reasons = body.scene.law.stop_reasons
    return reasons[0].key if reasons and (reasons[0].when or (findings and not findings.proven)) else ""


def stop_words(body: PlainBody) -> str:
    """The reason in the law's words."""
    chosen = body.typed("reason_key")
    return next((one.title for one in body.scene.law.stop_reasons if one.key == chosen), "")


def stop_place(body: PlainBody) -> str:
    """Where the reason stands."""
    chosen = body.typed("reason_key")
    return next((doubt(one) for one in body.scene.law.stop_reasons if one.key == chosen), "")


def bodies(body: PlainBody) -> Choices:
    """Who recommended on the day of the letter; all of them while that is open."""
    on = body.typed("letter_on")
    return [
        (one.key, one.title)
        for one in body.scene.law.recommenders
        if not isinstance(on, date)
        or ((one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or on <= one.valid_to))
    ]


def body_place(body: PlainBody) -> str:
    """Where it stands that the body recommends."""
    chosen = body.typed("body")
    return next((doubt(one) for one in body.scene.law.recommenders if one.key == chosen), "")


def recommended_by(body: PlainBody) -> str:
    """The body whose recommendation came last."""
    received: RecommendationFacts | None = body.scene.facts(StepKey.RECOMMENDATION)
    return received.body if received else ""


def done(body: PlainBody) -> str:
    """What was decided."""
    summary = body.scene.case.summary
    number = f" dengan Keputusan Nomor {summary.decision_number}" if summary.decision_number else ""
    return (
        f"{summary.sanction_title[:1].upper()}{summary.sanction_title[1:]}{number}." if summary.sanction_title else ""
    )


def addressees(body: PlainBody) -> Choices:
    """To whom an objection or an appeal may go."""
    own = body.scene.step.key in _OBJECTION
    return [(str(one), str(one)[:1].upper() + str(one)[1:]) for one in Addressee if (one is Addressee.BPASN) != own]


def remedy_places(body: PlainBody) -> str:
    """Where the remedy stands."""
    rule = body.scene.rule
    return doubt(rule) if rule else ""


def outcomes(body: PlainBody) -> Choices:
    """How the remedy may end."""
    found = body.scene.law.outcomes.get(str(body.scene.step.key), ())
    return [(one.key, one.title[:1].upper() + one.title[1:]) for one in found]


def outcome_place(body: PlainBody) -> str:
    """Where the outcome stands."""
    chosen = body.scene.law.outcome(str(body.typed("outcome") or ""))
    return doubt(chosen) if chosen else ""


def changed(body: PlainBody) -> bool:
    """Whether another sanction takes the place of the decided one."""
    chosen = body.scene.law.outcome(str(body.typed("outcome") or ""))
    return chosen is not None and chosen.effect == "changed"


def decided_by(body: PlainBody) -> str:
    """Who decides by whom it was addressed to."""
    filed = body.scene.facts(StepKey.OBJECTION if body.scene.step.key in _OBJECTION else StepKey.APPEAL)
    if not isinstance(filed, RemedyFacts):
        return ""
    return body.scene.law.office.head_title if filed.addressee is Addressee.PPK else str(filed.addressee)


def levels(body: PlainBody) -> Choices:
    """The levels of the track."""
    return level_choices(body.scene.law)


def only_level(body: PlainBody) -> str:
    """The level where the track has one only."""
    levels = level_choices(body.scene.law)
    return levels[0][0] if len(levels) == 1 else ""


def types(body: PlainBody) -> Choices:
    """The types of sanction of the level above."""
    return sanction_choices(body.scene.law, str(body.typed("level") or ""))


def timed(body: PlainBody) -> bool:
    """Whether the changed sanction has a length."""
    chosen = body.scene.law.sanction(str(body.typed("sanction_key") or ""))
    return changed(body) and chosen is not None and bool(chosen.months)


def with_position(body: PlainBody) -> bool:
    """Whether the changed sanction names a post."""
    chosen = body.scene.law.sanction(str(body.typed("sanction_key") or ""))
    return changed(body) and chosen is not None and "new_position" in chosen.needs


def ends(body: PlainBody) -> date | None:
    """The end of the changed sanction by its length."""
    chosen = body.scene.law.sanction(str(body.typed("sanction_key") or ""))
    begins = body.typed("begins_on")
    months = chosen.months if chosen else 0
    return add_months(begins, months) - _ONE_DAY if months and isinstance(begins, date) else None


def chosen_code(body: PlainBody) -> ArchiveCode | None:
    """The archive code that is chosen."""
    chosen = body.typed("code")
    return next((one for one in body.scene.law.archive_codes if one.code == chosen), None)


def filed_before(body: PlainBody) -> ArchivedFacts | None:
    """How the case is filed already: its years go on."""
    found = body.scene.facts(StepKey.ARCHIVED)
    return found if isinstance(found, ArchivedFacts) else None


def codes(body: PlainBody) -> Choices:
    """The codes of the archive classification."""
    return [(one.code, f"{one.code}  {one.title}") for one in body.scene.law.archive_codes]


def own_code(body: PlainBody) -> str:
    """The code of the case's track."""
    track = str(body.scene.case.track)
    return next((one.code for one in body.scene.law.archive_codes if track in one.tracks), "")


def active_until(body: PlainBody) -> date | None:
    """The end of the active years, counted from the day on which the case is filed."""
    filed, code, on = filed_before(body), chosen_code(body), body.typed("on")
    if filed is not None:
        return filed.active_until
    if code is None or code.active_years is None or not isinstance(on, date):
        return None
    return add_months(on, code.active_years * _YEAR)


def inactive_until(body: PlainBody) -> date | None:
    """The end of the inactive years, counted from the end of the active ones."""
    code, active = chosen_code(body), body.typed("active_until")
    if code is None or code.inactive_years is None or not isinstance(active, date):
        return None
    return add_months(active, code.inactive_years * _YEAR)


def code_words(body: PlainBody) -> str:
    """How long a code keeps its files, and what becomes of them."""
    code = chosen_code(body)
    if code is None:
        return ""
    years = ((code.active_years, "aktif"), (code.inactive_years, "inaktif"))
    told = [f"{word} {count} tahun" for count, word in years if count is not None]
    told += [f"nasib akhir {code.final}"] if code.final else []
    return f"{', '.join(told) or 'retensinya tidak diketahui'}. {doubt(code)}".strip()


def doubt(entry: Entry) -> str:
    """Where an entry stands, and that nobody compared it yet."""
    mark = "" if entry.verified else f"belum diverifikasi{f': {entry.note}' if entry.note else ''}"
    return ", ".join(part for part in (entry.place, mark) if part)


def declared(body: PlainBody) -> DeclarationManner | None:
    """How the decision says that the moral sanction is declared."""
    decided: DecisionFacts | None = body.scene.facts(StepKey.DECISION)
    if decided is None or body.scene.case.track is not Track.ETHICS:
        return None
    return next((one for one in DeclarationManner if decided.sanction_key.endswith(str(one))), None)


def unrecorded(body: PlainBody) -> RecordSystem | None:
    """The system that was asked for, else the first into which nothing was entered yet; a stopped case is answered."""
    if body.scene.system is not None:
        return body.scene.system
    done = {step.facts.system for step in body.scene.file.steps if isinstance(step.facts, DocumentedFacts)}
    wanted = [system for target in targets_of(body.scene.case) for system in upload_rules(target).pack.systems]
    return next((one for one in (*wanted, *RecordSystem) if one not in done), None)
