"""The recap's workbook, read back by a second library."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from recap_samples import breakdown_of, decided, recap_of, row

from cases.errors import Stopped
from cases.model.office import Paper
from cases.model.recap import RecapData
from reports.recap import make_recap
from reports.recap.cells import line_count

NASTY = '=HYPERLINK("http://contoh.invalid")'


def read(recap: RecapData) -> tuple[list[list[object]], list[list[object]]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(make_recap(recap)))
    assert workbook.sheet_names == ["Rekap", "Jumlah dan definisi"]
    rows, totals = (workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names)
    return [list(cells) for cells in rows], [list(cells) for cells in totals]


def table_of(recap: RecapData) -> list[dict[str, object]]:
    rows, _ = read(recap)
    head = next(index for index, cells in enumerate(rows) if cells[0] == "No.")
    body = rows[head + 1 : head + 1 + len(recap.lines)]
    return [dict(zip(map(str, rows[head]), cells, strict=True)) for cells in body]


def test_every_case_is_a_row_with_text_nips_and_real_dates() -> None:
    recap = recap_of(decided(1), row(2, name="Nur Hidayati", status="Tidak terbukti"))
    first, second = table_of(recap)
    assert first["NIP"] == decided(1).nip
    assert len(str(first["NIP"])) == 18
    assert first["Tanggal keputusan"] == date(2026, 4, 9)
    assert (first["No."], second["No."], second["Nama"]) == (1, 2, "Nur Hidayati")
    assert second["Tanggal keputusan"] == ""


def test_totals_equal_the_rows_of_the_sheet() -> None:
    recap = recap_of(*[decided(number) for number in range(1, 8)], row(8), row(9, status="Menunggu PPK", source="APIP"))
    statuses = [line["Status"] for line in table_of(recap)]
    _, totals = read(recap)
    counted = {str(cells[0]): cells[1] for cells in totals}
    for status in ("Dihukum", "Diproses", "Menunggu PPK", "Tidak terbukti"):
        assert counted[status] == statuses.count(status)
    sums = [cells[1] for cells in totals if cells[0] == "Jumlah perkara"]
    assert len(sums) == 5
    assert set(sums) == {len(statuses)}
    assert counted["Tanpa hukuman"] == 2


def test_totals_sheet_says_what_the_figures_mean() -> None:
    recap = recap_of(decided(1))
    _, totals = read(recap)
    texts = {str(cell) for cells in totals for cell in cells}
    assert {recap.filter_text, recap.source_office, recap.log_head, "4 Mei 2026 pukul 16.00 WIB"} <= texts
    assert {column.definition for column in recap.columns} | set(recap.notes) <= texts
    assert {total.definition for total in recap.totals} <= texts


def test_text_that_begins_like_a_formula_stays_text() -> None:
    recap = recap_of(row(1, name=NASTY, note="-1+1", position="@SUM(A1)", election="+62"))
    (line,) = table_of(recap)
    assert (line["Nama"], line["Keterangan"]) == (NASTY, "-1+1")
    sheet = load_workbook(io.BytesIO(make_recap(recap)))["Rekap"]
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
    quoted = [cell.value for cells in sheet.iter_rows() for cell in cells if cell.quotePrefix]
    assert quoted == [NASTY, "@SUM(A1)", "+62", "-1+1"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    (line,) = table_of(recap_of(row(1, note=text), government=text, filter_text=text))
    assert len(str(line["Keterangan"])) <= len(text)


@pytest.mark.parametrize(("paper", "code"), [(Paper.F4, "14"), (Paper.A4, "9")])
def test_the_sheet_is_a_table_ready_to_print(paper: Paper, code: str) -> None:
    recap = recap_of(decided(1), row(2), paper=paper)
    sheet = load_workbook(io.BytesIO(make_recap(recap)))["Rekap"]
    (table,) = sheet.tables.values()
    assert table.ref == f"A5:{sheet.cell(5, len(recap.columns)).column_letter}7"
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == [column.title for column in recap.columns]
    assert sheet.freeze_panes == "D6"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == code
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows, sheet.print_title_cols) == (0, "$5:$5", "$A:$C")
    assert "&P" in sheet.oddFooter.right.text


def test_a_period_without_cases_makes_a_sound_workbook() -> None:
    rows, totals = read(recap_of())
    assert "Tidak ada perkara dalam periode ini" in {str(cell) for cells in rows for cell in cells}
    assert {cells[1] for cells in totals if cells[0] == "Jumlah perkara"} == {0}


def test_equal_data_give_equal_bytes() -> None:
    assert make_recap(recap_of(decided(1))) == make_recap(recap_of(decided(1)))


def test_rows_are_as_high_as_their_longest_text() -> None:
    long = recap_of(row(1), row(2, note="catatan yang panjang sekali " * 12))
    sheet = load_workbook(io.BytesIO(make_recap(long)))["Rekap"]
    assert sheet.row_dimensions[7].height > sheet.row_dimensions[6].height > 12


def test_a_long_word_breaks_into_lines() -> None:
    assert line_count("satu", 40) == 1
    assert line_count("", 40) == 1
    assert line_count("satu\ndua", 40) == 2
    assert line_count("800.1.6.2/240/BKPSDM/2026/lampiran", 20) > line_count("800.1.6.2", 20)


def test_a_page_header_too_long_for_excel_leaves_parts_out() -> None:
    recap = recap_of(row(1), government="Pemerintah & Kabupaten " * 20, filter_text="semua " * 100)
    sheet = load_workbook(io.BytesIO(make_recap(recap)))["Rekap"]
    assert sheet.oddHeader.left.text
    assert not sheet.oddHeader.right.text
    assert not sheet.oddFooter.center.text


def test_a_breakdown_has_sums_shares_and_a_chart_that_begins_at_nought() -> None:
    recap = breakdown_of("violation", {"D6": (5, 4, 1, 3, 1, 2), "D1": (2, 2, 2, 0, 0, 0)})
    workbook = load_workbook(io.BytesIO(make_recap(recap)))
    sheet = workbook["Rekap"]
    head = [cell.value for cell in sheet[5]]
    assert head[:3] == ["Bentuk pelanggaran", "Dilaporkan", "Perkara"]
    first = dict(zip(head, (cell.value for cell in sheet[6]), strict=True))
    assert (first["Dilaporkan"], first["Perkara"], first["Terbukti dari perkara"]) == (5, 4, 0.75)
    assert sheet.cell(6, head.index("Terbukti dari perkara") + 1).number_format == "0.0%"
    sums = dict(zip(head, (cell.value for cell in sheet[8]), strict=True))
    assert (sums["Perkara"], sums["Terbukti dari perkara"]) == (6, 0.5)
    (chart,) = workbook["Bagan"]._charts
    assert chart.y_axis.scaling.min == 0
    assert chart.series[0].val.numRef.f == "'Rekap'!$C$6:$C$7"


def test_without_lines_there_is_no_chart() -> None:
    assert "Bagan" not in load_workbook(io.BytesIO(make_recap(breakdown_of("month", {})))).sheetnames


def test_a_long_recap_tells_how_far_it_is_and_stops_when_asked() -> None:
    recap = recap_of(*[row(number) for number in range(1, 301)])
    heard: list[float] = []
    make_recap(recap, heard.append)
    assert heard == sorted(heard)
    assert 0 < heard[0] < heard[-1] <= 1
    with pytest.raises(Stopped, match="dibatalkan"):
        make_recap(recap, heard.append, lambda: True)
