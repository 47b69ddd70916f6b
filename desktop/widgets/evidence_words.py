"""How an item of evidence is told: its kind, its times, the state of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cases.letters.words import in_words
from cases.model.evidence import Capture, Evidence
from cases.model.marks import WITHOUT_SCANS, SeenText
from cases.model.office import TimeZone
from cases.rules.dates import long_date, short_date
from cases.seen_words import excerpt
from cases.services.evidence import CustodyLine
from desktop.widgets.evidence_tile import TileLook
from desktop.widgets.pill import PillLook

KINDS: Final = (
    ("all", "Semua"),
    ("screen", "Tangkapan layar"),
    ("photo", "Foto dan video"),
    ("document", "Dokumen"),
    ("other", "Lainnya"),
)
ORDERS: Final = (("posted", "unggah"), ("captured", "tangkapan"))
"""By which time items may be put in order besides that of their entry; short, for the bar is full."""
_SCREEN, _PHOTO = frozenset({Capture.SCREEN, Capture.PHONE}), frozenset({Capture.CAMERA})
_OF_CAMERAS: Final = frozenset({"image/heic", "image/heif"})
_ICONS: Final = (
    ("image/", "image"),
    ("video/", "file-video"),
    ("audio/", "file-audio"),
    ("application/pdf", "file-pdf"),
    ("application/zip", "file-zip"),
    ("text/html", "file-html"),
    ("multipart/related", "file-html"),
    ("message/rfc822", "file-html"),
    ("text/", "file-text"),
    ("application/msword", "file-doc"),
    ("application/vnd", "file-doc"),
)
_DOCUMENTS: Final = frozenset({"file-pdf", "file-html", "file-text", "file-doc"})


_HARDLY: Final = 3
"""Bits in which one picture and its copy usually differ at most."""
_IN_WORDS: Final = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of reading an item again: when, and the sentence of what is wrong, "" when it is whole."""

    at: datetime
    problem: str = ""


def icon_of(item: Evidence) -> str:
    """The icon of an item's kind of file."""
    return next((icon for start, icon in _ICONS if item.media_type.startswith(start)), "file")


def kind_of(item: Evidence) -> str:
    """The key of the segment that an item belongs to: by its kind of file, and how it came to the office."""
    icon = icon_of(item)
    if icon in _DOCUMENTS or item.capture is Capture.SCAN:
        return "document"
    if icon == "file-video":
        return "photo"
    if icon == "image":
        return "screen" if _from_screen(item) else "photo"
    return "other"


def _from_screen(item: Evidence) -> bool:
    """Whether a picture was taken of a screen; where nobody said, a camera writes its name or its own format."""
    if item.capture in _SCREEN | _PHOTO:
        return item.capture in _SCREEN
    camera = "Perangkat" in item.told or item.media_type in _OF_CAMERAS
    return not camera and (item.media_type == "image/png" or bool(item.platform or item.account or item.url))


def in_order(items: Iterable[Evidence], order: str) -> list[Evidence]:
    """Items by the time that is asked for, those without one at the end; else in the order in which they came."""
    never = datetime.max.replace(tzinfo=UTC)

    def place(item: Evidence) -> tuple[datetime, int]:
        at = {"posted": item.posted_at, "captured": item.captured_at}.get(order)
        return at or never, item.ordinal

    return sorted(items, key=place)


def moment_words(moment: datetime, zone: TimeZone) -> str:
    """A moment at the office ("28 September 2024, 19.42 WIB")."""
    local = moment.astimezone(zone.zone)
    return f"{long_date(local.date())}, {local:%H.%M} {zone}"


_ACTS: Final = {
    "take": "Diterima, disidik, dan dienkripsi",
    "add": "Dicatat",
    "save": "Kegagalan dicatat",
    "open": "Dibuka",
    "check": "Diperiksa, cocok",
    "derive": "Diolah",
    "export": "Diekspor",
    "print": "Dicetak",
    "restore": "Dipulihkan dari salinan yang utuh",
}
"""What an act of custody is called."""
_OPERATIONS: Final = {
    "evidence_facts.change_facts": "Keterangan diubah",
    "evidence_text.original": "Dibaca teksnya, agar dapat dicari",
    "evidence.derive": "Dibaca untuk gambar kecil dan kemiripan",
    "evidence.original": "Dibaca untuk gambar kecil dan kemiripan",
    "evidence_opening.open_copy": "Dibuka dengan program komputer",
    "evidence_handover.copy_evidence": "Disalin ke luar program",
    "evidence_handover.hand_over": "Diekspor ke folder",
    "evidence_handover.take_back": "Ekspor tidak jadi, salinannya dihapus",
    "evidence_papers.preview_original": "Dibuka untuk pratinjau kartu bukti",
    "evidence_papers.print_original": "Dicetak pada kartu bukti",
    "evidence.answer_failure": "Kegagalan ditindaklanjuti",
    "evidence_restore.restore save": "Kegagalan ditindaklanjuti",
    "evidence_redaction.redaction_source": "Dibaca untuk salinan tersunting",
    "evidence_redaction.add_redacted derive": "Salinan tersunting dibuat",
}
"""What it is called where the operation says more, or the operation with what it did."""


