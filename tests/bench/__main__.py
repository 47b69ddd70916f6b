"""Measure the areas that are named, all when none is; print a table; exit status 1 when a bound is passed."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.alike import alike
from tests.bench.backups import backups
from tests.bench.batch import batch
from tests.bench.case_page import case_pages
from tests.bench.changes import changes
from tests.bench.due import due
from tests.bench.faults import faults
from tests.bench.filling import Offices, say
from tests.bench.gallery import gallery
from tests.bench.imports import imports
from tests.bench.letters import letters
from tests.bench.lists import lists, searches
from tests.bench.log_chain import log_chain
from tests.bench.log_ins import log_ins
from tests.bench.matching import matching
from tests.bench.measure import Result, table
from tests.bench.person_search import person_search
from tests.bench.pictures import pictures
from tests.bench.preview import preview
from tests.bench.recaps import recaps
from tests.bench.similar import similar
from tests.bench.staff_import import staff_import
from tests.bench.starts import enter, paint

AREAS: dict[str, Callable[[Offices], list[Result]]] = {
    "paint": paint,
    "enter": enter,
    "list": lists,
    "search": searches,
    "people": person_search,
    "due": due,
    "change": changes,
    "log-in": log_ins,
    "letter": letters,
    "batch": batch,
    "preview": preview,
    "evidence": pictures,
    "import": imports,
    "staff": staff_import,
    "gallery": gallery,
    "alike": alike,
    "similar": similar,
    "case": case_pages,
    "recap": recaps,
    "backup": backups,
    "log": log_chain,
    "matching": matching,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="the speed promises, as ratios in one run")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"one or more of {', '.join(AREAS)}; else all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure, each run included, to a file")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="make offices there, and use those that are there")
    parser.add_argument("--faults", type=int, nargs="?", const=1000, metavar="COUNT", help="kills, faults, power cuts")
    parser.add_argument("--anew", action="store_true", help="with --faults: forget what was tried before")
    options = parser.parse_args(arguments)
    if options.faults:
        return faults(options.faults, anew=options.anew)
    unknown = [name for name in options.areas if name not in AREAS]
    if unknown:
        parser.error(f"no area is called {unknown[0]}; there are {', '.join(AREAS)}")
    began = time.perf_counter()
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="netralitas-bench-", ignore_cleanup_errors=True) as folder:
        offices = Offices(options.keep or Path(folder))
        offices.folder.mkdir(parents=True, exist_ok=True)
        for name in options.areas or AREAS:
            say(f"-- {name}")
            results += AREAS[name](offices)
    sys.stdout.write(table(results) + "\n")
    over = [result for result in results if not result.ok]
    say(f"{len(results)} figures in {time.perf_counter() - began:.0f} s, {len(over)} over their bound")
    if options.json is not None:
        options.json.write_text(json.dumps([result.plain() for result in results], indent=1) + "\n", encoding="utf-8")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
