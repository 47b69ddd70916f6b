"""The settings of the office's own targets: a count for each due date that the law leaves open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QStackedWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import Track
from cases.model.office import Office
from cases.regulations import DeadlineRule, tracks_of
from cases.services import calendar, office
from cases.services.recount import Moved
from desktop import messages
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.settings_moves import MovesView
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form
from desktop.widgets.table import RecordTable


@dataclass(frozen=True, slots=True)
class Target:
    """A due date without a count in the law, and the office's own, 0 for none."""

    rule: DeadlineRule
    count: int

    @property
    def id(self) -> str:
        """The key of the due date."""
        return self.rule.key

    @property
    def words(self) -> str:
        """The target as the list says it."""
        return f"{self.count} {self.rule.unit}" if self.count else "tanpa target"


_COLUMNS: tuple[Column[Target], ...] = (
    Column(
        key="title",
        title="Langkah",
        width=220,
        text=lambda one: one.rule.title,
        second=lambda one: ", ".join(TRACKS[Track(track)] for track in tracks_of(one.rule)),
        stretch=True,
        sortable=False,
        filtered=False,
    ),
    Column(
        key="basis",
        title="Dasar",
        width=230,
        text=lambda one: f"{one.rule.article} {one.rule.regulation}".strip() or "–",
        second=lambda one: "tanpa batas waktu" if one.rule.verified else "tanpa batas waktu · belum diverifikasi",
        tip=lambda one: one.rule.note,
        hue=lambda one: "" if one.rule.verified else "amber",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="count",
        title="Target kantor",
        width=150,
        text=lambda one: one.words,
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
)


class TargetsSection(Section):
    """A list; Enter sets a target, and the due dates that it moves are shown before it is saved."""

    title = "Target kantor"
    sentence = "Untuk langkah yang tidak diberi batas oleh aturan. Tanpa target, langkah itu tidak bertenggat."
    nouns = ("office", "pack")
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._office: Office | None = None
        self.table: RecordTable[Target] = RecordTable(
            _COLUMNS,
            sort="-",  # they come in the order of the packs
            hints=False,
            empty=EmptyState("Setiap langkah sudah diberi batas oleh aturan", "", icon="check-circle"),
            count_words=lambda loaded, _total: f"{loaded} langkah tanpa batas waktu",
        )
        self.pages = ListAndForm(self.table)
        self.moves = MovesView()
        self.faces = QStackedWidget()
        self.faces.addWidget(self.pages)
        self.faces.addWidget(self.moves)
        self.lines.addWidget(self.faces, 1)
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        if self.may_change:
            self.buttons.addWidget(button("Ubah target", "primary", icon="target", on_click=self._open_chosen))
            self.table.opened.connect(self.open)

    def read(self) -> None:
        """Ask for the office and for the due dates without a count of their own."""
        self.desk.ask(office.current_office).then(self, self._show_office)

    def _show_office(self, current: Office) -> None:
        self._office = current
        self.desk.ask(calendar.open_ended).then(self, lambda rules: self._show(current, rules))

    def _show(self, current: Office, rules: tuple[DeadlineRule, ...]) -> None:
        self.table.set_rows([Target(rule, current.targets.get(rule.key, 0)) for rule in rules])

    def _open_chosen(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.open(chosen)

    def open(self, target: Target) -> None:
        """Ask for the count of one due date."""
        form = Form()
        form.marks_optional = False
        words = " ".join(part for part in (target.rule.note, "Kosongkan untuk tanpa target.") if part)
        field = TextField(placeholder="mis. 21", limit=3)
        field.restore(str(target.count or ""))
        form.add("count", f"Target dalam {target.rule.unit}", field, help_text=words)
        form.buttons("Simpan", cancel=self.pages.close_form)
        form.submitted.connect(lambda: self._look_first(target.rule, str(field.value()), form))
        self.pages.open_form(target.rule.title, form)

    def _look_first(self, rule: DeadlineRule, typed: str, form: Form) -> None:
        current = self._office
        if current is None:
            return
        try:
            count = _count(typed)
        except InvalidInput as error:
            form.show_failure(error)
            return
        others = {key: kept for key, kept in current.targets.items() if key != rule.key}
        wanted = replace(current, targets=others | ({rule.key: count} if count else {}))
        form.set_busy(busy=True)

        def put() -> None:
            self.desk.do(office.change_office, wanted).then(self, self._done, lambda error: self._failed(form, error))

        self.desk.ask(calendar.preview_office, wanted).then(
            self, lambda moves: self._ask(rule.title, moves, put, form), lambda error: self._failed(form, error)
        )

    def _ask(self, title: str, moves: tuple[Moved, ...], put: Callable[[], object], form: Form) -> None:
        if not moves:
            put()
            return

        def leave() -> None:
            self.faces.setCurrentWidget(self.pages)
            form.set_busy(busy=False)

        self.moves.ask(title, moves, put, leave)
        self.faces.setCurrentWidget(self.moves)

    def _done(self, saved: Office) -> None:
        self._office = saved
        self.faces.setCurrentWidget(self.pages)
        self.pages.close_form()
        self.saved("Target kantor disimpan")

    def _failed(self, form: Form, error: OfficeError) -> None:
        self.faces.setCurrentWidget(self.pages)
        form.set_busy(busy=False)
        if not form.show_failure(error):
            messages.show_error(self, error)


def _count(typed: str) -> int:
    if typed and not typed.isdecimal():
        raise InvalidInput("Isi dengan bilangan, mis. 21, atau kosongkan.", field="count")
    return int(typed or 0)
