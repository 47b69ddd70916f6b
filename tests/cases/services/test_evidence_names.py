"""What a file is called is kept as something that can be stored, shown and printed."""

from __future__ import annotations

import pytest

from cases.services.evidence import _file_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("tangkapan.png", "tangkapan.png"),
        ("C:\\Gambar\\tangkapan.png", "tangkapan.png"),
        ("../../etc/tangkapan.png", "tangkapan.png"),
        ("foto\udcff.png", "foto?.png"),
        ("baris\nbaru\x00.png", "baris baru .png"),
        ("", "tanpa nama"),
        ("..", "tanpa nama"),
        ("/", "tanpa nama"),
    ],
)
def test_a_name_that_can_be_stored(given: str, kept: str) -> None:
    assert _file_name(given) == kept
