"""Whether the parts of a pack fit together, and whether the packs of a law do: every name mentioned must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Final

import msgspec

from cases.model.case import CaseStatus, Level, Track
from cases.model.person import EmploymentStatus
from cases.model.steps import FACTS_OF, DecisionFacts, StepKey
from cases.regulations.addresses import address_of, fields_of, tables_of
from cases.regulations.entries import Entry, Pack, StepRule
from cases.regulations.faults import Fault, likely
from cases.regulations.law import Law, tracks_of
from cases.rules.dates import short_date

FACT_WORDS = frozenset(
    {
        "proven",
        "not-proven",
        "dismissal",
        "timed",
        "uploaded",
        "pending",
        "changed",
        "annulled",
        "stands",
        "inadmissible",
        "undecided",
    }
)
"""Words of a condition beside step keys and levels; what they mean stands in ``cases.rules.progress``."""

LEVEL_WORD = "level:"
"""What begins a word that names the expected level of a case; nothing after it means that none is known."""

STATUS_WORD = "status:"
"""What begins a word that names the respondent's kind of employment."""

BODY_WORD = "body:"
"""What begins a word that names the body of the last recommendation, a ``[[recommender]]`` of the same pack."""

SANCTION_WORD = "sanction:"
"""What begins a word that names the sanction imposed, else the one recommended, a ``[[sanction]]`` of the same pack."""

FIRST_DATES = frozenset({"event", "received", "sanction.ends_on"})
"""Dates of a case that no single step gives, beside "<step>.date", "<step>.signed_on" and the dates of its facts."""

_MOST: Final = 12_000
_IN_MONTHS: Final = {"bulan": 10, "tahun": 120}
"""The largest number of a pack, and how much sooner months and years come to the end of a calendar."""

_PLACES = frozenset({"order"})
"""Numbers that only compare."""

_NAMES = ("key", "code", "grade", "number", "official", "status")

# -- one pack by itself


def faults(pack: Pack) -> Iterator[Fault]:
    """Yield each fault of a pack by itself."""
    yield from _validity(pack)
    yield from _numbers(pack)
    yield from _doubles(pack)
    yield from _dangling(pack)
    yield from _conditions(pack)
    yield from _dates(pack)


def _validity(pack: Pack) -> Iterator[Fault]:
    first, last = pack.head.valid_from, pack.head.valid_to
    if last is not None and last < first:
        yield Fault(
            ("pack", "valid_to"),
            f"masa berlaku berakhir {short_date(last)}, sebelum mulai; seharusnya {short_date(first)} atau sesudahnya",
        )


def _numbers(pack: Pack) -> Iterator[Fault]:
    """Numbers that no calendar could count."""
    for _, table, entries in tables_of(pack):
        for place, entry in enumerate(entries):
            months = _IN_MONTHS.get(getattr(entry, "unit", ""), 1)
            for field, number in _numbers_of(entry):
                if field[-1] not in _PLACES and not 0 <= number * months <= _MOST:
                    words = f"{_called(table, entry)} berisi {number}; seharusnya 0 sampai dengan {_MOST // months}"
                    yield Fault((table, place, *field), words)


