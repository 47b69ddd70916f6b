"""The folder of the export: a workbook and text files that say the same, in constant memory, whole or not at all."""

from __future__ import annotations

import csv
import errno
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter.exceptions import FileCreateError

from cases.errors import Stopped
from cases.model.export import Cell, ExportColumn, ExportFacts, ExportTable
from cases.model.office import TimeZone
from reports.export import BOOK, GUIDE, FolderSink

FACTS = ExportFacts(
    intro="Salinan seluruh data.",
    government="Pemerintah Kabupaten Tirta Kencana",
    office="BKPSDM",
    as_of=datetime(2026, 5, 4, 16, 0, tzinfo=TimeZone.WIB.zone),
    made_by="Dewi Kartikasari",
    log_head="1204-4be7d190-a36f08c2",
)
PEOPLE = ExportTable(
    name="Pegawai",
    source="employee",
    order=("nip",),
    columns=(
        ExportColumn(place="nip", title="NIP", meaning="18 angka.", kind="text"),
        ExportColumn(place="name", title="Nama", meaning="Dengan gelar.", kind="text"),
        ExportColumn(place="position_since", title="TMT", meaning="Mulai menjabat.", kind="day"),
        ExportColumn(place="at", title="Saat", meaning="Saat dicatat.", kind="moment"),
        ExportColumn(place="active", title="Aktif", meaning="Ya bila aktif.", kind="yes"),
        ExportColumn(place="size", title="Ukuran", meaning="Dalam byte.", kind="number"),
    ),
    without={"id": "pengenal dalam"},
)


def write(folder: Path, *rows: tuple[Cell, ...], most: int = 1000) -> None:
    with FolderSink(folder, rows_of_a_sheet=most) as sink:
        sink.open(FACTS, (PEOPLE,), (len(rows),))
        sink.begin(PEOPLE)
        for row in rows:
            sink.row(row)


def texts(folder: Path, name: str = "Pegawai") -> list[list[str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_what_is_temporary_lies_in_its_own_folder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak-ada"))
    (tmp_path / "hasil").mkdir()
    write(tmp_path / "hasil", ("198503122010011005", "Dewi", "2020-01-02", "2026-05-04T09:00:00.000000+00:00", 1, 5))
    assert load_workbook(tmp_path / "hasil" / BOOK).worksheets


def test_workbook_and_text_say_the_same(tmp_path: Path) -> None:
    write(tmp_path, ("198503122010011005", "Ratna", "2020-01-31", "2026-05-04T09:00:00.000000+00:00", 1, 12))
    sheet = load_workbook(tmp_path / BOOK)["Pegawai"]
    assert [cell.value for cell in sheet[1]] == ["NIP", "Nama", "TMT", "Saat", "Aktif", "Ukuran"]
    nip, name, since, at, active, size = (cell.value for cell in sheet[2])
    assert (nip, name, active, size) == ("198503122010011005", "Ratna", "ya", 12)
    assert (f"{since:%Y-%m-%d}", f"{at:%Y-%m-%d %H:%M}") == ("2020-01-31", "2026-05-04 09:00")
    assert {one.name for one in tmp_path.iterdir()} == {BOOK, f"{GUIDE}.csv", "csv"}, "nothing temporary stays"
    assert sheet.freeze_panes == "B2"
    assert texts(tmp_path)[1] == ["198503122010011005", "Ratna", "2020-01-31", "2026-05-04 09:00:00", "ya", "12"]


def test_the_guide_says_what_everything_means(tmp_path: Path) -> None:
    write(tmp_path)
    told = {
        str(cell)
        for row in CalamineWorkbook.from_path(tmp_path / BOOK).get_sheet_by_name(GUIDE).to_python()
        for cell in row
    }
    assert {
        "RAHASIA",
        "18 angka.",
        "tidak ikut",
        "pengenal dalam",
        FACTS.intro,
        "Kepala rantai log " + FACTS.log_head,
    } <= told
    assert "Mulai menjabat." in (tmp_path / f"{GUIDE}.csv").read_text(encoding="utf-8-sig")


HARMFUL = st.sampled_from(
    ["=1+1", "+62", "-", "@x", "\x00\x07", "x" * 40_000, "http://contoh.invalid", "'", 'a;"b"\nc']
)


@settings(max_examples=25, deadline=None)
@given(name=HARMFUL | st.text(max_size=30))
def test_a_text_stays_a_text(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("ekspor")
    write(folder, ("198503122010011005", name, None, None, 0, None))
    cell = load_workbook(folder / BOOK)["Pegawai"].cell(2, 2)
    assert cell.data_type in {"s", "n"}
    assert cell.hyperlink is None
    assert len(str(cell.value or "")) <= 32_767
    text = texts(folder)[1][1]
    assert not text.startswith(("=", "+", "-", "@"))


def test_a_table_that_no_sheet_holds_goes_on_in_another(tmp_path: Path) -> None:
    write(tmp_path, *((f"{n:018d}", "A", None, None, 1, n) for n in range(5)), most=2)
    book = load_workbook(tmp_path / BOOK)
    assert book.sheetnames == [GUIDE, "Pegawai", "Pegawai (2)", "Pegawai (3)"]
    assert [book[name].max_row - 1 for name in book.sheetnames[1:]] == [2, 2, 1]
    assert len(texts(tmp_path)) == 6


def test_it_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    heard: list[float] = []
    rows = [(f"{n:018d}", "A", None, None, 1, n) for n in range(1200)]

    def run() -> None:
        tick, stop = (lambda done, _words: heard.append(done)), (lambda: len(heard) == 1)
        with FolderSink(tmp_path, tick, stop) as sink:
            sink.open(FACTS, (PEOPLE,), (len(rows),))
            sink.begin(PEOPLE)
            for row in rows:
                sink.row(row)

    with pytest.raises(Stopped, match="dibatalkan"):
        run()
    assert heard == [500 / 1200]


def test_what_is_no_day_stays_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, ("1", "A", "kemarin", "tadi", 1, None))
    assert [cell.value for cell in load_workbook(tmp_path / BOOK)["Pegawai"][2]][2:4] == ["kemarin", "tadi"]


def test_a_drive_that_is_full_is_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XlsxWriter wraps what the disk says in an exception of its own, which nothing else knows."""
    close = xlsxwriter.Workbook.close

    def full(book: xlsxwriter.Workbook) -> None:
        close(book)
        raise FileCreateError(OSError(errno.ENOSPC, "full"))

    monkeypatch.setattr(xlsxwriter.Workbook, "close", full)
    with pytest.raises(OSError, match="full") as caught:
        write(tmp_path, ("1", "Ani", "", "", 1, 2))
    assert caught.value.errno == errno.ENOSPC
