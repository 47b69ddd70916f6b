"""Copies of the watch's forms as they were kept: what each answers, what came of it, and the file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cases.account_names import account_words
from cases.errors import NotAllowed
from cases.model.user import Actor, Right
from cases.model.watch import FilledForm, Finding, FormLine, NewAccount, Round, Seen, WatchForm
from cases.ports import UnitOfWork
from cases.rules.watch_answers import Said, line_words
from cases.rules.watch_copies import counted, counts
from cases.services.access import service
from cases.services.watch_rounds import open_ones


class Fate(StrEnum):
    """What came of a line of a copy."""

    NOTHING = "tidak ada temuan"
    UNANSWERED = "tidak dijawab"
    PASSED = "salinan lain yang dipakai"
    OPEN = "belum diproses"
    ASIDE = "dikesampingkan"
    REPORT = "menjadi laporan"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A line of a form as one copy answers it; ``ordinal`` is 0 for a finding about an account that the copy adds.

    ``number`` is that of the report that a finding became, ``why`` the reason for which it was set aside.
    """

    ordinal: int
    employee_id: str
    name: str
    nip: str
    account: str
    cell: str = ""
    owned: str = ""
    seen: str = ""
    told: str = ""
    urls: tuple[str, ...] = ()
    fate: Fate = Fate.UNANSWERED
    report_id: str = ""
    number: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others of its copy."""
        return f"{self.ordinal}/{self.cell}"

    @property
    def is_finding(self) -> bool:
        """Whether something was found."""
        return self.seen == Seen.FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy with all of its lines in the order of the form; ``others`` are the copies of the same form, it among them.

    ``accounts`` are those that the copy adds.
    """

    filled: FilledForm
    form: WatchForm
    round: Round
    lines: tuple[CopyLine, ...]
    accounts: tuple[NewAccount, ...]
    others: tuple[FilledForm, ...]


@service(Right.READ)
def filled_forms(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[FilledForm, ...]:
    """Return every copy that was taken in in a round, in that order."""
    return work.filled.of_round(round_id)


@service(Right.READ)
def filled_bytes(work: UnitOfWork, actor: Actor, filled_id: str) -> tuple[FilledForm, bytes]:
    """Return a filled form as it was taken in; raises NotAllowed where a copy of its form tells of a hidden case."""
    filled = _opened(work, filled_id)
    return filled, work.vault.get(filled.blob)


@service(Right.READ)
def copy_view(work: UnitOfWork, actor: Actor, filled_id: str) -> CopyView:
    """Return what a copy answers and what came of it; raises NotAllowed as ``filled_bytes`` does."""
    filled = _opened(work, filled_id)
    found = work.findings.of_filled(filled_id)
    form = work.forms.get(filled.form_id)
    told, by_line = _told(work, found), {one.ordinal: one for one in found if one.ordinal}
    answers = {one.ordinal: one for one in filled.answers}
    lines = []
    for line in form.lines:
        if (finding := by_line.get(line.ordinal)) is not None:
            lines.append(replace(told[finding.id], account=line_words(line)))
        elif (answer := answers.get(line.ordinal)) is not None:
            fate = Fate.NOTHING if counts(filled, answer) else Fate.PASSED
            lines.append(
                _line(line, cell=answer.cell, owned=answer.owned, seen=answer.seen, told=answer.note, fate=fate)
            )
        elif not line.gone:
            lines.append(_line(line))
    lines += [told[one.id] for one in found if not one.ordinal]
    return CopyView(
        filled=filled,
        form=form,
        round=work.rounds.get(filled.round_id),
        lines=tuple(lines),
        accounts=filled.accounts,
        others=work.filled.of_form(form.id),
    )


def counted_of(work: UnitOfWork, form_id: str) -> dict[int, Said]:
    """What counts so far of each line of a form, over all of its copies."""
    copies = work.filled.of_form(form_id)
    return counted(copies, (one for copy in copies for one in work.findings.of_filled(copy.id)))


def _opened(work: UnitOfWork, filled_id: str) -> FilledForm:
    filled = work.filled.get(filled_id)
    if not is_open_to(work, filled.form_id):
        raise NotAllowed(
            "Formulir ini memuat temuan dari perkara yang dibatasi atau dimusnahkan; mintalah admin kantor Anda."
        )
    return filled


def is_open_to(work: UnitOfWork, form_id: str) -> bool:
    """Whether who acts may see all that the copies of a form tell: which of them counts tells of the others too."""
    return all(len(work.findings.of_filled(one.id)) == one.found for one in work.filled.of_form(form_id))


def _line(
    line: FormLine, *, cell: str = "", owned: str = "", seen: str = "", told: str = "", fate: Fate = Fate.UNANSWERED
) -> CopyLine:
    return CopyLine(
        ordinal=line.ordinal,
        employee_id=line.employee_id,
        name=line.name,
        nip=line.nip,
        account=line_words(line),
        cell=cell,
        owned=owned,
        seen=seen,
        told=told,
        fate=fate,
    )


def _told(work: UnitOfWork, findings: Sequence[Finding]) -> dict[str, CopyLine]:
    """The findings of a copy with what came of them, by identifier."""
    reports = work.reports.of_ids({one.report_id for one in findings if one.report_id is not None})
    numbers, waiting = {report.id: report.number for report in reports}, open_ones(work, findings)
    return {one.id: _found(one, numbers, waits=one in waiting) for one in findings}


def _found(one: Finding, numbers: Mapping[str, str], *, waits: bool) -> CopyLine:
    if not one.standing:
        fate = Fate.PASSED
    elif waits:
        fate = Fate.OPEN
    else:
        fate = Fate.ASIDE if one.set_aside else Fate.REPORT
    report_id = one.report_id if one.report_id in numbers else None
    return CopyLine(
        ordinal=one.ordinal,
        employee_id=one.employee_id,
        name=one.name,
        nip=one.nip,
        account=account_words(one.platform, one.handle, one.account_url),
        cell=one.cell,
        owned=one.owned,
        seen=Seen.FOUND,
        told=one.note,
        urls=one.urls,
        fate=fate,
        report_id=report_id or "",
        number=numbers.get(report_id or "", ""),
        why=one.set_aside,
    )
