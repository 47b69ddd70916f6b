"""The wordings of letters: which there are, what they say, what is wrong with one, and how it looks on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cases.errors import LetterError
from cases.letters.own_words import in_own_words
from cases.letters.template_check import Problem
from cases.letters.templates import Shelf, shipped
from cases.letters.trial import ORDINARY
from cases.model.office import Paper
from cases.model.user import Actor, Right
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_print import render
from cases.services.settling import the_office
from cases.services.wording_lookup import (
    SHIPPED,
    EditionLine,
    WordingSheet,
    base_info,
    edition_line,
    found_problems,
    sheet_of,
    shown_values,
    trial_letter,
    trial_of,
    unprintable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLine:
    """A kind of letter with its wordings: the newest version that ships, and what a letter of today is made from.

    ``fault`` is the sentence of an edition in use that this program cannot read.
    """

    kind: str
    title: str
    family: str
    shipped: str
    current: str
    editions: tuple[EditionLine, ...] = ()
    fault: str = ""

    @property
    def draft(self) -> EditionLine | None:
        """The edition that is being worked on, the newest of several."""
        return next((one for one in reversed(self.editions) if one.state is WordingState.DRAFT), None)

    @property
    def used(self) -> EditionLine | None:
        """The edition in use, the newest of several."""
        return next((one for one in reversed(self.editions) if one.state is WordingState.USED), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A text on paper as it would be now: no ``pdf`` while there are problems. ``values`` are those of the case."""

    problems: tuple[Problem, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    pdf: bytes | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class ExportedWording:
    """A wording as a file that another office can import."""

    name: str
    data: bytes


@service(Right.READ)
def wording_lines(work: UnitOfWork, actor: Actor) -> tuple[WordingLine, ...]:
    """Return every kind of letter with its wordings, by title."""
    today = work.clock.today()
    shelf, own = work.shelf, work.templates.all()
    kinds = dict.fromkeys(info.kind for info in shipped())
    lines = (_line(shelf, kind, today, tuple(edition for edition in own if edition.kind == kind)) for kind in kinds)
    return tuple(sorted(lines, key=lambda line: line.title.casefold()))


@service(Right.READ)
def wording_sheet(work: UnitOfWork, actor: Actor, name: str) -> WordingSheet:
    """Return a wording for its page; raises LetterError for a name that nothing has."""
    edition = work.templates.by_name(name)
    info = base_info(name)
    return sheet_of(
        work,
        info,
        name=name,
        text=work.shelf.text(name),
        state=edition.state.value if edition else SHIPPED,
        line=edition_line(edition, info, work.shelf) if edition else None,
    )


@service(Right.READ)
def preview(
    work: UnitOfWork,
    actor: Actor,
    text: str,
    name: str,
    *,
    letter_id: str = "",
    trial_key: str = ORDINARY,
    paper: Paper | None = None,
    only: tuple[int, ...] = (),
) -> Preview:
    """Set a text on paper: of one letter, or of a made-up one; what cannot be set is told instead.

    With ``only`` these pages (from 0) are drawn and the others stay empty, which is fast however long the letter is.
    """
    problems = found_problems(work, text, name, of_letter=bool(letter_id))
    if letter_id:
        letter, values = work.letters.get(letter_id), {}
    else:
        letter = trial_letter(work, trial_of(work, base_info(name).kind, trial_key), text, name)
    values = shown_values(the_office(work), letter)
    if problems:
        return Preview(problems=problems, values=values)
    letter = in_own_words(replace(letter, wording=text, paper=paper or letter.paper))
    try:
        rendered = render(work, letter, draft=True, only=only)
    except LetterError as error:
        return Preview(problems=(unprintable(error, text),), values=values)
    return Preview(problems=(), values=values, pdf=rendered.pdf, pages=rendered.pages)


@service(Right.READ)
def export_text(work: UnitOfWork, actor: Actor, name: str) -> ExportedWording:
    """Return a wording as a file; raises LetterError for a name that nothing has."""
    return ExportedWording(f"{name}.toml", work.shelf.text(name).encode())


def _line(shelf: Shelf, kind: str, today: date, own: tuple[OfficeTemplate, ...]) -> WordingLine:
    newest = shelf.newest_shipped(kind)
    try:
        current, fault = shelf.of(kind, today).template, ""
    except LetterError as error:
        current, fault = "", error.sentence
    return WordingLine(
        kind=kind,
        title=newest.title,
        family=newest.family,
        shipped=newest.template,
        current=current,
        editions=tuple(edition_line(edition, newest, shelf) for edition in own),
        fault=fault,
    )
