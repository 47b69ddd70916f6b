"""The life of a letter: preview, put up, signed, delivered, void or replaced; its number is taken with its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Final

from cases.errors import ConfirmationNeeded, GuardRefused, InvalidInput
from cases.model.letter import Initial, Letter, LetterStatus
from cases.model.listing import LetterLine, ListQuery, Page
from cases.model.office import NumberPolicy, Paper
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.impact import broken, verdict_changes, with_letters
from cases.rules.letter_chain import before_step, counts, step_of
from cases.services.access import service
from cases.services.letter_asked import asked_again, asked_for
from cases.services.letter_drafts import (
    draft_letter,
    in_place_of,
    redrafted,
    report_draft_again,
    unverified_articles,
)
from cases.services.letter_filing import (
    attach_final,
    attach_receipt,
    final_bytes,
    note_export,
    note_print,
    receipt_bytes,
)
from cases.services.letter_forms import HeldForm, check_scan, held, line_of, with_receipt
from cases.services.letter_initials import ask_missing
from cases.services.letter_print import render, short_code, take_number
from cases.services.letter_signature import (
    allow_day,
    record_signature,
    refuse_if_replaced,
    require_status,
    settle_letters,
)
from cases.services.settling import (
    bench_of,
    law_of,
    read_file,
    refuse_far_day,
    refuse_future_day,
    settle,
    the_office,
)

__all__ = [
    "HeldForm",
    "allow_unverified",
    "attach_final",
    "attach_receipt",
    "choose_paper",
    "deliver",
    "final_bytes",
    "give_initial",
    "letter",
    "letter_bytes",
    "letter_page",
    "note_export",
    "note_print",
    "put_up",
    "receipt_bytes",
    "record_signature",
    "replace_letter",
    "set_initials",
    "sign",
    "take_back_initial",
    "void_letter",
]

_OPEN: Final = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})
"""Where a letter still waits for parafs."""
_MOST: Final = 8
"""Parafs that a letter may carry."""


@service(Right.READ)
def letter(work: UnitOfWork, actor: Actor, letter_id: str) -> Letter:
    """Return a letter; raises NotFound."""
    return work.letters.get(letter_id)


@service(Right.READ)
def letter_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[LetterLine]:
    """Return one page of the list of letters."""
    return work.letters.page(query)


@service(Right.READ)
def letter_bytes(work: UnitOfWork, actor: Actor, letter_id: str) -> bytes:
    """Return the PDF: of a draft as it would print today, else the stored bytes, the same for good.

    Raises DatabaseDamaged when the stored bytes no longer have their fingerprint.
    """
    letter = work.letters.get(letter_id)
    return held(work, letter, HeldForm.PUT_UP) if letter.blob else render(work, letter, draft=True).pdf


@service(Right.ISSUE)
def put_up(work: UnitOfWork, actor: Actor, letter_id: str, letter_on: date, *, ordinal: int | None = None) -> Letter:
    """Put a draft up for signature: number and date are given, or left blank as the office's profile says.

    ``ordinal`` fills a number that was left open, the next one is taken without it. The number is taken and the PDF
    lies in the vault before the commit; the head that it prints is the one before.
    Raises GuardRefused when the day that it would print breaks the order of steps, ConfirmationNeeded when the letter
    prints articles that nobody has verified and the office has not yet allowed that for letters of its kind.
    """
    letter = work.letters.get(letter_id)
    require_status(letter, LetterStatus.DRAFT)
    refuse_far_day(work, letter_on, "letter_on")
    if ordinal is not None and ordinal < 1:
        raise InvalidInput("Nomor urut dimulai dari 1.", field="ordinal")
    office = the_office(work)
    head = work.audit.head()
    blank = office.number_policy is NumberPolicy.BLANK and letter.numbered
    if not blank:
        allow_day(work, letter, letter_on)
    _allow_unverified(work, letter, letter_on)
    letter = replace(
        redrafted(work, letter, letter_on),
        status=LetterStatus.PUT_UP,
        letter_on=None if blank else letter_on,
        short_code=short_code(letter),
        log_head=head.code,
    )
    if letter.numbered and not blank:
        letter = take_number(work, letter, letter_on, ordinal)
    rendered = render(work, letter, draft=False)
    fingerprint = hashlib.sha256(rendered.pdf).hexdigest()
    blob = work.vault.put(rendered.pdf, fingerprint)
    letter = replace(letter, blob=blob, sha256=fingerprint, pages=rendered.pages)
    work.letters.save(letter)
    if letter.case_id is not None:
        settle(work, letter.case_id)  # what comes next is its signature
    return letter


@service(Right.ISSUE)
def allow_unverified(work: UnitOfWork, actor: Actor, kind: str) -> None:
    """Let letters of a kind print articles that nobody has verified; the log keeps who allowed it and when."""
    work.shelf.of(kind, None)
    office = the_office(work)
    if kind not in office.unverified_letters:
        work.office.save(replace(office, unverified_letters=(*office.unverified_letters, kind)))


@service(Right.MANAGE_LETTERS)
def choose_paper(work: UnitOfWork, actor: Actor, letter_id: str, paper: Paper) -> Letter:
    """Set a draft on another paper than the office's, for a printer that has no other."""
    letter = work.letters.get(letter_id)
    require_status(letter, LetterStatus.DRAFT)
    made = replace(letter, paper=paper)
    if made != letter:
        work.letters.save(made)
    return made


