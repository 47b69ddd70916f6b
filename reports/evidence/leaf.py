"""One page while it is put together: text, rules, grey, pictures, each where it stands from the upper left edge."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from cases.model.evidence_paper import PaperPicture
from cases.model.letter import LetterProfile
from reports.letters.emblems import emblem
from reports.letters.pages import Box, Goal
from reports.letters.pen import Pen
from reports.letters.text import TextLine, clean

_EMBLEM_WORDS = {"logo": "logo", "second_logo": "logo kedua", "head_emblem": "lambang kepala daerah"}
_FRAME_WEIGHT, _FRAME_GREY = 0.5, 0.55
_ABOVE_GOAL = 6.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A picture and the rectangle that it fills."""

    picture: PaperPicture
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Leaf:
    """A page, or a part of one; ``put`` adds boxes, ``lay`` another part."""

    inks: list[tuple[float, float, TextLine, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    fills: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    emblems: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    goals: list[tuple[Goal, float]] = field(default_factory=list)

    def put(self, boxes: Sequence[Box], x: float, top: float, grey: float = 0.0) -> float:
        """Put boxes below each other; return where they end."""
        for place, box in enumerate(boxes):
            top += box.before if place else 0.0
            self._box(box, x, top, grey)
            top += box.height
        return top

    def _box(self, box: Box, x: float, top: float, grey: float) -> None:
        self.inks += [(x + ink.x, top + ink.baseline, ink.line, grey) for ink in box.inks]
        self.rules += [(x + one.x1, top + one.y1, x + one.x2, top + one.y2, one.weight) for one in box.rules]
        self.fills += [(x + fill.x, top + fill.y, fill.width, fill.height, fill.grey) for fill in box.fills]
        self.emblems += [(one.part, x + one.x, top + one.y, one.width, one.height) for one in box.emblems]
        self.goals += [(goal, top) for goal in box.goals]

    def lay(self, other: Leaf, x: float, top: float) -> None:
        """Add what another part holds, moved."""
        self.inks += [(x + at, top + down, line, grey) for at, down, line, grey in other.inks]
        self.rules += [(x + x1, top + y1, x + x2, top + y2, weight) for x1, y1, x2, y2, weight in other.rules]
        self.fills += [(x + at, top + down, wide, high, grey) for at, down, wide, high, grey in other.fills]
        self.spots += [Spot(one.picture, x + one.x, top + one.y, one.width, one.height) for one in other.spots]
        self.goals += [(goal, top + down) for goal, down in other.goals]

    def frame(self, x: float, top: float, width: float, height: float, weight: float = _FRAME_WEIGHT) -> None:
        """Rule a rectangle."""
        right, bottom = x + width, top + height
        edges = ((x, top, right, top), (x, bottom, right, bottom), (x, top, x, bottom), (right, top, right, bottom))
        self.rules += [(*edge, weight) for edge in edges]

    def draw(self, canvas: Canvas, pen: Pen, height: float, profile: LetterProfile) -> None:
        """Draw the page, ``height`` points high."""
        for x, top, wide, high, grey in self.fills:
            canvas.setFillGray(grey)
            canvas.rect(x, height - top - high, wide, high, stroke=0, fill=1)
        canvas.setFillGray(0)
        for part, x, top, wide, high in self.emblems:
            reader = emblem(getattr(profile, part), _EMBLEM_WORDS[part])
            canvas.drawImage(reader, x, height - top - high, wide, high, preserveAspectRatio=True)
        for spot in self.spots:
            _draw_picture(canvas, spot, height)
        for x1, y1, x2, y2, weight in self.rules:
            canvas.setLineWidth(weight)
            canvas.line(x1, height - y1, x2, height - y2)
        for x, down, line, grey in self.inks:
            pen.write(x, height - down, line, grey)

    def name_goals(self, canvas: Canvas, height: float, key: str) -> None:
        """Enter what begins here into the outline."""
        for number, (goal, top) in enumerate(self.goals):
            name = f"{key}-{number}"
            canvas.bookmarkPage(name, "XYZ", left=0, top=round(height - top + _ABOVE_GOAL, 2), zoom=0)
            canvas.addOutlineEntry(clean(goal.title), name, goal.level)


def _draw_picture(canvas: Canvas, spot: Spot, height: float) -> None:
    """Put a JPEG into the file as it is, once: reportlab's own way would decode every one to compare it."""
    document = canvas._doc  # noqa: SLF001 - see above
    name = hashlib.sha256(spot.picture.data).hexdigest()
    reference = document.getXObjectName(name)
    if reference not in document.idToObject:
        image = PDFImageXObject(name)
        image.loadImageFromJPEG(io.BytesIO(spot.picture.data))
        canvas._setXObjects(image)  # noqa: SLF001
        document.Reference(image, reference)
        document.addForm(name, image)
    canvas._formsinuse.append(name)  # noqa: SLF001
    bottom = height - spot.y - spot.height
    canvas.addLiteral(f"q {spot.width:.3f} 0 0 {spot.height:.3f} {spot.x:.3f} {bottom:.3f} cm /{reference} Do Q")
    canvas.setLineWidth(_FRAME_WEIGHT)
    canvas.setStrokeGray(_FRAME_GREY)
    canvas.rect(spot.x, bottom, spot.width, spot.height, stroke=1, fill=0)
    canvas.setStrokeGray(0)
