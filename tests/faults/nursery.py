"""Does acts under faults, each in a fork of its own, so that the program is imported once; orders come as JSON lines.

Started with the shim loaded before it. An answer is one JSON line: ``status`` of the fork, and what it told.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from acts import ACTS, Place, Told, look, make
from shim import Fault, Shim

from cases.errors import OfficeError
from reports.letters import LetterPdf


def act(order: dict[str, Any], place: Place, shim: Shim) -> dict[str, Any]:
    """Do an act under a fault: what the user was told, or that it was done."""
    chosen = ACTS[order["act"]]
    shim.arm(place.folder / chosen.watched, Fault(**order["fault"]), order.get("book", ""))
    told = bug = ""
    try:
        chosen.do(place)
        shim.mark(1)
    except OfficeError as error:
        told = error.sentence
    except Told as error:
        told = str(error).rstrip("\n")
    except BaseException:  # noqa: BLE001 - whatever else it is, a user would see it
        bug = traceback.format_exc()
    seen, fired = shim.seen, shim.fired
    shim.arm("", Fault())
    return {"told": told, "bug": bug, "seen": seen, "fired": fired}


def looked(order: dict[str, Any], place: Place, _shim: Shim) -> dict[str, Any]:
    """Look at what is left."""
    try:
        return {"state": look(place, ACTS[order["act"]].start), "unsound": ""}
    except BaseException:  # noqa: BLE001 - told to the test
        return {"state": {}, "unsound": traceback.format_exc()}


def made(_order: dict[str, Any], place: Place, _shim: Shim) -> dict[str, Any]:
    """Make the offices to start from."""
    make(place.folder, place.inputs)
    return {}


WARM = (
    "alembic.autogenerate", "desktop.command_line.commands", "reports.employee_sheet", "reports.export",
    "reports.leader_page", "reports.pictures", "reports.recap", "reports.recovery_sheet", "reports.signing", "keyring",
)  # fmt: skip
"""What acts would import by themselves, each time again."""
ORDERS: dict[str, Callable[[dict[str, Any], Place, Shim], dict[str, Any]]] = {"act": act, "look": looked, "make": made}


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Carry an order out in a fork and wait for it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            place = Place(Path(order["folder"]), Path(order["inputs"]))
            told = ORDERS[order["order"]](order, place, Shim())
            os.write(writer, json.dumps(told).encode())
        except BaseException:  # noqa: BLE001 - shown by pytest
            traceback.print_exc()
            os._exit(1)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told_by:
        data = told_by.read()
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), **(json.loads(data) if data else {})}


def run() -> None:
    for name in WARM:
        import_module(name)
    LetterPdf()  # its fonts too are loaded before the first fork
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - told to the test


if __name__ == "__main__":
    run()
