"""The recovery sheet: the office's recovery key on one page, to be printed, sealed in envelopes and never scanned."""

from __future__ import annotations

import io
from datetime import date

import segno
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from cases.errors import LetterError
from cases.model.office import Paper
from cases.rules.dates import long_date
from reports.letters.fonts import SANS, missing, text_width

TITLE = "Lembar Kunci Pemulihan"

_SIZES = {Paper.A4: (210 * mm, 297 * mm), Paper.F4: (215 * mm, 330 * mm)}
_SIDE, _TOP, _BOTTOM = 20 * mm, 17 * mm, 13 * mm
_BODY, _LEADING = 11, 14.5
_ACCENT, _GREY, _LINE, _PALE = (0.05, 0.37, 0.40), (0.32, 0.34, 0.36), (0.70, 0.73, 0.75), (0.90, 0.94, 0.94)
_BLACK = (0.0, 0.0, 0.0)

_CELL, _ROW, _GAP, _NUMBER = 8.0 * mm, 9.6 * mm, 4.5 * mm, 9 * mm
_PAD = 5 * mm
_QR = 46 * mm
_QUIET = 4  # modules of white that a reader needs around the code

_PURPOSE = (
    "Kunci ini membuka seluruh data perkara kantor bila komputer diganti, akun komputer hilang, atau cadangan "
    "dipulihkan. Tanpa kunci ini, dan tanpa komputer yang sudah terdaftar, data tidak dapat dibuka oleh siapa pun, "
    "termasuk oleh pembuat program. Siapa pun yang memegang lembar ini dan salinan datanya dapat membaca semuanya."
)
_KEEPING = (
    "Cetak dua lembar. Masukkan masing-masing ke dalam amplop tertutup, dan tanda tangani di atas lipatannya.",
    "Simpan satu amplop di brankas kantor dan satu lagi di gedung lain, misalnya di Sekretariat Daerah.",
    "Jangan difoto, dipindai, dikirim lewat pesan atau surel, atau disimpan di komputer.",
    "Periksa kedua amplop setiap tahun dan setiap pergantian pejabat yang menyimpannya.",
)
_USING = (
    "Buka Netralitas, pilih Buka dengan kunci pemulihan, lalu ketik ketujuh baris. Huruf besar atau kecil dan spasi "
    "tidak berpengaruh. Kotak terakhir setiap baris adalah huruf pemeriksa: bila ada yang salah ketik, program "
    "menyebut nomor barisnya. Setelah dipakai, masukkan kembali ke amplop baru yang tertutup."
)
_COLUMNS = (
    ("Amplop", 0.11),
    ("Nama dan jabatan penyimpan", 0.37),
    ("Tempat", 0.19),
    ("Tanggal", 0.13),
    ("Tanda tangan", 0.20),
)


