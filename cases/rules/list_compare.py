"""A row of a list beside an employee: what agrees, what differs, and in which words of the name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model.employee import Employee
from cases.model.name_list import ListRow
from cases.rules.dates import long_date
from cases.rules.names import plain_name, split_name
from cases.rules.nip import show_nip


class Likeness(StrEnum):
    """How two values stand to each other; UNKNOWN where one of them is not told."""

    SAME = "sama"
    ALIKE = "ejaan berbeda"
    TURNED = "urutan kata berbeda"
    DIFFERENT = "berbeda"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in words, each with whether the other side lacks it."""

    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(word for word, _ in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of the comparison: its title, what the list and what the master says, and how they stand."""

    title: str
    theirs: Words
    ours: Words
    likeness: Likeness = Likeness.UNKNOWN


def compare(row: ListRow, employee: Employee, party: str = "", born_on: date | None = None) -> tuple[Compared, ...]:
    """Return the lines of the comparison; what neither side tells is left out.

    ``party`` is that of the whole list, ``born_on`` the employee's day of birth as his NIP has it.
    """
    theirs, ours = plain_name(row.name), plain_name(employee.name)
    units = "; ".join(unit for unit in (employee.unit_1, employee.unit_2, employee.unit_3) if unit)
    lines = (
        Compared(
            title="Nama",
            theirs=_marked(row.name, ours),
            ours=_marked(employee.name, theirs),
            likeness=_names(row.name, employee.name),
        ),
        _plain("NIP", show_nip(row.nip) if row.nip else "", show_nip(employee.nip)),
        _plain("NIK", row.nik, employee.nik),
        _plain("Tanggal lahir", _day(row.born_on), _day(employee.born_on or born_on)),
        _plain("Tempat lahir", row.birth_place, employee.birth_place),
        _plain("Alamat", row.address, employee.address),
        Compared(title="Kedudukan", theirs=_unmarked(_role(row, party)), ours=_unmarked(employee.position)),
        Compared(title="Unit kerja", theirs=_unmarked(""), ours=_unmarked(units)),
    )
    return tuple(line for line in lines if line.theirs.parts or line.ours.parts)


def _names(theirs: str, ours: str) -> Likeness:
    if split_name(theirs).name.casefold() == split_name(ours).name.casefold():
        return Likeness.SAME
    listed, known = plain_name(theirs), plain_name(ours)
    if listed == known:
        return Likeness.ALIKE
    return Likeness.TURNED if sorted(listed.split()) == sorted(known.split()) else Likeness.DIFFERENT


def _plain(title: str, theirs: str, ours: str) -> Compared:
    told = bool(theirs) and bool(ours)
    likeness = Likeness.UNKNOWN
    if told:
        likeness = Likeness.SAME if _fold(theirs) == _fold(ours) else Likeness.DIFFERENT
    if likeness is Likeness.DIFFERENT:
        return Compared(title=title, theirs=_lacking(theirs, ours), ours=_lacking(ours, theirs), likeness=likeness)
    return Compared(title=title, theirs=_unmarked(theirs), ours=_unmarked(ours), likeness=likeness)


def _marked(name: str, other: str) -> Words:
    """A name with those words marked that the other name lacks in every spelling; degrees are never marked."""
    known, parts = set(other.split()), split_name(name)
    core = set(parts.name.split())
    words = name.split()
    return Words(
        tuple((word, word.strip(",") in core and not known.intersection(plain_name(word).split())) for word in words)
    )


def _lacking(text: str, other: str) -> Words:
    known = {_fold(word) for word in other.split()}
    return Words(tuple((word, _fold(word) not in known) for word in text.split()))


def _unmarked(text: str) -> Words:
    return Words(tuple((word, False) for word in text.split()))


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _role(row: ListRow, party: str) -> str:
    """What the row is in its party."""
    return ", ".join(part for part in (row.role, row.party or party) if part)


def _day(day: date | None) -> str:
    return long_date(day) if day is not None else ""
