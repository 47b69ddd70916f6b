"""Days off from a list as offices write it: each row is new, the same, or faulty with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.errors import BadFile, InvalidInput
from cases.model.deadline import Holiday
from cases.model.sheet_row import RowState
from cases.rules.dates import long_date, read_date, weekday_name
from cases.rules.reference import calendar_table, date_words
from cases.rules.sheet_headers import HeaderMap

TABLE: Final = "holiday"
"""The table of headers."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LONG_TO = re.compile(r"\s*(?:–|—|\bs\.?\s*/?\s*d\.?(?=\s)|\bsampai(?: dengan)?\b)\s*|\s+-\s+", re.IGNORECASE)
_SHORT_TO = re.compile(r"\s*-\s*")
_AND = re.compile(r"\s*(?:,|;|&|\bdan\b)\s*", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}")
_TAILED = re.compile(r"\d{1,2}\s+([^\W\d_].*)")
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'’`‘")
_LONGEST_SPAN = 31
_MOST_DAYS = 400
"""Days off of one list; more is another list by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """A day of a list, or a row that gives none; ``words`` are the date's, ``cell`` and ``reason`` say why."""

    row: int
    state: RowState
    words: str
    name: str
    day: Holiday | None = None
    cell: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayPlan:
    """What an import would do."""

    rows: tuple[HolidayRow, ...]

    @property
    def new(self) -> tuple[Holiday, ...]:
        """The days to be taken."""
        return tuple(row.day for row in self.rows if row.state is RowState.NEW and row.day is not None)

    def count(self, state: RowState) -> int:
        """How many days stand so."""
        return sum(row.state is state for row in self.rows)


def year_told(texts: Iterable[str], year: int) -> int:
    """Return the one year that the words above a list tell, else ``year``."""
    years = _years(texts)
    return years.pop() if len(years) == 1 else year


def plan_holidays(
    headers: HeaderMap, rows: Iterable[tuple[int, Sequence[str]]], known: Iterable[Holiday], year: int
) -> HolidayPlan:
    """Compare the rows of a sheet with the office's days off; a date without a year is of its row's, else of ``year``.

    Raises BadFile for a sheet without days off, or with too many.
    """
    reader = _Reader(headers, {day.on: day for day in known}, year)
    texts = ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in rows)
    found = [made for number, cells in texts for made in reader.read(number, cells)]
    if not found:
        raise BadFile("Lembar itu tidak berisi hari libur di bawah judul kolomnya; pilih berkas lain.")
    if len(found) > _MOST_DAYS:
        raise BadFile("Lembar itu berisi terlalu banyak baris untuk daftar hari libur; pilih berkas lain.")
    return HolidayPlan(rows=tuple(found))


class _Reader:
    """Reads the rows under the headers; a row without a date may be the heading of those that follow."""

    def __init__(self, headers: HeaderMap, known: dict[date, Holiday], year: int) -> None:
        self._headers = headers
        self._known = known
        self._year = year
        self._kind = ""
        self._seen: dict[date, int] = {}

    def read(self, number: int, cells: Sequence[str]) -> list[HolidayRow]:
        """Return the days of a row, in order; none for a heading or an empty row."""
        words, name = self._cell(cells, "on"), self._cell(cells, "name")
        if not any(map(_WORD.search, cells)) and not words:
            return []
        if not words or not any(map(str.isdigit, words)):
            heading = _kind_of(" ".join(cells))
            if heading:
                self._kind = heading
                return []
            if not name:
                return []
        try:
            days = read_days(words, self._row_year(cells), self._cell(cells, "weekday"))
        except InvalidInput as error:
            return [self._faulty(number, cells, "on", error.sentence)]
        return [self._judge(number, cells, day) for day in days]

    def _judge(self, number: int, cells: Sequence[str], on: date) -> HolidayRow:
        words, name = self._cell(cells, "on"), self._cell(cells, "name")
        state, reason = RowState.NEW, ""
        if on in self._seen:
            state, reason = RowState.SAME, f"{long_date(on)} sudah ada di baris {self._seen[on]}."
        elif on in self._known:
            state, reason = RowState.SAME, f"Sudah tercatat: {self._known[on].name}."
        elif not name:
            return self._faulty(number, cells, "name", "Nama harinya kosong; isi selnya atau lewati baris ini.")
        self._seen.setdefault(on, number)
        told = self._cell(cells, "kind")
        source = self._cell(cells, "source")
        kind = _kind_of(told) or _kind_of(name) or self._kind or _kind_of(source) or calendar_table().kind[0].key
        day = Holiday(on=on, name=name, kind=kind, source=source)
        return HolidayRow(row=number, state=state, words=words, name=name, day=day, reason=reason)

    def _faulty(self, number: int, cells: Sequence[str], key: str, reason: str) -> HolidayRow:
        return HolidayRow(
            row=number,
            state=RowState.FAULTY,
            words=self._cell(cells, "on"),
            name=self._cell(cells, "name"),
            cell=self._headers.address(key, number),
            reason=reason,
        )

    def _row_year(self, cells: Sequence[str]) -> int:
        return year_told([self._cell(cells, "year")], self._year)

    def _cell(self, cells: Sequence[str], field: str) -> str:
        return self._headers.cell(field, cells)


