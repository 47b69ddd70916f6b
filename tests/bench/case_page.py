"""The page of a case that has come to its end, to the same page of one that was only opened, among 5,000 open cases."""

from __future__ import annotations

import json

from cases.model.case import CaseFile
from cases.model.listing import ListQuery
from cases.services import case_files
from desktop.sample.case import build
from tests.bench.filling import USER, Offices
from tests.bench.measure import Bound, Result, Timing
from tests.bench.starts import child

_BOUND = Bound(ratio=2)
_RUNS = 3
_TIMES = 8


def case_pages(offices: Offices) -> list[Result]:
    """From the list to the page and until nothing is left to do, in the window."""
    made = offices.busy
    office = made.open()
    try:
        ids: set[str] = set()
        build(office, made.actor, lambda file, *_letter: ids.add(file.case.id))
        newest = office.read(case_files.case_page, made.actor, ListQuery(sort="received_on", descending=True, limit=1))
        whole = max((office.read(case_files.case_file, made.actor, one) for one in sorted(ids)), key=_extent)
        bare = office.read(case_files.case_file, made.actor, newest.rows[0].id)
    finally:
        office.close()
    if _extent(whole) < _TIMES * _extent(bare):
        raise RuntimeError(f"a case of {_extent(whole)} records is compared with one of {_extent(bare)}")
    found = []
    for _ in range(_RUNS):
        answer = child(
            offices,
            "child_case.py",
            *(str(made.home), str(made.key_file), USER.username, USER.password, whole.case.id, bare.case.id),
        )
        found.append(json.loads(answer))
    ours, floor = (tuple(run[file.case.id] for run in found) for file in (whole, bare))
    name = f"page of a case, {_extent(whole)} steps, letters and pictures, to {_extent(bare)}"
    return [Timing(area="case", name=name, ours=ours, floor=floor, bound=_BOUND)]


def _extent(file: CaseFile) -> int:
    """How much a page has to show."""
    return len(file.steps) + len(file.letters) + len(file.evidence)
