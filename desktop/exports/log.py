"""The rows of the log that the reader chose, as a file that leaves the program; that it left is on record first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from cases.errors import Stopped
from cases.model.log import LogLine, LogQuery
from cases.model.user import Actor
from cases.services import log_reading, looking
from desktop.files import writing
from desktop.pages.log_words import Values, action_words, fields_words, name_words, noun_words, operation_words
from desktop.wiring import OpenOffice

KINDS: Final = (("Buku kerja Excel", "xlsx"), ("Berkas teks", "csv"))
TITLES: Final = (
    "Baris", "Waktu", "Oleh", "Tindakan", "Catatan", "Nama", "Apa yang terjadi", "Isian", "Nilai lama dan baru",
)  # fmt: skip
_WIDTHS: Final = (9, 19, 16, 30, 16, 34, 18, 40, 80)


class _Rows:
    """Makes cells of lines."""

    def __init__(self, write: Callable[[tuple[str, ...]], object], office: OpenOffice) -> None:
        self._write = write
        self._zone = office.clock.time_zone.zone
        self._values = Values.of(office)

    def row(self, line: LogLine) -> None:
        """Write a line."""
        entry = line.entry
        self._write(
            (
                str(entry.sequence),
                f"{datetime.fromisoformat(entry.at).astimezone(self._zone):%d-%m-%Y %H:%M:%S}",
                entry.actor,
                operation_words(entry),
                noun_words(entry),
                name_words(line),
                action_words(entry),
                fields_words(entry),
                "\n".join(self._values.lines(entry)),
            )
        )


def export_log(
    office: OpenOffice,
    actor: Actor,
    path: Path,
    query: LogQuery,
    which: str,
    tick: Callable[[float, str], object] = lambda _done, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Path, int]:
    """Write what ``query`` chooses, in the words ``which``, to an .xlsx or .csv file; return it and the count of rows.

    Whole or not at all. Raises NotAllowed, StorageError, Stopped.
    """
    from reports.log_file import LogBook, LogText  # noqa: PLC0415 - XlsxWriter, which the start need not wait for

    def go_on(given: int, total: int) -> bool:
        if stop():
            raise Stopped("Ekspor dibatalkan; tidak ada yang ditulis.")
        tick(given / max(total, 1), f"Mengekspor {given} dari {total} baris")
        return True

    with writing(path) as target:
        text = path.suffix.lower() == ".csv"
        with LogText(target, TITLES) if text else LogBook(target, TITLES, _WIDTHS) as file:
            count = office.read(log_reading.export_log, actor, query, _Rows(file.row, office), go_on)
        office.write(looking.note_list, actor, "catatan perubahan", which, count)
    return path.resolve(), count