def read_days(text: str, year: int, weekday: str = "") -> tuple[date, ...]:
    """Read the days of a cell as offices write them, in order.

    "1 Januari 2027", "Jumat, 1/1/2027", "2027-01-01", "10-11 Maret", "9, 12, dan 15 Maret", "31 Maret s.d. 1 April". A
    date without a year is of ``year``; the names of weekdays, in the cell or in ``weekday``, must agree. Raises
    InvalidInput.
    """
    named = _weekdays(f"{weekday} {text}")
    days = _parts(_without_weekdays(text), year)
    if not days:
        raise _unread(text)
    if days != sorted(set(days)):
        raise InvalidInput(f"Urutan tanggal “{text}” tidak jelas; tulis satu tanggal dalam satu baris.")
    missing = [name for name in named if name not in {weekday_name(day) for day in days}]
    if missing:
        told = ", ".join(f"{long_date(day)} jatuh pada {weekday_name(day)}" for day in days[:1])
        raise InvalidInput(f"{told}, bukan {missing[0]}; periksa tanggalnya.")
    return tuple(days)


def _parts(text: str, year: int) -> list[date]:
    """The days of "10-11 Maret 2027", "9, 12 dan 15 Maret", "31 Maret - 1 April"; none for what is no date.

    A bare day takes the month that follows it. Raises InvalidInput for a span that runs backwards.
    """
    single = _single(text, year)
    if single is not None:
        return [single]
    days: list[date] = []
    tail = ""
    for piece in reversed([piece for piece in _AND.split(text) if piece]):
        first_words, last_words = _ends(piece)
        tail = _tail(last_words) or tail
        last = _completed(last_words, tail, days[0].year if days else year)
        first = _completed(first_words, tail, last.year if last else year)
        if first is None or last is None:
            return []
        tail = _tail(first_words) or tail
        span = (last - first).days
        if not 0 <= span < _LONGEST_SPAN:
            raise InvalidInput(f"Rentang “{text}” terbalik atau terlalu panjang; periksa tanggalnya.")
        days[:0] = [first + timedelta(days=place) for place in range(span + 1)]
    return days


def _ends(piece: str) -> tuple[str, str]:
    """The words of the first and the last day of a span, twice the same for a single day."""
    for sign in (_LONG_TO, _SHORT_TO):
        ends = [end for end in sign.split(piece) if end]
        if len(ends) == len(("first", "last")):
            return ends[0], ends[1]
    return piece, piece


def _completed(text: str, tail: str, year: int) -> date | None:
    return _single(f"{text} {tail}" if _BARE.fullmatch(text) else text, year)


def _single(text: str, year: int) -> date | None:
    """One date, None for what is none; without a year it is of ``year``."""
    try:
        return read_date(text, date(year, 1, 1))
    except InvalidInput:
        return None


def _tail(text: str) -> str:
    """The month, and the year where it is given, behind a day ("Maret 2027"); "" where there is none in words."""
    found = _TAILED.fullmatch(text)
    return found[1] if found else ""


def _unread(text: str) -> InvalidInput:
    return InvalidInput(f"“{text}” bukan tanggal; isi seperti 1 Januari 2027 atau 10-11 Maret 2027.")


def _weekdays(text: str) -> list[str]:
    """The days of the week that a text names."""
    by_word = {name.casefold(): name for name in date_words().weekdays}
    return list(dict.fromkeys(by_word[word] for word in _WORD.findall(_folded(text)) if word in by_word))


def _without_weekdays(text: str) -> str:
    """The text from its first digit on, without the names of weekdays."""
    kept = _folded(text)
    for name in date_words().weekdays:
        kept = re.sub(rf"\b{name.casefold()}\b\s*,?", " ", kept)
    digit = re.search(r"\d", kept)
    return " ".join(kept[digit.start() :].split()).strip(" ,;.()") if digit else ""


def _folded(text: str) -> str:
    """Small letters; "Jum'at" and "Ahad" as the table of dates has them."""
    plain = text.translate(_APOSTROPHES).casefold()
    return re.sub(r"\bahad\b", "minggu", plain)


def _kind_of(text: str) -> str:
    """The kind that words tell, "" when they tell none; the narrower kinds are looked for first."""
    folded = text.casefold()
    for kind in reversed(calendar_table().kind):
        if any(word in folded for word in kind.words):
            return kind.key
    return ""


def _years(texts: Iterable[str]) -> set[int]:
    return {int(year) for text in texts for year in _YEAR.findall(text)}
