"""Made-up cases by which a wording is tried before an office uses it: as they usually are, and as large as they get.

The cases are made of the law that the office has: of each step its facts, by the kinds of their fields, so a step that
is added is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import msgspec

from cases.errors import LetterError
from cases.letters.content import REPORT_KINDS, content_for, report_content_for, request_content
from cases.letters.post_lines import with_post_lines
from cases.letters.templates import SHIPPED, Entry, Shelf, TemplateInfo
from cases.letters.trial_facts import (
    EXTREME,
    FIRST,
    LETTER_ON,
    ORDINARY,
    YEAR,
    TrialScene,
    facts_of,
    members_of,
    sanction_of,
    sanctions_of,
    text_of,
    violations_of,
)
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Office, Paper, Signatory
from cases.model.report import Channel, Report, Respondent, Source, Verification, VerificationOutcome
from cases.model.steps import FACTS_OF, CaseStep, DecisionFacts, StepKey
from cases.regulations import Law

__all__ = ["EXTREME", "ORDINARY", "TRIALS", "Trial", "trial", "trial_keys"]

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
_MOMENT: Final = datetime(2024, 10, 15, 2, 0, tzinfo=UTC)


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
    for sanction in sanctions_of(law, made[0]):
        known.setdefault(sanction.dictum, sanction.title)
    usual = sanction_of(law, made[0]).dictum
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
    scene = TrialScene(office=office, law=law, key=key)
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
        letter_on=LETTER_ON,
    )


# -- cases


def _case_content(kind: str, scene: TrialScene, signatories: Sequence[Signatory], shelf: Shelf) -> LetterContent:
    made = _maker(kind, scene.law)
    if made is None:
        raise LetterError(f"Tidak ada tahap yang membuat surat “{kind}”; perbarui program atau paket aturannya.")
    track, key = made
    file = _file(scene, track, key, shelf)
    facts = facts_of(FACTS_OF[key], scene, track)
    return content_for(
        kind, file, facts, scene.office, scene.law, LETTER_ON, signatories=tuple(signatories), shelf=shelf
    )


def _maker(kind: str, law: Law) -> tuple[Track, StepKey] | None:
    """The track and step that make a kind of letter; the disciplinary track is asked first."""
    tracks = sorted(Track, key=lambda track: track is not Track.DISCIPLINE)
    return next(
        ((track, StepKey(rule.key)) for track in tracks for rule in law.steps(track) if kind in rule.makes), None
    )


def _file(scene: TrialScene, track: Track, until: StepKey | None, shelf: Shelf, also: Iterable[str] = ()) -> CaseFile:
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
                on=LETTER_ON,
                letter_id=own[0].id if own else None,
                facts=facts_of(FACTS_OF[key], scene, track),
                recorded_at=_MOMENT,
                recorded_by="",
            )
        )
        letters += own
    return CaseFile(case=case, report=_report(scene, track), steps=tuple(steps), letters=tuple(letters))


# -- letters that somebody asks for


def _asked_content(
    info: TemplateInfo, scene: TrialScene, signatories: Sequence[Signatory], shelf: Shelf
) -> LetterContent:
    track = next((Track(name) for name in info.tracks), Track.DISCIPLINE)
    return request_content(
        info.kind,
        file=_file(scene, track, None, shelf, info.after) if info.made == "case" else None,
        report=_report(scene, track) if info.made == "report" else None,
        office=scene.office,
        law=scene.law,
        on=LETTER_ON,
        signatories=tuple(signatories),
        shelf=shelf,
        entries={entry.key: _entry(entry, scene) for entry in info.entries},
    )


def _entry(entry: Entry, scene: TrialScene) -> str:
    """What somebody would fill in; an example that the entry itself gives comes first."""
    lines = "\n".join([text_of(scene, "")] * (scene.cast.others if entry.kind == "lines" else 1))
    made: dict[str, Callable[[], str]] = {
        "date": LETTER_ON.isoformat,
        "time": lambda: text_of(scene, "meet_at"),
        "choice": lambda: entry.choices[-1 if scene.extreme else 0] if entry.choices else "",
        "person": lambda: msgspec.json.encode(scene.person("witness")).decode(),
        "text": lambda: lines if scene.extreme else f"({entry.title.lower()})",
        "lines": lambda: lines if scene.extreme else f"({entry.title.lower()})",
    }
    return made[entry.kind]()


def _case(scene: TrialScene, track: Track) -> Case:
    violations = violations_of(scene, track)
    return Case(
        id=new_id(),
        number=f"{YEAR}/035",
        year=YEAR,
        ordinal=35,
        report_id=new_id(),
        report_number=f"{YEAR}/L-012",
        respondent=scene.person("accused"),
        track=track,
        violation_codes=tuple(one.code for one in violations),
        suspected_level=Level(violations[0].level),
        source=Source.BAWASLU,
        election=scene.cast.election,
        received_on=FIRST,
        event_on=FIRST,
        opened_on=FIRST,
        superior=scene.person("superior"),
        examiners=members_of(scene),
        official=scene.office.head,
        official_post=scene.office.head_title,
        summary=CaseSummary(stage="opened", stage_title="", status=CaseStatus.RUNNING),
    )


def _letter(scene: TrialScene, case: Case, kind: str, shelf: Shelf) -> Letter:
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
        letter_on=LETTER_ON,
        made_at=_MOMENT,
        made_by="",
    )


# -- reports


def _report_content(kind: str, scene: TrialScene, signatories: Sequence[Signatory], shelf: Shelf) -> LetterContent:
    report = _report(scene, Track.DISCIPLINE)
    text = scene.cast.text
    verification = Verification(
        verified_on=FIRST,
        outcome=VerificationOutcome.FORWARDED if text.get("forwarded_to") else VerificationOutcome.REFUSED,
        jurisdiction=True,
        identity=True,
        evidence=False,
        duplicate_of=text.get("duplicate_of", ""),
        reason=text_of(scene, "reason"),
        forwarded_to=text_of(scene, "forwarded_to"),
        verified_by=scene.person("witness").name,
    )
    return report_content_for(
        kind,
        report,
        report.respondents[0],
        verification,
        scene.office,
        scene.law,
        LETTER_ON,
        signatories=tuple(signatories),
        shelf=shelf,
    )


def _report(scene: TrialScene, track: Track) -> Report:
    return Report(
        id=new_id(),
        number=f"{YEAR}/L-012",
        year=YEAR,
        ordinal=12,
        received_on=FIRST,
        source=Source.PUBLIC if scene.extreme else Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA if scene.extreme else Channel.ACTIVITY,
        event_on=FIRST,
        event_at="15.30",
        election=scene.cast.election,
        origin_on=FIRST,
        violation_codes=tuple(one.code for one in violations_of(scene, track)),
        respondents=(Respondent(id=new_id(), person=scene.person("accused")),),
        recorded_at=_MOMENT,
        recorded_by="",
        narrative=text_of(scene, "narrative"),
        event_place=text_of(scene, "event_place"),
        origin_number=text_of(scene, "origin_number"),
        platform=text_of(scene, "platform"),
        account=text_of(scene, "account"),
        url=text_of(scene, "url"),
        reporter_name=text_of(scene, "reporter_name"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
