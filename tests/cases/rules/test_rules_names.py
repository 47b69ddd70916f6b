"""Names apart from degrees, the form that spellings share, and the form by sound."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.names import SplitName, plain_name, sound_of, split_name

FIRST = ("Sri", "Bambang", "Retno", "Ratna", "Slamet", "Hotman", "Yohanes", "Nurul", "Ma'ruf", "Dwi", "Faisal")
LAST = ("Wahyuni", "Kusumawardhani", "Prasetyo", "Simanjuntak", "Rahman", "Wibowo", "Syafi'i", "Handayani", "Khasanah")
BEFORE = (
    "",
    "Drs.",
    "Dra",
    "dr.",
    "DRG",
    "H.",
    "Hj.",
    "Drs. H.",
    "Prof. Dr.",
    "Prof.Dr.H.",
    "K.H.",
    "Ir",
    "Bpk.",
    "Ibu",
)
AFTER = (
    *(", S.Pd.", ", S. Pd", " SPD", " S.PD", ", S.E., M.M.", ", se, mm", " S.Kep., Ns.", ", A.Md.Keb.", ", A Ma Pd SD"),
    *(",S.H.,M.H.", ", S.Tr.Keb", " s.sos", ", S.K.M., M.Kes.", ", Ph.D", " , M. Si", ", S.Farm., Apt.", ", S.Xyz."),
)
full_names = st.builds(lambda first, last: f"{first} {last}", st.sampled_from(FIRST), st.sampled_from(LAST))
_PIECES = [*string.ascii_letters, *" .,'’-", *"ÉéüŌ0", "S.Pd.", "Drs. ", "abdu", "oe", "I B ", " H. ", ", ", "\n", "\t"]
any_text = st.lists(st.sampled_from(_PIECES)).map("".join)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize(
    ("text", "before", "name", "after"),
    [
        ("Dra. Sri Wahyuni, M.Si.", "Dra.", "Sri Wahyuni", "M.Si."),
        ("DRS. H. MOH. SOEKARNO, M.SI", "DRS. H.", "MOH. SOEKARNO", "M.SI"),
        ("siti aminah a ma pd sd", "", "siti aminah", "a ma pd sd"),
        ("H. M. Yusuf", "H.", "M. Yusuf", ""),
        ("Ni Made Astuti, S.Kep., Ns.", "", "Ni Made Astuti", "S.Kep., Ns."),
        ("Kusuma, Adi", "", "Kusuma, Adi", ""),
        ("Kusuma, Adi, S.E.", "", "Kusuma, Adi", "S.E."),
        ("Prof.Dr.H.Joko S., S.H., M.H.", "Prof.Dr.H.", "Joko S.", "S.H., M.H."),
        ("A. Rahman", "", "A. Rahman", ""),
        ("dr", "", "dr", ""),
        ("S.Pd.", "", "S.Pd.", ""),
        ("", "", "", ""),
    ],
)
def test_degrees_stand_apart_from_the_name(text: str, before: str, name: str, after: str):
    assert split_name(text) == SplitName(before, name, after)


@given(any_text)
def test_nothing_of_a_name_is_lost(text: str):
    parts = split_name(text)
    assert sorted(letters(parts.before + parts.name + parts.after)) == sorted(letters(text))
    assert parts.name or not letters(text)


@given(full_names, st.sampled_from(BEFORE), st.sampled_from(AFTER), st.sampled_from((str.upper, str.lower, str)))
def test_degrees_in_any_writing_change_nothing(name, before, after, case):
    text = case(f"{before} {name}{after}")
    assert split_name(text).name == case(name)
    assert plain_name(text) == plain_name(name)
    assert sound_of(text) == sound_of(name)


@given(any_text)
def test_forms_are_words_of_small_letters(text: str):
    for form in (plain_name(text), sound_of(text)):
        assert form == " ".join(form.split())
        assert not set(form) - set(string.ascii_lowercase + " ")
    assert plain_name(text.upper()) == plain_name(text.lower())


@given(full_names)
def test_a_plain_name_is_its_own_plain_name(name: str):
    assert plain_name(plain_name(name)) == plain_name(name)
    assert sound_of(plain_name(name)) == sound_of(name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muhammad Sukarno", "Moh. Soekarno", "MUH SUKARNO", "Mochamad Soekarno", "Mochammad Sukarno", "Mhd. Sukarno"),
        ("Abdul Rahman", "Abd. Rahman", "Abdurrahman", "Abdurahman", "Abdulrahman", "Abdoel Rahman"),
        ("Siti Khasanah", "St. Chasanah", "Sitti Chasanah", "SITI KHASANAH"),
        ("Ahmad Yusuf", "Achmad Joesoef", "Akhmad Yusuf", "Ach. Yusuf"),
        ("Ida Bagus Swastika", "I.B. Swastika", "IB Swastika", "I B Swastika"),
        ("I Made Wirawan", "Made Wirawan", "IMade Wirawan", "I Md. Wirawan"),
        ("Ni Luh Putu Sari", "Niluh Pt. Sari", "Luh Putu Sari"),
        ("Ma'ruf Amin", "Maruf Amin", "Ma’ruf Amin", "Ma`ruf  Amin"),
        ("Syamsul Cahyono", "Sjamsul Tjahjono"),
        ("Budi Slamet", "Budi bin Slamet", "Budi alias Slamet", "Budi als. Slamet"),
        ("José Ramón", "Jose Ramon"),
    ],
)
def test_spellings_share_a_plain_form(spellings):
    assert len({plain_name(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Wibowo", "Wibawa", "Wibowoh"),
        ("Fitri Handayani", "Vitri Handayani", "Pitri Handayani", "Fitry Handdayani"),
        ("Khasanah", "Hasanah", "Hassanah"),
        ("Zainudin", "Jaenuddin"),
        ("Yudhistira", "Yudistira"),
        ("Taufiq Hidayatullah", "Taufik Hidayatulloh"),
    ],
)
def test_spellings_share_a_sound(spellings):
    assert len({sound_of(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Abdullah", "Abdul Lah"), ("Siti Aminah", "Siti Fatimah"), ("Sri Wahyuni", "Tri Wahyuni"), ("Joko", "Yoko")],
)
def test_names_of_others_stay_apart(one: str, other: str):
    assert plain_name(one) != plain_name(other)
    assert sound_of(one) != sound_of(other)
