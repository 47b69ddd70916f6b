"""Electronic signatures on a letter's PDF, and the certificates that the office trusts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trust(StrEnum):
    """What is known of the certificate of a signature on the moment at which it was made."""

    TRUSTED = "dipercaya"
    UNKNOWN = "tidak dikenal"
    EXPIRED = "tidak berlaku pada hari tanda tangan"
    REVOKED = "dicabut"


class TrustKind(StrEnum):
    """What an admin may add: the certificate of an issuer, or a list of certificates that were revoked."""

    CERTIFICATE = "sertifikat"
    REVOCATIONS = "daftar pencabutan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePlace:
    """Where a signer signs: ``signer`` counts a letter's signatures from 0, ``page`` its pages from 0; in whole points.

    ``x`` and ``y`` are the lower left corner from the page's lower left.
    """

    signer: int
    page: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whose certificate it is, who issued it, from when to when it is valid, and what is known of it at a moment.

    ``path`` names the issuers on the way up to one that the office trusts, or as far as the certificate itself says.
    """

    holder: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    trust: Trust
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """A signature to be made: where, what for, and when; ``sentence`` is printed under name and time."""

    place: SignaturePlace
    reason: str
    town: str
    when: datetime
    shown_when: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFound:
    """A signature on a PDF. ``intact`` says that nothing but later signatures was added since it was made.

    ``place`` is the signer's among the letter's signatures, None for one made elsewhere. ``signed_at`` is what the
    signature itself says, aware, None where it says nothing; the certificate is judged at that moment, and is None
    where it cannot be read.
    """

    place: int | None
    signed_at: datetime | None
    intact: bool
    certificate: Certificate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFacts:
    """What a file that an admin chose holds: its kind, whose it is, and until when it is good (None: it does not say).

    ``data`` is the one certificate or list in it, as DER.
    """

    kind: TrustKind
    title: str
    good_until: datetime | None
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedFile:
    """A certificate of an issuer, or a list of revoked ones, that the office keeps; its bytes lie in the vault."""

    id: str
    kind: TrustKind
    title: str
    good_until: datetime | None
    blob: str
    sha256: str
    added_at: datetime
    added_by: str
