"""Making reports of who was confirmed: one, or all of a list, each with the card of its row as evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.name_review import Candidate, NameHit
from cases.services import name_reports
from desktop import messages
from desktop.batching import Batch, Done
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.intake.name_matching import make_report
from desktop.navigation import Navigator
from desktop.pages.name_list_parts.words import others_words
from desktop.widgets.feedback import BUSY, ProgressStrip

_MOST_NAMED = 20


class Reporting:
    """Asks, and then makes reports one after the other, with progress in the page's strip."""

    def __init__(self, page: QWidget, desk: Desk, window: Navigator, strip: ProgressStrip) -> None:
        self._page, self._desk, self._window, self._strip = page, desk, window, strip
        self.batch: Batch | None = None

    def one(self, candidate: Candidate) -> None:
        """Make a report of one hit; where its employee has one from another row, ask first."""
        if candidate.others:
            messages.ask(
                self._page,
                f"{others_words(candidate)} Buat laporan tersendiri dari baris ini?",
                "Buat laporan",
                lambda: self._report((candidate.hit,), again=True),
            )
        else:
            self._report((candidate.hit,))

    def all(self, list_id: str) -> None:
        """Make reports of all that are confirmed and have none, after asking."""

        def ask(hits: tuple[NameHit, ...]) -> None:
            if not hits:
                return
            messages.ask(
                self._page,
                f"Buat {grouped(len(hits))} laporan dari baris yang dinyatakan sama? Setiap laporan mendapat nomor, "
                "uraian dari daftar, dan kartu barisnya sebagai bukti; pegawai yang sudah terlapor dari daftar nama "
                "dilewati dan disebutkan.",
                f"Buat {grouped(len(hits))} laporan",
                lambda: self._report(hits),
            )

        self._desk.ask(name_reports.unreported, list_id).then(self._page, ask)

    def _report(self, hits: tuple[NameHit, ...], *, again: bool = False) -> None:
        if self._strip.busy:
            self._window.toast(BUSY)
            return
        office, actor, total = self._desk.office, self._desk.actor, len(hits)
        refused: list[str] = []

        def work(hit: NameHit) -> tuple[str, ChangeSet]:
            report, changes = make_report(office, actor, hit.id, again=again)
            return report.number, changes

        def ended(done: Done) -> None:
            if not done.good:
                refused.append(done.words)

        def finished(left: int) -> None:
            self._strip.hide()
            made = total - left - len(refused)
            words = f"{grouped(made)} laporan dibuat" + (f", {grouped(left)} belum dibuat" if left else "")
            look = (lambda: self._window.open_page("reports")) if made else None
            self._window.toast(words, action="Lihat laporan" if look else "", on_action=look)
            if refused:
                first = "\n".join(refused[:_MOST_NAMED])
                messages.show_sentence(self._page, f"{grouped(len(refused))} baris tidak dijadikan laporan.", first)

        batch = Batch(self._desk, hits, work, self._page)
        batch.advanced.connect(
            lambda at, hit: self._strip.report(at / total, f"Membuat laporan {at + 1} dari {total}: {hit.name}")
        )
        batch.ended.connect(ended)
        batch.finished.connect(finished)
        self.batch = batch
        self._strip.start("Membuat laporan …", batch.stop)
        batch.start()
