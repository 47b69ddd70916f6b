"""What the acts of the evidence panel know of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from cases.model.evidence import Evidence
from cases.model.office import Office
from cases.model.report import Report
from desktop.desk import Desk
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice


class EvidenceHost(Protocol):
    """The panel: its items, the place for what is said, and the stack whose front an act may take for a while.

    ``case_id`` is the case of the report on whose page it is, empty on the page of the report itself.
    """

    report_id: str
    case_id: str
    items: tuple[Evidence, ...]
    office: Office | None
    report: Report | None
    notice: Notice
    progress: ProgressStrip

    @property
    def desk(self) -> Desk:
        """The desk."""

    @property
    def widget(self) -> QWidget:
        """The panel itself: owner of tasks, parent of dialogs."""

    @property
    def may_add(self) -> bool:
        """Whether the user may add evidence."""

    @property
    def at_home(self) -> bool:
        """Whether the tiles are in front."""

    @property
    def front(self) -> QWidget | None:
        """The page of an act that is in front of the tiles, None while they are."""

    @property
    def seen(self) -> Sequence[Evidence]:
        """The items as the gallery shows them: of the kind and in the order that is wanted."""

    def item(self, evidence_id: object) -> Evidence | None:
        """An item by its id."""

    def accused(self) -> list[tuple[str, str]]:
        """Those whom the report accuses, as (key, name): NIP or else name."""

    def bring(self, page: QWidget) -> None:
        """Put a page of an act in front of the tiles."""

    def back(self, evidence_id: str = "") -> None:
        """Show the tiles again, with an item chosen."""

    def refused(self, error: BaseException) -> None:
        """Say what an operation was refused for; anything but an OfficeError goes on."""

    def read(self) -> None:
        """Read the items again."""
