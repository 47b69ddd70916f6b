"""Files of which something was said and that are not in yet: kept in the encrypted database, and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from cases.errors import OfficeError
from cases.rules.dates import long_date
from cases.services import drafts
from desktop.desk import Desk
from desktop.drafting import PAUSE_MS
from desktop.widgets.evidence_confirm import EvidenceConfirm
from desktop.widgets.evidence_files import Candidate
from desktop.widgets.evidence_said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file with its title and what was said of it; ``pasted`` is a picture from the clipboard, while it is held."""

    name: str
    title: str
    said: Said
    path: Path | None = None
    pasted: Candidate | None = None


def waiting_in(confirm: EvidenceConfirm) -> list[WaitingFile]:
    """The files of a form that could go in, as they stand in it."""
    return [
        WaitingFile(
            name=row.candidate.name,
            title=row.title.text(),
            said=dict(row.said),
            path=row.candidate.path,
            pasted=row.candidate if row.candidate.path is None else None,
        )
        for row in confirm.files.good
    ]


class WaitingDraft(QObject):
    """The draft of one report's files under a key of this user.

    It is written a little after ``touch``; ``kept`` tells when it was written ("4 Oktober 2026 pukul 10.42").
    """

    def __init__(self, desk: Desk, report_id: str, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._key = desk, f"evidence:{report_id}"
        self._files: Callable[[], Sequence[WaitingFile]] | None = None
        self._written = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def read(self, give: Callable[[Sequence[WaitingFile], str], object]) -> None:
        """Ask for what was kept; ``give`` gets the files and when, and is not called when there is none."""

        def found(kept: Mapping[str, str]) -> None:
            if text := kept.get(self._key):
                self._written = True
                draft: dict[str, Any] = json.loads(text)
                zone = self._desk.office.clock.time_zone.zone
                at = datetime.fromisoformat(draft["at"]).astimezone(zone)
                give([_from_json(one) for one in draft["files"]], f"{long_date(at.date())} pukul {at:%H.%M}")

        self._desk.ask(drafts.my_drafts).then(self, found)

    def touch(self, files: Callable[[], Sequence[WaitingFile]]) -> None:
        """Something was typed: write what ``files`` gives then, soon."""
        self._files = files
        if not self._pause.isActive():
            self._pause.start()

    def flush(self) -> None:
        """Write now what was not yet written."""
        self._pause.stop()
        if self._files is not None:
            files, self._files = self._files, None
            self.keep(files())

    def keep(self, files: Sequence[WaitingFile]) -> None:
        """Write these."""
        self._pause.stop()
        self._files = None
        at = self._desk.office.clock.now().isoformat()
        text = json.dumps({"at": at, "files": [_to_json(one) for one in files]}, ensure_ascii=False)
        self._written = True
        self._desk.do(drafts.keep_draft, self._key, text).then(None, lambda _none: None, _unwritten)

    def drop(self) -> None:
        """Forget it: the files are in, or nobody wants them."""
        self._pause.stop()
        self._files = None
        if self._written:
            self._written = False
            self._desk.do(drafts.drop_draft, self._key).then(None, lambda _none: None, _unwritten)


def _unwritten(_error: OfficeError) -> None:
    """A draft that cannot be written is no reason to stop somebody: what is added is told of its own failure."""


def _to_json(one: WaitingFile) -> dict[str, Any]:
    return {"name": one.name, "title": one.title, "said": one.said, "path": str(one.path) if one.path else ""}


def _from_json(one: Mapping[str, Any]) -> WaitingFile:
    path = Path(one["path"]) if one["path"] else None
    return WaitingFile(name=one["name"], title=one["title"], said=one["said"], path=path)
