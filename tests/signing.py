"""Made-up issuers and signers for tests of signatures: short elliptic keys, so that nothing waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

FROM, UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
PASSWORD = "sandi-contoh"
_NO_USAGE = dict.fromkeys(
    (
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
        "digital_signature",
    ),
    False,
)


@dataclass(frozen=True)
class Holder:
    """A key and its certificate."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@cache
def issuer(name: str = "CA Contoh Tirta Kencana", organisation: str = "Lembaga Contoh") -> Holder:
    """Somebody who issues certificates."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, organisation)
    made = _certificate(subject, subject, key, key, FROM, UNTIL, issues=True, usage=("key_cert_sign", "crl_sign"))
    return Holder(key, made)


@cache
def signer(
    name: str,
    of: Holder | None = None,
    since: datetime = FROM,
    until: datetime = UNTIL,
    usage: tuple[str, ...] = ("digital_signature", "content_commitment"),
    rsa_bits: int = 0,
) -> Holder:
    """Somebody who signs, with a certificate of an issuer; with a slow RSA key where its bits are given."""
    of = of or issuer()
    key = rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    made = _certificate(_name(name), of.certificate.subject, key, of.key, since, until, issues=False, usage=usage)
    return Holder(key, made)


def pkcs12_of(holder: Holder, of: Holder | None = None, password: str = PASSWORD) -> bytes:
    """The file that an issuer hands to a signer."""
    issuers = [(of or issuer()).certificate]
    return pkcs12.serialize_key_and_certificates(
        b"tanda", holder.key, holder.certificate, issuers, BestAvailableEncryption(password.encode())
    )


def revocations(holder: Holder, on: datetime, of: Holder | None = None) -> bytes:
    """An issuer's list that names one certificate, as DER."""
    of = of or issuer()
    entry = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(on).build()
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(of.certificate.subject)
        .last_update(on)
        .next_update(on + timedelta(days=7))
        .add_revoked_certificate(entry)
        .sign(of.key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.DER)


def _name(name: str, organisation: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def _certificate(subject, by, key, by_key, since, until, *, issues, usage):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{**_NO_USAGE, **dict.fromkeys(usage, True)}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False)
        .sign(by_key, hashes.SHA256())
    )
