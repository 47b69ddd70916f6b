"""Words out of pictures: a small program that answers as Tesseract does, and the real one where it is."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from fake_tesseract import HEADER, TWO_WORDS, fake_tesseract
from hypothesis import example, given
from hypothesis import strategies as st
from ink import WORDS, screen

from reports.picture_text import grey
from reports.tesseract import (
    Grey,
    ReadingFailed,
    ReadingStopped,
    Tesseract,
    find_tesseract,
    language_of,
    places_of,
    version_of,
    words_of,
)

REAL = find_tesseract()
PICTURE = Grey(200, 100, bytes(200 * 100))

scripts = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
real = pytest.mark.skipif(REAL is None, reason="Tesseract is not installed")


def made(folder: Path, *parts: str) -> Tesseract:
    found = find_tesseract(iter([fake_tesseract(folder, *parts)]))
    assert found is not None
    return found


@scripts
def test_words_come_with_their_places(tmp_path: Path) -> None:
    first, second = made(tmp_path).read(PICTURE, page=3)
    assert (first.words, second.words) == ("Satu", "komando")
    place = first.place
    assert (place.page, place.left, place.top, place.width, place.height) == (3, 0.05, 0.2, 0.15, 0.1)


@scripts
def test_the_program_is_fed_grey_points_and_one_thread(tmp_path: Path) -> None:
    told = "open(sys.argv[0] + '.told', 'wb').write(fed[:15] + os.environ['OMP_THREAD_LIMIT'].encode() + b' ' + ' '.join(sys.argv[1:]).encode())"  # noqa: E501
    made(tmp_path, told).read(PICTURE)
    assert (tmp_path / "tesseract.told").read_bytes() == b"P5 200 100 255\n1 stdin stdout -l ind --psm 11 tsv"


@scripts
def test_languages_that_lie_beside_the_program_are_named(tmp_path: Path) -> None:
    (tmp_path / "tessdata").mkdir()
    told = "open(sys.argv[0] + '.told', 'w').write(' '.join(sys.argv[1:]))"
    made(tmp_path, told).read(PICTURE)
    assert f"--tessdata-dir {tmp_path / 'tessdata'} -l ind" in (tmp_path / "tesseract.told").read_text("utf-8")


@scripts
@pytest.mark.parametrize("body", ["sys.exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_program_that_fails_is_told_in_one_sentence(tmp_path: Path, body: str) -> None:
    with pytest.raises(ReadingFailed, match="gagal membaca"):
        made(tmp_path, body).read(PICTURE)


@scripts
def test_a_program_that_reads_nothing_and_one_that_prints_rubbish_find_nothing(tmp_path: Path) -> None:
    deaf = fake_tesseract(tmp_path / "tuli", "pass")
    deaf.write_text(deaf.read_text("utf-8").replace("fed = sys.stdin.buffer.read()", "pass"), encoding="utf-8")
    large = Grey(3000, 1000, bytes(3_000_000))
    for program in (deaf, fake_tesseract(tmp_path / "acak", r"sys.stdout.buffer.write(bytes(range(256)) * 9)")):
        found = find_tesseract(iter([program]))
        assert found is not None
        assert found.read(large) == ()


@scripts
def test_what_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    slow = made(tmp_path, "open(sys.argv[0] + '.pid', 'w').write(str(os.getpid())); time.sleep(60)")
    note = tmp_path / "tesseract.pid"
    begun = time.monotonic()
    with pytest.raises(ReadingStopped):
        slow.read(PICTURE, stop=lambda: note.exists() and bool(note.read_text("utf-8")))
    assert time.monotonic() - begun < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text("utf-8")), 0)


@scripts
def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = made(tmp_path, "time.sleep(60)")
    monkeypatch.setattr("reports.tesseract.MOST_SECONDS", 0.3)
    with pytest.raises(ReadingFailed, match="terlalu lama"):
        slow.read(PICTURE)


@scripts
def test_the_first_program_that_answers_is_taken(tmp_path: Path) -> None:
    plain = tmp_path / "teks" / "tesseract"
    plain.parent.mkdir()
    plain.write_text("bukan program", encoding="utf-8")
    broken = tmp_path / "rusak" / "tesseract"
    broken.parent.mkdir()
    broken.write_bytes(b"\x7fELF rusak")
    broken.chmod(0o755)
    other = fake_tesseract(tmp_path / "lain", version="sesuatu yang lain")
    mute = fake_tesseract(tmp_path / "bisu", languages=("osd",))
    good = fake_tesseract(tmp_path / "baik", languages=("eng", "osd"))
    found = find_tesseract(iter([tmp_path / "tidak ada", plain, broken, other, mute, good]))
    assert found is not None
    assert (found.program, found.name, found.at_its_best) == (good, "tesseract 5.3.0 eng", False)
    assert find_tesseract(iter([plain, mute])) is None


def test_a_program_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingFailed, match="tidak dapat dijalankan"):
        Tesseract(tmp_path / "tesseract", "5", "ind").read(PICTURE)


def test_places_are_whole_paths_and_the_program_s_own_folder_comes_first() -> None:
    windows = {"PATH": r".;bin;C:\Alat", "ProgramFiles": r"C:\Program Files", "LOCALAPPDATA": r"C:\Users\a"}
    found = [str(place) for place in places_of(windows, "/opt/Netralitas/netralitas.exe", "win32")]
    assert found[0] == str(Path("/opt/Netralitas/tesseract/tesseract.exe"))
    assert [place.split("tesseract")[0].rstrip("/\\") for place in found[1:]] == [
        r"C:\Alat",
        str(Path(r"C:\Program Files", "Tesseract-OCR")),
        str(Path(r"C:\Users\a", "Programs", "Tesseract-OCR")),
    ]
    assert list(places_of({"PATH": ":bin:/usr/bin"}, "/usr/bin/python", "linux")) == [Path("/usr/bin/tesseract")]
    assert list(places_of({}, "/usr/bin/python", "linux")) == []


@pytest.mark.parametrize(
    ("printed", "version"),
    [("tesseract 5.3.0\n leptonica", "5.3.0"), ("tesseract v5.4.0.20240606\n", "5.4.0.20240606"), ("GNU tar 1.3", "")],
)
def test_versions(printed: str, version: str) -> None:
    assert version_of(printed) == version


@pytest.mark.parametrize(
    ("known", "language"),
    [("eng\nind\nosd", "ind"), ("osd\neng", "eng"), ("osd\njav\nscript/Latin", "jav"), ("osd\nequ", ""), ("", "")],
)
def test_indonesian_is_read_where_it_can_be(known: str, language: str) -> None:
    assert language_of(f'List of available languages in "/usr/share/tessdata/" (2):\n{known}\n') == language


cells = st.one_of(st.integers(-9, 10**12).map(str), st.sampled_from(["5", "nan", "inf", "-1", "1e3", ""]), st.text())
tables = st.lists(st.lists(cells, max_size=14).map("\t".join), max_size=12).map("\n".join)


@given(tables | st.text(), st.integers(1, 4000), st.integers(1, 4000))
@example(f"{HEADER}\n5\t1\t1\t1\t1\t1\t-10\t0\t20\t10\t96\tke\u200bluar", 100, 100)
@example(TWO_WORDS.replace("96", "nan"), 200, 100)
def test_whatever_is_printed_gives_words_inside_the_picture(printed: str, width: int, height: int) -> None:
    for word in words_of(printed, width, height):
        place = word.place
        assert word.words.isprintable()
        assert any(letter.isalnum() for letter in word.words)
        assert place.left >= 0
        assert place.top >= 0
        assert place.left + place.width <= 1.0001
        assert place.top + place.height <= 1.0001


def test_lines_are_read_from_above_and_guesses_are_left_out() -> None:
    rows = [
        "5\t1\t2\t1\t1\t1\t10\t80\t30\t10\t96\tbawah",
        "5\t1\t1\t1\t1\t1\t10\t10\t30\t10\t96\tatas",
        "5\t1\t1\t1\t1\t2\t50\t12\t30\t10\t40\tkanan",
        "5\t1\t3\t1\t1\t1\t50\t50\t30\t10\t12\tdaun",
        "5\t1\t3\t1\t1\t1\t50\t50\t30\t10\t95\t|",
        "4\t1\t3\t1\t1\t0\t50\t50\t30\t10\t-1\t",
    ]
    assert [word.words for word in words_of("\n".join([HEADER, *rows]), 200, 100)] == ["atas", "kanan", "bawah"]


def recall(found: tuple[str, ...]) -> float:
    """How many of the words that the picture shows were found."""
    got = Counter(word.strip(".,!").casefold() for word in found)
    wanted = Counter(word.strip(".,!").casefold() for word in WORDS)
    return (wanted & got).total() / wanted.total()


@real
@pytest.mark.parametrize(("width", "dark"), [(1080, False), (1080, True), (420, False)])
def test_the_real_program_reads_a_screen(width: int, dark: bool) -> None:  # noqa: FBT001 - a table
    assert REAL is not None
    picture = screen(width, dark=dark)
    words = REAL.read(grey(picture))
    assert recall(tuple(word.words for word in words)) >= 0.85
    size = width // 32
    komando = next(word.place for word in words if word.words == "komando")
    line = (size * 3 * 2 + size * 2) / picture.height
    assert komando.top == pytest.approx(line, abs=size / picture.height)
