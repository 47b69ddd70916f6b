"""Who reported is shown to those alone who may see it: whatever a service returns to others is covered at the gate.

Services work with the record as it is; what leaves the outermost one (``cases.services.access``) passes through
``without_reporter``. What may be edited has marks there, and ``kept_words`` and ``kept_facts`` put the names back, so
that nothing covered is ever saved over a record (``cases.reporter_cover``). Bytes of letters cannot be covered: a
letter that names who reported is refused (``refuse_telling``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeAlias, TypeVar, cast

from cases.errors import InvalidInput, NotAllowed
from cases.letters.asks import Ask
from cases.letters.builders.reports import ADDRESSEES
from cases.model.case import Case
from cases.model.discarded import Part
from cases.model.evidence import Evidence
from cases.model.letter import Letter, LetterContent, RegisterEntry
from cases.model.listing import LogEntry, RegisterLine, ReportLine, SearchHit
from cases.model.old_case import OldCase
from cases.model.person import Person
from cases.model.report import Report, Sent
from cases.model.steps import CaseStep
from cases.model.user import Right
from cases.ports import UnitOfWork
from cases.reporter_cover import MARK, Places, cover_with, marked, places_of, unmarked
from cases.rules.reporter_told import letter_tells, words_of

R = TypeVar("R")
Cover: TypeAlias = Callable[[str], str]

WITHHELD: Final = "(dirahasiakan)"
"""What stands in the place of the name and the contact of who reported."""
_TELLING: Final = "{title} memuat identitas pelapor; mintalah petugas yang berhak melihatnya."
_TAKEN_AWAY: Final = (
    f"Teks ini menyebut pelapor yang dirahasiakan; biarkan setiap {MARK} tetap ada di dalamnya, "
    "atau mintalah petugas yang berhak melihatnya."
)
_OWN_FIELDS: Final = ("reporter_name", "reporter_contact")
TOLD_IN: Final = ("narrative", "event_place", "account", "origin_number", "agency_number")
"""Texts of a report in which he may be named; whoever changes one keeps what was shown covered (``kept_words``)."""
_WORDS: Final[dict[type, tuple[str, ...]]] = {
    RegisterLine: ("subject", "addressee"),
    RegisterEntry: ("subject", "addressee"),
    ReportLine: ("narrative",),
    Sent: ("to", "how"),
    SearchHit: ("title", "subtitle", "snippet"),
    Evidence: ("title", "captured_by", "description", "profile_name", "file_name"),
    Ask: ("value",),
    Letter: ("wording", "delivered_to", "outdated"),
    Case: ("note",),
    OldCase: ("narrative", "note"),
}
"""Texts in which somebody may have named him, of the records that people look at."""
_EDITED: Final = (Evidence, OldCase, Letter)
"""Those of them that may be edited, like reports and steps: a mark stands there (``cases.reporter_cover``)."""
_PLAIN: Final = (str, int, float, bool, bytes, type(None))
_WORD: Final = re.compile(r"\w+")
_CUT: Final = "…"
"""What stands at an end of a snippet that is a part of a longer text."""
_known: dict[str, tuple[Places, frozenset[str]]] = {}


def without_reporter(work: UnitOfWork, result: R) -> R:
    """Return what a service returns without who reported, for an actor who may not see it."""
    return cast("R", _Covering(work).covered(result))


def refuse_telling(work: UnitOfWork, letter: Letter) -> None:
    """Raise NotAllowed for a letter that names who reported, when who acts may not see it."""
    if not work.may(Right.SEE_REPORTER) and tells(work, letter):
        raise NotAllowed(_TELLING.format(title=letter.title))


def tells(work: UnitOfWork, letter: Letter) -> bool:
    """Return whether a letter names who reported what it is about; one of the office alone, whether anybody at all."""
    if letter.case_id is None and letter.report_id is None:
        cover = cover_of_office(work)
        return any(cover(text) != text for text in words_of(letter))
    case = work.cases.find(letter.case_id) if letter.case_id is not None else None
    report_id = case.report_id if case is not None else letter.report_id
    report = work.reports.find(report_id) if report_id is not None else None
    parts = [case.respondent, case.superior, case.official, *(one.person for one in case.examiners)] if case else []
    return report is not None and report.source not in ADDRESSEES and letter_tells(report, parts, letter)


def kept_words(work: UnitOfWork, old: str, new: str, field: str = "", *, whole: bool = True) -> str:
    """Return what to save of a text that somebody was shown covered: the names stand again where he left the marks.

    Raises InvalidInput with the field's name where he took one away, which is allowed unless the text is ``whole``, or
    where nobody knows whom one stands for.
    """
    if work.may(Right.SEE_REPORTER):
        return new
    kept = unmarked(old, _office_covers(work)[0](old), new, whole=whole)
    if kept is None:
        raise InvalidInput(_TAKEN_AWAY, field=field)
    return kept


def kept_facts(work: UnitOfWork, old: Any, new: R, field: str = "") -> R:  # noqa: ANN401 - the facts of any step
    """Return the same of all free texts in the facts of a step; raises InvalidInput with the field's name."""
    made: Any = new
    if work.may(Right.SEE_REPORTER) or isinstance(new, Person):
        return new
    if type(new) is str:
        made = kept_words(work, old if type(old) is str else "", made, field)
    elif isinstance(new, tuple):
        beside = _beside(work, old if isinstance(old, tuple) else (), new)
        made = tuple(kept_facts(work, was, now, field) for was, now in zip(beside, new, strict=True))
    elif is_dataclass(new) and not isinstance(new, type):
        told = {one.name: getattr(new, one.name) for one in fields(new) if one.init}
        made = replace(
            new, **{name: kept_facts(work, getattr(old, name, None), now, name) for name, now in told.items()}
        )
    return cast("R", made)


