"""The law is data: neither an article nor a number of days may hide in the code that applies it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cases

ROOT = Path(cases.__file__).parent
LAW_CODE = sorted(
    path for folder in ("rules", "regulations", "services", "letters") for path in (ROOT / folder).rglob("*.py")
)
RULES = sorted((ROOT / "rules").rglob("*.py"))
ARTICLE = re.compile(
    r"\bPasal\b|\bPs\.?\s*\d|\bayat\s*\(|\bhuruf\s+[a-z]\b|\bangka\s+\d"
    r"|\b(PP|UU|SKB|SE|Perpres|Keppres)\s+(Nomor\s+)?\d|\bPerBKN\b"
    r"|\b(Undang-Undang|Peraturan Pemerintah|Peraturan B\w+ \w+ Negara) Nomor\b"
)
ALLOWED = {0, 1}


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string that the program can show; docstrings explain and are left out."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def numbers(tree: ast.AST) -> Iterator[tuple[int, complex]]:
    for node in ast.walk(tree):
        number = isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex)
        if number and not isinstance(node.value, bool):
            yield node.lineno, node.value


def articles_in(source: str) -> list[tuple[int, str]]:
    return [(line, text) for line, text in texts(ast.parse(source)) if ARTICLE.search(text)]


def numbers_in(source: str) -> list[tuple[int, complex]]:
    return [(line, value) for line, value in numbers(ast.parse(source)) if value not in ALLOWED]


@pytest.mark.parametrize("path", LAW_CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_article_in_a_string(path: Path):
    assert articles_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_number_but_one_and_nought_in_the_rules(path: Path):
    assert numbers_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    ["x = 'menurut Pasal 26'", "x = f'{a} ayat (2)'", "x = 'PP 94/2021'", "x = 'UU 20/2023'", "x = ['SKB 2022']",
     "x = 'Ps 5 huruf n'", "x = 'Peraturan Pemerintah Nomor 94'", "def f():\n    'Doc.'\n    return 'PerBKN'"],
)  # fmt: skip
def test_the_search_finds_articles(source: str):
    assert articles_in(source)


@pytest.mark.parametrize("source", ["due = 14", "x = -15", "x = 0.5", "x = a[7:]", "def f(n=2): ..."])
def test_the_search_finds_numbers(source: str):
    assert numbers_in(source)


@pytest.mark.parametrize("source", ["'Doc of Pasal 26.'", "x = 'belum ada SKB'", "x = 'pilih satu jalur'", "x = -1"])
def test_the_search_lets_plain_words_pass(source: str):
    assert articles_in(source) == []
    assert numbers_in(source) == []
