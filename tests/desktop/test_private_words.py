"""Names and numbers are found in any words, and nothing else is covered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.guard.private_words import HIDDEN, HIDDEN_NUMBER, Names

NAMES = Names(["Dr. H. Pandu Prayitno Yulianti, S.I.P.", "Sri Wahyuni", "Suharto", "Ed"])


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Pandu Prayitno Yulianti, S.I.P.", f"{HIDDEN}, S.I.P."),
        ("a.n. PANDU PRAYITNO YULIANTI (Dinas Sosial)", f"a.n. {HIDDEN} (Dinas Sosial)"),
        ("Sri Wahyuni, Suharto dan Tim", f"{HIDDEN}, {HIDDEN} dan Tim"),
        ("NIP 19720101 199612 1 983", f"NIP {HIDDEN_NUMBER}"),
        ("197201011996121983", HIDDEN_NUMBER),
        ("NIK 3201012345678901.", f"NIK {HIDDEN_NUMBER}."),
        ("Pandu Pray…", f"{HIDDEN}…"),
        ("Panggilan I 2026/003", "Panggilan I 2026/003"),
        ("@ Pandu Prayitno: hadir", f"@ {HIDDEN}: hadir"),
        ("Pandu lain", "Pandu lain"),
        ("Ed", "Ed"),
        ("800.1.6.2/16/BKPPD/XI/2026", "800.1.6.2/16/BKPPD/XI/2026"),
    ],
)
def test_what_is_covered(text: str, covered: str) -> None:
    assert NAMES.cover(text) == covered


_words = st.text(st.characters(categories=("Lu", "Ll")), min_size=3, max_size=8)


@given(st.lists(_words, min_size=1, max_size=4), st.text(max_size=30), st.text(max_size=30))
def test_a_name_never_stays_whole(name: list[str], before: str, after: str) -> None:
    whole = " ".join(name)
    covered = Names([whole]).cover(f"{before} ({whole}) {after}")
    assert f"({whole})" not in covered


@given(st.text(max_size=60))
def test_nothing_is_covered_where_nobody_is_known(text: str) -> None:
    kept = Names(()).cover(text)
    assert kept == text or HIDDEN_NUMBER in kept
