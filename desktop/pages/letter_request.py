"""A letter on request: which kind, at the left; what is asked for it, at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.letter import Letter
from cases.model.user import Right
from cases.services import letter_requests
from cases.services.letter_requests import Offer, Offered
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.letter_parts.entry_fields import add_asks, entered, lacking
from desktop.pages.letter_parts.offer_list import OfferList
from desktop.widgets.basic import Card, button, has_cursor, label, with_button
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear

_WIDEST, _NARROWEST, _SHARE = 348, 216, 0.32
"""How wide the kinds may stand: the form needs the room of a small window."""
_COMPLETE = "Isian lengkap. Nomor dan tanggal surat ditentukan saat surat diajukan."


def request_button(window: Navigator, **whose: str) -> QWidget:
    """The button "Buat surat" for what stands alone; ``whose`` is ``case_id=`` or ``report_id=``, or nothing."""
    return button(
        "Buat surat",
        icon="file-plus",
        on_click=lambda: window.open_page("letter-request", **whose),
        tip="Surat yang tidak dibuat oleh suatu tahap",
    )


class LetterRequestPage(Page):
    """``open_page("letter-request", case_id=... | report_id=..., kind=...)``; with neither, a letter of the office."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._whose: dict[str, str] = {}
        self._kind = ""
        self._offered: Offered | None = None
        self.form: Form | None = None
        self.draft: FormDraft | None = None
        self.state = label("", "help", wrap=True)
        self.header = PageHeader("Buat surat")
        self.list = OfferList()
        self.list.marked.connect(self._show_offer)
        self.list.taken.connect(self._to_form)
        self._build()

    def _build(self) -> None:
        self.lines.addWidget(self.header)
        self._across = QWidget()
        across = QHBoxLayout(self._across)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("m"))
        self._kinds = Card("Jenis surat")
        self._kinds.add(self.list, 1)
        across.addWidget(self._kinds)
        self._card = Card()
        self._title = label("", "section", wrap=True)
        self._why = label("", "sentence", wrap=True)
        self._notes = QVBoxLayout()
        self._place = QVBoxLayout()
        self._card.add(self._title)
        self._card.add(self._why)
        self._card.add(self.state)
        self._card.body.addLayout(self._notes)
        self._card.body.addSpacing(theme.space("xs"))
        self._card.body.addLayout(self._place, 1)
        across.addWidget(self._card, 1)
        self.lines.addWidget(self._across, 1)
        self._none = EmptyState(
            "Belum ada surat yang dapat dibuat di sini",
            "Surat yang dibuat oleh tahap perkara ada di halaman perkaranya.",
            icon="envelope-simple",
        )
        self.lines.addWidget(self._none, 1)
        self._across.hide()
        self._none.hide()

    # -- the window's calls

    def on_shown(
        self,
        *,
        case_id: str = "",
        report_id: str = "",
        kind: str = "",
        **_other: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Show what may be asked for; what was typed before comes back."""
        whose = {"case_id": case_id} if case_id else {"report_id": report_id} if report_id else {}
        if whose != self._whose:
            self._drop_form()
            self._across.hide()
            self.header.set_sentence("")
        self._whose, self._kind = whose, kind or (self._kind if whose == self._whose else "")
        self._desk.ask(letter_requests.offered, **whose).then(self, lambda found: self._take(whose, found))

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the form what it needs."""
        super().resizeEvent(event)
        self._kinds.setFixedWidth(min(max(int(self.width() * _SHARE), _NARROWEST), _WIDEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; what was typed stays as a draft."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    # -- choosing

    def _take(self, whose: dict[str, str], found: Offered) -> None:
        if whose != self._whose:
            return
        self._offered = found
        self.header.set_sentence(_whose_words(whose, found))
        self._across.setVisible(bool(found.offers))
        self._none.setVisible(not found.offers)
        self._drop_form()
        wanted = self._kind  # the list tells of the one that it marks
        self.list.show_offers(found, wanted)
        if wanted and self.form is not None:
            self._to_form()
        else:
            QTimer.singleShot(0, self.list, self.list.setFocus)

    def _show_offer(self, offer: Offer) -> None:
        """Show the form of a kind, or why there is none yet."""
        self._kind = offer.kind
        self._drop_form()
        self._title.setText(offer.title)
        self._why.setText(offer.why)
        clear(self._notes)
        self.state.setVisible(not offer.obstacle)
        if offer.obstacle:
            self._notes.addWidget(label(f"Belum waktunya. {offer.obstacle}", "infoBox", wrap=True))
            self._place.addStretch(1)
            return
        if offer.draft_id:
            words = label("Konsep surat ini sudah ada dan belum diajukan.", "infoBox", wrap=True)
            self._notes.addWidget(with_button(words, "Buka konsep", lambda: self._open(offer.draft_id)))
        may = self._desk.may(Right.MANAGE_LETTERS)
        self.state.setVisible(may)
        if may:
            self._put_form(offer)

    def _put_form(self, offer: Offer) -> None:
        form = self.form = Form()
        known = self._offered.known if self._offered is not None else ()
        add_asks(form, offer.asks, self._desk, self, known)
        form.buttons("Buat konsep", icon="file-plus", cancel=self._leave)
        form.submitted.connect(lambda: self._submit(offer))
        form.changed.connect(lambda: self._say(offer))
        self._place.addWidget(scrolled(form), 1)
        whose, place = next(iter(self._whose.items()), ("", "office"))
        self.draft = FormDraft(self._desk, f"letter-request:{whose}:{place}:{offer.kind}", form)
        self.draft.restored.connect(lambda: self._say(offer))
        self._say(offer)

    def _say(self, offer: Offer) -> None:
        """What is missing, in one sentence."""
        if self.form is None:
            return
        missing = lacking(self.form, offer.asks)
        self.state.setText(f"Belum lengkap: {', '.join(missing)}." if missing else _COMPLETE)
        theme.set_role(self.state, "help" if missing else "good")

    def _drop_form(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        clear(self._place)
        self.form = self.draft = None

    def _to_form(self) -> None:
        if self.form is not None:
            form = self.form
            QTimer.singleShot(0, form, form.focus_first)  # shown by a queued call, it takes no cursor before

    # -- doing

    def _submit(self, offer: Offer) -> None:
        form = self.form
        if form is None:
            return
        try:
            entries = entered(form, offer.asks)
        except InvalidInput as error:
            form.show_failure(error)
            return
        form.set_busy(busy=True)
        asked = self._desk.do(letter_requests.request, offer.kind, entries=entries, **self._whose)
        asked.then(self, self._made, self._refused)

    def _made(self, letter: Letter) -> None:
        if self.draft is not None:
            self.draft.drop()
        self.draft = None
        self._kind = ""
        if has_cursor(self.form):
            self.setFocus()
        self._drop_form()
        self._window.toast(f"Konsep {letter.title} dibuat")
        self._open(letter.id)

    def _refused(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.show_failure(error)

    def _open(self, letter_id: str) -> None:
        self._window.open_page("letter", letter_id=letter_id)

    def _leave(self) -> None:
        """Back to where the letters of this case, this report or the office are."""
        if "case_id" in self._whose:
            self._window.open_page("case", tab="letters", **self._whose)
        elif "report_id" in self._whose:
            self._window.open_page("report", tab="letters", **self._whose)
        else:
            self._window.open_page("letters")


def _whose_words(whose: dict[str, str], found: Offered) -> str:
    if not whose:
        return "Surat kantor, di luar perkara dan laporan"
    noun = "Perkara" if "case_id" in whose else "Laporan"
    names = ", ".join(found.names[:2]) + (f" dan {len(found.names) - 2} lainnya" if len(found.names) > 2 else "")
    return ", ".join(filter(None, (f"{noun} {found.number}", names)))
