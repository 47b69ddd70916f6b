"""From a template and its content to boxes: every kind of block once, in the look of its family."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cases.model.letter import LetterRequest, Signature
from cases.model.person import EmploymentStatus
from cases.rules.nip import show_nip
from reports.letters import looks
from reports.letters.head import head_boxes
from reports.letters.looks import MM, Look
from reports.letters.pages import Box, Ink, SignRoom, keep_together, keep_with_next
from reports.letters.tables import table_boxes
from reports.letters.template import (
    Annex,
    Clauses,
    Copies,
    Dictum,
    Dictums,
    Heading,
    Mark,
    Pairs,
    Paragraph,
    Received,
    Sign,
    SignGrid,
    Table,
    Template,
    Values,
    capitals,
)
from reports.letters.text import Run, Setting, Style, TextLine, clean, set_text

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
)  # fmt: skip
_BASELINE = 0.78
# So many lines of pairs or copies stay on one page.
_KEPT_LINES = 12
_DOTTED = "." * 32
_ON_BEHALF = "a.n. "


class Composer:
    """Turns the blocks of one letter into boxes ``width`` points wide."""

    def __init__(self, template: Template, request: LetterRequest, values: Values, width: float) -> None:
        self._template, self._request, self._values, self._width = template, request, values, width
        self._look: Look = looks.LOOKS[template.info.family]
        self._after = 0.0

    def boxes(self) -> list[Box]:
        """The whole letter, head included."""
        boxes = head_boxes(self._template.info.family, self._request.profile, self._values, self._width)
        self._after = self._look.after_head
        for block in self._template.blocks:
            if self._template.shown(block.when, block.unless, self._values):
                made = _MAKERS[type(block)](self, block)
                if made and isinstance(block, Sign | SignGrid | Received):
                    boxes = keep_with_next(boxes)
                boxes.extend(made)
        return boxes

    # Small pieces ----------------------------------------------------------------------------------------------

    def _runs(self, text: str, *, caps: bool = False) -> list[Run]:
        return self._template.runs(text, self._values, caps=caps)

    def _before(self, own: float) -> float:
        """The room before a block: its own or what the last one asked for, whichever is more."""
        room, self._after = max(own, self._after), 0.0
        return room

    def _lines(
        self,
        runs: Sequence[Run],
        x: float = 0.0,
        *,
        style: Style | None = None,
        setting: Setting = "ragged",
        place: float = 0.0,
        width: float | None = None,
        before: float = 0.0,
    ) -> list[Box]:
        """Text as one box a line; ``place`` is 0 for lines at the left, 0.5 centred, 1 at the right."""
        style = style or self._look.body
        width = self._width - x if width is None else width
        boxes = []
        for line in set_text(runs, style, width, setting):
            left = x + (width - line.width) * place
            boxes.append(Box(style.leading, (Ink(left, style.size * _BASELINE, line),)))
        boxes[0] = replace(boxes[0], before=before)
        return _no_lost_lines(boxes)

    def _beside(self, boxes: list[Box], x: float, runs: Sequence[Run], style: Style | None = None) -> list[Box]:
        """Add a short text (number, label, colon) beside the first of ``boxes``."""
        style = style or self._look.body
        line = set_text(runs, style, self._width)[0]
        first = replace(boxes[0], inks=(Ink(x, style.size * _BASELINE, line), *boxes[0].inks))
        return [first, *boxes[1:]]

    # Blocks ----------------------------------------------------------------------------------------------------

    def heading(self, block: Heading) -> list[Box]:
        """Titles, each group centred and balanced."""
        width = min(looks.HEADING_WIDTH_MM * MM, self._width)
        boxes: list[Box] = []
        for i, group in enumerate(block.groups):
            for j, text in enumerate(group):
                gap = self._before(0) if not boxes else self._look.between_groups if j == 0 else 0.0
                runs = self._runs(text, caps=True)
                if self._look.bold_titles and i == 0 and j == 0:
                    runs = [(part, True) for part, _ in runs]
                left = (self._width - width) / 2
                boxes += self._lines(runs, left, setting="balanced", place=0.5, width=width, before=gap)
        self._after = self._look.after_heading
        return [replace(box, keep_next=True) for box in boxes]

    def mark(self, _block: Mark) -> list[Box]:
        """The mark of confidentiality, at the right."""
        runs = [(self._template.info.access, self._look.bold_titles)]
        boxes = self._lines(runs, place=1.0, before=self._before(0))
        self._after = self._look.after_mark
        return keep_with_next(boxes)

    def paragraph(self, block: Paragraph) -> list[Box]:
        """A paragraph, with its number hanging before it."""
        indent = self._look.hang if block.number or block.indented else 0.0
        gap = block.gap if block.gap is not None else self._look.numbered if block.number else self._look.paragraph
        place = {"center": 0.5, "right": 1.0}.get(block.align, 0.0)
        setting: Setting = "justified" if block.align == "justify" else "ragged"
        runs = self._runs(block.text, caps=block.caps)
        boxes = self._lines(runs, indent, setting=setting, place=place, before=self._before(gap))
        if block.number:
            boxes = self._beside(boxes, 0.0, [(block.number, False)])
        # A line that ends in a colon leads to what follows it.
        return keep_with_next(boxes) if block.text.endswith(":") else boxes

    def pairs(self, block: Pairs) -> list[Box]:
        """Labels, colons and values in three columns."""
        indent = self._look.hang if block.indented else 0.0
        boxes = self._pair_boxes(block.rows, indent, self._before(self._look.before_pairs), narrow=block.narrow)
        self._after = self._look.after_pairs
        return boxes

    def _pair_boxes(
        self, rows: Sequence[tuple[str, str]], x: float, before: float, *, narrow: bool = False
    ) -> list[Box]:
        colon = looks.NARROW_COLON if narrow else self._look.colon
        value = looks.NARROW_VALUE if narrow else self._look.value
        boxes: list[Box] = []
        for label, source in rows:
            if not self._template.plain(source, self._values):
                continue
            gap = 0.0 if boxes else before
            row = self._lines(self._runs(source), x + value, before=gap)
            row = self._beside(row, x + colon, [(":", False)])
            boxes += self._beside(row, x, self._runs(label))
        return keep_together(boxes) if len(boxes) <= _KEPT_LINES else boxes

    def table(self, block: Table) -> list[Box]:
        """A ruled table over the rows of the content."""
        rows = self._request.content.rows.get(block.rows, [])
        if not rows:
            return []
        scale = self._width / (looks.COLUMN_MM * MM)
        widths = [column.width * MM * scale for column in block.columns]
        cells = []
        for i, row in enumerate(rows, 1):
            fields = {**self._values, **row, "no": str(i)}
            cells.append([self._template.runs(column.text, fields) for column in block.columns])
        style = looks.TABLE
        if self._template.info.family == "keputusan":
            style = replace(style, family=self._look.body.family)
        titles = [column.title for column in block.columns]
        centred = [column.align == "center" for column in block.columns]
        boxes = table_boxes(titles, widths, cells, centred, style, self._before(5))
        self._after = self._look.after_pairs
        return boxes

    def clauses(self, block: Clauses) -> list[Box]:
        """The items of "Menimbang" or "Mengingat"."""
        if block.rows:
            entries = [[(clean(row["teks"]), False)] for row in self._request.content.rows.get(block.rows, [])]
        else:
            entries = [
                self._runs(item.text)
                for item in block.items
                if self._template.shown(item.when, item.unless, self._values)
            ]
        boxes: list[Box] = []
        for i, runs in enumerate(entries):
            mark = f"{chr(ord('a') + i)}." if block.numbering == "letters" else f"{i + 1}."
            gap = looks.BETWEEN_ITEMS if boxes else self._before(looks.BEFORE_CLAUSES)
            item = self._lines(runs, looks.CLAUSE_TEXT, setting="justified", before=gap)
            item = self._beside(item, looks.CLAUSE_MARK, [(mark, False)])
            if not boxes:
                item = self._labelled(item, block.label)
            boxes += item
        return boxes

    def _labelled(self, boxes: list[Box], label: str) -> list[Box]:
        return self._beside(self._beside(boxes, looks.CLAUSE_COLON, [(":", False)]), 0.0, [(label, False)])

    def dictums(self, block: Dictums) -> list[Box]:
        """The dictums that apply under their headline, counted in words."""
        decided = self._lines([("MEMUTUSKAN:", False)], place=0.5, before=self._before(looks.BEFORE_CLAUSES))
        setting = self._lines([("", False)], looks.CLAUSE_MARK, before=looks.AFTER_DECIDED)
        boxes = keep_with_next(keep_with_next(decided) + self._labelled(setting, "Menetapkan"))
        form = self._values.get("sanksi.bentuk", "")
        shown = [
            dictum
            for dictum in block.items
            if (not dictum.forms or form in dictum.forms)
            and self._template.shown(dictum.when, dictum.unless, self._values)
        ]
        for i, (ordinal, dictum) in enumerate(zip(ORDINALS, shown, strict=False)):
            boxes += self._dictum(ordinal, dictum, looks.BETWEEN_DICTUMS if i else looks.AFTER_SETTING)
        return boxes

    def _dictum(self, ordinal: str, dictum: Dictum, before: float) -> list[Box]:
        x = looks.CLAUSE_MARK
        boxes = self._lines(self._runs(dictum.text), x, setting="justified", before=before)
        boxes = self._labelled(boxes, ordinal)
        if dictum.pairs:
            boxes = keep_with_next(boxes) + self._pair_boxes(dictum.pairs, x, self._look.before_pairs)
        for i, text in enumerate(dictum.items):
            item = self._lines(self._runs(text), looks.CLAUSE_TEXT, setting="justified", before=3)
            boxes = keep_with_next(boxes) if i == 0 else boxes
            boxes += self._beside(item, x, [(f"{chr(ord('a') + i)}.", False)])
        if dictum.then:
            boxes += self._lines(self._runs(dictum.then), x, setting="justified", before=self._look.after_pairs)
        return boxes

    def sign(self, block: Sign) -> list[Box]:
        """One signature at the right."""
        x = self._look.signature_x
        boxes: list[Box] = []
        for text in block.opening:
            gap = 0.0 if boxes else self._before(self._look.before_signature)
            boxes += self._lines(self._runs(text), x, before=gap)
        signature = self._request.content.signatures[block.signer]
        gap = self._look.before_post if boxes else self._before(self._look.before_signature)
        boxes += self._signature(signature, x, self._width - x, gap, block.signer)
        return keep_together(boxes)

    def sign_grid(self, block: SignGrid) -> list[Box]:
        """Every signature, two beside each other."""
        x = self._look.signature_x
        boxes: list[Box] = []
        for text in block.opening:
            gap = 0.0 if boxes else self._before(self._look.before_signature)
            boxes += self._lines(self._runs(text), x, before=gap)
        opening = [replace(box, keep_next=True) for box in boxes]
        rows: list[Box] = []
        signatures = self._request.content.signatures
        for i in range(0, len(signatures), 2):
            left = self._signature(signatures[i], 0.0, x - 6 * MM, 0.0, i)
            more = signatures[i + 1 : i + 2]
            right = self._signature(more[0], x, self._width - x, 0.0, i + 1) if more else []
            gap = (self._look.before_post if opening else self._before(self._look.before_signature)) if not i else 14.0
            rows.append(replace(_side_by_side(left, right), before=gap))
        return opening + rows

    def _signature(self, signature: Signature, x: float, width: float, before: float, signer: int) -> list[Box]:
        """Post, room to sign, name, rank and number; an elected head has neither rank nor number.

        A name that is not known is left to the pen.
        """
        decision = self._template.info.family == "keputusan"
        person = signature.person
        post = _post_lines(clean(signature.post_line).rstrip(",") + ",")
        name = clean(person.name) or _DOTTED
        if decision:
            post = capitals(post)
            name = name if person.nip else name.upper()
        boxes = self._lines([(post, False)], x, width=width, before=before)
        who = [name, clean(person.rank), nip_line(person.nip, person.status)]
        for text in filter(None, who):
            gap = self._look.signature_room if text is who[0] else 0.0
            lines = self._lines([(text, False)], x, width=width, before=gap)
            if gap:
                lines[0] = replace(lines[0], rooms=(SignRoom(signer, x, -gap, width, gap),))
            boxes += lines
        return boxes

    def received(self, block: Received) -> list[Box]:
        """The place where the receiver of a decision dates and signs."""
        boxes = self._lines([(f"{block.text} {_DOTTED}", False)], before=self._before(7))
        for i, source in enumerate(block.lines):
            text = self._template.plain(source, self._values)
            if text:
                boxes += self._lines([(text, False)], before=15 * MM if i == 0 else 0.0, width=self._width)
        return keep_together(boxes)

    def copies(self, block: Copies) -> list[Box]:
        """The list of those who get a copy."""
        lines = self._request.content.copies
        if not lines:
            return []
        style, x = self._look.copies, 6 * MM
        before = self._before(self._look.before_copies)
        boxes = keep_with_next(self._lines(self._runs(block.title), style=style, before=before))
        for i, text in enumerate(lines, 1):
            end = "." if i == len(lines) else ";"
            item = self._lines([(clean(text).rstrip(".;") + end, False)], x, style=style)
            boxes += self._beside(item, 0.0, [(f"{i}.", False)], style)
        return keep_together(boxes) if len(boxes) <= _KEPT_LINES else boxes

    def annex(self, block: Annex) -> list[Box]:
        """A new page that says whose annex it is."""
        boxes: list[Box] = []
        for text in block.lines:
            boxes += self._lines(self._runs(text, caps=True), self._look.signature_x)
        boxes[0] = replace(boxes[0], new_page=True)
        self._after = self._look.after_heading
        return [replace(box, keep_next=True) for box in boxes]


def _post_lines(post: str) -> str:
    """On another's behalf, each post has its own line, and the comma stands after the last."""
    return post.replace(", ", "\n") if post.startswith(_ON_BEHALF) else post


