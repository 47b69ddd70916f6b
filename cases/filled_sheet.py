"""What stands in a filled form, wherever it stands: codes, answers and who filled it in, each with its cell.

A form may come back sorted, with columns moved, saved by another program, as text, or copied into another workbook:
lines are found by their codes, columns by their headings, and the rest of a form's look does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from cases.rules.sheet_headers import column_letters, fold_header
from cases.watch_codes import FormCode, LineCode, looks_like_line_code, read_form_code, read_line_code
from cases.watch_words import by_heading, watch_words

Texts: TypeAlias = Sequence[Sequence[str]]
"""A sheet from A1, as the texts of its cells."""

_PREFIX: Final = "NTR"
ANSWERS: Final = ("owned", "seen", "urls", "seen_on", "note")


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell and what stands in it."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLine:
    """A row of a sheet of answers: its code, None where it has none that is sound, and its cells by heading."""

    code: LineCode | None
    code_cell: Filled
    cells: Mapping[str, Filled]

    def text(self, key: str) -> str:
        """What stands under a heading, empty where the sheet has no such column."""
        found = self.cells.get(key)
        return found.text if found is not None else ""

    def cell(self, key: str) -> str:
        """The address of what stands under a heading; else that of the line's code."""
        found = self.cells.get(key)
        return found.cell if found is not None else self.code_cell.cell

    @property
    def says_something(self) -> bool:
        """Whether anything was answered in it."""
        return any(self.text(key) for key in (*ANSWERS, "platform", "handle", "address"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSheet:
    """A file as it stands: the codes of forms in it, its lines, the accounts that it adds, and who filled it in.

    ``missing`` names the headings of answers that no sheet has.
    """

    codes: tuple[tuple[str, FormCode], ...]
    lines: tuple[FilledLine, ...]
    added: tuple[FilledLine, ...]
    filled: Mapping[str, Filled]
    missing: tuple[str, ...]


def filled_sheet(sheets: Sequence[Texts]) -> FilledSheet:
    """Return what stands in the sheets of a file."""
    lines, added, codes = list[FilledLine](), list[FilledLine](), list[tuple[str, FormCode]]()
    filled: dict[str, Filled] = {}
    headed: set[str] = set()
    for sheet in sheets:
        columns: Mapping[str, int] = {}
        for row, texts in enumerate(sheet, start=1):
            codes += _codes(row, texts)
            found = _headings(texts)
            if found is not None:
                columns = found
                headed |= found.keys() if "person" not in found else set()
                continue
            if not columns:
                filled = {**_filled(row, texts), **filled}
            line = _line(row, texts, columns)
            if line is None:
                continue
            if "person" in columns:
                added += [line] if line.text("person") or line.says_something else []
            else:
                lines.append(line)
    needed = watch_words().headings
    missing = tuple(needed[key].title for key in ANSWERS if key not in headed)
    return FilledSheet(
        codes=tuple(codes), lines=tuple(lines), added=tuple(added), filled=filled, missing=missing if lines else ()
    )


def _codes(row: int, texts: Sequence[str]) -> Iterator[tuple[str, FormCode]]:
    for column, text in enumerate(texts):
        if _PREFIX in text.upper() and (code := read_form_code(text)) is not None:
            yield _cell(column, row), code


def _headings(texts: Sequence[str]) -> Mapping[str, int] | None:
    """The columns of a row that heads answers or new accounts, by key; None for any other row."""
    folded = [fold_header(text) for text in texts]
    for words, sure in ((_new_words(), {"person", "seen"}), (_words(), {"code", "seen"})):
        columns: dict[str, int] = {}
        for column, text in enumerate(folded):
            if text in words:
                columns.setdefault(words[text], column)
        if columns.keys() >= sure:
            return columns
    return None


def _line(row: int, texts: Sequence[str], columns: Mapping[str, int]) -> FilledLine | None:
    where = f"{watch_words().added} " if "person" in columns else ""
    cells = {
        key: Filled(where + _cell(column, row), texts[column] if column < len(texts) else "")
        for key, column in columns.items()
    }
    if "person" in columns:
        return FilledLine(code=None, code_cell=cells["person"], cells=cells)
    place = columns.get("code")
    own = Filled(_cell(place, row), texts[place]) if place is not None and place < len(texts) else None
    code = read_line_code(own.text) if own is not None else None
    if own is None or code is None:  # a column that was moved, or a sheet whose headings are gone
        for column, text in enumerate(texts):
            if looks_like_line_code(text):
                own, code = Filled(_cell(column, row), text), read_line_code(text)
                break
    line = FilledLine(code=code, code_cell=own or Filled(_cell(place or 0, row), ""), cells=cells)
    if code is None and not (columns and (line.says_something or (own is not None and own.text))):
        return None if own is None or not looks_like_line_code(own.text) else line
    return line


def _filled(row: int, texts: Sequence[str]) -> dict[str, Filled]:
    """Who filled it in: what stands to the right of its label."""
    words = _labels()
    found: dict[str, Filled] = {}
    key = ""
    for column, text in enumerate(texts):
        if (folded := fold_header(text)) in words:
            key = words[folded]
        elif key and text:
            found[key], key = Filled(_cell(column, row), text), ""
    return found


@cache
def _labels() -> dict[str, str]:
    return by_heading(watch_words().filled)


@cache
def _words() -> dict[str, str]:
    return by_heading(watch_words().headings)


@cache
def _new_words() -> dict[str, str]:
    return by_heading(watch_words().new_headings)


def _cell(column: int, row: int) -> str:
    return f"{column_letters(column)}{row}"
