"""Everything of an office into a new folder, for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cases.handed_names import plain_name
from cases.model.user import Actor
from cases.services import export_all
from desktop.files import writing_folder
from desktop.wiring import OpenOffice


def export_everything(
    office: OpenOffice,
    actor: Actor,
    parent: Path,
    tick: Callable[[float, str], object] = lambda _done, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Path, int]:
    """Write all tables into a new folder below ``parent``, whole or not at all; return it and how many rows there were.

    That it left the program is on record before it has its name. Raises NotAllowed, StorageError, Stopped.
    """
    from reports.export import FolderSink  # noqa: PLC0415 - XlsxWriter, which the start need not wait for

    place = parent / plain_name(f"Ekspor data {office.name} {office.clock.today().isoformat()}")
    with writing_folder(place) as folder:
        with FolderSink(folder, tick, stop) as sink:
            rows = office.read(export_all.export_all, actor, sink)
        office.write(export_all.note_export_all, actor, rows)
    return place, rows
