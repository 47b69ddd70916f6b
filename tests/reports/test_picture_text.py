"""Pictures as they are given to the reader: turned as shown, grey on white, neither tiny nor huge."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from ink import screen
from PIL import Image

from cases.model.marks import SeenWord
from reports.picture_text import UNREADABLE, grey, read_picture, shown_pages
from reports.tesseract import Grey, ReadingStopped, Tesseract, find_tesseract

REAL = find_tesseract()


class Noting(Tesseract):
    """Remembers what it was given."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        super().__init__(Path("tesseract"), "5", "ind")
        object.__setattr__(self, "seen", [])

    def read(self, picture: Grey, page: int = 0, stop=bool) -> tuple[SeenWord, ...]:
        assert not stop()
        self.seen.append((page, picture.width, picture.height))
        return ()


def saved(picture: Image.Image, kind: str = "PNG", **parts: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **parts)
    return target.getvalue()


def turned(picture: Image.Image, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(picture, "JPEG", exif=exif)


@pytest.mark.parametrize(
    ("size", "read"),
    [
        ((1080, 2400), (1080, 2400)),
        ((300, 800), (600, 1600)),
        ((12_000, 4_000), (8_485, 2_828)),
        ((200, 40_000), (150, 30_000)),
        ((1, 1), (2, 2)),
    ],
)
def test_sizes(size: tuple[int, int], read: tuple[int, int]) -> None:
    made = grey(Image.new("L", size))
    assert (made.width, made.height) == read
    assert len(made.points) == made.width * made.height


def test_what_is_transparent_is_white() -> None:
    assert set(grey(Image.new("RGBA", (600, 600), (0, 0, 0, 0))).points) == {255}


def test_a_picture_is_read_as_it_is_shown() -> None:
    reader = Noting()
    read_picture(turned(Image.new("RGB", (900, 600)), 6), reader, lambda: False)
    assert reader.seen == [(0, 600, 900)]


def test_every_page_of_a_scan_is_read_and_one_picture_of_what_moves() -> None:
    sheets = [Image.new("L", (600, 700), shade) for shade in (0, 100, 200)]
    reader = Noting()
    found = read_picture(saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]), reader, lambda: False)
    assert (len(found.pages), found.reader) == (3, "tesseract 5 ind")
    assert [page for page, *_ in reader.seen] == [0, 1, 2]
    assert len(read_picture(saved(sheets[0], "GIF", save_all=True, append_images=sheets[1:]), reader, bool).pages) == 1


@pytest.mark.parametrize("data", [b"", b"bukan gambar", saved(screen(400))[:900], b"<svg xmlns='x'/>"])
def test_what_is_no_whole_picture_is_said_to_be_none(data: bytes) -> None:
    assert read_picture(data, Noting(), bool) == UNREADABLE


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.opening.MOST_PIXELS", 1000)
    assert list(shown_pages(saved(Image.new("L", (100, 100))), 9)) == []


def test_a_phone_s_heic_is_read_too() -> None:
    reader = Noting()
    data = (Path(__file__).parents[1] / "media" / "contoh.heic").read_bytes()
    assert read_picture(data, reader, bool).reader == reader.name
    assert len(reader.seen) == 1


def test_sixteen_bits_of_grey_are_as_bright_as_eight() -> None:
    assert set(grey(Image.new("I;16", (600, 600), 0x8000)).points) == {0x80}


def test_it_stops_between_pages() -> None:
    with pytest.raises(ReadingStopped):
        read_picture(saved(Image.new("L", (10, 10))), Noting(), lambda: True)


@pytest.mark.skipif(REAL is None, reason="Tesseract is not installed")
def test_places_are_parts_of_the_picture_as_it_is_shown() -> None:
    assert REAL is not None
    upright = screen(900, ("PASLON NOMOR DUA",))
    asleep = upright.transpose(Image.Transpose.ROTATE_90)
    straight = read_picture(saved(upright), REAL, lambda: False)
    lying = read_picture(turned(asleep, 6), REAL, lambda: False)
    for found in (straight, lying):
        (word,) = (one for one in found.pages[0] if one.words == "PASLON")
        assert word.place.left == pytest.approx(56 / 900, abs=0.03)
        assert word.place.width < 0.4
