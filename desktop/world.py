"""What the office's database needs of the world: the clock, and readers and makers loaded when first needed.

reportlab, Pillow and pyHanko would each cost every start a good part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property

from cases.model.electronic import Certificate, SignatureFound, SignaturePlace, SigningOrder, TrustFacts
from cases.model.evidence import Source
from cases.model.letter import LetterRequest, RenderedLetter
from cases.model.office import TimeZone
from cases.ports import DocumentSigner, LetterRenderer


class LateLetters:
    """The renderer of letters, loaded with the first letter: reportlab would cost every start a good part of it."""

    @cached_property
    def _renderer(self) -> LetterRenderer:
        from reports.letters import LetterPdf  # noqa: PLC0415 - see the class

        return LetterPdf()

    def render(self, request: LetterRequest) -> RenderedLetter:
        """Return the PDF; raises LetterError."""
        return self._renderer.render(request)


class LatePictures:
    """The reader of pictures, loaded with the first picture, for the same reason."""

    def inspect(self, source: Source, file_name: str) -> str:
        """Return the media type; raises BadPicture, BadFile."""
        from reports.pictures import PillowPictures  # noqa: PLC0415 - see the class

        return PillowPictures().inspect(source, file_name)

    def told(self, source: Source) -> dict[str, str]:
        """What a picture says of itself."""
        from reports.pictures import PillowPictures  # noqa: PLC0415 - see the class

        return PillowPictures().told(source)

    def look(self, data: bytes) -> int | None:
        """How a picture looks, or None."""
        from reports.pictures import PillowPictures  # noqa: PLC0415 - see the class

        return PillowPictures().look(data)

    def thumbnail(self, data: bytes) -> bytes | None:
        """A small JPEG, or None."""
        from reports.pictures import PillowPictures  # noqa: PLC0415 - see the class

        return PillowPictures().thumbnail(data)

    def pages(self, data: bytes) -> int:
        """Return how many pages a PDF or a picture has; raises BadFile."""
        from reports.pictures import PillowPictures  # noqa: PLC0415 - as above

        return PillowPictures().pages(data)


class LateSigner:
    """The signer of PDFs and the reader of their signatures, loaded with the first one: it costs half a second."""

    def places(self, pdf: bytes) -> tuple[SignaturePlace, ...]:
        """Where a letter's signers sign."""
        return self._real().places(pdf)

    def certificate(self, pkcs12: bytes, password: str, when: datetime, trusted: Sequence[bytes] = ()) -> Certificate:
        """Whose certificate a PKCS#12 file holds; raises InvalidInput, BadFile."""
        return self._real().certificate(pkcs12, password, when, trusted)

    def sign(self, pdf: bytes, pkcs12: bytes, password: str, order: SigningOrder) -> bytes:
        """Return the PDF with one more signature; raises InvalidInput, BadFile."""
        return self._real().sign(pdf, pkcs12, password, order)

    def inspect(self, pdf: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFound, ...]:
        """The signatures of a PDF; raises BadFile."""
        return self._real().inspect(pdf, trusted)

    def only_signed(self, before: bytes, after: bytes) -> bool:
        """Whether a PDF is another one to which nothing but signatures was appended."""
        return self._real().only_signed(before, after)

    def words(self, pdf: bytes) -> str:
        """What a PDF says of itself; raises BadFile."""
        return self._real().words(pdf)

    def read_trust(self, data: bytes) -> tuple[TrustFacts, ...]:
        """Certificates and lists of revoked ones in a file; raises BadFile."""
        return self._real().read_trust(data)

    @staticmethod
    def _real() -> DocumentSigner:
        from reports.signing import PdfSigner  # noqa: PLC0415 - see the class

        return PdfSigner()


class OfficeClock:
    """The computer's clock, read at the office's time zone."""

    def __init__(self) -> None:
        self.time_zone = TimeZone.WIB

    def now(self) -> datetime:
        """The moment, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The date at the office."""
        return datetime.now(self.time_zone.zone).date()
