from __future__ import annotations

import pytest

from cases.errors import RegulationError
from cases.regulations.packs import LARGEST_BYTES, decode_file, parse_pack, read_pack

HEAD = """[pack]
id = "uji"
family = "uji"
version = 1
title = "Peraturan Uji Nomor 1 tentang Uji"
short = "Uji 1"
valid_from = 2020-01-01
selected_by = "event"
source = "buatan"
track = "disiplin"
"""
VIOLATION = '[[violation]]\ncode = "x"\ntext = "t"\n'


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, "isian pack belum ada"),
        ("\n[[violation]]\ncode = 'x'\ntext = 't'\n", 1, "isian pack belum ada"),
        ("[pack]\nid = x\n", 2, "diharapkan teks di antara tanda petik"),
        ("[pack]\nid 1\n", 2, "tanda sama dengan"),
        ('[pack]\nid = "a\n', 2, "ditutup dengan tanda petik"),
        ('[pack]\nid = "a"\nid = "b"\n', 3, "dua kali"),
        (HEAD + "[[violation]\n", 11, "]]"),
        (HEAD.replace("2020-01-01", '"kemarin"'), 7, "tanggal seperti 2026-01-31"),
        (HEAD.replace("2020-01-01", "2020-02-31"), 7, "tidak ada dalam kalender"),
        (HEAD.replace("version = 1", 'version = "satu"'), 4, "seharusnya bilangan bulat"),
        (HEAD.replace("version = 1", "version = 0"), 4, "bilangan 1 sampai 9999"),
        (HEAD.replace("version = 1", "version = 10000"), 4, "bilangan 1 sampai 9999"),
        (HEAD.replace('"uji"', '"../uji"', 1), 2, "huruf kecil, angka dan tanda hubung"),
        (HEAD.replace('"event"', '"evnt"'), 8, "mungkin maksudnya event"),
        (HEAD + "[[violations]]\n", 11, "mungkin maksudnya violation"),
        (HEAD + VIOLATION + '[[violation]]\ncode = "y"\n', 14, "isian text belum ada"),
        (HEAD + "[[violation]]\ncode = 1\ntext = 't'\n", 12, "seharusnya teks di antara tanda petik"),
        (HEAD + VIOLATION + "levl = 'berat'\n", 14, "mungkin maksudnya level"),
        (HEAD + VIOLATION + "stage = 'nanti'\n", 14, "bakal, calon, kapan saja"),
        (HEAD + VIOLATION + "impacts = 'satu'\n", 14, "daftar di antara kurung siku"),
        (HEAD + "violation = 1\n", 11, "isian violation tidak dikenal"),
        (HEAD + "[[check]]\ngiven = { week = '9' }\n", 12, "yang dikenal: 5, 6"),
        (
            HEAD + '[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "event"\nto = []\ndays_by = { a = "b" }\n',
            16,
            "bilangan",
        ),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_what_was_expected(text: str, line: int, expected: str):
    with pytest.raises(RegulationError) as refused:
        parse_pack(text, "uji.toml")
    assert refused.value.line == line
    assert f"uji.toml tidak dapat dibaca, baris {line}" in refused.value.sentence
    assert expected in refused.value.sentence


@pytest.mark.parametrize(
    ("body", "line", "expected"),
    [
        (
            VIOLATION + 'impacts = ["kantr"]\n[[impact]]\nkey = "kantor"\ntitle = "t"\nlevel = ""\ncodes = []\n',
            14,
            "kantor",
        ),
        (VIOLATION + VIOLATION, 14, "tertulis lebih dari sekali"),
        (VIOLATION + 'level = "brat"\n', 14, "mungkin maksudnya berat"),
        ('[[step]]\nkey = "openned"\ntitle = "t"\naction = "a"\nwhy = "w"\ndated_by = "event"\n', 12, "opened"),
        ('[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "decision.dat"\nto = []\n', 14, "decision.date"),
        ('[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "event"\nto = []\ndays = 99999999999\n', 16, "0 sampai dengan"),
        (
            '[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "event"\nto = []\ndays = 200\nunit = "tahun"\n',
            16,
            "dengan 100",
        ),
        ('[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "event"\nto = []\ndays = -1\n', 16, "0 sampai dengan"),
        ('[[status]]\nwhen = "provn"\nstatus = "diproses"\n', 12, "proven"),
    ],
)
def test_what_does_not_fit_is_named_by_line_and_what_was_expected(body: str, line: int, expected: str):
    with pytest.raises(RegulationError) as refused:
        read_pack(HEAD + body, "uji.toml")
    assert refused.value.line == line
    assert f"baris {line}" in refused.value.sentence
    assert expected in refused.value.sentence


def test_a_pack_that_ends_before_it_begins_is_refused():
    with pytest.raises(RegulationError, match=r"baris 8: .*seharusnya 1 Jan 2020 atau sesudahnya"):
        read_pack(HEAD.replace("2020-01-01", "2020-01-01\nvalid_to = 2019-12-31"), "uji.toml")


def test_a_file_of_windows_is_read_as_any_other():
    data = b"\xef\xbb\xbf" + (HEAD + VIOLATION).replace("\n", "\r\n").encode()
    assert parse_pack(decode_file(data, "uji.toml"), "uji.toml") == parse_pack(HEAD + VIOLATION, "uji.toml")


def test_a_file_that_is_not_utf8_is_refused_with_the_line():
    with pytest.raises(RegulationError, match="baris 3: seharusnya teks UTF-8") as refused:
        decode_file("[pack]\nid = 'x'\ntitle = 'ö'\n".encode("latin-1"), "uji.toml")
    assert refused.value.line == 3
    with pytest.raises(RegulationError, match="UTF-8"):
        decode_file(HEAD.encode("utf-16"), "uji.toml")


def test_a_huge_file_is_refused_unread():
    with pytest.raises(RegulationError, match=r"paling besar 1\.000\.000 bita"):
        decode_file(b"#" * (LARGEST_BYTES + 1), "uji.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        "[pack]\nversion = " + "9" * 5000,
        HEAD.replace("version = 1", "version = 0x" + "f" * 5000),
        HEAD + '[[deadline]]\nkey = "d"\ntitle = "t"\nfrom = "event"\nto = []\ndays = 0x' + "f" * 5000,
    ],
)
def test_a_text_made_to_hurt_gets_a_sentence(text: str):
    with pytest.raises(RegulationError, match=r"uji\.toml tidak dapat dibaca"):
        parse_pack(text, "uji.toml")
