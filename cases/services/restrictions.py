"""Cases that only named users may see, with their report and all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from cases.errors import InvalidInput
from cases.model.case import Case
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.rights import may, rights_with
from cases.services.access import service


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An account that can be named as one who may see a case."""

    id: str
    username: str
    full_name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A restricted case as an admin knows it: no more than its number and who may see it.

    ``nobody`` says that none of them has an account any more.
    """

    case_id: str
    number: str
    names: tuple[str, ...]
    nobody: bool


@service(Right.RESTRICT)
def readers(work: UnitOfWork, actor: Actor) -> tuple[Reader, ...]:
    """Return the accounts that may be named, by name."""
    return _readers(work)


def _readers(work: UnitOfWork) -> tuple[Reader, ...]:
    users = (user for user in work.users.all() if user.active and Right.READ in _rights(user))
    return tuple(
        Reader(id=user.id, username=user.username, full_name=user.full_name or user.username, role=user.role)
        for user in users
    )


@service(Right.READ)
def named(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[str, ...]:
    """Return the names of those who alone may see a case, none when it is not restricted; raises NotAllowed."""
    return _names(work, work.cases.get(case_id).restricted_to)


@service(Right.READ)
def hidden_cases(work: UnitOfWork, actor: Actor) -> int:
    """Return how many cases are hidden from the actor, in lists, recaps and exports alike."""
    return work.hidden_cases()


def hidden_words(count: int) -> str:
    """Return what a list, a recap or an export says of the cases that it leaves out, "" for none."""
    return f"{count} perkara dibatasi tidak ditampilkan" if count else ""


@service(Right.RESTRICT)
def restrict(
    work: UnitOfWork, actor: Actor, case_id: str, user_ids: Iterable[str], reason: str, *, without_me: bool = False
) -> tuple[Case, ...]:
    """Let only these users see a case and the other cases of its report; return them all.

    Their report, evidence and letters go with them. Raises InvalidInput for nobody, somebody who may not read, no
    reason, or when the actor is not among them and did not say ``without_me``.
    """
    case = work.cases.get(case_id)
    able = {one.id for one in _readers(work)}
    chosen = tuple(dict.fromkeys(user_ids))
    if not chosen:
        raise InvalidInput("Pilih paling sedikit satu orang yang boleh melihat perkara ini.", field="user_ids")
    if not able.issuperset(chosen):
        raise InvalidInput("Salah satu orang tidak lagi dapat membaca perkara; pilih ulang.", field="user_ids")
    if actor.user_id not in chosen and not without_me:
        raise InvalidInput(
            "Anda tidak termasuk yang dipilih dan tidak akan dapat melihat perkara ini lagi; "
            "pilih juga diri Anda, atau nyatakan bahwa itu disengaja.",
            field="without_me",
        )
    return _set(work, case, chosen, reason)


@service(Right.RESTRICT)
def lift(work: UnitOfWork, actor: Actor, case_id: str, reason: str) -> tuple[Case, ...]:
    """Let everybody see a case again, and the other cases of its report; return them all.

    Who manages users may do so without being named. Raises InvalidInput without a reason, NotAllowed.
    """
    with work.as_program() if may(actor, Right.MANAGE_USERS) else nullcontext():
        return _set(work, work.cases.get(case_id), (), reason)


@service(Right.MANAGE_USERS)
def restrictions(work: UnitOfWork, actor: Actor) -> tuple[Restriction, ...]:
    """Return the restricted cases by number, without a word about them, so that none is lost when people leave."""
    active = {user.id for user in work.users.all() if user.active}
    with work.as_program():
        found = work.cases.restricted()
    return tuple(
        Restriction(
            case_id=case.id,
            number=case.number,
            names=_names(work, case.restricted_to),
            nobody=active.isdisjoint(case.restricted_to),
        )
        for case in found
    )


def restriction_of(work: UnitOfWork, report_id: str) -> tuple[str, ...]:
    """Return who alone may see the cases of a report, for one that is opened beside them."""
    return next((case.restricted_to for case in work.cases.of_report(report_id) if case.restricted_to), ())


def _set(work: UnitOfWork, case: Case, user_ids: tuple[str, ...], reason: str) -> tuple[Case, ...]:
    if not reason.strip():
        raise InvalidInput("Isi alasannya; alasan ini masuk catatan perubahan.", field="reason")
    changed = tuple(replace(one, restricted_to=user_ids) for one in work.cases.of_report(case.report_id))
    for one in changed:
        work.cases.save(one)
        work.audit.note("explain", "case", one.id, {"reason": reason.strip()})
    return changed


def _rights(user: User) -> frozenset[Right]:
    return rights_with(user.role, user.more, user.fewer)


def _names(work: UnitOfWork, user_ids: Iterable[str]) -> tuple[str, ...]:
    known = {user.id: user.full_name or user.username for user in work.users.all()}
    return tuple(known.get(user_id, "akun yang tidak dikenal") for user_id in user_ids)
