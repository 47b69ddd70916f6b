"""The form of a report: received, event, narrative, suspicion, respondents; the same order as on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from cases.errors import InvalidInput
from cases.model.earlier import Earlier
from cases.model.office import Office
from cases.model.report import Channel, Report, Source
from cases.model.user import Right
from cases.regulations import CircularPoint, Violation
from cases.rules.circular import point_choices
from cases.rules.report_state import agency_of
from cases.rules.report_words import CHANNELS, SOURCES
from cases.services import lawbook, office, old_cases
from cases.services.reports import ReportForm
from cases.services.reports_alike import Similar, Typed
from desktop.desk import Desk
from desktop.pages.report_parts.alike import AlikeLine
from desktop.pages.report_parts.election_field import ElectionField
from desktop.pages.report_parts.respondents import RespondentsField
from desktop.pages.report_parts.words import choices
from desktop.pages.step_forms.people import search_in
from desktop.widgets.basic import button, label
from desktop.widgets.checks_field import ChecksField
from desktop.widgets.date_fields import DateField, TimeField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.page_form import PageForm
from desktop.widgets.special_fields import MaskedField, PlatformField, TodayField
from desktop.widgets.violation_field import ViolationField

KEPT: Final = ("received_on", "source", "origin_number", "origin_on", "election", "event_place", "platform")
"""What "Simpan & tambah lagi" leaves in the form."""
_ONLINE: Final = ("platform", "account", "url")


class PointsField(ChecksField):
    """The points of the circular to check, two in a row; ``value`` is what ``cases.rules.circular`` calls them.

    What no box knows is kept as it is.
    """

    _kept: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__(across=2)

    def set_points(self, points: Sequence[CircularPoint]) -> None:
        """Offer these; what a draft had checked stays."""
        choices = point_choices(points)
        self.set_choices([(choice.value, choice.words) for choice in choices])
        for choice in choices:
            point = choice.point
            self.boxes[choice.value].setToolTip(f"{point.text} ({point.regulation} {point.article})")

    def value(self) -> tuple[str, ...]:
        """The values that are checked, in their order."""
        return (*(value for value in self._kept if value not in self.boxes), *super().value())

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Check these and no others."""
        self._kept = tuple(str(number) for number in draft or ())
        super().restore(self._kept)


