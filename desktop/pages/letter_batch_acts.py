"""What is done to one letter of many, in a worker: put up, printed, written to a file, taken into a packet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtPrintSupport import QPrinter

from cases.changes import ChangeSet
from cases.errors import InvalidInput
from cases.model.listing import LetterLine
from cases.model.packet import PacketPart
from cases.services import letter_packet, letters
from desktop.desk import Desk
from desktop.files import write_file
from desktop.saving import safe_name
from desktop.widgets.printing import chosen_of, print_pages

Work: TypeAlias = Callable[[LetterLine], tuple[str, ChangeSet]]
"""Does it to a letter; gives what to say of it and what it touched. Runs on the writer."""

_NOTHING: Final = ChangeSet()


def put_up(desk: Desk, days: Mapping[str, date]) -> Work:
    """Put each up for signature with its day, in a transaction of its own."""

    def work(line: LetterLine) -> tuple[str, ChangeSet]:
        letter, changes = desk.office.write(letters.put_up, desk.actor, line.id, days[line.id])
        return letter.number or "Diajukan tanpa nomor", changes

    return work


def save_to(desk: Desk, folder: Path) -> Work:
    """Write each to a file of its own in a folder, in the place of none that is there."""

    def work(line: LetterLine) -> tuple[str, ChangeSet]:
        from reports.packet import as_pdf  # noqa: PLC0415 - pikepdf and reportlab are slow to load

        part = desk.office.read(letter_packet.packet_part, desk.actor, line.id)
        words = " - ".join(filter(None, (line.title, line.case_number, line.respondent)))
        path = write_file(free_name(folder, words), as_pdf(part))
        _, changes = desk.office.write(letters.note_export, desk.actor, line.id, "PDF")
        return path.name, changes

    return work


def print_on(desk: Desk, printer: QPrinter) -> Work:
    """Print each whole; what was put up, not its scan."""
    choice = chosen_of(printer)

    def work(line: LetterLine) -> tuple[str, ChangeSet]:
        data = desk.office.read(letters.letter_bytes, desk.actor, line.id)
        printer.setFromTo(0, 0)
        print_pages(data, printer)
        _, changes = desk.office.write(letters.note_print, desk.actor, line.id, choice.printer, choice.copies)
        return f"Dikirim ke {choice.printer}", changes

    return work


class Packing:
    """Reads letters one by one, then binds those that could be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts: list[PacketPart] = []

    @property
    def count(self) -> int:
        """How many letters are in it."""
        return len(self._parts)

    def take(self, line: LetterLine) -> tuple[str, ChangeSet]:
        """Take a letter in."""
        from reports.packet import opens  # noqa: PLC0415 - pikepdf and reportlab are slow to load

        part = self._desk.office.read(letter_packet.packet_part, self._desk.actor, line.id)
        opens(part)
        self._parts.append(part)
        return "Masuk paket", _NOTHING

    def write(self, path: Path) -> tuple[Path, ChangeSet]:
        """Bind them, write the file and note it in the log."""
        from reports.packet import bind  # noqa: PLC0415 - pikepdf and reportlab are slow to load

        desk, parts = self._desk, tuple(self._parts)
        packet = desk.office.read(letter_packet.packet_of, desk.actor, parts)
        saved = write_file(path, bind(packet))
        ids = tuple(part.letter_id for part in parts)
        _, changes = desk.office.write(letter_packet.note_packet, desk.actor, ids)
        return saved, changes


def free_name(folder: Path, words: str) -> Path:
    """A name in a folder that nothing has yet: "Surat.pdf", "Surat (2).pdf"; raises InvalidInput for a lost folder."""
    if not folder.is_dir():
        raise InvalidInput("Folder itu tidak ada lagi; pilih folder lain.")
    place, path = 1, folder / safe_name(words, "pdf")
    while path.exists():
        place += 1
        path = folder / safe_name(f"{words} ({place})", "pdf")
    return path
