"""Files on their way in: found in folders, read once, and each one that cannot go in says why."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from every_format import every_format, picture
from PySide6.QtGui import QColor, QImage

from cases.errors import BadFile
from desktop.widgets import evidence_files
from desktop.widgets.evidence_files import MOST_FILES, Candidate, files_in, look_at, pasted, source_of

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="what Windows does not have")


def look(*paths: Path) -> list[Candidate]:
    return look_at(paths, lambda _fraction, _words: None, lambda: False)


def problem(path: Path) -> str:
    (found,) = look(path)
    assert not found.media_type
    return found.problem


@pytest.mark.parametrize("name", every_format())
def test_every_format_is_looked_at(name: str, tmp_path: Path) -> None:
    data, media_type = every_format()[name]
    (tmp_path / name).write_bytes(data)
    (found,) = look(tmp_path / name)
    assert (found.problem, found.note) == ("", "")
    assert (found.media_type, found.size) == (media_type, len(data))
    assert found.sha256 == hashlib.sha256(data).hexdigest() == found.seen.sha256
    assert bool(found.preview) == media_type.startswith("image/")
    assert source_of(found) == tmp_path / name
    assert found.data == b"", "a file is read again, not held in memory"


def test_a_preview_shows_the_picture(tmp_path: Path) -> None:
    for name in ("layar.png", "contoh.heic", "layar.avif"):
        (tmp_path / name).write_bytes(every_format()[name][0])
    for found in look(tmp_path):
        preview = QImage.fromData(found.preview)
        assert (preview.width(), preview.height()) == (160, 120)
        seen = preview.pixelColor(150, 10)
        assert (seen.red() < 60, 70 < seen.green() < 130) == (True, True), found.name


def test_a_clear_picture_keeps_what_is_clear() -> None:
    image = QImage(20, 10, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    found = pasted(image, "tempel.png")
    assert QImage.fromData(found.preview).pixelColor(3, 3).alpha() == 0
    assert source_of(found) == found.data


def test_what_a_name_promises_wrongly_is_said_and_a_program_too(tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(picture("JPEG"))
    (tmp_path / "pasang.exe").write_bytes(b"MZ\x90\x00" + bytes(200))
    other, program = look(tmp_path)
    assert "isinya gambar JPEG" in other.note
    assert "tidak pernah dibuka" in program.note
    assert (other.problem, program.problem) == ("", "")


# -- names


@POSIX
def test_a_name_that_no_other_disk_would_take_is_kept_as_one_that_it_does(tmp_path: Path) -> None:
    names = {"foto\u202egnp.txt": "foto gnp.txt", "CON.txt": "_CON.txt", 'a:b"c?.txt': "a_b_c_.txt"}
    names |= {"x" * 240 + ".txt": "x" * 146 + ".txt", "baris\nbaru.txt": "baris baru.txt", "foto 😀.txt": "foto 😀.txt"}
    for name in names:
        (tmp_path / name).write_text("x")
        assert [one.name for one in look(tmp_path / name)] == [names[name]]


# -- folders


def test_what_systems_leave_in_folders_is_left_out(tmp_path: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "._foto.png", "~$surat.docx", ".tersembunyi"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("a")
    with pytest.raises(BadFile, match="tidak berisi berkas"):
        files_in([tmp_path])
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "dalam" / "lebih dalam").mkdir(parents=True)
    (tmp_path / "dalam" / "lebih dalam" / "b.txt").write_text("b")
    assert [path.name for path in files_in([tmp_path])] == ["a.txt", "b.txt"]


def test_hidden_files_of_windows_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("x")
    told = {"b.txt": 0x2, "c.txt": 0x4}
    monkeypatch.setattr(evidence_files, "_attributes", lambda path: told.get(path.name, 0))
    assert [path.name for path in files_in([tmp_path])] == ["a.txt"]
    assert [path.name for path in files_in([tmp_path / "b.txt"])] == ["b.txt"], "chosen by name, it is wanted"


def test_ten_thousand_files_are_too_many_and_said_at_once(tmp_path: Path) -> None:
    for n in range(10_000):
        (tmp_path / f"{n}.txt").touch()
    with pytest.raises(BadFile, match=f"paling banyak {MOST_FILES}"):
        look(tmp_path)


@POSIX
def test_links_that_run_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / "kembali").symlink_to(tmp_path)
    (tmp_path / "lingkar").symlink_to(tmp_path / "lingkar")
    good, bad = look(tmp_path)
    assert (good.name, good.problem) == ("a.txt", "")
    assert "tidak dapat dibaca" in bad.problem


# -- what cannot be read


@POSIX
def test_pipes_sockets_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.png")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "soket"))
        assert "bukan berkas biasa" in problem(tmp_path / "pipa.png")
        assert "bukan berkas biasa" in problem(tmp_path / "soket")
    assert "bukan berkas biasa" in problem(Path("/dev/zero"))


class _Failing:
    """A file that another program holds, or on a stick that is pulled after the first piece."""

    def __init__(self, path: Path, number: int, after: int = 0) -> None:
        self._path, self._number, self._left = path, number, after

    @contextmanager
    def opened(self, source: Path) -> Iterator[tuple[IO[bytes], int]]:
        assert source == self._path
        if not self._left:
            raise OSError(self._number, os.strerror(self._number))
        yield self, self._path.stat().st_size  # type: ignore[misc] # as much of a file as is asked of

    def read(self, size: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError(self._number, os.strerror(self._number))
        return b"x" * min(size, 1000)


@pytest.mark.parametrize(("number", "after"), [(errno.EACCES, 0), (errno.EIO, 1), (errno.ENODEV, 0), (errno.ENOENT, 0)])
def test_a_held_file_and_a_pulled_stick_get_a_sentence_and_the_rest_goes_on(
    number: int, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, other = tmp_path / "a.mp4", tmp_path / "b.txt"
    held.write_bytes(bytes(5000))
    other.write_text("b")
    failing, real = _Failing(held, number, after), evidence_files.opened
    monkeypatch.setattr(evidence_files, "opened", lambda path: failing.opened(path) if path == held else real(path))
    bad, good = look(tmp_path)
    assert bad.problem == ("Berkas a.mp4 tidak dapat dibaca; periksa apakah masih ada dan tidak dipakai program lain.")
    assert (good.name, good.problem) == ("b.txt", "")


@pytest.mark.parametrize("flag", [0x1000, 0x00400000, 0x00040000])
def test_a_file_of_which_only_the_name_is_here_is_not_fetched(
    flag: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "foto.png").write_bytes(picture("PNG"))
    monkeypatch.setattr(evidence_files, "_attributes", lambda _path: flag)
    monkeypatch.setattr(evidence_files, "opened", lambda _path: pytest.fail("it was read"))
    assert "OneDrive" in problem(tmp_path / "foto.png")


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catatan.log"
    path.write_bytes(b"x" * 3_000_000)

    def grow(_fraction: float, _words: str) -> None:
        with path.open("ab") as more:
            more.write(b"y" * 2_000_000)

    (found,) = look_at([path], grow, lambda: False)
    assert "sedang diubah program lain" in found.problem


def test_a_folder_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "tertutup").mkdir()
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("tertutup"):
            raise PermissionError(errno.EACCES, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = look(tmp_path)
    assert (good.name, good.problem) == ("a.txt", "")
    assert "Folder tertutup tidak dapat dibuka" in bad.problem


# -- a large one


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of 100 MB, most of it a hole."""
    path = tmp_path / "film.mp4"
    whole = every_format()["contoh.mp4"][0]
    with path.open("wb") as made:
        made.write(whole + (100_000_000).to_bytes(4, "big") + b"free")
        made.truncate(len(whole) + 100_000_000)
    return path


def test_a_large_file_is_read_once_not_held_and_heard_of(film: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told: list[float] = []
    (found,) = look_at([film], lambda fraction, _words: told.append(fraction), lambda: False)
    assert (found.problem, found.media_type) == ("", "video/mp4")
    assert len(told) > 50
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 20


def test_looking_stops_within_a_large_file(film: Path) -> None:
    told: list[float] = []
    assert look_at([film], lambda fraction, _words: told.append(fraction), lambda: len(told) == 5) == []
    assert len(told) == 5
