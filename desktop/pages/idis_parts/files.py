"""The files of an I'DIS pack in upload order, and the size above which they are marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.idis_pack import IdisPack, PackDocument
from desktop import theme
from desktop.exports.idis import MEGA, checked_limit
from desktop.models.table import Column
from desktop.widgets.basic import Elided, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import status_pill
from desktop.widgets.table import RecordTable

_KILO = 1000
_LEAST = 220
"""Pixels of the table in the smallest window."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file: its paper, its size in bytes once known, and whether that is above the limit."""

    document: PackDocument
    size: int | None = None
    too_large: bool = False


def size_words(size: int | None) -> str:
    """A size in the words of Windows; "…" while it is being measured."""
    if size is None:
        return "…"
    return f"{-(-size // _KILO)} KB" if size < MEGA else f"{size / MEGA:.1f} MB".replace(".", ",")


def number_words(megabytes: float) -> str:
    """A count of megabytes as it is typed ("0,5")."""
    return f"{megabytes:g}".replace(".", ",")


def _second(document: PackDocument) -> str:
    """What a paper is there, and what its reader must know."""
    doubt = "" if document.sure else "belum pasti diminta"
    return ", ".join(filter(None, (document.group, document.remark, doubt)))


_COLUMNS: tuple[Column[FileLine], ...] = (
    Column(
        key="name",
        title="Berkas",
        width=300,
        text=lambda line: line.document.name,
        second=lambda line: _second(line.document),
        face="tableStrong",
        stretch=True,
        sortable=False,
        filtered=False,
    ),
    Column(
        key="size",
        title="Ukuran",
        width=104,
        text=lambda line: size_words(line.size),
        pill=lambda line: status_pill("lewat", size_words(line.size)) if line.too_large else None,
        sortable=False,
        filtered=False,
    ),
)


class FilesPart(QWidget):
    """``opened`` gives the identifier of a letter, ``limit_changed`` a new limit in megabytes."""

    opened = Signal(str)
    limit_changed = Signal(float)

    def __init__(self, limit: float) -> None:
        super().__init__()
        self.limit = limit
        self._lines: tuple[FileLine, ...] = ()
        self.field = QLineEdit(number_words(limit) if limit else "")
        self.field.setMaxLength(6)
        self.field.setFixedWidth(64)
        self.field.setAccessibleName("Batas satu berkas dalam MB")
        self.field.setToolTip("Berkas yang lebih besar ditandai, tidak diubah")
        self.field.editingFinished.connect(self._typed)
        self.wrong = label("", "red")
        self.wrong.hide()
        self.table: RecordTable[FileLine] = RecordTable(
            _COLUMNS,
            sort="-",  # they come in upload order
            hints=False,
            empty=EmptyState("Belum ada surat yang terbit", "Ajukan suratnya dahulu.", icon="envelope-simple"),
            count_words=lambda loaded, _total: f"{loaded} berkas",
        )
        self.table.opened.connect(lambda line: self.opened.emit(line.document.letter_id))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        head = row(
            Elided("Berkas menurut urutan unggah", "section"), None, label("Batas", "label"), self.field, label("MB")
        )
        self.table.setMinimumHeight(_LEAST)
        lines.addWidget(head)
        lines.addWidget(self.wrong)
        lines.addWidget(self.table, 1)

    def show_pack(self, pack: IdisPack) -> None:
        """Show the files of a pack; their sizes come later."""
        if not self.limit:
            self.limit = pack.largest_mb
            self.field.setText(number_words(self.limit))
        self._lines = tuple(FileLine(document) for document in pack.documents)
        self._mark()

    def show_sizes(self, sizes: tuple[int, ...]) -> None:
        """Show how large the files are."""
        if len(sizes) == len(self._lines):
            self._lines = tuple(FileLine(line.document, size) for line, size in zip(self._lines, sizes, strict=True))
            self._mark()

    @property
    def too_large(self) -> tuple[str, ...]:
        """The names of files that are known to be above the limit."""
        return tuple(line.document.name for line in self._lines if line.too_large)

    def _typed(self) -> None:
        try:
            limit = checked_limit(float(self.field.text().strip().replace(",", ".") or 0))
        except (InvalidInput, ValueError):
            self.wrong.setText("Isi misalnya 2 atau 0,5")
            self.wrong.show()
            return
        self.wrong.hide()
        if limit != self.limit:
            self.limit = limit
            self._mark()
            self.limit_changed.emit(limit)

    def _mark(self) -> None:
        """Mark what is above the limit."""
        self._lines = tuple(
            FileLine(line.document, line.size, line.size is not None and line.size > self.limit * MEGA)
            for line in self._lines
        )
        self.table.set_rows(self._lines)
