from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from samples import make_employee

from cases.rules.same_person import birth_of, likeness, near_nips

NIP = "198503122010011005"
RATNA = make_employee(nip=NIP, name="Ratna Kusumawardhani, S.E.")


@given(st.text("0123456789", min_size=1, max_size=18))
def test_near_numbers_differ_in_one_digit_or_two_neighbours(nip: str) -> None:
    for other in near_nips(nip):
        differing = [place for place in range(len(nip)) if nip[place] != other[place]]
        assert len(other) == len(nip)
        assert len(differing) in {1, 2}
        if len(differing) == 2:
            first, second = differing
            assert second == first + 1
            assert (nip[first], nip[second]) == (other[second], other[first])


def test_the_reasons() -> None:
    slip = make_employee(nip="198503122010011006", name="RATNA KUSUMAWARDANI")
    near = "NIP hampir sama (beda satu angka atau dua angka tertukar), nama mirip"
    assert likeness(RATNA, slip)[-1] == near
    other_name = make_employee(nip="198503122010011006", name="Budi Hartanto")
    assert likeness(RATNA, other_name) == ()
    twice = make_employee(nip="198503122015032001", name="Dra. RATNA KUSUMAWARDHANI")
    assert likeness(RATNA, twice) == ("Nama dan tanggal lahir sama",)
    elsewhere = make_employee(nip="199003122010012001", name="Ratna Kusumawardhani")
    assert likeness(RATNA, elsewhere) == ()


def test_the_same_nik_is_said_whatever_the_names_are() -> None:
    one = make_employee(nip=NIP, name="A", nik="3403011203850001")
    other = make_employee(nip="199003122010012001", name="B", nik="3403011203850001")
    assert likeness(one, other) == ("NIK sama",)
    assert likeness(make_employee(nip=NIP, name="A"), make_employee(nip="199003122010012001", name="B")) == ()


def test_the_own_day_of_birth_stands_over_the_number() -> None:
    assert birth_of(RATNA) == date(1985, 3, 12)
    assert birth_of(make_employee(nip=NIP, born_on=date(1985, 3, 13))) == date(1985, 3, 13)
