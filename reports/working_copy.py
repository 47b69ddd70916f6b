"""A letter as a .docx to work on: its words in their order, its head, tables and signatures; marked as no letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

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
from cases.model.letter import LetterProfile, LetterRequest, Signature
from cases.model.office import Typeface
from reports.letters import looks
from reports.letters.compose import ORDINALS
from reports.letters.emblems import emblem
from reports.letters.fonts import BOOK, register
from reports.letters.lines import one_line
from reports.letters.looks import MM
from reports.letters.pdf import letter_values
from reports.letters.posts import PostLine, post_lines
from reports.letters.signatures import DOTTED, SignaturePlace, nip_line
from reports.letters.template import Template, capitals
from reports.letters.text import Run, Style, clean
from reports.word_file import Place, Type, WordFile

MARK: Final = "SALINAN KERJA - bukan naskah dinas, tidak berlaku tanpa tanda tangan"
_MARK_COLOUR: Final = "9B1C1C"
_SMALL: Final = 9.0
_COPY_HANG: Final = 6 * MM
_RECEIVED_ROOM: Final = 15 * MM
_BESIDE: Final = 6 * MM
_BETWEEN_ROWS: Final = 14.0
_AFTER_POST_MARK: Final = 3.4
_INITIALS: Final = "." * 14
_GREY: Final = "E9E9E9"
_GAPS: Final = 0.7
"""What is left of the room between parts: Word breaks lines as they come, and a letter of one page shall stay one."""


def to_docx(request: LetterRequest) -> bytes:
    """Return the working copy; raises LetterError for a template or picture that cannot be used."""
    return _Copy(request).make()


class _Copy:
    """One letter on its way into Word; ``_after`` is the room that the block before asked for."""

    def __init__(self, request: LetterRequest) -> None:
        self._request = request
        self._template = Template(request.text, request.template)
        self._values = letter_values(request)
        register()
        self._look = looks.look_of(self._template.info.family, request.profile.typeface)
        self._font = str(Typeface.BOOKMAN if self._look.body.family == BOOK else Typeface.ARIAL)
        self._decision = self._template.info.family == "keputusan"
        margins = request.profile.margins
        sides = tuple(side * MM for side in (margins.top, margins.right, margins.bottom, margins.left))
        self._body = self._type(self._look.body)
        self._word = WordFile(looks.PAPER[request.profile.paper], (sides[0], sides[1], sides[2], sides[3]), self._body)
        self._sign_x = SignaturePlace(self._look, self._word.width, self._decision).x
        self._after = 0.0

    def make(self) -> bytes:
        self._edges()
        self._head()
        self._after = self._look.after_head
        for block in self._template.blocks:
            if self._template.shown(block.when, block.unless, self._values):
                _MAKERS[type(block)](self, block)
        profile, info = self._request.profile, self._template.info
        title = clean(f"{info.title} {self._request.number}").strip()
        return self._word.save(title=title, author=clean(profile.agency), mark=MARK)

    # Small pieces ----------------------------------------------------------------------------------------------

    def _type(self, style: Style) -> Type:
        return Type(self._font, style.size, style.leading)

    def _runs(self, text: str, *, caps: bool = False) -> list[Run]:
        return self._template.runs(text, self._values, caps=caps)

    def _before(self, own: float) -> float:
        room, self._after = max(own, self._after), 0.0
        return room * _GAPS

    def _rows(self, name: str) -> list[dict[str, str]]:
        return self._request.content.rows.get(name, [])

    # Head and edges --------------------------------------------------------------------------------------------

    def _edges(self) -> None:
        """What stands on each page: that this is no letter, the initials that are wanted, the page's number."""
        small = Type(self._body.font, _SMALL, _SMALL * 1.25)
        self._word.add([(MARK, True)], into=self._word.header, align="center", kind=small, colour=_MARK_COLOUR)
        names = [clean(row["nama"]) for row in self._rows(self._template.info.initials)]
        if names:
            line = "   ".join(("Paraf", *(f"{name} {_INITIALS}" for name in names)))
            self._word.add([(line, False)], into=self._word.footer, kind=Type(self._body.font, 11, 13.6))
        counted = self._word.add([("Halaman ", False)], into=self._word.footer, align="right", kind=small)
        self._word.field(counted, "PAGE", small)
        counted.add_run(" dari ").font.size = counted.runs[0].font.size
        self._word.field(counted, "NUMPAGES", small)

    def _head(self) -> None:
        agency = self._values.get("kop.instansi", "")
        if self._values.get("kop.kepala") or (self._decision and not agency):
            self._region_head(self._request.profile)
        else:
            self._agency_head(self._request.profile, agency or self._request.profile.agency)

    def _agency_head(self, profile: LetterProfile, agency: str) -> None:
        """Emblems at the sides, the lines of the agency between them, ruled off."""
        room, height = looks.KOP_BESIDE, looks.KOP_EMBLEM_HEIGHT
        pictures = (profile.logo, profile.second_logo)
        wide = self._word.width - sum(room for picture in pictures if picture is not None)
        widths = [room if side else wide for side, there in _sides(pictures) if there]
        table = self._word.table(widths)
        cells = list(self._word.row(table))
        for cell in cells:
            self._word.underline(cell, "thinThickSmallGap", 3, 4)
        if profile.logo is not None:
            self._word.picture(_jpeg(profile.logo, "logo"), cells.pop(0), height=height)
        if profile.second_logo is not None:
            self._word.picture(_jpeg(profile.second_logo, "logo kedua"), cells.pop(), height=height, align="right")
        lines = [(profile.government.upper(), looks.KOP_GOVERNMENT, False), (agency.upper(), looks.KOP_AGENCY, True)]
        if agency == profile.agency:
            below = (text for text in (profile.address, *profile.head_lines) if text.strip())
            lines += [(text, looks.KOP_ADDRESS, False) for text in below]
        for text, style, bold in lines:
            self._word.add([(clean(text), bold)], into=cells[0], align="center", kind=self._type(style))

    def _region_head(self, profile: LetterProfile) -> None:
        if profile.head_emblem is not None:
            picture = _jpeg(profile.head_emblem, "lambang kepala daerah")
            self._word.picture(picture, None, height=looks.HEAD_EMBLEM, align="center")
        name = [(clean(profile.head_title.upper()), False)]
        self._word.add(name, align="center", before=7, kind=self._type(looks.HEAD_NAME), keep_next=True)

    # Blocks ----------------------------------------------------------------------------------------------------

    def heading(self, block: Heading) -> None:
        side = max(self._word.width - looks.HEADING_WIDTH_MM * MM, 0.0) / 2
        for i, group in enumerate(block.groups):
            for j, text in enumerate(group):
                first = i == j == 0
                runs = self._runs(text, caps=True)
                if first and self._look.bold_titles:
                    runs = [(part, True) for part, _ in runs]
                gap = self._before(0) if first else self._look.between_groups if j == 0 else 0.0
                self._word.add(
                    runs,
                    left=side,
                    first=side,
                    right=side,
                    align="center",
                    before=gap,
                    keep_next=True,
                    level=int(first),
                )
        self._after = self._look.after_heading

    def mark(self, _block: Mark) -> None:
        runs = [(self._template.info.access, self._look.bold_titles)]
        self._word.add(runs, align="right", before=self._before(0), keep_next=True)
        self._after = self._look.after_mark

    def paragraph(self, block: Paragraph) -> None:
        left = self._look.hang if block.number or block.indented else 0.0
        own = block.gap if block.gap is not None else self._look.numbered if block.number else self._look.paragraph
        number = [(f"{block.number}\t", False)] if block.number else []
        self._word.add(
            [*number, *self._runs(block.text, caps=block.caps)],
            left=left,
            first=0.0 if number else left,
            tabs=(left,) if number else (),
            align=block.align,
            before=self._before(own),
            keep_next=block.text.endswith(":"),
        )

    def pairs(self, block: Pairs) -> None:
        left = self._look.hang if block.indented else 0.0
        self._pair_lines(block.rows, left, self._before(self._look.before_pairs), narrow=block.narrow)
        self._after = self._look.after_pairs

    def _pair_lines(self, rows: Iterable[tuple[str, str]], x: float, before: float, *, narrow: bool = False) -> None:
        shown = [(label, source) for label, source in rows if self._template.plain(source, self._values)]
        labels = [self._template.plain(label, self._values) for label, _ in shown]
        widest = max((one_line(label, self._look.body).width for label in labels), default=0.0)
        usual = looks.NARROW_COLON if narrow else self._look.colon
        colon = x + max(usual, min(widest + looks.AFTER_LABEL, looks.WIDEST_COLON))
        value = colon + looks.AFTER_COLON
        for label, source in shown:
            runs = [*self._runs(label), ("\t:\t", False), *self._runs(source)]
            self._word.add(runs, left=value, first=x, tabs=(colon, value), before=before)
            before = 0.0

    def table(self, block: Table) -> None:
        rows = self._rows(block.rows)
        if not rows:
            return
        scale = self._word.width / (looks.COLUMN_MM * MM)
        kind = self._type(looks.TABLE)
        pad = (looks.TABLE_PAD_X, looks.TABLE_PAD_Y)
        widths = [column.width * MM * scale for column in block.columns]
        table = self._word.table(widths, ruled=looks.TABLE_RULE, pad=pad, before=self._before(5))
        for cell, column in zip(self._word.row(table, header=True), block.columns, strict=True):
            self._word.shade(cell, _GREY)
            self._word.add([(column.title, True)], into=cell, align="center", kind=kind, keep_next=True)
        for number, row in enumerate(rows, 1):
            fields = {**self._values, **row, "no": str(number)}
            for cell, column in zip(self._word.row(table), block.columns, strict=True):
                align: Any = "center" if column.align == "center" else "left"
                runs = self._template.runs(column.text, fields)
                self._word.add(runs, into=cell, align=align, kind=kind)
        self._after = self._look.after_pairs

    def clauses(self, block: Clauses) -> None:
        if block.rows:
            entries = [[(clean(row["teks"]), False)] for row in self._rows(block.rows)]
        else:
            shown = (one for one in block.items if self._template.shown(one.when, one.unless, self._values))
            entries = [self._runs(item.text) for item in shown]
        for i, runs in enumerate(entries):
            mark = f"{chr(ord('a') + i)}." if block.numbering == "letters" else f"{i + 1}."
            lead = f"{block.label}\t:\t{mark}\t" if i == 0 else f"{mark}\t"
            self._word.add(
                [(lead, False), *runs],
                left=looks.CLAUSE_TEXT,
                first=0.0 if i == 0 else looks.CLAUSE_MARK,
                tabs=(looks.CLAUSE_COLON, looks.CLAUSE_MARK, looks.CLAUSE_TEXT),
                align="justify",
                before=looks.BETWEEN_ITEMS if i else self._before(looks.BEFORE_CLAUSES),
            )

    def dictums(self, block: Dictums) -> None:
        before = self._before(looks.BEFORE_CLAUSES)
        self._word.add([("MEMUTUSKAN:", False)], align="center", before=before, keep_next=True)
        self._labelled("Menetapkan", [], looks.AFTER_DECIDED, keep_next=True)
        form = self._values.get("sanksi.bentuk", "")
        shown = [
            one
            for one in block.items
            if (not one.forms or form in one.forms) and self._template.shown(one.when, one.unless, self._values)
        ]
        for i, (ordinal, one) in enumerate(zip(ORDINALS, shown, strict=False)):
            self._dictum(ordinal, one, looks.BETWEEN_DICTUMS if i else looks.AFTER_SETTING)

    def _dictum(self, ordinal: str, dictum: Dictum, before: float) -> None:
        x = looks.CLAUSE_MARK
        follows = bool(dictum.pairs or dictum.items)
        self._labelled(ordinal, self._runs(dictum.text), before, keep_next=follows)
        self._pair_lines(dictum.pairs, x, self._look.before_pairs)
        for i, text in enumerate(dictum.items):
            runs = [(f"{chr(ord('a') + i)}.\t", False), *self._runs(text)]
            tabs = (looks.CLAUSE_TEXT,)
            self._word.add(runs, left=looks.CLAUSE_TEXT, first=x, tabs=tabs, align="justify", before=3)
        if dictum.then:
            self._word.add(self._runs(dictum.then), left=x, first=x, align="justify", before=self._look.after_pairs)

    def _labelled(self, label: str, runs: Sequence[Run], before: float, *, keep_next: bool = False) -> None:
        x = looks.CLAUSE_MARK
        lead = [(f"{label}\t:\t" if runs else f"{label}\t:", False)]
        tabs = (looks.CLAUSE_COLON, x)
        self._word.add(
            [*lead, *runs], left=x, first=0.0, tabs=tabs, align="justify", before=before, keep_next=keep_next
        )

    def sign(self, block: Sign) -> None:
        """One signature at the right, in a cell of its own, which no program parts over two pages."""
        signature = self._request.content.signatures[block.signer]
        hang = self._hang(signature)
        left = self._sign_x - hang
        table = self._word.table((left, self._word.width - left), before=self._before(self._look.before_signature))
        cell = self._word.row(table)[1]
        for text in block.opening:
            self._word.add(self._runs(text), into=cell, left=hang, first=hang, keep_next=True)
        self._signature(signature, self._look.before_post if block.opening else 0.0, into=cell, left=hang)

    def sign_grid(self, block: SignGrid) -> None:
        before = self._opening(block.opening)
        table = self._word.table((self._sign_x, self._word.width - self._sign_x), before=before)
        signatures = self._request.content.signatures
        for i in range(0, len(signatures), 2):
            cells = self._word.row(table)
            for cell, signature in zip(cells, signatures[i : i + 2], strict=False):
                side = _BESIDE if cell is cells[0] else 0.0
                room = _BETWEEN_ROWS if i else 0.0
                self._signature(signature, room, into=cell, left=self._hang(signature), right=side)

    def _opening(self, opening: Sequence[str]) -> float:
        """Lines above a signature; return the room that its post wants."""
        x = self._sign_x
        for i, text in enumerate(opening):
            before = 0.0 if i else self._before(self._look.before_signature)
            self._word.add(self._runs(text), left=x, first=x, before=before, keep_next=True)
        return self._look.before_post if opening else self._before(self._look.before_signature)

    def _posts(self, signature: Signature) -> list[PostLine]:
        posts = post_lines(clean(signature.post_line))
        return [PostLine(post.mark, capitals(post.text)) for post in posts] if self._decision else posts

    def _hang(self, signature: Signature) -> float:
        return max(map(self._mark_width, self._posts(signature)))

    def _mark_width(self, post: PostLine) -> float:
        return one_line(post.mark, self._look.body).width + _AFTER_POST_MARK if post.mark else 0.0

    def _signature(
        self, signature: Signature, before: float, *, left: float = 0.0, right: float = 0.0, into: Place = None
    ) -> None:
        """Posts, of which a mark hangs out to the left, room to sign, who he is."""
        person = signature.person
        place: dict[str, Any] = {"into": into, "left": left, "right": right}
        for i, post in enumerate(self._posts(signature)):
            runs = [(f"{post.mark}\t{post.text}" if post.mark else post.text, False)]
            tabs = (left,) if post.mark else ()
            first, room = left - self._mark_width(post), 0.0 if i else before
            self._word.add(runs, first=first, tabs=tabs, before=room, keep_next=True, **place)
        name = clean(person.name) or DOTTED
        name = name.upper() if self._decision and not person.nip else name
        rest = [text for text in (clean(person.rank), nip_line(person.nip, person.status)) if text]
        for i, text in enumerate([name, *rest]):
            room = 0.0 if i else self._look.signature_room
            self._word.add([(text, False)], first=left, before=room, keep_next=i < len(rest), **place)

    def received(self, block: Received) -> None:
        self._word.add([(f"{block.text} {DOTTED}", False)], before=self._before(7), keep_next=True)
        lines = [text for source in block.lines if (text := self._template.plain(source, self._values))]
        for i, text in enumerate(lines):
            room = 0.0 if i else _RECEIVED_ROOM
            self._word.add([(text, False)], before=room, keep_next=i + 1 < len(lines))

    def copies(self, block: Copies) -> None:
        lines = self._request.content.copies
        if not lines:
            return
        kind = self._type(self._look.copies)
        before = self._before(self._look.before_copies)
        self._word.add(self._runs(block.title), before=before, kind=kind, keep_next=True)
        for i, text in enumerate(lines, 1):
            end = "." if i == len(lines) else ";"
            runs = [(f"{i}.\t{clean(text).rstrip('.;')}{end}", False)]
            self._word.add(runs, left=_COPY_HANG, first=0.0, tabs=(_COPY_HANG,), kind=kind)

    def annex(self, block: Annex) -> None:
        x = self._sign_x
        for i, text in enumerate(block.lines):
            self._word.add(
                self._runs(text, caps=True), left=x, first=x, keep_next=True, new_page=not i, level=int(not i)
            )
        self._after = self._look.after_heading


def _sides(pictures: tuple[bytes | None, bytes | None]) -> tuple[tuple[bool, bool], ...]:
    """The columns of the head: whether each is one of a picture, and whether it is there."""
    return (True, pictures[0] is not None), (False, True), (True, pictures[1] is not None)


def _jpeg(picture: bytes, name: str) -> bytes:
    """The picture as letters print it; raises LetterError."""
    data: bytes = emblem(picture, name).jpeg_fh().read()
    return data


_MAKERS: Final[dict[type, Callable[[_Copy, Any], None]]] = {
    Heading: _Copy.heading,
    Mark: _Copy.mark,
    Paragraph: _Copy.paragraph,
    Pairs: _Copy.pairs,
    Table: _Copy.table,
    Clauses: _Copy.clauses,
    Dictums: _Copy.dictums,
    Sign: _Copy.sign,
    SignGrid: _Copy.sign_grid,
    Received: _Copy.received,
    Copies: _Copy.copies,
    Annex: _Copy.annex,
}
