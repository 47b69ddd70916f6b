"""Filled forms read back: checked as files, taken in together or not at all, kept as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from cases.errors import InvalidInput
from cases.file_names import kept_name
from cases.filled_sheet import FilledSheet
from cases.model.account import Account, AccountKnown
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.model.watch import (
    CopyState,
    FilledForm,
    Finding,
    FormRead,
    NewAccount,
    Remark,
    Round,
    RoundState,
    WatchForm,
)
from cases.ports import UnitOfWork
from cases.rules.dates import short_date
from cases.rules.watch_answers import Said, said
from cases.rules.watch_copies import KeptCopy, settled
from cases.services.access import service
from cases.services.settling import the_office
from cases.services.watch_copies import counted_of, is_open_to
from cases.watch_codes import office_mark
from cases.watch_understanding import Understood, differences, understand

KEEP: Final = ""
"""The pick by which what counted so far of a line goes on counting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedForm:
    """A file that was handed in: its bytes, their SHA-256, and what stands in it, or the sentence why nothing does."""

    name: str
    data: bytes
    sha256: str
    media_type: str
    sheet: FilledSheet | None = None
    fault: str = ""


@service(Right.READ)
def check_forms(
    work: UnitOfWork, actor: Actor, files: Sequence[HandedForm], round_id: str | None = None
) -> tuple[FormRead, ...]:
    """Say of each file what taking it would do; with ``round_id`` a form of another round is a problem."""
    return tuple(_reads(work, files, round_id))


@service(Right.REGISTER_REPORT)
def take_forms(
    work: UnitOfWork,
    actor: Actor,
    files: Sequence[HandedForm],
    picks: Mapping[tuple[str, int], str] | None = None,
    round_id: str | None = None,
) -> tuple[FilledForm, ...]:
    """Take files in, all of them or none, and pass over what is there already; return them as they were kept.

    ``picks`` says of each line that two copies answer differently, by ``form_id`` and ordinal, which copy counts: the
    SHA-256 of the file, or ``KEEP``. The other copies are kept too. Raises InvalidInput for a file with problems, and
    for a line without the pick that it needs.
    """
    picks = picks or {}
    reads = _reads(work, files, round_id)
    for read in reads:
        if read.problems:
            first = read.problems[0]
            where = f", sel {first.cell}" if first.cell else ""
            raise InvalidInput(f"Berkas {read.file_name}{where}: {first.said}.")
        if any((read.form_id, one.ordinal) not in picks for one in read.differs):
            raise InvalidInput(f"Formulir {read.unit} dijawab dua kali dengan isi berbeda; pilih dahulu yang dipakai.")
    new = [(file, read) for file, read in zip(files, reads, strict=True) if read.is_taken]
    made = [_kept_copy(work, actor, file, read) for file, read in new]
    stored: dict[str, FilledForm] = {}
    for form_id in dict.fromkeys(read.form_id for _, read in new):
        mine = [copy for copy in made if copy.filled.form_id == form_id]
        stored |= _settle(work, form_id, mine, {line: pick for (of, line), pick in picks.items() if of == form_id})
    return tuple(stored[copy.filled.id] for copy in made)


# -- checking


def _reads(work: UnitOfWork, files: Sequence[HandedForm], round_id: str | None) -> list[FormRead]:
    found: list[FormRead] = []
    for file in files:
        read = _read(work, file, round_id)
        twin = next((one for one in found if one.form_id == read.form_id and one.is_taken), None)
        if read.is_taken and any(other.sha256 == file.sha256 for other in files[: len(found)]):
            read = _known(read, "berkas yang sama dipilih dua kali; dibaca sekali")
        elif twin is not None and read.is_taken:
            read = _beside(work, read, said(twin.answers, twin.found), twin.file_name)
        found.append(read)
    return found


