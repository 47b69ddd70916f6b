"""A breach of the code of ethics: from the report over the council's hearing to the archive, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e_case import answers, begin, log_in, name, put_up_and_sign, record
from e2e_clerk import Clerk
from e2e_office import PLACE, Papers, ago, employee, inspect, make_office, report_on, staff, the_case, typed, verified
from e2e_screen import Screen

from cases.model.case import CaseStatus
from cases.model.letter import LetterStatus
from cases.model.report import Channel
from cases.model.user import Actor
from desktop.wiring import OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED, SUPERIOR = employee("Irfan Maemunah"), employee("Rahmat Nugraha")
COUNCIL = (
    ("Ketua", employee("Lilis Prayitno")),
    ("Sekretaris", employee("Novi Setiawan")),
    ("Anggota", employee("Sari Suryana")),
    ("Anggota", employee("Hesti Rahayu")),
    ("Anggota", employee("Maya Utami")),
)
STATES = "Menyatakan penyesalan dan tidak mengulangi perbuatannya."
LETTERS = [
    "ethics-council-order",
    "ethics-summons-1",
    "ethics-hearing-record",
    "ethics-ruling",
    "moral-decision",
    "moral-declaration",
    "closing-note",
]


def test_an_ethics_case_from_report_to_archive(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, one_report)
    with log_in(screen, papers, walk="etik") as clerk:
        verify(clerk)
        open_the_case(clerk)
        hear(clerk)
        rule_and_decide(clerk)
        declare(clerk)
        end(clerk)
        clerk.close()
    assert verified(papers)["letters"] == len(LETTERS)
    file = inspect(papers, the_case)
    assert file.case.summary.status is CaseStatus.SANCTIONED
    assert [letter.kind for letter in file.letters] == LETTERS
    assert {letter.status for letter in file.letters} <= {LetterStatus.SIGNED, LetterStatus.DELIVERED}
    assert [str(step.key) for step in file.steps][-4:] == ["declaration", "documented", "closed", "archived"]


def one_report(office: OpenOffice, admin: Actor) -> None:
    """What Bawaslu passed on, before the candidates were known."""
    staff(office, admin)
    report_on(
        office,
        admin,
        (ACCUSED,),
        ago(40),
        "E4",
        narrative="Menyukai dan membagikan unggahan dukungan kepada bakal calon bupati.",
        channel=Channel.SOCIAL_MEDIA,
    )


def verify(clerk: Clerk) -> None:
    clerk.key("alt+2")
    clerk.on("reports")
    clerk.key("Return")
    clerk.on("report")
    clerk.press("Verifikasi")
    clerk.on("verify")
    clerk.choose("Hasil verifikasi", "Memenuhi")
    clerk.enter({"Tanggal verifikasi": typed(ago(39))})
    clerk.picture("verifikasi")
    clerk.press("Simpan verifikasi")
    clerk.on("report")
    clerk.picture("laporan")


def open_the_case(clerk: Clerk) -> None:
    clerk.press("Buka perkara", after=ACCUSED.name)
    clerk.on("open-case")
    clerk.enter({"Tanggal dibuka": typed(ago(38))})
    clerk.pick("Atasan langsung", SUPERIOR.nip, SUPERIOR.name)
    clerk.picture("buka-perkara")
    record(clerk, "Buka perkara", "Belum ada penetapan calon; dicocokkan dengan tahapan pemilihan.")
    clerk.on("case")
    clerk.see("Kode etik")
    clerk.picture("perkara-dibuka")


def hear(clerk: Clerk) -> None:
    """The council, the call and the hearing."""
    begin(clerk, "Bentuk Majelis Kode Etik")
    clerk.enter({"Tanggal surat": typed(ago(36))})
    for duty, member in COUNCIL:
        clerk.press("Tambah anggota")
        name(clerk, member.nip, member.name)
        clerk.choose("Kedudukan", duty)
    clerk.picture("majelis")
    record(clerk, "Bentuk Majelis Kode Etik")
    put_up_and_sign(clerk, "surat-majelis")

    begin(clerk, "Terbitkan panggilan I")
    clerk.enter({"Tanggal surat": typed(ago(34)), "Tanggal pemeriksaan": typed(ago(26)), "Tempat": PLACE})
    record(clerk, "Terbitkan panggilan I")
    put_up_and_sign(clerk)

    begin(clerk, "Catat sidang Majelis")
    answers(clerk, "Apakah Saudara membagikan unggahan itu?", "Ya, saya membagikannya.")
    clerk.picture("sidang")
    record(clerk, "Catat sidang Majelis")
    put_up_and_sign(clerk)


def rule_and_decide(clerk: Clerk) -> None:
    begin(clerk, "Susun putusan Majelis")
    clerk.enter({"Tanggal Putusan Majelis": typed(ago(24))})
    clerk.choose("Pelanggaran", "Terbukti")
    clerk.choose("Sanksi yang direkomendasikan", "Pernyataan secara terbuka")
    clerk.picture("putusan-majelis")
    record(clerk, "Susun putusan Majelis")
    put_up_and_sign(clerk, "surat-putusan")

    begin(clerk, "Siapkan keputusan sanksi moral")
    clerk.enter({"Tanggal keputusan": typed(ago(20))})
    clerk.picture("keputusan")
    record(clerk, "Siapkan keputusan sanksi moral", "Putusan Majelis disampaikan langsung kepada Bupati.")
    put_up_and_sign(clerk, "surat-keputusan")


def declare(clerk: Clerk) -> None:
    begin(clerk, "Catat pernyataan sanksi moral")
    clerk.enter({"Dinyatakan pada": typed(ago(15)), "Melalui": "Upacara bendera", "Tempat": "Halaman Kantor Bupati"})
    clerk.press("Tambah saksi")
    name(clerk, COUNCIL[1][1].nip, COUNCIL[1][1].name)
    clerk.picture("pernyataan")
    record(clerk, "Catat pernyataan sanksi moral")
    put_up_and_sign(clerk)


def end(clerk: Clerk) -> None:
    begin(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT")
    clerk.enter({"Diunggah pada": typed(ago(10)), "Nomor atau tanda bukti": "IDIS-2026-0042"})
    record(clerk, "Catat unggahan ke I'DIS, SIASN atau SBT")
    clerk.on("case")

    begin(clerk, "Tutup perkara")
    clerk.enter({"Tanggal": typed(ago(8)), "Catatan penutup": "Sanksi moral sudah dinyatakan."})
    record(clerk, "Tutup perkara")
    put_up_and_sign(clerk)
    clerk.see("Perkara ini sudah berakhir")
    clerk.picture("perkara-selesai")

    begin(clerk, "Catat pengarsipan", beside=True)
    clerk.enter({"Tanggal": typed(ago(5)), "Tempat simpan": "Rak 3, boks 12"})
    clerk.picture("arsip")
    record(clerk, "Catat pengarsipan")
    clerk.see("Diarsipkan", begins=True)
    clerk.picture("perkara-diarsipkan")
