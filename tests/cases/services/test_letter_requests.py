from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from asked_letters import OF_CASE, OF_OFFICE, OF_REPORT, ONE, put_template
from case_steps import decided, examined, findings
from correction_desk import case_correction
from office_desk import ADMIN, LEADER, START, OfficeAtWork
from samples import nip_of
from track_facts import summons as summons_facts

from cases.errors import ConfirmationNeeded, InvalidInput, NotAllowed, NotFound
from cases.letters.asks import SIGNER, Ask, person_text
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.person import Person
from cases.model.report import Source, VerificationOutcome
from cases.model.steps import StepKey, StoppedFacts
from cases.services import corrections, letter_requests, letter_view, letters, reports, search, verification
from cases.services.correction_plans import LetterCorrection
from cases.services.letter_requests import Offer
from cases.services.office import keep_signatory


@pytest.fixture(autouse=True)
def templates(office: OfficeAtWork) -> None:
    office.do(put_template, OF_CASE, "case")
    office.do(put_template, OF_REPORT, "report", ONE)
    office.do(put_template, OF_OFFICE, "office", ONE)


def entered(offer: Offer) -> dict[str, str]:
    return {ask.key: ask.value for ask in offer.asks}


def offer_of(office: OfficeAtWork, kind: str, **whose: str) -> Offer:
    found = office.ask(letter_requests.offered, **whose)
    return next(one for one in found.offers if one.kind == kind)


def ask_for(office: OfficeAtWork, kind: str, entries: dict[str, str] | None = None, **whose: str) -> Letter:
    made = entered(offer_of(office, kind, **whose)) | (entries or {})
    return office.do(letter_requests.request, kind, entries=made, **whose)


def sign(office: OfficeAtWork, letter: Letter) -> Letter:
    letter = office.put_up(letter.id, office.clock.today())
    return office.do(letters.sign, letter.id, office.clock.today())


def test_what_is_asked_is_proposed_from_the_case(office: OfficeAtWork) -> None:
    file = office.case()
    offer = offer_of(office, OF_CASE, case_id=file.case.id)
    proposed = entered(offer)
    assert proposed["pokok"] == f"Dugaan atas nama {file.case.respondent.name}"
    assert (proposed["uraian"], proposed["pukul"], proposed["sifat"]) == ("", "09.00", "biasa")
    assert proposed["hari"] == office.clock.today().isoformat()
    assert msgspec.json.decode(proposed["saksi"], type=Person) == file.case.superior
    assert (offer.why, offer.obstacle) == ("Untuk uji.", "")


def test_a_letter_is_drafted_from_its_entries_and_goes_its_way(office: OfficeAtWork) -> None:
    file = office.case()
    letter = ask_for(office, OF_CASE, {"hari": "2026-05-11", "uraian": "Bawa\nberkas."}, case_id=file.case.id)
    values = letter.content.values
    assert (values["hari"], values["pukul"], values["uraian"]) == ("11 Mei 2026", "09.00 WIB", "Bawa\nberkas.")
    assert values["saksi.nama"] == "Pejabat Rekaan 1"
    assert (letter.status, letter.case_id, letter.report_id) == (LetterStatus.DRAFT, file.case.id, None)
    assert offer_of(office, OF_CASE, case_id=file.case.id).draft_id == letter.id
    letter = sign(office, letter)
    assert (letter.status, letter.number) == (LetterStatus.SIGNED, "800.1.6.2/1/BKPSDM/V/2026")
    assert letter.content.values["hari"] == "11 Mei 2026"
    assert offer_of(office, OF_CASE, case_id=file.case.id).draft_id == ""


