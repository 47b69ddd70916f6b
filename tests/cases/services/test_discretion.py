"""Specific personal data of a case: what a leader, who reads everything else, is not told."""

from __future__ import annotations

from dataclasses import replace

from office_desk import ADMIN, CLERK, LEADER, START, OfficeAtWork

from cases.model.steps import CriminalFacts, Override, StepKey
from cases.services import case_files, corrections, steps
from cases.services.steps import StepForm

SECRETS = ("Polres Rekaan", "LP/7", "LP/8", "disidik", "salah ketik nomor")
READERS = (steps.case_view, case_files.case_file, case_files.case_log_with_values)


def test_of_criminal_proceedings_a_leader_learns_only_that_there_are_some(office: OfficeAtWork) -> None:
    """Neither from the page nor from the log, which keeps the old and the new words of every record."""
    case_id = office.case().case.id
    facts = CriminalFacts(known_on=START, authority="Polres Rekaan", number="LP/7", note="disidik")
    file = office.do(steps.take_step, case_id, StepForm(key=StepKey.CRIMINAL, facts=facts, on=START))
    form = StepForm(
        key=StepKey.CRIMINAL,
        facts=replace(facts, number="LP/8"),
        on=START,
        overrides=(Override(guard="x", reason="disidik"),),
    )
    office.do(corrections.correct_step, case_id, file.steps[-1].id, form, "salah ketik nomor")
    for read in READERS:
        for actor in (CLERK, ADMIN, LEADER):
            if actor is CLERK and read is case_files.case_log_with_values:
                continue
            told = [word for word in SECRETS if word in repr(office.do_as(actor, read, case_id))]
            assert told == ([] if actor is LEADER else list(SECRETS)), (read.__name__, actor.name)
    seen = office.do_as(LEADER, steps.case_view, case_id).file
    assert [step.key for step in seen.steps] == [StepKey.OPENED, StepKey.CRIMINAL]
    entries = office.do_as(LEADER, case_files.case_log_with_values, case_id)
    assert any("facts" in entry.fields and entry.changes.get("recorded_by") for entry in entries)
