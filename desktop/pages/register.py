"""Buku agenda: every number of a year, what comes next, what was left out; numbers by hand and from Excel."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.letter import RegisterEntry
from cases.model.listing import ListQuery, RegisterLine
from cases.model.listing import Page as ListPage
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.services import looking, register
from cases.services.register import HandNumber, HandPlan, Hole, RegisterView
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.files import write_file
from desktop.models.table import TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import Pager
from desktop.pages.register_counters import CountersCard
from desktop.pages.register_forms import FAR, HandForm, VoidForm
from desktop.pages.register_lists import ALL, HOLE_COLUMNS, HOLES, NUMBER_COLUMNS, OUTSIDE, SEGMENTS, STATUSES
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, hairline, label, row
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import part_with
from desktop.widgets.table import RecordTable

_TABLE: Final = "register"
_PAUSE_MS: Final = 250
_NARROW, _LOW = 900, 500
"""Pixels of the page below which the choices are stacked, and below which the counters leave their room to the list."""


class RegisterPage(Page):
    """``open_page("register")``; Enter opens the letter of a number, or enters what a number left out was used for."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._view: RegisterView | None = None
        self._may, self._may_void = desk.may(Right.ISSUE), desk.may(Right.VOID)
        self.form: Form | None = None
        self._holder: QWidget | None = None
        self.header = PageHeader("Buku agenda")
        self.void_button = button("Batalkan nomor", icon="prohibit", on_click=self._ask_void)
        self.export_button = button("Ekspor", icon="export", on_click=self._ask_where, tip="Simpan daftar ini ke Excel")
        self.import_button = button("Impor", icon="upload-simple", on_click=self._import, tip="Ambil nomor dari Excel")
        self.enter_button = button("Catat nomor", "primary", icon="plus", on_click=self.enter, shortcut="Ctrl+N")
        self.counters = CountersCard()
        self.segments = SegmentBar(SEGMENTS)
        self.year = ChoiceChip("Tahun", all_words=str(desk.office.clock.today().year))
        self.counter = ChoiceChip("Klasifikasi")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Cari nomor, perihal, tujuan")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(232)
        self.table: RecordTable[RegisterLine] = RecordTable(
            NUMBER_COLUMNS,
            sort="order",
            descending=True,
            empty=EmptyState(
                "Belum ada nomor",
                "Nomor masuk ke sini saat surat diajukan; yang dipakai di luar program dicatat atau diimpor.",
                icon="list-numbers",
            ),
            widths=self._preferences.widths(_TABLE),
            keep_widths=lambda widths: self._preferences.keep_widths(_TABLE, widths),
        )
        self.holes: RecordTable[Hole] = RecordTable(
            HOLE_COLUMNS,
            sort="-",
            hints=False,
            empty=EmptyState("Tidak ada nomor yang dilewati", "", icon="check-circle"),
        )
        self.pager: Pager[RegisterLine] = Pager(
            self, self.table, lambda query: desk.ask(register.register_page, query), self._query
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        actions = (self.void_button, *((self.import_button,) if self._may else ()))
        for action in (*actions, self.export_button, *((self.enter_button,) if self._may else ())):
            self.header.add_action(action)
        self.void_button.hide()
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.holes)
        if self._may:
            self.holes.set_note("Enter catat untuk apa nomor itu dipakai; surat dapat memakainya saat diajukan")
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.addWidget(row(self.segments, None), 1)
        self._bar.addWidget(row(self.words, self.counter, self.year, None))
        self._listed = QWidget()
        whole = QVBoxLayout(self._listed)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.counters)
        whole.addLayout(self._bar)
        whole.addWidget(hairline())
        whole.addWidget(self.lists, 1)
        self.faces = QStackedWidget()
        self.faces.addWidget(self._listed)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.faces, 1)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._show_void)
        self.table.filters_cleared.connect(self._clear_filters)
        self.holes.opened.connect(self._enter_hole)
        self.segments.chosen.connect(self._narrow)
        self.year.chosen.connect(lambda _year: self.read())
        self.counter.chosen.connect(lambda _code: self._read_rows())
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._read_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the choices stand below each other, and the header tells the next number by itself."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._bar.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.counters.setVisible(event.size().height() >= _LOW)
        self._tell()

    # -- the window's calls

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self.read()
        if self.faces.currentWidget() is self._listed:
            self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a number, its letter or the way of counting changed."""
        if changes.concerns("register", "letter", "office"):
            self.read()

    def read(self) -> None:
        """Ask how the counters stand, and for the rows."""
        self._desk.ask(register.register_view, self._year()).then(self, self._show)
        self.pager.read_again()
        for key in (ALL, *STATUSES):
            counted = ListQuery(sort="order", filters=self._filters(key), limit=1)
            self._desk.ask(register.register_page, counted).then(self, partial(self._count, key))

    def _year(self) -> int:
        return int(self.year.value or self._desk.office.clock.today().year)

    def _show(self, view: RegisterView) -> None:
        self._view = view
        today = self._desk.office.clock.today().year
        self.year.set_choices([(str(year), str(year)) for year in view.years if year != today])
        self.counter.set_choices([(code, f"{code} {title}".strip()) for code, title in view.classifications])
        self.counters.show_counters(view.counters)
        self.holes.set_rows([hole for counter in view.counters for hole in counter.holes])
        self.segments.set_count(HOLES, sum(counter.left_out for counter in view.counters))
        self._tell()

    def _tell(self) -> None:
        view = self._view
        if view is None:
            return
        if self.counters.isHidden():
            self.header.set_sentence("Berikutnya " + ", ".join(counter.next_text for counter in view.counters))
            return
        left_out = sum(counter.left_out for counter in view.counters)
        used = sum(counter.count for counter in view.counters)
        told = f"{grouped(left_out)} dilewati" if left_out else "tidak ada yang dilewati"
        self.header.set_sentence(f"{grouped(used)} nomor terpakai pada {view.year}, {told}")

    def _count(self, key: str, page: ListPage[RegisterLine]) -> None:
        self.segments.set_count(key, page.total)

    # -- narrowing

    def _filters(self, segment: str) -> dict[str, str | tuple[str, ...]]:
        filters: dict[str, str | tuple[str, ...]] = {"year": str(self._year())}
        if segment in STATUSES:
            filters["status"] = tuple(str(status) for status in STATUSES[segment])
        return filters

    def _query(self, asked: TableQuery) -> ListQuery:
        filters = dict(asked.filters) | self._filters(self.segments.current)
        if self.counter.value:
            filters["classification"] = (self.counter.value,)
        words = " ".join(self.words.text().split())
        if words:
            filters["words"] = words
        return ListQuery(sort=asked.sort, descending=asked.descending, filters=filters)

    def _read_rows(self) -> None:
        self._pause.stop()
        narrowed = self.segments.current or self.counter.value or self.words.text().strip()
        self.table.set_narrowed(narrowed=bool(narrowed))
        self.pager.read()

    def _narrow(self, key: str) -> None:
        self.lists.setCurrentWidget(self.holes if key == HOLES else self.table)
        for part in (self.words, self.counter):
            part.setVisible(key != HOLES)
        self.export_button.setEnabled(key != HOLES)
        if key != HOLES:
            self._read_rows()

    def _clear_filters(self) -> None:
        self.words.clear()
        self.counter.restore("")
        self.segments.choose(ALL)
        self._read_rows()

    def _open(self, line: RegisterLine) -> None:
        if line.letter_id:
            self._window.open_page("letter", letter_id=line.letter_id)

    def _show_void(self, line: RegisterLine | None) -> None:
        void = line is not None and not line.letter_id and line.status == OUTSIDE
        self.void_button.setVisible(self._may_void and void)

    # -- by hand

    def enter(self) -> None:
        """Ask for numbers that were used without the program."""
        self._enter()

    def _enter_hole(self, hole: Hole) -> None:
        if self._may:
            self._enter(number=hole.words, classification=hole.classification, used_on=hole.after_on)

    def _enter(self, *, number: str = "", classification: str = "", used_on: date | None = None) -> None:
        if self._view is None:
            return
        today = self._desk.office.clock.today
        form = HandForm(self._desk, self._view.classifications, today, leave=self._leave)
        form.start(number=number, classification=classification or self.counter.value, used_on=used_on or today())
        form.submitted.connect(lambda: self._save(form))
        self._show_form("Catat nomor yang dipakai di luar program", form)

    def _save(self, form: HandForm) -> None:
        try:
            typed = form.typed()
        except InvalidInput as error:
            form.show_failure(error)
            return
        form.set_busy(busy=True)
        refused = partial(self._refused, form)
        self._desk.ask(register.plan_by_hand, typed).then(self, partial(self._look_first, form, typed), refused)

    def _look_first(self, form: HandForm, typed: HandNumber, plan: HandPlan) -> None:
        """A number far ahead of the others is more often mistyped than meant, and stays taken: ask."""
        if plan.left_out <= FAR:
            self._enter_now(form, typed)
            return
        form.set_busy(busy=False)
        sentence = f"{grouped(plan.left_out)} nomor akan dilewati, dan nomor yang dicatat tidak dapat dihapus."
        messages.ask(
            self, f"{sentence} Benarkah nomornya {typed.number}?", "Catat", partial(self._enter_now, form, typed)
        )

    def _enter_now(self, form: HandForm, typed: HandNumber) -> None:
        form.set_busy(busy=True)
        self._desk.do(register.enter_by_hand, typed).then(self, self._entered, partial(self._refused, form))

    def _entered(self, entries: tuple[RegisterEntry, ...]) -> None:
        many = len(entries)
        self._ended(f"Nomor {entries[0].text} dicatat" if many == 1 else f"{many} nomor dicatat")

    def _ask_void(self) -> None:
        line = self.table.current()
        if line is None or line.letter_id:
            return
        form = VoidForm(line, leave=self._leave)
        form.submitted.connect(lambda: self._void(form))
        self._show_form("Batalkan nomor", form)

    def _void(self, form: VoidForm) -> None:
        form.set_busy(busy=True)
        self._desk.do(register.void_number, form.line.id, form.reason.value()).then(
            self, lambda entry: self._ended(f"Nomor {entry.text} dibatalkan"), partial(self._refused, form)
        )

    @staticmethod
    def _refused(form: Form, error: OfficeError) -> None:
        form.set_busy(busy=False)
        form.show_failure(error)

    def _ended(self, words: str) -> None:
        self._leave()
        self._window.toast(words)

    def _show_form(self, title: str, form: Form) -> None:
        self._drop_form()
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.addWidget(label(title, "section"))
        lines.addWidget(form)
        lines.addStretch(1)
        self.form, self._holder = form, scrolled(content)
        self.faces.addWidget(self._holder)
        self._show_face(self._holder)
        form.focus_first()

    def _show_face(self, face: QWidget) -> None:
        """Show a face; the actions belong to the lists."""
        self.faces.setCurrentWidget(face)
        listed = self.faces.currentWidget() is self._listed
        for action in (self.export_button, self.import_button, self.enter_button):
            action.setVisible(listed)
        if listed:
            self._show_void(self.table.current())
        else:
            self.void_button.hide()

    def _leave(self) -> None:
        self._show_face(self._listed)
        self._drop_form()
        (self.holes if self.segments.current == HOLES else self.table).setFocus()

    def _drop_form(self) -> None:
        if self._holder is not None:
            self.faces.removeWidget(self._holder)
            part_with(self._holder)
        self.form = self._holder = None

    # -- Excel

    def _import(self) -> None:
        self._window.open_page("register-import")

    def _ask_where(self) -> None:
        name = f"Buku agenda {self._year()}.xlsx"
        ask_save_path(self, "Simpan buku agenda", name, ("Buku kerja Excel", "xlsx"), self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is listed, in its order, away from the UI thread."""
        year, today = self._year(), self._desk.office.clock.today()

        def write(lines: tuple[RegisterLine, ...]) -> None:
            sentence = f"Tahun {year}, keadaan {long_date(today)}: {grouped(len(lines))} nomor."

            def work() -> Path:
                from reports.number_sheet import make_number_sheet  # noqa: PLC0415 - openpyxl is slow to load

                return write_file(path, make_number_sheet(lines, sentence))

            self._desk.tasks.submit_free(
                work,
                owner=self,
                on_done=lambda path: self._exported(path, len(lines)),
                on_error=lambda error: messages.show_error(self, error),
            )

        self._desk.ask(register.register_lines, self._query(self.table.query())).then(self, write)

    def _exported(self, path: Path, count: int) -> None:
        noted = self._desk.do(looking.note_list, "buku agenda", str(self._year()), count)
        noted.then(None, lambda _none: None)
        self._window.toast(
            f"Buku agenda disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path)
        )
