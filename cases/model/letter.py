"""Letters: a draft, put up for signature, signed, delivered; its number, its bytes and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.errors import InvalidInput
from cases.model.office import Margins, Paper, Typeface
from cases.model.person import Person


class LetterStatus(StrEnum):
    """Where a letter stands."""

    DRAFT = "konsep"
    PUT_UP = "diajukan"
    SIGNED = "ditandatangani"
    DELIVERED = "disampaikan"
    VOID = "batal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature block: the line of the post and the signer as of the letter's day."""

    post_line: str
    person: Person


class FinalKind(StrEnum):
    """What the final form of a letter is, where the office holds one: a scan of the paper, or a signed PDF."""

    NONE = ""
    SCAN = "pindaian"
    ELECTRONIC = "tanda tangan elektronik"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initial:
    """One of those who give their paraf before a letter is signed; ``given_on`` is None while it is awaited."""

    name: str
    post: str
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """What fills a template: ``values`` by placeholder, ``rows`` of repeated parts, blocks and copies.

    Everything is a snapshot, so that printing again never asks the database.
    """

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter of a case, or of a report that has none (yet).

    ``number`` is empty until it is taken from the register or written by hand; ``letter_on`` is the date printed,
    final once signed. ``blob`` and ``sha256`` are of the PDF as last put up or signed, ``log_head`` the head of the
    log that it prints; ``pages`` counts its pages. ``replaces`` is the letter that this one takes the place of;
    ``outdated`` says which correction made a letter that was already put up wrong, empty while it is right.

    ``entries`` are what somebody filled in for a letter that no step makes, by placeholder. ``wording`` is the letter's
    own text (TOML as a template's), empty while the template's stands. ``initials`` are the parafs that are wanted.
    ``final_blob`` holds the signed form beside what was put up, ``receipt_blob`` a proof that it was delivered, each
    with its fingerprint (SHA-256, hexadecimal); ``past_forms`` are blobs whose place a later scan took.
    """

    id: str
    case_id: str | None
    kind: str
    title: str
    status: LetterStatus
    template: str
    content: LetterContent
    paper: Paper
    classification: str
    numbered: bool
    number: str = ""
    number_year: int | None = None
    number_ordinal: int | None = None
    letter_on: date | None = None
    short_code: str = ""
    log_head: str = ""
    blob: str = ""
    sha256: str = ""
    pages: int = 0
    signed_on: date | None = None
    delivered_on: date | None = None
    delivered_how: str = ""
    void_reason: str = ""
    made_at: datetime
    made_by: str
    report_id: str | None = None
    replaces: str | None = None
    outdated: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    wording: str = ""
    initials: tuple[Initial, ...] = ()
    final_blob: str = ""
    final_sha256: str = ""
    final_kind: FinalKind = FinalKind.NONE
    delivered_to: str = ""
    receipt_blob: str = ""
    receipt_sha256: str = ""
    past_forms: tuple[str, ...] = ()

    @property
    def of_case(self) -> str:
        """The case that the letter belongs to; raises InvalidInput for a letter of a report alone."""
        if self.case_id is None:
            raise InvalidInput(f"{self.title} bukan surat perkara; buka dari laporannya.")
        return self.case_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One number of the register: unique per year and counter, and as text.

    ``counter`` is the classification where each has a counter of its own, empty where one counter serves all.
    ``letter_id`` is empty for a number used outside the program, of which ``used_on``, ``subject`` and ``addressee``
    tell what is known. A number that is void stays taken.
    """

    id: str
    classification: str
    counter: str
    year: int
    ordinal: int
    text: str
    letter_id: str
    taken_at: datetime
    used_on: date | None = None
    subject: str = ""
    addressee: str = ""
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterProfile:
    """What the layout needs of the office: paper, margins, typeface, lines of the head, pictures as bytes, footer."""

    paper: Paper
    margins: Margins
    typeface: Typeface
    government: str
    agency: str
    address: str
    head_lines: tuple[str, ...]
    head_title: str
    region: str
    place: str
    logo: bytes | None
    second_logo: bytes | None
    head_emblem: bytes | None
    footer_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """Everything that a rendered letter depends on; equal requests give equal bytes.

    ``template`` is the name of the template, ``text`` its words (TOML). ``number`` and ``letter_on`` are empty when
    they shall be left blank for the pen; ``qr`` is what the square code says, empty for a letter without one.
    ``initials`` are the parafs that are wanted; only a ``draft`` has room for them. ``only`` are the pages (from 0)
    that a preview looks at: the others are laid out, so that they count, but stay empty. Without any all are drawn.
    """

    kind: str
    template: str
    text: str
    content: LetterContent
    profile: LetterProfile
    number: str
    letter_on: date | None
    short_code: str
    log_head: str
    draft: bool
    qr: str = ""
    initials: tuple[Initial, ...] = ()
    only: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLetter:
    """The bytes of a letter as PDF and the count of its pages."""

    pdf: bytes
    pages: int
