from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from office_desk import ADMIN, CLERK, LEADER, SCHEDULE, OfficeAtWork

import cases.services
from cases.errors import NotAllowed, NotFound, SessionOver
from cases.model.listing import ListQuery
from cases.model.steps import FACTS_OF, StepKey
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.rights import DECISIONS, RIGHTS, SINGLE, may
from cases.services import letters, reports, steps, users
from cases.services import office as office_services
from cases.services.access import OWN_PASSWORD, RIGHT_OF

ACCOUNT = User(id="u-9", username="sari", full_name="Sari Wulan", role=Role.CLERK, password_hash="x")
ASKED_ELSEWHERE = {
    Right.SEE_REPORTER, Right.DECIDE, Right.BACK_UP, Right.RESTORE, Right.RESTRICT, Right.READ_LOG,
}  # fmt: skip
"""Asked for by content, or for acts on keys and folders."""

# log_in is there before anybody is; the others are no services: they work for one that has passed the gate.
PURE = {
    "access", "correction_plans", "discard_intake", "discard_kind", "discard_kinds", "discard_people",
    "discard_reports", "discard_settings", "discretion", "draft_names", "letter_asked", "letter_drafts",
    "letter_forms", "letter_initials", "letter_print", "letter_signature", "letter_upkeep", "list_people",
    "merged_people",
    "old_case_making", "pack_lookup",
    "recount", "settling", "several", "table_recap", "undo_words", "wording_lookup", "reporter_shown",
}  # fmt: skip
UNGUARDED = {
    "log_in.begin", "log_in.end", "log_in.left", "log_in.wait_sentence", "log_in.refused_sentence",
    "log_in.prove", "log_in.old_wrong_sentence",
    "users.actor_of", "users.make_user", "users.names_of", "users.rights_of",
    "calendar.shipped_holidays", "calendar.shipped_calendar",
    "integrity.read_head_code", "evidence.stage", "evidence.stage_paper",
    "evidence.enter", "evidence.throw_away", "next_steps.case_by_number",
    "work_units.head_of", "work_units.headed_by",
    "elections.add_shipped", "letter_check.letter_facts", "letter_packet.in_order", "letter_packet.part_of",
    "trust.trusted_bytes", "restrictions.restriction_of", "restrictions.hidden_words",
    "discarding.put_away", "discarding.bring_back", "discarding.checked_reason",
    "discarding.entry_of", "merging.report_of", "merging.unmerge", "name_reports.narrative_of",
    "evidence_redaction.may_be_redacted", "evidence_alike.earlier_of", "evidence_sound.sound_of",
    "evidence_restore.is_failing", "integrity.always", "integrity.with_evidence", "integrity.run_on_record",
    "watch_rounds.unit_lines", "watch_rounds.open_ones", "watch_copies.counted_of",
    "watch_copies.is_open_to", "name_review.result_of",
    "watch_letters.letters_by_unit",
    "restores.last_restore", "restores.drill_on_record", "integrity.anchored_words",
    "integrity.check_on_record",
    "reports.standing", "reports.standing_id", "reports_alike.similar_to", "reports_alike.typed_of",
    "sheet_columns.remembered",
}  # fmt: skip


@cache
def public_functions() -> frozenset[str]:
    found = set()
    for module_info in pkgutil.iter_modules(cases.services.__path__):
        if module_info.name in PURE:
            continue
        module = importlib.import_module(f"cases.services.{module_info.name}")
        for name, value in inspect.getmembers(module, inspect.isfunction):
            if value.__module__ == module.__name__ and not name.startswith("_"):
                found.add(f"{module_info.name}.{name}")
    return frozenset(found)


def keep(office: OfficeAtWork, user: User) -> User:
    """Make the account of the tests what it should be, as another window would."""
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.keep")
        if work.users.find(user.id) is None:
            work.users.add(user)
        else:
            work.users.save(user)
    return user


def test_every_public_function_of_a_service_module_stands_behind_the_gate() -> None:
    modules = {name.partition(".")[0] for name in public_functions()}
    guarded = {name for name in RIGHT_OF if name.partition(".")[0] in modules}  # other tests make services of their own
    assert public_functions() - UNGUARDED == guarded


@pytest.mark.parametrize("actor", [CLERK, LEADER, SCHEDULE])
def test_a_right_that_is_lacking_stops_before_anything_happens(office: OfficeAtWork, actor) -> None:
    with pytest.raises(NotAllowed, match="tidak berhak"):
        office.do_as(actor, office_services.retire_signatory, "tidak-ada")


def test_the_schedule_may_only_back_up_verify_and_recap() -> None:
    mays = {Right.BACK_UP, Right.VERIFY, Right.RECAP, Right.EXPORT}
    assert {right for right in Right if may(SCHEDULE, right)} == mays
    assert not any(
        Right.READ in rights or Right.MANAGE_OFFICE in rights for rights in RIGHT_OF.values() if mays.issuperset(rights)
    )


def test_the_leader_reads_and_changes_nothing(office: OfficeAtWork) -> None:
    report = office.report()
    office.do_as(LEADER, reports.report, report.id)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, reports.add_respondent, report.id, office.accused(9))


def test_only_an_admin_sees_the_accounts(office: OfficeAtWork) -> None:
    assert [user.username for user in office.do_as(ADMIN, users.users)] == ["admin", "petugas"]
    assert office.do_as(ADMIN, users.users)[0].password_hash == ""
    with pytest.raises(NotAllowed):
        office.ask(users.users)


