"""What a correction makes of a case's file: the record that it adds, the facts and the letters that it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from cases.errors import InvalidInput, NotAllowed
from cases.model.case import Case, CaseFile, Level, Track
from cases.model.identity import new_id
from cases.model.letter import Letter
from cases.model.office import NumberPolicy
from cases.model.person import Person
from cases.model.steps import (
    FACTS_OF,
    CaseStep,
    CorrectedFacts,
    CorrectedField,
    OpenedFacts,
    Override,
    StepKey,
    TeamFacts,
)
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.corrected import changed_days, changed_fields
from cases.rules.dates import long_date, short_date
from cases.rules.impact import moved_regulations, with_letters, with_record
from cases.rules.letter_chain import SIGNED, before_step, step_of
from cases.rules.nip import read_nip
from cases.rules.rights import DECISIONS, may
from cases.services.access import require
from cases.services.letter_drafts import with_first_summons
from cases.services.letter_upkeep import kept_letters
from cases.services.reporter_shown import kept_facts, kept_words, tells
from cases.services.settling import law_of, read_file, refuse_far_day, the_office
from cases.services.steps import StepForm


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCorrection:
    """A recorded step as it should read. For a step dated by its signed letter ``form.on`` is the day of signature."""

    step_id: str
    form: StepForm


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWithdrawal:
    """A step that was recorded by mistake: it has not happened."""

    step_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCorrection:
    """The facts of the case itself as they should read; ``overrides`` answer warnings about its opening."""

    event_on: date
    received_on: date
    violation_codes: tuple[str, ...]
    suspected_level: Level
    respondent: Person
    source: str
    election: str
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCorrection:
    """The days of a signed letter as they should read; the last three are blank for one that was not delivered yet."""

    letter_id: str
    signed_on: date
    delivered_on: date | None = None
    delivered_how: str = ""
    delivered_to: str = ""


Correction: TypeAlias = StepCorrection | StepWithdrawal | CaseCorrection | LetterCorrection


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A correction thought through: the record that it adds, the file as it then stands, and the letters it changes.

    ``own`` is the step of that file which it speaks of, None where it speaks of none, or takes it back.
    """

    before: CaseFile
    after: CaseFile
    record: CaseStep
    own: CaseStep | None
    letters: tuple[Letter, ...]


def plan_of(work: UnitOfWork, actor: Actor, case_id: str, correction: Correction, reason: str) -> Plan:
    """Return a correction thought through; raises InvalidInput for what cannot be one, NotAllowed."""
    file = read_file(work, case_id)
    _allow(actor, file)
    if isinstance(correction, CaseCorrection):
        return _of_case(work, actor, file, correction, reason)
    if isinstance(correction, LetterCorrection):
        return _of_letter(work, actor, file, correction, reason)
    old = next((step for step in file.steps if step.id == correction.step_id), None)
    if old is None:
        raise InvalidInput("Tahap ini sudah dikoreksi atau dibatalkan; muat ulang halaman.")
    if old.key in DECISIONS:
        require(actor, Right.DECIDE)
    if old.key is StepKey.CORRECTED:
        raise InvalidInput("Koreksi data perkara tidak dikoreksi lagi; koreksi datanya sekali lagi.")
    title = law_of(work, file.case).step(file.case.track, old.key).title
    if isinstance(correction, StepWithdrawal):
        return _withdrawn(work, actor, file, old, title, reason)
    return _of_step(work, actor, file, old, title, correction.form, reason)


def _allow(actor: Actor, file: CaseFile) -> None:
    decided = any(step.key is StepKey.DECISION and step.on is not None for step in file.steps)
    if decided and not may(actor, Right.MANAGE_LETTERS):
        raise NotAllowed(
            f"Perkara ini sudah diputus; koreksinya juga memerlukan hak {Right.MANAGE_LETTERS}. "
            "Mintalah bantuan admin kantor Anda."
        )


def _of_step(
    work: UnitOfWork, actor: Actor, file: CaseFile, old: CaseStep, title: str, form: StepForm, reason: str
) -> Plan:
    if form.key is not old.key or type(form.facts) is not FACTS_OF[old.key]:
        raise InvalidInput("Isian tidak sesuai dengan tahap perkara; muat ulang halaman dan coba lagi.")
    refuse_far_day(work, form.on, "on")
    on = _day(work, file, old, form)
    given = kept_facts(work, old.facts, form.facts)
    facts = with_first_summons(before_step(file, old), old.key, given)
    if (facts, on) == (old.facts, old.on):
        raise InvalidInput("Belum ada yang berubah; perbaiki isian yang keliru.")
    record = replace(_record(work, actor, old, reason), facts=facts, on=on, overrides=form.overrides or old.overrides)
    case = file.case
    if isinstance(facts, TeamFacts) and isinstance(old.facts, TeamFacts) and case.examiners == old.facts.members:
        case = replace(case, examiners=facts.members)
    if isinstance(facts, OpenedFacts) and on is not None:
        case = replace(case, opened_on=on)
    after = replace(with_record(file, record), case=case)
    signature = _signature(work, file, old, on)
    return _judged(work, file, with_letters(after, signature), record, record, f"koreksi tahap {title}")


