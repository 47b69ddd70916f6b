"""Letters bound into one PDF: a list of what is in it, every letter as it is, a bookmark for each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pikepdf

from cases.errors import BadFile
from cases.model.letter import LetterContent, LetterRequest
from cases.model.packet import Packet, PacketPart, PartForm
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from reports.letters import LetterPdf
from reports.letters.looks import MM, PAPER
from reports.scans import bind_scans
from resources import read_text

_COVER: Final = "packet-cover@1"
_COVER_TITLE: Final = "Daftar isi"
_TURNS: Final = 4
"""How often the list is set: its own length moves the page numbers that it prints."""
_SHOWN_DIGITS: Final = 8
_DEPTH: Final = 6
"""Bookmarks inside a letter that lie deeper are left out."""


def bind(packet: Packet) -> bytes:
    """Return the packet; raises BadFile with the letter's title for bytes that are neither PDF nor picture.

    Pages keep their size and content. What can be filled in or clicked is fixed as it looks: a copy inside a packet
    is no signed document, which the list says.
    """
    with ExitStack() as held:
        sources = [held.enter_context(_opened(part)) for part in packet.parts]
        counts = [len(source.pages) for source in sources]
        bound = held.enter_context(pikepdf.new())
        cover = held.enter_context(pikepdf.open(io.BytesIO(_cover(packet, counts))))
        bound.pages.extend(cover.pages)
        firsts = _firsts(len(cover.pages), counts)
        marks = [_bookmarks(source, part.title) for source, part in zip(sources, packet.parts, strict=True)]
        for source in sources:
            bound.pages.extend(source.pages)
        with bound.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(_COVER_TITLE, 0))
            for part, first, own in zip(packet.parts, firsts, marks, strict=True):
                item = pikepdf.OutlineItem(_title(part, whose=not packet.case_number), first - 1)
                item.children.extend(_moved(own, first - 1))
                item.is_closed = True
                outline.root.append(item)
        return _saved(bound, packet)


def as_pdf(part: PacketPart) -> bytes:
    """Return one letter as a PDF: as it is held, a scan that is a picture on a page; raises BadFile with its title."""
    if part.data.startswith(b"%PDF-"):
        return part.data
    width, height = PAPER[part.paper]
    try:
        return bind_scans((part.data,), (width / MM, height / MM))
    except BadFile as error:
        raise _unreadable(part, error) from error


def opens(part: PacketPart) -> None:
    """Raise BadFile with the letter's title unless its bytes can be bound."""
    _opened(part).close()


def _saved(bound: pikepdf.Pdf, packet: Packet) -> bytes:
    """The bytes, the same for equal packets: no dates, an identity that follows from the content."""
    name = "Paket surat" + (f" perkara {packet.case_number}" if packet.case_number else "")
    title = f"{name} - {packet.respondent}" if packet.respondent else name
    with bound.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [packet.profile.agency]
        metadata["xmp:CreatorTool"] = "Netralitas"
    bound.docinfo["/Title"] = title
    bound.docinfo["/Author"] = packet.profile.agency
    bound.docinfo["/Creator"] = "Netralitas"
    bound.Root["/Lang"] = "id"
    bound.Root["/PageMode"] = pikepdf.Name.UseOutlines
    bound.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    target = io.BytesIO()
    bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


# The list -----------------------------------------------------------------------------------------------------------


def _cover(packet: Packet, counts: Sequence[int]) -> bytes:
    """The list of letters, on as many pages as it needs."""
    own = 1
    for _ in range(_TURNS):
        rendered = LetterPdf().render(_cover_request(packet, counts, own))
        if rendered.pages == own:
            break
        own = rendered.pages
    return rendered.pdf


def _cover_request(packet: Packet, counts: Sequence[int], own: int) -> LetterRequest:
    signed = [str(n) for n, part in enumerate(packet.parts, 1) if part.form is PartForm.ELECTRONIC]
    values = {
        "paket.perkara": packet.case_number,
        "paket.terlapor": packet.respondent,
        "paket.nip": show_nip(packet.nip) if packet.nip else "",
        "paket.tanggal": long_date(packet.as_of),
        "paket.isi": _contents(packet, sum(counts)),
        "paket.rahasia": "ya" if any(part.confidential for part in packet.parts) else "",
        "paket.elektronik": ", ".join(signed),
    }
    rows = [
        _row(part, first, count, whose=not packet.case_number)
        for part, first, count in zip(packet.parts, _firsts(own, counts), counts, strict=True)
    ]
    return LetterRequest(
        kind="packet-cover",
        template=_COVER,
        text=_cover_text(),
        content=LetterContent(values=values, rows={"surat": rows}),
        # Its own count of pages would contradict the list, which counts through the packet.
        profile=replace(packet.profile, footer_shown=False),
        number="",
        letter_on=packet.as_of,
        short_code="",
        log_head="",
        draft=False,
    )


