"""Evidence on paper: what a list of evidence and the cards of its items say, and the pictures on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.model.letter import LetterProfile, Signature
from cases.model.office import Paper, TimeZone


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """What somebody wants on paper: the list, the cards or both, how many cards a page, and of which items.

    No ``ids`` is every item; ``carded`` are the items that have a card, None for all of ``ids``. ``paper`` None is the
    office's. ``every_page`` prints further pages of a document behind its card, where a card has a page to itself.
    """

    ids: tuple[str, ...] = ()
    carded: tuple[str, ...] | None = None
    listing: bool = True
    cards: bool = True
    per_page: int = 2
    paper: Paper | None = None
    every_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One item as paper tells it: everything in words, nothing of who reported.

    ``kind`` is what it is ("Gambar PNG"); ``made_from`` names the original of a redacted copy ("B-01") with its
    fingerprint and ``marks`` what covers it. ``failure`` is a failed check that nobody has answered, ``answered`` one
    that somebody has. ``custody`` are the lines of what was done with it.
    """

    id: str
    label: str
    title: str
    kind: str
    media_type: str
    file_name: str
    size: int
    sha256: str
    platform: str = ""
    account: str = ""
    profile_name: str = ""
    url: str = ""
    posted: str = ""
    captured: str = ""
    captured_by: str = ""
    capture: str = ""
    concerns: str = ""
    description: str = ""
    made_from: str = ""
    made_from_sha256: str = ""
    marks: str = ""
    failure: str = ""
    answered: str = ""
    custody: tuple[str, ...] = ()

    @property
    def pictured(self) -> bool:
        """Whether a picture can be made of it: of an image, or of the pages of a PDF."""
        return self.media_type.startswith("image/") or self.media_type == "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePapers:
    """Everything that a list of evidence and its cards depend on, but the pictures; equal papers give equal bytes.

    ``case_number`` is empty for evidence of a report that is no case (yet); ``respondents`` are those accused.
    ``total`` counts the report's items, of which ``items`` may be some. ``made_by`` signs the list.
    """

    report_number: str
    case_number: str
    respondents: tuple[tuple[str, str], ...]
    profile: LetterProfile
    as_of: datetime
    zone: TimeZone
    made_by: Signature
    log_head: str
    items: tuple[PaperItem, ...]
    total: int
    order: PaperOrder

    @property
    def carded(self) -> tuple[PaperItem, ...]:
        """The items that have a card."""
        wanted = self.order.carded
        return tuple(item for item in self.items if self.order.cards and (wanted is None or item.id in wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPicture:
    """A picture as it goes onto paper: a JPEG of no more points than paper shows."""

    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPictures:
    """The pictures of one card: its pages, of which the file has ``count``, and a tall one once more in ``strips``.

    ``problem`` says why there is none.
    """

    pages: tuple[PaperPicture, ...] = ()
    count: int = 0
    strips: tuple[PaperPicture, ...] = ()
    problem: str = ""