REFUSED: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"pokok": "  "}, "pokok", "Isi pokok surat dahulu."),
    ({"pokok": "x" * 501}, "pokok", "Ringkas pokok surat"),
    ({"hari": "31 Februari"}, "hari", "bukan tanggal"),
    ({"hari": "2126-05-04"}, "hari", "Tahun 2126 terlalu jauh"),
    ({"pukul": "25.00"}, "pukul", "bukan jam"),
    ({"pukul": "9"}, "pukul", "bukan jam"),
    ({"sifat": "gawat"}, "sifat", "Pilih sifat dari daftar."),
    ({"saksi": "siapa saja"}, "saksi", "Pilih orang dari daftar"),
    ({"saksi": '{"name": " "}'}, "saksi", "Isi nama untuk saksi."),
    ({"saksi": '{"name": "Ani", "nip": "123"}'}, "saksi", "NIP"),
    ({"hari": "0001-01-01"}, "hari", "Tahun 1 terlalu lama"),
    ({"pokok": "\u200b \u202e\x07"}, "pokok", "Isi pokok surat dahulu."),
    ({"saksi": person_text(Person(name="\u200b"))}, "saksi", "Isi nama untuk saksi."),
    ({"saksi": person_text(Person(name="Ani", position="x" * 501))}, "saksi", "Ringkas data saksi"),
    ({"lain": "apa"}, "lain", "tidak mempunyai isian"),
)
"""An entry, the field at which it is told, and words of the sentence."""


def test_an_entry_that_cannot_be_taken_is_told_at_its_field(office: OfficeAtWork) -> None:
    file = office.case()
    for entries, field, words in REFUSED:
        with pytest.raises(InvalidInput) as told:
            ask_for(office, OF_CASE, entries, case_id=file.case.id)
        assert (told.value.field, words in told.value.sentence) == (field, True), told.value.sentence
    assert office.ask(letters.letter_page, ListQuery(sort="title")).total == 0


def test_signs_that_nobody_sees_are_not_kept(office: OfficeAtWork) -> None:
    file = office.case()
    odd = {
        "pokok": "<Ani>\u202e {nama}\x00 & **",
        "uraian": "a\tb\r\nc\x07",
        "saksi": person_text(Person(name="\u200fRina\x1b <img src=x>")),
    }
    entries = ask_for(office, OF_CASE, odd, case_id=file.case.id).entries
    assert (entries["pokok"], entries["uraian"]) == ("<Ani> {nama} & **", "a b\nc")
    assert msgspec.json.decode(entries["saksi"], type=Person) == Person(name="Rina <img src=x>")


def test_a_person_is_typed_by_hand_and_his_number_cleaned(office: OfficeAtWork) -> None:
    file, nip = office.case(), nip_of(44)
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    typed = msgspec.json.encode(Person(name=" Rina Contoh ", nip=spaced)).decode()
    letter = ask_for(office, OF_CASE, {"saksi": typed}, case_id=file.case.id)
    assert msgspec.json.decode(letter.entries["saksi"], type=Person) == Person(name="Rina Contoh", nip=nip)


def test_a_kind_waits_for_its_step_and_then_comes_first(office: OfficeAtWork) -> None:
    office.do(put_template, "stop-report", "case", 'after = ["summons-1"]')
    file = office.case()
    offers = office.ask(letter_requests.offered, case_id=file.case.id).offers
    late = next(one for one in offers if one.kind == "stop-report")
    assert all(one.obstacle for one in offers[offers.index(late) :])
    assert late.obstacle == "Sesudah tahap Panggilan I dicatat."
    assert "apology" not in {one.kind for one in offers}
    for kind, words in (("stop-report", "Sesudah tahap Panggilan I"), ("apology", "Tidak dipakai pada jalur")):
        with pytest.raises(InvalidInput, match=words):
            office.do(letter_requests.request, kind, case_id=file.case.id, entries={})
    office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
    offers = office.ask(letter_requests.offered, case_id=file.case.id).offers
    fitting = [one for one in offers if one.fits]
    assert {"stop-report", "recording-consent"} <= {one.kind for one in fitting}
    assert list(offers[: len(fitting)]) == fitting
    assert [one.kind for one in office.ask(letter_requests.fitting, file.case.id)] == [one.kind for one in fitting]


def test_a_kind_is_asked_for_where_it_belongs(office: OfficeAtWork) -> None:
    file = office.case()
    with pytest.raises(InvalidInput, match="dibuat dari daftar surat"):
        office.do(letter_requests.request, OF_OFFICE, case_id=file.case.id, entries={"pokok": "a"})
    with pytest.raises(InvalidInput, match="saat tahapnya dicatat"):
        office.do(letter_requests.request, "summons-1", case_id=file.case.id, entries={})
    with pytest.raises(NotFound):
        office.ask(letter_requests.offered, case_id="tidak-ada")
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, letter_requests.request, OF_OFFICE, entries={"pokok": "a"})


