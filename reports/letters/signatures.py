"""Signatures: the post and its mark, room to sign, name, rank and number; one at the right, or several in a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.model.letter import Signature
from cases.model.person import EmploymentStatus
from cases.rules.nip import show_nip
from reports.letters import looks
from reports.letters.fonts import text_width
from reports.letters.lines import beside, text_boxes
from reports.letters.looks import MM, Look
from reports.letters.pages import Box, Ink, SignRoom, keep_together
from reports.letters.posts import PostLine, post_lines
from reports.letters.template import capitals
from reports.letters.text import clean

DOTTED = "." * 32
# From a post that hangs on a mark to its mark, and between two columns of a grid.
_AFTER_MARK, _BETWEEN_COLUMNS = 3.4, 6 * MM
_BETWEEN_ROWS = 14.0
# From what stands beside a signature to it: a mark hangs there.
_BESIDE = 13 * MM


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where signatures stand in the column of text: the look they are set in, the column's width, capitals or not."""

    look: Look
    width: float
    capitals: bool

    @property
    def x(self) -> float:
        """Where a signature at the right begins; a narrow column moves it with it."""
        return self.look.signature_x * min(1.0, self.width / (looks.COLUMN_MM * MM))

    @property
    def room(self) -> float:
        """What is free at the left of a signature at the right and its marks."""
        return self.x - _BESIDE

    def alone(self, signature: Signature, signer: int, before: float) -> list[Box]:
        """One signature at the right; a mark hangs out to the left, so that posts and name stand on one edge."""
        return self._block(signature, self.x, self.width - self.x, signer, before)

    def grid(self, signatures: Sequence[Signature], before: float) -> list[Box]:
        """Every signature, two beside each other, as one box a row."""
        rows: list[Box] = []
        for i in range(0, len(signatures), 2):
            left = self._inside(signatures[i], 0.0, self.x - _BETWEEN_COLUMNS, i)
            right = (
                self._inside(signatures[i + 1], self.x, self.width - self.x, i + 1) if i + 1 < len(signatures) else []
            )
            rows.append(replace(_beside_each_other(left, right), before=_BETWEEN_ROWS if rows else before))
        # The last row does not stand on a page by itself.
        return [*rows[:-2], *keep_together(rows[-2:])]

    def _inside(self, signature: Signature, x: float, width: float, signer: int) -> list[Box]:
        """A signature of a grid: what hangs on a mark moves in."""
        hang = self._hang(self._posts(signature))
        return self._block(signature, x + hang, width - hang, signer, 0.0)

    def _posts(self, signature: Signature) -> list[PostLine]:
        posts = post_lines(clean(signature.post_line))
        return [PostLine(post.mark, capitals(post.text)) for post in posts] if self.capitals else posts

    def _hang(self, posts: Sequence[PostLine]) -> float:
        return max((self._mark_width(post.mark) for post in posts if post.mark), default=0.0)

    def _mark_width(self, mark: str) -> float:
        return text_width(mark, self.look.body.family.regular, self.look.body.size) + _AFTER_MARK

    def _block(self, signature: Signature, x: float, width: float, signer: int, before: float) -> list[Box]:
        """Post, room to sign, name, rank and number; an elected head has neither rank nor number.

        A name that is not known is left to the pen.
        """
        style, person = self.look.body, signature.person
        boxes: list[Box] = []
        for post in self._posts(signature):
            lines = text_boxes([(post.text, False)], style, x, width, before=0.0 if boxes else before)
            if post.mark:
                lines = beside(lines, x - self._mark_width(post.mark), [(post.mark, False)], style)
            boxes += lines
        name = clean(person.name) or DOTTED
        name = name.upper() if self.capitals and not person.nip else name
        room = self.look.signature_room
        named = text_boxes([(name, False)], style, x, width, before=room)
        boxes += [replace(named[0], rooms=(SignRoom(signer, x, -room, width, room),)), *named[1:]]
        for text in filter(None, (clean(person.rank), nip_line(person.nip, person.status))):
            boxes += text_boxes([(text, False)], style, x, width)
        return boxes


def nip_line(nip: str, status: EmploymentStatus) -> str:
    """The number's line under a name, empty for who has none."""
    if not nip:
        return ""
    return f"{'NI PPPK' if status is EmploymentStatus.PPPK else 'NIP'} {show_nip(nip)}"


def _beside_each_other(left: Sequence[Box], right: Sequence[Box]) -> Box:
    """Two columns of lines as one box; names stand on one line even if a post beside is longer."""
    inks: list[Ink] = []
    rooms: list[SignRoom] = []
    columns = [left, right]
    room = [next((i for i, box in enumerate(column) if box.rooms), len(column)) for column in columns]
    posts = max(sum(box.height for box in column[:at]) for column, at in zip(columns, room, strict=True))
    height = 0.0
    for column, at in zip(columns, room, strict=True):
        y = 0.0
        for i, box in enumerate(column):
            y = posts + box.before if i == at else y
            inks += [Ink(ink.x, y + ink.baseline, ink.line) for ink in box.inks]
            rooms += [replace(room, y=y + room.y) for room in box.rooms]
            y += box.height
        height = max(height, y)
    return Box(height, tuple(inks), rooms=tuple(rooms))
