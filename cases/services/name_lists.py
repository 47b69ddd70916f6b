"""Lists of names that parties and others hand in: taken in whole with their file, and matched with the employees."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cases.errors import BadFile, InvalidInput
from cases.model.identity import new_id
from cases.model.name_list import ListRow, Matched
from cases.model.name_review import ListCounts, ListLine, MatchInput, NameHit, NameList
from cases.model.report import Source
from cases.model.user import Actor, Right
from cases.name_list_import import TABLE, ListPlan, plan_list
from cases.ports import HandedSheet, UnitOfWork
from cases.rules.dates import short_date
from cases.rules.sheet_headers import HeaderMap, column_letters, faults, header_fields, propose
from cases.services.access import service
from cases.services.list_people import identity_of, known_person
from cases.services.settling import the_office
from cases.services.sheet_columns import remembered

MOST_ROWS = 50_000
"""A list with more rows is handed in by parts."""
_AT_ONCE = 5_000
"""Rows that are written before one hears how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """What a clerk says of a list; ``columns`` tells where each field of the sheet stands, counted from 0."""

    title: str
    source: Source
    file_name: str
    party: str = ""
    handed_by: str = ""
    listed_on: date | None = None
    election: str = ""
    headers: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReview:
    """A sheet before it is taken: which column holds what, what keeps that from being used, and what its rows say.

    ``plan`` is None while there are ``faults``. ``twice`` is a sentence about the list that the very same file is
    already.
    """

    columns: Mapping[str, int]
    faults: tuple[str, ...]
    plan: ListPlan | None
    twice: str


@service(Right.READ)
def name_lists(work: UnitOfWork, actor: Actor) -> tuple[ListLine, ...]:
    """Return every list with how it stands, the newest first."""
    counts = work.name_lists.counts()
    return tuple(ListLine(list=one, counts=counts.get(one.id, ListCounts())) for one in work.name_lists.all())


@service(Right.READ)
def name_list(work: UnitOfWork, actor: Actor, list_id: str) -> ListLine:
    """Return a list with how it stands; raises NotFound."""
    found = work.name_lists.get(list_id)
    return ListLine(list=found, counts=work.name_lists.counts(list_id).get(list_id, ListCounts()))


@service(Right.REGISTER_REPORT)
def review_sheet(
    work: UnitOfWork, actor: Actor, sheet: HandedSheet, sha256: str, columns: Mapping[str, int] | None = None
) -> ListReview:
    """Say what taking in a sheet would take; writes nothing.

    ``columns`` is a person's choice, None for what the office chose before for such headers, else what is proposed.
    """
    if columns is None:
        columns = remembered(work, TABLE, sheet.headers) or propose(TABLE, sheet.headers).columns
    wrong = faults(TABLE, sheet.headers, columns)
    return ListReview(
        columns=columns,
        faults=wrong,
        plan=None if wrong else plan_list(HeaderMap(columns), sheet.rows, work.clock.today()),
        twice=_told_twice(work, sha256),
    )


