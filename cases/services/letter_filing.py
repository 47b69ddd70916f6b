"""What comes back of a letter and is filed, and what leaves of it and is logged."""

from __future__ import annotations

from cases.errors import InvalidInput
from cases.model.letter import FinalKind, Letter
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_forms import HeldForm, check_scan, held, line_of, with_final, with_receipt


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

    Raises InvalidInput for a letter that was not signed, BadFile or BadPicture for bytes that are no scan or where a
    signed PDF is held.
    """
    letter = work.letters.get(letter_id)
    if letter.signed_on is None:
        raise InvalidInput(f"{letter.title} belum ditandatangani; catat tanda tangannya beserta pindaiannya.")
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
        reason = line_of(reason, "reason")
        if not reason:
            raise InvalidInput(f"{form.capitalize()} sudah ada; tulis alasan menggantinya.", field="reason")
        work.audit.note("refile", "letter", letter.id, {"form": form.value, "reason": reason})
    work.letters.save(letter)


def _form_words(letter: Letter, form: HeldForm) -> str:
    return "konsep" if form is HeldForm.PUT_UP and not letter.blob else form.value
