"""Pictures with words in them, as a screen shows them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

import resources

LINES = (
    "Bagus Prayitno",
    "28 September 2024 pukul 19.42",
    "Bersama Bapak calon, satu komando nomor 2",
    "Gaspol, kita kawal sampai menang!",
    "Besok jalan sehat bersama paslon, kumpul pukul 06.00",
    "Siap, saya ajak teman kantor",
    "Dinas Perhubungan Kabupaten Tirta Kencana",
)
WORDS = tuple(word for line in LINES for word in line.split())


def screen(width: int = 1080, lines: tuple[str, ...] = LINES, *, dark: bool = False) -> Image.Image:
    """A screenshot with these lines, every other one in a bubble."""
    size = width // 32
    ink, paper, bubble = ("white", "#0b141a", "#005c4b") if dark else ("black", "white", "#d9fdd3")
    picture = Image.new("RGB", (width, size * 3 * (len(lines) + 1)), paper)
    draw = ImageDraw.Draw(picture)
    face = ImageFont.truetype(io.BytesIO(resources.read_bytes("fonts/Inter-Regular.ttf")), size)
    for number, line in enumerate(lines):
        top = size * 3 * number + size * 2
        if number % 2:
            draw.rounded_rectangle((size, top - size // 2, width - size, top + size * 2), size // 2, fill=bubble)
        draw.text((size * 2, top), line, font=face, fill=ink)
    return picture
