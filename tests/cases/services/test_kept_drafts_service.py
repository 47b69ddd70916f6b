"""After a crash what was typed is asked about once, by name and time; after a session that ended it is not."""

from __future__ import annotations

import json
from datetime import timedelta

from office_desk import CLERK, START, OfficeAtWork

from cases.services import drafts, log_in
from cases.services.drafts import KeptDraft


def keep(office: OfficeAtWork, key: str) -> None:
    at = office.clock.now().isoformat()
    office.do(drafts.keep_draft, key, json.dumps({"at": at, "values": {}}))


def begin(office: OfficeAtWork) -> tuple[KeptDraft, ...]:
    return office.do(drafts.begin_session)


def later(office: OfficeAtWork) -> None:
    office.clock.set_today(office.clock.today() + timedelta(days=1))


def test_a_crash_is_asked_about_until_it_is_answered(office: OfficeAtWork) -> None:
    assert begin(office) == ()
    later(office)
    keep(office, "report:new")
    for _ in range(2):
        (found,) = begin(office)
        assert (found.key, found.title, found.at) == ("report:new", "Laporan baru", office.clock.now())
    later(office)
    office.do(drafts.answer_drafts, ())
    assert begin(office) == ()
    assert list(office.do(drafts.my_drafts)) == ["report:new"], "it waits in its form"


def test_what_is_thrown_away_is_gone(office: OfficeAtWork) -> None:
    begin(office)
    keep(office, "report:new")
    keep(office, "settings:paper")
    assert {one.key for one in begin(office)} == {"report:new", "settings:paper"}
    office.do(drafts.answer_drafts, ("report:new",))
    assert list(office.do(drafts.my_drafts)) == ["settings:paper"]


def test_what_was_left_on_purpose_is_not_asked_about(office: OfficeAtWork) -> None:
    begin(office)
    keep(office, "report:new")
    with office.database.write() as work:
        log_in.left(work, CLERK, "close")
    later(office)
    assert begin(office) == ()
    keep(office, "settings:paper")
    with office.database.write() as work:
        log_in.left(work, CLERK, "lock")
    assert [one.key for one in begin(office)] == ["settings:paper"], "locked is not ended, and the older one is known"


def test_a_draft_is_called_by_its_case_report_or_letter(office: OfficeAtWork) -> None:
    report = office.report()
    case = office.case(report=report).case
    begin(office)
    keys = {
        f"report:{report.id}": f"Perubahan laporan {report.number}",
        f"verify:{report.id}:r": f"Verifikasi laporan {report.number}",
        f"step:{case.id}:summons-1": f"Tahap perkara {case.number}, {case.respondent.name}",
        f"correction:{case.id}:case": f"Koreksi perkara {case.number}, {case.respondent.name}",
        f"letter-request:case_id:{case.id}:receipt": f"Permintaan surat untuk perkara {case.number}",
        "letter-void:gone": "Isian yang belum disimpan",
        "strange": "Isian yang belum disimpan",
    }
    for key in keys:
        keep(office, key)
    assert {one.key: one.title for one in begin(office)} == keys


def test_a_narrative_of_a_hundred_thousand_letters_comes_back_whole(office: OfficeAtWork) -> None:
    begin(office)
    text = json.dumps({"at": office.clock.now().isoformat(), "values": {"narrative": "Kalimat. " * 11_200}})
    office.do(drafts.keep_draft, "report:new", text)
    assert [one.key for one in begin(office)] == ["report:new"]
    assert office.do(drafts.my_draft, "report:new") == text


def test_the_mark_is_no_draft(office: OfficeAtWork) -> None:
    begin(office)
    assert office.do(drafts.my_drafts) == {}
    assert office.clock.today() == START
