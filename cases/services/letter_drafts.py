"""Drafts of letters: of a step of a case and of a report that has no case; and any draft, as it would say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from cases.errors import InvalidInput
from cases.letters.asks import NOBODY, SIGNER, Ask, agency_signs, asks_of, checked, signer_ask, with_entries
from cases.letters.cited import unverified_in
from cases.letters.content import content_for, report_content_for
from cases.letters.own_words import in_own_words
from cases.letters.post_lines import with_post_lines
from cases.letters.scene import agency_signature
from cases.letters.templates import TemplateInfo
from cases.model.case import CaseFile
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.person import Person
from cases.model.report import Report, Respondent, Verification, VerificationOutcome
from cases.model.steps import AbsenceFacts, StepFacts, StepKey, SummonsFacts
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.letter_chain import before_step, replaced_by, step_of
from cases.services.letter_asked import (
    Signers,
    asked_content,
    asked_for,
    refuse_untimely,
    signers_of,
    track_of,
    whose_of,
)
from cases.services.letter_initials import with_initials
from cases.services.settling import law_of, read_file, the_office

LETTERS_OF: Final = {
    VerificationOutcome.REFUSED: "refusal-reply",
    VerificationOutcome.FORWARDED: "forwarding-letter",
}
"""The letter that says how a verification ended."""


def draft_letter(
    work: UnitOfWork, actor: Actor, file: CaseFile, kind: str, facts: StepFacts, on: date | None
) -> Letter:
    """Return a new draft of a letter that a step makes; ``file`` stands as before the step."""
    template = work.shelf.of(kind, on or work.clock.today())
    title = template.title
    if isinstance(facts, AbsenceFacts):
        title = f"{title} {'II' if _absent_before(file) else 'I'}"
    return with_initials(
        work,
        Letter(
            id=new_id(),
            case_id=file.case.id,
            kind=kind,
            title=title,
            status=LetterStatus.DRAFT,
            template=template.template,
            content=step_content(work, file, kind, facts, on),
            paper=the_office(work).paper,
            classification=law_of(work, file.case).archive_code(file.case.track).code,
            numbered=template.numbered,
            made_at=work.clock.now(),
            made_by=actor.name,
        ),
    )


def step_content(
    work: UnitOfWork,
    file: CaseFile,
    kind: str,
    facts: StepFacts,
    on: date | None,
    *,
    signers: Signers = (),
) -> LetterContent:
    """Return what a letter of a step says on a day; ``file`` stands as before the step.

    Of ``signers`` one signs where the facts name nobody; without them any of the office's signatories may.
    """
    signatories = signers or work.signatories.all()
    law = law_of(work, file.case)
    content = content_for(kind, file, facts, the_office(work), law, on, signatories=signatories, shelf=work.shelf)
    return with_post_lines(content, work.shelf.of(kind, on).family, signatories)


def report_letter(
    work: UnitOfWork, actor: Actor, report: Report, respondent: Respondent, verification: Verification, kind: str
) -> Letter:
    """Return a new draft of a letter of a report of which no case is made of this accused; the caller adds it."""
    template = work.shelf.of(kind, work.clock.today())
    return with_initials(
        work,
        Letter(
            id=new_id(),
            case_id=None,
            report_id=report.id,
            kind=kind,
            title=template.title,
            status=LetterStatus.DRAFT,
            template=template.template,
            content=report_content(work, report, respondent, verification, kind, None),
            paper=the_office(work).paper,
            classification=work.law.archive_code(track_of(work, report)).code,
            numbered=template.numbered,
            made_at=work.clock.now(),
            made_by=actor.name,
        ),
    )


def report_content(
    work: UnitOfWork,
    report: Report,
    respondent: Respondent,
    verification: Verification,
    kind: str,
    on: date | None,
    *,
    signers: Signers = (),
) -> LetterContent:
    """Return what a letter of a report says on a day."""
    signatories = signers or work.signatories.all()
    content = report_content_for(
        kind,
        report,
        respondent,
        verification,
        the_office(work),
        work.law,
        on,
        signatories=signatories,
        shelf=work.shelf,
    )
    return with_post_lines(content, work.shelf.of(kind, on).family, signatories)


def redrafted(work: UnitOfWork, letter: Letter, on: date) -> Letter:
    """Return a draft with what it says on its day, from its case or report as it now stands and from its entries.

    Raises InvalidInput with the field's name when an entry is missing, its signer signs no more, or its day cannot be.
    """
    if asked_for(work, letter):
        refuse_untimely(work, letter, on)
    elif letter.case_id is not None and not letter.numbered:
        _refuse_before_event(work, letter, on)
    asks = asks_for(work, letter, on)
    known = {ask.key for ask in asks}
    entries = {key: value for key, value in letter.entries.items() if key in known}
    checked([ask for ask in asks if ask.key != SIGNER or SIGNER in entries], entries, work.clock.today())
    content = content_now(work, letter, on, signers=signers_of(work, entries))
    if content is None:
        return letter
    if letter.wording:  # its own text rests on the template that it was written from
        return in_own_words(replace(letter, content=content))
    return replace(letter, content=content, template=work.shelf.of(letter.kind, on).template)


def in_place_of(work: UnitOfWork, made: Letter, old: Letter) -> Letter:
    """Return a new draft as it takes another letter's place: with the same signer, and in the words of its own text."""
    made = replace(made, replaces=old.id, entries=old.entries)
    if old.wording:
        made = replace(made, wording=old.wording, template=old.template)
    content = content_now(work, made, None, signers=signers_of(work, made.entries)) if made.entries else None
    made = replace(made, content=content or made.content)
    return in_own_words(made) if made.wording else made


