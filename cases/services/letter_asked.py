"""Letters that somebody asks for: no step and no verification makes them, their entries fill them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from cases.letters.asks import SIGNER
from cases.letters.content import request_content
from cases.letters.post_lines import with_post_lines
from cases.model.case import CaseFile, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Signatory
from cases.model.person import Person
from cases.model.report import Report
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.services.letter_initials import with_initials
from cases.services.settling import law_of, read_file, the_office

Entries: TypeAlias = Mapping[str, str]
Signers: TypeAlias = tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What such a letter belongs to: a case, a report, or with neither the office alone."""

    file: CaseFile | None = None
    report: Report | None = None

    @property
    def number(self) -> str:
        """The number of the case or the report, empty for the office."""
        return self.file.case.number if self.file is not None else self.report.number if self.report is not None else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who are accused."""
        if self.file is not None:
            return (self.file.case.respondent.name,)
        return tuple(one.person.name for one in self.report.respondents) if self.report is not None else ()

    @property
    def people(self) -> dict[str, Person]:
        """Those whom a form may propose, by what the case calls them."""
        named: dict[str, Person | None] = {}
        if self.file is not None:
            case = self.file.case
            named = {"terlapor": case.respondent, "atasan": case.superior, "pejabat": case.official}
        elif self.report is not None:
            accused = [one.person for one in self.report.respondents]
            reporter = self.report.reporter_name.strip()
            named["terlapor"] = accused[0] if len(accused) == 1 else None
            named["pelapor"] = Person(name=reporter) if reporter else None
        return {word: person for word, person in named.items() if person is not None}

    @property
    def known(self) -> tuple[Person, ...]:
        """Everyone whom it names, each once."""
        people = list(self.people.values())
        if self.file is not None:
            people += [one.person for one in self.file.case.examiners]
        elif self.report is not None:
            people += [one.person for one in self.report.respondents]
        return tuple(dict.fromkeys(person for person in people if person.name))


def asked_letter(work: UnitOfWork, actor: Actor, kind: str, whose: Whose, entries: Entries) -> Letter:
    """Return a new draft of a letter that somebody asked for, filled from what was entered; the caller adds it."""
    template = work.shelf.of(kind, work.clock.today())
    return with_initials(
        work,
        Letter(
            id=new_id(),
            case_id=whose.file.case.id if whose.file else None,
            report_id=whose.report.id if whose.report else None,
            kind=kind,
            title=template.title,
            status=LetterStatus.DRAFT,
            template=template.template,
            content=asked_content(work, kind, whose, None, entries, signers=signers_of(work, entries)),
            paper=the_office(work).paper,
            classification=_classification(work, whose),
            numbered=template.numbered,
            made_at=work.clock.now(),
            made_by=actor.name,
            entries=dict(entries),
        ),
    )


def asked_content(
    work: UnitOfWork, kind: str, whose: Whose, on: date | None, entries: Entries, *, signers: Signers
) -> LetterContent:
    """Return what a letter that was asked for says on a day."""
    content = request_content(
        kind,
        file=whose.file,
        report=whose.report,
        office=the_office(work),
        law=law_of(work, whose.file.case) if whose.file else work.law,
        on=on,
        signatories=signers,
        shelf=work.shelf,
        entries=entries,
    )
    return with_post_lines(content, work.shelf.of(kind, on).family, signers)


def signers_of(work: UnitOfWork, entries: Entries) -> Signers:
    """Return the signatory whom the entries name, else all of whom the office has."""
    signatories = work.signatories.all()
    return tuple(one for one in signatories if one.active and one.id == entries.get(SIGNER)) or signatories


def asked_for(work: UnitOfWork, letter: Letter) -> bool:
    """Return whether somebody asked for a letter: no step and no verification makes it."""
    return (work.shelf.kept(letter.template) or work.shelf.of(letter.kind, None)).made != "step"


def asked_again(work: UnitOfWork, actor: Actor, letter: Letter) -> Letter:
    """Return a new draft of a letter that was asked for, with what was entered for it."""
    return asked_letter(work, actor, letter.kind, whose_of(work, letter), letter.entries)


def whose_of(work: UnitOfWork, letter: Letter) -> Whose:
    """Return what a letter that was asked for belongs to."""
    if letter.case_id is not None:
        return Whose(file=read_file(work, letter.case_id))
    return Whose(report=work.reports.get(letter.report_id) if letter.report_id is not None else None)


def _classification(work: UnitOfWork, whose: Whose) -> str:
    """The code under which a letter is filed: by the track of its case or report, else as most letters are."""
    if whose.file is not None:
        return law_of(work, whose.file.case).archive_code(whose.file.case.track).code
    track = track_of(work, whose.report) if whose.report is not None else str(Track.DISCIPLINE)
    return work.law.archive_code(track).code


def track_of(work: UnitOfWork, report: Report) -> str:
    """Return the track under whose classification a report's letters are filed: that of the first breach it names."""
    named = (work.law.violation(code).track for code in report.violation_codes)
    return next(named, str(Track.DISCIPLINE))
