"""What is kept of a letter on its way: parafs, the signed paper, the proof of delivery, prints; nothing by halves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from letter_stages import draft
from office_desk import ADMIN, LEADER, START, OfficeAtWork

from cases.errors import (
    BadFile,
    BadPicture,
    ConfirmationNeeded,
    DatabaseDamaged,
    InvalidInput,
    NotAllowed,
    NotFound,
    StorageError,
)
from cases.model.letter import FinalKind, Initial, LetterStatus
from cases.model.office import NumberPolicy, Paper
from cases.model.steps import CorrectedFacts
from cases.services import letters, register
from cases.services.corrections import LetterCorrection, correct_letter
from cases.services.office import change_office, current_office, keep_signatory

SCAN = b"%PDF-1.4 /Page /Page %%EOF"
PICTURE = b"\x89PNG pindaian"


def with_parafs(office: OfficeAtWork) -> None:
    """Two officials give their paraf on the office's letters."""
    kept = [
        office.do_as(ADMIN, keep_signatory, office.person(number, position=post), f"{post},")
        for number, post in ((20, "Sekretaris Badan"), (21, "Kepala Bidang Disiplin"))
    ]
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, initials=tuple(one.id for one in kept)))


# -- parafs


def test_a_draft_takes_the_parafs_that_the_office_set(office: OfficeAtWork) -> None:
    with_parafs(office)
    letter = draft(office)
    assert [(one.name, one.post, one.given_on) for one in letter.initials] == [
        ("Pejabat Rekaan 20", "Sekretaris Badan", None),
        ("Pejabat Rekaan 21", "Kepala Bidang Disiplin", None),
    ]


def test_who_signs_gives_no_paraf_besides(office: OfficeAtWork) -> None:
    signer = office.do_as(ADMIN, keep_signatory, office.person(1), "Kepala Dinas,")
    office.do_as(ADMIN, change_office, replace(office.ask(current_office), initials=(signer.id,)))
    letter = draft(office)
    assert letter.content.signatures[0].person.name == signer.person.name
    assert letter.initials == ()


def test_a_paraf_is_given_taken_back_and_kept_when_the_list_changes(office: OfficeAtWork) -> None:
    with_parafs(office)
    letter = draft(office)
    letter = office.do(letters.give_initial, letter.id, 0, START)
    letter = office.put_up(letter.id, START)
    letter = office.do(letters.give_initial, letter.id, 1, START)
    letter = office.do(letters.take_back_initial, letter.id, 1)
    assert [one.given_on for one in letter.initials] == [START, None]
    wanted = (Initial(name=" Analis Rekaan ", post="Analis"), letter.initials[0])
    letter = office.do(letters.set_initials, letter.id, wanted)
    assert [(one.name, one.given_on) for one in letter.initials] == [
        ("Analis Rekaan", None),
        ("Pejabat Rekaan 20", START),
    ]


def test_what_cannot_be_a_paraf_is_refused(office: OfficeAtWork) -> None:
    with_parafs(office)
    letter = draft(office)
    with pytest.raises(InvalidInput, match="belum terjadi"):
        office.do(letters.give_initial, letter.id, 0, START + timedelta(days=1))
    for index in (-1, 2):
        with pytest.raises(InvalidInput, match="muat ulang"):
            office.do(letters.give_initial, letter.id, index, START)
    twice = (letter.initials[0], letter.initials[0])
    for wanted in (twice, (Initial(name=" ", post="Analis"),), tuple(Initial(name=str(n), post="") for n in range(9))):
        with pytest.raises(InvalidInput) as refused:
            office.do(letters.set_initials, letter.id, wanted)
        assert refused.value.field == "initials"
    assert office.ask(letters.letter, letter.id).initials == letter.initials


def test_a_signature_without_a_paraf_is_asked_for_once_and_shows(office: OfficeAtWork) -> None:
    with_parafs(office)
    letter = office.put_up(draft(office).id, START)
    office.do(letters.give_initial, letter.id, 0, START)
    with pytest.raises(ConfirmationNeeded) as asked:
        office.do(letters.sign, letter.id, START)
    assert (asked.value.topic, asked.value.items) == ("initials", ("Pejabat Rekaan 21",))
    assert office.ask(letters.letter, letter.id).status is LetterStatus.PUT_UP
    letter = office.do(letters.sign, letter.id, START, without_initials=True)
    assert [one.given_on for one in letter.initials] == [START, None]
    with pytest.raises(InvalidInput, match="ditandatangani"):
        office.do(letters.give_initial, letter.id, 1, START)


def test_a_paraf_is_not_younger_than_the_signature(office: OfficeAtWork) -> None:
    with_parafs(office)
    letter = office.put_up(draft(office).id, START)
    office.clock.set_today(START + timedelta(days=2))
    for index in (0, 1):
        office.do(letters.give_initial, letter.id, index, START + timedelta(days=1))
    with pytest.raises(InvalidInput, match="sesudah tanda tangan"):
        office.do(letters.sign, letter.id, START)
    assert office.do(letters.sign, letter.id, START + timedelta(days=1)).status is LetterStatus.SIGNED


