"""Answers of the watch that cannot both be right; a person says which is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from cases.model.user import Actor, Right
from cases.model.watch import Contradiction, Round, WatchForm
from cases.ports import UnitOfWork
from cases.rules.watch_answers import Said, against_earlier, against_itself, line_words
from cases.rules.watch_copies import counted
from cases.services.access import service


@service(Right.READ)
def contradictions(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[Contradiction, ...]:
    """Return the answers of a round that cannot both be right: within a form, and with the round before.

    Where copies of a form answer a line differently, a person said which counts when they were taken in.
    """
    watch = work.rounds.get(round_id)
    forms, before = tuple(_forms(work, watch)), _earlier(work, watch)
    named = {line.account_id for form, _ in forms for line in form.lines if line.account_id is not None}
    states = {account.id: account.state.value for account in work.accounts.of_ids(named)}
    found = []
    for form, mine in forms:
        for line in form.lines:
            one = mine.get(line.ordinal)
            if one is None:
                continue
            whys = (
                ("jawaban dan data kantor", against_itself(line, one, states.get(line.account_id or "", ""))),
                ("ronde sebelumnya", _against_before(before, line.account_id, one)),
            )
            found += [
                _contradiction(form, one, line.name, line.nip, line_words(line), between, why)
                for between, why in whys
                if why
            ]
    return tuple(found)


def _forms(work: UnitOfWork, watch: Round) -> Iterable[tuple[WatchForm, dict[int, Said]]]:
    """The forms of a round that came back, with what counts of their lines."""
    copies = sorted(work.filled.of_round(watch.id), key=lambda one: (one.form_id, one.id))
    by_form = {form_id: tuple(of) for form_id, of in groupby(copies, key=lambda one: one.form_id)}
    findings = work.findings.of_round(watch.id)
    for form in work.forms.of_round(watch.id):
        if form.id in by_form:
            mine = counted(by_form[form.id], (one for one in findings if one.form_id == form.id))
            yield form, mine


def _contradiction(
    form: WatchForm, told: Said, name: str, nip: str, account: str, between: str, why: str
) -> Contradiction:
    return Contradiction(
        unit=form.unit,
        name=name,
        nip=nip,
        account=account,
        between=between,
        said=why,
        filled_id=told.filled_id,
        cell=told.cell,
    )


def _earlier(work: UnitOfWork, watch: Round) -> dict[str, Said]:
    """What the rounds before said of each account, the latest of each."""
    found: dict[str, Said] = {}
    for other in reversed(work.rounds.all()):
        if (other.year, other.ordinal) >= (watch.year, watch.ordinal):
            continue
        for form, told in _forms(work, other):
            found |= {
                line.account_id: told[line.ordinal]
                for line in form.lines
                if line.account_id is not None and line.ordinal in told
            }
    return found


def _against_before(before: Mapping[str, Said], account_id: str | None, now: Said) -> str:
    earlier = before.get(account_id or "")
    return against_earlier(now, earlier) if earlier is not None else ""