def act_words(line: CustodyLine) -> str:
    """What was done with an item ("Diperiksa, cocok")."""
    if line.failure:
        return f"Gagal: {line.failure}"
    words = _OPERATIONS.get(f"{line.operation} {line.action}") or _OPERATIONS.get(line.operation)
    words = words or _ACTS.get(line.action, line.action)
    return f"{words}: {line.reason}" if line.reason else words


def stated_words(moment: datetime | None, stated: str, zone: TimeZone) -> str:
    """A moment in the zone that was stated for it, else in the office's; empty for none."""
    return moment_words(moment, TimeZone(stated) if stated else zone) if moment is not None else ""


def state_look(item: Evidence | None, checked: Checked | None) -> PillLook:
    """What is known of an item's bytes; a failed check stays until it is answered."""
    if (item is not None and item.failure and not item.answer) or (checked is not None and checked.problem):
        return PillLook("Rusak", "red", "shield-warning")
    if checked is not None:
        return PillLook("Utuh", "green", "shield-check")
    if item is not None and item.failure:
        return PillLook("Pernah rusak", "amber", "shield-warning")
    return PillLook("Tercatat", "grey", "shield")


def tile_state(item: Evidence, checked: Checked | None, like: str = "", source: str = "") -> PillLook:
    """What a tile says first: damage, what a screenshot lacks, what it is ``like``, its ``source``, else its bytes."""
    state = state_look(item, checked)
    if state.hue == "red":
        return state
    if source:
        return PillLook(f"Tersunting dari {source}", "grey", "eraser")
    if kind_of(item) == "screen" and (lacking := lacks(item)):
        return PillLook(f"{lacking[0]} kosong", "amber", "warning-circle")
    return PillLook(f"Mirip {like}", "amber", "copy") if like else state


def lacks(item: Evidence) -> list[str]:
    """What a post must be found by and was not written down."""
    asked = (("Akun", item.account), ("URL", item.url), ("Platform", item.platform))
    return [title for title, told in asked if not told]


def tile_look(item: Evidence, zone: TimeZone, state: PillLook) -> TileLook:
    """The tile of an item."""
    seen = item.posted_at or item.captured_at
    stated = (item.posted_zone if item.posted_at else item.captured_zone) or zone
    day = short_date(seen.astimezone(TimeZone(stated).zone).date()) if seen else ""
    icon = icon_of(item)
    pages = f"{item.told['Halaman']} halaman" if "Halaman" in item.told else ""
    parts = ("PDF", pages or day) if icon == "file-pdf" else (item.platform, day)
    return TileLook(
        name=item.label,
        title=item.title,
        under=", ".join(part for part in parts if part) or item.file_name,
        state=state.text,
        state_icon=state.icon,
        state_hue=state.hue,
        target=item.id,
        icon=icon,
        plays=icon == "file-video",
    )


def alike_words(bits: int, *, same_bytes: bool) -> str:
    """How near two items are ("hampir sama, beda 3 dari 64 titik")."""
    if same_bytes:
        return "berkas yang sama"
    near = "tampak sama" if bits == 0 else "hampir sama" if bits <= _HARDLY else "mirip"
    return f"{near}, beda {bits} dari 64 titik"


def summary_words(count: int, states: Sequence[PillLook]) -> str:
    """What is known of all items of a report ("Tujuh bukti, semuanya cocok dengan sidik SHA-256 saat dicatat")."""
    if not count:
        return ""
    whole, spoilt = (sum(state.text == word for state in states) for word in ("Utuh", "Rusak"))
    words = f"{_number(count).capitalize()} bukti"
    if spoilt:
        return f"{words}, {_number(spoilt)} tidak cocok dengan sidik SHA-256 saat dicatat"
    if whole == count:
        return f"{words}, {'semuanya ' if count > 1 else ''}cocok dengan sidik SHA-256 saat dicatat"
    return f"{words}, {_number(whole) if whole else 'belum ada yang'} dibaca ulang dan cocok dengan sidik SHA-256"


def _number(count: int) -> str:
    return in_words(count) if count <= _IN_WORDS else str(count)


def short_hash(sha256: str) -> str:
    """The ends of a fingerprint ("9f3c71ab … e4025d18")."""
    return f"{sha256[:8]} … {sha256[-8:]}"


def text_words(item: Evidence, seen: SeenText | None, *, no_reader: bool = False) -> str:
    """What was read in an item, in a line or two; empty for what holds no text that could be read.

    ``no_reader`` says that the program that reads pictures was looked for and is not there.
    """
    words = excerpt(seen) if seen is not None else ""
    if words:
        return f"“{words}”"
    scanned = seen is not None and seen.reader.startswith(WITHOUT_SCANS)
    if seen is not None and not scanned:
        return f"tidak ada ({seen.reader})"
    picture = scanned or item.media_type.startswith("image/")
    if picture and no_reader:
        return "belum, Tesseract tidak terpasang (lihat Pengaturan)"
    return "menunggu dibaca" if picture or item.media_type == "application/pdf" else ""
