"""The life of a letter: preview, put up for signature, signed, delivered; its number is taken with its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from cases.errors import DatabaseDamaged, InvalidInput
from cases.letters.content import content_for
from cases.letters.post_lines import with_post_lines
from cases.letters.templates import template_of
from cases.model.case import CaseFile
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterProfile, LetterRequest, LetterStatus, RegisterEntry, RenderedLetter
from cases.model.listing import LetterLine, ListQuery, Page
from cases.model.office import NumberPolicy, Office
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.dates import long_date
from cases.rules.numbering import letter_number
from cases.services.access import service
from cases.services.settling import calendar_of, law_of, read_file, refuse_far_day, settle, the_office

_HELD = (LetterStatus.PUT_UP, LetterStatus.SIGNED, LetterStatus.DELIVERED)


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
    if letter.status not in _HELD:
        return _render(work, letter, draft=True).pdf
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
    return _number(work, the_office(work), letter, letter_on)[1]


@service(Right.MANAGE_LETTERS)
def put_up(work: UnitOfWork, actor: Actor, letter_id: str, letter_on: date) -> Letter:
    """Put a draft up for signature: number and date are given, or left blank as the office's profile says.

    The number is taken and the PDF lies in the vault before the commit; the head that it prints is the one before.
    Raises GuardRefused when the day that it would print breaks the order of steps.
    """
    letter = _in_status(work, letter_id, LetterStatus.DRAFT)
    refuse_far_day(work, letter_on, "letter_on")
    office = the_office(work)
    head = work.audit.head()
    file = read_file(work, letter.of_case)
    law = law_of(work, file.case)
    step = next(step for step in reversed(file.steps) if step.letter_id == letter_id)
    blank = office.number_policy is NumberPolicy.BLANK and letter.numbered
    if not blank:
        _allow_day(work, letter, letter_on)
    content = content_for(letter.kind, _without(file, letter_id), step.facts, office, law, letter_on)
    letter = replace(
        letter,
        status=LetterStatus.PUT_UP,
        content=with_post_lines(content, template_of(letter.kind, letter_on).family, work.signatories.all()),
        paper=office.paper,
        letter_on=None if blank else letter_on,
        short_code=_short_code(letter),
        log_head=head.code,
    )
    if letter.numbered and not blank:
        letter = _take_number(work, office, letter, letter_on)
    rendered = _render(work, letter, draft=False)
    fingerprint = hashlib.sha256(rendered.pdf).hexdigest()
    blob = work.vault.put(rendered.pdf, fingerprint)
    letter = replace(letter, blob=blob, sha256=fingerprint, pages=rendered.pages)
    work.letters.save(letter)
    return letter


@service(Right.MANAGE_LETTERS)
def sign(work: UnitOfWork, actor: Actor, letter_id: str, signed_on: date, ordinal: int | None = None) -> Letter:
    """Record the signature; deadlines run from ``signed_on``.

    ``ordinal`` is the number written by hand on a letter that was put up blank. Raises InvalidInput for a date in the
    future, before the letter's own or before what it records, or a number that is taken; GuardRefused when the day
    breaks the order of steps.
    """
    letter = _in_status(work, letter_id, LetterStatus.PUT_UP)
    _happened(work, signed_on, "signed_on")
    if letter.letter_on is not None and signed_on < letter.letter_on:
        raise InvalidInput("Tanggal tanda tangan tidak mungkin sebelum tanggal surat.", field="signed_on")
    if letter.numbered and not letter.number:
        if ordinal is None or ordinal < 1:
            raise InvalidInput("Isi nomor urut yang ditulis pada surat.", field="ordinal")
        letter = _take_number(work, the_office(work), letter, signed_on, ordinal)
    _allow_day(work, letter, signed_on)
    _after_its_event(work, letter, signed_on)
    letter = replace(letter, status=LetterStatus.SIGNED, signed_on=signed_on, letter_on=letter.letter_on or signed_on)
    work.letters.save(letter)
    _date_step(work, letter, signed_on)
    settle(work, letter.of_case)
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


def _in_status(work: UnitOfWork, letter_id: str, status: LetterStatus) -> Letter:
    letter = work.letters.get(letter_id)
    if letter.status is not status:
        raise InvalidInput(f"Surat {letter.title} kini berstatus {letter.status}; muat ulang halaman.")
    return letter


def _happened(work: UnitOfWork, on: date, field: str) -> None:
    if on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field=field)


def _allow_day(work: UnitOfWork, letter: Letter, day: date) -> None:
    """Hold a letter up when its day would break a hard guard; what is merely late is recorded as it was."""
    file = read_file(work, letter.of_case)
    law, counted, office, today = law_of(work, file.case), calendar_of(work), the_office(work), work.clock.today()
    for step in file.steps:
        if step.letter_id == letter.id and step.on is None:
            findings = guards.check(file, step.key, step.facts, day, law, counted, office, today)
            guards.enforce([finding for finding in findings if finding.strength == "hard"], ())


def _after_its_event(work: UnitOfWork, letter: Letter, signed_on: date) -> None:
    """A record cannot be signed before what it records has happened."""
    for step in work.steps.of_case(letter.of_case):
        if step.letter_id == letter.id and step.on is not None and signed_on < step.on:
            raise InvalidInput(
                f"{letter.title} tidak mungkin ditandatangani sebelum {long_date(step.on)}; perbaiki tanggalnya.",
                field="signed_on",
            )


def _date_step(work: UnitOfWork, letter: Letter, signed_on: date) -> None:
    """A step that its letter dates has happened now."""
    for step in work.steps.of_case(letter.of_case):
        if step.letter_id == letter.id and step.on is None:
            work.steps.save(replace(step, on=signed_on))


def _without(file: CaseFile, letter_id: str) -> CaseFile:
    """The file as it was when the letter was drafted: without its own step."""
    return replace(file, steps=tuple(step for step in file.steps if step.letter_id != letter_id))


def _number(work: UnitOfWork, office: Office, letter: Letter, on: date) -> tuple[int, str]:
    ordinal = work.register.last_ordinal(letter.classification, on.year) + 1
    return ordinal, _number_text(office, letter, on, ordinal)


def _number_text(office: Office, letter: Letter, on: date, ordinal: int) -> str:
    decision = template_of(letter.kind, on).family == "keputusan"
    pattern = office.decision_pattern if decision else office.number_pattern
    return letter_number(pattern, classification=letter.classification, ordinal=ordinal, unit=office.unit_code, on=on)


def _take_number(work: UnitOfWork, office: Office, letter: Letter, on: date, ordinal: int | None = None) -> Letter:
    if ordinal is None:
        ordinal, text = _number(work, office, letter, on)
    else:
        text = _number_text(office, letter, on, ordinal)
    work.register.take(
        RegisterEntry(
            id=new_id(),
            classification=letter.classification,
            year=on.year,
            ordinal=ordinal,
            text=text,
            letter_id=letter.id,
            taken_at=work.clock.now(),
        )
    )
    return replace(letter, number=text, number_year=on.year, number_ordinal=ordinal)


def _short_code(letter: Letter) -> str:
    """Eight hexadecimal digits of the letter's identity in two groups: short enough to type from paper."""
    digits = hashlib.sha256(letter.id.encode()).hexdigest()[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def _render(work: UnitOfWork, letter: Letter, *, draft: bool) -> RenderedLetter:
    office = the_office(work)
    return work.renderer.render(
        LetterRequest(
            kind=letter.kind,
            template=letter.template,
            content=letter.content,
            profile=_profile(work, office, letter),
            number=letter.number,
            letter_on=letter.letter_on,
            short_code=letter.short_code,
            log_head=letter.log_head,
            draft=draft,
        )
    )


def _profile(work: UnitOfWork, office: Office, letter: Letter) -> LetterProfile:
    address = f"{office.address}, Telepon {office.phone}" if office.phone else office.address
    return LetterProfile(
        paper=letter.paper,
        government=office.government,
        agency=office.name,
        address=address,
        head_title=office.head_title,
        region=office.region,
        place=office.place,
        logo=work.vault.get(office.logo_blob) if office.logo_blob else None,
        head_emblem=work.vault.get(office.head_emblem_blob) if office.head_emblem_blob else None,
        footer_shown=office.footer_shown,
    )