def _beside(work: UnitOfWork, old: tuple[Any, ...], new: tuple[Any, ...]) -> list[Any]:
    """For each row the one that it was made of: one that was shown just so, else the next that is left over."""
    shown = _Covering(work)
    left = list(old)
    same = [next((was for was in left if shown.texts(was) == now), None) for now in new]
    left = [was for was in left if was not in same]
    return [was if was is not None else left.pop(0) if left else None for was in same]


def told_words(work: UnitOfWork, text: str) -> str:
    """Return a text that is made of a record's own words as who acts may read it."""
    return text if work.may(Right.SEE_REPORTER) else cover_of_office(work)(text)


def told_hits(work: UnitOfWork, hits: tuple[SearchHit, ...], text: str) -> tuple[SearchHit, ...]:
    """Return the hits of a search by ``text`` without those that only who reported was found by.

    They would confirm a name that somebody guessed, to whom it is not shown.
    """
    if work.may(Right.SEE_REPORTER):
        return hits
    cover, words = cover_of_office(work), _office_covers(work)[1]
    typed = text.casefold().split()
    trimmed = {hit: replace(hit, snippet=_trimmed(hit.snippet, words)) for hit in hits}
    return tuple(shown for hit, shown in trimmed.items() if not _found_by_him(hit, shown, typed, cover))


def told_lines(work: UnitOfWork, lines: tuple[RegisterLine, ...], text: str) -> tuple[RegisterLine, ...]:
    """Return the numbers that were found by ``text`` without those that only who reported was found by."""
    if work.may(Right.SEE_REPORTER):
        return lines
    cover, typed = cover_of_office(work), text.casefold().split()
    told = {line.id: " ".join((line.subject, line.addressee, line.void_reason)) for line in lines}
    return tuple(line for line in lines if not _only_in(told[line.id], cover(told[line.id]), typed))


def _found_by_him(hit: SearchHit, trimmed: SearchHit, typed: list[str], cover: Cover) -> bool:
    whole = " ".join((hit.title, hit.subtitle, hit.snippet))
    return _only_in(whole, cover(" ".join((trimmed.title, trimmed.subtitle, trimmed.snippet))), typed)


def _only_in(whole: str, shown: str, typed: list[str]) -> bool:
    """Whether a word that was typed stands in the whole text and not in what is shown of it."""
    whole, shown = whole.casefold(), shown.casefold()
    return any(word in whole and word not in shown for word in typed)


def _trimmed(snippet: str, names: frozenset[str]) -> str:
    """A snippet whose cut ends hold no part of a name: what is left of one there is not known for it."""

    def told(word: str) -> bool:
        return any(part in names for part in _WORD.findall(word.casefold()))

    words = snippet.split()
    if words and words[0] == _CUT:
        while len(words) > 1 and told(words[1]):
            del words[1]
    if words and words[-1] == _CUT:
        while len(words) > 1 and told(words[-2]):
            del words[-2]
    return " ".join(words) if len(words) < len(snippet.split()) else snippet


