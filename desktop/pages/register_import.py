"""Taking numbers from a book that the office kept elsewhere: what each row gives, then entered, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from cases.model.sheet_row import RowState
from cases.number_import import TABLE, NumberPlan, NumberRow
from cases.rules.dates import short_date
from cases.services import register
from cases.services.register import RegisterView
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.import_parts.kind import ImportKind, ImportWords, Mending
from desktop.pages.import_parts.lines import FIRST, ROW, STATE, by_state, told_column
from desktop.pages.import_parts.page import ImportPage
from desktop.pages.register_forms import FAR
from desktop.preferences import Preferences
from desktop.widgets.basic import row
from desktop.widgets.choice_chip import ChoiceChip

if TYPE_CHECKING:
    from reports.headed_sheet import HeadedSheet

_WORDS: Final = ImportWords(
    title="Impor buku agenda",
    sentence="Nomor surat yang dipakai di luar program, dari buku agenda Excel atau CSV",
    ask="Pilih buku agenda",
    drop="Seret buku agenda (Excel atau CSV) ke sini",
    leave=("register", "buku agenda"),
    save="Simpan {} nomor",
    hints=(
        "Wajib ada kolom nomor dan perihal; nomor urut saja juga perlu tanggal suratnya.",
        "Nomor ditulis lengkap menurut pola kantor, atau nomor urutnya saja.",
        "Nomor yang sudah diimpor tetap terpakai dan tidak dapat dihapus, hanya dibatalkan.",
    ),
)


def _read(data: bytes, name: str) -> HeadedSheet:
    from reports.number_sheet import read_number_sheet  # noqa: PLC0415 - the Excel reader is needed only here

    return read_number_sheet(data, name)


def _number(one: NumberRow) -> str:
    return one.number.text if one.number else one.words or "–"


def _day(one: NumberRow) -> str:
    return short_date(one.number.used_on) if one.number and one.number.used_on else "–"


def _told(one: NumberRow) -> str:
    if one.reason:
        return f"{one.cell}: {one.reason}" if one.cell else one.reason
    return one.number.addressee if one.number else ""


def _doubt(plan: NumberPlan) -> tuple[str, str] | None:
    """A number far ahead of the others is more often mistyped than meant, and stays taken."""
    sentence = (
        f"{grouped(plan.leap)} nomor akan dilewati, dan nomor yang diimpor tidak dapat dihapus. "
        f"Benarkah nomor {plan.leap_to}?"
    )
    return (sentence, "Simpan") if plan.leap > FAR else None


_COLUMNS: Final = (
    ROW,
    STATE,
    Column[NumberRow](key="number", title="Nomor", width=206, text=_number, face="tableStrong"),
    Column[NumberRow](key="on", title="Tanggal", width=110, text=_day),
    Column[NumberRow](key="subject", title="Perihal", width=190, text=lambda one: one.subject or "–"),
    told_column("Tujuan, atau masalahnya", _told, 340),
)
_KIND: Final = ImportKind[NumberPlan, NumberPlan](
    words=_WORDS,
    table=TABLE,
    read=_read,
    plan=lambda work, actor, file, _tick: register.plan_import(
        work, actor, file.mended, file.columns, file.told["classification"]
    ),
    save=lambda office, actor, file, tick: office.write(
        register.import_numbers, actor, file.mended, file.columns, file.told["classification"], tick
    ),
    count=lambda plan: plan.count(RowState.NEW),
    faulty=lambda plan: plan.count(RowState.FAULTY),
    result=lambda plan: f"{grouped(plan.count(RowState.NEW))} nomor diimpor",
    told={"classification": ""},
    doubt=_doubt,
    segments=by_state(_COLUMNS),
    first=FIRST,
    mend=lambda one: Mending(
        row=one.row,
        title=f"Baris {one.row}, {one.subject or 'tanpa perihal'}: {_told(one) or _number(one)}",
        cell=one.cell,
    ),
)


class NumberImportPage(ImportPage[NumberPlan, NumberPlan]):
    """The rows of a book, and whose the numbers are that are ordinals alone."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        self.classification = ChoiceChip("Nomor urut saja milik", all_words="klasifikasi disiplin")
        told = row(self.classification, None)
        super().__init__(desk, window, _KIND, preferences=preferences, parent=parent, told=told)
        self.classification.chosen.connect(lambda code: self.tell(classification=code))

    def on_shown(self, **args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Ask for the classifications too."""
        super().on_shown(**args)
        self._desk.ask(register.register_view).then(self, self._offer)

    def _offer(self, view: RegisterView) -> None:
        self.classification.set_choices([(code, f"{code} {title}".strip()) for code, title in view.classifications])

    def _retell(self, told: Mapping[str, Any]) -> None:
        self.classification.restore(told["classification"])
