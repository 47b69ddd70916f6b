"""Which rules a letter prints that nobody has verified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from cases.letters.content import content_for, request_content
from cases.letters.scene import Scene, considered_laws, found_codes, punished_codes, stop_reason
from cases.letters.templates import SHIPPED, Shelf
from cases.letters.wording import instrument_short
from cases.model.case import CaseFile
from cases.model.office import Office
from cases.model.person import Person
from cases.model.steps import DecisionFacts, DeclarationFacts, StepFacts, StepKey, StoppedFacts
from cases.regulations import ConsideredLaw, Entry, Law, Violation

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_CONDITIONS = {"when", "unless", "forms"}
# What the law says in a letter does not depend on whose letter it is.
_ANY_OFFICE = Office(
    id="", name="", short_name="", government="", region="", head_title="", head=Person(name=""), address="", place=""
)


def unverified_in(
    kind: str,
    file: CaseFile,
    facts: StepFacts | None,
    law: Law,
    on: date | None,
    *,
    shelf: Shelf = SHIPPED,
    wording: str = "",
) -> tuple[str, ...]:
    """Return the places of the unverified rules that a letter of a case would print ("Pasal 5 huruf n PP ...").

    ``facts`` are those of the step that makes it, None for a letter that somebody asks for. Only what its template, or
    its own ``wording``, really prints in this case counts. Raises LetterError as ``content_for`` does.
    """
    if facts is None:
        content = request_content(kind, file=file, office=_ANY_OFFICE, law=law, on=on, shelf=shelf)
    else:
        content = content_for(kind, file, facts, _ANY_OFFICE, law, on, shelf=shelf)
    info = shelf.of(kind, on)
    scene = Scene(file=file, office=_ANY_OFFICE, law=law, info=info, on=on, shelf=shelf)
    sources = _sources(scene, facts)
    blocks = msgspec.toml.decode(wording or shelf.text(info.template))["block"]
    printed = dict.fromkeys(name for name in _printed(blocks, content.values) if name in sources)
    places = (_place(entry, law) for name in printed for entry in sources[name] if not entry.verified)
    return tuple(dict.fromkeys(places))


def _sources(scene: Scene, facts: StepFacts | None) -> dict[str, tuple[Entry, ...]]:
    """The rules behind each placeholder, or name of rows, that prints an article."""
    law = scene.law
    asked_of = scene.facts(StepKey.DECISION) if facts is None else facts
    sanction_key = asked_of.sanction_key if isinstance(asked_of, DecisionFacts) else None
    decided = isinstance(facts, DecisionFacts | DeclarationFacts)
    reason = stop_reason(scene, facts) if isinstance(facts, StoppedFacts) else None
    punished, found = punished_codes(scene, facts), found_codes(scene, facts)
    suspected = scene.case.violation_codes
    return {
        "pelanggaran.ketentuan": _violations(law, punished if decided else suspected),
        "pelanggaran.dasar": _violations(law, punished),
        "lhp.ketentuan": _violations(law, found),
        "sanksi.dasar": (law.sanction(sanction_key),) if sanction_key else (),
        "henti.dasar": (reason,) if reason and reason.article else (),
        "dasar": considered_laws(scene, sanction_key),
        "analisis": _violations(law, suspected),
    }


def _violations(law: Law, codes: tuple[str, ...]) -> tuple[Entry, ...]:
    """The forms of violation whose article is printed; one that is not known is left to the pen."""
    return tuple(rule for rule in map(law.violation, codes) if not rule.article_unsure)


def _printed(part: object, values: Mapping[str, str]) -> Iterator[str]:
    """The placeholders and rows that the blocks of a template print when these values fill it."""
    if isinstance(part, str):
        yield from _PLACEHOLDER.findall(part)
    elif isinstance(part, list):
        for inner in part:
            yield from _printed(inner, values)
    elif isinstance(part, dict) and _shown(part, values):
        for key, inner in part.items():
            if key == "rows" and isinstance(inner, str):
                yield inner
            elif key not in _CONDITIONS:
                yield from _printed(inner, values)


def _shown(part: Mapping[str, object], values: Mapping[str, str]) -> bool:
    when, unless, forms = part.get("when"), part.get("unless"), part.get("forms")
    return (
        (not when or bool(values.get(str(when))))
        and (not unless or not values.get(str(unless)))
        and (not isinstance(forms, list) or values.get("sanksi.bentuk") in forms)
    )


def _place(entry: Entry, law: Law) -> str:
    """Where a rule stands, in short, as the letter cites it."""
    if isinstance(entry, Violation):
        return f"{entry.article} {instrument_short(law, entry.instrument)}".strip()
    if isinstance(entry, ConsideredLaw):
        return entry.regulation or entry.text
    return entry.place