def content_now(work: UnitOfWork, letter: Letter, on: date | None, *, signers: Signers) -> LetterContent | None:
    """Return what a letter would say on a day; None where what made it is no more."""
    if asked_for(work, letter):
        return asked_content(work, letter.kind, whose_of(work, letter), on, letter.entries, signers=signers)
    if letter.case_id is None:
        report = work.reports.get(letter.report_id or "")
        parties = _parties(work, report, letter)
        return report_content(work, report, *parties, letter.kind, on, signers=signers) if parties else None
    file = read_file(work, letter.case_id)
    step = step_of(file, letter, law_of(work, file.case))
    if step is None:
        return None
    return step_content(work, before_step(file, step), letter.kind, step.facts, on or step.on, signers=signers)


def asks_for(work: UnitOfWork, letter: Letter, on: date) -> tuple[Ask, ...]:
    """Return what is asked for a letter, with what was entered."""
    probe = content_now(work, replace(letter, entries={}), on, signers=(NOBODY,))
    if probe is None:
        return ()
    return with_entries(asks_with(work, work.shelf.of(letter.kind, on), probe, {}), letter.entries)


def asks_with(
    work: UnitOfWork, info: TemplateInfo, probe: LetterContent, people: Mapping[str, Person]
) -> tuple[Ask, ...]:
    """Return what a template asks for and what is proposed; ``probe`` is the letter with ``NOBODY`` as signatory."""
    asks = asks_of(info, probe.values, people, work.clock.today())
    signatories = work.signatories.all()
    usual = agency_signature(the_office(work), signatories).person
    signer = signer_ask(signatories, usual) if agency_signs(probe) else None
    return (*asks, signer) if signer is not None else asks


def event_day(work: UnitOfWork, file: CaseFile | None, letter: Letter) -> date | None:
    """Return the day of the event that a letter of a case records, None for one that dates itself."""
    if file is None:
        return None
    law = law_of(work, file.case)
    step = step_of(file, letter, law)
    recorded = step is not None and law.step(file.case.track, step.key).dated_by == "event"
    return step.on if step is not None and recorded else None


def _refuse_before_event(work: UnitOfWork, letter: Letter, on: date) -> None:
    """Raise InvalidInput where a record would be dated before what it records."""
    day = event_day(work, read_file(work, letter.case_id or ""), letter)
    if day is not None and on < day:
        raise InvalidInput(
            f"{letter.title} tidak mungkin bertanggal sebelum {long_date(day)}, hari yang dicatatnya; "
            "perbaiki tanggalnya.",
            field="letter_on",
        )


