"""Every row of the catalogue: the forms of the regulation on discipline and of the joint decree."""

from __future__ import annotations

import pytest

from cases.model.case import Track
from cases.regulations import load_law

LAW = load_law()
ETHICS_INSTRUMENT = "Peraturan Pemerintah Nomor 42 Tahun 2004"
DISCIPLINE_INSTRUMENT = "Peraturan Pemerintah Nomor 94 Tahun 2021"
BOTH = "Pasal 14 huruf i angka 3 dan angka 4"
UNSURE = "periksa SKB"

ETHICS = {
    "E1": "Memasang spanduk/baliho/alat peraga lainnya terkait bakal calon",
    "E2": "Sosialisasi/kampanye media sosial/online bakal calon",
    "E3": "Menghadiri deklarasi/kampanye pasangan bakal calon",
    "E4": "Membuat posting, comment, share, like",
    "E5": "Memposting pada media sosial/media lain yang dapat diakses publik foto bersama",
    "E6": "Ikut dalam kegiatan kampanye/sosialisasi/pengenalan bakal calon/parpol",
    "E7": "Mengikuti deklarasi/kampanye bagi suami/istri calon",
}
DISCIPLINE = {
    "n.1": ("", "kapan saja", ""),
    "n.2": ("sedang", "kapan saja", "Pasal 13 huruf g"),
    "n.3": ("berat", "kapan saja", "Pasal 14 huruf i angka 1"),
    "n.4": ("berat", "kapan saja", "Pasal 14 huruf i angka 2"),
    "n.5": ("berat", "kapan saja", "Pasal 14 huruf i angka 3"),
    "n.6": ("berat", "kapan saja", "Pasal 14 huruf i angka 4"),
    "n.7": ("berat", "kapan saja", "Pasal 14 huruf i angka 5"),
    "3c.unit": ("ringan", "kapan saja", "Pasal 9 ayat (1) huruf a"),
    "3c.instansi": ("sedang", "kapan saja", "Pasal 10 ayat (1) huruf b"),
    "3c.negara": ("berat", "kapan saja", "Pasal 11 ayat (1) huruf c"),
    "3d.unit": ("ringan", "kapan saja", "Pasal 9 ayat (1) huruf b"),
    "3d.instansi": ("sedang", "kapan saja", "Pasal 10 ayat (1) huruf c"),
    "3d.negara": ("berat", "kapan saja", "Pasal 11 ayat (1) huruf d"),
}
DECREE = {
    "D1": ("disiplin", "berat", "calon", BOTH, BOTH),
    "D2": ("disiplin", "berat", "calon", BOTH, BOTH),
    "D3": (
        "disiplin",
        "sedang",
        "bakal",
        "Pasal 10 ayat (1) huruf b dan huruf c",
        "Pasal 10 ayat (1) huruf b dan huruf c",
    ),
    "D4": ("disiplin", "berat", "calon", BOTH, BOTH),
    "D5": ("pemberhentian", "pemberhentian", "kapan saja", "Pasal 52 ayat (4)", "Pasal 87 ayat (4) huruf c UU 5/2014"),
    "D6": ("disiplin", "berat", "calon", BOTH, f"Pasal 9 UU 5/2014; Pasal 5 huruf n angka 5; {BOTH}"),
    "D7": ("disiplin", "berat", "calon", "Pasal 14 huruf i angka 3", "Pasal 14 huruf i angka 3"),
    "D8": ("disiplin", "berat", "calon", "Pasal 14 huruf i angka 4", BOTH),
    "D9": ("disiplin", "sedang", "bakal", UNSURE, UNSURE),
    "D10": ("disiplin", "berat", "calon", UNSURE, UNSURE),
    "D11": ("disiplin", "berat", "bakal", "Pasal 14 huruf i angka 5", "Pasal 14 huruf i angka 5"),
    "D12": ("disiplin", "berat", "kapan saja", "Pasal 14 huruf i angka 3", "Pasal 14 huruf i angka 3"),
    "D13": ("disiplin", "", "kapan saja", "", "dibahas dan diputuskan bersama Satgas"),
}


@pytest.mark.parametrize(("code", "text"), ETHICS.items())
def test_forms_of_the_code_of_ethics(code: str, text: str):
    row = LAW.violation(code)
    assert row.text.startswith(text)
    assert (row.track, row.level, row.stage) == (Track.ETHICS, "moral", "bakal")
    assert row.citation == f"Pasal 11 huruf c {ETHICS_INSTRUMENT}"
    assert row.basis_skb == "Pasal 11 huruf c PP 42/2004"
    assert row.sanction_article == "Pasal 15 ayat (1), ayat (2), ayat (3)"
    assert [one.key for one in LAW.sanctions(row.level, "pp53")] == ["moral-tertutup", "moral-terbuka"]


@pytest.mark.parametrize(("code", "row"), DISCIPLINE.items())
def test_forms_of_the_regulation_on_discipline(code: str, row: tuple[str, str, str]):
    level, stage, sanction_article = row
    found = LAW.violation(code)
    assert (found.track, found.level, found.stage) == (Track.DISCIPLINE, level, stage)
    assert found.sanction_article == sanction_article
    assert found.instrument == DISCIPLINE_INSTRUMENT
    assert found.article.startswith("Pasal 5 huruf n" if code.startswith("n.") else f"Pasal 3 huruf {code[1]}")
    assert bool(found.impacts) == (not level)


@pytest.mark.parametrize(("code", "row"), DECREE.items())
def test_disciplinary_forms_of_the_joint_decree(code: str, row: tuple[str, str, str, str, str]):
    track, level, stage, sanction_article, basis_skb = row
    found = LAW.violation(code)
    assert (found.track, found.level, found.stage) == (track, level, stage)
    assert found.sanction_article == sanction_article
    assert found.basis_skb == basis_skb
    assert found.note
    assert not found.verified
    assert found.article_unsure == (found.article == UNSURE)


def test_a_form_whose_regulation_differs_from_the_decree_keeps_both():
    row = LAW.violation("D8")
    assert row.basis_pp == "Pasal 5 huruf n angka 6 jo. Pasal 14 huruf i angka 4"
    assert "angka 3 dan angka 4" in row.basis_skb
    assert "angka 4" in row.note


def test_membership_of_a_party_names_both_laws_and_its_sanction():
    row = LAW.violation("D5")
    assert row.instrument == "Undang-Undang Nomor 20 Tahun 2023"
    assert "Pasal 250 huruf c" in row.basis_pp
    assert LAW.sanction(row.sanction).title.startswith("pemberhentian tidak dengan hormat")
    assert "UU 5/2014" in row.note


def test_what_happens_before_the_candidates_but_is_disciplinary_says_so():
    for code in ("D3", "D9", "D11"):
        assert "sebelum penetapan calon" in LAW.violation(code).note.lower()


def test_the_catalogue_is_complete():
    assert [row.code for row in LAW.violations(Track.ETHICS)] == list(ETHICS)
    known = {*ETHICS, *DISCIPLINE, *DECREE}
    assert {row.code for row in LAW.violations()} == known
    assert len(ETHICS) + len(DECREE) == 20


def test_the_earlier_decree_brings_no_rows_and_says_why():
    pack = LAW.pack("skb-2020")
    assert pack.violations == ()
    assert "15 atau 16" in pack.provisions[0].text
