"""Penyusutan arsip: files whose years of keeping are over, destroyed in two steps; and what stays of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QStackedWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.disposal import DisposalOrder, DisposalPlan, DisposedCase, DueFile
from cases.model.user import Right
from cases.rules.dates import long_date, short_date
from cases.services import disposal
from cases.services.disposal import Disposal
from desktop import messages, theme
from desktop.backups.wiring import OfficeBackups
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.full_names import full_name
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.listing import arranged
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, label, row
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_DUE, _GONE = "due", "gone"
_NAMED: Final = 6
_NOTE: Final = "Pilih satu atau beberapa (Ctrl, Shift); Enter membuka perkaranya"
_STAYS: Final = (
    "Yang tinggal: nomor, tanggal, hasil perkara, dan dasar pemusnahannya. Catatan perubahan tetap utuh, tetapi tanpa "
    "nilainya. Pemusnahan tidak dapat dibatalkan."
)


def _look(line: DueFile) -> PillLook:
    if line.refusal:
        return PillLook("Tetap disimpan", "grey", "lock-simple")
    return PillLook("Jatuh tempo", "amber", "archive")


def _schedule(line: DueFile) -> str:
    fate = f", {line.final}" if line.final else ""
    return f"{line.code} {line.title}{fate}".strip(" ,") or "tidak ada dalam jadwal"


_DUE_COLUMNS: Final = (
    Column[DueFile](
        key="number",
        title="Perkara",
        width=100,
        text=lambda line: line.number,
        second=lambda line: line.report_number,
        face="tableStrong",
    ),
    Column[DueFile](key="name", title="Terlapor", width=170, text=lambda line: line.name),
    Column[DueFile](
        key="until",
        title="Disimpan s.d.",
        width=132,
        text=lambda line: short_date(line.kept_until),
        second=lambda line: f"ditutup {short_date(line.closed_on)}",
    ),
    Column[DueFile](
        key="code",
        title="Jadwal retensi",
        width=200,
        text=_schedule,
        second=lambda line: line.basis if line.verified else f"{line.basis} (belum diverifikasi)".strip(),
        tip=_schedule,
        stretch=True,
    ),
    Column[DueFile](
        key="state",
        title="Keadaan",
        width=146,
        text=lambda line: line.refusal,
        pill=_look,
        tip=lambda line: line.refusal,
    ),
)
_GONE_COLUMNS: Final = (
    Column[DisposedCase](
        key="number",
        title="Perkara",
        width=100,
        text=lambda one: one.number,
        second=lambda one: one.report_number,
        face="tableStrong",
    ),
    Column[DisposedCase](
        key="outcome",
        title="Hasil",
        width=180,
        text=lambda one: one.outcome,
        second=lambda one: f"ditutup {short_date(one.closed_on)}",
        stretch=True,
    ),
    Column[DisposedCase](
        key="order",
        title="Dasar pemusnahan",
        width=280,
        text=lambda one: f"Berita Acara {one.order_number}, {short_date(one.order_on)}",
        second=lambda one: one.approval,
        tip=lambda one: one.approval,
    ),
    Column[DisposedCase](key="by", title="Oleh", width=130, text=lambda one: full_name(one.by)),
)


class DisposalSection(Section):
    """What is due, chosen in a list; an order with its number typed twice destroys it."""

    title = "Penyusutan arsip"
    sentence = "Berkas perkara yang masa simpannya menurut jadwal retensi sudah berakhir."
    right = Right.DISPOSE
    nouns = ("case", "pack", "mark")
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._lines: tuple[DueFile, ...] = ()
        self._gone: tuple[DisposedCase, ...] = ()
        self.segments = SegmentBar([(_DUE, "Jatuh tempo"), (_GONE, "Sudah dimusnahkan")])
        self.due: RecordTable[DueFile] = RecordTable(
            _DUE_COLUMNS,
            sort="until",
            empty=EmptyState(
                "Belum ada yang jatuh tempo",
                "Perkara yang ditutup muncul di sini setelah masa aktif dan inaktifnya lewat.",
                icon="archive",
            ),
            hints=False,
        )
        self.gone: RecordTable[DisposedCase] = RecordTable(
            _GONE_COLUMNS, sort="number", empty=EmptyState("Belum ada yang dimusnahkan", ""), hints=False
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.due)
        self.lists.addWidget(self.gone)
        self.faces = ListAndForm(self.lists)
        self.destroy_button = button("Musnahkan…", "danger", icon="trash", on_click=self._plan)
        self.destroy_button.setEnabled(False)
        if self.may_change:
            self.buttons.addWidget(self.destroy_button)
        self.due.set_note(_NOTE)
        self.lines.addWidget(row(self.segments, None))
        self.lines.addWidget(self.faces, 1)
        self.segments.chosen.connect(self._choose)
        self.due.query_changed.connect(lambda _query: self._show())
        self.gone.query_changed.connect(lambda _query: self._show())
        self.due.view.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.due.selected.connect(lambda line: self.due.set_note((line.refusal if line else "") or _NOTE))
        self.due.opened.connect(lambda line: window.open_page("case", case_id=line.case_id))

    def read(self) -> None:
        """Ask what is due, and what is gone."""
        self.desk.ask(disposal.disposed).then(self, self._take_gone)
        if self.may_change:
            self.desk.ask(disposal.due_files).then(self, self._take_due)

    def _take_due(self, lines: tuple[DueFile, ...]) -> None:
        self._lines = lines
        self.segments.set_count(_DUE, sum(not line.refusal for line in lines))
        self._show()

    def _take_gone(self, stubs: tuple[DisposedCase, ...]) -> None:
        self._gone = stubs
        self.segments.set_count(_GONE, len(stubs))
        self._show()

    def _show(self) -> None:
        until = {"until": lambda line: line.kept_until.isoformat()}
        self.due.set_rows(arranged(self._lines, self.due.query(), _DUE_COLUMNS, until))
        self.gone.set_rows(arranged(self._gone, self.gone.query(), _GONE_COLUMNS, {}))
        self._allow()

    def _choose(self, key: str) -> None:
        self.lists.setCurrentWidget(self.due if key == _DUE else self.gone)
        self._allow()

    def _allow(self) -> None:
        chosen = self.due.chosen()
        may = bool(chosen) and self.segments.current == _DUE and not any(line.refusal for line in chosen)
        self.destroy_button.setEnabled(may)

    # -- first step: what goes, and by which order

    def _plan(self) -> None:
        chosen = tuple(line.case_id for line in self.due.chosen())
        self.desk.ask(disposal.plan, chosen).then(self, self._read_backups)

    def _read_backups(self, plan: DisposalPlan) -> None:
        """Ask which backups still hold what goes; a place that cannot be read is no reason to stop."""
        desk = self.desk

        def made() -> tuple[datetime, ...]:
            status = OfficeBackups(desk.office).status(desk.actor)
            places = (status.first, status.second)
            return tuple(sorted(one.made_at for place in places if place is not None for one in place.sets))

        desk.tasks.submit_free(
            made,
            owner=self,
            on_done=lambda days: self._ask_order(plan, days),
            on_error=lambda _error: self._ask_order(plan),
        )

    def _ask_order(self, plan: DisposalPlan, backups: tuple[datetime, ...] = ()) -> None:
        form = Form()
        number = form.add("number", "Nomor Berita Acara pemusnahan", TextField(limit=120), required=True)
        on = form.add("on", "Tanggal Berita Acara", DateField(self.desk.office.clock.today), required=True)
        approval = form.add(
            "approval",
            "Persetujuan",
            TextField(placeholder="mis. Surat Bupati Nomor … tanggal …", limit=200),
            required=True,
            help_text="Pejabat atau lembaga kearsipan yang menyetujui, dengan nomor dan tanggal suratnya.",
        )
        form.buttons("Lanjutkan", cancel=self._leave)
        form.submitted.connect(
            lambda: self._ask_again(
                plan, DisposalOrder(number=number.value(), on=on.value(), approval=approval.value())
            )
        )
        self.faces.open_form(
            "Langkah 1 dari 2: dasar pemusnahan",
            form,
            label(_going(plan), "warnBox", wrap=True),
            label(f"{_STAYS} {self._held(backups)}".strip(), "body", wrap=True),
        )
        self.show_buttons(shown=False)
        self.segments.hide()

    def _held(self, backups: tuple[datetime, ...]) -> str:
        """Which backups still hold what goes."""
        if not backups:
            return "Cadangan lama yang disimpan di tempat lain masih memuatnya."
        zone = self.desk.office.clock.time_zone.zone
        days = [long_date(moment.astimezone(zone).date()) for moment in (backups[0], backups[-1])]
        when = days[0] if days[0] == days[1] else f"{days[0]} sampai {days[1]}"
        return (
            f"{grouped(len(backups))} cadangan dari {when} masih memuatnya; hapus atau musnahkan cadangan itu "
            "bila aturan kantor Anda memintanya."
        )

    # -- second step: the number once more

    def _ask_again(self, plan: DisposalPlan, order: DisposalOrder) -> None:
        form = Form()
        again = form.add(
            "again",
            "Ketik nomor Berita Acara sekali lagi",
            TextField(limit=120),
            required=True,
            help_text=f"Berita Acara tanggal {long_date(order.on)}, disetujui: {order.approval}" if order.on else "",
        )

        def destroy() -> None:
            if again.value().strip() != order.number.strip():
                form.show_error("again", "Nomor itu tidak sama dengan yang diketik di langkah pertama.")
                return
            form.set_busy(busy=True)
            ids = tuple(line.case_id for line in plan.lines)
            self.desk.tasks.submit_write(
                lambda: self.desk.office.dispose(self.desk.actor, ids, order),
                owner=self,
                on_done=self._done,
                on_error=lambda error: self._failed(form, plan, error),
            )

        theme.set_role(form.buttons(f"Musnahkan {len(plan.lines)} perkara", icon="trash", cancel=self._leave), "danger")
        form.submitted.connect(destroy)
        self.faces.open_form("Langkah 2 dari 2: pastikan", form, label(_going(plan), "errorBox", wrap=True))

    def _failed(self, form: Form, plan: DisposalPlan, error: BaseException) -> None:
        form.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field:
            self._ask_order(plan)
            messages.show_error(self, error)
        elif isinstance(error, OfficeError):
            form.show_error("again", error.sentence)
        else:
            messages.show_error(self, error)

    def _done(self, outcome: tuple[Disposal, ChangeSet]) -> None:
        made, changes = outcome
        self._leave()
        self.desk.announce(changes)
        self.saved(f"{grouped(len(made.stubs))} perkara dimusnahkan; catatan perubahan tetap utuh.")
        self.read()

    def _leave(self) -> None:
        self.faces.close_form()
        self.segments.show()
        self.show_buttons(shown=True)


def _going(plan: DisposalPlan) -> str:
    """What is destroyed, in words."""
    numbers = [line.number for line in plan.lines]
    more = len(numbers) - _NAMED
    named = ", ".join(numbers[:_NAMED]) + (f", dan {more} lagi" if more > 0 else "")
    return (
        f"Dimusnahkan: {len(numbers)} perkara ({named}) beserta laporannya, {plan.letters} surat, dan "
        f"{plan.evidence} bukti, termasuk berkas aslinya dan semua isian tentang orangnya."
    )
