"""What the letters say that no step makes: in each state of a case, of a report, and of the office alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
from asked_words import LAW, entries, words
from letter_facts import (
    ACCUSED,
    AUDITOR,
    CHAIR,
    CLERK,
    FACTS,
    LETTER_ON,
    OBJECTION,
    RECOMMENDATION,
)
from letter_samples import (
    asked_content,
    asked_file,
    letter_case,
    letter_file,
    letter_office,
    sample_report,
    track_case,
    with_steps,
)
from samples import make_signatory

from cases.errors import LetterError
from cases.letters.content import REQUEST_KINDS, request_content
from cases.letters.templates import SHIPPED
from cases.model.case import Track
from cases.model.identity import new_id
from cases.model.letter import LetterContent
from cases.model.person import EmploymentStatus
from cases.model.report import Respondent, Source
from cases.model.steps import (
    HandoverFacts,
    StepKey,
)

OF_CASES = [kind for kind in REQUEST_KINDS if SHIPPED.of(kind, None).made == "case"]
OF_REPORTS = [kind for kind in REQUEST_KINDS if SHIPPED.of(kind, None).made == "report"]
PPPK = replace(ACCUSED, status=EmploymentStatus.PPPK, rank="", grade="IX", nip="199003122024212009")
_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_CONDITIONS = ("when", "unless", "forms")


# Every one of them ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OF_CASES)
@pytest.mark.parametrize("track", list(Track))
def test_each_can_be_asked_for_before_anything_is_known(kind: str, track: Track) -> None:
    opened = replace(letter_file(track_case(track, superior=None, examiners=(), official=None)), steps=(), letters=())
    for on in (None, date(2021, 8, 31), LETTER_ON):
        content = request_content(kind, file=opened, office=letter_office(), law=LAW, on=on)
        assert content.signatures


@pytest.mark.parametrize("kind", OF_CASES)
@pytest.mark.parametrize("absent", [False, True])
def test_each_can_be_asked_for_on_every_track(kind: str, *, absent: bool) -> None:
    for track in Track:
        content = asked_content(kind, LAW, file=letter_file(track_case(track), absent=absent))
        assert content.values["perkara.nomor"] == "2024/035"


@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_nothing_is_left_to_the_pen_that_an_ordinary_case_knows(kind: str) -> None:
    content = asked_content(kind, LAW)
    blocks = msgspec.toml.decode(SHIPPED.text(SHIPPED.of(kind, None).template))["block"]
    rows = {
        name
        for block in blocks
        if block["kind"] == "table"
        for row in content.rows.get(block["rows"], [{}])
        for name in row
    }
    shown = {name for text in _unfilled(blocks, content) for name in _PLACEHOLDER.findall(text)}
    known = {*rows, "no", "surat.nomor", "surat.tanggal", "surat.tempat"}
    assert {name for name in shown - known if not content.values[name]} <= {"keberatan.nomor"}


def _unfilled(part: Any, content: LetterContent) -> list[str]:
    """The texts that are shown, with their placeholders; a row of pairs without a value is left out."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list):
        return [text for inner in part for text in _unfilled(inner, content)]
    if not isinstance(part, dict):
        return []
    when, unless = (content.values.get(part.get(key, ""), "") for key in ("when", "unless"))
    if ("when" in part and not when) or ("unless" in part and unless):
        return []
    own = {key: inner for key, inner in part.items() if key not in {*_CONDITIONS, "pairs"}}
    if part.get("kind") == "pairs":
        own.pop("rows")
    return [text for inner in own.values() for text in _unfilled(inner, content)]


@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_no_letter_names_a_body_that_is_gone(kind: str) -> None:
    told = replace(RECOMMENDATION, body="kasn", letter_on=date(2024, 5, 6), received_on=date(2024, 5, 8))
    file = with_steps(asked_file(kind), (StepKey.RECOMMENDATION, told)) if kind in OF_CASES else None
    for on in (date(2024, 8, 25), date(2026, 1, 5)):
        text = words(kind, file=file, on=on)
        assert "KASN" not in text
        assert "Komisi Aparatur Sipil Negara" not in text


