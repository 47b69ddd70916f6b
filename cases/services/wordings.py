"""The wordings of letters: which there are, what they say, what is wrong with one, and how it looks on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from cases.errors import LetterError
from cases.letters.own_words import in_own_words
from cases.letters.placeholders import Placeholders, field_meaning, meaning, placeholders, rows_meaning
from cases.letters.template_check import OF_LETTER, OF_OFFICE, Ground, Problem, problems_in
from cases.letters.templates import SHIPPED as SHIPPED_SHELF
from cases.letters.templates import Shelf, TemplateInfo, shipped
from cases.letters.trial import ORDINARY, TRIALS, Trial, trial, trial_keys
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Office, Paper, Signatory
from cases.model.user import Actor, Right
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.rules.dates import long_date
from cases.services.access import service
from cases.services.letter_print import render
from cases.services.settling import the_office

SHIPPED: Final = "bawaan"
"""The state of a wording that came with the program; the others are those of ``WordingState``."""

_known: dict[str, Placeholders] = {}
"""The closed sets found so far, by kind: they follow from the program alone."""
_last: list[tuple[tuple[str, str, Office, tuple[Signatory, ...]], Law, Trial]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """An edition of the office; ``behind`` when the program ships a newer version than it rests on."""

    id: str
    name: str
    state: WordingState
    made_at: datetime
    made_by: str
    changed_at: datetime
    changed_by: str
    tried_at: datetime | None
    used_at: datetime | None
    used_by: str
    note: str
    behind: bool


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


@dataclass(frozen=True, slots=True)
class Named:
    """A placeholder, or a field of a row: its name and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RowsNamed:
    """A list of rows, what it holds, and the fields of a row."""

    name: str
    meaning: str
    fields: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSheet:
    """A wording for its page. ``rests_on`` is what it can be brought back to, by name and text.

    ``line`` is None for a shipped wording and for the text of one letter, whose ``letter`` is then given.
    ``editable`` is what the state allows, whoever asks; ``trials`` are the made-up letters to look at it with.
    """

    info: TemplateInfo
    name: str
    state: str
    text: str
    rests_on: str
    base_text: str
    editable: bool
    placeholders: tuple[Named, ...]
    rows: tuple[RowsNamed, ...]
    trials: Mapping[str, str]
    line: EditionLine | None = None
    letter: Letter | None = None


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


def sheet_of(
    work: UnitOfWork,
    info: TemplateInfo,
    *,
    name: str,
    text: str,
    state: str,
    line: EditionLine | None = None,
    letter: Letter | None = None,
) -> WordingSheet:
    """Return the sheet of an edition, of a shipped wording, or of one letter's text."""
    known = known_of(work, info.kind)
    rests_on = letter.template if letter is not None else info.template
    draft_letter = letter is not None and letter.status is LetterStatus.DRAFT
    return WordingSheet(
        info=info,
        name=name,
        state=state,
        text=text,
        rests_on=rests_on,
        base_text=work.shelf.text(rests_on),
        editable=draft_letter if letter is not None else state == WordingState.DRAFT,
        placeholders=tuple(Named(one, meaning(one, info.entries)) for one in sorted(known.names)),
        rows=tuple(
            RowsNamed(
                one, rows_meaning(one, info.entries), tuple(Named(each, field_meaning(each)) for each in sorted(fields))
            )
            for one, fields in sorted(known.rows.items())
        ),
        trials={} if letter is not None else trial_keys(info.kind, work.law),
        line=line,
        letter=letter,
    )


@service(Right.READ)
def check(work: UnitOfWork, actor: Actor, text: str, name: str) -> tuple[Problem, ...]:
    """Return what keeps a text from being used as the wording of that name; empty when nothing does."""
    return found_problems(work, text, name)


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
        letter = trial_letter(work, _trial(work, base_info(name).kind, trial_key), text, name)
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


# -- parts that the other services of wordings share