def cover_of_office(work: UnitOfWork) -> Cover:
    """Return what covers everybody who ever reported to the office; made anew only after something changed."""
    return cover_with(_office_covers(work)[0])


def _office_covers(work: UnitOfWork) -> tuple[Places, frozenset[str]]:
    """What finds them in a text, and every word of their names."""
    head = work.audit.head().hash
    found = _known.get(head)
    if found is None:
        told = work.reports.reporters(ADDRESSEES)
        found = places_of(told), frozenset(word for one in told for word in _WORD.findall(one.casefold()))
        _known.clear()
        _known[head] = found
    return found


class _Covering:
    """Covers one result, however its records are nested."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._cover: Cover | None = None
        self._places: Places | None = None

    def covered(self, value: Any) -> Any:  # noqa: ANN401 - whatever services return
        """Return the value, the very same where nothing of it tells."""
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, tuple):
            return self._each(value)
        if isinstance(value, list):
            return [self.covered(one) for one in value]
        if isinstance(value, dict):
            return {key: self.covered(one) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return value

    def _each(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        parts = [self.covered(one) for one in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        make = getattr(type(value), "_make", tuple)
        return cast("tuple[Any, ...]", make(parts))

    def _record(self, value: Any) -> Any:  # noqa: ANN401 - a frozen dataclass
        changed: dict[str, Any] = {}
        if isinstance(value, Person):
            return value
        for field in fields(value):
            if not field.init:
                continue
            old = getattr(value, field.name)
            new = self.covered(old)
            if new is not old and new != old:
                changed[field.name] = new
        changed |= self._own(value)
        return replace(value, **changed) if changed else value

    def _own(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - a frozen dataclass
        if isinstance(value, Report):
            own = {name: WITHHELD for name in _OWN_FIELDS if getattr(value, name)}
            return own | {name: self._mark(getattr(value, name)) for name in TOLD_IN}
        if isinstance(value, CaseStep):
            return {"facts": self.texts(value.facts), "correction_reason": self._say(value.correction_reason)}
        if isinstance(value, Part):  # a whole record as JSON, which nobody reads but the program
            return {"record": ""}
        if isinstance(value, LogEntry):
            return {"changes": self._log(value)} if value.changes else {}
        told: dict[str, Any] = {}
        if isinstance(value, Letter):
            if not tells(self._work, value):
                return {}
            told = {"content": self._content(value.content), "entries": _words(value.entries, self._say)}
        for name in _WORDS.get(type(value), ()):
            told[name] = (self._mark if isinstance(value, _EDITED) else self._say)(getattr(value, name))
        return told

    def texts(self, value: Any) -> Any:  # noqa: ANN401 - the facts of any step
        """Facts with every free text of theirs covered; people have their parts by their own names."""
        if type(value) is str:
            return self._mark(value)
        if isinstance(value, tuple):
            return tuple(self.texts(one) for one in value)
        if isinstance(value, Person) or not is_dataclass(value) or isinstance(value, type):
            return value
        return replace(value, **{field.name: self.texts(getattr(value, field.name)) for field in fields(value)})

    def _log(self, entry: LogEntry) -> dict[str, tuple[str, str]]:
        own = _OWN_FIELDS if entry.noun == "report" else ()

        def said(name: str, text: str) -> str:
            return (WITHHELD if text else "") if name in own else self._say(text)

        return {name: (said(name, old), said(name, new)) for name, (old, new) in entry.changes.items()}

    def _content(self, content: LetterContent) -> LetterContent:
        rows = {name: [_words(row, self._say) for row in listed] for name, listed in content.rows.items()}
        return replace(
            content,
            values=_words(content.values, self._say),
            rows=rows,
            copies=tuple(self._say(one) for one in content.copies),
            signatures=tuple(
                replace(block, person=replace(block.person, name=self._say(block.person.name)))
                for block in content.signatures
            ),
        )

    def _mark(self, text: str) -> str:
        if not text:
            return text
        if self._places is None:
            self._places = _office_covers(self._work)[0]
        return marked(text, self._places(text))

    def _say(self, text: str) -> str:
        if self._cover is None:
            self._cover = cover_of_office(self._work)
        return self._cover(text) if text else text


def _words(texts: dict[str, str], said: Cover) -> dict[str, str]:
    return {name: said(text) for name, text in texts.items()}
