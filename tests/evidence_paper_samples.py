"""Made-up evidence for papers: drawn screenshots of every shape, and what is said of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from letter_facts import ACCUSED
from letter_samples import letter_profile
from PIL import Image, ImageDraw, ImageFont

from cases.model.evidence_paper import EvidencePapers, ItemPictures, PaperItem, PaperOrder
from cases.model.letter import Signature
from cases.model.office import Paper, TimeZone
from cases.model.person import Person
from reports.evidence.pictures import Room, of_picture
from resources import read_bytes

AS_OF = datetime(2024, 10, 25, 2, 5, tzinfo=UTC)
URL = "https://www.facebook.com/bagus.prayitno.tk/posts/pfbid02c1120078841aZ9"
LONG_URL = f"{URL}?" + "&".join(f"__cft__[{n}]=AZXk3uWq{n}vT0p9LmsYb7RrQe" for n in range(18))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(read_bytes("fonts/LiberationSans-Regular.ttf")), size)


@cache
def sheet(width: int, height: int, hue: int = 200, mode: str = "RGB") -> bytes:
    """A picture whose lines are numbered from top to bottom, so that a missing part would be seen."""
    picture = Image.new("HSV", (width, height), (hue, 20, 250)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for number, y in enumerate(range(40, height - 60, 120)):
        pen.rounded_rectangle((30, y, width - 30, y + 96), 18, fill="white", outline="#8a9a98", width=3)
        pen.text((60, y + 24), f"Komentar {number + 1}: semoga menang nomor dua", font=_font(38), fill="#18201f")
    pen.rectangle((0, 0, width - 1, height - 1), outline="#c13e3a", width=8)
    target = io.BytesIO()
    picture.convert(mode).save(target, "PNG", compress_level=1)
    return target.getvalue()


PHONE, WIDE, LONG, SMALL = (1080, 2400), (1920, 1080), (1080, 9600), (320, 200)


def item(number: int, **parts: Any) -> PaperItem:
    values: dict[str, Any] = {
        "id": f"e-{number}",
        "label": f"B-{number:02d}",
        "title": "Unggahan foto bersama bakal calon",
        "kind": "Gambar PNG",
        "media_type": "image/png",
        "file_name": f"Screenshot_2024-10-01-08-15-{number:02d}.png",
        "size": 1_204_233,
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "platform": "Facebook",
        "account": "bagus.prayitno.tk",
        "profile_name": "Bagus Prayitno",
        "url": URL,
        "posted": "28 September 2024, 19.42 WIB",
        "captured": "1 Oktober 2024, 08.15 WIB",
        "captured_by": "A. Firmansah",
        "capture": "tangkapan layar ponsel",
        "concerns": ACCUSED.name,
        "description": "Foto bersama bakal calon dengan jari menunjuk angka dua.",
        "custody": (
            "Diterima dan disidik 1 Oktober 2024, 10.11 WIB oleh Dewi Kartikasari",
            "Diperiksa 23 Oktober 2024, 09.20 WIB oleh Dewi Kartikasari: cocok",
            "Dibuka 3 kali dan dicetak 1 kali, terakhir 24 Oktober 2024, 13.05 WIB oleh Dewi Kartikasari",
        ),
    }
    return PaperItem(**(values | parts))


def papers(items: Iterable[PaperItem], paper: Paper = Paper.F4, **parts: Any) -> EvidencePapers:
    given = tuple(items)
    order = parts.pop("order", PaperOrder())
    values: dict[str, Any] = {
        "report_number": "2024/L-041",
        "case_number": "2024/035",
        "respondents": ((ACCUSED.name, ACCUSED.nip),),
        "profile": letter_profile(paper=paper),
        "as_of": AS_OF,
        "zone": TimeZone.WIB,
        "made_by": Signature(post_line="Yang membuat daftar,", person=Person(name="Dewi Kartikasari, S.Sos.")),
        "log_head": "e2039c7d 118b64fa",
        "items": given,
        "total": len(given),
        "order": order,
    }
    return EvidencePapers(**(values | parts))


@cache
def pictures_of(size: tuple[int, int], room: Room) -> ItemPictures:
    return of_picture(sheet(*size), room)


def samples(per_page: int) -> tuple[tuple[PaperItem, ...], dict[str, ItemPictures]]:
    """Items of every shape with their pictures: long addresses, long stories, a redacted copy, a failed check."""
    room = Room(per_page)
    story = "Akun itu memasang tujuh foto kegiatan jalan sehat, tiga di antaranya bersama bakal calon. " * 9
    video = {"kind": "Rekaman video MP4", "media_type": "video/mp4", "file_name": "siaran.mp4", "size": 84_120_004}
    shapes: list[tuple[PaperItem, ItemPictures]] = [
        (item(1), pictures_of(PHONE, room)),
        (item(2, title="Komentar dukungan", url=LONG_URL), pictures_of(WIDE, room)),
        (item(3, title="Percakapan grup Warga Blok C sejak awal bulan"), pictures_of(LONG, room)),
        (item(4, title="Siaran langsung kampanye", **video), ItemPictures()),
        (item(5, title="Foto dari pelapor", description=story, url="", posted=""), pictures_of(PHONE, room)),
        (
            item(
                6,
                title="Komentar dukungan (nama warga ditutup)",
                made_from="B-02",
                made_from_sha256=hashlib.sha256(b"2").hexdigest(),
                marks="3 kotak hitam dan 1 buram",
                profile_name="Bagus 🔥 Prayitno",
            ),
            pictures_of(WIDE, room),
        ),
        (
            item(
                7,
                title="Foto jalan sehat",
                failure="Bukti B-07 tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan. "
                "(24 Oktober 2024, 09.20 WIB)",
            ),
            ItemPictures(
                problem="Bukti B-07 tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan."
            ),
        ),
        (item(8, title="Gambar kecil dari grup"), pictures_of(SMALL, room)),
        (item(9, title="Surat undangan", kind="Dokumen PDF", media_type="application/pdf"), _document(room)),
    ]
    return tuple(one for one, _ in shapes), {one.id: seen for one, seen in shapes}


def _document(room: Room) -> ItemPictures:
    page = pictures_of((1240, 1754), room).pages[0]
    return ItemPictures(pages=(page, page, page) if room.per_page == 1 else (page,), count=3)


def ordered(made: EvidencePapers, **parts: Any) -> EvidencePapers:
    return replace(made, order=replace(made.order, **parts))
