"""Editions of the office's own: begun, changed, brought as a file, tried, taken into use and out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from cases.errors import InvalidInput, LetterError
from cases.letters.own_words import in_own_words
from cases.letters.template_check import LARGEST, OF_OFFICE, Problem
from cases.letters.template_text import Parts, parts_of, read_parts, write_parts
from cases.letters.templates import TemplateInfo, read_head, shipped
from cases.letters.trial import trial, trial_keys
from cases.model.discarded import Discarded
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterStatus
from cases.model.listing import ListQuery
from cases.model.office import Paper
from cases.model.user import Actor, Right
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork
from cases.regulations.misfits import unreadable
from cases.services.access import service
from cases.services.discarding import put_away
from cases.services.letter_print import render
from cases.services.settling import the_office
from cases.services.wording_lookup import found_problems, split_name, trial_letter, unprintable


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedLetter:
    """A made-up letter as it came out on a paper; ``problem`` is empty where it could be set.

    ``shipped_pages`` are those of the wording that ships.
    """

    title: str
    paper: Paper
    pages: int
    shipped_pages: int
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOut:
    """What a run over ordinary and extreme letters found; an edition may be used once nothing is wrong."""

    problems: tuple[Problem, ...]
    letters: tuple[TriedLetter, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every letter could be set on both papers."""
        return not self.problems and all(not letter.problem for letter in self.letters)


@service(Right.MANAGE_RULES)
def start_draft(work: UnitOfWork, actor: Actor, name: str) -> OfficeTemplate:
    """Begin an edition of the office from a shipped wording or from any edition.

    It rests on the newest version that the program ships, whatever it is taken from.
    """
    text = work.shelf.text(name)
    parts = read_parts(text)
    if parts is None:
        raise LetterError(f"Naskah {name} tidak dapat dibaca; mulai dari naskah bawaan.")
    rests_on, edition = split_name(name)
    kind = rests_on.rpartition("@")[0]
    source = f"edisi kantor {edition}" if edition else f"naskah bawaan versi {rests_on.rpartition('@')[2]}"
    return _begin(work, actor, kind, parts, note=f"dari {source}")


@service(Right.MANAGE_RULES)
def import_text(work: UnitOfWork, actor: Actor, data: bytes, file_name: str) -> OfficeTemplate:
    """Take a wording's file in as a draft, never in use by itself; what is wrong with it is told on its page.

    Raises LetterError for a file that is no wording, with the line where it cannot be read.
    """
    if len(data) > LARGEST:
        raise LetterError(f"Berkas {file_name} terlalu besar untuk naskah surat; pilih berkas naskah (.toml).")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LetterError(
            f"Berkas {file_name} tidak dapat dibaca, baris {line}: seharusnya teks UTF-8; simpan ulang sebagai UTF-8.",
            detail=str(error),
        ) from error
    try:
        parts = parts_of(msgspec.toml.decode(text))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        line, words = unreadable(error, text)
        raise LetterError(
            f"Berkas {file_name} tidak dapat dibaca, baris {max(line, 1)}: {words}.", detail=str(error)
        ) from error
    kind = parts.head.get("kind") if parts is not None else None
    if parts is None or kind not in {info.kind for info in shipped()}:
        raise LetterError(f"Berkas {file_name} bukan naskah surat yang dikenal program ini; pilih berkas lain.")
    return _begin(work, actor, str(kind), parts, note=f"dari berkas {file_name}")


@service(Right.MANAGE_RULES)
def save_text(work: UnitOfWork, actor: Actor, edition_id: str, text: str) -> OfficeTemplate:
    """Keep a draft's text, whatever is still wrong with it; it has to be tried again before it is used."""
    draft = _draft(work, edition_id)
    text = _kept(text)
    if text == draft.text:
        return draft
    changed = replace(
        draft,
        text=text,
        tried_at=None,
        changed_at=work.clock.now(),
        changed_by=actor.full_name or actor.name,
    )
    work.templates.save(changed)
    return changed


@service(Right.MANAGE_RULES)
def try_out(work: UnitOfWork, actor: Actor, edition_id: str) -> TryOut:
    """Set ordinary and extreme made-up letters on both papers; remember it where everything came out."""
    edition = work.templates.get(edition_id)
    problems = found_problems(work, edition.text, edition.name)
    if problems:
        return TryOut(problems=problems)
    found = TryOut(problems=(), letters=tuple(_tried(work, edition)))
    if found.passed:
        work.templates.save(replace(edition, tried_at=work.clock.now()))
    return found


@service(Right.MANAGE_RULES)
def use(work: UnitOfWork, actor: Actor, edition_id: str) -> OfficeTemplate:
    """Make letters from an edition from now on; the editions whose days it covers are used no more.

    Drafts of letters follow it, but for those with a text of their own. Raises InvalidInput for an edition that was
    not tried, or that says what cannot be printed any more.
    """
    edition = work.templates.get(edition_id)
    if edition.state is WordingState.USED:
        raise InvalidInput(f"Naskah {edition.name} sudah dipakai; muat ulang halaman.")
    problems = found_problems(work, edition.text, edition.name)
    if problems:
        raise InvalidInput(f"Naskah {edition.name} belum dapat dipakai. {problems[0].sentence}")
    if edition.tried_at is None:
        raise InvalidInput("Jalankan uji cetak dahulu; naskah dipakai setelah semua contoh tercetak baik.")
    info = read_head(edition.text, edition.name)
    for other in work.templates.all():
        if other.kind == edition.kind and other.state is WordingState.USED and _covered(other, info):
            work.templates.save(replace(other, state=WordingState.RETIRED))
    made = replace(edition, state=WordingState.USED, used_at=work.clock.now(), used_by=actor.full_name or actor.name)
    work.templates.save(made)
    _follow(work, edition.kind)
    return made


