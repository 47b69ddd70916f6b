"""Pengaturan: sections at the left, each made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from desktop import theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.settings_accounts import AccountsSection
from desktop.pages.settings_backups import BackupsSection
from desktop.pages.settings_disposal import DisposalSection
from desktop.pages.settings_elections import ElectionsSection
from desktop.pages.settings_evidence_text import EvidenceTextSection
from desktop.pages.settings_export import ExportSection
from desktop.pages.settings_folder import FolderSection
from desktop.pages.settings_holidays import HolidaysSection
from desktop.pages.settings_integrity import IntegritySection
from desktop.pages.settings_office import ChoicesSection, OfficeSection
from desktop.pages.settings_paper import PaperSection
from desktop.pages.settings_people import SignatoriesSection
from desktop.pages.settings_regulations import RegulationsSection
from desktop.pages.settings_restrictions import RestrictionsSection
from desktop.pages.settings_section import Section
from desktop.pages.settings_targets import TargetsSection
from desktop.pages.settings_trash import TrashSection
from desktop.pages.settings_trust import TrustSection
from desktop.pages.settings_users import UsersSection
from desktop.pages.settings_view import ViewSection
from desktop.pages.wordings import WordingsSection
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.rail import NavButton

if TYPE_CHECKING:
    from desktop.assembly import Run

SECTIONS: Final[tuple[tuple[str, str, type[Section]], ...]] = (
    ("office", "buildings", OfficeSection),
    ("paper", "file-text", PaperSection),
    ("signatories", "signature", SignatoriesSection),
    ("users", "users-three", UsersSection),
    ("restrictions", "lock-simple", RestrictionsSection),
    ("accounts", "key", AccountsSection),
    ("backups", "archive", BackupsSection),
    ("holidays", "calendar-blank", HolidaysSection),
    ("targets", "target", TargetsSection),
    ("elections", "check-square-offset", ElectionsSection),
    ("regulations", "scales", RegulationsSection),
    ("wordings", "text-aa", WordingsSection),
    ("choices", "list-checks", ChoicesSection),
    ("trust", "seal-check", TrustSection),
    ("evidence-text", "scan", EvidenceTextSection),
    ("integrity", "shield-check", IntegritySection),
    ("disposal", "archive", DisposalSection),
    ("export", "export", ExportSection),
    ("folder", "tray-arrow-down", FolderSection),
    ("trash", "trash", TrashSection),
    ("view", "moon", ViewSection),
)


_LIST: Final = 236


class SettingsPage(Page):
    """``open_page("settings", section="holidays")``; without a section the one shown last."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._run: Run | None = None
        self._made: dict[str, Section] = {}
        self._current = ""
        self._list: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.lines.addWidget(PageHeader("Pengaturan", f"Kantor {desk.office.name}"))
        across = QHBoxLayout()
        across.setSpacing(theme.space("pagePadding"))
        across.addWidget(self._build_list())
        across.addWidget(self.stack, 1)
        self.lines.addLayout(across, 1)

    def _build_list(self) -> QWidget:
        made = QFrame()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for key, icon, kind in SECTIONS:
            each = NavButton(kind.title, icon)
            each.clicked.connect(lambda _down, key=key: self.open_section(key))
            self._group.addButton(each)
            self._list[key] = each
            lines.addWidget(each)
        lines.addStretch(1)
        area = scrolled(made)
        area.setFixedWidth(_LIST)
        return area

    def serve(self, run: Run) -> None:
        """Know the program that runs: some settings are its."""
        self._run = run
        for section in self._made.values():
            section.serve(run)

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a section, the one shown last, or the first."""
        self.open_section(str(args.get("section") or self._current or SECTIONS[0][0]))

    def on_changes(self, changes: ChangeSet) -> None:
        """Hand changes to the section in front; another reads when it is opened."""
        if self._current:
            self._made[self._current].on_changes(changes)

    def open_section(self, key: str) -> None:
        """Show a section and let it read."""
        section = self.section(key)
        self._current = key
        self._list[key].setChecked(True)
        self.stack.setCurrentWidget(section)
        section.read()

    def section(self, key: str) -> Section:
        """A section, made now if need be."""
        if key not in self._made:
            kind = next(kind for name, _, kind in SECTIONS if name == key)
            made = kind(self._desk, self._window)
            if self._run is not None:
                made.serve(self._run)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]
