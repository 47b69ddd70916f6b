"""Letters as PDF, read with libraries that did not write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from letter_extremes import LONG
from letter_facts import ACCUSED, AUDITOR, DECISION, FACTS, LETTER_ON, MORAL_FINDINGS, TEAM
from letter_renders import LAW, PDF, request_for
from letter_renders import rendered as sample
from letter_samples import KINDS, letter_case, letter_content, letter_file, letter_profile, letter_request, track_case
from printed_letter import check_paper, page_texts, render, text_of, whole_text

from cases.errors import LetterError
from cases.letters.templates import SHIPPED
from cases.model.case import Track
from cases.model.office import Paper
from cases.model.person import ActingMark, EmploymentStatus, Person
from cases.model.steps import DeclarationManner, ExaminationFacts, FindingsFacts, HandoverFacts, Question
from reports.letters import LetterPdf

SANCTIONS = [sanction for pack in LAW.packs for sanction in pack.sanctions]


# Letters with a line for the pen: the receipt of a decision, and a signature of nobody whom the facts name.
FORMS = {"disposition-sheet", "intake-form", "recap-cover"}
OF_THE_OFFICE = {"intake-form", "recap-cover", "watch-request", "watch-reminder"}
FOR_THE_PEN = {
    "decision", "moral-decision", "dismissal-decision",
    "stop-notice", "closing-note", "refusal-reply", "forwarding-letter", "verification-sheet",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_open_that_is_known(kind: str) -> None:
    text = re.sub(r"\.{5,}", "…", text_of(render(kind)))
    assert not re.search(r"[{}]|\*\*| [,;.]|\.\.", text)
    if not SHIPPED.of(kind, None).initials and kind not in FORMS:
        assert text.count("…") == (kind in FOR_THE_PEN)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("sanction", SANCTIONS, ids=lambda sanction: sanction.key)
def test_every_sanction_has_its_decision(sanction, paper: Paper) -> None:
    facts = replace(DECISION, sanction_key=sanction.key, level=sanction.level)
    content = letter_content("decision", LAW, facts=facts)
    rendered = PDF.render(letter_request("decision", content, profile=letter_profile(paper=paper)))
    check_paper(rendered, paper)
    text = text_of(rendered)
    assert sanction.title in text
    assert sanction.article in text
    following = {
        "none": "KEDUA : Keputusan ini mulai berlaku",
        "period": "Diktum KESATU terhitung mulai tanggal 1 Maret 2025 sampai dengan tanggal 28 Februari 2026.",
        "allowance": "sebesar Rp1.200.000,00 (satu juta dua ratus ribu rupiah) menjadi Rp3.600.000,00 (tiga juta",
        "position": "diturunkan menjadi jabatan Kepala Subbidang Data Aparatur",
        "release": "dibebaskan menjadi jabatan pelaksana Kepala Subbidang Data Aparatur",
        "dismissal": "KEDUA : Kepada Pegawai Negeri Sipil tersebut dalam Diktum KESATU diberikan hak-hak kepegawaian",
    }
    assert following[sanction.dictum] in text
    assert "...." not in text.replace("Diterima tanggal " + "." * 32, "")


def test_a_lowered_post_of_a_pelaksana_is_a_lowered_class() -> None:
    case = letter_case(respondent=replace(ACCUSED, position_kind="Pelaksana"))
    lowered = next(sanction.key for sanction in SANCTIONS if sanction.dictum == "position")
    facts = replace(DECISION, sanction_key=lowered)
    content = letter_content("decision", LAW, file=letter_file(case), facts=facts)
    text = text_of(PDF.render(letter_request("decision", content)))
    assert "berupa penurunan kelas jabatan setingkat lebih rendah" in text
    assert "kelas jabatan Sdr. Rudi Hartawan Saputra, S.Sos., M.A.P. yang menduduki jabatan" in text
    assert "Pengangkatan dalam jabatan yang baru" not in text


def test_the_clause_of_force_stands_word_by_word() -> None:
    assert (
        "Keputusan ini mulai berlaku pada hari kerja ke-15 (lima belas) terhitung mulai tanggal Pegawai Negeri "
        "Sipil yang bersangkutan menerima keputusan atau hari kerja ke-15 (lima belas) sejak tanggal diterimanya "
        "keputusan Hukuman Disiplin yang dikirim ke alamat Pegawai Negeri Sipil yang bersangkutan. KEEMPAT : Keputusan "
        "ini disampaikan kepada yang bersangkutan untuk dilaksanakan."
    ) in text_of(render("decision"))


def test_a_decision_cites_the_breach_and_where_its_sanction_stands() -> None:
    text = text_of(render("decision"))
    long = "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil"
    assert f"pelanggaran terhadap ketentuan Pasal 5 huruf n angka 2 {long};" in text
    assert f"melanggar ketentuan Pasal 5 huruf n angka 2 jo. Pasal 13 huruf g {long}." in text
    assert (
        "menurut Pasal 42 ayat (2) Peraturan Pemerintah Nomor 94 Tahun 2021 jo. Pasal 7 ayat (3) huruf a Peraturan "
        "Pemerintah Nomor 53 Tahun 2010 kepada:"
    ) in text


def test_on_anothers_behalf_each_post_has_its_line() -> None:
    content = letter_content("handover-summons", LAW)
    signature = replace(content.signatures[0], post_line="a.n. Bupati Tirta Kencana, Sekretaris Daerah,")
    request = letter_request("handover-summons", replace(content, signatures=(signature,)))
    lines = [line.strip() for page in page_texts(PDF.render(request)) for line in page.splitlines()]
    at = lines.index("a.n. Bupati Tirta Kencana")
    assert lines[at + 1] == "Sekretaris Daerah,"


def test_findings_without_an_examination_are_one_sentence() -> None:
    content = letter_content("findings-report", LAW, file=letter_file(absent=True))
    text = text_of(PDF.render(letter_request("findings-report", content)))
    assert "yang tidak hadir setelah dipanggil dengan Surat Panggilan I Nomor" in text
    assert text.count("dengan hasil sebagai berikut:") == 1
    assert "disampaikan Berita Acara Ketidakhadiran yang bersangkutan" in text


OTHER = letter_request("closing-note", letter_content("closing-note", LAW))


@pytest.mark.parametrize("kind", KINDS)
def test_equal_requests_give_equal_bytes_from_any_renderer(kind: str) -> None:
    first = sample(kind)
    PDF.render(OTHER)
    assert LetterPdf().render(request_for(kind)).pdf == first.pdf


def test_the_summons_says_who_when_where_and_before_whom() -> None:
    text = whole_text(render("summons-1"))
    for part in (
        "PEMERINTAH KABUPATEN TIRTA KENCANA",
        "RAHASIA SURAT PANGGILAN I NOMOR 800.1.6.2/211/BKPPD/X/2024",
        "Rudi Hartawan Saputra, S.Sos., M.A.P.",
        "19780317 200503 1 903",
        "Hari : Jumat",
        "25 Oktober 2024",
        "09.00 WIB",
        "Tirta Kencana, 15 Oktober 2024 Atasan Langsung,",
        "Dra. Endang Purwaningsih, M.Si. Pembina Utama Muda NIP 19680921 199403 2 904",
        "Tembusan Yth.: 1. Bupati Tirta Kencana (sebagai laporan);",
        "3. Inspektur Kabupaten Tirta Kencana.",
        "Kode surat TK-2024-035-P1-7F3A | Kepala rantai log 1204-9FKX-3453-DW4C-4H0HD",
        "Halaman 1 dari 1",
    ):
        assert part in text, part
    assert "KONSEP" not in text


def test_the_second_summons_names_the_first() -> None:
    assert "Surat Panggilan I Nomor 800.1.6.2/211/BKPPD/X/2024 tanggal 15 Oktober 2024" in text_of(render("summons-2"))


def test_the_record_says_the_day_in_words_and_has_initials_on_every_page() -> None:
    rendered = render("examination-record")
    text = text_of(rendered)
    assert "Jumat, tanggal dua puluh lima, bulan Oktober, tahun dua ribu dua puluh empat" in text
    assert rendered.pages > 1
    assert all("Paraf Yang diperiksa" in " ".join(page.split()) for page in page_texts(rendered))


def test_an_elected_head_signs_in_capitals_without_rank_or_nip() -> None:
    text = text_of(render("decision"))
    end = text[text.index("Ditetapkan di") : text.index("Diterima tanggal")]
    assert "BUPATI TIRTA KENCANA, ARIEF BUDIMAN SETYAWAN" in end
    assert "NIP" not in end


def test_another_official_decides_on_the_head_of_his_own_agency_with_his_mark() -> None:
    official = replace(AUDITOR, position="Kepala Dinas Kesehatan", work_unit="Dinas Kesehatan", acting=ActingMark.PLT)
    facts = replace(DECISION, sanction_key="teguran-lisan", official=official, official_post="Kepala Dinas Kesehatan")
    text = text_of(PDF.render(letter_request("decision", letter_content("decision", LAW, facts=facts))))
    assert "PEMERINTAH KABUPATEN TIRTA KENCANA DINAS KESEHATAN" in text
    assert "Jalan Melati" not in text
    assert "Plt. KEPALA DINAS KESEHATAN, Drs. Bambang Sulistyo, M.M." in text


def test_after_two_absences_the_decision_rests_on_the_evidence_at_hand() -> None:
    content = letter_content("decision", LAW, file=letter_file(absent=True))
    text = text_of(PDF.render(letter_request("decision", content)))
    assert "tidak hadir untuk diperiksa setelah dipanggil dengan Surat Panggilan I Nomor 800.1.6.2/211" in text
    assert "berdasarkan alat bukti dan keterangan yang ada telah terbukti" in text


def test_not_proven_asks_to_stop() -> None:
    facts = FACTS["findings-report"]
    assert isinstance(facts, FindingsFacts)
    content = letter_content("findings-report", LAW, facts=replace(facts, proven=False, sanction_key=""))
    text = text_of(PDF.render(letter_request("findings-report", content)))
    assert "tidak terbukti" in text
    assert "direkomendasikan agar pemeriksaan dihentikan" in text
    assert "dijatuhi" not in text


def test_number_and_date_left_blank_leave_room_for_the_pen() -> None:
    text = text_of(render("summons-1", number="", letter_on=None))
    assert "NOMOR " + "." * 28 in text
    assert "Tirta Kencana, " + "." * 28 in text


def test_a_draft_says_so_with_and_without_the_footer_line() -> None:
    assert "KONSEP" in whole_text(render("summons-1", draft=True))
    quiet = whole_text(render("summons-1", draft=True, profile=letter_profile(footer_shown=False)))
    assert "KONSEP" in quiet
    assert "Kode surat" not in quiet


def test_pages_are_counted_when_the_footer_is_off() -> None:
    rendered = render("examination-record", profile=letter_profile(footer_shown=False))
    first, second, *_ = page_texts(rendered)
    assert "Halaman" not in first + second
    assert "- 2 -" in second
    assert "- 1 -" not in first


def test_a_decision_has_its_running_number_in_any_case() -> None:
    assert "- 2 -" in page_texts(render("decision"))[1]


# Extreme data -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_name_is_printed_whole(kind: str) -> None:
    rendered = sample(kind, extreme=True)
    assert (LONG.name in text_of(rendered)) == (kind not in OF_THE_OFFICE)


def test_words_without_a_space_are_cut_rather_than_lost() -> None:
    address = "https://contoh.invalid/" + "halaman-yang-panjang-sekali/" * 12 + "x" * 300
    facts = replace(FACTS["absence-record"], reason=address)
    rendered = PDF.render(letter_request("absence-record", letter_content("absence-record", LAW, facts=facts)))
    check_paper(rendered, Paper.F4)
    assert address in text_of(rendered).replace(" ", "")


def questions(count: int, words: int) -> ExaminationFacts:
    facts = FACTS["examination-record"]
    assert isinstance(facts, ExaminationFacts)
    made = tuple(
        Question(
            question=f"Tanya{i:02d} awal " + "apakah " * 20 + f"Tanya{i:02d} akhir",
            answer=f"Jawab{i:02d} awal " + "bahwa " * words + f"Jawab{i:02d} akhir",
        )
        for i in range(count)
    )
    return replace(facts, questions=made)


def test_a_question_and_its_answer_stay_on_one_page() -> None:
    content = letter_content("examination-record", LAW, facts=questions(40, 60))
    rendered = PDF.render(letter_request("examination-record", content))
    check_paper(rendered, Paper.F4)
    pages = page_texts(rendered)
    assert len(pages) > 4
    for i in range(40):
        marks = (f"Tanya{i:02d} awal", f"Tanya{i:02d} akhir", f"Jawab{i:02d} awal", f"Jawab{i:02d} akhir")
        holding = {next(n for n, page in enumerate(pages) if mark in " ".join(page.split())) for mark in marks}
        assert len(holding) == 1, marks
    assert all("Pertanyaan" in page for page in pages[:-1])


def test_an_answer_longer_than_a_page_flows_on() -> None:
    content = letter_content("examination-record", LAW, facts=questions(2, 2500))
    rendered = PDF.render(letter_request("examination-record", content))
    check_paper(rendered, Paper.F4)
    assert text_of(rendered).count("bahwa") == 5000


@pytest.mark.parametrize("words", range(150, 330, 12))
def test_a_signature_never_stands_alone_on_a_page(words: int) -> None:
    facts = replace(DECISION, act="menyampaikan ajakan " + "dan ajakan " * words)
    rendered = PDF.render(letter_request("decision", letter_content("decision", LAW, facts=facts)))
    page = next(page for page in page_texts(rendered) if "ARIEF BUDIMAN SETYAWAN" in page)
    before = " ".join(page[: page.index("Ditetapkan di")].split())
    assert "dilaksanakan." in before
    assert "Ditetapkan di" in page
    assert "Diterima tanggal" in page


def test_a_refused_receipt_and_a_stand_in_are_named() -> None:
    facts = FACTS["handover-receipt"]
    assert isinstance(facts, HandoverFacts)
    told = replace(facts, receiver="Siti Aminah", refused=True, note="Penerima meninggalkan ruangan.")
    text = text_of(PDF.render(letter_request("handover-receipt", letter_content("handover-receipt", LAW, facts=told))))
    assert "diterima oleh Siti Aminah" in text
    assert "menolak menandatangani" in text
    assert "Penerima meninggalkan ruangan." in text


def test_a_pppk_has_no_rank_and_his_own_kind_of_number() -> None:
    pppk = Person(
        name="Wulan Sari",
        nip="199003122024212009",
        status=EmploymentStatus.PPPK,
        grade="IX",
        position="Guru Ahli Pertama",
    )
    content = letter_content("summons-1", LAW, file=letter_file(letter_case(respondent=pppk)))
    text = text_of(PDF.render(letter_request("summons-1", content)))
    assert "NI PPPK : 19900312 202421 2 009 Golongan : IX Jabatan : Guru Ahli Pertama untuk menghadap" in text


def test_the_contract_of_a_pppk_is_ended_in_every_letter_of_his_dismissal() -> None:
    pppk = replace(ACCUSED, status=EmploymentStatus.PPPK, rank="", grade="IX", nip="199003122024212009")
    file = letter_file(track_case(Track.DISMISSAL, respondent=pppk))
    text = text_of(
        PDF.render(letter_request("dismissal-proposal", letter_content("dismissal-proposal", LAW, file=file)))
    )
    assert "Usul pemutusan hubungan perjanjian kerja atas nama" in text
    assert "NI PPPK : 19900312 202421 2 009 Golongan : IX" in text
    text = text_of(PDF.render(letter_request("findings-report", letter_content("findings-report", LAW, file=file))))
    assert "Kewenangan untuk menetapkan pemutusan hubungan perjanjian kerja yang bersangkutan" in text


def test_a_declaration_is_marked_only_behind_closed_doors() -> None:
    facts = FACTS["moral-declaration"]
    for manner, marked in ((DeclarationManner.OPEN, False), (DeclarationManner.CLOSED, True)):
        content = letter_content("moral-declaration", LAW, facts=replace(facts, manner=manner))
        text = text_of(PDF.render(letter_request("moral-declaration", content)))
        assert ("RAHASIA" in text) is marked
        assert f"secara {manner} pada hari Senin, tanggal 2 Desember 2024" in text


def test_the_ruling_counts_what_it_decided() -> None:
    text = text_of(render("ethics-ruling"))
    for part in (
        "Memutuskan : 1. Yang bersangkutan terbukti melakukan pelanggaran kode etik",
        "2. Merekomendasikan kepada Bupati Tirta Kencana agar kepada yang bersangkutan dijatuhkan sanksi moral berupa",
        "4. Putusan ini bersifat final dan disampaikan kepada Bupati Tirta Kencana",
    ):
        assert part in text, part
    cleared = replace(MORAL_FINDINGS, proven=False, sanction_key="", administrative="")
    text = text_of(PDF.render(letter_request("ethics-ruling", letter_content("ethics-ruling", LAW, facts=cleared))))
    assert "Memutuskan : 1. Yang bersangkutan tidak terbukti melakukan pelanggaran kode etik" in text
    assert "2. Putusan ini bersifat final" in text


def test_a_character_no_face_has_is_told_and_not_printed_as_a_box() -> None:
    case = letter_case(respondent=replace(ACCUSED, name="Rudi 😀"))
    with pytest.raises(LetterError, match="Tanda “😀” tidak dapat dicetak"):
        PDF.render(letter_request("summons-1", letter_content("summons-1", LAW, file=letter_file(case))))


def test_letters_of_one_team_member_sign_as_the_superior() -> None:
    case = letter_case(examiners=TEAM[:1])
    content = letter_content("absence-record", LAW, file=letter_file(case, absent=True))
    assert "Atasan Langsung selaku Pemeriksa" in text_of(PDF.render(letter_request("absence-record", content)))


def test_the_day_of_a_letter_does_not_change_its_other_words() -> None:
    one, two = (text_of(render("summons-1", letter_on=day)) for day in (LETTER_ON, date(2024, 10, 16)))
    assert one.replace("15 Oktober", "16 Oktober") == two
