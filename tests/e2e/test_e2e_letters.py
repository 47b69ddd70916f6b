"""Letters as a clerk works with them: asked for, worded anew, put up, signed, delivered, counted, checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from e2e_case import ALLOW, find_case, log_in
from e2e_clerk import Clerk
from e2e_office import Papers, ago, employee, inspect, make_office, open_cases, verified
from e2e_screen import Screen

from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.user import Actor
from cases.services import letters
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED, SUPERIOR = employee("Siti Darmawan"), employee("Putri Wibowo")
KIND = "Nota Dinas Telaahan Penetapan Jalur"
RECORD = "Berita Acara Klarifikasi"
_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def test_a_letter_is_asked_for_worded_signed_counted_and_checked(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, an_open_case)
    with log_in(screen, papers, walk="surat") as clerk:
        ask_for(clerk)
        word_anew(clerk)
        code = put_up(clerk)
        sign_and_deliver(clerk)
        enter_a_number(clerk)
        check(clerk, code)
        clerk.close()
    verified(papers)
    (letter,) = inspect(papers, all_letters)
    assert (letter.title, letter.status) == (KIND, LetterStatus.DELIVERED)
    assert "Nota Dinas Telaahan" in letter.wording
    assert (letter.short_code, letter.number_ordinal) == (code, 1)


def test_an_office_words_a_letter_its_own_way(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers, an_open_case)
    with log_in(screen, papers, walk="naskah") as clerk:
        open_wording(clerk)
        change_the_title(clerk)
        try_and_use(clerk)
        clerk.close()
    verified(papers)
    assert inspect(papers, template_in_use) == "clarification-record@1.1"


def an_open_case(office: OpenOffice, admin: Actor) -> None:
    open_cases(office, admin, (ACCUSED,), SUPERIOR, ago(20), "n.2", narrative="Hadir dalam kampanye.")


# -- one letter


def ask_for(clerk: Clerk) -> None:
    find_case(clerk, "Siti Darmawan", f"{ago(20).year}/001")
    clerk.press("Surat", kind="tab", begins=True)
    clerk.settle()
    clerk.picture("surat-perkara")
    clerk.press("Buat surat")
    clerk.on("letter-request")
    clerk.settle()
    clerk.picture("buat-surat")
    clerk.enter({"Analisis": "Kehadirannya berseragam dinas memenuhi unsur larangan itu."})
    clerk.press("Buat konsep")
    clerk.on("letter")
    clerk.see(KIND)
    clerk.picture("konsep")


def word_anew(clerk: Clerk) -> None:
    """This one letter says something that its template does not."""
    clerk.press("Ubah naskah surat ini")
    clerk.on("wording")
    clerk.settle()
    clerk.point(clerk.see("Judul"))
    clerk.until(lambda: (clerk.look()["focus"] or {}).get("value") == "Nota Dinas", "the line of the title")
    clerk.write("Nota Dinas Telaahan")
    clerk.picture("naskah")
    clerk.press("Simpan untuk surat ini")
    clerk.settle()
    if clerk.look()["page"] == "wording":
        clerk.press("Kembali ke surat")
    clerk.on("letter")
    clerk.see("Naskah diubah")


def put_up(clerk: Clerk) -> str:
    """Give it number and bytes; return the code that it prints."""
    clerk.press("Ajukan untuk ditandatangani")
    if clerk.until(lambda: [words for words in (ALLOW, "Tanggal tanda tangan") if clerk.sees(words)], "an answer") == [
        ALLOW
    ]:
        clerk.press(ALLOW)
    clerk.see("Tanggal tanda tangan")
    clerk.settle()
    clerk.picture("diajukan")
    found = next(filter(None, (_CODE.search(words) for words in clerk.ask("words"))))
    return str(found[0])


def sign_and_deliver(clerk: Clerk) -> None:
    clerk.press("Catat tanda tangan")
    clerk.see("Cara penyampaian")
    clerk.settle()
    clerk.choose("Cara penyampaian", "Diserahkan langsung")
    clerk.enter({"Diterima oleh": "Staf Bupati"})
    clerk.press("Catat penyampaian")
    clerk.until(lambda: any("kepada Staf Bupati" in words for words in clerk.ask("words")), "who received it")
    clerk.picture("disampaikan")


def enter_a_number(clerk: Clerk) -> None:
    """A number that was used outside the program, two further on: one is left out."""
    clerk.key("alt+5")
    clerk.on("letters")
    clerk.picture("daftar-surat")
    clerk.press("Buku agenda")
    clerk.on("register")
    clerk.picture("buku-agenda")
    clerk.press("Catat nomor")
    clerk.settle()
    clerk.enter({"Nomor": "3", "Perihal": "Undangan rapat", "Kepada": "Camat Tirta Hulu"})
    clerk.picture("catat-nomor")
    clerk.key("ctrl+Return")
    clerk.see(f"2 nomor terpakai pada {ago(0).year}, 1 dilewati")
    clerk.picture("nomor-dilewati")


def check(clerk: Clerk, code: str) -> None:
    """The code on a paper."""
    clerk.key("alt+5")
    clerk.on("letters")
    clerk.press("Periksa surat")
    clerk.on("check-letter")
    clerk.enter({"Kode surat": code})
    clerk.press("Periksa kode")
    clerk.see("DITERBITKAN DAN BERLAKU", begins=True)
    clerk.see(f"Perkara {ago(20).year}/001, {ACCUSED.name}")
    clerk.picture("periksa-surat")


# -- the office's own wording


def open_wording(clerk: Clerk) -> None:
    clerk.press("Pengaturan")
    clerk.on("settings")
    clerk.press("Naskah surat")
    clerk.settle()
    clerk.picture("daftar")
    clerk.press(RECORD, kind="row", begins=True)
    clerk.key("Return")
    clerk.on("wording")
    clerk.press("Buat edisi kantor")
    clerk.see("Edisi kantor 1, berdasar bawaan versi 1")
    clerk.settle()


def change_the_title(clerk: Clerk) -> None:
    clerk.point(clerk.see("Judul"))
    clerk.until(lambda: str((clerk.look()["focus"] or {}).get("value")).startswith(RECORD), "the lines of the title")
    clerk.key("ctrl+Home", "End")
    clerk.add(" Awal")
    clerk.picture("judul")
    clerk.press("Simpan")
    clerk.see("Konsep naskah disimpan")
    clerk.settle()


def try_and_use(clerk: Clerk) -> None:
    clerk.tab("Uji dan pakai")
    clerk.press("Uji cetak")
    clerk.see("Semua contoh tercetak baik.")
    clerk.settle()
    clerk.picture("uji-cetak")
    clerk.press("Pakai naskah ini")
    clerk.see("Kembali ke bawaan")
    clerk.settle()
    clerk.picture("dipakai")


# -- looking into the office


def all_letters(office: OpenOffice) -> list[Letter]:
    lines = office.read(letters.letter_page, RECOVERED, ListQuery(sort="letter_on")).rows
    return [office.read(letters.letter, RECOVERED, line.id) for line in lines]


def template_in_use(office: OpenOffice) -> str:
    with office.database.read() as work:
        return work.shelf.of("clarification-record", ago(0)).template
