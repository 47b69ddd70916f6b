"""The life of a letter: preview, put up, signed, delivered, void or replaced; its number is taken with its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from cases.errors import ConfirmationNeeded, DatabaseDamaged, GuardRefused, InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import LetterLine, ListQuery, Page
from cases.model.office import NumberPolicy
from cases.model.steps import CaseStep
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.dates import long_date
from cases.rules.impact import broken, verdict_changes, with_letters
from cases.rules.letter_chain import before_step, counts, replaced_by, step_of, successor
from cases.services.access import service
from cases.services.letter_drafts import (
    draft_letter,
    follow_replacement,
    redrafted,
    report_draft_again,
    unverified_articles,
)
from cases.services.letter_print import next_ordinal, number_text, render, short_code, take_number
from cases.services.letter_upkeep import kept_letters
from cases.services.settling import bench_of, law_of, read_file, refuse_far_day, settle, the_office


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
    if not letter.blob:
        return render(work, letter, draft=True).pdf
    data = work.vault.get(letter.blob)
    if hashlib.sha256(data).hexdigest() != letter.sha256:
        raise DatabaseDamaged(f"Surat {letter.title} tidak lagi sama dengan saat dibuat; ambil dari cadangan.")
    return data


@service(Right.READ)
def next_number(work: UnitOfWork, actor: Actor, letter_id: str, letter_on: date) -> str:
    """Return the number that the letter would take if it were put up now, empty when it carries none."""
    letter = work.letters.get(letter_id)
    if not letter.numbered:
        return ""
    return number_text(work, letter, letter_on, next_ordinal(work, letter, letter_on))


@service(Right.MANAGE_LETTERS)
def put_up(work: UnitOfWork, actor: Actor, letter_id: str, letter_on: date) -> Letter:
    """Put a draft up for signature: number and date are given, or left blank as the office's profile says.

    The number is taken and the PDF lies in the vault before the commit; the head that it prints is the one before.
    Raises GuardRefused when the day that it would print breaks the order of steps, ConfirmationNeeded when the letter
    prints articles that nobody has verified and the office has not yet allowed that for letters of its kind.
    """
    letter = _in_status(work, letter_id, LetterStatus.DRAFT)
    refuse_far_day(work, letter_on, "letter_on")
    office = the_office(work)
    head = work.audit.head()
    blank = office.number_policy is NumberPolicy.BLANK and letter.numbered
    if not blank:
        _allow_day(work, letter, letter_on)
    _allow_unverified(work, letter, letter_on)
    letter = replace(
        redrafted(work, letter, letter_on),
        status=LetterStatus.PUT_UP,
        paper=office.paper,
        letter_on=None if blank else letter_on,
        short_code=short_code(letter),
        log_head=head.code,
    )
    if letter.numbered and not blank:
        letter = take_number(work, letter, letter_on)
    rendered = render(work, letter, draft=False)
    fingerprint = hashlib.sha256(rendered.pdf).hexdigest()
    blob = work.vault.put(rendered.pdf, fingerprint)
    letter = replace(letter, blob=blob, sha256=fingerprint, pages=rendered.pages)
    work.letters.save(letter)
    if letter.case_id is not None:
        settle(work, letter.case_id)  # what comes next is its signature
    return letter


@service(Right.MANAGE_LETTERS)
def allow_unverified(work: UnitOfWork, actor: Actor, kind: str) -> None:
    """Let letters of a kind print articles that nobody has verified; the log keeps who allowed it and when."""
    work.shelf.of(kind, None)
    office = the_office(work)
    if kind not in office.unverified_letters:
        work.office.save(replace(office, unverified_letters=(*office.unverified_letters, kind)))


@service(Right.MANAGE_LETTERS)
def sign(work: UnitOfWork, actor: Actor, letter_id: str, signed_on: date, ordinal: int | None = None) -> Letter:
    """Record the signature; deadlines run from ``signed_on``, and a letter that it replaces is void from now on.

    ``ordinal`` is the number written by hand on a letter that was put up blank. Raises InvalidInput for a date in the
    future, before the letter's own or before what it records, or a number that is taken; GuardRefused when the day
    breaks the order of steps.
    """
    letter = _in_status(work, letter_id, LetterStatus.PUT_UP)
    _refuse_if_replaced(work, letter)
    _happened(work, signed_on, "signed_on")
    if letter.letter_on is not None and signed_on < letter.letter_on:
        raise InvalidInput("Tanggal tanda tangan tidak mungkin sebelum tanggal surat.", field="signed_on")
    if letter.numbered and not letter.number:
        if ordinal is None or ordinal < 1:
            raise InvalidInput("Isi nomor urut yang ditulis pada surat.", field="ordinal")
        letter = take_number(work, letter, signed_on, ordinal)
    _allow_day(work, letter, signed_on)
    letter = replace(letter, status=LetterStatus.SIGNED, signed_on=signed_on, letter_on=letter.letter_on or signed_on)
    if letter.case_id is None:
        work.letters.save(letter)
        _void_replaced(work, letter)
        return letter
    file = read_file(work, letter.case_id)
    step = step_of(file, letter, law_of(work, file.case))
    if step is not None and step.on is not None and signed_on < step.on and not _dates(work, file, step, letter):
        raise InvalidInput(
            f"{letter.title} tidak mungkin ditandatangani sebelum {long_date(step.on)}; perbaiki tanggalnya.",
            field="signed_on",
        )
    work.letters.save(letter)
    if step is not None:
        _date_step(work, file, step, letter)
    _void_replaced(work, letter)
    _settle(work, file, f"penggantian {letter.title}" if letter.replaces else "")
    return letter


@service(Right.MANAGE_LETTERS)
def deliver(work: UnitOfWork, actor: Actor, letter_id: str, delivered_on: date, how: str) -> Letter:
    """Record that a signed letter reached its addressee."""
    letter = _in_status(work, letter_id, LetterStatus.SIGNED)
    _happened(work, delivered_on, "delivered_on")
    if letter.signed_on is not None and delivered_on < letter.signed_on:
        raise InvalidInput("Surat tidak mungkin disampaikan sebelum ditandatangani.", field="delivered_on")
    if not how.strip():
        raise InvalidInput("Isi cara penyampaian, misalnya diserahkan langsung.", field="how")
    letter = replace(letter, status=LetterStatus.DELIVERED, delivered_on=delivered_on, delivered_how=how.strip())
    work.letters.save(letter)
    return letter


@service(Right.MANAGE_LETTERS)
def void_letter(work: UnitOfWork, actor: Actor, letter_id: str, reason: str) -> Letter:
    """Make a letter void: its number stays taken, its paper stays readable; a step that it dates counts no more.

    Raises GuardRefused when a later step rests on it, InvalidInput without a reason or when it is being replaced.
    """
    letter = work.letters.get(letter_id)
    if letter.status is LetterStatus.VOID:
        raise InvalidInput(f"{letter.title} sudah batal; muat ulang halaman.")
    reason = _reason(reason)
    _refuse_if_replaced(work, letter)
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
        _settle(work, file, f"pembatalan {letter.title}")
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
    _refuse_if_replaced(work, old)
    made = replace(_drafted_again(work, actor, old), replaces=old.id)
    work.letters.add(made)
    if old.status is not LetterStatus.VOID:
        work.letters.save(replace(old, outdated=" ".join(filter(None, (old.outdated, f"Diganti: {reason}")))))
    return made


def _in_status(work: UnitOfWork, letter_id: str, status: LetterStatus) -> Letter:
    letter = work.letters.get(letter_id)
    if letter.status is not status:
        raise InvalidInput(f"Surat {letter.title} kini berstatus {letter.status}; muat ulang halaman.")
    return letter


def _reason(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput("Tulis alasannya.", field="reason")
    return reason.strip()


def _happened(work: UnitOfWork, on: date, field: str) -> None:
    if on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field=field)


def _siblings(work: UnitOfWork, letter: Letter) -> tuple[Letter, ...]:
    """The letters of the same case, or of the same report."""
    if letter.case_id is not None:
        return work.letters.of_case(letter.case_id)
    return work.letters.of_report(letter.report_id or "")


def _refuse_if_replaced(work: UnitOfWork, letter: Letter) -> None:
    if successor(_siblings(work, letter), letter.id) is not None:
        raise InvalidInput(f"{letter.title} sedang diganti; lanjutkan surat penggantinya, atau batalkan pengganti itu.")


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


def _settle(work: UnitOfWork, before: CaseFile, what: str) -> None:
    """Recompute the case; where a letter was taken out of force, mark the letters that speak of it."""
    after = settle(work, before.case.id)
    for one in kept_letters(work, before, after, what) if what else ():
        work.letters.save(one)


def _allow_day(work: UnitOfWork, letter: Letter, day: date) -> None:
    """Hold a letter up when its day would break a hard guard; what is merely late is recorded as it was."""
    if letter.case_id is None:
        return
    file = read_file(work, letter.case_id)
    step = step_of(file, letter, law_of(work, file.case))
    if step is None or not _dates(work, file, step, letter) or _day_of(work, file, step, letter, day) == step.on:
        return
    bench = bench_of(work)
    seen = file if step.on is None else before_step(file, step)
    found = guards.check(seen, step.key, step.facts, day, bench.law, bench.calendar, bench.office, bench.today)
    guards.enforce([finding for finding in found if finding.strength == "hard"], ())


def _dates(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter) -> bool:
    """Whether the letter is the one that gives the step its day."""
    own = {letter.id, *(older.id for older in replaced_by(file.letters, letter))}
    return step.letter_id in own and law_of(work, file.case).step(file.case.track, step.key).dated_by == "letter"


def _day_of(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter, day: date) -> date:
    """The day of a step once its letter is signed: signed anew, it moves the day unless later steps rest on it."""
    if step.on is None:
        return day
    older = (replace(one, status=LetterStatus.VOID) for one in replaced_by(file.letters, letter))
    signed = replace(letter, status=LetterStatus.SIGNED, signed_on=day, letter_on=letter.letter_on or day)
    dated = replace(step, on=day, letter_id=letter.id)
    after = with_letters(file, (signed, *older))
    after = replace(after, steps=tuple(dated if one.id == step.id else one for one in file.steps))
    return step.on if broken(verdict_changes(file, after, bench_of(work)), step.id) else day


def _date_step(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter) -> None:
    """A step that its letter dates has happened now, and the letter stands for it in the place of the one replaced."""
    if step.letter_id not in {letter.id, *(one.id for one in replaced_by(file.letters, letter))}:
        return
    made = replace(step, letter_id=letter.id)
    if letter.signed_on is not None and _dates(work, file, step, letter):
        made = replace(made, on=_day_of(work, file, step, letter, letter.signed_on))
    if made != step:
        work.steps.save(made)


def _void_replaced(work: UnitOfWork, letter: Letter) -> None:
    """What a signed letter replaces is void, and says by which number."""
    older = replaced_by(_siblings(work, letter), letter)
    named = f"nomor {letter.number}" if letter.number else f"{letter.title} yang baru"
    for one in older:
        if one.status is not LetterStatus.VOID:
            reason = f"Diganti dengan {named}. {one.outdated}".strip()
            work.letters.save(replace(one, status=LetterStatus.VOID, void_reason=reason, outdated=""))
    if letter.case_id is None and letter.report_id is not None and older:
        follow_replacement(work, letter, older)


def _drafted_again(work: UnitOfWork, actor: Actor, old: Letter) -> Letter:
    if old.case_id is None:
        return report_draft_again(work, actor, old)
    file = read_file(work, old.case_id)
    law = law_of(work, file.case)
    step = step_of(file, old, law)
    if step is None or not counts(file, step, law):
        raise InvalidInput(f"Tahap yang membuat {old.title} tidak berlaku lagi; catat tahapnya kembali.")
    return draft_letter(work, actor, before_step(file, step), old.kind, step.facts, step.on or old.letter_on)
