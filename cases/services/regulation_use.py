"""Taking a pack of the office into use and out of it: its checks, what is wrong with it, which cases it would touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput, RegulationError
from cases.letters.templates import shipped
from cases.model.case import Case
from cases.model.regulation import OfficePack, PackState
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import Law, Pack, shipped_holidays
from cases.regulations.checks import ask_checks, calendars
from cases.regulations.faults import Fault, called
from cases.regulations.lines import line_of
from cases.regulations.packs import parse_pack
from cases.regulations.reading import answer_in_words, asked_in_words
from cases.regulations.soundness import faults, law_faults, period_faults
from cases.rules.guards import TESTS
from cases.rules.standing import standing_steps
from cases.services.access import service
from cases.services.pack_lookup import carry_marks, find_pack, titles
from cases.services.settling import judging, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What keeps a pack from being used: the line of its text (0 for another pack's), the place, what was expected.

    ``table`` and ``place`` (from 0) name the entry, where it is one of this pack.
    """

    line: int
    where: str
    words: str
    table: str = ""
    place: int | None = None

    @property
    def sentence(self) -> str:
        """The place and the words."""
        return f"baris {self.line} ({self.where}): {self.words}" if self.line else f"{self.where}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A test case of a pack at a place (from 0), what was expected and what the law answers."""

    place: int
    question: str
    expected: str
    found: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedCase:
    """An open case whose coming steps would be judged by other versions; its earlier steps keep theirs."""

    case_id: str
    number: str
    name: str
    stage: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsePlan:
    """What taking a pack into use would mean.

    ``replaces`` are the packs in whose place it speaks, from its first day on; ``touched`` the open cases it takes
    over, ``open_cases`` how many there are in all.
    """

    problems: tuple[Problem, ...]
    checks: tuple[CheckLine, ...]
    replaces: tuple[str, ...]
    touched: tuple[TouchedCase, ...]
    open_cases: int


@service(Right.READ)
def check_results(work: UnitOfWork, actor: Actor, key: str) -> tuple[CheckLine, ...]:
    """Ask a pack's own test cases, with the days off that ship; raises NotFound."""
    pack, _ = find_pack(work, key)
    return _check_lines(_with(work.law, pack), pack)


@service(Right.READ)
def use_plan(work: UnitOfWork, actor: Actor, pack_id: str) -> UsePlan:
    """Return what taking a pack into use would mean, before anything is changed."""
    own = work.packs.get(pack_id)
    law, pack = _law_beside(work.law, own), parse_pack(own.text, own.key)
    after = _with(law, pack)
    open_ids = work.cases.open_ids()
    return UsePlan(
        problems=_problems(law, pack, own.text),
        checks=_check_lines(after, pack),
        replaces=tuple(
            each.key
            for each in law.packs
            if each.head.id == pack.head.id and each.key != pack.key and law.period(each) != after.period(each)
        ),
        touched=tuple(_touched(work, law, after, pack, open_ids)),
        open_cases=len(open_ids),
    )


@service(Right.MANAGE_RULES)
def activate(work: UnitOfWork, actor: Actor, pack_id: str) -> OfficePack:
    """Take a pack into use; cases that run stay with the versions that they remember.

    The marks of entries that stayed word for word hold for it too. Raises RegulationError with the line of the first
    thing that is wrong: then nothing is changed.
    """
    own = work.packs.get(pack_id)
    if own.state is PackState.ACTIVE:
        return own
    before = work.law
    pack = parse_pack(own.text, own.key)
    found = _problems(before, pack, own.text)
    if found:
        more = f" Masih ada {len(found) - 1} hal lain." if len(found) > 1 else ""
        raise RegulationError(
            f"Paket aturan {own.key} belum dapat dipakai, {found[0].sentence}.{more}",
            detail="\n".join(each.sentence for each in found),
            line=found[0].line,
        )
    used = replace(
        own,
        state=PackState.ACTIVE,
        activated_at=work.clock.now(),
        activated_by=actor.full_name or actor.name,
        changed_at=work.clock.now(),
    )
    work.packs.save(used)
    based_on = next((each for each in (*before.packs, *before.past) if each.key == own.based_on), None)
    if based_on is not None:
        carry_marks(work, based_on, pack)
    _settle_changed(work, before)
    return used


@service(Right.MANAGE_RULES)
def retire(work: UnitOfWork, actor: Actor, pack_id: str) -> OfficePack:
    """Take a pack out of use; cases that remember it are judged by it to their end.

    Raises InvalidInput when it is not in use, RegulationError when other packs in use cannot be without it.
    """
    own = work.packs.get(pack_id)
    if own.state is not PackState.ACTIVE:
        raise InvalidInput(f"{own.key} tidak sedang dipakai; muat ulang halaman.")
    before = work.readable_law
    rest = _law_beside(before, own)
    known = _law_faults(before)
    for key, words in _law_faults(rest):
        if (key, words) not in known:
            raise RegulationError(f"{own.key} masih diperlukan paket {key}: {words}; nonaktifkan dahulu paket itu.")
    retired = replace(own, state=PackState.RETIRED, changed_at=work.clock.now())
    work.packs.save(retired)
    _settle_changed(work, before)
    return retired


