from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cases.errors import BadFile, DatabaseDamaged, StorageError
from desktop.files import read_file, write_file, writing


def refuse(number: int, **parts: int):
    def fail(*_args: object) -> None:
        error = OSError(number, os.strerror(number))
        for name, value in parts.items():
            setattr(error, name, value)
        raise error

    return fail


def test_a_file_is_put_in_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "surat.pdf"
    target.write_bytes(b"lama")
    assert write_file(target, b"baru") == target
    assert target.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Penyimpanan penuh; kosongkan ruang di drive itu, lalu simpan lagi."),
        (errno.EROFS, "Folder itu hanya dapat dibaca; pilih folder lain."),
        (errno.EIO, "Drive itu gagal menulis atau dicabut; sambungkan lagi atau pakai drive lain, lalu ulangi."),
        (errno.EINVAL, "Berkas rekap.xlsx tidak dapat disimpan; pilih folder lain, lalu ulangi."),
    ],
)
def test_a_disk_that_refuses_is_said_and_the_old_file_stays(tmp_path, monkeypatch, number, sentence) -> None:
    target = tmp_path / "rekap.xlsx"
    target.write_bytes(b"lama")
    monkeypatch.setattr(os, "fsync", refuse(number))
    with pytest.raises(StorageError) as caught:
        write_file(target, b"baru")
    assert caught.value.sentence == sentence
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target], "nothing half-written stays"


@pytest.mark.parametrize(("number", "parts"), [(errno.EACCES, {}), (errno.EACCES, {"winerror": 32})])
def test_a_workbook_open_in_excel_is_named(tmp_path, monkeypatch, number, parts) -> None:
    target = tmp_path / "rekap.xlsx"
    target.write_bytes(b"lama")
    monkeypatch.setattr(Path, "replace", refuse(number, **parts))
    with pytest.raises(StorageError, match=r"rekap\.xlsx sedang dibuka atau terkunci; tutup di Excel"):
        write_file(target, b"baru")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_without_the_right_to_write_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(Path, "replace", refuse(errno.EACCES))
    with pytest.raises(StorageError, match="tidak berhak menulis di folder itu"):
        write_file(tmp_path / "baru.xlsx", b"baru")


def test_a_folder_that_is_gone_is_said(tmp_path) -> None:
    with pytest.raises(StorageError, match="tidak ada lagi"):
        write_file(tmp_path / "tidak-ada" / "rekap.xlsx", b"baru")


def test_a_file_that_is_not_there_or_cannot_be_read_is_said(tmp_path) -> None:
    with pytest.raises(BadFile, match=r"pegawai\.xlsx tidak ada; periksa"):
        read_file(tmp_path / "pegawai.xlsx")
    (tmp_path / "pegawai.xlsx").mkdir()
    with pytest.raises(BadFile, match=r"pegawai\.xlsx tidak dapat dibaca"):
        read_file(tmp_path / "pegawai.xlsx")


def test_what_is_written_piece_by_piece_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "rekaman.mp4"
    target.write_bytes(b"lama")
    with writing(target) as opened:
        opened.write(b"ba")
        assert target.read_bytes() == b"lama"
        opened.write(b"ru")
    assert target.read_bytes() == b"baru"

    def begin() -> None:
        with writing(target) as opened:
            opened.write(b"separuh")
            raise DatabaseDamaged("Bukti rusak.")

    with pytest.raises(DatabaseDamaged):
        begin()
    assert target.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_written_piece_by_piece_into_an_office(tmp_path: Path) -> None:
    (tmp_path / "keys.age").touch()
    with pytest.raises(StorageError, match="milik basis data kantor"), writing(tmp_path / "office.db"):
        pytest.fail("the block is not entered")


def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path: Path) -> None:
    left, young, other = (tmp_path / name for name in (f".{'a' * 16}.bagian", f".{'b' * 16}.bagian", ".milik.bagian"))
    for file in (left, young, other):
        file.write_bytes(b"setengah")
    for file in (left, other):
        os.utime(file, (0, 0))
    write_file(tmp_path / "rekap.xlsx", b"isi")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([young.name, other.name, "rekap.xlsx"])
