"""Writes lines of text on a page."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from reports.letters.text import TextLine


class _Text(PDFTextObject):  # type: ignore[misc]  # reportlab has no types
    """A text object that does not follow where its cursor goes: every line states where it begins."""

    def textOut(self, text: str) -> None:  # noqa: N802 - reportlab's name
        """Write from where the last text ended."""
        self._code.append(self._formatText(text))


class Pen:
    """Writes lines into one text object a page; states only what changes."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text = _Text(canvas)
        self._font: tuple[str, float] | None = None
        self._spaces = (0.0, 0.0)
        self._grey = 0.0

    def write(self, x: float, y: float, line: TextLine, grey: float = 0.0) -> None:
        """Write a line from ``x`` on the baseline ``y``, from the lower left edge."""
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
        """Put what was written on the page."""
        self._canvas.drawText(self._text)
