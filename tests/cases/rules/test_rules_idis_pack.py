"""What is typed into SIASN and which papers are uploaded: known values, and nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import Casework, severe

import resources
from cases.model.idis_pack import PackValue, ValueState
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.rules.idis_pack import absent_papers, documents_of, is_decided, tells_reporter, upload_rules, values_of
from cases.rules.lifecycle import summarise


def examined() -> Casework:
    return Casework().opened().summons_1().examined().found()


def values(case: Casework) -> dict[str, PackValue]:
    """The values of a case whose summary is as the services keep it."""
    case.file = replace(case.file, case=replace(case.file.case, summary=summarise(case.file, case.law)))
    return {one.name: one for one in values_of(case.file, case.law)}


def letters(case: Casework, **kinds: str) -> list[Letter]:
    """The letters of a case with the kinds that the shipped templates have."""
    known = {"examination": "examination-record", "findings": "findings-report", "handover": "handover-receipt"} | kinds
    return [replace(one, kind=known.get(one.kind, one.kind)) for one in case.file.letters]


def test_a_sanction_of_a_year_is_typed_with_its_days_and_months() -> None:
    found = values(examined().decided().handed_over().in_force())
    assert {name: found[name].value for name in ("jenisTingkatHukumanId", "masaTahun", "masaBulan", "nomorPp")} == {
        "jenisTingkatHukumanId": "S",
        "masaTahun": "1",
        "masaBulan": "0",
        "nomorPp": "PP 94/2021",
    }
    assert (found["hukumanTanggal"].value, found["akhirHukumanTanggal"].value) == ("04-08-2026", "03-08-2027")
    assert (found["skTanggal"].value, found["skTanggal"].state) == ("01-07-2026", ValueState.READY)
    assert found["skNomor"].value.startswith("800.1.6.2/")


def test_what_is_not_known_is_empty_and_says_so() -> None:
    found = values(examined().decided())
    for name in ("pnsOrangId", "jenisHukumanId", "alasanHukumanDisiplinId", "golonganId", "kedudukanHukumId"):
        assert (found[name].value, found[name].state) == ("", ValueState.UNKNOWN)
    assert found["golonganId"].copied == "III/a"
    assert found["hukumanTanggal"].state is ValueState.UNKNOWN  # it is not in force yet
    assert found["skPembatalanNomor"].state is ValueState.NONE
    assert found["golonganLama"].state is ValueState.NONE


def test_only_a_lowered_rank_asks_for_the_old_grade() -> None:
    found = values(examined().decided(sanction_key="penurunan-pangkat"))
    assert (found["golonganLama"].words, found["golonganId"].copied) == ("III/a", "")


@pytest.mark.parametrize(
    ("begins", "ends", "typed"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), ("1", "0")),
        (date(2026, 9, 1), date(2027, 2, 28), ("0", "6")),
        (date(2026, 9, 1), date(2027, 2, 20), ("", "")),
    ],
)
def test_the_length_is_that_of_the_days_written(begins: date, ends: date, typed: tuple[str, str]) -> None:
    found = values(examined().decided(begins_on=begins, ends_on=ends).handed_over().in_force())
    assert (found["masaTahun"].value, found["masaBulan"].value) == typed


def test_a_sanction_without_a_length_has_no_end() -> None:
    case = severe().opened().team().summons_1().examined()
    case.found(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",))
    case.decided(level="berat", sanction_key="pdhtaps", violation_codes=("n.6",)).handed_over().in_force()
    found = values(case)
    assert found["jenisTingkatHukumanId"].value == "B"
    assert {found[name].state for name in ("akhirHukumanTanggal", "masaTahun", "masaBulan")} == {ValueState.NONE}
    assert "(n.6)" in found["alasanHukumanDisiplinId"].words


def test_an_annulled_decision_names_what_annulled_it() -> None:
    case = examined().decided().handed_over().objected(date(2026, 7, 20))
    found = values(case.objection_decided("membatalkan", date(2026, 8, 3)))
    outcome = case.law.outcome("membatalkan")
    assert outcome is not None
    assert outcome.effect == "annulled"
    assert (found["skPembatalanNomor"].value, found["skPembatalanTanggal"].value) == ("P-1", "03-08-2026")
    assert found["hukdisYangDiberhentikanId"].state is ValueState.UNKNOWN


def test_a_case_is_decided_when_its_decision_is_signed() -> None:
    assert is_decided(examined().decided().file, Casework().law)
    assert not is_decided(examined().decided(on=None).file, Casework().law)
    assert not is_decided(examined().file, Casework().law)


def test_papers_come_in_upload_order_with_names_that_windows_takes() -> None:
    case = examined().decided().handed_over()
    there = letters(case)
    found = documents_of(list(reversed(there)))
    assert [one.group for one in found] == [
        "Surat panggilan",
        "Berita acara pemeriksaan (BAP)",
        "Laporan hasil pemeriksaan (LHP)",
        "Keputusan",
        "Bukti penyampaian",
    ]
    assert [one.name[:3] for one in found] == ["01 ", "02 ", "03 ", "04 ", "05 "]
    assert not any(set('\\/:*?"<>|') & set(one.name) for one in found)
    assert absent_papers(case.file, case.law, found) == ()
    assert absent_papers(case.file, case.law, found[:3]) == ("Keputusan", "Bukti penyampaian")


def test_drafts_stay_what_is_unsigned_says_so_and_a_receipt_is_a_paper() -> None:
    first, *rest = letters(examined().decided())
    decided = replace(rest[-1], receipt_blob="blob")
    found = documents_of([replace(first, status=LetterStatus.DRAFT), replace(rest[0], status=LetterStatus.PUT_UP)])
    assert [one.remark for one in found] == ["belum ditandatangani"]
    assert found[0].name.endswith("(belum ditandatangani).pdf")
    assert [one.receipt for one in documents_of([decided])] == [False, True]
    wrong = documents_of([replace(decided, outdated="Tanggalnya dikoreksi.", receipt_blob="")])
    assert wrong[0].remark == "tanpa hasil pindai, perlu diganti"


def test_a_letter_that_tells_who_reported_is_known() -> None:
    case = examined()
    file = replace(case.file, report=replace(case.file.report, reporter_name="Warga Contoh"))
    letter = replace(case.file.letters[0], content=LetterContent(rows={"tanya": [{"jawab": "Kata warga  contoh itu"}]}))
    assert tells_reporter(file, letter)
    assert not tells_reporter(file, replace(letter, content=LetterContent(values={"a": "Warga Contohan"})))
    superior = case.file.case.superior
    assert superior is not None
    own = replace(file, report=replace(file.report, reporter_name=superior.name))
    assert not tells_reporter(own, replace(letter, content=LetterContent(values={"a": superior.name})))


def test_every_field_of_siasn_that_is_typed_has_its_line() -> None:
    fields = (
        "akhirHukumanTanggal alasanHukumanDisiplinId golonganId golonganLama hukdisYangDiberhentikanId hukumanTanggal "
        "jenisHukumanId jenisTingkatHukumanId kedudukanHukumId keterangan masaBulan masaTahun nomorPp pnsOrangId "
        "skNomor skTanggal skPembatalanNomor skPembatalanTanggal"
    )
    assert {rule.name for rule in upload_rules().value} == {*fields.split(), "nip"}


def test_every_kind_is_one_of_the_shipped_templates() -> None:
    shipped = {name.partition("@")[0] for name in resources.names("letters", ".toml")}
    for rule in upload_rules().document:
        assert {*rule.kinds, *rule.receipts_of} <= shipped
