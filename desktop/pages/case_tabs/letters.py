"""The tab "Surat": every letter of the case with its number and how it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.letter import Letter
from cases.rules.dates import short_date
from cases.rules.letter_chain import successor
from cases.services.steps import CaseView
from desktop import theme
from desktop.models.table import Column, TableQuery
from desktop.pages.case_tabs.facts import clear
from desktop.pages.case_tabs.words import letter_pill
from desktop.widgets.basic import label, with_button
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable

_COLUMNS: tuple[Column[Letter], ...] = (
    Column(key="title", title="Surat", width=190, text=lambda row: row.title, face="tableStrong", stretch=True),
    Column(key="number", title="Nomor", width=222, text=lambda row: row.number or ("" if row.numbered else "–")),
    Column(
        key="letter_on",
        title="Tanggal",
        width=96,
        text=lambda row: short_date(row.letter_on) if row.letter_on else "",
    ),
    Column(key="pages", title="Halaman", width=78, text=lambda row: str(row.pages or ""), right=True, filtered=False),
    Column(
        key="status",
        title="Status",
        width=150,
        text=lambda row: str(row.status),
        pill=lambda row: letter_pill(row.status, row.outdated),
    ),
)


class LettersTab(QWidget):
    """``opened`` gives ("letter", identifier), ``replace_wanted`` the identifier of a letter that tells otherwise."""

    opened = Signal(object)
    replace_wanted = Signal(str)

    def __init__(self, *, may_replace: bool = False) -> None:
        super().__init__()
        self._may_replace = may_replace
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.space("xs"))
        self._letters: tuple[Letter, ...] = ()
        empty = EmptyState("Belum ada surat", "Surat dibuat saat tahap perkara dicatat.", icon="envelope-simple")
        self.table: RecordTable[Letter] = RecordTable(_COLUMNS, sort="made_at", empty=empty)
        self.table.opened.connect(lambda letter: self.opened.emit(("letter", letter.id)))
        self.table.query_changed.connect(self._show)
        self.table.selected.connect(self._show_note)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addLayout(self._notes)
        lines.addWidget(self.table, 1)

    def show_case(self, view: CaseView) -> None:
        """Show a case."""
        self._letters = view.file.letters
        self._show_note(self.table.current())
        self._show(self.table.query())

    def _show_note(self, chosen: Letter | None) -> None:
        """Say what makes a letter wrong: the chosen one, else the first; and the way to replace it."""
        clear(self._notes)
        wrong = [letter for letter in self._letters if letter.outdated]
        letter = next((one for one in wrong if chosen is not None and one.id == chosen.id), next(iter(wrong), None))
        if letter is None:
            return
        others = f" Seluruhnya {len(wrong)} surat perlu diganti." if len(wrong) > 1 else ""
        words = label(f"{letter.outdated}{others}", "warnBox", wrap=True)
        newer = successor(self._letters, letter.id)
        if newer is not None:
            target = ("letter", newer.id)
            self._notes.addWidget(with_button(words, "Buka pengganti", lambda: self.opened.emit(target)))
        elif self._may_replace:
            self._notes.addWidget(with_button(words, "Ganti surat", lambda: self.replace_wanted.emit(letter.id)))
        else:
            self._notes.addWidget(words)

    def _show(self, query: TableQuery) -> None:
        """Sort and filter what is all here already."""
        texts = {column.key: column.text for column in _COLUMNS}
        rows = [
            letter
            for letter in self._letters
            if all(str(wanted).casefold() in texts[key](letter).casefold() for key, wanted in query.filters.items())
        ]
        if query.sort in texts:
            rows.sort(key=lambda letter: _order(letter, query.sort), reverse=query.descending)
        self.table.set_rows(rows)


def _order(letter: Letter, key: str) -> tuple[bool, str | int]:
    """What a letter is sorted by; what is missing comes first."""
    found = getattr(letter, key)
    if key in {"letter_on", "pages"}:
        return (bool(found), (found.toordinal() if key == "letter_on" and found else found or 0))
    return (bool(found), str(found).casefold())
