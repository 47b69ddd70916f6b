from __future__ import annotations

from datetime import timedelta

import pytest
from office_desk import ADMIN, LEADER, OfficeAtWork
from samples import make_employee, nip_of
from watch_samples import UNITS, put_answer, put_round

from cases.errors import InvalidInput, NotAllowed
from cases.model.letter import LetterStatus
from cases.model.listing import LetterLine, ListQuery
from cases.model.watch import RoundState
from cases.model.work_unit import UnitPath
from cases.services import (
    discarding,
    letter_requests,
    letters,
    search,
    watch_board,
    watch_letters,
    watch_recap,
    work_units,
)
from cases.services.watch_letters import REMINDER, REQUEST, UnitLetters


def proposed(office: OfficeAtWork, round_id: str, kind: str) -> dict[str, str]:
    return {ask.key: ask.value for ask in office.ask(watch_letters.letter_asks, round_id, kind)}


def drafted(
    office: OfficeAtWork, round_id: str, kind: str = REQUEST, units: tuple[str, ...] = UNITS, **changed: str
) -> tuple[LetterLine, ...]:
    entries = proposed(office, round_id, kind) | {key.replace("_", "."): value for key, value in changed.items()}
    return office.do(watch_letters.draft_round_letters, round_id, kind, units, entries)


def of_unit(office: OfficeAtWork, round_id: str, unit: str) -> UnitLetters:
    return next(one for one in office.ask(watch_letters.letters_of_round, round_id) if one.unit == unit)


def signed(office: OfficeAtWork, line: LetterLine) -> None:
    office.put_up(line.id, office.clock.today())
    office.do(letters.sign, line.id, office.clock.today())


