"""Who reported is shown to nobody without the right, whatever he asks for, and stands in no paper that leaves."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from office_desk import ADMIN, CLERK, START, OfficeAtWork, office_at_work

import cases.services
from cases.errors import InvalidInput, NotAllowed, OfficeError
from cases.model.evidence_paper import PaperOrder
from cases.model.figures import FigureQuery
from cases.model.identity import new_id
from cases.model.letter import LetterRequest, RenderedLetter
from cases.model.listing import ListQuery
from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.report import Report, Source, VerificationOutcome
from cases.model.steps import OpenedFacts, Question
from cases.model.user import Actor, Right, Role, User
from cases.regulations import Law
from cases.rules.recap_form import recap_forms
from cases.services import (
    case_files,
    corrections,
    discarding,
    drafts,
    evidence,
    evidence_facts,
    evidence_handover,
    evidence_papers,
    export_all,
    idis_pack,
    letter_requests,
    letters,
    log_reading,
    old_cases,
    recap,
    register,
    reports,
    search,
    splitting,
    users,
    verification,
)  # fmt: skip
from cases.services.access import RIGHT_OF
from cases.services.evidence import EvidenceForm
from cases.services.register import HandNumber
from cases.services.reporter_shown import WITHHELD, kept_facts
from cases.services.splitting import SplitForm
from cases.services.steps import StepForm
from cases.services.verification import VerificationForm

NAME, CONTACT = "Suryaningratih Wirabuana", "0812-5550-1234"
REFUSED = VerificationForm(
    verified_on=START, outcome=VerificationOutcome.REFUSED, jurisdiction=False, identity=True, evidence=True,
    reason="Bukan pegawai daerah ini.",
)  # fmt: skip


class Echo:
    """Renders a letter as everything that it prints."""

    def render(self, request: LetterRequest) -> RenderedLetter:
        told = replace(request, profile=replace(request.profile, logo=None, second_logo=None, head_emblem=None))
        return RenderedLetter(pdf=b"%PDF-fake " + msgspec.json.encode(told), pages=1)


def told(value: object) -> bool:
    """Whether somebody could read of it who reported."""
    text = value.decode(errors="replace") if isinstance(value, bytes) else repr(value)
    return NAME.casefold() in text.casefold() or CONTACT in text


@pytest.fixture
def office(tmp_path: Path, law: Law, template: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(tmp_path, law, template, renderer=Echo()) as work:
        yield work


@pytest.fixture
def report(office: OfficeAtWork) -> Report:
    """A report by one person: one accused has a case, of the other it was refused; each letter is drafted."""
    made = office.report(
        office.accused(1),
        office.accused(2),
        source=Source.PUBLIC,
        reporter_name=NAME,
        reporter_contact=CONTACT,
        narrative=f"{NAME} melihat terlapor hadir pada kampanye.",
    )
    office.do(
        evidence.add_evidence,
        made.id,
        b"\x89PNG layar",
        EvidenceForm(file_name="layar.png", title="Tangkapan", captured_by=NAME, description=f"Diserahkan {NAME}"),
    )
    case = office.case(report=made, note=f"Disampaikan {NAME}.", verification=f"Menurut {NAME}, ada bukti.")
    office.do(verification.verify, made.id, made.respondents[1].id, REFUSED)
    for place in ({"report_id": made.id}, {"case_id": case.case.id}, {}):
        for offer in office.ask(letter_requests.offered, **place).offers:
            entries = {ask.key: ask.value or (f"Menurut {NAME}" if ask.kind == "text" else "") for ask in offer.asks}
            try:
                office.do(letter_requests.request, offer.kind, **place, entries=entries)
            except OfficeError:
                continue
    for line in office.ask(letters.letter_page, ListQuery(sort="number")).rows:
        if line.kind in {"refusal-reply", "report-receipt"}:
            office.put_up(line.id, START)
    return office.ask(reports.report, made.id)


@pytest.fixture
def clerk(office: OfficeAtWork) -> Actor:
    """A clerk who may do everything else, and read the log."""
    user = User(
        id=new_id(), username="tanpa", full_name="Petugas Tanpa Hak", role=Role.CLERK, password_hash="plain:x",
        more=(Right.READ_LOG_VALUES, Right.READ_LOG), fewer=(Right.SEE_REPORTER,),
    )  # fmt: skip
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        work.users.add(user)
    return users.actor_of(user)


def arguments(office: OfficeAtWork, report: Report) -> dict[str, tuple[object, ...]]:
    """What services may be asked with, by the names of their parameters."""
    lists = tuple(ListQuery(sort=sort) for sort in ("number", "order", "left", "name"))
    written = office.ask(letters.letter_page, ListQuery(sort="number", limit=500)).rows
    case_id = next(one.case_id for one in report.respondents if one.case_id)
    return {
        "report_id": (report.id,),
        "case_id": (case_id,),
        "letter_id": tuple(one.id for one in written),
        "evidence_id": tuple(one.id for one in office.ask(evidence.evidence_of_report, report.id)),
        "evidence_ids": (tuple(one.id for one in office.ask(evidence.evidence_of_report, report.id)),),
        "respondent_id": tuple(one.id for one in report.respondents),
        "query": lists,
        "text": ("Surya", "Tangkapan", "kampanye"),
        "number": ("2026/001",),
        "name": tuple(form.name for form in recap_forms()),
        "year": (2026,),
        "counter": ("",),
        "nip": tuple(one.person.nip for one in report.respondents),
    }


def answers(office: OfficeAtWork, actor: Actor, pool: dict[str, tuple[object, ...]]) -> Iterator[tuple[str, object]]:
    """What every service answers that only reads and can be asked with what is in the pool."""
    for found in pkgutil.iter_modules(cases.services.__path__):
        importlib.import_module(f"cases.services.{found.name}")
    for name in sorted(RIGHT_OF):
        module, _, function = name.partition(".")
        try:
            service = getattr(importlib.import_module(f"cases.services.{module}"), function)
        except (ModuleNotFoundError, AttributeError):  # services of other tests
            continue
        asked = [
            one
            for one in list(inspect.signature(service.__wrapped__).parameters.values())[2:]
            if one.default is inspect.Parameter.empty or one.name in {"report_id", "case_id"}
        ]
        if any(one.name not in pool for one in asked):
            continue
        for chosen in product(*(pool[one.name] for one in asked)):
            with office.database.read() as work:
                try:
                    given = dict(zip((one.name for one in asked), chosen, strict=True))
                    yield name, service(work, actor, **given)
                except (OfficeError, RuntimeError, ValueError, KeyError, TypeError, AttributeError):
                    continue  # not allowed, not there, or it writes


def test_no_service_tells_somebody_without_the_right(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    pool = arguments(office, report)
    asked, leaks = set(), set()
    for name, answer in answers(office, clerk, pool):
        asked.add(name)
        if told(answer):
            leaks.add(name)
    assert leaks == set()
    assert len(asked) > 45, "the services were not asked"
    seen = {name for name, answer in answers(office, CLERK, pool) if told(answer)}
    assert {"reports.report", "letters.letter", "letters.letter_bytes", "case_files.case_file"} <= seen


def test_titles_made_of_his_words_are_covered(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    item = office.do(
        evidence.add_evidence, report.id, b"\x89PNG lain", EvidenceForm(file_name="b.png", title=f"Kiriman {NAME}")
    )
    office.do_as(clerk, drafts.begin_session)
    typed = msgspec.json.encode({"at": office.clock.now()}).decode()
    office.do_as(clerk, drafts.keep_draft, f"evidence-facts:{item.id}", typed)
    (kept,) = office.do_as(clerk, drafts.begin_session)
    assert kept.title == "Keterangan bukti B-02: Kiriman pelapor"
    preview = office.do_as(clerk, discarding.preview, "evidence", item.id)
    assert preview.title == "Bukti B-02: Kiriman pelapor"
    gone = office.do_as(clerk, discarding.discard, "evidence", item.id, "Keliru.")
    assert told(office.do_as(CLERK, discarding.trash))
    assert not told(office.do_as(clerk, discarding.trash))
    assert not told(office.do_as(clerk, discarding.restore, gone.id))


def test_search_does_not_confirm_a_name_that_was_guessed(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    def found(actor: Actor, text: str) -> set[str]:
        return {hit.id for hit in office.do_as(actor, search.find, text)}

    first, last = NAME.split()
    for guess in (NAME, first, last[:5], f"kampanye {first}"):
        assert report.id in found(CLERK, guess)
        assert found(clerk, guess) == set()
        assert report.id not in office.do_as(clerk, log_reading.log_records, guess)
    assert report.id in found(clerk, "kampanye")
    narrowed = ListQuery(sort="number", filters={"narrative": NAME})
    assert office.ask(reports.report_page, narrowed).total == 1
    with pytest.raises(NotAllowed, match="Ctrl"):
        office.do_as(clerk, reports.report_page, narrowed)
    first, last = (part.casefold() for part in NAME.split())
    other = office.report(
        office.accused(9),
        reporter_name=NAME,
        narrative=" ".join(
            (*(f"awal{number}" for number in range(30)), NAME, *(f"kata{number}" for number in range(30)))
        ),
    )
    for word in (*(f"awal{number}" for number in range(18, 30)), *(f"kata{number}" for number in range(12))):
        (hit,) = office.do_as(clerk, search.find, f"{word} ")  # the snippet ends or begins within the name for some
        assert hit.id == other.id
        assert first not in hit.snippet.casefold()
        assert last not in hit.snippet.casefold()
    assert report.id in found(clerk, "Terlapor Rekaan")


@pytest.mark.parametrize("column", ["words", "addressee"])
def test_the_book_of_numbers_does_not_confirm_a_name_either(
    office: OfficeAtWork, report: Report, clerk: Actor, column: str
) -> None:
    def found(actor: Actor, text: str) -> tuple[int, int]:
        query = ListQuery(sort="order", filters={column: text})
        page = office.do_as(actor, register.register_page, query)
        assert page.rows == office.do_as(actor, register.register_lines, query)
        return len(page.rows), page.total

    by_hand = HandNumber(
        number="7", used_on=START, subject=f"Undangan {NAME}", addressee=f"Yth. {NAME}", classification="800.1.6.2"
    )
    office.do(register.enter_by_hand, by_hand)
    for guess in (NAME, NAME.split(maxsplit=1)[0], NAME[:4]):
        assert found(CLERK, guess)[0]
        assert found(clerk, guess) == (0, 0)
    everything = office.do_as(clerk, register.register_page, ListQuery(sort="order"))
    assert everything.total == office.ask(register.register_page, ListQuery(sort="order")).total
    if column == "words":
        assert found(clerk, everything.rows[0].text) == found(CLERK, everything.rows[0].text)


def test_letters_that_name_him_are_refused_and_the_others_are_not(
    office: OfficeAtWork, report: Report, clerk: Actor
) -> None:
    written = office.ask(letters.letter_page, ListQuery(sort="number", limit=500)).rows
    refused = 0
    for line in written:
        if told(office.ask(letters.letter_bytes, line.id)):
            refused += 1
            with pytest.raises(NotAllowed, match="identitas pelapor"):
                office.do_as(clerk, letters.letter_bytes, line.id)
        else:
            assert not told(office.do_as(clerk, letters.letter_bytes, line.id)), line.kind
    assert refused
    assert refused < len(written)


def test_an_old_case_that_names_him_is_covered_and_kept(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    assert report
    form = OldCaseForm(respondent=office.accused(9), outcome=OldOutcome.CLOSED, note=f"Menurut {NAME}.", year=2018)
    old = office.do(old_cases.record_old_case, form)
    shown = office.do_as(clerk, old_cases.old_case, old.id)
    assert not told(shown)
    office.do_as(clerk, old_cases.change_old_case, old.id, replace(form, note=shown.note, shelf="B-2"))
    kept = office.ask(old_cases.old_case, old.id)
    assert (kept.note, kept.shelf) == (form.note, "B-2")


def place_kept_by(office: OfficeAtWork, report: Report, clerk: Actor) -> tuple[str, str]:
    """The place of a report that he changed elsewhere, and of one that he split from it, both as he was shown it."""
    names = set(reports.ReportForm.__dataclass_fields__) - {"respondents"}
    stored = office.ask(reports.report, report.id)
    form = reports.ReportForm(**{name: getattr(stored, name) for name in names})
    office.do(reports.change_report, report.id, replace(form, event_place=f"Rumah {NAME}"))
    shown = office.do_as(clerk, reports.report, report.id)
    assert not told(shown)
    typed = replace(form, narrative=shown.narrative, event_place=shown.event_place, event_at="09.00")
    office.do_as(clerk, reports.change_report, report.id, typed)
    split = SplitForm(
        reason="Kejadian lain.", shared=(report.respondents[0].id,), event_place=shown.event_place, event_at="10.00"
    )
    made = office.do_as(clerk, splitting.split_report, report.id, split)
    return office.ask(reports.report, report.id).event_place, office.ask(reports.report, made.id).event_place


def test_saving_a_covered_record_takes_nothing_away(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    seen = office.do_as(clerk, reports.report, report.id)
    assert (seen.reporter_name, seen.reporter_contact) == (WITHHELD, WITHHELD)
    names = set(reports.ReportForm.__dataclass_fields__) - {"respondents"}
    form = reports.ReportForm(**{name: getattr(seen, name) for name in names} | {"event_place": "Aula"})
    assert office.do_as(clerk, reports.change_report, report.id, form).reporter_name == WITHHELD
    office.do_as(clerk, reports.change_report, report.id, replace(form, reporter_name="", reporter_contact=""))
    office.do_as(clerk, reports.add_respondent, report.id, office.accused(7))
    after = office.ask(reports.report, report.id)
    assert (after.reporter_name, after.reporter_contact, after.event_place) == (NAME, CONTACT, "Aula")
    assert after.narrative == report.narrative
    assert place_kept_by(office, report, clerk) == (f"Rumah {NAME}", f"Rumah {NAME}")
    (item,) = office.do_as(clerk, evidence.evidence_of_report, report.id)
    assert not told(item)
    facts = set(EvidenceForm.__dataclass_fields__)
    changed = EvidenceForm(**{name: getattr(item, name) for name in facts} | {"platform": "Lingkar"})
    office.do_as(clerk, evidence_facts.change_facts, item.id, changed, "platform keliru")
    (kept,) = office.ask(evidence.evidence_of_report, report.id)
    assert (kept.captured_by, kept.description, kept.platform) == (NAME, f"Diserahkan {NAME}", "Lingkar")


def test_a_covered_text_is_edited_around_the_name(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    seen = office.do_as(clerk, reports.report, report.id)
    assert seen.narrative == "[pelapor] melihat terlapor hadir pada kampanye."
    names = set(reports.ReportForm.__dataclass_fields__) - {"respondents"}
    form = reports.ReportForm(**{name: getattr(seen, name) for name in names})
    edited = replace(form, narrative=f"Pada sore hari {seen.narrative} Dua kali.")
    office.do_as(clerk, reports.change_report, report.id, edited)
    kept = office.ask(reports.report, report.id).narrative
    assert kept == f"Pada sore hari {report.narrative} Dua kali."
    for narrative in ("Pelapor melihat terlapor.", "[pelapor 2] melihat [pelapor]."):
        with pytest.raises(InvalidInput, match="dirahasiakan") as refused:
            office.do_as(clerk, reports.change_report, report.id, replace(form, narrative=narrative))
        assert refused.value.field == "narrative"
    office.do(reports.change_report, report.id, replace(form, narrative="Seseorang melihat terlapor."))
    split = SplitForm(reason="Lain.", shared=(report.respondents[0].id,), event_at="10.00", narrative="Lain.")
    made = office.do_as(clerk, splitting.split_report, report.id, split)
    assert office.ask(reports.report, made.id).narrative == "Lain."


def test_a_step_is_corrected_around_the_name(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    case_id = next(one.case_id for one in report.respondents if one.case_id)
    assert case_id is not None
    opened = office.ask(case_files.case_file, case_id).steps[0]
    shown = office.do_as(clerk, case_files.case_file, case_id).steps[0]
    assert isinstance(opened.facts, OpenedFacts)
    assert isinstance(shown.facts, OpenedFacts)
    assert not told(shown)

    def corrected(verification: str) -> str:
        facts = replace(shown.facts, verification=verification)
        office.do_as(
            clerk,
            corrections.correct_step,
            case_id,
            shown.id,
            StepForm(key=shown.key, facts=facts, on=shown.on),
            "Kurang.",
        )
        after = office.ask(case_files.case_file, case_id).steps[0].facts
        assert isinstance(after, OpenedFacts)
        return after.verification

    with pytest.raises(InvalidInput, match="dirahasiakan"):
        corrected("Ada bukti.")
    assert corrected(f"{shown.facts.verification} Lengkap.") == f"{opened.facts.verification} Lengkap."


def test_rows_of_facts_get_back_the_names_of_their_own(office: OfficeAtWork, report: Report, clerk: Actor) -> None:
    assert report
    old = tuple(
        Question(question=f"Apa kata {name}?", answer=f"{name} {place}.")
        for place, name in enumerate((NAME, "ia", NAME))
    )
    shown = tuple(
        Question(question=one.question.replace(NAME, "[pelapor]"), answer=one.answer.replace(NAME, "[pelapor]"))
        for one in old
    )
    with office.database.read() as work:
        work.log_as(clerk, "tests.read")
        assert kept_facts(work, old, shown) == old
        assert kept_facts(work, old, (shown[2], shown[0])) == (old[2], old[0])
        first = replace(shown[0], answer="[pelapor] nol.")
        assert kept_facts(work, old, (first, *shown[1:])) == (replace(old[0], answer=f"{NAME} nol."), *old[1:])
        with pytest.raises(InvalidInput, match="dirahasiakan"):
            kept_facts(work, old, (*shown, Question(question="Lagi?", answer="[pelapor]")))


def test_a_clerk_without_the_right_registers_and_reads_it_no_more(office: OfficeAtWork, clerk: Actor) -> None:
    form = reports.ReportForm(
        received_on=START, source=Source.PUBLIC, narrative="Hadir.", channel=office.report().channel,
        respondents=(office.accused(5),), event_on=START, reporter_name=NAME,
    )  # fmt: skip
    made = office.do_as(clerk, reports.register_report, form)
    assert made.reporter_name == WITHHELD
    assert office.ask(reports.report, made.id).reporter_name == NAME


def test_the_log_keeps_it_and_tells_it_to_those_alone_who_may_see_it(
    office: OfficeAtWork, report: Report, clerk: Actor
) -> None:
    case_id = next(one.case_id for one in report.respondents if one.case_id)
    assert case_id is not None
    rows = office.do_as(clerk, case_files.case_log_with_values, case_id)
    assert not told(rows)
    assert any(row.changes.get("reporter_name") == ("", WITHHELD) for row in rows)
    assert told(office.do_as(ADMIN, case_files.case_log_with_values, case_id))


class Sink:
    """Keeps what an export hands over."""

    def __init__(self) -> None:
        self.taken: list[object] = []

    def open(self, *facts: object) -> None:
        self.taken.append(facts)

    def begin(self, table: object) -> None:
        self.taken.append(table)

    def row(self, values: object) -> None:
        self.taken.append(values)


@pytest.mark.parametrize("mask", [True, False])
def test_no_paper_that_leaves_the_office_tells_it_whoever_makes_it(
    office: OfficeAtWork, report: Report, *, mask: bool
) -> None:
    with office.database.write() as work:
        work.log_as(ADMIN, "tests.add")
        current = work.office.current()
        assert current is not None
        work.office.save(replace(current, mask_reporter=mask))
    sink = Sink()
    office.do_as(ADMIN, export_all.export_all, sink)
    case_id = next(one.case_id for one in report.respondents if one.case_id)
    assert case_id is not None
    papers: list[Any] = [sink.taken]
    papers += [office.do_as(ADMIN, recap.recap, form.name, FigureQuery()) for form in recap_forms() if not form.letters]
    papers.append(office.do_as(ADMIN, evidence_handover.plan_handover, report.id))
    papers.append(office.do_as(ADMIN, evidence_papers.papers, report.id, PaperOrder()))
    for paper in papers:
        assert not told(paper)
    with pytest.raises(OfficeError):  # no decision yet: nothing to hand over
        office.do_as(ADMIN, idis_pack.idis_pack, case_id)
    if mask:
        assert not told(office.do_as(ADMIN, register.register_page, ListQuery(sort="order")))
