"""Filled forms read back: checked as files, taken in together or not at all, kept as evidence; what they contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cases.errors import InvalidInput, NotAllowed
from cases.file_names import kept_name
from cases.filled_sheet import FilledSheet
from cases.model.account import Account, AccountKnown
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.model.watch import (
    Contradiction,
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
from cases.rules.watch_answers import Said, against_earlier, against_itself, contradicting, line_words, said
from cases.services.access import service
from cases.services.settling import the_office
from cases.watch_codes import office_mark
from cases.watch_reading import Understood, differences, understand

KEEP: Final = ""
"""The pick by which the copy that counted so far goes on counting."""


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
    picks: Mapping[str, str] | None = None,
    round_id: str | None = None,
) -> tuple[FilledForm, ...]:
    """Take files in, all of them or none; return them as they were kept.

    ``picks`` says for each form that two copies answer differently which counts, by ``form_id``: the SHA-256 of the
    file, or ``KEEP``. The others are kept as evidence too. Raises InvalidInput for a file with problems, and for a form
    without the pick that it needs.
    """
    picks = picks or {}
    reads = _reads(work, files, round_id)
    for read in reads:
        if read.problems:
            first = read.problems[0]
            where = f", sel {first.cell}" if first.cell else ""
            raise InvalidInput(f"Berkas {read.file_name}{where}: {first.said}.")
        if read.differs and read.form_id not in picks:
            raise InvalidInput(f"Formulir {read.unit} dijawab dua kali dengan isi berbeda; pilih dahulu yang dipakai.")
    newest = {read.form_id: file.sha256 for read, file in zip(reads, files, strict=True)} | dict(picks)
    return tuple(
        _take(work, actor, file, read, stands=newest[read.form_id] == file.sha256)
        for read, file in zip(reads, files, strict=True)
    )


@service(Right.READ)
def filled_forms(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[FilledForm, ...]:
    """Return every copy that was taken in in a round, in that order."""
    return work.filled.of_round(round_id)


@service(Right.READ)
def filled_bytes(work: UnitOfWork, actor: Actor, filled_id: str) -> tuple[FilledForm, bytes]:
    """Return a filled form as it was taken in; raises NotAllowed where a finding in it is of a hidden case."""
    filled = work.filled.get(filled_id)
    if not _seen_whole(work, filled):
        raise NotAllowed(
            "Formulir ini memuat temuan dari perkara yang dibatasi atau dimusnahkan; mintalah admin kantor Anda."
        )
    return filled, work.vault.get(filled.blob)


def _seen_whole(work: UnitOfWork, filled: FilledForm) -> bool:
    return len(work.findings.of_filled(filled.id)) == filled.found


@service(Right.READ)
def contradictions(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[Contradiction, ...]:
    """Return the answers of a round that cannot both be right: within a form, between copies, with the round before."""
    watch = work.rounds.get(round_id)
    forms = {form.id: form for form in work.forms.of_round(round_id)}
    told = {one.id: _said(work, one) for one in work.filled.of_round(round_id)}
    states = {account.id: account.state.value for account in work.accounts.all()}
    before = _earlier(work, watch)
    found = []
    for filled in work.filled.of_round(round_id):
        form, mine = forms[filled.form_id], told[filled.id]
        if not filled.standing:
            continue
        for line in form.lines:
            one = mine.get(line.ordinal)
            if one is None:
                continue
            whys = (
                ("jawaban dan data kantor", against_itself(line, one, states.get(line.account_id or "", ""))),
                ("ronde sebelumnya", _against_before(before, line.account_id, one)),
            )
            found += [
                _contradiction(form, filled, line.name, line.nip, line_words(line), between, why, one.cell)
                for between, why in whys
                if why
            ]
        for other in work.filled.of_form(form.id):
            if other.id == filled.id:
                continue
            for line, why in contradicting(form.lines, mine, told[other.id]):
                between = f"salinan lain ({other.file_name})"
                cell = mine[line.ordinal].cell
                found.append(_contradiction(form, filled, line.name, line.nip, line_words(line), between, why, cell))
    return tuple(found)


def _contradiction(
    form: WatchForm, filled: FilledForm, name: str, nip: str, account: str, between: str, why: str, cell: str
) -> Contradiction:
    return Contradiction(
        unit=form.unit, name=name, nip=nip, account=account, between=between, said=why, filled_id=filled.id, cell=cell
    )


def _earlier(work: UnitOfWork, watch: Round) -> dict[str, Said]:
    """What the rounds before said of each account, the latest of each."""
    found: dict[str, Said] = {}
    for other in reversed(work.rounds.all()):
        if (other.year, other.ordinal) >= (watch.year, watch.ordinal):
            continue
        forms = {form.id: form for form in work.forms.of_round(other.id)}
        for filled in work.filled.of_round(other.id):
            if not filled.standing:
                continue
            told = _said(work, filled)
            found |= {
                line.account_id: told[line.ordinal]
                for line in forms[filled.form_id].lines
                if line.account_id is not None and line.ordinal in told
            }
    return found


def _against_before(before: Mapping[str, Said], account_id: str | None, now: Said) -> str:
    earlier = before.get(account_id or "")
    return against_earlier(now, earlier) if earlier is not None else ""


def _said(work: UnitOfWork, filled: FilledForm) -> dict[int, Said]:
    return said(filled.answers, work.findings.of_filled(filled.id))


# -- checking


def _reads(work: UnitOfWork, files: Sequence[HandedForm], round_id: str | None) -> list[FormRead]:
    found: list[FormRead] = []
    for file in files:
        read = _read(work, file, round_id)
        twin = next((one for one in found if one.form_id == read.form_id and not one.problems), None)
        if not read.problems and any(other.sha256 == file.sha256 for other in files[: len(found)]):
            read = _refused(read, "berkas yang sama dipilih dua kali; hapus satu dari daftar", CopyState.KNOWN)
        elif twin is not None and not read.problems:
            form = work.forms.get(read.form_id)
            differs = differences(form, said(read.answers, read.found), said(twin.answers, twin.found))
            read = replace(read, state=CopyState.AGAIN, differs=differs or read.differs, twin=twin.file_name)
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
    if why := _obstacle(work, form, watch, copies, round_id):
        return _refused(read, why)
    if known is not None:
        day = short_date(known.read_at.date())
        return _refused(read, f"berkas ini sudah diterima pada {day}", CopyState.KNOWN)
    told = understand(file.sheet, form, watch, edition, work.clock.today())
    if form.unit not in watch.units:
        told.problem("", f"{form.unit} tidak lagi termasuk ronde {watch.number}; tambahkan lagi unitnya")
    read = _with(read, told, form)
    standing = next((one for one in copies if one.standing), None)
    if standing is not None and not read.problems:
        differs = differences(form, said(read.answers, read.found), _said(work, standing))
        read = replace(read, state=CopyState.AGAIN, differs=differs, twin=standing.file_name)
    return read


def _obstacle(
    work: UnitOfWork, form: WatchForm, watch: Round, copies: Iterable[FilledForm], round_id: str | None
) -> str:
    """Why no copy of a form is taken, empty where one may be."""
    if round_id is not None and watch.id != round_id:
        return f"formulir ini dari ronde {watch.number}; buka ronde itu untuk membacanya"
    if watch.state is RoundState.CLOSED:
        return f"ronde {watch.number} sudah ditutup; buka lagi rondenya"
    if not all(_seen_whole(work, one) for one in copies if one.standing):
        return (
            f"jawaban {form.unit} yang sudah diterima memuat temuan dari perkara yang dibatasi atau dimusnahkan; "
            "salinan baru dibaca oleh yang boleh melihat perkaranya"
        )
    return ""


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


def _refused(read: FormRead, why: str, state: CopyState = CopyState.REFUSED) -> FormRead:
    return replace(read, state=state, problems=(*read.problems, Remark(cell="", said=why)))


# -- taking


def _take(work: UnitOfWork, actor: Actor, file: HandedForm, read: FormRead, *, stands: bool) -> FilledForm:
    before = [one for one in work.filled.of_form(read.form_id) if one.standing]
    earlier = [finding for one in before for finding in work.findings.of_filled(one.id)]
    if stands:
        for one in before:
            work.filled.save(replace(one, standing=False))
        for finding in earlier:
            work.findings.save(replace(finding, standing=False))
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
        accounts=tuple(_account(work, actor, one, read) for one in read.accounts) if stands else read.accounts,
        found=len(read.found),
        remarks=read.remarks,
        standing=stands,
        read_at=work.clock.now(),
        read_by=actor.name,
    )
    work.filled.add(filled)
    for line in read.found:
        same = next((one for one in earlier if (one.employee_id, one.urls) == (line.employee_id, line.urls)), None)
        work.findings.add(
            Finding(
                id=new_id(),
                round_id=read.round_id,
                form_id=read.form_id,
                filled_id=filled.id,
                ordinal=line.ordinal,
                cell=line.cell,
                employee_id=line.employee_id,
                name=line.name,
                nip=line.nip,
                platform=line.platform,
                handle=line.handle,
                account_url=line.account_url,
                owned=line.owned,
                urls=line.urls,
                seen_on=line.seen_on,
                note=line.note,
                standing=stands,
                report_id=same.report_id if same is not None and stands else None,
                set_aside=same.set_aside if same is not None and stands else "",
            )
        )
    return filled


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
