"""Certificates: a signer's own file opened, a certificate judged at a moment, and what an admin wants trusted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias, TypeVar

import asn1crypto.pkcs12
import asn1crypto.x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from cases.errors import BadFile, InvalidInput
from cases.model.electronic import Certificate, Trust, TrustFacts, TrustKind

Key: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey
Extension = TypeVar("Extension", bound=x509.ExtensionType)
_LEAST_RSA = 2048
_PEM = b"-----BEGIN "
UNREADABLE = (ValueError, UnsupportedAlgorithm, x509.InvalidVersion)
"""What the library raises for a certificate or a list that is spoilt, or of a kind that it does not know."""
_WRONG = "Kata sandi sertifikat salah; ketik ulang."
_UNSOUND = (
    "Sertifikat dalam berkas itu rusak, atau memakai cara yang tidak dikenal; minta berkas baru kepada penerbitnya."
)


@dataclass(frozen=True, slots=True)
class SignerFile:
    """What a PKCS#12 file holds: the key, its certificate, and those of its issuers."""

    key: Key
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]


def open_signer(data: bytes, password: str) -> SignerFile:
    """Open a signer's PKCS#12 file.

    Raises InvalidInput for a wrong password, BadFile for a file that is none, has no key, or whose key may not sign.
    """
    try:
        asn1crypto.pkcs12.Pfx.load(data, strict=True)["auth_safe"]["content_type"].native  # noqa: B018 - it parses late
    except (ValueError, TypeError, KeyError) as error:
        raise BadFile(
            "Berkas itu bukan berkas sertifikat (.p12 atau .pfx); pilih berkas dari penerbit sertifikat Anda.",
            repr(error),
        ) from error
    if "\0" in password:  # at this sign the library would end the program
        raise InvalidInput(_WRONG, field="password")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode() if password else None)
    except ValueError as error:
        raise InvalidInput(_WRONG, field="password", detail=str(error)) from error
    except (UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise BadFile(
            "Berkas sertifikat itu dikunci dengan cara yang tidak dikenal; minta berkas baru kepada penerbitnya.",
            str(error),
        ) from error
    if certificate is None or not isinstance(key, Key):
        raise BadFile("Berkas itu tidak memuat kunci untuk menandatangani; minta berkas lengkap kepada penerbitnya.")
    if not _is_sound(certificate):
        raise BadFile(_UNSOUND)
    _check_may_sign(key, certificate)
    return SignerFile(key, certificate, tuple(filter(_is_sound, others)))


def _check_may_sign(key: Key, certificate: x509.Certificate) -> None:
    plain = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*plain) != certificate.public_key().public_bytes(*plain):
        raise BadFile("Kunci dan sertifikat dalam berkas itu bukan pasangan; minta berkas baru kepada penerbitnya.")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _LEAST_RSA:
        raise BadFile(
            "Kunci sertifikat itu terlalu pendek untuk tanda tangan; minta sertifikat baru kepada penerbitnya."
        )
    usage = _extension(certificate, x509.KeyUsage)
    signs = usage is None or usage.digital_signature or usage.content_commitment
    if not signs or _is_issuer(certificate):
        raise BadFile(
            f"Sertifikat {name_of(certificate.subject)} bukan untuk menandatangani dokumen; pilih sertifikat lain."
        )


def judge(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    trusted: Sequence[bytes],
    when: datetime,
    lists: Iterable[x509.CertificateRevocationList] = (),
) -> Certificate:
    """Return whose certificate it is and what is known of it at a moment, by what is trusted and lists at hand."""
    loaded = (x509.load_der_x509_certificate(data) for data in trusted if not _is_list(data))
    roots, others = list(filter(_is_sound, loaded)), list(filter(_is_sound, others))
    known = [x509.load_der_x509_crl(data) for data in trusted if _is_list(data)]
    path = _path(certificate, others, roots, when)
    current = certificate.not_valid_before_utc <= when <= certificate.not_valid_after_utc
    if not current:
        trust = Trust.EXPIRED
    elif not path:
        trust = Trust.UNKNOWN
    elif _revoked(path, [*known, *lists], when):
        trust = Trust.REVOKED
    else:
        trust = Trust.TRUSTED
    return Certificate(
        holder=name_of(certificate.subject),
        issuer=name_of(certificate.issuer),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        trust=trust,
        path=tuple(dict.fromkeys(name for one in (path or (certificate,)) for name in _names(one.issuer))),
    )


