"""Made-up cases of every track from their opening to their end, and requests for each of their letters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from letter_entries import ENTRIES, NUMBERS, VERIFICATION
from letter_facts import (
    ACCUSED,
    AGENCY,
    APPEAL,
    APPEAL_DECISION,
    CHAIR,
    COUNCIL,
    DISMISSAL_KEY,
    FACTS,
    FINDINGS,
    HEAD,
    IN_FORCE,
    LETTER_ON,
    OBJECTION,
    OBJECTION_DECISION,
    RECOMMENDATION,
    TEAM,
)
from samples import NOW, make_office, make_report, make_signatory

from cases.letters.content import REPORT_KINDS, REQUEST_KINDS, content_for, report_content_for, request_content
from cases.letters.templates import SHIPPED
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterProfile, LetterRequest, LetterStatus
from cases.model.office import Office, Paper
from cases.model.person import Person
from cases.model.report import Report, Respondent, VerificationOutcome
from cases.model.steps import (
    AbsenceFacts,
    ArchivedFacts,
    CaseStep,
    ClosedFacts,
    DocumentedFacts,
    RecordSystem,
    ServedFacts,
    StepFacts,
    StepKey,
)
from cases.regulations import Law
from resources import read_bytes

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_CONDITIONS = ("when", "unless", "forms")
KINDS: tuple[str, ...] = (*FACTS, *REPORT_KINDS, *REQUEST_KINDS)
_ROADS: dict[Track, dict[str, StepKey]] = {
    Track.DISCIPLINE: {
        "team-order": StepKey.TEAM,
        "summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "summons-2": StepKey.SUMMONS_2,
        "examination-record": StepKey.EXAMINATION,
        "findings-report": StepKey.FINDINGS,
        "decision": StepKey.DECISION,
    },
    Track.ETHICS: {
        "ethics-council-order": StepKey.TEAM,
        "ethics-summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "ethics-summons-2": StepKey.SUMMONS_2,
        "ethics-hearing-record": StepKey.EXAMINATION,
        "ethics-ruling": StepKey.FINDINGS,
        "moral-decision": StepKey.DECISION,
    },
    Track.DISMISSAL: {
        "team-order": StepKey.TEAM,
        "summons-1": StepKey.SUMMONS_1,
        "absence-record": StepKey.ABSENCE_1,
        "summons-2": StepKey.SUMMONS_2,
        "examination-record": StepKey.EXAMINATION,
        "findings-report": StepKey.FINDINGS,
        "dismissal-proposal": StepKey.PROPOSAL,
        "dismissal-decision": StepKey.DECISION,
    },
}
AFTER_ABSENCE = {"absence-record", "summons-2", "ethics-summons-2"}
_EXAMINED = {"examination-record", "ethics-hearing-record"}
_FACTS_OF_TRACK: dict[Track, dict[str, StepFacts]] = {
    Track.DISMISSAL: {
        "findings-report": replace(FINDINGS, violation_codes=("D5",), level="pemberhentian", sanction_key=DISMISSAL_KEY)
    },
}


def letter_office(**parts: Any) -> Office:
    office = make_office(
        name=AGENCY,
        short_name="BKPPD",
        head=HEAD,
        address="Jalan Melati Nomor 12, Tirta Kencana 98765, Telepon (0999) 123456",
        unit_code="BKPPD",
    )
    return replace(office, **parts)


def letter_case(**parts: Any) -> Case:
    case = Case(
        id=new_id(),
        number="2024/035",
        year=2024,
        ordinal=35,
        report_id=new_id(),
        report_number="2024/L-012",
        respondent=ACCUSED,
        track=Track.DISCIPLINE,
        violation_codes=("n.2",),
        suspected_level=Level.MODERATE,
        source="bawaslu",
        election="Pilkada 2024",
        received_on=date(2024, 10, 7),
        event_on=date(2024, 10, 5),
        opened_on=date(2024, 10, 8),
        superior=CHAIR,
        examiners=TEAM,
        official=HEAD,
        official_post="Bupati Tirta Kencana",
        summary=CaseSummary(stage="opened", stage_title="Diterima", status=CaseStatus.RUNNING),
    )
    return replace(case, **parts)


def track_of(kind: str) -> Track:
    """The track whose letter it is; a letter of several is shown on the disciplinary one."""
    roads = (track for track in (Track.ETHICS, Track.DISMISSAL) if kind in _ROADS[track])
    own = {"moral-declaration": Track.ETHICS}
    info = SHIPPED.of(kind, None)
    if info.tracks:
        return Track(info.tracks[0])
    return own.get(kind, Track.DISCIPLINE if kind in _ROADS[Track.DISCIPLINE] else next(roads, Track.DISCIPLINE))


def track_case(track: Track, **parts: Any) -> Case:
    """A case of a track: the ethics council in the place of the team, the track's own violation."""
    own: dict[Track, dict[str, Any]] = {
        Track.DISCIPLINE: {},
        Track.ETHICS: {"violation_codes": ("E2",), "suspected_level": Level.MORAL, "examiners": COUNCIL},
        Track.DISMISSAL: {"violation_codes": ("D5",), "suspected_level": Level.DISMISSAL},
    }
    return letter_case(**({"track": track} | own[track] | parts))


