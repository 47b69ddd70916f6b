"""What is typed into SIASN and which papers are uploaded: known values, and nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import Casework, examined, severe

import resources
from cases.model.case import CaseStatus
from cases.model.idis_pack import PackTarget, PackValue, ValueState
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.report import Source
from cases.model.steps import DocumentedFacts, RecordSystem, StepKey
from cases.rules.idis_pack import (
    absent_papers,
    documents_of,
    entered_on,
    is_ready,
    targets_of,
    tells_reporter,
    upload_rules,
    values_of,
)
from cases.rules.lifecycle import summarise

IDIS, SBT = PackTarget.IDIS, PackTarget.SBT


def settled(case: Casework) -> Casework:
    """A case whose summary is as the services keep it."""
    case.file = replace(case.file, case=replace(case.file.case, summary=summarise(case.file, case.law)))
    return case


def values(case: Casework) -> dict[str, PackValue]:
    """What is typed into SIASN of a case."""
    return {one.name: one for one in values_of(settled(case).file, case.law, IDIS)}


def from_sbt(case: Casework) -> Casework:
    """The case as one whose report came from SBT."""
    report = replace(case.file.report, source=Source.SBT, origin_number="SBT-77", origin_on=date(2026, 3, 2))
    case.file = replace(case.file, report=report, case=replace(case.file.case, source=str(Source.SBT)))
    return settled(case)


def replies(case: Casework) -> dict[str, PackValue]:
    """What is typed into SBT of a case."""
    return {one.title: one for one in values_of(from_sbt(case).file, case.law, SBT)}


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
    assert is_ready(settled(examined().decided()).file.case, IDIS)
    assert not is_ready(settled(examined().decided(on=None)).file.case, IDIS)
    assert not is_ready(settled(examined()).file.case, IDIS)


def test_a_reply_to_sbt_is_made_once_there_is_an_outcome() -> None:
    assert targets_of(from_sbt(examined()).file.case) == ()
    assert targets_of(from_sbt(examined().decided()).file.case) == (IDIS, SBT)
    assert targets_of(settled(examined().decided()).file.case) == (IDIS,)
    stopped = from_sbt(Casework().opened().summons_1().examined().found(proven=False).stopped())
    assert stopped.file.case.summary.status is CaseStatus.NOT_PROVEN
    assert targets_of(stopped.file.case) == (SBT,)


def test_a_reply_tells_the_decision() -> None:
    found = replies(examined().decided())
    assert (found["Nomor laporan di SBT"].value, found["Tanggal laporan"].value) == ("SBT-77", "02-03-2026")
    assert found["Hasil pemeriksaan"].copied == "terbukti"
    number = found["Nomor keputusan"].value
    told = found["Uraian tindak lanjut"].value
    assert told.startswith("Laporan ditindaklanjuti: penundaan")
    assert told.endswith(f"dengan keputusan nomor {number} tanggal 01-07-2026.")
    assert found["Alasan penghentian"].state is ValueState.NONE
    assert found["Diunggah ke I'DIS pada"].state is ValueState.UNKNOWN
    sure = {title for title, one in found.items() if one.state is ValueState.READY}
    assert sure == {"NIP terlapor", "Nama terlapor", "Nomor keputusan", "Tanggal keputusan"}


def test_a_reply_tells_why_a_case_was_stopped() -> None:
    found = replies(Casework().opened().summons_1().examined().found(proven=False).stopped())
    assert found["Hasil pemeriksaan"].copied == "tidak terbukti"
    told = found["Uraian tindak lanjut"].value
    assert found["Alasan penghentian"].value in told
    assert found["Dihentikan pada"].value in told
    assert found["Nomor keputusan"].state is ValueState.NONE
    assert found["Bentuk pelanggaran"].state is ValueState.NONE


def test_a_reply_tells_that_a_decision_was_annulled() -> None:
    case = examined().decided().handed_over().objected(date(2026, 7, 20))
    found = replies(case.objection_decided("membatalkan", date(2026, 8, 3)))
    assert found["Uraian tindak lanjut"].value.endswith("yang dibatalkan pada 03-08-2026.")
    assert found["Diunggah ke I'DIS pada"].state is ValueState.NONE


def test_an_entry_belongs_to_the_pack_of_its_system() -> None:
    first, *_ = examined().file.steps
    days = {
        RecordSystem.SBT: date(2026, 7, 2),
        RecordSystem.SIASN: date(2026, 7, 9),
        RecordSystem.IDIS: date(2026, 7, 8),
    }
    steps = [
        replace(first, key=StepKey.DOCUMENTED, facts=DocumentedFacts(system=system, uploaded_on=day))
        for system, day in days.items()
    ]
    assert (entered_on(steps, IDIS), entered_on(steps, SBT)) == (date(2026, 7, 8), date(2026, 7, 2))
    assert entered_on(steps[:1], IDIS) is None


def test_papers_come_in_upload_order_with_names_that_windows_takes() -> None:
    case = examined().decided().handed_over()
    there = letters(case)
    found = documents_of(list(reversed(there)), IDIS)
    assert [one.group for one in found] == [
        "Surat panggilan",
        "Berita acara pemeriksaan (BAP)",
        "Laporan hasil pemeriksaan (LHP)",
        "Keputusan",
        "Bukti penyampaian",
    ]
    assert [one.name[:3] for one in found] == ["01 ", "02 ", "03 ", "04 ", "05 "]
    assert not any(set('\\/:*?"<>|') & set(one.name) for one in found)
    assert absent_papers(case.file, case.law, found, IDIS) == ()
    assert absent_papers(case.file, case.law, found[:3], IDIS) == ("Keputusan", "Bukti penyampaian")


def test_drafts_stay_what_is_unsigned_says_so_and_a_receipt_is_a_paper() -> None:
    first, *rest = letters(examined().decided())
    decided = replace(rest[-1], receipt_blob="blob")
    there = [replace(first, status=LetterStatus.DRAFT), replace(rest[0], status=LetterStatus.PUT_UP)]
    found = documents_of(there, IDIS)
    assert [one.remark for one in found] == ["belum ditandatangani"]
    assert found[0].name.endswith("(belum ditandatangani).pdf")
    assert [one.receipt for one in documents_of([decided], IDIS)] == [False, True]
    wrong = documents_of([replace(decided, outdated="Tanggalnya dikoreksi.", receipt_blob="")], IDIS)
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
    assert {rule.name for rule in upload_rules(IDIS).value} == {*fields.split(), "nip"}


@pytest.mark.parametrize("target", PackTarget)
def test_every_kind_is_one_of_the_shipped_templates(target: PackTarget) -> None:
    shipped = {name.partition("@")[0] for name in resources.names("letters", ".toml")}
    for rule in upload_rules(target).document:
        assert {*rule.kinds, *rule.receipts_of} <= shipped
