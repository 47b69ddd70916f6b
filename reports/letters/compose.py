"""From a template and its content to boxes: every kind of block once, in the look of its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cases.errors import LetterError
from cases.letters.blocks import (
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
)
from cases.model.letter import LetterRequest
from reports.letters import looks
from reports.letters.head import head_boxes
from reports.letters.lines import beside, one_line, side_by_side, text_boxes
from reports.letters.looks import MM, Look
from reports.letters.pages import Box, Goal, keep_together, keep_with_next
from reports.letters.parafs import parafs_after, parafs_beside
from reports.letters.signatures import DOTTED, SignaturePlace
from reports.letters.tables import table_boxes
from reports.letters.template import Template, Values
from reports.letters.text import Run, Setting, Style, clean, widest_word

_COUNTED = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN")
ORDINALS = (*_COUNTED, "KESEPULUH", "KESEBELAS", *(f"{word} BELAS" for word in _COUNTED[1:]), "KEDUA PULUH")
"""How dictums are counted."""

# So many lines of pairs or copies stay on one page.
_KEPT_LINES = 12
# A signature takes so many lines of the letter with it.
_COMPANY = 2
_SIGNATURE = "Tanda tangan"
# A paragraph that is bold from end to end, or a line that begins bold, is the title of what follows.
_TITLE = re.compile(r"\*\*[^*]+\*\*")


class Composer:
    """Turns the blocks of one letter into boxes ``width`` points wide."""

    def __init__(self, template: Template, request: LetterRequest, values: Values, width: float) -> None:
        self._template, self._request, self._values, self._width = template, request, values, width
        self._look: Look = looks.look_of(template.info.family, request.profile.typeface)
        self._after = 0.0
        self._titled = False
        capitals = template.info.family == "keputusan"
        self._signing = SignaturePlace(self._look, width, capitals)
        self._table = replace(looks.TABLE, family=self._look.body.family)
        self._parafs = request.initials if request.draft else ()
        shift = self._label_shift()
        self._clause_colon, self._clause_mark = looks.CLAUSE_COLON + shift, looks.CLAUSE_MARK + shift
        self._clause_text = looks.CLAUSE_TEXT + shift

    def boxes(self) -> list[Box]:
        """The whole letter, head included."""
        boxes = head_boxes(self._template.info.family, self._look, self._request.profile, self._values, self._width)
        self._after = self._look.after_head
        signed = False
        for block in self._template.blocks:
            if not self._template.shown(block.when, block.unless, self._values):
                continue
            made = _MAKERS[type(block)](self, block)
            if made and isinstance(block, Sign | SignGrid | Received):
                boxes = keep_with_next(boxes, _COMPANY)
            elif made and isinstance(block, Copies) and signed and len(made) <= _KEPT_LINES:
                boxes = keep_with_next(boxes)
            signed = isinstance(block, Sign) if made else signed
            boxes.extend(made)
        return boxes

    def _label_shift(self) -> float:
        """How far the columns of clauses and dictums move to the right for a word that is wider than theirs."""
        words = [block.label for block in self._template.blocks if isinstance(block, Clauses)]
        for block in self._template.blocks:
            if isinstance(block, Dictums):
                words += ORDINALS[: len(block.items)]
        widest = max((widest_word([(word, False)], self._look.body) for word in words), default=0.0)
        return max(0.0, widest + looks.AFTER_MARK - looks.CLAUSE_COLON)

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
        """Text of the letter from ``x`` to the right margin, or ``width`` wide."""
        width = self._width - x if width is None else width
        return text_boxes(runs, style or self._look.body, x, width, setting=setting, place=place, before=before)

    def _beside(self, boxes: list[Box], x: float, runs: Sequence[Run]) -> list[Box]:
        return beside(boxes, x, runs, self._look.body)

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
        title = (
            self._template.info.title if not self._titled else self._template.plain(block.groups[0][0], self._values)
        )
        self._titled = True
        return [replace(box, keep_next=True) for box in _named(boxes, title)]

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
        if (title := _TITLE.match(block.text)) and (len(boxes) == 1 or title.end() == len(block.text)):
            return keep_together(keep_with_next(_named(boxes, self._template.plain(title[0], self._values))))
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
        shown = [(label, source) for label, source in rows if self._template.plain(source, self._values)]
        colon = self._colon([label for label, _ in shown], looks.NARROW_COLON if narrow else self._look.colon)
        boxes: list[Box] = []
        for label, source in shown:
            gap = 0.0 if boxes else before
            value = self._lines(self._runs(source), x + colon + looks.AFTER_COLON, before=gap)
            named = self._lines(self._runs(label), x, width=colon - looks.AFTER_LABEL, before=gap)
            boxes += side_by_side(named, self._beside(value, x + colon, [(":", False)]))
        return keep_together(boxes) if len(boxes) <= _KEPT_LINES else boxes

    def _colon(self, labels: Sequence[str], usual: float) -> float:
        """Where the colons stand: as the look has it, or beyond the widest label if that is not too wide."""
        texts = [self._template.plain(label, self._values) for label in labels]
        widest = max((one_line(text, self._look.body).width for text in texts), default=0.0)
        return max(usual, min(widest + looks.AFTER_LABEL, looks.WIDEST_COLON))

    def table(self, block: Table) -> list[Box]:
        """A ruled table over the rows of the content."""
        rows = self._request.content.rows.get(block.rows, [])
        if not rows:
            return []
        scale = self._width / max(looks.COLUMN_MM, sum(column.width for column in block.columns))
        widths = [column.width * scale for column in block.columns]
        cells = []
        for i, row in enumerate(rows, 1):
            fields = {**self._values, **row, "no": str(i)}
            cells.append([self._template.runs(column.text, fields) for column in block.columns])
        titles = [column.title for column in block.columns]
        centred = [column.align == "center" for column in block.columns]
        boxes = table_boxes(titles, widths, cells, centred, self._table, self._before(5))
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
        marks = [f"{_letter(i)}." if block.numbering == "letters" else f"{i + 1}." for i in range(len(entries))]
        widest = max((one_line(mark, self._look.body).width for mark in marks), default=0.0)
        x = max(self._clause_text, self._clause_mark + widest + looks.AFTER_MARK)
        boxes: list[Box] = []
        for mark, runs in zip(marks, entries, strict=True):
            gap = looks.BETWEEN_ITEMS if boxes else self._before(looks.BEFORE_CLAUSES)
            item = self._lines(runs, x, setting="justified", before=gap)
            item = self._beside(item, self._clause_mark, [(mark, False)])
            boxes += item if boxes else _named(self._labelled(item, block.label), block.label)
        return boxes

    def _labelled(self, boxes: list[Box], label: str) -> list[Box]:
        """The boxes with a label in the first column, in as many lines as it needs, and its colon."""
        column = self._clause_colon - looks.AFTER_MARK
        named = self._lines([(label, False)], width=column, before=boxes[0].before)
        return side_by_side(named, self._beside(boxes, self._clause_colon, [(":", False)]))

    def dictums(self, block: Dictums) -> list[Box]:
        """The dictums that apply under their headline, counted in words."""
        decided = self._lines([("MEMUTUSKAN:", False)], place=0.5, before=self._before(looks.BEFORE_CLAUSES))
        setting = self._lines([("", False)], self._clause_mark, before=looks.AFTER_DECIDED)
        boxes = keep_with_next(keep_with_next(_named(decided, "Memutuskan")) + self._labelled(setting, "Menetapkan"))
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
        x = self._clause_mark
        boxes = self._lines(self._runs(dictum.text), x, setting="justified", before=before)
        boxes = _named(self._labelled(boxes, ordinal), ordinal, 1)
        if dictum.pairs:
            boxes = keep_with_next(boxes) + self._pair_boxes(dictum.pairs, x, self._look.before_pairs)
        for i, text in enumerate(dictum.items):
            item = self._lines(self._runs(text), self._clause_text, setting="justified", before=3)
            boxes = keep_with_next(boxes) if i == 0 else boxes
            boxes += self._beside(item, x, [(f"{_letter(i)}.", False)])
        if dictum.then:
            boxes += self._lines(self._runs(dictum.then), x, setting="justified", before=self._look.after_pairs)
        return boxes

    def _opening(self, lines: Sequence[str]) -> tuple[list[Box], float]:
        """The lines above a signature, and the room between them and it."""
        boxes: list[Box] = []
        for text in lines:
            gap = 0.0 if boxes else self._before(self._look.before_signature)
            boxes += self._lines(self._runs(text), self._signing.x, before=gap)
        return boxes, self._look.before_post if boxes else self._before(self._look.before_signature)

    def sign(self, block: Sign) -> list[Box]:
        """One signature at the right."""
        signatures = self._request.content.signatures
        if block.signer >= len(signatures):
            raise LetterError(
                f"Naskah surat {self._template.name} memberi tempat kepada penandatangan ke-{block.signer + 1}, "
                f"sedangkan surat ini ditandatangani {len(signatures)} orang; perbaiki naskahnya."
            )
        signature = signatures[block.signer]
        opening, gap = self._opening(block.opening)
        boxes = keep_together(opening + self._signing.alone(signature, block.signer, gap))
        if self._parafs and (both := parafs_beside(boxes, self._parafs, self._table, self._signing.room)):
            boxes, self._parafs = both, ()
        return _named(boxes, _SIGNATURE)

    def sign_grid(self, block: SignGrid) -> list[Box]:
        """Every signature, two beside each other."""
        opening, gap = self._opening(block.opening)
        bound = [replace(box, keep_next=True) for box in opening]
        return _named(bound + self._signing.grid(self._request.content.signatures, gap), _SIGNATURE)

    def received(self, block: Received) -> list[Box]:
        """The place where the receiver of a decision dates and signs."""
        boxes = self._lines([(f"{block.text} {DOTTED}", False)], before=self._before(7))
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
        title = self._lines(self._runs(block.title), style=style, before=before)
        boxes = keep_with_next(_named(title, "Tembusan"))
        for i, text in enumerate(lines, 1):
            end = "." if i == len(lines) else ";"
            item = self._lines([(clean(text).rstrip(".;") + end, False)], x, style=style)
            boxes += beside(item, 0.0, [(f"{i}.", False)], style)
        return keep_together(boxes) if len(boxes) <= _KEPT_LINES else boxes

    def annex(self, block: Annex) -> list[Box]:
        """A new page that says whose annex it is."""
        boxes: list[Box] = []
        for text in block.lines:
            boxes += self._lines(self._runs(text, caps=True), self._signing.x)
        boxes[0] = replace(boxes[0], new_page=True)
        self._after = self._look.after_heading
        return [
            replace(box, keep_next=True) for box in _named(boxes, self._template.plain(block.lines[0], self._values))
        ]

    def parafs(self) -> list[Box]:
        """The table in which a draft collects the parafs that are wanted, unless it stands beside the signature."""
        return parafs_after(self._parafs, self._table, self._width) if self._parafs else []


def _letter(i: int) -> str:
    """The letter of item ``i``, counted from 0: a to z, then aa, ab ..."""
    before, place = divmod(i, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + place)


def _named(boxes: Sequence[Box], title: str, level: int = 0) -> list[Box]:
    """The boxes with an entry in the outline that leads to the first of them."""
    if not boxes:
        return []
    entry = Goal(" ".join(title.split()), level)
    return [replace(boxes[0], goals=(*boxes[0].goals, entry)), *boxes[1:]]


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
