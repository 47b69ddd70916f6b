"""The settings of the law: every pack with its state, and the way in for packs of other offices."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cases.errors import OfficeError
from cases.model.regulation import PackState
from cases.model.user import Right
from cases.regulations.packs import LARGEST_BYTES
from cases.services import regulation_drafts, regulation_use, regulations
from cases.services.regulation_drafts import Example, Imported
from cases.services.regulations import PackLine
from desktop import messages
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.files import read_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.regulation_parts.words import state_look, validity, verified_look
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.basic import button
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import Form
from desktop.widgets.table import RecordTable

_FILES: Final = "Paket aturan (*.toml)"


class RegulationsSection(Section):
    """Every pack, shipped or the office's own; a pack is read and changed on a page of its own."""

    title = "Peraturan"
    sentence = "Perkara tetap mengikuti versi yang diingatnya."
    nouns = ("pack", "mark")
    fills = True
    right = Right.MANAGE_RULES

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences | None = None) -> None:
        super().__init__(desk, window)
        self._preferences = preferences or Preferences()
        columns: list[Column[PackLine]] = [
            Column(
                key="short",
                title="Peraturan",
                width=220,
                text=lambda line: line.short,
                second=lambda line: line.title,
                tip=lambda line: line.title,
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="version",
                title="Versi",
                width=58,
                text=lambda line: str(line.version),
                right=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="valid",
                title="Berlaku",
                width=196,
                text=lambda line: validity(line.valid_from, line.valid_to),
                sortable=False,
                filtered=False,
            ),
            Column(
                key="state",
                title="Keadaan",
                width=140,
                text=lambda line: state_look(line).text,
                pill=state_look,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="verified",
                title="Pencocokan",
                width=160,
                text=lambda line: verified_look(line).text,
                pill=verified_look,
                sortable=False,
                filtered=False,
            ),
        ]
        self.table: RecordTable[PackLine] = RecordTable(
            columns, sort="short", hints=False, count_words=lambda shown, _total: f"{shown} paket"
        )
        self.table.set_note("Enter membuka")
        self.table.opened.connect(self.open_pack)
        self.pages = ListAndForm(self.table)
        self.lines.addWidget(self.pages, 1)
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        if self.may_change:
            self.buttons.addWidget(
                button(
                    "Ambil contoh",
                    icon="stack",
                    on_click=self.choose_example,
                    tip="Paket contoh yang ikut dengan program",
                )
            )
            self.buttons.addWidget(
                button(
                    "Impor paket",
                    "primary",
                    icon="upload-simple",
                    on_click=self.choose_file,
                    tip="Dari kantor lain; masuk sebagai konsep",
                )
            )

    def read(self) -> None:
        """Ask for the packs."""
        self.desk.ask(regulations.pack_lines).then(self, self.table.set_rows)

    def open_pack(self, line: PackLine) -> None:
        """Show a pack on its page; of one that cannot be read say what is wrong, and how to be rid of it."""
        if line.fault:
            self._offer_rid(line)
        else:
            self.window_.open_page("regulation", pack=line.key)

    def _offer_rid(self, line: PackLine) -> None:
        if not self.may_change or line.state == PackState.RETIRED:
            messages.show_sentence(self, line.fault)
        elif line.draft:
            ask_reason(
                self.desk,
                self,
                self.window_,
                f"konsep {line.key}",
                (line.fault,),
                lambda why: self.desk.do(regulation_drafts.throw_away, line.record_id, why),
            )
        else:
            words = "Perkara yang mengingatnya menunggu sampai versi program yang dapat membacanya dipasang."
            messages.ask(
                self,
                f"{line.fault} {words}",
                "Nonaktifkan",
                lambda: self.desk.do(regulation_use.retire, line.record_id).then(
                    self, lambda _done: self.saved(f"{line.key} tidak dipakai lagi")
                ),
                danger=True,
            )

    # -- packs from outside

    def choose_file(self) -> None:
        """Ask which file."""
        ask_open_path(self, "Impor paket aturan", _FILES, self._preferences, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take a pack's file in as a draft."""
        self._preferences.folder = path.parent
        self.desk.tasks.submit_free(
            lambda: read_file(path, LARGEST_BYTES + 1),
            owner=self,
            on_done=lambda data: self.desk.do(regulation_drafts.import_pack, data, path.name).then(self, self._taken),
            on_error=lambda error: messages.show_error(self, error),
        )

    def choose_example(self) -> None:
        """Show the examples to choose from."""
        self.desk.ask(regulation_drafts.examples).then(self, self._offer)

    def _offer(self, examples: tuple[Example, ...]) -> None:
        form = Form()
        field = form.add(
            "example",
            "Contoh",
            ChoiceField([(each.name, each.title) for each in examples]),
            required=True,
            help_text="Masuk sebagai konsep; periksa dan sesuaikan dengan peraturan daerah Anda sebelum dipakai.",
        )
        form.buttons("Ambil contoh", cancel=self.pages.close_form)

        def refused(error: OfficeError) -> None:
            form.set_busy(busy=False)
            form.show_failure(error)

        def take() -> None:
            form.set_busy(busy=True)
            self.desk.do(regulation_drafts.import_example, field.value()).then(form, self._taken, refused)

        form.submitted.connect(take)
        self.pages.open_form("Ambil paket contoh", form)

    def _taken(self, taken: Imported) -> None:
        self.pages.close_form()
        version = int(taken.draft.key.rpartition("@")[2])
        words = f"{taken.draft.key} masuk sebagai konsep"
        if taken.claimed:
            words = f"{words}; pencocokan kantor lain tidak ikut"
        if version != taken.version_in_file:
            words = f"{words}, versinya menjadi {version} karena {taken.version_in_file} sudah ada"
        self.saved(words)
        self.window_.open_page("regulation", pack=taken.draft.key)
