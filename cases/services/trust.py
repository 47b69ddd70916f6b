"""Whom the office trusts to issue certificates, and which of them were revoked."""

from __future__ import annotations

import hashlib
from typing import Final

from cases.errors import BadFile, InvalidInput
from cases.model.discarded import Discarded
from cases.model.electronic import TrustedFile, TrustKind
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.discarding import put_away

LARGEST: Final = 20_000_000
"""Bytes of a file with certificates; the lists of large issuers take a few millions."""


def trusted_bytes(work: UnitOfWork) -> tuple[bytes, ...]:
    """Return what signatures are judged by; raises DatabaseDamaged when the vault no longer holds it."""
    return tuple(work.vault.get(one.blob) for one in work.trust.all())


@service(Right.READ)
def trusted_files(work: UnitOfWork, actor: Actor) -> tuple[TrustedFile, ...]:
    """Return every certificate and list, by kind and name."""
    return work.trust.all()


@service(Right.MANAGE_OFFICE)
def add_trusted(work: UnitOfWork, actor: Actor, data: bytes) -> tuple[TrustedFile, ...]:
    """Trust the issuers in a file, or know what they revoked; return what was added.

    A newer list of an issuer takes the place of its older one. Raises BadFile, InvalidInput when nothing of it is new.
    """
    if len(data) > LARGEST:
        raise BadFile("Berkas sertifikat itu lebih besar dari 20 MB; pilih berkas lain.")
    kept = work.trust.all()
    added: list[TrustedFile] = []
    for facts in work.signer.read_trust(data):
        fingerprint = hashlib.sha256(facts.data).hexdigest()
        if fingerprint in {one.sha256 for one in (*kept, *added)}:
            continue
        for older in kept:
            if facts.kind is older.kind is TrustKind.REVOCATIONS and facts.title == older.title:
                put_away(work, actor, "trust", (older.id,), "Diganti daftar yang lebih baru.")
        made = TrustedFile(
            id=new_id(),
            kind=facts.kind,
            title=facts.title,
            good_until=facts.good_until,
            blob=work.vault.put(facts.data, fingerprint),
            sha256=fingerprint,
            added_at=work.clock.now(),
            added_by=actor.full_name or actor.name,
        )
        work.trust.add(made)
        added.append(made)
    if not added:
        raise InvalidInput("Sertifikat itu sudah ada dalam daftar.")
    return tuple(added)


@service(Right.MANAGE_OFFICE)
def remove_trusted(work: UnitOfWork, actor: Actor, trusted_id: str, reason: str) -> Discarded:
    """Trust a certificate no more, or put a list into Sampah; raises InvalidInput, NotFound."""
    return put_away(work, actor, "trust", (trusted_id,), reason)