# -- the signed form


def test_what_was_put_up_and_what_was_signed_are_both_kept(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    put_up = office.ask(letters.letter_bytes, letter.id)
    letter = office.do(letters.sign, letter.id, START, scan=SCAN)
    assert (letter.final_kind, letter.final_sha256) == (FinalKind.SCAN, hashlib.sha256(SCAN).hexdigest())
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, name="Badan Lain", paper=Paper.A4))
    assert office.ask(letters.letter_bytes, letter.id) == put_up
    assert office.ask(letters.final_bytes, letter.id) == SCAN
    office.do(letters.void_letter, letter.id, "Salah alamat.")
    assert office.ask(letters.letter_bytes, letter.id) == put_up
    assert office.ask(letters.final_bytes, letter.id) == SCAN


def test_a_scan_may_come_later_and_only_a_reason_replaces_it(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    with pytest.raises(InvalidInput, match="belum ditandatangani"):
        office.do(letters.attach_final, letter.id, SCAN)
    office.do(letters.sign, letter.id, START)
    with pytest.raises(NotFound):
        office.ask(letters.final_bytes, letter.id)
    office.do(letters.attach_final, letter.id, SCAN)
    with pytest.raises(InvalidInput) as refused:
        office.do(letters.attach_final, letter.id, PICTURE)
    assert refused.value.field == "reason"
    assert office.ask(letters.final_bytes, letter.id) == SCAN
    office.do(letters.attach_final, letter.id, PICTURE, "Yang dipindai surat lain.")
    assert office.ask(letters.final_bytes, letter.id) == PICTURE
    with office.database.read() as work:
        noted = [row for row in work.audit.of_record([letter.id]) if row.action == "refile"]
    assert [row.changes["reason"][1] for row in noted] == ["Yang dipindai surat lain."]
    (gone,) = office.ask(letters.letter, letter.id).past_forms
    known: set[str] = set()
    office.database.tidy(known.update)
    assert office.vault.get(gone) == SCAN
    assert gone in known


@pytest.mark.parametrize(
    ("scan", "error"),
    [
        (b"", BadFile),
        (b"%PDF-1.4 /Page terpotong", BadFile),
        (b"%PDF-1.4 tanpa halaman %%EOF", BadFile),
        (b"bukan apa-apa", BadPicture),
        (b"%PDF" + b"0" * 40_000_000, BadFile),
    ],
)
def test_what_is_no_scan_signs_nothing(office: OfficeAtWork, scan: bytes, error: type[BadFile]) -> None:
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, number_policy=NumberPolicy.BLANK))
    letter = office.put_up(draft(office).id, START)
    with pytest.raises(error):
        office.do(letters.sign, letter.id, START, 7, scan=scan)
    assert office.ask(letters.letter, letter.id) == letter
    assert office.do(letters.sign, letter.id, START, 7).number_ordinal == 7  # not taken by what was refused


