"""Work units as a tree with their heads: the units follow from the employees, heads are guessed until a person says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial

from cases.errors import InvalidInput
from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.model.work_unit import HeadShown, Post, UnitHead, UnitPath, WorkUnit
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.rules.unit_heads import Guess, beginnings, guess_heads, head_words
from cases.services.access import service


@service(Right.READ)
def tree(work: UnitOfWork, actor: Actor) -> tuple[WorkUnit, ...]:
    """Return every unit that active employees are in, each directly followed by the units below it."""
    counts = work.units.counts()
    totals: Counter[UnitPath] = Counter()
    for path, count in counts.items():
        above: UnitPath | None = path
        while above is not None:
            totals[above] += count
            above = above.parent
    heads = _heads(work, totals)
    return tuple(
        WorkUnit(path=path, direct=counts.get(path, 0), total=totals[path], head=heads.get(path))
        for path in sorted(totals, key=lambda path: tuple(name.casefold() for name in path))
    )


@service(Right.IMPORT_EMPLOYEES)
def set_head(
    work: UnitOfWork, actor: Actor, path: UnitPath, nip: str = "", *, acting: str = "", vacant: bool = False
) -> HeadShown | None:
    """Say who heads a unit, or that nobody does (``vacant``); with neither it is guessed again.

    Raises InvalidInput for an unknown way of acting for somebody unknown, or for a unit without a name.
    """
    path = UnitPath(*(" ".join(name.split()) for name in path))
    if not path.unit_1:
        raise InvalidInput("Pilih unit kerja dahulu.")
    if acting and acting not in head_words().acting.values():
        raise InvalidInput("Pilih Plt., Plh., atau Pj., atau kosongkan untuk pejabat definitif.", field="acting")
    if nip and work.employees.by_nip(nip) is None:
        raise InvalidInput("Pegawai ini tidak ada dalam daftar; pilih dari daftar pegawai.", field="head")
    said = UnitHead(
        id=new_id(),
        **path._asdict(),
        nip="" if vacant else nip,
        acting=acting if nip and not vacant else "",
        vacant=vacant,
        set_by=actor.full_name or actor.name,
        set_on=work.clock.today(),
    )
    stored = work.units.of_unit(path)
    if stored is None:
        work.units.add(said)
    else:
        work.units.save(replace(said, id=stored.id))
    return head_of(work, path)


def head_of(work: UnitOfWork, path: UnitPath) -> HeadShown | None:
    """Return who heads a unit as far as is known, as a person set it, else guessed; inside another service."""
    return _heads(work, [path], unit_1=path.unit_1).get(path)


def headed_by(work: UnitOfWork, employee: Employee) -> tuple[UnitPath, ...]:
    """Return the units that an employee heads, of those that he is in and those that a person said, inside another."""
    path: UnitPath | None = _post_of(employee).path
    chain = []
    while path is not None:
        chain.append(path)
        path = path.parent
    said = {head.path for head in work.units.all() if head.nip == employee.nip}
    found = _heads(work, chain, employee.unit_1)
    guessed = {path for path, head in found.items() if head.post and head.post.nip == employee.nip}
    return tuple(sorted(said | guessed))


def _heads(work: UnitOfWork, paths: Iterable[UnitPath], unit_1: str = "") -> dict[UnitPath, HeadShown]:
    place = cache(partial(_place, work.law))
    posts = sorted(work.units.posts(beginnings(), unit_1), key=lambda post: (place(post.grade), post.nip))
    found = {path: _guessed(guess) for path, guess in guess_heads(paths, posts).items()}
    told = [said for said in work.units.all() if not unit_1 or said.unit_1 == unit_1]
    people = {employee.nip: employee for employee in work.employees.of_nips({said.nip for said in told if said.nip})}
    for said in told:
        employee = people.get(said.nip)
        if employee is None and not said.vacant:
            continue
        found[said.path] = HeadShown(
            post=None if employee is None else _post_of(employee),
            acting=said.acting,
            set_by=said.set_by,
            set_on=said.set_on,
        )
    return found


def _post_of(employee: Employee) -> Post:
    return Post(
        employee_id=employee.id,
        nip=employee.nip,
        name=employee.name,
        grade=employee.grade,
        position=employee.position,
        path=UnitPath(employee.unit_1, employee.unit_2, employee.unit_3),
    )


def _guessed(guess: Guess) -> HeadShown:
    return HeadShown(post=guess.post, acting=guess.acting, guessed=True)


def _place(law: Law, grade: str) -> int:
    """The highest grade first, an unknown one last."""
    place = law.grade_place(grade)
    return -place[1] if place else 1