def _read(work: UnitOfWork, file: HandedForm, round_id: str | None) -> FormRead:
    read = FormRead(file_name=file.name, state=CopyState.REFUSED)
    if file.sheet is None:
        return _refused(read, file.fault.rstrip(".") or "berkas tidak terbaca")
    form, edition, why = _form_of(work, file.sheet)
    if form is None:
        return _refused(read, why)
    watch = work.rounds.get(form.round_id)
    read = replace(
        read, form_id=form.id, round_id=watch.id, number=watch.number, unit=form.unit, edition=edition or form.edition
    )
    copies = work.filled.of_form(form.id)
    known = next((one for one in copies if one.sha256 == file.sha256), None)
    if known is not None and is_open_to(work, form.id):
        day = short_date(the_office(work).time_zone.day(known.read_at))
        return _known(read, f"berkas ini sudah diterima pada {day}")
    if why := _obstacle(work, form, watch, round_id):
        return _refused(read, why)
    told = understand(file.sheet, form, watch, edition, work.clock.today())
    if form.unit not in watch.units:
        told.problem("", f"{form.unit} tidak lagi termasuk ronde {watch.number}; tambahkan lagi unitnya")
    read = _with(read, told, form)
    standing = next((one for one in copies if one.standing), None)
    if standing is not None and not read.problems:
        read = _beside(work, read, counted_of(work, form.id), standing.file_name)
    return read


def _obstacle(work: UnitOfWork, form: WatchForm, watch: Round, round_id: str | None) -> str:
    """Why no copy of a form is taken, empty where one may be."""
    if round_id is not None and watch.id != round_id:
        return f"formulir ini dari ronde {watch.number}; buka ronde itu untuk membacanya"
    if watch.state is RoundState.CLOSED:
        return f"ronde {watch.number} sudah ditutup; buka lagi rondenya"
    if not is_open_to(work, form.id):
        return (
            f"jawaban {form.unit} yang sudah diterima memuat temuan dari perkara yang dibatasi atau dimusnahkan; "
            "salinan baru dibaca oleh yang boleh melihat perkaranya"
        )
    return ""


def _beside(work: UnitOfWork, read: FormRead, other: Mapping[int, Said], name: str) -> FormRead:
    """A copy compared with what another says, or with what counts so far.

    Of two copies that say the same the comparison with what counted before goes on standing.
    """
    differs = differences(work.forms.get(read.form_id), said(read.answers, read.found), other)
    if read.differs and not differs:
        return read
    return replace(read, state=CopyState.AGAIN, differs=differs, twin=name)


def _form_of(work: UnitOfWork, sheet: FilledSheet) -> tuple[WatchForm | None, int, str]:
    """The form of which a file is a copy, and the edition, 0 when the file does not say; else why it is of none."""
    lines = Counter(line.code.code for line in sheet.lines if line.code is not None)
    codes = dict.fromkeys((one.office, one.code) for _, one in sheet.codes)
    mark = office_mark(the_office(work).id)
    if len({code for _, code in codes}) > 1:
        cells = " dan ".join(dict.fromkeys(cell for cell, _ in sheet.codes))
        return (
            None,
            0,
            f"ada kode dua formulir dalam satu berkas ({cells}); kembalikan tiap formulir dalam berkasnya sendiri",
        )
    if not codes and not lines:
        return None, 0, "tidak ada kode formulir pemantauan; ini bukan formulir dari program ini"
    if codes and next(iter(codes))[0] != mark:
        return None, 0, f"formulir ini dibuat kantor lain (tanda {next(iter(codes))[0]}); kembalikan ke pengirimnya"
    code = next(iter(codes))[1] if codes else lines.most_common(1)[0][0]
    form = work.forms.by_code(code)
    if form is None:
        return None, 0, f"formulir {code} tidak dikenal; mungkin rondenya sudah dibuang, lihat Sampah"
    return form, max((one.edition for _, one in sheet.codes), default=0), ""


def _with(read: FormRead, told: Understood, form: WatchForm) -> FormRead:
    return replace(
        read,
        state=CopyState.REFUSED if told.problems else CopyState.NEW,
        problems=tuple(told.problems),
        remarks=tuple(told.remarks),
        answers=tuple(told.answers),
        found=tuple(told.found),
        accounts=tuple(told.accounts),
        lines=sum(1 for line in form.lines if not line.gone),
        answered=told.answered,
        missing=told.missing,
        filled_by=told.filled_by,
        filled_nip=told.filled_nip,
        filled_on=told.filled_on,
    )


