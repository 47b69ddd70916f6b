"""Rows and totals of a recap follow from the cases and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import LAW
from hypothesis import given
from hypothesis import strategies as st
from samples import make_case, make_report, make_summary

import resources
from cases.errors import RegulationError
from cases.model.case import Case, CaseStatus
from cases.model.recap import RecapRow
from cases.model.report import Report
from cases.rules.recap import rows_of, totals_of, unverified_codes
from cases.rules.recap_form import ministry_form, read_form

FORM = ministry_form()
STATUSES = list(CaseStatus)


def case_of(ordinal: int = 1, report: Report | None = None, **parts: object) -> tuple[Case, Report]:
    report = report or make_report(ordinal)
    return make_case(report, ordinal, **parts), report


def row_of(**parts: object) -> RecapRow:
    case, report = case_of(**parts)
    return rows_of([case], {report.id: report}, LAW, FORM)[0]


def test_a_row_tells_the_case_in_the_words_of_the_form() -> None:
    report = make_report(origin_number="120/PM.00.02/2026", source="bawaslu")
    case, _ = case_of(report=report, violation_codes=("n.2", "D6"), source="bawaslu")
    row = rows_of([case], {report.id: report}, LAW, FORM)[0]
    assert (row.number, row.case_number, row.nip) == (1, case.number, case.respondent.nip)
    assert row.report_number == f"{report.number}, 120/PM.00.02/2026"
    assert (row.source, row.track) == ("Bawaslu", "Disiplin")
    assert [form.partition(":")[0] for form in row.violation_forms] == ["n.2", "D6"]
    assert row.violations == "; ".join(row.violation_forms)
    assert row.basis == "Pasal 13 huruf g PP 94/2021; Pasal 14 huruf i angka 3 dan angka 4 PP 94/2021"


def test_sanction_and_level_show_once_there_is_a_decision() -> None:
    open_case = row_of(summary=make_summary(level="berat", sanction_title=""))
    assert (open_case.sanction, open_case.level, open_case.decision_on) == ("", "", None)
    summary = make_summary(
        level="sedang", sanction_title="penundaan kenaikan gaji", decision_number="1", decision_on=date(2026, 5, 1)
    )
    decided = row_of(summary=summary)
    assert (decided.sanction, decided.level) == ("Penundaan kenaikan gaji", "Sedang")
    assert decided.decision_on == date(2026, 5, 1)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(["n.2", "D6", "D7"])), max_size=12))
def test_totals_add_up_to_the_rows(drawn: list[tuple[CaseStatus, str]]) -> None:
    cases, reports = [], {}
    for ordinal, (status, code) in enumerate(drawn, start=1):
        case, report = case_of(ordinal, violation_codes=(code,))
        cases.append(replace(case, summary=replace(case.summary, status=status)))
        reports[report.id] = report
    rows = rows_of(cases, reports, LAW, FORM)
    for total in totals_of(rows, FORM):
        assert sum(count for _, count in total.counts) == len(rows)
    by_status = dict(totals_of(rows, FORM)[0].counts)
    for status in STATUSES:
        assert by_status[FORM.word("status", status)] == [found for found, _ in drawn].count(status)


def test_a_case_of_two_forms_counts_in_both() -> None:
    total = totals_of([row_of(violation_codes=("n.2", "D6"))], FORM)[-1]
    assert [count for _, count in total.counts] == [1, 1]
    assert not total.of_cases


def test_what_nobody_has_verified_is_named_once() -> None:
    doubtful = next(entry.code for entry in LAW.violations() if not entry.verified)
    case, _ = case_of(violation_codes=(doubtful,))
    assert unverified_codes([case, case], LAW) == (doubtful,)


def test_every_column_has_a_definition_and_fits_the_row() -> None:
    case, report = case_of()
    row = rows_of([case], {report.id: report}, LAW, FORM)[0]
    for column in FORM.columns:
        assert column.definition
        value = row.value(column)
        assert isinstance(value, {"text": str, "number": int, "date": (date, type(None))}[column.kind]), column.key


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('key = "nip"', 'key = "nik"', "nik"),
        ('words = "status"', 'words = "keadaan"', "keadaan"),
        ("width = 9", 'width = "lebar"', "tidak terbaca"),
        ("[[column]]", "[[column", "tidak terbaca"),
    ],
)
def test_a_form_that_asks_for_the_unknown_is_refused(old: str, new: str, words: str) -> None:
    text = resources.read_text("recaps/ministry.toml")
    assert old in text
    with pytest.raises(RegulationError, match=words):
        read_form(text.replace(old, new, 1), "ministry")
