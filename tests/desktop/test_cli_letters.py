"""``netralitas verify-letter``: a file or a code, an answer in plain words, and an exit status for each."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from case_desk import OPENED, SUPERIOR, open_case, put_up
from command_run import Run
from signed_paper import saved_again

from cases.letters.check_code import code_of
from cases.model.letter import Letter
from cases.model.steps import StepKey, SummonsFacts
from cases.services import letters, office, steps
from cases.services.steps import StepForm


@pytest.fixture
def letter(do, ask) -> Letter:
    """A summons that was put up."""
    case_id = open_case(do, ask(office.current_office).head, code="n.2").case.id
    facts = SummonsFacts(
        examine_on=OPENED + timedelta(days=10), examine_at="09.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR
    )
    file = do(steps.take_step, case_id, StepForm(key=StepKey.SUMMONS_1, facts=facts, on=OPENED))
    return put_up(do, file.letters[0].id, OPENED)


@pytest.fixture
def paper(letter: Letter, ask, tmp_path: Path) -> Path:
    path = tmp_path / "surat.pdf"
    path.write_bytes(ask(letters.letter_bytes, letter.id))
    return path


def test_every_answer_has_its_status(run: Run, letter: Letter, paper: Path, do) -> None:
    assert run("verify-letter", paper)[0] == 8
    do(letters.sign, letter.id, OPENED)
    status, out, err = run("verify-letter", paper)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "ASLI DAN BERLAKU."
    assert f"Nomor: {letter.number}" in lines
    assert "Penanda tangan: Putri Wibowo, S.H." in lines
    assert run("verify-letter", letter.short_code)[0] == 0
    assert run("verify-letter", letter.short_code.lower().replace("-", " "))[0] == 0
    assert run("verify-letter", code_of("surat kantor lain"))[0] == 5
    paper.write_bytes(saved_again(paper.read_bytes()))
    status, out, _ = run("verify-letter", paper)
    assert status == 4
    assert "SUDAH DIUBAH" in out
    do(letters.void_letter, letter.id, "Salah alamat.")
    status, out, _ = run("verify-letter", letter.short_code)
    assert status == 6
    assert "Salah alamat" in out


def test_the_same_as_json_for_another_program(run: Run, letter: Letter, paper: Path) -> None:
    status, out, _ = run("verify-letter", paper, "--json")
    answer = json.loads(out)
    assert (status, answer["verdict"]) == (8, "belum ditandatangani")
    assert answer["letter"]["code"] == letter.short_code
    assert answer["letter"]["sha256"] == letter.sha256
    assert answer["signatures"] == []


def test_what_cannot_be_checked_is_one_sentence(run: Run, letter: Letter, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff foto")
    for asked, words in (
        (tmp_path / "tidak-ada.pdf", "tidak-ada.pdf tidak ada; periksa nama"),
        (photo, "ketik kode di kaki surat"),
        ("bukan kode", "12 huruf dan angka"),
    ):
        status, out, err = run("verify-letter", asked)
        assert (status, out) == (1, "")
        assert words in err
        assert len(err.strip().splitlines()) == 1


def test_without_a_user_it_is_not_answered(run: Run, letter: Letter) -> None:
    assert run("--home", "/tidak/ada", "verify-letter", letter.short_code)[0] == 1


def test_what_is_neither_a_file_nor_a_code_is_one_sentence(run: Run, do, tmp_path: Path) -> None:
    (tmp_path / "kosong.pdf").write_bytes(b"")
    for odd in (
        "x" * 5_000,
        "",
        "7KQM-2X9D-4H60",
        "\u202e",
        tmp_path,
        tmp_path / "tidak-ada.pdf",
        tmp_path / "kosong.pdf",
    ):
        status, out, err = run("verify-letter", odd)
        assert (status, out) == (1, ""), odd
        assert len(err.strip().splitlines()) == 1, odd
        assert "Traceback" not in err
