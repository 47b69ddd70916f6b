"""What is asked of who writes a letter: the entries of its template, what each starts from, and what may be entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias

import msgspec

from cases.errors import InvalidInput
from cases.letters.templates import Entry, TemplateInfo
from cases.model.letter import LetterContent
from cases.model.office import Signatory
from cases.model.person import Person
from cases.rules.nip import read_nip
from cases.rules.plain import seen
from cases.rules.reference import date_words

AskKind: TypeAlias = Literal["text", "lines", "date", "time", "choice", "person"]

SIGNER: Final = "penandatangan"
"""The entry that names which of the office's signatories signs; every letter that the agency signs has it."""
TODAY: Final = "hari ini"
NOBODY: Final = Signatory(id="", person=Person(name="?"), post_line="?", active=True)
"""Who stands for the office's signatories when it is asked whether the agency signs a letter at all."""

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_TIME = re.compile(r"([01]\d|2[0-3])\.[0-5]\d")
_MOST: Final = {"text": 500, "lines": 6_000}
_MOST_OF_PERSON: Final = 500
"""Characters of each thing that is known of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that is asked; ``choices`` are (value, words) pairs, ``value`` is what is entered or proposed.

    Values are text: a date in ISO form, a time as HH.MM, a person as the JSON of a ``Person``.
    """

    key: str
    title: str
    kind: AskKind = "text"
    required: bool = True
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""


def asks_of(
    info: TemplateInfo, values: Mapping[str, str], people: Mapping[str, Person], today: date
) -> tuple[Ask, ...]:
    """Return what a template asks for, with proposals from the values and people of whose letter it is."""
    return tuple(
        Ask(
            key=entry.key,
            title=entry.title,
            kind=entry.kind,
            required=entry.required,
            help=entry.help,
            choices=tuple((choice, choice[:1].upper() + choice[1:]) for choice in entry.choices),
            value=_start(entry, values, people, today),
        )
        for entry in info.entries
        if entry.key != SIGNER
    )


def signer_ask(signatories: Iterable[Signatory], usual: Person) -> Ask | None:
    """Return the choice of who signs for the agency, ``usual`` unless another is chosen; None without a choice."""
    active = [one for one in signatories if one.active]
    if len(active) < 2:  # noqa: PLR2004 - one alone is no choice
        return None
    return Ask(
        key=SIGNER,
        title="Penanda tangan",
        kind="choice",
        choices=tuple((one.id, ", ".join(filter(None, (one.person.name, one.person.position)))) for one in active),
        value=next((one.id for one in active if one.person == usual), ""),
    )


def agency_signs(content: LetterContent) -> bool:
    """Whether the agency signs a letter, by its content with ``NOBODY`` as the office's only signatory."""
    return any(block.person == NOBODY.person for block in content.signatures)


def with_entries(asks: Iterable[Ask], entries: Mapping[str, str]) -> tuple[Ask, ...]:
    """Return the asks with what was entered; what is asked and was never entered is blank but for its signer."""
    return tuple(replace(ask, value=entries.get(ask.key, ask.value if ask.key == SIGNER else "")) for ask in asks)


def missing(asks: Iterable[Ask]) -> tuple[str, ...]:
    """Return the titles of what has to be entered and is not."""
    return tuple(ask.title for ask in asks if ask.required and not ask.value.strip())


def checked(asks: Sequence[Ask], entries: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the entries as they are kept, by the key of what is asked; raises InvalidInput with the first obstacle."""
    unknown = next((key for key in entries if key not in {ask.key for ask in asks}), None)
    if unknown is not None:
        raise InvalidInput(f"Surat ini tidak mempunyai isian “{unknown}”; muat ulang halaman.", field=unknown)
    kept = {ask.key: _checked(ask, seen(entries.get(ask.key, "")).strip(), today) for ask in asks}
    return {key: value for key, value in kept.items() if value}


def read_person(text: str) -> Person | None:
    """Return the person of an entry, None for a blank one; raises InvalidInput for what is none."""
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=Person)
    except msgspec.MsgspecError as error:
        raise InvalidInput("Pilih orang dari daftar, atau isi sendiri namanya.", detail=str(error)) from error


def person_text(person: Person | None) -> str:
    """Return a person as an entry keeps him."""
    return "" if person is None else msgspec.json.encode(person).decode()


# -- each kind


def _start(entry: Entry, values: Mapping[str, str], people: Mapping[str, Person], today: date) -> str:
    if entry.kind == "date":
        return today.isoformat() if entry.start == TODAY else ""
    if entry.kind == "person":
        return person_text(people.get(entry.start))
    if entry.kind == "choice" and not entry.start:
        return entry.choices[0] if len(entry.choices) == 1 else ""
    named = _PLACEHOLDER.findall(entry.start)
    if not all(values.get(name) for name in named):
        return ""  # half a sentence is no proposal
    return _PLACEHOLDER.sub(lambda found: values[found[1]], entry.start)


def _checked(ask: Ask, text: str, today: date) -> str:
    named = ask.title[:1].lower() + ask.title[1:]
    if not text:
        if ask.required:
            raise InvalidInput(f"Isi {named} dahulu.", field=ask.key)
        return ""
    if ask.kind == "date":
        return _day(text, named, ask.key, today)
    if ask.kind == "time" and not _TIME.fullmatch(text):
        raise InvalidInput(f"“{text}” bukan jam; isi {named} seperti 09.00 atau 13.30.", field=ask.key)
    if ask.kind == "choice" and text not in dict(ask.choices):
        raise InvalidInput(f"Pilih {named} dari daftar.", field=ask.key)
    if ask.kind == "person":
        return _person(text, named, ask.key)
    most = _MOST.get(ask.kind, len(text))
    if len(text) > most:
        raise InvalidInput(f"Ringkas {named}: paling panjang {most} huruf.", field=ask.key)
    return " ".join(text.split()) if ask.kind == "text" else text


def _day(text: str, named: str, key: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"“{text}” bukan tanggal; isi {named} seperti 4/10/2026.", field=key) from error
    if day.year < date_words().earliest_year:
        raise InvalidInput(f"Tahun {day.year} terlalu lama; periksa {named}.", field=key)
    if day.year > today.year + 1:
        raise InvalidInput(f"Tahun {day.year} terlalu jauh di depan; periksa {named}.", field=key)
    return day.isoformat()


def _person(text: str, named: str, key: str) -> str:
    try:
        person = read_person(text)
        nip = read_nip(person.nip).nip if person is not None and person.nip else ""
    except InvalidInput as error:
        raise InvalidInput(error.sentence, field=key, detail=error.detail) from error
    parts: dict[str, Any] = asdict(person) if person is not None else {}
    told: dict[str, Any] = {part: seen(words).strip() for part, words in parts.items() if type(words) is str}
    if person is None or not told["name"]:
        raise InvalidInput(f"Isi nama untuk {named}.", field=key)
    if any(len(words) > _MOST_OF_PERSON for words in told.values()):
        raise InvalidInput(f"Ringkas data {named}: masing-masing paling panjang {_MOST_OF_PERSON} huruf.", field=key)
    return person_text(replace(person, **{**told, "nip": nip}))