@service(Right.MANAGE_RULES)
def retire(work: UnitOfWork, actor: Actor, edition_id: str) -> OfficeTemplate:
    """Use an edition no more: letters are made from the wording before it again; those made from it stay."""
    edition = work.templates.get(edition_id)
    if edition.state is not WordingState.USED:
        raise InvalidInput(f"Naskah {edition.name} tidak sedang dipakai; muat ulang halaman.")
    made = replace(edition, state=WordingState.RETIRED)
    work.templates.save(made)
    _follow(work, edition.kind)
    return made


@service(Right.MANAGE_RULES)
def throw_away(work: UnitOfWork, actor: Actor, edition_id: str, reason: str) -> Discarded:
    """Put a draft into Sampah; raises InvalidInput for an edition that letters were made from."""
    return put_away(work, actor, "template", (_draft(work, edition_id).id,), reason)


# -- parts


def _draft(work: UnitOfWork, edition_id: str) -> OfficeTemplate:
    draft = work.templates.get(edition_id)
    if draft.state is not WordingState.DRAFT:
        raise InvalidInput(
            f"Naskah {draft.name} pernah dipakai dan diingat surat, jadi tidak diubah lagi; buat edisi baru darinya."
        )
    return draft


def _kept(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput("Naskah berisi tanda yang bukan huruf; hapus tandanya.", detail=str(error)) from error
    if len(text) > LARGEST:
        raise InvalidInput(f"Naskah terlalu panjang; paling panjang {LARGEST} huruf.")
    return text.replace("\r\n", "\n")


def _begin(work: UnitOfWork, actor: Actor, kind: str, parts: Parts, note: str) -> OfficeTemplate:
    """A new draft with these blocks, under the head of the newest shipped version but for what is the office's."""
    newest = work.shelf.newest_shipped(kind)
    rests_on = read_parts(work.shelf.text(newest.template))
    if rests_on is None:
        raise LetterError(f"Naskah bawaan {newest.template} tidak dapat dibaca; pasang ulang program.")
    own = {name: value for name, value in parts.head.items() if name in OF_OFFICE}
    taken = (split_name(one.name) for one in work.templates.all())
    edition = max((number for name, number in taken if name == newest.template), default=0) + 1
    head = {**rests_on.head, **own, "edition": edition}
    now, who = work.clock.now(), actor.full_name or actor.name
    made = OfficeTemplate(
        id=new_id(),
        kind=kind,
        name=f"{newest.template}.{edition}",
        text=_kept(write_parts(Parts(head, parts.blocks))),
        state=WordingState.DRAFT,
        made_at=now,
        made_by=who,
        changed_at=now,
        changed_by=who,
        note=note,
    )
    work.templates.add(made)
    return made


def _tried(work: UnitOfWork, edition: OfficeTemplate) -> Iterator[TriedLetter]:
    office, law, signatories = the_office(work), work.law, work.signatories.all()
    shipped_name = split_name(edition.name)[0]
    for key, title in trial_keys(edition.kind, law).items():
        made = trial(edition.kind, key, office, law, signatories=signatories)
        for paper in Paper:
            own = replace(trial_letter(work, made, edition.text, edition.name), paper=paper)
            usual = replace(trial_letter(work, made, "", shipped_name), paper=paper)
            try:
                pages, problem = render(work, in_own_words(own), draft=True).pages, ""
            except LetterError as error:
                pages, problem = 0, unprintable(error, edition.text).sentence
            yield TriedLetter(
                title=title,
                paper=paper,
                pages=pages,
                shipped_pages=render(work, usual, draft=True).pages,
                problem=problem,
            )


def _covered(other: OfficeTemplate, info: TemplateInfo) -> bool:
    """Whether an edition in use speaks for no day that the new one does not; one that is unreadable is for none."""
    try:
        was = read_head(other.text, other.name)
    except LetterError:
        return True
    return info.valid_from <= was.valid_from and (was.valid_to or date.max) <= (info.valid_to or date.max)


def _follow(work: UnitOfWork, kind: str) -> None:
    """Let the drafts of a kind of letter say what its wording says now; a text of their own stays."""
    info = work.shelf.of(kind, work.clock.today())
    for letter in tuple(_drafts(work, kind)):
        if not letter.wording and letter.template != info.template:
            copies = info.proposed_copies(letter.content.values)
            content = replace(letter.content, copies=copies)
            work.letters.save(replace(letter, template=info.template, content=content))


def _drafts(work: UnitOfWork, kind: str) -> Iterator[Letter]:
    query = ListQuery(sort="number", filters={"kind": kind, "status": LetterStatus.DRAFT.value})
    while True:
        page = work.letters.page(query)
        for line in page.rows:
            if line.kind == kind and line.status == LetterStatus.DRAFT:
                yield work.letters.get(line.id)
        if page.next_after is None:
            return
        query = replace(query, after=page.next_after)
