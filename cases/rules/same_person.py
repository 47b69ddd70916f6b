"""Why two employees may be one person who was recorded twice; a person decides, never this."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec

from cases.errors import InvalidInput
from cases.model.employee import Employee
from cases.model.two_people import TwoPeople
from cases.rules.names import plain_name, sound_of
from cases.rules.nip import read_nip, show_nip

_DIGITS = "0123456789"


def near_nips(nip: str) -> Iterator[str]:
    """Yield every NIP that differs in one digit, or by two neighbours exchanged."""
    for place, digit in enumerate(nip):
        before, after = nip[:place], nip[place + 1 :]
        yield from (f"{before}{other}{after}" for other in _DIGITS if other != digit)
        if after and after[0] != digit:
            yield f"{before}{after[0]}{digit}{after[1:]}"


def birth_of(employee: Employee) -> date | None:
    """Return the day of birth: the office's own, else the NIP's; None where neither is a day."""
    if employee.born_on is not None:
        return employee.born_on
    try:
        return read_nip(employee.nip).birth
    except InvalidInput:
        return None


def likeness(one: Employee, other: Employee) -> tuple[str, ...]:
    """Return in Indonesian why both may be one person, the strongest first; empty where nothing says so.

    An NIP that is near counts only where the names have a word of the same sound: neighbours in a list of appointments
    have such NIPs too.
    """
    birth = birth_of(one)
    same_birth = birth is not None and birth == birth_of(other)
    near = one.nip != other.nip and other.nip in set(near_nips(one.nip))
    sounds = set(sound_of(one.name).split()) & set(sound_of(other.name).split())
    found = {
        "NIK sama": bool(one.nik) and one.nik == other.nik,
        "Nama dan tanggal lahir sama": same_birth and plain_name(one.name) == plain_name(other.name),
        "NIP hampir sama (beda satu angka atau dua angka tertukar), nama mirip": near and bool(sounds),
    }
    return tuple(words for words, holds in found.items() if holds)


def look_of(one: Employee, other: Employee) -> str:
    """Return what tells the two apart at this moment, as one SHA-256 in hexadecimal digits, whichever is named first.

    It changes with the NIP, NIK, name or birth of either; posts and units change with every import and say nothing.
    """
    both = sorted((one, other), key=lambda each: each.id)
    told = [(each.id, each.nip, each.nik, each.name, each.birth_place, each.born_on) for each in both]
    return sha256(msgspec.json.encode(told)).hexdigest()


def set_apart(one: Employee, other: Employee, note_id: str, set_by: str, set_on: date) -> TwoPeople:
    """Return the note that two are two people, as both look now, whichever is named first."""
    one, other = sorted((one, other), key=lambda each: each.id)
    return TwoPeople(
        id=note_id,
        one_id=one.id,
        other_id=other.id,
        one=f"{one.name}, NIP {show_nip(one.nip)}",
        other=f"{other.name}, NIP {show_nip(other.nip)}",
        seen=look_of(one, other),
        set_by=set_by,
        set_on=set_on,
    )
