"""The main job, from the first start to a decision in force, by keyboard and mouse on the real program."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from e2e_case import answers, begin, find_case, put_up_and_sign, record
from e2e_clerk import Clerk
from e2e_office import PLACE, Papers, ago, command, employee, inspect, typed, verified
from e2e_screen import Screen
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from cases.model.case import CaseFile, CaseStatus
from cases.model.letter import LetterStatus
from cases.model.listing import CaseLine, ListQuery
from cases.services import case_files, letters
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

USER, PASSWORD = "dewi", "melati-biru-2026"
ACCUSED, SECOND, SUPERIOR = employee("Siti Darmawan"), employee("Lestari Mulya"), employee("Putri Wibowo")
FIRST_NUMBER, NUMBER = (f"{ago(56).year}/{ordinal:03d}" for ordinal in (1, 2))
DONE = ("Dibuka", "Panggilan", "Pemeriksaan", "LHP", "Keputusan", "Penyampaian", "Berlaku")
AFTERWARDS = "Catat unggahan ke I'DIS, SIASN atau SBT"
LETTERS = {
    "summons-1": "SURAT PANGGILAN I",
    "examination-record": "BERITA ACARA PEMERIKSAAN",
    "findings-report": "LAPORAN HASIL PEMERIKSAAN",
    "decision": "PENUNDAAN KENAIKAN GAJI BERKALA",
    "handover-summons": "PANGGILAN",
    "handover-receipt": "TANDA TERIMA KEPUTUSAN",
}
F4_POINTS = (609, 935)


def test_the_main_job(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    with Clerk(screen, tmp_path, "--home", papers.home) as clerk:
        found_the_office(clerk, papers)
        import_employees(clerk, papers)
        record_the_report(clerk, papers)
        open_the_cases(clerk)
        walk_the_case(clerk)
        save_the_recap(clerk, tmp_path / "rekap.xlsx")
        clerk.close()
    come_back(screen, papers)
    look_into_the_office(papers)


def found_the_office(clerk: Clerk, papers: Papers) -> None:
    clerk.on("FirstStartPage")
    clerk.key("Return")
    clerk.on("NewOfficePage")
    clerk.enter(
        {
            "Daerah": "Kabupaten Tirta Kencana",
            "Nama kepala daerah": "Ratna Wulandari Kusumaningrum",
            "Nama perangkat daerah": "Badan Kepegawaian, Pendidikan dan Pelatihan Daerah",
            "Singkatan": "BKPPD",
            "Kode unit untuk nomor surat": "BKPPD",
            "Alamat": "Jalan Melati Nomor 12, Tirta Kencana 98765",
        }
    )
    for name, picture in (("Lambang daerah", papers.logo), ("Lambang kepala daerah", papers.emblem)):
        clerk.go_to(name)
        clerk.key("space")
        clerk.file(picture)
    clerk.key("ctrl+Return")
    clerk.see("Tambah penanda tangan")
    clerk.key("ctrl+Return")
    clerk.see("Nama pengguna")
    clerk.enter({"Nama lengkap": "Dewi Kartikasari", "Nama pengguna": USER})
    clerk.enter({"Kata sandi": PASSWORD, "Ulangi kata sandi": PASSWORD})
    clerk.key("ctrl+Return")
    question = clerk.see("Ketik baris ke-", begins=True)["words"]
    assert not papers.home.exists(), "nothing is written before the sheet was printed"
    clerk.press("Simpan PDF ...")
    clerk.file(papers.sheet)
    clerk.see("Tersimpan sebagai lembar.pdf", begins=True)
    lines = papers.key_lines()
    assert len(lines) == 7
    papers.key.write_text("\n".join(lines))
    asked = re.search(r"ke-(\d)", question)
    assert asked is not None
    clerk.go_to(question)
    clerk.write(lines[int(asked[1]) - 1].lower())
    clerk.see("Cocok.")
    clerk.key("ctrl+Return")
    clerk.on("today")


def import_employees(clerk: Clerk, papers: Papers) -> None:
    clerk.key("alt+4")
    clerk.on("employees")
    clerk.key("ctrl+i")
    clerk.on("employee-import")
    clerk.key("Return")
    clerk.file(papers.workbook)
    clerk.see("Simpan 60 baris")
    clerk.settle()
    clerk.key("Return")
    clerk.on("employees")
    clerk.see("60 pegawai dalam daftar")


def record_the_report(clerk: Clerk, papers: Papers) -> None:
    clerk.key("alt+2")
    clerk.on("reports")
    clerk.key("ctrl+n")
    clerk.on("report")
    clerk.enter({"Tanggal diterima": typed(ago(58))})
    clerk.choose("Sumber", "Bawaslu")
    clerk.enter({"Nomor surat asal": "042/PM.00.02/2026", "Nama pelapor": "Warga Contoh"})
    clerk.enter({"Tanggal kejadian": typed(ago(60)), "Pukul": "1942", "Tempat": "Lapangan Tirta Hulu"})
    clerk.choose("Cara dilakukan", "Media sosial")
    clerk.enter({"Media sosial": "Facebook", "Akun": "siti.contoh"})
    clerk.enter({"Uraian kejadian": "Dua pegawai hadir dalam kampanye dengan seragam dinas."})
    clerk.pick("Bentuk pelanggaran", "n.2", "n.2")
    clerk.pick("Nama atau NIP", ACCUSED.nip, ACCUSED.name)
    clerk.pick("Nama atau NIP", "Lestari Mulya", SECOND.name)
    clerk.key("ctrl+Return")
    clerk.press("Tambah bukti")
    clerk.file(*papers.pictures)
    clerk.see("Tambahkan 3 bukti")
    clerk.enter({"Tanggal diunggah": typed(ago(60)), "Pukul": "20.15"})
    clerk.key("ctrl+Return")
    clerk.see("3 bukti ditambahkan.")
    clerk.settle()


def open_the_cases(clerk: Clerk) -> None:
    """Both respondents' cases, from the report's page; the first one's page stays in front."""
    for person in (SECOND, ACCUSED):
        clerk.key("alt+2")
        clerk.on("reports")
        clerk.key("Return")
        clerk.on("report")
        if not clerk.sees("Buka perkara"):  # the page stands at the evidence, where it was left
            clerk.tab("Ringkasan")
        clerk.press("Buka perkara", after=person.name)
        clerk.on("open-case")
        clerk.enter({"Tanggal dibuka": typed(ago(56))})
        clerk.enter({"Hasil verifikasi": "Benar pegawai kabupaten ini; belum pernah diproses."})
        clerk.pick("Atasan langsung", SUPERIOR.nip, SUPERIOR.name)
        clerk.key("ctrl+Return")
        clerk.on("case")
        clerk.see(person.name)


