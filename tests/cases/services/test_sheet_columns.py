"""Which column holds what is remembered by the headers, for whoever may take such sheets in."""

from __future__ import annotations

import pytest
from office_desk import ADMIN, CLERK, LEADER, OfficeAtWork

from cases.errors import NotAllowed
from cases.rules.rights import may
from cases.rules.sheet_headers import header_fields
from cases.services.sheet_columns import NEEDS, keep_columns, known_columns

HEADERS = ("No", "Nomor pokok", "Yang bersangkutan")


def test_what_was_chosen_for_headers_is_remembered_by_them(office: OfficeAtWork) -> None:
    assert office.do_as(ADMIN, known_columns, "employee", HEADERS) is None
    office.do_as(ADMIN, keep_columns, "employee", HEADERS, {"nip": 1, "name": 2})
    office.do_as(ADMIN, keep_columns, "employee", HEADERS, {"nip": 1, "name": 0})
    spelled = tuple(header.lower() for header in HEADERS)
    assert office.do_as(ADMIN, known_columns, "employee", spelled) == {"nip": 1, "name": 0}
    assert office.do_as(ADMIN, known_columns, "account", spelled) is None


@pytest.mark.parametrize("table", NEEDS)
def test_only_who_takes_such_sheets_in_has_a_say_in_their_columns(office: OfficeAtWork, table: str) -> None:
    assert header_fields(table)
    for actor in (ADMIN, CLERK, LEADER):
        for service, args in ((known_columns, ()), (keep_columns, ({"name": 0},))):
            if may(actor, NEEDS[table]):
                office.do_as(actor, service, table, HEADERS, *args)
            else:
                with pytest.raises(NotAllowed):
                    office.do_as(actor, service, table, HEADERS, *args)
    assert not may(LEADER, NEEDS[table])
