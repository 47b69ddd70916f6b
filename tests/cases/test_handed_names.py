from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.handed_names import handed_ending, handed_name, plain_name

FORBIDDEN = set('\\/:*?"<>|%$`^!\u202e\u200b\n\t\x00“”')


@given(st.text(max_size=400), st.text(max_size=40))
def test_every_title_gives_a_name_that_every_system_takes(title: str, remark: str) -> None:
    name = handed_name("B-01", title, ".png", remark[:20])
    assert name.startswith("B-01")
    assert name.endswith(".png")
    assert len(name) <= 120
    assert len(name.encode()) <= 255
    assert not FORBIDDEN & set(name)
    assert not name.removesuffix(".png").endswith((" ", "."))
    assert name == name.strip()
    assert "  " not in name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Unggahan foto", "B-01 Unggahan foto.png"),
        ("../../etc/passwd", "B-01 -..-etc-passwd.png"),
        ('"; del *.* & "', "B-01 -; del -.- & -.png"),
        ("foto\u202egpj.exe", "B-01 foto gpj.exe.png"),
        ("diskon 50% di $PATH", "B-01 diskon 50- di -PATH.png"),
        ("...", "B-01.png"),
        ("x" * 300, f"B-01 {'x' * 111}.png"),
    ],
)
def test_titles_that_a_command_line_or_a_disk_would_read_otherwise(title: str, name: str) -> None:
    assert handed_name("B-01", title, ".png") == name


def test_a_redacted_copy_says_of_what_however_long_its_title() -> None:
    name = handed_name("B-02", "x" * 300, ".png", "tersunting dari B-01")
    assert name.endswith("x (tersunting dari B-01).png")
    assert len(name) == 120


@pytest.mark.parametrize(
    ("own", "kind", "ending"),
    [
        ("FOTO.JPEG", "image/jpeg", ".jpeg"),
        ("foto.png", "image/jpeg", ".jpg"),
        ("rekaman.txt", "video/mp4", ".mp4"),
        ("rekaman.exe", "video/mp4", ".exe.bin"),
        ("tanpa nama", "application/pdf", ".pdf"),
        ("surat.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        ("hadiah.exe", "application/x-executable", ".exe.bin"),
        ("undangan.js", "text/plain", ".js.bin"),
        ("aneh.p%q", "application/octet-stream", ".bin"),
        ("data", "application/octet-stream", ".bin"),
    ],
)
def test_the_ending_is_that_of_the_kind(own: str, kind: str, ending: str) -> None:
    assert handed_ending(own, kind) == ending


def test_a_number_is_a_name() -> None:
    assert plain_name("2026/L-001") == "2026-L-001"