def recovery_sheet(office_name: str, key_lines: tuple[str, ...], code: str, made_on: date, paper: Paper) -> bytes:
    """Return the sheet as a one-page PDF; the same input gives the same bytes.

    ``key_lines`` are the key's lines without numbers, groups parted by spaces, the last group the check character
    ("7KQ2 M0XD H"); ``code`` is the sheet's short code, by which the list of backups names it.
    Raises LetterError when the office's name has characters that the typeface lacks, or no room.
    """
    for font in (SANS.regular, SANS.bold):
        text_width("", font, _BODY)  # has the face registered
    if lost := missing(office_name, SANS.bold):
        raise LetterError(f"Nama kantor memuat huruf yang tidak dapat dicetak ({lost}): ubah nama kantor, lalu ulangi.")
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=_SIZES[paper], invariant=1, initialFontName=SANS.regular, initialFontSize=_BODY)
    canvas.setTitle(f"{TITLE} \u2013 {office_name}")
    canvas.setAuthor(office_name)
    canvas.setSubject("RAHASIA")
    canvas.setCreator("Netralitas")
    sheet = _Sheet(canvas, *_SIZES[paper])
    sheet.head(office_name)
    sheet.paragraph(_PURPOSE)
    sheet.key(key_lines)
    sheet.heading("Cara menyimpan")
    for item in _KEEPING:
        sheet.paragraph(item, mark="\u2022")
    sheet.heading("Cara memakai")
    sheet.paragraph(_USING)
    sheet.heading("Penyimpan")
    sheet.keepers()
    if not sheet.fits:
        raise LetterError("Nama kantor terlalu panjang untuk lembar pemulihan: singkat nama kantor, lalu ulangi.")
    sheet.foot(f"Kunci dibuat {long_date(made_on)}, lembar {code}")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Sheet:
    """One page, filled from the top; ``y`` is the lower edge of what stands there, in points from the bottom."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self._canvas = canvas
        self._left, self._right = _SIDE, width - _SIDE
        self._width = width - 2 * _SIDE
        self._y = height - _TOP
        self._too_wide = False
        # Taller paper gives its room to the gaps between the parts.
        self._gap = 7.2 * mm + (height - 297 * mm) / 6

    @property
    def fits(self) -> bool:
        """Whether everything stands above the footer and inside the margins."""
        return self._y >= _BOTTOM + 7 * mm and not self._too_wide

    def head(self, office_name: str) -> None:
        self._y -= 20
        self._text(self._left, self._y, TITLE, SANS.bold, 21, _ACCENT)
        mark = "RAHASIA"
        room = text_width(mark, SANS.bold, 12) + 5 * mm
        self._canvas.setStrokeColorRGB(*_BLACK)
        self._canvas.setLineWidth(1.2)
        self._canvas.rect(self._right - room, self._y - 0.4 * mm, room, 7.2 * mm)
        self._text(self._right - room + 2.5 * mm, self._y + 1.6 * mm, mark, SANS.bold, 12, _BLACK)
        self._y -= 4
        for line in simpleSplit(office_name, SANS.bold, 12.5, self._width):
            self._too_wide |= text_width(line, SANS.bold, 12.5) > self._width
            self._y -= 17
            self._text(self._left, self._y, line, SANS.bold, 12.5, _BLACK)
        self._y -= 7
        self._rule(self._left, self._y, self._right, 1.2, _ACCENT)
        self._y -= 1.5 * mm

    def heading(self, text: str) -> None:
        self._y -= self._gap + 9
        self._text(self._left, self._y, text, SANS.bold, 12.5, _ACCENT)
        self._y -= 2

    def paragraph(self, text: str, mark: str = "") -> None:
        indent = 5 * mm if mark else 0
        for number, line in enumerate(simpleSplit(text, SANS.regular, _BODY, self._width - indent)):
            self._y -= _LEADING
            if mark and number == 0:
                self._text(self._left + 1 * mm, self._y, mark, SANS.regular, _BODY, _ACCENT)
            self._text(self._left + indent, self._y, line, SANS.regular, _BODY, _BLACK)

    def key(self, lines: tuple[str, ...]) -> None:
        """The numbered lines in boxes, one character each, and the same key as a QR code beside them."""
        self._y -= self._gap
        height = len(lines) * _ROW + 2 * _PAD
        self._canvas.setStrokeColorRGB(*_ACCENT)
        self._canvas.setLineWidth(1)
        self._canvas.roundRect(self._left, self._y - height, self._width, height, 2.5 * mm)
        top = self._y - _PAD
        for number, line in enumerate(lines, start=1):
            self._key_line(number, line, top - number * _ROW)
        x = self._right - _PAD - _QR
        caption = ("Isi kode QR sama dengan", "ketujuh baris di samping.")
        block = _QR + 3 * mm + len(caption) * _LEADING
        qr_bottom = self._y - (height - block) / 2 - _QR
        self._qr(" ".join(line.replace(" ", "-") for line in lines), x, qr_bottom)
        for place, text in enumerate(caption, start=1):
            across = x + (_QR - text_width(text, SANS.regular, _BODY)) / 2
            self._text(across, qr_bottom - 1 * mm - place * _LEADING, text, SANS.regular, _BODY, _GREY)
        self._y -= height

    def _key_line(self, number: int, line: str, bottom: float) -> None:
        size = 17
        label = f"{number}."
        x = self._left + _PAD + _NUMBER
        baseline = bottom + (_ROW - size * 0.72) / 2
        self._text(x - 2.5 * mm - text_width(label, SANS.regular, 12), baseline, label, SANS.regular, 12, _GREY)
        *_, check = groups = line.split(" ")
        for group in groups:
            for character in group:
                self._cell(x, bottom, filled=group is check)
                across = x + (_CELL - text_width(character, SANS.bold, size)) / 2
                self._text(across, baseline, character, SANS.bold, size, _BLACK)
                x += _CELL
            x += _GAP

    def _cell(self, x: float, bottom: float, *, filled: bool) -> None:
        self._canvas.setFillColorRGB(*_PALE)
        self._canvas.setStrokeColorRGB(*_LINE)
        self._canvas.setLineWidth(0.6)
        inset = 0.6 * mm
        self._canvas.rect(x, bottom + inset, _CELL, _ROW - 2 * inset, stroke=1, fill=int(filled))

    def _qr(self, text: str, x: float, bottom: float) -> None:
        rows = [bytes(row) for row in segno.make(text, error="q", boost_error=False, micro=False).matrix]
        module = _QR / (len(rows) + 2 * _QUIET)
        self._canvas.setFillColorRGB(*_BLACK)
        path = self._canvas.beginPath()
        for down, row in enumerate(rows, start=_QUIET + 1):
            for across, dark in enumerate(row, start=_QUIET):
                if dark:
                    path.rect(x + across * module, bottom + _QR - down * module, module, module)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def keepers(self) -> None:
        """Two rows in which those who keep an envelope write themselves down."""
        self._y -= 1.5 * mm
        head, row = 7 * mm, 12.5 * mm
        bottom = self._y - head - 2 * row
        self._canvas.setFillColorRGB(*_PALE)
        self._canvas.rect(self._left, self._y - head, self._width, head, stroke=0, fill=1)
        x = self._left
        self._canvas.setStrokeColorRGB(*_LINE)
        self._canvas.setLineWidth(0.6)
        for title, share in _COLUMNS:
            self._canvas.line(x, self._y, x, bottom)
            self._text(x + 1.8 * mm, self._y - head + 2.2 * mm, title, SANS.bold, _BODY, _BLACK)
            x += share * self._width
        self._canvas.line(self._right, self._y, self._right, bottom)
        for down in (0, head, head + row, head + 2 * row):
            self._rule(self._left, self._y - down, self._right, 0.6, _LINE)
        for number in (1, 2):
            self._text(
                self._left + 1.8 * mm, self._y - head - (number - 0.5) * row - 4, str(number), SANS.regular, 12, _BLACK
            )
        self._y = bottom

    def foot(self, text: str) -> None:
        self._rule(self._left, _BOTTOM + 5 * mm, self._right, 0.5, _LINE)
        self._text(self._left, _BOTTOM, text, SANS.regular, _BODY, _GREY)
        note = "Netralitas"
        self._text(self._right - text_width(note, SANS.regular, _BODY), _BOTTOM, note, SANS.regular, _BODY, _GREY)

    def _text(self, x: float, y: float, text: str, font: str, size: float, colour: tuple[float, float, float]) -> None:
        self._canvas.setFont(font, size)
        self._canvas.setFillColorRGB(*colour)
        self._canvas.drawString(x, y, text)

    def _rule(self, x: float, y: float, x2: float, weight: float, colour: tuple[float, float, float]) -> None:
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, y, x2, y)
