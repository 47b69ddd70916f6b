"""Redacted copies: nothing of what lies under a box is in them, whatever the picture was and wherever the box lies."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin
from pypdf import PdfReader

from cases.errors import BadFile, BadPicture, InvalidInput, Stopped
from cases.model.marks import Mark, MarkKind, Place
from reports import opening, redaction
from reports.redaction import PagePicture, marked, page_count, page_of, redacted
from reports.redaction_drawing import BLACK, INK, arrow_shape, cells, coarse, covered

SECRET = (11, 222, 33)
"""A colour that the picture has in one place alone."""


def mark(kind: MarkKind, left: float, top: float, width: float, height: float, words: str = "", page: int = 0) -> Mark:
    return Mark(kind=kind, place=Place(page=page, left=left, top=top, width=width, height=height), words=words)


def box(left: float, top: float, width: float, height: float, page: int = 0) -> Mark:
    return mark(MarkKind.BOX, left, top, width, height, page=page)


def picture(size: tuple[int, int] = (200, 120), mode: str = "RGB") -> Image.Image:
    """Stripes, and in the middle a part in the secret colour."""
    made = Image.new("RGB", size, (240, 240, 255))
    pen = ImageDraw.Draw(made)
    for x in range(0, size[0], 7):
        pen.line((x, 0, x, size[1]), fill=(x % 256, 90, 60))
    pen.rectangle((size[0] * 0.4, size[1] * 0.4, size[0] * 0.6, size[1] * 0.6), fill=SECRET)
    return made.convert(mode)


def saved(made: Image.Image, kind: str = "PNG", **parts: object) -> bytes:
    target = io.BytesIO()
    made.save(target, kind, **parts)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as made:
        made.load()
        return made


def page(made: Image.Image) -> PagePicture:
    return PagePicture(made.size, made.convert("RGB").tobytes(), made.width * 3, made.size, (360.0, 216.0))


def streams(pdf: bytes) -> bytes:
    """Everything in a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as found:
        parts = [one.read_bytes() if isinstance(one, pikepdf.Stream) else repr(one).encode() for one in found.objects]
        return b"\n".join([pdf, *parts])


numbers = st.floats(-0.4, 1.4, allow_nan=False)
sides = st.floats(-1.5, 1.5, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(numbers, numbers, sides, sides), min_size=1, max_size=5), st.integers(1, 90), st.integers(1, 70)
)
def test_every_pixel_that_a_box_touches_is_black_and_no_other_is_changed(boxes, width, height) -> None:
    before = picture((width, height))
    after = opened(redacted(saved(before), "image/png", [box(*one) for one in boxes]))
    assert (after.size, after.mode) == (before.size, "RGB")
    hidden = set()
    for left, top, wide, high in boxes:
        one, other = sorted((left * width, (left + wide) * width))
        first, last = sorted((top * height, (top + high) * height))
        hidden |= {
            (x, y)
            for x in range(width)
            for y in range(height)
            if one < x + 1 and x < other and first < y + 1 and y < last
        }
    for x in range(width):
        for y in range(height):
            assert after.getpixel((x, y)) == (BLACK if (x, y) in hidden else before.getpixel((x, y)))


def test_what_is_hidden_is_nowhere_in_the_copy() -> None:
    after = opened(redacted(saved(picture()), "image/png", [box(0.39, 0.39, 0.23, 0.23)]))
    assert SECRET not in {colour for _, colour in after.getcolors(100_000)}


def test_a_blur_beside_a_box_does_not_sample_what_the_box_hides() -> None:
    wide = mark(MarkKind.BLUR, 0.2, 0.2, 0.6, 0.6)
    hiding = box(0.39, 0.39, 0.23, 0.23)
    plain = Image.new("RGB", (200, 120), (200, 10, 10))
    secret = plain.copy()
    secret.paste(SECRET, (80, 48, 121, 73))
    for marks in ([wide, hiding], [hiding, wide]):
        assert redacted(saved(plain), "image/png", marks) == redacted(saved(secret), "image/png", marks)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_nothing_that_the_file_said_of_itself_comes_along(kind: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "KameraRahasia"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "S"
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "CatatanRahasia")
    extra = {"PNG": {"pnginfo": told}, "JPEG": {"comment": b"CatatanRahasia"}}.get(kind, {})
    before = saved(picture(), kind, exif=exif, icc_profile=b"ProfilRahasia" * 20, **extra)
    assert b"Rahasia" in before
    after = redacted(before, f"image/{kind.lower()}", [box(0, 0, 0.1, 0.1)])
    assert b"Rahasia" not in after
    assert chunks(after) <= {b"IHDR", b"IDAT", b"IEND"}
    assert opened(after).size == (120, 200), "upright, as its camera held it"
    assert not opened(after).getexif()


