"""Numbers from a book that an office kept elsewhere: each row is new, the same, or faulty with its cell and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.errors import BadFile, InvalidInput
from cases.model.letter import RegisterEntry
from cases.model.office import NumberCounter, Office
from cases.model.sheet_row import RowState
from cases.rules.dates import long_date, read_date
from cases.rules.numbering import ONE_COUNTER, letter_number, read_number
from cases.rules.plain import one_line
from cases.rules.sheet_headers import HeaderMap
from cases.sheet_cells import BadCell

TABLE: Final = "number"
"""The table of headers."""

MOST_ROWS = 5_000
"""Numbers of one book; more is another file by mistake."""
LONGEST = 300
"""Characters of a subject or an addressee that are kept."""
_CODE = re.compile(r"\d[\d.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideNumber:
    """A number that was used outside the program."""

    classification: str
    year: int
    ordinal: int
    text: str
    used_on: date | None = None
    subject: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A row of the sheet: ``words`` are its number's cell; ``cell`` and ``reason`` say why it is not taken."""

    row: int
    state: RowState
    words: str
    subject: str = ""
    number: OutsideNumber | None = None
    cell: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPlan:
    """What an import would do; ``leap`` is the most that a new number leaves out before it, ``leap_to`` that number."""

    rows: tuple[NumberRow, ...]
    leap: int = 0
    leap_to: str = ""

    @property
    def new(self) -> tuple[OutsideNumber, ...]:
        """The numbers to be taken."""
        return tuple(row.number for row in self.rows if row.state is RowState.NEW and row.number is not None)

    def count(self, state: RowState) -> int:
        """How many rows stand so."""
        return sum(row.state is state for row in self.rows)


def plan_numbers(
    headers: HeaderMap,
    rows: Iterable[tuple[int, Sequence[str]]],
    known: Iterable[RegisterEntry],
    office: Office,
    today: date,
    classification: str,
) -> NumberPlan:
    """Compare the rows of a sheet with the register; a bare ordinal is of ``classification`` where the row names none.

    Raises BadFile for a sheet without rows, or with too many.
    """
    texts = [(number, [one_line(cell) for cell in cells]) for number, cells in rows]
    reader = _Reader(headers, known, office, today, classification)
    filled = [(number, cells) for number, cells in texts if any(cells)]
    if len(filled) > MOST_ROWS:
        raise BadFile(f"Lembar itu berisi lebih dari {MOST_ROWS} baris; bagi per tahun lalu impor satu per satu.")
    found = [reader.read(number, cells) for number, cells in filled]
    if not found:
        raise BadFile("Lembar itu tidak berisi nomor di bawah judul kolomnya; pilih berkas lain.")
    leap, to = max(reader.leaps(), default=(0, ""))
    return NumberPlan(rows=tuple(found), leap=leap, leap_to=to)