@pytest.mark.parametrize("kind", [kind for kind in REQUEST_KINDS if kind not in {"reporter-notice", "report-receipt"}])
@pytest.mark.parametrize("source", [Source.PUBLIC, Source.BAWASLU])
def test_who_reported_is_told_to_nobody_else(kind: str, source: Source) -> None:
    accused = Respondent(id=new_id(), person=ACCUSED)
    report = sample_report(
        source=source, reporter_name="Pelapor Rahasia", reporter_contact="0812-555", respondents=(accused,)
    )
    file = replace(asked_file(kind), report=report) if kind in OF_CASES else None
    content = asked_content(kind, LAW, file=file, report=report)
    rows = [text for found in content.rows.values() for row in found for text in row.values()]
    text = " ".join([*content.values.values(), *rows, *(one.person.name for one in content.signatures)])
    assert "Pelapor Rahasia" not in text
    assert "0812-555" not in text


@pytest.mark.parametrize("kind", OF_CASES)
def test_mengingat_is_of_the_letters_day(kind: str) -> None:
    if "dasar" not in (old := asked_content(kind, LAW, on=date(2022, 6, 1)).rows):
        return
    new = asked_content(kind, LAW, on=date(2026, 6, 1)).rows["dasar"]
    assert any("Undang-Undang Nomor 5 Tahun 2014" in row["teks"] for row in old["dasar"])
    assert not any("Undang-Undang Nomor 5 Tahun 2014" in row["teks"] for row in new)
    assert any("Undang-Undang Nomor 20 Tahun 2023" in row["teks"] for row in new)
    assert sum("Nomor 79 Tahun 2021" in row["teks"] for row in new) == 1


# What stands in them, and what does not ---------------------------------------------------------------------------

