"""Pictures of the made-up region: three drawn screenshots as evidence, its arms and an emblem for its head.

Network, accounts, faces and candidates are invented; nothing is taken from a real service or party.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

import resources

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH, HEIGHT = 1080, 1920
FIRST_ACCOUNT = "Bagus Prayitno"

_INK: Colour = (24, 32, 31)
_GREY: Colour = (112, 122, 120)
_RULE: Colour = (226, 230, 229)
_PAPER: Colour = (255, 255, 255)
_TEAL: Colour = (14, 104, 98)
_RED: Colour = (193, 62, 58)
_SKINS: tuple[Colour, ...] = ((240, 190, 146), (214, 154, 108), (196, 134, 92))
_SHIRTS: tuple[Colour, ...] = ((42, 110, 170), (244, 244, 240), (214, 62, 62), (30, 98, 150), (212, 176, 60))
_HAIR: Colour = (46, 34, 30)


def make_screenshots() -> list[tuple[str, bytes]]:
    """Return three screenshots as (file name, PNG): a post with a photo, the comments under it, a group chat."""
    return [
        ("B-01-unggahan-foto.png", _png(_post())),
        ("B-02-komentar.png", _png(_comments())),
        ("B-03-percakapan-grup.png", _png(_chat())),
    ]


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(resources.read_bytes(f"fonts/Inter-{face}.ttf")), size)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


class _Screen:
    """A telephone's screen: the picture, its pen, and the few shapes that all three screenshots use."""

    def __init__(self, ground: Colour, clock: str, ink: Colour = _INK) -> None:
        self.picture = Image.new("RGB", (WIDTH, HEIGHT), ground)
        self.pen = ImageDraw.Draw(self.picture)
        self.text((54, 28), clock, 34, "SemiBold", ink)
        self.pen.rounded_rectangle((958, 34, 1020, 62), 8, outline=ink, width=4)
        self.pen.rounded_rectangle((964, 40, 1000, 56), 3, fill=ink)
        self.pen.rectangle((1022, 42, 1027, 54), fill=ink)
        for bar in range(4):
            self.pen.rectangle((888 + bar * 14, 58 - bar * 7, 897 + bar * 14, 62), fill=ink)

    def text(self, at: Point, words: str, size: int, face: str = "Regular", ink: Colour = _INK) -> None:
        """Write one line, its top left corner at ``at``."""
        self.pen.text(at, words, font=_font(face, size), fill=ink)

    def paragraph(self, at: Point, words: str, size: int, width: float, ink: Colour = _INK) -> float:
        """Write words in lines of at most ``width`` pixels; return the height used."""
        lines = _lines(words, size, width)
        for index, line in enumerate(lines):
            self.text((at[0], at[1] + index * size * 1.4), line, size, ink=ink)
        return len(lines) * size * 1.4

    def avatar(self, at: Point, letter: str, ground: Colour, size: int = 96) -> None:
        """Draw a round picture with the first letter of a name."""
        self.pen.ellipse((*at, at[0] + size, at[1] + size), fill=ground)
        middle = (at[0] + size / 2, at[1] + size / 2)
        self.pen.text(middle, letter, font=_font("SemiBold", int(size * 0.45)), fill=_PAPER, anchor="mm")

    def rule(self, y: float) -> None:
        """Draw a hairline across."""
        self.pen.line((0, y, WIDTH, y), fill=_RULE, width=2)


def _lines(words: str, size: int, width: float) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if _font("Regular", size).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


# -- the three screenshots ---------------------------------------------------------------------------------------------


def _post() -> Image.Image:
    screen = _Screen(_PAPER, "19.58")
    screen.text((54, 112), "lingkar", 58, "SemiBold", _TEAL)
    screen.rule(206)
    screen.avatar((54, 244), "B", (168, 92, 58))
    screen.text((174, 248), FIRST_ACCOUNT, 40, "SemiBold")
    screen.text((174, 300), "bagus.prayitno.contoh · 16 menit · Publik", 30, ink=_GREY)
    words = "Bersama Bapak calon di Lapangan Tirta Hulu malam ini. Satu komando, nomor 2! Jangan sampai salah pilih."
    end = 376 + screen.paragraph((54, 376), words, 38, WIDTH - 108)
    photo = _rally(WIDTH, 1080)
    top = int(end) + 30
    screen.picture.paste(photo, (0, top))
    below = top + photo.height
    screen.text((54, below + 26), "148 suka", 32, ink=_GREY)
    shared = (WIDTH - 54, below + 28)
    screen.pen.text(shared, "24 komentar · 9 kali dibagikan", font=_font("Regular", 30), fill=_GREY, anchor="ra")
    screen.rule(below + 88)
    for place, word in enumerate(("Suka", "Komentar", "Bagikan")):
        screen.text((120 + place * 350, below + 112), word, 36, "Medium", _TEAL if word == "Suka" else _GREY)
    screen.rule(below + 184)
    return screen.picture


