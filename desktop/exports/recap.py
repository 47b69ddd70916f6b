"""A recap into a file, which is on record before it has its name; for the window and the command line."""

from __future__ import annotations

from pathlib import Path

from cases.model.user import Actor
from cases.services import recap
from desktop.files import writing
from desktop.wiring import OpenOffice


def save_noted(office: OpenOffice, actor: Actor, path: Path, data: bytes, name: str, what: str, lines: int) -> Path:
    """Write a recap of a name, asked for in words, with so many lines; whole or not at all.

    Raises StorageError, NotAllowed; then nothing was written.
    """
    with writing(path) as target:
        target.write(data)
        office.write(recap.note_recap, actor, name, what, lines)
    return path.resolve()