def chunks(png: bytes) -> set[bytes]:
    found, place = set(), 8
    while place < len(png):
        found.add(png[place + 4 : place + 8])
        place += int.from_bytes(png[place : place + 4]) + 12
    return found


def test_the_small_picture_inside_a_photo_is_gone() -> None:
    small = saved(Image.new("RGB", (32, 32), SECRET), "JPEG")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamera"
    block = exif.tobytes()[:-4] + b"\0\0\0\0" + small  # after the last directory, where cameras put it
    before = saved(picture(), "JPEG", exif=block)
    assert small in before
    after = redacted(before, "image/jpeg", [box(0, 0, 1, 1)])
    assert small not in after
    assert opened(after).getcolors() == [(200 * 120, BLACK)]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixels_becomes_flat_colour(mode: str) -> None:
    if mode == "I;16":
        before = Image.new("I;16", (40, 20), 65535 // 2)
    elif mode == "PA":
        before = picture((40, 20)).convert("RGBA").convert("PA")
    else:
        before = picture((40, 20), mode)
    kind = {"CMYK": "TIFF", "F": "TIFF", "PA": "TIFF"}.get(mode, "PNG")
    try:
        data = saved(before, kind)
    except OSError:
        pytest.skip("nothing writes it")
    after = opened(redacted(data, f"image/{kind.lower()}", [box(0, 0, 0.5, 1)]))
    assert after.mode == "RGB"
    assert after.crop((0, 0, 20, 20)).getcolors() == [(400, BLACK)]
    assert after.crop((20, 0, 40, 20)).getcolors() != [(400, BLACK)]
    if mode == "I;16":
        assert after.getpixel((30, 10)) == (127, 127, 127)


def test_a_photo_of_a_phone_becomes_flat_colour() -> None:
    before = (Path(__file__).parents[1] / "media" / "contoh.heic").read_bytes()
    size = page_of(before).size
    after = opened(redacted(before, "image/heic", [box(0, 0, 0.5, 1)]))
    assert (after.size, after.mode) == (size, "RGB")
    assert after.crop((0, 0, size[0] // 2, size[1])).getcolors() == [(size[0] // 2 * size[1], BLACK)]


def test_what_is_transparent_becomes_paper_and_shows_nothing_that_lay_beneath() -> None:
    before = Image.new("RGBA", (40, 20), (*SECRET, 0))
    before.paste((0, 0, 255, 255), (0, 0, 10, 20))
    after = opened(redacted(saved(before), "image/png", [box(0, 0, 0.1, 0.1)]))
    assert after.getpixel((30, 10)) == (255, 255, 255)
    assert SECRET not in {colour for _, colour in after.getcolors()}


def test_a_moving_picture_is_refused_and_a_photo_with_a_preview_is_not() -> None:
    frames = [picture((20, 20)), Image.new("RGB", (20, 20), SECRET)]
    for kind in ("GIF", "WEBP", "PNG"):
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        with pytest.raises(BadPicture, match="Gambar bergerak"):
            redacted(moving, f"image/{kind.lower()}", [box(0, 0, 1, 1)])
    photo = saved(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert page_count(photo) == 1
    assert opened(redacted(photo, "image/jpeg", [box(0, 0, 1, 1)])).getcolors() == [(400, BLACK)]


def test_a_scan_of_several_pages_becomes_a_pdf_of_as_many() -> None:
    scan = saved(picture(), "TIFF", save_all=True, append_images=[picture((100, 60))], dpi=(100, 100))
    assert page_count(scan) == 2
    after = redacted(scan, "image/tiff", [box(0.39, 0.39, 0.23, 0.23), box(0.39, 0.39, 0.23, 0.23, page=1)])
    assert after.startswith(b"%PDF-")
    assert bytes(SECRET) not in streams(after)
    assert [[float(side) for side in one.mediabox] for one in PdfReader(io.BytesIO(after)).pages] == [
        [0, 0, 144, 86.4],
        [0, 0, 72, 43.2],
    ]


def test_a_pdf_becomes_pictures_and_nothing_else() -> None:
    grey = picture((150, 90), "L")
    marks = [box(0.39, 0.39, 0.23, 0.23), box(0, 0, 1, 0.5, page=1)]
    after = redacted(b"KataRahasia", redaction.PDF, marks, iter([page(picture()), page(grey)]))
    found = PdfReader(io.BytesIO(after))
    assert [one.extract_text() for one in found.pages] == ["", ""]
    assert not found.metadata
    assert found.attachments == {}
    assert all("/Annots" not in one for one in found.pages)
    assert set(found.trailer["/Root"]) == {"/Type", "/Pages"}
    assert b"Rahasia" not in streams(after)
    assert bytes(SECRET) not in streams(after)
    pictures = [one.images[0].image for one in found.pages]
    assert [made.size for made in pictures] == [(200, 120), (150, 90)]
    assert pictures[0].crop((78, 47, 124, 75)).getcolors() == [(46 * 28, BLACK)]
    assert pictures[1].mode == "L"
    assert pictures[1].crop((0, 0, 150, 45)).getcolors() == [(150 * 45, 0)]
    assert pictures[1].crop((0, 45, 150, 90)).tobytes() == grey.crop((0, 45, 150, 90)).tobytes()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not there")
def test_other_readers_find_no_word_in_it(tmp_path: Path) -> None:
    file = tmp_path / "salinan.pdf"
    file.write_bytes(redacted(b"", redaction.PDF, [mark(MarkKind.TEXT, 0, 0, 1, 0.2, "Keterangan")], [page(picture())]))
    command = [str(shutil.which("pdftotext")), str(file), "-"]
    found = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a reader of PDFs
    assert found.stdout.strip() == b""


def test_a_document_of_too_many_pages_or_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "MOST_PAGES", 2)
    with pytest.raises(BadFile, match="paling banyak 2 halaman"):
        redacted(b"", redaction.PDF, [box(0, 0, 1, 1)], (page(picture((9, 9))) for _ in range(3)))
    with pytest.raises(BadFile, match="tidak berhalaman"):
        redacted(b"", redaction.PDF, [box(0, 0, 1, 1)], [])
    scan = saved(picture(), "TIFF", save_all=True, append_images=[picture()] * 2)
    with pytest.raises(BadPicture, match="Berkas ini 3 halaman"):
        page_count(scan)


def test_marks_that_would_cover_nothing_are_refused() -> None:
    with pytest.raises(InvalidInput, match="Belum ada"):
        redacted(saved(picture()), "image/png", [])
    with pytest.raises(InvalidInput, match="halaman 2"):
        redacted(saved(picture()), "image/png", [box(0, 0, 1, 1, page=1)])
    with pytest.raises(InvalidInput, match="halaman 4"):
        redacted(b"", redaction.PDF, [box(0, 0, 1, 1, page=3)], [page(picture())])
    with pytest.raises(ValueError, match="drawn by the caller"):
        redacted(b"%PDF-", redaction.PDF, [box(0, 0, 1, 1)])


@pytest.mark.parametrize("data", [b"", b"bukan gambar", saved(picture())[:400], saved(picture(), "JPEG")[:900]])
def test_what_cannot_be_opened_to_its_end_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadPicture, match="simpan sebagai PNG atau JPEG"):
        redacted(data, "image/png", [box(0, 0, 1, 1)])


def test_a_picture_of_too_many_pixels_is_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PIXELS", 1000)
    with pytest.raises(BadPicture, match="200 x 120 piksel, terlalu besar"):
        redacted(saved(picture()), "image/png", [box(0, 0, 1, 1)])
    with pytest.raises(BadPicture, match="terlalu besar"):
        page_of(saved(picture()))


def test_it_stops_when_nobody_waits() -> None:
    with pytest.raises(Stopped):
        redacted(saved(picture()), "image/png", [box(0, 0, 1, 1)], stop=lambda: True)
    with pytest.raises(Stopped):
        redacted(b"", redaction.PDF, [box(0, 0, 1, 1)], [page(picture())], stop=lambda: True)
    told: list[float] = []
    redacted(saved(picture()), "image/png", [box(0, 0, 1, 1)], tick=told.append)
    assert told == sorted(told)
    assert told


# -- blurs, arrows and texts


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0.01, 1),
    st.floats(0.01, 1),
    st.integers(20, 9000),
    st.integers(20, 9000),
)
def test_a_blur_keeps_few_samples_however_large_the_picture_is(left, top, width, height, wide, high) -> None:
    place = Place(page=0, left=left, top=top, width=width, height=height)
    across, down = cells(place, (wide, high))
    edges = covered(place, (wide, high))
    assert 1 <= across <= 6
    assert 1 <= down <= 6
    assert across == 1 or (edges[2] - edges[0]) / across >= 12
    assert down == 1 or (edges[3] - edges[1]) / down >= 12


