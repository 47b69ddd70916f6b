"""The office's own editions of letter templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WordingState(StrEnum):
    """Where an edition stands; of each kind at most one is used for a day."""

    DRAFT = "konsep"
    USED = "dipakai"
    RETIRED = "tidak dipakai"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTemplate:
    """A template as the office words it; ``text`` is its TOML, ``name`` "summons-1@1.2".

    The name holds the kind, the version that the program ships and the office's edition, counted from 1 within both.
    ``tried_at`` is when it last passed the run over ordinary and extreme data with this very text, None otherwise.
    """

    id: str
    kind: str
    name: str
    text: str
    state: WordingState
    made_at: datetime
    made_by: str
    changed_at: datetime
    changed_by: str
    tried_at: datetime | None = None
    used_at: datetime | None = None
    used_by: str = ""
    note: str = ""