# -- every service, every role, every single right


class Sealed:
    """A unit of work of which nothing but the account may be looked at: a service behind the gate would fail here."""

    def __init__(self, work: UnitOfWork) -> None:
        self.users = work.users

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the gate let a call through to {name}")


def own_services() -> dict[str, tuple[Right, ...]]:
    return {name: RIGHT_OF[name] for name in public_functions() - UNGUARDED}


def call(work: UnitOfWork, actor: Actor, name: str) -> None:
    """Call a service with nothing but the actor: whoever is let in fails on what is missing, or on the seal."""
    module, _, function = name.partition(".")
    getattr(importlib.import_module(f"cases.services.{module}"), function)(Sealed(work), actor)


def let_in(work: UnitOfWork, actor: Actor) -> set[str]:
    """The services whose gate opens for an actor."""
    found = set()
    for name in own_services():
        try:
            call(work, actor, name)
        except NotAllowed:
            continue
        except (AssertionError, TypeError):  # past the gate: it named who acts in the log, or missed its arguments
            pass
        found.add(name)
    return found


@pytest.mark.parametrize("role", Role)
def test_every_service_opens_for_exactly_the_roles_that_have_its_rights(office: OfficeAtWork, role: Role) -> None:
    user = replace(ACCOUNT, role=role)
    keep(office, user)
    with office.database.read() as work:
        assert let_in(work, users.actor_of(user)) == {
            name for name, rights in own_services().items() if RIGHTS[role].issuperset(rights)
        }


@pytest.mark.parametrize("right", SINGLE)
@pytest.mark.parametrize("role", Role)
def test_a_single_right_that_is_taken_or_given_counts_in_every_service(
    office: OfficeAtWork, role: Role, right: Right
) -> None:
    taken, given = replace(ACCOUNT, role=role, fewer=(right,)), replace(ACCOUNT, role=role, more=(right,))
    for user, rights in ((taken, RIGHTS[role] - {right}), (given, RIGHTS[role] | {right})):
        keep(office, user)
        with office.database.read() as work:
            expected = {name for name, needed in own_services().items() if rights.issuperset(needed)}
            assert let_in(work, users.actor_of(user)) == expected


def test_every_single_right_opens_something() -> None:
    used = {right for rights in own_services().values() for right in rights}
    assert SINGLE - used - ASKED_ELSEWHERE == set()


# -- the account as it stands now


def test_who_is_switched_off_while_he_works_is_out_at_once(office: OfficeAtWork) -> None:
    actor = users.actor_of(keep(office, ACCOUNT))
    office.do_as(actor, office_services.current_office)
    keep(office, replace(ACCOUNT, active=False))
    with pytest.raises(SessionOver, match="dinonaktifkan"):
        office.do_as(actor, office_services.current_office)


def test_a_right_that_was_taken_meanwhile_ends_the_session_only_where_it_is_needed(office: OfficeAtWork) -> None:
    actor = users.actor_of(keep(office, ACCOUNT))
    keep(office, replace(ACCOUNT, fewer=(Right.VOID,)))
    office.do_as(actor, office_services.current_office)
    with pytest.raises(SessionOver, match=str(Right.VOID)):
        office.do_as(actor, letters.void_letter, "tidak-ada", "alasan")


def test_a_right_that_was_given_meanwhile_counts_at_once(office: OfficeAtWork) -> None:
    actor = users.actor_of(keep(office, replace(ACCOUNT, fewer=(Right.VOID,))))
    with pytest.raises(NotAllowed, match="Akun Anda tidak berhak"):
        office.do_as(actor, letters.void_letter, "tidak-ada", "alasan")
    keep(office, ACCOUNT)
    with pytest.raises(NotFound):
        office.do_as(actor, letters.void_letter, "tidak-ada", "alasan")


def test_an_account_that_is_not_there_may_nothing(office: OfficeAtWork) -> None:
    with pytest.raises(SessionOver):
        office.do_as(replace(ADMIN, user_id="tidak-ada"), office_services.current_office)


def test_a_password_that_is_due_comes_first(office: OfficeAtWork) -> None:
    actor = users.actor_of(keep(office, replace(ACCOUNT, must_change=True)))
    with office.database.read() as work:
        assert let_in(work, actor) == {OWN_PASSWORD}


def test_the_gate_asks_for_the_account_once_in_a_unit_of_work(office: OfficeAtWork) -> None:
    actor = users.actor_of(keep(office, ACCOUNT))
    with office.database.read() as work:
        asked: list[str] = []
        find = work.users.find
        work.users.find = lambda record_id: asked.append(record_id) or find(record_id)  # type: ignore[method-assign] # counts
        office_services.current_office(work, actor)
        reports.report_page(work, actor, ListQuery(sort="number"))
    assert asked == [ACCOUNT.id]


# -- decisions


@pytest.mark.parametrize("key", DECISIONS)
def test_a_decision_is_recorded_only_by_who_may_decide(office: OfficeAtWork, key: StepKey) -> None:
    actor = users.actor_of(keep(office, replace(ACCOUNT, fewer=(Right.DECIDE,))))
    form = steps.StepForm(key=key, facts=FACTS_OF[key].__new__(FACTS_OF[key]))
    for service, target in ((steps.take_step, "tidak-ada"), (steps.take_step_for, ("tidak-ada",))):
        with pytest.raises(NotAllowed, match=str(Right.DECIDE)):
            office.do_as(actor, service, target, form)
        with pytest.raises(NotFound):
            office.do(service, target, form)
