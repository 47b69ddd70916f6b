"""Evidence from the clerk's disk to a folder that stands alone: taken in, found, redacted, printed, damaged, restored.

The word that is sought lies in the text layer of a PDF, so that nothing here needs a program that reads pictures.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from e2e_case import log_in
from e2e_clerk import Clerk
from e2e_office import Papers, ago, command, employee, inspect, make_office, person, staff
from e2e_screen import Screen
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from cases.model.evidence import Evidence
from cases.model.listing import ListQuery
from cases.model.report import Channel, Source
from cases.model.user import Actor
from cases.services import evidence, reports
from cases.services.evidence import CustodyLine
from cases.services.reports import ReportForm
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED = employee("Siti Darmawan")
WORD = "Lembayung"
COUNT = 5
"""Three screenshots, a letter, and the copy that is made of one of them."""
DAMAGED = "Bukti B-02 tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan."


def test_evidence_from_end_to_end(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, reported)
    handed = tmp_path / "serah"
    handed.mkdir()
    with log_in(screen, papers, walk="evidence") as clerk:
        take_in(clerk, papers)
        find_by_a_word(clerk)
        redact(clerk)
        print_papers(clerk, tmp_path / "daftar.pdf")
        export(clerk, handed)
        damage(papers, papers.pictures[1])
        find_the_damage(clerk)
        restore(clerk, handed)
        clerk.close()
    listed(tmp_path / "daftar.pdf", papers)
    (folder,) = handed.iterdir()
    stands_by_itself(papers, folder)
    is_on_record(papers)


def reported(office: OpenOffice, admin: Actor) -> None:
    """One report about one employee, without evidence."""
    staff(office, admin)
    form = ReportForm(
        received_on=ago(10),
        source=Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA,
        narrative="Mengunggah foto bersama calon.",
        respondents=(person(office, admin, ACCUSED),),
        platform="Instagram",
    )
    office.write(reports.register_report, admin, form)


def take_in(clerk: Clerk, papers: Papers) -> None:
    """Three pictures of two posts and a letter go in; what is broken stays out and says why."""
    letter, broken = papers.folder / "surat.pdf", papers.folder / "potongan.png"
    page = Canvas(str(letter))
    page.drawString(72, 720, f"Penerusan laporan kegiatan relawan {WORD}")
    page.save()
    broken.write_bytes(papers.pictures[0].read_bytes()[:9000])
    clerk.key("alt+2")
    clerk.on("reports")
    clerk.key("Return")
    clerk.on("report")
    clerk.press("Tambah bukti")
    clerk.file(*papers.pictures, letter, broken)
    clerk.see("4 berkas, 1 tidak ditambahkan")
    clerk.press("Akun", kind="field")
    clerk.write("relawan.contoh")
    for name in (papers.pictures[2].name, letter.name):
        clerk.press(f"Isian di kanan berlaku untuk {name}")  # no more: what is typed now is said of the others
    clerk.press("Akun", kind="field")
    clerk.write("siti.contoh")
    clerk.picture("form")
    clerk.key("ctrl+Return")
    clerk.see("4 bukti ditambahkan. Gambar potongan.png rusak atau terpotong", begins=True)
    clerk.settle()
    clerk.picture("added")
    clerk.key("Return")  # the keys are where the eyes are: at the first that went in
    clerk.see("B-01 B-01-unggahan-foto")
    clerk.see("Bandingkan…")
    clerk.key("Escape")
    clerk.see("Untuk semua bukti")


def find_by_a_word(clerk: Clerk) -> None:
    """The search of the whole window finds a word in the letter, once that was read."""
    clerk.press("B-04 ", kind="row", begins=True)
    clerk.see("“Penerusan laporan", begins=True)
    clerk.key("ctrl+k")
    clerk.go_to("Cari")
    clerk.add(WORD)
    clerk.press("surat", kind="row", begins=True)
    clerk.see("1 dari 1 temuan")
    clerk.picture("found")
    clerk.key("Escape")
    clerk.see("Untuk semua bukti")


def redact(clerk: Clerk) -> None:
    """A black box by keyboard; the copy is an item of its own."""
    clerk.press("B-01 ", kind="row", begins=True)
    clerk.settle()
    clerk.press("Salinan tersunting")
    clerk.see("Belum ada tanda.", begins=True)
    clerk.go_to("Halaman yang disunting")
    clerk.key("Return", "shift+Right", "Down")
    clerk.press("Yang ditutup dan alasannya", kind="field")
    clerk.write("Wajah warga ditutup.")
    clerk.picture("redacting")
    clerk.press("Simpan salinan tersunting")
    clerk.see("Salinan tersunting B-05 dibuat dari B-01; aslinya tetap utuh.")
    clerk.settle()


def print_papers(clerk: Clerk, path: Path) -> None:
    clerk.press("Untuk semua bukti")
    clerk.press("Daftar bukti…", kind="menu")
    clerk.press("Simpan PDF…")
    clerk.file(path)
    clerk.see("Tersimpan: daftar.pdf", begins=True)
    clerk.picture("papers")
    clerk.key("Escape")
    clerk.see("Untuk semua bukti")


def export(clerk: Clerk, into: Path) -> None:
    clerk.press("Untuk semua bukti")
    clerk.press("Ekspor…", kind="menu")
    clerk.press("Pilih folder tujuan…")
    clerk.file(into)
    clerk.see(f"{COUNT} bukti diekspor ke folder", begins=True)
    clerk.settle()
    clerk.picture("exported")


def damage(papers: Papers, original: Path) -> None:
    """Flip one bit of what is kept of an original."""
    size = original.stat().st_size
    (blob,) = (one for one in (papers.home / "vault").iterdir() if 0 < one.stat().st_size - size < 1024)
    data = bytearray(blob.read_bytes())
    data[size // 2] ^= 1
    blob.chmod(0o600)
    blob.write_bytes(data)


def find_the_damage(clerk: Clerk) -> None:
    clerk.press("Untuk semua bukti")
    clerk.press("Periksa semua", kind="menu")
    clerk.see(DAMAGED, begins=True)
    clerk.see("Lima bukti, satu tidak cocok dengan sidik SHA-256 saat dicatat")
    clerk.press("B-02 ", kind="row", begins=True)
    clerk.see(f"Gagal: {DAMAGED}")
    clerk.see("Rusak")
    clerk.picture("damaged")


def restore(clerk: Clerk, backup: Path) -> None:
    """The exported folder holds the very same bytes."""
    clerk.press("Pulihkan aslinya…")
    clerk.press("Dari folder cadangan…")
    clerk.file(backup)
    clerk.see("B-02 dipulihkan dan diperiksa: utuh.")
    clerk.see("Utuh")
    clerk.see("Dipulihkan dari salinan yang utuh")
    clerk.see("Lima bukti, semuanya cocok dengan sidik SHA-256 saat dicatat")
    assert not clerk.sees("Pulihkan aslinya…")
    clerk.picture("restored")


def listed(path: Path, papers: Papers) -> None:
    """The list has the fingerprint of every original, and of the copy whose it is."""
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages).split())
    for picture in papers.pictures:
        sha256 = hashlib.sha256(picture.read_bytes()).hexdigest()
        assert sha256[:8] in words
        assert sha256[-8:] in words
    assert "DAFTAR BUKTI" in words
    assert "Tersunting dari B-01" in words
    assert ACCUSED.name in words


def stands_by_itself(papers: Papers, folder: Path) -> None:
    """Every file of the folder is as its list of fingerprints says; originals are what was taken in."""
    lines = (folder / "SHA256SUMS.txt").read_text("utf-8").splitlines()
    sums = {name.lstrip(" *"): sha256 for sha256, _, name in (line.partition(" ") for line in lines)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    del found["SHA256SUMS.txt"]
    assert sums == found
    assert len(found) == COUNT + 2, "and the list and the guide"
    for picture in papers.pictures:
        assert hashlib.sha256(picture.read_bytes()).hexdigest() in found.values()
    assert command(papers, "evidence-check", folder)


def is_on_record(papers: Papers) -> None:
    """The database knows the facts of each and all that befell the one that was damaged."""
    items, lines = inspect(papers, read_evidence)
    assert [(item.label, item.account, bool(item.derived_from)) for item in items] == [
        ("B-01", "siti.contoh", False),
        ("B-02", "siti.contoh", False),
        ("B-03", "relawan.contoh", False),
        ("B-04", "relawan.contoh", False),
        ("B-05", "siti.contoh", True),
    ]
    acts = [line.action for line in lines]
    for before, after in (("take", "print"), ("print", "export"), ("export", "restore")):
        assert acts.index(before) < acts.index(after)
    assert [line.failure for line in lines if line.failure] == [DAMAGED]
    assert acts[-1] == "check", "read once more at once"
    assert items[1].answer


def read_evidence(office: OpenOffice) -> tuple[tuple[Evidence, ...], tuple[CustodyLine, ...]]:
    """The items of the only report, and the record of the second."""
    (line,) = office.read(reports.report_page, RECOVERED, ListQuery(sort="number")).rows
    items = tuple(office.read(evidence.evidence_of_report, RECOVERED, line.id))
    return items, office.read(evidence.custody_of, RECOVERED, items[1].id)
