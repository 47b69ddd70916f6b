"""Who is proposed to sanction whom, with which doubts; the guard and the form ask the same function."""

from __future__ import annotations

import pytest
from casework import HEAD, LAW, RESPONDENT, Casework, decision
from samples import make_office, make_person

from cases.model.person import Person
from cases.model.steps import StepKey
from cases.rules.authority import Candidate, candidates, competent

REGENCY = make_office()
PROVINCE = make_office(head_title="Gubernur Tirta Raya")
TEACHER = make_person(position="Guru Ahli Muda", position_kind="Fungsional")
LICENSED = make_person(position="Guru", position_kind="Fungsional")
HEADMASTER = make_person(position="Kepala SD Negeri 1", position_kind="Fungsional")
SECTION = make_person(position="Kepala Seksi Angkutan", position_kind="Struktural")


def proposed(person: Person, level: str, sanction: str = "", office=REGENCY) -> tuple[Candidate, ...]:
    return candidates(Casework(respondent=person).file, LAW, level=level, sanction_key=sanction, office=office)


def names(found: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    marks = {(True, False): "", (False, False): "?", (False, True): "higher"}
    return [(one.official, marks[one.certain, one.stands_in]) for one in found]


@pytest.mark.parametrize(
    ("person", "level", "expected"),
    [
        (RESPONDENT, "ringan", [("pengawas", ""), ("jf-muda", "?"), ("administrator", "higher")]),
        (RESPONDENT, "sedang", [("ppk-kabkota", ""), ("administrator", ""), ("jpt-pratama", "higher")]),
        (RESPONDENT, "berat", [("ppk-kabkota", "")]),
        (SECTION, "ringan", [("administrator", ""), ("jf-madya", "?"), ("jpt-pratama", "higher")]),
        (SECTION, "sedang", [("ppk-kabkota", ""), ("jpt-pratama", "")]),
        (TEACHER, "ringan", [("jpt-pratama", ""), ("administrator", ""), ("pengawas", ""), ("ppk-kabkota", "higher")]),
        (TEACHER, "berat", [("ppk-kabkota", "")]),
    ],
)
def test_every_candidate_is_proposed_the_named_ones_first(person: Person, level: str, expected: list[tuple[str, str]]):
    assert names(proposed(person, level)) == expected


def test_each_candidate_says_why():
    for one in proposed(RESPONDENT, "sedang"):
        assert one.article.startswith("Pasal ")
        assert (one.regulation, one.verified) == ("PP 94/2021", False)
        assert one.note


def test_the_doubts_are_said():
    named, if_appointed, higher = proposed(RESPONDENT, "ringan")
    assert named.doubts == ("Termasuk kepala sekolah, kepala puskesmas, atau kepala UPT bila setara.",)
    assert "Keputusan PPK" in if_appointed.doubts[0]
    assert higher.doubts == ("Hanya bila pejabat yang berwenang tidak ada atau jabatannya lowong.",)
    assert higher.article == "Pasal 25"


def test_a_functional_post_whose_rank_is_not_written_is_doubted():
    assert names(proposed(LICENSED, "berat", "pdhtaps")) == [("ppk-kabkota", "?"), ("presiden", "?")]
    assert names(proposed(LICENSED, "berat", "penurunan-jabatan")) == [("ppk-kabkota", "")]
    for one in proposed(LICENSED, "sedang"):
        assert one.stands_in or "Jenjang jabatan terlapor tidak tertulis" in one.doubts[-1]


def test_a_headmaster_is_looked_at_like_the_functional_post_that_he_holds():
    assert names(proposed(HEADMASTER, "sedang"))[:2] == [("jpt-pratama", ""), ("administrator", "")]


def test_in_a_province_the_next_higher_official_is_the_secretary():
    found = proposed(
        make_person(position="Kepala Bidang Mutasi", position_kind="Struktural"), "ringan", office=PROVINCE
    )
    assert names(found) == [("jpt-pratama", ""), ("jpt-madya", "higher")]


@pytest.mark.parametrize(
    "person",
    [
        make_person(position="Jabatan Asing", position_kind="Struktural"),
        make_person(position="Bupati", position_kind=""),
    ],
)
def test_nobody_is_proposed_for_a_post_that_does_not_tell(person: Person):
    assert proposed(person, "sedang") == ()


@pytest.mark.parametrize(
    ("official", "answer", "reason"),
    [
        (HEAD, None, "lowong"),
        (make_person(position="Lurah Sukamaju", position_kind="Struktural"), True, ""),
        (make_person(position="Camat Sukamaju", position_kind="Struktural"), None, "lowong"),
        (HEADMASTER, None, "dapat setara dengan Pejabat Pengawas"),
        (make_person(position="Perawat Ahli Muda", position_kind="Fungsional"), None, "Keputusan PPK"),
        (make_person(position="Jabatan Asing", position_kind="Struktural"), None, "tidak dikenali"),
        (RESPONDENT, False, ""),
    ],
)
def test_an_official_is_competent_or_it_is_said_what_must_be_looked_at(
    official: Person, reason: str, *, answer: bool | None
):
    found = competent(official, proposed(RESPONDENT, "ringan"), LAW, REGENCY)
    assert found[0] is answer
    assert reason in found[1]


def test_the_guard_says_the_same():
    case = Casework().opened().summons_1().examined().found(level="ringan", sanction_key="teguran-lisan")
    acting = decision(
        level="ringan",
        sanction_key="teguran-lisan",
        official=make_person(position="Camat Sukamaju", position_kind="Struktural"),
    )
    found = case.check(StepKey.DECISION, acting, None)["authority"]
    assert (found.satisfied, found.known) == (True, False)
    assert "tidak ada atau jabatannya lowong" in found.sentence
    assert "Pasal 25" not in found.sentence
    wrong = decision(level="ringan", sanction_key="teguran-lisan", official=RESPONDENT)
    assert not case.check(StepKey.DECISION, wrong, None)["authority"].satisfied
