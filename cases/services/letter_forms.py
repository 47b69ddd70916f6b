"""The forms in which a letter is held: what was put up, its final form, the proof of delivery.

Bytes in the vault are never made anew: what was put up, what came back signed and what the addressee signed for are
kept beside each other, each with its fingerprint.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from enum import StrEnum
from typing import Final

from cases.errors import BadFile, DatabaseDamaged, InvalidInput, NotFound
from cases.model.letter import FinalKind, Letter
from cases.ports import UnitOfWork
from cases.rules.plain import one_line
from cases.services.reporter_shown import refuse_telling

LARGEST_SCAN: Final = 40_000_000
"""Bytes of a scan; a page at 200 dots an inch takes less than one million."""


LONGEST: Final = 500
"""Signs of what is typed about a letter's life: a name, a way, a reason."""


class HeldForm(StrEnum):
    """A form in which the office holds a letter."""

    PUT_UP = "yang diajukan"
    FINAL = "bentuk akhir"
    RECEIPT = "tanda terima"


def held(work: UnitOfWork, letter: Letter, form: HeldForm) -> bytes:
    """Return the stored bytes of a form; raises NotFound where there is none, NotAllowed for whom it may not be shown.

    Raises DatabaseDamaged when they no longer have their fingerprint or the vault cannot give them.
    """
    blob, sha256 = {
        HeldForm.PUT_UP: (letter.blob, letter.sha256),
        HeldForm.FINAL: (letter.final_blob, letter.final_sha256),
        HeldForm.RECEIPT: (letter.receipt_blob, letter.receipt_sha256),
    }[form]
    refuse_telling(work, letter)
    if not blob:
        raise NotFound(f"{letter.title} tidak mempunyai {form}.")
    damaged = f"Berkas {form} dari {letter.title} rusak atau hilang; pulihkan dari cadangan."
    try:
        data = work.vault.get(blob)
    except (DatabaseDamaged, NotFound) as error:
        raise DatabaseDamaged(damaged, detail=error.sentence) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DatabaseDamaged(damaged, detail=f"{form}: SHA-256")
    return data


def check_scan(work: UnitOfWork, data: bytes) -> bytes:
    """Return the bytes of a scan once they are known to be a PDF that opens, or a picture.

    Raises BadFile, BadPicture.
    """
    if len(data) > LARGEST_SCAN:
        raise BadFile("Pindaian lebih besar dari 40 MB; pindai lagi dengan 200 dpi hitam putih.")
    kind = work.pictures.inspect(data, "pindaian")
    if kind != "application/pdf" and not kind.startswith("image/"):
        raise BadFile("Pindaian harus berupa PDF atau gambar; pilih berkas lain.")
    if work.pictures.pages(data) < 1:
        raise BadFile("Pindaian ini tidak berisi halaman; pindai lagi.")
    return data


def line_of(text: str, field: str) -> str:
    """Return what somebody typed about a letter as one line that is seen; raises InvalidInput for a very long one."""
    line = one_line(text)
    if len(line) > LONGEST:
        raise InvalidInput(f"Isian ini lebih panjang dari {LONGEST} huruf; ringkaslah.", field=field)
    return line


def with_final(work: UnitOfWork, letter: Letter, data: bytes, kind: FinalKind) -> Letter:
    """Put the final form into the vault and return the letter with it; the caller saves it.

    Raises InvalidInput for what was put up, BadFile for a scan where an electronic signature is meant or kept.
    """
    fingerprint = hashlib.sha256(data).hexdigest()
    if fingerprint == letter.sha256:
        raise InvalidInput(
            "Ini surat yang diajukan, belum bertanda tangan; pilih hasil pindai yang sudah ditandatangani."
        )
    if kind is FinalKind.SCAN and letter.final_kind is FinalKind.ELECTRONIC:
        raise BadFile(
            f"{letter.title} sudah memuat tanda tangan elektronik, yang tidak diganti pindaian; "
            "lengkapi tanda tangan elektroniknya, atau catat tanpa pindaian."
        )
    if kind is FinalKind.SCAN and _extends(work, letter, data):
        raise BadFile(
            "PDF ini bukan pindaian, tetapi surat yang diajukan dengan tambahan; bila bertanda tangan elektronik, "
            "pakai “Simpan PDF bertanda tangan”."
        )
    blob = work.vault.put(data, fingerprint)
    return replace(
        letter,
        final_blob=blob,
        final_sha256=fingerprint,
        final_kind=kind,
        past_forms=_kept(letter, letter.final_blob, blob),
    )


def _extends(work: UnitOfWork, letter: Letter, data: bytes) -> bool:
    """Whether bytes begin with what was put up; where that is damaged, a scan is the more welcome."""
    try:
        return data.startswith(held(work, letter, HeldForm.PUT_UP))
    except (DatabaseDamaged, NotFound):
        return False


def with_receipt(work: UnitOfWork, letter: Letter, data: bytes) -> Letter:
    """Put a proof of delivery into the vault and return the letter with it; the caller saves it."""
    fingerprint = hashlib.sha256(data).hexdigest()
    blob = work.vault.put(data, fingerprint)
    past = _kept(letter, letter.receipt_blob, blob)
    return replace(letter, receipt_blob=blob, receipt_sha256=fingerprint, past_forms=past)


def _kept(letter: Letter, old: str, new: str) -> tuple[str, ...]:
    """The forms whose place others have taken, with the one that gives way now."""
    return letter.past_forms if old in {"", new, *letter.past_forms} else (*letter.past_forms, old)