def test_a_round_proposes_what_it_knows(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    asked = proposed(office, found.id, REQUEST)
    assert asked["pantau.ronde"] == found.number
    assert asked["pantau.masa"] == "1 April 2026 sampai dengan 30 April 2026"
    assert asked["pantau.cari"].splitlines() == list(found.looks)
    assert asked["batas.tanggal"] == "2026-05-11"
    assert asked["pantau.dasar"] == ""
    assert "pantau.kepada" not in asked


def test_each_head_gets_a_letter_of_his_own(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    lines = drafted(office, found.id)
    assert [line.respondent for line in lines] == list(UNITS)
    assert {line.case_number for line in lines} == {f"Ronde {found.number}"}
    letter = office.ask(letters.letter, lines[1].id)
    assert letter.title == "Surat Permintaan Pemantauan Akun: Kepala Dinas Pendidikan"
    assert letter.content.values["pantau.kepada"] == "Kepala Dinas Pendidikan"
    assert [row["teks"] for row in letter.content.rows["pantau.cari"]] == list(found.looks)
    assert of_unit(office, found.id, "Dinas Pendidikan").request == lines[1]
    assert [hit.id for hit in office.ask(search.find, "Dinas Pendidikan") if hit.noun == "letter"] == [letter.id]
    with pytest.raises(InvalidInput, match="Dinas Kesehatan sudah ada"):
        drafted(office, found.id, units=("Dinas Kesehatan",))


def test_all_are_drafted_or_none(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    with pytest.raises(InvalidInput, match="Formulir Dinas Lain belum dibuat"):
        drafted(office, found.id, units=("Dinas Kesehatan", "Dinas Lain"))
    with pytest.raises(InvalidInput, match="masa pemantauan"):
        drafted(office, found.id, pantau_masa="")
    assert all(one.request is None for one in office.ask(watch_letters.letters_of_round, found.id))
    assert office.ask(letters.letter_page, ListQuery(sort="number")).total == 0


def test_who_answered_or_was_not_asked_is_not_reminded(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    later = {"pantau_susulan": (office.clock.today() + timedelta(days=7)).isoformat()}
    with pytest.raises(InvalidInput, match="Dinas Kesehatan belum diajukan"):
        drafted(office, found.id, REMINDER, ("Dinas Kesehatan",), **later)
    for line in drafted(office, found.id):
        signed(office, line)
    office.do(put_answer, found.id, "Dinas Pendidikan")
    with pytest.raises(InvalidInput, match="Dinas Pendidikan sudah mengembalikan"):
        drafted(office, found.id, REMINDER, **later)
    first = drafted(office, found.id, REMINDER, ("Dinas Kesehatan",), **later)
    again = drafted(office, found.id, REMINDER, ("Dinas Kesehatan",), **later)
    told = of_unit(office, found.id, "Dinas Kesehatan")
    assert told.reminders == (*first, *again)
    assert told.request is not None
    values = office.ask(letters.letter, first[0].id).content.values
    assert values["pantau.surat"] == f"Nomor {told.request.number} tanggal 4 Mei 2026"


def test_what_takes_the_place_of_a_letter_is_the_rounds(office: OfficeAtWork) -> None:
    found = office.do(put_round, ("Dinas Kesehatan",))
    (line,) = drafted(office, found.id, units=("Dinas Kesehatan",))
    signed(office, line)
    new = office.do(letters.replace_letter, line.id, "salah masa")
    assert new.title == line.title
    standing = of_unit(office, found.id, "Dinas Kesehatan").request
    assert standing is not None
    assert standing.id == line.id
    office.put_up(new.id, office.clock.today())
    office.do(letters.sign, new.id, office.clock.today())
    told = of_unit(office, found.id, "Dinas Kesehatan").request
    assert told is not None
    assert (told.id, told.status) == (new.id, LetterStatus.SIGNED)


def test_a_void_letter_is_written_anew(office: OfficeAtWork) -> None:
    found = office.do(put_round, ("Dinas Kesehatan",))
    (line,) = drafted(office, found.id, units=("Dinas Kesehatan",))
    signed(office, line)
    office.do(letters.void_letter, line.id, "putaran diulang")
    (again,) = drafted(office, found.id, units=("Dinas Kesehatan",))
    told = of_unit(office, found.id, "Dinas Kesehatan").request
    assert told is not None
    assert told.id == again.id


def test_a_letter_that_was_discarded_is_no_letter_of_the_round(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    lines = drafted(office, found.id)
    with pytest.raises(InvalidInput, match="sudah punya surat"):
        office.do_as(ADMIN, discarding.discard, "round", found.id, "Dibuat dua kali.")
    for line in lines:
        office.do_as(ADMIN, discarding.discard, "letter", line.id, "Salah unit.")
    assert of_unit(office, found.id, "Dinas Kesehatan").request is None
    assert all(one.request is None for one in office.ask(watch_board.round_board, found.id).units)
    (again,) = drafted(office, found.id, units=("Dinas Kesehatan",))
    assert of_unit(office, found.id, "Dinas Kesehatan").request == again
    office.do_as(ADMIN, discarding.discard, "letter", again.id, "Salah unit.")
    office.do_as(ADMIN, discarding.discard, "round", found.id, "Dibuat dua kali.")


def test_a_reminder_counts_once_it_was_put_up(office: OfficeAtWork) -> None:
    found = office.do(put_round, ("Dinas Kesehatan",))
    (line,) = drafted(office, found.id, units=("Dinas Kesehatan",))
    signed(office, line)
    later = {"pantau_susulan": (office.clock.today() + timedelta(days=7)).isoformat()}
    drafts = [drafted(office, found.id, REMINDER, ("Dinas Kesehatan",), **later)[0] for _ in range(2)]
    assert of_unit(office, found.id, "Dinas Kesehatan").reminded == 0
    signed(office, drafts[0])
    office.do_as(ADMIN, discarding.discard, "letter", drafts[1].id, "Tidak jadi.")
    assert of_unit(office, found.id, "Dinas Kesehatan").reminded == 1
    recap = office.ask(watch_recap.round_recap, found.id)
    (column,) = [place for place, one in enumerate(recap.columns) if one.key == "reminders"]
    assert [line.values[column] for line in recap.lines] == [1]


def test_another_addressee_renames_the_letter(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    lines = drafted(office, found.id)
    letter = office.do(letter_requests.change_entries, lines[2].id, {"pantau.kepada": "Camat Sukamaju"})
    assert letter.title == "Surat Permintaan Pemantauan Akun: Camat Sukamaju"


def test_a_head_whom_a_person_named_is_addressed_by_his_post(office: OfficeAtWork) -> None:
    unit = "Kecamatan Sukamaju"
    office.add_employees(make_employee(id="camat", nip=nip_of(8), unit_1=unit, position="Camat Sukamaju"))
    for acting, addressed in (("", "Camat Sukamaju"), ("Plt.", f"Plt. Kepala {unit}")):
        office.do(work_units.set_head, UnitPath(unit), nip_of(8), acting=acting)
        found = office.do(put_round, (unit,))
        (line,) = drafted(office, found.id, units=(unit,))
        assert office.ask(letters.letter, line.id).content.values["pantau.kepada"] == addressed


def test_a_closed_round_writes_no_letters(office: OfficeAtWork) -> None:
    found = office.do(put_round, state=RoundState.CLOSED)
    with pytest.raises(InvalidInput, match="sudah ditutup"):
        drafted(office, found.id)


def test_who_may_not_write_letters_writes_none(office: OfficeAtWork) -> None:
    found = office.do(put_round)
    entries = proposed(office, found.id, REQUEST)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, watch_letters.draft_round_letters, found.id, REQUEST, UNITS, entries)
