from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
from office_desk import ADMIN, CLERK, LEADER, SCHEDULE, OfficeAtWork

import cases.services
from cases.errors import NotAllowed
from cases.model.user import Right
from cases.rules.rights import may
from cases.services import office as office_services
from cases.services import reports, users
from cases.services.access import RIGHT_OF

# log_in is there before anybody is; the others are no services: they work for one that has passed the gate.
PURE = {
    "access", "correction_plans", "discretion", "letter_asked", "letter_drafts", "letter_forms", "letter_initials",
    "letter_print", "letter_signature", "letter_upkeep", "pack_lookup", "recount", "settling", "several",
    "wording_lookup",
}  # fmt: skip
UNGUARDED = {
    "users.log_in", "users.actor_of", "users.make_user", "calendar.shipped_holidays", "calendar.shipped_calendar",
    "integrity.read_head_code", "evidence.stage", "evidence.enter", "evidence.throw_away", "next_steps.case_by_number",
    "elections.add_shipped", "letter_check.letter_facts", "letter_packet.in_order", "letter_packet.part_of",
    "trust.trusted_bytes", "restrictions.restriction_of",
    "evidence_redaction.may_be_redacted", "evidence_alike.earlier_of", "evidence_sound.sound_of",
    "evidence_restore.is_failing", "integrity.always", "integrity.with_evidence", "integrity.run_on_record",
    "integrity.anchored_words",
}  # fmt: skip


def public_functions() -> set[str]:
    found = set()
    for module_info in pkgutil.iter_modules(cases.services.__path__):
        if module_info.name in PURE:
            continue
        module = importlib.import_module(f"cases.services.{module_info.name}")
        for name, value in inspect.getmembers(module, inspect.isfunction):
            if value.__module__ == module.__name__ and not name.startswith("_"):
                found.add(f"{module_info.name}.{name}")
    return found


def test_every_public_function_of_a_service_module_stands_behind_the_gate() -> None:
    modules = {name.partition(".")[0] for name in public_functions()}
    guarded = {name for name in RIGHT_OF if name.partition(".")[0] in modules}  # other tests make services of their own
    assert public_functions() - UNGUARDED == guarded


@pytest.mark.parametrize("actor", [CLERK, LEADER, SCHEDULE])
def test_a_right_that_is_lacking_stops_before_anything_happens(office: OfficeAtWork, actor) -> None:
    with pytest.raises(NotAllowed, match="tidak berhak"):
        office.do_as(actor, office_services.retire_signatory, "tidak-ada")


def test_the_schedule_may_only_back_up_verify_and_recap() -> None:
    assert {right for right in Right if may(SCHEDULE, right)} == {Right.BACK_UP, Right.VERIFY, Right.RECAP}


def test_the_leader_reads_and_changes_nothing(office: OfficeAtWork) -> None:
    report = office.report()
    office.do_as(LEADER, reports.report, report.id)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, reports.add_respondent, report.id, office.accused(9))


def test_only_an_admin_sees_the_accounts(office: OfficeAtWork) -> None:
    assert [user.username for user in office.do_as(ADMIN, users.users)] == ["admin"]
    assert office.do_as(ADMIN, users.users)[0].password_hash == ""
    with pytest.raises(NotAllowed):
        office.ask(users.users)
