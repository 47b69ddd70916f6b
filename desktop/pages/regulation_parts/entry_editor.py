"""Where an entry of a draft, or its head, is changed: the form in the place of the tabs, kept while it is typed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.regulation import OfficePack
from cases.regulations.addresses import address_of
from cases.regulations.entries import Entry
from cases.services import regulation_drafts
from cases.services.regulations import PackSheet
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.regulation_parts.check_form import TABLE as CHECKS
from desktop.pages.regulation_parts.check_form import CheckForm
from desktop.pages.regulation_parts.entry_form import HEAD, EntryForm, titled
from desktop.widgets.basic import label
from desktop.widgets.form import scrolled
from desktop.widgets.parting import part_with


class EntryEditor(QWidget):
    """Shows one form at a time; ``saved`` gives the key of the draft, ``closed`` comes whenever the form is gone."""

    saved = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._holder: QWidget | None = None
        self.form: EntryForm | None = None
        self.draft: FormDraft | None = None

    def edit(self, sheet: PackSheet, table: str, place: int | None) -> None:
        """Show the form of an entry, of a new one without a place, or of the head."""
        self.close_form()
        record = _record(sheet, table, place)
        kind = CheckForm if table == CHECKS else EntryForm
        form = kind(table, record, sheet.titles, self._desk.office.clock.today, self.cancel)
        form.submitted.connect(lambda: self._save(form, sheet.line.record_id, table, place))
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(titled(table, record), "section", wrap=True))
        lines.addWidget(form)
        lines.addStretch(1)
        self.form, self._holder = form, scrolled(content)
        self._lines.addWidget(self._holder)
        name = "new" if place is None else address_of(table, place + 1, record) if isinstance(record, Entry) else place
        self.draft = FormDraft(self._desk, f"pack:{sheet.line.record_id}:{table}:{name}", form)
        form.focus_first()

    def flush(self) -> None:
        """Keep what is typed."""
        if self.draft is not None:
            self.draft.flush()

    def cancel(self) -> None:
        """Forget what was typed."""
        if self.draft is not None:
            self.draft.drop()
        self.close_form()

    def close_form(self) -> None:
        """Take the form away; what was typed and not cancelled comes back with it."""
        if self._holder is not None:
            self._lines.removeWidget(self._holder)
            part_with(self._holder)
            self.form = self.draft = self._holder = None
            self.closed.emit()

    def _save(self, form: EntryForm, record_id: str, table: str, place: int | None) -> None:
        form.set_busy(busy=True)

        def refused(error: OfficeError) -> None:
            form.set_busy(busy=False)
            form.show_failure(error)

        if table == HEAD:
            request = self._desk.do(regulation_drafts.save_head, record_id, form.given(whole=True))
        else:
            request = self._desk.do(regulation_drafts.save_entry, record_id, table, place, form.given())
        request.then(form, self._done, refused)

    def _done(self, draft: OfficePack) -> None:
        self.cancel()
        self.saved.emit(draft.key)


def _record(sheet: PackSheet, table: str, place: int | None) -> msgspec.Struct | None:
    """What is to be changed, as it is written in the draft; None for a new entry."""
    if table == HEAD:
        return sheet.pack.head
    if place is None:
        return None
    field = next(each for each in msgspec.structs.fields(sheet.pack) if each.encode_name == table)
    entries: tuple[msgspec.Struct, ...] = getattr(sheet.pack, field.name)
    return entries[place] if place < len(entries) else None
