"""A letter that was put up on real paper, for tests that sign it or ask about it."""

from __future__ import annotations

import io
from datetime import datetime

import pikepdf
from office_desk import ADMIN, OfficeAtWork
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from signing import PASSWORD, Holder, issuer, pkcs12_of, signer

from cases.model.letter import Letter
from cases.services import letter_signing, trust
from reports.signing import _PenAt

SIGNER = "PEJABAT REKAAN 1"


def sign(office: OfficeAtWork, letter: Letter, holder: Holder | None = None, of: Holder | None = None, **how) -> Letter:
    """Sign with a made-up certificate."""
    data = pkcs12_of(holder or signer(SIGNER), of)
    return office.do(letter_signing.sign_electronically, letter.id, data, how.pop("password", PASSWORD), **how)


def trust_issuer(office: OfficeAtWork, of: Holder | None = None) -> None:
    office.do_as(ADMIN, trust.add_trusted, (of or issuer()).pem)


def signed_elsewhere(pdf: bytes, when: datetime, holder: Holder | None = None, name: str = "Signature1") -> bytes:
    """The same bytes with a signature that another application appended, with a mark on the paper."""
    data = pkcs12_of(holder or signer(SIGNER))
    pen = signers.SimpleSigner.load_pkcs12_data(data, [], PASSWORD.encode())
    meta = signers.PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES)
    field = SigFieldSpec(name, on_page=0, box=(320, 240, 500, 280))
    out = _PenAt(when, meta, signer=pen, new_field_spec=field).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    signed: bytes = out.getvalue()
    return signed


def with_other_words(pdf: bytes) -> bytes:
    """The same bytes with an update that hides what the first page says, as a forger appends it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415 - only this forger needs it

    stream = writer.add_object(StreamObject({}, stream_data=b"1 g 100 400 200 30 re f"))
    writer.add_stream_to_page(0, stream)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def saved_again(pdf: bytes) -> bytes:
    """The same letter as another program saves it: it looks alike and has other bytes."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(target)
    return target.getvalue()