def _numbers_of(record: object) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every number of a record with its field, those of records and tables within it too."""
    inside: list[tuple[str, object]] = []
    if isinstance(record, msgspec.Struct):
        inside = [(each.encode_name, getattr(record, each.name)) for each in fields_of(type(record))]
    elif isinstance(record, dict):
        inside = list(record.items())
    for name, value in inside:
        if isinstance(value, int) and not isinstance(value, bool):
            yield (name,), value
        else:
            yield from (((name, *field), number) for field, number in _numbers_of(value))


def _doubles(pack: Pack) -> Iterator[Fault]:
    for _, table, entries in tables_of(pack):
        seen: set[str] = set()
        for place, entry in enumerate(entries):
            address = address_of(table, place + 1, entry)
            if address in seen:
                words = f"{_called(table, entry)} tertulis lebih dari sekali; seharusnya nama yang belum dipakai"
                yield Fault((table, place), words)
            seen.add(address)


def _dangling(pack: Pack) -> Iterator[Fault]:
    steps, levels, tracks = {*StepKey, ""}, {*Level}, {*Track, ""}
    statuses = set(EmploymentStatus)
    deadlines = {entry.key for entry in pack.deadlines}
    posts = {entry.key for entry in pack.posts}
    mentions: tuple[tuple[str, str, Collection[str]], ...] = (
        ("sanction", "level", levels),
        ("sanction", "set", {entry.key for entry in pack.moderate_sets} | {""}),
        ("sanction", "needs", {field.name for field in fields(DecisionFacts)}),
        ("sanction", "statuses", statuses),
        ("sanction", "track", tracks),
        ("violation", "level", levels),
        ("violation", "track", tracks),
        ("violation", "impacts", {entry.key for entry in pack.impacts}),
        ("impact", "level", levels),
        ("impact", "codes", {entry.code for entry in pack.violations}),
        ("step", "key", set(StepKey)),
        ("step", "clears", steps),
        ("step", "track", tracks),
        ("step", "tracks", tracks),
        ("step", "deadline", deadlines),
        ("outcome", "steps", steps),
        ("deadline", "step", steps),
        ("deadline", "proposes", steps),
        ("deadline", "tracks", tracks),
        ("guard", "steps", steps),
        ("guard", "tracks", tracks),
        ("guard", "params.deadlines", deadlines),
        ("authority", "levels", levels),
        ("status", "status", set(CaseStatus)),
        ("status", "tracks", tracks),
        ("stop_reason", "tracks", tracks),
        ("archive_code", "tracks", tracks),
        ("post", "equals", posts),
        ("region", "head", posts),
    )
    tables = {table: entries for _, table, entries in tables_of(pack)}
    for table, field, known in mentions:
        for place, entry in enumerate(tables.get(table, ())):
            for word in _mentioned(entry, field):
                if word not in known:
                    words = f"{_called(table, entry)} menyebut {word} yang tidak ada; {likely(word, known)}"
                    yield Fault((table, place, *field.split(".")), words)


def _mentioned(entry: object, field: str) -> tuple[str, ...]:
    for name in field.split("."):
        entry = getattr(entry, name)
    return entry if isinstance(entry, tuple) else (str(entry),)


def _called(table: str, entry: Entry) -> str:
    return f"{table} {next((getattr(entry, name) for name in _NAMES if hasattr(entry, name)), '')}".strip()


def _conditions(pack: Pack) -> Iterator[Fault]:
    known = {*StepKey} | FACT_WORDS
    known |= {LEVEL_WORD + level for level in Level}
    known |= {STATUS_WORD + status for status in EmploymentStatus}
    known |= {BODY_WORD + entry.key for entry in pack.recommenders}
    known |= {SANCTION_WORD + entry.key for entry in pack.sanctions}
    for table, place, entry, field, lines in _condition_lines(pack):
        for word in (word for line in lines for word in line.split()):
            if word.removeprefix("!") not in known:
                words = f"{_called(table, entry)} bersyarat {word} yang tidak dikenal; {likely(word, known)}"
                yield Fault((table, place, *field.split(".")), words)


def _condition_lines(pack: Pack) -> Iterator[tuple[str, int, Entry, str, tuple[str, ...]]]:
    for place, step in enumerate(pack.steps):
        for field in ("after", "shown", "unless", "needed", "moot_after"):
            yield "step", place, step, field, getattr(step, field)
        yield "step", place, step, "missed_by", (step.missed_by,)
    for place, status in enumerate(pack.statuses):
        yield "status", place, status, "when", (status.when,)
    for place, rule in enumerate(pack.deadlines):
        yield "deadline", place, rule, "when", rule.when
    for place, guard in enumerate(pack.guards):
        yield "guard", place, guard, "params.lines", guard.params.lines
    for place, guard in enumerate(pack.guards):
        yield "guard", place, guard, "params", guard.params.lines
    for place, reason in enumerate(pack.stop_reasons):
        yield "stop_reason", place, reason, "when", reason.when


def _dates(pack: Pack) -> Iterator[Fault]:
    known = set(FIRST_DATES)
    for key, facts in FACTS_OF.items():
        known |= {f"{key}.date", f"{key}.signed_on"}
        known |= {*(f"{key}.{field.name}" for field in fields(facts) if field.name.endswith(("_on", "_until")))}
    mentions: list[tuple[str, int, Entry, str, tuple[str, ...]]] = []
    mentions += [("step", place, entry, "not_before", entry.not_before) for place, entry in enumerate(pack.steps)]
    mentions += [("deadline", place, entry, "from", (entry.from_,)) for place, entry in enumerate(pack.deadlines)]
    mentions += [("deadline", place, entry, "to", entry.to) for place, entry in enumerate(pack.deadlines)]
    mentions += [
        ("status", place, entry, "waits_from", (entry.waits_from,))
        for place, entry in enumerate(pack.statuses)
        if entry.waits_from
    ]
    for table, place, entry, field, names in mentions:
        for name in names:
            if name not in known:
                words = f"{_called(table, entry)} menyebut tanggal {name} yang tidak dikenal; {likely(name, known)}"
                yield Fault((table, place, field), words)


# -- the packs of a law together


def law_faults(law: Law, tests: Collection[str], letters: Collection[str]) -> Iterator[tuple[Pack, Fault]]:
    """Yield what does not fit together in a law, with the pack in which it stands.

    ``tests`` are the tests that a guard can name, ``letters`` the kinds of letters that a step can make.
    """
    yield from _twice(law)
    steps: dict[str, set[str]] = {track: {rule.key for rule in law.steps(track)} for track in Track}
    sanctions = {entry.key for pack in law.current for entry in pack.sanctions}
    posts = {entry.key for entry in law.posts()}
    regions = {entry.key for pack in law.current for entry in pack.regions}
    posts = {entry.key for pack in law.current for entry in pack.posts}
    for pack in law.current:
        for place, step in enumerate(pack.steps):
            known = _steps_of(steps, tracks_of(step))
            yield from _absent(pack, ("step", place), step, {"makes": (step.makes, letters)})
            yield from _absent(pack, ("step", place), step, {"after": (_awaited(step), known)})
        for place, guard in enumerate(pack.guards):
            known = _steps_of(steps, tracks_of(guard))
            named = {"steps": (guard.steps, known), "test": ((guard.test,), tests)}
            yield from _absent(pack, ("guard", place), guard, named)
        for place, rule in enumerate(pack.deadlines):
            known = _steps_of(steps, tracks_of(rule))
            named = {"step": ((rule.step,), known), "proposes": ((rule.proposes,), known)}
            named["from"] = ((_step_of(rule.from_),), known)
            yield from _absent(pack, ("deadline", place), rule, named)
        for place, rights in enumerate(pack.authorities):
            named = {"sanctions": (rights.sanctions, sanctions), "regions": (rights.regions, regions)}
            named |= {"official": ((rights.official,), posts), "subjects": (rights.subjects, posts)}
            named |= {"official": ((rights.official,), posts), "subjects": (rights.subjects, posts)}
            yield from _absent(pack, ("authority", place), rights, named)


def _absent(
    pack: Pack, path: tuple[str, int], entry: Entry, named: dict[str, tuple[tuple[str, ...], Collection[str]]]
) -> Iterator[tuple[Pack, Fault]]:
    for field, (words, known) in named.items():
        for word in words:
            if word and word not in known:
                said = f"{_called(path[0], entry)} menyebut {word} yang tidak ada dalam paket mana pun yang dipakai"
                yield pack, Fault((*path, field), f"{said}; {likely(word, known)}")


def _steps_of(steps: dict[str, set[str]], tracks: Iterable[str]) -> set[str]:
    return {key for track in tracks for key in steps.get(track, ())}


def _awaited(step: StepRule) -> tuple[str, ...]:
    """The steps that must be done before a step can be."""
    return tuple(word for line in step.after for word in line.split() if word in set(StepKey))


def _step_of(name: str) -> str:
    return "" if name in FIRST_DATES else name.partition(".")[0]


def _twice(law: Law) -> Iterator[tuple[Pack, Fault]]:
    """Entries of two packs that would stand in each other's place."""
    seen: dict[tuple[str, str, str], Pack] = {}
    for pack in law.current:
        for table, place, entry, keys in _own(pack):
            for key in keys:
                other = seen.setdefault(key, pack)
                if other is not pack:
                    words = f"{_called(table, entry)} sudah ada dalam paket {other.key}; seharusnya nama lain"
                    yield pack, Fault((table, place), words)
                    break