def test_a_letter_of_the_office_alone_is_listed_found_and_numbered(office: OfficeAtWork) -> None:
    letter = ask_for(office, OF_OFFICE, {"pokok": "Rekap triwulan"})
    view = office.ask(letter_view.letter_view, letter.id)
    assert (view.case_number, view.report_number, view.respondent.name) == ("", "", "")
    line = office.ask(letters.letter_page, ListQuery(sort="case_number", filters={"case_number": "kantor"})).rows[0]
    assert (line.id, line.case_number, line.respondent) == (letter.id, "Surat kantor", "")
    assert [hit.id for hit in office.ask(search.find, "recap-cover")] == [letter.id]
    second = ask_for(office, OF_OFFICE, {"pokok": "Rekap lain"})
    assert sign(office, letter).number == "800.1.6.2/1/BKPSDM/V/2026"
    assert sign(office, second).number == "800.1.6.2/2/BKPSDM/V/2026"
    assert office.ask(letters.letter_bytes, letter.id) != office.ask(letters.letter_bytes, second.id)


@pytest.mark.parametrize("whose", ["case", "report", "office"])
def test_a_letter_is_replaced_with_what_was_entered(office: OfficeAtWork, whose: str) -> None:
    file = office.case()
    place = {"case": {"case_id": file.case.id}, "report": {"report_id": file.report.id}, "office": {}}[whose]
    kind = {"case": OF_CASE, "report": OF_REPORT, "office": OF_OFFICE}[whose]
    old = sign(office, ask_for(office, kind, {"pokok": "Yang lama"}, **place))
    assert office.ask(letter_view.letter_view, old.id).replaceable
    new = office.do(letters.replace_letter, old.id, "Salah ketik.")
    assert (new.entries["pokok"], new.replaces) == ("Yang lama", old.id)
    assert office.ask(letter_view.letter_view, old.id).newer == new
    with pytest.raises(InvalidInput, match="sedang diganti"):
        office.do(letters.void_letter, old.id, "Keliru.")
    new = office.do(letter_requests.change_entries, new.id, {"pokok": "Yang baru"})
    new = sign(office, new)
    old = office.ask(letters.letter, old.id)
    assert (old.status, new.content.values["pokok"]) == (LetterStatus.VOID, "Yang baru")
    assert new.number in old.void_reason
    voided = office.do(letters.void_letter, new.id, "Tidak jadi.")
    assert voided.status is LetterStatus.VOID


def test_entries_change_while_it_is_a_draft(office: OfficeAtWork) -> None:
    file = office.case()
    letter = ask_for(office, OF_CASE, case_id=file.case.id)
    view = office.ask(letter_view.letter_view, letter.id)
    assert {ask.key: ask.value for ask in view.asks if ask.value} == letter.entries
    assert file.case.superior in view.known
    changed = office.do(letter_requests.change_entries, letter.id, {"pokok": "Lain", "uraian": "Dua baris."})
    assert (changed.content.values["pokok"], changed.entries["pukul"]) == ("Lain", "09.00")
    changed = office.do(letter_requests.change_entries, letter.id, {"uraian": ""})
    assert (changed.content.values["uraian"], "uraian" in changed.entries) == ("", False)
    with pytest.raises(InvalidInput) as told:
        office.do(letter_requests.change_entries, letter.id, {"pukul": "pagi"})
    assert told.value.field == "pukul"
    office.put_up(letter.id, office.clock.today())
    with pytest.raises(InvalidInput, match="sudah diajukan"):
        office.do(letter_requests.change_entries, letter.id, {"pokok": "Terlambat"})


def two_signatories(office: OfficeAtWork) -> tuple[Any, Any]:
    head = office.person(31, position="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia")
    secretary = office.person(32, position="Sekretaris Badan")
    line = "a.n. Kepala Badan,\nSekretaris,"
    return office.do_as(ADMIN, keep_signatory, head, head.position), office.do_as(
        ADMIN, keep_signatory, secretary, line
    )


