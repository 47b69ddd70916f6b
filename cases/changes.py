"""What an operation touched, so that every screen can decide whether it concerns it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Noun: TypeAlias = Literal[
    "office", "user", "signatory", "employee", "report", "case", "step", "letter", "register", "evidence", "deadline",
    "holiday", "election", "pack", "mark", "template", "trust", "recap", "name_list", "name_hit", "old_case", "key",
    "backup", "trash", "unit", "two_people",
    "account", "round", "watch_form", "watch_filled", "finding",
    "import", "mapping",
]  # fmt: skip


Change: TypeAlias = Literal["add", "save", "discard", "recover", "replace", "import"]
"""What is logged of a record whose fields changed; "replace" and "import" are of many records in one row."""

Action: TypeAlias = Literal[
    "print", "export", "refile", "take", "open", "check", "derive", "restore", "explain", "change", "view", "dispose",
    "remove", "enter", "refuse", "leave",
]  # fmt: skip
"""What is logged of a record besides its changed fields: a print, an export, why a scan took the place of another,
why its fields were changed.

Of an original of evidence: that it was taken in, opened, checked, that something was derived from it, that a healthy
copy took the place of a damaged one. Of the office's keys: that they were changed, that a recovery sheet was compared.
Of a case or a report: that somebody looked at it, and that it was disposed of by the archive schedule.
Of backups: that sets were taken away, that their plan was changed.
Of an account: that somebody came in, that it was tried in vain, that the session was locked or left.
"""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Records touched by one committed unit of work, as (noun, identifier); an import is one ("employee", "*").

    ``first`` and ``last`` are the rows of the log that it wrote, 0 for none.
    """

    touched: frozenset[tuple[Noun, str]] = frozenset()
    first: int = field(default=0, compare=False)
    last: int = field(default=0, compare=False)

    def concerns(self, *nouns: Noun) -> bool:
        """Whether any record of these nouns was touched."""
        return any(noun in nouns for noun, _ in self.touched)
