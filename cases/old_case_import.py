"""A sheet of old cases, row by row: what each says, and a sentence with its cell for what cannot be. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.person import Person
from cases.rules.plain import one_line
from cases.rules.sheet_headers import HeaderMap, fold_header, header_fields
from cases.sheet_cells import BadCell, read_past_day, says_nothing

TABLE: Final = "old_case"
"""The table of headers."""
TEXTS: Final = ("number", "election", "narrative", "decision_number", "decided_by", "shelf")
DAYS: Final = ("received_on", "event_on", "decision_on", "effective_on", "ends_on", "closed_on")
LISTS: Final = ("outcome", "level", "source", "track")
"""The columns that hold one of a few words."""
CELL_OF: Final = {"respondent": "name", "sanction_key": "sanction_title"}
"""The column of a field that goes by another name in a form."""
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_CODES: Final = re.compile(r"[,;\s]+")


class OldCaseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of such sheets by what they mean; the first of each is what our own workbook offers."""

    outcome: dict[str, tuple[str, ...]]
    level: dict[str, tuple[str, ...]]
    source: dict[str, tuple[str, ...]]
    track: dict[str, tuple[str, ...]]
    hints: dict[str, str]

    def offered(self, key: str) -> tuple[str, ...]:
        """Return the words that the workbook offers for a column."""
        known: dict[str, tuple[str, ...]] = getattr(self, key)
        return tuple(words[0] for words in known.values())


@dataclass(frozen=True, slots=True)
class LawWords:
    """What the law names: the sanctions' keys by the fold of their titles, and the codes of violations."""

    sanctions: Mapping[str, str]
    codes: frozenset[str]


@cache
def old_case_words() -> OldCaseWords:
    """Return the shipped words; raises RegulationError when they are broken."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/old_case_words.toml"), type=OldCaseWords)
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel kata perkara arsip tidak terbaca; pasang ulang program.", str(error)) from error


def read_row(headers: HeaderMap, cells: Sequence[str], law: LawWords, today: date) -> OldCaseForm:
    """Return what a row says; what fits no field of ours, as a date without its day, goes word for word into the note.

    A blank outcome is "dihukum" beside a sanction, else "selesai". Raises BadCell.
    """
    said: list[str] = []

    def text(key: str) -> str:
        found = one_line(headers.cell(key, cells))
        return "" if says_nothing(found) else found

    def word(key: str) -> str:
        return _word(key, text(key), said)

    days: dict[str, Any] = {key: _day(key, text(key), today, said) for key in DAYS}
    title, level = text("sanction_title"), word("level")
    year = _year(text("year"))
    outcome = OldOutcome(word("outcome") or (OldOutcome.SANCTIONED if title or level else OldOutcome.CLOSED))
    codes = tuple(code for code in _CODES.split(text("violation_codes").upper()) if code)
    if not law.codes.issuperset(codes):
        said.append(f"{_title('violation_codes')} menurut berkas: {text('violation_codes')}")
        codes = ()
    values: dict[str, Any] = {key: text(key) for key in TEXTS}
    source, track = word("source"), word("track")
    note = ". ".join(part.rstrip(".") for part in (text("note"), *said) if part)
    return OldCaseForm(
        respondent=Person(
            name=text("name"),
            nip=text("nip"),
            work_unit=text("work_unit"),
            position=text("position"),
            grade=text("grade"),
        ),
        outcome=outcome,
        year=year,
        source=source,
        track=track,
        violation_codes=tuple(dict.fromkeys(codes)),
        level=level,
        sanction_key=law.sanctions.get(fold_header(title), "") if title else "",
        sanction_title=title,
        note=f"{note}." if said else note,
        **(values | days),
    )


def _word(key: str, typed: str, said: list[str]) -> str:
    """The meaning of a word; an unknown outcome is refused, any other unknown word is kept in the note."""
    if not typed:
        return ""
    known: dict[str, tuple[str, ...]] = getattr(old_case_words(), key)
    found = next((value for value, words in known.items() if fold_header(typed) in map(fold_header, words)), "")
    if not found and key == "outcome":
        offered = ", ".join(word.lower() for word in old_case_words().offered(key))
        raise BadCell(key, f"Hasil “{typed}” tidak dikenal; isi {offered}, atau kosongkan.")
    if not found:
        said.append(f"{_title(key)} menurut berkas: {typed}")
    return found


def _day(key: str, typed: str, today: date, said: list[str]) -> date | None:
    """A day; of a date without its day nothing is guessed. Raises BadCell for what looks like a day and is none."""
    if not typed:
        return None
    parts = _PARTS.findall(typed)
    whole = len(parts) > len(("month", "year")) or (len(parts) == 1 and len(typed) > len("2018") and typed.isdigit())
    if not whole:
        said.append(f"{_title(key)} menurut berkas: {typed}")
        return None
    try:
        return read_past_day(typed, today)
    except InvalidInput as error:
        raise BadCell(key, error.sentence) from error


def _year(typed: str) -> int:
    if not typed:
        return 0
    if not (typed.isdecimal() and typed.isascii() and len(typed) == len("2018")):
        raise BadCell("year", f"“{typed}” bukan tahun; isi seperti 2018, atau kosongkan.")
    return int(typed)


@cache
def _titles() -> dict[str, str]:
    return {field.key: field.title for field in header_fields(TABLE)}


def _title(key: str) -> str:
    return _titles()[key]
