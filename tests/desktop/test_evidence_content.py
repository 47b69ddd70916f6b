"""What is read of evidence before it is shown: frames, texts, papers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QSizeF
from viewer_desk import ITEM, PDF_ITEM, frames, quarters, saved

from cases.errors import BadPicture
from desktop.widgets import evidence_content
from desktop.widgets.evidence_content import (
    MOST_LINES,
    PaperContent,
    TextContent,
    kind_of_content,
    read_content,
    read_frame,
    unread,
)
from reports.picture_frames import count_frames, plain_frame


def test_what_qt_refuses_is_decoded_by_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_data: bytes) -> evidence_content.Frame:
        raise BadPicture("tidak dibaca Qt")

    monkeypatch.setattr(evidence_content, "_by_qt", refuse)
    frame = read_frame(quarters(), 0)
    assert frame.size == QSizeF(400, 200)
    assert frame.levels[0].pixelColor(10, 10).name() == "#c00000"
    assert frame.levels[0].pixelColor(390, 190).name() == "#ffffff"


def test_a_picture_of_many_pixels_is_shown_smaller_and_measured_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_content, "MOST_PIXELS", 5_000)
    turned = Image.Exif()
    turned[0x0112] = 6
    data = saved(Image.new("RGB", (400, 200), "teal"), "JPEG", exif=turned)
    frame = read_frame(data, 0)
    assert frame.size == QSizeF(200, 400), "as its camera says"
    assert frame.levels[0].width() * frame.levels[0].height() <= 5_000
    plain = plain_frame(data, 0, 5_000)
    assert (plain.whole_width, plain.whole_height) == (200, 400)
    assert len(plain.pixels) == plain.width * plain.height * 4
    assert plain.width * plain.height <= 5_000


def test_frames_that_are_not_there_are_refused() -> None:
    assert count_frames(frames("GIF")) == 3
    assert count_frames(b"bukan gambar") == 1
    for data, number in ((frames("GIF"), 3), (b"", 0), (b"bukan gambar", 0), (quarters()[:60], 0)):
        with pytest.raises(BadPicture):
            plain_frame(data, number)


@pytest.mark.parametrize(
    ("name", "media_type", "kind"),
    [
        ("a.png", "image/png", "picture"),
        ("a.heic", "image/heic", "picture"),
        ("a.svg", "image/svg+xml", "text"),
        ("a.pdf", "application/pdf", "paper"),
        ("a.html", "text/html", "text"),
        ("a.mhtml", "multipart/related", "text"),
        ("a.txt", "application/octet-stream", "text"),
        ("a.mp4", "video/mp4", ""),
        ("a.zip", "application/zip", ""),
        ("a.exe", "application/x-executable", ""),
    ],
)
def test_every_kind_has_its_way_of_being_shown(name: str, media_type: str, kind: str) -> None:
    item = replace(ITEM, file_name=name, media_type=media_type)
    assert kind_of_content(item) == kind
    assert (unread(item) is None) == bool(kind)
    assert unread(replace(item, size=1 << 40)) is not None, "what is huge is not even read"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("satu “komando”".encode(), "satu “komando”"),
        (b"\xef\xbb\xbfnama", "nama"),
        ("nomor 2".encode("utf-16"), "nomor 2"),
        (b"kop \x93surat\x94", "kop “surat”"),
        (b"a\x00b\x1b[31mc", "a\ufffdb\ufffd[31mc"),
        ("gpj\u202eexe".encode(), "gpj\ufffdexe"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"", ""),
    ],
)
def test_a_text_is_read_in_the_code_it_was_written_in(data: bytes, words: str) -> None:
    item = replace(ITEM, file_name="a.txt", media_type="text/plain")
    assert read_content(item, data) == TextContent(words, cut=False)


def test_a_text_of_lines_alone_is_cut_too() -> None:
    content = read_content(replace(ITEM, file_name="a.txt", media_type="text/plain"), b"\n" * 300_000)
    assert isinstance(content, TextContent)
    assert (content.cut, content.words.count("\n")) == (True, MOST_LINES - 1)


@given(st.binary(max_size=4_000))
def test_any_bytes_are_some_text(data: bytes) -> None:
    content = read_content(replace(ITEM, file_name="a.txt", media_type="text/plain"), data)
    assert isinstance(content, TextContent)
    assert not {"\x00", "\x1b", "\r", "\u202e"} & set(content.words)


def test_paper_content_is_what_was_read() -> None:
    assert read_content(PDF_ITEM, b"%PDF-1.4") == PaperContent(b"%PDF-1.4")