# -- parts


def _law_beside(law: Law, own: OfficePack) -> Law:
    """The law without a pack of the office, should that be in use."""
    if own.state is not PackState.ACTIVE:
        return law
    return Law([pack for pack in law.packs if pack.key != own.key], law.past, law.today)


def _with(law: Law, pack: Pack) -> Law:
    """The law once a pack is used as well."""
    return Law([*(each for each in law.packs if each.key != pack.key), pack], law.past, law.today)


def _check_lines(law: Law, pack: Pack) -> tuple[CheckLine, ...]:
    named = titles(law, pack)
    results = ask_checks(law, pack, calendars(shipped_holidays()))
    return tuple(
        CheckLine(
            place=each.place,
            question=asked_in_words(each.given, named),
            expected=answer_in_words(each.question, each.expected, named),
            found=answer_in_words(each.question, each.found, named),
            passed=each.passed,
        )
        for each in results
    )


def _problems(law: Law, pack: Pack, text: str) -> tuple[Problem, ...]:
    found = [_problem(fault, text) for fault in (*faults(pack), *period_faults(law, pack))]
    if any(each.key == pack.key for each in law.packs):
        words = f"{pack.key} sudah ada di antara paket bawaan; seharusnya versi yang lebih tinggi"
        found.append(_problem(Fault(("pack", "version"), words), text))
    if found:
        return tuple(found)  # asking a law whose parts do not fit would tell the same in darker words
    after = _with(law, pack).as_judged((pack.key,))
    known = _law_faults(law)
    for each, fault in law_faults(after, TESTS, _letter_kinds()):
        if each.key == pack.key:
            found.append(_problem(fault, text))
        elif (each.key, fault.words) not in known:
            found.append(Problem(line=0, where=f"Paket {each.key}", words=fault.words))
    return (*found, *_failing(law, after, pack, text))


def _problem(fault: Fault, text: str) -> Problem:
    table = str(fault.path[0]) if fault.path else ""
    place = fault.path[1] if len(fault.path) > 1 and isinstance(fault.path[1], int) else None
    return Problem(
        line=line_of(text, fault.path), where=called(fault.path), words=fault.words, table=table, place=place
    )


def _failing(before: Law, after: Law, pack: Pack, text: str) -> Iterator[Problem]:
    """Checks that fail: the pack's own, and those of other packs that passed without it."""
    by_week = calendars(shipped_holidays())
    for result in ask_checks(after, pack, by_week):
        if not result.passed:
            field = "due" if isinstance(result.expected, date) else "expect"
            yield _problem(Fault(("check", result.place, field), f"uji tidak lulus: {result.words}"), text)
    for other in after.current:
        if other.key == pack.key:
            continue
        passed = {each.place for each in ask_checks(before, other, by_week) if each.passed}
        for result in ask_checks(after, other, by_week):
            if not result.passed and result.place in passed:
                words = f"ujinya tidak lagi lulus bersama paket ini: {result.words}"
                yield Problem(line=0, where=f"Paket {other.key}", words=words)


def _law_faults(law: Law) -> set[tuple[str, str]]:
    return {(pack.key, fault.words) for pack, fault in law_faults(law, TESTS, _letter_kinds())}


def _letter_kinds() -> set[str]:
    return {info.kind for info in shipped()}


def _touched(work: UnitOfWork, before: Law, after: Law, pack: Pack, open_ids: Iterable[str]) -> Iterator[TouchedCase]:
    on = max(work.clock.today(), pack.head.valid_from)
    for case_id in open_ids:
        case = work.cases.get(case_id)
        if not before.has(case.regulations):
            continue
        steps, _ = standing_steps(work.steps.of_case(case_id))
        old, new = judging(before, case, steps, on), judging(after, case, steps, on)
        if old != new:
            yield TouchedCase(
                case_id=case.id,
                number=case.number,
                name=case.respondent.name,
                stage=case.summary.stage_title,
                old=tuple(key for key in old if key not in new),
                new=tuple(key for key in new if key not in old),
            )


def _settle_changed(work: UnitOfWork, before: Law) -> None:
    """Recompute the cases that are now judged by other packs: those that name no version of a family that changed.

    A case that remembers a pack which cannot be read waits for it.
    """
    after = work.readable_law
    with work.as_program():  # the law changes for those cases too that are hidden from who changes it
        for case_id in work.cases.open_ids():
            case = work.cases.get(case_id)
            if before.has(case.regulations) and _judges(before, case) != _judges(after, case):
                settle(work, case_id)


def _judges(law: Law, case: Case) -> set[str]:
    return {pack.key for pack in law.as_judged(case.regulations).current}
