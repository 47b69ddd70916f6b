"""Filled forms of the watch for tests: a form as it is written, filled in as an office would, and damaged."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from office_desk import OfficeAtWork
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import make_employee, nip_of

from cases.errors import BadFile
from cases.model.watch import FormSheet, Round
from cases.services import accounts, watch_forms, watch_rounds
from cases.services.accounts import AccountForm
from cases.services.watch_reading import HandedForm
from cases.services.watch_rounds import RoundForm
from reports.watch_form import make_watch_form
from reports.watch_reader import read_watch_form

FIRST = 10
"""The row of the first line."""
COLUMNS = {"code": 2, "name": 3, "nip": 4, "account": 6, "owned": 7, "seen": 8, "urls": 9, "seen_on": 10, "note": 11}
CLEAN = {"owned": "Ya", "seen": "Tidak ada temuan"}
NONE = {"owned": "Tidak punya akun"}
FOUND = {
    "owned": "Ya",
    "seen": "Ada temuan",
    "urls": "https://www.instagram.com/p/Rekaan1/",
    "note": "Mengunggah ajakan.",
}
UNITS = ("Dinas Perhubungan", "Dinas Pendidikan")


@dataclass
class Watch:
    """A round with its forms, in an office of six employees in two units; each first of a unit has an account."""

    office: OfficeAtWork
    round: Round
    sheets: tuple[FormSheet, ...]

    def form(self, unit: str = UNITS[0]) -> FormSheet:
        return next(sheet for sheet in self.sheets if sheet.unit == unit)

    def again(self) -> Watch:
        """The forms made again, as after a change."""
        return Watch(self.office, self.round, self.office.do(watch_forms.prepare_forms, self.round.id))


def round_form(**parts: Any) -> RoundForm:
    values: dict[str, Any] = {
        "title": "Pemantauan masa tenang",
        "first_on": date(2026, 4, 20),
        "last_on": date(2026, 5, 3),
        "due_on": date(2026, 5, 10),
        "units": UNITS,
        "looks": ("Mengunggah dukungan kepada calon",),
    }
    return RoundForm(**(values | parts))


def start(office: OfficeAtWork) -> Watch:
    for place, unit in enumerate(UNITS):
        for number in range(3):
            ordinal = 700 + place * 10 + number
            one = make_employee(id=f"p-{ordinal}", nip=nip_of(ordinal), name=f"Pegawai Rekaan {ordinal}", unit_1=unit)
            office.add_employees(one)
        office.do(
            accounts.add_account, f"p-{700 + place * 10}", AccountForm(platform="Instagram", handle=f"akun.{place}")
        )
    watch = office.do(watch_rounds.start_round, round_form())
    return Watch(office, watch, office.do(watch_forms.prepare_forms, watch.id))


def filled(form: FormSheet, answers: Mapping[int, Mapping[str, Any]] | None = None, by: str = "Kepala Rekaan") -> bytes:
    """A form with each line answered without a finding, but for ``answers`` by the line's place, from 0."""

    def fill(sheet: Worksheet) -> None:
        sheet["C7"], sheet["E7"], sheet["K7"] = by, nip_of(1), date(2026, 5, 4)
        for place, line in enumerate(form.lines):
            given = CLEAN if line.account_id else NONE
            for key, value in ((answers or {}).get(place, given)).items():
                sheet.cell(FIRST + place, COLUMNS[key]).value = value

    return changed(make_watch_form(form), fill)


def changed(data: bytes, change: Callable[[Worksheet], object], sheet: str = "Formulir") -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book[sheet])
    return stored(book)


def stored(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def handed(data: bytes, name: str = "formulir.xlsx") -> HandedForm:
    """A file as the window and the command line hand it in."""
    sheet, fault = None, ""
    try:
        sheet = read_watch_form(data, name)
    except BadFile as error:
        fault = error.sentence
    sha256 = hashlib.sha256(data).hexdigest()
    return HandedForm(name=name, data=data, sha256=sha256, media_type="application/x-excel", sheet=sheet, fault=fault)