def _comments() -> Image.Image:
    screen = _Screen(_PAPER, "20.11")
    screen.text((54, 112), "Komentar (24)", 46, "SemiBold")
    screen.rule(206)
    entries: Sequence[tuple[str, str, str, Colour]] = (
        ("Warga Tirta", "Semoga menang pasangan nomor 2.", "28 m", (72, 134, 98)),
        (
            FIRST_ACCOUNT,
            "Gaspol, kita kawal sampai menang! Besok kumpul lagi di posko, kaus sudah saya siapkan.",
            "24 m",
            (168, 92, 58),
        ),
        ("Lina M.", "Siap hadir, Pak. Ajak teman-teman kantor juga?", "21 m", (104, 118, 186)),
        (FIRST_ACCOUNT, "Ajak saja, yang penting pulang kerja. Foto jari dua jangan lupa.", "19 m", (168, 92, 58)),
        ("Sukamaju Hari Ini", "Ramai sekali lapangannya malam ini.", "12 m", (150, 112, 60)),
        ("Darto", "Bukannya Bapak pegawai pemda? Apa boleh ikut kampanye?", "9 m", (96, 106, 104)),
        (FIRST_ACCOUNT, "Di luar jam kerja, tidak apa-apa.", "6 m", (168, 92, 58)),
    )
    y = 246.0
    for name, words, age, colour in entries:
        screen.avatar((54, y), name[0], colour, 84)
        screen.text((164, y), name, 35, "SemiBold")
        screen.text((950, y + 4), age, 28, ink=_GREY)
        used = screen.paragraph((164, y + 50), words, 35, WIDTH - 230)
        screen.text((164, y + used + 62), "Suka     Balas", 28, "Medium", _GREY)
        y += used + 148
    screen.pen.rounded_rectangle((54, HEIGHT - 150, WIDTH - 54, HEIGHT - 60), 44, outline=_RULE, width=3)
    screen.text((96, HEIGHT - 126), "Tulis komentar …", 34, ink=_GREY)
    return screen.picture


def _chat() -> Image.Image:
    screen = _Screen((236, 230, 219), "06.14", _PAPER)
    screen.pen.rectangle((0, 0, WIDTH, 226), fill=(44, 92, 82))
    bare = _Screen((44, 92, 82), "06.14", _PAPER).picture.crop((0, 0, WIDTH, 90))
    screen.picture.paste(bare, (0, 0))
    screen.avatar((54, 106), "G", (120, 160, 150), 92)
    screen.text((172, 106), "Grup Warga Blok C", 42, "SemiBold", _PAPER)
    screen.text((172, 162), "86 anggota", 30, ink=(206, 222, 217))
    talk: Sequence[tuple[str, str, str, bool]] = (
        (
            "+62 812-xxxx-0114",
            "Besok jalan sehat bersama paslon nomor 2, kumpul pukul 06.00 ya.",
            "05.40",
            False,
        ),
        ("", "Siap, saya ajak teman kantor. Kaus sudah di rumah saya.", "05.52", True),
        ("+62 813-xxxx-7720", "Mantap, terima kasih Pak Bagus.", "05.55", False),
        ("+62 857-xxxx-3301", "Kendaraan bagaimana, Pak? Yang dari Karangjati belum ada.", "05.58", False),
        ("", "Nanti saya atur. Jangan pakai pelat merah, ya.", "06.01", True),
        ("", "Satu komando nomor 2!", "06.09", True),
    )
    y = 280.0
    for sender, words, clock, own in talk:
        y += _bubble(screen, y, sender, words, clock, own=own) + 26
    screen.pen.rounded_rectangle((40, HEIGHT - 140, WIDTH - 40, HEIGHT - 46), 47, fill=_PAPER)
    screen.text((92, HEIGHT - 114), "Ketik pesan", 34, ink=_GREY)
    return screen.picture


def _bubble(screen: _Screen, y: float, sender: str, words: str, clock: str, *, own: bool) -> float:
    """Draw one message; return its height."""
    lines = _lines(words, 36, 660)
    width = max(*(_font("Regular", 36).getlength(line) for line in lines), 300) + 64
    head = 0 if own else 46
    height = 40 + head + len(lines) * 50 + 34
    left = WIDTH - 40 - width if own else 40
    ground: Colour = (217, 240, 208) if own else _PAPER
    screen.pen.rounded_rectangle((left, y, left + width, y + height), 24, fill=ground)
    if sender:
        screen.text((left + 32, y + 22), sender, 30, "SemiBold", (176, 92, 48))
    screen.paragraph((left + 32, y + 22 + head), words, 36, 660)
    screen.text((left + width - 112, y + height - 46), clock, 26, ink=_GREY)
    return height


# -- the photo in the post ---------------------------------------------------------------------------------------------


