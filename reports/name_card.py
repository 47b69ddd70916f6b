"""The card of a row of a name list: what the list says, beside the employee that a person found to be the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cases.model.name_review import HitCard
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from reports.letters.fonts import SANS, missing, register
from reports.letters.looks import MM
from reports.letters.pdf import one_at_a_time
from reports.letters.pen import Pen
from reports.letters.text import Style, TextLine, clean, set_text

_WIDTH, _LEAST = 210 * MM, 148 * MM
_EDGE, _GUTTER, _NAME = 14 * MM, 8 * MM, 30 * MM
_BODY = Style(SANS, 10, 13)
_SMALL = Style(SANS, 8, 10.5)
_TITLE = Style(SANS, 14, 18)
_RULE: Final = HexColor("#B9C4C1")
_GREY: Final = 0.32
_HOLLOW: Final = "□"

Facts = Sequence[tuple[str, str]]


def name_card(card: HitCard, zone: tzinfo) -> bytes:
    """Return the card as a PDF of one page, A5 lying or higher where it holds more; equal cards give equal bytes."""
    target = io.BytesIO()
    with one_at_a_time:
        register()
        sheet = _Sheet()
        _fill(sheet, card, zone)
        height = max(_LEAST, sheet.down + _EDGE)
        canvas = Canvas(target, pagesize=(_WIDTH, height), invariant=1, initialFontName=SANS.regular, lang="id")
        canvas.setTitle(_printable(f"Kartu baris {card.row.number}, {card.list.title}"))
        canvas.setCreator("Netralitas")
        sheet.draw(canvas, height)
        canvas.save()
    return target.getvalue()


def _fill(sheet: _Sheet, card: HitCard, zone: tzinfo) -> None:
    listed, row, person, hit = card.list, card.row, card.employee, card.hit
    sheet.text("RAHASIA", _SMALL, bold=True)
    sheet.text(f"Kartu baris daftar nama: baris {row.number}", _TITLE, bold=True)
    sheet.text(f"Daftar “{listed.title}”", _BODY)
    sheet.rule()
    theirs: Facts = (
        ("Nama", row.name),
        ("NIK", row.nik),
        ("NIP", show_nip(row.nip) if row.nip else ""),
        ("Tanggal lahir", long_date(row.born_on) if row.born_on else ""),
        ("Tempat lahir", row.birth_place),
        ("Alamat", row.address),
        ("Partai", row.party or listed.party),
        ("Kedudukan", row.role),
    )
    ours: Facts = (
        ("Nama", person.name),
        ("NIP", show_nip(person.nip)),
        ("Jabatan", person.position),
        ("Golongan", person.grade),
        ("Unit kerja", "; ".join(unit for unit in (person.unit_1, person.unit_2, person.unit_3) if unit)),
    )
    half = (_WIDTH - 2 * _EDGE - _GUTTER) / 2
    top = sheet.down
    sheet.facts("Menurut daftar", theirs, _EDGE, half)
    left, sheet.down = sheet.down, top
    sheet.facts("Menurut data pegawai", ours, _EDGE + half + _GUTTER, half)
    sheet.down = max(left, sheet.down)
    sheet.rule()
    decided = hit.decided_at.astimezone(zone) if hit.decided_at else None
    when = f" pada {long_date(decided.date())} pukul {decided:%H.%M}" if decided else ""
    sheet.text(f"Dinyatakan orang yang sama oleh {hit.decided_by}{when}.", _BODY, bold=True)
    sheet.text(f"Yang dibandingkan: {'; '.join(hit.reasons)}. Nilai kemiripan {hit.score:.0f} dari 100.", _BODY)
    sheet.text("Nilai itu hanya mengurutkan calon; yang memutuskan adalah orang yang disebut di atas.", _SMALL)
    sheet.rule()
    day = f"tertanggal {long_date(listed.listed_on)}, " if listed.listed_on else ""
    given = f"diserahkan oleh {listed.handed_by}, " if listed.handed_by else ""
    taken = listed.added_at.astimezone(zone)
    sheet.text(
        f"Berkas daftar {listed.file_name}, {day}{given}diimpor oleh {listed.added_by} pada {long_date(taken.date())} "
        f"pukul {taken:%H.%M}, {listed.rows} baris.",
        _SMALL,
    )
    sheet.text(f"SHA-256 {listed.sha256}", _SMALL)


class _Sheet:
    """Lines and rules by how far down they stand, drawn once the height of the page is known."""

    def __init__(self) -> None:
        self.down = _EDGE
        self._lines: list[tuple[float, float, TextLine, float]] = []
        self._rules: list[float] = []

    def text(
        self,
        words: str,
        style: Style,
        *,
        bold: bool = False,
        x: float = _EDGE,
        width: float = _WIDTH - 2 * _EDGE,
        grey: float = 0.0,
    ) -> None:
        """Set a paragraph."""
        for line in set_text([(_printable(words), bold)], style, width):
            self._lines.append((x, self.down + 0.78 * style.size, line, grey))
            self.down += style.leading

    def facts(self, title: str, facts: Facts, x: float, width: float) -> None:
        """Set a heading and what is known under it; what is empty is left out."""
        self.text(title, _BODY, bold=True, x=x, width=width)
        self.down += 2
        for name, value in facts:
            if value.strip():
                top = self.down
                self.text(name, _BODY, x=x, width=_NAME, grey=_GREY)
                self.down = top
                self.text(value, _BODY, x=x + _NAME, width=width - _NAME)

    def rule(self) -> None:
        """Draw a line over the whole width."""
        self.down += 5
        self._rules.append(self.down)
        self.down += 7

    def draw(self, canvas: Canvas, height: float) -> None:
        """Draw everything."""
        canvas.setStrokeColor(_RULE)
        canvas.setLineWidth(0.5)
        for down in self._rules:
            canvas.line(_EDGE, height - down, _WIDTH - _EDGE, height - down)
        pen = Pen(canvas)
        for x, down, line, grey in self._lines:
            pen.write(x, height - down, line, grey)
        pen.finish()


def _printable(text: str) -> str:
    """The text with a square for each sign that the face lacks."""
    kept = clean(text)
    lost = missing(kept, SANS.regular)
    return "".join(_HOLLOW if letter in lost else letter for letter in kept)
