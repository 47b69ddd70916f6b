"""What a file is called is kept as something that can be stored, shown, printed and written onto any disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.file_names import MOST_BYTES, kept_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("tangkapan.png", "tangkapan.png"),
        ("C:\\Gambar\\tangkapan.png", "tangkapan.png"),
        ("../../etc/tangkapan.png", "tangkapan.png"),
        ("folder/", "folder"),
        ("foto\udcff.png", "foto_.png"),
        ("baris\nbaru\x00.png", "baris baru .png"),
        ("foto\u202egnp.exe", "foto gnp.exe"),
        ("nama\u200b\ufeff tersembunyi.pdf", "nama tersembunyi.pdf"),
        ("foto.jpg:aliran.exe", "foto.jpg_aliran.exe"),
        ('a<b>c"d|e?f*g.txt', "a_b_c_d_e_f_g.txt"),
        ("CON", "_CON"),
        ("con.png", "_con.png"),
        ("Lpt1 .txt", "_Lpt1 .txt"),
        ("contoh.png", "contoh.png"),
        ("titik di akhir. . .", "titik di akhir"),
        (".tersembunyi.png", "tersembunyi.png"),
        ("Kampanye 😀👨\u200d👩\u200d👧 hari ini.jpg", "Kampanye 😀👨\u200d👩\u200d👧 hari ini.jpg"),
        ("Ratna\u0301.png", "Ratn\u00e1.png"),
        ("", "tanpa nama"),
        ("..", "tanpa nama"),
        ("/", "tanpa nama"),
        ("\u202e", "tanpa nama"),
    ],
)
def test_a_name_that_can_be_stored(given: str, kept: str) -> None:
    assert kept_name(given) == kept


@pytest.mark.parametrize("stem", ["a" * 300, "😀" * 300, "é" * 300, "kata " * 60])
def test_a_long_name_keeps_its_ending(stem: str) -> None:
    name = kept_name(f"{stem}.jpeg")
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith(".jpeg")
    assert stem.startswith(name.removesuffix(".jpeg").rstrip())


@given(st.text(max_size=400))
def test_whatever_it_is_called(text: str) -> None:
    name = kept_name(text)
    assert kept_name(name) == name
    assert 0 < len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('/\\<>:"|?*\n\r\t\0\u202e')
    assert name == name.strip(" .")
