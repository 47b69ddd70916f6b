"""Signs a letter's PDF with the signer's own certificate (PAdES), and reads signatures; asks no network, ever."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import pikepdf
from asn1crypto import keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigner as Pen
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cases.errors import BadFile
from cases.model.electronic import Certificate, SignatureFound, SignaturePlace, SigningOrder, TrustFacts
from reports.certificates import SignerFile, as_asn1, judge, name_of, open_signer, read_trust
from reports.sign_rooms import room_name, signer_of
from reports.signatures import find_signatures, only_signed, open_pdf
from reports.stamp import draw_stamp


class PdfSigner:
    """Fulfils ``cases.ports.DocumentSigner``."""

    def places(self, pdf: bytes) -> tuple[SignaturePlace, ...]:
        """Where the letter's signers sign; raises BadFile."""
        with _opened(pdf) as document:
            pages = {page.obj.objgen: at for at, page in enumerate(document.pages)}
            named = document.Root.get("/Dests", pikepdf.Dictionary())
            found = [
                _place(signer, pages, frame)
                for name, frame in named.items()
                if (signer := signer_of(name.lstrip("/"))) is not None
            ]
        return tuple(sorted(found, key=lambda place: place.signer))

    def certificate(self, pkcs12: bytes, password: str, when: datetime, trusted: Sequence[bytes] = ()) -> Certificate:
        """Whose certificate a PKCS#12 file holds, judged at a moment; raises InvalidInput, BadFile."""
        own = open_signer(pkcs12, password)
        return judge(own.certificate, own.others, trusted, when)

    def sign(self, pdf: bytes, pkcs12: bytes, password: str, order: SigningOrder) -> bytes:
        """Return the PDF with one more signature appended to its bytes; raises InvalidInput, BadFile."""
        own = open_signer(pkcs12, password)
        open_pdf(pdf)
        place = order.place
        name = name_of(own.certificate.subject)
        pen = _PenAt(
            order.when,
            PdfSignatureMetadata(
                field_name=room_name(place.signer),
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                reason=order.reason,
                location=order.town,
                name=name,
            ),
            signer=_signer(own),
            stamp_style=StaticStampStyle(
                border_width=0,
                background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins()),
                background=_Drawn(draw_stamp(place.width, place.height, name, order.shown_when, order.sentence)),
            ),
            new_field_spec=SigFieldSpec(
                room_name(place.signer),
                on_page=place.page,
                box=(place.x, place.y, place.x + place.width, place.y + place.height),
            ),
        )
        try:
            target = pen.sign_pdf(_Appender(io.BytesIO(pdf)))
        except SigningError as error:
            raise BadFile("PDF ini tidak dapat ditandatangani; muat ulang halaman.", repr(error)) from error
        signed: bytes = target.getvalue()
        return signed

    def inspect(self, pdf: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFound, ...]:
        """The signatures of a PDF in their order; raises BadFile."""
        return find_signatures(pdf, trusted)

    def only_signed(self, before: bytes, after: bytes) -> bool:
        """Whether a PDF is another one to which nothing but signatures was appended."""
        return only_signed(before, after)

    def words(self, pdf: bytes) -> str:
        """What a PDF says of itself in its keywords; raises BadFile."""
        with _opened(pdf) as document:
            return str(document.docinfo.get("/Keywords", ""))

    def read_trust(self, data: bytes) -> tuple[TrustFacts, ...]:
        """The certificates of issuers and lists of revoked ones in a file; raises BadFile."""
        return read_trust(data)


class _PenAt(Pen):
    """Signs at a given moment: the office's clock, not the library's."""

    def __init__(self, when: datetime, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[arg-type] # the library's own, passed on
        self._when = when

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - as the library has it
    ) -> PdfSigningSession:
        """Begin to sign."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._when
        return session


class _Appender(IncrementalPdfFileWriter):
    """Appends a signature and leaves alone what the letter says of itself, its version too: archives rely on both."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version as the letter has it."""

    def _update_meta(self) -> None:
        """Leave title, producer and dates as the letter has them."""


class _Drawn(PdfContent):
    """A page that was drawn elsewhere, as the look of a signature."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        """Bring the page into the file that is written, and show it."""
        name = "/Tanda"
        shown = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject[NameObject(name)] = shown
        left, bottom, right, top = shown.get_object()["/BBox"]
        self.box = BoxConstraints(width=float(right) - float(left), height=float(top) - float(bottom))
        return f"{name} Do".encode()


def _signer(own: SignerFile) -> SimpleSigner:
    issuers = SimpleCertificateStore()  # type: ignore[no-untyped-call] # as the library has it
    issuers.register_multiple(as_asn1(one) for one in own.others)
    plain = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=as_asn1(own.certificate), signing_key=keys.PrivateKeyInfo.load(plain), cert_registry=issuers
    )


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF to look at; whatever is wrong with it is a BadFile."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            yield document
    except pikepdf.PasswordError as error:
        raise BadFile("PDF itu dikunci dengan kata sandi; pilih berkas yang tidak dikunci.") from error
    except (pikepdf.PdfError, TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise BadFile("Berkas itu bukan PDF yang dapat dibaca; pilih berkas lain.", repr(error)) from error


def _place(signer: int, pages: dict[tuple[int, int], int], frame: pikepdf.Object) -> SignaturePlace:
    """A frame in whole points, as the library wants them."""
    left, bottom, right, top = (round(float(frame[at])) for at in range(2, 6))
    page = pages[frame[0].objgen]
    return SignaturePlace(signer=signer, page=page, x=left, y=bottom, width=right - left, height=top - bottom)