SAYS: list[tuple[str, dict[str, Any], tuple[str, ...], tuple[str, ...]]] = [
    (
        "report-receipt",
        {},
        ("Nomor 2024/L-012", "Tangkapan layar, 2 lembar", "Budi Raharjo", "Senin, 7 Oktober 2024"),
        (),
    ),
    ("disposition-sheet", {}, ("Lembar Disposisi", "□ Proses lebih lanjut", ACCUSED.name), ("Budi",)),
    ("clarification-request", {}, ("Senin", "21 Oktober 2024", "10.00 WIB", "bukan pemeriksaan"), (ACCUSED.name,)),
    (
        "clarification-record",
        {},
        ("tanggal sepuluh, bulan Oktober, tahun dua ribu dua puluh empat (10 Oktober 2024)", "Terlapor hadir"),
        (),
    ),
    ("track-memo", {}, ("jalur disiplin", "tingkat sedang", "Pilkada 2024", "Pasal 5 huruf n angka 2"), ("Majelis",)),
    (
        "track-memo",
        {"file": letter_file(track_case(Track.ETHICS))},
        ("jalur kode etik", "Majelis Kode Etik", "Pasal 11 huruf c"),
        ("tingkat moral", "jalur disiplin"),
    ),
    ("track-memo", {"file": letter_file(track_case(Track.DISMISSAL))}, ("jalur pemberhentian", "pengusulan"), ()),
    ("statement-request", {}, ("Ketua Tim Pemeriksa", "Tim Pemeriksa pada:", ACCUSED.name), ("Atasan Langsung",)),
    ("recording-consent", {}, ("secara virtual", "Jumat", "25 Oktober 2024", "09.00 WIB", "menyetujui"), ()),
    ("record-receipt", {}, ("salinan Berita Acara Pemeriksaan tanggal 25 Oktober 2024", "28 Oktober 2024"), ()),
    ("acting-order", {}, (CLERK.name, "25 Oktober 2024", "800.1.6.2/213/BKPPD/2024", "Pelaksana Harian"), ()),
    ("team-assignment", {}, ("800.1.6.2/187/BKPPD/2024", "unsur kepegawaian", AUDITOR.name), ()),
    ("ruling-cover", {}, ("800.1.6.1/51/BKPPD/XI/2024", "**terbukti**", "mutasi", "Sidang"), ("tidak terbukti",)),
    ("handover-record", {}, ("tanggal enam belas, bulan Desember", "Saksi 2", "diserahkan langsung"), ("menolak",)),
    ("decision-dispatch", {}, ("Jalan Kenanga Nomor 7", "pos tercatat", "karena Saudara tidak hadir"), ()),
    ("pledge", {}, ("tidak akan mengulanginya", "Mengetahui,", "Pegawai Negeri Sipil"), ("kode etik",)),
    ("pledge", {"file": letter_file(letter_case(respondent=PPPK))}, ("Perjanjian Kerja",), ("Pegawai Negeri Sipil;",)),
    ("apology", {}, ("permohonan maaf secara terbuka", "upacara bendera", "masyarakat"), ()),
    (
        "apology",
        {"entries": entries("apology", maaf_cara="tertutup", maaf_sarana="")},
        ("**permohonan maaf** kepada",),
        ("masyarakat", "secara terbuka"),
    ),
    ("stop-report", {}, ("**dihentikan**", "R-118/BKN/2024", "Badan Kepegawaian Negara"), ("dijatuhi",)),
    ("implementation-report", {}, ("10 Januari 2025", "I'DIS (15 Januari 2025)", "28 Februari 2026"), ("dihentikan",)),
    ("objection-reply", {}, ("tanggal 20 Desember 2024", "tidak memuat bukti baru"), ("Nomor  tanggal",)),
    ("objection-refusal", {}, ("diterima oleh yang bersangkutan pada tanggal 16 Desember 2024", "melewati"), ()),
    ("appeal-reply", {}, ("Nomor 07/B/XII/2024", "Ketua Badan Pertimbangan Aparatur Sipil Negara"), ()),
    ("appeal-execution", {}, ("15/KPTS/BPASN/2025", "memperingan", "menjadi penurunan jabatan setingkat"), ()),
    ("work-permission", {}, ("Memberikan izin", "tetap dibayarkan gaji"), ("Tidak memberikan",)),
    (
        "work-permission",
        {"entries": entries("work-permission", izin_putusan="tidak diberikan")},
        ("Tidak memberikan izin",),
        ("tetap dibayarkan gaji",),
    ),
    ("remedy-receipt", {}, ("Tembusan Banding Administratif", "23 Desember 2024"), ("Surat Keberatan",)),
    (
        "remedy-receipt",
        {"file": with_steps(letter_file(), (StepKey.OBJECTION, OBJECTION))},
        ("Surat Keberatan", "Bupati Tirta Kencana"),
        ("Banding",),
    ),
    ("archive-list", {}, ("800.1.6.2", "Lemari 2, boks 14", "1 Maret 2031", "Laporan Hasil Pemeriksaan", "musnah"), ()),
    ("disposal-proposal", {}, ("800.1.6.2", "mengusulkan penyusutan", "musnah"), ()),
    ("recap-cover", {}, ("Januari sampai dengan September 2024", "1 (satu) berkas", "Nomor 12/R/IX/2024"), ()),
    (
        "watch-request",
        {},
        (
            "Kepala Dinas Pendidikan",
            "ronde 2024/P-002",
            "Jumat, 1 November 2024",
            "Berdasarkan Surat Edaran",
            "kata sandi",
        ),
        ("Pasal", "Undang-Undang"),
    ),
    (
        "watch-request",
        {"entries": entries("watch-request", pantau_dasar="", pantau_cara="")},
        ("Dalam rangka menjaga netralitas", "disampaikan kepada kami paling lambat hari Jumat"),
        ("Berdasarkan", "Pasal", "Nomor 5 Tahun 2024", "melalui"),
    ),
    (
        "watch-reminder",
        {},
        ("belum kami terima", "8 November 2024", "800.1.6.2/195/BKPPD/X/2024"),
        ("melalui", "Pasal"),
    ),
    ("intake-form", {}, ("□ Masyarakat", "□ Media sosial", "WIB", "1. Setia"), ("Budi", ACCUSED.name)),
]