def base_info(name: str) -> TemplateInfo:
    """Return the head of the shipped version on which a wording rests; raises LetterError when it is not here."""
    found = SHIPPED_SHELF.kept(split_name(name)[0])
    if found is None:
        raise LetterError(f"Naskah surat {name} tidak ada di program ini; perbarui program lalu coba lagi.")
    return found


def split_name(name: str) -> tuple[str, int]:
    """Return what a wording rests on and its edition, 0 for a shipped one ("summons-1@1.2": "summons-1@1", 2)."""
    kind, _, version = name.rpartition("@")
    number, _, edition = version.partition(".")
    return f"{kind}@{number}", int(edition) if edition.isdecimal() else 0


def known_of(work: UnitOfWork, kind: str) -> Placeholders:
    """Return the closed set of a kind: what its builder gives of made-up cases, the usual and the largest."""
    if kind not in _known:
        _known[kind] = placeholders(_trial(work, kind, key).content for key in TRIALS)
    return _known[kind]


def found_problems(work: UnitOfWork, text: str, name: str, *, of_letter: bool = False) -> tuple[Problem, ...]:
    """Return what keeps a text from being used as the wording of that name, or of one letter made from it."""
    info = base_info(name)
    ground = Ground(
        info=info,
        text=SHIPPED_SHELF.text(info.template),
        known=known_of(work, info.kind),
        edition=split_name(name)[1],
        free=OF_LETTER if of_letter else OF_OFFICE,
    )
    return problems_in(text, ground)


def unprintable(error: LetterError, text: str) -> Problem:
    """Return a problem that shows only on paper, at the line of the sign that no typeface has."""
    sign = error.detail[2:].partition(" ")[0] if error.detail.startswith("U+") else ""
    place = text.find(chr(int(sign, 16))) if sign else -1
    return Problem(line=text.count("\n", 0, place) + 1 if place >= 0 else 1, words=error.sentence.rstrip("."))


def trial_letter(work: UnitOfWork, made: Trial, text: str, name: str) -> Letter:
    """Return a letter that nobody keeps, of a trial."""
    info = base_info(name)
    return Letter(
        id=new_id(),
        case_id=None,
        kind=info.kind,
        title=info.title,
        status=LetterStatus.DRAFT,
        template=name,
        content=made.content,
        paper=the_office(work).paper,
        classification="",
        numbered=info.numbered,
        number=made.number,
        letter_on=made.letter_on,
        made_at=work.clock.now(),
        made_by="",
        wording=text,
    )


def shown_values(office: Office, letter: Letter) -> dict[str, str]:
    """Return the values of a letter by placeholder, with those that it has only on paper."""
    content: LetterContent = letter.content
    return content.values | {
        "surat.nomor": letter.number,
        "surat.tanggal": long_date(letter.letter_on) if letter.letter_on else "",
        "surat.tempat": office.place,
    }


def edition_line(edition: OfficeTemplate, newest: TemplateInfo, shelf: Shelf) -> EditionLine:
    """Return an edition as a list shows it."""
    rests_on = split_name(edition.name)[0]
    return EditionLine(
        id=edition.id,
        name=edition.name,
        state=edition.state,
        made_at=edition.made_at,
        made_by=edition.made_by,
        changed_at=edition.changed_at,
        changed_by=edition.changed_by,
        tried_at=edition.tried_at,
        used_at=edition.used_at,
        used_by=edition.used_by,
        note=edition.note,
        behind=rests_on != shelf.newest_shipped(newest.kind).template,
    )


def _trial(work: UnitOfWork, kind: str, key: str) -> Trial:
    """A trial; while somebody types it is the same again and again, so the last one is kept."""
    ground = (kind, key, the_office(work), work.signatories.all())
    law = work.law
    for known, of_law, made in tuple(_last):
        if known == ground and of_law is law:
            return made
    made = trial(kind, key, ground[2], law, signatories=ground[3])
    _last[:] = [(ground, law, made)]
    return made


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
