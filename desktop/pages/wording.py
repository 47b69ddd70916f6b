"""The page of one wording: read, changed, tried, taken into use; or the text of one letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from cases.changes import ChangeSet
from cases.errors import NotFound, OfficeError
from cases.model.letter import Letter
from cases.model.user import Right
from cases.model.wording import OfficeTemplate, WordingState
from cases.services import letter_wordings, wording_drafts, wordings
from cases.services.wording_drafts import TryOut
from cases.services.wording_lookup import SHIPPED, WordingSheet, split_name
from cases.services.wordings import ExportedWording, WordingLine
from desktop import messages
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.letter_parts.wording_bar import CHANGED
from desktop.pages.wording_parts.editor import WordingEditor
from desktop.pages.wording_parts.looks import called, edition_look
from desktop.preferences import Preferences
from desktop.saving import ask_save_path
from desktop.widgets.basic import button
from desktop.widgets.fields import ChoiceField
from desktop.widgets.header import PageHeader

_LETTER_SENTENCE: Final = "Hanya surat ini yang berubah; perubahannya disimpan bersama suratnya dan ditandai."
_EDITIONS_LEAST, _EDITIONS_WIDTH = 120, 190


class WordingPage(Page):
    """``open_page("wording", name="summons-1@1.2")``, or ``letter_id=`` for the text of one letter."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._name, self._letter_id = "", ""
        self._sheet: WordingSheet | None = None
        self.header = PageHeader("Naskah surat")
        self.editions = ChoiceField(blank="")
        self.editions.setMinimumWidth(_EDITIONS_LEAST)
        self.editions.setMaximumWidth(_EDITIONS_WIDTH)
        self.editions.box.setAccessibleName("Naskah yang ditampilkan")
        self.editions.changed.connect(self._choose_edition)
        self.header.add_action(self.editions)
        self._actions: dict[str, QPushButton] = {}
        for name, words, role, icon, act, tip in (
            ("back", "Kembali ke surat", "secondary", "arrow-left", self._back, ""),
            (
                "export",
                "Ekspor",
                "secondary",
                "download-simple",
                self.export,
                "Simpan berkas untuk kantor lain",
            ),
            ("throw", "Buang konsep", "danger", "trash", self._ask_throw, ""),
            ("retire", "Kembali ke bawaan", "danger", "", self._ask_retire, "Surat baru dibuat dari naskah bawaan"),
            ("follow", "Ikuti templat lagi", "danger", "", self._ask_follow, "Buang perubahan pada surat ini"),
            ("start", "Buat edisi kantor", "primary", "pencil-simple", self.start, "Ubah salinannya; yang ini tetap"),
            ("save", "Simpan", "primary", "floppy-disk", self.save, ""),
        ):
            self._actions[name] = button(words, role, icon=icon, on_click=act, tip=tip)
            self.header.add_action(self._actions[name])
            self._actions[name].hide()
        self.lines.addWidget(self.header)
        self.editor = WordingEditor(desk)
        self.editor.edited.connect(self._show_actions)
        self.editor.use.try_wanted.connect(self._try)
        self.editor.use.use_wanted.connect(self._use)
        self.lines.addWidget(self.editor, 1)

    # -- being shown

    def on_shown(self, name: str = "", letter_id: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a wording, or the text of one letter."""
        if (name, letter_id) != (self._name, self._letter_id):
            self._name, self._letter_id, self._sheet = name, letter_id, None
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again what changed."""
        concerned = (
            changes.concerns("template", "office", "signatory") or ("letter", self._letter_id) in changes.touched
        )
        if concerned and (self._name or self._letter_id):
            self._read()

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.editor.kept is not None:
            self.editor.kept.flush()
        return True

    def _read(self) -> None:
        key = (self._name, self._letter_id)
        if self._letter_id:
            self._desk.ask(letter_wordings.letter_wording, self._letter_id).then(
                self, lambda sheet: self._take(key, sheet), lambda error: self._gone(key, error)
            )
            return
        self._desk.ask(wordings.wording_sheet, self._name).then(
            self, lambda sheet: self._take(key, sheet), lambda error: self._gone(key, error)
        )
        self._desk.ask(wordings.wording_lines).then(self, lambda lines: self._offer(key, lines))

    def _gone(self, key: tuple[str, str], error: OfficeError) -> None:
        """A draft that was thrown away leaves its page; anything else is said."""
        if key != (self._name, self._letter_id):
            return
        if self.isVisible() and (isinstance(error, NotFound) or self._sheet is not None):
            self._window.open_page("settings", section="wordings")
        else:
            messages.show_error(self, error)

    def _take(self, key: tuple[str, str], sheet: WordingSheet) -> None:
        if key != (self._name, self._letter_id):
            return
        self._sheet = sheet
        if sheet.letter is not None:
            self.header.set_title(f"Naskah {sheet.letter.title}")
            self.header.set_sentence(_LETTER_SENTENCE)
            self.header.set_pills(*([CHANGED] if sheet.letter.wording else []))
        else:
            self.header.set_title(sheet.info.title)
            rests = "" if sheet.state == SHIPPED else f", berdasar {called(sheet.rests_on)}"
            self.header.set_sentence(f"{called(sheet.name).capitalize()}{rests}")
            self.header.set_pills(edition_look(sheet.state))
        self.editor.show_sheet(sheet, may_change=self._may_change)
        self._show_actions()

    def _offer(self, key: tuple[str, str], lines: tuple[WordingLine, ...]) -> None:
        """Offer the other wordings of the same kind."""
        if key != (self._name, self._letter_id) or not self._name:
            return
        kind = split_name(self._name)[0].rpartition("@")[0]
        line = next((one for one in lines if one.kind == kind), None)
        if line is None:
            return
        names = [line.shipped, *(edition.name for edition in line.editions)]
        names += [] if self._name in names else [self._name]
        self.editions.set_choices([(name, called(name).capitalize()) for name in names])
        self.editions.restore(self._name)
        self.editions.setVisible(len(names) > 1)

    def _choose_edition(self) -> None:
        name = self.editions.value()
        if name and name != self._name:
            self._window.open_page("wording", name=name)

    @property
    def _may_change(self) -> bool:
        return self._desk.may(Right.MANAGE_LETTERS if self._letter_id else Right.MANAGE_RULES)

    def _show_actions(self) -> None:
        sheet = self._sheet
        shown: dict[str, bool] = {}
        if sheet is not None and sheet.letter is not None:
            shown = {"back": True, "save": sheet.editable, "follow": sheet.editable and bool(sheet.letter.wording)}
        elif sheet is not None:
            draft = sheet.state == WordingState.DRAFT
            shown = {"export": True, "throw": draft, "save": draft, "start": not draft}
            shown["retire"] = sheet.state == WordingState.USED
        if sheet is None or sheet.letter is not None:
            self.editions.hide()
        for name, made in self._actions.items():
            made.setVisible(shown.get(name, False) and (self._may_change or name in {"export", "back"}))
        self._actions["save"].setEnabled(self.editor.unsaved)
        self._actions["save"].setText(" Simpan untuk surat ini" if self._letter_id else " Simpan")

    # -- saving

    def save(self) -> None:
        """Keep what is typed."""
        sheet, text = self._sheet, self.editor.text.text
        if sheet is None:
            return
        self._actions["save"].setEnabled(False)
        if sheet.letter is not None:
            self._desk.do(letter_wordings.set_letter_wording, sheet.letter.id, text).then(
                self, lambda letter: self._letter_saved(letter, text), self._refused
            )
        elif sheet.line is not None:
            self._desk.do(wording_drafts.save_text, sheet.line.id, text).then(
                self, lambda draft: self._saved(draft, text), self._refused
            )

    def _saved(self, _draft: OfficeTemplate, text: str) -> None:
        self.editor.saved(text)
        self._window.toast("Konsep naskah disimpan")

    def _letter_saved(self, letter: Letter, text: str) -> None:
        self.editor.saved(text)
        said = "Naskah surat ini disimpan" if letter.wording else "Surat mengikuti templat"
        self._window.toast(said, action="Kembali ke surat", on_action=self._back)

    def _refused(self, error: OfficeError) -> None:
        self._show_actions()
        messages.show_error(self, error)

    # -- editions

    def start(self) -> None:
        """Begin an edition of the office from what is shown."""
        self._desk.do(wording_drafts.start_draft, self._name).then(
            self, lambda draft: self._window.open_page("wording", name=draft.name)
        )

    def _try(self) -> None:
        if self._sheet is not None and self._sheet.line is not None:
            self.editor.use.try_button.setEnabled(False)
            self._desk.do(wording_drafts.try_out, self._sheet.line.id).then(self, self._tried, self._try_failed)

    def _tried(self, found: TryOut) -> None:
        self.editor.use.show_found(found)
        self.editor.use.show_state(unsaved=self.editor.unsaved)

    def _try_failed(self, error: OfficeError) -> None:
        self.editor.use.show_state(unsaved=self.editor.unsaved)
        messages.show_error(self, error)

    def _use(self) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.line is not None:
            self._desk.do(wording_drafts.use, sheet.line.id).then(
                self, lambda _used: self._window.toast(f"{sheet.info.title} kini dibuat dari naskah kantor")
            )

    def _ask_retire(self) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.line is not None:
            line = sheet.line
            messages.ask(
                self,
                f"Kembali ke naskah bawaan? Surat yang sudah diajukan tetap; surat baru dan konsep {sheet.info.title} "
                "dibuat dari naskah bawaan.",
                "Kembali ke bawaan",
                lambda: self._desk.do(wording_drafts.retire, line.id).then(
                    self, lambda _done: self._window.toast(f"{sheet.info.title} dibuat dari naskah bawaan lagi")
                ),
                danger=True,
            )

    def _ask_throw(self) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.line is not None:
            line = sheet.line
            ask_reason(
                self._desk,
                self,
                self._window,
                f"konsep {called(sheet.name)}",
                (),
                lambda why: self._desk.do(wording_drafts.throw_away, line.id, why),
                lambda: self._thrown(sheet),
            )

    def _thrown(self, sheet: WordingSheet) -> None:
        if self.editor.kept is not None:
            self.editor.kept.drop()
        self._window.open_page("wording", name=sheet.rests_on)

    # -- one letter

    def _back(self) -> None:
        self._window.open_page("letter", letter_id=self._letter_id)

    def _ask_follow(self) -> None:
        letter_id = self._letter_id
        messages.ask(
            self,
            "Buang perubahan pada naskah surat ini? Surat mengikuti templatnya lagi.",
            "Ikuti templat",
            lambda: self._desk.do(letter_wordings.drop_letter_wording, letter_id).then(
                self, lambda letter: self._letter_saved(letter, self.editor.text.text)
            ),
            danger=True,
        )

    # -- files

    def export(self) -> None:
        """Save the wording as a file."""
        self._desk.ask(wordings.export_text, self._name).then(self, self._ask_where)

    def _ask_where(self, exported: ExportedWording) -> None:
        kind = ("Naskah surat", "toml")
        ask_save_path(
            self, "Ekspor naskah surat", exported.name, kind, self._preferences, lambda path: self.write(path, exported)
        )

    def write(self, path: Path, exported: ExportedWording) -> None:
        """Write the file, away from the UI thread."""
        self._desk.tasks.submit_free(
            lambda: write_file(path, exported.data),
            owner=self,
            on_done=lambda done: self._window.toast(f"{done.name} disimpan"),
            on_error=lambda error: messages.show_error(self, error),
        )
