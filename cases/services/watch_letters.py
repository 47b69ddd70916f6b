"""The letters of a round of the watch: each head of a unit is asked, and reminded where his form did not come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cases.errors import InvalidInput
from cases.letters.asks import NOBODY, SIGNER, Ask, checked
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import LetterLine
from cases.model.user import Actor, Right
from cases.model.watch import Round, RoundState, WatchForm
from cases.model.work_unit import UnitPath
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.services.access import service
from cases.services.letter_asked import Entries, Whose, asked_content, asked_letter
from cases.services.letter_drafts import asks_with
from cases.services.work_units import head_of

REQUEST: Final = "watch-request"
REMINDER: Final = "watch-reminder"
KINDS: Final = (REQUEST, REMINDER)

_TO, _EARLIER = "pantau.kepada", "pantau.surat"
_OF_UNIT: Final = frozenset({_TO, _EARLIER})
"""The entries that differ from unit to unit; they are filled in, not asked."""
_NOT_SENT: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLetters:
    """The letters to the head of a unit in a round: the one that asks him, and those that remind him, oldest first.

    One that was discarded is not among them.
    """

    unit: str
    request: LetterLine | None
    reminders: tuple[LetterLine, ...]

    @property
    def reminded(self) -> int:
        """How often he was reminded by a letter that was put up."""
        return sum(line.status not in _NOT_SENT for line in self.reminders)


@service(Right.READ)
def letters_of_round(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[UnitLetters, ...]:
    """Return the letters of a round by unit; of one that was replaced the newest. Raises NotFound."""
    return tuple(letters_by_unit(work, work.rounds.get(round_id)).values())


def letters_by_unit(work: UnitOfWork, found: Round) -> dict[str, UnitLetters]:
    """Return the letters of a round by the unit to whose head they go."""
    forms = work.forms.of_round(found.id)
    newest = _newest(work, forms)
    told = {}
    for form in forms:
        asked = newest.get(form.letter_id or "")
        told[form.unit] = UnitLetters(
            unit=form.unit,
            request=_line(found, form, asked) if asked is not None else None,
            reminders=tuple(_line(found, form, newest[one]) for one in form.reminder_ids if one in newest),
        )
    return told


@service(Right.READ)
def letter_asks(work: UnitOfWork, actor: Actor, round_id: str, kind: str) -> tuple[Ask, ...]:
    """Return what is asked once for all letters of a kind (``KINDS``), with what the round says; raises NotFound."""
    found = work.rounds.get(round_id)
    usual = _usual(found)
    return tuple(
        replace(ask, value=usual.get(ask.key, ask.value)) for ask in _asks(work, kind) if ask.key not in _OF_UNIT
    )


@service(Right.MANAGE_LETTERS)
def draft_round_letters(
    work: UnitOfWork, actor: Actor, round_id: str, kind: str, units: tuple[str, ...], entries: Entries
) -> tuple[LetterLine, ...]:
    """Draft a letter of a kind (``KINDS``) to the head of each of these units, all or none; return them by unit.

    Raises InvalidInput for an entry that cannot be taken (with its field), a round that is closed, a unit whose form
    is not made, that was asked already, or that is reminded though its form came back or before it was asked.
    """
    found = work.rounds.get(round_id)
    if found.state is RoundState.CLOSED:
        raise InvalidInput(f"Ronde {found.number} sudah ditutup; buka kembali sebelum mengirim surat.")
    forms = {form.unit: form for form in work.forms.of_round(round_id)}
    answered = {filled.form_id for filled in work.filled.of_round(round_id)}
    newest, asks = _newest(work, forms.values()), _asks(work, kind)
    made = []
    for unit in units:
        form = forms.get(unit)
        if form is None:
            raise InvalidInput(f"Formulir {unit} belum dibuat; buat formulirnya dahulu.")
        asked = newest.get(form.letter_id or "")
        _refuse(kind, form, asked, answered=form.id in answered)
        own = {_TO: _head_of(work, unit)} | ({_EARLIER: _numbered(asked)} if kind == REMINDER else {})
        usual = {ask.key: ask.value for ask in asks if ask.key == SIGNER}
        kept = checked(asks, usual | dict(entries) | own, work.clock.today())
        letter = asked_letter(work, actor, kind, Whose(), kept)
        work.letters.add(letter)
        work.forms.save(_with(form, kind, letter))
        made.append(_line(found, form, letter))
    return tuple(made)


def _refuse(kind: str, form: WatchForm, asked: Letter | None, *, answered: bool) -> None:
    if kind == REQUEST:
        if asked is not None and asked.status is not LetterStatus.VOID:
            raise InvalidInput(f"Surat permintaan kepada {form.unit} sudah ada; buka surat itu.")
    elif answered:
        raise InvalidInput(f"{form.unit} sudah mengembalikan formulirnya; tidak perlu diingatkan.")
    elif asked is None or asked.status in _NOT_SENT:
        raise InvalidInput(f"Surat permintaan kepada {form.unit} belum diajukan; ajukan surat itu dahulu.")


def _with(form: WatchForm, kind: str, letter: Letter) -> WatchForm:
    if kind == REQUEST:
        return replace(form, letter_id=letter.id)
    return replace(form, reminder_ids=(*form.reminder_ids, letter.id))


def _asks(work: UnitOfWork, kind: str) -> tuple[Ask, ...]:
    if kind not in KINDS:
        raise InvalidInput("Surat ini bukan surat ronde pemantauan; muat ulang halaman.")
    info = work.shelf.of(kind, work.clock.today())
    return asks_with(work, info, asked_content(work, kind, Whose(), None, {}, signers=(NOBODY,)), {})


def _usual(found: Round) -> Mapping[str, str]:
    """What a round says by itself."""
    return {
        "pantau.ronde": found.number,
        "pantau.masa": f"{long_date(found.first_on)} sampai dengan {long_date(found.last_on)}",
        "pantau.cari": "\n".join(found.looks),
        "batas.tanggal": found.due_on.isoformat(),
    }


def _head_of(work: UnitOfWork, unit: str) -> str:
    """The post of the unit's head as a person said it; a guess may be of another post, so it names nobody."""
    head = head_of(work, UnitPath(unit))
    if head is None or head.post is None or head.guessed:
        return f"Kepala {unit}"
    if head.acting:  # his own post is another
        return f"{head.acting} Kepala {unit}"
    return head.post.position.strip() or f"Kepala {unit}"