def _day(work: UnitOfWork, file: CaseFile, old: CaseStep, form: StepForm) -> date | None:
    """The step's day: of its event, or of the signature of its letter, which stays unless it is itself corrected."""
    if not _dated_by_event(work, file, old):
        return old.on and (form.on or old.on)
    if form.on is None:
        raise InvalidInput("Isi tanggalnya.", field="on")
    return form.on


def _dated_by_event(work: UnitOfWork, file: CaseFile, step: CaseStep) -> bool:
    return law_of(work, file.case).step(file.case.track, step.key).dated_by == "event"


def _signature(work: UnitOfWork, file: CaseFile, old: CaseStep, on: date | None) -> tuple[Letter, ...]:
    """The letter that dates a step, where its day of signature is corrected; a date written by hand moves with it."""
    letter = next((one for one in file.letters if one.id == old.letter_id), None)
    if _dated_by_event(work, file, old) or letter is None or on is None or on == old.on or letter.signed_on != old.on:
        return ()
    if on > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field="on")
    by_hand = letter.numbered and the_office(work).number_policy is NumberPolicy.BLANK
    if by_hand and letter.letter_on == letter.signed_on:
        return (replace(letter, signed_on=on, letter_on=on),)
    if letter.letter_on is not None and on < letter.letter_on:
        raise InvalidInput(
            f"Tanggal tanda tangan tidak mungkin sebelum tanggal surat, {long_date(letter.letter_on)}.", field="on"
        )
    return (replace(letter, signed_on=on),)


def _withdrawn(work: UnitOfWork, actor: Actor, file: CaseFile, old: CaseStep, title: str, reason: str) -> Plan:
    if old.key is StepKey.OPENED:
        raise InvalidInput("Pembukaan perkara tidak dapat dibatalkan; hentikan perkaranya dengan alasan.")
    record = replace(_record(work, actor, old, reason), withdrawn=True)
    what = f"pencatatan tahap {title} dibatalkan: {reason}"
    return _judged(work, file, with_record(file, record), record, None, what)


def _of_case(work: UnitOfWork, actor: Actor, file: CaseFile, asked: CaseCorrection, reason: str) -> Plan:
    case = _corrected_case(work, file, asked)
    changes = changed_fields(file.case, case)
    if not changes:
        raise InvalidInput("Belum ada yang berubah; perbaiki data yang keliru.")
    record = replace(_corrected(work, actor, file, changes, reason), overrides=asked.overrides)
    others = tuple(other for other in work.cases.of_nip(case.respondent.nip) if other.id != case.id)
    named = work.elections.by_name(case.election) if case.election else None
    olds = work.old_cases.of_nip(case.respondent.nip)
    after = replace(with_record(file, record), case=case, earlier_cases=others, old_cases=olds, named_election=named)
    opened = next((step for step in after.steps if step.key is StepKey.OPENED), None)
    words = ", ".join(change.title.lower() for change in changes)
    return _judged(work, file, after, record, opened, f"koreksi data perkara ({words})")


def _corrected(
    work: UnitOfWork, actor: Actor, file: CaseFile, changes: tuple[CorrectedField, ...], reason: str
) -> CaseStep:
    """The record of facts set right that belong to no step."""
    return CaseStep(
        id=new_id(),
        case_id=file.case.id,
        key=StepKey.CORRECTED,
        on=work.clock.today(),
        letter_id=None,
        facts=CorrectedFacts(changes=changes, reason=reason),
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )


def _of_letter(work: UnitOfWork, actor: Actor, file: CaseFile, asked: LetterCorrection, reason: str) -> Plan:
    letter = next((one for one in file.letters if one.id == asked.letter_id), None)
    if letter is None or letter.status not in SIGNED:
        raise InvalidInput("Hanya surat yang sudah ditandatangani yang tanggalnya dikoreksi; muat ulang halaman.")
    receiver = asked.delivered_to.strip()
    if tells(work, letter):
        receiver = kept_words(work, letter.delivered_to, receiver, "delivered_to")
    made = replace(
        letter,
        signed_on=asked.signed_on,
        delivered_on=asked.delivered_on if letter.delivered_on else None,
        delivered_how=asked.delivered_how.strip() if letter.delivered_on else "",
        delivered_to=receiver if letter.delivered_on else "",
    )
    changes = changed_days(letter, made)
    if not changes:
        raise InvalidInput("Belum ada yang berubah; perbaiki tanggal yang keliru.")
    _check_days(work, file, letter, made)
    record = _corrected(work, actor, file, changes, reason)
    after = with_letters(with_record(file, record), (made,))
    return _judged(work, file, after, record, None, f"koreksi tanggal {letter.title}")


