"""Many letters at once: what is asked before the first of them is put up. Each is then put up by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.model.letter import Letter, LetterStatus
from cases.model.office import NumberPolicy, Paper
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_drafts import event_day, unverified_articles
from cases.services.settling import read_file, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class UnverifiedKind:
    """A kind of letters that would print rules nobody has verified: their articles, and how many letters it is."""

    kind: str
    title: str
    articles: tuple[str, ...]
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCheck:
    """What is known of letters before they are put up together.

    ``standing`` is the status and the number of each, by its identifier, in the order asked. ``days`` are the days of
    the drafts: that of the event for one that records an event, else the day asked. ``unverified`` has to be allowed
    before drafts of these kinds are put up. ``blank`` says that the office leaves number and date to the pen.
    """

    standing: dict[str, tuple[LetterStatus, str]]
    days: dict[str, date]
    unverified: tuple[UnverifiedKind, ...]
    papers: tuple[Paper, ...]
    blank: bool


@service(Right.READ)
def check_batch(work: UnitOfWork, actor: Actor, letter_ids: tuple[str, ...], letter_on: date) -> BatchCheck:
    """Return what has to be known before letters are put up, or printed, together; raises NotFound."""
    found = [work.letters.get(letter_id) for letter_id in letter_ids]
    drafts = [letter for letter in found if letter.status is LetterStatus.DRAFT]
    office = the_office(work)
    days = {letter.id: _day(work, letter, letter_on) for letter in drafts}
    return BatchCheck(
        standing={letter.id: (letter.status, letter.number) for letter in found},
        days=days,
        unverified=_unverified(work, [one for one in drafts if one.kind not in office.unverified_letters], days),
        papers=tuple(sorted({letter.paper for letter in found})),
        blank=office.number_policy is NumberPolicy.BLANK,
    )


def _day(work: UnitOfWork, letter: Letter, letter_on: date) -> date:
    file = read_file(work, letter.case_id) if letter.case_id is not None else None
    return event_day(work, file, letter) or letter_on


def _unverified(work: UnitOfWork, drafts: list[Letter], days: dict[str, date]) -> tuple[UnverifiedKind, ...]:
    kinds: dict[str, list[tuple[Letter, tuple[str, ...]]]] = {}
    for letter in drafts:
        articles = unverified_articles(work, letter, days[letter.id])
        if articles:
            kinds.setdefault(letter.kind, []).append((letter, articles))
    return tuple(
        UnverifiedKind(
            kind=kind,
            title=some[0][0].title,
            articles=tuple(dict.fromkeys(article for _, articles in some for article in articles)),
            letters=len(some),
        )
        for kind, some in kinds.items()
    )
