"""Electronic signatures on a letter: made with the signer's own file, brought back from elsewhere, or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from case_steps import examination, summon
from letter_stages import put_up
from office_desk import ADMIN, LEADER, START, OfficeAtWork, office_at_work
from pypdf import PdfReader
from signed_paper import SIGNER, sign, signed_elsewhere, trust_issuer, with_other_words
from signing import PASSWORD, issuer, pkcs12_of, revocations, signer

from cases.errors import BadFile, ConfirmationNeeded, InvalidInput, NotAllowed, OfficeError
from cases.model.electronic import Trust, TrustKind
from cases.model.letter import FinalKind, Initial, Letter, LetterStatus
from cases.model.office import NumberPolicy
from cases.model.steps import StepKey
from cases.regulations import Law
from cases.services import letters, trust
from cases.services.letter_initials import MISSING
from cases.services.letter_signing import file_signed, sign_electronically, signing_of
from cases.services.office import change_office, current_office
from reports.letters import LetterPdf


@pytest.fixture
def office(tmp_path: Path, law: Law, template: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(tmp_path, law, template, LetterPdf()) as work:
        yield work


def stored(office: OfficeAtWork) -> set[str]:
    return set(office.vault.blobs)


def shown_words(pdf: bytes) -> str:
    """What the paper says, signatures included."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.flatten_annotations()
        document.save(target)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


def refused(office: OfficeAtWork, letter: Letter, error: type[OfficeError], words: str, **how) -> None:
    """A refusal is one sentence, and nothing of it is stored."""
    before, blobs = office.ask(letters.letter, letter.id), stored(office)
    with pytest.raises(error, match=words) as refusal:
        sign(office, letter, **how)
    assert "\n" not in refusal.value.sentence
    assert office.ask(letters.letter, letter.id) == before
    assert stored(office) == blobs


def test_a_letter_is_signed_with_the_signers_own_file(office: OfficeAtWork) -> None:
    trust_issuer(office)
    letter = put_up(office)
    first = office.ask(letters.letter_bytes, letter.id)
    assert [one.name for one in office.ask(signing_of, letter.id).waiting] == ["Pejabat Rekaan 1"]
    made = sign(office, letter)
    assert (made.status, made.signed_on, made.final_kind) == (LetterStatus.SIGNED, START, FinalKind.ELECTRONIC)
    assert office.ask(letters.letter_bytes, letter.id) == first
    final = office.ask(letters.final_bytes, letter.id)
    assert final.startswith(first)
    assert len(final) > len(first)
    signing = office.ask(signing_of, letter.id)
    assert signing.waiting == ()
    (found,) = signing.found
    assert found.certificate is not None
    assert (found.place, found.intact, found.certificate.trust) == (0, True, Trust.TRUSTED)
    assert found.certificate.holder == SIGNER
    assert found.signed_at == office.clock.now()


def test_neither_file_nor_password_is_kept(office: OfficeAtWork) -> None:
    letter = put_up(office)
    sign(office, letter)
    data = pkcs12_of(signer(SIGNER))
    assert all(data not in blob for blob in office.vault.blobs.values())
    with office.database.read() as work:
        log = repr(work.audit.of_record([letter.id]))
    assert PASSWORD not in log


def test_every_place_is_signed_before_the_letter_is(office: OfficeAtWork) -> None:
    file = office.case()
    day = summon(office, file.case.id, StepKey.SUMMONS_1)
    file = office.take(file.case.id, StepKey.EXAMINATION, examination(file, day), day)
    record = next(letter for letter in file.letters if letter.kind == "examination-record")
    record = office.put_up(record.id, day)
    forms = [office.ask(letters.letter_bytes, record.id)]
    waiting = office.ask(signing_of, record.id).waiting
    assert len(waiting) == 4
    for count, place in enumerate(waiting, start=1):
        record = sign(office, record, signer(place.name), signer=place.signer)
        forms.append(office.ask(letters.final_bytes, record.id))
        assert forms[-1].startswith(forms[-2])
        assert record.status is (LetterStatus.SIGNED if count == len(waiting) else LetterStatus.PUT_UP)
        with pytest.raises(InvalidInput):
            sign(office, record, signer(place.name), signer=place.signer)
    found = office.ask(signing_of, record.id).found
    assert [one.place for one in found] == [place.signer for place in waiting]
    assert all(one.intact for one in found)


