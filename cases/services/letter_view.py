"""A letter as its page shows it: whose it is, how it will be numbered, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.letters.templates import TemplateInfo, all_templates, template_of
from cases.model.case import CaseFile
from cases.model.letter import Letter
from cases.model.office import NumberPolicy
from cases.model.person import EmploymentStatus, Person
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.settling import read_file, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter with what its page needs beside it.

    ``blank`` says that the office leaves number and date to the pen; ``proposed_on`` is the day of the step that made
    the letter, None when the letter itself dates it; ``lacks`` are Indonesian sentences about what is missing.
    """

    letter: Letter
    case_number: str
    respondent: Person
    template: TemplateInfo
    blank: bool
    proposed_on: date | None
    lacks: tuple[str, ...]


@service(Right.READ)
def letter_view(work: UnitOfWork, actor: Actor, letter_id: str) -> LetterView:
    """Return a letter for its page; raises NotFound."""
    letter = work.letters.get(letter_id)
    file = read_file(work, letter.of_case)
    return LetterView(
        letter=letter,
        case_number=file.case.number,
        respondent=file.case.respondent,
        template=_template(letter),
        blank=the_office(work).number_policy is NumberPolicy.BLANK and letter.numbered,
        proposed_on=_step_day(file, letter),
        lacks=_lacks(file, letter),
    )


def _template(letter: Letter) -> TemplateInfo:
    """The template that the letter keeps; the newest of its kind when the program no longer ships that one."""
    kept = (info for info in all_templates() if info.template == letter.template)
    return next(kept, None) or template_of(letter.kind, None)


def _step_day(file: CaseFile, letter: Letter) -> date | None:
    return next((step.on for step in file.steps if step.letter_id == letter.id), None)


def _lacks(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """What a reader would send the letter back for."""
    found = []
    people = {block.person.name: block.person for block in letter.content.signatures}
    if not people:
        found.append("Surat ini belum mempunyai penanda tangan.")
    for person in (file.case.respondent, *people.values()):
        if not person.name.strip():
            found.append("Nama seorang penanda tangan kosong.")
        elif not person.nip and person.status is not EmploymentStatus.ELECTED:
            found.append(f"NIP {person.name} belum diisi.")
    return tuple(dict.fromkeys(found))
