"""Copies of letters to hand on: one, or all of a case in the order of its steps, each checked before it leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from cases.errors import DatabaseDamaged, InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import FinalKind, Letter, LetterRequest, LetterStatus
from cases.model.packet import Packet, PacketPart, PartForm
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.letter_chain import step_of
from cases.services.access import service
from cases.services.letter_filing import note_export
from cases.services.letter_forms import HeldForm, held
from cases.services.letter_print import letter_profile, letter_request, names_reporter, render
from cases.services.reporter_shown import tells
from cases.services.settling import law_of, read_file, the_office

_FORMS = {FinalKind.SCAN: PartForm.SCAN, FinalKind.ELECTRONIC: PartForm.ELECTRONIC}
_NO_LETTERS = "Belum ada surat yang terbit dalam perkara ini; ajukan suratnya dahulu, atau sertakan juga konsepnya."


@service(Right.READ)
def packet_part(work: UnitOfWork, actor: Actor, letter_id: str) -> PacketPart:
    """Return a letter as it is handed on: signed where the office holds that, else as put up, else the draft.

    Raises DatabaseDamaged when the stored bytes no longer have their fingerprint.
    """
    letter = work.letters.get(letter_id)
    case = work.cases.get(letter.case_id) if letter.case_id is not None else None
    report = work.reports.get(letter.report_id) if case is None and letter.report_id else None
    return part_of(work, letter, case.number if case else report.number if report else "")


@service(Right.READ)
def packet_parts(work: UnitOfWork, actor: Actor, case_id: str, *, drafts: bool = False, void: bool = False) -> Packet:
    """Return the letters of a case in the order of its steps, drafts and void ones only if asked for.

    A packet goes from hand to hand: letters that name who reported are left out where the office masks him, and for
    whoever may not see him.
    Raises DatabaseDamaged with the titles of all that no longer have their fingerprint, InvalidInput without letters.
    """
    file = read_file(work, case_id)
    left_out = {status for status, wanted in ((LetterStatus.DRAFT, drafts), (LetterStatus.VOID, void)) if not wanted}
    wanted = [letter for letter in in_order(work, file) if letter.status not in left_out]
    masked = the_office(work).mask_reporter
    sees = work.may(Right.SEE_REPORTER)
    kept_back = [
        letter for letter in wanted if (masked and names_reporter(letter.content)) or (not sees and tells(work, letter))
    ]
    chosen = [letter for letter in wanted if letter not in kept_back]
    if not chosen:
        raise InvalidInput(_NO_LETTERS)
    parts, damaged = [], []
    for letter in chosen:
        try:
            parts.append(part_of(work, letter, file.case.number))
        except DatabaseDamaged:
            damaged.append(_named(letter))
    if damaged:
        raise DatabaseDamaged(
            f"Paket tidak dibuat: berkas {'; '.join(damaged)} rusak atau hilang; pulihkan dari cadangan."
        )
    return replace(_packet(work, parts, file), left_out=tuple(_named(letter) for letter in kept_back))


@service(Right.READ)
def packet_of(work: UnitOfWork, actor: Actor, parts: tuple[PacketPart, ...]) -> Packet:
    """Return a packet of letters that were read one by one; raises InvalidInput without any."""
    if not parts:
        raise InvalidInput("Tidak ada surat yang dapat dijadikan paket.")
    return _packet(work, parts, None)


@service(Right.READ)
def note_packet(work: UnitOfWork, actor: Actor, letter_ids: tuple[str, ...]) -> None:
    """Write into the log that these letters left the program in a packet."""
    for letter_id in filter(None, letter_ids):
        note_export(work, actor, letter_id, "paket PDF")


@service(Right.READ)
def copy_request(work: UnitOfWork, actor: Actor, letter_id: str) -> LetterRequest:
    """Return what a working copy of a letter is made of: its words and values, as they are kept with it."""
    letter = work.letters.get(letter_id)
    return letter_request(work, letter, draft=not letter.blob)


def in_order(work: UnitOfWork, file: CaseFile) -> list[Letter]:
    """Return the letters of a case in the order of their steps; one of no step follows those made before it."""
    law = law_of(work, file.case)
    places = {step.id: place for place, step in enumerate(file.steps)}

    def place(letter: Letter) -> int:
        step = step_of(file, letter, law)
        if step is not None:
            return places[step.id]
        return sum(step.recorded_at <= letter.made_at for step in file.steps) - 1

    return sorted(file.letters, key=place)  # letters of one step stay in the order of making


def part_of(work: UnitOfWork, letter: Letter, whose: str) -> PacketPart:
    """Return a letter with its bytes as it is handed on; ``whose`` names its case. Raises DatabaseDamaged."""
    form, data = _bytes(work, letter)
    template = work.shelf.kept(letter.template)
    return PacketPart(
        letter_id=letter.id,
        title=letter.title,
        number=letter.number,
        letter_on=letter.letter_on,
        whose=whose,
        form=form,
        remark=_remark(letter),
        confidential=bool(template and template.access),
        paper=letter.paper,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=letter.kind,
    )


def _bytes(work: UnitOfWork, letter: Letter) -> tuple[PartForm, bytes]:
    if not letter.blob:
        return PartForm.DRAFT, render(work, letter, draft=True).pdf
    if letter.final_blob:
        return _FORMS[letter.final_kind], held(work, letter, HeldForm.FINAL)
    return PartForm.PUT_UP, held(work, letter, HeldForm.PUT_UP)


def _remark(letter: Letter) -> str:
    if letter.status is LetterStatus.DRAFT:
        return "KONSEP"
    if letter.status is LetterStatus.VOID:
        return "BATAL"
    return "belum ditandatangani" if letter.status is LetterStatus.PUT_UP else ""


def _named(letter: Letter) -> str:
    return f"{letter.title} nomor {letter.number}" if letter.number else letter.title


def _packet(work: UnitOfWork, parts: Iterable[PacketPart], file: CaseFile | None) -> Packet:
    respondent = file.case.respondent if file is not None else None
    return Packet(
        case_number=file.case.number if file is not None else "",
        respondent=respondent.name if respondent else "",
        nip=respondent.nip if respondent else "",
        as_of=work.clock.today(),
        profile=letter_profile(work, the_office(work).paper),
        parts=tuple(parts),
    )
