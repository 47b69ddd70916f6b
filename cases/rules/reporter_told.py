"""Whether a letter names who reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cases.model.letter import Letter
from cases.model.person import Person
from cases.model.report import Report
from cases.reporter_cover import cover


def letter_tells(report: Report, parts: Iterable[Person | None], letter: Letter) -> bool:
    """Return whether a letter's words name who reported, unless he has one of these parts of his own in the case."""
    name = " ".join(report.reporter_name.split())
    if not name or any(one is not None and name.casefold() in one.name.casefold() for one in parts):
        return False
    covered = cover((name, report.reporter_contact))
    return any(covered(text) != text for text in words_of(letter))


def words_of(letter: Letter) -> Iterator[str]:
    """Yield every text of a letter in which somebody may be named."""
    content = letter.content
    yield letter.wording
    yield from content.values.values()
    yield from content.copies
    yield from letter.entries.values()
    for listed in content.rows.values():
        for row in listed:
            yield from row.values()
    for block in content.signatures:
        yield block.person.name
        yield block.post_line
