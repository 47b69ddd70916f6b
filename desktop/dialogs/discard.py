"""Discarding with a reason: what goes along, why, and at once the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cases.changes import Noun
from cases.errors import OfficeError
from cases.model.discarded import Discarded
from cases.model.user import Right
from cases.services import discarding
from cases.services.discarding import DiscardPreview, Restored
from desktop import messages, theme
from desktop.desk import Desk, Request
from desktop.navigation import Navigator
from desktop.widgets.basic import label
from desktop.widgets.fields import LongTextField
from desktop.widgets.form import Form

_WIDTH = 460
_WAY_BACK = "Catatan ini hilang dari daftar, pencarian, dan rekap, dan dapat dipulihkan dari Sampah."

Act = Callable[[str], Request[Discarded]]
Done = Callable[[], object]


class ReasonDialog(QDialog):
    """Asks for a reason; ``form`` submits it and shows what is refused. ``danger``: there is no way back."""

    def __init__(self, parent: QWidget, title: str, lines: Sequence[str], verb: str, *, danger: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("Netralitas")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.space("s"))
        heading = label(title, "section", wrap=True)
        heading.setFixedWidth(_WIDTH)
        whole.addWidget(heading)
        for line in lines:
            whole.addWidget(label(line, "body", wrap=True))
        self.form = Form(width=_WIDTH)
        self.reason = self.form.add("reason", "Alasan", LongTextField(rows=3), required=True)
        go = self.form.buttons(verb, cancel=self.reject)
        if danger:
            theme.set_role(go, "danger")
        whole.addWidget(self.form)
        self.form.focus_first()

    def refuse(self, error: OfficeError) -> None:
        """Say what is wrong; the reason stays."""
        self.form.set_busy(busy=False)
        self.form.show_failure(error)


def ask_discard(
    desk: Desk, parent: QWidget, window: Navigator, noun: Noun, record_id: str, done: Done | None = None
) -> None:
    """Show what discarding a record takes along and ask why, or say why it must stay and what to do instead."""
    desk.ask(discarding.preview, noun, record_id).then(
        parent,
        lambda found: _offer(
            desk, parent, window, found, lambda why: desk.do(discarding.discard, noun, record_id, why), done
        ),
    )


def ask_discard_respondent(desk: Desk, parent: QWidget, window: Navigator, report_id: str, respondent_id: str) -> None:
    """The same for an accused of a report."""
    desk.ask(discarding.preview_respondent, report_id, respondent_id).then(
        parent,
        lambda found: _offer(
            desk,
            parent,
            window,
            found,
            lambda why: desk.do(discarding.discard_respondent, report_id, respondent_id, why),
        ),
    )


def ask_reason(
    desk: Desk, parent: QWidget, window: Navigator, title: str, lines: Sequence[str], act: Act, done: Done | None = None
) -> ReasonDialog:
    """Ask why something is discarded and do it by ``act``; a toast says so and takes it back."""
    dialog = ReasonDialog(parent, f"Buang {title}?", (*lines, _WAY_BACK), "Buang ke Sampah")

    def gone(entry: Discarded) -> None:
        dialog.accept()
        window.toast(
            f"{entry.title} dibuang ke Sampah.",
            action="Batalkan" if desk.may(Right.DISCARD) else "",
            on_action=lambda: restore(desk, parent, window, entry.id),
        )
        if done is not None:
            done()

    def go() -> None:
        dialog.form.set_busy(busy=True)
        act(dialog.reason.value()).then(dialog, gone, dialog.refuse)

    dialog.form.submitted.connect(go)
    dialog.open()
    return dialog


def restore(
    desk: Desk,
    parent: QWidget | None,
    window: Navigator,
    entry_id: str,
    done: Callable[[Restored], object] | None = None,
) -> None:
    """Put an entry of Sampah back and say what is different now."""

    def back(found: Restored) -> None:
        window.toast(f"{found.title} dipulihkan. {found.note}".strip())
        if done is not None:
            done(found)

    desk.do(discarding.restore, entry_id).then(parent, back)


def _offer(
    desk: Desk, parent: QWidget, window: Navigator, found: DiscardPreview, act: Act, done: Done | None = None
) -> None:
    if found.refusal:
        messages.show_sentence(parent, found.refusal)
        return
    lines = [f"Ikut dibuang: {', '.join(found.along)}."] if found.along else []
    ask_reason(desk, parent, window, found.title, lines, act, done)
