"""The settings of the office's own targets: a count for each due date that the law leaves open."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.office import Office
from cases.regulations import DeadlineRule
from cases.services import calendar, office
from cases.services.recount import Moved
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.pages.settings_moves import MovesView
from desktop.pages.settings_section import Section, lock_form
from desktop.pages.step_forms.guards_side import UNVERIFIED
from desktop.widgets.basic import label
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form


class TargetsSection(Section):
    """One field a due date; blank is no target, and then no due date."""

    title = "Target kantor"
    sentence = "Untuk langkah yang tidak diberi batas oleh aturan. Kosong berarti tanpa tenggat."
    nouns = ("office", "pack")

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._office: Office | None = None
        self._rules: tuple[DeadlineRule, ...] = ()
        self.form: Form | None = None
        self.moves = MovesView()
        self.none = label("Aturan yang dimuat memberi batas bagi setiap langkah.", "infoBox", wrap=True)
        self.none.hide()
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.lines.addWidget(self.none)
        self.lines.addWidget(self._holder)
        self.lines.addWidget(self.moves)
        self.lines.addStretch(1)

    def read(self) -> None:
        """Ask for the due dates without a count of their own, then for the office's."""
        self.desk.ask(calendar.open_ended).then(self, self._show_rules)

    def _show_rules(self, rules: tuple[DeadlineRule, ...]) -> None:
        self.none.setVisible(not rules)
        if rules != self._rules:
            self._rules, self._office = rules, None
            self._build()
        self.desk.ask(office.current_office).then(self, self._show)

    def _build(self) -> None:
        """A field for each; Form fields of an earlier list go."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = Form(width=560)
        self.form.marks_optional = False
        for rule in self._rules:
            field = TextField(placeholder="tanpa target", limit=3)
            field.edit.setMaximumWidth(140)
            self.form.add(rule.key, f"{rule.title} ({rule.unit})", field, help_text=_about(rule))
        if self.may_change:
            self.form.buttons("Simpan")
            self.form.submitted.connect(self._look_first)
        else:
            lock_form(self.form)
        self._place.addWidget(self.form)

    def _show(self, current: Office) -> None:
        if self._office == current or self.form is None:
            return
        self._office = current
        self.form.set_values({rule.key: str(current.targets.get(rule.key, "")) for rule in self._rules})

    def _wanted(self) -> Office | None:
        """The office with what is entered; None when an entry is no number, which is said under it."""
        if self._office is None or self.form is None:
            return None
        targets = {key: count for key, count in self._office.targets.items() if key not in self.form.values()}
        for key, typed in self.form.values().items():
            try:
                targets |= {key: _count(typed, key)} if str(typed).strip() else {}
            except InvalidInput as error:
                self.form.show_failure(error)
                return None
        return replace(self._office, targets=targets)

    def _look_first(self) -> None:
        wanted = self._wanted()
        if wanted is not None and self.form is not None:
            self.form.set_busy(busy=True)
            self.desk.ask(calendar.preview_office, wanted).then(self, lambda moves: self._ask(wanted, moves))

    def _ask(self, wanted: Office, moves: tuple[Moved, ...]) -> None:
        if not moves:
            self._save(wanted)
            return
        self._holder.hide()
        self.moves.ask("Target kantor", moves, lambda: self._save(wanted), self._back)

    def _back(self) -> None:
        self._holder.show()
        if self.form is not None:
            self.form.set_busy(busy=False)

    def _save(self, wanted: Office) -> None:
        self._back()
        self.desk.do(office.change_office, wanted).then(self, self._done, self._failed)

    def _done(self, saved: Office) -> None:
        self._office = saved
        self.saved("Target kantor disimpan")

    def _failed(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.show_failure(error)


def _count(typed: object, key: str) -> int:
    words = str(typed).strip()
    if not words.isdecimal() or not int(words):
        raise InvalidInput("Isi dengan bilangan, mis. 21, atau kosongkan.", field=key)
    return int(words)


def _about(rule: DeadlineRule) -> str:
    basis = f"{rule.article} {rule.regulation}".strip()
    doubt = "" if rule.verified else f"{UNVERIFIED[:1].upper()}{UNVERIFIED[1:]}."
    return " ".join(part for part in (f"{basis}." if basis else "", rule.note, doubt) if part)
