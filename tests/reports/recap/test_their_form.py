"""The ministry's own workbook is filled: rows grow with all that spans them; what would be lost is named."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from html import escape, unescape
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as PillowImage
from recap_samples import decided, recap_of, row

from cases.errors import BadFile, Stopped
from cases.model.recap import RecapData
from cases.rules.recap import lines_of
from cases.rules.recap_form import columns
from reports.recap.their_form import example_form, fill_form, placeholders, read_form

KEYS = ("number", "name", "nip", "received_on", "status")
COLUMNS = tuple(columns()[key] for key in KEYS)
ROW = 6


def recap(count: int) -> RecapData:
    rows = [decided(number, name=f"=Orang {number}") if number % 2 else row(number) for number in range(1, count + 1)]
    return recap_of(*rows, columns=COLUMNS, lines=lines_of(rows, COLUMNS))


def form(change: Callable[[Worksheet], object] = lambda _sheet: None) -> bytes:
    """A form as a ministry makes it: head, numbered columns, one row to fill, a sum, a place to sign."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Lampiran I"
    sheet["A1"] = "REKAPITULASI {{pemerintah}}"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "{{penyaring}}"
    sheet["E2"] = "{{tanggal}}"
    for place, title in enumerate(("No", "Nama", "NIP", "Tanggal", "Status", "Bulan"), start=1):
        sheet.cell(5, place, title)
    for place, key in enumerate(KEYS, start=1):
        sheet.cell(ROW, place, f"{{{{baris.{key}}}}}").font = Font(bold=True)
    sheet.cell(ROW, 6, f"=MONTH(D{ROW})")
    sheet.row_dimensions[ROW].height = 33
    sheet["A7"] = "Jumlah"
    sheet.merge_cells("A7:C7")
    sheet["D7"] = f"=COUNT(A{ROW}:A{ROW})"
    sheet["E7"] = "=D7*2+$B$3"
    sheet.row_dimensions[7].height = 44
    sheet["A9"] = "Mengetahui"
    sheet.merge_cells("A9:B10")
    sheet.print_area = "A1:F10"
    sheet.conditional_formatting.add(
        f"E{ROW}:E{ROW}", CellIsRule(operator="equal", formula=['"Dihukum"'], fill=PatternFill(bgColor="FFDDDD"))
    )
    rule = DataValidation(type="list", formula1='"Ya,Tidak"')
    rule.add(f"E{ROW}:E{ROW}")
    sheet.add_data_validation(rule)
    workbook.defined_names["Semua"] = DefinedName("Semua", attr_text=f"'Lampiran I'!$A${ROW}:$F${ROW}")
    other = workbook.create_sheet("Ringkas")
    other["A1"] = f"=SUM('Lampiran I'!A{ROW}:A{ROW})"
    other["A2"] = "='Lampiran I'!D7"
    other["A3"] = f"=A{ROW}+1"
    change(sheet)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def filled(count: int, data: bytes = b"") -> Worksheet:
    return load_workbook(io.BytesIO(fill_form(data or form(), recap(count))))["Lampiran I"]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_row_is_repeated_and_all_below_moves(count: int) -> None:
    sheet = filled(count)
    last = ROW + count - 1
    assert [sheet.cell(ROW + n, 1).value for n in range(count)] == list(range(1, count + 1))
    assert sheet.cell(ROW, 3).value == decided(1).nip
    assert isinstance(sheet.cell(ROW, 4).value, datetime), "a date stays a date"
    assert all(sheet.cell(ROW + n, 1).font.bold for n in range(count))
    assert all(sheet.row_dimensions[ROW + n].height == 33 for n in range(count))
    assert [sheet.cell(ROW + n, 6).value for n in range(count)] == [f"=MONTH(D{ROW + n})" for n in range(count)]
    assert sheet.cell(last + 1, 1).value == "Jumlah"
    assert sheet.row_dimensions[last + 1].height == 44
    assert sheet.cell(last + 1, 4).value == f"=COUNT(A{ROW}:A{last})"
    assert sheet.cell(last + 1, 5).value == f"=D{last + 1}*2+$B$3"
    assert {one.coord for one in sheet.merged_cells.ranges} == {
        "A1:F1",
        f"A{last + 1}:C{last + 1}",
        f"A{last + 3}:B{last + 4}",
    }
    assert sheet.print_area == f"'Lampiran I'!$A$1:$F${last + 4}"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == [f"E{ROW}:E{last}" if count > 1 else f"E{ROW}"]
    assert str(sheet.data_validations.dataValidation[0].sqref).startswith(f"E{ROW}")
    workbook = sheet.parent
    assert workbook.defined_names["Semua"].attr_text == f"'Lampiran I'!$A${ROW}:$F${last}"
    assert workbook["Ringkas"]["A1"].value == f"=SUM('Lampiran I'!A{ROW}:A{last})"
    assert workbook["Ringkas"]["A2"].value == f"='Lampiran I'!D{last + 1}"
    assert workbook["Ringkas"]["A3"].value == f"=A{ROW}+1", "another sheet's own rows stay"


