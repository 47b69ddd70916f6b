"""Who may restrict a case, who sees it then, and how it becomes open again."""

from __future__ import annotations

import pytest
from office_desk import ADMIN, OfficeAtWork

from cases.errors import InvalidInput, NotAllowed
from cases.model.case import CaseFile
from cases.model.listing import ListQuery
from cases.model.user import Actor, Role
from cases.services import case_files, case_list, discarding, evidence, restrictions, search
from cases.services.users import actor_of, add_user, set_active

ALL = ListQuery(sort="number")


@pytest.fixture
def people(office: OfficeAtWork) -> dict[str, Actor]:
    """Two clerks, a leader and an admin with accounts of their own."""
    roles = {"dewi": Role.CLERK, "budi": Role.CLERK, "sekda": Role.LEADER, "kepala": Role.ADMIN}
    return {
        name: actor_of(office.do_as(ADMIN, add_user, name, name.title(), role, "kata sandi panjang"))
        for name, role in roles.items()
    }


@pytest.fixture
def case(office: OfficeAtWork, people: dict[str, Actor]) -> CaseFile:
    """A case that Dewi alone may see, beside an open one."""
    office.case()
    file = office.case()
    office.do_as(people["dewi"], restrictions.restrict, file.case.id, [_id(people["dewi"])], "menyangkut pimpinan")
    return file


def _id(actor: Actor) -> str:
    assert actor.user_id is not None
    return actor.user_id


def test_only_the_named_see_it_and_the_others_are_told_how_many(
    office: OfficeAtWork, people: dict[str, Actor], case: CaseFile
) -> None:
    for name, seen in (("dewi", True), ("budi", False), ("sekda", False), ("kepala", False)):
        who = people[name]
        page = office.do_as(who, case_list.standing_cases, ALL)
        assert (case.case.id in {row.id for row in page.rows}) is seen
        assert page.total == len(page.rows) == office.do_as(who, case_list.case_figures).total
        assert office.do_as(who, restrictions.hidden_cases) == (0 if seen else 1)
        found = office.do_as(who, search.find, case.case.number)
        assert any(hit.id == case.case.id for hit in found) is seen
    assert [row.line.restricted for row in office.do_as(people["dewi"], case_list.standing_cases, ALL).rows] == [
        False,
        True,
    ]
    assert office.do_as(people["dewi"], restrictions.named, case.case.id) == ("Dewi",)
    with pytest.raises(NotAllowed, match="dibatasi"):
        office.do_as(people["budi"], case_files.case_file, case.case.id)


def test_who_restricts_stays_among_the_named_or_says_otherwise(office: OfficeAtWork, people: dict[str, Actor]) -> None:
    file = office.case()
    dewi, budi = people["dewi"], people["budi"]
    with pytest.raises(InvalidInput, match="Anda tidak termasuk") as refused:
        office.do_as(dewi, restrictions.restrict, file.case.id, [_id(budi)], "sebab")
    assert refused.value.field == "without_me"
    office.do_as(dewi, restrictions.restrict, file.case.id, [_id(budi)], "sebab", without_me=True)
    with pytest.raises(NotAllowed):
        office.do_as(dewi, case_files.case_file, file.case.id)


@pytest.mark.parametrize(("chosen", "reason", "field"), [([], "x", "user_ids"), (["dewi"], " ", "reason")])
def test_somebody_and_a_reason_are_wanted(
    office: OfficeAtWork, people: dict[str, Actor], chosen: list[str], reason: str, field: str
) -> None:
    file = office.case()
    with pytest.raises(InvalidInput) as refused:
        office.do_as(
            people["dewi"], restrictions.restrict, file.case.id, [_id(people[name]) for name in chosen], reason
        )
    assert refused.value.field == field
    assert office.do_as(people["budi"], restrictions.hidden_cases) == 0


