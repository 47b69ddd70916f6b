"""Every row of the table of who may sanction whom, in both kinds of region, for every kind of sanction."""

from __future__ import annotations

import pytest

from cases.regulations import load_law

LAW = load_law()
LIGHT, MODERATE, SEVERE, DISMISSED = "teguran-tertulis", "penundaan-kgb", "penurunan-jabatan", "pdhtaps"
KINDS = (LIGHT, MODERATE, SEVERE, DISMISSED)
REGENCY, PROVINCE = "kabupaten-kota", "provinsi"
OTHER_JF = ("jf-madya", "jf-muda", "jf-lain")

PRATAMA, ADMIN, PENGAWAS = "jpt-pratama", "administrator", "pengawas"
"""Classes of officials that appear in more than one row."""

BY_REGION = {
    REGENCY: {
        "jpt-utama": (["presiden"], ["presiden"], ["presiden"], ["presiden"]),
        "jpt-madya": ([], [], [], ["presiden"]),
        "jpt-pratama": (["ppk"], ["ppk"], ["ppk"], ["ppk"]),
        "administrator": ([PRATAMA], ["ppk"], ["ppk"], ["ppk"]),
        "pengawas": ([ADMIN, "jf-madya"], ["ppk", PRATAMA], ["ppk"], ["ppk"]),
        "pelaksana": ([PENGAWAS, "jf-muda"], ["ppk", ADMIN], ["ppk"], ["ppk"]),
        "jf-utama": (["ppk", PRATAMA, ADMIN, PENGAWAS], ["ppk", PRATAMA, ADMIN], ["ppk"], ["presiden"]),
        **dict.fromkeys(OTHER_JF, ([PRATAMA, ADMIN, PENGAWAS], [PRATAMA, ADMIN], ["ppk"], ["ppk"])),
    },
    PROVINCE: {
        "jpt-utama": (["presiden"], ["presiden"], ["presiden"], ["presiden"]),
        "jpt-madya": (["ppk"], ["ppk"], ["ppk"], ["presiden"]),
        "jpt-pratama": (["jpt-madya"], ["ppk"], ["ppk"], ["ppk"]),
        "administrator": ([PRATAMA], ["jpt-madya"], ["ppk"], ["ppk"]),
        "pengawas": ([ADMIN, "jf-madya"], [PRATAMA], ["ppk"], ["ppk"]),
        "pelaksana": ([PENGAWAS, "jf-muda"], [ADMIN], ["ppk"], ["ppk"]),
        "jf-utama": (["ppk", PRATAMA, ADMIN, PENGAWAS], ["ppk", PRATAMA, ADMIN], ["ppk"], ["presiden"]),
        **dict.fromkeys(OTHER_JF, ([PRATAMA, ADMIN, PENGAWAS], [PRATAMA, ADMIN], ["ppk"], ["ppk"])),
    },
}
PPK_OF = {REGENCY: "ppk-kabkota", PROVINCE: "ppk-provinsi"}
CASES = [
    (region, subject, kind, officials)
    for region, rows in BY_REGION.items()
    for subject, columns in rows.items()
    for kind, officials in zip(KINDS, columns, strict=True)
]


@pytest.mark.parametrize(("region", "subject", "kind", "officials"), CASES)
def test_candidates(region: str, subject: str, kind: str, officials: list[str]):
    level = LAW.sanction(kind).level
    expected = {PPK_OF[region] if official == "ppk" else official for official in officials}
    assert {rule.official for rule in LAW.authorities(subject, level, kind, region)} == expected


@pytest.mark.parametrize("region", [REGENCY, PROVINCE])
@pytest.mark.parametrize("kind", ["pembebasan-jabatan"])
def test_release_from_the_post_goes_with_lowering_it(region: str, kind: str):
    for subject in BY_REGION[region]:
        released = [rule.official for rule in LAW.authorities(subject, "berat", kind, region)]
        assert released == [rule.official for rule in LAW.authorities(subject, "berat", SEVERE, region)]


