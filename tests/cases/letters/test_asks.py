from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.letters.asks import (
    SIGNER,
    Ask,
    asks_of,
    checked,
    missing,
    person_text,
    read_person,
    signer_ask,
    with_entries,
)
from cases.letters.templates import Entry, TemplateInfo
from cases.model.office import Signatory
from cases.model.person import Person

TODAY = date(2026, 11, 20)
ASKS = (
    Ask(key="hal", title="Hal"),
    Ask(key="isi", title="Isi", kind="lines", required=False),
    Ask(key="hari", title="Hari", kind="date", required=False),
    Ask(key="jam", title="Jam", kind="time", required=False),
    Ask(key="cara", title="Cara", kind="choice", required=False, choices=(("a", "A"), ("b", "B"))),
    Ask(key="orang", title="Orang", kind="person", required=False),
)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "hal": st.text(max_size=40),
        "isi": st.text(max_size=80),
        "hari": st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat) | st.text(max_size=12),
        "jam": st.times().map(lambda at: f"{at:%H.%M}") | st.text(max_size=6),
        "cara": st.sampled_from(["", "a", "b", "c"]),
        "orang": st.builds(Person, name=st.text(max_size=20)).map(person_text) | st.text(max_size=10),
    },
)


def info(*entries: Entry) -> TemplateInfo:
    return TemplateInfo(
        kind="uji", version=1, title="Uji", family="surat", numbered=False, valid_from=TODAY, source="", entries=entries
    )


def taken(entries: dict[str, str]) -> dict[str, str] | InvalidInput:
    try:
        return checked(ASKS, entries, TODAY)
    except InvalidInput as error:
        return error


@given(ENTRIES)
def test_what_was_taken_is_taken_again_as_it_is(entries: dict[str, str]) -> None:
    kept = taken(entries)
    if isinstance(kept, InvalidInput):
        assert kept.field in {"hal", *entries}
        return
    assert checked(ASKS, kept, TODAY) == kept
    assert missing(with_entries(ASKS, kept)) == ()
    assert all(value.strip() for value in kept.values())


def test_a_proposal_is_whole_or_none() -> None:
    asked = info(
        Entry(key="a", title="A", start="Atas nama {terlapor.nama}"),
        Entry(key="b", title="B", start="Nomor {surat_lama.nomor}"),
        Entry(key="c", title="C", kind="date", start="hari ini"),
        Entry(key="d", title="D", kind="choice", choices=("satu",)),
        Entry(key="e", title="E", kind="choice", choices=("satu", "dua")),
        Entry(key="f", title="F", kind="person", start="atasan"),
        Entry(key=SIGNER, title="Penanda tangan"),
    )
    values, superior = {"terlapor.nama": "Ani", "surat_lama.nomor": ""}, Person(name="Tono")
    found = {ask.key: ask.value for ask in asks_of(asked, values, {"atasan": superior}, TODAY)}
    assert found == {
        "a": "Atas nama Ani",
        "b": "",
        "c": "2026-11-20",
        "d": "satu",
        "e": "",
        "f": person_text(superior),
    }
    assert read_person(found["f"]) == superior


def test_one_signatory_alone_is_no_choice() -> None:
    head, gone = (
        Signatory(id=name, person=Person(name=name), post_line=name, active=active)
        for name, active in (("Kepala", True), ("Lama", False))
    )
    assert signer_ask((head, gone), head.person) is None
    other = Signatory(id="Sekretaris", person=Person(name="Sekretaris"), post_line="Sekretaris", active=True)
    ask = signer_ask((other, head, gone), head.person)
    assert ask is not None
    assert (ask.value, [value for value, _ in ask.choices]) == ("Kepala", ["Sekretaris", "Kepala"])


def test_a_person_that_is_none_is_told() -> None:
    with pytest.raises(InvalidInput, match="Pilih orang"):
        read_person("{")
    assert read_person("") is None
