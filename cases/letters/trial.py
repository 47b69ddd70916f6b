"""Made-up cases by which a wording is tried before an office uses it: as they usually are, and as large as they get.

The cases are made of the law that the office has: of each step its facts, by the kinds of their fields, so a step that
is added is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import cycle, islice
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

import resources
from cases.errors import LetterError
from cases.letters.content import REPORT_KINDS, content_for, report_content_for, request_content
from cases.letters.post_lines import with_post_lines
from cases.letters.templates import SHIPPED, Entry, Shelf, TemplateInfo
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Office, Paper, Signatory
from cases.model.person import Examiner, Person
from cases.model.report import Channel, Report, Respondent, Source, Verification, VerificationOutcome
from cases.model.steps import FACTS_OF, CaseStep, DecisionFacts, Question, StepFacts, StepKey
from cases.regulations import Law, Sanction, Violation

ORDINARY: Final = "ordinary"
EXTREME: Final = "extreme"
TRIALS: Final = {ORDINARY: "Contoh biasa", EXTREME: "Contoh terpanjang"}
"""The trials that every kind of letter has."""

_BEFORE: Final = {StepKey.SUMMONS_2: (StepKey.ABSENCE_1,), StepKey.ABSENCE_2: (StepKey.ABSENCE_1, StepKey.SUMMONS_2)}
"""Steps that an ordinary case has only where a later one asks for them."""
_ROAD: Final = (
    StepKey.OPENED, StepKey.TEAM, StepKey.SUMMONS_1, StepKey.EXAMINATION, StepKey.FINDINGS, StepKey.PROPOSAL,
    StepKey.DECISION, StepKey.HANDOVER, StepKey.IN_FORCE, StepKey.SERVED, StepKey.DOCUMENTED, StepKey.RECOMMENDATION,
)  # fmt: skip
_APART: Final = {StepKey.STOPPED, StepKey.CORRECTED, StepKey.REOPENED}
"""Steps that are met in no case together with its decision."""
_PUNISHED: Final = {StepKey.DECISION, StepKey.FINDINGS}
_MOMENT: Final = datetime(2024, 10, 15, 2, 0, tzinfo=UTC)
_YEAR: Final = 2024
_LETTER_ON: Final = date(2024, 11, 11)
_FIRST: Final = date(2024, 10, 7)
_MOST_VIOLATIONS: Final = 6
_HALF_YEAR: Final = timedelta(days=180)


class _Cast(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The people and texts of one trial."""

    members: int
    others: int
    questions: int
    election: str
    text: dict[str, str]
    person: dict[str, Person]
    member: tuple[Examiner, ...]
    other: tuple[Person, ...]
    question: tuple[Question, ...]


class _Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    role: dict[str, str]
    ordinary: _Cast
    extreme: _Cast


