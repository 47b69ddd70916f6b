"""A letter as its page shows it: whose it is, how it will be numbered, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.letters.asks import Ask, missing
from cases.letters.templates import TemplateInfo
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.office import NumberPolicy
from cases.model.person import EmploymentStatus, Person
from cases.model.report import Report
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.letter_chain import counts, replaced_by, step_of, successor
from cases.services.access import service
from cases.services.letter_asked import Whose, asked_for, known_to, obstacle
from cases.services.letter_drafts import asks_for, event_day, report_obstacle
from cases.services.reporter_shown import refuse_telling
from cases.services.settling import law_of, read_file, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter with what its page needs beside it.

    Of ``case_number`` and ``report_number`` one is empty, both for a letter of the office alone. ``newer`` is the
    letter that replaces it or is to, ``older`` the one whose place it takes; ``replaceable`` says that it may be
    drafted anew, ``dates_step`` that its signature dates its step. ``blank`` says that the office leaves number and
    date to the pen; ``proposed_on`` is the day of the step that made the letter, None when the letter itself dates it;
    ``lacks`` are Indonesian sentences about what is missing. ``asks`` is what may be entered while it is a draft,
    ``known`` are the people whom its form knows.
    """

    letter: Letter
    case_number: str
    report_number: str
    respondent: Person
    newer: Letter | None
    older: Letter | None
    replaceable: bool
    dates_step: bool
    template: TemplateInfo
    blank: bool
    proposed_on: date | None
    lacks: tuple[str, ...]
    asks: tuple[Ask, ...] = ()
    known: tuple[Person, ...] = ()


@service(Right.READ)
def letter_view(work: UnitOfWork, actor: Actor, letter_id: str) -> LetterView:
    """Return a letter for its page; raises NotFound."""
    letter = work.letters.get(letter_id)
    refuse_telling(work, letter)
    file = read_file(work, letter.case_id) if letter.case_id is not None else None
    report = work.reports.get(letter.report_id) if letter.report_id is not None else None
    siblings = _siblings(work, file, report)
    respondent = file.case.respondent if file else _accused(report, letter)
    newer = successor(siblings, letter.id)
    draft = letter.status is LetterStatus.DRAFT
    asks = asks_for(work, letter, work.clock.today()) if draft else ()
    return LetterView(
        letter=letter,
        case_number=file.case.number if file else "",
        report_number=report.number if report and not file else "",
        respondent=respondent,
        newer=newer,
        older=next(iter(replaced_by(siblings, letter)), None),
        replaceable=newer is None and not draft and _stands(work, file, letter),
        dates_step=file is not None and _dates_step(work, file, letter),
        template=work.shelf.kept(letter.template) or work.shelf.of(letter.kind, None),
        blank=the_office(work).number_policy is NumberPolicy.BLANK and letter.numbered,
        proposed_on=event_day(work, file, letter),
        lacks=(
            *filter(None, (_obstacle(work, file, letter) if draft else "",)),
            *(f"{title} belum diisi." for title in missing(asks)),
            *_lacks(respondent if file else None, letter, asked=asked_for(work, letter)),
        ),
        asks=asks,
        known=known_to(work, Whose(file=file, report=report)),
    )


def _siblings(work: UnitOfWork, file: CaseFile | None, report: Report | None) -> tuple[Letter, ...]:
    """The letters of the same case, of the same report, or of the office alone."""
    if file is not None:
        return file.letters
    return work.letters.of_report(report.id) if report is not None else work.letters.of_office()


def _accused(report: Report | None, letter: Letter) -> Person:
    """Whom a letter of a report is about, as the report has him now; nobody where it is of the office alone."""
    named = letter.content.values.get("terlapor.nama", "")
    people = (one.person for one in report.respondents) if report else ()
    return next((person for person in people if person.name == named), Person(name=named))


def _stands(work: UnitOfWork, file: CaseFile | None, letter: Letter) -> bool:
    """Whether a letter may be made anew: somebody asked for it, its step counts, or its verification still wants it."""
    if asked_for(work, letter):
        return not _obstacle(work, file, letter)
    if file is None:
        return not report_obstacle(work, letter)
    law = law_of(work, file.case)
    step = step_of(file, letter, law)
    return step is not None and counts(file, step, law)


def _obstacle(work: UnitOfWork, file: CaseFile | None, letter: Letter) -> str:
    """Why a letter that was asked for cannot be made now, empty when it can."""
    if not asked_for(work, letter):
        return ""
    return obstacle(work, Whose(file=file), work.shelf.kept(letter.template) or work.shelf.of(letter.kind, None))


def _dates_step(work: UnitOfWork, file: CaseFile, letter: Letter) -> bool:
    law = law_of(work, file.case)
    step = step_of(file, letter, law)
    return step is not None and step.letter_id == letter.id and law.step(file.case.track, step.key).dated_by == "letter"


def _lacks(respondent: Person | None, letter: Letter, *, asked: bool) -> tuple[str, ...]:
    """What a reader would send the letter back for; who is only accused in a report may not be known yet.

    On a letter that was ``asked`` for an empty name is room for the pen, and who was typed by hand may be no official.
    """
    found = []
    people = {block.person.name: block.person for block in letter.content.signatures}
    if not people:
        found.append("Surat ini belum mempunyai penanda tangan.")
    for person in (*((respondent,) if respondent else ()), *people.values()):
        if asked and (not person.name.strip() or person.status is EmploymentStatus.UNKNOWN):
            continue
        if not person.name.strip():
            found.append("Nama seorang penanda tangan kosong.")
        elif not person.nip and person.status is not EmploymentStatus.ELECTED:
            found.append(f"NIP {person.name} belum diisi.")
    return tuple(dict.fromkeys(found))
