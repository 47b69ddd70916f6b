"""20,000 names matched with 50,000 employees, to scoring all pairs with rapidfuzz; and what is found of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz, process

from cases.model.name_list import KnownPerson, ListRow, Matched
from cases.rules.names import plain_name
from reports.matching import LEAST_BY_NAME, LEAST_SCORE, MOST_HITS, RapidMatcher
from tests.bench.filling import Offices, say
from tests.bench.measure import Bound, Check, Result, Timing, clocked
from tests.bench.name_pool import people
from tests.bench.name_variants import RULES, PlantedRow, planted

_STAFF, _ROWS, _ALONE = 50_000, 20_000, 2_000
_SHARE = 0.2
"""So much of the list are employees; in a region it is less, and then precision is lower."""
_SAMPLE, _TURNS = 10, 4
"""So many rows are scored with everybody in each sample of the floor, and so many samples are taken around ours."""
_BOUND = Bound(ratio=0.1)
_LEAST_RECALL = 0.98
_MOST_MIB = 400
_AREA = "matching"


@dataclass(frozen=True, slots=True)
class Found:
    """What matching found of what was planted."""

    matched: Matched
    truth: Mapping[int, str]
    rows: Sequence[PlantedRow]

    @property
    def right(self) -> frozenset[int]:
        """The rows whose employee is among their hits."""
        return frozenset(hit.row for hit in self.matched.hits if self.truth.get(hit.row) == hit.employee_id)

    @property
    def recall(self) -> float:
        """The share of planted rows whose employee is among their hits."""
        return len(self.right) / len(self.truth)

    @property
    def precision(self) -> float:
        """The share of hits that are the employee."""
        return len(self.right) / len(self.matched.hits)

    def by_rule(self) -> str:
        """The rules of which most was missed, with their recall."""
        all_of, found = Counter[str](), Counter[str]()
        for row in self.rows:
            if row.truth:
                all_of.update(row.rules)
                found.update(row.rules if row.row in self.right else ())
        shares = sorted((found[rule] / all_of[rule], rule) for rule in RULES if all_of[rule])
        return ", ".join(f"{rule} {share:.1%}" for share, rule in shares[:3])


def matching(offices: Offices) -> list[Result]:
    """The whole list once, between samples of its floor; then a list of names and nothing else."""
    del offices  # names are compared off the database
    staff, strangers = list(people(_STAFF, 1, "e")), list(people(_ROWS, 2, "x"))
    known = [KnownPerson(employee_id=one.key, nip=one.nip, name=one.name) for one in staff]
    rows = list(planted(staff, strangers, _ROWS, _SHARE, 3))
    listed = [_listed(row) for row in rows]
    plain_staff = [plain_name(one.name) for one in known]
    plain_rows = [plain_name(row.name) for row in listed]
    floors: dict[str, list[float]] = {"token_sort_ratio": [], "ratio": []}
    matched: list[Matched] = []
    grown, ours = _peak(), 0.0
    for turn in range(_TURNS):
        if turn == _TURNS // 2:
            ours = clocked(lambda: matched.append(RapidMatcher().match(listed, known)))
            grown = _peak() - grown
        sample = plain_rows[turn :: len(plain_rows) // _SAMPLE][:_SAMPLE]
        for name, scorer in (("token_sort_ratio", fuzz.token_sort_ratio), ("ratio", fuzz.ratio)):
            taken = clocked(lambda: _all_pairs(sample, plain_staff, scorer))  # noqa: B023 - called at once
            floors[name].append(taken / _SAMPLE * _ROWS)
    found = Found(matched[0], {row.row: row.truth for row in rows if row.truth}, rows)
    say(f"   recall {found.recall:.2%}, precision {found.precision:.2%} of {len(found.matched.hits)} hits")
    return [
        Timing(
            area=_AREA,
            name=f"20,000 names x 50,000 employees, all pairs by token_sort_ratio from {_SAMPLE * _TURNS} rows",
            ours=(ours,),
            floor=tuple(floors["token_sort_ratio"]),
            bound=_BOUND,
        ),
        Check(
            area=_AREA,
            name="the same to all pairs by ratio, which misses names in another order",
            holds=True,
            found=f"{ours / median(floors['ratio']):.2f} of it",
        ),
        Check(
            area=_AREA,
            name="planted spellings that are found",
            holds=found.recall >= _LEAST_RECALL,
            found=f"{found.recall:.2%} of {len(found.truth)}, 98 % wanted; least: {found.by_rule()}",
        ),
        Check(
            area=_AREA,
            name="hits that are right",
            holds=True,
            found=f"{found.precision:.1%} of {len(found.matched.hits)} from score {LEAST_SCORE},"
            f" {_precise(found, 80)} from 80, {_precise(found, 90)} from 90",
        ),
        _by_name_alone(rows, known),
        Check(
            area=_AREA,
            name="memory that the process takes more",
            holds=grown <= _MOST_MIB,
            found=f"{grown:.0f} MiB, {_MOST_MIB} allowed",
        ),
    ]


def _by_name_alone(rows: Sequence[PlantedRow], known: Sequence[KnownPerson]) -> Check:
    """What is found where a list has nothing but names; nothing is promised of that."""
    some = rows[:_ALONE]
    listed = [ListRow(number=row.row, name=row.name) for row in some]
    found = Found(RapidMatcher().match(listed, known), {row.row: row.truth for row in some if row.truth}, some)
    words = f"{found.recall:.1%} found of {len(found.truth)}, {found.precision:.1%} of the hits right,"
    return Check(
        area=_AREA,
        name="names and nothing else",
        holds=True,
        found=f"{words} from score {LEAST_BY_NAME}, {MOST_HITS} a row, {len(found.matched.cut)} rows cut there",
    )


def _precise(found: Found, score: int) -> str:
    hits = [hit for hit in found.matched.hits if hit.score >= score]
    right = sum(found.truth.get(hit.row) == hit.employee_id for hit in hits)
    return f"{right / len(hits):.1%} of {len(hits)}"


def _listed(row: PlantedRow) -> ListRow:
    return ListRow(
        number=row.row,
        name=row.name,
        nik=row.nik,
        nip=row.nip,
        born_on=row.born_on,
        birth_place=row.birth_place,
        address=row.address,
    )


def _all_pairs(sample: Sequence[str], everybody: Sequence[str], scorer: object) -> None:
    for name in sample:
        process.extract(name, everybody, scorer=scorer, limit=MOST_HITS, score_cutoff=LEAST_SCORE)  # type: ignore[call-overload]


def _peak() -> float:
    """The most memory that the process has taken, in MiB; nought where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
