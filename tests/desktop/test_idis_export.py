"""The pack as a folder: bytes as held, whole or not at all, what left is logged."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from case_desk import stand_still
from command_run import Run
from idis_case import come_from_sbt, decided_case, scan_of
from openpyxl import load_workbook

from cases.errors import BadFile, InvalidInput, Stopped, StorageError
from cases.model.case import CaseFile
from cases.model.user import Actor
from cases.services import letters
from cases.services.idis_pack import idis_pack
from desktop.exports.idis import Packed, export, weigh
from desktop.wiring import OpenOffice


@pytest.fixture(scope="module")
def past(make_past):
    return make_past(decided_case)


@pytest.fixture
def file(past, desk, monkeypatch) -> CaseFile:
    stand_still(desk, monkeypatch)
    return past.told


@pytest.fixture
def write(office: OpenOffice, admin: Actor, file: CaseFile, tmp_path: Path) -> Callable[..., Packed]:
    def run(limit: float | None = None, **parts: object) -> Packed:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(export, office, admin, file.case.id, tmp_path, limit, **parts).result()

    return run


def test_the_folder_holds_the_papers_as_held_and_the_sheet(write, file, ask, do) -> None:
    last = file.letters[-1]
    scan = scan_of(last.title)
    do(letters.attach_final, last.id, scan)
    heard: list[float] = []
    made = write(tick=lambda part, _words: heard.append(part))
    names = sorted(path.name for path in made.folder.iterdir())
    assert names == [made.pack.sheet, *(one.name for one in made.pack.documents)]
    assert (made.folder / made.pack.documents[-1].name).read_bytes() == scan
    first = made.pack.documents[0]
    assert (made.folder / first.name).read_bytes() == ask(letters.letter_bytes, first.letter_id)
    assert heard == sorted(heard)
    sheet = load_workbook(io.BytesIO((made.folder / made.pack.sheet).read_bytes()))
    assert sheet.sheetnames == ["Isian", "Berkas"]
    assert made.too_large == ()


def test_every_letter_that_left_is_in_the_log(write, office, admin) -> None:
    made = write()
    with ThreadPoolExecutor(1) as pool:
        for document in made.pack.documents:
            note = pool.submit(office.read, last_export, admin, document.letter_id).result()
            assert "paket I'DIS" in note


def last_export(work, _actor, letter_id: str) -> str:
    return str(work.audit.last("export", "letter", letter_id))


def test_a_file_above_the_limit_is_named_and_not_changed(write, file, ask) -> None:
    made = write(0.001)
    assert made.too_large == tuple(one.name for one in made.pack.documents)
    last = made.pack.documents[-1]
    assert (made.folder / last.name).read_bytes() == ask(letters.letter_bytes, last.letter_id)
    with pytest.raises(InvalidInput, match="batas ukuran"):
        write(0)


def test_nothing_is_left_when_it_is_stopped_or_a_file_is_taken(write, tmp_path) -> None:
    before = set(tmp_path.iterdir())
    turns = iter([False, True, True])
    with pytest.raises(Stopped):
        write(stop=lambda: next(turns))
    assert set(tmp_path.iterdir()) == before
    made = write()
    with pytest.raises(StorageError, match="sudah ada"):
        write()
    assert made.folder.is_dir()


def test_a_damaged_letter_ends_it_and_is_named(write, file, office, tmp_path) -> None:
    before = set(tmp_path.iterdir())
    blob = office.home.vault / f"{file.letters[0].blob}.age"
    blob.write_bytes(blob.read_bytes()[:-9])
    with pytest.raises(StorageError, match=file.letters[0].title):
        write()
    assert set(tmp_path.iterdir()) == before


def test_what_is_no_pdf_is_named(write, monkeypatch) -> None:
    def fail(_part: object) -> None:
        raise BadFile("Berkas Surat tidak dapat dibuka sebagai PDF atau gambar.")

    monkeypatch.setattr("reports.packet.opens", fail)
    with pytest.raises(BadFile):
        write()


def test_the_sizes_are_those_of_the_files(write, office, admin, file, ask) -> None:
    pack = ask(idis_pack, file.case.id)
    with ThreadPoolExecutor(1) as pool:
        sizes = pool.submit(weigh, office, admin, pack).result()
        assert pool.submit(weigh, office, admin, pack, stop=lambda: True).result() == ()
    made = write()
    assert sizes == tuple((made.folder / one.name).stat().st_size for one in made.pack.documents)


# -- as commands


def test_a_command_writes_the_pack(run: Run, file, tmp_path: Path) -> None:
    status, out, err = run("idis-pack", file.case.number, "--out", tmp_path)
    assert (status, err) == (0, "")
    (folder,) = tmp_path.glob("Paket IDIS *")
    assert f"{len(list(folder.iterdir())) - 1} berkas dan 00 Isian SIASN.xlsx ditulis ke {folder}." in out
    assert "Warga Contoh" not in out
    (tmp_path / "lain").mkdir()
    status, out, err = run("idis-pack", file.case.number, "--out", tmp_path / "lain", "--limit-mb", "0,01")
    assert (status, err) == (1, "")
    assert out.count("MASALAH: ") == len(list(folder.iterdir())) - 1
    assert run("idis-pack", file.case.number, "--out", tmp_path / "tidak-ada")[0] == 1
    assert run("idis-pack", "1999/001", "--out", tmp_path)[0] == 1
    assert "bukan ukuran" in run("idis-pack", file.case.number, "--out", tmp_path, "--limit-mb", "besar")[2]


def test_a_command_writes_the_reply_to_sbt(run: Run, file, desk, tmp_path: Path) -> None:
    status, out, err = run("sbt-reply", file.case.number, "--out", tmp_path)
    assert (status, out) == (1, "")
    assert "tidak berasal dari laporan SBT BKN" in err
    assert not list(tmp_path.glob("Balasan*"))
    come_from_sbt(desk, file.case.id)
    status, out, err = run("sbt-reply", file.case.number, "--out", tmp_path)
    assert (status, err) == (0, "")
    (folder,) = tmp_path.glob("Balasan SBT *")
    assert f"{len(list(folder.iterdir())) - 1} berkas dan 00 Isian SBT.xlsx ditulis ke {folder}." in out