def _path(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], roots: Sequence[x509.Certificate], when: datetime
) -> tuple[x509.Certificate, ...]:
    """The certificate, its issuer, and so on to one that is trusted; empty when none of them is."""
    if not roots:
        return ()
    context = ValidationContext(
        trust_roots=[as_asn1(one) for one in roots],
        other_certs=[as_asn1(one) for one in others],
        moment=when,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(as_asn1(certificate), validation_context=context)
    try:
        found = asyncio.run(validator.async_validate_path())
    except (PathBuildingError, PathValidationError):
        return ()
    return tuple(reversed([from_asn1(one) for one in found.iter_certs(include_root=True)]))


def _revoked(path: Sequence[x509.Certificate], lists: Sequence[x509.CertificateRevocationList], when: datetime) -> bool:
    """Whether an issuer had revoked a certificate of a path by then, by a list that he signed."""
    for one, issuer in pairwise(path):
        for each in lists:
            if each.issuer != one.issuer or not each.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type] # any kind of key that issues
                continue
            entry = each.get_revoked_certificate_by_serial_number(one.serial_number)
            if entry is not None and entry.revocation_date_utc <= when:
                return True
    return False


def read_trust(data: bytes) -> tuple[TrustFacts, ...]:
    """Return the certificates of issuers and lists of revoked ones in a file; raises BadFile when there are none."""
    found: list[TrustFacts] = []
    for read in (_certificates, _lists):
        try:
            found += read(data)
        except UNREADABLE:
            continue
    if not found:
        raise BadFile(
            "Berkas itu bukan sertifikat penerbit atau daftar pencabutan; pilih berkas .crt, .cer, .pem, atau .crl."
        )
    return tuple(found)


def _certificates(data: bytes) -> list[TrustFacts]:
    if data.lstrip().startswith(_PEM):
        certificates = x509.load_pem_x509_certificates(data)
    else:
        certificates = [x509.load_der_x509_certificate(data)]
    for one in certificates:
        if not _is_sound(one):
            raise BadFile(_UNSOUND)
        if not _is_issuer(one):
            raise BadFile(
                f"Sertifikat {name_of(one.subject)} bukan sertifikat penerbit; pilih sertifikat induk dari penerbitnya."
            )
    return [
        TrustFacts(
            kind=TrustKind.CERTIFICATE,
            title=name_of(one.subject),
            good_until=one.not_valid_after_utc,
            data=one.public_bytes(Encoding.DER),
        )
        for one in certificates
    ]


def _lists(data: bytes) -> list[TrustFacts]:
    pem = data.lstrip().startswith(_PEM)
    one = (x509.load_pem_x509_crl if pem else x509.load_der_x509_crl)(data)
    return [
        TrustFacts(
            kind=TrustKind.REVOCATIONS,
            title=name_of(one.issuer),
            good_until=one.next_update_utc,
            data=one.public_bytes(Encoding.DER),
        )
    ]


def as_asn1(certificate: x509.Certificate) -> asn1crypto.x509.Certificate:
    """Return a certificate as pyHanko takes it."""
    return asn1crypto.x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def from_asn1(certificate: asn1crypto.x509.Certificate) -> x509.Certificate:
    """Return a certificate as pyHanko gives it."""
    return x509.load_der_x509_certificate(certificate.dump())


def name_of(name: x509.Name) -> str:
    """Return how a certificate's holder or issuer is called: the common name, else what else it has."""
    return next(iter(_names(name)), name.rfc4514_string())


def _names(name: x509.Name) -> tuple[str, ...]:
    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    return tuple(str(one.value) for kind in kinds for one in name.get_attributes_for_oid(kind))


def _is_sound(certificate: x509.Certificate) -> bool:
    """Whether all of a certificate can be read: the library reads late, so a spoilt one would end every check."""
    try:
        _ = (certificate.public_key(), certificate.subject, certificate.issuer, certificate.extensions)
    except UNREADABLE:
        return False
    return True


def _is_issuer(certificate: x509.Certificate) -> bool:
    basic = _extension(certificate, x509.BasicConstraints)
    return basic is not None and basic.ca


def _extension(certificate: x509.Certificate, kind: type[Extension]) -> Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _is_list(data: bytes) -> bool:
    try:
        x509.load_der_x509_crl(data)
    except ValueError:
        return False
    return True
