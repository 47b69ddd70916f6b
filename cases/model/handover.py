"""Evidence that is handed over as a folder of originals, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedItem:
    """An item of the folder: ``name`` is its file there, ``facts`` what is known of it, as (title, words).

    ``made_from`` is the label of the original of a redacted copy. One that could not be handed over says why in
    ``missing`` and has no file.
    """

    evidence_id: str
    label: str
    name: str
    media_type: str
    size: int
    sha256: str
    facts: tuple[tuple[str, str], ...]
    made_from: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What a folder holds: of which case or report, made by whom and when, and the code of the log's head then."""

    folder: str
    title: str
    office: str
    made_at: str
    made_by: str
    head: str
    items: tuple[HandedItem, ...]

    @property
    def handed(self) -> tuple[HandedItem, ...]:
        """The items that have a file."""
        return tuple(item for item in self.items if not item.missing)

    @property
    def size(self) -> int:
        """The bytes of the originals together."""
        return sum(item.size for item in self.handed)