@pytest.mark.parametrize(
    ("article", "official", "levels"),
    [
        ("Pasal 17 ayat (1)", "presiden", {"ringan", "sedang", "berat"}),
        ("Pasal 17 ayat (2), ayat (3)", "presiden", {"berat"}),
        ("Pasal 18 ayat (1)", "ppk-provinsi", {"ringan", "sedang", "berat"}),
        ("Pasal 18 ayat (2) huruf a", "ppk-provinsi", {"sedang", "berat"}),
        ("Pasal 18 ayat (2) huruf b", "ppk-provinsi", {"ringan", "sedang", "berat"}),
        ("Pasal 18 ayat (2) huruf c", "ppk-provinsi", {"berat"}),
        ("Pasal 18 ayat (2) huruf d", "ppk-provinsi", {"berat"}),
        ("Pasal 18 ayat (3) huruf a", "ppk-kabkota", {"ringan", "sedang", "berat"}),
        ("Pasal 18 ayat (3) huruf b", "ppk-kabkota", {"ringan", "sedang", "berat"}),
        ("Pasal 18 ayat (3) huruf c", "ppk-kabkota", {"sedang", "berat"}),
        ("Pasal 18 ayat (3) huruf d", "ppk-kabkota", {"berat"}),
        ("Pasal 20 huruf a", "jpt-madya", {"ringan"}),
        ("Pasal 20 huruf b", "jpt-madya", {"sedang"}),
        ("Pasal 21 huruf a", "jpt-pratama", {"ringan"}),
        ("Pasal 21 huruf b", "jpt-pratama", {"sedang"}),
        ("Pasal 21 huruf c", "jpt-pratama", {"ringan", "sedang"}),
        ("Pasal 22 ayat (1) huruf a", "administrator", {"ringan"}),
        ("Pasal 22 ayat (1) huruf b", "administrator", {"sedang"}),
        ("Pasal 22 ayat (1) huruf c", "administrator", {"ringan", "sedang"}),
        ("Pasal 22 ayat (2), ayat (3)", "jf-madya", {"ringan"}),
        ("Pasal 23 ayat (1) huruf a", "pengawas", {"ringan"}),
        ("Pasal 23 ayat (1) huruf b", "pengawas", {"ringan", "sedang"}),
        ("Pasal 23 ayat (1) huruf c", "pengawas", {"ringan"}),
        ("Pasal 23 ayat (2), ayat (3)", "jf-muda", {"ringan"}),
    ],
)
def test_every_row_stands_under_its_article(article: str, official: str, levels: set[str]):
    rows = [rule for rule in LAW.pack("pp-94-2021").authorities if rule.article == article]
    assert {rule.official for rule in rows} == {official}
    assert {level for rule in rows for level in rule.levels} == levels
    assert {rule.regulation for rule in rows} == {"PP 94/2021"}


@pytest.mark.parametrize(("region", "head"), PPK_OF.items())
def test_moral_sanctions_are_the_heads_or_his_delegates(region: str, head: str):
    for subject in (*BY_REGION[region], ""):
        rules = LAW.authorities(subject, "moral", "moral-terbuka", region)
        assert [rule.official for rule in rules if not rule.provided] == [head]
        delegates = {rule.official for rule in rules if rule.provided}
        assert delegates == {PRATAMA, ADMIN, PENGAWAS} | ({"jpt-madya"} if region == PROVINCE else set())


@pytest.mark.parametrize(("region", "head"), PPK_OF.items())
def test_dismissals_are_the_heads_but_for_the_highest_posts(region: str, head: str):
    for subject in BY_REGION[region]:
        expected = ["presiden"] if subject in {"jpt-utama", "jpt-madya", "jf-utama"} else [head]
        for kind in ("ptdh-parpol", "pdh-mengundurkan-diri", "phk-tidak-hormat"):
            found = [rule.official for rule in LAW.authorities(subject, "pemberhentian", kind, region)]
            assert found == expected


def test_the_classes_of_officials_are_known_posts():
    posts = {post.key for post in LAW.posts()}
    for pack in LAW.packs:
        for rule in pack.authorities:
            assert {rule.official, *rule.subjects} <= posts