def _rally(width: int, height: int) -> Image.Image:
    """Draw an evening rally: a banner, four people in front and heads behind them."""
    photo = _shade(width, height, (106, 154, 196), (238, 206, 168))
    pen = ImageDraw.Draw(photo)
    pen.rectangle((0, height * 0.8, width, height), fill=(96, 132, 74))
    for row in range(3):
        for place in range(16):
            x, y = place * 74 - row * 31, height * (0.66 + row * 0.045) + (place * 29 + row * 17) % 26
            shade = 58 + (place * 37 + row * 23) % 60
            pen.rounded_rectangle((x - 22, y + 40, x + 66, y + 150), 30, fill=(shade + 60, shade + 30, shade + 40))
            pen.ellipse((x, y, x + 46, y + 54), fill=_SKINS[(place + row) % len(_SKINS)])
            pen.pieslice((x - 3, y - 6, x + 49, y + 48), 180, 360, fill=_HAIR)
    for pole in (0.1, 0.9):
        pen.rectangle((width * pole - 7, 60, width * pole + 7, height * 0.85), fill=(92, 78, 66))
    pen.rounded_rectangle((width * 0.08, 70, width * 0.92, 290), 12, fill=_RED)
    pen.text((width / 2, 150), "PASLON NOMOR 2", font=_font("SemiBold", 92), fill=_PAPER, anchor="mm")
    pen.text((width / 2, 238), "TIRTA KENCANA MAJU BERSAMA", font=_font("Medium", 42), fill=_PAPER, anchor="mm")
    for place, scarf in enumerate((None, None, (110, 44, 112), None)):
        _person(pen, (width * (0.2 + place * 0.2), height * 0.5), 1.05 + 0.06 * (place % 2), place, scarf)
    return photo


def _person(pen: ImageDraw.ImageDraw, head: Point, scale: float, kind: int, scarf: Colour | None) -> None:
    """Draw a figure to the waist with one arm raised and two fingers up; ``head`` is the middle of the face."""
    x, y = head
    skin, shirt = _SKINS[kind % len(_SKINS)], _SHIRTS[kind % len(_SHIRTS)]
    unit = 62 * scale
    side = -1 if kind < 2 else 1
    pen.rounded_rectangle((x - 1.6 * unit, y + 1.3 * unit, x + 1.6 * unit, y + 9 * unit), int(unit), fill=shirt)
    shoulder, hand = (x + side * 1.3 * unit, y + 1.9 * unit), (x + side * 2.0 * unit, y - 1.2 * unit)
    pen.line((*shoulder, *hand), fill=shirt, width=int(0.8 * unit))
    pen.ellipse((hand[0] - 0.36 * unit, hand[1] - 0.5 * unit, hand[0] + 0.36 * unit, hand[1] + 0.3 * unit), fill=skin)
    for finger in (-0.22, 0.22):
        tip = (hand[0] + finger * 2 * unit, hand[1] - 1.3 * unit)
        pen.line((hand[0] + finger * 0.6 * unit, hand[1] - 0.2 * unit, *tip), fill=skin, width=int(0.24 * unit))
    pen.rectangle((x - 0.35 * unit, y + 0.7 * unit, x + 0.35 * unit, y + 1.5 * unit), fill=skin)
    if scarf:
        pen.ellipse((x - 1.25 * unit, y - 1.35 * unit, x + 1.25 * unit, y + 1.9 * unit), fill=scarf)
    else:
        pen.pieslice((x - 1.06 * unit, y - 1.35 * unit, x + 1.06 * unit, y + 0.9 * unit), 180, 360, fill=_HAIR)
    pen.ellipse((x - 0.9 * unit, y - 0.95 * unit, x + 0.9 * unit, y + 1.05 * unit), fill=skin)
    for eye in (-0.35, 0.35):
        pen.ellipse((x + (eye - 0.1) * unit, y - 0.15 * unit, x + (eye + 0.1) * unit, y + 0.07 * unit), fill=_HAIR)
    pen.arc((x - 0.4 * unit, y + 0.15 * unit, x + 0.4 * unit, y + 0.65 * unit), 20, 160, fill=(140, 60, 50), width=5)


def _shade(width: int, height: int, top: Colour, bottom: Colour) -> Image.Image:
    """Return a picture that runs from one colour at the top to another at the bottom."""
    upper, lower = Image.new("RGB", (width, height), top), Image.new("RGB", (width, height), bottom)
    return Image.composite(lower, upper, Image.linear_gradient("L").resize((width, height)))


# -- arms and emblem ---------------------------------------------------------------------------------------------------


def sample_logo() -> bytes:
    """Return the arms of the made-up region as PNG with a clear ground."""
    return resources.read_bytes("images/sample-region.png")


def sample_emblem() -> bytes:
    """Return the stand-in, which is no state's emblem, for the decisions of the made-up head, as PNG."""
    return resources.read_bytes("images/sample-head.png")
