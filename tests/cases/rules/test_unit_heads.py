from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.work_unit import Post, UnitPath
from cases.rules.unit_heads import beginnings, guess_heads

DINAS = UnitPath("Dinas Pendidikan")


def post(position: str, *path: str, nip: str = "1") -> Post:
    return Post(employee_id=nip, nip=nip, name=nip, grade="IV/b", position=position, path=UnitPath(*path))


def head(path: UnitPath, *posts: Post) -> tuple[str, str] | None:
    guess = guess_heads([path], posts).get(path)
    return None if guess is None else (guess.post.nip, guess.acting)


@pytest.mark.parametrize(
    ("unit", "position"),
    [
        (("Dinas Pendidikan",), "Kepala Dinas Pendidikan"),
        (("DINAS PENDIDIKAN",), "KEPALA DINAS"),
        (("Dinas Pendidikan", "Bidang Kebudayaan"), "Kepala Bidang Kebudayaan"),
        (("Dinas Pendidikan", "Bidang Kebudayaan", "Seksi Kesenian"), "Kepala Seksi Kesenian"),
        (("Dinas Pendidikan", "Sekretariat"), "Sekretaris"),
        (("Dinas Pendidikan", "SDN 1 Tirta Hulu"), "Kepala Sekolah SDN 1 Tirta Hulu"),
        (("Kecamatan Tirta Hulu",), "Camat Tirta Hulu"),
        (("Kecamatan Tirta Hulu", "Kelurahan Melati"), "Lurah"),
        (("Inspektorat",), "Inspektur"),
        (("Sekretariat Daerah",), "Sekretaris Daerah"),
        (("Sekretariat Daerah", "Bagian Hukum"), "Kepala Bagian Hukum"),
        (("RSUD Tirta Kencana",), "Direktur RSUD Tirta Kencana"),
        (("Museum Batik",), "Kepala Museum Batik"),
    ],
)
def test_a_head_is_told_by_his_post(unit: tuple[str, ...], position: str) -> None:
    assert head(UnitPath(*unit), post("Guru", *unit, nip="2"), post(position, *unit)) == ("1", "")


@pytest.mark.parametrize(
    "one",
    [
        post("Kepala Dinas Perhubungan", "Dinas Pendidikan"),
        post("Kepala Bidang Kebudayaan", "Dinas Pendidikan"),
        post("Kepala Dinas Pendidikan", "Dinas Kesehatan"),
        post("Kepala Seksi", "Dinas Pendidikan", "Bidang Kebudayaan"),
        post("Guru Ahli Muda", "Dinas Pendidikan"),
        post("", "Dinas Pendidikan"),
    ],
)
def test_another_post_heads_nothing(one: Post) -> None:
    assert head(DINAS, one) is None


def test_a_post_that_names_the_unit_counts_from_below_and_above_it() -> None:
    assert head(DINAS, post("Kepala Dinas Pendidikan", "Dinas Pendidikan", "Sekretariat")) == ("1", "")
    section = UnitPath("Dinas Pendidikan", "Bidang Kebudayaan")
    assert head(section, post("Kepala Bidang Kebudayaan", "Dinas Pendidikan")) == ("1", "")
    assert head(section, post("Kepala Bidang", "Dinas Pendidikan")) is None


@pytest.mark.parametrize(
    ("position", "acting"),
    [
        ("Plt. Kepala Dinas Pendidikan", "Plt."),
        ("Pelaksana Harian Kepala Dinas", "Plh."),
        ("Pj Kepala Dinas Pendidikan", "Pj."),
        ("Penjabat Sementara Kepala Dinas Pendidikan", "Pjs."),
    ],
)
def test_an_acting_head_is_said_to_act_and_gives_way_to_the_definite_one(position: str, acting: str) -> None:
    one, other = post(position, *DINAS), post("Kepala Dinas Pendidikan", *DINAS, nip="2")
    assert head(DINAS, one) == ("1", acting)
    assert head(DINAS, one, other) == ("2", "")


def test_of_several_the_first_is_taken() -> None:
    assert head(DINAS, post("Kepala Dinas", *DINAS), post("Kepala Dinas", *DINAS, nip="2")) == ("1", "")


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(("A", "B")), st.sampled_from(("", "C")))))
def test_whatever_posts_say_a_head_is_one_of_them_and_related(rows: list[tuple[str, str, str]]) -> None:
    posts = [post(f"Kepala {text}", *path, nip=str(place)) for place, (text, *path) in enumerate(rows)]
    for path, guess in guess_heads([UnitPath("A"), UnitPath("A", "C")], posts).items():
        assert guess.post in posts
        assert guess.post.path.unit_1 == path.unit_1


def test_every_beginning_is_one_word() -> None:
    assert all(word and word == word.casefold().strip() for word in beginnings())
    assert {"kepala", "camat", "plt", "pelaksana tugas"} <= set(beginnings())


_POSITIONS = ("Kepala Seksi Arsip", "Plt. Kepala Seksi Arsip", "Plh. Kepala Seksi Arsip", "Kepala Dinas Arsip")
_PATHS = st.builds(UnitPath, *(st.sampled_from(("", "Seksi Arsip", "Dinas Arsip", "B")) for _ in UnitPath._fields))


@given(st.lists(st.tuples(st.sampled_from(_POSITIONS), _PATHS)), _PATHS)
def test_who_is_named_is_the_first_definite_one_within_above_or_below(
    rows: list[tuple[str, UnitPath]], unit: UnitPath
) -> None:
    """However many posts are alike, and whichever names of the units are missing."""
    posts = [post(position, *path, nip=str(place)) for place, (position, path) in enumerate(rows)]
    fitting = [
        one
        for one in posts
        if one.position.endswith(f"Kepala {unit.name}")
        and all(not here or not there or here == there for here, there in zip(unit, one.path, strict=True))
    ]
    fitting.sort(key=lambda one: one.position.startswith("Pl"))
    if fitting and unit.name != "B":
        assert head(unit, *posts) == (fitting[0].nip, fitting[0].position.partition("Kepala")[0].strip())
