"""What the page of a filled form shows of its lines, of accounts that it adds, and of what was said of it."""

from __future__ import annotations

from typing import Final

from cases.account_names import account_words
from cases.model.watch import NewAccount, Remark
from cases.rules.nip import show_nip
from cases.services.watch_copies import CopyLine, Fate
from desktop.models.table import Column
from desktop.widgets.pill import PillLook

FATES: Final = {
    Fate.NOTHING: PillLook("Tanpa temuan", "grey", outlined=True),
    Fate.UNANSWERED: PillLook("Belum dijawab", "amber", "hourglass-medium"),
    Fate.PASSED: PillLook("Salinan lain dipakai", "grey", "copy"),
    Fate.OPEN: PillLook("Temuan, belum diproses", "amber", "binoculars"),
    Fate.ASIDE: PillLook("Dikesampingkan", "grey", "minus-circle"),
    Fate.REPORT: PillLook("Menjadi laporan", "green", "tray"),
}


def look(line: CopyLine) -> PillLook:
    """What came of a line, with the report's number."""
    if line.fate is Fate.REPORT and line.number:
        return PillLook(f"Laporan {line.number}", "green", "tray")
    return FATES[line.fate]


def _answer(line: CopyLine) -> str:
    return " · ".join(filter(None, (line.owned, line.seen))) or "–"


def _told(line: CopyLine) -> str:
    return " ".join((line.told, *line.urls)).strip() or "–"


def _whole(line: CopyLine) -> str:
    aside = f"Dikesampingkan: {line.why}" if line.why else ""
    return "\n".join(filter(None, (line.told, *line.urls, aside)))


LINE_COLUMNS: Final[tuple[Column[CopyLine], ...]] = (
    Column(
        key="name", title="Pegawai", width=200, text=lambda one: one.name, second=lambda one: show_nip(one.nip),
        copy=lambda one: f"{one.name} {one.nip}", face="tableStrong",
    ),
    Column(
        key="account", title="Akun", width=190, text=lambda one: one.account or "Belum ada akun",
        second=lambda one: "" if one.ordinal else "Ditulis di Akun baru", tip=lambda one: one.account,
    ),
    Column(key="answer", title="Milik pegawai, hasil", width=190, text=_answer, tip=_answer),
    Column(
        key="told", title="Tautan dan uraian", width=250, text=_told,
        second=lambda one: one.why and f"Dikesampingkan: {one.why}", tip=_whole, stretch=True,
    ),
    Column(key="cell", title="Sel", width=64, text=lambda one: one.cell or "–", filtered=False),
    Column(
        key="fate", title="Tindak lanjut", width=196, text=lambda one: look(one).text, pill=look,
        tip=lambda one: look(one).text,
    ),
)  # fmt: skip
ACCOUNT_COLUMNS: Final[tuple[Column[NewAccount], ...]] = (
    Column(key="name", title="Pegawai", width=240, text=lambda one: one.name, face="tableStrong"),
    Column(
        key="account", title="Akun yang ditambahkan", width=420, stretch=True,
        text=lambda one: account_words(one.platform, one.handle, one.url),
        tip=lambda one: one.url,
    ),
    Column(key="cell", title="Sel", width=90, text=lambda one: one.cell),
)  # fmt: skip
REMARK_COLUMNS: Final[tuple[Column[Remark], ...]] = (
    Column(key="cell", title="Sel", width=110, text=lambda one: one.cell or "–", face="tableStrong"),
    Column(
        key="said", title="Yang dicatat saat dibaca", width=620, text=lambda one: one.said, tip=lambda one: one.said,
        stretch=True,
    ),
)  # fmt: skip