def test_an_account_that_is_off_or_unknown_cannot_be_named(office: OfficeAtWork, people: dict[str, Actor]) -> None:
    file = office.case()
    office.do_as(people["kepala"], set_active, _id(people["budi"]), active=False)
    assert "Budi" not in {one.full_name for one in office.do_as(people["dewi"], restrictions.readers)}
    for gone in (_id(people["budi"]), "tidak-ada"):
        with pytest.raises(InvalidInput, match="tidak lagi"):
            office.do_as(people["dewi"], restrictions.restrict, file.case.id, [_id(people["dewi"]), gone], "sebab")


def test_an_admin_sees_numbers_alone_and_lifts_in_the_open(
    office: OfficeAtWork, people: dict[str, Actor], case: CaseFile
) -> None:
    kepala = people["kepala"]
    (known,) = office.do_as(kepala, restrictions.restrictions)
    assert (known.number, known.names, known.nobody) == (case.case.number, ("Dewi",), False)
    assert case.case.respondent.name not in repr(known)
    office.do_as(kepala, set_active, _id(people["dewi"]), active=False)
    assert office.do_as(kepala, restrictions.restrictions)[0].nobody
    with pytest.raises(InvalidInput):
        office.do_as(kepala, restrictions.lift, case.case.id, "")
    office.do_as(kepala, restrictions.lift, case.case.id, "Dewi pindah tugas")
    assert office.do_as(people["budi"], restrictions.hidden_cases) == 0
    entries = office.do_as(kepala, case_files.case_log_with_values, case.case.id)
    told = [(one.operation, one.actor, one.changes.get("reason")) for one in entries if one.action == "explain"]
    assert told == [
        ("restrictions.lift", "kepala", ("", "Dewi pindah tugas")),
        ("restrictions.restrict", "dewi", ("", "menyangkut pimpinan")),
    ]


def test_nobody_else_lifts_what_he_does_not_see(office: OfficeAtWork, people: dict[str, Actor], case: CaseFile) -> None:
    for name in ("budi", "sekda"):
        with pytest.raises(NotAllowed):
            office.do_as(people[name], restrictions.lift, case.case.id, "ingin tahu")
    office.do_as(people["dewi"], restrictions.lift, case.case.id, "selesai")
    assert office.do_as(people["budi"], restrictions.hidden_cases) == 0


def test_a_case_that_is_opened_beside_a_restricted_one_is_restricted_with_it(
    office: OfficeAtWork, people: dict[str, Actor]
) -> None:
    report = office.report(office.accused(1), office.accused(2))
    dewi = people["dewi"]
    office.do_as(dewi, restrictions.restrict, office.case(report=report).case.id, [_id(dewi)], "sebab")
    form = case_files.OpeningForm(
        violation_codes=("n.2",), verification="Pegawai kabupaten ini, ada bukti.", opened_on=office.clock.today()
    )
    second = office.do_as(dewi, case_files.open_case, report.id, report.respondents[1].id, form)
    assert second.case.restricted_to == (_id(dewi),)
    assert office.do_as(people["budi"], restrictions.hidden_cases) == 2


def test_what_was_discarded_of_a_restricted_report_is_seen_by_the_named_alone(
    office: OfficeAtWork, people: dict[str, Actor], case: CaseFile
) -> None:
    form = evidence.EvidenceForm(file_name="a.pdf", title="Foto Sungai Kapuas")
    dewi, budi = people["dewi"], people["budi"]
    item = office.do_as(dewi, evidence.add_evidence, case.report.id, b"%PDF isi", form)
    entry = office.do_as(dewi, discarding.discard, "evidence", item.id, "Salah berkas.")
    assert [line.id for line in office.do_as(dewi, discarding.trash)] == [entry.id]
    assert office.do_as(budi, discarding.trash) == ()
    with pytest.raises(NotAllowed):
        office.do_as(budi, discarding.restore, entry.id)
    with office.database.read() as work:
        work.log_as(budi, "tests.look")
        assert work.audit.of_record([item.id]) == ()
    office.do_as(dewi, discarding.restore, entry.id)
    assert office.do_as(dewi, evidence.evidence_of_report, case.report.id) == (item,)
