"""One regulation pack: read as a document, marked, compared; a draft changed, checked and taken into use."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import NotFound, OfficeError
from cases.model.regulation import PackState
from cases.model.user import Right
from cases.services import regulation_drafts, regulation_use, regulations
from cases.services.regulation_use import CheckLine, UsePlan
from cases.services.regulations import ExportedPack, PackLine, PackSheet
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.regulation_parts.check_form import TABLE as CHECKS
from desktop.pages.regulation_parts.checks_tab import ChecksTab
from desktop.pages.regulation_parts.compare_tab import CompareTab
from desktop.pages.regulation_parts.document import Document
from desktop.pages.regulation_parts.entry_editor import EntryEditor
from desktop.pages.regulation_parts.mark_bar import MarkBar
from desktop.pages.regulation_parts.text_tab import TextTab
from desktop.pages.regulation_parts.use_tab import UseTab
from desktop.pages.regulation_parts.words import state_look, verified_look
from desktop.preferences import Preferences
from desktop.saving import ask_save_path
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import button
from desktop.widgets.header import PageHeader

_MOVES: Final = {"up": -1, "down": 1}


class RegulationPage(Page):
    """``open_page("regulation", pack="pp-94-2021@1")``, with ``tab=`` "read", "checks", "compare", "text" or "use"."""

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
        self._may_change = desk.may(Right.MANAGE_RULES)
        self._key = ""
        self._sheet: PackSheet | None = None
        self.header = PageHeader("Peraturan")
        self._actions: dict[str, QPushButton] = {}
        self._build_actions()
        self.lines.addWidget(self.header)
        self.tabs = TabBar(
            [("read", "Isi"), ("checks", "Uji"), ("compare", "Bandingkan"), ("text", "Teks"), ("use", "Pemakaian")]
        )
        self.tabs.chosen.connect(self._show_tab)
        self.document = Document(may_change=self._may_change)
        self.marks = MarkBar(desk.office.clock.today)
        self.checks = ChecksTab()
        self.compare = CompareTab()
        self.text = TextTab(desk)
        self.use = UseTab()
        self.editor = EntryEditor(desk)
        self._contents = QStackedWidget()
        self._build_contents()
        self._wire()

    def _build_actions(self) -> None:
        words = (
            ("export", "Ekspor", "secondary", "download-simple", self.export, "Simpan sebagai berkas bagi kantor lain"),
            ("throw", "Buang konsep", "danger", "trash", self._ask_throw, ""),
            ("retire", "Nonaktifkan", "danger", "", self._ask_retire, ""),
            ("copy", "Salin menjadi konsep", "primary", "copy", self.copy, "Ubah salinannya; paket ini tetap utuh"),
            ("use", "Periksa dan pakai", "primary", "list-checks", lambda: self.tabs.choose("use"), ""),
        )
        for name, text, role, icon, act, tip in words:
            self._actions[name] = button(text, role, icon=icon, on_click=act, tip=tip)
            self.header.add_action(self._actions[name])
            self._actions[name].hide()

    def _build_contents(self) -> None:
        reading = QWidget()
        lines = QVBoxLayout(reading)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.marks)
        lines.addWidget(self.document, 1)
        self._tabbed = QWidget()
        under = QVBoxLayout(self._tabbed)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(theme.space("s"))
        under.addWidget(self.tabs)
        self._tab_pages = QStackedWidget()
        self._places = {"read": reading, "checks": self.checks, "compare": self.compare, "text": self.text}
        self._places["use"] = self.use
        for page in self._places.values():
            self._tab_pages.addWidget(page)
        under.addWidget(self._tab_pages, 1)
        self._contents.addWidget(self._tabbed)
        self._contents.addWidget(self.editor)
        self.lines.addWidget(self._contents, 1)

    def _wire(self) -> None:
        self.document.asked.connect(self._follow)
        self.marks.wanted.connect(self._mark)
        self.checks.edit_wanted.connect(lambda place: self.edit(CHECKS, place if place >= 0 else None))
        self.checks.remove_wanted.connect(lambda place: self._ask_remove(CHECKS, place))
        self.compare.wanted.connect(self._compare)
        self.text.saved.connect(self._done)
        self.editor.saved.connect(lambda key: self._done("Konsep disimpan", key))
        self.editor.closed.connect(self._edited)
        self.use.use_wanted.connect(self._use)
        self.use.line_chosen.connect(self._show_line)
        self.use.entry_chosen.connect(lambda table, place: self.edit(table, place if place >= 0 else None))
        self.use.case_chosen.connect(lambda case_id: self._window.open_page("case", case_id=case_id))

    # -- being shown

    def on_shown(self, pack: str = "", tab: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a pack; what is being edited in it stays."""
        if pack != self._key:
            self.editor.close_form()
            self.marks.hide()
            self._key, self._sheet = pack, None
            self.use.clear()
            self.tabs.choose("read")
        if tab:
            self.tabs.choose(tab)
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again what changed."""
        if self._key and changes.concerns("pack", "mark"):
            self._read()

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        self.editor.flush()
        if self.text.kept is not None:
            self.text.kept.flush()
        return True

    def _read(self) -> None:
        key = self._key
        self._desk.ask(regulations.pack_sheet, key).then(self, self._take, lambda error: self._gone(key, error))

    def _gone(self, key: str, error: OfficeError) -> None:
        """A draft that was thrown away leaves its page; anything else is said."""
        if key != self._key:
            return
        if not isinstance(error, NotFound):
            messages.show_error(self, error)
        elif self.isVisible():
            self._window.open_page("settings", section="regulations")

    def _take(self, sheet: PackSheet) -> None:
        if sheet.line.key != self._key:
            return
        self._sheet = sheet
        line = sheet.line
        self.header.set_title(f"{line.short}, versi {line.version}")
        self.header.set_sentence(line.title)
        self.header.set_pills(state_look(line), *([] if line.draft else [verified_look(line)]))
        self._show_actions()
        self.document.show_sheet(sheet)
        self.text.show_sheet(sheet, may_change=self._may_change)
        self._desk.ask(regulations.pack_lines).then(self, lambda lines: self._offer(sheet, lines))
        self._desk.ask(regulation_use.check_results, line.key).then(self, lambda found: self._show_checks(line, found))
        self._show_tab(self.tabs.current)

    def _show_actions(self) -> None:
        """Show what can be done with the pack as it stands; nothing while an entry is being changed."""
        line = self._sheet.line if self._sheet is not None else None
        shown: dict[str, bool] = {}
        if line is not None and self.editor.form is None:
            shown = {"export": True, "throw": line.draft, "copy": not line.draft}
            shown["use"] = line.state in {PackState.DRAFT, PackState.RETIRED} and self.tabs.current != "use"
            shown["retire"] = line.state == PackState.ACTIVE
        for name, made in self._actions.items():
            made.setVisible(shown.get(name, False) and (self._may_change or name == "export"))

    def _offer(self, sheet: PackSheet, lines: tuple[PackLine, ...]) -> None:
        if self._current(sheet.line):
            self.compare.show_packs(sheet.line, lines)
            if self.tabs.current == "compare":
                self.compare.ask()

    def _show_checks(self, line: PackLine, found: tuple[CheckLine, ...]) -> None:
        if self._current(line):
            self.checks.show_lines(found, editable=self._editable)

    def _show_plan(self, line: PackLine, plan: UsePlan) -> None:
        if self._current(line):
            self.use.show_plan(line, plan, may_change=self._may_change)

    def _current(self, line: PackLine) -> bool:
        return self._sheet is not None and self._sheet.line.key == line.key

    @property
    def _editable(self) -> bool:
        return self._may_change and self._sheet is not None and self._sheet.line.draft

    def _show_tab(self, key: str) -> None:
        self._tab_pages.setCurrentWidget(self._places[key])
        self._show_actions()
        if self._sheet is None:
            return
        if key == "compare":
            self.compare.ask()
        if key == "use":
            self._plan(self._sheet.line)

    # -- reading and marks

    def _follow(self, verb: str, table: str, name: str) -> None:
        """Do what a link of the document stands for."""
        if verb == "mark":
            self._ask_mark(table, name)
        elif verb == "unmark":
            self._take_back((name,) if name else ())
        elif verb in {"edit", "add"}:
            self.edit(table, int(name) if name else None)
        elif verb == "remove":
            self._ask_remove(table, int(name))
        elif verb in _MOVES and self._sheet is not None:
            place = int(name)
            self._do_draft(regulation_drafts.move_entry, table, place, place + _MOVES[verb])

    def _ask_mark(self, table: str, address: str) -> None:
        if self._sheet is None:
            return
        group = next((each for each in self._sheet.groups if each.table == table), None)
        if address:
            self.marks.ask(f"{_heading(self._sheet, address)}: sudah dicocokkan dengan salinan resmi", (address,))
        elif group is not None:
            open_ones = tuple(entry.address for entry in group.entries if not entry.verified)
            self.marks.ask(f"{group.title}: {len(open_ones)} entri sudah dicocokkan dengan salinan resmi", open_ones)
        else:
            count = self._sheet.line.entries
            self.marks.ask(f"Seluruh paket ({count} entri) sudah dicocokkan dengan salinan resmi", ())

    def _mark(self, entries: tuple[str, ...], on: date, note: str) -> None:
        self._desk.do(regulations.mark_verified, self._key, entries, on, note).then(
            self, lambda made: self._marked(sum(bool(mark.entry) for mark in made)), self.marks.refuse
        )

    def _marked(self, count: int) -> None:
        self.marks.hide()
        self._window.toast(f"{count} entri ditandai diverifikasi")

    def _take_back(self, entries: tuple[str, ...]) -> None:
        def take() -> None:
            self._desk.do(regulations.take_back, self._key, entries).then(
                self, lambda count: self._window.toast(f"{count} tanda verifikasi dibatalkan")
            )

        if entries:
            take()
        else:
            messages.ask(self, "Batalkan semua tanda verifikasi paket ini?", "Batalkan tanda", take, danger=True)

    def _compare(self, other: str) -> None:
        key = self._key
        self._desk.ask(regulations.compare_packs, other, key).then(
            self, lambda found: self.compare.show_differences(found) if key == self._key else None
        )

    # -- a draft

    def edit(self, table: str, place: int | None) -> None:
        """Show the form of an entry, of a new one without a place, or of the head."""
        if self._sheet is not None and self._editable:
            self.editor.edit(self._sheet, table, place)
            self._contents.setCurrentWidget(self.editor)
            self._show_actions()

    def _edited(self) -> None:
        self._contents.setCurrentWidget(self._tabbed)
        self._show_actions()

    def _done(self, words: str, key: str) -> None:
        """Say what was done; a draft may have another name now."""
        self._window.toast(words)
        if key != self._key:
            self._key, self._sheet = key, None
            self._window.open_page("regulation", pack=key, tab=self.tabs.current)

    def _ask_remove(self, table: str, place: int) -> None:
        one = "uji ini" if table == CHECKS else "entri ini"
        messages.ask(
            self,
            f"Hapus {one} dari konsep? Paket asalnya tidak tersentuh.",
            "Hapus",
            lambda: self._do_draft(regulation_drafts.remove_entry, table, place),
            danger=True,
        )

    def _do_draft(self, service: Any, *args: Any) -> None:  # noqa: ANN401 - each service's own
        if self._sheet is not None:
            self._desk.do(service, self._sheet.line.record_id, *args).then(
                self, lambda _draft: self._window.toast("Konsep disimpan")
            )

    def _ask_throw(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            ask_reason(
                self._desk,
                self,
                self._window,
                f"konsep {sheet.line.key}",
                (),
                lambda why: self._desk.do(regulation_drafts.throw_away, sheet.line.record_id, why),
            )

    def _show_line(self, line: int) -> None:
        self.tabs.choose("text")
        self.text.go_to(line)

    # -- use

    def _plan(self, line: PackLine) -> None:
        if not line.record_id or line.state == PackState.ACTIVE:
            self.use.show_standing(line)
            return
        self._desk.ask(regulation_use.use_plan, line.record_id).then(self, lambda plan: self._show_plan(line, plan))

    def _use(self) -> None:
        if self._sheet is None:
            return
        self.use.use_button.setEnabled(False)
        self._desk.do(regulation_use.activate, self._sheet.line.record_id).then(
            self, lambda used: self._window.toast(f"{used.key} dipakai"), self._not_used
        )

    def _not_used(self, error: OfficeError) -> None:
        messages.show_error(self, error)
        if self._sheet is not None:
            self._plan(self._sheet.line)

    def _ask_retire(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            messages.ask(
                self,
                f"Nonaktifkan {sheet.line.key}? Perkara yang mengingatnya tetap mengikutinya sampai selesai; perkara "
                "baru mengikuti versi sebelumnya.",
                "Nonaktifkan",
                lambda: self._desk.do(regulation_use.retire, sheet.line.record_id).then(
                    self, lambda pack: self._window.toast(f"{pack.key} tidak dipakai lagi")
                ),
                danger=True,
            )

    # -- copies and files

    def copy(self) -> None:
        """Make a draft of the pack and show it."""
        self._desk.do(regulation_drafts.copy_pack, self._key).then(
            self, lambda draft: self._window.open_page("regulation", pack=draft.key)
        )

    def export(self) -> None:
        """Save the pack as a file."""
        self._desk.ask(regulations.export_pack, self._key).then(self, self._ask_where)

    def _ask_where(self, exported: ExportedPack) -> None:
        kind = ("Paket aturan", "toml")
        ask_save_path(
            self,
            "Ekspor paket aturan",
            exported.name,
            kind,
            self._preferences,
            lambda path: self._write(path, exported),
        )

    def _write(self, path: Path, exported: ExportedPack) -> None:
        self._desk.tasks.submit_free(
            lambda: write_file(path, exported.data),
            owner=self,
            on_done=lambda done: self._window.toast(f"{done.name} disimpan; tanda verifikasi tidak ikut"),
            on_error=lambda error: messages.show_error(self, error),
        )


def _heading(sheet: PackSheet, address: str) -> str:
    entries = (entry for group in sheet.groups for entry in group.entries)
    found = next(entry for entry in entries if entry.address == address)
    return found.heading or found.where or address