def letter_file(
    case: Case | None = None, *, absent: bool = False, facts: dict[str, StepFacts] | None = None
) -> CaseFile:
    """The whole file; ``absent`` puts two missed summonses in the place of the examination."""
    case = case or letter_case()
    used = FACTS | _FACTS_OF_TRACK.get(case.track, {}) | (facts or {})
    road = _ROADS[case.track]
    keys = [kind for kind in road if kind not in (_EXAMINED if absent else AFTER_ABSENCE)]
    steps = [_step(case, road[kind], used[kind]) for kind in keys]
    if absent:
        steps.insert(4, _step(case, StepKey.ABSENCE_2, AbsenceFacts(missed_on=date(2024, 11, 6))))
    letters = tuple(_letter(case, kind) for kind in keys)
    return CaseFile(case=case, report=make_report(), steps=tuple(steps), letters=letters)


def with_steps(file: CaseFile, *steps: tuple[StepKey, StepFacts]) -> CaseFile:
    """The file with further steps at its end."""
    return replace(file, steps=(*file.steps, *(_step(file.case, key, facts) for key, facts in steps)))


_ENDED: tuple[tuple[StepKey, StepFacts], ...] = (
    (StepKey.SERVED, ServedFacts(ended_on=date(2026, 2, 28))),
    (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=date(2025, 1, 15))),
    (StepKey.CLOSED, ClosedFacts()),
    (
        StepKey.ARCHIVED,
        ArchivedFacts(
            code="800.1.6.2",
            shelf="Lemari 2, boks 14",
            active_until=date(2028, 3, 1),
            inactive_until=date(2031, 3, 1),
        ),
    ),
)


def _step(case: Case, key: StepKey, facts: StepFacts) -> CaseStep:
    return CaseStep(
        id=new_id(), case_id=case.id, key=key, on=LETTER_ON, letter_id=None, facts=facts,
        recorded_at=NOW, recorded_by="petugas",
    )  # fmt: skip


def _letter(case: Case, kind: str) -> Letter:
    info = SHIPPED.of(kind, None)
    return Letter(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        title=info.title,
        status=LetterStatus.SIGNED,
        template=info.template,
        content=LetterContent(),
        paper=Paper.F4,
        classification="800.1.6.2",
        numbered=info.numbered,
        number=NUMBERS.get(kind, ""),
        letter_on=LETTER_ON,
        made_at=NOW,
        made_by="petugas",
    )


def letter_profile(**parts: Any) -> LetterProfile:
    office = letter_office()
    profile = LetterProfile(
        paper=Paper.F4,
        margins=office.margins,
        typeface=office.typeface,
        government=office.government,
        agency=office.name,
        address=office.address,
        head_lines=office.head_lines,
        head_title=office.head_title,
        region=office.region,
        place=office.place,
        logo=read_bytes("images/sample-region.png"),
        second_logo=None,
        head_emblem=read_bytes("images/sample-head.png"),
        footer_shown=True,
    )
    return replace(profile, **parts)


def letter_content(
    kind: str, law: Law, *, file: CaseFile | None = None, facts: StepFacts | None = None
) -> LetterContent:
    if kind in REPORT_KINDS:
        return report_content(kind, law)
    if kind in REQUEST_KINDS:
        return asked_content(kind, law, file=file)
    absent = kind in AFTER_ABSENCE
    file = file or letter_file(track_case(track_of(kind)), absent=absent)
    if kind == "follow-up-letter":
        file = with_steps(file, (StepKey.RECOMMENDATION, RECOMMENDATION))
    return content_for(kind, file, facts or FACTS[kind], letter_office(), law, LETTER_ON)