@service(Right.MANAGE_LETTERS)
def set_initials(work: UnitOfWork, actor: Actor, letter_id: str, wanted: tuple[Initial, ...]) -> Letter:
    """Say who gives a paraf on a letter, in this order; a paraf that was given stays with who gave it."""
    letter = _open_letter(work, letter_id)
    named = tuple(Initial(name=line_of(one.name, "initials"), post=line_of(one.post, "initials")) for one in wanted)
    if any(not one.name for one in named):
        raise InvalidInput("Isi nama yang memberi paraf.", field="initials")
    if len({(one.name, one.post) for one in named}) < len(named):
        raise InvalidInput("Seorang pejabat memberi paraf satu kali; hapus baris yang sama.", field="initials")
    if len(named) > _MOST:
        raise InvalidInput(f"Paling banyak {_MOST} paraf pada satu surat.", field="initials")
    given = {(one.name, one.post): one.given_on for one in letter.initials}
    return _save_initials(work, letter, tuple(replace(one, given_on=given.get((one.name, one.post))) for one in named))


@service(Right.MANAGE_LETTERS)
def give_initial(work: UnitOfWork, actor: Actor, letter_id: str, index: int, given_on: date) -> Letter:
    """Record that one of those who are to give their paraf has given it; ``index`` counts from 0."""
    refuse_future_day(work, given_on, "given_on")
    return _with_initial(work, letter_id, index, given_on)


@service(Right.MANAGE_LETTERS)
def take_back_initial(work: UnitOfWork, actor: Actor, letter_id: str, index: int) -> Letter:
    """Take back a paraf that was recorded by mistake."""
    return _with_initial(work, letter_id, index, None)


@service(Right.ISSUE)
def sign(
    work: UnitOfWork,
    actor: Actor,
    letter_id: str,
    signed_on: date,
    ordinal: int | None = None,
    *,
    scan: bytes | None = None,
    without_initials: bool = False,
) -> Letter:
    """Record the signature; deadlines run from ``signed_on``, and a letter that it replaces is void from now on.

    ``ordinal`` is the number written by hand on a letter that was put up blank, ``scan`` the signed paper as PDF or
    picture. Raises ConfirmationNeeded while parafs are missing until ``without_initials`` says to go on; BadFile or
    BadPicture for bytes that are no scan; else as ``record_signature`` does.
    """
    letter = work.letters.get(letter_id)
    require_status(letter, LetterStatus.PUT_UP)
    ask_missing(letter, confirmed=without_initials)
    final = check_scan(work, scan) if scan is not None else None
    return record_signature(work, letter, signed_on, ordinal, final=final)


@service(Right.MANAGE_LETTERS)
def deliver(
    work: UnitOfWork,
    actor: Actor,
    letter_id: str,
    delivered_on: date,
    how: str,
    to: str,
    receipt: bytes | None = None,
) -> Letter:
    """Record that a signed letter reached somebody, how, and the proof of it where there is one (PDF or picture)."""
    letter = work.letters.get(letter_id)
    require_status(letter, LetterStatus.SIGNED)
    refuse_future_day(work, delivered_on, "delivered_on")
    if letter.signed_on is not None and delivered_on < letter.signed_on:
        raise InvalidInput("Surat tidak mungkin disampaikan sebelum ditandatangani.", field="delivered_on")
    how, to = line_of(how, "how"), line_of(to, "to")
    if not how:
        raise InvalidInput("Isi cara penyampaian, misalnya diserahkan langsung.", field="how")
    if not to:
        raise InvalidInput("Isi siapa yang menerima surat.", field="to")
    letter = replace(
        letter,
        status=LetterStatus.DELIVERED,
        delivered_on=delivered_on,
        delivered_how=how,
        delivered_to=to,
    )
    if receipt is not None:
        letter = with_receipt(work, letter, check_scan(work, receipt))
    work.letters.save(letter)
    return letter


