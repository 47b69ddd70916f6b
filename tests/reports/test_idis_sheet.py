"""The sheet of an I'DIS pack: every value is text, what is not known is empty and marked."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from cases.model.idis_pack import IdisPack, PackDocument, PackTarget, PackValue, ValueState
from cases.model.steps import RecordSystem
from reports.idis_pack import FILES, VALUES, PackedFile, make_sheet

DOCUMENT = PackDocument(
    letter_id="l-1",
    receipt=False,
    name="01 Surat Panggilan I 800.pdf",
    group="Surat panggilan",
    title="Surat Panggilan I",
    number="800",
    letter_on=date(2026, 5, 7),
    remark="belum ditandatangani",
    sure=False,
)
PACK = IdisPack(
    target=PackTarget.IDIS,
    title="Paket I'DIS",
    form="SIASN dan I'DIS",
    systems=(RecordSystem.IDIS,),
    case_id="c-1",
    case_number="2026/001",
    respondent="=Rudi Contoh",
    nip="198503122010011005",
    folder="Paket",
    sheet="00 Isian SIASN.xlsx",
    office="BKPSDM Contoh",
    made_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    made_by="Dewi",
    log_head="10-ab",
    note="Urutan belum diverifikasi.",
    largest_mb=2.0,
    documents=(DOCUMENT,),
    values=(
        PackValue(name="nip", title="NIP", value="198503122010011005", words="", state=ValueState.READY, note=""),
        PackValue(name="golonganId", title="Golongan", value="", words="III/a", state=ValueState.UNKNOWN, note="Id."),
        PackValue(name="keterangan", title="Ket", value="=1+1", words="", state=ValueState.CHECK, note=""),
    ),
    absent=("Bukti penyampaian",),
    kept_back=(),
    uploads=(),
    waiting=0,
    may_record=True,
)
FILE = PackedFile(document=DOCUMENT, form="pindaian bertanda tangan", size=2_500_001, too_large=True)


def rows(data: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()


def test_values_are_text_and_what_is_not_known_is_an_empty_marked_cell() -> None:
    data = make_sheet(PACK, [FILE], 2)
    found = rows(data, VALUES)[6:]
    assert [line[:5] for line in found] == [
        ["nip", "NIP", "198503122010011005", "", "siap"],
        ["golonganId", "Golongan", "", "III/a", "belum diketahui"],
        ["keterangan", "Ket", "=1+1", "", "periksa"],
    ]
    sheet = load_workbook(io.BytesIO(data))[VALUES]
    assert [sheet.cell(row, 3).data_type for row in (7, 9)] == ["s", "s"]
    assert sheet.cell(8, 3).value is None
    fills = {sheet.cell(row, 3).fill.fgColor.rgb for row in (7, 8, 9)}
    assert len(fills) == 3


def test_a_file_above_the_limit_and_a_paper_that_is_missing_are_named() -> None:
    found = rows(make_sheet(PACK, [FILE], 0.5), FILES)
    assert found[2][0] == "Batas satu berkas 0,5 MB; di atasnya: 01 Surat Panggilan I 800.pdf."
    assert found[3][0] == "Tidak ada di kantor: Bukti penyampaian."
    assert found[6][5] == "2501"
    assert "Lebih dari 0,5 MB" in str(found[6][6])
    assert "Belum pasti diminta." in str(found[6][6])
    kept = make_sheet(replace(PACK, kept_back=("BAP 7",)), [replace(FILE, too_large=False)], 2)
    assert "Menyebut pelapor, tidak disertakan: BAP 7." in str(rows(kept, FILES)[3][0])


def test_equal_packs_give_equal_bytes() -> None:
    assert make_sheet(PACK, [FILE], 2) == make_sheet(PACK, [FILE], 2)


def test_a_form_whose_field_names_nobody_knows_has_no_column_for_them() -> None:
    values = tuple(replace(one, name="") for one in PACK.values)
    data = make_sheet(replace(PACK, form="SBT", values=values), [FILE], 2)
    found = rows(data, VALUES)
    assert found[0][0] == "ISIAN SBT"
    assert found[5][:2] == ["Isian", "Ketik"]
    assert found[6][:4] == ["NIP", "198503122010011005", "", "siap"]
    sheet = load_workbook(io.BytesIO(data))[VALUES]
    assert [sheet.cell(8, column).fill.fgColor.rgb for column in (2, 4)] == ["FFFBE3E0"] * 2


def test_the_sheet_is_made_without_a_temporary_file(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak-ada"))
    assert make_sheet(PACK, [FILE], 2)
