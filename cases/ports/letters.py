"""Letters, their numbers, their paper and their signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.model.electronic import Certificate, SignatureFound, SignaturePlace, SigningOrder, TrustedFile, TrustFacts
from cases.model.letter import Letter, LetterRequest, RegisterEntry, RenderedLetter
from cases.model.listing import LetterLine, ListQuery, Page, RegisterLine
from cases.model.wording import OfficeTemplate
from cases.ports.base import Store


class LetterStore(Store[Letter], Protocol):
    """Letters."""

    def of_case(self, case_id: str) -> tuple[Letter, ...]:
        """The letters of a case in the order of making."""

    def of_report(self, report_id: str) -> tuple[Letter, ...]:
        """The letters of a report itself, without those of its cases, in the order of making."""

    def of_office(self) -> tuple[Letter, ...]:
        """The letters of neither a case nor a report, in the order of making."""

    def page(self, query: ListQuery) -> Page[LetterLine]:
        """One page; sort and filter columns: number, kind, title, letter_on, status, respondent, case_number."""

    def by_short_code(self, short_code: str) -> Letter | None:
        """The letter that prints this code."""

    def by_fingerprint(self, sha256: str) -> Letter | None:
        """The letter of which the bytes with this fingerprint were put up, or are the final form."""


class NumberRegister(Store[RegisterEntry], Protocol):
    """The register of letter numbers.

    A counter is named by its classification, and counts the letters of it; the counter "" counts all of them.
    """

    def last_ordinal(self, counter: str, year: int) -> int:
        """The highest ordinal taken that a counter has to go on after, 0 when there is none."""

    def take(self, entry: RegisterEntry) -> None:
        """Enter a number; raises InvalidInput when its counter has it taken already."""

    def of_year(self, counter: str, year: int) -> tuple[RegisterEntry, ...]:
        """The numbers of a year that a counter counts, in their order."""

    def years(self) -> tuple[int, ...]:
        """The years that have numbers, the newest first."""

    def page(self, query: ListQuery) -> Page[RegisterLine]:
        """One page.

        Sort and filter columns: order, text, used_on, subject, addressee, case_number, status, year, classification,
        words (number, subject, addressee and reason together).
        """


class TemplateStore(Store[OfficeTemplate], Protocol):
    """The office's own editions of letter templates, whatever their state."""

    def all(self) -> tuple[OfficeTemplate, ...]:
        """Every edition, by kind and in the order of making."""

    def by_name(self, name: str) -> OfficeTemplate | None:
        """The edition of that name ("summons-1@1.2")."""


class TrustStore(Store[TrustedFile], Protocol):
    """Certificates of issuers that the office trusts, and lists of revoked ones."""

    def all(self) -> tuple[TrustedFile, ...]:
        """Every certificate and list, by kind and name."""


class LetterRenderer(Protocol):
    """Makes the bytes of a letter; called inside the unit of work that takes its number."""

    def render(self, request: LetterRequest) -> RenderedLetter:
        """Return the PDF; raises LetterError for a template or picture that cannot be used."""


class DocumentSigner(Protocol):
    """Signs PDFs with a signer's own certificate and reads the signatures that they carry; asks no network, ever."""

    def places(self, pdf: bytes) -> tuple[SignaturePlace, ...]:
        """Where the letter's signers sign, by the letter itself; empty for a letter that does not say."""

    def certificate(self, pkcs12: bytes, password: str, when: datetime, trusted: Sequence[bytes] = ()) -> Certificate:
        """Whose certificate a PKCS#12 file holds, judged at a moment by what is trusted.

        Raises InvalidInput for a wrong password, BadFile for a file that is none or whose key may not sign.
        """

    def sign(self, pdf: bytes, pkcs12: bytes, password: str, order: SigningOrder) -> bytes:
        """Return the PDF with one more signature appended to its bytes; raises as ``certificate`` does, or BadFile."""

    def inspect(self, pdf: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFound, ...]:
        """The signatures of a PDF in their order; ``trusted`` are certificates and lists of revoked ones (DER).

        Raises BadFile for a file that is no readable PDF.
        """

    def only_signed(self, before: bytes, after: bytes) -> bool:
        """Whether a PDF is another one to which nothing but signatures was appended."""

    def words(self, pdf: bytes) -> str:
        """What a PDF says of itself in its keywords; raises BadFile for a file that is no readable PDF."""

    def read_trust(self, data: bytes) -> tuple[TrustFacts, ...]:
        """The certificates of issuers and lists of revoked ones in a file (PEM or DER).

        Raises BadFile when it holds none, or a certificate that issues no others.
        """