def test_a_blur_leaves_means_in_coarse_colours_alone() -> None:
    before = Image.effect_noise((240, 160), 120).convert("RGB")
    after = opened(redacted(saved(before), "image/png", [mark(MarkKind.BLUR, 0.25, 0.25, 0.5, 0.5)]))
    inside = after.crop((60, 40, 180, 120))
    colours = inside.getcolors()
    assert colours is not None
    assert len(colours) <= 36
    levels = {coarse(level) for level in range(256)}
    assert len(levels) == 16
    assert {0, 255} <= levels
    assert {channel for _, colour in colours for channel in colour} <= levels
    outside = after.copy()
    outside.paste(before.crop((60, 40, 180, 120)), (60, 40))
    assert outside.tobytes() == before.tobytes()


def test_an_arrow_points_at_its_end_and_a_text_stays_on_its_plate() -> None:
    before = Image.new("RGB", (400, 300), (0, 90, 0))
    marks = [
        mark(MarkKind.ARROW, 0.9, 0.9, -0.4, -0.5),
        mark(MarkKind.TEXT, 0.05, 0.05, 0.4, 0.1, "Akun  yang\ndilapor"),
    ]
    after = opened(redacted(saved(before), "image/png", marks))
    shape = arrow_shape(marks[0].place, (400, 300))
    assert shape[3] == pytest.approx((200, 120))
    assert after.getpixel((210, 126)) == INK
    assert after.getpixel((0, 299)) == (0, 90, 0)
    plate = after.crop((20, 15, 180, 45))
    assert (0, 90, 0) not in {colour for _, colour in plate.getcolors(10_000)}
    around = after.crop((181, 0, 400, 100))
    assert around.getcolors() == [(219 * 100, (0, 90, 0))]


