"""The settings of the law: which packs there are, what stands in them, and what nobody has compared yet."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from cases.regulations import Pack
from cases.regulations.entries import Entry
from cases.rules.dates import long_date, short_date
from cases.services import lawbook
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button, label, row
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_PARTS: Final = (
    ("transitions", "Ketentuan peralihan"),
    ("levels", "Tingkat"),
    ("moderate_sets", "Pilihan jenis hukuman sedang"),
    ("sanctions", "Jenis hukuman"),
    ("violations", "Bentuk pelanggaran"),
    ("impacts", "Dampak"),
    ("circular_points", "Butir edaran"),
    ("steps", "Tahap"),
    ("guards", "Syarat"),
    ("deadlines", "Tenggat"),
    ("authorities", "Pejabat yang berwenang"),
    ("considered", "Mengingat"),
    ("ranks", "Pangkat dan golongan"),
    ("archive_codes", "Klasifikasi arsip"),
)
_NAMES: Final = ("code", "number", "grade")
"""Names that the law or the archive gives; keys are the program's own and mean nothing to a reader."""
_WORDS: Final = ("title", "text", "rank", "official_title", "short", "why", "problem")
_UNVERIFIED: Final = "belum diverifikasi"


def pack_state(pack: Pack) -> PillLook:
    """Whether somebody compared the pack with the official copy."""
    if pack.head.verified_by:
        return PillLook("Diverifikasi", "green", "check-circle")
    return PillLook("Belum diverifikasi", "amber", "warning-circle")


def validity(pack: Pack) -> str:
    """From when to when a pack is in force."""
    if pack.head.valid_to is None:
        return f"sejak {short_date(pack.head.valid_from)}"
    return f"{short_date(pack.head.valid_from)} – {short_date(pack.head.valid_to)}"


def pack_document(pack: Pack) -> str:
    """The pack as a document (HTML): its head, then every entry with its article, note and mark."""
    head = pack.head
    compared = f"{escape(head.verified_by)}, {long_date(head.verified_on)}" if head.verified_on else _UNVERIFIED
    lines = [
        f"<h2>{escape(head.title)}</h2>",
        f"<p>{escape(pack.key)}, berlaku {validity(pack)}. Dicocokkan: {compared}.</p>",
        f"<p>Sumber: {escape(head.source)}</p>",
    ]
    for name, title in _PARTS:
        entries: tuple[Entry, ...] = getattr(pack, name)
        if entries:
            lines.append(f"<h3>{title} ({len(entries)})</h3>")
            lines.extend(_entry(entry, head.entry_note) for entry in entries)
    return "\n".join(lines)


def _entry(entry: Entry, common_note: str) -> str:
    name = next((str(getattr(entry, field)) for field in _NAMES if getattr(entry, field, "")), "")
    words = next((str(getattr(entry, field)) for field in _WORDS if getattr(entry, field, "")), "")
    about = list(_about(entry))
    if entry.note and entry.note != common_note:
        about.append(entry.note)
    if not entry.verified:
        about.append(_UNVERIFIED)
    colour = theme.color("text2").name()
    bold = f"<b>{escape(name)}</b> " if name else ""
    return f'<p>{bold}{escape(words)}<br><span style="color:{colour}">{escape("; ".join(about))}</span></p>'


def _about(entry: Entry) -> Iterator[str]:
    if entry.article:
        yield entry.place
    if level := getattr(entry, "level", ""):
        yield f"tingkat {level}"
    if months := getattr(entry, "months", 0):
        yield f"{months} bulan"
    if days := getattr(entry, "days", 0):
        yield f"{days} {getattr(entry, 'unit', '')}"
    if strength := getattr(entry, "strength", ""):
        yield "tidak dapat dilewati" if strength == "hard" else "dapat dilewati dengan alasan"


class RegulationsSection(Section):
    """Read only: packs, and each as a document."""

    title = "Peraturan"
    sentence = "Paket aturan yang dipakai program. Setiap perkara tetap mengikuti versi yang berlaku untuknya."
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        columns: list[Column[Pack]] = [
            Column(
                key="short",
                title="Peraturan",
                width=300,
                text=lambda pack: pack.head.short,
                second=lambda pack: pack.head.title,
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="version",
                title="Versi",
                width=64,
                text=lambda pack: str(pack.head.version),
                right=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="valid",
                title="Berlaku",
                width=190,
                text=validity,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="verified",
                title="Pencocokan",
                width=170,
                text=lambda pack: pack_state(pack).text,
                pill=pack_state,
                sortable=False,
                filtered=False,
            ),
        ]
        self.table: RecordTable[Pack] = RecordTable(columns, sort="valid", hints=False)
        self.table.opened.connect(self.open_pack)
        self.reader = QTextBrowser()
        self.reader.setOpenLinks(False)
        self.reader.setAccessibleName("Isi peraturan")
        self._document = QWidget()
        lines = QVBoxLayout(self._document)
        lines.setContentsMargins(0, 0, 0, 0)
        self._back = button("Kembali ke daftar", icon="arrow-left", on_click=self.close_pack)
        lines.addWidget(row(self._back, None))
        lines.addWidget(self.reader, 1)
        self._document.hide()
        self.lines.addWidget(self.table, 1)
        self.lines.addWidget(self._document, 1)
        self._hint = label("Enter membuka isi paket.", "caption")
        self.lines.addWidget(self._hint)

    def read(self) -> None:
        """Ask for the packs."""
        self.desk.ask(lawbook.packs).then(self, self.table.set_rows)

    def open_pack(self, pack: Pack) -> None:
        """Show a pack as a document."""
        self.reader.setHtml(pack_document(pack))
        self.table.hide()
        self._hint.hide()
        self._document.show()
        self.reader.setFocus()

    def close_pack(self) -> None:
        """Show the list again."""
        self._document.hide()
        self.table.show()
        self._hint.show()
        self.table.setFocus()
