"""What the signature of a letter changes: its number, the step that it dates, the letter that it replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.steps import CaseStep
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.dates import long_date
from cases.rules.impact import broken, verdict_changes, with_letters
from cases.rules.letter_chain import before_step, replaced_by, step_of, successor
from cases.services.letter_asked import refuse_early_signature
from cases.services.letter_drafts import follow_replacement
from cases.services.letter_forms import with_final
from cases.services.letter_print import take_number
from cases.services.letter_upkeep import kept_letters
from cases.services.settling import bench_of, law_of, read_file, refuse_future_day, settle


def record_signature(
    work: UnitOfWork,
    letter: Letter,
    signed_on: date,
    ordinal: int | None = None,
    *,
    final: bytes | None = None,
    final_kind: FinalKind = FinalKind.SCAN,
) -> Letter:
    """Record that a letter which was put up is signed, with its final form where there is one; return it as it is now.

    The caller has read the letter and checked ``final``. ``ordinal`` is the number written by hand on a letter put up
    blank. Raises InvalidInput for a day that cannot be, a letter that is being replaced or a number that is taken;
    GuardRefused when the day breaks the order of steps. Nothing of it stands alone: the unit of work carries it whole.
    """
    require_status(letter, LetterStatus.PUT_UP)
    refuse_if_replaced(work, letter)
    _check_day(work, letter, signed_on)
    refuse_early_signature(work, letter, signed_on)
    if letter.numbered and not letter.number:
        if ordinal is None or ordinal < 1:
            raise InvalidInput("Isi nomor urut yang ditulis pada surat.", field="ordinal")
        letter = take_number(work, letter, signed_on, ordinal)
    allow_day(work, letter, signed_on)
    letter = replace(letter, status=LetterStatus.SIGNED, signed_on=signed_on, letter_on=letter.letter_on or signed_on)
    if final is not None:
        letter = with_final(work, letter, final, final_kind)
    if letter.case_id is None:
        work.letters.save(letter)
        _void_replaced(work, letter)
        return letter
    file = read_file(work, letter.case_id)
    step = step_of(file, letter, law_of(work, file.case))
    if step is not None and step.on is not None and signed_on < step.on and not _dates(work, file, step, letter):
        raise InvalidInput(
            f"{letter.title} tidak mungkin ditandatangani sebelum {long_date(step.on)}; perbaiki tanggalnya.",
            field="signed_on",
        )
    work.letters.save(letter)
    if step is not None:
        _date_step(work, file, step, letter)
    _void_replaced(work, letter)
    settle_letters(work, file, f"penggantian {letter.title}" if letter.replaces else "")
    return letter


def require_status(letter: Letter, status: LetterStatus) -> None:
    """Raise InvalidInput unless a letter stands where an act of its life begins."""
    if letter.status is not status:
        raise InvalidInput(f"Surat {letter.title} kini berstatus {letter.status}; muat ulang halaman.")


def siblings(work: UnitOfWork, letter: Letter) -> tuple[Letter, ...]:
    """Return the letters of the same case, of the same report, or of the office alone."""
    if letter.case_id is not None:
        return work.letters.of_case(letter.case_id)
    return work.letters.of_report(letter.report_id) if letter.report_id is not None else work.letters.of_office()


def refuse_if_replaced(work: UnitOfWork, letter: Letter) -> None:
    """Raise InvalidInput while another letter is to take the place of this one."""
    if successor(siblings(work, letter), letter.id) is not None:
        raise InvalidInput(f"{letter.title} sedang diganti; lanjutkan surat penggantinya, atau batalkan pengganti itu.")


def settle_letters(work: UnitOfWork, before: CaseFile, what: str) -> None:
    """Recompute the case; where a letter was taken out of force, mark the letters that speak of it."""
    after = settle(work, before.case.id)
    for one in kept_letters(work, before, after, what) if what else ():
        work.letters.save(one)


def allow_day(work: UnitOfWork, letter: Letter, day: date) -> None:
    """Hold a letter up when its day would break a hard guard; what is merely late is recorded as it was."""
    if letter.case_id is None:
        return
    file = read_file(work, letter.case_id)
    step = step_of(file, letter, law_of(work, file.case))
    if step is None or not _dates(work, file, step, letter) or _day_of(work, file, step, letter, day) == step.on:
        return
    bench = bench_of(work)
    seen = file if step.on is None else before_step(file, step)
    found = guards.check(seen, step.key, step.facts, day, bench.law, bench.calendar, bench.office, bench.today)
    guards.enforce([finding for finding in found if finding.strength == "hard"], ())


def _check_day(work: UnitOfWork, letter: Letter, signed_on: date) -> None:
    refuse_future_day(work, signed_on, "signed_on")
    if letter.letter_on is not None and signed_on < letter.letter_on:
        raise InvalidInput("Tanggal tanda tangan tidak mungkin sebelum tanggal surat.", field="signed_on")
    for one in letter.initials:
        if one.given_on is not None and one.given_on > signed_on:
            raise InvalidInput(
                f"Paraf {one.name} bertanggal {long_date(one.given_on)}, sesudah tanda tangan; "
                "perbaiki salah satu tanggalnya.",
                field="signed_on",
            )


def _dates(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter) -> bool:
    """Whether the letter is the one that gives the step its day."""
    own = {letter.id, *(older.id for older in replaced_by(file.letters, letter))}
    return step.letter_id in own and law_of(work, file.case).step(file.case.track, step.key).dated_by == "letter"


def _day_of(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter, day: date) -> date:
    """The day of a step once its letter is signed: signed anew, it moves the day unless later steps rest on it."""
    if step.on is None:
        return day
    older = (replace(one, status=LetterStatus.VOID) for one in replaced_by(file.letters, letter))
    signed = replace(letter, status=LetterStatus.SIGNED, signed_on=day, letter_on=letter.letter_on or day)
    dated = replace(step, on=day, letter_id=letter.id)
    after = with_letters(file, (signed, *older))
    after = replace(after, steps=tuple(dated if one.id == step.id else one for one in file.steps))
    return step.on if broken(verdict_changes(file, after, bench_of(work)), step.id) else day


def _date_step(work: UnitOfWork, file: CaseFile, step: CaseStep, letter: Letter) -> None:
    """A step that its letter dates has happened now, and the letter stands for it in the place of the one replaced."""
    if step.letter_id not in {letter.id, *(one.id for one in replaced_by(file.letters, letter))}:
        return
    made = replace(step, letter_id=letter.id)
    if letter.signed_on is not None and _dates(work, file, step, letter):
        made = replace(made, on=_day_of(work, file, step, letter, letter.signed_on))
    if made != step:
        work.steps.save(made)


def _void_replaced(work: UnitOfWork, letter: Letter) -> None:
    """What a signed letter replaces is void, and says by which number."""
    older = replaced_by(siblings(work, letter), letter)
    named = f"nomor {letter.number}" if letter.number else f"{letter.title} yang baru"
    for one in older:
        if one.status is not LetterStatus.VOID:
            reason = f"Diganti dengan {named}. {one.outdated}".strip()
            work.letters.save(replace(one, status=LetterStatus.VOID, void_reason=reason, outdated=""))
    if letter.case_id is None and letter.report_id is not None and older:
        follow_replacement(work, letter, older)