@cache
def _stage() -> _Stage:
    return msgspec.toml.decode(resources.read_text("reference/trial.toml"), type=_Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One made-up letter of a kind: its key, the words for it, what fills it, and its number and day."""

    key: str
    title: str
    content: LetterContent
    number: str
    letter_on: date


def trial_keys(kind: str, law: Law) -> dict[str, str]:
    """Return the trials of a kind with their words: for a decision also one for each other form of sanction."""
    made = _maker(kind, law)
    if made is None or FACTS_OF[made[1]] is not DecisionFacts:
        return dict(TRIALS)
    known: dict[str, str] = {}
    for sanction in _sanctions(law, made[0]):
        known.setdefault(sanction.dictum, sanction.title)
    usual = _sanction(law, made[0]).dictum
    return TRIALS | {form: _capital(title) for form, title in known.items() if form != usual}


def trial(
    kind: str,
    key: str,
    office: Office,
    law: Law,
    *,
    signatories: Sequence[Signatory] = (),
    shelf: Shelf = SHIPPED,
) -> Trial:
    """Return a trial of a kind of letter; raises LetterError for a kind that nothing makes."""
    scene = _Scene(office=office, law=law, key=key)
    info = shelf.of(kind, None)
    if info.made != "step":
        content = _asked_content(info, scene, signatories, shelf)
    elif kind in REPORT_KINDS:
        content = _report_content(kind, scene, signatories, shelf)
    else:
        content = _case_content(kind, scene, signatories, shelf)
    content = with_post_lines(content, info.family, signatories)
    titles = trial_keys(kind, law)
    return Trial(
        key=key,
        title=titles.get(key, key),
        content=content,
        number=scene.number(kind) if info.numbered else "",
        letter_on=_LETTER_ON,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What the trials draw on; ``key`` is the trial, or the form of the sanction that it decides."""

    office: Office
    law: Law
    key: str

    @property
    def cast(self) -> _Cast:
        return _stage().extreme if self.extreme else _stage().ordinary

    @property
    def extreme(self) -> bool:
        return self.key == EXTREME

    def person(self, role: str) -> Person:
        return self.office.head if role == "head" else self.cast.person[role]

    def number(self, kind: str) -> str:
        return f"800.1.6.2/{'21187' if self.extreme else '211'}/{self.office.unit_code}/{_YEAR}" if kind else ""


# -- cases


def _case_content(kind: str, scene: _Scene, signatories: Sequence[Signatory], shelf: Shelf) -> LetterContent:
    made = _maker(kind, scene.law)
    if made is None:
        raise LetterError(f"Tidak ada tahap yang membuat surat “{kind}”; perbarui program atau paket aturannya.")
    track, key = made
    file = _file(scene, track, key, shelf)
    facts = _facts(FACTS_OF[key], scene, track)
    return content_for(
        kind, file, facts, scene.office, scene.law, _LETTER_ON, signatories=tuple(signatories), shelf=shelf
    )


def _maker(kind: str, law: Law) -> tuple[Track, StepKey] | None:
    """The track and step that make a kind of letter; the disciplinary track is asked first."""
    tracks = sorted(Track, key=lambda track: track is not Track.DISCIPLINE)
    return next(
        ((track, StepKey(rule.key)) for track in tracks for rule in law.steps(track) if kind in rule.makes), None
    )


def _file(scene: _Scene, track: Track, until: StepKey | None, shelf: Shelf, also: Iterable[str] = ()) -> CaseFile:
    """The file of a case before a step: an ordinary one with the steps ``also``, or one where everything happened."""
    case = _case(scene, track)
    steps: list[CaseStep] = []
    letters: list[Letter] = []
    wanted = {*_ROAD, *_BEFORE.get(until, ()), *also} if until else {*_ROAD, *also}
    for rule in scene.law.steps(track):
        key = StepKey(rule.key)
        if key is until and not rule.side:
            break
        if key is until or not (key in wanted or (scene.extreme and key not in _APART)):
            continue
        own = [_letter(scene, case, kind, shelf) for kind in rule.makes]
        steps.append(
            CaseStep(
                id=new_id(),
                case_id=case.id,
                key=key,
                on=_LETTER_ON,
                letter_id=own[0].id if own else None,
                facts=_facts(FACTS_OF[key], scene, track),
                recorded_at=_MOMENT,
                recorded_by="",
            )
        )
        letters += own
    return CaseFile(case=case, report=_report(scene, track), steps=tuple(steps), letters=tuple(letters))


# -- letters that somebody asks for


def _asked_content(info: TemplateInfo, scene: _Scene, signatories: Sequence[Signatory], shelf: Shelf) -> LetterContent:
    track = next((Track(name) for name in info.tracks), Track.DISCIPLINE)
    return request_content(
        info.kind,
        file=_file(scene, track, None, shelf, info.after) if info.made == "case" else None,
        report=_report(scene, track) if info.made == "report" else None,
        office=scene.office,
        law=scene.law,
        on=_LETTER_ON,
        signatories=tuple(signatories),
        shelf=shelf,
        entries={entry.key: _entry(entry, scene) for entry in info.entries},
    )


def _entry(entry: Entry, scene: _Scene) -> str:
    """What somebody would fill in; an example that the entry itself gives comes first."""
    lines = "\n".join([_text(scene, "")] * (scene.cast.others if entry.kind == "lines" else 1))
    made: dict[str, Callable[[], str]] = {
        "date": _LETTER_ON.isoformat,
        "time": lambda: _text(scene, "meet_at"),
        "choice": lambda: entry.choices[-1 if scene.extreme else 0] if entry.choices else "",
        "person": lambda: msgspec.json.encode(scene.person("witness")).decode(),
        "text": lambda: lines if scene.extreme else f"({entry.title.lower()})",
        "lines": lambda: lines if scene.extreme else f"({entry.title.lower()})",
    }
    return made[entry.kind]()


def _case(scene: _Scene, track: Track) -> Case:
    violations = _violations(scene, track)
    return Case(
        id=new_id(),
        number=f"{_YEAR}/035",
        year=_YEAR,
        ordinal=35,
        report_id=new_id(),
        report_number=f"{_YEAR}/L-012",
        respondent=scene.person("accused"),
        track=track,
        violation_codes=tuple(one.code for one in violations),
        suspected_level=Level(violations[0].level),
        source=Source.BAWASLU,
        election=scene.cast.election,
        received_on=_FIRST,
        event_on=_FIRST,
        opened_on=_FIRST,
        superior=scene.person("superior"),
        examiners=_members(scene),
        official=scene.office.head,
        official_post=scene.office.head_title,
        summary=CaseSummary(stage="opened", stage_title="", status=CaseStatus.RUNNING),
    )


def _letter(scene: _Scene, case: Case, kind: str, shelf: Shelf) -> Letter:
    info = shelf.of(kind, None)
    return Letter(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        title=info.title,
        status=LetterStatus.SIGNED,
        template=info.template,
        content=LetterContent(),
        paper=Paper.F4,
        classification="",
        numbered=info.numbered,
        number=scene.number(kind) if info.numbered else "",
        letter_on=_LETTER_ON,
        made_at=_MOMENT,
        made_by="",
    )


# -- reports


def _report_content(kind: str, scene: _Scene, signatories: Sequence[Signatory], shelf: Shelf) -> LetterContent:
    report = _report(scene, Track.DISCIPLINE)
    text = scene.cast.text
    verification = Verification(
        verified_on=_FIRST,
        outcome=VerificationOutcome.FORWARDED if text.get("forwarded_to") else VerificationOutcome.REFUSED,
        jurisdiction=True,
        identity=True,
        evidence=False,
        duplicate_of=text.get("duplicate_of", ""),
        reason=_text(scene, "reason"),
        forwarded_to=_text(scene, "forwarded_to"),
        verified_by=scene.person("witness").name,
    )
    return report_content_for(
        kind,
        report,
        report.respondents[0],
        verification,
        scene.office,
        scene.law,
        _LETTER_ON,
        signatories=tuple(signatories),
        shelf=shelf,
    )


def _report(scene: _Scene, track: Track) -> Report:
    return Report(
        id=new_id(),
        number=f"{_YEAR}/L-012",
        year=_YEAR,
        ordinal=12,
        received_on=_FIRST,
        source=Source.PUBLIC if scene.extreme else Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA if scene.extreme else Channel.ACTIVITY,
        event_on=_FIRST,
        event_at="15.30",
        election=scene.cast.election,
        origin_on=_FIRST,
        violation_codes=tuple(one.code for one in _violations(scene, track)),
        respondents=(Respondent(id=new_id(), person=scene.person("accused")),),
        recorded_at=_MOMENT,
        recorded_by="",
        narrative=_text(scene, "narrative"),
        event_place=_text(scene, "event_place"),
        origin_number=_text(scene, "origin_number"),
        platform=_text(scene, "platform"),
        account=_text(scene, "account"),
        url=_text(scene, "url"),
        reporter_name=_text(scene, "reporter_name"),
    )


# -- facts


def _facts(kind: type[StepFacts], scene: _Scene, track: Track) -> StepFacts:
    """Facts of a step, each field by its name and its kind."""
    hints = get_type_hints(kind)
    values = {field.name: _value(field.name, hints[field.name], scene, track) for field in fields(kind)}
    return kind(**values)


def _value(name: str, hint: Any, scene: _Scene, track: Track) -> Any:  # noqa: ANN401 - of any field of any facts
    kinds = [each for each in get_args(hint) if each is not type(None)] if type(None) in get_args(hint) else [hint]
    kind = kinds[0]
    law_words = _law_words(scene, track)
    if name in law_words:
        return law_words[name]
    if get_origin(kind) is tuple:
        return _many(get_args(kind)[0], scene)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1 if scene.extreme else 0]
    made: dict[Any, Callable[[], Any]] = {
        Person: lambda: scene.person(_stage().role.get(name, "superior")),
        date: lambda: _FIRST + _HALF_YEAR if name.startswith(("end", "inactive")) else _LETTER_ON,
        bool: lambda: scene.extreme or name == "proven",
        str: lambda: _text(scene, name),
    }
    return made[kind]()


