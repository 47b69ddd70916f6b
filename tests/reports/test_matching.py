"""Lists of names compared with the employees: what is found, with which score and reasons, and what stays bounded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.name_list import Hit, KnownPerson, ListRow, Matched
from reports.matching import LEAST_SCORE, MOST_HITS, RapidMatcher
from reports.matching.births import Nearness, nearness, of_nik, of_nip

SRI = KnownPerson(employee_id="sri", nip="198503122010012005", name="Dra. Sri Wahyuni, M.Si.")
MUHAMMAD = KnownPerson(employee_id="moh", nip="197901052005011003", name="Muhammad Sukarno, S.Pd.")
PUTU = KnownPerson(employee_id="putu", nip="199012312015031007", name="I Putu Suardana Lanmime")
STAFF = (
    SRI,
    MUHAMMAD,
    PUTU,
    KnownPerson(employee_id="ab", nip="198011172006042001", name="Abdul Rahman Kusumawardhani"),
    KnownPerson(employee_id="rini", nip="198503132011012009", name="Rini Handayani"),
    *(
        KnownPerson(employee_id=f"o{number}", nip=f"19{60 + number}0{1 + number % 9}152000031{number:03d}", name=name)
        for number, name in enumerate(
            (
                "Joko Prasetyo",
                "Retno Palupi",
                "Sri Lestari",
                "Hotman Siregar",
                "Maria Tallo",
                "Dewi Lestari",
                "Budi Utomo",
            )
        )
    ),
)


def hits(*rows: ListRow, staff=STAFF) -> tuple[Hit, ...]:
    return RapidMatcher().match(rows, staff).hits


def only(row: ListRow, staff=STAFF) -> Hit:
    (hit,) = hits(row, staff=staff)
    return hit


def test_a_row_with_the_nip_is_he_whatever_the_name_looks_like():
    hit = only(ListRow(number=7, name="S. Wahyuni", nip=SRI.nip))
    assert (hit.row, hit.employee_id, hit.score) == (7, "sri", 100)
    assert hit.reasons[0] == "NIP sama"
    other = only(ListRow(number=7, name="Hotman Tallo", nip=SRI.nip))
    assert other.employee_id == "sri"
    assert other.score < 100
    assert "nama berbeda" in other.reasons[1]


def test_a_nip_of_another_name_does_not_hide_who_bears_the_name():
    found = hits(ListRow(number=2, name="Rini Handayani", nip=SRI.nip, born_on=date(1985, 3, 13)))
    assert {hit.employee_id for hit in found} == {"sri", "rini"}


def test_a_row_with_the_nik_of_the_master_is_he():
    known = KnownPerson(employee_id="a", nip=SRI.nip, name="Sri Wahyuni", nik="3403015203850001")
    assert only(ListRow(number=2, name="SRI WAHYUNI", nik=known.nik), staff=(known,)).reasons[0] == "NIK sama"


@pytest.mark.parametrize(
    ("name", "born", "expected"),
    [
        ("SRI WAHJUNI, SH", date(1985, 3, 12), "sri"),
        ("Wahyuni Sri", date(1985, 3, 12), "sri"),
        ("Hj. S. Wahyuni", date(1985, 3, 12), "sri"),
        ("Sriwahyuni", date(1985, 3, 12), "sri"),
        ("Moh. Soekarno", date(1979, 1, 5), "moh"),
        ("MUH. SUKARNOH S PD", date(1979, 5, 1), "moh"),
        ("Sukarno, Mochammad", date(1979, 1, 5), "moh"),
        ("Pt. Suardana", date(1990, 12, 31), "putu"),
        ("Abdurrahman Kusuma Wardani", date(1980, 11, 17), "ab"),
        ("Abd. Rachman K", date(1980, 11, 17), "ab"),
        ("Rini Handajani binti Slamet", date(1985, 3, 13), "rini"),
    ],
)
def test_a_name_in_another_spelling_is_found_by_its_day_of_birth(name: str, born: date, expected: str):
    hit = only(ListRow(number=2, name=name, born_on=born))
    assert hit.employee_id == expected
    assert LEAST_SCORE <= hit.score < 100
    assert hit.reasons


def test_the_day_of_birth_is_read_from_the_nik_too():
    hit = only(ListRow(number=2, name="Sri Wahyuni", nik="3403015203850001"))
    assert (hit.employee_id, hit.reasons) == ("sri", ("nama sama", "tanggal lahir menurut NIK sama"))


def test_another_sex_in_the_nik_speaks_against_it():
    row = ListRow(number=2, name="Sri Wahyuni", nik="3403011203850001", birth_place="Tirta")
    with_sex, without = hits(row), hits(ListRow(number=2, name="Sri Wahyuni", born_on=date(1985, 3, 12)))
    assert without[0].score - sum(hit.score for hit in with_sex) >= 20


def test_a_name_alone_counts_less_than_with_its_day():
    alone = only(ListRow(number=2, name="Muhammad Sukarno"))
    assert alone.score < only(ListRow(number=2, name="Muhammad Sukarno", born_on=date(1979, 1, 5))).score
    assert "tanggal lahir tidak dapat dibandingkan" in alone.reasons


def test_the_same_name_of_another_day_is_not_shown():
    assert hits(ListRow(number=2, name="Muhammad Sukarno", born_on=date(1991, 8, 9))) == ()


def test_place_and_address_support_a_name():
    known = KnownPerson(
        employee_id="a", nip=SRI.nip, name="Sri Wahyuni", birth_place="Tirta", address="Jl. Merpati No. 1 RT 02 Tirta"
    )
    row = ListRow(number=2, name="Sri Wahyuni", birth_place="TIRTA", address="jl merpati no 1 rt 02")
    assert hits(row, staff=(known,))[0].reasons[-2:] == ("tempat lahir sama", "alamat mirip")


@pytest.mark.parametrize("name", ["", " ", "-", ".", "S.Pd.", "X", "0", "'"])
def test_a_row_without_a_name_is_nobody(name: str):
    assert hits(ListRow(number=2, name=name, born_on=date(1985, 3, 12))) == ()


def test_nobody_is_found_in_an_empty_office_and_nothing_in_an_empty_list():
    assert RapidMatcher().match([ListRow(number=2, name="Sri Wahyuni")], []) == Matched((), ())
    assert RapidMatcher().match([], STAFF) == Matched((), ())


def test_equal_names_in_thousands_stay_bounded_and_are_told():
    staff = [
        KnownPerson(employee_id=str(number), nip=f"19850312201001{number:04d}", name="Siti Aminah")
        for number in range(1000, 3000)
    ]
    rows = [ListRow(number=number, name="Siti Aminah", born_on=date(1985, 3, 12)) for number in range(2, 152)]
    rows += [ListRow(number=number, name="Siti Aminah") for number in range(152, 302)]
    found = RapidMatcher().match(rows, staff)
    assert found.cut == tuple(range(2, 302))
    assert len(found.hits) == 300 * MOST_HITS


def test_progress_is_told_and_may_end_the_matching():
    told: list[int] = []
    rows = [ListRow(number=number, name="Sri Wahyuni") for number in range(500)]
    RapidMatcher().match(rows, STAFF, told.append)
    assert told[0] == 0
    assert told == sorted(told)
    assert len(told) > 1

    untold: list[int] = []
    RapidMatcher().match([], STAFF, untold.append)
    assert untold == [0]  # making the index may be ended too

    def stop(done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        RapidMatcher().match(rows, STAFF, stop)


WORDS = ("Sri", "Wahyuni", "Moh.", "Sukarno", "A.", "Rini", "bin", "I", "Putu", "Rahman", "Abdul", ",", "S.Pd.")
names = st.lists(st.sampled_from(WORDS), max_size=5)


@given(names.map(" ".join), st.none() | st.dates(date(1960, 1, 1), date(2005, 1, 1)), st.sampled_from(["", SRI.nip]))
def test_any_row_is_judged_alike_twice_and_within_bounds(name, born, nip):
    row = ListRow(number=3, name=name, born_on=born, nip=nip)
    found = RapidMatcher().match([row], STAFF)
    assert found == RapidMatcher().match([row], STAFF)
    assert all(0 <= hit.score <= 100 and hit.row == 3 and all(hit.reasons) for hit in found.hits)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.employee_id for hit in found.hits}) == len(found.hits) <= MOST_HITS


def test_days_of_birth_are_read_from_numbers():
    assert of_nik("3403015203850001") == of_nip("198503122010012005")
    assert of_nik("3403011203050001").on == date(2005, 3, 12)
    assert of_nik("3403019903850001").on is None
    assert of_nik("34030152038500").on is None
    assert of_nip("198513122010012005").on is None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (date(1985, 3, 12), Nearness.SAME),
        (date(1985, 12, 3), Nearness.SLIP),
        (date(1986, 3, 12), Nearness.SLIP),
        (date(1985, 3, 2), Nearness.SLIP),
        (date(1986, 4, 12), Nearness.OTHER),
        (None, Nearness.UNKNOWN),
    ],
)
def test_days_of_birth_are_near_by_one_slip(other, expected):
    assert nearness(date(1985, 3, 12), other) is expected
    assert nearness(other, date(1985, 3, 12)) is expected
