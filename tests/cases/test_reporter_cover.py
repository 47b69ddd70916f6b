"""Whoever reported is covered wherever he is named, and nobody else."""

from __future__ import annotations

import pytest

from cases.reporter_cover import cover, cover_many


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Dari SITI  aminah, 0812-3456", "Dari pelapor, pelapor"),
        ("Siti Aminahwati dan Siti", "Siti Aminahwati dan Siti"),
        ("", ""),
    ],
)
def test_name_and_contact_are_covered_as_whole_words(text: str, covered: str) -> None:
    assert cover(("Siti Aminah", "0812-3456"))(text) == covered


@pytest.mark.parametrize("told", [(), ("", ""), ("-", "Al")])
def test_what_says_nobody_covers_nothing(told: tuple[str, ...]) -> None:
    assert cover(told)("Al-Qur'an - kualifikasi") == "Al-Qur'an - kualifikasi"


def test_one_of_many_is_found_by_his_first_word_and_the_longest_name_first() -> None:
    covered = cover_many(["Siti Aminah", "Siti Aminah Putri", "Budi", "-", ""])
    assert covered("Sdr. Siti Aminah Putri dan BUDI, bukan Budiman") == "Sdr. pelapor dan pelapor, bukan Budiman"
    assert covered("Ketua Bawaslu") == "Ketua Bawaslu"
