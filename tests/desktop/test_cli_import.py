"""The command that imports employees: by the columns that the office chose for such a file."""

from __future__ import annotations

from pathlib import Path

from command_run import Run

from cases.model.listing import ListQuery
from cases.services import employees, sheet_columns

HEADERS = ("NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "Tugas", "TMT JABATAN", "UNOR 1")
COLUMNS = {
    key: place
    for place, key in enumerate(
        ("nip", "name", "status", "grade", "position_kind", "position", "position_since", "unit_1")
    )
}


def test_columns_that_were_chosen_once_are_used_again(run: Run, do, ask, tmp_path: Path) -> None:
    file = tmp_path / "pegawai.csv"
    row = ("198503122010012005", "Ratna Kusumawardhani", "PNS", "III/d", "Pelaksana", "Analis", "", "Dinas")
    file.write_text("\n".join(";".join(cells) for cells in (HEADERS, row)), encoding="utf-8")
    status, _, err = run("import-employees", file)
    assert (status, bool(err)) == (1, True), "nobody has said what these columns hold"
    do(sheet_columns.keep_columns, "employee", HEADERS, COLUMNS)
    status, told, err = run("import-employees", file)
    assert (status, err) == (0, "")
    assert told.startswith("Baru 1,")
    (found,) = ask(employees.found_page, row[1], ListQuery(sort="name")).rows
    assert (found.nip, found.position) == (row[0], row[5])
