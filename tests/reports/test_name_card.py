"""The card of a row: one page, the same each time, higher where it holds more."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta, timezone

from pikepdf import Pdf
from samples import make_employee

from cases.model.name_list import ListRow
from cases.model.name_review import Decision, HitCard, NameHit, NameList
from cases.model.report import Source
from reports.name_card import name_card

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
LISTED = NameList(
    id="l",
    title="Anggota Partai Rekaan 漢",
    source=Source.BAWASLU,
    party="Partai Rekaan",
    handed_by="KPU",
    listed_on=date(2026, 4, 1),
    election="",
    file_name="anggota.xlsx",
    sha256="ab" * 32,
    size=5,
    blob="b",
    columns=(),
    rows=2,
    left_out=0,
    added_at=NOW,
    added_by="Petugas Contoh",
)
ROW = ListRow(number=5, name="=Ratna +Dewi", nik="3403015203850001", born_on=date(1985, 3, 12), role="Bendahara")
HIT = NameHit(
    id="h",
    list_id="l",
    row=5,
    identity="",
    employee_id="e",
    nip="198503122010011005",
    name="Ratna Dewi",
    score=96,
    reasons=("nama sama", "tanggal lahir sama"),
    decision=Decision.SAME,
    decided_at=NOW,
    decided_by="Petugas Contoh",
)


def test_the_card_grows_with_what_it_holds() -> None:
    def height(row: ListRow) -> float:
        card = HitCard(list=LISTED, row=row, hit=HIT, employee=make_employee())
        made = name_card(card, WIB)
        assert made == name_card(card, WIB)
        with Pdf.open(io.BytesIO(made)) as pdf:
            (page,) = pdf.pages
            return float(page.mediabox[3])

    long = ListRow(number=5, name="Ratna", address="Jalan yang panjang sekali, " * 60)
    assert height(long) > height(ROW)
