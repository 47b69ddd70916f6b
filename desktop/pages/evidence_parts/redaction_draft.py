"""Marks that were drawn and not yet saved: kept as a draft, so that a program that dies does not lose them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer

from cases.model.marks import Mark
from cases.rules.dates import long_date
from cases.services import drafts
from desktop.desk import Desk

if TYPE_CHECKING:
    from desktop.widgets.redaction_editor import RedactionEditor

PAUSE_MS: Final = 700


class _Kept(msgspec.Struct, frozen=True):
    """What a draft holds."""

    at: datetime
    marks: tuple[Mark, ...]
    title: str
    reason: str


class RedactionDraft(QObject):
    """Keeps what an editor holds under the key of an item, a little after each change; ``drop`` when it was saved."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ""
        self._editor: RedactionEditor | None = None
        self._kept = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)

    def watch(self, editor: RedactionEditor, evidence_id: str, ready: Callable[[], object]) -> None:
        """Put an earlier draft back into an editor that was just started, then keep what is done in it."""
        self._key, self._editor, self._kept = f"redaction:{evidence_id}", editor, False
        self._desk.ask(drafts.my_drafts).then(self, lambda found: self._put_back(editor, found, ready))

    def follow(self) -> None:
        """Something was changed."""
        if self._editor is not None:
            self._pause.start()

    def settle(self) -> None:
        """Write at once what would be written soon."""
        if self._pause.isActive():
            self._write()

    def _write(self) -> None:
        """Write what is held now; marks as they were at the start are no draft."""
        self._pause.stop()
        editor = self._editor
        if editor is None or self._desk.tasks.closed:
            return
        if not editor.sheet.dirty:
            self._forget()
            return
        now = self._desk.office.clock.now()
        kept = _Kept(now, editor.sheet.marks, editor.panel.copy_title.draft(), editor.panel.reason.draft())
        self._kept = True
        self._desk.do(drafts.keep_draft, self._key, msgspec.json.encode(kept).decode()).then(self, lambda _none: None)

    def drop(self) -> None:
        """Forget it: the copy was saved, or the marks were thrown away."""
        self._pause.stop()
        self._forget()
        self._editor = None

    def _forget(self) -> None:
        if self._kept:
            self._kept = False
            self._desk.do(drafts.drop_draft, self._key).then(None, lambda _none: None)

    def _put_back(self, editor: RedactionEditor, found: Mapping[str, str], ready: Callable[[], object]) -> None:
        text = found.get(self._key)
        if text is not None and editor is self._editor:
            kept = msgspec.json.decode(text, type=_Kept)
            self._kept = True
            editor.restore(kept.marks, kept.title, kept.reason)
            at = kept.at.astimezone(self._desk.office.clock.time_zone.zone)
            words = f"Tanda tanggal {long_date(at.date())} pukul {at:%H.%M} yang belum disimpan dipulihkan."
            editor.notice.say(words, role="infoBox")
        ready()