@settings(max_examples=25, deadline=None)
@given(numbers, numbers, sides, sides, st.sampled_from(MarkKind), st.text(max_size=30))
def test_no_mark_wherever_it_lies_stops_the_drawing(left, top, width, height, kind, words) -> None:
    after = opened(redacted(saved(picture((60, 40))), "image/png", [mark(kind, left, top, width, height, words)]))
    assert after.size == (60, 40)


def test_a_preview_is_what_comes_out_only_smaller() -> None:
    data = saved(picture((800, 480)))
    marks = [box(0.1, 0.1, 0.2, 0.2), mark(MarkKind.BLUR, 0.5, 0.1, 0.4, 0.8)]
    small = page_of(data, fit=(400, 240))
    assert (small.size, small.whole) == ((400, 240), (800, 480))
    shown = marked(small, marks)
    preview = Image.frombytes("RGB", shown.size, shown.rgb)
    whole = opened(redacted(data, "image/png", marks))
    assert preview.crop((40, 24, 120, 72)).getcolors() == [(80 * 48, BLACK)]
    blurred = preview.crop((200, 24, 360, 216)).getcolors()
    assert blurred is not None
    assert len(blurred) <= 36
    assert whole.crop((80, 48, 240, 144)).getcolors() == [(160 * 96, BLACK)]


def test_a_page_is_shown_upright_and_reduced() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    shown = page_of(saved(picture((800, 400)), "JPEG", exif=exif), fit=(200, 200))
    assert (shown.size, shown.whole) == ((100, 200), (400, 800))
    assert len(shown.rgb) == shown.stride * shown.size[1]