@service(Right.REGISTER_REPORT)
def add_list(
    work: UnitOfWork,
    actor: Actor,
    form: ListForm,
    data: bytes,
    rows: Sequence[ListRow],
    *,
    again: bool = False,
    tick: Callable[[float], object] = lambda _done: None,
) -> NameList:
    """Take in a list whole: its file into the vault, its rows into the database, or nothing.

    ``tick`` hears how far it is (0 to 1) and may raise to stop: nothing is kept then. Raises InvalidInput for a list
    without a title or rows, for a day in the future, and for a file that is a list already unless it is wanted
    ``again``; BadFile for one that is too long.
    """
    title = " ".join(form.title.split())
    if not title:
        raise InvalidInput("Isi nama daftarnya, misalnya “Anggota Partai X Kecamatan Y”.", field="title")
    if form.listed_on is not None and form.listed_on > work.clock.today():
        raise InvalidInput("Tanggal daftar tidak boleh sesudah hari ini.", field="listed_on")
    if not rows:
        raise InvalidInput(
            "Tidak ada satu baris pun yang dapat dibaca, jadi tidak ada yang disimpan.", field="file_name"
        )
    if len(rows) > MOST_ROWS:
        raise BadFile(f"Daftar ini lebih dari {MOST_ROWS:,} baris; bagilah menjadi beberapa berkas.".replace(",", "."))
    sha256 = hashlib.sha256(data).hexdigest()
    if not again and (told := _told_twice(work, sha256)):
        raise InvalidInput(told, field="file_name")
    made = NameList(
        id=new_id(),
        title=title,
        source=form.source,
        party=form.party.strip(),
        handed_by=form.handed_by.strip(),
        listed_on=form.listed_on,
        election=form.election.strip(),
        file_name=form.file_name,
        sha256=sha256,
        size=len(data),
        blob=work.vault.put(data, sha256),
        columns=tuple(
            (one.title, f"{column_letters(form.columns[one.key])} {form.headers[form.columns[one.key]]}".strip())
            for one in header_fields(TABLE)
            if form.columns.get(one.key, len(form.headers)) < len(form.headers)
        ),
        rows=len(rows),
        left_out=form.left_out,
        added_at=work.clock.now(),
        added_by=actor.full_name or actor.name,
    )
    work.name_lists.add(made)
    for first in range(0, len(rows), _AT_ONCE):
        tick(first / len(rows))
        work.name_lists.add_rows(made.id, rows[first : first + _AT_ONCE])
    tick(1.0)
    return made


@service(Right.READ)
def to_match(work: UnitOfWork, actor: Actor, list_id: str) -> MatchInput:
    """Return what is matched; raises NotFound, InvalidInput while the office has no employees."""
    found = work.name_lists.get(list_id)
    people = tuple(map(known_person, work.employees.all_by_nip().values()))
    if not people:
        raise InvalidInput("Data pegawai masih kosong; impor pegawai dahulu, lalu cocokkan daftarnya.")
    return MatchInput(list=found, rows=work.name_lists.rows_of(list_id), people=people)


@service(Right.REGISTER_REPORT)
def keep_hits(
    work: UnitOfWork,
    actor: Actor,
    given: MatchInput,
    found: Matched,
    tick: Callable[[float], object] = lambda _fraction: None,
) -> NameList:
    """Keep what matching found; decided hits stay as they are, undecided ones make room.

    ``tick`` hears how far it is and may raise to stop: nothing is written then. Raises NotFound.
    """
    stored = work.name_lists.get(given.list.id)
    rows = {row.number: row for row in given.rows}
    people = {person.employee_id: person for person in given.people}
    who = {number: identity_of(row) for number, row in rows.items()}
    made = [
        NameHit(
            id=new_id(),
            list_id=stored.id,
            row=hit.row,
            identity=who[hit.row],
            employee_id=hit.employee_id,
            nip=people[hit.employee_id].nip,
            name=people[hit.employee_id].name,
            score=hit.score,
            reasons=tuple(hit.reasons),
        )
        for hit in found.hits
    ]
    told = [[hit.row, hit.employee_id, hit.score, *hit.reasons] for hit in made]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    work.name_hits.replace_open(stored.id, made, digest, tick)
    matched = replace(stored, matched_at=work.clock.now(), cut_rows=len(found.cut))
    work.name_lists.save(matched)
    return matched


def _told_twice(work: UnitOfWork, sha256: str) -> str:
    there = work.name_lists.of_file(sha256)
    if not there:
        return ""
    first = there[0]
    day = short_date(the_office(work).time_zone.day(first.added_at))
    return (
        f"Berkas yang sama persis sudah diimpor pada {day} oleh {first.added_by} sebagai “{first.title}”; buka daftar "
        "itu, atau impor sekali lagi bila memang perlu."
    )
