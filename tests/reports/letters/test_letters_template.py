"""The template language, and that every shipped template can be filled."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from letter_entries import ENTRIES
from letter_facts import FACTS
from letter_samples import KINDS, letter_content, letter_file, letter_request, track_case, track_of

import resources
from cases.errors import LetterError
from cases.letters.blocks import Dictums, Table
from cases.letters.content import LETTER_KINDS, REPORT_KINDS, REQUEST_KINDS
from cases.letters.templates import SHIPPED, shipped
from cases.model.letter import LetterContent
from cases.regulations import load_law
from reports.letters import LetterPdf
from reports.letters.template import Template, capitals

LAW = load_law()
HEAD = """
[letter]
kind = "coba"
version = 1
title = "Coba"
family = "surat"
numbered = false
valid_from = 2021-01-01
source = "uji"
"""
OF_THE_LETTER = {"surat.nomor", "surat.tanggal", "surat.tempat", "kantor.nama", "kantor.wilayah", "kantor.kepala"}


def template(blocks: str) -> Template:
    return Template(HEAD + blocks, "coba@1")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in strings(part)]


def test_every_kind_of_letter_has_a_template_with_its_source() -> None:
    assert {info.kind for info in shipped()} == set(LETTER_KINDS) | set(REPORT_KINDS) | set(REQUEST_KINDS)
    assert {info.kind for info in shipped()} == set(KINDS)
    assert set(LETTER_KINDS) == set(FACTS)
    assert set(REQUEST_KINDS) == set(ENTRIES)
    assert all(info.source for info in shipped())


def test_every_letter_is_confidential_but_the_form_without_the_mark() -> None:
    assert [info.kind for info in shipped() if info.access != "RAHASIA"] == ["suspension-order"]


@pytest.mark.parametrize("info", shipped(), ids=lambda info: info.template)
@pytest.mark.parametrize("absent", [False, True])
def test_every_placeholder_of_a_template_is_filled(info, *, absent: bool) -> None:
    text = SHIPPED.text(info.template)
    Template(text, info.template)
    content = letter_content(info.kind, LAW, file=letter_file(track_case(track_of(info.kind)), absent=absent))
    known = set(content.values) | OF_THE_LETTER
    for block in msgspec.toml.decode(text)["block"]:
        fields = (
            {"no"} | {name for row in content.rows.get(block.get("rows", ""), []) for name in row}
            if isinstance(block.get("rows"), str)
            else set()
        )
        for source in strings(block):
            names = set(re.findall(r"\{([a-z0-9_.]+)\}", source))
            if block["kind"] == "table" and not content.rows.get(block["rows"]):
                continue
            assert names <= known | fields, (info.template, names - known - fields)
        for condition in re.findall(r'"(?:when|unless)":"([^"]*)"', msgspec.json.encode(block).decode()):
            assert condition in known, condition


def test_every_form_of_sanction_has_its_dictum() -> None:
    blocks = Template(SHIPPED.text("decision@1"), "decision@1").blocks
    (dictums,) = [block for block in blocks if isinstance(block, Dictums)]
    forms = {form for item in dictums.items for form in item.forms}
    assert forms | {"none"} == {sanction.dictum for pack in LAW.packs for sanction in pack.sanctions}


def test_tables_fill_the_column() -> None:
    for info in shipped():
        for block in Template(SHIPPED.text(info.template), info.template).blocks:
            if isinstance(block, Table):
                assert sum(column.width for column in block.columns) == pytest.approx(165)


def test_an_unknown_placeholder_names_template_and_line() -> None:
    blocks = '[[block]]\nkind = "paragraph"\ntext = "Kepada {terlapor.umur}"\n'
    request = letter_request("summons-1", LetterContent(), template="coba@1", text=HEAD + blocks)
    with pytest.raises(LetterError, match=r"^Naskah surat coba@1 baris 12: isian \{terlapor.umur\} tidak dikenal"):
        LetterPdf().render(request)


@pytest.mark.parametrize(
    "text", ["{1 + 1}", "{nama!r}", "{nama.__class__}", "{}", "buka { saja", "tutup } saja", "{Nama}"]
)
def test_what_is_no_plain_name_is_refused_when_the_template_is_read(text: str) -> None:
    with pytest.raises(LetterError, match=r"^Naskah surat coba@1 baris \d+: "):
        template(f'[[block]]\nkind = "paragraph"\ntext = "{text}"\n')


@pytest.mark.parametrize(
    "blocks",
    [
        '[[block]]\nkind = "gambar"\n',
        '[[block]]\nkind = "paragraph"\nteks = "x"\n',
        "[[block",
        '[[block]]\nkind = "pairs"\nrows = [["a"]]\n',
    ],
)
def test_a_malformed_template_is_told_in_one_sentence(blocks: str) -> None:
    with pytest.raises(LetterError, match=r"^Naskah surat coba@1 .*[.]$"):
        template(blocks)


def test_a_template_must_bear_the_name_of_its_file() -> None:
    with pytest.raises(LetterError, match="menyebut dirinya coba@1"):
        Template(HEAD, "lain@1")


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(LetterError, match="summons-1@99 tidak ada"):
        SHIPPED.text("summons-1@99")
    with pytest.raises(LetterError, match=r"\.\./x tidak ada"):
        SHIPPED.text("../x")


def test_a_day_before_any_template_is_told() -> None:
    with pytest.raises(LetterError, match="1 Januari 2001"):
        SHIPPED.of("summons-1", date(2001, 1, 1))
    assert SHIPPED.of("summons-1", None).template == SHIPPED.of("summons-1", date(2024, 10, 15)).template


def test_parts_show_by_presence_alone_and_values_are_not_read_as_marks() -> None:
    plain = template('[[block]]\nkind = "access"\n')
    assert plain.shown("a", "", {"a": "ya"})
    assert not plain.shown("a", "", {"a": ""})
    assert not plain.shown("", "a", {"a": "ya"})
    assert plain.runs("**{a}** dan {a}", {"a": "**{b}**"}) == [("**{b}**", True), (" dan ", False), ("**{b}**", False)]


def test_capitals_leave_the_marks_of_a_post() -> None:
    assert capitals("Plt. Kepala Dinas a.n. Bupati") == "Plt. KEPALA DINAS a.n. BUPATI"


def test_templates_lie_where_the_loader_looks() -> None:
    assert f"{shipped()[0].template}.toml" in resources.names("letters", ".toml")