def walk_the_case(clerk: Clerk) -> None:
    begin(clerk, "Terbitkan panggilan I")
    clerk.enter({"Tanggal surat": typed(ago(54))})
    clerk.settle()
    clerk.enter({"Tempat": PLACE})
    record(clerk, "Terbitkan panggilan I")
    put_up_and_sign(clerk)

    begin(clerk, "Catat pemeriksaan")
    answers(clerk, "Apakah Saudara sehat?", "Ya, sehat.", "Benarkah itu foto Saudara?", "Benar, itu saya.")
    record(clerk, "Catat pemeriksaan")
    put_up_and_sign(clerk)

    begin(clerk, "Susun LHP")
    clerk.enter({"Tanggal LHP": typed(ago(43))})
    clerk.choose("Pelanggaran", "Terbukti")
    clerk.enter({"Dampak perbuatan": "Menimbulkan keraguan atas netralitas perangkat daerah"})
    clerk.choose("Hukuman yang disarankan", "Penundaan kenaikan gaji")
    record(clerk, "Susun LHP")
    put_up_and_sign(clerk)

    begin(clerk, "Siapkan keputusan")
    clerk.enter({"Tanggal keputusan": typed(ago(38))})
    record(clerk, "Siapkan keputusan")
    put_up_and_sign(clerk)

    begin(clerk, "Buat panggilan menerima keputusan")
    clerk.enter({"Tanggal surat": typed(ago(36)), "Tanggal": typed(ago(32))})
    record(clerk, "Buat panggilan menerima keputusan")
    put_up_and_sign(clerk)

    begin(clerk, "Catat penyampaian keputusan")
    record(clerk, "Catat penyampaian keputusan")
    put_up_and_sign(clerk)

    begin(clerk, "Catat keputusan berlaku")
    record(clerk, "Catat keputusan berlaku")
    clerk.see(AFTERWARDS)
    line = clerk.see("Dibuka: selesai", begins=True)["words"]
    marks = [part.split(" ")[:2] for part in line.replace("Panggilan I:", "Panggilan:").split("; ")]
    assert [mark for mark in marks if mark[1] == "selesai"] == [[f"{stage}:", "selesai"] for stage in DONE]
    assert marks[len(DONE) :] == [["Dijalani:", "sekarang"], ["Selesai:", "belum"]]


