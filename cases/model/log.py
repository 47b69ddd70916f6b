"""What the reader of the log asks for and gets: rows narrowed by who, what, which record, when, and the kind of act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.model.listing import LogEntry

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "change": (
        "add",
        "save",
        "remove",
        "discard",
        "recover",
        "replace",
        "import",
        "change",
        "refile",
        "explain",
        "take",
        "derive",
        "restore",
    ),
    "session": ("enter", "refuse", "leave"),
    "view": ("view", "open"),
    "print": ("print",),
    "export": ("export",),
    "check": ("check",),
    "dispose": ("dispose",),
}
"""The kinds of act that a reader asks for, each with the actions of its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Rows of the log, the newest first; what is empty narrows nothing.

    ``kind`` is a key of ``KINDS``, ``records`` are identifiers (None for all, an empty tuple for none); ``since`` and
    ``until`` are aware moments, the later one left out. ``before`` is the last sequence of the page before, and
    without ``counted`` nobody asks how many there are in all.
    """

    actor: str = ""
    noun: str = ""
    kind: str = ""
    records: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int = 100
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A row of the log as the reader shows it: what the record is called, and where it is shown.

    ``page`` is "case", "report" or "letter", empty for a record without a page of its own or one that is gone, and
    ``target`` the identifier that it is opened with. The row's ``changes`` hold what the actor may see.
    """

    entry: LogEntry
    name: str = ""
    page: str = ""
    target: str = ""

    @property
    def id(self) -> str:
        """What tells the row from others."""
        return str(self.entry.sequence)