@pytest.mark.parametrize(("kind", "parts", "said", "unsaid"), SAYS)
def test_what_a_letter_says_and_does_not_say(
    kind: str, parts: dict[str, Any], said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    text = words(kind, **parts)
    assert [phrase for phrase in said if phrase not in text] == []
    assert [phrase for phrase in unsaid if phrase in text] == []


def test_every_kind_is_in_the_table_or_has_its_own_test() -> None:
    assert {kind for kind, *_ in SAYS} | {
        "pay-notice", "reporter-notice", "objection-ruling", "rehabilitation-order",
    } == set(REQUEST_KINDS)  # fmt: skip


# Who is told, and who signs ---------------------------------------------------------------------------------------


def test_whoever_is_chosen_signs_for_the_agency() -> None:
    signatories = [make_signatory(id="a", person=CHAIR), make_signatory(id="b", person=AUDITOR)]
    usual = asked_content("stop-report", LAW, signatories=signatories)
    chosen = entries("stop-report", penandatangan="b")
    other = asked_content("stop-report", LAW, signatories=signatories, entries=chosen)
    assert (usual.signatures[0].person, other.signatures[0].person) == (CHAIR, AUDITOR)
    with pytest.raises(LetterError, match="pilih penanda tangan lain"):
        asked_content("stop-report", LAW, signatories=signatories[:1], entries=chosen)


def test_what_the_head_writes_himself_stands_on_his_own_head_and_nobody_is_sent_his_own_letter() -> None:
    assert asked_content("appeal-reply", LAW).values["kop.kepala"]
    agency = asked_content("disposal-proposal", LAW)
    assert not agency.values["kop.kepala"]
    own = asked_content("decision-dispatch", LAW)
    assert not any(line.startswith(CHAIR.position) for line in own.copies)
    other = asked_content("decision-dispatch", LAW, signatories=[make_signatory(person=AUDITOR)])
    assert any(line.startswith(CHAIR.position) for line in other.copies)


def test_a_refusal_to_sign_stands_in_the_record_of_the_handover() -> None:
    facts = FACTS["handover-receipt"]
    assert isinstance(facts, HandoverFacts)
    refused = with_steps(letter_file(), (StepKey.HANDOVER, replace(facts, refused=True, note="di depan saksi")))
    text = words("handover-record", file=refused)
    assert "**menolak menandatangani**" in text
    assert "di depan saksi" in text


def test_several_who_are_accused_stand_in_the_receipt_of_their_report() -> None:
    accused = tuple(Respondent(id=new_id(), person=person) for person in (ACCUSED, CLERK))
    values = asked_content("report-receipt", LAW, report=sample_report(respondents=accused)).values
    assert values["laporan.terlapor"] == f"{ACCUSED.name} dan {CLERK.name}"


def test_a_letter_is_asked_for_where_it_belongs() -> None:
    def asked(kind: str, **parts: Any) -> None:
        request_content(kind, office=letter_office(), law=LAW, on=LETTER_ON, entries={}, **parts)

    for kind, parts in (("pay-notice", {}), ("report-receipt", {}), ("decision", {"file": letter_file()})):
        with pytest.raises(LetterError, match="buat dari perkara atau laporannya"):
            asked(kind, **parts)
    asked("recap-cover")


def test_the_blank_form_asks_in_the_order_of_the_window() -> None:
    text = SHIPPED.text("intake-form@1")
    asked = ["Tanggal diterima", "Sumber", "Nomor surat asal", "Tanggal surat asal", "Nama pelapor", "Kontak pelapor"]
    asked += ["Tanggal kejadian", "Pukul", "Tempat", "Cara dilakukan", "Media sosial", "Akun", "Alamat unggahan"]
    asked += ["Pemilihan", "Uraian kejadian", "Bentuk pelanggaran", "Hal dalam edaran", "E. Terlapor"]
    assert sorted(asked, key=text.index) == asked
