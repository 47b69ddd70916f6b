"""The papers of evidence as one PDF: the list, then the cards; equal papers and pictures give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cases.model.evidence_paper import EvidencePapers, ItemPictures, PaperItem
from cases.model.letter import LetterContent, LetterRequest, RenderedLetter
from reports.evidence.cards import Area, card, sheets
from reports.evidence.leaf import Leaf
from reports.evidence.listing import CARDS, LISTING, listing_boxes, opening
from reports.evidence.words import ACCESS, case_words, look_of, printable
from reports.letters import looks
from reports.letters.fonts import register
from reports.letters.furniture import Furniture
from reports.letters.lines import BASELINE, one_line
from reports.letters.marks import About, archival_canvas
from reports.letters.pages import Goal, paginate
from reports.letters.pdf import one_at_a_time
from reports.letters.pen import Pen
from reports.letters.text import Style, clean, set_text

_BETWEEN: Final = 4 * looks.MM
_RUNNING, _AFTER_RUNNING = (9.0, 11.0), 5.0
_GRIDS: Final = {1: (1, 1), 2: (1, 2), 4: (2, 2)}
"""Columns and rows of cards."""
_AFTER_OPENING: Final = 4 * looks.MM
_NOTHING: Final = ItemPictures(problem="Gambarnya tidak disertakan.")


class EvidencePdf:
    """Renders papers with the pictures of their cards; may be used from several threads."""

    def render(
        self,
        papers: EvidencePapers,
        pictures: Mapping[str, ItemPictures],
        stop: Callable[[], bool] = lambda: False,
    ) -> RenderedLetter:
        """Return the PDF; ``pictures`` by the items' ids. Raises LetterError as a letter does.

        When ``stop`` says so it is given up: no bytes and no pages.
        """
        with one_at_a_time:
            register()
            return _Document(papers, pictures).draw(stop)


class _Document:
    def __init__(self, papers: EvidencePapers, pictures: Mapping[str, ItemPictures]) -> None:
        self._papers, self._pictures = papers, pictures
        self._look = looks.look_of("berita-acara", papers.profile.typeface)
        request = _request(papers)
        self._sheet = looks.sheet_of(request, self._look)
        self._furniture = Furniture(request, self._look, self._sheet, ())
        self._card_look = look_of(papers.order.per_page, self._look.body.family)
        self._begun = False
        self._alone_look = look_of(1, self._look.body.family)

    def draw(self, stop: Callable[[], bool]) -> RenderedLetter:
        leaves = []
        for leaf in self._leaves():
            if stop():
                return RenderedLetter(pdf=b"", pages=0)
            leaves.append(leaf)
        target = io.BytesIO()
        canvas = archival_canvas(target, self._sheet, self._look, self._about())
        for number, leaf in enumerate(leaves, 1):
            pen = Pen(canvas)
            leaf.draw(canvas, pen, self._sheet.height, self._papers.profile)
            self._furniture.draw(canvas, pen, number, len(leaves))
            pen.finish()
            leaf.name_goals(canvas, self._sheet.height, f"bukti-{number}")
            canvas._doc.updateSignature(canvas.getCurrentPageContent())  # noqa: SLF001 - the file's identifier
            canvas.showPage()
        if len(leaves) > 1:
            canvas.showOutline()
        canvas.save()
        return RenderedLetter(pdf=target.getvalue(), pages=len(leaves))

    def _about(self) -> About:
        papers = self._papers
        parts = [LISTING] if papers.order.listing else []
        parts += [CARDS] if papers.carded else []
        title = f"{' dan '.join(parts)} {case_words(papers)}"
        return About(clean(title), clean(papers.profile.agency), clean(case_words(papers)), "")

    # Pages ----------------------------------------------------------------------------------------------------------

    def _leaves(self) -> Iterator[Leaf]:
        if self._papers.order.listing:
            yield from self._listing()
        if self._papers.carded:
            yield from self._cards()

    def _listing(self) -> Iterator[Leaf]:
        sheet = self._sheet
        boxes = listing_boxes(self._papers, self._look, sheet.column)
        for placed in paginate(boxes, sheet.first_top, sheet.next_top, self._furniture.bottom):
            leaf = Leaf()
            for place in placed:
                leaf.put([place.box], sheet.left, place.top)
            yield leaf

    def _cards(self) -> Iterator[Leaf]:
        """The cards in their order; one that needs more than its place has a higher one, a page, or several."""
        page: _Page | None = None
        for item in self._papers.carded:
            pictures = self._pictures.get(item.id, _NOTHING)
            page = page or self._page()
            made = self._made(item, pictures, page)
            if made is None and page.count:
                yield page.leaf
                page = self._page()
                made = self._made(item, pictures, page)
            if made is None:
                page.open_up()
                made = self._made(item, pictures, page)
            if made is None:
                yield from self._alone(item, pictures, page)
                page = None
                continue
            page.add(made)
            if page.full:
                yield page.leaf
                page = None
        if page is not None:
            yield page.leaf

    def _made(self, item: PaperItem, pictures: ItemPictures, page: _Page) -> Leaf | None:
        """A card for the next place of a page, None where it needs more."""
        if self._papers.order.per_page == 1:
            return None
        return card(item, pictures, self._card_look, *page.cell)

    def _page(self) -> _Page:
        """A page without cards: the first under the office's head where no list stands before it."""
        leaf, sheet, first = Leaf(), self._sheet, not self._begun
        self._begun = True
        if first and not self._papers.order.listing:
            top = leaf.put(opening(self._papers, CARDS, self._look, sheet.column), sheet.left, sheet.first_top)
            top += _AFTER_OPENING
        else:
            top = self._running_head(leaf)
            if first:
                leaf.goals.append((Goal(CARDS), top))
        area = Area(sheet.left, top, sheet.column, self._furniture.bottom - top)
        return _Page(leaf, area, _GRIDS[self._papers.order.per_page])

    def _alone(self, item: PaperItem, pictures: ItemPictures, page: _Page) -> Iterator[Leaf]:
        area = page.area
        other = Leaf()
        top = self._running_head(other)
        height = self._furniture.bottom - top
        made = sheets(item, pictures, self._alone_look, area.width, area.height, height)
        for number, part in enumerate(made):
            leaf = page.leaf
            if number:
                leaf = Leaf()
                self._running_head(leaf)
            leaf.lay(part, area.x, top if number else area.y)
            yield leaf

    def _running_head(self, leaf: Leaf) -> float:
        """Say at the head of a page what it belongs to; returns where its cards begin."""
        sheet = self._sheet
        right = sheet.left + sheet.column
        names = ", ".join(name for name, _ in self._papers.respondents)
        style = Style(self._look.body.family, *_RUNNING)
        secret = one_line(ACCESS, style, bold=True)
        room = sheet.column - secret.width - _BETWEEN
        lines = set_text([(printable(f"{CARDS}, {case_words(self._papers)}, {names}"), False)], style, room)
        baseline = sheet.next_top + style.size * BASELINE
        leaf.inks.append((sheet.left, baseline, lines[0], 0.0))
        leaf.inks.append((right - secret.width, baseline, secret, 0.0))
        return sheet.next_top + style.leading + _AFTER_RUNNING


