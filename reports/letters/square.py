"""The square code at the foot, drawn as vectors so that it stays sharp and small."""

from __future__ import annotations

from functools import lru_cache

import segno

CAPTION = "Kode untuk memeriksa surat ini pada kantor penerbitnya; bukan tanda tangan elektronik."
"""What stands beside it. It never claims a signature, holds no emblem and keeps to the foot, away from the signer."""


@lru_cache(maxsize=64)
def square(text: str) -> tuple[int, str]:
    """The modules along an edge, and the PDF operators that fill the dark ones, a module being one unit."""
    rows = [bytes(row) for row in segno.make(text, error="l", micro=False).matrix]
    size = len(rows)
    drawn: list[str] = []
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, bytes(size)]):
        runs = set(_runs(row))
        for start, end in [run for run in open_runs if run not in runs]:
            top = open_runs.pop((start, end))
            drawn.append(f"{start} {size - y} {end - start} {y - top} re")
        for run in runs:
            open_runs.setdefault(run, y)
    return size, " ".join(sorted(drawn)) + " f"


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: (start, end) of each stretch."""
    runs, start = [], None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x))
            start = None
    return runs