def test_a_letter_left_to_the_pen_is_not_signed_electronically(office: OfficeAtWork) -> None:
    profile = office.ask(current_office)
    office.do_as(ADMIN, change_office, replace(profile, number_policy=NumberPolicy.BLANK))
    letter = put_up(office)
    assert "tanpa nomor" in office.ask(signing_of, letter.id).obstacle
    refused(office, letter, InvalidInput, "tanpa nomor")


def test_a_letter_of_a_later_day_waits_for_it(office: OfficeAtWork) -> None:
    letter = put_up(office)
    office.clock.advance(days=-1)
    refused(office, letter, InvalidInput, "bertanggal sesudah hari ini")


def test_a_wrong_password_is_told_under_its_field(office: OfficeAtWork) -> None:
    letter = put_up(office)
    with pytest.raises(InvalidInput, match="Kata sandi sertifikat salah") as refusal:
        sign(office, letter, password="keliru")
    assert refusal.value.field == "password"
    refused(office, letter, InvalidInput, "Kata sandi", password="")


def test_what_is_no_pkcs12_file_is_told_so(office: OfficeAtWork) -> None:
    letter = put_up(office)
    for data in (b"", b"bukan sertifikat", issuer().pem, b"\x30\x82\x01\x01" + b"\0" * 40):
        with pytest.raises(BadFile, match="bukan berkas sertifikat"):
            office.do(sign_electronically, letter.id, data, PASSWORD)


def test_an_expired_certificate_says_since_when(office: OfficeAtWork) -> None:
    old = signer(SIGNER, until=datetime(2026, 4, 30, 12, tzinfo=UTC))
    refused(office, put_up(office), BadFile, "kedaluwarsa sejak 30 April 2026", holder=old)


def test_a_certificate_of_the_future_points_at_the_clock(office: OfficeAtWork) -> None:
    young = signer(SIGNER, since=datetime(2027, 1, 1, tzinfo=UTC))
    refused(office, put_up(office), BadFile, "periksa tanggal komputer", holder=young)


def test_a_certificate_for_something_else_may_not_sign(office: OfficeAtWork) -> None:
    refused(
        office, put_up(office), BadFile, "bukan untuk menandatangani", holder=signer(SIGNER, usage=("key_agreement",))
    )


def test_a_revoked_certificate_is_refused_where_the_list_is_known(office: OfficeAtWork) -> None:
    holder = signer(SIGNER, since=datetime(2024, 2, 2, tzinfo=UTC))
    letter = put_up(office)
    trust_issuer(office)
    office.do_as(ADMIN, trust.add_trusted, revocations(holder, office.clock.now() - timedelta(days=3)))
    refused(office, letter, BadFile, "sudah dicabut", holder=holder)
    assert sign(office, letter).status is LetterStatus.SIGNED


def test_a_certificate_of_somebody_else_is_asked_about(office: OfficeAtWork) -> None:
    letter = put_up(office)
    other = signer("Melati Kusumaningtyas")
    refused(office, letter, ConfirmationNeeded, "atas nama Melati Kusumaningtyas, bukan Pejabat Rekaan 1", holder=other)
    assert sign(office, letter, other, other_name=True).status is LetterStatus.SIGNED


def test_a_certificate_that_only_says_bsre_signs_nothing(office: OfficeAtWork) -> None:
    false = issuer("OSD Kelas 2 BSrE", "Lembaga Palsu")
    letter = put_up(office)
    refused(office, letter, BadFile, "menyebut penerbit BSrE", holder=signer(SIGNER, false), of=false)


def test_the_sentence_of_bsre_stands_only_on_what_it_issued(office: OfficeAtWork) -> None:
    true = issuer("OSD Kelas 1", "BSrE")
    trust_issuer(office, true)
    letter = sign(office, put_up(office), signer(SIGNER, true), true)
    assert "Balai Besar Sertifikasi Elektronik (BSrE)" in shown_words(office.ask(letters.final_bytes, letter.id))
    plain = sign(office, put_up(office))
    words = shown_words(office.ask(letters.final_bytes, plain.id))
    assert "Ditandatangani dengan sertifikat elektronik CA Contoh Tirta Kencana" in words
    assert "BSrE" not in words


def test_who_may_not_manage_letters_signs_none(office: OfficeAtWork) -> None:
    letter = put_up(office)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, sign_electronically, letter.id, pkcs12_of(signer(SIGNER)), PASSWORD)


