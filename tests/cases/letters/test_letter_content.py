"""What fills the letters of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letter_facts import (
    ACCUSED,
    AUDITOR,
    CHAIR,
    CLERK,
    DECISION,
    EXAMINATION,
    FACTS,
    FINDINGS,
    HEAD,
    LETTER_ON,
    SUMMONS_1,
    TEAM,
)
from letter_samples import KINDS, letter_case, letter_content, letter_file, letter_office
from num2words import num2words

from cases.errors import LetterError
from cases.letters.content import content_for
from cases.letters.templates import SHIPPED
from cases.letters.words import in_words
from cases.model.letter import LetterStatus
from cases.model.office import TimeZone
from cases.model.person import ActingMark, EmploymentStatus, Person
from cases.model.steps import AbsenceFacts, HandoverFacts, TeamFacts
from cases.regulations import load_law

LAW = load_law()


def signers(kind: str, **parts: object) -> list[tuple[str, str]]:
    content = letter_content(kind, LAW, **parts)
    return [(signature.post_line, signature.person.name) for signature in content.signatures]


def test_who_signs_is_whom_the_law_lets_sign() -> None:
    assert signers("team-order") == [("Bupati Tirta Kencana", HEAD.name)]
    assert signers("summons-1") == [("Atasan Langsung", CHAIR.name)]
    assert signers("findings-report") == [("Ketua Tim Pemeriksa", CHAIR.name)]
    assert signers("decision") == [("Bupati Tirta Kencana", HEAD.name)]
    assert signers("handover-summons") == [(CHAIR.position, CHAIR.name)]
    assert signers("handover-receipt") == [("Yang menerima", ACCUSED.name), ("Yang menyerahkan", CHAIR.name)]
    assert signers("examination-record") == [
        ("Yang diperiksa", ACCUSED.name),
        ("Ketua Tim Pemeriksa", CHAIR.name),
        ("Sekretaris", AUDITOR.name),
        ("Anggota", CLERK.name),
    ]
    assert signers("absence-record") == [
        ("Ketua Tim Pemeriksa", CHAIR.name),
        ("Sekretaris", AUDITOR.name),
        ("Anggota", CLERK.name),
        ("Saksi 1", AUDITOR.name),
        ("Saksi 2", CLERK.name),
    ]


def test_a_head_of_the_team_who_is_not_the_superior_signs_as_head_of_the_team() -> None:
    file = letter_file(letter_case(superior=AUDITOR))
    assert signers("summons-1", file=file) == [("Ketua Tim Pemeriksa", CHAIR.name)]


def test_a_superior_who_examines_alone_signs_as_such() -> None:
    case = letter_case(examiners=TEAM[:1])
    assert signers("findings-report", file=letter_file(case)) == [("Atasan Langsung", CHAIR.name)]
    content = letter_content("examination-record", LAW, facts=replace(EXAMINATION, examiners=TEAM[:1]))
    assert content.values["tim.ada"] == ""
    assert content.rows["paraf"] == [{"nama": "Yang diperiksa"}, {"nama": "Pemeriksa"}]


@pytest.mark.parametrize("mark", [ActingMark.PLT, ActingMark.PLH, ActingMark.PJ])
def test_how_a_post_is_held_stands_before_it(mark: ActingMark) -> None:
    official = replace(AUDITOR, position="Sekretaris Daerah", work_unit="Sekretariat Daerah", acting=mark)
    facts = TeamFacts(members=TEAM, appointed_by=official)
    content = letter_content("team-order", LAW, facts=facts)
    assert content.signatures[0].post_line == f"{mark} Sekretaris Daerah"
    assert content.values["pejabat.jabatan"] == "Sekretaris Daerah"
    assert content.values["kop.instansi"] == "Sekretariat Daerah"


def test_a_superior_of_another_agency_writes_on_its_head_and_the_team_on_the_offices() -> None:
    camat = replace(AUDITOR, position="Camat Sukamaju", work_unit="Kecamatan Sukamaju")
    alone = letter_file(letter_case(superior=camat, examiners=()))
    for kind in ("summons-1", "handover-summons"):
        facts = replace(FACTS[kind], signer=camat)
        assert letter_content(kind, LAW, file=alone, facts=facts).values["kop.instansi"] == "Kecamatan Sukamaju"
        assert letter_content(kind, LAW).values["kop.instansi"] == ""
    ours = replace(camat, work_unit="BKPPD")
    facts = replace(SUMMONS_1, signer=ours)
    assert letter_content("summons-1", LAW, file=alone, facts=facts).values["kop.instansi"] == ""
    chair = letter_file(letter_case(superior=camat))
    assert letter_content("summons-1", LAW, file=chair).values["kop.instansi"] == ""


def test_the_head_of_region_and_who_acts_for_him_stand_on_his_own_head() -> None:
    acting = Person(name="Ir. Made Up", status=EmploymentStatus.PNS, nip=AUDITOR.nip, acting=ActingMark.PJ)
    facts = replace(DECISION, official=replace(acting, position="Bupati Tirta Kencana"))
    assert letter_content("decision", LAW, facts=facts).values["kop.instansi"] == ""
    assert letter_content("decision", LAW).values["kop.instansi"] == ""


def test_the_day_of_the_examination_in_words_and_the_zone_of_the_office() -> None:
    values = letter_content("examination-record", LAW).values
    assert values["periksa.hari"] == "Jumat"
    assert values["periksa.tanggal_kata"] == "dua puluh lima"
    assert values["periksa.bulan"] == "Oktober"
    assert values["periksa.tahun_kata"] == "dua ribu dua puluh empat"
    office = letter_office(time_zone=TimeZone.WIT)
    content = content_for("summons-1", letter_file(), SUMMONS_1, office, LAW, LETTER_ON)
    assert content.values["periksa.jam"] == "09.00 WIT"


@pytest.mark.parametrize(
    ("codes", "joined"),
    [(("n.2",), "angka 2 "), (("n.2", "n.3"), "angka 2 dan "), (("n.1", "n.2", "n.3"), "angka 1, ")],
)
def test_several_articles_of_one_regulation_name_it_once(codes: tuple[str, ...], joined: str) -> None:
    file = letter_file(letter_case(violation_codes=codes))
    cited = letter_content("summons-1", LAW, file=file).values["pelanggaran.ketentuan"]
    assert joined in cited
    assert cited.count(LAW.violation("n.2").instrument) == 1
    assert all(LAW.violation(code).article in cited for code in codes)


def test_the_decision_names_the_violations_that_it_found_and_not_those_suspected() -> None:
    file = letter_file(letter_case(violation_codes=("n.1",)))
    values = letter_content("decision", LAW, file=file).values
    assert LAW.violation("n.2").article in values["pelanggaran.ketentuan"]
    assert LAW.violation("n.1").article not in values["pelanggaran.ketentuan"]


def test_an_absence_record_speaks_of_the_summons_that_was_missed() -> None:
    facts = FACTS["absence-record"]
    first = replace(letter_file(absent=True), steps=letter_file(absent=True).steps[:2])
    assert letter_content("absence-record", LAW, file=first, facts=facts).values["panggilan.ke"] == "I"
    second = letter_content("absence-record", LAW, facts=facts).values
    assert (second["panggilan.ke"], second["panggilan.nomor"]) == ("II", "800.1.6.2/219/BKPPD/X/2024")


def test_a_void_letter_is_not_cited() -> None:
    file = letter_file()
    voided = tuple(
        replace(letter, status=LetterStatus.VOID) if letter.kind == "team-order" else letter for letter in file.letters
    )
    values = letter_content("examination-record", LAW, file=replace(file, letters=voided)).values
    assert values["tim.surat.nomor"] == ""
    assert letter_content("examination-record", LAW, file=file).values["tim.surat.nomor"] != ""


def test_without_witnesses_there_is_no_table_of_them() -> None:
    content = letter_content("absence-record", LAW, facts=AbsenceFacts(missed_on=date(2024, 10, 25)))
    assert content.rows["saksi"] == []
    assert content.values["saksi.ada"] == ""


def test_mengingat_is_the_laws_own_and_depends_on_the_sanction() -> None:
    old = [row["teks"] for row in letter_content("decision", LAW).rows["dasar"]]
    light = letter_content("decision", LAW, facts=replace(DECISION, sanction_key="teguran-lisan")).rows["dasar"]
    assert old == [text.rstrip(".;") + ";" for text in LAW.considered(LETTER_ON, "penundaan-kgb")]
    assert len(light) < len(old)


def test_copies_follow_the_level() -> None:
    def copies(key: str) -> tuple[str, ...]:
        facts = replace(DECISION, sanction_key=key, level=LAW.sanction(key).level)
        return letter_content("decision", LAW, facts=facts).copies

    assert not any("Keuangan" in line for line in copies("teguran-lisan"))
    assert "Kepala Badan Keuangan dan Aset Daerah Kabupaten Tirta Kencana" in copies("penundaan-kgb")
    assert not any("{" in line for line in copies("penundaan-kgb"))
    assert f"Kepala {letter_office().name} Kabupaten Tirta Kencana" in copies("teguran-lisan")
    assert any("Taspen" in line for line in copies("pdhtaps"))
    assert not any("Taspen" in line for line in copies("penurunan-jabatan"))


def test_another_wording_of_a_dismissal_is_taken_into_every_later_letter() -> None:
    wording = "pemberhentian sebagai Pegawai Negeri Sipil menurut kata-kata kantor"
    facts = replace(DECISION, dismissal_wording=wording)
    assert letter_content("decision", LAW, facts=facts).values["sanksi.nama"] == wording
    file = letter_file(facts={"decision": facts})
    told = letter_content("handover-summons", LAW, file=file).values["keputusan.hukuman"]
    assert told.casefold() == wording.casefold()


def test_titles_keep_their_small_words_and_their_brackets() -> None:
    title = letter_content("decision", LAW).values["sanksi.judul"]
    assert title == "Penundaan Kenaikan Gaji Berkala Selama 1 (satu) Tahun"
    facts = replace(DECISION, sanction_key="penurunan-jabatan", level="berat")
    title = letter_content("decision", LAW, facts=facts).values["sanksi.judul"]
    assert title == "Penurunan Jabatan Setingkat Lebih Rendah Selama 12 (dua belas) Bulan"


def test_a_regulation_is_named_in_full_and_the_sanctions_article_stands_beside_the_breach() -> None:
    values = letter_content("decision", LAW).values
    long = "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil"
    assert values["pelanggaran.ketentuan"] == f"Pasal 5 huruf n angka 2 {long}"
    assert values["pelanggaran.dasar"] == f"Pasal 5 huruf n angka 2 jo. Pasal 13 huruf g {long}"
    assert letter_content("summons-1", LAW).values["pelanggaran.ketentuan"].endswith(long)
    without_own = letter_content(
        "decision", LAW, facts=replace(DECISION, violation_codes=("n.1", "3d.instansi"))
    ).values
    assert without_own["pelanggaran.dasar"].startswith(
        "Pasal 5 huruf n angka 1 dan Pasal 3 huruf d jo. Pasal 10 ayat (1) huruf c "
    )


def test_an_article_that_is_not_known_is_left_to_the_pen() -> None:
    alone = letter_content("decision", LAW, facts=replace(DECISION, violation_codes=("D10",))).values
    assert (alone["pelanggaran.ketentuan"], alone["pelanggaran.dasar"]) == ("", "")
    beside = letter_content("decision", LAW, facts=replace(DECISION, violation_codes=("D10", "n.5"))).values
    assert beside["pelanggaran.ketentuan"].startswith("Pasal 5 huruf n angka 5 Peraturan Pemerintah")


def test_a_dismissal_worded_without_honour_cites_the_law_that_says_so() -> None:
    facts = replace(DECISION, sanction_key="pdhtaps", level="berat")
    same = replace(facts, dismissal_wording=LAW.sanction("pdhtaps").title)
    assert "Undang-Undang" not in letter_content("decision", LAW, facts=same).values["sanksi.dasar"]
    other = replace(facts, dismissal_wording="pemberhentian tidak dengan hormat sebagai PNS")
    assert (
        letter_content("decision", LAW, facts=other)
        .values["sanksi.dasar"]
        .endswith("jo. Pasal 52 ayat (4) Undang-Undang Nomor 20 Tahun 2023")
    )


def test_the_class_of_a_pelaksana_is_lowered_and_not_his_post() -> None:
    clerk = replace(ACCUSED, position="Pengelola Arsip", position_kind="Pelaksana")
    file = letter_file(letter_case(respondent=clerk))
    for key, words in (
        ("penurunan-jabatan", "kelas jabatan setingkat"),
        ("pembebasan-jabatan", "kelas jabatan terendah"),
    ):
        facts = replace(DECISION, sanction_key=key, level="berat")
        values = letter_content("decision", LAW, file=file, facts=facts).values
        assert words in values["sanksi.nama"]
        assert values["jabatan.kelas"]
        assert not letter_content("decision", LAW, facts=facts).values["jabatan.kelas"]
        proposed = letter_content("findings-report", LAW, file=file, facts=replace(FINDINGS, sanction_key=key)).values
        assert proposed["lhp.hukuman"] == values["sanksi.nama"]


@pytest.mark.parametrize(
    ("whole", "left", "cut"),
    [
        ("Rp4.800.000,00", "Rp3.600.000,00", "Rp1.200.000,00 (satu juta dua ratus ribu rupiah)"),
        ("Rp4.000.000", "Rp3.000.000", "Rp1.000.000 (satu juta rupiah)"),
        ("sesuai kelas", "Rp3.000.000", ""),
        ("Rp3.000.000", "Rp4.000.000", ""),
    ],
)
def test_what_is_cut_from_an_allowance_is_told_where_it_can_be(whole: str, left: str, cut: str) -> None:
    facts = replace(DECISION, sanction_key="tukin-6", allowance_from=whole, allowance_to=left)
    assert letter_content("decision", LAW, facts=facts).values["tunjangan.potongan"] == cut


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (EmploymentStatus.PNS, "Pegawai Negeri Sipil"),
        (EmploymentStatus.CPNS, "Calon Pegawai Negeri Sipil"),
        (EmploymentStatus.PPPK, "Pegawai Pemerintah dengan Perjanjian Kerja"),
        (EmploymentStatus.UNKNOWN, "Pegawai Negeri Sipil"),
    ],
)
def test_the_clause_of_force_calls_the_person_what_he_is(status: EmploymentStatus, words: str) -> None:
    file = letter_file(letter_case(respondent=replace(ACCUSED, status=status)))
    assert letter_content("decision", LAW, file=file).values["terlapor.pegawai"] == words


def test_findings_enclose_what_there_is() -> None:
    assert letter_content("findings-report", LAW).values["lhp.lampiran"] == "Berita Acara Pemeriksaan terhadap"
    absent = letter_content("findings-report", LAW, file=letter_file(absent=True)).values
    assert absent["lhp.lampiran"] == "Berita Acara Ketidakhadiran"


def test_whoever_receives_in_his_place_is_named() -> None:
    facts = FACTS["handover-receipt"]
    assert isinstance(facts, HandoverFacts)
    other = letter_content("handover-receipt", LAW, facts=replace(facts, receiver="Siti Aminah"))
    assert other.signatures[0].person == Person(name="Siti Aminah")
    assert other.values["terima.wakil"]
    assert not letter_content("handover-receipt", LAW, facts=replace(facts, receiver="")).values["terima.wakil"]


def test_findings_name_the_authority_by_his_full_post() -> None:
    values = letter_content("findings-report", LAW, facts=FINDINGS).values
    assert values["lhp.kewenangan"] == values["lhp.kepada"] == "Bupati Tirta Kencana"


def test_content_can_be_made_before_the_day_is_known() -> None:
    content = content_for("decision", letter_file(), DECISION, letter_office(), LAW, None)
    assert content.rows["dasar"]


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(LetterError, match="“surat-cinta” tidak dikenal"):
        content_for("surat-cinta", letter_file(), SUMMONS_1, letter_office(), LAW, LETTER_ON)


def test_which_letters_take_a_number_and_of_which_pattern() -> None:
    numbered = {kind: (SHIPPED.of(kind, None).numbered, SHIPPED.of(kind, None).pattern) for kind in KINDS}
    assert {kind for kind, (yes, _) in numbered.items() if not yes} == {
        "absence-record",
        "examination-record",
        "handover-receipt",
        "witness-statement",
        "ethics-hearing-record",
        "moral-declaration",
        "closing-note",
        "verification-sheet",
        "report-receipt",
        "disposition-sheet",
        "clarification-record",
        "recording-consent",
        "record-receipt",
        "remedy-receipt",
        "pledge",
        "apology",
        "handover-record",
        "archive-list",
        "intake-form",
    }
    decisions = {kind for kind in KINDS if SHIPPED.of(kind, None).family == "keputusan"}
    assert {kind for kind, (_, pattern) in numbered.items() if pattern == "decision"} == decisions


def test_numbers_in_words_are_those_of_another_library() -> None:
    for number in range(10_000):
        assert in_words(number) == num2words(number, lang="id"), number
    for number in (1_000_000, 2_345_678, 11_000_000_000, 999_999_999_999):
        assert in_words(number) == num2words(number, lang="id"), number
    for number in (-1, 10**12):
        with pytest.raises(ValueError, match=str(number)):
            in_words(number)
