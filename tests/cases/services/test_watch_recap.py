from __future__ import annotations

from office_desk import OfficeAtWork
from samples import nip_of
from watch_samples import put_answer, put_finding, put_round

from cases.model.recap import RecapData
from cases.model.watch import Answer
from cases.services import watch_recap

UNIT_1, UNIT_2 = "Dinas Kesehatan", "Dinas Pendidikan"


def table(recap: RecapData) -> list[dict[str, object]]:
    keys = [column.key for column in recap.columns]
    return [dict(zip(keys, line.values, strict=True)) for line in recap.lines]


def test_each_unit_is_a_line_and_the_sums_are_of_the_lines(office: OfficeAtWork) -> None:
    found = office.do(put_round, (UNIT_1, UNIT_2))
    before = table(office.ask(watch_recap.round_recap, found.id))
    assert [(row["unit"], row["standing"], row["missing"]) for row in before] == [
        (UNIT_1, "Belum menjawab", 1),
        (UNIT_2, "Belum menjawab", 1),
    ]
    filled = office.do(put_answer, found.id, UNIT_2, answers=(Answer(ordinal=1, cell="H8", seen="Tidak ada temuan"),))
    office.clock.advance(days=30)
    recap = office.ask(watch_recap.round_recap, found.id)
    rows = table(recap)
    assert [row["standing"] for row in rows] == ["Belum menjawab, lewat batas", "Menjawab"]
    assert rows[1]["came_on"] == filled.read_at.date()
    sums = dict(zip([column.key for column in recap.columns], recap.sums, strict=True))
    for key in ("employees", "accounts", "answered", "missing", "found", "reports", "reminders"):
        assert sums[key] == sum(row[key] for row in rows if isinstance(row[key], int))
    assert (sums["answered"], sums["missing"]) == (1, 1)
    assert recap.totals[0].counts == (("Belum menjawab, lewat batas", 1), ("Menjawab", 1))
    assert f"Ronde {found.number}" in recap.filter_text


def test_several_findings_of_one_report_are_one_report(office: OfficeAtWork) -> None:
    found = office.do(put_round, (UNIT_1, UNIT_2))
    report = office.report(office.accused())
    filled = office.do(put_answer, found.id, UNIT_1, found=3)
    for report_id in (report.id, report.id, None):
        office.do(put_finding, filled, nip_of(1), report_id=report_id)
    first = table(office.ask(watch_recap.round_recap, found.id))[0]
    assert (first["found"], first["reports"]) == (3, 1)
