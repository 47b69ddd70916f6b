"""Electronic signatures in plain words: what one prints on the paper, and what a reader is told of it."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Final

from cases.errors import BadFile
from cases.model.electronic import Certificate, SignatureFound, Trust
from cases.rules.dates import long_date
from cases.rules.reference import NamedIssuer, electronic_table

_LEAST_NAME: Final = 3
"""Letters of a word that tells people apart; shorter ones are degrees and initials."""


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """Return a moment as it is printed and told ("4 Mei 2026 pukul 09.00 WIB")."""
    local = moment.astimezone(zone)
    return f"{long_date(local.date())} pukul {local:%H.%M} {local.tzname()}"


def printed_sentence(certificate: Certificate) -> str:
    """Return the sentence under a signature, by who issued the certificate.

    Raises BadFile for a certificate that says the name of an issuer with a sentence of its own and does not come from
    it as far as this office knows: its sentence would be a lie, any other one a riddle.
    """
    table = electronic_table()
    issuer = _named_issuer(certificate)
    if issuer is None:
        return table.sentence.format(penerbit=certificate.issuer)
    if certificate.trust is not Trust.TRUSTED:
        raise BadFile(
            f"Sertifikat ini menyebut penerbit {issuer.short}, tetapi penerbit itu belum dipercaya kantor ini; "
            f"minta admin menambahkan sertifikat {issuer.short} di Pengaturan."
        )
    return issuer.sentence


def same_person(holder: str, name: str) -> bool:
    """Return whether a certificate may be of the one who is to sign: the names share a word that tells people apart."""
    return not name or bool(_name_words(holder) & _name_words(name))


def signature_words(found: SignatureFound, zone: tzinfo) -> tuple[str, str, str]:
    """Return what a reader is told: who and when, whether the file is still what was signed, whose certificate."""
    certificate = found.certificate
    if certificate is None:
        return ("Tanda tangan yang tidak terbaca", _CHANGED, "Sertifikatnya tidak dapat dibaca.")
    when = f", {moment_words(found.signed_at, zone)}" if found.signed_at else ", tanpa keterangan waktu"
    return (
        f"{certificate.holder}{when}",
        _INTACT if found.intact else _CHANGED,
        _trust_words(certificate, found, zone),
    )


_INTACT: Final = "Utuh: isi berkas sama seperti saat ditandatangani."
_CHANGED: Final = "Diubah setelah ditandatangani: jangan dipakai sebagai surat yang sah."


def _trust_words(certificate: Certificate, found: SignatureFound, zone: tzinfo) -> str:
    if certificate.trust is Trust.TRUSTED:
        return f"Sertifikat dipercaya, diterbitkan {certificate.issuer}."
    if certificate.trust is Trust.UNKNOWN:
        return f"Sertifikat tidak dikenal: penerbitnya, {certificate.issuer}, belum dipercaya kantor ini."
    if certificate.trust is Trust.REVOKED:
        return f"Sertifikat sudah dicabut penerbitnya, {certificate.issuer}, sebelum tanda tangan ini."
    until, since = (long_date(day.astimezone(zone).date()) for day in (certificate.valid_until, certificate.valid_from))
    if found.signed_at is not None and found.signed_at < certificate.valid_from:
        return f"Sertifikat belum berlaku pada hari tanda tangan; baru berlaku sejak {since}."
    return f"Sertifikat sudah kedaluwarsa pada hari tanda tangan; berlaku sampai {until}."


def refusal(certificate: Certificate, when: datetime, zone: tzinfo) -> str:
    """Return why a certificate may not sign at a moment, empty when it may."""
    if certificate.trust is Trust.REVOKED:
        return f"Sertifikat {certificate.holder} sudah dicabut penerbitnya; minta sertifikat baru."
    if when > certificate.valid_until:
        until = long_date(certificate.valid_until.astimezone(zone).date())
        return f"Sertifikat {certificate.holder} sudah kedaluwarsa sejak {until}; minta sertifikat baru."
    if when < certificate.valid_from:
        since = long_date(certificate.valid_from.astimezone(zone).date())
        return f"Sertifikat {certificate.holder} baru berlaku sejak {since}; periksa tanggal komputer ini."
    return ""


def _named_issuer(certificate: Certificate) -> NamedIssuer | None:
    """The issuer with a sentence of its own whose name the certificate says, anywhere on its way up."""
    said = " ".join((certificate.issuer, *certificate.path)).casefold()
    for issuer in electronic_table().issuer:
        if any(re.search(rf"\b{re.escape(name.casefold())}\b", said) for name in issuer.names):
            return issuer
    return None


def _name_words(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", name.split(",", maxsplit=1)[0].casefold())
    return {word for word in words if len(word) >= _LEAST_NAME}
