"""Which phrases stand in the letters of steps, by their facts, and which do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from letter_facts import (
    ACCUSED,
    CHAIR,
    DECISION,
    FACTS,
    FINDINGS,
    LETTER_ON,
    MORAL_FINDINGS,
    RECOMMENDATION,
    TEAM,
    WITNESS,
)
from letter_samples import letter_case, letter_content, letter_file, letter_office, track_case, with_steps, words_of

from cases.letters.content import LETTER_KINDS, content_for
from cases.model.case import CaseFile, Track
from cases.model.person import EmploymentStatus
from cases.model.steps import (
    DeclarationManner,
    DocumentedFacts,
    ExaminationMode,
    HandoverManner,
    InForceFacts,
    RecordSystem,
    ServedFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
)
from cases.regulations import load_law

LAW = load_law()
PPPK = replace(ACCUSED, status=EmploymentStatus.PPPK, rank="", grade="IX", nip="199003122024212009")
CPNS = replace(ACCUSED, status=EmploymentStatus.CPNS)
DISMISSED = letter_file(track_case(Track.DISMISSAL))
DISMISSED_PPPK = letter_file(track_case(Track.DISMISSAL, respondent=PPPK))
ETHICS = letter_file(track_case(Track.ETHICS))
ABSENT = letter_file(absent=True)
ENDED = with_steps(
    letter_file(),
    (StepKey.IN_FORCE, InForceFacts(effective_on=date(2025, 1, 10), computed_on=date(2025, 1, 10))),
    (StepKey.SERVED, ServedFacts(ended_on=date(2026, 2, 28))),
    (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.SIASN, uploaded_on=date(2025, 1, 16))),
)


def facts(kind: str, **changed: Any) -> StepFacts:
    return replace(FACTS[kind], **changed)


def punished(key: str, **changed: Any) -> StepFacts:
    return replace(DECISION, sanction_key=key, level=LAW.sanction(key).level, **changed)


Row = tuple[str, CaseFile | None, StepFacts | None, tuple[str, ...], tuple[str, ...]]
TABLE: list[Row] = [
    ("team-order", None, None, ("Membentuk Tim Pemeriksa", "unsur pengawasan", "secara tertutup"), ("Majelis",)),
    ("suspension-order", None, None, ("Membebaskan sementara", "tetap diberikan hak-hak", "Pelaksana Harian"), ()),
    (
        "summons-1",
        None,
        None,
        (
            "Bersama ini diminta dengan hormat kehadiran Saudara:",
            "untuk menghadap kepada:",
            "Demikian untuk dilaksanakan.",
        ),
        ("Surat Panggilan II", "tidak hadir"),
    ),
    ("summons-1", letter_file(letter_case(respondent=PPPK)), None, ("19900312 202421 2 009",), ()),
    ("summons-2", ABSENT, None, ("Surat Panggilan II", "800.1.6.2/211/BKPPD/X/2024"), ()),
    ("absence-record", ABSENT, None, ("tidak hadir", "disaksikan oleh:", "dua ribu dua puluh empat"), ()),
    ("absence-record", ABSENT, facts("absence-record", witnesses=()), ("tidak menyampaikan alasan",), ("disaksikan",)),
    (
        "examination-record",
        None,
        None,
        ("tanggal dua puluh lima, bulan Oktober, tahun dua ribu dua puluh empat", "Tim Pemeriksa masing-masing:"),
        ("menolak", "virtual", "direkam"),
    ),
    (
        "examination-record",
        None,
        facts("examination-record", refused_to_sign=True, refusal_note="tanpa alasan", mode=ExaminationMode.VIRTUAL),
        ("**menolak menandatangani**", "tanpa alasan", "melalui pertemuan virtual"),
        (),
    ),
    (
        "examination-record",
        letter_file(letter_case(examiners=TEAM[:1])),
        facts("examination-record", examiners=TEAM[:1]),
        ("berdasarkan wewenang yang ada pada saya", "saya:", "Atasan Langsung selaku Pemeriksa"),
        ("Tim Pemeriksa masing-masing",),
    ),
    ("witness-statement", None, None, (WITNESS.name, "Yang memberi keterangan"), ("Yang diperiksa",)),
    (
        "findings-report",
        None,
        None,
        (
            "direkomendasikan untuk dijatuhi Hukuman Disiplin tingkat sedang: penundaan kenaikan gaji",
            "Bupati Tirta Kencana",
        ),
        ("tidak terbukti", "tidak hadir"),
    ),
    (
        "findings-report",
        ABSENT,
        None,
        ("Surat Panggilan II Nomor", "Berita Acara Ketidakhadiran"),
        ("pada hari Jumat",),
    ),
    (
        "findings-report",
        None,
        replace(FINDINGS, proven=False, sanction_key=""),
        ("**tidak terbukti**", "pemeriksaan dihentikan"),
        ("direkomendasikan untuk dijatuhi", "merupakan kewenangan"),
    ),
    (
        "findings-report",
        DISMISSED_PPPK,
        None,
        ("menetapkan pemutusan hubungan perjanjian kerja",),
        ("Hukuman Disiplin",),
    ),
    ("authority-report", None, None, ("bukan merupakan kewenangan kami, melainkan kewenangan Bupati",), ()),
    (
        "decision",
        None,
        None,
        (
            "setimpal dengan pelanggaran",
            "hari kerja ke-15 (lima belas)",
            "1 Maret 2025 sampai dengan tanggal 28 Februari 2026",
        ),
        ("tunjangan kinerja", "keputusan tersendiri", "hak-hak kepegawaian", "tidak hadir untuk diperiksa"),
    ),
    ("decision", ABSENT, None, ("tidak hadir untuk diperiksa setelah dipanggil",), ("berdasarkan hasil pemeriksaan",)),
    (
        "decision",
        None,
        punished("teguran-lisan"),
        ("tingkat ringan", "hari kerja ke-15"),
        ("terhitung mulai tanggal 1",),
    ),
    ("decision", None, punished("teguran-tertulis"), ("tingkat ringan",), ("Badan Keuangan", "Nomor 53 Tahun 2010")),
    ("decision", None, punished("pernyataan-tidak-puas"), ("pernyataan tidak puas",), ("Diktum KESATU terhitung",)),
    ("decision", None, punished("penundaan-pangkat"), ("Nomor 53 Tahun 2010", "Pasal 42 ayat (2)"), ()),
    ("decision", None, punished("penurunan-pangkat"), ("penurunan pangkat setingkat", "Nomor 53 Tahun 2010"), ()),
    *(
        (
            "decision",
            None,
            punished(key),
            ("Rp1.200.000,00 (satu juta dua ratus ribu rupiah)", "tunjangan kinerja semula"),
            ("Nomor 53 Tahun 2010",),
        )
        for key in ("tukin-6", "tukin-9", "tukin-12")
    ),
    (
        "decision",
        None,
        punished("penurunan-jabatan"),
        ("diturunkan menjadi jabatan", "keputusan tersendiri"),
        ("kelas jabatan",),
    ),
    ("decision", None, punished("pembebasan-jabatan"), ("dibebaskan menjadi jabatan pelaksana",), ("diturunkan",)),
    (
        "decision",
        letter_file(letter_case(respondent=replace(ACCUSED, position_kind="Pelaksana"))),
        punished("penurunan-jabatan"),
        ("penurunan kelas jabatan setingkat", "kelas jabatan terbaru"),
        ("keputusan tersendiri",),
    ),
    ("decision", None, punished("pdhtaps"), ("PT Taspen", "diberikan hak-hak kepegawaian"), ("perjanjian kerja",)),
    (
        "decision",
        letter_file(letter_case(respondent=PPPK)),
        punished("phk-disiplin-berat"),
        ("berlaku sejak tanggal 15 Oktober 2024, yaitu sejak yang bersangkutan dinyatakan bersalah",),
        ("hari kerja ke-15", "Kepada Pegawai Negeri Sipil"),
    ),
    (
        "decision",
        letter_file(letter_case(respondent=PPPK)),
        punished("teguran-lisan"),
        ("hari kerja ke-15",),
        ("bersalah",),
    ),
    ("decision", letter_file(letter_case(respondent=CPNS)), None, ("tanggal Calon Pegawai Negeri Sipil",), ()),
    ("handover-summons", None, None, ("Panggilan untuk Menerima Keputusan", "16 Desember 2024", "10.00 WIB"), ()),
    ("handover-receipt", None, None, ("diserahkan langsung", ACCUSED.name), ("menolak", "diterima oleh")),
    (
        "handover-receipt",
        None,
        facts("handover-receipt", receiver="Siti Aminah", manner=HandoverManner.SENT, refused=True),
        ("Keputusan diterima oleh Siti Aminah", "dikirim", "**menolak menandatangani**"),
        (),
    ),
    (
        "ethics-council-order",
        None,
        None,
        ("Ketua merangkap Anggota", "membela diri", "suara terbanyak"),
        ("Tim Pemeriksa",),
    ),
    ("ethics-summons-1", None, None, ("pelanggaran kode etik",), ("pelanggaran disiplin", "Nomor 94 Tahun 2021")),
    ("ethics-summons-2", None, None, ("pelanggaran kode etik",), ("pelanggaran disiplin",)),
    ("ethics-hearing-record", None, None, ("Majelis Kode Etik", "dua puluh lima"), ("Tim Pemeriksa",)),
    ("ethics-ruling", None, None, ("**terbukti**", "sanksi moral berupa", "mutasi", "final"), ("tidak terbukti",)),
    (
        "ethics-ruling",
        None,
        replace(MORAL_FINDINGS, proven=False, sanction_key="", administrative=""),
        ("**tidak terbukti**",),
        ("sanksi moral berupa", "tindakan administratif"),
    ),
    ("moral-decision", None, None, ("Putusan Majelis Kode Etik Nomor", "sanksi moral berupa"), ("hukuman disiplin",)),
    ("moral-declaration", None, None, ("memohon maaf", "secara terbuka", "upacara bendera"), ()),
    (
        "moral-declaration",
        None,
        facts("moral-declaration", manner=DeclarationManner.CLOSED, medium=""),
        ("secara tertutup",),
        ("upacara", "secara terbuka"),
    ),
    ("dismissal-proposal", DISMISSED, None, ("pemberhentian tidak dengan hormat",), ("perjanjian kerja",)),
    (
        "dismissal-proposal",
        DISMISSED_PPPK,
        None,
        ("Usul pemutusan hubungan perjanjian kerja",),
        ("Usul pemberhentian",),
    ),
    (
        "dismissal-decision",
        DISMISSED,
        None,
        ("telah mengusulkan pemberhentian", "31 Oktober 2024", "banding administratif", "PT Taspen"),
        ("hukuman disiplin", "hari kerja ke-15"),
    ),
    (
        "stop-notice",
        None,
        None,
        ("**dihentikan** karena pelanggaran tidak terbukti", "Pasal 33 ayat (1)"),
        ("Keterangan:",),
    ),
    (
        "stop-notice",
        ETHICS,
        StoppedFacts(reason="Surat kematian terlampir.", reason_key="meninggal-dunia"),
        ("terlapor meninggal dunia", "Keterangan: Surat kematian terlampir.", "pelanggaran kode etik"),
        ("dengan memperhatikan ketentuan",),
    ),
    ("closing-note", ENDED, None, ("10 Januari 2025", "28 Februari 2026", "SIASN (16 Januari 2025)"), ()),
    ("follow-up-letter", None, None, ("Badan Kepegawaian Negara", "R-118/BKN/2024"), ("KASN", "Komisi Aparatur")),
]


@pytest.mark.parametrize(("kind", "file", "own", "said", "unsaid"), TABLE)
def test_what_a_letter_says_and_does_not_say(
    kind: str, file: CaseFile | None, own: StepFacts | None, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    text = words_of(kind, letter_content(kind, LAW, file=file, facts=own))
    assert [phrase for phrase in said if phrase not in text] == []
    assert [phrase for phrase in unsaid if phrase in text] == []


def test_every_letter_of_a_step_is_in_the_table() -> None:
    assert {row[0] for row in TABLE} == set(LETTER_KINDS)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_nobody_is_spoken_of_as_what_he_is_not(kind: str) -> None:
    """A letter of a PPPK neither calls him a civil servant nor gives him a rank."""
    file = letter_file(track_case(_track(kind), respondent=PPPK))
    content = letter_content(kind, LAW, file=file)
    assert content.values["terlapor.nip"] == ""
    assert content.values["terlapor.pangkat"] == ""
    assert "Pembina, IV/a" not in words_of(kind, content)


def _track(kind: str) -> Track:
    if kind.startswith("dismissal"):
        return Track.DISMISSAL
    return Track.ETHICS if kind.startswith(("ethics", "moral")) else Track.DISCIPLINE


@pytest.mark.parametrize("on", [date(2024, 8, 25), LETTER_ON, date(2026, 1, 5)])
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_no_letter_of_a_step_names_a_body_that_is_gone(kind: str, on: date) -> None:
    told = replace(RECOMMENDATION, body="kasn", letter_on=date(2024, 5, 6), received_on=date(2024, 5, 8))
    file = with_steps(letter_file(track_case(_track(kind))), (StepKey.RECOMMENDATION, told))
    own = replace(FACTS[kind], body="kasn") if kind == "follow-up-letter" else FACTS[kind]
    text = words_of(kind, content_for(kind, file, own, letter_office(), LAW, on))
    assert "KASN" not in text
    assert "Komisi Aparatur Sipil Negara" not in text


def test_the_superior_signs_his_summons() -> None:
    text = words_of("summons-1", letter_content("summons-1", LAW))
    assert f"Atasan Langsung {CHAIR.name}" in text
