"""The commands that speak of cases: what may be done next, and due dates as a calendar file."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from case_desk import SUPERIOR, open_case
from command_run import Run
from ics_check import read_ics
from pypdf import PdfReader, PdfWriter

from cases.model.case import CaseFile
from cases.model.deadline import Deadline
from cases.services import evidence
from cases.services.evidence import EvidenceForm


@pytest.fixture
def case(do) -> CaseFile:
    """A case with one due date."""
    file: CaseFile = open_case(do, SUPERIOR)

    def count(work, actor) -> None:
        work.log_as(actor, "tests.count")
        due = Deadline(
            id=f"{file.case.id}:examination-1",
            case_id=file.case.id,
            key="examination-1",
            title="Pemeriksaan atas panggilan I",
            starts_on=file.case.opened_on,
            due_on=file.case.opened_on,
            done_on=None,
            article="",
            regulation="",
            strength="soft",
            verified=True,
        )
        work.deadlines.replace(file.case.id, [due])

    do(count)
    return file


def test_what_may_be_done_next_is_printed_with_its_article_and_guards(run: Run, case: CaseFile) -> None:
    status, out, err = run("next", case.case.number)
    assert (status, err) == (0, "")
    first, *lines = out.splitlines()
    assert first.startswith(f"Perkara {case.case.number}: ")
    assert lines[0].startswith("1. ")
    assert any(line.strip().startswith("Dasar: Pasal ") for line in lines)
    assert any("(tindakan lain)" in line for line in lines)


def test_the_same_as_json_for_another_program(run: Run, case: CaseFile) -> None:
    status, out, _ = run("next", case.case.number, "--json")
    steps = json.loads(out)
    assert status == 0
    assert steps[0]["kind"] == "step"
    assert {"key", "action", "article", "regulation", "verified", "due_on", "guards"} <= steps[0].keys()
    assert [step for step in steps if step["side"]]


def test_a_number_that_no_case_has_is_told(run: Run) -> None:
    status, out, err = run("next", "2020/001")
    assert (status, out) == (1, "")
    assert err == "Perkara 2020/001 tidak ada; periksa nomornya, misalnya 2026/037.\n"


def test_due_dates_are_written_as_a_calendar_file(run: Run, case: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "tenggat.ics"
    status, out, _ = run("ics", "--out", target)
    assert (status, out) == (0, f"1 tenggat ditulis ke {target}.\n")
    (event,) = read_ics(target.read_bytes()).inside
    assert event.day("DTSTART") == case.case.opened_on
    assert case.case.respondent.name not in event.text("SUMMARY")
    status, _, _ = run("ics", "--out", target, "--case", case.case.number, "--names", "--alarm", "3")
    (event,) = read_ics(target.read_bytes()).inside
    assert case.case.respondent.name in event.text("SUMMARY")
    assert event.inside[0].values["TRIGGER"][0][0] == "-PT64H"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "tenggat.txt"), "berakhiran .ics"),
        (("--out", "tenggat.ics", "--alarm", "-1"), "--alarm dengan 0 sampai"),
        (("--out", "tenggat.ics", "--case", "2020/001"), "tidak ada"),
    ],
)
def test_a_wrong_call_writes_nothing(run: Run, tmp_path: Path, monkeypatch, arguments, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("ics", *arguments)
    assert (status, out) == (1, "")
    assert words in err
    assert not list(tmp_path.glob("tenggat*"))


def test_evidence_is_exported_and_the_folder_checked_without_the_office(run: Run, case: CaseFile, do, tmp_path) -> None:
    do(evidence.add_evidence, case.report.id, b"undangan", EvidenceForm(file_name="surat.txt"))
    others = EvidenceForm(file_name="lain.txt", concerns=("199001012015011001",))
    do(evidence.add_evidence, case.report.id, b"tentang terlapor lain", others)
    status, out, err = run("evidence-export", case.case.number, "--out", tmp_path)
    assert (status, err) == (0, "")
    (folder,) = tmp_path.glob("Bukti *")
    assert f"1 bukti ditulis ke {folder}." in out
    assert case.case.number.replace("/", "-") in folder.name
    assert hashlib.sha256((folder / "SHA256SUMS.txt").read_bytes()).hexdigest() in out
    assert run("evidence-check", folder) == (0, "3 berkas diperiksa.\nSemua sama dengan daftarnya.\n", "")
    (folder / "B-01 surat.txt").write_bytes(b"lain")
    status, out, _ = run("evidence-check", folder, "--json")
    assert status == 1
    assert json.loads(out)["problems"][0].startswith("B-01 surat.txt: berubah")
    status, _, err = run("evidence-export", case.case.number, "--out", tmp_path)
    assert (status, err) == (1, f"Di sana sudah ada “{folder.name}”; pindahkan yang lama atau pilih folder lain.\n")


def test_list_and_cards_of_a_case_are_written_as_a_pdf(run: Run, case: CaseFile, do, tmp_path: Path) -> None:
    target = tmp_path / "bukti.pdf"
    assert run("evidence-cards", case.case.number, "--out", target)[0] == 1, "nothing to print yet"
    writer, paper = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(paper)
    do(evidence.add_evidence, case.report.id, paper.getvalue(), EvidenceForm(file_name="surat.pdf", title="Undangan"))
    status, out, err = run("evidence-cards", case.case.number, "--out", target, "--per-page", "1")
    assert (status, err) == (0, "")
    assert out == f"1 bukti, 2 halaman ditulis ke {target}.\n"
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(str(target)).pages).split())
    assert f"Perkara : {case.case.number}" in text
    assert "B-01 Undangan" in text
    run("evidence-cards", case.case.number, "--out", target, "--list-only")
    assert len(PdfReader(str(target)).pages) == 1


def test_a_case_without_a_decision_has_no_pack(run: Run, case: CaseFile, tmp_path: Path) -> None:
    status, out, err = run("idis-pack", case.case.number, "--out", tmp_path)
    assert (status, out) == (1, "")
    assert "belum mempunyai keputusan" in err
    assert not list(tmp_path.glob("Paket*"))