def test_an_unverified_article_is_allowed_before_it_is_printed(office: OfficeAtWork) -> None:
    office.do(put_template, "pledge", "case", ONE, "{pokok} {pelanggaran.ketentuan}")
    letter = ask_for(office, "pledge", {"pokok": "Menurut"}, case_id=office.case().case.id)
    with pytest.raises(ConfirmationNeeded) as asked:
        office.do(letters.put_up, letter.id, office.clock.today())
    assert asked.value.items
    assert office.put_up(letter.id, office.clock.today()).status is LetterStatus.PUT_UP


def refused(office: OfficeAtWork) -> verification.VerificationForm:
    return verification.VerificationForm(
        verified_on=office.clock.today(),
        outcome=VerificationOutcome.REFUSED,
        jurisdiction=False,
        identity=True,
        evidence=False,
        reason="Bukan pegawai daerah ini.",
    )


def test_the_signer_of_the_agencys_letters_is_chosen(office: OfficeAtWork) -> None:
    file = office.case()
    assert SIGNER not in entered(offer_of(office, OF_CASE, case_id=file.case.id))
    head, secretary = two_signatories(office)
    ask = next(one for one in offer_of(office, OF_CASE, case_id=file.case.id).asks if one.key == SIGNER)
    assert {value for value, _ in ask.choices} == {head.id, secretary.id}
    letter = ask_for(office, OF_CASE, {SIGNER: secretary.id}, case_id=file.case.id)
    (block,) = letter.content.signatures
    assert (block.person, block.post_line) == (secretary.person, secretary.post_line)
    letter = office.do(letter_requests.change_entries, letter.id, {SIGNER: head.id})
    assert letter.content.signatures[0].person == head.person
    with pytest.raises(InvalidInput, match="Pilih penanda tangan dari daftar"):
        office.do(letter_requests.change_entries, letter.id, {SIGNER: "siapa"})
    assert office.put_up(letter.id, office.clock.today()).content.signatures[0].person == head.person


def test_the_signer_of_a_steps_letter_is_chosen_too(office: OfficeAtWork) -> None:
    _, secretary = two_signatories(office)
    file = examined(office)
    office.signed(file.case.id, StepKey.FINDINGS, findings(office, file, proven=False))
    file = office.take(file.case.id, StepKey.STOPPED, StoppedFacts(reason="Tidak terbukti."), office.clock.today())
    letter = next(one for one in file.letters if one.kind == "stop-notice")
    assert letter.content.signatures[0].person != secretary.person
    assert [ask.key for ask in office.ask(letter_view.letter_view, letter.id).asks] == [SIGNER]
    letter = office.do(letter_requests.change_entries, letter.id, {SIGNER: secretary.id})
    assert letter.content.signatures[0].person == secretary.person
    letter = office.put_up(letter.id, office.clock.today())
    assert letter.content.signatures[0].person == secretary.person
    new = office.do(letters.replace_letter, letter.id, "Salah tulis.")
    assert (new.content.signatures[0].person, new.entries) == (secretary.person, letter.entries)


def test_the_signer_of_a_reports_letter_is_chosen_too(office: OfficeAtWork) -> None:
    _, secretary = two_signatories(office)
    report = office.do(verification.verify, (report := office.report()).id, report.respondents[0].id, refused(office))
    letter_id = report.respondents[0].verification.letter_id
    letter = office.do(letter_requests.change_entries, letter_id, {SIGNER: secretary.id})
    letter = office.put_up(letter.id, office.clock.today())
    assert letter.content.signatures[0].person == secretary.person
    new = office.do(letters.replace_letter, letter.id, "Salah tulis.")
    assert new.content.signatures[0].person == secretary.person


def test_a_summons_is_signed_by_whom_the_law_names(office: OfficeAtWork) -> None:
    two_signatories(office)
    file = office.case()
    file = office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
    assert office.ask(letter_view.letter_view, file.letters[0].id).asks == ()


def test_a_correction_of_the_case_reaches_what_somebody_asked_for(office: OfficeAtWork) -> None:
    office.do(put_template, "pledge", "case", ONE, "{pokok} {peristiwa.tanggal}")
    file = office.case()
    printed, drafted = (ask_for(office, "pledge", {"pokok": "Pada"}, case_id=file.case.id) for _ in range(2))
    sign(office, printed)
    day = file.case.event_on - timedelta(days=2)
    made = case_correction(file, event_on=day)
    office.do(corrections.correct_case, file.case.id, made, "Salah baca.")
    printed, drafted = (office.ask(letters.letter, one.id) for one in (printed, drafted))
    assert "seharusnya “2 Mei 2026”" in printed.outdated
    assert (drafted.outdated, drafted.content.values["peristiwa.tanggal"]) == ("", "2 Mei 2026")


