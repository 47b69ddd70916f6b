"""Lines and totals of a recap follow from the records and figures, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework import LAW
from hypothesis import given
from hypothesis import strategies as st
from samples import make_case, make_report, make_step, make_summary

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.case import Case, CaseStatus
from cases.model.figures import FigureLine, FigureQuery, PeriodBy
from cases.model.recap import RecapRow
from cases.model.report import Report
from cases.model.steps import (
    Addressee,
    CaseStep,
    DocumentedFacts,
    RecommendationFacts,
    RecordSystem,
    RemedyFacts,
    StepKey,
)
from cases.rules.recap import (
    breakdown_columns,
    breakdown_lines,
    breakdown_sums,
    filter_words,
    lines_of,
    rows_of,
    shown_word,
    total_of,
    unverified_codes,
)
from cases.rules.recap_form import (
    columns,
    letter_columns,
    read_columns,
    read_recaps,
    recap_form,
    recap_forms,
    recap_words,
)

WORDS = recap_words()


def case_of(ordinal: int = 1, report: Report | None = None, **parts: object) -> tuple[Case, Report]:
    report = report or make_report(ordinal)
    return make_case(report, ordinal, **parts), report


def row_of(*steps: CaseStep, report: Report | None = None, **parts: object) -> RecapRow:
    case, report = case_of(report=report, **parts)
    return rows_of([case], {report.id: report}, {case.id: steps}, LAW, WORDS)[0]


def test_a_row_tells_the_case_in_the_words_of_recaps() -> None:
    report = make_report(origin_number="120/PM.00.02/2026", source="bawaslu")
    case, _ = case_of(report=report, violation_codes=("n.2", "D6"), source="bawaslu")
    row = rows_of([case], {report.id: report}, {}, LAW, WORDS)[0]
    assert (row.number, row.case_number, row.nip) == (1, case.number, case.respondent.nip)
    assert row.report_number == f"{report.number}, 120/PM.00.02/2026"
    assert (row.source, row.track) == ("Bawaslu", "Disiplin")
    assert [form.partition(":")[0] for form in row.violations.split("; ")] == ["n.2", "D6"]
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


def test_recommendation_upload_and_remedy_come_from_the_steps() -> None:
    case, _ = case_of()
    day = date(2026, 6, 1)
    facts = [
        (
            StepKey.RECOMMENDATION,
            RecommendationFacts(body="bkn", number="R-1", letter_on=day, received_on=day, content="x"),
        ),
        (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.SBT, uploaded_on=date(2026, 7, 9))),
        (StepKey.DOCUMENTED, DocumentedFacts(system=RecordSystem.IDIS, uploaded_on=date(2026, 7, 2))),
        (
            StepKey.APPEAL,
            RemedyFacts(filed_on=day, received_on=day, addressee=Addressee.BPASN, number="1/B", grounds="Banding."),
        ),
    ]
    row = row_of(*(make_step(case, key=key, facts=told, on=day) for key, told in facts))
    assert (row.recommendation_number, row.recommendation_on, row.uploaded_on) == ("R-1", day, date(2026, 7, 2))
    assert row.appeal == "Banding administratif, 1 Juni 2026"
    assert (row_of().recommendation_number, row_of().uploaded_on, row_of().appeal) == ("", None, "")


def test_what_nobody_has_verified_is_named_once() -> None:
    doubtful = next(entry.code for entry in LAW.violations() if not entry.verified)
    case, _ = case_of(violation_codes=(doubtful,))
    assert unverified_codes([case, case], LAW) == (doubtful,)


def test_every_column_has_a_definition_and_fits_the_row() -> None:
    row = row_of()
    shown = tuple(columns().values())
    (line,) = lines_of([row], shown)
    assert (line.noun, line.target) == ("case", row.case_id)
    for column, value in zip(shown, line.values, strict=True):
        assert column.definition.endswith(".")
        assert isinstance(value, {"text": str, "number": int, "date": (date, type(None))}[column.kind]), column.key


WORD = st.sampled_from(["", *map(str, CaseStatus), "lain"])


@given(st.dictionaries(WORD, st.integers(0, 9)))
def test_a_total_keeps_every_count(found: dict[str, int]) -> None:
    table = tuple(FigureLine(word=word, counts=(count,)) for word, count in found.items())
    total = total_of("status", table, WORDS, LAW)
    assert sum(count for _, count in total.counts) == sum(found.values())
    assert total.of_cases
    assert [word for word, _ in total.counts][: len(CaseStatus)] == [WORDS.word("status", one) for one in CaseStatus]


@given(st.dictionaries(st.sampled_from(["D1", "D6", ""]), st.tuples(*[st.integers(0, 9)] * 6)))
def test_a_breakdown_has_its_measures_and_their_shares(found: dict[str, tuple[int, ...]]) -> None:
    form = recap_form("violation")
    sums = {key: sum(counts[place] for counts in found.values()) for place, key in enumerate(form.measures)}
    table = tuple(FigureLine(word=word, counts=counts) for word, counts in found.items())
    lines = breakdown_lines(table, sums, form, WORDS, LAW)
    assert {word for line in lines for word in line.words} == set(found)
    shown = breakdown_columns(form)
    for line in lines:
        assert len(line.values) == len(shown) == len(breakdown_sums(form, sums))
        counts = dict(zip(form.measures, found[line.words[0]], strict=True))
        for column, value in zip(shown, line.values, strict=True):
            if column.kind == "share":
                part, whole = column.key.split("/")
                assert value == (counts[part] / counts[whole] if counts[whole] else None)
    if "" in found:
        assert lines[-1].words == ("",)


@pytest.mark.parametrize(
    ("breakdown", "word", "words"),
    [
        ("violation", "", "(tidak dicatat)"),
        ("violation", "X9", "X9"),
        ("category", "", "Netralitas"),
        ("category", "8.1", "SARA"),
        ("category", "8", "Ujaran kebencian, SARA"),
        ("category", "1", "Netralitas"),
        ("month", "2026-05", "Mei 2026"),
        ("track", "etik", "Kode etik"),
        ("work_unit", "dinas X", "Dinas X"),
    ],
)
def test_words_are_those_that_a_reader_knows(breakdown: str, word: str, words: str) -> None:
    assert shown_word(breakdown, word, WORDS, LAW) == words


def test_the_filter_is_a_sentence() -> None:
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    plain = FigureQuery(first=first, last=last)
    assert (
        filter_words(plain, WORDS, LAW)
        == "Laporan diterima 1 Januari 2026 sampai dengan 31 Maret 2026; semua jalur; semua unit kerja; semua status."
    )
    narrowed = replace(plain, by=PeriodBy.DECIDED, last=None, filters={"track": ("etik",), "violation": ("X9", "")})
    assert (
        filter_words(narrowed, WORDS, LAW)
        == "Keputusan ditetapkan sejak 1 Januari 2026; jalur Kode etik; semua unit kerja; semua status; "
        "bentuk pelanggaran X9 atau (tidak dicatat)."
    )
    assert filter_words(FigureQuery(), WORDS, LAW).startswith("Seluruh masa;")


def test_every_recap_is_known_by_its_name() -> None:
    assert [recap_form(form.name) for form in recap_forms()] == list(recap_forms())
    assert len({form.short for form in recap_forms()}) == len(recap_forms())
    assert all(column.definition for column in letter_columns())
    with pytest.raises(InvalidInput, match="ministry, register"):
        recap_form("rahasia")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"nip"', '"nik"', "kolom “nik”"),
        ('totals = ["status"', 'totals = ["keadaan"', "rincian “keadaan”"),
        ('measures = ["reported"', 'measures = ["rumor"', "ukuran “rumor”"),
        ('lines = "waiting"', 'lines = "sleeping"', "ukuran “sleeping”"),
        ("letters = true", "letters = false", "tidak mengatakan apa barisnya"),
        ("[[recap]]", "[[recap", "tidak terbaca"),
    ],
)
def test_a_recap_that_asks_for_the_unknown_is_refused(old: str, new: str, words: str) -> None:
    text = resources.read_text("recaps/recaps.toml")
    assert old in text
    with pytest.raises(RegulationError, match=words):
        read_recaps(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [('key = "nip"', 'key = "nik"', "nik"), ("width = 9", 'width = "lebar"', "tidak terbaca")],
)
def test_a_column_that_no_row_has_is_refused(old: str, new: str, words: str) -> None:
    text = resources.read_text("recaps/columns.toml")
    assert old in text
    with pytest.raises(RegulationError, match=words):
        read_columns(text.replace(old, new, 1))


def test_the_table_of_2018_comes_out_of_55_reports() -> None:
    """Of 55 complaints 22 were of neutrality, 4 of SARA and 29 of hate speech: 40, 7 and 53 per cent, as published."""
    form = recap_form("category")
    table = [
        FigureLine(word="", counts=(20, 20, 0)),
        FigureLine(word="1", counts=(2, 2, 0)),
        FigureLine(word="8.1", counts=(4, 4, 0)),
        FigureLine(word="8.2", counts=(29, 29, 0)),
    ]
    lines = breakdown_lines(table, {"reports": 55, "reported": 55, "cases": 0}, form, WORDS, LAW)
    told = {line.values[0]: (line.values[1], round(100 * float(line.values[-1] or 0))) for line in lines}
    assert told == {"Netralitas": (22, 40), "SARA": (4, 7), "Ujaran kebencian": (29, 53)}
    neutral = next(line for line in lines if line.values[0] == "Netralitas")
    assert set(neutral.words) == {"", "1"}
