"""What the page that reads forms shows of each file, of what is wrong with it, and of answers that came twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cases.model.watch import CopyState, Difference, FormRead, Remark
from cases.services.watch_reading import HandedForm
from desktop.models.table import Column
from desktop.widgets.pill import PillLook

_STATES: Final = {
    CopyState.NEW: PillLook("Siap disimpan", "green", "check-circle"),
    CopyState.AGAIN: PillLook("Jawaban kedua", "amber", "copy"),
    CopyState.KNOWN: PillLook("Sudah diterima", "grey", "equals"),
    CopyState.REFUSED: PillLook("Ditolak", "red", "warning-circle"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was read."""

    place: int
    file: HandedForm
    read: FormRead

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return str(self.place)

    @property
    def good(self) -> bool:
        """Whether it is kept when it is taken."""
        return self.read.is_taken


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is said of a file, with its cell."""

    file_name: str
    remark: Remark
    fault: bool


@dataclass(frozen=True, slots=True)
class Twice:
    """A line on which two copies of a form answer differently.

    ``first`` and ``second`` are the picks by which either counts, ``picked`` the one that does.
    """

    row: FileRow
    difference: Difference
    first: str
    second: str
    picked: str

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return f"{self.row.id}/{self.difference.ordinal}"

    @property
    def line(self) -> tuple[str, int]:
        """The line of the form that it is about."""
        return self.row.read.form_id, self.difference.ordinal


def _look(one: FileRow) -> PillLook:
    return _STATES[one.read.state]


def _said(one: FileRow) -> str:
    if one.read.problems:
        return _capital(one.read.problems[0].said)
    if not one.good:
        return _capital(one.read.remarks[0].said)
    parts = (
        f"{one.read.answered} dari {one.read.lines} baris dijawab",
        f"{len(one.read.found)} temuan" if one.read.found else "",
        f"{len(one.read.accounts)} akun baru" if one.read.accounts else "",
        f"{len(one.read.remarks)} catatan" if one.read.remarks else "",
    )
    return ", ".join(filter(None, parts))


def _picked(one: Twice) -> str:
    return {one.first: "Yang pertama", one.second: "Yang kedua"}.get(one.picked, "Salinan lain")


FILE_COLUMNS: Final[tuple[Column[FileRow], ...]] = (
    Column(
        key="name", title="Berkas", width=270, text=lambda one: one.file.name, tip=lambda one: one.file.name,
        face="tableStrong",
    ),
    Column(
        key="unit", title="Unit kerja", width=220, text=lambda one: one.read.unit or "–", tip=lambda one: one.read.unit
    ),
    Column(key="state", title="Keadaan", width=160, text=lambda one: _look(one).text, pill=_look),
    Column(
        key="said", title="Isi", width=360, text=_said, tip=_said, stretch=True,
        hue=lambda one: "red" if one.read.problems else "",
    ),
)  # fmt: skip
TOLD_COLUMNS: Final[tuple[Column[Told], ...]] = (
    Column(key="file", title="Berkas", width=270, text=lambda one: one.file_name, tip=lambda one: one.file_name),
    Column(key="cell", title="Sel", width=96, text=lambda one: one.remark.cell or "–", face="tableStrong"),
    Column(
        key="fault", title="Akibat", width=130, text=lambda one: "Ditolak" if one.fault else "Hanya catatan",
        hue=lambda one: "red" if one.fault else "",
    ),
    Column(
        key="said", title="Yang ditemukan", width=480, text=lambda one: _capital(one.remark.said),
        tip=lambda one: _capital(one.remark.said), stretch=True,
    ),
)  # fmt: skip
TWICE_COLUMNS: Final[tuple[Column[Twice], ...]] = (
    Column(
        key="unit", title="Unit kerja", width=200, text=lambda one: one.row.read.unit, tip=lambda one: one.row.read.unit
    ),
    Column(
        key="name", title="Pegawai", width=200, text=lambda one: one.difference.name,
        second=lambda one: one.difference.account, face="tableStrong",
    ),
    Column(
        key="before", title="Jawaban pertama", width=240, text=lambda one: one.difference.before,
        second=lambda one: one.row.read.twin, tip=lambda one: one.difference.before,
    ),
    Column(
        key="now", title="Jawaban kedua", width=240, text=lambda one: one.difference.now,
        second=lambda one: ", sel ".join(filter(None, (one.row.file.name, one.difference.cell))),
        tip=lambda one: one.difference.now,
        stretch=True,
    ),
    Column(
        key="picked", title="Dipakai", width=130, text=_picked, filtered=False,
    ),
)  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
