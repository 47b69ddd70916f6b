"""The settings of the letters' words: every kind with what it is made from, and the way in for files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cases.letters.template_check import LARGEST
from cases.model.wording import OfficeTemplate
from cases.services import wording_drafts, wordings
from cases.services.wordings import WordingLine
from desktop import messages
from desktop.desk import Desk
from desktop.files import read_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.listing import arranged
from desktop.pages.settings_section import Section
from desktop.pages.wording_parts.looks import FAMILIES, called, changed_words, line_look, news_look
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.basic import button
from desktop.widgets.table import RecordTable

_FILES: Final = "Naskah surat (*.toml)"


class WordingsSection(Section):
    """Every kind of letter; a wording is read and changed on a page of its own."""

    title = "Naskah surat"
    sentence = "Bunyi setiap surat. Surat yang sudah diajukan tidak ikut berubah."
    nouns = ("template",)
    fills = True

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences | None = None) -> None:
        super().__init__(desk, window)
        self._preferences = preferences or Preferences()
        columns: list[Column[WordingLine]] = [
            Column(
                key="title",
                title="Surat",
                width=250,
                text=lambda line: line.title,
                tip=lambda line: line.title,
                second=lambda line: FAMILIES.get(line.family, line.family),
                stretch=True,
            ),
            Column(
                key="current",
                title="Dibuat dari",
                width=160,
                text=lambda line: line_look(line).text,
                pill=line_look,
                tip=lambda line: line.fault or called(line.current).capitalize(),
            ),
            Column(
                key="changed",
                title="Terakhir",
                width=160,
                text=lambda line: changed_words(line.draft or line.used, self.desk.office.clock.time_zone),
            ),
            Column(
                key="news",
                title="Perlu dilihat",
                width=200,
                text=_news,
                pill=news_look,
            ),
        ]
        self.table: RecordTable[WordingLine] = RecordTable(
            columns, sort="title", hints=False, count_words=lambda shown, _total: f"{shown} jenis surat"
        )
        self.table.set_note("Ctrl+F saring   Enter buka")
        self.table.query_changed.connect(lambda _query: self._show())
        self._all: tuple[WordingLine, ...] = ()
        self.table.opened.connect(self.open_line)
        self.lines.addWidget(self.table, 1)
        if self.may_change:
            self.buttons.addWidget(
                button(
                    "Impor naskah",
                    icon="upload-simple",
                    on_click=self.choose_file,
                    tip="Dari kantor lain; masuk sebagai konsep",
                )
            )

    def read(self) -> None:
        """Ask for the kinds."""
        self.desk.ask(wordings.wording_lines).then(self, self._take)

    def _take(self, lines: tuple[WordingLine, ...]) -> None:
        """Show the kinds: what is being worked on or waits comes first."""
        self._all = tuple(sorted(lines, key=lambda line: news_look(line) is None))
        self._show()

    def _show(self) -> None:
        rows = arranged(self._all, self.table.query(), self.table.model.columns, {"title": None})
        self.table.set_rows(rows, total=len(rows))

    def open_line(self, line: WordingLine) -> None:
        """Show the wording of a kind: the draft that waits, else what is used, else the shipped one."""
        chosen = line.draft or line.used
        name = chosen.name if chosen is not None else line.current or line.shipped
        if line.fault and line.used is not None and self.may_change:
            edition = line.used
            messages.ask(
                self,
                line.fault,
                "Kembali ke bawaan",
                lambda: self.desk.do(wording_drafts.retire, edition.id).then(
                    self, lambda _done: self.saved(f"{line.title} dibuat dari naskah bawaan lagi")
                ),
            )
        else:
            self.window_.open_page("wording", name=name)

    # -- files

    def choose_file(self) -> None:
        """Ask which file."""
        ask_open_path(self, "Impor naskah surat", _FILES, self._preferences, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take a wording's file in as a draft."""
        self._preferences.folder = path.parent
        self.desk.tasks.submit_free(
            lambda: read_file(path, LARGEST + 1),
            owner=self,
            on_done=lambda data: self.desk.do(wording_drafts.import_text, data, path.name).then(self, self._taken),
            on_error=lambda error: messages.show_error(self, error),
        )

    def _taken(self, draft: OfficeTemplate) -> None:
        self.saved("Naskah masuk sebagai konsep")
        self.window_.open_page("wording", name=draft.name)


def _news(line: WordingLine) -> str:
    look = news_look(line)
    return look.text if look is not None else ""
