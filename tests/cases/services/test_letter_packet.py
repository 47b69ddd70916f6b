"""Which letters of a case go into its packet, in which order, in which form; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from case_steps import decided
from office_desk import ADMIN, START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.errors import DatabaseDamaged, InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.packet import PartForm
from cases.model.steps import StepKey
from cases.services import letters
from cases.services.letter_packet import copy_request, note_packet, packet_of, packet_part, packet_parts
from cases.services.office import change_office, current_office


@pytest.fixture
def drafted(office: OfficeAtWork) -> CaseFile:
    """A case with one letter, its first summons, not yet put up."""
    file = office.case()
    return office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))


def test_the_letters_of_a_case_come_in_the_order_of_its_steps(office: OfficeAtWork) -> None:
    file = decided(office)
    packet = office.ask(packet_parts, file.case.id)
    assert [part.letter_id for part in packet.parts] == [one.id for one in file.letters]
    assert (packet.case_number, packet.respondent) == (file.case.number, file.case.respondent.name)
    assert packet.as_of == office.clock.today()


def test_a_replacement_stands_where_its_step_stands(office: OfficeAtWork) -> None:
    file = decided(office)
    first = file.letters[0]
    newer = office.do(letters.replace_letter, first.id, "Salah ketik.")
    office.put_up(newer.id, office.clock.today())
    packet = office.ask(packet_parts, file.case.id)
    assert [part.letter_id for part in packet.parts[:2]] == [first.id, newer.id]


def test_drafts_and_void_letters_go_in_only_when_asked_for(office: OfficeAtWork, drafted: CaseFile) -> None:
    letter = drafted.letters[0]
    with pytest.raises(InvalidInput, match="Belum ada surat yang terbit"):
        office.ask(packet_parts, drafted.case.id)
    packet = office.ask(packet_parts, drafted.case.id, drafts=True)
    assert [(part.remark, part.form, part.number) for part in packet.parts] == [("KONSEP", PartForm.DRAFT, "")]
    office.put_up(letter.id, START)
    packet = office.ask(packet_parts, drafted.case.id)
    assert [(part.remark, part.form) for part in packet.parts] == [("belum ditandatangani", PartForm.PUT_UP)]
    assert packet.parts[0].data == office.ask(letters.letter_bytes, letter.id)
    office.do(letters.void_letter, letter.id, "Keliru.")
    with pytest.raises(InvalidInput):
        office.ask(packet_parts, drafted.case.id, drafts=True)
    assert [part.remark for part in office.ask(packet_parts, drafted.case.id, void=True).parts] == ["BATAL"]


def test_the_signed_form_goes_before_what_was_put_up(office: OfficeAtWork, drafted: CaseFile) -> None:
    letter = drafted.letters[0]
    office.put_up(letter.id, START)
    scan = b"\x89PNG pindaian"
    office.do(letters.sign, letter.id, START, scan=scan)
    part = office.ask(packet_part, letter.id)
    assert (part.form, part.data, part.remark, part.whose) == (PartForm.SCAN, scan, "", drafted.case.number)
    assert office.ask(packet_of, (part,)).case_number == ""


def test_damaged_letters_are_all_named_and_no_packet_is_made(office: OfficeAtWork) -> None:
    file = decided(office)
    numbered = [one for one in file.letters if one.number][:2]
    for letter in numbered:
        office.vault.blobs[letter.blob] += b"x"
    with pytest.raises(DatabaseDamaged) as refused:
        office.ask(packet_parts, file.case.id)
    for letter in numbered:
        assert f"{letter.title} nomor {letter.number}" in refused.value.sentence


def test_a_packet_of_nothing_is_refused(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput):
        office.ask(packet_of, ())


def test_every_letter_of_a_packet_is_noted_in_the_log(office: OfficeAtWork, drafted: CaseFile) -> None:
    letter = office.put_up(drafted.letters[0].id, START)
    assert letter.status is LetterStatus.PUT_UP
    office.do(note_packet, (letter.id,))
    with office.database.read() as work:
        newest = work.audit.of_record([letter.id])[0]
    assert (newest.action, newest.actor) == ("export", "petugas")
    assert "paket PDF" in str(newest)


def test_a_working_copy_is_made_of_what_the_letter_keeps(office: OfficeAtWork, drafted: CaseFile) -> None:
    letter = drafted.letters[0]
    asked = office.ask(copy_request, letter.id)
    assert (asked.kind, asked.draft, asked.number) == ("summons-1", True, "")
    letter = office.put_up(letter.id, START)
    asked = office.ask(copy_request, letter.id)
    assert (asked.draft, asked.number, asked.content) == (False, letter.number, letter.content)


def test_a_letter_that_names_who_reported_stays_with_the_office(office: OfficeAtWork) -> None:
    file = decided(office)
    notice = file.letters[-1]
    named = replace(notice.content, values={**notice.content.values, "balas.kepada": "Sdr. Warga Rekaan"})
    with office.database.write() as work:
        work.log_as(ADMIN, "test.name")
        work.letters.save(replace(notice, content=named))
    packet = office.ask(packet_parts, file.case.id)
    assert notice.id not in {part.letter_id for part in packet.parts}
    assert [title.partition(" nomor ")[0] for title in packet.left_out] == [notice.title]
    office.do_as(ADMIN, change_office, replace(office.ask(current_office), mask_reporter=False))
    assert notice.id in {part.letter_id for part in office.ask(packet_parts, file.case.id).parts}