def test_the_day_of_a_signature_is_corrected(office: OfficeAtWork) -> None:
    file = office.case()
    letter = sign(office, ask_for(office, OF_CASE, case_id=file.case.id))
    office.clock.set_today(START + timedelta(days=3))
    asked = LetterCorrection(letter_id=letter.id, signed_on=START + timedelta(days=1))
    office.do(corrections.correct_letter, file.case.id, asked, "Salah baca.")
    assert office.ask(letters.letter, letter.id).signed_on == START + timedelta(days=1)


def test_verifying_anew_leaves_what_somebody_asked_for(office: OfficeAtWork) -> None:
    report = office.report()
    letter = ask_for(office, OF_REPORT, {"pokok": "Permintaan"}, report_id=report.id)
    for _ in range(2):
        office.do(verification.verify, report.id, report.respondents[0].id, refused(office))
    assert office.ask(letters.letter, letter.id).status is LetterStatus.DRAFT


SAMPLES = {"text": "Contoh", "lines": "Satu.\nDua.", "time": "10.00", "person": person_text(Person(name="Rina Contoh"))}


def test_everything_that_is_offered_is_made_from_its_entries(office: OfficeAtWork) -> None:
    two_signatories(office)
    file = decided(office)
    for whose in ({"case_id": file.case.id}, {"report_id": file.report.id}, {}):
        offers = [one for one in office.ask(letter_requests.offered, **whose).offers if not one.obstacle]
        assert offers
        for offer in offers:
            filled = {ask.key: ask.value or _sample(office, ask) for ask in offer.asks}
            letter = office.do(letter_requests.request, offer.kind, entries=filled, **whose)
            assert letter.entries == filled, offer.kind
            assert office.put_up(letter.id, office.clock.today()).status is LetterStatus.PUT_UP


def _sample(office: OfficeAtWork, ask: Ask) -> str:
    if ask.kind == "date":
        return office.clock.today().isoformat()
    return ask.choices[0][0] if ask.kind == "choice" else SAMPLES[ask.kind]


def test_every_shipped_letter_on_request_opens_its_form(office: OfficeAtWork) -> None:
    file = office.case()
    for whose in ({"case_id": file.case.id}, {"report_id": file.report.id}, {}):
        found = office.ask(letter_requests.offered, **whose)
        assert found.offers
        assert all(ask.title for offer in found.offers for ask in offer.asks)


def test_a_notice_on_a_letter_to_the_reporter_does_not_name_him(office: OfficeAtWork) -> None:
    """Whoever lists letters or asks about one reads the notice, and the book of numbers keeps it."""
    file = office.case(report=office.report(source=Source.PUBLIC, reporter_name="Budi Pelapor"))
    letter = office.do(letter_requests.request, "reporter-notice", case_id=file.case.id, entries={})
    letter = sign(office, letter)
    assert letter.content.values["balas.kepada"] == "Sdr. Budi Pelapor"
    parts = {name: getattr(file.report, name) for name in reports.ReportForm.__dataclass_fields__}
    renamed = reports.ReportForm(**(parts | {"respondents": (), "reporter_name": "Budi Santoso Pelapor"}))
    office.do(reports.change_report, file.report.id, renamed)
    for name in ("Nama Salah", "Nama Betul"):
        person = replace(file.case.respondent, name=name)
        file = office.do(
            corrections.correct_case, file.case.id, case_correction(file, respondent=person), "Salah tulis."
        )
    told = office.ask(letters.letter, letter.id).outdated
    assert "tidak sesuai lagi" in told
    assert "Budi" not in told


def test_a_report_has_one_receipt_however_often_it_is_asked_for(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), source=Source.PUBLIC, reporter_name="Warga Rekaan")
    first = office.do(letter_requests.receipt, report.id)
    assert office.do(letter_requests.receipt, report.id).id == first.id
    assert [one.id for one in office.ask(letter_requests.letters_of_report, report.id)] == [first.id]
