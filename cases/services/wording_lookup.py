"""What the services of wordings share: names, sheets, the closed set of a kind, trials, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.errors import LetterError
from cases.letters.placeholders import Placeholders, field_meaning, meaning, placeholders, rows_meaning
from cases.letters.template_check import OF_LETTER, OF_OFFICE, Ground, Problem, problems_in
from cases.letters.templates import SHIPPED as SHIPPED_SHELF
from cases.letters.templates import Shelf, TemplateInfo
from cases.letters.trial import TRIALS, Trial, trial, trial_keys
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Office, Signatory
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.rules.dates import long_date
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
    """A wording for its page. ``rests_on`` is what it can be brought back to, by name.

    ``line`` is None for a shipped wording and for the text of one letter, whose ``letter`` is then given.
    ``editable`` is what the state allows, whoever asks; ``trials`` are the made-up letters to look at it with.
    """

    info: TemplateInfo
    name: str
    state: str
    text: str
    rests_on: str
    editable: bool
    placeholders: tuple[Named, ...]
    rows: tuple[RowsNamed, ...]
    trials: Mapping[str, str]
    line: EditionLine | None = None
    letter: Letter | None = None


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
        _known[kind] = placeholders(trial_of(work, kind, key).content for key in TRIALS)
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


def trial_of(work: UnitOfWork, kind: str, key: str) -> Trial:
    """A trial; while somebody types it is the same again and again, so the last one is kept."""
    ground = (kind, key, the_office(work), work.signatories.all())
    law = work.law
    for known, of_law, made in tuple(_last):
        if known == ground and of_law is law:
            return made
    made = trial(kind, key, ground[2], law, signatories=ground[3])
    _last[:] = [(ground, law, made)]
    return made
