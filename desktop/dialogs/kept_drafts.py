"""After a crash one question: what was typed and not saved, with its case and time; put back, or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any, Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from cases.rules.dates import long_date
from cases.services import drafts
from cases.services.drafts import KeptDraft
from desktop import theme
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.widgets.basic import button, label, row

_WIDTH: Final = 520
Place: TypeAlias = tuple[str, dict[str, Any]]
_SECTIONS: Final = {"letters": "choices"}


def _settings(section: str) -> Callable[[list[str]], Place]:
    return lambda _ids: ("settings", {"section": section})


def _wording(ids: list[str]) -> Place:
    """The text of a letter, a shipped wording by its name, or an edition of the office's, which its list opens."""
    if ids[0] == "letter":
        return "wording", {"letter_id": ids[1]}
    return ("wording", {"name": ids[0]}) if "@" in ids[0] else ("settings", {"section": "wordings"})


def _correction(ids: list[str]) -> Place:
    step_id = "" if ids[1] == "case" else ids[1]
    return "correction", {"case_id": ids[0], "step_id": step_id, "withdraw": "withdraw" in ids}


PLACES: Final[dict[str, Callable[[list[str]], Place]]] = {
    "report": lambda ids: ("report", {} if ids[0] == "new" else {"report_id": ids[0], "edit": True}),
    "quick-entry": lambda _ids: ("quick-entry", {}),
    "old-case": lambda ids: ("old-case", {} if ids[0] == "new" else {"old_case_id": ids[0]}),
    "verify": lambda ids: ("verify", {"report_id": ids[0], "respondent_id": ids[1]}),
    "open-case": lambda ids: ("open-case", {"report_id": ids[0], "respondent_ids": tuple(ids[1].split("+"))}),
    "step": lambda ids: ("case", {"case_id": ids[0], "step": ids[1]}),
    "officials": lambda ids: ("case", {"case_id": ids[0]}),
    "correction": _correction,
    "evidence-facts": lambda ids: ("report", {"report_id": ids[1], "evidence_id": ids[0]}),
    "evidence": lambda ids: ("report", {"report_id": ids[0], "tab": "evidence"}),
    "letter": lambda ids: ("letter", {"letter_id": ids[0]}),
    "letter-request": lambda ids: ("letter-request", {"kind": ids[2], ids[0]: ids[1]} if ids[0] else {"kind": ids[2]}),
    "pack": _settings("regulations"),
    "pack-text": _settings("regulations"),
    "wording": _wording,
    "settings": lambda ids: ("settings", {"section": _SECTIONS.get(ids[0], ids[0])}),
    "signatory": _settings("signatories"),
    "election": _settings("elections"),
    "account": lambda _ids: ("account", {}),
    "round": lambda _ids: ("round-edit", {}),
}
"""Where the form of a draft is opened, by the first word of its key; one of a picture waits until that is opened."""


def place_of(key: str) -> Place | None:
    """Return the page with its arguments that opens the form of a draft, None where there is no way to it."""
    kind, *ids = key.split(":")
    known = PLACES.get(kind) or (PLACES["letter"] if kind.startswith("letter-") else None)
    return known(ids) if known is not None and ids else None


class KeptDraftsDialog(QDialog):
    """One line for each draft, ticked; ``restored`` and ``thrown`` are told of the keys."""

    def __init__(
        self,
        parent: QWidget,
        found: Sequence[KeptDraft],
        zone: tzinfo,
        answered: Callable[[tuple[str, ...], tuple[str, ...]], object],
    ) -> None:
        super().__init__(parent)
        self._answered = answered
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.space("s"))
        whole.addWidget(label("Ada isian yang belum disimpan", "section"))
        several = len(found) > 1
        words = "Netralitas berhenti sebelum isian ini disimpan."
        more = " Yang dicentang dipulihkan, yang lain dibuang." if several else ""
        told = label(words + more, "body", wrap=True)
        told.setFixedWidth(_WIDTH)
        whole.addWidget(told)
        self.boxes: dict[str, QCheckBox] = {}
        for draft in found:
            at = draft.at.astimezone(zone)
            when = f"terakhir diketik {long_date(at.date())} pukul {at:%H.%M}"
            box = QCheckBox(f"{draft.title}\n{when}")
            box.setChecked(True)
            box.setAccessibleName(f"{draft.title}, {when}")
            if several:
                whole.addWidget(box)
            else:
                whole.addWidget(label(draft.title, "event", wrap=True))
                whole.addWidget(label(when, "caption"))
            self.boxes[draft.key] = box
        self.throw = button("Buang semua" if several else "Buang", on_click=lambda: self._answer(()))
        self.restore = button("Pulihkan", "primary", icon="clock-counter-clockwise", on_click=self._restore)
        self.restore.setDefault(True)
        whole.addWidget(row(None, self.throw, self.restore))
        self.restore.setFocus()

    def _restore(self) -> None:
        self._answer(tuple(key for key, box in self.boxes.items() if box.isChecked()))

    def _answer(self, kept: tuple[str, ...]) -> None:
        self.accept()
        self._answered(kept, tuple(key for key in self.boxes if key not in kept))


def begin(desk: Desk, window: MainWindow) -> None:
    """Begin the session of who logged in, and ask about what a session that never ended has left."""

    def ask(found: tuple[KeptDraft, ...]) -> None:
        if found:
            zone = desk.office.clock.time_zone.zone
            KeptDraftsDialog(window, found, zone, answered).open()

    def answered(kept: tuple[str, ...], thrown: tuple[str, ...]) -> None:
        def done(_none: object) -> None:
            place = place_of(kept[0]) if kept else None
            if place is not None:
                window.open_page(place[0], **place[1])
            waiting = len(kept) - (place is not None)
            if waiting:
                window.toast(f"{waiting} isian menunggu di formulirnya.")

        desk.do(drafts.answer_drafts, thrown).then(window, done)

    desk.do(drafts.begin_session).then(window, ask)
