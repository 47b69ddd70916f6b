"""The tab "Surat": every letter of a case or a report with its step, its number and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import Letter
from cases.rules.dates import short_date
from cases.rules.letter_chain import in_hand, replaced_by, successor
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.models.table import Column, TableQuery
from desktop.pages.case_tabs.words import entitled, letter_pill
from desktop.widgets.basic import button, label, with_button
from desktop.widgets.empty import EmptyState
from desktop.widgets.parting import clear
from desktop.widgets.table import RecordTable

_STEP = Column[Letter](key="step", title="Tahap", width=132, text=lambda _row: "")
_COLUMNS: tuple[Column[Letter], ...] = (
    Column(
        key="title",
        title="Surat",
        width=190,
        text=lambda row: entitled(row.title, own=bool(row.wording)),
        face="tableStrong",
        stretch=True,
    ),
    Column(key="number", title="Nomor", width=206, text=lambda row: row.number or ("" if row.numbered else "–")),
    Column(
        key="letter_on",
        title="Tanggal",
        width=96,
        text=lambda row: short_date(row.letter_on) if row.letter_on else "",
    ),
    Column(
        key="status",
        title="Status",
        width=140,
        text=lambda row: str(row.status),
        pill=lambda row: letter_pill(row.status, row.outdated),
    ),
)
ON_REQUEST = "Atas permintaan"
"""What stands in the place of a step where somebody asked for the letter."""


class LettersTab(QWidget):
    """The letters of a case, or with ``by_step`` off those of a report.

    ``opened`` gives ("letter", identifier), ``replace_wanted`` the identifier of a letter that tells otherwise;
    ``request_wanted`` follows "Buat surat". ``bar`` takes further buttons.
    """

    opened = Signal(object)
    replace_wanted = Signal(str)
    request_wanted = Signal()

    def __init__(self, *, may_replace: bool = False, by_step: bool = True) -> None:
        super().__init__()
        self._may_replace = may_replace
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.space("xs"))
        self._letters: tuple[Letter, ...] = ()
        self._steps: dict[str, tuple[int, str]] = {}
        step = (replace(_STEP, text=lambda row: self._step_of(row)[1]),) if by_step else ()
        self._columns = (*_COLUMNS[:1], *step, *_COLUMNS[1:])
        where = "Surat dibuat saat tahap perkara dicatat" if by_step else "Surat dibuat saat terlapor diverifikasi"
        empty = EmptyState("Belum ada surat", f"{where}, atau dengan Buat surat.", icon="envelope-simple")
        self.table: RecordTable[Letter] = RecordTable(self._columns, sort="made_at", empty=empty)
        self.table.opened.connect(lambda letter: self.opened.emit(("letter", letter.id)))
        self.table.query_changed.connect(self._show)
        self.table.selected.connect(self._show_note)
        self.request = button(
            "Buat surat",
            icon="file-plus",
            on_click=self.request_wanted.emit,
            tip="Surat yang tidak dibuat oleh suatu tahap",
        )
        self.request.setVisible(may_replace)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.space("s"))
        self.bar.addWidget(self.request)
        self.bar.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addLayout(self.bar)
        lines.addLayout(self._notes)
        lines.addWidget(self.table, 1)

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show a case: each letter with the step that made it."""
        self._steps = dict(_steps(view.file, law))
        self.show_letters(view.file.letters)

    def show_letters(self, letters: tuple[Letter, ...]) -> None:
        """Show letters."""
        self._letters = letters
        self._show_note(self.table.current())
        self._show(self.table.query())

    def _step_of(self, letter: Letter) -> tuple[int, str]:
        return self._steps.get(letter.id, (len(self._steps), ON_REQUEST))

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
        texts = {column.key: column.text for column in self._columns}
        rows = [
            letter
            for letter in self._letters
            if all(str(wanted).casefold() in texts[key](letter).casefold() for key, wanted in query.filters.items())
        ]
        if query.sort in texts:
            rows.sort(key=lambda letter: self._order(letter, query.sort), reverse=query.descending)
        self.table.set_rows(rows)

    def _order(self, letter: Letter, key: str) -> tuple[bool, str | int]:
        """What a letter is sorted by; what is missing comes first, and steps in the order in which they were taken."""
        if key == "step":
            return (True, self._step_of(letter)[0])
        found = getattr(letter, key)
        if key == "letter_on":
            return (bool(found), found.toordinal() if found else 0)
        return (bool(found), str(found).casefold())


def _steps(file: CaseFile, law: CaseLaw) -> Iterator[tuple[str, tuple[int, str]]]:
    """Of each letter that a step made, itself or in the place of another: the step's place and title."""
    for place, step in enumerate(file.steps):
        rule = law.steps.get(step.key)
        made = [letter for letter in file.letters if letter.id == step.letter_id]
        for letter in (*made, *(older for one in made for older in replaced_by(file.letters, one))):
            yield letter.id, (place, rule.title if rule else "")
        newer = in_hand(file.letters, step.letter_id)
        if newer is not None and newer not in made:
            yield newer.id, (place, rule.title if rule else "")