def test_single_values_stand_in_their_words() -> None:
    sheet = filled(2)
    assert sheet["A1"].value == "REKAPITULASI Pemerintah Kabupaten Tirta Kencana"
    assert sheet["A2"].value.startswith("Laporan diterima 1 Januari 2026")
    assert sheet["E2"].value.date() == date(2026, 5, 4)
    cell = sheet.cell(ROW, 2)
    assert (cell.value, cell.data_type) == ("=Orang 1", "s"), "a name is never a formula"


def test_without_lines_the_row_stays_empty() -> None:
    sheet = filled(0)
    assert [sheet.cell(ROW, place).value for place in range(1, 6)] == [None] * 5
    assert sheet["A7"].value == "Jumlah"


def test_a_row_that_is_merged_across_repeats_its_merge() -> None:
    data = form(lambda sheet: sheet.merge_cells(f"G{ROW}:H{ROW}"))
    merged = {one.coord for one in filled(3, data).merged_cells.ranges}
    assert {f"G{ROW + n}:H{ROW + n}" for n in range(3)} <= merged


def drawn(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    sheet.add_chart(chart, "H2")


def test_what_would_be_lost_is_named() -> None:
    with pytest.raises(BadFile, match=r"bagan.*akan hilang"):
        read_form(form(drawn), columns())


def test_pictures_survive_and_move_with_their_rows() -> None:
    def seal(sheet: Worksheet) -> None:
        target = io.BytesIO()
        PillowImage.new("RGB", (20, 20), "teal").save(target, "PNG")
        for place in ("H1", "H9"):
            sheet.add_image(Image(io.BytesIO(target.getvalue())), place)

    pictures = filled(4, form(seal))._images
    assert [picture.anchor._from.row for picture in pictures] == [0, 8 + 3]


def with_part(data: bytes, name: str, content: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "makro"),
        ("xl/pivotTables/pivotTable1.xml", "tabel pivot"),
        ("xl/ctrlProps/ctrlProp1.xml", "tombol"),
        ("xl/embeddings/oleObject1.bin", "disisipkan"),
        ("xl/sesuatu.bin", "xl/sesuatu.bin"),
    ],
)
def test_parts_that_cannot_survive_are_refused(part: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_form(with_part(form(), part), columns())


def test_comments_survive() -> None:
    def note(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("Diisi BKN", "BKN")

    assert filled(2, form(note))["B2"].comment.text == "Diisi BKN"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda sheet: sheet.__setitem__("C3", "{{kantorr}}"), r"\{\{kantorr\}\} yang tidak dikenal"),
        (lambda sheet: sheet.__setitem__("C3", "{{baris.nik}}"), r"\{\{baris.nik\}\} yang tidak dikenal"),
        (lambda sheet: sheet.__setitem__("C9", "{{baris.nip}}"), "hanya boleh pada satu baris"),
        (lambda sheet: [sheet.cell(ROW, n + 1, "") for n in range(5)], "tanpa penanda"),
        (lambda sheet: setattr(sheet.protection, "sheet", True), "diproteksi"),
    ],
)
def test_a_form_that_cannot_be_filled_gets_a_sentence(change: Callable[[Worksheet], object], words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_form(form(change), columns())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "bukan buku kerja"),
        (b"PK\x03\x04 rusak", "bukan buku kerja"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "xls lama"),
        (with_part(b"PK\x05\x06" + bytes(18), "a.txt"), "bukan buku kerja"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_form(data, columns())


def test_the_example_can_be_filled_at_once() -> None:
    data = example_form(recap(3))
    facts = read_form(data, columns())
    assert [name.removeprefix("baris.") for name in facts.columns] == list(KEYS)
    sheet = load_workbook(io.BytesIO(fill_form(data, recap(3))))["Contoh"]
    assert [sheet.cell(6 + n, 1).value for n in range(3)] == [1, 2, 3]
    assert {"kantor", "baris.nip"} <= set(placeholders(columns()))


def set_cells(cells: dict[str, object]) -> bytes:
    def change(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return form(change)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (f"=D{ROW}/D$7", ["=D6/D$9", "=D7/D$9", "=D8/D$9"]),
        (f"=D{ROW}/SUM(D${ROW}:D${ROW})", ["=D6/SUM(D$6:D$8)", "=D7/SUM(D$6:D$8)", "=D8/SUM(D$6:D$8)"]),
        (f"=SUM(D${ROW}:D{ROW})", ["=SUM(D$6:D6)", "=SUM(D$6:D7)", "=SUM(D$6:D8)"]),
        ("=F5+1", ["=F5+1", "=F6+1", "=F7+1"]),
        ("=N($F5)+1", ["=N($F5)+1", "=N($F6)+1", "=N($F7)+1"]),
        ("=MAX(F$5:F5)+1", ["=MAX(F$5:F5)+1", "=MAX(F$5:F6)+1", "=MAX(F$5:F7)+1"]),
        (f"=IF(B{ROW}=B5,f5,f5+1)", ["=IF(B6=B5,f5,f5+1)", "=IF(B7=B6,f6,f6+1)", "=IF(B8=B7,f7,f7+1)"]),
        (f"=D{ROW}*E5", ["=D6*E5", "=D7*E5", "=D8*E5"]),  # a rate above, not what stood here before
        (f"=D{ROW}*F$5", ["=D6*F$5", "=D7*F$5", "=D8*F$5"]),
    ],
)
def test_a_formula_of_a_line_knows_where_the_sum_has_gone(written: str, lines: list[str]) -> None:
    sheet = filled(3, set_cells({f"F{ROW}": written}))
    assert [sheet.cell(ROW + number, 6).value for number in range(3)] == lines