def nip_line(nip: str, status: EmploymentStatus) -> str:
    """The number's line under a name, empty for who has none."""
    if not nip:
        return ""
    return f"{'NI PPPK' if status is EmploymentStatus.PPPK else 'NIP'} {show_nip(nip)}"


def _no_lost_lines(boxes: list[Box]) -> list[Box]:
    """Bind the first two and the last two lines of a paragraph."""
    last = len(boxes) - 1
    return [replace(box, keep_next=i < last and i in (0, last - 1)) for i, box in enumerate(boxes)]


def _side_by_side(left: Sequence[Box], right: Sequence[Box]) -> Box:
    """Two columns of lines as one box; names stand on one line even if a post beside is longer."""
    inks: list[Ink] = []
    rooms: list[SignRoom] = []
    columns = [left, right]
    room = [next((i for i, box in enumerate(column) if i and box.before), len(column)) for column in columns]
    posts = max((_height(column[:at]) for column, at in zip(columns, room, strict=True)), default=0.0)
    height = 0.0
    for column, at in zip(columns, room, strict=True):
        y = 0.0
        for i, box in enumerate(column):
            y = posts + box.before if i == at else y + (box.before if i else 0.0)
            inks += [Ink(ink.x, y + ink.baseline, ink.line) for ink in box.inks]
            rooms += [replace(room, y=y + room.y) for room in box.rooms]
            y += box.height
        height = max(height, y)
    return Box(height, tuple(inks), rooms=tuple(rooms))


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes)


def text_line(text: str, style: Style, *, bold: bool = False) -> TextLine:
    """One line of text, never broken."""
    return set_text([(text, bold)], style, float("inf"))[0]


_MAKERS: dict[type, Callable[[Composer, Any], list[Box]]] = {
    Heading: Composer.heading,
    Mark: Composer.mark,
    Paragraph: Composer.paragraph,
    Pairs: Composer.pairs,
    Table: Composer.table,
    Clauses: Composer.clauses,
    Dictums: Composer.dictums,
    Sign: Composer.sign,
    SignGrid: Composer.sign_grid,
    Received: Composer.received,
    Copies: Composer.copies,
    Annex: Composer.annex,
}
