"""The evidence of a report: tiles, one item in detail, and what can be done with it. Part of a report and its cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.evidence import Evidence
from cases.model.office import Office
from cases.model.report import Report
from cases.model.user import Right
from cases.services import evidence_view, office, reports
from cases.services.evidence_view import EvidenceView
from desktop import theme
from desktop.desk import Desk
from desktop.evidence.queue import EvidenceQueue
from desktop.pages.evidence_parts.acts import item_acts, list_acts
from desktop.pages.evidence_parts.adding import Adding
from desktop.pages.evidence_parts.arrivals import Arrivals
from desktop.pages.evidence_parts.correcting import Correcting
from desktop.pages.evidence_parts.gallery import Gallery
from desktop.pages.evidence_parts.handing import Handing
from desktop.pages.evidence_parts.keeping import Keeping
from desktop.pages.evidence_parts.likeness import Likeness
from desktop.pages.evidence_parts.looking import Looking
from desktop.pages.evidence_parts.one_item import OneItem
from desktop.pages.evidence_parts.papers import Papers
from desktop.pages.evidence_parts.redacting import Redacting
from desktop.pages.evidence_parts.watch_form import WatchFormLink
from desktop.preferences import Preferences
from desktop.widgets.evidence_detail import EvidenceDetail
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice
from desktop.widgets.seen import WhenSeen

_SOON_MS: Final = 150
_PANE_SHARE: Final = 0.42
_LEAST_PANE: Final = 280


class EvidencePanel(QWidget):
    """``EvidencePanel(desk, report_id)`` reads by itself; tell it ``on_changes``. ``counted`` gives how many there are.

    ``summed_up`` gives one sentence on all of them. Its page gives it what is dropped and pasted anywhere
    (``evidence_parts.intake``) and says what is ``told``. It is the ``EvidenceHost`` of its acts.
    """

    counted = Signal(int)
    report_wanted = Signal(str)
    discard_wanted = Signal(str)
    told = Signal(str)
    summed_up = Signal(str)

    def __init__(
        self,
        desk: Desk,
        report_id: str,
        parent: QWidget | None = None,
        *,
        case_id: str = "",
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.report_id, self.case_id = desk, report_id, case_id
        self.office: Office | None = None
        self.report: Report | None = None
        self.items: tuple[Evidence, ...] = ()
        self._asked = ("", "")
        self._read_once = False
        self._awaiting: list[Callable[[], object]] = []
        self._queue = desk.findChild(EvidenceQueue)
        if self._queue is not None:
            self._queue.moved.connect(self._read_text)
        self.notice, self.progress = Notice(), ProgressStrip()
        self.originals = Originals(desk, self)
        self.originals.noted.connect(self._noted)
        self.originals.refused.connect(self.notice.add)
        self.likeness = Likeness(self)
        self.adding = Adding(self)
        self.adding.added.connect(self._show_added)
        self.adding.told.connect(self.told)
        self.arrivals = Arrivals(self, self.adding, preferences)
        self.adding.report_wanted.connect(self.report_wanted)
        self.looking = Looking(self, self.originals)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read_changed)
        self._again = WhenSeen(self, self.read, reads=True)
        self.redacting = Redacting(self)
        self.redacting.saved.connect(self._show_added)
        self.handing = Handing(self)
        self.correcting = Correcting(self, self._image)
        self.papers = Papers(self)
        self.keeping = Keeping(self, self.originals)
        self.watch_form = WatchFormLink(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._build()
        desk.ask(office.current_office).then(self, self._know_office)
        desk.ask(reports.report, report_id).then(self, self._know_report)

    # -- building

    def _build(self) -> None:
        self._main = QWidget()
        across = QHBoxLayout(self._main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("l"))
        self.gallery = Gallery(self, self.originals, self.likeness, list_acts(self))
        self.acts = self.gallery.acts
        self.gallery.tell(self.notice)
        self.progress.hide()
        self.gallery.tell(self.progress)
        self.gallery.tell(self.adding.line)
        self.gallery.tell(self.arrivals.line)
        self.gallery.add_wanted.connect(self.adding.add_files)
        self.gallery.opened.connect(self.open_item)
        self.gallery.told.connect(self.summed_up)
        across.addWidget(self.gallery, 1)
        self.detail = EvidenceDetail(item_acts(self))
        self.one = OneItem(self, self.detail, self.gallery, self.likeness, self._queue)
        self.gallery.chosen.connect(self.one.show)
        self.gallery.drawn.connect(self.one.draw)
        self.detail.answered.connect(self.one.answer)
        self.detail.report_wanted.connect(self.report_wanted)
        self.detail.item_wanted.connect(self.gallery.choose)
        self.detail.beside_wanted.connect(self.looking.open_beside)
        self.detail.hide()
        across.addWidget(self.detail)
        self._stack.addWidget(self._main)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane leaves the tiles their room on a small screen."""
        super().resizeEvent(event)
        wanted = int(self.width() * _PANE_SHARE)
        self.detail.setFixedWidth(min(max(wanted, _LEAST_PANE), theme.size("panelEvidence")))

    # -- what the acts know of it

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    @property
    def may_add(self) -> bool:
        """Whether the user may add evidence."""
        return self.desk.may(Right.MANAGE_EVIDENCE)

    @property
    def at_home(self) -> bool:
        """Whether the tiles are in front."""
        return self._stack.currentWidget() is self._main

    @property
    def front(self) -> QWidget | None:
        """The page of an act that is in front of the tiles, None while they are."""
        return None if self.at_home else self._stack.currentWidget()

    @property
    def seen(self) -> Sequence[Evidence]:
        """The items as the gallery shows them."""
        return self.gallery.shown

    def item(self, evidence_id: object) -> Evidence | None:
        """An item by its id."""
        return next((item for item in self.items if item.id == evidence_id), None)

    def _image(self, evidence_id: str) -> QImage | None:
        return self.gallery.image(evidence_id)

    def accused(self) -> list[tuple[str, str]]:
        """Those whom the report accuses, by NIP or else by name."""
        people = [one.person for one in self.report.respondents] if self.report is not None else []
        return [(person.nip or person.name, person.name) for person in people]

    def bring(self, page: QWidget) -> None:
        """Put a page of an act in front of the tiles."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def back(self, evidence_id: str = "") -> None:
        """Show the tiles again, with an item chosen."""
        self._stack.setCurrentWidget(self._main)
        self._show_tiles()
        (self.gallery.grid if self.gallery.shown else self).setFocus()
        if evidence_id:
            self.gallery.choose(evidence_id, focus=True)

    def refused(self, error: BaseException) -> None:
        """Say what an operation was refused for."""
        if not isinstance(error, OfficeError):
            raise error
        self.notice.say(error.sentence, role="errorBox")

    # -- reading

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when evidence changed: a while later, for much may change one after the other, and once seen."""
        if changes.concerns("evidence"):
            self.gallery.look_again([record_id for noun, record_id in changes.touched if noun == "evidence"])
            if not self._soon.isActive():
                self._soon.start()

    def _read_changed(self) -> None:
        if not self.adding.importer.runs:  # while files go in, once at the end
            self._again.show()

    def when_read(self, act: Callable[[], object]) -> None:
        """Do something that needs the report and its items: at once, or as soon as they are read."""
        self._awaiting.append(act)
        self._go_on()

    def _go_on(self) -> None:
        while self.report is not None and self._read_once and self._awaiting:
            self._awaiting.pop(0)()

    def read(self) -> None:
        """Ask for the items."""
        self.watch_form.read(self.report_id)
        self.desk.ask(evidence_view.view, self.report_id).then(self, self._show)

    def show_evidence(self, evidence_id: str, words: str = "") -> None:
        """Open an item, as soon as it is read, with words marked in it."""
        self._asked = (evidence_id, words)
        self._open_asked()

    def open_item(self, evidence_id: str) -> None:
        """Open an item, with the words marked that the tiles are narrowed by."""
        self.looking.open(evidence_id, self.gallery.narrowing.words)

    def check_item(self, evidence_id: str) -> None:
        """Read its original again and compare it with its fingerprint."""
        item = self.item(evidence_id)
        if item is not None:
            self.notice.say()
            self.originals.check(item)

    def _open_asked(self) -> None:
        evidence_id, words = self._asked
        if self.office is not None and self.item(evidence_id) is not None:
            self._asked = ("", "")
            self.gallery.choose(evidence_id)
            self.looking.open(evidence_id, words)

    def _noted(self, _evidence_id: str) -> None:
        """Show what a reading found; a failure also stays on the item."""
        self._show_tiles()
        self.read()

    def _know_office(self, found: Office) -> None:
        self.office = found
        self.read()

    def _know_report(self, found: Report) -> None:
        self.report = found
        self._go_on()

    def _show(self, found: EvidenceView) -> None:
        if found.items != self.items:
            self.items = found.items
            self.counted.emit(len(found.items))
        self.likeness.earlier = found.earlier
        self.gallery.show_items(found.sound)
        self._tidy()
        self._open_asked()
        self._read_once = True
        self._go_on()

    def _show_tiles(self) -> None:
        self.gallery.show_again()
        self._tidy()

    def _tidy(self) -> None:
        if not self.gallery.shown:
            self.detail.hide()

    def _show_added(self, added: list[Evidence]) -> None:
        """Show what went in."""

        def show(found: EvidenceView) -> None:
            self._show(found)
            if added:
                self.gallery.segments.choose("all")
                self.gallery.choose(added[0].id, focus=self.hasFocus())
                self.likeness.wait_for([item for item in added if not item.derived_from])

        self.desk.ask(evidence_view.view, self.report_id).then(self, show)

    def _read_text(self) -> None:
        self.one.read_text()