def test_the_unsigned_paper_is_not_taken_for_the_signed_one(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    own = b"%PDF-1.4 /Page %%EOF"
    office.vault.blobs[letter.blob] = own
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.own")
        work.letters.save(replace(letter, sha256=hashlib.sha256(own).hexdigest()))
    with pytest.raises(InvalidInput, match="belum bertanda tangan"):
        office.do(letters.sign, letter.id, START, scan=own)


def test_one_damaged_form_leaves_the_other_readable(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    letter = office.do(letters.sign, letter.id, START, scan=SCAN)
    office.vault.blobs[letter.blob] += b"x"
    with pytest.raises(DatabaseDamaged, match="yang diajukan dari Surat Panggilan I rusak"):
        office.ask(letters.letter_bytes, letter.id)
    assert office.ask(letters.final_bytes, letter.id) == SCAN
    del office.vault.blobs[letter.final_blob]
    with pytest.raises(DatabaseDamaged, match="bentuk akhir"):
        office.ask(letters.final_bytes, letter.id)


# -- delivery


def test_a_delivery_names_who_received_and_keeps_the_proof(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    office.do(letters.sign, letter.id, START)
    for how, to, field in ((" ", "Istri terlapor", "how"), ("diantar", " ", "to")):
        with pytest.raises(InvalidInput) as refused:
            office.do(letters.deliver, letter.id, START, how, to)
        assert refused.value.field == field
    letter = office.do(letters.deliver, letter.id, START, "diantar", "Istri terlapor", PICTURE)
    assert (letter.delivered_to, office.ask(letters.receipt_bytes, letter.id)) == ("Istri terlapor", PICTURE)
    with pytest.raises(InvalidInput, match="alasan"):
        office.do(letters.attach_receipt, letter.id, SCAN)
    office.do(letters.attach_receipt, letter.id, SCAN, "Foto pertama buram.")
    assert office.ask(letters.receipt_bytes, letter.id) == SCAN


def test_who_received_is_set_right_with_a_reason(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    office.do(letters.sign, letter.id, START)
    office.do(letters.deliver, letter.id, START, "diantar", "Istri terlapor")
    asked = LetterCorrection(
        letter_id=letter.id,
        signed_on=START,
        delivered_on=START,
        delivered_how="diantar",
        delivered_to=" Anak terlapor ",
    )
    file = office.do(correct_letter, letter.of_case, asked, "Salah dengar.")
    assert office.ask(letters.letter, letter.id).delivered_to == "Anak terlapor"
    facts = file.steps[-1].facts
    assert isinstance(facts, CorrectedFacts)
    assert [(one.title, one.before, one.after) for one in facts.changes] == [
        ("Surat Panggilan I, penerima", "Istri terlapor", "Anak terlapor")
    ]


# -- numbers and paper


def test_a_number_that_was_left_open_is_filled(office: OfficeAtWork) -> None:
    first, second = draft(office, 1), draft(office, 2)
    office.do(letters.allow_unverified, first.kind)
    assert office.do(letters.put_up, first.id, START, ordinal=3).number == "800.1.6.2/3/BKPSDM/V/2026"
    offer = office.ask(register.number_offer, second.id, START)
    assert offer is not None
    assert (offer.text, offer.holes[0].first, offer.holes[0].last) == ("800.1.6.2/4/BKPSDM/V/2026", 1, 2)
    for taken in (3, 0):
        with pytest.raises(InvalidInput) as refused:
            office.do(letters.put_up, second.id, START, ordinal=taken)
        assert refused.value.field == "ordinal"
    assert office.ask(letters.letter, second.id).status is LetterStatus.DRAFT
    assert office.do(letters.put_up, second.id, START, ordinal=2).number_ordinal == 2


def test_a_disk_that_is_full_leaves_nothing_half_issued(office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    """Number, bytes and status stand together or not at all, whichever of the writes breaks."""

    def full(data: bytes, sha256: str = "") -> str:
        raise StorageError("Penyimpanan penuh.")

    profile = office.ask(current_office)
    first = draft(office, 1)
    office.do(letters.allow_unverified, first.kind)
    with monkeypatch.context() as patch:
        patch.setattr(office.vault, "put", full)
        with pytest.raises(StorageError):
            office.do(letters.put_up, first.id, START)
    assert office.ask(letters.letter, first.id) == first
    assert office.do(letters.put_up, first.id, START).number_ordinal == 1
    office.do_as(ADMIN, change_office, replace(profile, number_policy=NumberPolicy.BLANK))
    second = office.put_up(draft(office, 2).id, START)
    with monkeypatch.context() as patch:
        patch.setattr(office.vault, "put", full)
        with pytest.raises(StorageError):
            office.do(letters.sign, second.id, START, 2, scan=SCAN)
    assert office.ask(letters.letter, second.id) == second
    signed = office.do(letters.sign, second.id, START, 2, scan=SCAN)
    assert (signed.number_ordinal, office.ask(letters.final_bytes, signed.id)) == (2, SCAN)
    with monkeypatch.context() as patch:
        patch.setattr(office.vault, "put", full)
        with pytest.raises(StorageError):
            office.do(letters.deliver, signed.id, START, "diantar", "Terlapor", PICTURE)
    assert office.ask(letters.letter, signed.id).status is LetterStatus.SIGNED


def test_a_draft_may_be_set_on_another_paper(office: OfficeAtWork) -> None:
    letter = draft(office)
    assert office.do(letters.choose_paper, letter.id, Paper.A4).paper is Paper.A4
    assert office.put_up(letter.id, START).paper is Paper.A4
    assert office.renderer.requests[-1].profile.paper is Paper.A4
    with pytest.raises(InvalidInput, match="diajukan"):
        office.do(letters.choose_paper, letter.id, Paper.F4)


# -- what leaves the program


def test_prints_and_exports_are_logged_with_who_and_what(office: OfficeAtWork) -> None:
    letter = draft(office)
    office.do_as(LEADER, letters.note_print, letter.id, "Printer Umum", 3)
    office.do(letters.note_export, letter.id, "salinan kerja")
    with office.database.read() as work:
        rows = [row for row in work.audit.of_record([letter.id]) if row.action in {"print", "export"}]
        assert work.audit.verify().problems == ()
    assert [(row.action, row.actor, row.operation.rpartition(".")[2]) for row in rows] == [
        ("export", "petugas", "note_export"),
        ("print", "pimpinan", "note_print"),
    ]
    told = {name: new for name, (_old, new) in rows[1].changes.items()}
    assert told == {"title": letter.title, "form": "konsep", "printer": "Printer Umum", "copies": "3"}
    assert office.ask(letters.letter, letter.id) == letter


def test_a_leader_files_no_scan(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    for asked in (letters.attach_final, letters.attach_receipt):
        with pytest.raises(NotAllowed):
            office.do_as(LEADER, asked, letter.id, SCAN)