class _Reader:
    """Reads the rows under the headers, and remembers what the rows before it took."""

    def __init__(
        self,
        headers: HeaderMap,
        known: Iterable[RegisterEntry],
        office: Office,
        today: date,
        classification: str,
    ) -> None:
        self._headers = headers
        self._office = office
        self._today = today
        self._class = classification
        self._one = office.number_counter is NumberCounter.ONE
        self._taken: dict[tuple[str, int, int], RegisterEntry] = {}
        self._texts: dict[tuple[int, str], RegisterEntry] = {}
        self._rows: dict[tuple[str, int, int], tuple[int, OutsideNumber]] = {}
        for entry in known:
            self._taken.setdefault((self._counter(entry.classification), entry.year, entry.ordinal), entry)
            self._texts[entry.year, _folded(entry.text)] = entry

    def _counter(self, classification: str) -> str:
        return ONE_COUNTER if self._one else classification

    def read(self, number: int, cells: Sequence[str]) -> NumberRow:
        """Return what a row gives."""
        words, subject = self._cell(cells, "number"), self._cell(cells, "subject")[:LONGEST]
        try:
            made = self._number(cells, words, subject)
            state, reason = self._judge(number, made)
        except BadCell as fault:
            key = fault.key if fault.key in self._headers.columns else "number"
            return NumberRow(
                row=number,
                state=RowState.FAULTY,
                words=words,
                subject=subject,
                cell=self._headers.address(key, number),
                reason=fault.sentence,
            )
        return NumberRow(row=number, state=state, words=words, subject=subject, number=made, reason=reason)

    def leaps(self) -> Iterator[tuple[int, str]]:
        """How many ordinals each new number leaves out before it, and the number."""
        places = sorted(self._taken.keys() | self._rows.keys())
        for before, place in zip([None, *places], places, strict=False):
            if place not in self._taken:
                last = before[-1] if before is not None and before[:-1] == place[:-1] else 0
                yield place[-1] - last - 1, self._rows[place][1].text

    def _number(self, cells: Sequence[str], words: str, subject: str) -> OutsideNumber:
        if not words:
            raise BadCell("number", "Nomornya kosong; isi selnya atau lewati baris ini.")
        if len(words) > LONGEST:
            raise BadCell("number", "Nomornya terlalu panjang; isi nomor urutnya saja, mis. 14.")
        told = read_number(words, (self._office.number_pattern, self._office.decision_pattern))
        if told is None:
            raise BadCell("number", f"“{words}” tidak cocok dengan pola nomor kantor; isi nomor urutnya saja, mis. 14.")
        on = self._day(cells)
        if told.year is not None and on is not None and told.year != on.year:
            raise BadCell("on", f"Tahun pada nomor ({told.year}) berbeda dari tanggalnya ({long_date(on)}); perbaiki.")
        year = told.year or (on.year if on else None)
        if year is None:
            raise BadCell("on", "Tanggalnya kosong sehingga tahunnya tidak diketahui; isi tanggal surat.")
        if not subject:
            raise BadCell("subject", "Perihalnya kosong; isi untuk apa nomor ini dipakai.")
        named = self._cell(cells, "classification")
        if named and not is_code(named):
            raise BadCell("classification", f"“{named}” bukan kode klasifikasi; isi seperti 800.1.6.2.")
        classification = told.classification or named or self._class
        bare = words.strip().isdigit()
        if bare and on is None:
            raise BadCell("on", "Tanggalnya kosong; isi tanggal surat.")
        return OutsideNumber(
            classification=classification,
            year=year,
            ordinal=told.ordinal,
            text=outside_text(self._office, classification, told.ordinal, on) if bare and on else words,
            used_on=on,
            subject=subject,
            addressee=self._cell(cells, "addressee")[:LONGEST],
        )

    def _day(self, cells: Sequence[str]) -> date | None:
        words = self._cell(cells, "on")
        try:
            on = read_date(words, self._today)
        except InvalidInput as error:
            raise BadCell("on", error.sentence) from error
        if on is not None and on > self._today:
            raise BadCell("on", f"{long_date(on)} belum tiba; nomor itu belum mungkin dipakai.")
        return on

    def _judge(self, row: int, made: OutsideNumber) -> tuple[RowState, str]:
        place = (self._counter(made.classification), made.year, made.ordinal)
        if place in self._rows:
            earlier, other = self._rows[place]
            if (other.text, other.subject) == (made.text, made.subject):
                return RowState.SAME, f"Sudah ada di baris {earlier}."
            raise BadCell("number", f"Nomor urut {made.ordinal} sudah dipakai di baris {earlier}: {other.subject}.")
        self._rows[place] = (row, made)
        known = self._texts.get((made.year, _folded(made.text)))
        if known is not None:
            return RowState.SAME, f"Sudah tercatat: {known.subject or 'tanpa perihal'}."
        taken = self._taken.get(place)
        if taken is not None:
            raise BadCell("number", f"Nomor urut {made.ordinal} sudah dipakai {taken.text}: {taken.subject}.")
        return RowState.NEW, ""

    def _cell(self, cells: Sequence[str], field: str) -> str:
        return self._headers.cell(field, cells)


def is_code(text: str) -> bool:
    """Whether a text is the code of a classification ("800.1.6.2")."""
    return _CODE.fullmatch(text) is not None


def outside_text(office: Office, classification: str, ordinal: int, on: date) -> str:
    """Return an ordinal that was used by hand as the office writes its numbers."""
    return letter_number(
        office.number_pattern, classification=classification, ordinal=ordinal, unit=office.unit_code, on=on
    )


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