class ReportEntry(PageForm):
    """The fields of a report. With ``report`` they show it, and its respondents are left to their own card.

    With ``stacked`` they stand in one column as on paper, for typing one form after the other.
    """

    def __init__(
        self, desk: Desk, cancel: Callable[[], object], report: Report | None = None, *, stacked: bool = False
    ) -> None:
        super().__init__(columns=1 if stacked else 2)
        self._desk = desk
        self._report = report
        self._today: Callable[[], date] = desk.office.clock.today
        self._received()
        self._event()
        self.next_column()
        self._suspicion()
        self.again = button("Simpan && tambah lagi", tip="Simpan dan catat laporan lain dengan isian bersama yang sama")
        self.alike = AlikeLine()
        self.again.setVisible(report is None and not stacked)
        words = "Simpan dan ketik berikutnya" if stacked and report is None else "Simpan"
        others = [] if report or stacked else [self.again]
        self.buttons(words, icon="floppy-disk", cancel=cancel, others=others, left=self.alike)
        if report is not None:
            self._show(report)
        self._follow_channel()
        self._follow_source()
        desk.ask(lawbook.violation_choices).then(self, self._offer_violations)
        desk.ask(lawbook.circular_points).then(self, self.points.set_points)
        desk.ask(office.current_office).then(self, self._show_office)

    @property
    def report_id(self) -> str:
        """The report that is being changed, "" for a new one."""
        return self._report.id if self._report else ""

    def set_busy(self, *, busy: bool) -> None:
        """Keep both buttons from being pressed twice."""
        super().set_busy(busy=busy)
        self.again.setEnabled(not busy)

    # -- building

    def _received(self) -> None:
        self.section("Diterima")
        self.received_on = self.add("received_on", "Tanggal diterima", TodayField(self._today), required=True)
        self.source = self.add("source", "Sumber", ChoiceField(choices(SOURCES)), required=True, beside=True)
        self.origin_number = self.add("origin_number", "Nomor surat asal", TextField(limit=120))
        self.origin_on = self.add("origin_on", "Tanggal surat asal", DateField(self._today), beside=True)
        self.agency_number = self.add("agency_number", "Nomor di sistem asal", TextField(limit=120))
        self.source.changed.connect(self._follow_source)
        self.reporter_name = self.add("reporter_name", "Nama pelapor", MaskedField())
        self.reporter_contact = self.add("reporter_contact", "Kontak pelapor", MaskedField(), beside=True)
        if self._report is not None and not self._desk.may(Right.SEE_REPORTER):
            for key in ("reporter_name", "reporter_contact"):
                self.show_field(key, shown=False)
            notice = "Identitas pelapor dirahasiakan bagi Anda dan tetap seperti yang tercatat."
            self.add_widget(label(notice, "help", wrap=True))
            return
        notice = "Pelapor rahasia: tercetak hanya di surat untuknya sendiri, dan tidak ikut dicari."
        self.add_widget(label(notice, "help", wrap=True))

    def _event(self) -> None:
        self.section("Kejadian")
        self.event_on = self.add("event_on", "Tanggal kejadian", DateField(self._today))
        self.event_at = self.add("event_at", "Pukul", TimeField(placeholder="mis. 19.42"), beside=True)
        self.event_place = self.add("event_place", "Tempat", TextField(limit=300))
        self.channel = self.add("channel", "Cara dilakukan", ChoiceField(choices(CHANNELS)), required=True)
        self.channel.changed.connect(self._follow_channel)
        self.platform = self.add("platform", "Media sosial", PlatformField())
        self.account = self.add("account", "Akun", TextField(placeholder="nama akun", limit=200), beside=True)
        self.url = self.add("url", "Alamat unggahan (URL)", TextField(placeholder="https://", limit=2000))
        self.election = self.add(
            "election",
            "Pemilihan",
            ElectionField(self._desk),
            help_text="Menentukan apakah perbuatan terjadi sebelum atau sesudah penetapan calon.",
        )

    def _suspicion(self) -> None:
        self.section("Uraian")
        self.narrative = self.add(
            "narrative",
            "Uraian kejadian",
            LongTextField(placeholder="Siapa, apa, kapan, di mana, bagaimana", rows=5, most_rows=14),
            required=True,
        )
        self.section("Dugaan")
        self.codes = self.add("violation_codes", "Bentuk pelanggaran", ViolationField())
        self.points = self.add("circular_points", "Delapan hal dalam edaran media sosial", PointsField())
        if self._report is None:
            self.section("Terlapor", "Pilih dari data pegawai; yang belum dikenal diisi sendiri dan dicocokkan nanti.")
            field = RespondentsField(search_in(self._desk, self), self._earlier)
            self.respondents: RespondentsField | None = self.add("respondents", "Nama atau NIP", field)
            field.refused.connect(lambda sentence: self.show_error("respondents", sentence))
        else:
            self.respondents = None

    # -- what comes from the office

    def _earlier(self, nip: str, give: Callable[[tuple[Earlier, ...]], None]) -> None:
        self._desk.ask(old_cases.earlier_of_person, nip).then(self, give)

    def _offer_violations(self, found: tuple[Violation, ...]) -> None:
        self.codes.set_choices(found)

    def _show_office(self, found: Office) -> None:
        self.box("event_at").set_help(f"Waktu {found.time_zone}.")

    def _follow_channel(self) -> None:
        online = self.channel.value() == Channel.SOCIAL_MEDIA
        for key in _ONLINE:
            self.show_field(key, shown=online)

    def _follow_source(self) -> None:
        """Ask for the number that this source gives, by its own name."""
        agency = agency_of(self.source.value())
        box = self.box("agency_number")
        box.set_title(agency.title if agency else "Nomor di sistem asal")
        self.agency_number.edit.setPlaceholderText(agency.hint if agency else "")
        self.show_field("agency_number", shown=agency is not None or not self.agency_number.blank())

    def show_alike(self, found: Sequence[Similar]) -> None:
        """Say what may be the same; a number that was given before is told under its field."""
        self.alike.show_found(found)
        twice = [one for one in found if any(self.box("agency_number").title in reason for reason in one.reasons)]
        words = f"Nomor ini sudah ada di {twice[0].title[:1].lower()}{twice[0].title[1:]}." if twice else ""
        self.box("agency_number").set_help(words)

    def go_to(self, key: str) -> None:
        """Bring a field into sight and put the cursor into it."""
        if key in self.values():
            self._go_to(self.box(key))

    # -- values

    def typed(self) -> Typed:
        """What is known so far of what another report may share."""
        try:
            event_on = self.event_on.value()
        except InvalidInput:
            event_on = None
        if self._report is not None:
            people = [(one.person.name, one.person.nip or "") for one in self._report.respondents]
        else:
            people = self.respondents.named() if self.respondents else []
        return Typed(
            report_id=self.report_id,
            people=tuple(people),
            event_on=event_on,
            url=self.url.value() if self.channel.value() == Channel.SOCIAL_MEDIA else "",
            narrative=self.narrative.value(),
            source=self.source.value(),
            agency_number=self.agency_number.value(),
        )

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Put a draft back."""
        super().set_values(values)
        self._follow_channel()
        self._follow_source()

    def _show(self, report: Report) -> None:
        for name in (
            *("origin_number", "agency_number", "event_place", "account", "url", "election"),
            *("reporter_name", "reporter_contact"),
        ):
            self.field(name).restore(getattr(report, name))
        for name in ("source", "channel", "platform", "event_at", "narrative"):
            self.field(name).restore(str(getattr(report, name)))
        for dated in ("received_on", "event_on", "origin_on"):
            day = getattr(report, dated)
            self.field(dated).restore(f"{day.day}/{day.month}/{day.year}" if day else "")
        self.codes.restore(report.violation_codes)
        self.points.restore(report.circular_points)

    def report_form(self) -> ReportForm:
        """Everything that the service needs; raises InvalidInput. Call it when ``submitted``."""
        received = self.received_on.value()
        assert received is not None  # noqa: S101 - required, and checked before "submitted"
        at = self.event_at.value()
        channel = Channel(self.channel.value())
        online = channel is Channel.SOCIAL_MEDIA
        return ReportForm(
            received_on=received,
            source=Source(self.source.value()),
            narrative=self.narrative.value(),
            channel=channel,
            respondents=self.respondents.value() if self.respondents else (),
            event_on=self.event_on.value(),
            event_at=f"{at:%H.%M}" if at else "",
            event_place=self.event_place.value(),
            platform=self.platform.value() if online else "",
            account=self.account.value() if online else "",
            url=self.url.value() if online else "",
            election=self.election.value(),
            origin_number=self.origin_number.value(),
            origin_on=self.origin_on.value(),
            reporter_name=self.reporter_name.value(),
            reporter_contact=self.reporter_contact.value(),
            violation_codes=self.codes.value(),
            circular_points=self.points.value(),
            agency_number=self.agency_number.value(),
        )

    def begin_next(self) -> None:
        """Empty the form for the next report, leaving what several have in common."""
        kept = {key: value for key, value in self.values().items() if key in KEPT}
        channel = self.channel.draft()
        self.set_values(dict.fromkeys(self.values(), "") | kept | {"channel": channel})
        self.clear_errors()
        self.field("event_on").focus_target().setFocus()