class _Page:
    """A page on which cards are put one after the other, row by row."""

    def __init__(self, leaf: Leaf, area: Area, grid: tuple[int, int]) -> None:
        self.leaf, self.area, self.count = leaf, area, 0
        self._columns, self._rows = grid

    @property
    def cell(self) -> tuple[float, float]:
        """The width and height of one place."""
        return (
            (self.area.width - (self._columns - 1) * _BETWEEN) / self._columns,
            (self.area.height - (self._rows - 1) * _BETWEEN) / self._rows,
        )

    def open_up(self) -> None:
        """Have one row of places as high as the page."""
        self._rows = 1

    @property
    def full(self) -> bool:
        """Whether no card has room any more."""
        return self.count == self._columns * self._rows

    def add(self, made: Leaf) -> None:
        """Put a card into the next place."""
        row, column = divmod(self.count, self._columns)
        wide, high = self.cell
        self.leaf.lay(made, self.area.x + column * (wide + _BETWEEN), self.area.y + row * (high + _BETWEEN))
        self.count += 1


def _request(papers: EvidencePapers) -> LetterRequest:
    """The papers as the furniture of letters knows them: no number, no code, the head of the log at the foot."""
    return LetterRequest(
        kind="evidence-papers",
        template="",
        text="",
        content=LetterContent(),
        profile=papers.profile,
        number="",
        letter_on=None,
        short_code="",
        log_head=papers.log_head,
        draft=False,
    )
