"""What is done with a report besides typing it: merged, split, thrown away, written about, turned into cases."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cases.model.letter import Letter, LetterStatus
from cases.model.report import Report, Way
from cases.model.user import Right
from cases.services import letter_requests, sending
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard, ask_discard_respondent
from desktop.dialogs.merge import ask_merge
from desktop.dialogs.sent import SentDialog
from desktop.dialogs.split import SplitDialog
from desktop.navigation import Navigator
from desktop.widgets.more_button import Entry


class ReportActs:
    """Acts on the report that a page shows; ``report`` gives it, None while there is none, ``gone`` hears it left."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        window: Navigator,
        report: Callable[[], Report | None],
        gone: Callable[[], object],
    ) -> None:
        self._desk, self._page, self._window = desk, page, window
        self._report, self._gone = report, gone

    def seldom(self) -> tuple[Entry, ...]:
        """What stands behind the three dots, as far as the user may do it."""
        merge: Entry = ("Gabungkan dengan laporan lain…", self.merge)
        split: Entry = ("Pisahkan sebagian…", self.split)
        discard: Entry = ("Buang laporan…", self.discard)
        may_split = self._desk.may(Right.REGISTER_REPORT) and self._desk.may(Right.MANAGE_EVIDENCE)
        return (merge, split, discard) if may_split else (merge, discard)

    # -- with others

    def open_report(self, report_id: str) -> None:
        """Show another report."""
        self._window.open_page("report", report_id=report_id)

    def merge(self) -> None:
        """Look for the report that is the same, by its first accused."""
        report = self._report()
        if report is not None:
            self.merge_with(report, report.respondents[0].person.name if report.respondents else "")

    def merge_with(self, report: Report, sought: str = "", other: tuple[str, str] | None = None) -> None:
        """Merge a report with another one: ``other`` by identifier and title, else with what ``sought`` finds."""
        ask_merge(
            self._desk,
            self._page,
            self._window,
            "report",
            report.id,
            f"laporan {report.number}",
            sought,
            self.open_report,
            offered=() if other is None else (other,),
        )

    def merge_offered(self, other_id: str, title: str) -> None:
        """Merge with a report that was found to be alike."""
        report = self._report()
        if report is not None:
            self.merge_with(report, other=(other_id, title))

    def split(self) -> None:
        """Take a part out as a report of its own."""
        report = self._report()
        if report is not None:
            SplitDialog(self._desk, self._page, report, self._was_split).open()

    def _was_split(self, made: Report) -> None:
        self._window.toast(f"Dipisah menjadi laporan {made.number}.")
        self.open_report(made.id)

    # -- out of the list

    def discard(self) -> None:
        """Throw the report away, into Sampah."""
        report = self._report()
        if report is not None:
            ask_discard(self._desk, self._page, self._window, "report", report.id, self._gone)

    def discard_respondent(self, respondent_id: str) -> None:
        """The same with one accused of it."""
        report = self._report()
        if report is not None:
            ask_discard_respondent(self._desk, self._page, self._window, report.id, respondent_id)

    # -- letters

    def print_receipt(self, report_id: str = "") -> None:
        """One click: the receipt that there is, else a new one, ready to print.

        Of the report that is shown, where none is named.
        """
        report = self._report()
        wanted = report_id or (report.id if report is not None else "")
        if wanted:
            found = self._desk.ask(letter_requests.letters_of_report, wanted)
            found.then(self._page, lambda letters: self._open_receipt(wanted, letters))

    def _open_receipt(self, report_id: str, found: tuple[Letter, ...]) -> None:
        ready = [one for one in found if one.kind == letter_requests.RECEIPT and one.status is not LetterStatus.VOID]
        if ready:
            self.open_letter(ready[-1].id)
            return
        asked = self._desk.do(letter_requests.receipt, report_id)  # two clicks lead to the same one
        asked.then(self._page, lambda letter: self.open_letter(letter.id))

    def open_letter(self, letter_id: str) -> None:
        """Show a letter."""
        self._window.open_page("letter", letter_id=letter_id)

    def ask_letter(self) -> None:
        """Offer the letters that a report may have."""
        report = self._report()
        if report is not None:
            self._window.open_page("letter-request", report_id=report.id)

    def write_sent(self, way: str) -> None:
        """Write down that it was forwarded or answered by a letter of another program."""
        report = self._report()
        if report is not None:
            told = SentDialog(
                self._desk, self._page, report.id, Way(way), lambda _report: self._window.toast("Dicatat.")
            )
            told.open()

    def remove_sent(self, place: int) -> None:
        """Take such a note away again, by its place."""
        report = self._report()
        if report is not None:
            asked = self._desk.do(sending.remove_sent, report.id, place)
            asked.then(self._page, lambda _report: self._window.toast("Catatan dihapus."))

    # -- on the way to a case

    def open_cases(self, respondent_ids: tuple[str, ...]) -> None:
        """Go where accused become cases."""
        report = self._report()
        if report is not None:
            self._window.open_page("open-case", report_id=report.id, respondent_ids=respondent_ids)

    def verify(self, respondent_id: str) -> None:
        """Go where an accused is verified."""
        report = self._report()
        if report is not None:
            self._window.open_page("verify", report_id=report.id, respondent_id=respondent_id)
