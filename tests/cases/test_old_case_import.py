"""Rows of sheets of old cases: gaps, half dates kept word for word, what cannot be said at its cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.old_case import OldCaseForm, OldOutcome
from cases.old_case_import import DAYS, LISTS, TABLE, LawWords, old_case_words, read_row
from cases.rules.dates import long_date
from cases.rules.sheet_headers import HeaderMap, fold_header, header_fields, propose
from cases.sheet_cells import BadCell

FIELDS = header_fields(TABLE)
HEADERS = propose(TABLE, [field.names[0] for field in FIELDS])
LAW = LawWords(sanctions={fold_header("Teguran tertulis"): "teguran"}, codes=frozenset({"D7", "D8"}))
TODAY = date(2026, 5, 4)
_KEYS = [field.key for field in FIELDS]


def read(**cells: str) -> OldCaseForm:
    return read_row(HEADERS, [({"name": "Sutarno"} | cells).get(key, "") for key in _KEYS], LAW, TODAY)


def test_every_column_is_found_by_our_own_heading_and_has_a_hint() -> None:
    assert HeaderMap({key: place for place, key in enumerate(_KEYS)}) == HEADERS
    assert old_case_words().hints.keys() == set(_KEYS)


def test_a_name_alone_is_enough_and_blanks_of_offices_are_blank() -> None:
    form = read(number="-", decision_on="?", level="–", source="tidak ada")
    assert (form.outcome, form.number, form.decision_on, form.note) == (OldOutcome.CLOSED, "", None, "")
    assert read(sanction_title="Teguran lisan").outcome is OldOutcome.SANCTIONED


@pytest.mark.parametrize("typed", ["Maret 2018", "2018", "03/2018"])
def test_a_date_without_its_day_is_kept_word_for_word_and_not_guessed(typed: str) -> None:
    form = read(decision_on=typed)
    assert form.decision_on is None
    assert form.note == f"Tanggal keputusan menurut berkas: {typed}."


@pytest.mark.parametrize(
    ("key", "typed"), [("decision_on", "31/02/2018"), ("event_on", "18-13-2018"), ("year", "18"), ("outcome", "Entah")]
)
def test_what_cannot_be_names_its_column(key: str, typed: str) -> None:
    with pytest.raises(BadCell) as bad:
        read(**{key: typed})
    assert bad.value.key == key
    assert typed in bad.value.sentence


def test_sanctions_and_codes_of_the_law_are_known_and_others_kept() -> None:
    assert read(sanction_title="TEGURAN  TERTULIS").sanction_key == "teguran"
    free = read(sanction_title="Ditegur Camat", violation_codes="D7, d8", track="Perdata")
    assert (free.sanction_key, free.sanction_title, free.violation_codes) == ("", "Ditegur Camat", ("D7", "D8"))
    assert free.note == "Jalur menurut berkas: Perdata."
    assert "menyukai status" in read(violation_codes="menyukai status calon").note


@pytest.mark.parametrize("typed", ["43409", "Senin, 5 November 2018", "5 Nov 18", "05-11-2018 00:00"])
def test_a_date_is_read_in_every_form_that_other_sheets_may_use(typed: str) -> None:
    assert read(event_on=typed).event_on == date(2018, 11, 5)


@given(key=st.sampled_from(LISTS), data=st.data())
def test_every_word_of_ours_and_of_offices_is_understood_in_any_writing(key: str, data: st.DataObject) -> None:
    known = getattr(old_case_words(), key)
    value = data.draw(st.sampled_from(sorted(known)))
    word = data.draw(st.sampled_from(known[value]))
    written = data.draw(st.sampled_from([word, word.upper(), f" {word.lower()} ", word.replace(" ", "  ")]))
    form = read(**({"outcome": "Dihukum"} | {key: written}))
    assert str(getattr(form, key)) == value


@given(day=st.dates(date(1970, 1, 1), TODAY), key=st.sampled_from(DAYS), writing=st.integers(0, 5))
def test_a_whole_date_is_that_day_however_it_is_written(day: date, key: str, writing: int) -> None:
    written = (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d%m%Y}",
        f"{day:%d-%m-%Y}",
        long_date(day),
        f"{day.isoformat()} 00:00:00",
    )[writing]
    assert getattr(read(**{key: written}), key) == day


@given(st.lists(st.text(max_size=30), min_size=len(_KEYS), max_size=len(_KEYS)))
def test_any_row_is_read_or_refused_with_a_sentence(cells: list[str]) -> None:
    key, sentence = "name", "."
    try:
        read_row(HEADERS, cells, LAW, TODAY)
    except BadCell as bad:
        key, sentence = bad.key, bad.sentence
    assert key in _KEYS
    assert sentence.endswith(".")
