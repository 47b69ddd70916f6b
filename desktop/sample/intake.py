"""What else an office takes in, in the sample: accounts and a round of the watch, a party's list, cases on old paper.

All names, accounts, parties and files are made up.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from openpyxl import Workbook, load_workbook

from cases.model.account import AccountKnown, AccountState
from cases.model.name_review import Decision
from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.person import Person
from cases.model.report import Source
from cases.model.watch import FormSheet, Owned, Seen
from cases.name_list_import import TABLE
from cases.rules.dates import short_date
from cases.rules.names import split_name
from cases.rules.nip import read_nip
from cases.services import (
    accounts,
    name_lists,
    name_review,
    office,
    old_cases,
    watch_forms,
    watch_reading,
    watch_rounds,
)
from cases.watch_codes import line_code
from cases.watch_words import watch_words
from desktop.sample.office import make_employees
from desktop.sample.walk import Walk
from reports.headed_sheet import read_headed_sheet
from reports.matching import RapidMatcher
from reports.watch_form import make_watch_form
from reports.watch_reader import read_watch_form

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNITS = ("Dinas Kesehatan", "Dinas Pendidikan dan Kebudayaan", "Kecamatan Karangjati", "Kecamatan Tirta Hulu")
_STRANGERS = 36
_OTHER_SEED, _STAFF_FROM = 77, 100
"""Make people who are nobody's employees; the first of any seed bear names of the story."""
_PARTY = "Partai Contoh Rekaan"


def take_in(walk: Walk) -> None:
    """Let the office have accounts, a round that is under way, a list that is half reviewed, and old cases."""
    today = walk.office.clock.today()
    _old_cases(walk, today)
    watched = [_staff_of(walk, unit)[0] for unit in _UNITS]
    _accounts(walk, watched)
    _round(walk, today, watched)
    _list(walk, today)


def _staff_of(walk: Walk, unit: str) -> list[Person]:
    """Those of a unit who lead nothing: the story's accused and superiors are leaders."""
    return [person for person in walk.people if person.work_unit == unit and person.position_kind != "Struktural"]


def _accounts(walk: Walk, people: Sequence[Person]) -> None:
    """One account for each; the first is confirmed, and the last is also somebody else's."""
    platforms = ("Instagram", "Facebook", "TikTok", "X")
    made = [
        walk.do(
            accounts.add_account,
            _id(person),
            accounts.AccountForm(platform=platform, handle=_handle(person), known=AccountKnown.LOOKED),
        )
        for person, platform in zip(people, platforms, strict=True)
    ]
    walk.do(accounts.judge_account, made[0].account.id, AccountState.CONFIRMED)
    other = _staff_of(walk, _UNITS[-1])[-1]
    last = accounts.AccountForm(platform=platforms[-1], handle=_handle(people[-1]), known=AccountKnown.REPORT)
    walk.do(accounts.add_account, _id(other), last)


def _id(person: Person) -> str:
    if person.employee_id is None:
        raise LookupError(f"{person.name} is not in the master")
    return person.employee_id


def _handle(person: Person) -> str:
    return f"{person.name.split()[0].lower()}contoh"


def _round(walk: Walk, today: date, watched: Sequence[Person]) -> None:
    """A round of four units: two answered, in one of them something was seen; the others have not answered."""
    watch = walk.do(
        watch_rounds.start_round,
        watch_rounds.RoundForm(
            title="Pemantauan masa kampanye",
            first_on=today - timedelta(days=24),
            last_on=today - timedelta(days=10),
            due_on=today + timedelta(days=4),
            units=_UNITS,
            looks=walk.ask(watch_rounds.suggested_looks),
        ),
    )
    sheets = walk.do(watch_forms.prepare_forms, watch.id)
    nips = {person.nip for person in watched}
    handed = [_filled(sheet, nips, today, seen=place == 0) for place, sheet in enumerate(sheets[:2])]
    walk.do(watch_reading.take_forms, handed, None, watch.id)