def _numbered(letter: Letter | None) -> str:
    """How a letter is cited; empty for one that has neither number nor day yet."""
    if letter is None:
        return ""
    day: date | None = letter.letter_on
    parts = (f"Nomor {letter.number}" if letter.number else "", f"tanggal {long_date(day)}" if day else "")
    return " ".join(filter(None, parts))


def _line(found: Round, form: WatchForm, letter: Letter) -> LetterLine:
    return LetterLine(
        id=letter.id,
        case_id=None,
        case_number=f"Ronde {found.number}",
        respondent=form.unit,
        kind=letter.kind,
        title=letter.title,
        number=letter.number,
        letter_on=letter.letter_on,
        status=str(letter.status),
        outdated=letter.outdated,
        worded=bool(letter.wording),
    )


def _letter_ids(forms: Iterable[WatchForm]) -> Iterator[str]:
    for form in forms:
        yield from filter(None, (form.letter_id, *form.reminder_ids))


def _newest(work: UnitOfWork, forms: Iterable[WatchForm]) -> dict[str, Letter]:
    """Each letter of these forms by its identifier, or what took its place; one that was discarded is left out.

    All letters of the office are read only where one is void.
    """
    found = {letter.id: letter for letter in work.letters.of_ids(_letter_ids(forms))}
    if all(letter.status is not LetterStatus.VOID for letter in found.values()):
        return found
    replacing = {one.replaces: one for one in work.letters.of_office() if one.kind in KINDS}
    for letter_id, letter in found.items():
        found[letter_id] = _last(letter, replacing)
    return found


def _last(letter: Letter, replacing: Mapping[str | None, Letter]) -> Letter:
    while letter.status is LetterStatus.VOID and letter.id in replacing:
        letter = replacing[letter.id]
    return letter
