"""From a letter to its paper: the number that it takes, the code that it prints, its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from cases.letters.builders.reports import ADDRESSEES
from cases.letters.check_code import code_of, qr_text
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterProfile, LetterRequest, RegisterEntry, RenderedLetter
from cases.model.office import Office, Paper
from cases.ports import UnitOfWork
from cases.rules.numbering import check_ordinal, counter_of, letter_number
from cases.services.reporter_shown import refuse_telling
from cases.services.settling import the_office

_ADDRESSEE = re.compile(r"Yth\.\s+([^\\\"\n]+)")
_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
_REPORTER, _PERSON, _COVERED = "balas.kepada", "Sdr.", "pelapor"


def next_ordinal(work: UnitOfWork, letter: Letter, on: date) -> int:
    """Return the ordinal that a letter would take on a day."""
    return work.register.last_ordinal(counter_of(the_office(work), letter.classification), on.year) + 1


def number_text(work: UnitOfWork, letter: Letter, on: date, ordinal: int) -> str:
    """Return a number as the office writes it, by its pattern for letters or for decisions."""
    office = the_office(work)
    decision = work.shelf.of(letter.kind, on).pattern == "decision"
    pattern = office.decision_pattern if decision else office.number_pattern
    return letter_number(pattern, classification=letter.classification, ordinal=ordinal, unit=office.unit_code, on=on)


def take_number(work: UnitOfWork, letter: Letter, on: date, ordinal: int | None = None) -> Letter:
    """Enter a number into the register and return the letter with it: the next one, or the ordinal given.

    Raises InvalidInput for an ordinal that is none or that is taken.
    """
    if ordinal is None:
        ordinal = next_ordinal(work, letter, on)
    check_ordinal(ordinal, "ordinal")
    office, written = the_office(work), letter.wording or work.shelf.text(letter.template)
    text = number_text(work, letter, on, ordinal)
    work.register.take(
        RegisterEntry(
            id=new_id(),
            classification=letter.classification,
            counter=counter_of(office, letter.classification),
            year=on.year,
            ordinal=ordinal,
            text=text,
            letter_id=letter.id,
            taken_at=work.clock.now(),
            used_on=on,
            subject=letter.title,
            addressee=addressee_of(
                written, letter.content, masked=office.mask_reporter, reporter=_reporter(work, letter)
            ),
        )
    )
    return replace(letter, number=text, number_year=on.year, number_ordinal=ordinal)


def names_reporter(content: LetterContent) -> bool:
    """Return whether a letter goes to the person who reported, and so names him."""
    return content.values.get(_REPORTER, "").startswith(_PERSON)


def addressee_of(text: str, content: LetterContent, *, masked: bool, reporter: str = "") -> str:
    """Return to whom a letter is directed, as it prints it behind "Yth."; empty where it names nobody so.

    Who reported is not named where the office masks him, whatever letter goes to him: everybody reads the book of
    numbers.
    """

    def value(found: re.Match[str]) -> str:
        told = content.values.get(found[1], "")
        return _COVERED if masked and found[1] == _REPORTER and told.startswith(_PERSON) else told

    found = _ADDRESSEE.search(text)
    filled = _PLACEHOLDER.sub(value, found[1]) if found else ""
    told = " ".join(filled.replace("**", "").split()).removeprefix(_PERSON).strip(" ,;")
    return _COVERED if masked and reporter and reporter.casefold() in told.casefold() else told


def _reporter(work: UnitOfWork, letter: Letter) -> str:
    """The name of whoever reported what a letter is about, empty where nobody is named or a body sent the report."""
    report_id = work.cases.get(letter.case_id).report_id if letter.case_id is not None else letter.report_id
    report = work.reports.get(report_id) if report_id is not None else None
    return "" if report is None or report.source in ADDRESSEES else " ".join(report.reporter_name.split())


def short_code(letter: Letter) -> str:
    """Return the code that the letter prints, by which it is known again from paper."""
    return code_of(letter.id)


def render(work: UnitOfWork, letter: Letter, *, draft: bool, only: tuple[int, ...] = ()) -> RenderedLetter:
    """Return the letter's PDF as it would print now; with ``only`` these pages (from 0) are drawn, the others empty."""
    request = letter_request(work, letter, draft=draft)
    return work.renderer.render(replace(request, only=only) if only else request)


def letter_request(work: UnitOfWork, letter: Letter, *, draft: bool) -> LetterRequest:
    """Return everything that the letter would print now; raises NotAllowed for whom it may not be shown."""
    refuse_telling(work, letter)
    office = the_office(work)
    code = "" if draft or not office.qr_shown else letter.short_code
    return LetterRequest(
        kind=letter.kind,
        template=letter.template,
        text=letter.wording or work.shelf.text(letter.template),
        content=letter.content,
        profile=letter_profile(work, letter.paper),
        number=letter.number,
        letter_on=letter.letter_on,
        short_code=letter.short_code,
        log_head=letter.log_head,
        draft=draft,
        qr=qr_text(agency=office.short_name, number=letter.number, code=code),
        initials=letter.initials,
    )


def letter_profile(work: UnitOfWork, paper: Paper) -> LetterProfile:
    """Return what the office's letters on a paper look like."""
    office = the_office(work)
    logo, second, emblem = (
        work.vault.get(blob) if blob else None
        for blob in (office.logo_blob, office.second_logo_blob, office.head_emblem_blob)
    )
    return profile_of(office, paper, logo=logo, second_logo=second, head_emblem=emblem)


def profile_of(
    office: Office, paper: Paper, *, logo: bytes | None, second_logo: bytes | None, head_emblem: bytes | None
) -> LetterProfile:
    """Return what letters of an office on a paper look like with these pictures."""
    return LetterProfile(
        paper=paper,
        margins=office.margins,
        typeface=office.typeface,
        government=office.government,
        agency=office.name,
        address=f"{office.address}, Telepon {office.phone}" if office.phone else office.address,
        head_lines=office.head_lines,
        head_title=office.head_title,
        region=office.region,
        place=office.place,
        logo=logo,
        second_logo=second_logo,
        head_emblem=head_emblem,
        footer_shown=office.footer_shown,
    )