def test_whole_rows_and_columns_follow() -> None:
    sheet = filled(3, set_cells({"B3": f"=SUM(A:A)+SUM({ROW}:{ROW})+SUM($7:$7)+d{ROW + 1}"}))
    assert sheet["B3"].value == "=SUM(A:A)+SUM(6:8)+SUM($9:$9)+d9"


def test_a_sheet_with_a_sign_in_its_name_is_followed() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.title = "Jum'at 1"
        sheet.parent["Ringkas"]["A5"] = f"=SUM('Jum''at 1'!A{ROW}:A{ROW})+'jum''at 1'!D7"

    workbook = load_workbook(io.BytesIO(fill_form(form(change), recap(3))))
    assert workbook["Ringkas"]["A5"].value == "=SUM('Jum''at 1'!A6:A8)+'jum''at 1'!D9"


def test_an_array_formula_follows_with_its_range() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E9"] = ArrayFormula("E9:F9", f"=SUM(D{ROW}:D{ROW}*1)")
        sheet[f"F{ROW}"] = ArrayFormula(f"F{ROW}", f"=SUM(D{ROW}*1)")

    sheet = filled(3, form(change))
    arrays = {
        cell.coordinate: (cell.value.ref, cell.value.text)
        for cells in sheet.iter_rows()
        for cell in cells
        if isinstance(cell.value, ArrayFormula)
    }
    assert arrays == {
        "F6": ("F6:F6", "=SUM(D6*1)"),
        "F7": ("F7:F7", "=SUM(D7*1)"),
        "F8": ("F8:F8", "=SUM(D8*1)"),
        "E11": ("E11:F11", "=SUM(D6:D8*1)"),
    }


def test_what_rules_ask_links_and_page_breaks_follow() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.conditional_formatting.add("A9", FormulaRule(formula=["$D7>2"], fill=PatternFill(bgColor="FFDDDD")))
        rule = DataValidation(type="list", formula1="$A$9:$A$10")
        rule.add("D9")
        sheet.add_data_validation(rule)
        sheet.row_breaks.append(Break(id=8))
        sheet["E9"].hyperlink = "https://contoh.go.id"
        sheet.row_dimensions[ROW].hidden = True

    sheet = filled(3, form(change))
    assert [(str(one.sqref), one.rules[0].formula) for one in sheet.conditional_formatting][1] == ("A11", ["$D9>2"])
    rule = sheet.data_validations.dataValidation[1]
    assert (str(rule.sqref), rule.formula1) == ("D11", "$A$11:$A$12")
    assert [one.id for one in sheet.row_breaks.brk] == [10]
    assert sheet["E11"].hyperlink.ref == "E11"
    assert not any(sheet.row_dimensions[ROW + number].hidden for number in range(3))


