"""A workbook is saved without its sheets lying in plain files of the system's temporary folder."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from recap_samples import breakdown_of, decided, recap_of, row

from cases.rules.recap_form import columns
from reports.book_saving import saved
from reports.recap import make_recap
from reports.recap.their_form import example_form, fill_form, read_form
from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet

RECAP = recap_of(row(1), decided(2))
TABLE = TableSheet(name="A", title="B", sentence="C", columns=(SheetColumn("D", 20),), rows=[["=1+1"]])


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no folder for temporary files; whoever makes one fails."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak-ada"))
    with pytest.raises(FileNotFoundError):
        Workbook().save(io.BytesIO())


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize(
    "make",
    [
        lambda: make_recap(RECAP),
        lambda: make_recap(breakdown_of("violation", {"n.2": (1, 1, 1, 0, 0, 0)})),
        lambda: make_table_sheet(TABLE),
        lambda: example_form(RECAP),
        lambda: fill_form(example_form(RECAP), RECAP),
    ],
    ids=["lines", "chart", "table", "example", "form"],
)
def test_no_temporary_file_is_made(make: Callable[[], bytes]) -> None:
    assert load_workbook(io.BytesIO(make())).worksheets


@pytest.mark.usefixtures("nowhere")
def test_a_form_is_looked_over_without_a_temporary_file() -> None:
    assert read_form(example_form(RECAP), columns()).columns


def test_it_is_the_workbook_that_openpyxl_saves() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["NIP", "Hari", date(2026, 5, 4)])
    sheet.append(["198503122010011005", 12, "=B2*2"])
    sheet["A2"].comment = Comment("Cocok.", "Dewi")
    sheet["A1"].hyperlink = "https://example.org/"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=2))
    sheet.add_chart(chart, "E2")
    workbook.create_sheet("Kosong")
    ours, theirs = saved(workbook), io.BytesIO()
    workbook.save(theirs)
    assert parts(ours) == parts(theirs.getvalue())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
