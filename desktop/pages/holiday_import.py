"""Taking days off from a list: what each row gives, which due dates move, and only then saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from cases.holiday_import import TABLE, HolidayPlan, HolidayRow, year_told
from cases.model.sheet_row import RowState
from cases.rules.dates import short_date, weekday_name
from cases.services import calendar
from cases.services.calendar import HolidayReview
from cases.services.recount import Moved
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Mending, Segment, SheetFile
from desktop.pages.import_parts.lines import FIRST, ROW, STATE, by_state, told_column
from desktop.pages.import_parts.page import ImportPage
from desktop.pages.settings_moves import COLUMNS as MOVES
from desktop.preferences import Preferences

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor hari libur",
    sentence="Libur nasional, cuti bersama, dan libur daerah dari daftar Excel atau CSV",
    ask="Pilih daftar hari libur",
    drop="Seret daftar hari libur (Excel atau CSV) ke sini",
    leave=("settings", "hari libur di Pengaturan"),
    leave_to={"section": "holidays"},
    save="Simpan {} hari",
    hints=(
        "Wajib ada kolom tanggal dan nama harinya; jenis dan dasarnya boleh tidak ada.",
        "Tanggal ditulis seperti 1 Januari 2027, 10-11 Maret 2027, atau tanggal Excel.",
        "Tahun yang tidak ditulis diambil dari judul daftar, lalu dari tahun yang sedang dilihat.",
        "Tenggat yang bergeser diperlihatkan sebelum disimpan; hari yang sudah tercatat tidak disentuh.",
    ),
)


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.holiday_sheet import read_holiday_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    return read_holiday_sheet(data, name)


def _year(file: SheetFile) -> int:
    return year_told(file.sheet.above, file.told["year"])


def _when(one: HolidayRow) -> str:
    return f"{weekday_name(one.day.on)}, {short_date(one.day.on)}" if one.day else one.words or "–"


def _told(one: HolidayRow) -> str:
    if one.reason:
        return f"{one.cell}: {one.reason}" if one.cell else one.reason
    return one.day.kind if one.day else ""


def _notes(review: HolidayReview) -> Iterable[str]:
    if review.moves:
        cases = len({one.case_id for one in review.moves})
        yield f"{grouped(len(review.moves))} tenggat pada {grouped(cases)} perkara akan bergeser; periksa dahulu."


def _mend(one: HolidayRow | Moved) -> Mending | None:
    if isinstance(one, Moved):
        return None
    return Mending(row=one.row, title=f"Baris {one.row}, {one.name or 'tanpa nama'}: {_told(one)}", cell=one.cell)


_COLUMNS: Final = (
    ROW,
    STATE,
    Column[HolidayRow](key="on", title="Tanggal", width=180, text=_when, face="tableStrong"),
    Column[HolidayRow](key="name", title="Nama", width=280, text=lambda one: one.name or "–"),
    told_column("Jenis, atau masalahnya", _told, 420),
)
_KIND: Final = ImportKind[HolidayReview, HolidayPlan](
    words=_WORDS,
    table=TABLE,
    read=_read,
    plan=lambda work, actor, file, _tick: calendar.plan_import(work, actor, file.mended, _year(file), file.columns),
    save=lambda office, actor, file, tick: office.write(
        calendar.import_holidays, actor, file.mended, _year(file), file.columns, tick
    ),
    count=lambda review: len(review.new),
    faulty=lambda review: sum(one.state is RowState.FAULTY for one in review.rows),
    result=lambda plan: f"{grouped(plan.count(RowState.NEW))} hari libur disimpan",
    notes=_notes,
    segments=(
        *by_state(_COLUMNS),
        Segment(
            key="moves",
            title="Tenggat yang bergeser",
            rows=lambda review: review.moves,
            columns=MOVES,
            when_any=True,
        ),
    ),
    first=FIRST,
    mend=_mend,
)


class HolidayImportPage(ImportPage[HolidayReview, HolidayPlan]):
    """``open_page("holiday-import", year=...)``: dates that tell no year are of that one."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(desk, window, _KIND, preferences=preferences, parent=parent)
        self._year = desk.office.clock.today().year

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Keep the year that is looked at."""
        self._year = args.get("year", self._year)
        super().on_shown(**args)

    def _told(self) -> Mapping[str, Any]:
        return {"year": self._year}
