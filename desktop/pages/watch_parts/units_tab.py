"""The units of a round: how each form stands, its letters, what came back."""

from __future__ import annotations

from typing import Final

from cases.model.letter import LetterStatus
from cases.rules.dates import short_date
from cases.services.watch_board import BoardLine
from desktop.models.table import Column
from desktop.pages.case_tabs.words import letter_pill
from desktop.pages.local_table import LocalTable
from desktop.pages.watch_parts.words import STANDINGS
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import PillLook


def _answered(row: BoardLine) -> str:
    return f"{row.line.answered} dari {row.line.lines}" if row.line.form_id else "–"


def _form(row: BoardLine) -> str:
    return row.line.code or "–"


def _edition(row: BoardLine) -> str:
    return f"Cetakan ke-{row.line.edition}" if row.line.edition > 1 else ""


def _came(row: BoardLine) -> str:
    return short_date(row.came_on) if row.came_on else "–"


def _filled_by(row: BoardLine) -> str:
    copies = f"{row.line.copies} salinan" if row.line.copies > 1 else ""
    return ", ".join(filter(None, (row.line.filled_by, copies)))


def _letter(row: BoardLine) -> PillLook | None:
    return letter_pill(LetterStatus(row.request.status), row.request.outdated) if row.request else None


def _reminded(row: BoardLine) -> str:
    """How often, and when last; drafts are no reminders yet."""
    if not row.reminders:
        return "–"
    last = row.reminders[-1]
    return f"{len(row.reminders)}×, {short_date(last.letter_on)}" if last.letter_on else f"{len(row.reminders)} konsep"


def _found(row: BoardLine) -> str:
    return str(row.line.found) if row.line.found else "–"


def _doubtful(row: BoardLine) -> str:
    open_ones = f"{row.line.open_findings} belum diproses" if row.line.open_findings else ""
    doubts = f"{row.doubts} bertentangan" if row.doubts else ""
    return ", ".join(filter(None, (open_ones, doubts)))


UNIT_COLUMNS: Final[tuple[Column[BoardLine], ...]] = (
    Column(
        key="unit", title="Unit kerja", width=190, text=lambda row: row.line.unit, tip=lambda row: row.line.unit,
        second=lambda row: f"{row.line.employees} pegawai, {row.line.accounts} akun", face="tableStrong", stretch=True,
    ),
    Column(
        key="standing", title="Keadaan", width=184, text=lambda row: STANDINGS[row.standing].text,
        pill=lambda row: STANDINGS[row.standing],
        choices=tuple((str(one), look.text) for one, look in STANDINGS.items()),
    ),
    Column(key="code", title="Formulir", width=112, text=_form, second=_edition),
    Column(
        key="letter", title="Surat", width=142, text=lambda row: row.request.status if row.request else "–",
        pill=_letter, filtered=False,
    ),
    Column(key="reminded", title="Diingatkan", width=108, text=_reminded, filtered=False),
    Column(key="answered", title="Dijawab", width=88, text=_answered, filtered=False),
    Column(key="came_on", title="Diterima", width=120, text=_came, second=_filled_by, tip=_filled_by, filtered=False),
    Column(
        key="found", title="Temuan", width=128, text=_found, second=_doubtful, tip=_doubtful, filtered=False,
        hue=lambda row: "amber" if row.line.open_findings or row.doubts else "",
    ),
)  # fmt: skip


def units_table() -> LocalTable:
    """Return the table of a round's units."""
    made = LocalTable(UNIT_COLUMNS, "unit", EmptyState("Belum ada unit kerja", "Ubah ronde ini dan pilih unitnya."))
    made.set_note("Ctrl+F saring   Ctrl+klik pilih beberapa   Enter buka formulir yang kembali")
    return made