def test_a_missing_paraf_is_asked_for_before_a_certificate_signs(office: OfficeAtWork) -> None:
    letter = put_up(office)
    office.do(letters.set_initials, letter.id, (Initial(name="Sekretaris Rekaan", post="Sekretaris"),))
    data, before = pkcs12_of(signer(SIGNER)), stored(office)
    pdf = signed_elsewhere(office.ask(letters.letter_bytes, letter.id), office.clock.now())
    for act in (
        lambda: office.do(sign_electronically, letter.id, data, PASSWORD),
        lambda: office.do(file_signed, letter.id, pdf),
    ):
        with pytest.raises(ConfirmationNeeded) as asked:
            act()
        assert (asked.value.topic, asked.value.items) == (MISSING, ("Sekretaris Rekaan",))
    assert stored(office) == before
    made = office.do(file_signed, letter.id, pdf, without_initials=True)
    assert (made.status, made.initials[0].given_on) == (LetterStatus.SIGNED, None)


# -- signed in another application


def test_a_letter_signed_elsewhere_is_filed(office: OfficeAtWork) -> None:
    letter = put_up(office)
    office.clock.advance(days=2)
    pdf = signed_elsewhere(office.ask(letters.letter_bytes, letter.id), office.clock.now() - timedelta(days=1))
    made = office.do(file_signed, letter.id, pdf)
    assert (made.status, made.final_kind) == (LetterStatus.SIGNED, FinalKind.ELECTRONIC)
    assert office.ask(letters.final_bytes, letter.id) == pdf
    (found,) = office.ask(signing_of, letter.id).found
    assert found.certificate is not None
    assert (found.place, found.intact, found.certificate.trust) == (None, True, Trust.UNKNOWN)
    assert made.signed_on == START + timedelta(days=1)


def test_what_is_not_the_signed_letter_is_not_filed(office: OfficeAtWork) -> None:
    letter = put_up(office)
    other = office.ask(letters.letter_bytes, put_up(office).id)
    pdf = office.ask(letters.letter_bytes, letter.id)
    now = office.clock.now()
    signed = signed_elsewhere(pdf, now)
    flipped = bytearray(signed)
    flipped[len(pdf) + 400] ^= 1
    blobs = stored(office)
    for data, words in (
        (b"bukan pdf", "bukan PDF yang dapat dibaca"),
        (pdf, "belum bertanda tangan"),
        (signed_elsewhere(other, now), "bukan surat ini"),
        (signed_elsewhere(with_other_words(pdf), now), "isinya berubah selain tanda tangan"),
        (with_other_words(signed), "berubah selain tanda tangan"),
        (bytes(flipped), "rusak|bukan surat ini|tidak dapat dibaca"),
    ):
        with pytest.raises(BadFile, match=words):
            office.do(file_signed, letter.id, data)
    assert office.ask(letters.letter, letter.id).status is LetterStatus.PUT_UP
    assert stored(office) == blobs


def test_a_signed_pdf_is_not_taken_for_a_scan(office: OfficeAtWork) -> None:
    letter = put_up(office)
    pdf = signed_elsewhere(office.ask(letters.letter_bytes, letter.id), office.clock.now())
    with pytest.raises(BadFile, match="bukan pindaian"):
        office.do(letters.sign, letter.id, START, scan=pdf + b" /Page ")


# -- whom the office trusts


def test_an_admin_adds_an_issuer_and_its_list(office: OfficeAtWork) -> None:
    trust_issuer(office)
    (kept,) = office.ask(trust.trusted_files)
    assert (kept.kind, kept.title) == (TrustKind.CERTIFICATE, "CA Contoh Tirta Kencana")
    with pytest.raises(InvalidInput, match="sudah ada"):
        trust_issuer(office)
    holder, now = signer(SIGNER), office.clock.now()
    for day in (9, 2):
        office.do_as(ADMIN, trust.add_trusted, revocations(holder, now - timedelta(days=day)))
    listed = office.ask(trust.trusted_files)
    assert [one.kind for one in listed] == [TrustKind.REVOCATIONS, TrustKind.CERTIFICATE]
    office.do_as(ADMIN, trust.remove_trusted, kept.id, "Uji.")
    assert [one.kind for one in office.ask(trust.trusted_files)] == [TrustKind.REVOCATIONS]


def test_only_issuers_are_trusted_and_only_by_an_admin(office: OfficeAtWork) -> None:
    with pytest.raises(BadFile, match="bukan sertifikat penerbit"):
        office.do_as(ADMIN, trust.add_trusted, signer(SIGNER).pem)
    with pytest.raises(BadFile, match="bukan sertifikat penerbit atau daftar"):
        office.do_as(ADMIN, trust.add_trusted, b"apa saja")
    with pytest.raises(NotAllowed):
        office.do(trust.add_trusted, issuer().pem)