def save_the_recap(clerk: Clerk, path: Path) -> None:
    clerk.key("alt+6")
    clerk.on("recap")
    first = clerk.go_to("Dari tanggal")
    assert first["value"]
    clerk.write(typed(ago(70)))
    clerk.key("Return")
    clerk.settle()
    clerk.key("ctrl+shift+s")
    clerk.file(path)
    clerk.see("Rekap disimpan: rekap.xlsx")
    assert recap_numbers(path) == {FIRST_NUMBER: SECOND.nip, NUMBER: ACCUSED.nip}


def recap_numbers(path: Path) -> dict[str, str]:
    """The cases of a recap's first sheet with their NIPs, which are text."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return {
        str(next(cell for cell in row if re.fullmatch(r"\d{4}/\d{3}", str(cell)))): nip
        for row in rows
        for nip in row
        if isinstance(nip, str) and re.fullmatch(r"\d{18}", nip)
    }


def come_back(screen: Screen, papers: Papers) -> None:
    """The next morning: log in and find the case by a word."""
    arguments = ("--home", papers.home, "--recovery-key-file", papers.key)
    with Clerk(screen, papers.folder, *arguments) as clerk:
        clerk.on("LogInPage")
        clerk.enter({"Nama pengguna": USER, "Kata sandi": PASSWORD})
        clerk.key("Return")
        clerk.on("today")
        find_case(clerk, ACCUSED.name.split(",")[0], NUMBER)
        clerk.see(ACCUSED.name)
        clerk.see(AFTERWARDS)
        clerk.close()


def look_into_the_office(papers: Papers) -> None:
    """What the window has done, seen by the command line and in the database."""
    assert f"Perkara\t{NUMBER} · {ACCUSED.name}" in command(papers, "search", "Siti Darmawan")
    assert "Surat\t" in command(papers, "search", f"800.1.6.2/3/BKPPD/{ago(38).year}")
    told = verified(papers)
    assert told["evidence"] == 3
    assert told["letters"] == len(LETTERS)
    again = papers.folder / "rekap-lagi.xlsx"
    command(papers, "recap", "--from", typed(ago(70)), "--to", typed(ago(0)), "--out", again)
    assert recap_numbers(again) == recap_numbers(papers.folder / "rekap.xlsx")

    lines, file, pdfs = inspect(papers, read_cases)
    assert [(line.number, line.nip) for line in lines] == [(FIRST_NUMBER, SECOND.nip), (NUMBER, ACCUSED.nip)]
    summary = file.case.summary
    assert summary.status is CaseStatus.SANCTIONED
    assert summary.effective_on is not None
    assert summary.effective_on < ago(0)
    assert [letter.kind for letter in file.letters] == list(LETTERS)
    assert all(letter.status is LetterStatus.SIGNED for letter in file.letters)
    numbers = [letter.number for letter in file.letters if letter.number]
    assert len(numbers) == len(set(numbers)) == 4
    for letter, pdf in zip(file.letters, pdfs, strict=True):
        reader = PdfReader(io.BytesIO(pdf))
        words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert LETTERS[letter.kind] in words.upper()
        assert ACCUSED.name in words
        assert letter.number in words
        assert (int(reader.pages[0].mediabox.width), int(reader.pages[0].mediabox.height)) == F4_POINTS


def read_cases(office: OpenOffice) -> tuple[tuple[CaseLine, ...], CaseFile, list[bytes]]:
    """Every case's line, the file of the one that was walked, and its letters as stored."""
    lines = office.read(case_files.case_page, RECOVERED, ListQuery(sort="number")).rows
    files = [office.read(case_files.case_file, RECOVERED, line.id) for line in lines]
    file = next(one for one in files if one.case.respondent.nip == ACCUSED.nip)
    return lines, file, [office.read(letters.letter_bytes, RECOVERED, letter.id) for letter in file.letters]
