"""The people and facts of made-up cases: of each step its facts, each field by its name and its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import Enum
from functools import cache
from itertools import cycle, islice
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

import resources
from cases.model.case import Track
from cases.model.office import Office
from cases.model.person import Examiner, Person
from cases.model.steps import Question, StepFacts, StepKey
from cases.regulations import Law, Sanction, Violation

ORDINARY: Final = "ordinary"
EXTREME: Final = "extreme"
YEAR: Final = 2024
LETTER_ON: Final = date(2024, 11, 11)
FIRST: Final = date(2024, 10, 7)
_HALF_YEAR: Final = timedelta(days=180)
_MOST_VIOLATIONS: Final = 6


class _Cast(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The people and texts of one trial."""

    members: int
    others: int
    questions: int
    election: str
    text: dict[str, str]
    person: dict[str, Person]
    member: tuple[Examiner, ...]
    other: tuple[Person, ...]
    question: tuple[Question, ...]


class _Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    role: dict[str, str]
    ordinary: _Cast
    extreme: _Cast


@cache
def _stage() -> _Stage:
    return msgspec.toml.decode(resources.read_text("reference/trial.toml"), type=_Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialScene:
    """What the trials draw on; ``key`` is the trial, or the form of the sanction that it decides."""

    office: Office
    law: Law
    key: str

    @property
    def cast(self) -> _Cast:
        """The people and texts."""
        return _stage().extreme if self.extreme else _stage().ordinary

    @property
    def extreme(self) -> bool:
        """Whether everything is as large as it gets."""
        return self.key == EXTREME

    def person(self, role: str) -> Person:
        """Who stands for a role; the head is the office's own."""
        return self.office.head if role == "head" else self.cast.person[role]

    def number(self, kind: str) -> str:
        """A letter's number."""
        return f"800.1.6.2/{'21187' if self.extreme else '211'}/{self.office.unit_code}/{YEAR}" if kind else ""


def facts_of(kind: type[StepFacts], scene: TrialScene, track: Track) -> StepFacts:
    """Facts of a step, each field by its name and its kind."""
    hints = get_type_hints(kind)
    values = {field.name: _value(field.name, hints[field.name], scene, track) for field in fields(kind)}
    return kind(**values)


def _value(name: str, hint: Any, scene: TrialScene, track: Track) -> Any:  # noqa: ANN401 - of any field of any facts
    kinds = [each for each in get_args(hint) if each is not type(None)] if type(None) in get_args(hint) else [hint]
    kind = kinds[0]
    law_words = _law_words(scene, track)
    if name in law_words:
        return law_words[name]
    if get_origin(kind) is tuple:
        return _many(get_args(kind)[0], scene)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1 if scene.extreme else 0]
    made: dict[Any, Callable[[], Any]] = {
        Person: lambda: scene.person(_stage().role.get(name, "superior")),
        date: lambda: FIRST + _HALF_YEAR if name.startswith(("end", "inactive")) else LETTER_ON,
        bool: lambda: scene.extreme or name == "proven",
        str: lambda: text_of(scene, name),
    }
    return made[kind]()


def _many(kind: Any, scene: TrialScene) -> tuple[Any, ...]:  # noqa: ANN401 - of any kind of record
    cast = scene.cast
    if kind is Examiner:
        return members_of(scene)
    if kind is Question:
        return _taken(cast.question, cast.questions)
    return _taken(cast.other, cast.others) if kind is Person else ()


def members_of(scene: TrialScene) -> tuple[Examiner, ...]:
    """Return who examines."""
    return _taken(scene.cast.member, scene.cast.members)


def _taken(some: Iterable[Any], count: int) -> tuple[Any, ...]:
    return tuple(islice(cycle(some), count))


def text_of(scene: TrialScene, name: str) -> str:
    """Return the text of a field by its name, else the one for any field."""
    texts: Mapping[str, str] = scene.cast.text
    return texts[name] if name in texts else texts[""]


def _law_words(scene: TrialScene, track: Track) -> dict[str, Any]:
    """What of a step's facts is a word of the law."""
    law = scene.law
    sanction = sanction_of(law, track, scene.key)
    return {
        "sanction_key": sanction.key,
        "level": sanction.level,
        "violation_codes": tuple(one.code for one in violations_of(scene, track)),
        "reason_key": next((one.key for one in law.stop_reasons(track)), ""),
        "body": next((one.key for one in law.recommenders(FIRST)), ""),
        "outcome": next((one.key for one in law.outcomes(StepKey.OBJECTION_DECISION)), ""),
        "code": law.archive_code(track).code,
    }


def violations_of(scene: TrialScene, track: Track) -> tuple[Violation, ...]:
    """One form of violation with its article; of an extreme case six."""
    return _known_violations(scene.law, track)[: _MOST_VIOLATIONS if scene.extreme else 1]


def _known_violations(law: Law, track: Track) -> tuple[Violation, ...]:
    return tuple(one for one in law.violations(track) if not one.article_unsure and one.level)


def sanctions_of(law: Law, track: Track) -> list[Sanction]:
    """Return the sanctions of a track, those that a PNS can get where there are such."""
    every = [one for one in law.every_sanction() if one.track in ("", track)]
    return [one for one in every if not one.statuses or "PNS" in one.statuses] or every


def sanction_of(law: Law, track: Track, form: str = "") -> Sanction:
    """The sanction that a trial decides: of the form asked for, else the first of the level of the breach it tries."""
    known = sanctions_of(law, track)
    levels = {one.level for one in _known_violations(law, track)[:1]}
    asked = (one for one in known if one.dictum == form)
    fitting = (one for one in known if one.level in levels)
    return next(asked, None) or next(fitting, None) or known[0]
