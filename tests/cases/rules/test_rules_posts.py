from __future__ import annotations

from dataclasses import replace

import pytest
from casework import HEAD, LAW
from samples import make_office, make_person

from cases.rules.posts import at_least, post_of, region_of, same_name, same_person

REGENCY = make_office()
PROVINCE = make_office(head_title="Gubernur Tirta Raya")


@pytest.mark.parametrize(
    ("position", "kind", "key"),
    [
        ("Sekretaris Daerah Kabupaten", "Struktural", "jpt-pratama"),
        ("Kepala Dinas Kebudayaan", "Jabatan Struktural", "jpt-pratama"),
        ("Inspektur", "", "jpt-pratama"),
        ("Inspektur Pembantu Wilayah I", "", "administrator"),
        ("Camat Sukamaju", "Struktural", "administrator"),
        ("Plt. Camat Sukamaju", "Struktural", "administrator"),
        ("Sekretaris Kelurahan Mekar", "Struktural", "pengawas"),
        ("Kepala Seksi Pemerintahan", "", "pengawas"),
        ("Pengelola Arsip", "Pelaksana", "pelaksana"),
        ("Pengadministrasi Umum", "Jabatan Fungsional Umum", "pelaksana"),
        ("Auditor Ahli Utama", "Fungsional", "jf-utama"),
        ("Auditor Ahli Madya", "", "jf-madya"),
        ("Perawat Terampil", "Fungsional", "jf-lain"),
        ("Guru", "Jabatan Fungsional Tertentu", "jf"),
        ("Kepala Unit Pelaksana Teknis", "Struktural", None),
        ("Camatan", "Struktural", None),
        ("Inspektur Tambang", "Fungsional", "jf"),
        ("", "", None),
    ],
)
def test_class_of_a_post(position: str, kind: str, key: str | None):
    found = post_of(make_person(position=position, position_kind=kind), REGENCY, LAW)
    assert (found.key if found else None) == key


def test_the_secretary_of_a_province_stands_higher():
    secretary = make_person(position="Sekretaris Daerah", position_kind="Struktural")
    assert post_of(secretary, PROVINCE, LAW).key == "jpt-madya"
    assert post_of(secretary, REGENCY, LAW).key == "jpt-pratama"
    assert post_of(secretary, make_office(head_title="Kepala Desa"), LAW) is None


def test_elected_heads_belong_to_their_region():
    assert post_of(HEAD, REGENCY, LAW).key == "ppk-kabkota"
    assert post_of(HEAD, PROVINCE, LAW).key == "ppk-provinsi"
    assert post_of(HEAD, make_office(head_title="Ketua"), LAW) is None
    assert region_of(make_office(head_title="Wali Kota Tirta"), LAW).key == "kabupaten-kota"


def test_an_acting_regent_is_the_regent():
    assert (
        post_of(make_person(position="Pj. Bupati Tirta Kencana", position_kind=""), REGENCY, LAW).key == "ppk-kabkota"
    )


def test_posts_then_grades_are_compared():
    chief = make_person(position="Kepala Dinas", position_kind="Struktural", grade="IV/a")
    head = make_person(position="Camat Maju", position_kind="Struktural", grade="IV/b")
    teacher = make_person(position="Guru", position_kind="Fungsional", grade="IV/c")
    contract = make_person(position="Guru", position_kind="Fungsional", grade="IX")
    assert at_least(chief, head, REGENCY, LAW) is True
    assert at_least(head, chief, REGENCY, LAW) is False
    assert at_least(teacher, chief, REGENCY, LAW) is True
    assert at_least(chief, teacher, REGENCY, LAW) is False
    assert at_least(teacher, contract, REGENCY, LAW) is None
    assert at_least(replace(teacher, grade=""), chief, REGENCY, LAW) is None
    assert at_least(chief, replace(teacher, grade="?"), REGENCY, LAW) is None


def test_persons_are_the_same_by_number_else_by_name():
    one = make_person(name="Drs. Budi Santoso, M.Si.", nip="")
    assert same_person(one, make_person(name="budi  santoso"))
    assert not same_person(make_person(), make_person(nip="199001012015031009"))
    assert same_person(make_person(), make_person(name="Nama Lain"))
    assert not same_name("", "")