def _many(kind: Any, scene: _Scene) -> tuple[Any, ...]:  # noqa: ANN401 - of any kind of record
    cast = scene.cast
    if kind is Examiner:
        return _members(scene)
    if kind is Question:
        return _taken(cast.question, cast.questions)
    return _taken(cast.other, cast.others) if kind is Person else ()


def _members(scene: _Scene) -> tuple[Examiner, ...]:
    return _taken(scene.cast.member, scene.cast.members)


def _taken(some: Iterable[Any], count: int) -> tuple[Any, ...]:
    return tuple(islice(cycle(some), count))


def _text(scene: _Scene, name: str) -> str:
    texts: Mapping[str, str] = scene.cast.text
    return texts[name] if name in texts else texts[""]


def _law_words(scene: _Scene, track: Track) -> dict[str, Any]:
    """What of a step's facts is a word of the law."""
    law = scene.law
    sanction = _sanction(law, track, scene.key)
    return {
        "sanction_key": sanction.key,
        "level": sanction.level,
        "violation_codes": tuple(one.code for one in _violations(scene, track)),
        "reason_key": next((one.key for one in law.stop_reasons(track)), ""),
        "body": next((one.key for one in law.recommenders(_FIRST)), ""),
        "outcome": next((one.key for one in law.outcomes(StepKey.OBJECTION_DECISION)), ""),
        "code": law.archive_code(track).code,
    }


def _violations(scene: _Scene, track: Track) -> tuple[Violation, ...]:
    """One form of violation with its article; of an extreme case six."""
    return _known_violations(scene.law, track)[: _MOST_VIOLATIONS if scene.extreme else 1]


def _known_violations(law: Law, track: Track) -> tuple[Violation, ...]:
    return tuple(one for one in law.violations(track) if not one.article_unsure and one.level)


def _sanctions(law: Law, track: Track) -> list[Sanction]:
    every = [one for one in law.every_sanction() if one.track in ("", track)]
    return [one for one in every if not one.statuses or "PNS" in one.statuses] or every


def _sanction(law: Law, track: Track, form: str = "") -> Sanction:
    """The sanction that a trial decides: of the form asked for, else the first of the level of the breach it tries."""
    known = _sanctions(law, track)
    levels = {one.level for one in _known_violations(law, track)[:1]}
    asked = (one for one in known if one.dictum == form)
    fitting = (one for one in known if one.level in levels)
    return next(asked, None) or next(fitting, None) or known[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