def _check_days(work: UnitOfWork, file: CaseFile, old: Letter, new: Letter) -> None:
    """Raise InvalidInput for days that cannot be."""
    step = step_of(file, old, law_of(work, file.case))
    if new.signed_on != old.signed_on and step is not None and step.letter_id == old.id:
        if not _dated_by_event(work, file, step):
            raise InvalidInput("Tanggal tanda tangan surat ini menentukan tanggal tahapnya; koreksi tahapnya.")
        if step.on is not None and new.signed_on is not None and new.signed_on < step.on:
            raise InvalidInput(
                f"{old.title} tidak mungkin ditandatangani sebelum {long_date(step.on)}.", field="signed_on"
            )
    if new.signed_on is not None and old.letter_on is not None and new.signed_on < old.letter_on:
        raise InvalidInput("Tanggal tanda tangan tidak mungkin sebelum tanggal surat.", field="signed_on")
    if new.delivered_on is not None and new.signed_on is not None and new.delivered_on < new.signed_on:
        raise InvalidInput("Surat tidak mungkin disampaikan sebelum ditandatangani.", field="delivered_on")
    for name in ("signed_on", "delivered_on"):
        day = getattr(new, name)
        if day is not None and day > work.clock.today():
            raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field=name)
    if old.delivered_on is not None and (new.delivered_on is None or not new.delivered_how):
        raise InvalidInput("Isi tanggal dan cara penyampaiannya.", field="delivered_on")


def _corrected_case(work: UnitOfWork, file: CaseFile, asked: CaseCorrection) -> Case:
    """The case with the facts as they should read; raises InvalidInput for facts that cannot be."""
    for name in ("event_on", "received_on"):
        refuse_far_day(work, getattr(asked, name), name)
    if asked.event_on > asked.received_on:
        raise InvalidInput(
            "Kejadian tidak mungkin sesudah laporan diterima; periksa tanggal kejadian.", field="event_on"
        )
    if not asked.respondent.name.strip():
        raise InvalidInput("Isi nama terlapor.", field="respondent")
    nip = read_nip(asked.respondent.nip).nip
    return replace(
        file.case,
        event_on=asked.event_on,
        received_on=asked.received_on,
        track=_track(work, file, asked.violation_codes),
        violation_codes=asked.violation_codes,
        suspected_level=_level(work, asked),
        respondent=replace(asked.respondent, nip=nip),
        source=asked.source,
        election=asked.election.strip(),
    )


def _track(work: UnitOfWork, file: CaseFile, codes: tuple[str, ...]) -> Track:
    if not codes:
        raise InvalidInput("Pilih bentuk pelanggaran yang diduga.", field="violation_codes")
    tracks = {work.law.violation(code).track for code in codes}
    if len(tracks) > 1:
        raise InvalidInput(
            "Bentuk pelanggaran yang dipilih berasal dari jalur berbeda; pilih satu jalur.", field="violation_codes"
        )
    track = Track(tracks.pop())
    going = any(step.key not in {StepKey.OPENED, StepKey.CORRECTED} for step in file.steps)
    if track is not file.case.track and going:
        raise InvalidInput(
            f"Perkara ini sudah berjalan di jalur {file.case.track}; batalkan pencatatan tahapnya dahulu, "
            "atau hentikan perkara ini dan buka yang baru.",
            field="violation_codes",
        )
    if not work.law.steps(track):
        raise InvalidInput("Jalur bentuk pelanggaran ini belum dapat diproses di program; pilih bentuk lain.")
    return track


def _level(work: UnitOfWork, asked: CaseCorrection) -> Level:
    """The heaviest level of the violations named, or the expected one where the law gives none of its own."""
    levels = (work.law.violation(code).level for code in asked.violation_codes)
    return Level(work.law.heaviest([*levels, asked.suspected_level]))


def _record(work: UnitOfWork, actor: Actor, old: CaseStep, reason: str) -> CaseStep:
    """A record that corrects an old one, so far with the same facts."""
    return replace(
        old,
        id=new_id(),
        corrects=old.id,
        correction_reason=reason,
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )


def _judged(
    work: UnitOfWork, before: CaseFile, after: CaseFile, record: CaseStep, own: CaseStep | None, what: str
) -> Plan:
    """The plan with the versions of the law that the corrected dates ask for, and the letters that follow."""
    today = work.clock.today()
    regulations = moved_regulations(before, after, work.law, today)
    after = replace(after, case=replace(after.case, regulations=regulations))
    placed = replace(record, regulations=regulations)
    if not record.withdrawn:
        steps = tuple(placed if step.id == record.id else step for step in after.steps)
        after = replace(after, steps=steps)
    known = {letter.id: letter for letter in before.letters}
    follow = with_letters(after, kept_letters(work, before, after, f"{what} tanggal {short_date(today)}"))
    changed = tuple(letter for letter in follow.letters if letter != known[letter.id])
    own = placed if own is not None and own.id == placed.id else own
    return Plan(before=before, after=follow, record=placed, own=own, letters=changed)