def asked_file(kind: str, case: Case | None = None) -> CaseFile:
    """The file of a case in which everything has happened that a letter asked for speaks of."""
    case = case or track_case(track_of(kind))
    stopped = kind == "stop-report"
    file = letter_file(case)
    if stopped:
        file = replace(file, steps=file.steps[:-1], letters=file.letters[:-1])
        return with_steps(file, (StepKey.RECOMMENDATION, RECOMMENDATION), (StepKey.STOPPED, FACTS["stop-notice"]))
    disciplined = case.track is Track.DISCIPLINE
    handover = (StepKey.HANDOVER, FACTS["handover-receipt"])
    after: dict[str, tuple[tuple[StepKey, StepFacts], ...]] = {
        "acting-order": ((StepKey.SUSPENSION, FACTS["suspension-order"]),),
        **dict.fromkeys(("appeal-reply", "remedy-receipt", "work-permission"), (handover, (StepKey.APPEAL, APPEAL))),
        "appeal-execution": (handover, (StepKey.APPEAL, APPEAL), (StepKey.APPEAL_DECISION, APPEAL_DECISION)),
        "rehabilitation-order": (
            handover,
            (StepKey.OBJECTION, OBJECTION),
            (StepKey.OBJECTION_DECISION, replace(OBJECTION_DECISION, outcome="membatalkan")),
        ),
        **dict.fromkeys(
            ("objection-reply", "objection-ruling", "objection-refusal"), (handover, (StepKey.OBJECTION, OBJECTION))
        ),
    }
    if kind == "acting-order":
        file = replace(file, letters=(*file.letters, _letter(case, "suspension-order")))
    usual = (handover, (StepKey.IN_FORCE, IN_FORCE), (StepKey.RECOMMENDATION, RECOMMENDATION), *_ENDED)
    ethics = ((StepKey.DECLARATION, FACTS["moral-declaration"]), (StepKey.RECOMMENDATION, RECOMMENDATION), *_ENDED[1:])
    return with_steps(file, *after.get(kind, usual if disciplined else ethics))


def asked_content(
    kind: str,
    law: Law,
    *,
    file: CaseFile | None = None,
    report: Report | None = None,
    entries: dict[str, str] | None = None,
    **parts: Any,
) -> LetterContent:
    """What a letter that somebody asked for says; ``parts`` go to ``request_content``."""
    made = SHIPPED.of(kind, None).made
    accused = Respondent(id=new_id(), person=ACCUSED)
    own: dict[str, Any] = {"office": letter_office(), "signatories": [make_signatory(person=CHAIR)], "on": LETTER_ON}
    return request_content(
        kind,
        file=(file or asked_file(kind)) if made == "case" else None,
        report=(report or sample_report(respondents=(accused,))) if made == "report" else None,
        law=law,
        entries=ENTRIES[kind] if entries is None else entries,
        **(own | parts),
    )


def sample_report(**parts: Any) -> Report:
    """The report of the sample case."""
    own: dict[str, Any] = {"received_on": date(2024, 10, 7), "event_on": date(2024, 10, 5), "number": "2024/L-012"}
    return make_report(**(own | parts))


def report_content(
    kind: str, law: Law, *, report: Report | None = None, person: Person = ACCUSED, **verified: Any
) -> LetterContent:
    """What a letter of a report says of one accused; ``verified`` are parts of his verification."""
    own = {"outcome": VerificationOutcome.FORWARDED, "forwarded_to": "Kepala Dinas Pendidikan Provinsi Banyu Biru"}
    verification = replace(VERIFICATION, **((own if kind == "forwarding-letter" else {}) | verified))
    report = report or sample_report()
    respondent = Respondent(id=new_id(), person=person)
    return report_content_for(kind, report, respondent, verification, letter_office(), law, LETTER_ON)


def words_of(kind: str, content: LetterContent) -> str:
    """All that a letter prints but its layout: its blocks as they are shown, filled, one after the other."""
    blocks = msgspec.toml.decode(SHIPPED.text(SHIPPED.of(kind, None).template))["block"]
    signed = [f"{one.post_line} {one.person.name}" for one in content.signatures]
    return " ".join([*_said(blocks, content), *signed, *content.copies])


def _said(part: Any, content: LetterContent) -> list[str]:
    if isinstance(part, str):
        return [_PLACEHOLDER.sub(lambda found: content.values.get(found[1], ""), part)]
    if isinstance(part, list):
        return [text for inner in part for text in _said(inner, content)]
    if not isinstance(part, dict):
        return []
    when, unless = (content.values.get(part.get(key, ""), "") for key in ("when", "unless"))
    form = content.values.get("sanksi.bentuk", "")
    if ("when" in part and not when) or ("unless" in part and unless) or form not in part.get("forms", [form]):
        return []
    rows = content.rows.get(part["rows"], []) if isinstance(part.get("rows"), str) else []
    own = [text for key, inner in part.items() if key not in _CONDITIONS for text in _said(inner, content)]
    return [*own, *(text for row in rows for text in row.values())]


def letter_request(kind: str, content: LetterContent, **parts: Any) -> LetterRequest:
    request = LetterRequest(
        kind=kind,
        template=SHIPPED.of(kind, None).template,
        text=SHIPPED.text(SHIPPED.of(kind, None).template),
        content=content,
        profile=letter_profile(),
        number=NUMBERS.get(kind, ""),
        letter_on=LETTER_ON,
        short_code="TK-2024-035-P1-7F3A",
        log_head="1204-9FKX-3453-DW4C-4H0HD",
        draft=False,
    )
    return replace(request, **parts)
