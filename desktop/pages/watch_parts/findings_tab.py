"""The findings of a round by person: what was seen, which reports may tell the same, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.model.report import Report
from cases.model.user import Right
from cases.model.watch import Finding, FindingGroup
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.services import watch_findings
from cases.services.watch_findings import FindingReport
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.local_table import LocalTable
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import Card, button, hairline, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled
from desktop.widgets.pill import PillLook

_SIDE: Final = 400
_NARROW: Final = 260
_OPEN, _DONE = "open", "done"
_NEUTRAL: Final = "Temuan belum berarti pelanggaran; laporannya diverifikasi lebih dahulu."


def _accounts(group: FindingGroup) -> str:
    told = (f"{one.platform} {one.handle or one.account_url}".strip() for one in group.findings)
    return ", ".join(dict.fromkeys(filter(None, told))) or "Akun belum tercatat"


def _alike(group: FindingGroup) -> str:
    return ", ".join(one.number for one in group.alike) if group.alike else ""


def _became(finding: Finding) -> PillLook:
    if finding.set_aside:
        return PillLook("Dikesampingkan", "grey", "minus-circle")
    return PillLook("Menjadi laporan", "green", "tray")


_GROUP_COLUMNS: Final[tuple[Column[FindingGroup], ...]] = (
    Column(
        key="name", title="Pegawai", width=180, text=lambda one: one.name, second=lambda one: show_nip(one.nip),
        face="tableStrong", stretch=True,
    ),
    Column(key="unit", title="Unit kerja", width=150, text=lambda one: one.unit, tip=lambda one: one.unit),
    Column(
        key="found", title="Temuan", width=180, text=lambda one: f"{len(one.findings)} temuan", second=_accounts,
        tip=_accounts,
    ),
    Column(
        key="alike", title="Mirip laporan", width=120, text=_alike, hue=lambda one: "amber" if one.alike else "",
        tip=lambda one: "\n".join(f"{like.number}: {like.reason}" for like in one.alike),
    ),
)  # fmt: skip
_DONE_COLUMNS: Final[tuple[Column[Finding], ...]] = (
    Column(
        key="name", title="Pegawai", width=210, text=lambda one: one.name, second=lambda one: show_nip(one.nip),
        face="tableStrong",
    ),
    Column(key="account", title="Akun", width=180, text=lambda one: f"{one.platform} {one.handle}".strip()),
    Column(
        key="note", title="Yang terlihat", width=300, text=lambda one: one.note or ", ".join(one.urls),
        tip=lambda one: "\n".join((one.note, *one.urls)), stretch=True,
    ),
    Column(
        key="seen_on", title="Terlihat", width=104, text=lambda one: short_date(one.seen_on) if one.seen_on else "–"
    ),
    Column(
        key="became", title="Tindak lanjut", width=160, text=lambda one: _became(one).text, pill=_became,
        tip=lambda one: one.set_aside,
    ),
)  # fmt: skip


class FindingsTab(QWidget):
    """What waits, by person, beside what is known of the marked one; and what was dealt with."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._round_id = ""
        self.segments = SegmentBar([(_OPEN, "Belum diproses"), (_DONE, "Sudah diproses")])
        self.groups = LocalTable(
            _GROUP_COLUMNS, "name",
            EmptyState("Tidak ada temuan yang menunggu", "Temuan dari formulir yang dibaca muncul di sini."),
        )  # fmt: skip
        self.done = LocalTable(_DONE_COLUMNS, "name", EmptyState("Belum ada temuan yang diproses", ""))
        self.groups.set_note("Enter buka formulirnya   Ctrl+F saring   Ctrl+C salin ke Excel")
        self.done.set_note("Enter buka laporannya   Ctrl+F saring   Ctrl+C salin ke Excel")
        self.title = label("", "section", wrap=True)
        self.alike = label("", "warnBox", wrap=True)
        self.told = label("", "body", wrap=True, selectable=True)
        self.make = button("Jadikan laporan", "primary", icon="tray", on_click=self._make)
        self.into = button("", icon="arrows-merge", on_click=self._make_into)
        self.aside = button("Kesampingkan …", on_click=self._set_aside, tip="Dengan alasan; dapat diambil kembali")
        self.form = button("Lihat formulirnya", icon="file-xls", on_click=self._open_form, tip="Jawaban yang memuatnya")
        self.all = button("Jadikan semua laporan", icon="tray", on_click=self._make_all)
        self._card = Card()
        self._lists = QStackedWidget()
        self._build()

    def _build(self) -> None:
        for table in (self.groups, self.done):
            self._lists.addWidget(table)
        self.segments.chosen.connect(self._choose)
        self.groups.selected.connect(self._mark)
        self.groups.opened.connect(lambda group: self._show_form(group.findings[0]))
        self.done.opened.connect(self._open_report)
        self.setFocusProxy(self.groups)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.alike, self.told):
            lines.addWidget(part)
        lines.addStretch(1)
        card = self._card
        card.add(scrolled(inner), 1)
        card.add(hairline())
        card.add(label(_NEUTRAL, "caption", wrap=True))
        for act in (self.make, self.into, self.aside, self.form):
            card.add(act)
        card.setMinimumWidth(_NARROW)
        card.setMaximumWidth(_SIDE)
        self._may = self._desk.may(Right.REGISTER_REPORT) and self._desk.may(Right.MANAGE_EVIDENCE)
        for act in (self.make, self.aside, self.all):
            act.setVisible(self._may)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(self._lists, 2)
        across.addWidget(card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("s"))
        self.done_form = button("Lihat formulirnya", icon="file-xls", on_click=self._open_done_form)
        self.done_form.hide()
        whole.addWidget(row(self.segments, None, self.done_form, self.all))
        whole.addLayout(across, 1)
        self._mark(None)

    def look(self, round_id: str) -> None:
        """Read the findings of a round."""
        self._round_id = round_id
        self._desk.ask(watch_findings.open_findings, round_id).then(self, partial(self._show, round_id))
        self._desk.ask(watch_findings.findings, round_id).then(self, partial(self._show_done, round_id))

    def _show(self, round_id: str, groups: tuple[FindingGroup, ...]) -> None:
        if round_id != self._round_id:
            return
        self.groups.show_all(groups)
        self.segments.set_count(_OPEN, len(groups))
        self.all.setEnabled(bool(groups))
        self._mark(self.groups.current())

    def _show_done(self, round_id: str, found: tuple[Finding, ...]) -> None:
        if round_id == self._round_id:
            dealt = tuple(one for one in found if one.report_id is not None or one.set_aside)
            self.done.show_all(dealt)
            self.segments.set_count(_DONE, len(dealt))

    def _choose(self, key: str) -> None:
        self._lists.setCurrentIndex(0 if key == _OPEN else 1)
        self.setFocusProxy(self.groups if key == _OPEN else self.done)
        self._card.setVisible(key == _OPEN)
        self.all.setVisible(key == _OPEN and self._may)
        self.done_form.setVisible(key == _DONE)

    # -- the marked person

    def _mark(self, group: FindingGroup | None) -> None:
        for act in (self.make, self.aside, self.form):
            act.setEnabled(group is not None)
        self.into.setVisible(group is not None and bool(group.alike) and not self.make.isHidden())
        self.alike.setVisible(group is not None and bool(group.alike))
        self.title.setText(group.name if group else "Tandai seorang pegawai")
        self.told.setText("")
        if group is None:
            return
        likes = "\n".join(f"Laporan {one.number}: {one.reason}." for one in group.alike)
        self.alike.setText(f"Mungkin sudah dilaporkan. {likes}")
        if group.alike:
            self.into.setText(f" Masukkan ke laporan {group.alike[0].number}")
        ids = tuple(one.id for one in group.findings)

        def show(narrative: str) -> None:
            if self.groups.current() == group:
                self.told.setText(narrative)

        self._desk.ask(watch_findings.proposed_narrative, ids).then(self, show)

    def _make(self) -> None:
        group = self.groups.current()
        if group is not None:
            self._register([group])

    def _make_into(self) -> None:
        group = self.groups.current()
        if group is not None and group.alike:
            self._register([group], into=group.alike[0].report_id)

    def _make_all(self) -> None:
        """Those that no report resembles; the others wait for a person."""
        groups: list[FindingGroup] = list(self.groups.model.rows)
        clear = [group for group in groups if not group.alike]
        left = len(groups) - len(clear)
        if not clear:
            messages.show_sentence(self, "Semua temuan ini mirip laporan yang sudah ada; putuskan satu per satu.")
            return
        told = f" {left} yang mirip laporan lain tidak ikut; putuskan satu per satu." if left else ""
        messages.ask(
            self, f"Buat {len(clear)} laporan dari temuan {len(clear)} pegawai?{told}", "Buat laporan",
            lambda: self._register(clear),
        )  # fmt: skip

    def _register(self, groups: Sequence[FindingGroup], into: str = "") -> None:
        wanted = [FindingReport(finding_ids=tuple(one.id for one in group.findings), into=into) for group in groups]

        def done(reports: tuple[Report, ...]) -> None:
            first = reports[0]
            words = f"Laporan {first.number}" if len(reports) == 1 else f"{len(reports)} laporan"
            self._window.toast(
                f"{words} {'dilengkapi' if into else 'dibuat'}; formulirnya menjadi bukti",
                action="Buka" if len(reports) == 1 else "Lihat laporan",
                on_action=partial(self._open, first.id if len(reports) == 1 else ""),
            )

        self._desk.do(watch_findings.make_reports, wanted).then(self, done)

    def _set_aside(self) -> None:
        group = self.groups.current()
        if group is None:
            return
        ids = tuple(one.id for one in group.findings)
        lines = ("Temuan tetap tercatat dan dihitung dalam rekap, tetapi tidak menjadi laporan.",)
        dialog = ReasonDialog(self, f"Kesampingkan temuan {group.name}?", lines, "Kesampingkan")

        def gone(_none: None) -> None:
            dialog.accept()
            self._window.toast(
                f"Temuan {group.name} dikesampingkan", action="Batalkan", on_action=partial(self._take_back, ids)
            )

        def go() -> None:
            dialog.form.set_busy(busy=True)
            done = self._desk.do(watch_findings.set_aside, ids, dialog.reason.value())
            done.then(dialog, gone, dialog.refuse)

        dialog.form.submitted.connect(go)
        dialog.open()

    def _take_back(self, ids: tuple[str, ...]) -> None:
        self._desk.do(watch_findings.set_aside, ids, "").then(self, lambda _none: None)

    def _open_form(self) -> None:
        group = self.groups.current()
        if group is not None:
            self._show_form(group.findings[0])

    def _open_done_form(self) -> None:
        finding = self.done.current()
        if finding is not None:
            self._show_form(finding)

    def _show_form(self, finding: Finding) -> None:
        self._window.open_page("round-form", filled_id=finding.filled_id, cell=finding.cell)

    def _open_report(self, finding: Finding) -> None:
        if finding.report_id is not None:
            self._open(finding.report_id)

    def _open(self, report_id: str) -> None:
        if report_id:
            self._window.open_page("report", report_id=report_id)
        else:
            self._window.open_page("reports")
