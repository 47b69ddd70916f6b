from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.user import Failures
from cases.rules.log_in import delay_after, group_of, log_in_rules, seconds_left, standing, wait_words
from cases.rules.passwords import judge

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
NAMES = ("dewi.k", "Dewi Kartikasari", "BKPSDM Tirta Kencana")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", ""),
        ("abcde", "Kurang 5 huruf lagi; paling sedikit 10 huruf."),
        ("aaaaaaaaaaaaaaa", "berulang"),
        ("abababababab", "berulang"),
        ("qwertyuiop123456", "deret papan ketik"),
        ("poiuytrewq", "deret papan ketik"),
        ("dewikartikasari", "nama pengguna"),
        ("TirtaKencana2026", "nama pengguna atau kantor dan tanggal"),
        ("Rahasia12345", "kata yang umum"),
        ("p4ssw0rd!!", "kata yang umum"),
        ("Merdeka17081945", "tanggal atau tahun"),
        ("surabaya2024", "kata yang umum"),
    ],
)
def test_what_can_be_foreseen_is_named(password: str, words: str) -> None:
    judged = judge(password, NAMES)
    assert words in judged.words
    assert not judged.good


@pytest.mark.parametrize("password", ["kuda hijau lari pagi", "rahasia-sekali", "jendela-kopi-pantai", "Xk7#pQ9!vLm"])
def test_words_that_have_nothing_to_do_with_each_other_will_do(password: str) -> None:
    assert judge(password, NAMES).good


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_gets_its_words(password: str, names: list[str]) -> None:
    judged = judge(password, names)
    assert bool(judged.words) == bool(password)
    assert not judged.good or len(password) >= log_in_rules().password.shortest


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=10, max_size=30))
def test_ones_own_name_is_no_password(name: str) -> None:
    assert not judge(name.casefold(), [name]).good


def test_the_delays_rise_to_a_bound() -> None:
    found = [delay_after(count) for count in range(40)]
    assert found[:4] == [0, 0, 0, 15]
    assert found == sorted(found)
    assert found[-1] == max(seconds for _, seconds in log_in_rules().delays) <= 300


@given(count=st.integers(0, 50), passed=st.timedeltas(timedelta(days=-800), timedelta(days=800)))
def test_nobody_waits_longer_than_his_delay_whatever_the_clock_says(count: int, passed: timedelta) -> None:
    failures = standing(Failures(count=count, last_at=NOW - passed), NOW)
    left = seconds_left(failures, NOW)
    assert 0 <= left <= delay_after(count)
    if passed <= timedelta(0):
        assert left == delay_after(count)


@given(st.text(max_size=40))
def test_a_name_cannot_be_told_from_its_group(name: str) -> None:
    assert group_of(name)[0] == "?"
    assert int(group_of(name)[1:]) < log_in_rules().unknown_groups


def test_waits_in_words() -> None:
    assert [wait_words(seconds) for seconds in (1, 30, 60, 61, 300)] == [
        "1 detik",
        "30 detik",
        "60 detik",
        "2 menit",
        "5 menit",
    ]
