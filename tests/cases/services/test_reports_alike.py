"""Reports that may be about the same act; what they lack; splitting, sending, and links to what was merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from office_desk import ADMIN, CLERK, LEADER, START, OfficeAtWork
from verification_desk import FORWARDED, REFUSED, verified

from cases.errors import InvalidInput, NotAllowed, NotFound
from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.person import Person
from cases.model.report import Channel, Progress, Report, ReportStatus, Sent, Source, Way
from cases.model.user import Right, Role
from cases.services import (
    case_files,
    discarding,
    evidence,
    letters,
    merging,
    reports,
    reports_alike,
    restrictions,
    search,
    sending,
    splitting,
    undoing,
    verification,
)
from cases.services.reports_alike import Similar, Typed
from cases.services.splitting import SplitForm
from cases.services.users import actor_of, add_user

PICTURE = b"\x89PNG rekaan"


def asked(office: OfficeAtWork, **parts: object) -> tuple[Similar, ...]:
    return office.ask(reports_alike.alike, Typed(**parts))  # type: ignore[arg-type]


def keep_picture(office: OfficeAtWork, report: Report, name: str = "a.png", data: bytes = PICTURE) -> str:
    return office.do(evidence.add_evidence, report.id, data, evidence.EvidenceForm(file_name=name)).id


def lines(office: OfficeAtWork, **filters: object) -> list[str]:
    query = ListQuery(sort="number", filters=filters)  # type: ignore[arg-type]
    return [line.number for line in office.ask(reports.report_page, query).rows]


# -- alike


def test_each_likeness_says_why(office: OfficeAtWork) -> None:
    person = office.accused(1)
    first = office.report(
        person, channel=Channel.SOCIAL_MEDIA, url="https://www.instagram.com/p/AbC/", source=Source.SBT,
        agency_number="SBT-2026/77", event_on=START,
    )  # fmt: skip
    near = START + timedelta(days=3)
    (by_person,) = asked(office, people=((person.name, person.nip or ""),), event_on=near)
    assert (by_person.report_id, by_person.names) == (first.id, person.name)
    assert by_person.reasons == (f"terlapor yang sama ({person.name}), kejadian 4 Mei 2026",)
    (by_name,) = asked(office, people=((person.name.upper() + ", S.E.", ""),))
    assert by_name.reasons == (
        f"nama terlapor yang sama ({person.name}), kejadian 4 Mei 2026, tanggal di sini belum diisi",
    )
    (by_url,) = asked(office, url="http://m.instagram.com/p/AbC?igsh=9")
    (by_text,) = asked(office, narrative="Unggahan di instagram: https://instagram.com/p/AbC.")
    assert by_url.reasons == by_text.reasons == ("alamat unggahan yang sama",)
    (by_number,) = asked(office, source=Source.SBT, agency_number="sbt 2026 77")
    assert by_number.reasons == ("Nomor SBT yang sama: sbt 2026 77",)
    assert asked(office, source=Source.LAPOR, agency_number="sbt 2026 77") == ()
    assert asked(office, people=((person.name, person.nip or ""),), event_on=START + timedelta(days=4)) == ()
    assert asked(office, people=((person.name, office.accused(2).nip or ""),), event_on=START) == (), "another person"
    assert asked(office, report_id=first.id, people=((person.name, person.nip or ""),)) == (), "itself is not"
    assert asked(office) == ()


def test_the_case_that_a_likeness_led_to_is_named(office: OfficeAtWork) -> None:
    report = office.report()
    file = office.case(report=report)
    person = file.case.respondent
    (found,) = asked(office, people=((person.name, person.nip or ""),), event_on=START)
    assert (found.case_id, found.case_number) == (file.case.id, file.case.number)
    assert found.title == f"Laporan {report.number}, perkara {file.case.number}"


def test_the_weightiest_comes_first_and_only_so_many(office: OfficeAtWork) -> None:
    person = office.accused(1)
    many = [office.report(person) for _ in range(9)]
    number = office.report(office.accused(2), source=Source.BAWASLU, agency_number="12/Reg")
    found = asked(office, people=((person.name, person.nip or ""),), source=Source.BAWASLU, agency_number="12/reg")
    assert found[0].report_id == number.id
    assert [one.report_id for one in found[1:]] == [one.id for one in reversed(many)][:7]


def test_what_is_changed_or_discarded_is_found_by_what_it_is_now(office: OfficeAtWork) -> None:
    report = office.report(url="https://kabar.example/x", channel=Channel.SOCIAL_MEDIA)
    form = {name: getattr(report, name) for name in reports.ReportForm.__dataclass_fields__ if name != "respondents"}
    office.do(reports.change_report, report.id, reports.ReportForm(**(form | {"url": "https://kabar.example/y"})))
    assert asked(office, url="kabar.example/x") == ()
    assert len(asked(office, url="kabar.example/y")) == 1
    entry = office.do(discarding.discard, "report", report.id, "Tercatat dua kali.")
    assert asked(office, url="kabar.example/y") == ()
    office.do(discarding.restore, entry.id)
    assert len(asked(office, url="kabar.example/y")) == 1


def test_a_restricted_report_is_suggested_to_those_alone_who_may_see_it(office: OfficeAtWork) -> None:
    report = office.report(url="https://kabar.example/x", channel=Channel.SOCIAL_MEDIA)
    file = office.case(report=report)
    keep_picture(office, report)
    other = office.report(office.accused(2))
    keep_picture(office, other)
    assert len(asked(office, url="kabar.example/x")) == len(office.ask(reports_alike.pictures_alike, other.id)) == 1
    dewi = actor_of(office.do_as(ADMIN, add_user, "dewi", "Dewi", Role.CLERK, "kata sandi panjang"))
    office.do_as(dewi, restrictions.restrict, file.case.id, [dewi.user_id or ""], "Menyangkut pejabat.")
    typed = Typed(url="kabar.example/x")
    assert len(office.do_as(dewi, reports_alike.alike, typed)) == 1
    assert office.do_as(ADMIN, reports_alike.alike, typed) == ()
    assert office.do_as(ADMIN, reports_alike.pictures_alike, other.id) == ()
    form = SplitForm(reason="Lain.", shared=(report.respondents[0].id,))
    with pytest.raises(InvalidInput, match="dibatasi"):
        office.do_as(dewi, splitting.split_report, report.id, form)


def test_the_same_picture_is_told_with_both_items(office: OfficeAtWork) -> None:
    first, second = office.report(), office.report(office.accused(2))
    keep_picture(office, first)
    assert office.ask(reports_alike.pictures_alike, second.id) == ()
    keep_picture(office, second)
    (found,) = office.ask(reports_alike.pictures_alike, second.id)
    assert (found.report_id, len(found.reasons)) == (first.id, 1)
    assert "berkas yang sama" in found.reasons[0]


def test_reports_of_an_older_version_are_found_once_they_were_indexed(office: OfficeAtWork) -> None:
    report = office.report(url="https://kabar.example/x", channel=Channel.SOCIAL_MEDIA)
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.forget")
        work.reports.connection.execute(sa.text("DELETE FROM report_trait"))  # type: ignore[attr-defined]
        work.reports.connection.execute(sa.text("UPDATE report SET missing = ''"))  # type: ignore[attr-defined]
    assert asked(office, url="kabar.example/x") == ()
    assert (office.do(reports_alike.index_missing), office.do(reports_alike.index_missing)) == (1, 0)
    assert [one.report_id for one in asked(office, url="kabar.example/x")] == [report.id]
    assert lines(office, lacks=("kurang",)) == [report.number]


# -- what it lacks


def test_the_register_knows_what_each_report_lacks(office: OfficeAtWork) -> None:
    report = office.report(violation_codes=("n.2",), agency_number="12/Reg")
    whole = office.report(office.accused(2), violation_codes=("n.2",), agency_number="13/Reg")
    item = keep_picture(office, whole)
    assert [need.key for need in office.ask(reports.report_view, report.id).missing] == ["evidence"]
    assert lines(office, lacks=("kurang",)) == [report.number]
    assert lines(office, lacks=("lengkap",)) == [whole.number]
    office.do(discarding.discard, "evidence", item, "Salah berkas.")
    assert lines(office, lacks=("lengkap",)) == []
    office.case(report=report)
    assert lines(office, lacks=("kurang",)) == [whole.number], "what became a case lacks nothing any more"
    assert lines(office, agency_number="12/") == [report.number]
    assert [hit.id for hit in office.ask(search.find, "13/Reg") if hit.noun == "report"] == [whole.id]


# -- sent


def test_a_forwarding_follows_its_letter(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), FORWARDED)
    assert office.ask(reports.report_view, report.id).state.forwarding is Progress.DRAFTED
    assert office.ask(reports.report_view, report.id).state.answering is Progress.DUE
    found = report.respondents[0].verification
    assert found is not None
    assert found.letter_id is not None
    office.do(letters.allow_unverified, "forwarding-letter")
    office.do(letters.put_up, found.letter_id, START)
    assert lines(office, forwarding=("konsep",)) == [report.number]
    assert office.do(letters.sign, found.letter_id, START).status is LetterStatus.SIGNED
    assert lines(office, forwarding=("sudah",)) == [report.number]
    office.do(letters.void_letter, found.letter_id, "Salah alamat.")
    assert lines(office, forwarding=("perlu",)) == [report.number]


def test_what_was_sent_by_hand_is_written_down_and_taken_back(office: OfficeAtWork) -> None:
    report = verified(office, office.report(), REFUSED)
    assert lines(office, answering=("konsep",)) == [report.number]
    sent = Sent(way=Way.ANSWERED, to="Bawaslu Tirta Kencana", number=" 700/12 ", on=START)
    first = office.ask(lambda work, _actor: work.audit.head().count) + 1
    made = office.do(sending.record_sent, report.id, sent)
    assert made.sent == (replace(sent, number="700/12", recorded_by=CLERK.name),)
    assert lines(office, answering=("sudah",)) == [report.number]
    last = office.ask(lambda work, _actor: work.audit.head().count)
    office.do(undoing.undo, first, last)
    assert lines(office, answering=("konsep",)) == [report.number]
    office.do(undoing.redo, last + 1, office.ask(lambda work, _actor: work.audit.head().count))
    office.do(sending.remove_sent, report.id, 0)
    assert office.ask(reports.report, report.id).sent == ()
    with pytest.raises(InvalidInput, match="muat ulang"):
        office.do(sending.remove_sent, report.id, 0)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"to": " "}, "to"),
        ({"number": ""}, "number"),
        ({"on": START + timedelta(days=1)}, "on"),
        ({"on": START - timedelta(days=1)}, "on"),
    ],
)
def test_what_was_sent_is_checked(office: OfficeAtWork, parts: dict[str, object], field: str) -> None:
    sent = replace(Sent(way=Way.FORWARDED, to="BKD Provinsi", number="1", on=START), **parts)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as caught:
        office.do(sending.record_sent, office.report().id, sent)
    assert caught.value.field == field


def test_a_report_that_names_nobody_is_forwarded_as_a_whole(office: OfficeAtWork) -> None:
    report = office.do(
        reports.register_report,
        reports.ReportForm(
            received_on=START, source=Source.PUBLIC, narrative="Pegawai kabupaten lain.", channel=Channel.ACTIVITY
        ),
    )
    sent = Sent(way=Way.FORWARDED, to="BKPSDM lain", number="9", on=START)
    assert office.do(sending.record_sent, report.id, sent).status is ReportStatus.FORWARDED
    assert office.do(sending.remove_sent, report.id, 0).status is ReportStatus.NEW


def test_to_whom_it_was_answered_is_covered(office: OfficeAtWork) -> None:
    report = office.report(source=Source.PUBLIC, reporter_name="Handayani Rekaan")
    office.do(sending.record_sent, report.id, Sent(way=Way.ANSWERED, to="Handayani Rekaan", number="1", on=START))
    blind = replace(LEADER, rights=frozenset({Right.READ}))
    told = office.do_as(blind, reports.report_view, report.id)
    assert "Handayani" not in str(told)


# -- split


def test_a_part_becomes_a_report_of_its_own(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2), violation_codes=("n.2",))
    stays, goes = report.respondents
    moved, shared = keep_picture(office, report), keep_picture(office, report, "b.png", PICTURE + b"2")
    form = SplitForm(
        reason="Perbuatan lain.", moved=(goes.id,), shared=(stays.id,), moved_evidence=(moved,),
        shared_evidence=(shared,), event_on=START - timedelta(days=2), event_place="Pendopo",
    )  # fmt: skip
    made = office.do(splitting.split_report, report.id, form)
    assert (made.number, made.split_from, made.event_place) == ("2026/L-002", report.id, "Pendopo")
    assert made.narrative == report.narrative
    assert [one.person.name for one in made.respondents] == [stays.person.name, goes.person.name]
    left = office.ask(reports.report_view, report.id)
    assert [one.id for one in left.report.respondents] == [stays.id]
    assert [one.id for one in left.parts] == [made.id]
    back = office.ask(reports.report_view, made.id)
    assert back.origin is not None
    assert back.origin.id == report.id
    here, there = (office.ask(evidence.evidence_of_report, one.id) for one in (report, made))
    assert [item.file_name for item in here] == ["b.png"]
    assert [item.file_name for item in there] == ["a.png", "b.png"]
    assert there[1].sha256 == here[0].sha256
    office.do(merging.merge_reports, report.id, made.id, "Ternyata satu.")
    assert [one.id for one in office.ask(reports.report, report.id).respondents] == [stays.id, goes.id]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "Pilih"),
        ({"moved": ("asing",)}, "muat ulang"),
        ({"moved": ("0", "1")}, "sisakan"),
        ({"reason": " "}, "alasan"),
    ],
)
def test_a_split_that_splits_nothing_is_refused(office: OfficeAtWork, parts: dict, words: str) -> None:  # type: ignore[type-arg]
    report = office.report(office.accused(1), office.accused(2))
    ids = {str(place): one.id for place, one in enumerate(report.respondents)}
    moved = tuple(ids.get(one, one) for one in parts.pop("moved", ()))
    same = {"event_on": report.event_on, "event_place": report.event_place, "reason": "Lain."}
    with pytest.raises(InvalidInput, match=words):
        office.do(splitting.split_report, report.id, SplitForm(moved=moved, **(same | parts)))
    assert lines(office) == [report.number]


def test_whose_case_is_open_stays(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    office.case(report=report)
    first = office.ask(reports.report, report.id).respondents[0]
    with pytest.raises(InvalidInput, match="sudah dibuka"):
        office.do(splitting.split_report, report.id, SplitForm(reason="Lain.", moved=(first.id,)))
    made = office.do(splitting.split_report, report.id, SplitForm(reason="Lain.", shared=(first.id,)))
    assert (made.respondents[0].case_id, made.respondents[0].person) == (None, first.person)


def test_a_letter_goes_with_whom_it_is_about(office: OfficeAtWork) -> None:
    report = verified(office, office.report(office.accused(1), office.accused(2)), FORWARDED)
    goes = report.respondents[0]
    made = office.do(splitting.split_report, report.id, SplitForm(reason="Lain.", moved=(goes.id,)))
    assert office.ask(reports.report_view, made.id).state.forwarding is Progress.DRAFTED
    assert office.ask(reports.report_view, report.id).state.forwarding is Progress.NONE
    assert lines(office, forwarding=("konsep",)) == [made.number]


# -- merged


def test_an_old_link_opens_the_report_that_stayed(office: OfficeAtWork) -> None:
    person = Person(name="Bagus Prayitno")
    first, second, third = office.report(), office.report(person, agency_number="77/Reg"), office.report(person)
    part = office.do(
        splitting.split_report, second.id,
        SplitForm(reason="Lain.", shared=(second.respondents[0].id,), event_on=date(2026, 4, 1)),
    )  # fmt: skip
    office.do(merging.merge_reports, second.id, third.id, "Sama.")
    entry = office.do(merging.merge_reports, first.id, second.id, "Sama.")
    assert office.ask(reports.report, third.id).id == first.id
    assert office.ask(verification.letters_of_report, third.id) == ()
    kept = office.ask(reports.report_view, second.id)
    assert (kept.report.id, kept.report.agency_number, kept.parts[0].id) == (first.id, "77/Reg", part.id)
    for words in (second.number, third.number, "77/Reg"):
        assert first.id in [hit.id for hit in office.ask(search.find, words)], words
    known = {"source": Source.BAWASLU, "agency_number": "77 reg"}
    assert [one.report_id for one in asked(office, **known)] == [part.id, first.id]
    assert asked(office, report_id=first.id, **known) == (), "they were told apart"
    office.do(merging.take_apart, entry.id)
    assert office.ask(reports.report, third.id).id == second.id
    assert [one.report_id for one in asked(office, **known)] == [part.id, second.id]
    with pytest.raises(NotFound):
        office.ask(reports.report, "tidak-ada")


def test_who_may_not_record_splits_nothing(office: OfficeAtWork) -> None:
    report = office.report()
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, splitting.split_report, report.id, SplitForm(reason="Lain."))
    assert office.ask(case_files.case_page, ListQuery(sort="number")).total == 0
