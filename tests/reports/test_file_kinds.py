"""Files are what their bytes say, whatever they are called; what is broken or a trap gets a sentence."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from every_format import HTML, archive, drawn, every_format, paper, picture
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cases.errors import BadFile, StorageError
from reports.file_kinds import media_type_of
from reports.pictures import PillowPictures

PICTURES = [name for name, (_, media_type) in every_format().items() if media_type.startswith("image/")]
ENDS_TOLD = ["surat.pdf", "arsip.zip", "surat.docx", "rekaman.wav", "contoh.mp4", "contoh.mov", "contoh.webm"]
ENDS_TOLD += ["contoh.3gp", "contoh.m4a", "contoh.ogg", *PICTURES]


def inspect(data: bytes, name: str) -> str:
    return PillowPictures().inspect(data, name)


def told(data: bytes, name: str) -> str:
    """The media type of a file, or the sentence that refuses it."""
    try:
        return inspect(data, name)
    except BadFile as error:
        return error.sentence


def refused(data: bytes, name: str) -> str:
    with pytest.raises(BadFile) as error:
        inspect(data, name)
    assert name in error.value.sentence
    return error.value.sentence


@pytest.mark.parametrize("name", every_format())
def test_every_format_is_known_by_its_bytes(name: str, tmp_path: Path) -> None:
    data, media_type = every_format()[name]
    assert inspect(data, name) == media_type
    file = tmp_path / name
    file.write_bytes(data)
    assert PillowPictures().inspect(file, name) == media_type


@pytest.mark.parametrize("name", every_format())
def test_a_name_without_an_ending_changes_nothing_but_for_documents(name: str) -> None:
    data, media_type = every_format()[name]
    told = {"surat.docx": "application/zip", "daftar.xlsx": "application/zip", "contoh.m4a": "audio/mp4"}
    assert inspect(data, "berkas") == told.get(name, media_type)


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_its_small_picture_its_look_and_a_preview(name: str) -> None:
    data, pictures = every_format()[name][0], PillowPictures()
    assert pictures.thumbnail(data) is not None
    look = pictures.look(data)
    plain = pictures.look(picture("PNG"))
    assert look is not None
    assert plain is not None
    if name != "contoh.heic":
        assert (look ^ plain).bit_count() <= 6
    assert Image.open(io.BytesIO(pictures.examine(data, name, (100, 100)).shown)).size == (100, 75)
    assert Image.open(io.BytesIO(pictures.examine(data, name, (400, 300)).shown)).size == (160, 120)
    assert pictures.examine(data, name).shown == b""


def test_a_heic_says_what_its_phone_wrote_and_shows_its_colours() -> None:
    data = every_format()["contoh.heic"][0]
    pictures = PillowPictures()
    assert pictures.told(data) == {"Perangkat": "Contoh K-1", "Waktu kamera": "2026:05:04 19:42:11"}
    found = pictures.examine(data, "a.heic", (160, 120))
    assert found.told == pictures.told(data)
    red, green, blue = Image.open(io.BytesIO(found.shown)).getpixel((5, 5))  # type: ignore[misc]
    assert (red < 60, 70 < green < 130, 70 < blue < 130) == (True, True, True)
    assert pictures.pages(data) == 1


# -- names that promise something else


@pytest.mark.parametrize(
    ("kept", "name", "media_type"),
    [
        ("layar.jpg", "foto.png", "image/jpeg"),
        ("layar.png", "foto.pdf", "image/png"),
        ("contoh.heic", "IMG_0001.jpg", "image/heic"),
        ("surat.pdf", "layar.jpg", "application/pdf"),
        ("contoh.mp4", "rekaman.mp3", "video/mp4"),
        ("contoh.mp4", "suara.m4a", "audio/mp4"),
        ("arsip.zip", "surat.docx", "application/zip"),
        ("surat.docx", "berkas.zip", "application/zip"),
    ],
)
def test_a_mislabelled_file_is_taken_as_what_it_is(kept: str, name: str, media_type: str) -> None:
    assert inspect(every_format()[kept][0], name) == media_type


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"ini hanya teks", "foto.jpg", "bukan gambar"),
        (HTML, "foto.png", "bukan gambar"),
        (b"ini hanya teks", "rekaman.mp4", "bukan video MP4"),
        (b"ini hanya teks", "surat.pdf", "bukan dokumen PDF"),
        (b"\x00\x01\x02\x03 tak dikenal", "suara.mp3", "bukan rekaman suara MP3"),
        (b"\x00\x01\x02\x03 tak dikenal", "foto.heic", "bukan gambar"),
        (b"ini hanya teks", "arsip.zip", "bukan arsip ZIP"),
        (b"MZ\x90\x00" + bytes(300), "foto.jpg", "sebenarnya program komputer, bukan gambar JPEG"),
        (b"\x7fELF" + bytes(100), "surat.pdf", "sebenarnya program komputer, bukan dokumen PDF"),
        (b"#!/bin/sh\nrm -rf /", "catatan.txt", "sebenarnya program komputer, bukan teks"),
    ],
)
def test_what_a_name_promises_and_the_bytes_do_not_keep_is_refused(data: bytes, name: str, words: str) -> None:
    assert words in refused(data, name)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"MZ\x90\x00" + bytes(300), "pasang.exe", "application/x-executable"),
        (b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60), "pintasan.lnk", "application/x-executable"),
        (b"MZ adalah singkatan", "catatan.txt", "text/plain"),
        (b"@echo off", "jalan.bat", "text/plain"),
        (b"\xff\xfe" + "halo".encode("utf-16-le"), "catatan.txt", "text/plain"),
        (b"nama;nip\r\nRatna;1\r\n", "daftar.csv", "text/csv"),
        (b"\x00\x01\x02\x03\x04", "data.bin", "application/octet-stream"),
        (b"\x00\x01\x02\x03\x04", "catatan.txt", "application/octet-stream"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(20), "arsip.rar", "application/vnd.rar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "surat.doc", "application/msword"),
        (b"Received: dari a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhai", "s.eml", "message/rfc822"),
    ],
)
def test_what_is_kept_as_it_is(data: bytes, name: str, media_type: str) -> None:
    assert inspect(data, name) == media_type


@pytest.mark.parametrize("name", ["gambar.svg", "gambar"])
@pytest.mark.parametrize("before", [b"", b"<?xml version='1.0'?>\n<!-- kata -->", b"\xef\xbb\xbf"])
def test_a_drawing_with_links_and_programs_is_refused(name: str, before: bytes) -> None:
    drawing = before + b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    assert "tangkapan layarnya" in refused(drawing, name)
    assert PillowPictures().thumbnail(drawing) is None


# -- broken


@pytest.mark.parametrize("name", every_format())
def test_nothing_is_refused_with_a_sentence(name: str) -> None:
    assert "0 byte" in refused(b"", name)


@pytest.mark.parametrize("name", ENDS_TOLD)
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_what_breaks_off_is_told(name: str, part: float) -> None:
    data = every_format()[name][0]
    assert "rusak atau terpotong" in refused(data[: int(len(data) * part)], name)


def test_a_film_that_a_camera_appended_to_or_that_was_streamed_is_whole() -> None:
    film = every_format()["contoh.mp4"][0]
    assert inspect(film + struct.pack(">I4s", 400_000, b"CAM!"), "a.mp4") == "video/mp4"
    assert "terpotong" in refused(film[: film.index(b"moov") - 4], "a.mp4")
    streamed = bytearray(every_format()["contoh.webm"][0])
    at = streamed.index(b"\x18\x53\x80\x67") + 4
    width = 9 - streamed[at].bit_length()
    streamed[at : at + width] = (
        b"\x01" + b"\xff" * 7 if width == 8 else bytes([(1 << 9 - width) - 1]) + b"\xff" * (width - 1)
    )
    assert inspect(bytes(streamed), "a.webm") == "video/webm"


def test_what_follows_the_end_of_a_picture_or_a_paper_changes_nothing() -> None:
    assert inspect(picture("JPEG") + b"SEFT" * 1000, "a.jpg") == "image/jpeg"
    assert inspect(b"\r\n" + paper() + b"\n" * 500, "a.pdf") == "application/pdf"


@pytest.mark.parametrize("spoilt", [b"Ex\xfff", b"\xff\xfe\xfd\xfc"])
def test_a_heic_whose_contents_are_no_words_is_refused_and_harms_nobody(spoilt: bytes) -> None:
    whole = every_format()["contoh.heic"][0]
    at = whole.index(b"Exif")
    data = whole[:at] + spoilt + whole[at + 4 :]
    assert told(data, "a.heic").endswith(".")
    assert PillowPictures().thumbnail(data) is None
    assert "/" in told(whole, "a.heic")


@given(st.sampled_from(sorted(every_format())), st.data())
def test_spoilt_bytes_give_a_type_or_a_sentence(name: str, drawing: st.DataObject) -> None:
    data = bytearray(every_format()[name][0])
    for place in drawing.draw(st.lists(st.integers(0, min(len(data), 600) - 1), min_size=1, max_size=8)):
        data[place] = drawing.draw(st.integers(0, 255))
    pictures = PillowPictures()
    said = told(bytes(data), name)
    assert said.endswith(".") or "/" in said
    pictures.thumbnail(bytes(data))
    pictures.look(bytes(data))
    pictures.told(bytes(data))


# -- traps


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(extra: bytes) -> bytes:
    """A PNG with another chunk before its pixels."""
    whole = picture("PNG")
    at = whole.index(b"IDAT") - 4
    return whole[:at] + extra + whole[at:]


BOMB = zlib.compress(bytes(200_000_000), 9)
BOMBS = {
    "zTXt": png_with(chunk(b"zTXt", b"Comment\0\0" + BOMB)),
    "iTXt": png_with(chunk(b"iTXt", b"Comment\0\1\0\0\0" + BOMB)),
    "iCCP": png_with(chunk(b"iCCP", b"icc\0\0" + BOMB)),
}


def peak() -> int:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("kind", BOMBS)
def test_a_text_in_a_picture_that_unpacks_to_hundreds_of_megabytes_is_not_unpacked(kind: str) -> None:
    before = peak()
    said = told(BOMBS[kind], "layar.png")
    assert said == "image/png" or "rusak" in said
    assert peak() - before < 60


@pytest.mark.parametrize(
    ("kind", "name"),
    [("PNG", "a.png"), ("GIF", "a.gif"), ("BMP", "a.bmp"), ("TIFF", "a.tif"), ("WEBP", "a.webp"), ("JPEG", "a.jpg")],
)
def test_a_picture_of_billions_of_points_is_refused_by_its_header(kind: str, name: str) -> None:
    data, before = claiming(kind), peak()
    assert ("rusak" if kind == "WEBP" else "terlalu besar") in refused(data, name)
    assert PillowPictures().thumbnail(data) is None
    assert PillowPictures().look(data) is None
    assert peak() - before < 60


def claiming(kind: str) -> bytes:
    """A small picture whose header states more points than anybody has."""
    data = bytearray(picture(kind))
    if kind == "PNG":
        data[16:24] = struct.pack(">II", 40_000, 40_000)
        data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    elif kind == "GIF":
        data[6:10] = struct.pack("<HH", 60_000, 60_000)
    elif kind == "BMP":
        data[18:26] = struct.pack("<ii", 60_000, 60_000)
    elif kind == "TIFF":
        with Image.open(io.BytesIO(data)) as opened:
            at = struct.unpack("<I", data[4:8])[0]
            for entry in range(struct.unpack("<H", data[at : at + 2])[0]):
                place = at + 2 + 12 * entry
                if struct.unpack("<H", data[place : place + 2])[0] in {256, 257}:
                    data[place + 2 : place + 12] = struct.pack("<HII", 4, 1, 60_000)
            assert opened.size == drawn().size
    elif kind == "WEBP":
        target = io.BytesIO()
        drawn().convert("RGBA").save(target, "WEBP", exif=b"Exif\0\0x")
        data = bytearray(target.getvalue())
        data[24:30] = (16_382).to_bytes(3, "little") * 2
    else:
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", 60_000, 60_000)
    return bytes(data)


def test_a_moving_picture_of_thousands_of_frames_is_looked_at_at_its_first() -> None:
    frames = [Image.new("P", (4, 4), n % 200) for n in range(3000)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    begun = time.perf_counter()
    pictures = PillowPictures()
    assert pictures.inspect(target.getvalue(), "a.gif") == "image/gif"
    assert pictures.thumbnail(target.getvalue()) is not None
    assert time.perf_counter() - begun < 2.0


def test_a_tiff_whose_directories_run_in_a_circle_ends() -> None:
    data = bytearray(picture("TIFF"))
    at = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[at : at + 2])[0]
    data[at + 2 + 12 * count : at + 6 + 12 * count] = struct.pack("<I", at)
    pictures = PillowPictures()
    assert pictures.inspect(bytes(data), "a.tif") == "image/tiff"
    assert pictures.pages(bytes(data)) >= 1
    assert pictures.thumbnail(bytes(data)) is not None


def test_an_archive_is_never_unpacked() -> None:
    inner = archive(nol=bytes(100_000_000))
    bomb, before = archive(**{f"{n}.zip": inner for n in range(20)}), peak()
    assert inspect(bomb, "arsip.zip") == "application/zip"
    assert inspect(bomb, "surat.docx") == "application/zip"
    assert PillowPictures().thumbnail(bomb) is None
    assert peak() - before < 30
    with zipfile.ZipFile(io.BytesIO(bomb)) as whole:
        assert len(whole.namelist()) == 20


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="tidak dapat dibaca"):
        PillowPictures().inspect(tmp_path, "folder")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_type_or_none(data: bytes) -> None:
    told = media_type_of(data)
    assert not told or told.count("/") == 1


def test_no_more_than_the_beginning_is_asked_for() -> None:
    for name, (data, media_type) in every_format().items():
        assert media_type_of(data[:4096], name) in {media_type, "video/mp4"}
