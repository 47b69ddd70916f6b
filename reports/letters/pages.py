"""Boxes of known height, and the pages they fall on. Measures in points; a box's own origin is its upper left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.letters.text import TextLine


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of text: distance of its start from the left margin and of its baseline below the box's top."""

    x: float
    baseline: float
    line: TextLine


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of ``weight`` points from (x1, y1) to (x2, y2), below the box's top."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A grey rectangle, 0 black to 1 white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture by its part in the letter ("logo", "second_logo", "head_emblem"), fitted into a rectangle."""

    part: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SignRoom:
    """The room in which a signer signs, below the box's top; ``signer`` is his place among the letter's signatures."""

    signer: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Goal:
    """An entry of the PDF's outline that leads to the top of its box; level 1 stands under the last one of level 0."""

    title: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """What is never parted: its height, the room before it (dropped at the top of a page) and what it draws.

    ``keep_next`` holds it on the page of the box that follows. ``header`` is drawn again where a page starts with
    this box. ``split`` parts it for the room that is left and that of a page, for the rare row that no page can hold;
    ``least`` is how high its first part is at least. ``new_page`` starts one.
    """

    height: float
    inks: tuple[Ink, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    emblems: tuple[Emblem, ...] = ()
    rooms: tuple[SignRoom, ...] = ()
    goals: tuple[Goal, ...] = ()
    before: float = 0.0
    keep_next: bool = False
    header: Box | None = None
    split: Callable[[float, float], list[Box]] | None = None
    least: float = 0.0
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and the distance of its top from the upper edge of the paper."""

    top: float
    box: Box


def paginate(boxes: Sequence[Box], first_top: float, next_top: float, bottom: float) -> list[list[Placed]]:
    """Lay boxes on pages between the tops (of the first page and of the others) and ``bottom``, from the upper edge."""
    return _Paginator(first_top, next_top, bottom).run(boxes)


class _Paginator:
    def __init__(self, first_top: float, next_top: float, bottom: float) -> None:
        self._next_top, self._bottom = next_top, bottom
        self._pages: list[list[Placed]] = [[]]
        self._y = first_top

    def run(self, boxes: Sequence[Box]) -> list[list[Placed]]:
        for cluster in _clusters(boxes):
            if cluster[0].new_page and self._pages[-1]:
                self._turn()
            kept = cluster if self._page_holds(cluster) else _until_split(cluster)
            if not self._fits(kept) and self._pages[-1] and self._page_holds(kept):
                self._turn()
            for box in cluster:
                self._place(box)
        return self._pages

    def _turn(self) -> None:
        self._pages.append([])
        self._y = self._next_top

    def _fits(self, cluster: Sequence[Box]) -> bool:
        return self._y + self._height(cluster, at_top=not self._pages[-1]) <= self._bottom + 0.01

    def _page_holds(self, cluster: Sequence[Box]) -> bool:
        return self._next_top + self._height(cluster, at_top=True) <= self._bottom + 0.01

    @staticmethod
    def _height(cluster: Sequence[Box], *, at_top: bool) -> float:
        total = sum(box.before + box.height for box in cluster)
        if at_top:
            total -= cluster[0].before
            total += cluster[0].header.height if cluster[0].header else 0.0
        return total

    def _place(self, box: Box) -> None:
        """Put a box at the place reached, on a new page if it must, in parts if no page holds it."""
        if not self._fits([box]):
            if self._put_in_parts(box):
                return
            if self._pages[-1]:
                self._turn()
                self._place(box)
                return
        self._put(box)

    def _put_in_parts(self, box: Box) -> bool:
        """Put a box that no page holds from here on; False when it need not or cannot be parted here."""
        if box.split is None or self._page_holds([box]):
            return False
        header = box.header.height if box.header else 0.0
        used = self._y + (box.before if self._pages[-1] else header)
        parts = box.split(self._bottom - used, self._bottom - self._next_top - header)
        for i, part in enumerate(parts):
            if i:
                self._turn()
            self._put(part if i else replace(part, before=box.before, goals=box.goals))
        return bool(parts)

    def _put(self, box: Box) -> None:
        page = self._pages[-1]
        if page:
            self._y += box.before
        elif box.header is not None:
            page.append(Placed(self._y, box.header))
            self._y += box.header.height
        page.append(Placed(self._y, box))
        self._y += box.height


def _clusters(boxes: Sequence[Box]) -> list[list[Box]]:
    clusters: list[list[Box]] = []
    open_cluster = False
    for box in boxes:
        if open_cluster and not box.new_page:
            clusters[-1].append(box)
        else:
            clusters.append([box])
        open_cluster = box.keep_next
    return clusters


def _until_split(cluster: Sequence[Box]) -> list[Box]:
    """The boxes up to the first that can be parted, of which its least part counts: what must begin on one page."""
    kept: list[Box] = []
    for box in cluster:
        if box.split is not None:
            return [*kept, replace(box, height=box.least)]
        kept.append(box)
    return kept


def stacked(boxes: Sequence[Box]) -> Box:
    """What the boxes draw, one below the other, as one box; whatever else they are is left behind."""
    inks: list[Ink] = []
    rules: list[Rule] = []
    fills: list[Fill] = []
    y = 0.0
    for box in boxes:
        y += box.before if inks else 0.0
        inks += [replace(ink, baseline=ink.baseline + y) for ink in box.inks]
        rules += [replace(rule, y1=rule.y1 + y, y2=rule.y2 + y) for rule in box.rules]
        fills += [replace(fill, y=fill.y + y) for fill in box.fills]
        y += box.height
    return Box(y, tuple(inks), tuple(rules), tuple(fills))


def keep_together(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, none of which parts from the next; the last is free."""
    return [replace(box, keep_next=True) for box in boxes[:-1]] + list(boxes[-1:])


def keep_with_next(boxes: Sequence[Box], lines: int = 1) -> list[Box]:
    """The boxes with the last of them, holding so many lines of text, bound to what follows."""
    bound = list(boxes)
    for i in range(len(bound) - 1, -1, -1):
        bound[i] = replace(bound[i], keep_next=True)
        lines -= len({ink.baseline for ink in bound[i].inks})
        if lines <= 0:
            break
    return bound
