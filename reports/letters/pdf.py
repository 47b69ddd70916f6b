"""The renderer: a request in, the bytes of the PDF out, the same on any day."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cases.letters.check_code import keywords
from cases.model.letter import LetterProfile, LetterRequest, RenderedLetter
from cases.rules.dates import long_date
from reports.letters import looks
from reports.letters.compose import Composer, text_line
from reports.letters.emblems import emblem
from reports.letters.fonts import register
from reports.letters.looks import LEFT, RIGHT
from reports.letters.pages import Box, Placed, paginate
from reports.letters.template import BLANK, Template
from reports.letters.text import Style, TextLine, clean
from reports.sign_rooms import room_name

# No text armour (ASCII85) around streams: a quarter smaller and much faster.
rl_config.useA85 = 0
# A last page filled less than this is worth a tighter setting.
_LITTLE = 0.3
_EMBLEM_WORDS = {"logo": "logo", "head_emblem": "lambang kepala daerah"}


@lru_cache(maxsize=64)
def _template(text: str, name: str) -> Template:
    return Template(text, name)


class LetterPdf:
    """Fulfils ``cases.ports.LetterRenderer``."""

    def __init__(self) -> None:
        # A face of reportlab keeps notes of the document it is in: one letter at a time.
        self._lock = threading.Lock()

    def render(self, request: LetterRequest) -> RenderedLetter:
        """Return the PDF; raises LetterError for a template, a character or a picture that cannot be used."""
        with self._lock:
            register()
            return _Letter(_template(request.text, request.template), request).draw()


class _Letter:
    """One letter on its way to paper."""

    def __init__(self, template: Template, request: LetterRequest) -> None:
        self._template, self._request = template, request
        self._look = looks.LOOKS[template.info.family]
        self._page_width, self._page_height = looks.PAPER[request.profile.paper]
        self._width = self._page_width - LEFT - RIGHT
        self._initials = self._initial_lines()
        self._rooms: dict[str, PDFArray] = {}

    def draw(self) -> RenderedLetter:
        pages = self._pages()
        target = io.BytesIO()
        canvas = Canvas(
            target,
            pagesize=(self._page_width, self._page_height),
            pageCompression=1,
            invariant=1,
            initialFontName=self._look.body.family.regular,
            lang="id",
        )
        canvas.setTitle(clean(f"{self._template.info.title} {self._request.number}").strip())
        canvas.setAuthor(clean(self._request.profile.agency))
        canvas.setKeywords(keywords(self._request.short_code, draft=self._request.draft))
        canvas.setCreator("Netralitas")
        for number, placed in enumerate(pages, 1):
            self._draw_page(canvas, placed, number, len(pages))
            canvas.showPage()
        canvas.save()
        return RenderedLetter(pdf=target.getvalue(), pages=len(pages))

    def _pages(self) -> list[list[Placed]]:
        """The letter on pages; set tighter if that saves a last page with little on it."""
        bottom = self._page_height - looks.BOTTOM
        if self._initials:
            bottom = self._page_height - looks.INITIALS_HEIGHT - looks.INITIALS_STEP * len(self._initials)
        boxes = Composer(self._template, self._request, letter_values(self._request), self._width).boxes()
        pages = paginate(boxes, looks.TOP, self._look.next_top, bottom)
        little = looks.TOP + (self._page_height - looks.TOP - looks.BOTTOM) * _LITTLE
        if len(pages) > 1 and pages[-1][-1].top < little:
            tight = paginate([_tightened(box) for box in boxes], looks.TOP, self._look.next_top, bottom)
            if len(tight) < len(pages):
                return tight
        return pages

    def _draw_page(self, canvas: Canvas, placed: Sequence[Placed], number: int, count: int) -> None:
        self._draw_shapes(canvas, placed)
        self._name_rooms(canvas, placed)
        pen = _Pen(canvas)
        if number > 1 and (self._look.running_number or not self._request.profile.footer_shown):
            line = text_line(f"- {number} -", self._look.body)
            baseline = self._page_height - looks.RUNNING_NUMBER - self._look.body.size * 0.78
            pen.write(LEFT + (self._width - line.width) / 2, baseline, line)
        for place in placed:
            for ink in place.box.inks:
                pen.write(LEFT + ink.x, self._page_height - place.top - ink.baseline, ink.line)
        for i, row in enumerate(reversed(self._initials)):
            for x, line in row:
                pen.write(LEFT + x, looks.INITIALS_HEIGHT + i * looks.INITIALS_STEP, line)
        self._draw_footer(canvas, pen, number, count)
        pen.finish()

    def _draw_shapes(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        for place in placed:
            top = self._page_height - place.top
            for fill in place.box.fills:
                canvas.setFillGray(fill.grey)
                canvas.rect(LEFT + fill.x, top - fill.y - fill.height, fill.width, fill.height, stroke=0, fill=1)
            for rule in place.box.rules:
                canvas.setLineWidth(rule.weight)
                canvas.line(LEFT + rule.x1, top - rule.y1, LEFT + rule.x2, top - rule.y2)
            for spot in place.box.emblems:
                picture = getattr(self._request.profile, spot.part)
                reader = emblem(picture, _EMBLEM_WORDS[spot.part])
                canvas.drawImage(
                    reader,
                    LEFT + spot.x,
                    top - spot.y - spot.height,
                    spot.width,
                    spot.height,
                    preserveAspectRatio=True,
                )
        canvas.setFillGray(0)

    def _name_rooms(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        """Name the place of each signature as a destination: there an electronic signature is shown later."""
        document = canvas._doc  # noqa: SLF001 - a canvas writes only destinations that a link leads to
        for place in placed:
            for room in place.box.rooms:
                top, left = self._page_height - place.top - room.y, LEFT + room.x
                frame = [round(at, 2) for at in (left, top - room.height, left + room.width, top)]
                self._rooms[room_name(room.signer)] = PDFArray([document.thisPageRef(), PDFName("FitR"), *frame])
        document.Catalog.Dests = PDFDictionary(self._rooms)

    def _draw_footer(self, canvas: Canvas, pen: _Pen, number: int, count: int) -> None:
        """The line that ties the paper to the log; a draft says that it is one, with or without the line."""
        request = self._request
        parts = ["KONSEP"] if request.draft else []
        if request.profile.footer_shown:
            parts += [f"Kode surat {request.short_code}"] if request.short_code else []
            parts += [f"Kepala rantai log {request.log_head}"] if request.log_head else []
            right = text_line(f"Halaman {number} dari {count}", looks.FOOTER)
            pen.write(LEFT + self._width - right.width, looks.FOOTER_BASELINE, right, looks.FOOTER_GREY)
            canvas.setLineWidth(looks.FOOTER_WEIGHT)
            canvas.setStrokeGray(looks.FOOTER_GREY)
            canvas.line(LEFT, looks.FOOTER_RULE, LEFT + self._width, looks.FOOTER_RULE)
            canvas.setStrokeGray(0)
        x = LEFT
        for i, part in enumerate(parts):
            for text in ["|", part] if i else [part]:
                line = text_line(clean(text), looks.FOOTER)
                pen.write(x, looks.FOOTER_BASELINE, line, looks.FOOTER_GREY)
                x += line.width + looks.FOOTER_GAP

    def _initial_lines(self) -> list[list[tuple[float, TextLine]]]:
        """Where each signs his initials at the foot of a page, in as many lines as they need."""
        names = [row["nama"] for row in self._request.content.rows.get(self._template.info.initials, [])]
        if not names:
            return []
        style = Style(self._look.body.family, 11, 13.6)
        words = [text_line(clean(name), style) for name in names]
        rows: list[list[TextLine]] = [[]]
        for word in words:
            if rows[-1] and self._dots([*rows[-1], word]) < looks.INITIALS_LEAST:
                rows.append([])
            rows[-1].append(word)
        room = min(self._dots(row) for row in rows)
        dots = text_line("." * int(min(room, looks.INITIALS_MOST) / text_line(".", style).width), style)
        placed: list[list[tuple[float, TextLine]]] = []
        for row in rows:
            x = looks.INITIALS_START
            placed.append([(0.0, text_line("Paraf", style))] if not placed else [])
            for word in row:
                placed[-1] += [(x, word), (x + word.width + looks.INITIALS_GAP / 2, dots)]
                x += word.width + dots.width + looks.INITIALS_GAP * 1.5
        return placed

    def _dots(self, row: Sequence[TextLine]) -> float:
        """How long the dotted lines of a row of initials can be."""
        words = sum(word.width + looks.INITIALS_GAP * 1.5 for word in row)
        return (self._width - looks.INITIALS_START - words) / len(row)


class _Pen:
    """Writes lines into one text object a page; states only what changes."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text: PDFTextObject = canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._spaces = (0.0, 0.0)
        self._grey = 0.0

    def write(self, x: float, y: float, line: TextLine, grey: float = 0.0) -> None:
        if not line.segments:
            return
        text = self._text
        text.setTextOrigin(x, y)
        if self._grey != grey:
            text.setFillGray(grey)
            self._grey = grey
        if self._spaces != (line.word_space, line.letter_space):
            text.setWordSpace(line.word_space)
            text.setCharSpace(line.letter_space)
            self._spaces = (line.word_space, line.letter_space)
        for words, font in line.segments:
            if self._font != (font, line.size):
                text.setFont(font, line.size)
                self._font = (font, line.size)
            text.textOut(words)

    def finish(self) -> None:
        self._canvas.drawText(self._text)


def _tightened(box: Box) -> Box:
    """The box with less room before it."""
    if not box.before:
        return box
    before = box.before * (looks.TIGHT_ROOM if box.before > looks.ROOM else looks.TIGHT_GAP)
    rooms = tuple(replace(room, y=-before, height=before) if room.y < 0 else room for room in box.rooms)
    return replace(box, before=before, rooms=rooms)


def letter_values(request: LetterRequest) -> dict[str, str]:
    """The content's values and those of the letter itself; number and date without a value are left to the pen."""
    profile: LetterProfile = request.profile
    return {
        **request.content.values,
        "surat.nomor": request.number or BLANK,
        "surat.tanggal": long_date(request.letter_on) if request.letter_on else BLANK,
        "surat.tempat": profile.place,
        "kantor.nama": profile.agency,
        "kantor.wilayah": profile.region,
        "kantor.kepala": profile.head_title,
    }
