"""The list of evidence as boxes: the office's head, whose evidence it is, a table of all items, who made it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cases.model.evidence_paper import EvidencePapers, PaperItem
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from reports.evidence.words import ACCESS, account_words, captured_words, grouped, printable, size_words
from reports.letters.head import head_boxes
from reports.letters.lines import beside, text_boxes
from reports.letters.looks import AFTER_COLON, COLUMN_MM, MM, Look
from reports.letters.pages import Box, Goal, keep_together, keep_with_next
from reports.letters.signatures import SignaturePlace
from reports.letters.tables import table_boxes
from reports.letters.text import Run, Style

LISTING, CARDS = "Daftar Bukti", "Kartu Bukti"
_COLUMNS: Final = (("No.", 10.0), ("Bukti", 42.0), ("Akun, URL, dan waktu", 65.0), ("SHA-256 dan keterangan", 48.0))
_TYPE = (9.5, 11.8)
_COMPANY = 2
_EXPLAINED: Final = (
    "SHA-256 adalah sidik berkas asli yang dihitung saat bukti dicatat: berkas yang berubah satu bit pun memberi sidik "
    "yang lain. Aslinya tersimpan terenkripsi dan tidak pernah diubah."
)


def opening(papers: EvidencePapers, title: str, look: Look, width: float) -> list[Box]:
    """The head, the mark of confidentiality, the title, and whose evidence it is."""
    boxes = head_boxes("berita-acara", look, papers.profile, {}, width)
    secret = text_boxes([(ACCESS, True)], look.body, 0.0, width, place=1.0, before=look.after_head)
    named = text_boxes([(title.upper(), True)], look.body, 0.0, width, place=0.5, before=look.after_mark)
    named[0] = replace(named[0], goals=(Goal(title),))
    told = _pairs(_whose(papers, listing=title == LISTING), look, width)
    told[0] = replace(told[0], before=look.after_heading if title == LISTING else look.after_mark)
    return keep_with_next(keep_together([*boxes, *secret, *named, *told]))


def listing_boxes(papers: EvidencePapers, look: Look, width: float) -> list[Box]:
    """The whole list."""
    boxes = opening(papers, LISTING, look, width)
    failed = [item.label for item in papers.items if item.failure]
    if failed:
        words = f"Pemeriksaan keutuhan {', '.join(failed)} gagal dan belum ditindaklanjuti; lihat kolom keterangan."
        boxes += keep_with_next(text_boxes([(words, True)], look.body, 0.0, width, before=look.after_pairs))
    style = Style(look.body.family, *_TYPE)
    scale = width / (COLUMN_MM * MM)
    titles = [name for name, _ in _COLUMNS]
    widths = [wide * MM * scale for _, wide in _COLUMNS]
    cells = [_cells(number, item) for number, item in enumerate(papers.items, 1)]
    boxes += table_boxes(titles, widths, cells, [True, False, False, False], style, look.after_pairs)
    boxes += text_boxes([(_EXPLAINED, False)], style, 0.0, width, before=look.after_pairs)
    return [*keep_with_next(boxes, _COMPANY), *_signature(papers, look, width)]


def _whose(papers: EvidencePapers, *, listing: bool) -> list[tuple[str, str]]:
    """Whose evidence it is; above cards in few lines, for the room is theirs."""
    people = [f"{name}, NIP {show_nip(nip)}" if nip else name for name, nip in papers.respondents]
    case = [("Perkara", papers.case_number), ("Laporan", papers.report_number)]
    if not listing:
        return [next(one for one in case if one[1]), ("Terlapor", "; ".join(people))]
    local = papers.as_of.astimezone(papers.zone.zone)
    some = f" dari {papers.total} bukti laporan ini" if len(papers.items) < papers.total else ""
    return [
        *case,
        ("Terlapor", "\n".join(people)),
        ("Isi", f"{len(papers.items)} bukti{some}"),
        ("Keadaan", f"{long_date(local.date())}, {local:%H.%M} {papers.zone}"),
    ]


def _pairs(rows: list[tuple[str, str]], look: Look, width: float) -> list[Box]:
    colon = look.colon * 0.6
    boxes: list[Box] = []
    for label, words in rows:
        if words:
            x = colon + AFTER_COLON
            lines = text_boxes([(printable(words), False)], look.body, x, width - x)
            lines = beside(lines, colon, [(":", False)], look.body)
            boxes += beside(lines, 0.0, [(label, False)], look.body)
    return keep_together(boxes)


def _cells(number: int, item: PaperItem) -> list[list[Run]]:
    size = size_words(item.size).partition(" (")[0]
    what: list[Run] = [(item.label, True)]
    what.append((_lines(item.title, f"{item.kind}, {size}", item.concerns and f"Menyangkut {item.concerns}"), False))
    posted = f"Diunggah {item.posted}" if item.posted else ""
    captured = captured_words(item)
    where = _lines(account_words(item), item.url, posted, captured and f"Ditangkap {captured}").removeprefix("\n")
    proof: list[Run] = [(grouped(item.sha256), False)]
    if item.made_from:
        proof.append((f"\nTersunting dari {item.made_from}", True))
    if item.failure:
        proof += [("\nPEMERIKSAAN GAGAL: ", True), (item.failure, False)]
    elif item.answered:
        proof.append((f"\n{printable(item.answered)}", False))
    return [[(f"{number}.", False)], what, [(where or "–", False)], proof]


def _lines(*parts: str) -> str:
    """Each part on a line of its own, after what stands before them."""
    return "".join(f"\n{printable(part)}" for part in parts if part)


def _signature(papers: EvidencePapers, look: Look, width: float) -> list[Box]:
    """Place and day, then who made the list, as letters have it."""
    signing = SignaturePlace(look, width, capitals=False)
    local = papers.as_of.astimezone(papers.zone.zone)
    where = f"{papers.profile.place}, {long_date(local.date())}"
    line = text_boxes([(where, False)], look.body, signing.x, width - signing.x, before=look.before_signature)
    return keep_together([*line, *signing.alone(papers.made_by, 0, look.before_post)])
