"""What fills the letters of a report of which no case is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letter_entries import VERIFICATION
from letter_facts import ACCUSED, CHAIR, LETTER_ON
from letter_samples import letter_office, report_content
from samples import make_report, make_signatory

from cases.errors import LetterError
from cases.letters.content import REPORT_KINDS, report_content_for
from cases.model.identity import new_id
from cases.model.letter import LetterContent
from cases.model.report import Respondent, Source, VerificationOutcome
from cases.regulations import load_law

LAW = load_law()


def everything(content: LetterContent) -> str:
    texts = [text for rows in content.rows.values() for row in rows for text in row.values()]
    return " ".join([*content.values.values(), *texts])


@pytest.mark.parametrize("kind", ["forwarding-letter", "verification-sheet"])
@pytest.mark.parametrize("source", list(Source))
def test_who_reported_is_told_to_nobody_else(kind: str, source: Source) -> None:
    report = make_report(source=source, reporter_name="Pelapor Rahasia", reporter_contact="0812-555")
    text = everything(report_content(kind, LAW, report=report))
    assert "Pelapor Rahasia" not in text
    assert "0812-555" not in text


@pytest.mark.parametrize(
    ("source", "name", "to"),
    [
        (Source.PUBLIC, "Budi Raharjo", "Sdr. Budi Raharjo"),
        (Source.PUBLIC, " ", "Pelapor"),
        (Source.BAWASLU, "Budi Raharjo", "Ketua Badan Pengawas Pemilihan Umum Kabupaten Tirta Kencana"),
        (Source.SBT, "", "Kepala Badan Kepegawaian Negara"),
        (Source.INSPECTORATE, "", "Inspektur Kabupaten Tirta Kencana"),
        (Source.MEDIA, "", "Pelapor"),
    ],
)
def test_the_reply_goes_to_whoever_reported(source: Source, name: str, to: str) -> None:
    report = make_report(source=source, reporter_name=name)
    assert report_content("refusal-reply", LAW, report=report).values["balas.kepada"] == to


def test_the_reason_stands_within_its_sentence() -> None:
    values = report_content("refusal-reply", LAW, reason="Tidak ada bukti.").values
    assert (values["verifikasi.sebab"], values["verifikasi.alasan"]) == ("tidak ada bukti", "Tidak ada bukti")


def test_a_forwarded_report_says_where_to_and_what_happened() -> None:
    values = report_content("forwarding-letter", LAW).values
    assert values["verifikasi.tujuan"] == "Kepala Dinas Pendidikan Provinsi Banyu Biru"
    assert values["terlapor.nama"] == ACCUSED.name
    assert values["peristiwa.jam"] == "19.42 WIB"
    assert values["laporan.akun"] == "Facebook, ratna.k, https://contoh.invalid/ratna.k/1"


def test_what_is_not_known_of_the_event_is_left_out() -> None:
    report = make_report(event_on=None, event_at="", platform="", account="", url="", violation_codes=())
    values = report_content("forwarding-letter", LAW, report=report).values
    keys = ("peristiwa.tanggal", "peristiwa.jam", "laporan.akun", "pelanggaran.perbuatan")
    assert [values[key] for key in keys] == ["", "", "", ""]


def test_the_sheet_ticks_what_was_verified() -> None:
    content = report_content("verification-sheet", LAW, duplicate_of="2024/L-003")
    assert [row["hasil"] for row in content.rows["pemeriksaan"]] == ["Ya", "Ya", "Tidak", "Tidak"]
    assert content.rows["pemeriksaan"][3]["keterangan"] == "Sama dengan 2024/L-003"
    assert content.values["verifikasi.hasil"] == "tidak memenuhi syarat"
    accepted = report_content("verification-sheet", LAW, evidence=True, outcome=VerificationOutcome.ACCEPTED, reason="")
    assert {row["hasil"] for row in accepted.rows["pemeriksaan"]} == {"Ya"}
    assert content.signatures[1].post_line == "Petugas Verifikasi"
    assert content.signatures[1].person.name == VERIFICATION.verified_by


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_one_of_the_offices_signatories_signs(kind: str) -> None:
    respondent = Respondent(id=new_id(), person=ACCUSED)
    content = report_content_for(
        kind, make_report(), respondent, VERIFICATION, letter_office(), LAW, LETTER_ON,
        signatories=[make_signatory(person=CHAIR)],
    )  # fmt: skip
    assert content.signatures[0].person == CHAIR
    assert report_content(kind, LAW).signatures[0].person.name == ""


def test_it_can_be_made_before_the_day_is_known() -> None:
    respondent = Respondent(id=new_id(), person=ACCUSED)
    verification = replace(VERIFICATION, verified_on=date(2024, 10, 10))
    content = report_content_for("refusal-reply", make_report(), respondent, verification, letter_office(), LAW, None)
    assert content.values["verifikasi.tanggal"] == "10 Oktober 2024"


def test_an_unknown_kind_is_told() -> None:
    respondent = Respondent(id=new_id(), person=ACCUSED)
    with pytest.raises(LetterError, match="“decision” tidak dikenal"):
        report_content_for("decision", make_report(), respondent, VERIFICATION, letter_office(), LAW, LETTER_ON)
