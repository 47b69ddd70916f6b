"""The I'DIS pack of a case, or its reply to SBT: what is in it, the bytes of each paper, and that it left."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from cases.errors import InvalidInput
from cases.handed_names import plain_name
from cases.letters.builders.reports import ADDRESSEES
from cases.model.case import CaseFile
from cases.model.figures import FigureQuery
from cases.model.idis_pack import IdisPack, PackTarget, Upload
from cases.model.packet import PacketPart, PartForm
from cases.model.steps import DocumentedFacts, StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.idis_pack import (
    absent_papers,
    documents_of,
    is_concerned,
    is_ready,
    tells_reporter,
    upload_rules,
    values_of,
)
from cases.rules.lifecycle import next_steps
from cases.rules.recap_form import recap_form
from cases.services.access import service
from cases.services.letter_forms import HeldForm, held
from cases.services.letter_packet import in_order, part_of
from cases.services.letter_print import names_reporter
from cases.services.next_steps import case_by_number
from cases.services.settling import law_of, read_file, the_office

_MOST_NAME = 30
"""Letters of a name in the folder's: Windows takes 260 with the names of the files."""


@service(Right.RECAP)
def pack_case(work: UnitOfWork, actor: Actor, number: str) -> str:
    """Return the identifier of the case of a number; raises NotFound."""
    return case_by_number(work, number)


@service(Right.RECAP)
def idis_pack(work: UnitOfWork, actor: Actor, case_id: str, target: PackTarget = PackTarget.IDIS) -> IdisPack:
    """Return what a pack of a case holds; no bytes are read yet.

    Letters that name who reported are left out. Raises InvalidInput for a case of which no such pack is made, or not
    yet: without a signed decision, or for a reply to SBT without any outcome.
    """
    file = read_file(work, case_id)
    law, office, rules = law_of(work, file.case), the_office(work), upload_rules(target).pack
    if not is_concerned(file.case, target):
        raise InvalidInput(rules.foreign.format(number=file.case.number))
    if not is_ready(file.case, target):
        raise InvalidInput(rules.not_yet.format(number=file.case.number))
    letters = in_order(work, file)
    person = file.report.source not in ADDRESSEES  # a body that reports is no secret: decisions cite it
    kept_back = [one for one in letters if names_reporter(one.content) or (person and tells_reporter(file, one))]
    documents = documents_of([one for one in letters if one not in kept_back], target)
    wanted = {one.letter_id for one in documents_of(letters, target)}
    waiting = recap_form(rules.waiting).lines
    name = plain_name(file.case.respondent.name.partition(",")[0])[:_MOST_NAME].strip(" .")
    now, who = work.clock.now().astimezone(office.time_zone.zone), file.case.respondent
    return IdisPack(
        target=target,
        title=rules.title,
        form=rules.form,
        systems=rules.systems,
        case_id=case_id,
        case_number=file.case.number,
        respondent=who.name,
        nip=who.nip,
        folder=f"{rules.folder} {plain_name(file.case.number)} {name} {now:%Y-%m-%d}",
        sheet=rules.sheet,
        office=office.name,
        made_at=now,
        made_by=actor.full_name or actor.name,
        log_head=work.audit.head().code,
        note=rules.note,
        largest_mb=rules.largest_mb,
        documents=documents,
        values=values_of(file, law, target),
        absent=absent_papers(file, law, documents, target),
        kept_back=tuple(f"{one.title} {one.number}".strip() for one in kept_back if one.id in wanted),
        uploads=_uploads(file),
        waiting=work.figures.counts(FigureQuery(), (waiting,), work.clock.today())[waiting],
        may_record=any(step.key is StepKey.DOCUMENTED for step in next_steps(file, law)),
    )


@service(Right.RECAP, Right.EXPORT)
def pack_part(work: UnitOfWork, actor: Actor, letter_id: str, *, receipt: bool = False) -> PacketPart:
    """Return one paper as it is handed on: signed where the office holds that, else as put up; or its receipt.

    Raises DatabaseDamaged when the stored bytes no longer have their fingerprint.
    """
    letter = work.letters.get(letter_id)
    part = part_of(work, letter, work.cases.get(letter.of_case).number)
    if not receipt:
        return part
    data = held(work, letter, HeldForm.RECEIPT)
    return replace(part, form=PartForm.SCAN, remark="", data=data, sha256=hashlib.sha256(data).hexdigest())


@service(Right.RECAP, Right.EXPORT)
def note_pack(
    work: UnitOfWork, actor: Actor, letter_ids: tuple[str, ...], target: PackTarget = PackTarget.IDIS
) -> None:
    """Write into the log that these letters leave the program in a pack."""
    for letter_id in dict.fromkeys(letter_ids):
        _note(work, actor, letter_id, upload_rules(target).pack.how)


@service(Right.RECAP)
def take_pack_back(
    work: UnitOfWork, actor: Actor, letter_ids: tuple[str, ...], target: PackTarget = PackTarget.IDIS
) -> None:
    """Write into the log that a pack was not finished and its copies were deleted again."""
    for letter_id in dict.fromkeys(letter_ids):
        _note(work, actor, letter_id, f"{upload_rules(target).pack.how} tidak jadi, salinannya dihapus")


def _note(work: UnitOfWork, actor: Actor, letter_id: str, how: str) -> None:
    work.audit.note("export", "letter", letter_id, {"title": work.letters.get(letter_id).title, "how": how})


def _uploads(file: CaseFile) -> tuple[Upload, ...]:
    """What was recorded as uploaded, in the order of recording."""
    return tuple(
        Upload(
            system=step.facts.system,
            uploaded_on=step.facts.uploaded_on,
            reference=step.facts.reference,
            by=step.recorded_by,
        )
        for step in file.steps
        if isinstance(step.facts, DocumentedFacts)
    )
