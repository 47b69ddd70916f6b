"""The signatures that a PDF carries: whose, when, and whether the file is still what was signed."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pikepdf
from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from cases.errors import BadFile
from cases.model.electronic import SignatureFound
from reports.certificates import UNREADABLE, from_asn1, judge
from reports.sign_rooms import signer_of

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
"""What they note about a signature that does not hold is said here in a sentence."""

_UNREADABLE = (PdfError, SigningError, SignatureValidationError, KeyError, TypeError, AssertionError, *UNREADABLE)
"""What pyHanko raises for bytes that somebody spoilt: its own errors, and those of the parsers beneath it."""
_ADDED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_FREE = {
    "/Catalog": frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}),
    "/Page": frozenset({"/Annots"}),
}
_UNSEEN = {"/XRef", "/ObjStm", "/Metadata"}
_REVOCATIONS = "adobe_revocation_info_archival"


def open_pdf(pdf: bytes) -> PdfFileReader:
    """Open a PDF; raises BadFile for one that cannot be read or is locked."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        locked = reader.encrypted
        reader.root  # noqa: B018 - what cannot be read shows now
    except _UNREADABLE as error:
        raise BadFile("Berkas itu bukan PDF yang dapat dibaca; pilih berkas lain.", repr(error)) from error
    if locked:
        raise BadFile("PDF itu dikunci dengan kata sandi; pilih berkas yang tidak dikunci.")
    return reader


def find_signatures(pdf: bytes, trusted: Sequence[bytes]) -> tuple[SignatureFound, ...]:
    """Return the signatures of a PDF in the order of their making; raises BadFile for what is no readable PDF."""
    reader = open_pdf(pdf)
    lists = tuple(_kept_lists(reader))
    found: list[tuple[int, SignatureFound]] = []
    try:
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except _UNREADABLE as error:
        raise BadFile("Tanda tangan pada PDF itu tidak dapat dibaca; pilih berkas lain.", repr(error)) from error
    for name, _value, field in fields:
        try:
            embedded = EmbeddedPdfSignature(reader, field.get_object(), name)
            if embedded.sig_object_type == "/DocTimeStamp":
                continue
            found.append((embedded.signed_revision, _found(embedded, trusted, lists)))
        except _UNREADABLE:
            broken = SignatureFound(place=signer_of(name), signed_at=None, intact=False, certificate=None)
            found.append((reader.xrefs.total_revisions, broken))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _found(
    embedded: EmbeddedPdfSignature, trusted: Sequence[bytes], lists: tuple[x509.CertificateRevocationList, ...]
) -> SignatureFound:
    status = validate_pdf_signature(
        embedded,
        ValidationContext(trust_roots=[], allow_fetching=False),  # who is trusted is judged at the signature's moment
        key_usage_settings=KeyUsageConstraints(key_usage=set()),
    )
    unchanged = status.coverage is SignatureCoverageLevel.ENTIRE_FILE or (
        status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        and bool(status.docmdp_ok)
        and status.modification_level in _ADDED
    )
    signed_at = embedded.self_reported_timestamp
    if signed_at is not None and signed_at.tzinfo is None:
        signed_at = signed_at.replace(tzinfo=UTC)
    return SignatureFound(
        place=signer_of(embedded.field_name),
        signed_at=signed_at,
        intact=bool(status.intact and status.valid and unchanged),
        certificate=judge(
            from_asn1(embedded.signer_cert),
            [from_asn1(one) for one in embedded.other_embedded_certs],
            trusted,
            signed_at or datetime.now(UTC),
            (*lists, *_own_lists(embedded)),
        ),
    )


def only_signed(before: bytes, after: bytes) -> bool:
    """Return whether a PDF is another one to which nothing but signatures was appended.

    Whatever the first one shows must stand in the other as it was, but for what signing has to touch: the catalog's
    form, a page's list of widgets; and each widget that a page gained must be a signature's.
    """
    if not after.startswith(before):
        return False
    try:
        with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
            return len(old.pages) == len(new.pages) and all(
                _stands(one, new.get_object(one.objgen), old) for one in old.objects if one.is_indirect
            )
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return False


def _stands(old: pikepdf.Object, new: pikepdf.Object, document: pikepdf.Pdf) -> bool:
    """Whether an object is as it was, but for what signing has to touch."""
    if not isinstance(old, pikepdf.Dictionary | pikepdf.Stream):
        return old.unparse(resolved=True) == new.unparse(resolved=True)
    kind = str(old.get("/Type", ""))
    if kind in _UNSEEN:
        return True
    free = _FREE.get(kind, frozenset())
    if old.objgen == document.docinfo.objgen:
        free = frozenset({"/ModDate", "/Producer"})
    keys = (set(old.keys()) | set(new.keys())) - free
    if any(_told(old.get(key)) != _told(new.get(key)) for key in keys):
        return False
    if kind == "/Page" and not _gained_only_signatures(old, new):
        return False
    return not isinstance(old, pikepdf.Stream) or old.read_raw_bytes() == new.read_raw_bytes()


def _gained_only_signatures(old: pikepdf.Object, new: pikepdf.Object) -> bool:
    kept = {one.objgen for one in old.get("/Annots", [])}
    gained = [one for one in new.get("/Annots", []) if one.objgen not in kept]
    whole = kept <= {one.objgen for one in new.get("/Annots", [])}
    return whole and all(
        str(one.get("/Subtype")) == "/Widget" and str((one if "/FT" in one else one.Parent).get("/FT")) == "/Sig"
        for one in gained
    )


def _told(value: pikepdf.Object | None) -> bytes:
    """A value as text, what it refers to by its number; empty where there is none."""
    return b"" if value is None else pikepdf.Array([value]).unparse()


def _kept_lists(reader: PdfFileReader) -> Iterator[x509.CertificateRevocationList]:
    """Lists of revoked certificates that the file keeps for its readers."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except _UNREADABLE:
        return
    for one in store.crls:
        yield x509.load_der_x509_crl(one.get_object().data)


def _own_lists(embedded: EmbeddedPdfSignature) -> Iterator[x509.CertificateRevocationList]:
    """Lists of revoked certificates that a signature brings with itself."""
    for attribute in embedded.signer_info["signed_attrs"]:
        if attribute["type"].native == _REVOCATIONS:
            for one in attribute["values"][0]["crl"] or ():
                yield x509.load_der_x509_crl(one.dump())
