"""From an import of employees over a round of the watch to a case: forms go out, are filled by a script, come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e_case import log_in, record
from e2e_clerk import Clerk
from e2e_office import EMPLOYEES, Papers, ago, employee, inspect, make_office, typed, verified
from e2e_screen import Screen
from watch_filling import fill

from cases.model.case import CaseFile
from cases.model.evidence import Evidence
from cases.model.listing import ListQuery
from cases.services import case_files, evidence
from desktop.wiring import RECOVERED, OpenOffice

pytestmark = pytest.mark.e2e

ACCUSED, SUPERIOR = employee("Siti Darmawan"), employee("Putri Wibowo")
FOUND = {"owned": "Ya", "seen": "Ada temuan", "urls": "https://www.instagram.com/p/Rekaan1/", "note": "Ajakan memilih."}


def test_from_the_import_over_a_round_to_a_case(screen: Screen, tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    make_office(papers)
    out = tmp_path / "keluar"
    out.mkdir()
    with log_in(screen, papers, walk="pemantauan") as clerk:
        import_employees(clerk, papers)
        record_an_account(clerk)
        start_a_round(clerk)
        write_forms(clerk, out)
        fill_forms(out)
        read_them_back(clerk, next(out.glob("Formulir*")))
        make_a_report(clerk)
        open_the_case(clerk)
        clerk.close()
    verified(papers)
    (file,), (form,) = inspect(papers, the_cases), inspect(papers, the_evidence)
    assert file.case.respondent.nip == ACCUSED.nip
    assert str(file.case.source) == "pemantauan"
    assert form.file_name.endswith(".xlsx"), "the form that tells of it is its evidence"


def import_employees(clerk: Clerk, papers: Papers) -> None:
    clerk.key("alt+4")
    clerk.on("employees")
    clerk.key("ctrl+i")
    clerk.on("employee-import")
    clerk.key("Return")
    clerk.file(papers.workbook)
    clerk.see(f"Simpan {EMPLOYEES} baris")
    clerk.settle()
    clerk.press(f"Simpan {EMPLOYEES} baris")
    clerk.on("employees")


def record_an_account(clerk: Clerk) -> None:
    clerk.key("alt+4")
    clerk.on("employees")
    clerk.press("Akun media sosial", kind="tab")
    clerk.on("accounts")
    clerk.key("ctrl+n")
    clerk.on("account")
    clerk.pick("Pegawai", ACCUSED.nip, ACCUSED.name)
    clerk.enter({"Alamat halaman": "https://www.instagram.com/siti.contoh/"})
    clerk.key("ctrl+Return")
    clerk.on("accounts")
    clerk.see("1 akun belum dipastikan")


def start_a_round(clerk: Clerk) -> None:
    clerk.press("Pemantauan", kind="tab")
    clerk.on("rounds")
    clerk.key("ctrl+n")
    clerk.on("round-edit")
    clerk.enter(
        {
            "Judul": "Masa tenang",
            "Masa yang diamati, dari": typed(ago(30)),
            "Sampai dengan": typed(ago(5)),
            "Formulir dikembalikan paling lambat": typed(ago(-5)),
        }
    )
    clerk.press("Pilih semua")
    clerk.press("Simpan ronde")
    clerk.on("round")


def write_forms(clerk: Clerk, out: Path) -> None:
    clerk.press("Tulis formulir")
    clerk.file(out)
    clerk.see("Buka folder")
    clerk.settle()


def fill_forms(out: Path) -> None:
    """What each unit does by hand: nothing found, but for the one whose account shows something."""
    for path in sorted(out.glob("Formulir*/*.xlsx")):
        fill(path, by_account=FOUND)


def read_them_back(clerk: Clerk, folder: Path) -> None:
    clerk.press("Baca formulir")
    clerk.on("round-read")
    clerk.press("Pilih folder")
    clerk.file(folder)
    clerk.see("Simpan ", begins=True)
    clerk.settle()
    clerk.press("Simpan 12 formulir")
    clerk.on("round")
    clerk.settle()


def make_a_report(clerk: Clerk) -> None:
    clerk.tab("Temuan")
    clerk.press(ACCUSED.name, kind="row", begins=True)
    clerk.press("Jadikan laporan")
    clerk.see("Laporan ", begins=True)
    clerk.settle()


def open_the_case(clerk: Clerk) -> None:
    clerk.key("alt+2")
    clerk.on("reports")
    clerk.key("Return")
    clerk.on("report")
    clerk.press("Buka perkara", after=ACCUSED.name)
    clerk.on("open-case")
    clerk.enter({"Tanggal kejadian": typed(ago(6))})
    clerk.pick("Bentuk pelanggaran", "n.2", "n.2")
    clerk.enter({"Hasil verifikasi": "Benar pegawai kabupaten ini; unggahannya masih tampak."})
    clerk.pick("Atasan langsung", SUPERIOR.nip, SUPERIOR.name)
    record(clerk, "Buka perkara", "Sudah diperiksa petugas; dicocokkan dengan tahapan pemilihan.")
    clerk.on("case")


def the_cases(office: OpenOffice) -> tuple[CaseFile, ...]:
    lines = office.read(case_files.case_page, RECOVERED, ListQuery(sort="number")).rows
    return tuple(office.read(case_files.case_file, RECOVERED, line.id) for line in lines)


def the_evidence(office: OpenOffice) -> tuple[Evidence, ...]:
    (file,) = the_cases(office)
    return office.read(evidence.evidence_of_report, RECOVERED, file.case.report_id)
