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

from cases.letters.check_code import keywords
from cases.model.letter import LetterRequest, RenderedLetter
from cases.rules.dates import long_date
from reports.letters import looks
from reports.letters.compose import Composer
from reports.letters.emblems import emblem
from reports.letters.fonts import register
from reports.letters.furniture import Furniture
from reports.letters.marks import About, archival_canvas
from reports.letters.pages import Box, Placed, paginate
from reports.letters.pen import Pen
from reports.letters.template import BLANK, Template
from reports.letters.text import clean
from reports.sign_rooms import room_name

# No text armour (ASCII85) around streams: a quarter smaller and much faster.
rl_config.useA85 = 0
# A last page filled less than this is worth a tighter setting.
_LITTLE = 0.5
# A letter of more pages opens with its outline shown.
_FEW_PAGES = 3
_EMBLEM_WORDS = {"logo": "logo", "second_logo": "logo kedua", "head_emblem": "lambang kepala daerah"}


@lru_cache(maxsize=64)
def _template(text: str, name: str) -> Template:
    return Template(text, name)


# A face of reportlab keeps notes of the document it is in: one letter at a time, whoever renders.
one_at_a_time = threading.Lock()


class LetterPdf:
    """Fulfils ``cases.ports.LetterRenderer``; may be used from several threads."""

    def render(self, request: LetterRequest) -> RenderedLetter:
        """Return the PDF; raises LetterError for a template, a character, a picture or margins that cannot be used."""
        with one_at_a_time:
            register()
            return _Letter(_template(request.text, request.template), request).draw()


class _Letter:
    """One letter on its way to paper."""

    def __init__(self, template: Template, request: LetterRequest) -> None:
        self._template, self._request = template, request
        self._look = looks.look_of(template.info.family, request.profile.typeface)
        self._sheet = looks.sheet_of(request, self._look)
        initialled = [row["nama"] for row in request.content.rows.get(template.info.initials, [])]
        self._furniture = Furniture(request, self._look, self._sheet, initialled)
        self._rooms: dict[str, PDFArray] = {}
        self._goals = 0

    def draw(self) -> RenderedLetter:
        pages = self._pages()
        target = io.BytesIO()
        canvas = archival_canvas(target, self._sheet, self._look, self._about())
        only = self._request.only
        for number, placed in enumerate(pages, 1):
            if not only or number - 1 in only:
                self._draw_page(canvas, placed, number, len(pages))
            canvas._doc.updateSignature(canvas.getCurrentPageContent())  # noqa: SLF001 - the file's identifier
            canvas.showPage()
        if len(pages) > _FEW_PAGES:
            canvas.showOutline()
        canvas.save()
        return RenderedLetter(pdf=target.getvalue(), pages=len(pages))

    def _about(self) -> About:
        request, case = self._request, self._request.content.values.get("perkara.nomor", "")
        title = f"{self._template.info.title} {request.number}".strip() + (" (konsep)" if request.draft else "")
        subject = f"Perkara Nomor {case}" if case else self._template.info.title
        if request.short_code:
            subject += f", kode surat {request.short_code}"
        words = keywords(request.short_code, draft=request.draft)
        return About(clean(title), clean(request.profile.agency), clean(subject), words)

    def _pages(self) -> list[list[Placed]]:
        """The letter on pages, set tighter if that saves a last page with little on it; the parafs of a draft after."""
        composer = Composer(self._template, self._request, letter_values(self._request), self._sheet.column)
        boxes = composer.boxes()
        pages = self._laid(boxes)
        little = self._sheet.next_top + (self._furniture.bottom - self._sheet.next_top) * _LITTLE
        if len(pages) > 1 and pages[-1][-1].top < little:
            for gap, room in looks.SQUEEZES:
                tight = [_tightened(box, gap, room) for box in boxes]
                closer = self._laid(tight)
                if len(closer) < len(pages):
                    boxes, pages = tight, closer
                    break
        wanted = composer.parafs()
        return self._laid([*boxes, *wanted]) if wanted else pages

    def _laid(self, boxes: Sequence[Box]) -> list[list[Placed]]:
        return paginate(boxes, self._sheet.first_top, self._sheet.next_top, self._furniture.bottom)

    def _draw_page(self, canvas: Canvas, placed: Sequence[Placed], number: int, count: int) -> None:
        self._draw_shapes(canvas, placed)
        self._name_rooms(canvas, placed)
        self._name_goals(canvas, placed)
        pen = Pen(canvas)
        for place in placed:
            for ink in place.box.inks:
                pen.write(self._sheet.left + ink.x, self._sheet.height - place.top - ink.baseline, ink.line)
        self._furniture.draw(canvas, pen, number, count)
        pen.finish()

    def _draw_shapes(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        left = self._sheet.left
        for place in placed:
            top = self._sheet.height - place.top
            for fill in place.box.fills:
                canvas.setFillGray(fill.grey)
                canvas.rect(left + fill.x, top - fill.y - fill.height, fill.width, fill.height, stroke=0, fill=1)
            for rule in place.box.rules:
                canvas.setLineWidth(rule.weight)
                canvas.line(left + rule.x1, top - rule.y1, left + rule.x2, top - rule.y2)
            for spot in place.box.emblems:
                picture = getattr(self._request.profile, spot.part)
                reader = emblem(picture, _EMBLEM_WORDS[spot.part])
                below = top - spot.y - spot.height
                canvas.drawImage(reader, left + spot.x, below, spot.width, spot.height, preserveAspectRatio=True)
        canvas.setFillGray(0)

    def _name_rooms(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        """Name the place of each signature as a destination: there an electronic signature is shown later."""
        document = canvas._doc  # noqa: SLF001 - a canvas writes only destinations that a link leads to
        for place in placed:
            for room in place.box.rooms:
                top, left = self._sheet.height - place.top - room.y, self._sheet.left + room.x
                frame = [round(at, 2) for at in (left, top - room.height, left + room.width, top)]
                self._rooms[room_name(room.signer)] = PDFArray([document.thisPageRef(), PDFName("FitR"), *frame])
        document.Catalog.Dests = PDFDictionary(self._rooms)

    def _name_goals(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        """Enter the parts that begin on the page into the outline."""
        for place in placed:
            for goal in place.box.goals:
                self._goals += 1
                key = f"bagian-{self._goals}"
                canvas.bookmarkPage(key, "XYZ", left=0, top=round(self._sheet.height - place.top + 6, 2), zoom=0)
                canvas.addOutlineEntry(clean(goal.title), key, goal.level)


def _tightened(box: Box, gap: float, room: float) -> Box:
    """The box with less room before it: this share of a gap, that of the room to sign."""
    if not box.before:
        return box
    before = box.before * (room if box.before > looks.ROOM else gap)
    rooms = tuple(replace(room, y=-before, height=before) if room.y < 0 else room for room in box.rooms)
    return replace(box, before=before, rooms=rooms)


def letter_values(request: LetterRequest) -> dict[str, str]:
    """The content's values and those of the letter itself; number and date without a value are left to the pen."""
    profile = request.profile
    return {
        **request.content.values,
        "surat.nomor": request.number or BLANK,
        "surat.tanggal": long_date(request.letter_on) if request.letter_on else BLANK,
        "surat.tempat": profile.place,
        "kantor.nama": profile.agency,
        "kantor.wilayah": profile.region,
        "kantor.kepala": profile.head_title,
    }
