"""Where marks lie and what the mouse takes hold of: places in parts of a page, as pure functions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize

from cases.model.marks import Mark, MarkKind, Place

LAYERS: Final = (MarkKind.BLUR, MarkKind.BOX, MarkKind.ARROW, MarkKind.TEXT)
"""Which marks lie over which, the lowest first."""
_AROUND: Final = 0.2
_BESIDE: Final = 8.0
"""Pixels of the screen by which one may miss a handle or an arrow."""


def rect_of(place: Place, size: QSize) -> QRectF:
    """A place on a page of that size, righted."""
    return QRectF(
        place.left * size.width(),
        place.top * size.height(),
        place.width * size.width(),
        place.height * size.height(),
    ).normalized()


def ends_of(place: Place, size: QSize) -> tuple[QPointF, QPointF]:
    """Where an arrow begins and where it points."""
    start = QPointF(place.left * size.width(), place.top * size.height())
    return start, start + QPointF(place.width * size.width(), place.height * size.height())


def place_between(page: int, start: QPointF, end: QPointF, size: QSize) -> Place:
    """The place from one point of a page to another, which may lie left of it or above; neither leaves the page."""
    left, right = (_part(point.x(), size.width()) for point in (start, end))
    top, bottom = (_part(point.y(), size.height()) for point in (start, end))
    return Place(page=page, left=left, top=top, width=right - left, height=bottom - top)


def padded(place: Place, size: QSize) -> Place:
    """A place of words with a little around it: what stands in a line reaches beyond the letters that were read."""
    edge = place.height * size.height() * _AROUND
    box = rect_of(place, size).adjusted(-edge, -edge, edge, edge)
    return place_between(place.page, box.topLeft(), box.bottomRight(), size)


def moved(mark: Mark, across: float, down: float) -> Mark:
    """A mark moved by parts of the page, as far as the page goes."""
    place = mark.place
    first_x, last_x = sorted((place.left, place.left + place.width))
    first_y, last_y = sorted((place.top, place.top + place.height))
    across = min(max(across, -first_x), 1 - last_x)
    down = min(max(down, -first_y), 1 - last_y)
    return replace(mark, place=replace(place, left=place.left + across, top=place.top + down))


def grown(mark: Mark, across: float, down: float, least: tuple[float, float]) -> Mark:
    """A mark whose right lower corner, or whose point, was moved; none but an arrow gets smaller than ``least``."""
    place = mark.place
    right = min(max(place.left + place.width + across, 0.0), 1.0)
    bottom = min(max(place.top + place.height + down, 0.0), 1.0)
    if mark.kind is not MarkKind.ARROW:
        right, bottom = max(right, place.left + least[0]), max(bottom, place.top + least[1])
    return replace(mark, place=replace(place, width=right - place.left, height=bottom - place.top))


def handles(mark: Mark, size: QSize) -> tuple[QPointF, ...]:
    """What a mark can be taken by: the ends of an arrow, else corners and middles of sides, clockwise from the left."""
    if mark.kind is MarkKind.ARROW:
        return ends_of(mark.place, size)
    box = rect_of(mark.place, size)
    middle = box.center()
    return (
        box.topLeft(),
        QPointF(middle.x(), box.top()),
        box.topRight(),
        QPointF(box.right(), middle.y()),
        box.bottomRight(),
        QPointF(middle.x(), box.bottom()),
        box.bottomLeft(),
        QPointF(box.left(), middle.y()),
    )


def pulled(mark: Mark, handle: int, to: QPointF, size: QSize) -> Mark:
    """A mark of which one handle was pulled to a point of the page."""
    page = mark.place.page
    if mark.kind is MarkKind.ARROW:
        start, end = ends_of(mark.place, size)
        ends = (to, end) if handle == 0 else (start, to)
        return replace(mark, place=place_between(page, *ends, size))
    box = rect_of(mark.place, size)
    if handle in {0, 6, 7}:
        box.setLeft(to.x())
    if handle in {2, 3, 4}:
        box.setRight(to.x())
    if handle in {0, 1, 2}:
        box.setTop(to.y())
    if handle in {4, 5, 6}:
        box.setBottom(to.y())
    box = box.normalized()
    return replace(mark, place=place_between(page, box.topLeft(), box.bottomRight(), size))


def handle_at(mark: Mark, point: QPointF, size: QSize, zoom: float) -> int:
    """The handle under a point of the page, -1 for none; ``zoom`` is screen pixels for one of the page."""
    near = [(_distance(point, handle) * zoom, n) for n, handle in enumerate(handles(mark, size))]
    distance, found = min(near)
    return found if distance <= _BESIDE else -1


def mark_at(marks: Sequence[Mark], page: int, point: QPointF, size: QSize, zoom: float) -> int:
    """The place of the uppermost mark under a point of a page, -1 for none."""
    order = [n for kind in LAYERS for n, mark in enumerate(marks) if mark.kind is kind and mark.place.page == page]
    for n in reversed(order):
        if _hits(marks[n], point, size, zoom):
            return n
    return -1


def _hits(mark: Mark, point: QPointF, size: QSize, zoom: float) -> bool:
    if mark.kind is not MarkKind.ARROW:
        return rect_of(mark.place, size).contains(point)
    start, end = ends_of(mark.place, size)
    along = end - start
    length = along.x() ** 2 + along.y() ** 2
    share = min(max(QPointF.dotProduct(point - start, along) / length, 0.0), 1.0) if length else 0.0
    return _distance(point, start + along * share) * zoom <= _BESIDE * 1.5


def _part(value: float, of: int) -> float:
    return min(max(value / of, 0.0), 1.0)


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