def unverified_articles(work: UnitOfWork, letter: Letter, on: date) -> tuple[str, ...]:
    """Return where the rules stand that a letter would print and nobody has verified; letters of reports cite none."""
    if letter.case_id is None:
        return ()
    file = read_file(work, letter.case_id)
    law = law_of(work, file.case)
    step = step_of(file, letter, law)
    if step is None and not asked_for(work, letter):
        return ()
    seen, facts = (before_step(file, step), step.facts) if step is not None else (file, None)
    return unverified_in(letter.kind, seen, facts, law, on, shelf=work.shelf, wording=letter.wording)


def report_draft_again(work: UnitOfWork, actor: Actor, letter: Letter) -> Letter:
    """Return a new draft of a letter of a report; raises InvalidInput with the obstacle."""
    report = work.reports.get(letter.report_id or "")
    parties = _parties(work, report, letter)
    obstacle = report_obstacle(work, letter)
    if parties is None or obstacle:
        raise InvalidInput(obstacle)
    return report_letter(work, actor, report, *parties, letter.kind)


def report_obstacle(work: UnitOfWork, letter: Letter) -> str:
    """Return why a letter of a report cannot be drafted anew, in a sentence; empty when it can."""
    report = work.reports.get(letter.report_id or "")
    parties = _parties(work, report, letter)
    if parties is None:
        return f"Terlapor dari {letter.title} tidak ada lagi dalam laporan {report.number}."
    respondent, verification = parties
    if letter.kind in LETTERS_OF.values() and LETTERS_OF.get(verification.outcome) != letter.kind:
        return (
            f"Hasil verifikasi {respondent.person.name} kini {verification.outcome}; {letter.title} tidak dibuat lagi."
        )
    if letter.status is LetterStatus.VOID:
        return f"{letter.title} sudah batal; ulangi verifikasi {respondent.person.name} bila suratnya masih diperlukan."
    return ""


def follow_replacement(work: UnitOfWork, letter: Letter, older: tuple[Letter, ...]) -> None:
    """Let the verification of a report's accused name the letter that took the place of its own."""
    report = work.reports.get(letter.report_id or "")
    old = {one.id for one in older}
    respondents = tuple(
        replace(one, verification=replace(one.verification, letter_id=letter.id))
        if one.verification is not None and one.verification.letter_id in old
        else one
        for one in report.respondents
    )
    if respondents != report.respondents:
        work.reports.save(replace(report, respondents=respondents))


def _parties(work: UnitOfWork, report: Report, letter: Letter) -> tuple[Respondent, Verification] | None:
    """The accused whom a letter of a report is about, with his verification: by its identifier, else by his name."""
    letters = work.letters.of_report(report.id)
    own = {letter.id, *(one.id for one in replaced_by(letters, letter))}
    verified = [(one, one.verification) for one in report.respondents if one.verification is not None]
    named = letter.content.values.get("terlapor.nama")
    by_letter = (pair for pair in verified if pair[1].letter_id in own)
    by_name = (pair for pair in verified if pair[0].person.name == named)
    return next(by_letter, None) or next(by_name, None)


def with_first_summons(file: CaseFile, key: StepKey, facts: StepFacts) -> StepFacts:
    """Return the facts as they are recorded: a second summons names the first one's letter."""
    if key is not StepKey.SUMMONS_2 or not isinstance(facts, SummonsFacts):
        return facts
    first = {step.letter_id for step in file.steps if step.key is StepKey.SUMMONS_1}
    for letter in reversed(file.letters):
        if letter.id in first and letter.status is not LetterStatus.VOID:
            return replace(facts, first_number=letter.number, first_on=letter.letter_on)
    return facts


def _absent_before(file: CaseFile) -> bool:
    return any(step.key is StepKey.ABSENCE_1 for step in file.steps)
