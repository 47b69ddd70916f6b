"""Page headers and footers of a foreign workbook: kept as they are written, their placeholders filled.

openpyxl takes them apart and loses what it does not expect: several looks in one part, parts in another order.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import Element, iterparse, localname

from cases.errors import BadFile
from reports.recap.cells import plain

_BANDS: Final = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_LONGEST: Final = 255
"""Characters beyond which Excel calls the workbook damaged."""
_SIZE: Final = re.compile(r"&\d+$")
"""A size of letters, which a digit right behind it would change."""


class _Band(HeaderFooterItem):  # type: ignore[misc] # openpyxl tells no types
    """A header or footer as one text, with its commands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.center.text = text

    def to_tree(self, tagname: str) -> Element:
        """Return it as it is written."""
        made = Element(tagname)
        made.text = self.center.text
        return made


def keep_bands(data: bytes, workbook: Workbook, places: Mapping[str, str]) -> None:
    """Put the headers and footers of a file on the sheets that were read of it; ``places`` are their parts by title."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for title, place in places.items():
            for _, element in iterparse(io.BytesIO(parts.read(place))):
                name = localname(element)
                if name in _BANDS and element.text:
                    setattr(workbook[title].HeaderFooter, name, _Band(element.text))
                elif name == "row":
                    element.clear()


def bands(sheet: Worksheet) -> Iterator[str]:
    """Return the headers and footers of a sheet."""
    for name in _BANDS:
        band = getattr(sheet.HeaderFooter, name)
        if isinstance(band, _Band):
            yield band.center.text


def fill_bands(sheet: Worksheet, mark: re.Pattern[str], find: Callable[[str], str]) -> None:
    """Put values in the place of their placeholders; raises BadFile for what would be too long."""
    for name in _BANDS:
        band = getattr(sheet.HeaderFooter, name)
        if isinstance(band, _Band):
            text = mark.sub(lambda match: _spelled(match, find(match[1].lower())), band.center.text)
            if len(text) > _LONGEST:
                where = f"Kepala atau kaki halaman lembar {sheet.title}"
                raise BadFile(f"{where} menjadi lebih dari {_LONGEST} huruf; kurangi penandanya.")
            setattr(sheet.HeaderFooter, name, _Band(text))


def _spelled(match: re.Match[str], value: str) -> str:
    """A value as a header has it: a lone ampersand would begin a command."""
    text = plain(value).replace("&", "&&")
    return f" {text}" if text[:1].isdigit() and _SIZE.search(match.string[: match.start()]) else text