def _own(pack: Pack) -> Iterator[tuple[str, int, Entry, list[tuple[str, str, str]]]]:
    for table, entries in (("violation", pack.violations), ("sanction", pack.sanctions), ("rank", pack.ranks)):
        for place, entry in enumerate(entries):
            yield table, place, entry, [(table, "", address_of(table, place + 1, entry))]
    for place, step in enumerate(pack.steps):
        yield "step", place, step, [("step", track, step.key) for track in tracks_of(step)]
    for place, rule in enumerate(pack.deadlines):
        yield "deadline", place, rule, [("deadline", track, rule.key) for track in tracks_of(rule)]


def period_faults(law: Law, pack: Pack) -> Iterator[Fault]:
    """Yield where the validity of a pack that is to join a law collides with the others of its family."""
    for other in law.packs:
        if other.key == pack.key or other.head.family != pack.head.family:
            continue
        if other.head.id == pack.head.id:
            yield from _edition_faults(pack, other)
        elif (theirs := law.period(other)) is not None and _meet((pack.head.valid_from, pack.head.valid_to), theirs):
            words = (
                f"masa berlaku {_period(pack.head.valid_from, pack.head.valid_to)} bertumpang tindih dengan "
                f"{other.head.short} versi {other.head.version} ({_period(*theirs)}); seharusnya tidak bersamaan: "
                "ubah tanggalnya, atau tutup dahulu peraturan itu dengan versi baru yang memakai valid_to"
            )
            yield Fault(("pack", "valid_from"), words)


def _edition_faults(pack: Pack, other: Pack) -> Iterator[Fault]:
    first, theirs = pack.head.valid_from, other.head.valid_from
    if other.head.version < pack.head.version and first < theirs:
        words = f"versi baru mulai {short_date(first)}, sebelum versi {other.head.version}"
        yield Fault(("pack", "valid_from"), f"{words}; seharusnya {short_date(theirs)} atau sesudahnya")
    if other.head.version > pack.head.version and theirs <= first:
        words = f"versi {other.head.version} sudah menggantikan versi ini sejak {short_date(theirs)}"
        yield Fault(("pack", "version"), f"{words}; seharusnya versi itu dinonaktifkan dahulu, atau versi ini disalin")


def _meet(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _period(first: date, last: date | None) -> str:
    return f"{short_date(first)} – {short_date(last)}" if last else f"sejak {short_date(first)}"