def _filled(sheet: FormSheet, nips: Iterable[str], today: date, *, seen: bool) -> watch_reading.HandedForm:
    """The form of a unit as it comes back: of those with an account something was seen, or nothing."""
    places = {key: column for column, key in enumerate(watch_words().headings, start=1)}
    codes = {line_code(sheet.form_code, line.ordinal): line for line in sheet.lines}
    book = load_workbook(io.BytesIO(make_watch_form(sheet)))
    paper = book.worksheets[0]
    paper["C7"], paper["K7"] = "Petugas Kepegawaian Contoh", today
    for row in range(1, paper.max_row + 1):
        line = codes.get(str(paper.cell(row, places["code"]).value))
        if line is None:
            continue
        answers: Mapping[str, object] = {"owned": Owned.NONE}
        if line.nip in nips:
            answers = {"owned": Owned.YES, "seen": Seen.CLEAN}
            if seen:
                answers = {
                    "owned": Owned.YES,
                    "seen": Seen.FOUND,
                    "urls": "https://contoh.invalid/unggahan/2200417",
                    "seen_on": today - timedelta(days=12),
                    "note": "Membagikan ajakan memilih salah satu pasangan calon.",
                }
        for key, answer in answers.items():
            paper.cell(row, places[key]).value = str(answer) if isinstance(answer, Owned | Seen) else answer
    target = io.BytesIO()
    book.save(target)
    data = target.getvalue()
    return watch_reading.HandedForm(
        name=sheet.file_name,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_EXCEL,
        sheet=read_watch_form(data, sheet.file_name),
    )


def _list(walk: Walk, today: date) -> None:
    """A party's list of which some may be employees: one was confirmed, one was told apart, the rest is open."""
    name = "Anggota Partai Contoh Rekaan.xlsx"
    data = _party_list(walk)
    read = read_headed_sheet(data, name, TABLE)
    digest = hashlib.sha256(data).hexdigest()
    review = walk.ask(name_lists.review_sheet, read, digest)
    if review.plan is None:
        raise LookupError(f"the sample list is not understood: {review.faults}")
    form = name_lists.ListForm(
        title=f"Anggota {_PARTY}",
        source=Source.BAWASLU,
        party=_PARTY,
        handed_by="Bawaslu Kabupaten Tirta Kencana (contoh)",
        listed_on=today - timedelta(days=20),
        file_name=name,
        headers=tuple(read.headers),
        columns=review.columns,
    )
    kept = walk.do(name_lists.add_list, form, data, review.plan.rows)
    given = walk.ask(name_lists.to_match, kept.id)
    walk.do(name_lists.keep_hits, given, RapidMatcher().match(given.rows, given.people, lambda _done: None))
    rows = [line.row for line in walk.ask(name_review.queue, kept.id)]
    for row, decision in zip(rows, (Decision.SAME, Decision.OTHER), strict=False):
        best = walk.ask(name_review.row_review, kept.id, row).candidates[0]
        walk.do(name_review.decide, best.hit.id, decision)


def _party_list(walk: Walk) -> bytes:
    """Strangers, and employees as others write them: without degrees, in old spelling, without a day of birth."""
    known = [_staff_of(walk, unit)[-2] for unit in _UNITS]
    rows = [
        (split_name(one.name).name, _born(one.nip), "Tirta Kencana") for one in make_employees(_STRANGERS, _OTHER_SEED)
    ]
    bare = [split_name(person.name).name for person in known]
    rows[5:5] = [(bare[0].upper(), _born(known[0].nip), known[0].work_unit)]
    rows[12:12] = [(bare[1].replace("u", "oe").replace("U", "Oe"), _born(known[1].nip), "")]
    rows[20:20] = [(" ".join(reversed(bare[2].split())), _born(known[2].nip), "")]
    rows[30:30] = [(bare[3], "", "")]
    book = Workbook()
    sheet = book.active
    sheet.append(("No", "Nama", "Tanggal Lahir", "Alamat", "Partai", "Jabatan"))
    for number, (who, born, address) in enumerate(rows, start=1):
        sheet.append((number, who, born, address, _PARTY, "Anggota"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _born(nip: str) -> str:
    birth = read_nip(nip).birth
    return short_date(birth) if birth else ""


def _old_cases(walk: Walk, today: date) -> None:
    """Two cases from before the program, one of them with gaps."""
    before = today.year - 4
    person = _staff_of(walk, _UNITS[0])[1]
    sanction = walk.office.law.sanctions("sedang", walk.ask(office.current_office).moderate_set, person.status)[0]
    walk.do(
        old_cases.record_old_case,
        OldCaseForm(
            respondent=person,
            outcome=OldOutcome.SANCTIONED,
            number=f"04/NET/{before}",
            year=before,
            level="sedang",
            sanction_key=sanction.key,
            decision_number=f"800.1.6.2/44/BKPPD/{before}",
            decision_on=date(before, 11, 16),
            effective_on=date(before, 12, 7),
            shelf="Lemari 2, map 14",
        ),
    )
    walk.do(
        old_cases.record_old_case,
        OldCaseForm(
            respondent=Person(name="Sutarjo Contoh"),
            outcome=OldOutcome.CLOSED,
            year=before - 1,
            narrative="Hanya tercatat di buku agenda: laporan netralitas, selesai.",
            note="Berkas tidak ditemukan.",
        ),
    )
