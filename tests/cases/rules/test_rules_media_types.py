from __future__ import annotations

import pytest

from cases.rules.media_types import KINDS, PROGRAM, ending_of, is_program, note_on, promised, settled, words_of


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PNG", "png"), ("a.tar.gz", "gz"), ("a", ""), (".png", ""), ("a.", ""), ("a.jpg ", "jpg")]
)
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_every_ending_promises_one_kind() -> None:
    endings = [ending for kind in KINDS.values() for ending in kind.endings]
    assert len(endings) == len(set(endings))
    assert {promised(f"a.{ending}") for ending in endings} == set(KINDS)
    assert promised("a.zzz") == ""


@pytest.mark.parametrize(
    ("media_type", "name", "note"),
    [
        ("image/png", "a.png", ""),
        ("image/jpeg", "a.jpeg", ""),
        (
            "image/jpeg",
            "a.png",
            "Namanya berakhir .png, tetapi isinya gambar JPEG; disimpan sebagai gambar JPEG.",
        ),
        ("image/jpeg", "a", ""),
        ("text/plain", "a.csv", ""),
        (
            PROGRAM,
            "a.exe",
            "Berkas ini dapat menjalankan program: disimpan apa adanya dan tidak pernah dibuka dari sini.",
        ),
        (
            "text/plain",
            "a.bat",
            "Berkas ini dapat menjalankan program: disimpan apa adanya dan tidak pernah dibuka dari sini.",
        ),
    ],
)
def test_what_must_be_known_of_a_file(media_type: str, name: str, note: str) -> None:
    assert note_on(media_type, name) == note


@pytest.mark.parametrize("name", ["a.exe", "a.APK", "foto.jpg.exe", "a.lnk", "a.url", "a.js"])
def test_what_would_run_is_known_by_its_name(name: str) -> None:
    assert is_program("text/plain", name)


@pytest.mark.parametrize("name", ["a.png", "exe", "a.html", "a.docx", "a.zip"])
def test_what_would_not(name: str) -> None:
    assert not is_program("application/zip", name)
    assert is_program(PROGRAM, name)


def test_one_container_of_film_and_sound_is_what_its_name_says() -> None:
    assert settled("video/mp4", "suara.m4a") == "audio/mp4"
    assert settled("video/mp4", "film.mp4") == "video/mp4"
    assert settled("video/mp4", "foto.jpg") == "video/mp4"


def test_every_kind_has_words() -> None:
    assert words_of("image/heic") == "gambar HEIC"
    assert words_of(PROGRAM) == "program komputer"
    assert words_of("application/octet-stream") == "berkas"
