"""Any sequence of steps that the program offers, on any track, with random facts: what must never come about."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from office_desk import OfficeAtWork, make_template, office_at_work
from plausible_facts import Facts

from cases.errors import GuardRefused, InvalidInput, ReasonNeeded
from cases.model.case import CaseFile, CaseStatus, Track
from cases.model.letter import LetterStatus
from cases.model.person import EmploymentStatus
from cases.model.report import Report
from cases.model.steps import Override, StepKey
from cases.regulations import Law, load_law
from cases.rules import deadlines, lifecycle
from cases.rules.lifecycle import NextStep
from cases.rules.progress import Progress, is_signed
from cases.services import case_files, letters, settling, steps

CODES = {
    Track.DISCIPLINE: ("n.2", "n.6", "3d.unit", "n.1"),
    Track.ETHICS: ("E2",),
    Track.DISMISSAL: ("D5",),
}
CHANCE = st.randoms(use_true_random=True)
"""Of a seed that Hypothesis chooses: facts that it drew one by one would come out much alike from walk to walk."""

WALKS = 3
"""Of each track; more of them find more, in their time."""

ROAD = (
    "received",
    "summons-1.date",
    "examination.date",
    "findings.date",
    "decision.date",
    "handover.received_on",
    "in-force.effective_on",
    "served.ended_on",
)
"""Dates that never go back, as far as they are there."""


@cache
def template() -> Path:
    return make_template(Path(tempfile.mkdtemp(prefix="machine-")), load_law())


class CaseMachine(RuleBasedStateMachine):
    """Two cases against one person for one act; every step that is offered may be taken with facts drawn at random."""

    track: Track

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.office: OfficeAtWork = self.stack.enter_context(office_at_work(folder, load_law(), template()))
        self.ids: list[str] = []

    def teardown(self) -> None:
        self.stack.close()

    @initialize(chance=CHANCE)
    def open(self, chance: Random) -> None:
        status = chance.choice((EmploymentStatus.PNS, EmploymentStatus.PNS, EmploymentStatus.PPPK))
        accused = self.office.accused(status=status, grade="IX" if status is EmploymentStatus.PPPK else "III/c")
        same = chance.choice(CODES[self.track])
        for code in (same, chance.choice((same, *CODES[self.track]))):
            report = self.office.report(accused)
            self.ids.append(self.opened(code, report))

    def opened(self, code: str, report: Report) -> str:
        try:
            return self.office.case(code, report).case.id
        except ReasonNeeded as asked:
            reasons = tuple(Override(guard=guard, reason="Alasan tertulis.") for guard, _ in asked.guards)
            return self.office.case(code, report, overrides=reasons).case.id

    @rule(chance=CHANCE, often=st.integers(3, 8))
    def go_on_with_the_first(self, chance: Random, often: int) -> None:
        self.go_on(self.ids[0], often, chance)

    @rule(chance=CHANCE, often=st.integers(3, 8))
    def go_on_with_the_second(self, chance: Random, often: int) -> None:
        self.go_on(self.ids[-1], often, chance)

    def go_on(self, case_id: str, often: int, chance: Random) -> None:
        """What is proposed first, several times; now and then past a letter that waits, or another way."""
        for _ in range(often):
            self.wait(chance.choice((0, 0, 1, 8)))
            main = [step for step in self.offered(case_id) if not step.side]
            new = [step for step in main if step.kind == "step"]
            if main:
                step = chance.choice((main[0], main[0], (new or main)[0], chance.choice(main)))
                self.take(case_id, step, chance)

    @rule(chance=CHANCE)
    def do_anything(self, chance: Random) -> None:
        """Whatever is offered."""
        case_id = self.any_case(chance)
        offered = {f"{step.key} {step.kind}": step for step in self.offered(case_id)}
        self.take(case_id, offered[chance.choice(list(offered))], chance)

    @rule(chance=CHANCE)
    def do_what_is_not_offered(self, chance: Random) -> None:
        """Steps out of turn are refused, and nothing is written."""
        case_id = self.any_case(chance)
        offered = {step.key for step in self.offered(case_id) if step.kind == "step"}
        file = self.file(case_id)
        rules = self.office.law.as_judged(file.case.regulations).steps(file.case.track)
        other = [StepKey(rule.key) for rule in rules if rule.key not in offered and rule.key != StepKey.OPENED]
        if other:
            key = chance.choice(other)
            assert not self.record(file, key, chance), f"{key} was recorded out of turn"

    @rule(days=st.sampled_from((30, 400)))
    def let_time_pass(self, days: int) -> None:
        """Long enough for a due date, or a sanction, to be over."""
        self.wait(days)

    def wait(self, days: int) -> None:
        self.office.clock.set_today(self.office.clock.today() + timedelta(days=days))

    def any_case(self, chance: Random) -> str:
        return chance.choice(self.ids)

    def offered(self, case_id: str) -> tuple[NextStep, ...]:
        return self.office.ask(steps.case_view, case_id).next_steps

    def file(self, case_id: str) -> CaseFile:
        return self.office.ask(case_files.case_file, case_id)

    def take(self, case_id: str, step: NextStep, chance: Random) -> None:
        if step.kind == "letter":
            self.sign(step.letter_id or "", chance)
        else:
            self.record(self.file(case_id), step.key, chance)

    def record(self, file: CaseFile, key: StepKey, chance: Random) -> bool:
        """Record a step today or, now and then, on another day; whether it was allowed."""
        law = self.office.law.as_judged(file.case.regulations)
        facts = Facts(self.office, file, law, chance).of(key)
        back = chance.choice((0, 0, 0, 0, 5))
        on = self.office.clock.today() - timedelta(days=back)
        by_letter = law.step(file.case.track, key).dated_by == "letter"
        try:
            self.office.take(file.case.id, key, facts, None if by_letter else on)
        except (GuardRefused, InvalidInput):
            after = self.file(file.case.id)
            assert (after.steps, after.letters) == (file.steps, file.letters)
            return False
        return True

    def sign(self, letter_id: str, chance: Random) -> None:
        """Put a letter up, or record its signature, today or a few days before."""
        letter = self.office.ask(letters.letter, letter_id)
        back = chance.choice((0, 0, 0, 3))
        day = self.office.clock.today() - timedelta(days=back)
        try:
            if letter.status is LetterStatus.DRAFT:
                self.office.put_up(letter_id, day)
            else:
                self.office.do(letters.sign, letter_id, day)
        except GuardRefused:  # the day that it names has passed: it is thrown away, and the step taken anew
            assert self.office.ask(letters.letter, letter_id) == letter
            self.office.do(letters.void_letter, letter_id, "Harinya sudah lewat.")
        except InvalidInput:
            assert self.office.ask(letters.letter, letter_id) == letter

    # -- what must hold, whatever was done

    @invariant()
    def holds(self) -> None:
        with self.office.database.read() as work:
            files = [settling.read_file(work, case_id) for case_id in self.ids]
            calendar, office = settling.calendar_of(work), settling.the_office(work)
        for file in files:
            law = self.office.law.as_judged(file.case.regulations)
            progress = Progress.of(file, law)
            decided_after_a_hearing(file, progress)
            severe_by_a_team(progress)
            dates_go_forward(progress, self.office.clock.today())
            goes_on_or_is_final(file, law)
            assert file.case.summary == lifecycle.summarise(file, law)
            kept = {row.id: row for row in file.deadlines}
            assert kept == {row.id: row for row in deadlines.compute(file, law, calendar, office)}
        punished_once(files)


def decided_after_a_hearing(file: CaseFile, progress: Progress) -> None:
    """No decision without a signed record of an examination, or of two absences."""
    if StepKey.DECISION in progress.done:
        heard = progress.done.get(StepKey.EXAMINATION)
        absent = [progress.done.get(key) for key in (StepKey.ABSENCE_1, StepKey.ABSENCE_2)]
        twice = all(step is not None and is_signed(file, step) for step in absent)
        assert twice or (heard is not None and is_signed(file, heard))
        assert "proven" in progress.words


def severe_by_a_team(progress: Progress) -> None:
    """No severe sanction without a team that was formed before."""
    decided = progress.done.get(StepKey.DECISION)
    if decided is not None and getattr(decided.facts, "level", "") == "berat":
        assert StepKey.TEAM in progress.done
        assert progress.dates["team.date"] <= progress.dates["decision.date"]


def dates_go_forward(progress: Progress, today: date) -> None:
    """No step lies before what it rests on, and nothing recorded lies in the future."""
    days = [progress.dates[name] for name in ROAD if name in progress.dates]
    assert days == sorted(days), {name: progress.dates.get(name) for name in ROAD}
    assert max(step.on for step in progress.done.values() if step.on) <= today


def goes_on_or_is_final(file: CaseFile, law: Law) -> None:
    """Something is to be done next, or the case is over: then only its letters may wait, and it can be reopened."""
    offered = lifecycle.next_steps(file, law)
    main = [step for step in offered if not step.side]
    final = file.case.summary.stage in {StepKey.CLOSED, StepKey.ARCHIVED}
    assert main or final, file.case.summary.stage
    assert not final or all(step.kind == "letter" for step in main)
    assert not final or any(step.key is StepKey.REOPENED for step in offered)


def punished_once(files: list[CaseFile]) -> None:
    """One violation of a person leads to one sanction."""
    punished = [set(file.case.violation_codes) for file in files if file.case.summary.status is CaseStatus.SANCTIONED]
    assert len(punished) == len(set().union(*punished)), punished


@pytest.fixture(scope="module", autouse=True)
def _drop_template() -> Iterator[None]:
    yield
    shutil.rmtree(template().parent)
    template.cache_clear()


@pytest.mark.parametrize("of_track", list(CODES))
def test_no_sequence_of_steps_breaks_what_the_law_says(of_track: Track) -> None:
    class Walk(CaseMachine):
        track = of_track

    walks = settings(
        max_examples=WALKS,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a walk is read as it was; making it short takes minutes
    )
    run_state_machine_as_test(Walk, settings=walks)  # type: ignore[no-untyped-call]