def _refused(read: FormRead, why: str) -> FormRead:
    return replace(read, state=CopyState.REFUSED, problems=(*read.problems, Remark(cell="", said=why)))


def _known(read: FormRead, why: str) -> FormRead:
    return replace(read, state=CopyState.KNOWN, remarks=(Remark(cell="", said=why),), differs=())


# -- taking


def _kept_copy(work: UnitOfWork, actor: Actor, file: HandedForm, read: FormRead) -> KeptCopy:
    """A file as it is kept, before it is said what of it counts; its bytes go into the vault."""
    filled = FilledForm(
        id=new_id(),
        round_id=read.round_id,
        form_id=read.form_id,
        edition=read.edition,
        file_name=kept_name(file.name),
        media_type=file.media_type,
        sha256=file.sha256,
        blob=work.vault.put(file.data, file.sha256),
        size=len(file.data),
        filled_by=read.filled_by,
        filled_nip=read.filled_nip,
        filled_on=read.filled_on,
        answers=read.answers,
        accounts=tuple(_account(work, actor, one, read) for one in read.accounts),
        found=len(read.found),
        remarks=read.remarks,
        read_at=work.clock.now(),
        read_by=actor.name,
    )
    return KeptCopy(
        filled,
        tuple(
            Finding(
                id=new_id(),
                round_id=read.round_id,
                form_id=read.form_id,
                filled_id=filled.id,
                **asdict(line),
            )
            for line in read.found
        ),
    )


def _settle(work: UnitOfWork, form_id: str, new: Sequence[KeptCopy], picks: Mapping[int, str]) -> dict[str, FilledForm]:
    """Write what came of a form, and what changes in the copies that came before; return the copies by identifier."""
    before = [KeptCopy(one, work.findings.of_filled(one.id)) for one in work.filled.of_form(form_id)]
    prior = next((copy.filled.id for copy in before if copy.filled.standing), new[0].filled.id)
    told = {line: one.filled_id for line, one in counted_of(work, form_id).items()}
    files = {copy.filled.sha256: copy.filled.id for copy in new}
    picked = set(picks.values())  # one copy for every line counts also for those that nobody was asked about
    main = files.get(picked.pop(), prior) if len(picked) == 1 else new[-1].filled.id
    lines = [line.ordinal for line in work.forms.get(form_id).lines]
    kept = {line: told.get(line, "") for line in lines} if before else {}
    winners = dict(kept) if main == prior else {}
    winners |= {line: kept.get(line, prior) if pick == KEEP else files[pick] for line, pick in picks.items()}
    known = {copy.filled.id: copy for copy in before}
    settled_copies = settled(before, new, main, winners)
    for copy in settled_copies:
        old = known.get(copy.filled.id)
        if old is None:
            work.filled.add(copy.filled)
        elif old.filled != copy.filled:
            work.filled.save(copy.filled)
        for one in copy.findings:
            if old is None:
                work.findings.add(one)
            elif one not in old.findings:
                work.findings.save(one)
    return {copy.filled.id: copy.filled for copy in settled_copies}


def _account(work: UnitOfWork, actor: Actor, told: NewAccount, read: FormRead) -> NewAccount:
    """Keep an account that a form adds, unless the employee has it already."""
    for known in work.accounts.of_employee(told.employee_id):
        if (known.platform, known.handle, known.url) == (told.platform, told.handle, told.url):
            return replace(told, account_id=known.id)
    account = Account(
        id=new_id(),
        employee_id=told.employee_id,
        platform=told.platform,
        handle=told.handle,
        url=told.url,
        known=AccountKnown.FORM,
        known_note=f"ronde {read.number}, {read.unit}, sel {told.cell}",
        added_at=work.clock.now(),
        added_by=actor.name,
    )
    work.accounts.add(account)
    return replace(told, account_id=account.id)
