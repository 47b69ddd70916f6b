"""The book of numbers at work: what comes next, what was left out, numbers by hand, and a counter that is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from fakes import FakePictures, PlainHasher
from office_desk import ADMIN, CLERK, KEY, LEADER, START, OfficeAtWork
from track_facts import summons as summons_facts

from cases.errors import BadFile, InvalidInput, NotAllowed, Stopped
from cases.letters.asks import person_text
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.listing import ListQuery, RegisterLine
from cases.model.office import NumberCounter, NumberPolicy
from cases.model.person import Person
from cases.model.report import Source
from cases.model.sheet_row import RowState
from cases.model.steps import StepKey
from cases.services import letter_requests, letters, register
from cases.services.letter_print import addressee_of, take_number
from cases.services.office import change_office, current_office
from cases.services.register import HandNumber
from db.unit import OfficeDatabase
from desktop.world import LateSigner
from reports.headed_sheet import HeadedSheet

CLASS, ETHICS = "800.1.6.2", "800.1.6.1"


def draft(office: OfficeAtWork, ordinal: int = 1) -> Letter:
    """A first summons, not yet put up."""
    file = office.case(report=office.report(office.accused(ordinal)))
    file = office.take(file.case.id, StepKey.SUMMONS_1, summons_facts(office, START + timedelta(days=14)))
    return file.letters[0]


def count_by(office: OfficeAtWork, counter: NumberCounter) -> None:
    office.do_as(ADMIN, change_office, replace(office.ask(current_office), number_counter=counter))


def by_hand(office: OfficeAtWork, number: str, **parts: str) -> list[str]:
    typed = HandNumber(number=number, used_on=START, subject=parts.pop("subject", "Undangan rapat"), **parts)
    return [entry.text for entry in office.do(register.enter_by_hand, typed)]


def upcoming(office: OfficeAtWork) -> dict[str, str]:
    return {one.name: one.next_text for one in office.ask(register.register_view).counters}


def left_out(office: OfficeAtWork) -> list[tuple[int, int]]:
    return [(hole.first, hole.last) for one in office.ask(register.register_view).counters for hole in one.holes]


def listed(office: OfficeAtWork, **filters: str) -> Sequence[RegisterLine]:
    return office.ask(register.register_page, ListQuery(sort="order", filters=dict(filters))).rows


def put_up_at(office: OfficeAtWork, letter: Letter, ordinal: int) -> None:
    """Take a chosen number for a letter, as putting up and signing do."""
    with office.database.write() as work:
        work.log_as(CLERK, "letters.put_up")
        work.letters.save(replace(take_number(work, letter, START, ordinal), status=LetterStatus.PUT_UP))


def test_the_next_number_goes_on_after_those_used_by_hand(office: OfficeAtWork) -> None:
    assert upcoming(office) == {CLASS: f"{CLASS}/1/BKPSDM/V/2026"}
    assert by_hand(office, "14-16") == [f"{CLASS}/{n}/BKPSDM/V/2026" for n in (14, 15, 16)]
    assert upcoming(office) == {CLASS: f"{CLASS}/17/BKPSDM/V/2026"}
    assert left_out(office) == [(1, 13)]
    assert office.put_up(draft(office).id, START).number == f"{CLASS}/17/BKPSDM/V/2026"


def test_a_hole_is_filled_by_a_letter_on_purpose(office: OfficeAtWork) -> None:
    by_hand(office, "5")
    letter = draft(office)
    offer = office.ask(register.number_offer, letter.id, START)
    assert offer is not None
    assert (offer.ordinal, [(hole.first, hole.last) for hole in offer.holes]) == (6, [(1, 4)])
    assert offer.holes[0].before_on == START
    chosen = office.ask(register.number_offer, letter.id, START, 3)
    assert chosen is not None
    assert chosen.text == f"{CLASS}/3/BKPSDM/V/2026"
    put_up_at(office, letter, 3)
    assert left_out(office) == [(1, 2), (4, 4)]
    with pytest.raises(InvalidInput, match="Nomor urut 3 sudah dipakai") as refused:
        office.ask(register.number_offer, draft(office, 2).id, START, 3)
    assert "Surat Panggilan I" in refused.value.sentence
    with pytest.raises(InvalidInput, match="sudah dipakai untuk Undangan rapat"):
        put_up_at(office, draft(office, 3), 5)
    with pytest.raises(InvalidInput, match="dari 1 sampai 99999"):
        put_up_at(office, draft(office, 4), 0)


def test_a_counter_changed_in_midyear_gives_no_number_twice_and_none_backwards(office: OfficeAtWork) -> None:
    by_hand(office, "1-5")
    by_hand(office, "1-3", classification=ETHICS)
    count_by(office, NumberCounter.ONE)
    assert upcoming(office) == {"": f"{CLASS}/6/BKPSDM/V/2026"}
    assert left_out(office) == []
    assert by_hand(office, "6", classification=ETHICS) == [f"{ETHICS}/6/BKPSDM/V/2026"]
    with pytest.raises(InvalidInput, match="Nomor urut 4 sudah dipakai"):
        by_hand(office, "4", classification=ETHICS)
    assert office.put_up(draft(office).id, START).number == f"{CLASS}/7/BKPSDM/V/2026"
    count_by(office, NumberCounter.PER_CLASS)
    assert upcoming(office) == {CLASS: f"{CLASS}/8/BKPSDM/V/2026", ETHICS: f"{ETHICS}/7/BKPSDM/V/2026"}
    assert left_out(office) == [(4, 5)]
    lines = listed(office)
    assert len({line.text for line in lines}) == len(lines)


def test_in_january_it_begins_with_one_again(office: OfficeAtWork) -> None:
    by_hand(office, "41")
    office.clock.set_today(date(2027, 1, 4))
    assert upcoming(office) == {CLASS: f"{CLASS}/1/BKPSDM/I/2027"}
    assert office.ask(register.register_view).years == (2027, 2026)
    assert office.ask(register.register_view, 2026).counters[0].next_text == f"{CLASS}/42/BKPSDM/XII/2026"


def test_a_pattern_without_its_year_may_repeat_in_another(office: OfficeAtWork) -> None:
    wanted = replace(office.ask(current_office), number_pattern="{klasifikasi}/{urut:3}/{unit}")
    office.do_as(ADMIN, change_office, wanted)
    assert by_hand(office, "7") == [f"{CLASS}/007/BKPSDM"]
    office.clock.set_today(date(2027, 1, 4))
    typed = HandNumber(number="7", used_on=date(2027, 1, 4), subject="Undangan")
    assert office.do(register.enter_by_hand, typed)[0].text == f"{CLASS}/007/BKPSDM"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("", "Isi nomor urut"),
        ("surat", "Isi nomor urut"),
        ("0", "Isi nomor urut"),
        ("9-7", "dari yang kecil"),
        ("1-2-3", "dari yang kecil"),
        ("1-900", "Paling banyak 500"),
        (f"{CLASS}/9/BKPSDM/V/2025", "tahun 2025"),
        ("2-4", "Nomor urut 3 sudah dipakai"),
        ("14-3", "dari yang kecil"),
        ("999999999", "Isi nomor urut"),
        ("1O", "Isi nomor urut"),
        (f"{CLASS} / 03 / bkpsdm / v / 2026", "Nomor urut 3 sudah dipakai"),
        (f"{CLASS}/7/{'x' * 300}/V/2026", "terlalu panjang"),
    ],
)
def test_what_cannot_be_entered_is_told_and_nothing_is_kept(office: OfficeAtWork, number: str, told: str) -> None:
    by_hand(office, "3")
    with pytest.raises(InvalidInput, match=told):
        by_hand(office, number)
    assert len(listed(office)) == 1


def test_entering_needs_a_subject_a_day_that_came_and_the_right(office: OfficeAtWork) -> None:
    with pytest.raises(InvalidInput, match="perihal"):
        by_hand(office, "1", subject=" ")
    tomorrow = HandNumber(number="1", used_on=START + timedelta(days=1), subject="Undangan")
    with pytest.raises(InvalidInput, match="belum terjadi"):
        office.do(register.enter_by_hand, tomorrow)
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, register.enter_by_hand, replace(tomorrow, used_on=START))


def test_a_day_and_a_class_that_cannot_be_are_told(office: OfficeAtWork) -> None:
    typed = HandNumber(number="1", used_on=date(1, 1, 1), subject="Undangan")
    for wrong, field in ((typed, "used_on"), (replace(typed, used_on=START, classification="<b>"), "classification")):
        with pytest.raises(InvalidInput) as refusal:
            office.do(register.enter_by_hand, wrong)
        assert refusal.value.field == field
    assert listed(office) == ()


def test_signs_that_nobody_sees_stand_in_no_number(office: OfficeAtWork) -> None:
    number = f"{CLASS}/9/BKP\u202eSDM\x00/V/2026\u200f"
    assert by_hand(office, number, subject="<Ani>\x07\n{nama}", addressee="a\u200b b") == [f"{CLASS}/9/BKPSDM/V/2026"]
    (line,) = listed(office)
    assert (line.subject, line.addressee) == ("<Ani> {nama}", "a b")
    with pytest.raises(InvalidInput, match="perihal"):
        by_hand(office, "10", subject="\u200b")


def test_before_entering_one_sees_what_is_skipped(office: OfficeAtWork) -> None:
    by_hand(office, "3")
    plan = office.ask(register.plan_by_hand, HandNumber(number="8", used_on=START, subject=""))
    assert [number.text for number in plan.numbers] == [f"{CLASS}/8/BKPSDM/V/2026"]
    assert plan.skipped == ((4, 7),)
    assert office.ask(register.plan_by_hand, HandNumber(number="4", used_on=START, subject="")).skipped == ()
    whole = office.ask(register.plan_by_hand, HandNumber(number=f"{ETHICS}/2/SETDA/V/2026", used_on=START, subject=""))
    assert (whole.numbers[0].classification, whole.numbers[0].ordinal) == (ETHICS, 2)
    assert whole.numbers[0].text == f"{ETHICS}/2/SETDA/V/2026"


def test_a_void_number_stays_taken_and_says_why(office: OfficeAtWork) -> None:
    by_hand(office, "2", void_reason="Rusak saat dicetak")
    by_hand(office, "1")
    first, second = listed(office)
    assert (second.status, second.void_reason) == ("batal", "Rusak saat dicetak")
    assert first.status == "di luar program"
    office.do(register.void_number, first.id, " Salah tulis ")
    assert [line.status for line in listed(office)] == ["batal", "batal"]
    with pytest.raises(InvalidInput, match="sudah batal"):
        office.do(register.void_number, first.id, "lagi")
    assert upcoming(office) == {CLASS: f"{CLASS}/3/BKPSDM/V/2026"}
    letter = office.put_up(draft(office).id, START)
    own = next(line for line in listed(office) if line.letter_id)
    with pytest.raises(InvalidInput, match="batalkan suratnya"):
        office.do(register.void_number, own.id, "Salah")
    office.do(letters.void_letter, letter.id, "Salah alamat")
    own = next(line for line in listed(office) if line.letter_id)
    assert (own.status, own.void_reason, own.ordinal) == ("batal", "Salah alamat", 3)


def test_a_reason_is_needed_to_void(office: OfficeAtWork) -> None:
    by_hand(office, "1")
    with pytest.raises(InvalidInput, match="alasan"):
        office.do(register.void_number, listed(office)[0].id, "  ")


def test_the_list_tells_whose_number_it_is_and_is_searched(office: OfficeAtWork) -> None:
    letter = office.put_up(draft(office).id, START)
    by_hand(office, "2", subject="Undangan rapat", addressee="Inspektur")
    own = listed(office, words="panggilan")[0]
    assert (own.letter_id, own.case_id, own.status) == (letter.id, letter.case_id, "diajukan")
    assert own.addressee == "Terlapor Rekaan 1"
    assert own.case_number.startswith("2026/")
    assert [line.ordinal for line in listed(office, words="inspektur")] == [2]
    assert [line.ordinal for line in listed(office, year="2026")] == [1, 2]
    assert listed(office, year="2025") == ()
    assert office.ask(register.register_lines, ListQuery(sort="order", descending=True))[0].ordinal == 2
    assert [line.ordinal for line in listed(office, status="di luar program")] == [2]


@pytest.mark.parametrize(
    ("text", "masked", "told"),
    [
        ("Yth. Sdr. {saksi.nama}\ndi Tempat", True, "pelapor"),
        ("Yth. Sdr. {saksi.nama}\ndi Tempat", False, "Budi Rekaan, S.H"),
        ("Kepada\\nYth. Pimpinan {badan}\\ndi Tempat", True, "Pimpinan Bawaslu"),
        ("Yth. Sdr. {terlapor.nama}\\n{terlapor.jabatan}", True, "Rara Rekaan"),
        ("Yth. {balas.kepada}\\ndi Tempat", True, "pelapor"),
        ("Yth. {balas.kepada}\\ndi Tempat", False, "Budi Rekaan"),
        ('["Kepada", "Yth. {badan}"]', True, "Bawaslu"),
        ("title = 'Tembusan Yth.:'", True, ""),
        ("Yth. {tidak.ada}", True, ""),
    ],
)
def test_to_whom_a_letter_goes_is_read_from_its_words(text: str, masked: bool, told: str) -> None:  # noqa: FBT001
    values = {"badan": "Bawaslu", "terlapor.nama": "Rara **Rekaan**", "balas.kepada": "Sdr. Budi Rekaan"}
    values |= {"saksi.nama": "BUDI Rekaan, S.H" if masked else "Budi Rekaan, S.H"}
    assert addressee_of(text, LetterContent(values=values), masked=masked, reporter="Budi Rekaan") == told


def test_the_book_does_not_name_a_reporter_who_is_asked_as_a_witness(office: OfficeAtWork) -> None:
    report = office.report(source=Source.PUBLIC, reporter_name="Budi Rekaan")
    file = office.case(report=report)
    offers = office.ask(letter_requests.offered, case_id=file.case.id).offers
    asks = next(one.asks for one in offers if one.kind == "statement-request")
    typed = {"date": START.isoformat(), "time": "09.00", "person": person_text(Person(name="Budi Rekaan"))}
    entries = {ask.key: ask.value or typed.get(ask.kind, "Ruang rapat") for ask in asks}
    entries |= {ask.key: typed["person"] for ask in asks if ask.kind == "person"}
    letter = office.do(letter_requests.request, "statement-request", case_id=file.case.id, entries=entries)
    office.put_up(letter.id, START)
    assert [line.addressee for line in listed(office)] == ["pelapor"]


def test_a_number_written_by_hand_on_a_blank_letter_is_taken(office: OfficeAtWork) -> None:
    wanted = replace(office.ask(current_office), number_policy=NumberPolicy.BLANK)
    office.do_as(ADMIN, change_office, wanted)
    letter = office.put_up(draft(office).id, START)
    assert listed(office) == ()
    office.do(letters.sign, letter.id, START, 7)
    assert [line.ordinal for line in listed(office)] == [7]
    assert left_out(office) == [(1, 6)]


def test_a_book_from_excel_is_taken_in_whole_or_not_at_all(office: OfficeAtWork) -> None:
    by_hand(office, "2")
    rows = (
        (2, ("1", "1", "2026-05-01", "Undangan", "Camat")),
        (3, ("2", f"{CLASS}/2/BKPSDM/V/2026", "2026-05-04", "Undangan rapat", "")),
        (4, ("3", "empat", "2026-05-04", "Nota", "")),
        (5, ("4", f"{ETHICS}/9/SETDA/IV/2026", "30 April 2026", "Permintaan data", "Inspektur")),
    )
    sheet = HeadedSheet(("No.", "Nomor Surat", "Tgl Surat", "Perihal", "Kepada"), rows)
    plan = office.do(register.plan_import, sheet)
    states = [row.state for row in plan.rows]
    assert states == [RowState.NEW, RowState.SAME, RowState.FAULTY, RowState.NEW]
    assert plan.rows[2].cell == "B4"
    assert len(listed(office)) == 1
    done = office.do(register.import_numbers, sheet)
    assert done.count(RowState.NEW) == 2
    assert [(line.classification, line.ordinal) for line in listed(office)] == [(ETHICS, 9), (CLASS, 1), (CLASS, 2)]
    again = office.do(register.plan_import, sheet)
    assert again.count(RowState.NEW) == 0
    with pytest.raises(BadFile, match="tidak ditemukan"):
        office.do(register.plan_import, HeadedSheet(("Nama", "Alamat"), ()))


def test_a_book_that_is_stopped_while_it_is_taken_leaves_nothing(office: OfficeAtWork) -> None:
    rows = tuple((number, (str(number), "2026-05-01", "Undangan")) for number in range(2, 8))

    def stop(done: float) -> None:
        if done >= 0.5:
            raise Stopped("Impor dibatalkan.")

    with pytest.raises(Stopped):
        office.do(register.import_numbers, HeadedSheet(("Nomor", "Tanggal", "Perihal"), rows), None, "", stop)
    assert listed(office) == ()


def test_a_person_may_choose_the_columns_of_a_book(office: OfficeAtWork) -> None:
    sheet = HeadedSheet(("Apa", "Kapan", "Berapa"), ((2, ("Undangan", "2026-05-01", "7")),))
    plan = office.do(register.plan_import, sheet, {"number": 2, "on": 1, "subject": 0})
    assert [number.ordinal for number in plan.new] == [7]


def test_two_programs_that_put_up_at_once_give_no_number_twice_and_leave_none_out(office: OfficeAtWork) -> None:
    drafts = [draft(office, ordinal) for ordinal in range(1, 9)]
    office.do(letters.allow_unverified, drafts[0].kind)
    other = OfficeDatabase(
        office.database.path,
        KEY,
        vault=office.vault,
        renderer=office.renderer,
        law=office.law,
        clock=office.clock,
        passwords=PlainHasher(),
        pictures=FakePictures(),
        signer=LateSigner(),
    )
    begin = Barrier(2)
    refused: list[BaseException] = []

    def work(database: OfficeDatabase, mine: list[Letter]) -> None:
        try:
            begin.wait()
            for letter in mine:
                with database.write() as unit:
                    letters.put_up(unit, CLERK, letter.id, START)
        except BaseException as error:
            refused.append(error)
            raise

    halves = ((office.database, drafts[::2]), (other, drafts[1::2]))
    threads = [Thread(target=work, args=half) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert refused == []
    taken = [(line.ordinal, line.letter_id) for line in listed(office)]
    assert [ordinal for ordinal, _ in taken] == list(range(1, 9))
    assert {letter_id for _, letter_id in taken} == {letter.id for letter in drafts}
    numbers = {office.ask(letters.letter, one.id).number for one in drafts}
    assert numbers == {f"{CLASS}/{ordinal}/BKPSDM/V/2026" for ordinal in range(1, 9)}