@service(Right.VOID)
def void_letter(work: UnitOfWork, actor: Actor, letter_id: str, reason: str) -> Letter:
    """Make a letter void: its number stays taken, its paper stays readable; a step that it dates counts no more.

    Raises GuardRefused when a later step rests on it, InvalidInput without a reason or when it is being replaced.
    """
    letter = work.letters.get(letter_id)
    if letter.status is LetterStatus.VOID:
        raise InvalidInput(f"{letter.title} sudah batal; muat ulang halaman.")
    reason = _reason(reason)
    refuse_if_replaced(work, letter)
    made = replace(letter, status=LetterStatus.VOID, void_reason=reason, outdated="")
    if letter.case_id is not None:
        file = read_file(work, letter.case_id)
        changes = verdict_changes(file, with_letters(file, (made,)), bench_of(work))
        own = step_of(file, letter, law_of(work, file.case))
        for change in broken(changes, own.id if own else ""):
            raise GuardRefused(
                f"{letter.title} tidak dapat dibatalkan karena tahap {change.step_title} bergantung padanya; "
                "ganti suratnya, atau batalkan tahap itu dahulu.",
                guard=change.guard,
                article=change.told.article,
            )
        work.letters.save(made)
        settle_letters(work, file, f"pembatalan {letter.title}")
    else:
        work.letters.save(made)
    return made


@service(Right.MANAGE_LETTERS)
def replace_letter(work: UnitOfWork, actor: Actor, letter_id: str, reason: str) -> Letter:
    """Draft a letter anew, to take the place of one that was put up already; return the draft.

    The old letter stands until the new one is signed, and is void then; both stay readable. Raises InvalidInput for a
    draft, a letter that is being replaced already, or one whose step counts no more.
    """
    old = work.letters.get(letter_id)
    reason = _reason(reason)
    if old.status is LetterStatus.DRAFT:
        raise InvalidInput(f"{old.title} masih konsep; koreksi tahapnya, konsepnya ikut berubah.")
    refuse_if_replaced(work, old)
    made = in_place_of(work, _drafted_again(work, actor, old), old)
    work.letters.add(made)
    if old.status is not LetterStatus.VOID:
        work.letters.save(replace(old, outdated=" ".join(filter(None, (old.outdated, f"Diganti: {reason}")))))
    return made


def _with_initial(work: UnitOfWork, letter_id: str, index: int, given_on: date | None) -> Letter:
    letter = _open_letter(work, letter_id)
    if not 0 <= index < len(letter.initials):
        raise InvalidInput("Daftar paraf surat ini sudah berubah; muat ulang halaman.")
    changed = (replace(one, given_on=given_on) if at == index else one for at, one in enumerate(letter.initials))
    return _save_initials(work, letter, tuple(changed))


def _open_letter(work: UnitOfWork, letter_id: str) -> Letter:
    letter = work.letters.get(letter_id)
    if letter.status not in _OPEN:
        raise InvalidInput(f"{letter.title} sudah {letter.status}; parafnya tidak diubah lagi.")
    return letter


def _save_initials(work: UnitOfWork, letter: Letter, initials: tuple[Initial, ...]) -> Letter:
    made = replace(letter, initials=initials)
    if made != letter:
        work.letters.save(made)
    return made


def _reason(reason: str) -> str:
    reason = line_of(reason, "reason")
    if not reason:
        raise InvalidInput("Tulis alasannya.", field="reason")
    return reason


def _allow_unverified(work: UnitOfWork, letter: Letter, letter_on: date) -> None:
    """Ask once for each kind of letters whether it may print what nobody has compared with the official copy."""
    if letter.kind in the_office(work).unverified_letters:
        return
    articles = unverified_articles(work, letter, letter_on)
    if articles:
        raise ConfirmationNeeded(
            f"{letter.title} mencetak ketentuan yang belum diverifikasi: {'; '.join(articles)}. "
            "Izinkan untuk jenis surat ini, atau verifikasi dahulu di Pengaturan.",
            topic=letter.kind,
            items=articles,
        )


def _drafted_again(work: UnitOfWork, actor: Actor, old: Letter) -> Letter:
    if asked_for(work, old):
        return asked_again(work, actor, old)
    if old.case_id is None:
        return report_draft_again(work, actor, old)
    file = read_file(work, old.case_id)
    law = law_of(work, file.case)
    step = step_of(file, old, law)
    if step is None or not counts(file, step, law):
        raise InvalidInput(f"Tahap yang membuat {old.title} tidak berlaku lagi; catat tahapnya kembali.")
    return draft_letter(work, actor, before_step(file, step), old.kind, step.facts, step.on or old.letter_on)
