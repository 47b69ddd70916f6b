"""What is laid over a picture: marks of a redacted copy, and words that were read in it. Places are parts of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A rectangle on a page: ``page`` counts from 0, the rest are parts of the page's width and height (0 to 1)."""

    page: int
    left: float
    top: float
    width: float
    height: float


class MarkKind(StrEnum):
    """What a mark does to what lies under it: a box and a blur take it away for good, the others add to it."""

    BOX = "kotak hitam"
    BLUR = "buram"
    ARROW = "panah"
    TEXT = "teks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark of a redacted copy.

    An arrow leads from the place's left upper corner to the opposite one; its width and height may be negative.
    ``words`` are those of a text.
    """

    kind: MarkKind
    place: Place
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWord:
    """A word and where it stands."""

    words: str
    place: Place


WITHOUT_SCANS: Final = "PDF, tanpa halaman pindaian"
"""What the reader's words begin with where the scanned pages of a PDF still wait for a reader of pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenText:
    """What was read in an item, page by page in reading order, and what read it ("tesseract 5.3.0 ind", "PDF").

    The reader's words also say what was left out. No pages: nothing can be read in it.
    """

    reader: str
    pages: tuple[tuple[SeenWord, ...], ...] = ()

    @property
    def words(self) -> str:
        """All of it as running text."""
        return "\n".join(" ".join(word.words for word in page) for page in self.pages)