def test_one_cell_may_hold_what_is_of_the_line_and_what_is_not() -> None:
    sheet = filled(2, set_cells({f"B{ROW}": "{{ baris.nip }} di {{pemerintah}}"}))
    assert sheet.cell(ROW, 2).value == f"{decided(1).nip} di Pemerintah Kabupaten Tirta Kencana"
    assert filled(0, set_cells({f"B{ROW}": "{{baris.nip}} pada {{tanggal}}"})).cell(ROW, 2).value == " pada 4 Mei 2026"


def merged_down(sheet: Worksheet) -> None:
    sheet.unmerge_cells("A7:C7")
    sheet.merge_cells(f"A{ROW}:A7")


def within_a_formula(sheet: Worksheet) -> None:
    sheet["B3"] = '="Sejak {{awal}}"'


@pytest.mark.parametrize(
    ("change", "words"),
    [(merged_down, "Sel A6:A7 digabung"), (within_a_formula, "(lembar Lampiran I, sel B3)")],
)
def test_what_cannot_be_filled_as_it_is_meant_is_refused(change: Callable[[Worksheet], object], words: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_form(form(change), {column.key: column for column in COLUMNS})
    assert words in caught.value.sentence


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_choices_from_another_sheet_are_not_lost_in_silence() -> None:
    """Excel keeps them behind the sheet, where openpyxl passes over them."""
    behind = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1">'
        b'<x14:dataValidation type="list"><x14:formula1><xm:f xmlns:xm="urn:m">Ringkas!$A$1</xm:f></x14:formula1>'
        b"</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form())) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(b"</worksheet>", behind) if name.endswith("sheet1.xml") else part)
    with pytest.raises(BadFile) as caught:
        read_form(target.getvalue(), {column.key: column for column in COLUMNS})
    assert "daftar pilihan dari lembar lain" in caught.value.sentence


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.sampled_from([1, 5, 50]))
def test_a_damaged_workbook_is_filled_or_gets_a_sentence(seed: int, count: int) -> None:
    chance, data = Random(seed), bytearray(form())  # noqa: S311 - no secret
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(BadFile):
        fill_form(bytes(data), recap(2))


HEADER = '&L&"Arial,Bold"&10{{pemerintah}}&C&"Arial,Regular"&8{{jumlah}} baris&R{{ tanggal }}'


def banded(**bands: str) -> bytes:
    """A form with page headers and footers as Excel writes them."""
    written = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in bands.items())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form())) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith("sheet1.xml"):
                told = f'<headerFooter differentFirst="1">{written}</headerFooter></worksheet>'.encode()
                part = part.replace(b"</worksheet>", told)
            after.writestr(name, part)
    return target.getvalue()


def written_bands(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return {name: unescape(text) for name, text in re.findall(r"<(\w+(?:Header|Footer))>([^<]+)</", sheet)}


def test_page_headers_are_filled_and_keep_their_looks() -> None:
    data = banded(oddHeader=HEADER, oddFooter="&CHalaman &P dari &N", firstFooter="&R&Iditulis {{kantor}}&I, A && B")
    assert set(read_form(data, columns()).values) >= {"pemerintah", "jumlah", "tanggal", "kantor"}
    office = replace(recap(3), source_office="Badan Kepegawaian & Diklat")
    assert written_bands(fill_form(data, office)) == {
        "oddHeader": '&L&"Arial,Bold"&10Pemerintah Kabupaten Tirta Kencana&C&"Arial,Regular"&8 3 baris&R4 Mei 2026',
        "oddFooter": "&CHalaman &P dari &N",
        "firstFooter": "&R&Iditulis Badan Kepegawaian && Diklat&I, A && B",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&L{{kantorr}}", "{{kantorr}} yang tidak dikenal"),
        ("&L{{baris.nip}}", "{{baris.nip}} tidak dapat diisi pada kepala atau kaki halaman lembar Lampiran I"),
    ],
)
def test_what_a_page_header_cannot_hold_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_form(banded(oddFooter=text), columns())
    assert words in caught.value.sentence


def test_a_page_header_that_grows_too_long_is_told() -> None:
    data = banded(oddHeader="&C" + "{{pemerintah}} " * 10)
    with pytest.raises(BadFile, match="lebih dari 255 huruf"):
        fill_form(data, recap(1))


def test_filling_tells_how_far_it_is_and_stops() -> None:
    heard: list[float] = []
    fill_form(form(), recap(201), heard.append)
    assert heard == [0, 100 / 201, 200 / 201]
    with pytest.raises(Stopped):
        fill_form(form(), recap(3), stop=lambda: True)
