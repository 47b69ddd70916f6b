"""There is one way to an original of evidence, and it writes the record: shown over the source itself."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("cases", "db", "reports", "desktop")
VAULT = "db/vault.py"
CUSTODY = "db/custody.py"

TAKES = {"take", "swap", "sync"}
READS = {"get", "copy", "check"}
PAPERS = {
    "cases/services/letter_forms.py",
    "cases/services/letter_print.py",
    "cases/services/office.py",
    "cases/services/trust.py",
    "cases/services/watch_copies.py",
    "db/verify.py",
}
"""Who reads the office's own papers and pictures, which are no evidence."""
STAGES = {"cases/services/evidence.py"}


@cache
def calls() -> tuple[tuple[str, str], ...]:
    """Every call of a method of something that is called a vault: file, method."""
    found = []
    for layer in LAYERS:
        for file in sorted((ROOT / layer).rglob("*.py")):
            name, source = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
            if "vault" not in source:
                continue
            for node in ast.walk(ast.parse(source)):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                owner = node.func.value
                word = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                if word.strip("_").endswith("vault") and name != VAULT:
                    found.append((name, node.func.attr))
    return tuple(found)


def test_the_walk_sees_what_it_should() -> None:
    found = set(calls())
    assert {(CUSTODY, "take"), (CUSTODY, "copy"), (CUSTODY, "check"), ("db/verify.py", "copy")} <= found
    assert ("cases/services/evidence.py", "stage") in found


def test_only_custody_takes_originals_in() -> None:
    assert {name for name, method in calls() if method in TAKES} == {CUSTODY}


def test_only_custody_reads_originals_and_others_only_papers() -> None:
    readers = {name for name, method in calls() if method in READS}
    assert readers - {CUSTODY} <= PAPERS
    for name in PAPERS:
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        words = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not imported & {"cases.model.evidence", "db.stores.evidence"}, name
        assert "evidence" not in words, f"{name} reads the vault and knows of evidence"


def test_whoever_stages_hands_it_to_custody() -> None:
    stagers = {name for name, method in calls() if method in {"stage", "stage_sealed"}}
    for name in stagers - STAGES:
        source = (ROOT / name).read_text(encoding="utf-8")
        assert "custody.restore" in source or "evidence_restore" in source, name


def test_every_act_of_custody_leaves_its_row() -> None:
    tree = ast.parse((ROOT / CUSTODY).read_text(encoding="utf-8"))
    (custody,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Custody"]
    recorders = {"note", "_act", "_keep", "record"}
    for method in custody.body:
        if not isinstance(method, ast.FunctionDef) or method.name == "settle":
            continue
        called = {
            node.func.attr
            for node in ast.walk(method)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        touches = {
            node.func.attr
            for node in ast.walk(method)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "attr", "") == "_vault"
        }
        assert not touches or called & recorders, f"{method.name} reaches the vault and writes no row"
