"""Letters that somebody asks for: no step and no verification makes them, their entries fill them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from cases.errors import InvalidInput
from cases.letters.asks import SIGNER
from cases.letters.content import request_content
from cases.letters.post_lines import with_post_lines
from cases.letters.templates import TemplateInfo
from cases.model.case import CaseFile, Track
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Signatory
from cases.model.person import Person
from cases.model.report import Report
from cases.model.steps import StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.letter_chain import counts
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


def known_to(work: UnitOfWork, whose: Whose) -> tuple[Person, ...]:
    """Return everyone whom it names and who acts may know of: who reported only by ``Right.SEE_REPORTER``."""
    if work.may(Right.SEE_REPORTER) or whose.report is None:
        return whose.known
    reporter = whose.report.reporter_name.strip()
    return tuple(person for person in whose.known if person.name != reporter)


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
            title=template.titled(entries),
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
    recorder = work.users.by_username(whose.report.recorded_by) if whose.report else None
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
        recorder=recorder.full_name if recorder else "",
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
    """Return a new draft of a letter that was asked for, with what was entered for it.

    Raises InvalidInput where what it was written after does not stand any more.
    """
    whose = whose_of(work, letter)
    if why := obstacle(work, whose, work.shelf.of(letter.kind, work.clock.today())):
        raise InvalidInput(f"{letter.title} belum dapat dibuat. {why}")
    return asked_letter(work, actor, letter.kind, whose, letter.entries)


def obstacle(work: UnitOfWork, whose: Whose, info: TemplateInfo) -> str:
    """Return why a letter cannot be made yet, empty when it can: none of the steps after which it is written stands.

    A step whose own letter is void does not: nobody dispatches a decision that was taken back.
    """
    file = whose.file
    if file is None:
        return ""
    if info.tracks and file.case.track not in info.tracks:
        return f"Tidak dipakai pada jalur {file.case.track}."
    after = [step for step in file.steps if step.key in info.after]
    law = law_of(work, file.case)
    if not info.after or any(counts(file, step, law) for step in after):
        return ""
    if after:
        return f"Surat dari tahap {law.step(file.case.track, after[-1].key).title} batal; ganti surat itu dahulu."
    titles = [rule.title for rule in law.steps(file.case.track) if rule.key in info.after]
    return f"Sesudah tahap {' atau '.join(titles) or 'lain'} dicatat."


def refuse_untimely(work: UnitOfWork, letter: Letter, on: date) -> None:
    """Raise InvalidInput where a letter that was asked for would speak of what does not stand, or not yet on its day.

    A case is opened here on some day after its first papers were written, so that day binds none.
    """
    whose, info = whose_of(work, letter), work.shelf.of(letter.kind, on)
    if whose.file is None:
        return
    if why := obstacle(work, whose, info):
        raise InvalidInput(f"{letter.title} belum dapat diajukan. {why}")
    _refuse_early(letter, whose.file, info, on, "letter_on")


def refuse_early_signature(work: UnitOfWork, letter: Letter, on: date) -> None:
    """Raise InvalidInput where a letter whose date was left to the pen is signed before what it speaks of."""
    file = whose_of(work, letter).file
    if file is not None and letter.letter_on is None and asked_for(work, letter):
        _refuse_early(letter, file, work.shelf.of(letter.kind, on), on, "signed_on")


def _refuse_early(letter: Letter, file: CaseFile, info: TemplateInfo, on: date, field: str) -> None:
    after = (step for step in file.steps if step.key in info.after and step.key is not StepKey.OPENED)
    first = min((step.on for step in after if step.on is not None), default=None)
    if first is not None and on < first:
        raise InvalidInput(
            f"{letter.title} tidak mungkin bertanggal sebelum {long_date(first)}, hari tahap yang disebutnya; "
            "perbaiki tanggalnya.",
            field=field,
        )


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
