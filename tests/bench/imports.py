"""Evidence by the hundred and by the gigabyte: taken in, and checked, as the window does it."""

from __future__ import annotations

import json

from tests.bench.filling import USER, Offices
from tests.bench.measure import Bound, Check, Result, Timing
from tests.bench.starts import child

_IN, _CHECKED = Bound(ratio=1.5), Bound(ratio=1.3)
_MOST_MIB = 64
"""So much may the process grow while files go in; a large one is 500 MB."""
_SECONDS = 900


def imports(offices: Offices) -> list[Result]:
    """200 pictures, one large video, a check of the pictures, and what of them lies in memory."""
    made = offices.small
    scratch = offices.folder / "impor"
    told = child(
        offices,
        "child_import.py",
        *(str(made.home), str(made.key_file), USER.username, USER.password, str(scratch)),
        seconds=_SECONDS,
    )
    found = json.loads(told)
    rows: list[Result] = [
        Timing(area="import", name=name, ours=tuple(found[key][0]), floor=tuple(found[key][1]), bound=bound)
        for key, name, bound in (
            ("pictures", "200 pictures of 1 to 3 MB taken in", _IN),
            ("video", "one video of 500 MB taken in", _IN),
            ("check", "600 pictures of 1 to 3 MB checked", _CHECKED),
        )
    ]
    for key, grown in found["memory"].items():
        holds = None if grown is None else grown <= _MOST_MIB
        words = "only Linux tells" if grown is None else f"{grown:.0f} MiB, {_MOST_MIB} allowed"
        rows.append(Check(area="import", name=f"memory that the process takes more: {key}", holds=holds, found=words))
    return rows