def _contents(packet: Packet, pages: int) -> str:
    attached = sum(part.form is PartForm.ATTACHED for part in packet.parts)
    evidence = " dan lampiran bukti" if attached else ""
    return f"{len(packet.parts) - attached} surat{evidence}, {pages} halaman"


@lru_cache(maxsize=1)
def _cover_text() -> str:
    return read_text(f"papers/{_COVER}.toml")


def _row(part: PacketPart, first: int, count: int, *, whose: bool) -> dict[str, str]:
    form = str(part.form) if part.form in (PartForm.SCAN, PartForm.ELECTRONIC) else ""
    told = [part.title, part.remark, form, part.whose if whose else ""]
    day = long_date(part.letter_on) if part.letter_on else ""
    return {
        "teks": "\n".join(filter(None, told)),
        "nomor": "\n".join(filter(None, (part.number, day))) or "–",
        "halaman": str(first) if count == 1 else f"{first}–{first + count - 1}",
        "sidik": _fingerprint(part),
    }


def _fingerprint(part: PacketPart) -> str:
    """The first digits of a fingerprint; what was made for the packet alone has none that could be compared."""
    if part.form is PartForm.ATTACHED:
        return "–"
    return f"{part.sha256[:_SHOWN_DIGITS]}\n{part.sha256[_SHOWN_DIGITS : 2 * _SHOWN_DIGITS]}"


def _firsts(own: int, counts: Sequence[int]) -> list[int]:
    """The first page of each letter, counted from 1, after so many pages of the list."""
    firsts, place = [], own + 1
    for count in counts:
        firsts.append(place)
        place += count
    return firsts


# The letters --------------------------------------------------------------------------------------------------------


def _opened(part: PacketPart) -> pikepdf.Pdf:
    """The letter as a PDF without anything to fill in."""
    try:
        source = pikepdf.open(io.BytesIO(as_pdf(part)))
    except pikepdf.PdfError as error:
        raise _unreadable(part, error) from error
    if "/AcroForm" in source.Root:
        source.flatten_annotations("all")
        if "/AcroForm" in source.Root:
            del source.Root["/AcroForm"]
    return source


def _unreadable(part: PacketPart, error: Exception) -> BadFile:
    named = f"{part.title} nomor {part.number}" if part.number else part.title
    return BadFile(
        f"Berkas {named} tidak dapat dibuka sebagai PDF atau gambar; ganti pindaiannya, lalu buat paket lagi.",
        detail=repr(error),
    )


# Bookmarks ----------------------------------------------------------------------------------------------------------

_Mark = tuple[str, int, list["_Mark"]]
"""A bookmark's title, its page from 0 in its letter, and those under it."""


def _title(part: PacketPart, *, whose: bool) -> str:
    parts = (f"{part.title} {part.number}".strip(), part.remark, part.whose if whose else "")
    return " - ".join(filter(None, parts))


def _bookmarks(source: pikepdf.Pdf, title: str) -> list[_Mark]:
    """The letter's own bookmarks without the one that repeats its title.

    One that leads nowhere in the letter is left out with those under it.
    """
    places = {page.obj.objgen: place for place, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        marks = list(_marks(outline.root, places, _DEPTH))
    return marks[1:] if marks and marks[0] == (title, 0, []) else marks


def _marks(items: Sequence[pikepdf.OutlineItem], places: dict[tuple[int, int], int], depth: int) -> Iterator[_Mark]:
    for item in items:
        target: object = item.destination
        if target is None and item.action is not None:
            target = item.action.get("/D")
        if isinstance(target, pikepdf.Array) and len(target) and target[0].objgen in places and depth:
            yield item.title, places[target[0].objgen], list(_marks(item.children, places, depth - 1))


def _moved(marks: Sequence[_Mark], by: int) -> Iterator[pikepdf.OutlineItem]:
    for title, place, under in marks:
        item = pikepdf.OutlineItem(title, place + by)
        item.children.extend(_moved(under, by))
        yield item
