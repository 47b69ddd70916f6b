from __future__ import annotations

import pytest
from office_desk import LEADER, START, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import InvalidInput, NotAllowed
from cases.model.work_unit import HeadShown, UnitPath
from cases.services import discarding, merging, undoing, work_units

DINAS = UnitPath("Dinas Arsip")
SECTION = UnitPath("Dinas Arsip", "Bidang Layanan")
DEEP = UnitPath("Dinas Arsip", "Bidang Layanan", "Seksi Naskah")


@pytest.fixture
def filled(office: OfficeAtWork) -> OfficeAtWork:
    rows = (
        ("Kepala Dinas Arsip", DINAS, True),
        ("Arsiparis", DINAS, True),
        ("Plt. Kepala Bidang Layanan", SECTION, True),
        ("Arsiparis", DEEP, True),
        ("Kepala Seksi Naskah", DEEP, False),
        ("Camat", UnitPath("Kecamatan Tirta Hulu"), True),
    )
    office.add_employees(
        *(
            make_employee(
                nip=nip_of(place),
                name=f"Pegawai {place}",
                position=position,
                gone_on=None if active else START,
                **path._asdict(),
            )
            for place, (position, path, active) in enumerate(rows)
        )
    )
    return office


def head(office: OfficeAtWork, path: UnitPath) -> HeadShown | None:
    return office.ask(lambda work, _actor: work_units.head_of(work, path))


def test_units_stand_in_order_with_their_counts_and_guessed_heads(filled: OfficeAtWork) -> None:
    units = filled.ask(work_units.tree)
    shown = {one.path.name: (one.direct, one.total, one.head and one.head.post and one.head.post.name) for one in units}
    assert list(shown.items()) == [
        ("Dinas Arsip", (2, 4, "Pegawai 0")),
        ("Bidang Layanan", (1, 2, "Pegawai 2")),
        ("Seksi Naskah", (1, 1, None)),
        ("Kecamatan Tirta Hulu", (1, 1, "Pegawai 5")),
    ]
    assert [one.head.acting for one in units if one.head] == ["", "Plt.", ""]
    assert all(one.head.guessed for one in units if one.head)
    for one in units:
        assert head(filled, one.path) == one.head, "one unit alone is guessed as within the tree"


def test_what_a_person_says_stands_over_the_guess_until_it_is_taken_back(filled: OfficeAtWork) -> None:
    said = filled.do(work_units.set_head, DINAS, nip_of(1), acting="Plh.")
    assert said is not None
    assert said.post is not None
    assert (said.post.name, said.acting, said.guessed, said.set_by) == ("Pegawai 1", "Plh.", False, "Petugas Contoh")
    vacant = filled.do(work_units.set_head, DINAS, vacant=True)
    assert vacant == HeadShown(post=None, set_by="Petugas Contoh", set_on=filled.clock.today())
    again = filled.do(work_units.set_head, DINAS)
    assert again is not None
    assert again.guessed


def test_a_guess_is_confirmed_by_setting_it(filled: OfficeAtWork) -> None:
    said = filled.do(work_units.set_head, DINAS, nip_of(0))
    assert said is not None
    assert not said.guessed
    assert head(filled, DINAS) == said


def test_setting_is_undone_the_first_time_and_later(filled: OfficeAtWork) -> None:
    first = filled.changes_of(work_units.set_head, DINAS, nip_of(1))
    assert first.concerns("unit")
    second = filled.changes_of(work_units.set_head, DINAS, vacant=True)
    filled.do(undoing.undo, second.first, second.last)
    shown = head(filled, DINAS)
    assert shown is not None
    assert shown.post is not None
    assert shown.post.nip == nip_of(1)
    gone = filled.changes_of(work_units.set_head, SECTION, nip_of(1))
    filled.do(undoing.undo, gone.first, gone.last)
    guessed = head(filled, SECTION)
    assert guessed is not None
    assert guessed.guessed


def test_a_head_that_was_discarded_comes_back_unless_set_anew(filled: OfficeAtWork) -> None:
    gone = filled.changes_of(work_units.set_head, DINAS, nip_of(1))
    filled.do(undoing.undo, gone.first, gone.last)
    entry = next(one for one in filled.ask(discarding.trash) if one.noun == "unit")
    filled.do(work_units.set_head, DINAS, vacant=True)
    with pytest.raises(InvalidInput, match="sudah ditetapkan lagi"):
        filled.do(discarding.restore, entry.id)


def test_a_merged_head_stays_the_head(filled: OfficeAtWork) -> None:
    filled.do(work_units.set_head, DINAS, nip_of(1))
    people = {one.nip: one.id for one in _everybody(filled)}
    entry = filled.do(merging.merge_employees, people[nip_of(0)], people[nip_of(1)], nip_of(0), "Tercatat dua kali.")
    shown = head(filled, DINAS)
    assert shown is not None
    assert (shown.guessed, shown.post and shown.post.nip) == (False, nip_of(0))
    filled.do(merging.take_apart, entry.id)
    back = head(filled, DINAS)
    assert back is not None
    assert back.post is not None
    assert back.post.nip == nip_of(1)


def _everybody(office: OfficeAtWork) -> tuple:
    with office.database.read() as work:
        return tuple(work.employees.all_by_nip().values())


@pytest.mark.parametrize(
    ("path", "more", "field"),
    [
        (UnitPath(" "), {}, ""),
        (DINAS, {"nip": nip_of(0), "acting": "Wkl."}, "acting"),
        (DINAS, {"nip": nip_of(77)}, "head"),
    ],
)
def test_what_cannot_be_set_is_said(filled: OfficeAtWork, path: UnitPath, more: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        filled.do(work_units.set_head, path, **more)
    assert refused.value.field == field


def test_who_only_reads_sets_nobody(filled: OfficeAtWork) -> None:
    with pytest.raises(NotAllowed):
        filled.do_as(LEADER, work_units.set_head, DINAS, nip_of(0))


def test_of_many_in_one_post_the_highest_grade_heads_and_of_them_the_lowest_nip(office: OfficeAtWork) -> None:
    grades = ("III/b", "IV/a", "IV/a", "III/c")
    office.add_employees(
        *(
            make_employee(
                nip=nip_of(place), grade=grade, position="Camat", **UnitPath("Kecamatan Tirta Hulu")._asdict()
            )
            for place, grade in enumerate(grades)
        )
    )
    shown = head(office, UnitPath("Kecamatan Tirta Hulu"))
    best = min(nip_of(place) for place, grade in enumerate(grades) if grade == "IV/a")
    assert shown is not None
    assert shown.post is not None
    assert (shown.post.nip, shown.post.grade) == (best, "IV/a")
