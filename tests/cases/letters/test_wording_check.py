"""What is wrong with a wording is told at its line, whatever was typed; each placeholder has its meaning."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import letter_office

from cases.letters.placeholders import Placeholders, field_meaning, meaning, placeholders, rows_meaning
from cases.letters.template_check import OF_LETTER, Ground, Problem, problems_in
from cases.letters.template_text import Parts, read_parts, write_parts
from cases.letters.templates import SHIPPED, read_head, shipped
from cases.letters.trial import EXTREME, TRIALS, trial, trial_keys
from cases.regulations import load_law

LAW = load_law()
KINDS = [info.kind for info in shipped()]
NAME = "summons-1@1"


@cache
def known_of(kind: str) -> Placeholders:
    return placeholders(trial(kind, key, letter_office(), LAW).content for key in TRIALS)


def ground_of(kind: str = "summons-1", edition: int = 0) -> Ground:
    info = SHIPPED.newest_shipped(kind)
    return Ground(info=info, text=SHIPPED.text(info.template), known=known_of(kind), edition=edition)


def problems(text: str) -> tuple[Problem, ...]:
    return problems_in(text, ground_of())


def line_of(text: str, words: str) -> int:
    return next(i for i, row in enumerate(text.split("\n"), 1) if words in row)


@pytest.mark.parametrize("kind", KINDS)
def test_what_ships_is_sound(kind: str) -> None:
    text = SHIPPED.text(SHIPPED.newest_shipped(kind).template)
    assert problems_in(text, ground_of(kind)) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_each_placeholder_has_a_meaning(kind: str) -> None:
    entries = SHIPPED.newest_shipped(kind).entries
    known = known_of(kind)
    fields = {field for found in known.rows.values() for field in found}
    assert [name for name in known.names if not meaning(name, entries)] == []
    assert [name for name in known.rows if not rows_meaning(name, entries)] == []
    assert [field for field in fields if not field_meaning(field)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_of_what_ships_are_written_as_they_were_read(kind: str) -> None:
    parts = read_parts(SHIPPED.text(SHIPPED.newest_shipped(kind).template))
    assert parts is not None
    assert read_parts(write_parts(parts)) == parts


@pytest.mark.parametrize("kind", KINDS)
def test_trials_say_the_same_names(kind: str) -> None:
    contents = [trial(kind, key, letter_office(), LAW).content for key in trial_keys(kind, LAW)]
    assert all(content.values.keys() == contents[0].values.keys() for content in contents)


def test_the_largest_trial_holds_what_breaks_marks() -> None:
    content = trial("examination-record", EXTREME, letter_office(), LAW).content
    assert "<Ani>" in content.values["terlapor.nama"]
    assert "{nama}" in content.values["terlapor.nama"]
    assert len(content.rows["tanya_jawab"]) == 60
    assert "<img src=x>" in content.rows["tanya_jawab"][0]["tanya"]


def test_a_meaning_is_made_of_its_parts() -> None:
    assert meaning("terlapor.nama") == "Nama terlapor"
    assert meaning("entah.apa") == ""


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("{terlapor.nama}", "{terlapor.namo}", "{terlapor.namo}", "mungkin maksudnya terlapor.nama"),
        ("{terlapor.nama}", "{terlapor.nama", "{terlapor.nama", "tidak berpasangan"),
        ("{terlapor.nama}", "{1 + 1}", "{1 + 1}", "tulis seperti {surat.nomor}"),
        ('kind = "pairs"', 'kind = "pair"', 'kind = "pair"', "mungkin maksudnya pairs"),
        ('number = "1."', "number = 1", "number = 1", "seharusnya teks"),
        ('number = "1."', 'nomer = "1."', "nomer", "isian nomer tidak dikenal"),
        ('number = "1."', 'number = "1.', 'number = "1.', "tanda petik"),
        ('number = "1."', 'number = "1."\nwhen = "saksi"', 'when = "saksi"', "syarat when = saksi tidak dikenal"),
        ('(sebagai laporan)"', '(sebagai laporan)", unless = "wafat"', "copies = [", "unless = wafat"),
        ("numbered = true", "numbered = false", "numbered = false", "tidak dapat diubah"),
        ("Demikian untuk", "**Demikian untuk", "**Demikian", "tidak ditutup"),
        ("{kantor.kepala} (", "{kantor.kepal} (", "{kantor.kepal}", "kantor.kepala"),
        ('kind = "signature"\n', 'kind = "signature"\nsigner = 4\n', "signer = 4", "ditandatangani 1 orang"),
        ("valid_from = 2021-08-31", "valid_from = 2021-08-31\nvalid_to = 2020-01-01", "valid_to", "mendahului"),
        ("{surat.nomor}", "800", "", "nomor surat tidak dicetak"),
        ('number = "1."', 'number = "{surat.nomor}"', 'number = "{', "dicetak apa adanya"),
        ('number = "1."', 'number = "Pertama sekali"', "Pertama sekali", "paling panjang 12 huruf"),
    ],
)
def test_a_problem_is_told_at_its_line(old: str, new: str, at: str, said: str) -> None:
    text = SHIPPED.text(NAME)
    assert old in text
    broken = text.replace(old, new, 1)
    found = problems(broken)
    assert len(found) == 1, found
    assert said in found[0].sentence
    assert found[0].line == (line_of(broken, at) if at else broken.count("\n") + 1)


def test_a_letter_without_its_signature_is_told_so() -> None:
    parts = read_parts(SHIPPED.text(NAME))
    assert parts is not None
    left = [block for block in parts.blocks if block["kind"] != "signature"]
    found = problems(write_parts(Parts(parts.head, left)))
    assert [one.words for one in found] == ["tempat tanda tangan tidak ada; tambahkan bagian signature"]


def test_every_problem_is_told_at_once() -> None:
    text = SHIPPED.text(NAME).replace("{terlapor.nama}", "{a}").replace("{periksa.jam}", "{b}")
    found = problems(text)
    assert [one.line for one in found] == [line_of(text, "{a}"), line_of(text, "{b}")]
    assert [one.block for one in found] == [3, 7]


def test_one_letter_may_change_less_of_its_head() -> None:
    text = SHIPPED.text(NAME).replace('title = "Surat', 'title = "Naskah', 1)
    ground = ground_of()
    assert problems_in(text, ground) == ()
    strict = Ground(info=ground.info, text=ground.text, known=ground.known, edition=0, free=OF_LETTER)
    assert "title tidak dapat diubah" in problems_in(text, strict)[0].words


@settings(max_examples=60)
@given(st.text(max_size=200), st.integers(min_value=0, max_value=2600))
def test_no_text_is_too_broken_to_be_told_what_is_wrong(typed: str, place: int) -> None:
    text = SHIPPED.text(NAME)
    for written in (typed, text[:place] + typed, text[:place] + typed + text[place:]):
        for problem in problems(written):
            assert 1 <= problem.line <= written.count("\n") + 1
            assert problem.sentence == f"Baris {problem.line}: {problem.words}."
            assert len(problem.words) > 5


VALUES = st.recursive(
    st.text(max_size=12) | st.integers() | st.booleans() | st.floats(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
BLOCKS = st.lists(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), max_size=4)


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), BLOCKS)
def test_parts_are_read_back_as_they_were_written(head: dict[str, object], blocks: list[dict[str, object]]) -> None:
    assert read_parts(write_parts(Parts(head, blocks))) == Parts(head, blocks)


@pytest.mark.parametrize(
    "text",
    ["", "[letter]", "x = [[[[", "block = 1", "[letter]\n[[block]]\nkind = 3", "a = 0x" + "f" * 5000, "\x00", "\ud800"],
)
def test_what_is_no_wording_at_all(text: str) -> None:
    assert problems(text)


def test_a_head_is_read_where_its_words_look_like_a_block() -> None:
    text = SHIPPED.text(NAME)
    source = next(row for row in text.split("\n") if row.startswith("source"))
    written = text.replace(source, 'source = """\n[[block]]\nx"""')
    assert read_head(written, NAME).source == "[[block]]\nx"
    assert problems(written) == ()


def test_a_text_without_end_is_refused_at_once() -> None:
    assert "terlalu panjang" in problems("# x\n" * 60_000)[0].words
