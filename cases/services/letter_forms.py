"""The forms in which a letter is held: what was put up, its final form, the proof of delivery; and what leaves of them.

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
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

LARGEST_SCAN: Final = 40_000_000
"""Bytes of a scan; a page at 200 dots an inch takes less than one million."""


class HeldForm(StrEnum):
    """A form in which the office holds a letter."""

    PUT_UP = "yang diajukan"
    FINAL = "bentuk akhir"
    RECEIPT = "tanda terima"


def held(work: UnitOfWork, letter: Letter, form: HeldForm) -> bytes:
    """Return the stored bytes of a form; raises NotFound where there is none.

    Raises DatabaseDamaged when they no longer have their fingerprint or the vault cannot give them.
    """
    blob, sha256 = {
        HeldForm.PUT_UP: (letter.blob, letter.sha256),
        HeldForm.FINAL: (letter.final_blob, letter.final_sha256),
        HeldForm.RECEIPT: (letter.receipt_blob, letter.receipt_sha256),
    }[form]
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


def with_final(work: UnitOfWork, letter: Letter, data: bytes, kind: FinalKind) -> Letter:
    """Put the final form into the vault and return the letter with it; the caller saves it."""
    fingerprint = hashlib.sha256(data).hexdigest()
    if fingerprint == letter.sha256:
        raise InvalidInput(
            "Ini surat yang diajukan, belum bertanda tangan; pilih hasil pindai yang sudah ditandatangani."
        )
    blob = work.vault.put(data, fingerprint)
    return replace(letter, final_blob=blob, final_sha256=fingerprint, final_kind=kind)


def with_receipt(work: UnitOfWork, letter: Letter, data: bytes) -> Letter:
    """Put a proof of delivery into the vault and return the letter with it; the caller saves it."""
    fingerprint = hashlib.sha256(data).hexdigest()
    return replace(letter, receipt_blob=work.vault.put(data, fingerprint), receipt_sha256=fingerprint)


@service(Right.READ)
def final_bytes(work: UnitOfWork, actor: Actor, letter_id: str) -> bytes:
    """Return the final form as it was filed: a PDF, or the picture of a scan.

    Raises NotFound where there is none, DatabaseDamaged when it is no longer what was filed.
    """
    return held(work, work.letters.get(letter_id), HeldForm.FINAL)


@service(Right.READ)
def receipt_bytes(work: UnitOfWork, actor: Actor, letter_id: str) -> bytes:
    """Return the proof of delivery as it was filed; raises as ``final_bytes`` does."""
    return held(work, work.letters.get(letter_id), HeldForm.RECEIPT)


@service(Right.MANAGE_LETTERS)
def attach_final(work: UnitOfWork, actor: Actor, letter_id: str, scan: bytes, reason: str = "") -> Letter:
    """File the scan of a signed letter, now or later; ``reason`` says why one takes the place of another.

    Raises InvalidInput for a letter that was not signed or whose final form is a signed PDF, BadFile or BadPicture for
    bytes that are no scan.
    """
    letter = work.letters.get(letter_id)
    if letter.signed_on is None:
        raise InvalidInput(f"{letter.title} belum ditandatangani; catat tanda tangannya beserta pindaiannya.")
    if letter.final_kind is FinalKind.ELECTRONIC:
        raise InvalidInput(f"Bentuk akhir {letter.title} sudah bertanda tangan elektronik; tidak diganti pindaian.")
    made = with_final(work, letter, check_scan(work, scan), FinalKind.SCAN)
    _file(work, made, HeldForm.FINAL, reason, again=bool(letter.final_blob))
    return made


@service(Right.MANAGE_LETTERS)
def attach_receipt(work: UnitOfWork, actor: Actor, letter_id: str, scan: bytes, reason: str = "") -> Letter:
    """File the proof that a letter was delivered; raises as ``attach_final`` does."""
    letter = work.letters.get(letter_id)
    if letter.delivered_on is None:
        raise InvalidInput(f"{letter.title} belum disampaikan; catat penyampaiannya beserta tanda terimanya.")
    made = with_receipt(work, letter, check_scan(work, scan))
    _file(work, made, HeldForm.RECEIPT, reason, again=bool(letter.receipt_blob))
    return made


@service(Right.READ)
def note_print(
    work: UnitOfWork, actor: Actor, letter_id: str, printer: str, copies: int, form: HeldForm = HeldForm.PUT_UP
) -> None:
    """Write into the log that a letter went to a printer."""
    letter = work.letters.get(letter_id)
    details = {"title": letter.title, "form": _form_words(letter, form), "printer": printer, "copies": str(copies)}
    work.audit.note("print", "letter", letter.id, details)


@service(Right.READ)
def note_export(work: UnitOfWork, actor: Actor, letter_id: str, how: str) -> None:
    """Write into the log that a copy of a letter left the program; ``how`` says as what ("PDF", "salinan kerja")."""
    letter = work.letters.get(letter_id)
    work.audit.note("export", "letter", letter.id, {"title": letter.title, "how": how})


def _file(work: UnitOfWork, letter: Letter, form: HeldForm, reason: str, *, again: bool) -> None:
    if again:
        if not reason.strip():
            raise InvalidInput(f"{form.capitalize()} sudah ada; tulis alasan menggantinya.", field="reason")
        work.audit.note("refile", "letter", letter.id, {"form": form.value, "reason": reason.strip()})
    work.letters.save(letter)


def _form_words(letter: Letter, form: HeldForm) -> str:
    return "konsep" if form is HeldForm.PUT_UP and not letter.blob else form.value
