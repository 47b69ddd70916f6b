from __future__ import annotations

from list_data import settle, show
from page_trail import Trail

from cases.model.old_case import OldCaseForm, OldOutcome
from cases.model.person import Person
from cases.model.user import Role
from cases.services import old_cases, users
from desktop.full_names import full_name, keep_names, named
from desktop.pages.old_case import OldCasePage


def test_a_page_names_who_recorded_by_the_full_name_that_the_account_has_now(qtbot, tasks, desk, do) -> None:
    form = OldCaseForm(respondent=Person(name="Sutarjo Contoh"), outcome=OldOutcome.CLOSED)
    old = do(old_cases.record_old_case, form)
    keep_names(desk)
    settle(qtbot, tasks)
    page = OldCasePage(desk, Trail())
    show(qtbot, tasks, page, old_case_id=old.id)
    assert page.header._sentence.text().endswith("oleh Admin Uji")
    desk.do(users.add_user, "sari", "Sari Wulan", Role.CLERK, "kata-sandi-sari").then(desk, lambda _user: None)
    settle(qtbot, tasks)
    assert [named(one) for one in ("sari", "siapa-pun")] == ["Sari Wulan (sari)", "siapa-pun"]
    assert [full_name(one) for one in ("sari", "siapa-pun")] == ["Sari Wulan", "siapa-pun"]
